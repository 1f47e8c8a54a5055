/** A base made in place goes on working when the owner renames, moves, inserts and sorts: the figures are the same, nothing breaks. */
import { showClients } from '../../src/domain/client-list';
import { highlightRules } from '../../src/domain/highlight';
import { openBase } from '../../src/domain/base';
import { recalculate } from '../../src/domain/recalculate';
import { beginSetUp } from '../../src/domain/set-up';
import type { MemoryWorld } from './in-memory-ports';
import { chosenAsProposed, day, figuresOf, ORDERS_WITH_TITLES, ownersSheet } from './owner-sheets';

const CLIENTS = [
  ['База клиентов', '', '', ''],
  ['ФИО', 'Телефон', 'E-mail', 'Размер'],
  ['Анна', '+7 900 000-00-01', 'anna@example.com', 'M'],
  ['Борис', '+7 900 000-00-02', 'boris@example.com', ''],
  ['Вера', '+7 900 000-00-03', '', 'S'],
  ['Всего', '', '', ''],
];

type Tab = MemoryWorld['tabs'][number];

function shop(): MemoryWorld {
  const world = ownersSheet([['Продажи', ORDERS_WITH_TITLES], ['Клиенты', CLIENTS]]);
  const done = world.run((ports) => beginSetUp(ports, chosenAsProposed(world, 'ru'))).value;
  expect(done?.issues).toEqual([]);
  expect(done?.value?.report?.taken).toHaveLength(2);
  expect(recalculated(world)).toEqual([]);
  return world;
}

/** Codes of errors of a recalculation. */
function recalculated(world: MemoryWorld): readonly string[] {
  return world.run((ports) => recalculate(ports)).value?.issues.filter(({ severity }) => severity === 'error').map(({ code }) => code) ?? [];
}

function move(tab: Tab, from: number, to: number): void {
  for (const row of tab.rows) {
    while (row.length < tab.marks.length) row.push('');
    row.splice(to, 0, ...row.splice(from, 1));
  }
  while (tab.marks.length < (tab.rows[0]?.length ?? 0)) tab.marks.push(null);
  tab.marks.splice(to, 0, ...tab.marks.splice(from, 1));
}

function insertColumn(tab: Tab, at: number): void {
  tab.rows.forEach((row) => row.splice(at, 0, ''));
  tab.marks.splice(at, 0, null);
}

function insertRows(tab: Tab, at: number, ...rows: string[][]): void {
  tab.rows.splice(at, 0, ...rows);
}

const EXPECTED = [['Анна', 2, 1900], ['Борис', 1, 800], ['Вера', 1, 300]];

const CHANGES: readonly (readonly [name: string, change: (orders: Tab, clients: Tab) => void])[] = [
  ['nothing', () => undefined],
  ['renamed tabs and columns', (orders, clients) => {
    orders.name = 'Sales';
    clients.name = 'Люди';
    (orders.rows[3] ?? [])[2] = 'Кто купил';
    (orders.rows[3] ?? [])[4] = 'Деньги';
    (clients.rows[1] ?? [])[0] = 'Зовут';
  }],
  ['moved columns', (orders, clients) => {
    move(orders, 4, 0);
    move(clients, 2, 0);
  }],
  ['inserted columns', (orders, clients) => {
    insertColumn(orders, 1);
    insertColumn(clients, 0);
  }],
  ['sorted rows', (orders, clients) => {
    orders.rows.splice(4, 4, ...orders.rows.slice(4, 8).reverse());
    clients.rows.splice(2, 3, ...clients.rows.slice(2, 5).reverse());
  }],
  ['rows inserted above the header', (orders, clients) => {
    insertRows(orders, 0, ['Внимание', 'не удалять'], []);
    insertRows(clients, 1, ['обновлено', '', 'вчера']);
  }],
  ['a title row taken away', (orders) => { orders.rows.splice(1, 1); }],
  ['everything at once', (orders, clients) => {
    insertRows(orders, 2, ['ещё строка']);
    (orders.rows[4] ?? [])[2] = 'Кто купил';
    move(orders, 4, 1);
    insertColumn(orders, 3);
    insertRows(clients, 0, [], ['Заголовок']);
    (clients.rows[3] ?? [])[1] = 'Номер для связи';
    clients.rows.splice(4, 3, ...clients.rows.slice(4, 7).reverse());
  }],
  ['every title of orders renamed', (orders) => {
    orders.rows[3] = ['Раз', 'Два', 'Три', 'Четыре', 'Пять', 'Шесть'];
  }],
  ['every title renamed and rows inserted above: the row mark tells', (orders) => {
    const header = orders.rows[3] ?? [];
    ['Раз', 'Два', 'Три', 'Четыре', 'Пять', 'Шесть'].forEach((title, index) => { header[index] = title; });
    insertRows(orders, 1, ['пояснение'], []);
  }],
];

test.each(CHANGES)('%s: the figures stay', (_name, change) => {
  const world = shop();
  expect(figuresOf(world)).toEqual(EXPECTED);
  change(world.tab('orders'), world.tab('clients'));
  const grey = world.tab('clients').marks.indexOf('revenue');
  world.tab('clients').rows.forEach((row) => { if (typeof row[grey] === 'number') row[grey] = 0; });
  expect(recalculated(world)).toEqual([]);
  expect(figuresOf(world)).toEqual(EXPECTED);
  // The next one knows where everything stands: as many calls as for a base without title rows.
  expect(recalculated(world)).toEqual([]);
  expect(world.run((ports) => recalculate(ports)).calls).toEqual(['lock', 'read', 'read', 'read', 'write', 'rules', 'write']);
});

test('orders and clients that the owner types below are counted and added', () => {
  const world = shop();
  const { rows } = world.tab('orders');
  rows.splice(8, 0, ['105', day('2024-05-01'), 'Борис', '', 50, '']);
  rows.push(['106', day('2024-05-02'), 'Галя', 'galya@example.com', 70, '']);
  world.tab('clients').rows.push(['Демид', '+7 900 000-00-09', '', '']);
  expect(recalculated(world)).toEqual([]);
  expect(figuresOf(world)).toEqual([['Анна', 2, 1900], ['Борис', 2, 850], ['Вера', 1, 300], ['Галя', 1, 70], ['Демид', 0, 0]]);
});

test('the header sorted into the data is told with its row, and nothing is written', () => {
  const world = shop();
  const { rows } = world.tab('orders');
  rows.push(...rows.splice(3, 1));
  const before = structuredClone(world.tabs.map((tab) => tab.rows));
  const { issues } = world.run((ports) => recalculate(ports)).value ?? { issues: [] };
  expect(issues.map(({ code, place }) => [code, place?.sheet, place?.rowIndex])).toEqual([['tab.headerBelow', 'Продажи', 8]]);
  expect(world.tabs.map((tab) => tab.rows)).toEqual(before);
});

test('a deleted header is told, and no row of data is taken for it', () => {
  const world = shop();
  const orders = world.tab('orders');
  orders.rows.splice(3, 1);
  orders.headerRow = undefined;
  expect(recalculated(world)).toEqual(['tab.headerMissing']);
});

test('a bad row is named by its number in the sheet', () => {
  const world = shop();
  (world.tab('orders').rows[5] ?? [])[1] = 'вчера';
  const report = world.run((ports) => recalculate(ports)).value?.value;
  expect(report?.rejected.find(({ code }) => code === 'row.dateUnreadable')?.rowNumbers).toEqual([6]);
  (world.tab('orders').rows[6] ?? [])[1] = day('2031-01-01');
  const later = world.run((ports) => recalculate(ports)).value?.value;
  expect(later?.rejected.find(({ code }) => code === 'row.afterAsOf')?.rowNumbers).toEqual([7]);
});

test('colours, filters and their rows follow the header', () => {
  const world = shop();
  const clients = world.tab('clients');
  expect(clients.rules[0]?.formula).toMatch(/\$[A-Z]+3=/);
  expect(clients.rules.flatMap(({ areas }) => areas.map(({ rowIndex }) => rowIndex))).toEqual(clients.rules.flatMap(({ areas }) => areas.map(() => 2)));
  const base = world.run((ports) => openBase(ports)).value?.value;
  if (base === null || base === undefined) throw new Error('no base');
  expect(clients.rules).toHaveLength(highlightRules(base, base.table('clients').value?.columns ?? new Map(), 10).length);
  expect(world.run((ports) => showClients(ports, 'all')).value?.value).toBe(3);
});
