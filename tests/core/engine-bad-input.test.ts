// Bad input at the level of tables and of the engine: every strange base has a stated answer.
import { parseIsoDay } from '../../src/core/calendar';
import type { Issue } from '../../src/core/issue';
import { buildOrderBook, orderColumns } from '../../src/core/orders/order-book';
import type { OrderRow } from '../../src/core/orders/order-row';
import { segmentClients } from '../../src/core/segmentation';
import type { ClientFigures, Segmentation } from '../../src/core/segmentation';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import type { Settings } from '../../src/core/settings';
import type { Grid } from '../../src/core/table/cell';
import { detectHeader } from '../../src/core/table/header';
import { proposeMapping } from '../../src/core/table/mapping';
import { readOrderRows } from '../../src/core/table/order-rows';
import type { OrderTable } from '../../src/core/table/order-rows';

const day = (iso: string): number => parseIsoDay(iso) ?? NaN;

const row = (clientKey: string | null, iso: string, amountMajor: number | null, more: Partial<OrderRow> = {}): OrderRow => ({
  rowIndex: 0, clientKey, day: day(iso), amountMinor: amountMajor === null ? null : Math.round(amountMajor * 100), ...more,
});

function segmented(rows: readonly OrderRow[], asOf: string | null = '2024-06-30', settings: Partial<Settings> = {}): Segmentation & { readonly codes: readonly string[]; readonly issues: readonly Issue[] } {
  const { value, issues } = segmentClients({ rows }, { ...DEFAULT_SETTINGS, ...settings }, asOf === null ? null : day(asOf));
  return { ...value, issues, codes: issues.map((issue) => issue.code) };
}

function table(grid: Grid): { readonly value: OrderTable; readonly codes: readonly string[] } {
  const header = detectHeader(grid).value;
  if (header === null) throw new Error('no header');
  const { value, issues } = readOrderRows(grid, header, proposeMapping(grid, header).value.mapping);
  return { value, codes: issues.map((issue) => issue.code) };
}

/** Numbers of the figures that are neither whole nor a sensible fraction. */
function wildNumbers(clients: readonly ClientFigures[]): string[] {
  return clients.flatMap((client) =>
    Object.entries(client).filter(([, value]) => typeof value === 'number' && !Number.isFinite(value)).map(([key, value]) => `${key} ${String(value)}`),
  );
}

describe('bases of very little', () => {
  it('one client with one order is new, A of the whole money, too early for XYZ, and has the rhythm of Settings', () => {
    const { clients, codes } = segmented([row('ann', '2024-06-20', 100)]);
    expect(clients).toHaveLength(1);
    expect(clients[0]).toMatchObject({
      orders: 1, moneyMinor: 10000, averageBillMinor: 10000, abc: 'A', abcShare: 1, xyz: 'N', abcxyz: 'AN', rfm: '511', segment: 'new',
      daysSilent: 10, rhythmDays: 90, rhythmSource: 'default', dormancy: 'on_time',
    });
    expect(codes).toEqual(['rfm.thresholdsCoincide', 'rfm.scaleSuggested']);
  });

  it('one client with many orders is judged by its own rhythm', () => {
    const rows = ['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01'].map((iso) => row('ann', iso, 10));
    expect(segmented(rows).clients[0]).toMatchObject({ orders: 5, abc: 'A', xyz: 'X', rhythmDays: 30.5, rhythmSource: 'own', dormancy: 'late' });
  });

  it('no row at all gives an empty result and says that nothing could be used', () => {
    const { clients, totals, codes } = segmented([]);
    expect([clients, totals.orders, totals.moneyMinor, codes]).toEqual([[], 0, 0, ['orders.noneUsable']]);
  });

  it('clients who are all equal get one class each of ABC, XYZ and RFM: the best of the tie', () => {
    const rows = Array.from({ length: 20 }, (_, index) => row(`c${index}`, '2024-06-01', 50));
    const { clients, codes } = segmented(rows);
    expect(new Set(clients.map(({ abc, xyz, rfm, segment }) => [abc, xyz, rfm, segment].join())).size).toBe(1);
    expect(clients[0]).toMatchObject({ abc: 'A', rfm: '511' });
    expect(codes).toEqual(expect.arrayContaining(['rfm.thresholdsCoincide', 'xyz.oneClass']));
  });

  it('orders of zero are purchases without money: class C, a share of 0, and a word that nothing is positive', () => {
    const { clients, codes } = segmented([row('ann', '2024-06-01', 0), row('bob', '2024-05-01', 0)]);
    expect(clients[0]).toMatchObject({ orders: 1, moneyMinor: 0, averageBillMinor: 0, abc: 'C', abcShare: 0, moneyAtRiskMinor: 0, ros: null, segment: 'new' });
    expect(codes).toContain('abc.nothingPositive');
    expect(wildNumbers(clients)).toEqual([]);
  });

  it('purchases of zero have no coefficient by amount and are Z: nothing can be foreseen from them', () => {
    const rows = ['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01'].map((iso) => row('ann', iso, 0));
    expect(segmented(rows, '2024-06-30', { 'xyz.basis': 'amount' }).clients[0]).toMatchObject({ xyz: 'Z', xyzValue: null });
  });

  it('returns alone make contacts without a purchase, whose money is below zero, and nothing usable', () => {
    const { clients, codes } = segmented([row('ann', '2024-06-01', -20), row('ann', '2024-06-02', -5)]);
    expect(clients[0]).toMatchObject({ orders: 0, returns: 2, moneyMinor: -2500, firstDay: null, abc: null, xyz: null, rfm: null, segment: 'no_purchases', dormancy: null, lifecycle: null });
    expect(codes).toContain('orders.noneUsable');
  });

  it('a client whose every purchase was returned stays a buyer with money of 0, class C and no money at risk', () => {
    const rows = [row('ann', '2024-05-01', 70), row('ann', '2024-05-09', -70), row('bob', '2024-05-01', 30)];
    expect(segmented(rows).clients[0]).toMatchObject({ orders: 1, returns: 1, moneyMinor: 0, averageBillMinor: 0, abc: 'C', moneyAtRiskMinor: 0, lastDay: day('2024-05-01') });
    expect(segmented(rows, '2024-06-30', { returns: 'ignore' }).clients[0]).toMatchObject({ returns: 1, moneyMinor: 7000, abc: 'A' });
  });

  it('one order number with its return inside is one purchase of what is left, or a return when more came back than was sold', () => {
    const rows = [row('ann', '2024-05-02', -70, { order: '1' }), row('ann', '2024-05-01', 70, { order: '1' }), row('bob', '2024-05-01', 70, { order: '2' }), row('bob', '2024-05-03', -90, { order: '2' })];
    const { clients } = segmented(rows);
    expect(clients.map(({ orders, returns, moneyMinor, firstDay }) => [orders, returns, moneyMinor, firstDay])).toEqual([[1, 0, 0, day('2024-05-01')], [0, 1, -2000, null]]);
  });

  it('sales without a client count in money and in no client', () => {
    const { clients, totals } = segmented([row(null, '2024-06-01', 10), row(null, '2024-06-02', 5)]);
    expect([clients, totals.anonymousMinor]).toEqual([[], 1500]);
  });
});

describe('strange days', () => {
  it('all orders on one day have no gaps: one purchase day, rhythm from Settings, and on time that day', () => {
    const rows = Array.from({ length: 9 }, (_, index) => row(index < 6 ? 'ann' : 'bob', '2024-06-30', 10 + index));
    const { clients } = segmented(rows, null);
    expect(clients[0]).toMatchObject({ orders: 6, daysSilent: 0, rhythmDays: 90, rhythmSource: 'default', lateness: 0, dormancy: 'on_time', xyz: 'N' });
    expect(wildNumbers(clients)).toEqual([]);
  });

  it('orders in the future are left out and told with their row', () => {
    const { clients, totals, issues } = segmented([row('ann', '2024-06-30', 10), row('ann', '2031-01-01', 10, { rowIndex: 7 }), row('bob', '2031-01-01', 10, { rowIndex: 8 })]);
    expect(clients.map((client) => [client.clientKey, client.orders])).toEqual([['ann', 1]]);
    expect([totals.rowsUsed, totals.rowsAfterAsOf]).toEqual([1, 2]);
    expect(issues.filter((issue) => issue.code === 'row.afterAsOf').map((issue) => issue.place?.rowIndex)).toEqual([7, 8]);
  });

  it('orders that are all in the future leave nothing to count, and known clients as contacts', () => {
    const { value, issues } = segmentClients({ rows: [row('ann', '2031-01-01', 10)], knownClientKeys: ['ann'] }, DEFAULT_SETTINGS, day('2024-06-30'));
    expect(value.clients.map((client) => [client.clientKey, client.orders])).toEqual([['ann', 0]]);
    expect(issues.map((issue) => issue.code)).toEqual(['row.afterAsOf', 'orders.noneUsable']);
  });

  it('days before 1970 are days like any other', () => {
    const rows = ['1955-01-31', '1955-03-01', '1955-03-31', '1955-04-30'].map((iso) => row('ann', iso, 10));
    expect(segmented(rows, '1955-05-30').clients[0]).toMatchObject({ orders: 4, firstDay: day('1955-01-31'), daysSilent: 30, rhythmDays: 30, xyz: 'X', dormancy: 'on_time' });
  });

  it('29 February is a day of its month: two months apart are two gaps, and February ends on it', () => {
    const rows = ['2023-12-29', '2024-01-29', '2024-02-29', '2024-03-29'].map((iso) => row('ann', iso, 10));
    expect(segmented(rows, '2024-03-29').clients[0]).toMatchObject({ rhythmDays: 31, xyz: 'X' });
    // On 29 February the month is over and counts as the third; on the 28th it is not, and two periods are too few.
    const counted = rows.slice(0, 3);
    expect(segmented(counted, '2024-02-29', { 'xyz.basis': 'frequency' }).clients[0]).toMatchObject({ xyz: 'X', xyzValue: 1 });
    expect(segmented(counted, '2024-02-28', { 'xyz.basis': 'frequency' }).clients[0]?.xyz).toBe('N');
  });

  it('a 29 February that does not exist is refused where the table is read', () => {
    const { value, codes } = table([['Client', 'Date', 'Amount'], ['ann', '29.02.2023', 10], ['ann', '29.02.2024', 10]]);
    expect([value.rows.map((entry) => entry.day), codes]).toEqual([[day('2024-02-29')], ['row.dateImpossible']]);
  });

  it('a day that is no number is left out and told', () => {
    const { clients, codes } = segmented([row('ann', '2024-06-01', 10), { ...row('ann', '2024-06-01', 10), day: NaN }, { ...row('bob', '2024-06-01', 10), day: Infinity }]);
    expect(clients.map((client) => [client.clientKey, client.orders])).toEqual([['ann', 1]]);
    expect(codes.filter((code) => code === 'row.dateUnreadable')).toHaveLength(2);
  });
});

describe('strange amounts', () => {
  it('an amount of 1e15 is refused in a table; where it reaches the engine, money is refused and purchases are counted', () => {
    const read = table([['Client', 'Date', 'Amount'], ['ann', '2024-06-01', 1e15], ['ann', '2024-06-02', 10]]);
    expect([read.value.rows.length, read.codes]).toEqual([1, ['row.amountTooLarge']]);
    const { clients, totals, codes } = segmented([row('ann', '2024-06-01', 1e15), row('ann', '2024-06-02', 10), row('bob', '2024-06-02', 10)]);
    expect(clients[0]).toMatchObject({ orders: 1, moneyMinor: null, averageBillMinor: null, abc: null, m: null, rfm: null, moneyAtRiskMinor: null, ltvMinor: null });
    expect(clients[1]).toMatchObject({ moneyMinor: 1000, abc: 'A' });
    expect([totals.moneyMinor, codes.filter((code) => code === 'money.sumTooLarge').length]).toEqual([null, 1]);
  });

  it('an amount of 0.005 is rounded away from zero to one minor unit and told', () => {
    const { value, codes } = table([['Client', 'Date', 'Amount'], ['ann', '2024-06-01', 0.005], ['ann', '2024-06-02', -0.005], ['ann', '2024-06-03', 0.004]]);
    expect([value.rows.map((entry) => entry.amountMinor), codes]).toEqual([[1, -1, 0], ['row.amountRounded', 'row.amountRounded', 'row.amountRounded']]);
  });

  it('NaN and Infinity from other formulas are no amounts: the row is left out and told, in a table and in the engine', () => {
    const read = table([['Client', 'Date', 'Amount'], ['ann', '2024-06-01', NaN], ['ann', '2024-06-01', Infinity], ['ann', '2024-06-02', 10]]);
    expect([read.value.rows.length, read.codes]).toEqual([1, ['row.amountUnreadable', 'row.amountUnreadable']]);
    const { clients, codes } = segmented([row('ann', '2024-06-01', NaN), row('ann', '2024-06-01', -Infinity), row('ann', '2024-06-02', 10)]);
    expect(clients[0]).toMatchObject({ orders: 1, moneyMinor: 1000 });
    expect(codes.filter((code) => code === 'row.amountUnreadable')).toHaveLength(2);
  });

  it('negative zero is zero', () => {
    const book = buildOrderBook(orderColumns([row('ann', '2024-06-01', -0)]), { returns: 'net' }).value;
    expect([Object.is(book.purchaseMinor[0], 0), Object.is(book.moneyMinor[0], 0)]).toEqual([true, true]);
  });
});

describe('strange clients', () => {
  it('100,000 clients with one order each are all counted, N until they are old enough, with the rhythm of Settings', () => {
    const count = 100000;
    const columns = {
      clientKeys: Array.from({ length: count }, (_, index) => `c${(index * 7919) % count}`),
      client: Int32Array.from({ length: count }, (_, index) => index),
      day: Int32Array.from({ length: count }, (_, index) => 45000 + (index % 400)),
      amountMinor: Float64Array.from({ length: count }, (_, index) => index % 1000),
      costMinor: null, order: null, paid: null, rowIndex: null,
    };
    const { value } = segmentClients({ columns }, DEFAULT_SETTINGS, 45399);
    expect(value.totals).toMatchObject({ clients: count, buyers: count, orders: count });
    const counts = { own: 0, N: 0, Z: 0 };
    for (const { xyz, rhythmSource } of value.clients) {
      if (rhythmSource !== 'default') counts.own += 1;
      if (xyz === 'N' || xyz === 'Z') counts[xyz] += 1;
    }
    // 3 × 90 days: whoever bought on one of the first 130 of 400 days is rare by now.
    expect(counts).toEqual({ own: 0, N: (count / 400) * 270, Z: (count / 400) * 130 });
    expect(value.clients.every((client, index) => index === 0 || (value.clients[index - 1]?.clientKey ?? '') < client.clientKey)).toBe(true);
  });

  it('keys that differ by case, spaces or the .0 of a number are one client, and told', () => {
    const texts = table([['Client', 'Date', 'Amount'], ['Ann  Lee', '2024-06-01', 1], ['ann lee', '2024-06-02', 2], ['  ANN LEE ', '2024-06-03', 3], ['ann\u00a0lee', '2024-06-04', 4]]);
    expect([new Set(texts.value.rows.map((entry) => entry.clientKey)), texts.codes.every((code) => code === 'client.keysJoined'), texts.codes.length > 0]).toEqual([new Set(['ann lee']), true, true]);
    const numbers = table([['Client', 'Date', 'Amount'], [17850, '2024-06-01', 1], ['17850.0', '2024-06-02', 2], [12345, '2024-06-03', 3]]);
    expect([numbers.value.rows.map((entry) => entry.clientKey), numbers.codes]).toEqual([['17850', '17850', '12345'], ['client.keysJoined']]);
    expect(segmentClients(texts.value, DEFAULT_SETTINGS, null).value.clients).toHaveLength(1);
  });
});

describe('orders without amounts', () => {
  const dates = [['Client', 'Date'], ['ann', '2024-01-01'], ['ann', '2024-02-01'], ['ann', '2024-03-01'], ['ann', '2024-04-01'], ['ann', '2024-05-01'], ['bob', '2023-01-01']] as const;

  it('are read when there is no amount column, and when it has nothing in it', () => {
    const without = table(dates.map((cells) => [...cells]));
    const empty = table(dates.map((cells, index) => [...cells, index === 0 ? 'Amount' : null]));
    for (const { value, codes } of [without, empty]) {
      expect([value.counts.used, value.counts.rejected, value.rows.map((entry) => entry.amountMinor), codes]).toEqual([6, 0, Array<null>(6).fill(null), []]);
    }
  });

  it('are rejected one by one when other rows have an amount', () => {
    const { value, codes } = table(dates.map((cells, index) => [...cells, index === 0 ? 'Amount' : index === 1 ? 10 : null]));
    expect([value.counts.used, value.counts.rejectedBy, codes.length]).toEqual([1, { 'row.amountMissing': 5 }, 5]);
  });

  it('give counts, dates, rhythm, R and F; money is empty, the segment comes from R and F, and one sentence says why', () => {
    const rows = table(dates.map((cells) => [...cells])).value.rows;
    const { clients, totals, codes } = segmented(rows, '2024-05-31');
    expect(clients[0]).toMatchObject({
      orders: 5, lastDay: day('2024-05-01'), rhythmDays: 30.5, dormancy: 'on_time', xyz: 'X', r: 5, f: 4, m: null, rfm: null, segment: 'champions',
      moneyMinor: null, marginMinor: null, ros: null, averageBillMinor: null, abc: null, abcShare: null, abcxyz: null, moneyAtRiskMinor: null, ltvMinor: null,
    });
    expect(clients[1]).toMatchObject({ orders: 1, r: 1, f: 1, segment: 'lost' });
    expect([totals.moneyMinor, totals.orders, codes.filter((code) => code === 'orders.amountsMissing')]).toEqual([null, 6, ['orders.amountsMissing']]);
    expect(codes).not.toContain('abc.nothingPositive');
  });

  it('still have ABC by the number of purchases, but no XYZ by amount', () => {
    const rows = table(dates.map((cells) => [...cells])).value.rows;
    const { clients } = segmented(rows, '2024-05-31', { 'abc.metric': 'count', 'xyz.basis': 'amount' });
    expect(clients.map(({ abc, xyz }) => [abc, xyz])).toEqual([['A', null], ['B', null]]);
  });
});

describe('settings that do not fit each other', () => {
  it('limits for another number of scores are refused, and the limits of the scale are used', () => {
    const { clients, issues } = segmented([row('ann', '2024-06-01', 10)], '2024-06-30', { 'rfm.scale': 3, 'rfm.recencyDays': [1, 2, 3, 4] });
    expect([clients[0]?.r, issues[0]?.code, issues[0]?.params.key]).toEqual([3, 'setting.badValue', 'rfm.recencyDays']);
  });
});
