/** Files and sheets of a hundred columns, headers of two rows, names with line breaks, tags, right-to-left letters and emoji, and edits between looking and writing. */
import type { ImportPlan } from '../../src/contract/import-views';
import { Files, shopByLocale } from './shop';

jest.setTimeout(120_000);

const files = new Files();
const shop = shopByLocale();

afterAll(() => files.end());

const MORE = Array.from({ length: 96 }, (_unused, index) => `Field ${index + 1}`);
const WIDE = [['Order', 'Date', 'Client', 'Amount', ...MORE], ...[1, 2, 3].map((row) => [`N${row}`, `2024-03-0${row}`, `Client ${row}`, `${row}0`, ...MORE.map((_name, index) => `${row}-${index}`)])];

describe('a hundred columns', () => {
  test('in a file: the known ones are taken, every other becomes a column of the owner, the second import changes nothing', async () => {
    const open = await shop('en');
    const file = files.write('wide.csv', WIDE.map((row) => row.join(';')).join('\n'));
    expect(await open.import(file)).toMatchObject({ rowsNew: 3, rowsRejected: 0 });
    const [header = [], first = []] = open.texts('orders');
    expect(header).toEqual(expect.arrayContaining(MORE));
    expect([first[header.indexOf('Field 1')], first[header.indexOf('Field 96')]]).toEqual(['1-0', '1-95']);
    const after = open.everything();
    expect(await open.import(file)).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsUnchanged: 3 });
    expect(open.texts('orders')).toEqual(after['Orders']);
  });

  test('in a sheet: set-up sees every column and proposes the known ones', async () => {
    const open = await shop('en');
    const sheet = open.book.insertSheet({ name: 'Wide', rowCount: 20, columnCount: 100 });
    await open.type(sheet, WIDE);
    const { sheets } = await open.call('setUp.look', 'en');
    const wide = sheets.find(({ name }) => name === 'Wide');
    expect(wide).toMatchObject({ kind: 'orders', headerRowNumber: 1 });
    expect(wide?.columns).toHaveLength(100);
    expect(wide?.columns.slice(0, 4).map(({ field }) => field)).toEqual(['order', 'date', 'client', 'amount']);
  });
});

test('a header of two rows in a file names its columns by both', async () => {
  const open = await shop('ru');
  const file = files.write('two-rows.csv', ['Заказ;;Клиент;;Оплата', 'Номер;Дата;Код клиента;E-mail;Сумма', '1;01.02.2024;К-1;anna@example.com;100', '2;02.02.2024;К-2;;200'].join('\n'));
  expect(await open.import(file)).toMatchObject({ rowsNew: 2, rowsRejected: 0 });
  expect([open.column('orders', 'client'), open.values('orders', 'amount')]).toEqual([['К-1', 'К-2'], [100, 200]]);
});

test('names with line breaks, tags, right-to-left letters, emoji and a tab before a formula stay what they are, as text', async () => {
  const open = await shop('en');
  const names = ['=1+1', '+7', '-x', '@all', '<b>Anna</b><script>', 'שרה כהן', 'محمد علي', 'Zoe 🙂👩‍👩‍👧', '"Two\nlines"', '"\t=SUM(1)"'];
  const file = files.write('odd.csv', ['Order;Date;Client;Amount', ...names.map((name, index) => `${index};2024-03-05;${name};10`)].join('\n'));
  expect(await open.import(file)).toMatchObject({ rowsNew: names.length, rowsRejected: 0, clientsNew: names.length });
  expect([open.formulas('orders'), open.formulas('clients')]).toEqual([[], []]);
  const clients = open.values('clients', 'client_id');
  expect(clients).toEqual(expect.arrayContaining(['=1+1', '+7', '-x', '@all', '<b>Anna</b><script>', 'שרה כהן', 'محمد علي', 'Zoe 🙂👩‍👩‍👧', 'Two lines', '=SUM(1)']));
  const after = open.everything();
  expect(await open.import(file)).toMatchObject({ rowsNew: 0, rowsChanged: 0, clientsNew: 0, clientsChanged: 0 });
  expect(open.everything()['Clients']).toEqual(after['Clients']);
});

test('what another person typed between the look and the writing is what the file is compared with', async () => {
  const open = await shop('en');
  await open.import(files.write('first.csv', 'Order;Date;Client;Amount\n1;2024-03-05;Anna;10\n2;2024-03-06;Boris;20'));
  const plan: ImportPlan = {
    kind: 'orders', fileName: 'next.csv', header: ['Order', 'Date', 'Client', 'Amount'], mapping: { order: 0, date: 1, client: 2, amount: 3 }, extraColumns: [], dateOrder: 'dmy', decimalMark: '.',
    rowCount: 2, firstRowNumber: 2, readings: { numericClients: false, hasAmounts: true },
  };
  const rows = [['1', '2024-03-05', 'Anna', '11'], ['2', '2024-03-06', 'Boris', '20']];
  expect(await open.call('import.preview', { plan, rows })).toMatchObject({ rowsChanged: 1, rowsUnchanged: 1 });
  await open.type(open.tab('orders'), [['11']], 1, open.columnIndex('orders', 'amount'));
  await open.type(open.tab('orders'), [['25']], 2, open.columnIndex('orders', 'amount'));
  const { importId } = await open.call('import.start', plan, 'en');
  await open.call('import.chunk', { importId, chunkIndex: 0, rows });
  expect(await open.call('import.finish', importId)).toMatchObject({ rowsChanged: 1, rowsUnchanged: 1 });
  const { entries } = await open.call('journal.list');
  await open.call('journal.undo', entries[0]?.actionId ?? '');
  expect(open.values('orders', 'amount')).toEqual([11, 25]);
});
