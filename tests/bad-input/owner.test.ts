/** What an owner does to his base between two actions: columns and tabs renamed, moved, inserted, deleted, rows sorted. */
import { tabName } from '../../src/core/language/names';
import type { ColumnKey, TabKey } from '../../src/core/language/names';
import { Files, Shop } from './shop';
import type { Locale } from './shop';

jest.setTimeout(120_000);

const files = new Files();
const shops: Partial<Record<Locale, Shop>> = {};
const REQUEST = { templateKey: 'come-back', audience: 'dormant' };

/** A base of three dormant clients, figures computed, unsubscribe page checked; the owner keeps a column of his own. */
async function shop(locale: Locale): Promise<Shop> {
  const known = shops[locale];
  if (known !== undefined) {
    known.again();
    return known;
  }
  const made = await Shop.open(locale);
  shops[locale] = made;
  const rows = ['Anna', 'Boris', 'Vera'].flatMap((name, client) => [1, 2, 3, 4].map((month) => `${client}-${month};2023-0${month}-1${client};${name};${100 + client};${name.toLowerCase()}@example.com;yes`));
  await made.import(files.write('orders.csv', ['Order;Date;Client;Amount;Email;Consent', ...rows].join('\n')));
  await made.call('segments.recalculate');
  const { workbench, projectId } = made.session;
  const { checkUrl } = await made.call('webapp.save', workbench.deployWebApp(projectId));
  await made.session.visit(checkUrl.slice(checkUrl.indexOf('?') + 1));
  made.mark();
  return made;
}

afterAll(async () => {
  for (const open of Object.values(shops)) await open.end();
  files.end();
});

/** Figures by client, wherever the columns stand now. */
function figures(open: Shop, clientAt: number, revenueAt: number): Record<string, string> {
  return Object.fromEntries(open.texts('clients').slice(1).map((row) => [row[clientAt] ?? '', row[revenueAt] ?? '']));
}

describe('columns', () => {
  test('columns renamed by the owner are still found by recalculation and by a mailing, and his names stay', async () => {
    const open = await shop('ru');
    const [orders, clients] = [open.tab('orders'), open.tab('clients')];
    const [amountAt, emailAt, revenueAt] = [open.columnIndex('orders', 'amount'), open.columnIndex('clients', 'email'), open.columnIndex('clients', 'revenue')];
    await open.type(orders, [['Сколько дал']], 0, amountAt);
    await open.type(clients, [['Куда писать']], 0, emailAt);
    await open.type(orders, [['1000']], 1, amountAt);
    await open.call('segments.recalculate');
    expect(clients.read({ row: 1, column: revenueAt, rowCount: 1, columnCount: 1 })[0]?.[0]?.value).toBe(1300);
    expect(await open.call('mailing.preflight', REQUEST)).toMatchObject({ go: 3, skip: 0 });
    expect([open.texts('orders')[0]?.[amountAt], open.texts('clients')[0]?.[emailAt]]).toEqual(['Сколько дал', 'Куда писать']);
  });

  test('columns moved and inserted by the owner keep their cells, and figures land in the right columns', async () => {
    const open = await shop('en');
    const before = figures(open, open.columnIndex('clients', 'client_id'), open.columnIndex('clients', 'revenue'));
    const [orders, clients] = [open.tab('orders'), open.tab('clients')];
    orders.moveColumns(open.columnIndex('orders', 'amount'), 1, 0);
    orders.insertColumns(1, 1);
    clients.moveColumns(open.columnIndex('clients', 'email'), 1, 0);
    const revenueAt = open.columnIndex('clients', 'revenue');
    clients.insertColumns(revenueAt, 1);
    await open.type(clients, [['My notes'], ['keep'], ['these'], ['words']], 0, revenueAt);
    await open.call('segments.recalculate');
    expect(open.columnIndex('clients', 'revenue')).toBe(revenueAt + 1);
    expect(figures(open, open.columnIndex('clients', 'client_id'), revenueAt + 1)).toEqual(before);
    expect(open.texts('clients').map((row) => row[revenueAt])).toEqual(['My notes', 'keep', 'these', 'words']);
    expect(await open.call('mailing.preflight', REQUEST)).toMatchObject({ go: 3 });
  });

  test('a grey column deleted by the owner is not missed: the others are computed', async () => {
    const open = await shop('ru');
    open.tab('clients').deleteColumns(open.columnIndex('clients', 'segment'), 1);
    const before = open.column('clients', 'revenue');
    expect(await open.call('segments.recalculate')).toMatchObject({ clients: 3 });
    expect(open.column('clients', 'revenue')).toEqual(before);
  });

  test.each<[Locale, string]>([
    ['ru', 'Заказы: столбец «Сумма» удалён или переименован до неузнаваемости. Верните его отменой или из истории версий'],
    ['en', 'Orders: the column Amount was deleted or renamed beyond recognition. Bring it back with Undo or from the version history'],
  ])('a column missing from Orders is named, recalculation changes nothing, and a column of that name heals it (%s)', async (locale, message) => {
    const open = await shop(locale);
    const amountAt = open.columnIndex('orders', 'amount');
    const amounts = open.values('orders', 'amount').map(String);
    open.tab('orders').deleteColumns(amountAt, 1);
    const before = open.everything();
    expect(await open.refusal('segments.recalculate')).toContain(message);
    expect(open.everything()).toEqual(before);
    open.tab('orders').insertColumns(amountAt, 1);
    await open.type(open.tab('orders'), [[locale === 'ru' ? 'Сумма' : 'Amount'], ...amounts.map((amount) => [amount])], 0, amountAt);
    expect(await open.call('segments.recalculate')).toMatchObject({ orderRowsUsed: 12, clients: 3 });
  });

  test('without a column of addresses nobody gets a letter, and everyone is listed with the reason', async () => {
    const open = await shop('ru');
    open.tab('clients').deleteColumns(open.columnIndex('clients', 'email'), 1);
    const before = open.everything();
    expect(await open.call('mailing.preflight', REQUEST)).toMatchObject({ go: 0, skip: 3, skippedBy: [{ count: 3, text: expect.stringContaining('нет адреса') as string }] });
    expect(open.everything()).toEqual(before);
  });
});

describe('tabs', () => {
  test.each<Locale>(['ru', 'en'])('tabs renamed by the owner are found by recalculation, import and a mailing, and keep their names (%s)', async (locale) => {
    const open = await shop(locale);
    for (const key of ['orders', 'clients', 'templates', 'outbox', 'settings'] as const) open.tab(key).name = `My ${key}`;
    expect(await open.call('segments.recalculate')).toMatchObject({ clients: 3, orderRowsUsed: 12 });
    expect(await open.import(files.write('more.csv', 'Order;Date;Client;Amount\nN-1;2024-06-01;Dina;5\n'))).toMatchObject({ rowsUsed: 1, clientsNew: 1 });
    const { mailingId } = await open.call('mailing.plan', REQUEST, 3);
    expect(await open.call('mailing.sendChunk', mailingId)).toMatchObject({ sent: 3, left: 0 });
    expect(open.book.sheetByName('My outbox')?.lastRow()).toBe(4);
    expect(open.book.sheets().filter(({ name }) => name.startsWith('My '))).toHaveLength(5);
  });

  test.each<[Locale, TabKey, 'segments.recalculate' | 'mailing.home']>([
    ['ru', 'orders', 'segments.recalculate'], ['en', 'clients', 'segments.recalculate'], ['ru', 'templates', 'mailing.home'],
  ])('a tab deleted by the owner (%s, %s) is named by %s and nothing else changes', async (locale, key, method) => {
    const open = await shop(locale);
    open.book.deleteSheet(open.tab(key));
    const before = open.everything();
    const text = await open.refusal(method);
    expect(text).toContain(tabName(key, locale));
    expect(text).toMatch(locale === 'ru' ? /удалена или переименована/ : /was deleted or renamed/);
    expect(open.everything()).toEqual(before);
  });

  test.each<[Locale, TabKey, RegExp]>([
    ['en', 'consents', /The tab Consents with opt-outs is gone.*version history.*nothing is sent/],
    ['ru', 'send_log', /«Журнал отправки» пропала.*истории версий.*письма не уходят/],
  ])('the record of who must not be written to stops sending when it is gone, and is never made again empty (%s, %s)', async (locale, key, message) => {
    const open = await shop(locale);
    open.book.deleteSheet(open.tab(key));
    expect(await open.refusal('mailing.home')).toMatch(message);
    expect(await open.refusal('mailing.plan', REQUEST, 3)).toMatch(message);
    await open.call('base.setUp', locale);
    expect(open.book.sheetByName(tabName(key, locale))).toBeNull();
    expect(open.session.workbench.mail.sent).toEqual([]);
  });

  test('the first step of the sidebar makes a deleted tab again and touches no other', async () => {
    const open = await shop('ru');
    open.book.deleteSheet(open.tab('templates'));
    const before = open.everything();
    const home = await open.call('home.view');
    expect(home.nextStep).toBe('set-up');
    expect(home.issues.map(({ code }) => code)).toContain('tab.missing');
    expect(await open.call('base.setUp', 'ru')).toMatchObject({ created: ['Шаблоны'] });
    const { Шаблоны: made, ...others } = open.everything();
    expect(made?.length).toBeGreaterThan(1);
    const same = ({ Настройки: _state, ...rest }: Record<string, string[][]>): Record<string, string[][]> => rest;
    expect(same(others)).toEqual(same(before));
    expect((await open.call('home.view')).nextStep).not.toBe('set-up');
  });

  test('without Settings the sheet is no base: it says so and nothing is written', async () => {
    const open = await shop('en');
    open.book.deleteSheet(open.tab('settings'));
    const before = open.everything();
    expect(await open.refusal('segments.recalculate')).toBe('This spreadsheet is not a client base yet. Press Start in the Clientura menu.');
    expect(open.everything()).toEqual(before);
  });

  test('a tab deleted between planning and sending stops the mailing, and no letter leaves', async () => {
    const open = await shop('en');
    const { mailingId } = await open.call('mailing.plan', REQUEST, 3);
    open.book.deleteSheet(open.tab('clients'));
    const before = open.everything();
    expect(await open.refusal('mailing.sendChunk', mailingId)).toContain('Clients');
    expect(open.session.workbench.mail.sent).toHaveLength(0);
    expect(open.everything()).toEqual(before);
  });
});

test('rows sorted by the owner keep their ids, and every letter goes to the client of its row', async () => {
  const open = await shop('en');
  const pairs = (): string[] => {
    const [client, id, email] = (['client_id', 'id', 'email'] as const satisfies readonly ColumnKey[]).map((key) => open.column('clients', key));
    return (client ?? []).map((name, index) => `${name} ${id?.[index] ?? ''} ${email?.[index] ?? ''}`);
  };
  const before = pairs();
  const clients = open.tab('clients');
  clients.sort({ row: 1, column: 0, rowCount: clients.lastRow() - 1, columnCount: clients.lastColumn() }, [{ column: open.columnIndex('clients', 'client_id'), ascending: false }]);
  const orders = open.tab('orders');
  orders.sort({ row: 1, column: 0, rowCount: orders.lastRow() - 1, columnCount: orders.lastColumn() }, [{ column: open.columnIndex('orders', 'date'), ascending: false }]);
  const { mailingId } = await open.call('mailing.plan', REQUEST, 3);
  clients.sort({ row: 1, column: 0, rowCount: clients.lastRow() - 1, columnCount: clients.lastColumn() }, [{ column: open.columnIndex('clients', 'client_id'), ascending: true }]);
  await open.call('segments.recalculate');
  expect(pairs()).toEqual(before);
  await open.call('mailing.sendChunk', mailingId);
  expect(open.session.workbench.mail.sent.map(({ to, subject }) => `${to.join()} ${subject.split(',')[0] ?? ''}`).sort())
    .toEqual(['anna@example.com Anna', 'boris@example.com Boris', 'vera@example.com Vera']);
});
