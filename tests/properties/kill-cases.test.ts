// Cases that long runs of the random ones found, small enough to be read.
import type { Cell } from '../../src/core/table/cell';
import { bringBack, putIntoArchive } from '../../src/domain/cleaning/archive-desk';
import { mergeDuplicates } from '../../src/domain/duplicates/merge';
import { finishImport, importChunk, startImport } from '../../src/domain/import-orders';
import { cellOf, clientsOf, exactStep, group, requestOf, scan, shop } from '../domain/duplicates-shop';
import { fileOf, gridOf, send } from '../domain/import-shop';
import type { MemoryWorld } from '../domain/in-memory-ports';
import { chosenAsProposed, day, ORDERS_WITH_TITLES, ownersSheet, setUpWhole } from '../domain/owner-sheets';
import { dormantBase } from '../domain/sample-base';
import type { Step } from './kill-steps';
import { lastAction, runKilled, runWhole, undoStep } from './kill-steps';
import { picture } from './kill-worlds';

const CLIENTS: readonly (readonly Cell[])[] = [['Full name', 'Phone', 'E-mail', 'City', 'Size'], ['Ann Kim', '+7 900 000-00-00', '', 'Riga', ''], ['Bob Lem', '+7 900 000-00-01', '', 'Riga', '']];

function undoAll(world: MemoryWorld): void {
  for (let action = lastAction(world); action !== null; action = lastAction(world)) runWhole(world, undoStep(action));
}

function setUp(world: MemoryWorld): Step {
  const request = chosenAsProposed(world, 'ru');
  return { name: 'set-up', run: (execute) => { setUpWhole(execute, request); } };
}

/** The step killed before and after each of its calls and asked again ends with the picture. */
function expectAfterKills(begin: MemoryWorld, step: Step, calls: number, expected: unknown): void {
  for (let at = 1; at <= calls; at += 1) {
    for (const moment of ['before', 'after'] as const) {
      const world = begin.clone();
      runKilled(world, step, [{ at, moment }], true);
      expect([at, moment, picture(world)]).toEqual([at, moment, expected]);
    }
  }
}

test('a set-up killed at any call and begun again makes every tab with all that stands in it', () => {
  const begin = ownersSheet([['Продажи', ORDERS_WITH_TITLES]]);
  const step = setUp(begin);
  const whole = begin.clone();
  const calls = runWhole(whole, step) ?? 0;
  expect(calls).toBeGreaterThan(20);
  expectAfterKills(begin, step, calls, picture(whole));
});

test('a set-up in steps killed at any call of any of them and begun again ends as one in one go', () => {
  const begin = ownersSheet([['Продажи', ORDERS_WITH_TITLES], ['People', CLIENTS]]);
  const whole = begin.clone();
  const calls = runWhole(whole, setUp(begin)) ?? 0;
  for (const callMs of [900, 6000]) {
    begin.callMs = callMs;
    const step = setUp(begin);
    const slow = begin.clone();
    const slowCalls = runWhole(slow, step) ?? 0;
    expect(slowCalls).toBeGreaterThan(calls + 10);
    expect(picture(slow)).toEqual(picture(whole));
    expectAfterKills(begin, step, slowCalls, picture(whole));
  }
});

test('a column of the owner that an import filled stays when import and set-up are undone, with nothing in it but its title', () => {
  const world = ownersSheet([['People', CLIENTS], ['Sales', [['Order No', 'Order date', 'Customer', 'Total'], ['1', day('2024-01-10'), 'Ann Kim', 5], ['2', day('2024-01-11'), 'Bob Lem', 7]]]]);
  const before = picture(world);
  runWhole(world, setUp(world));
  send(world, fileOf(gridOf(['Name;Phone;Size', 'Zoe;+7 900 000-00-02;M']), 'clients'));
  expect(world.tab('clients').rows.map((row) => row[4])).toContain('M');
  undoAll(world);
  expect(picture(world)).toEqual(before);
});

test('clients put away by a call that was killed before it used its number up, and brought back: each move is undone for itself', () => {
  const begin = dormantBase(3);
  const ids = begin.column('clients', 'client_id').slice(0, 2).map(String);
  const former = lastAction(begin);
  const put: Step = { name: 'archive', run: (execute) => { execute((ports) => putIntoArchive(ports, ids, '')); } };
  const calls = runWhole(begin.clone(), put) ?? 0;
  for (let at = 1; at <= calls; at += 1) {
    const world = begin.clone();
    runKilled(world, put, [{ at, moment: 'before' }], true);
    const away = picture(world);
    runWhole(world, { name: 'back', run: (execute) => { execute((ports) => bringBack(ports, ids)); } });
    runWhole(world, undoStep(lastAction(world) ?? ''));
    expect([at, picture(world)]).toEqual([at, away]);
    runWhole(world, undoStep(lastAction(world) ?? ''));
    expect([at, lastAction(world), picture(world)]).toEqual([at, former, picture(begin)]);
  }
});

test('rows of one name, some with a formula, merged: an undo killed at any call and asked again brings each back once', () => {
  const bob = (phone: string): Cell[] => ['Bob Lem', phone, '', 'Riga', ''];
  const begin = ownersSheet([['Sales', [['Order No', 'Order date', 'Customer', 'Total'], ['1', day('2024-01-10'), 'Bob Lem', 5]]], ['People', [CLIENTS[0] ?? [], bob('+7 900 000-00-00'), bob('+7 900 000-00-00'), ['Ann Kim', '', '', '', ''], bob('+7 900 000-00-00')]]]);
  begin.run(({ book }) => book.writeFormulas(2, 1, 4, [['=ROW()+10'], ['=ROW()+11']]));
  runWhole(begin, setUp(begin));
  const before = picture(begin);
  const [found] = scan(begin).groups;
  expect(found?.size).toBe(3);
  const request = requestOf(group(begin, ...(found?.id ?? '').split('\n')));
  runWhole(begin, { name: 'merge', run: (execute) => { execute((ports) => mergeDuplicates(ports, request)); } });
  const undo = undoStep(lastAction(begin) ?? '');
  const calls = runWhole(begin.clone(), undo) ?? 0;
  expect(calls).toBeGreaterThan(15);
  expectAfterKills(begin, undo, calls, before);
});

test('a neighbour of one name merged into a row with a value of his: an undo killed at any call takes each value back where it stood', () => {
  const bob = (phone: string): Cell[] => ['Bob Lem', phone, '', 'Riga', ''];
  const begin = ownersSheet([['People', [CLIENTS[0] ?? [], ['Ann Kim', '+7 900 000-00-00', '', 'Riga', ''], bob('+7 900 000-00-00'), bob('+7 900 000-00-01')]], ['Sales', [['Order No', 'Order date', 'Customer', 'Total'], ['1', day('2024-01-10'), 'Bob Lem', 5]]]]);
  runWhole(begin, setUp(begin));
  const before = picture(begin);
  const { groups } = scan(begin);
  const view = group(begin, ...(groups.find(({ size }) => size === 2)?.id ?? '').split('\n'));
  const [first, second] = view.members.map(({ member }) => member);
  for (const [survivor, giver] of [[first, second], [second, first]] as const) {
    const merged = begin.clone();
    const request = { ...requestOf(view, { phone: giver ?? '' }), survivor: survivor ?? '' };
    expect(runWhole(merged, { name: 'merge', run: (execute) => { execute((ports) => mergeDuplicates(ports, request)); } })).not.toBeNull();
    const undo = undoStep(lastAction(merged) ?? '');
    const calls = runWhole(merged.clone(), undo) ?? 0;
    expect(calls).toBeGreaterThan(15);
    for (let at = 1; at <= calls; at += 1) {
      for (const moment of ['before', 'after'] as const) {
        const world = merged.clone();
        runKilled(world, undo, [{ at, moment }], true);
        expect([survivor, at, moment, picture(world)]).toEqual([survivor, at, moment, before]);
      }
    }
  }
});

test('a clients file with two lines of one client that differ in the owner\'s column: sent again after a kill, or imported again, it comes to the same end', () => {
  const begin = shop([{ client_id: 100, name: 'Петрова Анна', phone: '+79161234567', email: 'anna@example.com' }], []);
  const file = fileOf(gridOf(['Client;Name;Phone;E-mail;Size', 'K-0;Петрова Анна;+79161234567;anna@example.com;L', 'New one;Петрова Анна;+79161234567;anna@example.com;M']), 'clients');
  const step: Step = { name: 'import', run: (execute) => {
    const { importId } = execute((ports) => startImport(ports, file.plan, 'ru'));
    file.chunks.forEach((chunk, chunkIndex) => { execute((ports) => importChunk(ports, { importId, chunkIndex, ...chunk })); });
    execute((ports) => finishImport(ports, importId));
  } };
  const whole = begin.clone();
  const calls = runWhole(whole, step) ?? 0;
  const after = picture(whole);
  expect(calls).toBeGreaterThan(20);
  expectAfterKills(begin, step, calls, after);
  runWhole(whole, step);
  expect(picture(whole)).toEqual(after);
});

test('rows merged before an import gave the owner\'s column a key come back with what stood in it', () => {
  const ann = (size: string): Cell[] => ['Ann Kim', '+7 900 000-00-00', '', 'Riga', size];
  const world = ownersSheet([['People', [CLIENTS[0] ?? [], ann(''), ann('M'), ann(''), ann(''), ann('M')]]]);
  const before = picture(world);
  runWhole(world, setUp(world));
  const rows = scan(world).exactRows;
  expect(rows).toBe(4);
  runWhole(world, { name: 'exact merges', run: (execute) => { execute(exactStep(rows)); } });
  send(world, fileOf(gridOf(['Client;Name;Phone;E-mail;City;Size', 'K-0;Bob Lem;+79161234567;;;L']), 'clients'));
  undoAll(world);
  expect(picture(world)).toEqual(before);
});

test('an undo of a set-up whose clients came and went since, killed at any call: no tab of ours is left', () => {
  const begin = ownersSheet([['Sales', [['Order No', 'Order date', 'Customer', 'E-mail', 'Total', 'Bouquet'], ...[1, 2, 3].map((order): Cell[] => [String(order), day('2024-01-10'), 'Ann Kim', '', 5, ''])]]]);
  const before = picture(begin);
  runWhole(begin, setUp(begin));
  const former = lastAction(begin) ?? '';
  send(begin, fileOf(gridOf(['Order;Date;Client;Amount;Product;Shop', ';01.03.2024;Guest;1;;'])));
  runWhole(begin, undoStep(lastAction(begin) ?? ''));
  const undo = undoStep(former);
  const calls = runWhole(begin.clone(), undo) ?? 0;
  expect(calls).toBeGreaterThan(15);
  expectAfterKills(begin, undo, calls, before);
});

test('rows of one name merged where people have no numbers, killed at any call and asked again: the Archive says of each whose part he is', () => {
  const ann: Cell[] = ['Ann Kim', '+7 900 000-00-00', '', 'Riga', ''];
  const begin = ownersSheet([['Sales', [['Order No', 'Order date', 'Customer', 'Total'], ['1', day('2024-01-10'), 'Ann Kim', 5]]], ['People', [CLIENTS[0] ?? [], ann, ann, ann]]]);
  runWhole(begin, setUp(begin));
  const request = requestOf(group(begin, ...(scan(begin).groups[0]?.id ?? '').split('\n')));
  const step: Step = { name: 'merge', run: (execute) => { execute((ports) => mergeDuplicates(ports, request)); } };
  const whole = begin.clone();
  const calls = runWhole(whole, step) ?? 0;
  expect(calls).toBeGreaterThan(15);
  expect(whole.column('archive', 'merged_into')).toEqual(['Ann Kim', 'Ann Kim']);
  expectAfterKills(begin, step, calls, picture(whole));
});

test('two rows alike merged beside a third of the same name, killed at any call and asked again: the third is not taken for the one that has left', () => {
  const [ann, elsewhere]: readonly [Cell[], Cell[]] = [['Ann Kim', '+7 900 000-00-00', '', 'Riga', ''], ['Ann Kim', '+7 900 000-00-01', '', 'Oslo', '']];
  const begin = ownersSheet([['Sales', [['Order No', 'Order date', 'Customer', 'Total'], ['1', day('2024-01-10'), 'Ann Kim', 5]]], ['People', [CLIENTS[0] ?? [], ann, elsewhere, ann]]]);
  runWhole(begin, setUp(begin));
  const groups = scan(begin).groups.filter(({ id }) => id.split('\n').length === 2);
  expect(groups.length).toBe(1);
  const request = requestOf(group(begin, ...(groups[0]?.id ?? '').split('\n')));
  for (const { member } of request.members) {
    const step: Step = { name: 'merge', run: (execute) => { execute((ports) => mergeDuplicates(ports, { ...request, survivor: member })); } };
    const whole = begin.clone();
    const calls = runWhole(whole, step) ?? 0;
    expect(whole.column('clients', 'name')).toEqual(['Ann Kim', 'Ann Kim']);
    expectAfterKills(begin, step, calls, picture(whole));
  }
});

test('rows known by a phone merged beside another with that phone: an undo killed at any call gives the other no value of theirs', () => {
  const row = (name: string, phone: number, size: Cell): Cell[] => [name, `+7 900 000-00-0${phone}`, '', 'Омск', size];
  const begin = ownersSheet([['Люди', [['ФИО', 'Телефон', 'E-mail', 'Город', 'Размер'],
    row('Анна Ким', 8, 7), row('Анна Ким', 8, 'пион'), row('Анна Ким', 0, ''), row('Анна Ким', 1, ''), row('Борис Лем', 8, 'пион'), row('Анна Ким', 8, 7), row('Анна Ким', 8, 'пион')]]]);
  begin.localeName = 'ru_RU';
  runWhole(begin, setUp(begin));
  const before = picture(begin);
  const { exactRows, groups } = scan(begin);
  expect([exactRows, groups[0]?.id]).toEqual([3, expect.stringContaining('+7')]);
  runWhole(begin, { name: 'exact merges', run: (execute) => { execute(exactStep(exactRows)); } });
  const undo = undoStep(lastAction(begin) ?? '');
  expectAfterKills(begin, undo, runWhole(begin.clone(), undo) ?? 0, before);
});

test('rows alike merged by a call that was cut off while they left, and asked again: undone, each stands where it stood', () => {
  const row = (name: string, phone: number): Cell[] => [name, `+7 900 000-00-0${phone}`, '', 'Омск', ''];
  const [guest, ann] = [row('Гость Нов', 0), row('Анна Ким', 0)];
  const begin = ownersSheet([['Люди', [['ФИО', 'Телефон', 'E-mail', 'Город', 'Размер'], guest, guest, ann, ann, row('Анна Ким', 1), guest, guest]]]);
  begin.localeName = 'ru_RU';
  runWhole(begin, setUp(begin));
  const before = picture(begin);
  for (const { id } of scan(begin).groups) {
    const request = requestOf(group(begin, ...id.split('\n')));
    const step: Step = { name: 'merge', run: (execute) => { execute((ports) => mergeDuplicates(ports, request)); } };
    const calls = runWhole(begin.clone(), step) ?? 0;
    for (let at = 1; at <= calls; at += 1) {
      const world = begin.clone();
      runKilled(world, step, [{ at, moment: 'after' }], true);
      runWhole(world, undoStep(lastAction(world) ?? ''));
      expect([at, picture(world)]).toEqual([at, before]);
    }
  }
});

test('rows alike that left in two calls of a merge: an undo killed at any call and asked again brings each back where it stood', () => {
  const row = (name: string, phone: number): Cell[] => [name, `+7 900 000-00-0${phone}`, '', 'Омск', ''];
  const [ann, bob] = [row('Анна Ким', 0), row('Борис Лем', 0)];
  const begin = ownersSheet([['Люди', [['ФИО', 'Телефон', 'E-mail', 'Город', 'Размер'], ann, bob, ann, ann, row('Борис Лем', 1), ann, bob]]]);
  begin.localeName = 'ru_RU';
  runWhole(begin, setUp(begin));
  const before = picture(begin);
  const [largest] = scan(begin).groups.map(({ id }) => id.split('\n')).sort((a, b) => b.length - a.length);
  expect(largest?.length).toBe(4);
  const request = requestOf(group(begin, ...(largest ?? [])));
  const step: Step = { name: 'merge', run: (execute) => { execute((ports) => mergeDuplicates(ports, request)); } };
  const calls = runWhole(begin.clone(), step) ?? 0;
  let parted = 0;
  for (let at = 1; at <= calls; at += 1) {
    const world = begin.clone();
    runKilled(world, step, [{ at, moment: 'before' }], false);
    // The first of three rows that leave has left, the others have not.
    if (world.column('clients', 'name').length !== 6) continue;
    parted += 1;
    runWhole(world, step);
    const undo = undoStep(lastAction(world) ?? '');
    expectAfterKills(world, undo, runWhole(world.clone(), undo) ?? 0, before);
  }
  expect(parted).toBe(1);
});

test('rows merged before an import gave the owner\'s column a key: an undo killed at any call gives no neighbour what stood in them', () => {
  const row = (name: string, phone: number, size: Cell): Cell[] => [name, `+7 900 000-00-0${phone}`, '', 'Омск', size];
  const begin = ownersSheet([['People', [['Full name', 'Phone', 'E-mail', 'City', 'Size'],
    row('Вера Пак', 0, 7), row('Вера Пак', 0, 'пион'), row('Вера Пак', 1, 'пион'), row('Анна Ким', 0, ''), row('Вера Пак', 0, 7), row('Вера Пак', 0, 'пион')]]]);
  runWhole(begin, setUp(begin));
  const before = picture(begin);
  runWhole(begin, { name: 'exact merges', run: (execute) => { execute(exactStep(scan(begin).exactRows)); } });
  const merge = lastAction(begin) ?? '';
  expect(begin.column('clients', 'name')).toEqual(['Вера Пак', 'Вера Пак', 'Анна Ким']);
  send(begin, fileOf(gridOf(['Client;Name;Phone;E-mail;City;Size', 'K-0;Петрова Анна;+79161234567;anna@example.com;;']), 'clients'));
  runWhole(begin, undoStep(lastAction(begin) ?? ''));
  expect(lastAction(begin)).toBe(merge);
  const undo = undoStep(merge);
  expectAfterKills(begin, undo, runWhole(begin.clone(), undo) ?? 0, before);
});

test('a row that leaves and holds what the merge wrote into the one that stays, killed at any call and asked again: it leaves', () => {
  const row = (email: string, size: Cell): Cell[] => ['Вера Пак', '+7 900 000-00-00', email, 'Омск', size];
  const begin = ownersSheet([['Люди', [['ФИО', 'Телефон', 'E-mail', 'Город', 'Размер'], row('p2@example.com', ''), row('p2@example.com', 7), row('', 'пион')]]]);
  begin.localeName = 'ru_RU';
  runWhole(begin, setUp(begin));
  const view = group(begin, ...(scan(begin).groups[0]?.id ?? '').split('\n'));
  const { members, fields } = view;
  expect(members.length).toBe(3);
  const own = fields.find(({ values }) => values.includes('пион'));
  for (const [survivor, chosen] of [[1, 0], [0, 1], [2, 0]] as const) {
    const request = requestOf({ ...view, survivor }, { [own?.field ?? '']: members[chosen]?.member ?? '' });
    const step: Step = { name: 'merge', run: (execute) => { execute((ports) => mergeDuplicates(ports, request)); } };
    const whole = begin.clone();
    const calls = runWhole(whole, step) ?? 0;
    expect(whole.column('clients', 'name')).toEqual(['Вера Пак']);
    expect(whole.tab('clients').rows[1]?.[4]).toBe(['', 7, 'пион'][chosen]);
    expectAfterKills(begin, step, calls, picture(whole));
  }
});

test('the request of a finished merge that comes once more takes no client who has got the number of the one that left since', () => {
  const begin = shop([{ client_id: 'K-1', name: 'Петрова Анна', phone: '+79161234567' }, { client_id: 'K-2', name: 'Петрова Анна', phone: '+79161234567' }], [{ order: '1', date: { day: 45_000 }, client: 'K-1', amount: 100 }]);
  const request = requestOf(group(begin, 'k-1', 'k-2'));
  const step: Step = { name: 'merge', run: (execute) => { execute((ports) => mergeDuplicates(ports, request)); } };
  expect(runWhole(begin, step)).not.toBeNull();
  expect(clientsOf(begin)).toEqual(['K-1']);
  const { rows, marks } = begin.tab('clients');
  rows.push(marks.map((key) => (key === 'client_id' ? 'K-2' : key === 'name' ? 'Лем Борис' : '')));
  runWhole(begin, step);
  expect(clientsOf(begin)).toEqual(['K-1', 'K-2']);
});

test('a note of the owner below his table stays below the rows that an undo brings back', () => {
  const begin = ownersSheet([['People', [CLIENTS[0] ?? [], CLIENTS[1] ?? []]]]);
  const { sheetId } = begin.tabs[0] ?? { sheetId: 0 };
  begin.run(({ book }) => { book.writeContents(sheetId, 2, 4, { values: [['']], formats: [['General']], notes: [['more to come']], backgrounds: [['#ffee00']] }); });
  runWhole(begin, setUp(begin));
  const notes = (world: MemoryWorld): unknown => world.run(({ book }) => book.readContents(sheetId, { rowIndex: 1, columnIndex: 4, rowCount: 3, columnCount: 1 })).value?.notes;
  expect(notes(begin)).toEqual([[''], ['more to come'], ['']]);
  const before = picture(begin);
  runWhole(begin, { name: 'archive', run: (execute) => { execute((ports) => putIntoArchive(ports, ['Ann Kim'], 'moved away')); } });
  expect(notes(begin)).toEqual([['more to come'], [''], ['']]);
  runWhole(begin, undoStep(lastAction(begin) ?? ''));
  expect(notes(begin)).toEqual([[''], ['more to come'], ['']]);
  expect(picture(begin)).toEqual(before);
});

test('an undo killed at any call and asked again leaves no empty rows: the grid and what the owner has below his table are as before', () => {
  const begin = ownersSheet([['People', [CLIENTS[0] ?? [], CLIENTS[1] ?? [], CLIENTS[2] ?? [], ['Zoe Law', '+7 900 000-00-02', '', 'Riga', '']]]]);
  const { sheetId } = begin.tabs[0] ?? { sheetId: 0 };
  const below = { rowIndex: 1, columnIndex: 4, rowCount: 12, columnCount: 1 };
  begin.run(({ book }) => { book.writeContents(sheetId, 4, 4, { values: [['']], formats: [['General']], notes: [['more to come']], backgrounds: [['#ffee00']] }); });
  runWhole(begin, setUp(begin));
  const whole = (world: MemoryWorld): unknown => [picture(world), world.run(({ book }) => [book.gridSize(sheetId), book.readContents(sheetId, below)]).value];
  const before = whole(begin);
  runWhole(begin, { name: 'archive', run: (execute) => { execute((ports) => putIntoArchive(ports, ['Ann Kim', 'Zoe Law'], 'moved away')); } });
  const undo = undoStep(lastAction(begin) ?? '');
  const calls = runWhole(begin.clone(), undo) ?? 0;
  expect(calls).toBeGreaterThan(15);
  for (let at = 1; at <= calls; at += 1) {
    for (const moment of ['before', 'after'] as const) {
      for (const next of [0, 1, at % 7]) {
        const world = begin.clone();
        // Cut off once, or again in the call that goes on.
        runKilled(world, undo, [{ at, moment }, ...(next === 0 ? [] : [{ at: Math.max(1, at - next), moment: 'after' as const }])], true);
        expect([at, moment, next, whole(world)]).toEqual([at, moment, next, before]);
      }
    }
  }
});

test('a merge that brought a wish for no letters into the row that stays, killed at any call and undone: the wish stays, and the same request is refused whole only where it does', () => {
  const begin = shop([{ client_id: 'K-1', name: 'Петрова Анна', phone: '+79161234567' }, { client_id: 'K-2', name: 'Петрова Анна', phone: '+79161234567', unsubscribed: 'yes' }], [{ order: '1', date: { day: 45_000 }, client: 'K-1', amount: 100 }]);
  const before = picture(begin);
  const request = requestOf(group(begin, 'k-1', 'k-2'));
  const step: Step = { name: 'merge', run: (execute) => { execute((ports) => mergeDuplicates(ports, request)); } };
  const whole = begin.clone();
  const calls = runWhole(whole, step) ?? 0;
  const answers = new Set<boolean>();
  for (let at = 1; at <= calls; at += 1) {
    for (const kills of [[{ at, moment: 'after' as const }], [{ at: calls, moment: 'after' as const }, { at, moment: 'after' as const }]]) {
      const world = begin.clone();
      runKilled(world, step, kills, false);
      undoAll(world);
      expect([at, picture(world)]).toEqual([at, before]);
      const hasWish = cellOf(world, 'clients', 'client_id', 'K-1', 'unsubscribed') === 'yes';
      const isDone = runWhole(world, step) !== null;
      expect([at, isDone, picture(world)]).toEqual([at, !hasWish, hasWish ? before : picture(whole)]);
      answers.add(isDone);
      // Looked at anew the pair is merged as ever.
      if (!isDone) {
        const anew = requestOf(group(world, 'k-1', 'k-2'));
        expect(world.run((ports) => mergeDuplicates(ports, anew)).value?.value).toMatchObject({ finished: true, rowsRemoved: 1 });
      }
      expect(clientsOf(world)).toEqual(['K-1']);
    }
  }
  expect([...answers].sort()).toEqual([false, true]);
});

describe('exact duplicates that do not stand beside each other, merged by a call that was killed and asked again', () => {
  const [phone, other] = ['+79161234567', '+79161234568'];
  const others = ['Петрова Анна', 'John Smith', 'Лем Борис', 'Зайцев Лев', 'Пак Вера'];
  /** A stranger stands below each row: so each leaves in a call of its own. */
  const apart = (clients: readonly (readonly [id: Cell, phone: string, email: string])[], orders: readonly Cell[]): MemoryWorld => shop(
    clients.flatMap(([client_id, number, email], index) => [{ client_id, name: 'Иванов Иван', phone: number, email }, { client_id: `X-${index}`, name: others[index] ?? '' }]),
    orders.map((client, index) => ({ order: String(index), date: { day: 45_000 + index }, client, amount: 100 })),
  );
  const exact: Step = { name: 'exact merges', run: (execute) => { execute(exactStep(0)); } };
  const merged = (begin: MemoryWorld): { readonly whole: MemoryWorld; readonly calls: number } => {
    const whole = begin.clone();
    const calls = runWhole(whole, exact) ?? 0;
    expect(scan(whole).exactRows).toBe(0);
    return { whole, calls };
  };

  test('the row that stays takes the e-mail that most of all rows had, whichever of them have left', () => {
    const begin = apart([[101, phone, 'anna@example.com'], ['', phone, 'anna@gmial.com'], ['', phone, 'anna@gmial.com'], ['', '', 'anna@example.com'], ['', '', 'anna@example.com']], []);
    const { whole, calls } = merged(begin);
    expect(cellOf(whole, 'clients', 'client_id', 101, 'email')).toBe('anna@example.com');
    expectAfterKills(begin, exact, calls, picture(whole));
  });

  test.each([
    ['that has left', [['K-1', phone, 'anna@example.com'], ['K-2', '', 'ivan@example.org'], ['K-3', phone, 'ivan@example.org']], ['K-2', 'K-3', 'K-1', 'K-1']],
    ['that takes another e-mail', [['K-1', phone, 'anna@example.com'], ['K-2', '', 'anna@example.com'], ['K-3', phone, 'ivan@example.org']], ['K-1', 'K-1', 'K-3']],
  ] as const)('a row that was linked to the others by one %s leaves with them', (_which, clients, orders) => {
    const begin = apart(clients, orders);
    const { whole, calls } = merged(begin);
    expect(new Set(whole.column('orders', 'client'))).toEqual(new Set(['K-1']));
    expectAfterKills(begin, exact, calls, picture(whole));
  });

  test('a number that stands in rows of several groups: orders and the Archive name the same client', () => {
    const begin = shop([
      { client_id: 'K-0', name: 'Иванов Иван', phone }, { client_id: 'K-1', name: 'Петрова Анна', phone }, { client_id: 104, name: 'Иванов Иван', phone, email: 'ivan@example.org' },
      { client_id: 'K-0', name: 'Петрова Анна', phone }, { client_id: 'K-0', name: 'Лем Борис', phone: other }, { client_id: '', name: 'Лем Борис', phone: other },
    ], ['K-0', 'K-0', 'K-1', 'K-1', 104].map((client, index) => ({ order: String(index), date: { day: 45_000 + index }, client, amount: 100 })));
    const { whole, calls } = merged(begin);
    expect(whole.column('orders', 'client')).toEqual(['K-0', 'K-0', 'K-1', 'K-1', 'K-0']);
    expect(whole.column('archive', 'merged_into')).toEqual(['K-0', 'K-1', 'K-0']);
    expectAfterKills(begin, exact, calls, picture(whole));
  });
});
