/** Check and repair on ports in memory: what is found, what is put back, and that no data are touched. */
import type { RepairLook, RepairReport } from '../../src/contract/set-up-views';
import { undoAction } from '../../src/domain/journal/undo';
import { viewJournal } from '../../src/domain/journal/journal-view';
import { recalculate } from '../../src/domain/recalculate';
import { lookForRepair, runRepair } from '../../src/domain/repair-desk';
import { beginSetUp, setUpBase } from '../../src/domain/set-up';
import type { MemoryWorld } from './in-memory-ports';
import { chosenAsProposed, figuresOf, ORDERS_WITH_TITLES, ownersSheet } from './owner-sheets';

const CLIENTS = [
  ['ФИО', 'Телефон', 'Сумма покупок'],
  ['Анна', '+7 900 000-00-01', 'наша'],
  ['Борис', '+7 900 000-00-02', ''],
];

function shop(): MemoryWorld {
  const world = ownersSheet([['Продажи', ORDERS_WITH_TITLES], ['Клиенты', CLIENTS]]);
  world.run((ports) => beginSetUp(ports, chosenAsProposed(world, 'ru')));
  world.run((ports) => recalculate(ports));
  return world;
}

function look(world: MemoryWorld): RepairLook {
  const found = world.run((ports) => lookForRepair(ports)).value?.value;
  if (found === null || found === undefined) throw new Error('no look');
  return found;
}

function repair(world: MemoryWorld): RepairReport {
  const done = world.run((ports) => runRepair(ports)).value;
  if (done?.value === null || done?.value === undefined) throw new Error(done?.issues.map(({ code }) => code).join());
  return done.value;
}

const kinds = (world: MemoryWorld): string[] => look(world).findings.map(({ kind }) => kind);

function removeColumn(world: MemoryWorld, tabKey: string, key: string): void {
  const tab = world.tab(tabKey);
  const index = tab.marks.indexOf(key);
  tab.rows.forEach((row) => row.splice(index, 1));
  tab.marks.splice(index, 1);
  tab.owners.splice(index, 1);
}

/** One thing lost after the other. */
const LOSSES: readonly (readonly [name: string, kind: string, lose: (world: MemoryWorld) => void])[] = [
  ['a deleted tab', 'tab', (world) => { world.tabs.splice(world.tabs.indexOf(world.tab('outbox')), 1); }],
  ['a deleted Journal', 'tab', (world) => { world.tabs.splice(world.tabs.indexOf(world.tab('journal')), 1); }],
  ['a deleted grey column', 'column', (world) => { removeColumn(world, 'clients', 'segment'); }],
  ['a deleted column of Templates', 'column', (world) => { removeColumn(world, 'templates', 'reply_to'); }],
  ['lost marks of a tab', 'mark', (world) => { world.tab('orders').key = null; }],
  ['lost marks of columns', 'mark', (world) => { world.tab('clients').marks.fill(null, 0, 2); }],
  ['a lost mark of the header', 'mark', (world) => { world.tab('orders').headerRow = undefined; }],
  ['a deleted setting', 'setting', (world) => { const { rows } = world.tab('settings'); rows.splice(rows.findIndex((row) => row[4] === 'abc.by'), 1); }],
  ['a lost warning of grey columns', 'protection', (world) => { world.tab('clients').owners.fill('owner'); }],
  ['a lost warning of a service tab', 'protection', (world) => { world.tab('send_log').isGuarded = false; }],
  ['deleted colours', 'rules', (world) => { world.tab('clients').rules = []; }],
  ['a deleted trigger', 'trigger', (world) => { world.triggerGone = true; }],
];

test('a base in order has no findings, and says what was looked at', () => {
  const world = shop();
  expect(look(world)).toMatchObject({ findings: [], issues: [] });
  expect(look(world).checked).toContain('Вкладки');
  expect(repair(world)).toMatchObject({ repaired: [], left: [], actionId: null });
});

describe.each(LOSSES)('%s', (_name, kind, lose) => {
  test('is found in words, put back without touching data, and then nothing is found', () => {
    const world = shop();
    lose(world);
    const data = ['orders', 'clients'].map((key) => world.tabs.find((tab) => tab.key === key || tab.name === (key === 'orders' ? 'Продажи' : 'Клиенты'))).map((tab) => structuredClone(tab?.rows.map((row) => row.slice(0, 3))));
    expect(kinds(world)).toEqual([kind]);
    const report = repair(world);
    expect(report).toMatchObject({ left: [], repaired: [{ kind, canRepair: true }] });
    expect(report.repaired[0]?.text).not.toMatch(/[{}]|undefined/);
    expect(kinds(world)).toEqual([]);
    expect(['Продажи', 'Клиенты'].map((name) => world.tabs.find((tab) => tab.name === name)?.rows.map((row) => row.slice(0, 3)))).toEqual(data);
    expect(world.run((ports) => viewJournal(ports)).value?.value?.entries[0]).toMatchObject({ actionId: report.actionId, kind: 'repair', state: 'done' });
    world.run((ports) => recalculate(ports));
    expect(figuresOf(world)).toEqual([['Анна', 2, 1900], ['Борис', 1, 800], ['Вера', 1, 300]]);
  });

  test('killed at any call and run again it is put back', () => {
    const begin = shop();
    lose(begin);
    const { calls } = begin.clone().run((ports) => runRepair(ports));
    for (let killAt = 1; killAt <= calls.length; killAt += 1) {
      const world = begin.clone();
      world.triggerGone = begin.triggerGone;
      world.run((ports) => runRepair(ports), killAt, killAt % 2 === 0 ? 'before' : 'after');
      repair(world);
      expect([killAt, kinds(world)]).toEqual([killAt, []]);
    }
  });
});

test('the column of finished letters that is put back is hidden as before, and deleted Templates come back with the first letters, as is said', () => {
  const world = shop();
  const hidden = (): unknown[] => [...world.tab('templates').hidden].map((index) => world.tab('templates').marks[index]);
  expect(hidden()).toEqual(['html']);
  removeColumn(world, 'templates', 'html');
  world.tab('templates').hidden.clear();
  repair(world);
  expect(hidden()).toEqual(['html']);
  removeColumn(world, 'templates', 'html');
  world.tab('templates').hidden.clear();
  world.run((ports) => setUpBase(ports, 'ru'));
  expect(hidden()).toEqual(['html']);
  world.tabs.splice(world.tabs.indexOf(world.tab('templates')), 1);
  expect(repair(world).repaired[0]?.text).toMatch(/с письмами/);
  expect(world.tab('templates').rows.length).toBeGreaterThan(2);
  expect(hidden()).toEqual(['html']);
});

test('who got letters and who opted out is never made again empty: the owner is told what to do', () => {
  const world = shop();
  for (const key of ['consents', 'send_log']) world.tabs.splice(world.tabs.indexOf(world.tab(key)), 1);
  expect(look(world).findings).toMatchObject([{ kind: 'tab', canRepair: false }, { kind: 'tab', canRepair: false }]);
  expect(repair(world)).toMatchObject({ repaired: [], left: [{ kind: 'tab' }, { kind: 'tab' }] });
  expect(world.tabs.some(({ key }) => key === 'consents' || key === 'send_log')).toBe(false);
});

test('a title of the owner that is ours too stays his, and our column is told from it', () => {
  const world = shop();
  const clients = world.tab('clients');
  expect(clients.rows[0]?.slice(0, 3)).toEqual(['ФИО', 'Телефон', 'Сумма покупок']);
  expect(clients.rows[0]?.[clients.marks.indexOf('revenue')]).toBe('Сумма покупок (Clientura)');
  expect(clients.rows.slice(1, 3).map((row) => row[2])).toEqual(['наша', '']);
});

test('a repair that appended a column is taken back while the column is empty', () => {
  const world = shop();
  removeColumn(world, 'clients', 'note');
  const { actionId } = repair(world);
  expect(world.tab('clients').marks).toContain('note');
  expect(world.run((ports) => undoAction(ports, actionId ?? '')).value?.value).toMatchObject({ finished: true, columnsRemoved: 1 });
  expect(world.tab('clients').marks).not.toContain('note');
});

test('a protected tab refuses the repair whole', () => {
  const world = shop();
  world.tab('clients').rules = [];
  world.tabs.splice(world.tabs.indexOf(world.tab('outbox')), 1);
  world.protectedSheet = world.tab('clients').sheetId;
  const names = world.tabs.map(({ name }) => name);
  expect(world.run((ports) => runRepair(ports)).value?.issues.map(({ code }) => code)).toEqual(['range.protected']);
  expect(world.tabs.map(({ name }) => name)).toEqual(names);
});

test('looking costs one call for each tab, four for each guarded one, and four beside', () => {
  const world = shop();
  const { calls } = world.run((ports) => lookForRepair(ports));
  const tally: Record<string, number> = {};
  for (const call of calls) tally[call] = (tally[call] ?? 0) + 1;
  expect(tally).toEqual({ read: 11, marks: 1, inspect: 4 });
});
