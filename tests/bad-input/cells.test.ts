/** Cells that are not what their column says: read where a person would read them, else refused by row and column, and nothing is calculated. */
import type { ImportReport } from '../../src/contract/import-views';
import { Files, segment, shopByLocale } from './shop';
import type { Locale, Shop } from './shop';

jest.setTimeout(120_000);

const files = new Files();
const shop = shopByLocale();

afterAll(() => files.end());

const HEADER: Readonly<Record<Locale, string>> = { ru: 'Клиент;Дата;Сумма', en: 'Client;Date;Amount' };

/** Imports rows of client, date, amount (and more columns when the header says so). */
async function imported(locale: Locale, rows: readonly string[], header = HEADER[locale], before: (open: Shop) => void = () => undefined): Promise<{ readonly open: Shop; readonly report: ImportReport }> {
  const open = await shop(locale);
  before(open);
  return { open, report: await open.import(files.write('orders.csv', `${[header, ...rows].join('\n')}\n`)) };
}

function textsOf(found: readonly { readonly text: string }[]): string {
  return found.map(({ text }) => text.replace(/[\u00a0\u202f]/g, ' ')).join('\n');
}

/** Days as the sheet holds them. */
const day = (iso: string): number => Date.parse(iso) / 86_400_000 + 25_569;

describe('dates', () => {
  test.each<[Locale, readonly string[], string]>([
    ['ru', ['Анна;01.02.2024;100', 'Борис;2024-03-05;200', 'Вера;7 апреля 2024;300'], 'orders.csv, столбец «Дата»: даты записаны по-разному:'],
    ['en', ['Ann;02/13/2024;100', 'Bob;2024-03-05;200', 'Eve;7 April 2024;300'], 'orders.csv, column "Date": dates are written in several ways:'],
  ])('3 date formats in one column are all read and told (%s)', async (locale, rows, text) => {
    const { open, report } = await imported(locale, rows);
    expect(report).toMatchObject({ rowsUsed: 3, rowsRejected: 0 });
    expect(open.values('orders', 'date')).toEqual([day(locale === 'ru' ? '2024-02-01' : '2024-02-13'), day('2024-03-05'), day('2024-04-07')]);
    expect(textsOf(report.issues)).toContain(text);
  });

  test.each<[Locale, readonly string[], string]>([
    ['ru', ['Анна;31.02.2024;100', 'Борис;29.02.2024;200', 'Вера;30.02.2023;5'], 'orders.csv, строка 2, столбец «Дата»: такого дня нет: 31.02.2024. Исправьте дату'],
    ['en', ['Ann;31.02.2024;100', 'Bob;29.02.2024;200', 'Eve;2023-02-30;5'], 'orders.csv, row 2, column "Date": there is no such day: 31.02.2024. Correct the date'],
  ])('31.02.2024 is refused by row and column, the good row is used (%s)', async (locale, rows, text) => {
    const { open, report } = await imported(locale, rows);
    expect(report).toMatchObject({ rowsRead: 3, rowsUsed: 1, rowsRejected: 2, rejected: [{ code: 'row.dateImpossible', count: 2, rowNumbers: [2, 4] }] });
    expect(textsOf(report.rejected)).toContain(text);
    expect(open.values('orders', 'date')).toEqual([day('2024-02-29')]);
  });

  test('dates that nothing decides are read by the locale, and the reading is told', async () => {
    const russian = await imported('ru', ['Анна;01/02/2024;100', 'Борис;03/04/2024;200']);
    expect(russian.open.values('orders', 'date')).toEqual([day('2024-02-01'), day('2024-04-03')]);
    expect(textsOf(russian.report.issues)).toContain('столбец «Дата»: в датах вида 01/02/2024 неясно, где день, а где месяц');
    const english = await imported('en', ['Ann;01/02/2024;100', 'Bob;03/04/2024;200']);
    expect(english.open.values('orders', 'date')).toEqual([day('2024-01-02'), day('2024-03-04')]);
    expect(textsOf(english.report.issues)).toContain('column "Date": it is not certain which is the day and which the month');
  });
});

describe('amounts', () => {
  const WRITTEN = ['1 234,56 ₽', '1.234,50', '(12,00)', '—', '1\u00a0000', '150 р.'];

  test.each<[Locale, string]>([
    ['ru', 'orders.csv, строка 5, столбец «Сумма»: сумма не указана. Впишите сумму'],
    ['en', 'orders.csv, row 5, column "Amount": the amount is empty. Enter the amount'],
  ])('"1 234,56 ₽", "1.234,50" and "(12,00)" are read as money, "—" is an empty amount told by row and column (%s)', async (locale, text) => {
    const { open, report } = await imported(locale, WRITTEN.map((amount, index) => `K${index};0${index + 1}.02.2024;"${amount}"`));
    expect(open.values('orders', 'amount')).toEqual([1234.56, 1234.5, -12, 1000, 150]);
    expect(report).toMatchObject({ rowsRead: 6, rowsUsed: 5, rejected: [{ code: 'row.amountMissing', count: 1, rowNumbers: [5] }] });
    expect(textsOf(report.rejected)).toContain(text);
  });

  test.each<[Locale, string]>([
    ['ru', 'orders.csv, строка 3, столбец «Сумма»: «сто рублей» не читается как сумма. Запишите её цифрами'],
    ['en', 'orders.csv, row 3, column "Amount": "сто рублей" is not understood as an amount. Write it with digits'],
  ])('amounts as text: figures in text are read, words are refused by row and column (%s)', async (locale, text) => {
    const { open, report } = await imported(locale, ['K1;01.02.2024;"  100 "', 'K2;02.02.2024;сто рублей', 'K3;03.02.2024;300']);
    expect(open.values('orders', 'amount')).toEqual([100, 300]);
    expect(report).toMatchObject({ rowsUsed: 2, rowsRejected: 1 });
    expect(textsOf(report.rejected)).toContain(text);
  });

  test('negative amounts are returns: they lower the money of their client and are no purchase', async () => {
    const { open, report } = await imported('ru', ['Анна;01.02.2024;100', 'Анна;05.02.2024;-30', 'Борис;06.02.2024;-5']);
    expect(report).toMatchObject({ rowsUsed: 3, rowsRejected: 0 });
    await open.call('segments.recalculate');
    expect(open.column('clients', 'client_id')).toEqual(['Анна', 'Борис']);
    expect(open.values('clients', 'orders')).toEqual([1, 0]);
    expect(open.values('clients', 'revenue')).toEqual([70, -5]);
    expect(open.column('clients', 'segment')).toEqual([expect.any(String), 'Ещё не покупали']);
  });
});

describe('ids', () => {
  test.each<[Locale, string]>([
    ['ru', 'orders.csv, строка 2, столбец «Клиент»: «17850» и «17850.0» считаются одним клиентом'],
    ['en', 'orders.csv, row 2, column "Client": "17850" and "17850.0" are counted as one client'],
  ])('17850.0 and 17850 are one client in a column of numbers, and it is told (%s)', async (locale, text) => {
    const { open, report } = await imported(locale, ['17850.0;01.02.2024;100', '17850;02.02.2024;50', '13047.0;02.02.2024;10']);
    expect(textsOf(report.issues)).toContain(text);
    await open.call('segments.recalculate');
    expect(open.column('clients', 'client_id')).toEqual(['13047', '17850']);
    expect(open.values('clients', 'revenue')).toEqual([10, 150]);
  });

  test('00123 keeps its zeros in the sheet and is another client than 123', async () => {
    const { open } = await imported('ru', ['00123;01.02.2024;100', '123;02.02.2024;50', '00123;03.02.2024;1']);
    await open.call('segments.recalculate');
    expect(open.values('orders', 'client')).toEqual(['00123', '123', '00123']);
    expect(open.values('clients', 'client_id')).toEqual(['00123', '123']);
    expect(open.values('clients', 'revenue')).toEqual([101, 50]);
  });
});

describe('formulas in cells', () => {
  const ATTACKS = ['=1+1', '+7 900 000-00-00', '@SUM(A1:A9)', '=HYPERLINK(""http://example.com"",""x"")', '-2+3'];
  /** The owner took the format off the column of clients: the import may not lean on it. */
  const withoutTextFormat = (open: Shop): void => {
    const orders = open.tab('orders');
    orders.clear({ row: 0, column: open.columnIndex('orders', 'client'), rowCount: orders.rowCount, columnCount: 1 }, { formats: true });
  };
  const PLAIN = ATTACKS.map((text) => text.replace(/""/g, '"'));

  test('a value that begins with =, +, @ or - stays text in every tab and nothing is calculated', async () => {
    const { open, report } = await imported('en', ATTACKS.map((text, index) => `"${text}";0${index + 1}.02.2024;100;"${text}";"${text}"`), `${HEADER.en};Product;Remark`, withoutTextFormat);
    expect(report).toMatchObject({ rowsUsed: 5, rowsRejected: 0 });
    await open.call('segments.recalculate');
    expect(open.values('orders', 'client')).toEqual(PLAIN);
    expect(open.values('orders', 'product')).toEqual(PLAIN);
    expect(open.texts('orders').slice(1).map((row) => row.at(-1))).toEqual(PLAIN);
    expect([...open.values('clients', 'client_id')].sort()).toEqual([...PLAIN].sort());
    expect([...open.formulas('orders'), ...open.formulas('clients')]).toEqual([]);
  });

  test.each<[Locale, string]>([
    ['ru', 'orders.csv, строка 2, столбец «Сумма»: «=100*5» не читается как сумма'],
    ['en', 'orders.csv, row 2, column "Amount": "=100*5" is not understood as an amount'],
  ])('a formula where an amount is due is refused by row and column (%s)', async (locale, text) => {
    const { open, report } = await imported(locale, ['A;01.02.2024;=100*5', 'B;02.02.2024;7']);
    expect(report).toMatchObject({ rowsUsed: 1, rowsRejected: 1 });
    expect(textsOf(report.rejected)).toContain(text);
    expect(open.values('orders', 'amount')).toEqual([7]);
  });

  test.each<[Locale, string]>([
    ['ru', 'orders.csv, строка 2, столбец «Сумма»: в ячейке ошибка #REF!'],
    ['en', 'orders.csv, row 2, column "Amount": the cell shows the error #REF!'],
  ])('the error of a formula is named by row and column (%s)', async (locale, text) => {
    const { report } = await imported(locale, ['A;01.02.2024;#REF!', 'B;02.02.2024;7']);
    expect(report).toMatchObject({ rowsUsed: 1, rowsRejected: 1 });
    expect(textsOf(report.rejected)).toContain(text);
  });
});

describe('50,001 characters', () => {
  const long = 'ж'.repeat(50_001);

  test.each<[Locale, string]>([
    ['ru', 'orders.csv, строка 2, столбец «Remark»: в тексте 50 001 знаков, ячейка вмещает не больше 50 000'],
    ['en', 'orders.csv, row 2, column "Remark": the text has 50,001 characters, a cell holds at most 50,000'],
  ])('a text of 50,001 characters is cut to what a cell holds and named by row and column, the row is used (%s)', async (locale, text) => {
    const { open, report } = await imported(locale, [`A;01.02.2024;5;${long};${long}`, `${long};02.02.2024;7;b;c`], `${HEADER[locale]};${locale === 'ru' ? 'Товар' : 'Product'};Remark`);
    expect(report).toMatchObject({ rowsUsed: 2, rowsRejected: 0 });
    const told = report.issues.filter(({ code }) => code === 'cell.tooLong');
    expect(told.map(({ rowNumber, column }) => [rowNumber, column])).toEqual([[2, locale === 'ru' ? 'Товар' : 'Product'], [2, 'Remark'], [3, locale === 'ru' ? 'Клиент' : 'Client']]);
    expect(textsOf(told)).toContain(text);
    expect(open.texts('orders').slice(1).map((row) => row.map((cell) => cell.length).filter((length) => length > 20))).toEqual([[50_000, 50_000], [50_000]]);
    await open.call('segments.recalculate');
    expect(open.tab('clients').lastRow()).toBe(3);
  });
});

test('segment tells in summary.json every row it left out, with row and column, and uses the others', async () => {
  const file = files.write('mixed.csv', `${HEADER.ru}\nАнна;01.02.2024;100\nБорис;31.02.2024;5\nВера;02.02.2024;—\n17850.0;03.02.2024;7\n`);
  const { code, errors, summary, clients } = await segment(file, 'ru');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(summary?.rows).toMatchObject({ read: 4, used: 2, rejected: 2 });
  expect(summary?.rows.rejectedBy.map(({ rowNumbers }) => rowNumbers)).toEqual([[3], [4]]);
  expect(textsOf(summary?.rows.rejectedBy ?? [])).toMatch(/строка 3, столбец «Дата».*\n.*строка 4, столбец «Сумма»/);
  expect(clients.split(/\r?\n/).filter((line) => line !== '')).toHaveLength(3);
});
