/** Duplicates desk: what is found, merged, kept apart and taken back. */
import { argumentsFit } from '../../src/contract/validators';
import { keepApart } from '../../src/domain/duplicates/apart';
import { openBase } from '../../src/domain/base';
import { clientRowsOf } from '../../src/domain/duplicates/client-rows';
import { mergeDuplicates } from '../../src/domain/duplicates/merge';
import { planGroup } from '../../src/domain/duplicates/merge-plan';
import { mergeExact } from '../../src/domain/duplicates/merge-exact';
import { scanDuplicates, viewGroup } from '../../src/domain/duplicates/views';
import { addressHash, appendLedger, readLedger } from '../../src/domain/mailing/consents';
import type { Ports } from '../../src/domain/ports';
import { recalculate } from '../../src/domain/recalculate';
import { cellOf, clientsOf, exactStep, group, lastAction, merge, pairedShop, picture, put, requestOf, scan, shop, sweepKills, undo } from './duplicates-shop';

test('the scan finds the pair and the group of three, with reasons in words; mother and daughter with one phone are none', () => {
  const view = scan(shop());
  expect(view.groups.map(({ id }) => id.split('\n')).sort()).toEqual([['k-1', 'k-2'], ['k-3', 'k-4', 'k-5']]);
  expect(view).toMatchObject({ total: 2, clients: 8, surplus: 3, exactGroups: 2, exactRows: 3 });
  expect(view.groups.map(({ grade }) => grade)).toEqual(['certain', 'certain']);
  expect(view.groups.find(({ size }) => size === 2)?.reasons[0]).toBe('Один телефон: +79165550101');
  expect(view.exactSamples[0]).toBe('Петрова Анна Сергеевна + Анна Петрова: Один телефон: +79165550101');
});

test('a pair becomes one client: chosen values, notes of both, orders and letters; every other value can still be read', () => {
  const world = shop();
  const view = group(world, 'k-1', 'k-2');
  expect(view).toMatchObject({ survivor: 0, ordersAfter: 4, members: [{ member: 'k-1', rowNumber: 2, orders: 3 }, { member: 'k-2', rowNumber: 3, orders: 1 }] });
  const report = merge(world, requestOf(view, { email: 'k-2', '=Скидка': 'k-2' }));
  expect(report).toMatchObject({ finished: true, client: 'K-1', rowsRemoved: 1, ordersMoved: 1, lettersMoved: 1 });
  expect(clientsOf(world)).toEqual(['K-1', 'K-3', 'K-4', 'K-5', 'K-6', 'K-7', 'K-8']);
  const of = (column: string): unknown => cellOf(world, 'clients', 'client_id', 'K-1', column);
  expect([of('name'), of('email'), of('phone'), of('Скидка'), of('Улица')]).toEqual(['Петрова Анна Сергеевна', 'petrova@example.org', '+7 916 555-01-01', '=7%', 'Лесная, 5']);
  expect(of('note')).toBe('любит пионы\nзвонить вечером\nE-mail: anna@example.com\nСкидка: 5%');
  expect(world.column('orders', 'client').slice(0, 3)).toEqual(['K-1', 'K-1', 'K-1']);
  expect(world.column('outbox', 'client')).toEqual(['K-1', 'K-8']);
  expect(world.tab('send_log').rows.slice(1).map((row) => row.slice(0, 6))).toEqual([['M1', 'L1', 'k-1', 'h1', 1, 'sent'], ['M1', 'L2', 'k-8', 'h2', 1, 'sent']]);
  expect(cellOf(world, 'archive', 'client', 'K-2', 'merged_into')).toBe('K-1');
  expect(cellOf(world, 'archive', 'client', 'K-2', 'reason')).toBe('Объединён с клиентом Петрова Анна Сергеевна. Прежние значения клиента Петрова Анна Сергеевна: E-mail: anna@example.com; Скидка: 5%');
  expect(JSON.stringify(cellOf(world, 'archive', 'client', 'K-2', 'details'))).toContain('звонить вечером');
  expect(scan(world).groups.map(({ id }) => id)).toEqual(['k-3\nk-4\nk-5']);
});

test('the figures after a merge are those of the joined client, also for orders typed later under the former number', () => {
  const world = shop();
  merge(world, requestOf(group(world, 'k-3', 'k-4', 'k-5')));
  const joined = shop();
  for (const row of joined.tab('orders').rows) if (row[2] === 'K-3' || row[2] === 'K-5') row[2] = 'K-4';
  put(world, 'orders', [{ order: '9', date: { day: 45070 }, client: 'k-5 ', amount: 1000 }]);
  put(joined, 'orders', [{ order: '9', date: { day: 45070 }, client: 'K-4', amount: 1000 }]);
  [world, joined].forEach((each) => each.run((ports) => recalculate(ports)));
  expect(clientsOf(world)).toEqual(['K-1', 'K-2', 'K-4', 'K-6', 'K-7', 'K-8']);
  for (const column of ['orders', 'first_order', 'last_order', 'revenue', 'average_bill', 'days_silent', 'rhythm_days']) {
    expect([column, cellOf(world, 'clients', 'client_id', 'K-4', column)]).toEqual([column, cellOf(joined, 'clients', 'client_id', 'K-4', column)]);
  }
  expect(cellOf(world, 'clients', 'client_id', 'K-4', 'revenue')).toBe(1190);
  expect(scan(world).groups.map(({ id }) => id)).toEqual(['k-1\nk-2']);
});

test('an opt-out, a refused consent and a refusal on the unsubscribe page stay in force whoever stays', () => {
  const world = shop();
  const clients = world.tab('clients');
  const set = (client: string, column: string, text: string): void => {
    const found = clients.rows.find((row) => row[clients.marks.indexOf('client_id')] === client);
    if (found !== undefined) found[clients.marks.indexOf(column)] = text;
  };
  set('K-2', 'unsubscribed', 'да');
  set('K-1', 'consent', 'да');
  set('K-2', 'consent', 'нет');
  const view = group(world, 'k-1', 'k-2');
  expect(view.fields.filter(({ fixed }) => fixed).map(({ field, result }) => [field, result])).toEqual([['consent', 'нет'], ['unsubscribed', 'да'], ['note', 'любит пионы\nзвонить вечером']]);
  merge(world, requestOf(view, { consent: 'k-1', unsubscribed: 'k-1' }));
  expect([cellOf(world, 'clients', 'client_id', 'K-1', 'unsubscribed'), cellOf(world, 'clients', 'client_id', 'K-1', 'consent')]).toEqual(['да', 'нет']);
});

test('different people are never proposed again, also after sorting, renaming and a merge of one of them', () => {
  const world = shop();
  expect(world.run((ports) => keepApart(ports, ['k-1', 'k-2'])).value?.value).toMatchObject({ pairs: 1 });
  const clients = world.tab('clients');
  const [header = [], ...rows] = clients.rows;
  clients.rows.splice(0, clients.rows.length, header.map((title) => (title === 'Имя' ? 'Как зовут' : title)), ...rows.reverse());
  expect(scan(world)).toMatchObject({ apart: 1, total: 1, groups: [{ id: 'k-3\nk-4\nk-5' }], exactRows: 2 });
  world.run((ports) => keepApart(ports, ['k-3', 'k-5']));
  expect(scan(world).groups.every(({ id }) => !(id.includes('k-3') && id.includes('k-5')))).toBe(true);
  merge(world, { ...requestOf(group(world, 'k-4', 'k-5')), survivor: 'k-4' });
  expect(scan(world)).toMatchObject({ apart: 2, total: 0 });
});

test('a merge is refused whole when a row is not as it was shown, and says which', () => {
  const world = shop();
  const request = requestOf(group(world, 'k-1', 'k-2'));
  const clients = world.tab('clients');
  const row = clients.rows.find((cells) => cells[clients.marks.indexOf('client_id')] === 'K-2') ?? [];
  row[clients.marks.indexOf('phone')] = '+79000000000';
  const before = picture(world);
  const refused = world.run((ports) => mergeDuplicates(ports, request)).value;
  expect(refused).toMatchObject({ value: null, issues: [{ code: 'duplicates.changed', params: { client: 'Анна Петрова' }, place: { rowIndex: 2 } }] });
  clients.rows.splice(clients.rows.indexOf(row), 1);
  expect(world.run((ports) => mergeDuplicates(ports, request)).value).toMatchObject({ value: null, issues: [{ code: 'duplicates.gone', params: { client: 'k-2' } }] });
  clients.rows.splice(2, 0, row);
  expect(picture(world)).toEqual(before);
  expect(lastAction(world)).toBeNull();
});

test.each(['clients', 'orders', 'outbox', 'send_log', 'archive'])('a protected tab %s refuses the merge before anything is written', (key) => {
  const world = shop();
  merge(world, requestOf(group(world, 'k-6', 'k-7')));
  const request = requestOf(group(world, 'k-1', 'k-2'));
  world.protectedSheet = world.tab(key).sheetId;
  const before = JSON.stringify(world.tabs);
  expect(world.run((ports) => mergeDuplicates(ports, request)).value).toMatchObject({ value: null, issues: [{ code: 'range.protected' }] });
  expect(JSON.stringify(world.tabs)).toBe(before);
});

test('the undo of a merge gives back every cell, and the pair is found again', () => {
  const world = shop();
  const before = picture(world);
  merge(world, requestOf(group(world, 'k-1', 'k-2'), { email: 'k-2', name: 'k-2', phone: 'k-2' }));
  expect(picture(world)).not.toEqual(before);
  undo(world);
  expect(picture(world)).toEqual(before);
  expect(scan(world).groups).toHaveLength(2);
});

test('a merge of a pair costs a fixed number of counted calls, a scan two, three once there is something in the Journal', () => {
  const world = shop();
  expect(world.run((ports) => scanDuplicates(ports)).calls).toHaveLength(2);
  const request = requestOf(group(world, 'k-1', 'k-2'));
  expect(world.run((ports) => viewGroup(ports, 'k-1\nk-2')).calls).toHaveLength(3);
  merge(world, request);
  // The Archive stands now: Settings, Clients, Orders, Outbox, Send log, Consents and Archive are read, the rest are writes and the Journal.
  const second = requestOf(group(world, 'k-3', 'k-4', 'k-5'));
  expect(world.run((ports) => mergeDuplicates(ports, second)).calls.length).toBeLessThanOrEqual(40);
  expect(world.run((ports) => scanDuplicates(ports)).calls).toHaveLength(3);
});

test.each([['the first merge of a base, which makes the Archive', false], ['a merge where the Archive stands', true]])('%s, killed at any call: asked again it ends, undone the workbook is as before', (_title, again) => {
  const begin = shop();
  if (again) merge(begin, requestOf(group(begin, 'k-6', 'k-7')));
  const request = requestOf(group(begin, 'k-3', 'k-4', 'k-5'), { name: 'k-5', phone: 'k-3', email: 'k-5', '=Скидка': 'k-4' });
  expect(sweepKills(begin, (ports) => mergeDuplicates(ports, request))).toBeGreaterThan(20);
});

test.each([['unmarked, as it is right after it was inserted', null], ['marked as ours, without a header', 'archive']])('an Archive whose making was cut off, %s, is made anew by the merge asked again, and goes with the undo', (_title, key) => {
  const begin = shop();
  const before = picture(begin);
  const request = requestOf(group(begin, 'k-1', 'k-2'));
  const whole = begin.clone();
  const making = whole.run((ports) => mergeDuplicates(ports, request)).calls.indexOf('createTab') + 1;
  begin.run((ports) => mergeDuplicates(ports, request), making);
  const sheetId = Math.max(...begin.tabs.map((tab) => tab.sheetId)) + 1;
  begin.tabs.push({ sheetId, name: whole.tab('archive').name, rows: [], marks: [], key, rules: [], owners: [], hidden: new Set() });
  const again = begin.clone();
  expect(merge(again, request).finished).toBe(true);
  expect(picture(again)).toEqual(picture(whole));
  for (const world of [begin, again]) {
    undo(world);
    expect(picture(world)).toEqual(before);
  }
});

test('an empty tab of the owner that bears the name of the Archive stays his', () => {
  const world = shop();
  world.tabs.push({ sheetId: 900, name: 'Архив', rows: [], marks: [], key: null, rules: [], owners: [], hidden: new Set() });
  merge(world, requestOf(group(world, 'k-1', 'k-2')));
  expect(world.tabs.find(({ sheetId }) => sheetId === 900)?.rows).toEqual([]);
  expect(world.tab('archive').name).toBe('Clientura Архив');
});

test('a step of exact merges of 30 rows with orders and letters, killed at any call: asked again it ends, undone the workbook is as before', () => {
  expect(sweepKills(pairedShop(30), exactStep(15), ['before'])).toBeGreaterThan(60);
});

describe('exact duplicates on request', () => {
  test('all of them become clients of their own in one action; the number confirmed must still be true', () => {
    const world = shop();
    const before = picture(world);
    expect(world.run((ports) => mergeExact(ports, { rows: 2, actionId: '' })).value).toMatchObject({ value: null, issues: [{ code: 'duplicates.countChanged', params: { shown: 2, now: 3 } }] });
    expect(picture(world)).toEqual(before);
    expect(world.run((ports) => mergeExact(ports, { rows: 3, actionId: '' })).value?.value).toMatchObject({ finished: true, done: 3, all: 3, ordersMoved: 3 });
    expect(clientsOf(world)).toEqual(['K-1', 'K-4', 'K-6', 'K-7', 'K-8']);
    expect(scan(world)).toMatchObject({ total: 0, exactRows: 0 });
    undo(world);
    expect(picture(world)).toEqual(before);
  });

  test('many go in steps of whole merges under one action; a step that was cut off is made good by the next', () => {
    const world = pairedShop(280);
    const { exactRows } = scan(world);
    expect(exactRows).toBe(140);
    const before = picture(world);
    const first = world.run((ports) => mergeExact(ports, { rows: exactRows, actionId: '' })).value?.value;
    expect(first?.finished).toBe(false);
    expect(first?.done).toBeGreaterThan(20);
    expect(world.run((ports) => mergeExact(ports, { rows: exactRows, actionId: first?.actionId ?? '' }), 25).killed).toBe(true);
    let progress = first;
    for (let step = 0; step < 9 && progress?.finished === false; step += 1) progress = world.run((ports) => mergeExact(ports, { rows: exactRows, actionId: progress?.actionId ?? '' })).value?.value ?? undefined;
    expect(progress).toMatchObject({ finished: true, done: 140, actionId: first?.actionId });
    expect(new Set(world.column('orders', 'client')).size).toBe(140);
    expect(clientsOf(world)).toHaveLength(140);
    undo(world, first?.actionId);
    expect(picture(world)).toEqual(before);
  });

  test('a step cut off while its rows left is gone on with where the page begins anew: the scan counts what is still to leave, and all is one action', () => {
    const world = pairedShop(160);
    const before = picture(world);
    const take = (rows: number, actionId: string) => (ports: Ports) => mergeExact(ports, { rows, actionId });
    const first = world.run(take(80, '')).value?.value;
    expect(first).toMatchObject({ finished: false, done: 40 });
    const step = take(80, first?.actionId ?? '');
    const whole = world.clone();
    const { calls } = whole.run(step);
    const lastRemoval = calls.lastIndexOf('removeRows');
    expect(world.run(step, lastRemoval - 9).killed).toBe(true);
    expect(scan(world)).toMatchObject({ exactRows: 11, exactGroups: 11 });
    expect(world.run(take(12, '')).value).toMatchObject({ value: null, issues: [{ code: 'duplicates.countChanged', params: { shown: 12, now: 11 } }] });
    expect(world.run(take(11, '')).value?.value).toMatchObject({ actionId: first?.actionId, finished: true, done: 11 });
    expect(picture(world)).toEqual(picture(whole));
    undo(world, first?.actionId);
    expect(picture(world)).toEqual(before);
  });
});

test('rows with the same client number, and rows without one, become part of the numbered client', () => {
  const row = { name: 'Орлова Вера', phone: '+79035550505', note: '' };
  const world = shop([{ ...row, client_id: 'Z-1', note: 'первая' }, { ...row, client_id: 'z-1 ', note: 'вторая' }, { ...row, client_id: '', email: 'vera@example.com' }], [{ order: '1', date: { day: 45000 }, client: 'Z-1', amount: 10 }]);
  const [found] = scan(world).groups;
  expect(found?.size).toBe(3);
  const before = picture(world);
  const view = group(world, ...(found?.id.split('\n') ?? []));
  expect(view.members.map(({ client }) => client)).toEqual(['Z-1', 'z-1', '']);
  merge(world, requestOf(view));
  expect(clientsOf(world)).toEqual(['Z-1']);
  expect([cellOf(world, 'clients', 'client_id', 'Z-1', 'note'), cellOf(world, 'clients', 'client_id', 'Z-1', 'email')]).toEqual(['первая\nвторая', 'vera@example.com']);
  undo(world);
  expect(picture(world)).toEqual(before);
});

test('a refusal given on the unsubscribe page under the address of a row that leaves holds for the address that stays', () => {
  const world = shop();
  world.run((ports) => {
    const base = openBase(ports).value;
    const ledger = base === null ? null : readLedger(base).value;
    if (base !== null && ledger !== null) appendLedger(base, ledger, [{ addressHash: addressHash(base, 'petrova@example.org'), kind: 'unsubscribed', reason: 'page', letterId: 'L1' }]);
  });
  const view = group(world, 'k-1', 'k-2');
  expect(view.issues).toMatchObject([{ code: 'duplicates.refusalKept' }]);
  world.protectedSheet = world.tab('consents').sheetId;
  expect(world.run((ports) => mergeDuplicates(ports, requestOf(view))).value).toMatchObject({ value: null, issues: [{ code: 'range.protected' }] });
  world.protectedSheet = null;
  expect(merge(world, requestOf(view)).issues).toMatchObject([{ code: 'duplicates.refusalKept' }]);
  world.run((ports) => {
    const base = openBase(ports).value;
    const ledger = base === null ? null : readLedger(base).value;
    expect(base === null ? null : ledger?.ledger.get(addressHash(base, 'anna@example.com'))).toMatchObject({ unsubscribed: true });
  });
});

test('a client with very many orders goes over in several calls of the same request, and comes back in one undo', () => {
  const orders = Array.from({ length: 600 }, (_unused, index) => ({ order: String(index), date: { day: 45_000 + (index % 300) }, client: index % 2 === 0 ? 'K-2' : 'K-8', amount: 10 }));
  const world = shop(undefined, orders);
  const before = picture(world);
  const request = requestOf(group(world, 'k-1', 'k-2'));
  const reports: { readonly finished: boolean; readonly ordersMoved: number }[] = [];
  // The survivor has the orders: turn it round, so that they have to move.
  const turned = { ...request, survivor: 'k-1' };
  for (let call = 0; call < 9 && reports[reports.length - 1]?.finished !== true; call += 1) {
    let passedMs = 0;
    const slow = (ports: Ports): ReturnType<typeof mergeDuplicates> => mergeDuplicates({ ...ports, clock: { ...ports.clock, now: () => world.nowMs + (passedMs += 10_000) } }, turned);
    const done = world.run(slow).value?.value;
    if (done !== null && done !== undefined) reports.push(done);
  }
  expect(reports.length).toBeGreaterThan(1);
  expect(reports.map(({ finished }) => finished)).toEqual(reports.map((_report, index) => index === reports.length - 1));
  expect(reports.reduce((sum, { ordersMoved }) => sum + ordersMoved, 0)).toBe(300);
  expect(clientsOf(world)).not.toContain('K-2');
  expect(world.column('orders', 'client')).not.toContain('K-2');
  undo(world);
  expect(picture(world)).toEqual(before);
});

test.each<[string, unknown]>([
  ['one member', { members: [{ member: 'a', fingerprint: 'x' }], survivor: 'a', choices: {} }],
  ['a member without a fingerprint', { members: [{ member: 'a', fingerprint: 'x' }, { member: 'b' }], survivor: 'a', choices: {} }],
  ['a choice that is no text', { members: [{ member: 'a', fingerprint: 'x' }, { member: 'b', fingerprint: 'y' }], survivor: 'a', choices: { name: 1 } }],
  ['more members than fit into one call', { members: Array.from({ length: 51 }, (_unused, index) => ({ member: String(index), fingerprint: 'x' })), survivor: '0', choices: {} }],
])('a request with %s is refused before any work', (_title, request) => {
  expect(argumentsFit('duplicates.merge', [request])).toBe(false);
  expect(argumentsFit('duplicates.merge', [{ members: [{ member: 'a', fingerprint: 'x' }, { member: 'b', fingerprint: 'y' }], survivor: 'a', choices: { name: 'b' } }])).toBe(true);
});

test('where clients are numbered by their e-mail the address of the row that stays is kept, the other one goes to its note', () => {
  shop().run((ports) => {
    const base = openBase(ports).value;
    const table = base?.table('clients').value;
    if (base === null || table === null || table === undefined) throw new Error('no base');
    const columns = new Map([['client_id', 0], ['email', 0], ['name', 1], ['note', 2]]);
    const clients = clientRowsOf({ ...table, columns, titles: ['Почта', 'Имя', 'Заметка'], rows: [['Почта', 'Имя', 'Заметка'], ['vera@example.com', 'Вера', ''], ['Orlova@example.com', 'Вера Орлова', 'пишет сама']] });
    expect(clients.members.map(({ member }) => member)).toEqual(['vera@example.com', 'orlova@example.com']);
    const planned = planGroup(base, clients, clients.members, 0, new Map([['email', 1]]), 45_000).value;
    expect(planned?.cells.map(({ column, columnIndex, after }) => [column, columnIndex, after])).toEqual([['note', 2, 'пишет сама\nПочта: Orlova@example.com'], ['name', 1, 'Вера Орлова']]);
    expect(planned?.entries).toMatchObject([{ client: 'Orlova@example.com', mergedInto: 'vera@example.com' }]);
  });
});
