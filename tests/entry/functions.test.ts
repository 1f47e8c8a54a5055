/** The custom functions of the built add-on: the same figures as the grey columns in every time zone, published results, one service call, speed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { dayOf, parseIsoDay } from '../../src/core/calendar';
import { buildCohorts } from '../../src/core/cohorts';
import { columnName, segmentKeyOf } from '../../src/core/language/names';
import { cohortTable, movementTable } from '../../src/core/movement-table';
import { periodMovement } from '../../src/core/retention';
import { openBook, segmentClients } from '../../src/core/segmentation';
import type { OrderRow } from '../../src/core/orders/order-row';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import type { Cell } from '../../src/core/table/cell';
import { CLIENT_VIEWS } from '../../src/domain/figures/client-figures';
import type { Sheet } from '../../scripts/workbench/node';
import { csvLines } from '../published/published';
import { AddOn } from './add-on';

// Whole executions of the built add-on: minutes on a busy machine.
jest.setTimeout(180_000);

const FUNCTIONS = {
  RFM: 'rfm', RFM_SCORE: 'rfmScore', RFM_SEGMENT: 'rfmSegment', RFM_WHY: 'rfmWhy', ABC: 'abc', XYZ: 'xyz', ABCXYZ: 'abcxyz', DORMANCY: 'dormancy',
  LIFECYCLE: 'lifecycle', LTV: 'ltv', CLV: 'clv', P_ALIVE: 'pAlive',
} as const satisfies Record<string, keyof typeof CLIENT_VIEWS>;

const FIRST_DAY = dayOf(2022, 1, 1) ?? 0;
const AS_OF = dayOf(2024, 3, 31) ?? 0;

interface ShopOrder {
  readonly client: string;
  readonly day: number;
  readonly amountMinor: number;
}

/** 200 clients who buy at their own pace and leave after some purchase; the same in every run. Many buy on days when clocks change. */
function shopOrders(): ShopOrder[] {
  let state = 7_031;
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state + 1) / 2_147_483_649;
  };
  const clockDays = ['2022-03-13', '2022-11-06', '2023-03-12', '2023-11-05', '2024-03-10'].map((iso) => parseIsoDay(iso) ?? 0);
  const orders: ShopOrder[] = [];
  for (let client = 0; client < 200; client += 1) {
    const meanGapDays = 60 / (-Math.log(next()) - Math.log(next()));
    const leaves = 0.6 * next() * next();
    const bill = 20 / (0.05 + next());
    for (let at = FIRST_DAY + 500 * next(); at < AS_OF; at -= meanGapDays * Math.log(next())) {
      const day = next() < 0.1 ? (clockDays[Math.floor(next() * clockDays.length)] ?? at) : Math.floor(at);
      orders.push({ client: `Client ${client}`, day, amountMinor: (next() < 0.03 ? -1 : 1) * Math.round(100 * bill * (0.3 - Math.log(next()))) });
      if (next() < leaves) break;
    }
  }
  return orders;
}

type Value = string | number | boolean | null;

/** Texts and numbers of a rectangle; an empty text is an empty cell. */
function valuesOf(sheet: Sheet, rect: { row: number; column: number; rowCount: number; columnCount: number }): Value[][] {
  return sheet.read(rect).map((row) => row.map(({ value }) => (value === '' ? null : value)));
}

async function evaluate(addOn: AddOn, sheet: Sheet, formula: string): Promise<Value[][]> {
  sheet.type(0, 0, formula);
  await addOn.workbench.engine.settle();
  const error = sheet.errorMessage(0, 0);
  if (error !== null && error !== '') throw new Error(`${formula}: ${error}`);
  const values = valuesOf(sheet, sheet.spillRect(0, 0) ?? { row: 0, column: 0, rowCount: 1, columnCount: 1 });
  sheet.type(0, 0, '');
  await addOn.workbench.engine.settle();
  return values;
}

function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}

describe.each(['Asia/Vladivostok', 'Europe/Moscow', 'America/New_York'])('a base in %s, the script in UTC', (timeZone) => {
  let addOn: AddOn;
  let ranges = '';
  let scratch: Sheet;
  const orders = shopOrders();

  beforeAll(async () => {
    addOn = await AddOn.start({ timeZone, clock: '2024-04-20T09:00:00Z' });
    await addOn.open();
    await addOn.importRows(orders.map(({ client, day, amountMinor }, index): Cell[] => [`N${index}`, { day }, client, amountMinor / 100, '', '']));
    await addOn.call('settings.save', { columns: 'all', asOf: '2024-03-31', 'rfm.scale': '3', 'xyz.basis': 'amount', 'abc.limits': '70/90', 'clv.months': '6', 'model.horizonDays': '30' });
    await addOn.call('segments.recalculate');
    const titles = addOn.texts('Orders')[0] ?? [];
    const column = (key: 'client' | 'date' | 'amount'): string => letterOf(titles.indexOf(columnName(key, 'en')));
    ranges = (['client', 'date', 'amount'] as const).map((key) => `Orders!${column(key)}2:${column(key)}`).join(',');
    scratch = addOn.book.insertSheet({ name: 'Scratch', rowCount: 500, columnCount: 90 });
  });
  afterAll(() => addOn.end());

  test('each function gives every client the values of the grey columns', async () => {
    const clients = addOn.book.sheetByName('Clients');
    if (clients === null) throw new Error('no Clients');
    const [titles = [], ...lines] = valuesOf(clients, { row: 0, column: 0, rowCount: clients.lastRow(), columnCount: clients.lastColumn() });
    const indexOf = (key: Parameters<typeof columnName>[0]): number => {
      const index = titles.indexOf(columnName(key, 'en'));
      if (index < 0) throw new Error(`no column ${key}`);
      return index;
    };
    const grey = new Map(lines.map((line) => [line[indexOf('client_id')], line]));
    expect(grey.size).toBe(200);
    for (const [name, viewName] of Object.entries(FUNCTIONS)) {
      const { columns } = CLIENT_VIEWS[viewName];
      const [, ...rows] = await evaluate(addOn, scratch, `=${name}(${ranges},,,Settings!A1:B)`);
      expect({ name, clients: rows.length }).toEqual({ name, clients: 200 });
      for (const row of rows) {
        columns.forEach((column, at) => {
          if (column === 'client' || column === 'purchasesPerPeriod' || column === 'lifetimePeriods') return;
          expect({ name, client: row[0], column, value: row[at] ?? null }).toEqual({ name, client: row[0], column, value: grey.get(row[0] ?? null)?.[indexOf(column)] ?? null });
        });
      }
      const asked = await evaluate(addOn, scratch, `=${name}(${ranges},DATE(2024,3,31),Clients!${letterOf(indexOf('client_id'))}2:${letterOf(indexOf('client_id'))}201,Settings!A1:B)`);
      const answer = columns.findIndex((column) => column === CLIENT_VIEWS[viewName].answer);
      expect(asked.map(([value]) => value ?? null)).toEqual(lines.slice(0, 200).map((line) => rows.find(([client]) => client === line[indexOf('client_id')])?.[answer] ?? null));
    }
  });

  test('COHORTS, CRR and MIGRATION give what core counts', async () => {
    const rows = orders.map(({ client, day, amountMinor }, rowIndex): OrderRow => ({ rowIndex, clientKey: client.toLowerCase(), day, amountMinor }));
    const { book, asOfDay } = openBook({ rows }, DEFAULT_SETTINGS, AS_OF).value;
    const filled = (table: readonly (readonly unknown[])[]): unknown[][] => table.map((row) => row.map((cell) => (cell === '' ? null : (cell ?? null))));
    const cohorts = cohortTable(buildCohorts(book, { activity: 'purchases', asOfDay }).value, 'money');
    expect(filled((await evaluate(addOn, scratch, `=COHORTS(${ranges},DATE(2024,3,31),"cohorts.value","money")`)).slice(1))).toEqual(filled(cohorts.rows));
    const movement = movementTable(periodMovement(book, 'month', asOfDay));
    const places = ['period', 'active', 'new', 'retained', 'returned', 'lost', 'crr'].map((key) => movement.columns.indexOf(key));
    expect(filled((await evaluate(addOn, scratch, `=CRR(${ranges},DATE(2024,3,31))`)).slice(1))).toEqual(movement.rows.map((row) => places.map((place) => row[place] ?? null)));
    const moved = await evaluate(addOn, scratch, `=MIGRATION(${ranges},DATE(2023,3,12),DATE(2024,3,31),"abc")`);
    const after = segmentClients({ rows }, DEFAULT_SETTINGS, AS_OF).value.clients.filter(({ abc }) => abc !== null);
    expect(moved.slice(1).reduce((sum, row) => sum + Number(row[2]), 0)).toBe(after.length);
    expect(moved.slice(1).reduce((sum, row) => sum + Math.round(Number(row[3]) * 100), 0)).toBe(after.reduce((sum, { moneyMinor }) => sum + (moneyMinor ?? 0), 0));
  });
});

/** The built script in a bare context whose only service tells a zone and counts who asks. */
class Script {
  asked = 0;
  private readonly context: vm.Context;

  constructor(timeZone = 'America/New_York') {
    const getSpreadsheetTimeZone = (): string => {
      this.asked += 1;
      return timeZone;
    };
    this.context = vm.createContext({ SpreadsheetApp: { getActiveSpreadsheet: () => ({ getSpreadsheetTimeZone }) } });
    vm.runInContext(readFileSync(path.resolve(__dirname, '../../dist/Code.js'), 'utf8'), this.context);
  }

  /** Calls a function with columns made in its context; a number in `dates` is an instant. */
  call(name: string, clients: readonly Value[], dates: readonly Value[], amounts: readonly Value[] | null, ...more: readonly unknown[]): Value[][] {
    Object.assign(this.context, { given: { clients, dates, amounts, more } });
    return vm.runInContext(
      `${name}(given.clients.map((cell) => [cell]), given.dates.map((cell) => [typeof cell === 'number' ? new Date(cell) : cell]), given.amounts === null ? undefined : given.amounts.map((cell) => [cell]), ...given.more)`,
      this.context,
    ) as Value[][];
  }
}

const column = (lines: readonly Readonly<Record<string, string>>[], key: string): string[] => lines.map((line) => line[key] ?? '');

test('A. Hebbali, R package rfm: RFM gives the printed scores and segments (scheme A) of all 995 customers', () => {
  const lines = csvLines('rfm_orders', 'orders.csv');
  const [, ...rows] = new Script().call('RFM', column(lines, 'customer_id'), column(lines, 'order_date'), column(lines, 'revenue'), '2006-12-31', undefined, 'rfm.mode=rfm-r; rfm.rules=rfm-a');
  const expected = new Map(csvLines('rfm_orders', 'expected_customers.csv').map((line) => [(line.customer_id ?? '').toLowerCase(), line]));
  const keys: Readonly<Record<string, string>> = { 'Potential Loyalist': 'potential_loyalists', 'Loyal Customers': 'loyal', 'New Customers': 'new', "Can't Lose Them": 'cant_lose' };
  expect(rows).toHaveLength(995);
  for (const [client, r, f, m, score, segment] of rows) {
    const line = expected.get(String(client).toLowerCase());
    expect([client, r, f, m, score]).toEqual([client, Number(line?.recency_score ?? line?.R), Number(line?.frequency_score ?? line?.F), Number(line?.monetary_score ?? line?.M), Number(line?.rfm_score)]);
    const printed = line?.segment_a ?? '';
    expect(segmentKeyOf(String(segment))).toBe(keys[printed] ?? segmentKeyOf(printed));
  }
});

test('D. Chen, Online Retail: RFM by rank and COHORTS give the published segments, scores and matrix', () => {
  const lines = csvLines('online_retail', 'invoices.csv');
  const script = new Script();
  const given = [column(lines, 'customer_id'), column(lines, 'datetime'), column(lines, 'revenue').map(Number)] as const;
  const rules = 'hibernating: 1-2/1-2/*; at_Risk: 1-2/3-4/*; cant_loose: 1-2/5/*; about_to_sleep: 3/1-2/*; need_attention: 3/3/*; loyal_customers: 3-4/4-5/*; promising: 4/1/*; new_customers: 5/1/*; potential_loyalists: 4-5/2-3/*; champions: 5/4-5/*';
  const [, ...rows] = script.call('RFM', ...given, '2011-12-10', undefined, 'rfm.mode=rank; returns=ignore', 'rfm.rules', rules);
  const scored = new Map(rows.filter((row) => row[4] !== '').map((row) => [String(row[0]), row]));
  const expected = csvLines('online_retail', 'expected_rfm_customers.csv');
  expect(scored.size).toBe(expected.length);
  for (const line of expected) {
    const [, ...scores] = scored.get(line.customer_id ?? '') ?? [];
    // Some of the published names are those of house segments, which are written in their own way.
    expect([...scores.slice(0, 4), segmentKeyOf(String(scores[4]))]).toEqual([Number(line.R), Number(line.F), Number(line.M), Number(`${line.R}${line.F}${line.M}`), segmentKeyOf(line.segment ?? '')]);
  }
  const [, ...cohorts] = script.call('COHORTS', ...given, '2011-12-10', 'cohorts.activity=any-row');
  const published = csvLines('online_retail', 'expected_cohorts_all_rows.csv');
  expect(cohorts.map(([month, , ...cells]) => [month, ...cells])).toEqual(published.map(({ cohort, ...cells }) => [cohort, ...Object.values(cells).map((cell) => (cell === '' ? '' : Number(cell)))]));
});

test('the zone is asked for once where an argument holds a date, and not at all otherwise', () => {
  const script = new Script();
  script.call('DORMANCY', ['Ann', 'Bob'], ['2024-01-05', '2024-02-05'], [10, 20]);
  expect(script.asked).toBe(0);
  script.call('DORMANCY', ['Ann', 'Bob'], [Date.UTC(2024, 0, 5, 5), Date.UTC(2024, 1, 5, 5)], [10, 20]);
  expect(script.asked).toBe(1);
});

test('dates go in and come back as the calendar days of the sheet, over every change of the clock', () => {
  for (const timeZone of ['Asia/Vladivostok', 'Europe/Moscow', 'America/New_York', 'America/Sao_Paulo', 'Africa/Cairo']) {
    const offset = (epochMs: number): number => {
      const parts = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' }).formatToParts(new Date(epochMs));
      const part = (type: string): number => Number(parts.find((entry) => entry.type === type)?.value);
      return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) - epochMs;
    };
    const shown = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    const script = new Script(timeZone);
    for (const year of [2010, 2014, 2018, 2024]) {
      const local = Array.from({ length: 366 }, (_, index) => Date.UTC(year, 0, 1 + index));
      // 01:30 and 23:30 by the clock of the sheet: a day counted in UTC would be another one at one of the two.
      for (const minutes of [90, 1_410]) {
        const instants = local.map((day) => day + minutes * 60_000 - offset(day + minutes * 60_000 - offset(day + minutes * 60_000)));
        const [, ...rows] = script.call('DORMANCY', instants.map((_, index) => `d${String(index).padStart(3, '0')}`), instants, null);
        const days = rows.map((row) => shown.format(row[1] as unknown as Date));
        expect({ timeZone, year, days }).toEqual({ timeZone, year, days: local.map((day) => new Date(day).toISOString().slice(0, 10)) });
      }
    }
  }
});

test('100,000 order rows with dates take each function well under ten seconds', () => {
  const script = new Script();
  const orders = Array.from({ length: 100_000 }, (_, index) => ({ client: `Client ${(index * 7919) % 9973}`, at: Date.UTC(2021, 0, 1, 12) + ((index * 104_729) % 1100) * 86_400_000, amount: 1 + ((index * 31) % 5000) / 100 }));
  const given = [orders.map(({ client }) => client), orders.map(({ at }) => at), orders.map(({ amount }) => amount)] as const;
  for (const name of [...Object.keys(FUNCTIONS).filter((each) => each !== 'CLV' && each !== 'P_ALIVE'), 'COHORTS', 'CRR']) {
    const startedMs = Date.now();
    expect(script.call(name, ...given).length).toBeGreaterThan(5);
    expect({ name, isQuick: Date.now() - startedMs < 10_000 }).toEqual({ name, isQuick: true });
  }
});

test('100,000 clients with one order each get a row each, and the models say why they have no figure', () => {
  const script = new Script();
  const numbers = Array.from({ length: 100_000 }, (_, index) => index);
  const given = [numbers.map((index) => `c${index}`), numbers.map((index) => Date.UTC(2021, 0, 1, 12) + (index % 1000) * 86_400_000), numbers.map((index) => 1 + (index % 977))] as const;
  for (const name of ['RFM', 'ABCXYZ', 'DORMANCY', 'LIFECYCLE']) expect(script.call(name, ...given)).toHaveLength(100_001);
  expect(() => script.call('P_ALIVE', ...given)).toThrow(/^The model BG\/NBD needs at least .* this base has 0/);
  // Nobody came again, so retention is 0: a lifetime of one period.
  expect(script.call('LTV', ...given)[1]?.[3]).toBe(1);
});
