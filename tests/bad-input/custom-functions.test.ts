/** Custom functions typed in cells over bad ranges: one sentence that names the place, in the language of the data, or the figures of the good rows. */
import { Files, Shop, verb } from './shop';
import type { Locale } from './shop';

jest.setTimeout(120_000);

const files = new Files();
const shops: Partial<Record<Locale, Shop>> = {};
const DATA: Readonly<Record<Locale, readonly (readonly string[])[]>> = {
  ru: [['Клиент', 'Дата', 'Сумма'], ['Анна', '01.02.2024', '100'], ['Борис', '05.02.2024', '20'], ['Анна', '01.03.2024', '150,50']],
  en: [['Client', 'Date', 'Amount'], ['Ann', '2/1/2024', '100'], ['Bob', '2/5/2024', '20'], ['Ann', '3/1/2024', '150.50']],
};
const FUNCTIONS = ['RFM', 'ABC', 'XYZ', 'ABCXYZ', 'DORMANCY'] as const;

async function shop(locale: Locale): Promise<Shop> {
  const known = shops[locale];
  if (known !== undefined) return known;
  const open = await Shop.open(locale);
  shops[locale] = open;
  await open.type(first(open), DATA[locale]);
  return open;
}

afterAll(async () => {
  for (const open of Object.values(shops)) await open.end();
  files.end();
});

function first(open: Shop): ReturnType<Shop['tab']> {
  const [sheet] = open.book.sheets();
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
}

interface Shown {
  /** The sentence behind an error; '' when there is none. */
  readonly error: string;
  readonly cells: string[][];
}

/** Types a formula into G1, separators as the locale writes them, after changing single cells; afterwards all is as it was. */
async function formula(locale: Locale, text: string, changes: readonly (readonly [row: number, column: number, text: string])[] = []): Promise<Shown> {
  const open = await shop(locale);
  const sheet = first(open);
  for (const [row, column, cell] of changes) sheet.type(row, column, cell);
  await open.session.workbench.engine.settle();
  const before = sheet.display({ row: 0, column: 0, rowCount: 8, columnCount: 5 });
  await open.type(sheet, [[locale === 'ru' ? text.replace(/,/g, ';') : text]], 0, 6);
  expect(sheet.display({ row: 0, column: 0, rowCount: 8, columnCount: 5 })).toEqual(before);
  const rect = sheet.spillRect(0, 6) ?? { row: 0, column: 6, rowCount: 1, columnCount: 1 };
  const result = { error: sheet.errorMessage(0, 6) ?? '', cells: sheet.display(rect) };
  sheet.type(0, 6, '');
  for (const [row, column] of changes) sheet.type(row, column, DATA[locale][row]?.[column] ?? '');
  await open.session.workbench.engine.settle();
  return result;
}

test.each<[Locale, string]>([
  ['ru', 'Диапазоны разной длины: 3, 2, 3. Укажите диапазоны с одинаковым числом строк.'],
  ['en', 'The ranges have different lengths: 3, 2, 3. Give ranges with the same number of rows.'],
])('ranges of different length are refused with their lengths (%s)', async (locale, message) => {
  for (const name of FUNCTIONS) expect((await formula(locale, `=${name}(A2:A4,B2:B3,C2:C4)`)).error).toContain(message);
});

test.each<[Locale, string, string]>([
  ['ru', 'много', 'В диапазонах, строка 2, столбец «amounts»: «много» — не сумма. Запишите её числом.'],
  ['en', 'lots', 'In the ranges, row 2, column "amounts": "lots" is no amount. Write it as a number.'],
])('text in amounts is named by its row in the range, figures written as text are read (%s)', async (locale, text, message) => {
  for (const name of FUNCTIONS) expect((await formula(locale, `=${name}(A2:A4,B2:B4,C2:C4)`, [[2, 2, text]])).error).toContain(message);
  const plain = await formula(locale, '=ABC(A2:A4,B2:B4,C2:C4)');
  expect(plain.error).toBe('');
  expect((await formula(locale, '=ABC(A2:A4,B2:B4,C2:C4)', [[2, 2, "'20 "], [1, 2, "'100,00 ₽"]])).cells).toEqual(plain.cells);
});

test.each<[Locale, string]>([
  ['ru', 'В диапазонах, строка 3, столбец «dates»: «32.01.2024» — не дата. Запишите её датой'],
  ['en', 'In the ranges, row 3, column "dates": "32.01.2024" is no date. Write it as a date'],
])('dates as text are read as people write them, an impossible one is named by its row (%s)', async (locale, message) => {
  const plain = await formula(locale, '=DORMANCY(A2:A4,B2:B4,C2:C4)');
  expect(plain.error).toBe('');
  expect((await formula(locale, '=DORMANCY(A2:A4,B2:B4,C2:C4)', [[1, 1, "'01.02.2024"], [2, 1, "'2024-02-05"], [3, 1, "'1 March 2024"]])).cells).toEqual(plain.cells);
  expect((await formula(locale, '=DORMANCY(A2:A4,B2:B4,C2:C4)', [[3, 1, "'32.01.2024"]])).error).toContain(message);
});

test.each<Locale>(['ru', 'en'])('an empty range is said to be empty, in both languages since no cell tells which (%s)', async (locale) => {
  for (const name of FUNCTIONS) {
    const { error } = await formula(locale, `=${name}(A20:A30,B20:B30,C20:C30)`);
    expect(error).toContain('The range clients is empty. Give a range with data.');
    expect(error).toContain('Диапазон clients пуст. Укажите диапазон с данными.');
  }
});

test.each<Locale>(['ru', 'en'])('a whole column (A2:A, A:A) gives the figures of the filled rows (%s)', async (locale) => {
  for (const name of FUNCTIONS) {
    const { cells, error } = await formula(locale, `=${name}(A2:A4,B2:B4,C2:C4)`);
    expect([error, cells.length]).toEqual(['', 3]);
    expect((await formula(locale, `=${name}(A2:A,B2:B,C2:C)`)).cells).toEqual(cells);
    expect((await formula(locale, `=${name}(A:A,B:B,C:C)`)).cells).toEqual(cells);
  }
});

test.each<Locale>(['ru', 'en'])('a single cell is a range of one order, and one asked client gives one cell (%s)', async (locale) => {
  for (const name of FUNCTIONS) {
    const { cells, error } = await formula(locale, `=${name}(A2,B2,C2)`);
    expect([error, cells.length, cells[1]?.[0]]).toEqual(['', 2, DATA[locale][1]?.[0]]);
    const asked = await formula(locale, `=${name}(A2:A4,B2:B4,C2:C4,,A3)`);
    expect([asked.error, asked.cells.length, asked.cells[0]?.length]).toEqual(['', 1, 1]);
  }
});

test('an error cell in a range is named with its row', async () => {
  expect((await formula('ru', '=RFM(A2:A4,B2:B4,C2:C4)', [[2, 2, '=1/0']])).error).toContain('строка 2, столбец «amounts»: в ячейке ошибка #DIV/0!');
  expect((await formula('en', '=RFM(A2:A4,B2:B4,C2:C4)', [[2, 2, '=1/0']])).error).toContain('row 2, column "amounts": the cell holds the error #DIV/0!');
});

test('the verb formula ends with code 1 and one line that names the row', async () => {
  const data = files.write('data.csv', 'client,date,amount\nAnn,2024-02-01,100\nBob,2024-02-05,lots\n');
  for (const [text, message] of [
    ['=RFM(A2:A,B2:B,C2:C)', 'In the ranges, row 2, column "amounts": "lots" is no amount.'],
    ['=ABC(A2:A3,B2:B2,C2:C3)', 'The ranges have different lengths: 2, 1, 2.'],
  ] as const) {
    const { code, output, errors } = await verb('formula', data, text);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toContain(message);
    expect(errors.trim().split('\n')).toHaveLength(1);
  }
  expect(await verb('formula', files.write('none.csv', ''), '=RFM(A2:A,B2:B,C2:C)')).toMatchObject({ code: 1, output: '', errors: expect.stringContaining('is empty') as string });
});
