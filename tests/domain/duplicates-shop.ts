/** A small shop with rows of one person: a pair, a group of three, exact doubles, people who only look alike; orders, letters, own columns. */
import type { DuplicateGroupView, DuplicateMerge, DuplicatesView, MergeReport } from '../../src/contract/duplicates-views';
import type { Issue, Outcome } from '../../src/core/issue';
import type { Cell } from '../../src/core/table/cell';
import { mergeDuplicates } from '../../src/domain/duplicates/merge';
import { mergeExact } from '../../src/domain/duplicates/merge-exact';
import { scanDuplicates, viewGroup } from '../../src/domain/duplicates/views';
import { viewJournal } from '../../src/domain/journal/journal-view';
import { undoAction } from '../../src/domain/journal/undo';
import type { Ports } from '../../src/domain/ports';
import { recalculate } from '../../src/domain/recalculate';
import { setUpBase } from '../../src/domain/set-up';
import { COMPUTED_CLIENT_COLUMNS } from '../../src/domain/tab-specs';
import { MemoryWorld } from './in-memory-ports';

type Row = Readonly<Record<string, Cell>>;

/** A row of a tab by column keys; titles of own columns stand in `own`. */
function row(world: MemoryWorld, tab: string, cells: Row): Cell[] {
  const { marks, rows } = world.tab(tab);
  const result: Cell[] = Array.from({ length: rows[0]?.length ?? 0 }, () => '');
  for (const [key, cell] of Object.entries(cells)) {
    const index = marks.indexOf(key) >= 0 ? marks.indexOf(key) : (rows[0] ?? []).indexOf(key);
    if (index < 0) throw new Error(`no column ${key}`);
    result[index] = cell;
  }
  return result;
}

/** Adds rows below the last one. */
export function put(world: MemoryWorld, tab: string, cells: readonly Row[]): void {
  world.tab(tab).rows.push(...cells.map((entry) => row(world, tab, entry)));
}

/** A cell of the row that names a client. */
export function cellOf(world: MemoryWorld, tab: string, nameColumn: string, name: Cell, column: string): Cell | undefined {
  const { rows, marks } = world.tab(tab);
  const at = (key: string): number => (marks.indexOf(key) >= 0 ? marks.indexOf(key) : (rows[0] ?? []).indexOf(key));
  return rows.find((entry) => entry[at(nameColumn)] === name)?.[at(column)];
}

/** Client numbers in the order of the tab. */
export const clientsOf = (world: MemoryWorld): Cell[] => world.column('clients', 'client_id').filter((cell) => cell !== null && cell !== '');

const CLIENTS: readonly Row[] = [
  // A pair: one phone, the name in another order; other values differ.
  { client_id: 'K-1', name: 'Петрова Анна Сергеевна', phone: '+7 916 555-01-01', email: 'anna@example.com', note: 'любит пионы', Скидка: '5%', Улица: 'Лесная, 5' },
  { client_id: 'K-2', name: 'Анна Петрова', phone: '+7 (916) 555 01 01', email: 'petrova@example.org', note: 'звонить вечером', Скидка: '=7%', Улица: '' },
  // Three rows of one person, linked by a phone and an e-mail.
  { client_id: 'K-3', name: 'Смирнов Олег', phone: '+79035550202', email: 'oleg@example.com', note: '', Скидка: '' },
  { client_id: 'K-4', name: 'Олег Смирнов', phone: '+7 903 555-02-02', email: '', note: 'самовывоз', Скидка: 10 },
  { client_id: 'K-5', name: 'Смирнов О.', phone: '', email: 'oleg@example.com', note: '', Скидка: '' },
  // Mother and daughter with one phone.
  { client_id: 'K-6', name: 'Котова Яна', phone: '+79035550303', email: '', note: '', Скидка: '' },
  { client_id: 'K-7', name: 'Котова Ольга', phone: '+79035550303', email: '', note: '', Скидка: '' },
  { client_id: 'K-8', name: 'Зайцев Лев', phone: '+79035550404', email: 'lev@example.com', note: '', Скидка: '' },
];

const ORDERS: readonly Row[] = [
  { order: '1', date: { day: 45000 }, client: 'K-1', amount: 100 }, { order: '2', date: { day: 45010 }, client: 'K-2', amount: 200.5 },
  { order: '3', date: { day: 45020 }, client: 'K-1', amount: 300 }, { order: '4', date: { day: 45030 }, client: 'K-3', amount: 50 },
  { order: '5', date: { day: 45040 }, client: 'K-4', amount: 60 }, { order: '6', date: { day: 45050 }, client: 'K-5', amount: 70 },
  { order: '7', date: { day: 45055 }, client: 'K-8', amount: 80 }, { order: '8', date: { day: 45060 }, client: 'K-1', amount: 10 },
  { order: '', date: { day: 45061 }, client: 'K-4', amount: 5 }, { order: '', date: { day: 45061 }, client: 'K-4', amount: 5 },
];

/** The recalculated shop, with two columns of the owner. */
export function shop(clients: readonly Row[] = CLIENTS, orders: readonly Row[] = ORDERS): MemoryWorld {
  const world = new MemoryWorld();
  world.run((ports) => setUpBase(ports, 'ru'));
  const tab = world.tab('clients');
  tab.rows[0] = [...(tab.rows[0] ?? []), 'Скидка', 'Улица'];
  put(world, 'clients', clients);
  put(world, 'orders', orders);
  put(world, 'outbox', [{ mailing: 'M1', letter: 'L1', client: 'K-2', email: 'petrova@example.org', state: 'отправлено' }, { mailing: 'M1', letter: 'L2', client: 'K-8', email: 'lev@example.com', state: 'отправлено' }]);
  put(world, 'send_log', [
    { mailing: 'M1', letter: 'L1', client: 'k-2', address_hash: 'h1', attempt: 1, state: 'sent', time: 1 },
    { mailing: 'M1', letter: 'L2', client: 'k-8', address_hash: 'h2', attempt: 1, state: 'sent', time: 2 },
  ]);
  world.run((ports) => recalculate(ports));
  return world;
}

/** Clients in pairs of the same phone and name, one order each. */
export function pairedShop(count: number): MemoryWorld {
  const clients = Array.from({ length: count }, (_unused, index): Row => {
    const pair = Math.floor(index / 2);
    const name = `Клиент${'абвгдежзик'.charAt(pair % 10)} Тест${String.fromCharCode(1072 + Math.floor(index / 20))}`;
    return { client_id: `N-${index}`, name, phone: `+7916000${1000 + pair}`, email: index % 2 === 0 ? '' : `n${index}@example.com`, note: `строка ${index}`, Скидка: index % 4 };
  });
  return shop(clients, clients.map(({ client_id }, index) => ({ order: String(index), date: { day: 45_000 + (index % 90) }, client: client_id ?? '', amount: 10 })));
}

/** The value of an execution that came to its end; the codes of its issues where there is none. */
function valueOf<T>(done: Outcome<T | null> | null): T {
  if (done === null) throw new Error('killed');
  if (done.value === null) throw new Error(done.issues.map(({ code }: Issue) => code).join());
  return done.value;
}

/** The scan as the page gets it. */
export function scan(world: MemoryWorld): DuplicatesView {
  return valueOf(world.run((ports) => scanDuplicates(ports)).value);
}

/** A group as the page gets it. */
export function group(world: MemoryWorld, ...members: readonly string[]): DuplicateGroupView {
  return valueOf(world.run((ports) => viewGroup(ports, members.join('\n'))).value);
}

/** Merges a group to its end. */
export function merge(world: MemoryWorld, request: DuplicateMerge): MergeReport {
  return valueOf(world.run((ports) => mergeDuplicates(ports, request)).value);
}

/** One step of exact merges as the page asks for it after a scan, whatever was done of it before. */
export function exactStep(rows: number): (ports: Ports) => Outcome<unknown> {
  return (ports) => {
    const left = scanDuplicates(ports).value?.exactRows ?? 0;
    return left === 0 ? { value: rows, issues: [] } : mergeExact(ports, { rows: left, actionId: '' });
  };
}

export const lastAction = (world: MemoryWorld): string | null => world.run((ports) => viewJournal(ports)).value?.value?.lastActionId ?? null;

/** Takes an action back in as many calls as it needs. */
export function undo(world: MemoryWorld, actionId = lastAction(world) ?? ''): void {
  for (let step = 0; step < 20; step += 1) if (valueOf(world.run((ports) => undoAction(ports, actionId)).value).finished) return;
}

/** Every cell but the grey ones, the state and what is outside of an undo. */
export function picture(world: MemoryWorld): unknown {
  return world.tabs.filter(({ key }) => key === null || !['consents', 'send_log', 'journal', 'segment_history'].includes(key)).map(({ name, key, rows, marks }) => {
    const grey = new Set(key === 'clients' ? COMPUTED_CLIENT_COLUMNS.map((column) => marks.indexOf(column)) : []);
    const lines = rows.filter((cells) => !cells.includes('state.base') && !cells.includes('state.today'));
    return [name, lines.map((cells) => cells.filter((_cell, index) => !grey.has(index)).map((cell) => JSON.stringify(cell ?? '')).join(' ').replace(/(?: "")*$/, ''))];
  });
}

/**
 * Kills a merge before and after each of its service calls. Undone it must give back the workbook as it began; asked again it must end as
 * an undisturbed one does, and then be undone the same. Returns the number of calls.
 */
export function sweepKills(begin: MemoryWorld, step: (ports: Ports) => Outcome<unknown>, moments: readonly ('before' | 'after')[] = ['before', 'after']): number {
  const before = picture(begin);
  const former = lastAction(begin);
  const end = begin.clone();
  valueOf(end.run(step).value);
  const after = [picture(end), end.column('send_log', 'client')];
  const calls = begin.clone().run(step).calls.length;
  for (let killAt = 1; killAt <= calls; killAt += 1) {
    for (const moment of moments) {
      const world = begin.clone();
      expect(world.run(step, killAt, moment).killed).toBe(true);
      const again = world.clone();
      undoSince(world, former);
      expect([killAt, moment, picture(world)]).toEqual([killAt, moment, before]);
      valueOf(again.run(step).value);
      expect([killAt, moment, picture(again), again.column('send_log', 'client')]).toEqual([killAt, moment, ...after]);
      undoSince(again, former);
      expect([killAt, moment, picture(again)]).toEqual([killAt, moment, before]);
    }
  }
  return calls;
}

/** Takes back everything that was begun after an action, the newest first. */
function undoSince(world: MemoryWorld, former: string | null): void {
  for (let action = lastAction(world); action !== null && action !== former; action = lastAction(world)) undo(world, action);
}

/** The request that the page makes of a group as proposed. */
export function requestOf(view: DuplicateGroupView, choices: Readonly<Record<string, string>> = {}): DuplicateMerge {
  return { members: view.members.map(({ member, fingerprint }) => ({ member, fingerprint })), survivor: view.members[view.survivor]?.member ?? '', choices };
}
