/** What the custom functions compute, and the sentence a bad cell gets. */
import { dayOf, formatIsoDay } from '../../src/core/calendar';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import type { Settings } from '../../src/core/settings';
import { applySettings } from '../../src/core/setting-text';
import { periodMovement } from '../../src/core/retention';
import { buildCohorts } from '../../src/core/cohorts';
import { openBook, segmentClients } from '../../src/core/segmentation';
import { columnName } from '../../src/core/language/names';
import { cellText } from '../../src/domain/cells';
import { settingRows } from '../../src/domain/settings-tab';
import type { Cell } from '../../src/core/table/cell';
import type { ClientQuestion, ClientView } from '../../src/domain/figures/client-figures';
import { CLIENT_VIEWS, computeClientFigures } from '../../src/domain/figures/client-figures';
import { figureCell } from '../../src/domain/figures/figure-cell';
import type { FigureOption } from '../../src/domain/figures/figure-options';
import { readFigureOptions } from '../../src/domain/figures/figure-options';
import { readOrderRanges } from '../../src/domain/figures/order-ranges';
import { computeCohorts, computeMigration, computeRetention } from '../../src/domain/figures/period-figures';
import { typedLtv, typedRetention } from '../../src/domain/figures/typed-figures';

const dayNumber = (year: number, month: number, date: number): number => dayOf(year, month, date) ?? 0;
const day = (year: number, month: number, date: number): Cell => ({ day: dayNumber(year, month, date) });

const GIVEN: ClientQuestion = {
  clients: ['Ann', 'Bob', 'Ann', '', 'Ann'],
  dates: [day(2024, 1, 1), day(2024, 1, 5), day(2024, 2, 1), '', day(2024, 3, 1)],
  amounts: [100, 20, 100, '', 100],
  asOf: day(2024, 3, 31),
  forClients: null,
  options: [],
};

const message = (compute: () => unknown): string => {
  try {
    compute();
    return 'no error';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};
const fails = (change: Partial<ClientQuestion>, view: ClientView = CLIENT_VIEWS.rfm): string => message(() => computeClientFigures({ ...GIVEN, ...change }, view));

/** A shop of 300 clients who buy at their own pace and leave after some purchase, as BG/NBD assumes; the same in every run. */
function shop(): ClientQuestion {
  let state = 20_240_301;
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state + 1) / 2_147_483_649;
  };
  const clients: Cell[] = [];
  const dates: Cell[] = [];
  const amounts: Cell[] = [];
  const lastDay = dayNumber(2024, 3, 31);
  for (let client = 0; client < 300; client += 1) {
    const meanGapDays = 60 / (-Math.log(next()) - Math.log(next()));
    const leaves = 0.6 * next() * next();
    const bill = 20 / (0.05 + next());
    for (let at = dayNumber(2022, 1, 1) + 500 * next(); at < lastDay; at -= meanGapDays * Math.log(next())) {
      clients.push(`Client ${client}`);
      dates.push({ day: Math.floor(at) });
      amounts.push((next() < 0.03 ? -1 : 1) * Math.round(100 * bill * (0.3 - Math.log(next()))) / 100);
      if (next() < leaves) break;
    }
  }
  return { clients, dates, amounts, asOf: { day: lastDay }, forClients: null, options: [] };
}

const VARIANTS: readonly string[] = [
  '', 'rfm.scale=3', 'rfm.mode=quantile; rfm.rules=rfm-a', 'abc.by=count; abc.limits=20/50; xyz.basis=amount', 'xyz.basis=frequency; xyz.period=quarter; returns=ignore',
  'dormancy.mode=threshold; dormancy.days=60; lifecycle.method=short', 'ltv.formula=retention; ltv.period=quarter; clv.months=24; model.unit=week',
];

const settingsOf = (text: string): Settings =>
  applySettings(DEFAULT_SETTINGS, text.split('; ').filter((part) => part !== '').map((part) => part.split('=') as [string, string])).value;

test('without asked clients there is a header and one row per client; empty rows are skipped', () => {
  const table = computeClientFigures(GIVEN, CLIENT_VIEWS.rfm);
  expect(table).toHaveLength(3);
  expect(table[1]?.slice(0, 4)).toEqual(['Ann', 5, 3, expect.any(Number)]);
  for (const view of Object.values(CLIENT_VIEWS).filter(({ group }) => group === null)) {
    const [header, ...rows] = computeClientFigures(GIVEN, view);
    expect(rows.map((row) => row.length)).toEqual([header?.length, header?.length]);
    expect(header?.[0]).toBe(columnName('client', 'en'));
  }
});

test('asked clients are answered in their order, unknown ones with an empty cell', () => {
  expect(computeClientFigures({ ...GIVEN, forClients: ['Bob', 'Nobody', ' ANN '] }, CLIENT_VIEWS.abc)).toEqual([['B'], [''], ['A']]);
});

test('a header taken along with the columns is no data', () => {
  const given = { ...GIVEN, clients: ['Client', ...GIVEN.clients], dates: ['Date', ...GIVEN.dates], amounts: ['Amount', ...(GIVEN.amounts ?? [])] };
  expect(computeClientFigures(given, CLIENT_VIEWS.abc)).toEqual(computeClientFigures(GIVEN, CLIENT_VIEWS.abc));
  expect(computeClientFigures({ ...given, amounts: null }, CLIENT_VIEWS.dormancy)).toEqual(computeClientFigures({ ...GIVEN, amounts: null }, CLIENT_VIEWS.dormancy));
});

test('orders without amounts have counts, dates and rhythm, and no money', () => {
  for (const amounts of [null, ['', '', '', '', '']]) {
    const [, ann] = computeClientFigures({ ...GIVEN, amounts }, CLIENT_VIEWS.dormancy);
    expect(ann?.slice(1, 4)).toEqual([day(2024, 3, 1), 30, expect.any(Number)]);
    expect(ann?.[6]).toBe('');
    expect(computeClientFigures({ ...GIVEN, amounts, forClients: ['Ann'] }, CLIENT_VIEWS.abc)).toEqual([['']]);
    expect(computeClientFigures({ ...GIVEN, amounts, forClients: ['Ann'], options: ['abc.metric=count'] }, CLIENT_VIEWS.abc)).toEqual([['A']]);
    expect(fails({ amounts }, CLIENT_VIEWS.ltv)).toMatch(/amounts/);
  }
});

test('dates and amounts as text are read as people write them', () => {
  const given = { ...GIVEN, dates: ['01.01.2024', '05.01.2024', '01.02.2024', '', '01.03.2024'], amounts: ['100,00 ₽', '20', '100.00', '', '100'] };
  expect(computeClientFigures(given, CLIENT_VIEWS.dormancy)[1]).toEqual(computeClientFigures(GIVEN, CLIENT_VIEWS.dormancy)[1]);
});

test('Russian clients get Russian words', () => {
  const given = { ...GIVEN, clients: ['Анна', 'Борис', 'Анна', '', 'Анна'], forClients: ['Анна'] };
  for (const view of [CLIENT_VIEWS.dormancy, CLIENT_VIEWS.lifecycle, CLIENT_VIEWS.rfmSegment, CLIENT_VIEWS.rfmWhy]) {
    expect(computeClientFigures(given, view)[0]?.[0]).toMatch(/^[А-Яа-я]/);
    expect(computeClientFigures({ ...GIVEN, forClients: ['Ann'] }, view)[0]?.[0]).toMatch(/^[A-Za-z]/);
  }
});

test('options come as a number, a text, a key with its value or a range, and in any mix', () => {
  const read = (...options: FigureOption[]): Settings => readFigureOptions(options, 'rfm.scale', 'en').settings;
  const expected = { ...DEFAULT_SETTINGS, 'rfm.scale': 3, 'abc.limits': [0.7, 0.9] };
  expect(read(3, 'abc.limits=70/90')).toEqual(expected);
  expect(read('rfm.scale=3; abc.limits=0.7;0.9')).toEqual(expected);
  expect(read('rfm.scale', 3, 'abc.limits', '70 %/90 %')).toEqual(expected);
  expect(read([['rfm.scale', 3], ['', ''], ['abc.limits', '70;90']])).toEqual(expected);
  expect(read([['rfm.scale=3; abc.limits=70/90']])).toEqual(expected);
  expect(read('abc.limits', '70/90', [['rfm.scale', '3']])).toEqual(expected);
  expect(read(null, '')).toEqual(DEFAULT_SETTINGS);
  expect(read('rfm.rules=VIP: 5/5/4-5; Rest: 1-5/1-5/1-5; abc.by=count')).toMatchObject({ 'rfm.rules': 'VIP: 5/5/4-5; Rest: 1-5/1-5/1-5', 'abc.by': 'count' });
});

test.each(['ru', 'en'] as const)('the Settings tab as a range gives the settings and the day of the base (%s)', (language) => {
  const settings = settingsOf('rfm.scale=3; xyz.basis=amount; ltv.discount=5 %; clv.months=6');
  const rows = settingRows(language, '{}', dayNumber(2024, 3, 31), settings).map((row) => row.slice(0, 2));
  const header: Cell[] = [columnName('setting', language), columnName('value', language)];
  const read = readFigureOptions([[header, ...rows]], null, language);
  expect(read.asOfDay).toBe(dayNumber(2024, 3, 31));
  expect(read.settings).toEqual(settings);
});

test('every function gives what the engine gives a client, for each of several settings', () => {
  const given = shop();
  const { columns } = readOrderRanges(given, 'en');
  for (const variant of VARIANTS) {
    const settings = settingsOf(variant);
    const { value } = segmentClients({ columns, with: ['models', 'ltv'] }, settings, dayNumber(2024, 3, 31));
    for (const view of Object.values<ClientView>(CLIENT_VIEWS)) {
      const [, ...rows] = computeClientFigures({ ...given, options: [variant] }, view);
      expect(rows).toHaveLength(value.clients.length);
      const asked = computeClientFigures({ ...given, forClients: rows.map(([name]) => name ?? ''), options: [variant] }, view);
      value.clients.forEach((figures, at) => {
        const isBuyer = figures.orders > 0;
        const [purchasesPerPeriod, lifetimePeriods] = isBuyer ? [value.ltv.purchasesPerPeriod[at] ?? null, value.ltv.lifetime?.periods ?? null] : [null, null];
        const row = { figures, name: '', purchasesPerPeriod, lifetimePeriods };
        const cells = view.columns.map((column) => (column === 'client' ? rows[at]?.[0] : figureCell(column, row, 'en')));
        expect({ variant, row: rows[at] }).toEqual({ variant, row: cells });
        expect(asked[at]).toEqual([figureCell(view.answer, row, 'en')]);
      });
    }
  }
});

test('COHORTS and CRR give the cells of the engine', () => {
  const given = shop();
  const question = { ...given, options: ['cohorts.value=share; ltv.period=quarter'] };
  const { book, asOfDay } = openBook({ columns: readOrderRanges(given, 'en').columns }, DEFAULT_SETTINGS, dayNumber(2024, 3, 31)).value;
  const cohorts = buildCohorts(book, { activity: 'purchases', asOfDay }).value.cohorts;
  const [header, ...rows] = computeCohorts(question);
  expect(header?.slice(2, 5)).toEqual([0, 1, 2]);
  expect(rows).toEqual(cohorts.map(({ firstDay, size, cells }) => [formatIsoDay(firstDay).slice(0, 7), size, ...cells.map((cell) => cell?.share ?? '')]));
  const periods = periodMovement(book, 'quarter', asOfDay).periods;
  const [, ...quarters] = computeRetention(question);
  expect(quarters.map((row) => row.slice(1))).toEqual(periods.map((entry) => [entry.active, entry.new, entry.retained, entry.returned, entry.lost, entry.crr ?? '']));
  expect(quarters[0]?.[0]).toMatch(/^\d{4}-Q[1-4]$/);
});

test('MIGRATION counts every client of the later day once, by the classes of both days', () => {
  const given = shop();
  const { columns } = readOrderRanges(given, 'en');
  const classes = (at: number): Map<string, string> =>
    new Map(segmentClients({ columns }, DEFAULT_SETTINGS, at).value.clients.flatMap(({ clientKey, abc }): [string, string][] => (abc === null ? [] : [[clientKey, abc]])));
  const [from, to] = [dayNumber(2023, 6, 30), dayNumber(2024, 3, 31)];
  const [before, after] = [classes(from), classes(to)];
  const expected = new Map<string, number>();
  after.forEach((letter, key) => {
    const route = JSON.stringify([before.get(key) ?? '(new in the base)', letter]);
    expected.set(route, (expected.get(route) ?? 0) + 1);
  });
  const [header, ...rows] = computeMigration({ ...given, fromDay: { day: from }, toDay: { day: to }, by: 'abc' });
  expect(header).toHaveLength(4);
  expect(new Map(rows.map((row) => [JSON.stringify(row.slice(0, 2)), row[2]]))).toEqual(expected);
  for (const by of ['segment', 'xyz', 'lifecycle', '']) expect(computeMigration({ ...given, fromDay: { day: from }, toDay: { day: to }, by }).length).toBeGreaterThan(2);
  expect(message(() => computeMigration({ ...given, fromDay: { day: to }, toDay: { day: from }, by: '' }))).toMatch(/fromDay.*2024-03-31.*< 2023-06-30/);
  expect(message(() => computeMigration({ ...given, fromDay: '', toDay: '', by: '' }))).toMatch(/fromDay/);
  expect(message(() => computeMigration({ ...given, fromDay: { day: from }, toDay: '', by: 'colour' }))).toMatch(/migration\.by.*colour.*segment \| abc/);
});

test('typed LTV and CRR give the results printed for the Starbucks case and by costcalculator', () => {
  expect(typedLtv([24.3, 52, 20], null)).toBeCloseTo(25_272, 2);
  expect(typedLtv([5.9, 4.2 * 52, 20], 0.213)).toBeCloseTo(5489.27, 2);
  expect(typedLtv([5382.94, 0.75, 0.1], 'retention')).toBeCloseTo(11_534.87, 2);
  expect(typedRetention([500, 100, 550])).toBe(0.9);
  expect(message(() => typedRetention([19, 0, 100]))).toMatch(/19.*100/);
  expect(message(() => typedLtv([100, 1.5, 0.1], 'retention'))).toMatch(/r .*1\.5.*0…1/);
  expect(message(() => typedLtv([100, 1, 0], 'retention'))).toMatch(/LTV/);
  expect(message(() => typedLtv([NaN, 1, 1], null))).toMatch(/NaN/);
  expect(message(() => typedLtv([1, 1, 1], 'half'))).toMatch(/margin.*half.*retention/);
});

test('a model that cannot be fitted gives one sentence with the reason', () => {
  for (const view of [CLIENT_VIEWS.pAlive, CLIENT_VIEWS.clv]) expect(fails({}, view)).toMatch(/^The model BG\/NBD .*\.$/);
  expect(message(() => computeClientFigures({ ...shop(), amounts: null }, CLIENT_VIEWS.clv))).toMatch(/Gamma-Gamma/);
  expect(computeClientFigures({ ...shop(), amounts: null }, CLIENT_VIEWS.pAlive)[1]?.[1]).toEqual(expect.any(Number));
});

test('a bad cell stops with one sentence that names the row and the reason', () => {
  expect(fails({ amounts: [100, 'many', 100, '', 100] })).toMatch(/row 2.*amounts.*many/i);
  expect(fails({ dates: [day(2024, 1, 1), '31.02.2024', day(2024, 2, 1), '', day(2024, 3, 1)] })).toMatch(/row 2.*dates.*31\.02\.2024/i);
  expect(fails({ amounts: [100, '#N/A', 100, '', 100] })).toMatch(/row 2.*#N\/A/i);
  expect(fails({ clients: ['Ann', '#REF!', 'Ann', '', 'Ann'] })).toMatch(/row 2.*clients.*#REF!/i);
  expect(fails({ forClients: ['Ann', '#N/A'] })).toMatch(/row 2.*forClients.*#N\/A/i);
  expect(fails({ amounts: [100, '', 100, '', 100] })).toMatch(/row 2.*amounts.*empty/i);
  expect(fails({ amounts: [100, 1e15, 100, '', 100] })).toMatch(/row 2.*amounts.*100,000,000,000/i);
  expect(fails({ amounts: [100, NaN, 100, '', 100] })).toMatch(/row 2.*amounts.*NaN/i);
  expect(fails({ dates: [day(2024, 1, 1), Infinity, day(2024, 2, 1), '', day(2024, 3, 1)] })).toMatch(/row 2.*dates.*Infinity/i);
  expect(fails({ clients: ['Ann'] })).toMatch(/1, 5, 5/);
  expect(fails({ clients: ['', ''], dates: ['', ''], amounts: ['', ''] })).toMatch(/empty/);
  expect(fails({ asOf: 'soon' })).toMatch(/asOf.*soon/);
  expect(fails({ asOf: '#REF!' })).toMatch(/asOf.*#REF!/);
  expect(fails({ options: ['rfm.scale=many'] })).toMatch(/rfm\.scale.*2…10/);
  expect(fails({ options: ['rfm.scale'] })).toMatch(/rfm\.scale.*2…10/);
  expect(fails({ options: ['rfm.skale=3'] })).toMatch(/rfm\.skale.*rfm\.scale/);
  expect(fails({ options: ['nonsense'] })).toMatch(/nonsense/);
  expect(fails({ options: [3] }, CLIENT_VIEWS.abc)).toMatch(/options.*3/);
  expect(fails({ clients: ['Анна', 'Борис', 'Анна', '', 'Анна'], amounts: [100, 'много', 100, '', 100] })).toMatch(/строка 2/i);
});

test('the order of rows and the case and spaces of names change nothing', () => {
  const given = shop();
  const order = given.clients.map((_, index) => index).reverse();
  const turned = (cells: readonly Cell[]): Cell[] => order.map((index) => cells[index] ?? null);
  for (const view of Object.values<ClientView>(CLIENT_VIEWS)) {
    expect(computeClientFigures({ ...given, clients: turned(given.clients), dates: turned(given.dates), amounts: turned(given.amounts ?? []) }, view)).toEqual(computeClientFigures(given, view));
  }
  const odd = given.clients.map((cell, index) => (index % 2 === 0 ? cell : ` ${cellText(cell).toUpperCase()} `));
  expect(computeClientFigures({ ...given, clients: odd }, CLIENT_VIEWS.rfm).map((row) => row.slice(1))).toEqual(computeClientFigures(given, CLIENT_VIEWS.rfm).map((row) => row.slice(1)));
});
