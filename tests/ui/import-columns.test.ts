/** The import dialog without a browser: what the file is, how its cells are read, what its columns are. */
import type { ImportPlan, ImportProfile } from '../../src/contract/import-views';
import { columnUse, fieldsOf, isTable, lacksAmounts, missingFields, readTable, rowCountOf, samplesOf, withColumnUse, withPlan, withProfile, type TableReading } from '../../ui/dialogs/import/columns';
import { dateSamples, numberSamples } from '../../ui/dialogs/import/reading-samples';
import { chunkRows, fileRows, planOf } from '../../ui/dialogs/import/rows';
import { readSource, rereadSource, type SourceFile } from '../../ui/dialogs/import/source';

const csv = ['Отчёт за март', '', 'Номер;Дата;Клиент;Сумма;Примечание', '1;05.03.2024;Анна;1 200,50;да', '2;31.02.2024;Борис;10,00;', '', '3;17.03.2024;Вера;дорого;', '4;18.03.2024;Анна;-5,00;', ';;;;'].join('\r\n');

function sourceOf(text: string, name = 'orders.csv'): SourceFile {
  const { value } = readSource(new TextEncoder().encode(text), name);
  if (value === null) throw new Error('the file should be readable');
  return value;
}
function tableOf(text: string, kind: 'orders' | 'clients' | null = null): TableReading {
  const grid = sourceOf(text).grids[0]?.grid ?? [];
  const reading = readTable(grid, 'orders.csv', null, kind);
  if (!isTable(reading)) throw new Error('the file should hold a table');
  return reading;
}
const plain = (texts: readonly { written: string; read: string | null }[]): string[] => texts.map(({ written, read }) => `${written} → ${read ?? '?'}`.replace(/\u00a0/g, ' '));

test('title rows above the header are passed over and row numbers are those of the file', () => {
  const table = tableOf(csv);
  const rows = fileRows(table, 'orders.csv').value;
  expect(table.header).toMatchObject({ rowIndex: 2, names: ['Номер', 'Дата', 'Клиент', 'Сумма', 'Примечание'] });
  expect(planOf(table, rows, 'orders.csv', { анна: 'c1' })).toMatchObject({
    kind: 'orders', answers: { анна: 'c1' }, readings: { numericClients: false, hasAmounts: true },
    mapping: { order: 0, date: 1, client: 2, amount: 3 }, extraColumns: [4], dateOrder: 'dmy', decimalMark: ',', rowCount: 4, firstRowNumber: 4,
  });
  expect(rowCountOf(table)).toBe(4);
  expect(chunkRows(table, rows, 0)).toMatchObject({ rowNumbers: [4, 5, 7, 8] });
  expect(chunkRows(table, rows, 0).rows[3]).toEqual(['4', '18.03.2024', 'Анна', '-5,00', '']);
});

test('the rows of a table are read once for the check and for the writing, and anew after a correction', () => {
  const table = tableOf(csv);
  expect(fileRows(table, 'f').value).toBe(fileRows(table, 'f').value);
  expect(fileRows(withColumnUse(table, 3, 'none'), 'f').value.readings.hasAmounts).toBe(false);
});

test.each([
  ['a day and a sum', 'Дата;Клиент;Сумма\n05.03.2024;Анна;10', 'orders'],
  ['a day and a client only', 'Дата;Клиент\n05.03.2024;Анна\n06.03.2024;Борис', 'orders'],
  ['orders with addresses', 'Order,Date,Customer,Email,Phone,Amount\n1,2024-03-05,Ann,a@example.com,1,10', 'orders'],
  ['people with addresses', 'ФИО;Телефон;E-mail;Город\nАнна Котова;+79161234567;a@example.com;Пермь', 'clients'],
  ['a contact list with the day it was made', 'Name,Email,Phone,Created\nAnn Bell,a@example.com,+442071234567,2024-03-05', 'clients'],
  ['people under titles nobody knows', 'Поле А;Поле Б\na@example.com;+7 916 123-45-67\nb@example.com;+7 916 123-45-68', 'clients'],
  ['addresses alone', 'Email\na@example.com\nb@example.com', 'clients'],
])('%s is proposed as its kind', (_, text, kind) => {
  expect(tableOf(text).kind).toBe(kind);
});

test('a kind chosen by hand brings its own fields and leaves those it does not have as own columns', () => {
  const text = 'ФИО;Телефон;Дата;Сумма\nАнна Котова;+79161234567;05.03.2024;10';
  expect(tableOf(text)).toMatchObject({ kind: 'orders', mapping: { date: 2, amount: 3 } });
  const clients = tableOf(text, 'clients');
  expect(clients.mapping).toMatchObject({ name: 0, phone: 1 });
  expect(clients.mapping).not.toHaveProperty('date');
  expect([columnUse(clients, 2), columnUse(clients, 3)]).toEqual(['own', 'own']);
});

test('a list of clients without a number column borrows none: it is matched by e-mail, phone or name', () => {
  expect(tableOf('ФИО;Телефон\nАнна Котова;+79161234567\nБорис Лунин;+79161234568').mapping).toEqual({ name: 0, phone: 1 });
});

test('an orders file offers order fields and those client fields an order can tell', () => {
  const { order, client } = fieldsOf('orders');
  expect(order).toContain('amount');
  expect(client).toEqual(expect.arrayContaining(['email', 'phone', 'birthday', 'address']));
  expect(client).not.toContain('purchasesElsewhere');
  expect(fieldsOf('clients').order).toEqual([]);
  expect(fieldsOf('clients').client).toEqual(expect.arrayContaining(['client', 'patronymic', 'purchasesElsewhere', 'manager']));
});

test('a field moves from one column to another and the column it left is kept as the owner’s own', () => {
  const table = withColumnUse(tableOf(csv), 4, 'client');
  expect(columnUse(table, 4)).toBe('client');
  expect(columnUse(table, 2)).toBe('own');
  expect(columnUse(withColumnUse(table, 2, 'none'), 2)).toBe('none');
  expect(missingFields(withColumnUse(table, 4, 'none'))).toEqual(['client']);
});

test('samples are the first different cells, dates as days', () => {
  expect(samplesOf(tableOf(csv), 2)).toEqual(['Анна', 'Борис', 'Вера']);
  const reading = readTable([['Date', 'Client', 'Amount'], [{ day: 45356 }, 'Ann', 1], [{ day: 45356 }, 'Bob', 2]], 'Orders', null);
  expect(isTable(reading) && samplesOf(reading, 0)).toEqual(['2024-03-05']);
});

test('orders need client and date, clients anything to know them by; missing money is said', () => {
  expect(missingFields({ kind: 'orders', mapping: { client: 0, amount: 1 } })).toEqual(['date']);
  expect(missingFields({ kind: 'orders', mapping: { client: 0, date: 1 } })).toEqual([]);
  expect(missingFields({ kind: 'clients', mapping: { city: 0 } })).toEqual(['name', 'email', 'phone']);
  for (const field of ['client', 'name', 'lastName', 'email', 'phone'] as const) expect(missingFields({ kind: 'clients', mapping: { [field]: 0 } })).toEqual([]);
  const lacks = (mapping: TableReading['mapping'], kind: 'orders' | 'clients' = 'orders'): boolean => lacksAmounts({ kind, mapping });
  expect([lacks({ client: 0, date: 1 }), lacks({ client: 0, date: 1, price: 2 })]).toEqual([true, true]);
  expect([lacks({ date: 1, amount: 2 }), lacks({ date: 1, price: 2, quantity: 3 }), lacks({ name: 1 }, 'clients')]).toEqual([false, false, false]);
});

test('dates with the year in front leave nothing to choose', () => {
  expect(tableOf('date,client,amount\n2024-03-05,Ann,10\n2024-04-06,Bob,20')).toMatchObject({ yearFirst: true });
  expect(tableOf('date,client,amount\n05/03/2024,Ann,10\n06/04/2024,Bob,20')).toMatchObject({ yearFirst: false, dateDecidedBy: 'assumed' });
});

test('samples show what real cells become, those first that another choice would change', () => {
  const table = tableOf('date;client;amount\n31/12/2024;Ann;10,50\n03/04/2024;Bob;1.234\n05/04/2024;Cid;20\nwhen;Dan;dear');
  expect(plain(dateSamples(table, 'date', 'ru'))).toEqual(['03/04/2024 → 3 апреля 2024', '05/04/2024 → 5 апреля 2024', '31/12/2024 → 31 декабря 2024']);
  expect(plain(dateSamples({ ...table, dateOrder: 'mdy' }, 'date', 'en')).slice(0, 2)).toEqual(['03/04/2024 → 4 March 2024', '05/04/2024 → 4 May 2024']);
  expect(plain(numberSamples({ ...table, decimalMark: ',' }, 'amount', 'en'))[0]).toBe('1.234 → 1,234');
  expect(plain(numberSamples({ ...table, decimalMark: '.' }, 'amount', 'en'))).toEqual(['1.234 → 1.23', '10,50 → 10.50', '20 → 20']);
  expect(plain(dateSamples(tableOf('date;client;amount\n05.03.2024;Ann;10\n06.04.2024;Bob;20'), 'date', 'en'))).toEqual(['05.03.2024 → 5 March 2024']);
  expect(plain(dateSamples(tableOf('date;client;amount\nwhen;Ann;10'), 'date', 'en'))).toEqual(['when → ?']);
});

describe('what was chosen before', () => {
  const profile: ImportProfile = { kind: 'orders', mapping: { client: 4, date: 1, amount: 3 }, extraColumns: [2], dateOrder: 'mdy', decimalMark: '.' };

  test('the saved columns are taken, but what the cells prove about dates and numbers stays', () => {
    const table = withProfile(tableOf(csv), profile);
    expect(table).toMatchObject({ mapping: profile.mapping, ownColumns: [2], dateOrder: 'dmy', decimalMark: ',' });
    const open = withProfile(tableOf('n;date;client;amount;note\n1;05/03/2024;Ann;1;x\n2;06/04/2024;Bob;2;y'), profile);
    expect(open).toMatchObject({ dateOrder: 'mdy', decimalMark: '.', dateDecidedBy: 'assumed' });
  });

  test('an import that is gone on with reads the file exactly as it was begun', () => {
    const plan: ImportPlan = { kind: 'clients', fileName: 'f', header: [], mapping: { name: 2 }, extraColumns: [], dateOrder: 'mdy', decimalMark: '.', rowCount: 4, firstRowNumber: 4 };
    expect(withPlan(tableOf(csv), plan)).toMatchObject({ kind: 'clients', mapping: { name: 2 }, ownColumns: [], dateOrder: 'mdy', decimalMark: '.' });
  });
});

test('another encoding or separator gives another grid of the same bytes', () => {
  const source = sourceOf('a;b,c\n1;2,3\n');
  expect(rereadSource(source, 'utf-8', ',').grids[0]?.grid[0]).toEqual(['a;b', 'c']);
  expect(rereadSource(source, 'utf-8', ';').grids[0]?.grid[0]).toEqual(['a', 'b,c']);
  const old = readSource(Uint8Array.from([0xca, 0xeb, 0xe8, 0xe5, 0xed, 0xf2, 0x3b, 0x31, 0x0a]), 'old.csv').value;
  if (old === null) throw new Error('readable');
  expect(rereadSource(old, 'windows-1251', ';').grids[0]?.grid[0]).toEqual(['Клиент', '1']);
});

test('a tab-separated UTF-16 file is read as it is', () => {
  const text = 'Дата\tКлиент\tСумма\r\n05.03.2024\tАнна\t10\r\n';
  const bytes = new Uint8Array([0xff, 0xfe, ...Array.from(text).flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8])]);
  const source = readSource(bytes, 'orders.tsv').value;
  expect(source).toMatchObject({ encoding: 'utf-16le', separator: '\t' });
  expect(source?.grids[0]?.grid[1]).toEqual(['05.03.2024', 'Анна', '10']);
});

test('an empty file is refused with a reason', () => {
  const { value, issues } = readSource(new Uint8Array(), 'empty.csv');
  expect(value).toBeNull();
  expect(issues.map((issue) => issue.code)).toEqual(['file.empty']);
});
