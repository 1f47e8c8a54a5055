// Figures of whole bases against published results, and the rules of METHODS on small made bases.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { classifyAbc, defaultAbcLimits } from '../../src/core/abc';
import { parseIsoDay, formatIsoDay } from '../../src/core/calendar';
import { judgeDormancy, learnBaseRhythm } from '../../src/core/dormancy';
import { buildOrderBook } from '../../src/core/orders';
import type { OrderRow } from '../../src/core/orders';
import { segmentReason } from '../../src/core/rfm/reason';
import { NO_PURCHASES, segmentOf, segmentRules } from '../../src/core/rfm/rules';
import { scoreRfm } from '../../src/core/rfm/scores';
import { segmentClients } from '../../src/core/segmentation';
import type { ClientFigures } from '../../src/core/segmentation';
import { applySettings } from '../../src/core/setting-text';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import type { Settings } from '../../src/core/settings';
import { classifySeries, classifyXyz, defaultXyzLimits } from '../../src/core/xyz';
import { readCsv } from '../../src/core/file/csv-reader';
import { readFile } from '../../src/core/file/file';
import { detectHeader } from '../../src/core/table/header';
import { proposeMapping } from '../../src/core/table/mapping';
import { readOrderRows } from '../../src/core/table/order-rows';
import type { OrderTable } from '../../src/core/table/order-rows';

const FIXTURES = path.resolve(__dirname, '../fixtures');
const SHARED_TEXTBOOK = path.resolve(__dirname, '../../../shared/data/abc_xyz_textbook');

const day = (iso: string): number => parseIsoDay(iso) ?? NaN;

function csvRows(file: string): Record<string, string>[] {
  const [names = [], ...rows] = readCsv(readFileSync(file, 'utf8').replace(/^\ufeff/, '')).value;
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? ''])));
}

function orderTable(file: string): OrderTable {
  const content = readFile(new Uint8Array(readFileSync(file)), path.basename(file)).value;
  const grid = content?.grids[0]?.grid ?? [];
  const header = detectHeader(grid).value;
  if (header === null) throw new Error('no header');
  return readOrderRows(grid, header, proposeMapping(grid, header).value.mapping).value;
}

function settingsWith(entries: Record<string, string>): Settings {
  const result = applySettings(DEFAULT_SETTINGS, Object.entries(entries));
  expect(result.issues).toEqual([]);
  return result.value;
}

function byKey(clients: readonly ClientFigures[]): Map<string, ClientFigures> {
  return new Map(clients.map((client) => [client.clientKey, client]));
}

let nextRow = 0;
const row = (client: string | null, iso: string, amountMajor: number, more: Partial<OrderRow> = {}): OrderRow => ({
  rowIndex: (nextRow += 1),
  clientKey: client,
  day: day(iso),
  amountMinor: Math.round(amountMajor * 100),
  ...more,
});

describe('published RFM of the R package rfm (data rfm_data_orders, analysis date 2006-12-31)', () => {
  const table = orderTable(path.join(FIXTURES, 'rfm_orders/orders.csv'));
  const expected = csvRows(path.join(FIXTURES, 'rfm_orders/expected_customers.csv'));

  it('reads all 4,906 orders of 995 customers by their headers alone', () => {
    expect(table.counts).toMatchObject({ read: 4906, used: 4906, rejected: 0 });
    expect(table.profiles).toHaveLength(995);
    expect(table.profiles.find((profile) => profile.clientKey === 'true conroy')?.fields.name).toBe('TRUE Conroy');
  });

  it('equals the printed scores and segments of scheme A for every customer with rfm.mode rfm-r on scale 5', () => {
    const names: Record<string, string> = {
      Champions: 'champions', 'Potential Loyalist': 'potential_loyalists', 'Loyal Customers': 'loyal', Promising: 'promising',
      'New Customers': 'new', "Can't Lose Them": 'cant_lose', 'At Risk': 'at_risk', 'Need Attention': 'need_attention',
      'About To Sleep': 'about_to_sleep', Lost: 'lost', Others: 'others',
    };
    const settings = settingsWith({ 'rfm.mode': 'rfm-r', 'rfm.scale': '5', 'rfm.rules': 'rfm-a' });
    const clients = byKey(segmentClients(table, settings, day('2006-12-31')).value.clients);
    const ours = expected.map((line) => {
      const client = clients.get((line.customer_id ?? '').toLowerCase());
      return [line.customer_id, client?.daysSilent, client?.orders, (client?.moneyMinor ?? NaN) / 100, client?.rfm, client?.segment];
    });
    const printed = expected.map((line) => [
      line.customer_id, Number(line.recency_days), Number(line.orders), Number(line.amount), line.rfm_score, names[line.segment_a ?? ''],
    ]);
    expect(printed).toHaveLength(995);
    expect(ours).toEqual(printed);
  });

  it('gives the published sizes of scheme B', () => {
    const settings = settingsWith({ 'rfm.mode': 'rfm-r', 'rfm.rules': 'rfm-b' });
    const sizes: Record<string, number> = {};
    for (const { segment } of segmentClients(table, settings, day('2006-12-31')).value.clients) sizes[segment] = (sizes[segment] ?? 0) + 1;
    expect(sizes).toEqual({
      loyal: 278, potential_loyalists: 229, champions: 158, lost: 111, at_risk: 86, about_to_sleep: 50, others: 48, need_attention: 35,
    });
  });
});

describe('published RFM of Online Retail (course recipe, today 2011-12-11 00:00)', () => {
  it('equals recency, frequency, money and the quintiles of all 4,339 customers in rank mode', () => {
    const table = orderTable(path.join(FIXTURES, 'online_retail/invoices.csv'));
    // The recipe keeps rows with a customer and a quantity above zero: at invoice level, invoices that do not start with C.
    const rows = table.rows.filter((entry) => entry.clientKey !== null && !/^[CA]/.test(entry.order ?? ''));
    const rules =
      'hibernating: 1-2/1-2/*; at_Risk: 1-2/3-4/*; cant_loose: 1-2/5/*; about_to_sleep: 3/1-2/*; need_attention: 3/3/*; ' +
      'loyal_customers: 3-4/4-5/*; promising: 4/1/*; new_customers: 5/1/*; potential_loyalists: 4-5/2-3/*; champions: 5/4-5/*';
    const settings = settingsWith({ 'rfm.mode': 'rank', 'rfm.rules': rules });
    const clients = byKey(segmentClients({ rows }, settings, day('2011-12-10')).value.clients);
    const expected = csvRows(path.join(FIXTURES, 'online_retail/expected_rfm_customers.csv'));
    const ours = expected.map((line) => {
      const client = clients.get(line.customer_id ?? '');
      return [line.customer_id, client?.daysSilent, client?.orders, client?.moneyMinor, client?.r, client?.f, client?.m, client?.segment];
    });
    const printed = expected.map((line) => [
      line.customer_id, Number(line.recency), Number(line.frequency), Math.round(Number(line.monetary) * 100),
      Number(line.R), Number(line.F), Number(line.M), line.segment,
    ]);
    expect(printed).toHaveLength(4339);
    expect(clients.size).toBe(4339);
    expect(ours).toEqual(printed);
  });
});

// The textbook figures are not ours to redistribute, so they are read only where they lie beside the repository.
const hasTextbook = existsSync(SHARED_TEXTBOOK);
if (!hasTextbook) process.stderr.write('textbook examples of ABC and XYZ are not beside the repository; they were not compared\n');
const describeTextbook = hasTextbook ? describe : (): void => undefined;
describeTextbook('textbook examples of ABC and XYZ', () => {
  it('classes the ten items of Boreki Enterprise (Heizer and Render, inventory chapter) by the top 20 and next 30 percent of items', () => {
    const items = csvRows(path.join(SHARED_TEXTBOOK, 'abc_boreki.csv'));
    const { classes } = classifyAbc(
      items.map((item) => Number(item.annual_value)),
      { by: 'count', limits: defaultAbcLimits('count'), boundary: 'before' },
    );
    expect(classes).toEqual(items.map((item) => item.expected_class));
  });

  it('gives the printed coefficients and groups of the trade centre with the population deviation', () => {
    for (const group of csvRows(path.join(SHARED_TEXTBOOK, 'xyz_trade_centre.csv'))) {
      const series = [Number(group.jan), Number(group.feb), Number(group.mar)];
      const { coefficient, xyz } = classifySeries(series, { deviation: 'population', limits: [0.1, 0.25] });
      expect([group.group, Math.round((coefficient ?? 0) * 10000) / 100, xyz]).toEqual([
        group.group, expect.closeTo(Number(group.cv_percent_published), 1), group.class_published,
      ]);
    }
  });

  it('gives the published coefficients of one item by weeks, months and quarters with the sample deviation', () => {
    for (const item of csvRows(path.join(SHARED_TEXTBOOK, 'xyz_same_series_three_periods.csv'))) {
      const series = (item.sales ?? '').split(' ').map(Number);
      const { coefficient } = classifySeries(series, { deviation: 'sample', limits: [0.1, 0.25] });
      expect(Math.round((coefficient ?? 0) * 100)).toBe(Number(item.cv_percent_published));
    }
  });
});

describe('ABC', () => {
  const classes = (metrics: (number | null)[], boundary: 'before' | 'including' = 'before'): string =>
    classifyAbc(metrics, { by: 'share', limits: [0.8, 0.95], boundary }).classes.map((letter) => letter ?? '-').join('');

  it('puts the client that crosses a limit into the upper class, or into the lower one with boundary including', () => {
    expect(classes([70, 20, 8, 2])).toBe('AABC');
    expect(classes([70, 20, 8, 2], 'including')).toBe('ABCC');
  });

  it('makes one dominating client A and everybody after the limit C', () => {
    expect(classes([990, 5, 5])).toBe('ACC');
  });

  it('treats exactly 80 percent as reached', () => {
    expect(classes([80, 15, 5])).toBe('ABC');
    expect(classes([0.8, 0.1, 0.1])).toBe('ABB');
  });

  it('gives equal metrics one class, the best of the tie, wherever they stand', () => {
    expect(classes([10, 10, 10, 10, 10, 10, 10, 10, 10, 10])).toBe('AAAAAAAAAA');
    expect(classes([5, 80, 5, 10])).toBe('BABB');
  });

  it('gives metrics of zero and less C, missing ones nothing, and divides by the positive ones only', () => {
    expect(classes([100, 0, -50, null])).toBe('ACC-');
    expect(classifyAbc([60, 40, -100], { by: 'share', limits: [0.8, 0.95], boundary: 'before' }).shares).toEqual([0.6, 0.4, 0]);
    expect(classes([])).toBe('');
    expect(classes([-1, 0])).toBe('CC');
  });
});

describe('XYZ', () => {
  const options = (basis: Settings['xyz.basis']) => ({ basis, period: 'month' as const, deviation: 'population' as const, limits: defaultXyzLimits(basis) });
  const client = (...isos: string[]) => {
    const days = isos.map(day);
    return { purchaseDays: days, purchaseList: days.map((purchaseDay) => ({ day: purchaseDay, amountMinor: 1000 })) };
  };

  it('calls even gaps X, uneven ones Y and wild ones Z', () => {
    const xyz = (...isos: string[]) => classifyXyz(client(...isos), day('2024-12-31'), 90, options('rhythm'));
    expect(xyz('2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01')).toBe('X');
    expect(xyz('2024-01-01', '2024-01-11', '2024-03-11', '2024-03-31')).toBe('Y');
    expect(xyz('2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04', '2024-09-01')).toBe('Z');
  });

  it('says too early below three gaps while the client is younger than three base rhythms, then rare', () => {
    const young = client('2024-11-01', '2024-12-01');
    expect(classifyXyz(young, day('2024-12-31'), 30, options('rhythm'))).toBe('N');
    expect(classifyXyz(young, day('2025-01-30'), 30, options('rhythm'))).toBe('Z');
    expect(classifyXyz(client(), day('2024-12-31'), 30, options('rhythm'))).toBeNull();
  });

  it('counts periods from the first purchase and the period of asOf only on its last day', () => {
    const steady = client('2024-01-15', '2024-03-15');
    expect(classifyXyz(steady, day('2024-03-30'), 30, options('frequency'))).toBe('N');
    expect(classifyXyz(steady, day('2024-03-31'), 30, options('frequency'))).toBe('X');
    expect(classifyXyz(client('2024-01-15'), day('2024-04-30'), 30, options('frequency'))).toBe('Y');
    expect(classifyXyz(client('2024-01-15'), day('2024-05-31'), 30, options('frequency'))).toBe('Z');
  });

  it('counts periods without purchases as zeros for amount and count', () => {
    const gappy = client('2024-01-15', '2024-02-15', '2024-02-16');
    // Purchases per month 1, 2, 0: mean 1, population deviation 0.8165.
    expect(classifyXyz(gappy, day('2024-03-31'), 30, options('count'))).toBe('Y');
    expect(classifyXyz(gappy, day('2024-12-31'), 30, options('amount'))).toBe('Z');
  });

  it('includes the limit itself', () => {
    expect(classifySeries([9, 10, 11, 9, 11, 10], { deviation: 'population', limits: [Math.sqrt(4 / 6) / 10, 1] }).xyz).toBe('X');
    expect(classifySeries([1, 2], { deviation: 'population', limits: [0.5, 1] })).toEqual({ coefficient: null, xyz: 'N' });
    expect(classifySeries([0, 0, 0], { deviation: 'population', limits: [0.5, 1] }).xyz).toBe('N');
  });
});

describe('RFM', () => {
  it.each([3, 5])('names every cell of the cube of scale %i exactly once and reaches every name', (scale) => {
    const { value: rules, issues } = segmentRules('house', scale);
    expect(issues).toEqual([]);
    const reached = new Map<string, number>();
    for (let r = 1; r <= scale; r += 1)
      for (let f = 1; f <= scale; f += 1)
        for (let m = 1; m <= scale; m += 1) {
          const { segment, ruleIndex } = segmentOf({ r, f, m }, rules);
          expect([r, f, m, ruleIndex]).not.toEqual([r, f, m, null]);
          reached.set(segment, (reached.get(segment) ?? 0) + 1);
        }
    expect(Array.from(reached.values()).reduce((sum, count) => sum + count, 0)).toBe(scale ** 3);
    expect(Array.from(reached.keys()).sort()).toEqual(Array.from(new Set(rules.rules.map((rule) => rule.segment))).sort());
  });

  it('scores by the default limits of scale 5, both ends of each', () => {
    const figures = [
      [0, 1], [30, 1], [31, 2], [90, 3], [91, 4], [180, 5], [181, 9], [365, 10], [366, 99],
    ].map(([recencyDays = 0, frequency = 0], index) => ({ clientKey: String(index), recencyDays, frequency, monetaryMinor: 100 * index }));
    const { scores } = scoreRfm(figures, { mode: 'thresholds', scale: 5, recencyDays: null, purchases: null, moneyMinor: null });
    expect(scores.map((score) => score.r)).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1]);
    expect(scores.map((score) => score.f)).toEqual([1, 1, 2, 3, 3, 4, 4, 5, 5]);
  });

  it('gives equal values equal scores in quantile mode, where a place in the list would not', () => {
    const frequencies = [...Array<number>(60).fill(1), ...Array<number>(20).fill(2), ...Array<number>(20).fill(5)];
    const figures = frequencies.map((frequency, index) => ({ clientKey: String(index), recencyDays: index, frequency, monetaryMinor: index }));
    const { scores } = scoreRfm(figures, { mode: 'quantile', scale: 5, recencyDays: null, purchases: null, moneyMinor: null });
    expect(new Set(scores.slice(0, 60).map((score) => score.f)).size).toBe(1);
    // Type 7 on 0…99: cut points 19.8, 39.6, 59.4, 79.2.
    expect(scores.map((score) => score.m).filter((score) => score === 1)).toHaveLength(20);
  });

  it('takes an own rules table and refuses one that cannot be read, keeping the house rules', () => {
    const own = segmentRules('VIP: 5/*/4-5; Rest: */*/*', 5);
    expect(segmentOf({ r: 5, f: 1, m: 4 }, own.value).segment).toBe('VIP');
    expect(segmentOf({ r: 1, f: 1, m: 4 }, own.value).segment).toBe('Rest');
    for (const bad of ['VIP 5/5/5', 'VIP: 5/5', 'VIP: 6/1/1', 'VIP: 4-2/1/1', 'rfm-c', '']) {
      const result = segmentRules(bad, 5);
      expect([bad, result.issues.map((entry) => entry.code), result.value.name]).toEqual([bad, ['setting.badValue'], 'house']);
    }
  });

  it('explains a segment in one sentence of either language', () => {
    const figures = { orders: 9, daysSilent: 71, rhythmDays: 34, rhythmSource: 'own' as const, segment: 'at_risk' };
    expect(segmentReason(figures, 'en')).toBe('Bought 9\u00a0times, usually every 34\u00a0days, silent for 71: at risk');
    expect(segmentReason(figures, 'ru')).toBe('Покупал 9\u00a0раз, обычно раз в 34\u00a0дня, молчит 71: в зоне риска');
    expect(segmentReason({ ...figures, orders: 1, segment: 'new' }, 'ru')).toBe('Одна покупка, с неё 71\u00a0день: новые');
    expect(segmentReason({ ...figures, orders: 0, daysSilent: null, segment: NO_PURCHASES }, 'en')).toBe('No paid purchase yet: no purchases yet');
  });
});

describe('dormancy', () => {
  const settings = DEFAULT_SETTINGS;
  const every = (gapDays: number, count: number, start = 45000): number[] => Array.from({ length: count }, (_, index) => start + gapDays * index);

  it('takes the own median gap from three gaps on, else the base gap after that purchase, else the base gap, else Settings', () => {
    const base = learnBaseRhythm([...Array.from({ length: 20 }, () => every(40, 2)), every(10, 30)]);
    const source = (days: number[], learnt = base) => {
      const { rhythmDays, rhythmSource } = judgeDormancy(days, 1000, 46000, learnt, settings);
      return [rhythmDays, rhythmSource];
    };
    expect(source([1, 11, 31, 131])).toEqual([20, 'own']);
    expect(source([1])).toEqual([40, 'base_by_number']);
    expect(source([1, 2])).toEqual([10, 'base']);
    expect(source([1], learnBaseRhythm([]))).toEqual([90, 'default']);
  });

  it('draws the bands at 1, 1.5, 2 and 3 rhythms, limits included', () => {
    const days = every(40, 5);
    const last = days[4] ?? 0;
    const band = (silent: number): string => judgeDormancy(days, 1000, last + silent, learnBaseRhythm([]), settings).band;
    expect([40, 41, 60, 61, 80, 81, 120, 121].map(band)).toEqual(['on_time', 'due', 'due', 'late', 'late', 'dormant', 'dormant', 'lost']);
  });

  it('calls nobody late before the minimum silence', () => {
    const days = every(2, 10);
    const judged = judgeDormancy(days, 1000, (days[9] ?? 0) + 29, learnBaseRhythm([]), settings);
    expect(judged.band).toBe('due');
    expect(judgeDormancy(days, 1000, (days[9] ?? 0) + 30, learnBaseRhythm([]), settings).band).toBe('lost');
  });

  it('counts money at risk for 90 days at the usual pace', () => {
    expect(judgeDormancy(every(30, 5), 100000, 46000, learnBaseRhythm([]), settings).moneyAtRiskMinor).toBe(300000);
    expect(judgeDormancy(every(30, 5), null, 46000, learnBaseRhythm([]), settings).moneyAtRiskMinor).toBeNull();
  });

  it('works with a plain threshold of days', () => {
    const plain = settingsWith({ 'dormancy.mode': 'threshold', 'dormancy.days': '60' });
    const band = (silent: number): string => judgeDormancy([45000], 1000, 45000 + silent, learnBaseRhythm([]), plain).band;
    expect([60, 61].map(band)).toEqual(['on_time', 'dormant']);
  });
});

describe('orders and clients (METHODS §0)', () => {
  it('sums rows of one order number and takes its first date', () => {
    const { value } = buildOrderBook([row('ann', '2024-02-02', 10, { order: '1' }), row('ann', '2024-02-01', 20, { order: '1' })], { returns: 'net' });
    expect(value.clients[0]).toMatchObject({ purchases: 1, moneyMinor: 3000, purchaseDays: [day('2024-02-01')] });
  });

  it('counts an order of zero as a purchase and one below zero as a return that lowers money', () => {
    const rows = [row('ann', '2024-01-01', 0), row('ann', '2024-01-02', 50), row('ann', '2024-01-03', -20)];
    expect(buildOrderBook(rows, { returns: 'net' }).value.clients[0]).toMatchObject({ purchases: 2, returns: 1, moneyMinor: 3000 });
    expect(buildOrderBook(rows, { returns: 'ignore' }).value.clients[0]).toMatchObject({ purchases: 2, returns: 1, moneyMinor: 5000 });
  });

  it('makes someone with returns or unpaid orders only a contact without purchase', () => {
    const rows = [row('bob', '2024-01-01', -5), row('eva', '2024-01-01', 70, { paid: false }), row('ann', '2024-01-01', 10, { paid: true })];
    const { clients } = segmentClients({ rows, knownClientKeys: ['zoe', 'ann'] }, DEFAULT_SETTINGS, day('2024-01-31')).value;
    expect(clients.map((client) => [client.clientKey, client.orders, client.segment, client.abcxyz])).toEqual([
      ['ann', 1, 'new', 'AN'], ['bob', 0, NO_PURCHASES, null], ['eva', 0, NO_PURCHASES, null], ['zoe', 0, NO_PURCHASES, null],
    ]);
    expect(clients.find((client) => client.clientKey === 'eva')).toMatchObject({ moneyMinor: 0, firstDay: null, rfm: null, dormancy: null });
    expect(buildOrderBook(rows, { returns: 'net' }).value.clients.find((client) => client.clientKey === 'eva')?.expectedMinor).toBe(7000);
  });

  it('ignores and reports orders after asOf, and takes the latest purchase day when none is given', () => {
    const rows = [row('ann', '2024-01-01', 10), row('ann', '2024-03-01', 10), row('ann', '2024-03-05', -1)];
    const early = segmentClients({ rows }, DEFAULT_SETTINGS, day('2024-02-01'));
    expect(early.value.clients[0]).toMatchObject({ orders: 1, daysSilent: 31 });
    expect(early.issues.filter((entry) => entry.code === 'row.afterAsOf')).toHaveLength(2);
    const latest = segmentClients({ rows }, DEFAULT_SETTINGS, null);
    expect(formatIsoDay(latest.value.thresholds.asOfDay)).toBe('2024-03-01');
    expect(latest.value.clients[0]).toMatchObject({ orders: 2, daysSilent: 0, moneyMinor: 2000 });
  });

  it('counts rows without a client in money only', () => {
    const { value } = segmentClients({ rows: [row('ann', '2024-01-01', 10), row(null, '2024-01-02', 90)] }, DEFAULT_SETTINGS, null);
    expect(value.clients).toHaveLength(1);
    expect(value.totals).toMatchObject({ moneyMinor: 1000, anonymousMinor: 9000 });
  });

  it('tells of one order number under two clients and counts two orders', () => {
    const { value, issues } = buildOrderBook([row('ann', '2024-01-01', 1, { order: '7' }), row('bob', '2024-01-01', 1, { order: '7' })], { returns: 'net' });
    expect(value.clients.map((client) => client.purchases)).toEqual([1, 1]);
    expect(issues.map((entry) => entry.code)).toEqual(['order.clientsSeveral']);
  });

  it('refuses money that cannot be added exactly and says so, whatever the order of the rows', () => {
    const rows = Array.from({ length: 1000 }, (_, index) => row('ann', '2024-01-01', index % 2 === 0 ? 1e11 : -1e11 + 1, { order: String(index) }));
    for (const list of [rows, rows.slice().reverse()]) {
      const result = segmentClients({ rows: list }, DEFAULT_SETTINGS, null);
      expect(result.value.clients[0]?.moneyMinor).toBeNull();
      expect(result.issues.map((entry) => entry.code)).toContain('money.sumTooLarge');
    }
  });

  it('counts profit where a cost is known', () => {
    const { value } = segmentClients({ rows: [row('ann', '2024-01-01', 100, { costMinor: 6000 })] }, settingsWith({ 'abc.metric': 'margin' }), null);
    expect(value.clients[0]).toMatchObject({ marginMinor: 4000, abc: 'A' });
  });

  it('says that no row could be used', () => {
    expect(segmentClients({ rows: [] }, DEFAULT_SETTINGS, null).issues.map((entry) => entry.code)).toEqual(['orders.noneUsable']);
  });

  it('points at a base where nearly everybody has one XYZ class, and at a small base with five scores', () => {
    const rows = Array.from({ length: 40 }, (_, index) => row(`c${index}`, '2024-01-01', 10));
    const codes = segmentClients({ rows }, DEFAULT_SETTINGS, day('2024-06-01')).issues.map((entry) => entry.code);
    expect(codes).toEqual(expect.arrayContaining(['xyz.oneClass', 'rfm.scaleSuggested', 'rfm.thresholdsCoincide']));
  });

  it('judges 100,000 orders of 20,000 clients within a small share of the 30 seconds of a custom function', () => {
    const rows: OrderRow[] = [];
    for (let index = 0; index < 100000; index += 1) {
      rows.push({ rowIndex: index, clientKey: `c${(index * 7919) % 20000}`, day: 45000 + ((index * 31) % 700), amountMinor: (index * 37) % 90000, order: String(index) });
    }
    // Processor time, not the clock on the wall: other work on the machine must not decide.
    const start = process.cpuUsage();
    const { value } = segmentClients({ rows }, DEFAULT_SETTINGS, 45800);
    const { user, system } = process.cpuUsage(start);
    expect(value.totals).toMatchObject({ clients: 20000, orders: 100000 });
    expect((user + system) / 1000).toBeLessThan(2000);
  });
});
