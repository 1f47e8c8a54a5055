// Reading tables: headers, column mapping, dates, numbers, client keys, rows. The cases of bad input are named here one by one.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { formatIsoDay, parseIsoDay } from '../../src/core/calendar';
import { readCsv } from '../../src/core/file/csv-reader';
import type { Outcome } from '../../src/core/issue';
import { issueText } from '../../src/core/language/text';
import type { Cell, Grid } from '../../src/core/table/cell';
import { clientKeyOf, isNumericKeyColumn } from '../../src/core/table/client-key';
import { readClientRows } from '../../src/core/table/client-rows';
import { decideDateReading, readDate } from '../../src/core/table/dates';
import { readFlag } from '../../src/core/table/flag';
import { detectHeader } from '../../src/core/table/header';
import { parseMapping, proposeMapping } from '../../src/core/table/mapping';
import { decideNumberReading, readMoney, readNumber } from '../../src/core/table/numbers';
import { readOrderRows } from '../../src/core/table/order-rows';
import type { OrderTable, OrderTableOptions } from '../../src/core/table/order-rows';

const FIXTURES = path.resolve(__dirname, '../fixtures');
const NBSP = '\u00a0';

const iso = (cell: Cell, order: 'dmy' | 'mdy' = 'dmy'): string => {
  const result = readDate(cell, { order });
  return result.state === 'ok' ? formatIsoDay(result.day) : result.state;
};
const money = (cell: Cell, decimal: ',' | '.' = '.'): number | string => {
  const result = readMoney(cell, { decimal });
  return result.state === 'ok' ? result.amountMinor : result.state;
};

function readTable(grid: Grid, options: OrderTableOptions = {}): Outcome<OrderTable> {
  const header = detectHeader(grid);
  if (header.value === null) throw new Error(header.issues[0]?.code);
  const proposal = proposeMapping(grid, header.value, options.sheet);
  const table = readOrderRows(grid, header.value, proposal.value.mapping, options);
  return { value: table.value, issues: [...header.issues, ...proposal.issues, ...table.issues] };
}

const codes = (outcome: { issues: readonly { code: string }[] }): string[] => outcome.issues.map((entry) => entry.code);
const HEADER = ['Клиент', 'Дата', 'Сумма'];

describe('formats of ICU in Russian, English and German', () => {
  const [, ...lines] = readCsv(readFileSync(path.join(FIXTURES, 'formats/formats.csv'), 'utf8')).value;

  it('reads every date as the day it stands for', () => {
    const dates = lines.filter((line) => line[1] === 'date' || line[1] === 'datetime');
    expect(dates.length).toBeGreaterThan(80);
    for (const [locale, kind, style, text = '', value = ''] of dates) {
      const result = readDate(text, { order: locale === 'en-US' ? 'mdy' : 'dmy' });
      const minutes = result.state === 'ok' && result.secondOfDay !== undefined ? result.secondOfDay / 60 : undefined;
      const [valueDay, time] = value.split('T');
      expect([locale, style, text, result.state === 'ok' ? formatIsoDay(result.day) : result.state]).toEqual([locale, style, text, valueDay]);
      expect([text, minutes]).toEqual([text, kind === 'datetime' ? Number(time?.slice(0, 2)) * 60 + Number(time?.slice(3)) : undefined]);
    }
  });

  it('reads every number, percent and amount as its value', () => {
    const numbers = lines.filter((line) => line[1] === 'number' || line[1] === 'percent' || line[1] === 'money');
    expect(numbers.length).toBeGreaterThan(80);
    for (const [locale, kind, , text = '', value] of numbers) {
      const decimal = locale === 'en-US' ? '.' : ',';
      const number = readNumber(text, { decimal });
      expect([locale, text, number.state === 'ok' ? number.value : number.state]).toEqual([locale, text, Number(value)]);
      if (kind === 'money') expect([text, money(text, decimal)]).toEqual([text, Math.round(Number(value) * 100)]);
    }
  });
});

describe('dates', () => {
  it.each([
    ['05.03.2024', '2024-03-05'], ['5.3.24', '2024-03-05'], ['5/3/2024', '2024-03-05'], ['5-3-2024 8:26', '2024-03-05'],
    ['2024-03-05', '2024-03-05'], ['2024/3/5', '2024-03-05'], ['2024-03-05T23:59:59Z', '2024-03-05'], ['2010-12-01 08:26:00', '2010-12-01'],
    ['5 марта 2024 г.', '2024-03-05'], [`5${NBSP}марта 2024${NBSP}г.`, '2024-03-05'], ['5 мар 24', '2024-03-05'], ['5 мая 2024', '2024-05-05'],
    ['March 5, 2024', '2024-03-05'], ['5th march 2024', 'unreadable'], ['Mar 5th, 2024', '2024-03-05'], ['05-Mar-2024', '2024-03-05'],
    ['20240305', '2024-03-05'], ['1/2/75', '1975-02-01'], ['29.02.2024', '2024-02-29'], ['13/25/2024', 'impossible'],
    ['31.02.2024', 'impossible'], ['29.02.2023', 'impossible'], ['2024-13-01', 'impossible'], ['05.03.2024 25:00', 'unreadable'],
    ['вчера', 'unreadable'], ['12', 'unreadable'], ['1.5', 'unreadable'], ['', 'empty'], ['—', 'empty'], ['05.03', 'unreadable'],
  ])('reads %s as %s', (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  it('reads serial days, date cells and figures like 20240305, and no other numbers', () => {
    expect(iso(45356)).toBe('2024-03-05');
    expect(readDate(45356.5)).toEqual({ state: 'ok', day: 45356, secondOfDay: 43200 });
    expect(iso({ day: 45356 })).toBe('2024-03-05');
    expect(iso(20240305)).toBe('2024-03-05');
    expect(iso(-5)).toBe('unreadable');
    expect(iso(1e9)).toBe('unreadable');
    expect(iso(true)).toBe('unreadable');
  });

  it('decides day and month over the whole column', () => {
    expect(decideDateReading(['1/2/2024', '13/2/2024'])).toMatchObject({ order: 'dmy', decidedBy: 'cells' });
    expect(decideDateReading(['1/2/2024', '2/13/2024'])).toMatchObject({ order: 'mdy', decidedBy: 'cells' });
    expect(decideDateReading(['1/2/2024', '3/4/2024'])).toMatchObject({ order: 'dmy', decidedBy: 'assumed' });
    expect(decideDateReading(['1/2/2024', '3/4/2024'], 'mdy')).toMatchObject({ order: 'mdy', decidedBy: 'assumed' });
    expect(decideDateReading(['1/2/2024', '13/2/2024', '14/2/2024', '2/13/2024'])).toMatchObject({ order: 'dmy', decidedBy: 'conflict' });
    expect(decideDateReading(['2024-01-02', '01.02.2024'])).toMatchObject({ decidedBy: 'nothing' });
    expect(iso('1/2/2024', 'mdy')).toBe('2024-01-02');
    // Dots are day first in every locale, and a figure above 12 is a day in any column.
    expect(iso('1.2.2024', 'mdy')).toBe('2024-02-01');
    expect(iso('25/2/2024', 'mdy')).toBe('2024-02-25');
  });
});

describe('numbers and money', () => {
  it.each([
    ['1 234,56 ₽', 123456], [`1${NBSP}234,56${NBSP}₽`, 123456], ['1\u202f234,5', 123450], ['1.234,50', 123450], ['1,234.50', 123450], ['(12,00)', -1200],
    ['−5', -500], ['–5,5', -550], ['12-', -1200], ['-1 000 руб.', -100000], ['1234,50 руб.', 123450], ['$1,234.50', 123450], ['-$12.00', -1200],
    ['$-12', -1200], ['($12.00)', -1200], ['€ 7', 700], ['12 EUR', 1200], ['1’234.50', 123450], ["1'234", 123400], ['1e3', 100000], ['.5', 50], ['5.', 500],
    ['0,005', 1], ['-0.005', -1], ['0.004', 0], ['+7', 700], ['—', 'empty'], ['-', 'empty'], ['', 'empty'], [null, 'empty'],
    ['12 34', 'unreadable'], ['1,23,456.7', 'unreadable'], ['1.2.3', 'unreadable'], ['много', 'unreadable'], ['12 abc', 'unreadable'], ['12%', 'unreadable'],
    ['=A1+B1', 'unreadable'], ['8 999 000 04 69', 'unreadable'], [true, 'unreadable'], ['100000000001', 'tooLarge'], ['1e30', 'unreadable'], [1e12, 'tooLarge'],
    [12.345, 1235], [-12.345, -1235], [1.005, 101], [0.1 + 0.2, 30],
  ] as [Cell, number | string][])('reads %s as %s minor units', (cell, expected) => {
    expect(money(cell)).toBe(expected);
  });

  it('tells rounding below the minor unit, but not binary noise', () => {
    expect(readMoney('1.005')).toEqual({ state: 'ok', amountMinor: 101, rounded: true });
    expect(readMoney(0.1 + 0.2)).toEqual({ state: 'ok', amountMinor: 30, rounded: false });
    expect(readMoney('1.0000')).toEqual({ state: 'ok', amountMinor: 100, rounded: false });
  });

  it('decides by the column whether 1.234 is a thousand or one and a bit', () => {
    expect(decideNumberReading(['1.234', '12,50'])).toEqual({ decimal: ',', decidedBy: 'cells' });
    expect(decideNumberReading(['1.234', '12.50'])).toEqual({ decimal: '.', decidedBy: 'cells' });
    expect(decideNumberReading(['1.234', '5'], ',')).toEqual({ decimal: ',', decidedBy: 'assumed' });
    expect(decideNumberReading(['5', 7])).toEqual({ decimal: '.', decidedBy: 'nothing' });
    expect([money('1.234', ','), money('1.234', '.'), money('1,234', ','), money('1,234', '.')]).toEqual([123400, 123, 123, 123400]);
  });
});

describe('client keys', () => {
  it('joins spellings that differ in case, spaces and Unicode form', () => {
    const keys = ['Анна  Й.', ' анна й.', `АННА${NBSP}Й.`, 'Анна И\u0306.'].map((name) => clientKeyOf(name, false));
    expect(new Set(keys).size).toBe(1);
    expect(clientKeyOf('  ', false)).toBeNull();
  });

  it('reads ids such as 17850.0 and 00123: the first is 17850 in a column of numbers, the second keeps its zeros', () => {
    expect(isNumericKeyColumn(['17850.0', '13047', 12345])).toBe(true);
    expect(isNumericKeyColumn(['00123', '00124'])).toBe(false);
    expect([clientKeyOf('17850.0', true), clientKeyOf(17850, true), clientKeyOf('00123', true), clientKeyOf('1.0', false)]).toEqual(['17850', '17850', '00123', '1.0']);
  });
});

describe('flags', () => {
  it('reads yes and no in both languages and knows what it does not know', () => {
    expect(['да', 'Yes', '1', 'TRUE', true, 'Оплачен', '05.03.2024'].map(readFlag)).toEqual([true, true, true, true, true, true, true]);
    expect(['нет', 'no', 0, false, 'не оплачен', 'pending'].map(readFlag)).toEqual([false, false, false, false, false, false]);
    expect([readFlag(''), readFlag(null), readFlag('может быть')]).toEqual([null, null, undefined]);
  });
});

describe('headers and mapping', () => {
  const mapped = (names: string[], ...rows: Cell[][]): Record<string, number> => {
    const grid = [names, ...rows];
    const header = detectHeader(grid).value;
    if (header === null) throw new Error('no header');
    return proposeMapping(grid, header).value.mapping;
  };

  it.each([
    [['customer_id', 'order_date', 'revenue', 'first_name', 'last_name', 'email'], ['A B', '2024-01-01', '5', 'A', 'B', 'a@b.ru'],
      { client: 0, date: 1, amount: 2, firstName: 3, lastName: 4, email: 5 }],
    [['invoice', 'datetime', 'customer_id', 'country', 'lines', 'units', 'revenue'], ['536365', '2010-12-01 08:26:00', '17850', 'UK', '7', '40', '139.12'],
      { order: 0, date: 1, client: 2, country: 3, quantity: 5, amount: 6 }],
    [['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'],
      ['536365', '85123A', 'HOLDER', '6', '1/12/2010 8:26', '2,55', '17850.0', 'UK'],
      { order: 0, product: 1, quantity: 3, date: 4, price: 5, client: 6, country: 7 }],
    [['Контрагент', 'Документ', 'Дата документа', 'Сумма, руб.', 'Ответственный', 'Подразделение'], ['ООО Ромашка', 'РТ-1', '01.02.2024', '5 000,00', 'Иванов', 'Склад'],
      { client: 0, order: 1, date: 2, amount: 3, manager: 4, channel: 5 }],
    [['№ заказа', 'Дата', 'Покупатель', 'Телефон', 'E-mail', 'Итого', 'Оплачен'], ['7', '01.02.2024', 'Анна', '+7 999 000-00-01', 'a@b.ru', '100', 'да'],
      { order: 0, date: 1, client: 2, phone: 3, email: 4, amount: 5, paid: 6 }],
  ] as [string[], Cell[], Record<string, number>][])('maps %j without help', (names, sample, expected) => {
    expect(mapped(names, sample, sample)).toEqual(expected);
  });

  it('takes the e-mail for the client where the sheet has no client number', () => {
    expect(mapped(['ФИО', 'Телефон', 'E-mail', 'Дата', 'Сумма'], ['Анна', '89990000001', 'a@b.ru', '01.02.2024', '5'])).toMatchObject({ client: 2, name: 0 });
  });

  it('guesses from content where headers say nothing, with less confidence', () => {
    const grid = [['Кто', 'Когда было', 'Почём', 'Куда писать'], ['Анна', '01.02.2024', '100,50', 'a@b.ru'], ['Пётр', '02.02.2024', '70', 'c@d.ru']];
    const header = detectHeader(grid).value;
    if (header === null) throw new Error('no header');
    const { value } = proposeMapping(grid, header);
    expect(value.mapping).toMatchObject({ date: 1, amount: 2, email: 3, client: 3 });
    expect(value.columns[1]).toMatchObject({ field: 'date', kind: 'date', confidence: 0.7, samples: ['01.02.2024', '02.02.2024'] });
  });

  it('prefers the column whose content fits when two headers claim one field', () => {
    expect(mapped(['Сумма', 'Сумма заказа', 'Дата', 'Клиент'], ['наличные', '100', '01.02.2024', 'Анна'])).toMatchObject({ amount: 1 });
  });

  it('finds a header under a title and above the data', () => {
    const grid = [['Отчёт о продажах'], ['Период: январь 2024'], [], ['Клиент', 'Дата', 'Сумма'], ['Анна', '01.02.2024', '5']];
    expect(detectHeader(grid).value).toEqual({ rowIndex: 3, names: ['Клиент', 'Дата', 'Сумма'] });
  });

  it('reads --map by header, letter and number, and names what it cannot find', () => {
    const header = { rowIndex: 0, names: ['Кто', 'Дата', 'A', 'Сумма'] };
    expect(parseMapping('client=Кто,date=B,amount=4', header, {}).value).toEqual({ client: 0, date: 1, amount: 3 });
    expect(parseMapping('client=A', header, { client: 0, manager: 2, date: 1 }).value).toEqual({ client: 2, date: 1 });
    expect(codes(parseMapping('client=Имя,colour=B', header, {}))).toEqual(['table.columnUnknown', 'setting.badValue']);
  });
});

describe('bad input', () => {
  it('an empty file or a sheet of blanks is said to be empty', () => {
    expect(codes(detectHeader([]))).toEqual(['file.empty']);
    expect(codes(detectHeader([['', null], [' ']]))).toEqual(['file.empty']);
  });

  it('data without a header is refused with the row it starts in', () => {
    const result = detectHeader([[], ['Анна', '01.02.2024', '5'], ['Пётр', '01.03.2024', '7']], 'Лист1');
    expect(codes(result)).toEqual(['table.headerMissing']);
    expect(result.issues.map((entry) => issueText(entry, 'ru'))).toEqual([
      'Лист1, строка 2: строка заголовков не найдена. Напишите над данными названия столбцов, например Клиент, Дата, Сумма.',
    ]);
  });

  it('a header with no rows under it is said so', () => {
    expect(codes(detectHeader([HEADER, ['', '']]))).toEqual(['table.rowsMissing']);
  });

  it('a header that stands twice is skipped the second time and the good rows are used', () => {
    const result = readTable([HEADER, ['Анна', '01.02.2024', '5'], HEADER, ['Пётр', '02.02.2024', '7']]);
    expect(result.value.rows.map((entry) => entry.client)).toEqual(['Анна', 'Пётр']);
    expect(result.issues).toEqual([expect.objectContaining({ code: 'table.headerRepeated', place: { rowIndex: 2 } })]);
  });

  it('two columns of one name are told and the first is used', () => {
    const result = readTable([['Клиент', 'Дата', 'Сумма', 'Сумма'], ['Анна', '01.02.2024', '5', '7']]);
    expect(codes(result)).toEqual(['table.columnNameRepeated']);
    expect(result.value.rows[0]?.amountMinor).toBe(500);
  });

  it('a missing column is named in words', () => {
    const grid = [['Клиент', 'Сумма'], ['Анна', '5']];
    const header = detectHeader(grid).value;
    if (header === null) throw new Error('no header');
    const result = proposeMapping(grid, header, 'Заказы');
    expect(result.issues.map((entry) => issueText(entry, 'ru'))).toEqual(['Заказы, строка 1: не найден столбец: дата заказа. Укажите этот столбец сами в списке столбцов.']);
  });

  it('three date formats in one column are all read, and told', () => {
    const result = readTable([HEADER, ['А', '05.03.2024', '1'], ['Б', '3/25/2024', '1'], ['В', '2024-03-07', '1'], ['Г', '3/6/2024', '1']]);
    expect(result.value.rows.map((entry) => formatIsoDay(entry.day))).toEqual(['2024-03-05', '2024-03-25', '2024-03-07', '2024-03-06']);
    expect(codes(result)).toEqual(['dates.formatsMixed']);
    expect(result.value.dateReading).toMatchObject({ order: 'mdy', decidedBy: 'cells' });
  });

  it('day and month that nothing decides are read by locale, with a warning that shows a sample', () => {
    const result = readTable([HEADER, ['А', '5/3/2024', '1'], ['Б', '6/3/2024', '1']], { sheet: 'Заказы' });
    expect(codes(result)).toEqual(['dates.orderAssumed']);
    expect(issueText(result.issues[0] ?? { code: 'file.empty', severity: 'error', params: {} }, 'ru')).toBe(
      'Заказы, столбец «Дата»: в датах вида 5/3/2024 неясно, где день, а где месяц; прочитано как день, месяц, год. ' +
        'Сверьте знакомую дату и выберите другой порядок, если прочитано неверно.',
    );
    expect(codes(readTable([HEADER, ['А', '5/3/2024', '1']], { dateOrder: 'mdy' }))).toEqual([]);
  });

  it('31.02.2024 is refused by row and column, the other rows are used', () => {
    const result = readTable([HEADER, ['Анна', '31.02.2024', '5'], ['Пётр', '01.02.2024', '7']], { sheet: 'Заказы' });
    expect(result.value.counts).toMatchObject({ read: 2, used: 1, rejected: 1, rejectedBy: { 'row.dateImpossible': 1 } });
    expect(result.issues.map((entry) => issueText(entry, 'ru'))).toEqual([
      'Заказы, строка 2, столбец «Дата»: такого дня нет: 31.02.2024. Исправьте дату и повторите импорт; строка пропущена.',
    ]);
    expect(issueText(result.issues[0] ?? { code: 'file.empty', severity: 'error', params: {} }, 'en')).toContain('row 2, column "Дата": there is no such day');
  });

  it('amounts as text with signs, brackets and foreign separators are read; a dash is empty and reported', () => {
    const amounts = ['1 234,56 ₽', '1.234,50', '(12,00)', '—', 'много', ''];
    const result = readTable([HEADER, ...amounts.map((amount, index) => [`К${index}`, '01.02.2024', amount])]);
    expect(result.value.rows.map((entry) => entry.amountMinor)).toEqual([123456, 123450, -1200]);
    expect(codes(result)).toEqual(['row.amountMissing', 'row.amountUnreadable', 'row.amountMissing']);
    expect(result.issues.map((entry) => entry.place?.rowIndex)).toEqual([4, 5, 6]);
  });

  it('negative amounts are kept as they are', () => {
    expect(readTable([HEADER, ['Анна', '01.02.2024', -5]]).value.rows[0]?.amountMinor).toBe(-500);
  });

  it('an amount above 10^11 is refused and one with more than two decimals is rounded and told', () => {
    const result = readTable([HEADER, ['А', '01.02.2024', '100000000000,01'], ['Б', '01.02.2024', '0,015']]);
    expect(codes(result)).toEqual(['row.amountTooLarge', 'row.amountRounded']);
    expect(result.value.rows.map((entry) => entry.amountMinor)).toEqual([2]);
  });

  it('ids such as 17850.0 become 17850 and are told as joined', () => {
    const result = readTable([HEADER, ['17850.0', '01.02.2024', '5'], ['17850', '02.02.2024', '5'], ['00123', '02.02.2024', '5'], ['7', '02.02.2024', '5'], ...Array.from({ length: 20 }, (_, index) => [`9${index}`, '02.02.2024', '5'])]);
    expect(new Set(result.value.rows.slice(0, 3).map((entry) => entry.clientKey))).toEqual(new Set(['17850', '00123']));
    expect(codes(result)).toEqual(['client.keysJoined']);
  });

  it('an error value of a formula in a cell is named as such', () => {
    const result = readTable([HEADER, ['Анна', '01.02.2024', '#REF!'], ['Пётр', '#Н/Д', '5'], ['#N/A', '01.02.2024', '5'], ['Ева', '01.02.2024', '5']]);
    expect(codes(result)).toEqual(['cell.formulaError', 'cell.formulaError', 'row.clientMissing']);
    expect(result.value.counts.used).toBe(2);
  });

  it('formulas as text in cells are never read as amounts', () => {
    expect(codes(readTable([HEADER, ['Анна', '01.02.2024', '=1+1'], ['Ева', '01.02.2024', '5']]))).toEqual(['row.amountUnreadable']);
  });

  it('a text of 50,001 characters is cut to what a cell holds and named', () => {
    const result = readTable([[...HEADER, 'Товар'], ['Анна', '01.02.2024', '5', 'x'.repeat(50001)]]);
    expect(result.value.rows[0]?.product).toHaveLength(50000);
    expect(result.issues).toEqual([expect.objectContaining({ code: 'cell.tooLong', place: { rowIndex: 1, columnIndex: 3, columnName: 'Товар' } })]);
  });

  it('a row with more cells than the header is named, a column without a name is not', () => {
    const good = [['А', '01.02.2024', '5'], ['Б', '01.02.2024', '5'], ['В', '01.02.2024', '5']];
    const ragged = readTable([HEADER, ...good, ['Г', '01.02.2024', '5', '50']]);
    expect(ragged.issues).toEqual([expect.objectContaining({ code: 'file.rowRagged', place: { rowIndex: 4 }, params: { found: 4, expected: 3 } })]);
    expect(codes(readTable([HEADER, ...good.map((row) => [...row, 'заметка'])]))).toEqual([]);
  });

  it('a line of totals is skipped and told', () => {
    const result = readTable([HEADER, ['Анна', '01.02.2024', '5'], ['Итого', '', '5']]);
    expect(result.value.counts.used).toBe(1);
    expect(codes(result)).toEqual(['row.totalSkipped']);
  });

  it('an amount that nothing decides between thousands and fraction is told', () => {
    expect(codes(readTable([HEADER, ['Анна', '01.02.2024', '1.234']], { preferredDecimal: ',' }))).toEqual(['numbers.decimalAssumed']);
    expect(codes(readTable([HEADER, ['Анна', '01.02.2024', '1.234']], { decimal: ',' }))).toEqual([]);
  });

  it('a file of bad rows names the first twenty and counts the rest', () => {
    const bad = Array.from({ length: 100 }, () => ['Анна', 'вчера', '5']);
    const result = readTable([HEADER, ['Ева', '01.02.2024', '5'], ['Ева', '02.02.2024', '5'], ...bad]);
    expect(result.value.counts.rejectedBy).toEqual({ 'row.dateUnreadable': 100 });
    expect(codes(result).filter((code) => code === 'row.dateUnreadable')).toHaveLength(20);
    expect(issueText(result.issues[result.issues.length - 1] ?? { code: 'file.empty', severity: 'error', params: {} }, 'ru')).toBe(
      'Столбец «Дата»: ещё 80\u00a0ячеек или строк с той же бедой. Начните с названных, остальные такие же.',
    );
  });

  it('rows that are all bad say that nothing is usable', () => {
    expect(codes(readTable([HEADER, ['Анна', 'вчера', '5'], ['Анна', 'сегодня', '5']]))).toContain('orders.noneUsable');
  });
});

describe('order rows', () => {
  it('multiplies quantity and price where no amount column is mapped (European export of Online Retail)', () => {
    const text = readFileSync(path.join(FIXTURES, 'online_retail/lines_dmy.csv'), 'utf8');
    const result = readTable(readCsv(text).value);
    expect(result.value.dateReading).toMatchObject({ order: 'dmy' });
    expect(result.value.numericKeys).toBe(true);
    expect(result.value.counts).toMatchObject({ read: 7202, used: 7202, rejected: 0 });
    expect(result.value.rows[0]).toMatchObject({ clientKey: '17850', order: '536365', amountMinor: 1530, priceMinor: 255, quantity: 6, product: '85123A', day: parseIsoDay('2010-12-01') });
  });

  it('reads paid by the flag where it is filled, else by the payment date', () => {
    const result = readTable([
      [...HEADER, 'Оплачен', 'Дата оплаты'],
      ['А', '01.02.2024', '5', 'да', ''], ['Б', '01.02.2024', '5', 'нет', '02.02.2024'], ['В', '01.02.2024', '5', '', '02.02.2024'],
      ['Г', '01.02.2024', '5', '', ''], ['Д', '01.02.2024', '5', 'вроде', ''], ['Е', '01.02.2024', '5', 'вроде', '03.02.2024'],
    ]);
    expect(result.value.rows.map((entry) => entry.paid)).toEqual([true, false, true, false, false, true]);
    expect(codes(result)).toEqual(['row.paidUnreadable', 'row.paidUnreadable']);
    expect(readTable([HEADER, ['А', '01.02.2024', '5']]).value.rows[0]).not.toHaveProperty('paid');
  });

  it('keeps an order that has an unreadable quantity or cost and tells the cell', () => {
    const result = readTable([[...HEADER, 'Количество', 'Себестоимость'], ['А', '01.02.2024', '5', 'пара', 'дорого'], ['Б', '01.02.2024', '5', 2, 3]]);
    expect(codes(result)).toEqual(['row.numberUnreadable', 'row.numberUnreadable']);
    expect(result.value.rows[1]).toMatchObject({ quantity: 2, costMinor: 300 });
  });

  it('collects the newest contact data of each client, whatever the order of the rows', () => {
    const rows: Cell[][] = [['А', '01.02.2024', '5', 'old@b.ru', 'Анна'], ['а', '01.03.2024', '5', 'new@b.ru', ''], ['А', '01.01.2024', '5', 'older@b.ru', 'Аня']];
    const head = [...HEADER, 'E-mail', 'ФИО'];
    const expected = [{ clientKey: 'а', client: 'а', fields: { email: 'new@b.ru', name: 'Анна' } }];
    expect(readTable([head, ...rows]).value.profiles).toEqual(expected);
    expect(readTable([head, ...rows.slice().reverse()]).value.profiles).toEqual(expected);
  });

  it('reads a clients sheet: later rows win, nameless rows are told', () => {
    const grid = [['Клиент', 'E-mail'], ['А', 'a@b.ru'], ['', 'нет'], ['а', 'b@b.ru'], ['', 'x@b.ru']];
    const header = { rowIndex: 0, names: ['Клиент', 'E-mail'] };
    const result = readClientRows(grid, header, { client: 0, email: 1 }, { sheet: 'Клиенты' });
    expect(result.value.profiles).toEqual([
      { clientKey: 'x@b.ru', client: 'x@b.ru', fields: { email: 'x@b.ru' }, identity: 'email', rowIndexes: [4] },
      { clientKey: 'а', client: 'а', fields: { email: 'b@b.ru' }, identity: 'number', rowIndexes: [1, 3] },
    ]);
    expect(result.value.counts).toEqual({ read: 4, used: 3, rejected: 1, empty: 0, rejectedBy: { 'row.clientUnnamed': 1 } });
    expect(codes(result)).toEqual(['row.clientUnnamed', 'client.keysJoined']);
    expect(codes(readClientRows(grid, header, {}))).toEqual(['table.columnMissing']);
  });
});
