/** What the custom functions compute, and the sentence a bad cell gets. */
import { dayOf } from '../../src/core/calendar';
import type { Cell } from '../../src/core/table/cell';
import type { FigureArguments } from '../../src/domain/custom-figures';
import { computeFigures, FIGURE_VIEWS } from '../../src/domain/custom-figures';

const day = (year: number, month: number, date: number): Cell => ({ day: dayOf(year, month, date) ?? 0 });

const GIVEN: FigureArguments = {
  clients: ['Ann', 'Bob', 'Ann', '', 'Ann'],
  dates: [day(2024, 1, 1), day(2024, 1, 5), day(2024, 2, 1), '', day(2024, 3, 1)],
  amounts: [100, 20, 100, '', 100],
  asOf: day(2024, 3, 31),
  forClients: null,
  options: [],
};

const fails = (change: Partial<FigureArguments>): string => {
  try {
    computeFigures({ ...GIVEN, ...change }, FIGURE_VIEWS.rfm);
    return 'no error';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};

test('without asked clients there is a header and one row per client; empty rows are skipped', () => {
  const table = computeFigures(GIVEN, FIGURE_VIEWS.rfm);
  expect(table).toHaveLength(3);
  expect(table[1]?.slice(0, 4)).toEqual(['Ann', 5, 3, expect.any(Number)]);
  expect(table.every((row) => row.length === table[0]?.length)).toBe(true);
});

test('asked clients are answered in their order, unknown ones with an empty cell', () => {
  expect(computeFigures({ ...GIVEN, forClients: ['Bob', 'Nobody', ' ANN '] }, FIGURE_VIEWS.abc)).toEqual([['B'], [''], ['A']]);
});

test('a header taken along with the columns is no data', () => {
  const given = { ...GIVEN, clients: ['Client', ...GIVEN.clients], dates: ['Date', ...GIVEN.dates], amounts: ['Amount', ...GIVEN.amounts] };
  expect(computeFigures(given, FIGURE_VIEWS.abc)).toEqual(computeFigures(GIVEN, FIGURE_VIEWS.abc));
});

test('dates and amounts as text are read as people write them', () => {
  const given = { ...GIVEN, dates: ['01.01.2024', '05.01.2024', '01.02.2024', '', '01.03.2024'], amounts: ['100,00 ₽', '20', '100.00', '', '100'] };
  expect(computeFigures(given, FIGURE_VIEWS.dormancy)[1]).toEqual(computeFigures(GIVEN, FIGURE_VIEWS.dormancy)[1]);
});

test('Russian clients get Russian words', () => {
  const given = { ...GIVEN, clients: ['Анна', 'Борис', 'Анна', '', 'Анна'], forClients: ['Анна'] };
  expect(computeFigures(given, FIGURE_VIEWS.dormancy)[0]?.[0]).toMatch(/[а-я]/i);
});

test('options come as a number, a text or a range', () => {
  const scores = (options: FigureArguments['options']): unknown => computeFigures({ ...GIVEN, forClients: ['Ann'], options }, FIGURE_VIEWS.rfm)[0]?.[0];
  expect(scores([[3]])).toBe(scores([['rfm.scale=3']]));
  expect(scores([['rfm.scale', 3]])).toBe(scores([[3]]));
  expect(scores([[3]])).not.toBe(scores([]));
});

test('a bad cell stops with one sentence that names the row and the reason', () => {
  expect(fails({ amounts: [100, 'many', 100, '', 100] })).toMatch(/row 2.*amounts.*many/i);
  expect(fails({ dates: [day(2024, 1, 1), '31.02.2024', day(2024, 2, 1), '', day(2024, 3, 1)] })).toMatch(/row 2.*dates.*31\.02\.2024/i);
  expect(fails({ amounts: [100, '#N/A', 100, '', 100] })).toMatch(/row 2.*#N\/A/i);
  expect(fails({ clients: ['Ann'] })).toMatch(/1, 5, 5/);
  expect(fails({ clients: ['', ''], dates: ['', ''], amounts: ['', ''] })).toMatch(/empty/);
  expect(fails({ asOf: 'soon' })).toMatch(/asOf.*soon/);
  expect(fails({ options: [['rfm.scale=many']] })).toMatch(/rfm\.scale/);
  expect(fails({ options: [['nonsense']] })).toMatch(/nonsense/);
  expect(fails({ clients: ['Анна', 'Борис', 'Анна', '', 'Анна'], amounts: [100, 'много', 100, '', 100] })).toMatch(/строка 2/i);
});
