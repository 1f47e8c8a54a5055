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
/** Answer for every base, however small. */
const FUNCTIONS = ['RFM', 'RFM_SCORE', 'RFM_SEGMENT', 'RFM_WHY', 'ABC', 'XYZ', 'ABCXYZ', 'DORMANCY', 'LIFECYCLE'] as const;
const ALL_FUNCTIONS = [...FUNCTIONS, 'LTV', 'CLV', 'P_ALIVE', 'COHORTS', 'CRR', 'MIGRATION'] as const;

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
  for (const name of ALL_FUNCTIONS) expect((await formula(locale, `=${name}(A2:A4,B2:B3,C2:C4)`)).error).toContain(message);
});

test.each<[Locale, string, string]>([
  ['ru', 'много', 'В диапазонах, строка 2, столбец «amounts»: «много» – не сумма. Запишите её числом.'],
  ['en', 'lots', 'In the ranges, row 2, column "amounts": "lots" is no amount. Write it as a number.'],
])('text in amounts is named by its row in the range, figures written as text are read (%s)', async (locale, text, message) => {
  for (const name of ALL_FUNCTIONS) expect((await formula(locale, `=${name}(A2:A4,B2:B4,C2:C4)`, [[2, 2, text]])).error).toContain(message);
  const plain = await formula(locale, '=ABC(A2:A4,B2:B4,C2:C4)');
  expect(plain.error).toBe('');
  expect((await formula(locale, '=ABC(A2:A4,B2:B4,C2:C4)', [[2, 2, "'20 "], [1, 2, "'100,00 ₽"]])).cells).toEqual(plain.cells);
});

test.each<[Locale, string]>([
  ['ru', 'В диапазонах, строка 3, столбец «dates»: «32.01.2024» – не дата. Запишите её датой'],
  ['en', 'In the ranges, row 3, column "dates": "32.01.2024" is no date. Write it as a date'],
])('dates as text are read as people write them, an impossible one is named by its row (%s)', async (locale, message) => {
  const plain = await formula(locale, '=DORMANCY(A2:A4,B2:B4,C2:C4,DATE(2024,3,1))');
  expect(plain.error).toBe('');
  expect((await formula(locale, '=DORMANCY(A2:A4,B2:B4,C2:C4,DATE(2024,3,1))', [[1, 1, "'01.02.2024"], [2, 1, "'2024-02-05"], [3, 1, "'1 March 2024"]])).cells).toEqual(plain.cells);
  expect((await formula(locale, '=DORMANCY(A2:A4,B2:B4,C2:C4,DATE(2024,3,1))', [[3, 1, "'32.01.2024"]])).error).toContain(message);
});

test.each<Locale>(['ru', 'en'])('an empty range is said to be empty, in both languages since no cell tells which (%s)', async (locale) => {
  for (const name of ALL_FUNCTIONS) {
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

test.each([
  ['=1/0', '#DIV/0!'],
  ['=SQRT(-1)', '#NUM!'],
  ['=LN(0)', '#NUM!'],
  ['=1E+300*1E+300', '#NUM!'],
  ['=NA()', '#N/A'],
])('an error of another formula (%s) is named with its row and column', async (text, shown) => {
  const at = { clients: 0, dates: 1, amounts: 2 };
  for (const [name, column] of Object.entries(at)) {
    expect((await formula('en', '=RFM(A2:A4,B2:B4,C2:C4)', [[2, column, text]])).error).toContain(`row 2, column "${name}": the cell holds the error ${shown}`);
  }
  expect((await formula('ru', '=RFM(A2:A4,B2:B4,C2:C4)', [[2, 2, text]])).error).toContain(`строка 2, столбец «amounts»: в ячейке ошибка ${shown}`);
});

/** Three orders instead of those of the sheet, evaluated in English. */
async function over(orders: readonly (readonly [client: string, date: string, amount: string])[], text: string): Promise<Shown> {
  const rows = [0, 1, 2, 3, 4].map((index) => orders[index] ?? ['', '', '']);
  return formula('en', text, rows.flatMap((cells, index) => cells.map((cell, column) => [index + 1, column, cell] as const)));
}

/** Rows of a table without its header. */
const body = ({ error, cells }: Shown): string[][] => {
  expect(error).toBe('');
  return cells.slice(1);
};

const RANGES = 'A2:A6,B2:B6,C2:C6';

test('one client gets one row and all the money', async () => {
  const orders = [['Ann', '2/1/2024', '100'], ['Ann', '2/5/2024', '20']] as const;
  for (const name of FUNCTIONS) expect(body(await over(orders, `=${name}(${RANGES})`))).toHaveLength(1);
  expect(body(await over(orders, `=ABC(${RANGES})`))).toEqual([['Ann', '120', '1', 'A']]);
});

test('clients equal in everything get equal figures', async () => {
  const orders = [['Ann', '2/1/2024', '100'], ['Bob', '2/1/2024', '100'], ['Cid', '2/1/2024', '100']] as const;
  for (const name of FUNCTIONS) {
    const [first = [], ...others] = body(await over(orders, `=${name}(${RANGES})`)).map(([, ...figures]) => figures);
    expect(others).toEqual([first, first]);
  }
});

test('nothing but zeros: everybody has bought and is C', async () => {
  const orders = [['Ann', '2/1/2024', '0'], ['Bob', '2/5/2024', '0']] as const;
  expect(body(await over(orders, `=ABC(${RANGES})`))).toEqual([['Ann', '0', '0', 'C'], ['Bob', '0', '0', 'C']]);
});

test('nothing but returns: no purchase yet, and every other figure is empty', async () => {
  const orders = [['Ann', '2/1/2024', '-100'], ['Bob', '2/5/2024', '-20']] as const;
  expect(body(await over(orders, `=RFM(${RANGES})`))).toEqual(['Ann', 'Bob'].map((name) => [name, '', '', '', '', 'No purchases yet']));
  for (const name of ['XYZ', 'LIFECYCLE', 'DORMANCY']) expect(body(await over(orders, `=${name}(${RANGES})`)).map((row) => row[row.length - 1])).toEqual(['', '']);
});

test('a client whose every purchase was returned keeps the purchase, without money', async () => {
  const orders = [['Ann', '2/1/2024', '100'], ['Ann', '2/1/2024', '-100'], ['Bob', '2/1/2024', '50']] as const;
  expect(body(await over(orders, `=ABC(${RANGES})`))).toEqual([['Ann', '0', '0', 'C'], ['Bob', '50', '1', 'A']]);
  expect(body(await over(orders, `=XYZ(${RANGES})`)).map((row) => row[1])).toEqual(['1', '1']);
});

test('all on one day: nobody is silent and it is too early for XYZ', async () => {
  const orders = [['Ann', '2/1/2024', '100'], ['Bob', '2/1/2024', '20'], ['Ann', '2/1/2024', '30']] as const;
  expect(body(await over(orders, `=DORMANCY(${RANGES})`)).map((row) => [row[2], row[5]])).toEqual([['0', 'On time'], ['0', 'On time']]);
  expect(body(await over(orders, `=XYZ(${RANGES})`)).map((row) => row[3])).toEqual(['N', 'N']);
});

test('orders after asOf are left out', async () => {
  const orders = [['Ann', '2/1/2024', '100'], ['Bob', '2/5/2099', '20']] as const;
  expect(body(await over(orders, `=ABC(${RANGES},DATE(2024,2,10))`))).toEqual([['Ann', '100', '1', 'A']]);
  expect(body(await over(orders, `=ABC(${RANGES})`))).toHaveLength(2);
});

test('days before 1970 and 29 February are days like any other, 29 February 2023 is named', async () => {
  const old = [['Ann', '12/31/1969', '100'], ['Bob', '1/1/1970', '20'], ['Cid', '3/1/1905', '5']] as const;
  expect(body(await over(old, `=DORMANCY(${RANGES})`)).map((row) => row[2])).toEqual(['1', '0', '23682']);
  const leap = [['Ann', '2/29/2024', '100'], ['Bob', '3/1/2024', '20']] as const;
  expect(body(await over(leap, `=DORMANCY(${RANGES})`)).map((row) => row[2])).toEqual(['1', '0']);
  expect((await over([['Ann', "'29.02.2023", '100']], `=DORMANCY(${RANGES})`)).error).toContain('row 1, column "dates": "29.02.2023" is no date');
});

test('an amount of 1e15 is named, one of 0.005 is rounded to a hundredth', async () => {
  const huge = [['Ann', '2/1/2024', '100'], ['Bob', '2/5/2024', '1000000000000000']] as const;
  expect((await over(huge, `=ABC(${RANGES})`)).error).toContain('row 2, column "amounts": 1000000000000000 is above 100,000,000,000');
  expect(body(await over([['Ann', '2/1/2024', '0.005']], `=ABC(${RANGES})`))).toEqual([['Ann', '0.01', '1', 'A']]);
});

test('clients that differ by case and spaces are one', async () => {
  const orders = [['Ann Lee', '2/1/2024', '100'], ["'ANN  lee ", '2/5/2024', '20'], ["' ann LEE", '2/7/2024', '3']] as const;
  expect(body(await over(orders, `=ABC(${RANGES})`))).toEqual([['Ann Lee', '123', '1', 'A']]);
});

test('an empty date or amount in a filled row is named', async () => {
  expect((await over([['Ann', '2/1/2024', '100'], ['Bob', '', '20']], `=ABC(${RANGES})`)).error).toContain('row 2, column "dates": the cell is empty.');
  expect((await over([['Ann', '2/1/2024', '100'], ['Bob', '2/2/2024', '']], `=ABC(${RANGES})`)).error).toContain('row 2, column "amounts": the cell is empty.');
});

test.each<[Locale, string, string]>([
  ['en', 'The model BG/NBD needs at least', 'LTV needs retention'],
  ['ru', 'BG/NBD', 'LTV'],
])('a base too small for a model or for retention is told so in one sentence (%s)', async (locale, model, retention) => {
  for (const name of ['CLV', 'P_ALIVE']) expect((await formula(locale, `=${name}(A2,B2,C2)`)).error).toContain(model);
  expect((await formula(locale, '=LTV(A2,B2,C2)')).error).toContain(retention);
});

test('an unknown option and a bad value are told with what is allowed, in either form', async () => {
  for (const [options, told] of [['"rfm.scale=99"', '2…10'], ['"rfm.scale",99', '2…10'], ['"rfm.skale=3"', 'rfm.scale'], ['"hello"', 'rfm.scale=3']] as const) {
    expect((await formula('en', `=RFM(A2:A4,B2:B4,C2:C4,,,${options})`)).error).toContain(told);
  }
  expect((await formula('ru', '=RFM(A2:A4,B2:B4,C2:C4,,,"abc.limits=70 %;90 %; rfm.scale=3")')).error).toBe('');
});

test('typed LTV and CRR refuse numbers that contradict each other', async () => {
  expect((await formula('en', '=CRR(500,100,550)')).cells).toEqual([['0.9']]);
  expect((await formula('ru', '=CRR(500,100,550)')).cells).toEqual([['0,9']]);
  expect((await formula('en', '=CRR(19,0,100)')).error).toContain('must lie between 0 and 100 %');
  expect((await formula('en', '=LTV(100,1.2,0.1,"retention")')).error).toContain('0…1');
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
