/** Bulk edits: written down whole before anything changes; killed at any service call, continued and undone, the workbook is the same to the last note. */
import type { UndoReport } from '../../src/contract/journal-views';
import type { Outcome } from '../../src/core/issue';
import { outcome } from '../../src/core/issue';
import type { Cell } from '../../src/core/table/cell';
import type { Base, Table } from '../../src/domain/base';
import { openBase } from '../../src/domain/base';
import type { CellEdit, EditCounts, TabEdit } from '../../src/domain/journal/bulk-edit';
import { closeAction, writeEdits } from '../../src/domain/journal/bulk-edit';
import { beginAction, endAction, MOST_CHARACTERS } from '../../src/domain/journal/journal-tab';
import { viewJournal } from '../../src/domain/journal/journal-view';
import { undoAction } from '../../src/domain/journal/undo';
import type { Ports } from '../../src/domain/ports';
import { setUpBase } from '../../src/domain/set-up';
import { soundTab } from '../../src/domain/sound-tab';
import { MemoryWorld, wholeTab } from './in-memory-ports';

const CLIENTS: readonly (readonly Cell[])[] = [
  ['C1', 'Ann', 'ann@example.com', 79001112233, '', '', 'calls on Mondays'],
  ['C2', 'Anna', 'ann@example.org', '8 900 111-22-33', '', '', ''],
  ['C3', 'Bob', '', '+7 900 222-33-44', 'yes', '', ''],
  ['C4', 'Bob', '', '8 900 222 33 44', 'yes', '', ''],
  ['C5', 'Cleo', 'cleo@example.com', '', '', '', 'pays in cash'],
  ['C6', 'Dan', '', '', '', '', ''],
  ['C7', 'Gone', 'gone@example.com', '007', '', '', 'the last one'],
];

const ORDERS: readonly (readonly Cell[])[] = [
  ['1', { day: 45_000 }, 'C1', 10], ['2', { day: 45_001 }, 'C2', 20], ['', { day: 45_002 }, 'C2', 30], ['', { day: 45_002 }, 'C1', 30],
  ['5', { day: 45_003 }, 'C3', 50], ['', { day: 45_002 }, 'C2', 30], ['', { day: 45_004 }, 'C6', 5], ['', { day: 45_004 }, 'C6', 5], ['9', { day: 45_005 }, 'C5', 90],
];

/** A base with formulas, notes, colours and formats where an owner would have them. */
function shop(): MemoryWorld {
  const world = new MemoryWorld();
  world.run((ports) => setUpBase(ports, 'en'));
  world.tab('clients').rows.push(...CLIENTS.map((row) => [...row]));
  world.tab('orders').rows.push(...ORDERS.map((row) => [...row]));
  const clients = world.tab('clients').sheetId;
  world.run(({ book }) => {
    book.writeFormulas(clients, 2, 1, [['=UPPER("anna")']]);
    book.writeFormulas(clients, 7, 1, [['=B2&"!"']]);
    book.writeContents(clients, 4, 6, { values: [['']], formats: [['0.00']], notes: [['ask his wife']], backgrounds: [['#ffee00']] });
    book.setPatterns(clients, [{ areas: [{ rowIndex: 7, columnIndex: 3, rowCount: 1, columnCount: 1 }], pattern: '@' }]);
  });
  return world;
}

const ACTION = 'merge';

/** A cell as text. */
const shown = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : JSON.stringify(cell ?? ''));

function tableOf(base: Base, key: 'clients' | 'orders'): Table {
  const { value } = base.table(key);
  if (value === null) throw new Error(`no ${key}`);
  return value;
}

/** Cells of a column that are to be otherwise, as they stand now. */
function changes(table: Table, column: string, afterOf: (row: readonly Cell[]) => Cell | undefined, asText = false): CellEdit[] {
  const columnIndex = table.columns.get(column) ?? -1;
  return table.rows.flatMap((row, rowIndex): CellEdit[] => {
    const after = rowIndex === 0 ? undefined : afterOf(row);
    const before = row[columnIndex] ?? '';
    return after === undefined || JSON.stringify(after) === JSON.stringify(before) ? [] : [{ rowIndex, column, columnIndex, before, after, ...(asText ? { asText } : {}) }];
  });
}

const clientOf = (table: Table, row: readonly Cell[]): Cell => row[table.columns.get(table.columns.has('client') ? 'client' : 'client_id') ?? -1] ?? null;
const rowsOf = (table: Table, clients: readonly string[]): number[] => table.rows.flatMap((row, rowIndex) => (rowIndex > 0 && clients.includes(shown(clientOf(table, row))) ? [rowIndex] : []));

function block(table: Table, key: string, client: string): TabEdit['appended'] {
  const columnIndex = table.columns.get(key) ?? -1;
  if (table.rows.some((row) => row[columnIndex] === client)) return undefined;
  return { rowIndex: Math.max(1, table.rows.length), columnIndexes: [columnIndex], textColumns: [columnIndex], rows: [Array.from({ length: columnIndex + 1 }, (_cell, at) => (at === columnIndex ? client : null))] };
}

/** What the action wants now: it is planned again from what stands, as every caller does after a kill. */
function edits(base: Base, step: number): TabEdit[] {
  const clients = tableOf(base, 'clients');
  const orders = tableOf(base, 'orders');
  if (step === 0) {
    return [
      { tab: 'orders', table: orders, cells: changes(orders, 'client', (row) => (clientOf(orders, row) === 'C2' ? 'C1' : undefined)) },
      {
        tab: 'clients', table: clients, cells: [
          ...changes(clients, 'phone', (row) => ({ C1: '+79001112233', C2: '+79001112233', C4: '+79002223344' })[shown(clientOf(clients, row))], true),
          ...changes(clients, 'name', (row) => (clientOf(clients, row) === 'C2' ? 'Ann' : undefined)),
          ...changes(clients, 'email', (row) => (['C1', 'C2'].includes(shown(clientOf(clients, row))) ? 'ann@example.com' : undefined)),
        ],
      },
    ];
  }
  const archive = soundTab(base, 'archive', actionOf(base));
  const own = (edit: Omit<TabEdit, 'appended'>, appended: TabEdit['appended']): TabEdit => (appended === undefined ? edit : { ...edit, appended });
  return [
    own({ tab: 'clients', table: clients, removedRows: rowsOf(clients, ['C2', 'C4', 'C5', 'C7']) }, block(clients, 'client_id', 'C8')),
    own({ tab: 'archive', table: archive }, block(archive, 'client', 'C2')),
    { tab: 'orders', table: orders, removedRows: rowsOf(orders, ['C3', 'C6']), cells: changes(orders, 'amount', (row) => (clientOf(orders, row) === 'C5' ? 91 : undefined)) },
  ];
}

const actionOf = (base: Base): ReturnType<typeof beginAction> => beginAction(base, ACTION, 'the same', 'four clients');

/** The whole action in one execution. */
function run(ports: Ports): Outcome<EditCounts | null> {
  ports.lock.acquire(0);
  const base = openBase(ports).value;
  if (base === null) return outcome(null);
  const action = actionOf(base);
  for (const step of [0, 1]) {
    const written = writeEdits(base, action, edits(base, step));
    if (written.value === null) return written;
  }
  const issues = closeAction(base, action);
  endAction(base, action.id);
  base.saveState();
  ports.book.flush();
  ports.lock.release();
  return outcome({ cells: 0, rowsAdded: 0, rowsRemoved: 0 }, issues);
}

/** Everything of the workbook but the Journal and the memory of the base. */
function picture(world: MemoryWorld): unknown {
  return world.tabs.filter(({ key }) => key !== 'journal' && key !== 'settings').map((tab) => wholeTab(tab));
}

const lastAction = (world: MemoryWorld): string => world.run((ports) => viewJournal(ports)).value?.value?.entries[0]?.actionId ?? '';

function undo(world: MemoryWorld, actionId = lastAction(world)): UndoReport {
  const done = world.run((ports) => undoAction(ports, actionId)).value;
  if (done?.value === null || done?.value === undefined) throw new Error(done?.issues.map(({ code }) => code).join() ?? 'killed');
  return done.value;
}

/** Sets a cell of a client's row. */
function put(world: MemoryWorld, client: string, key: string, cell: Cell): void {
  const { rows, marks } = world.tab('clients');
  const row = rows.find((candidate) => candidate[0] === client || candidate[marks.indexOf('client_id')] === client);
  if (row === undefined) throw new Error(`no ${client}`);
  row[marks.indexOf(key)] = cell;
}

/** Turns the data rows of a tab round, as a sort does. */
function turnRound(world: MemoryWorld, key: string): void {
  const { rows } = world.tab(key);
  rows.splice(1, rows.length - 1, ...rows.slice(1).reverse());
}

const clientsNow = (world: MemoryWorld): Cell[] => world.column('clients', 'client_id');

describe('a bulk edit of clients, orders and the archive', () => {
  test('undone gives back cells, formulas, formats, notes, colours and rows at their place, and takes the made tab away', () => {
    const world = shop();
    const before = picture(world);
    world.run(run);
    expect(world.column('clients', 'client_id')).toEqual(['C1', 'C3', 'C6', 'C8']);
    expect(world.column('orders', 'client')).toEqual(['C1', 'C1', 'C1', 'C1', 'C1', 'C5']);
    expect(world.column('archive', 'client')).toEqual(['C2']);
    expect(undo(world)).toMatchObject({ finished: true, rowsRemoved: 2, rowsRestored: 7, keptRows: 0, keptCells: 0, issues: [] });
    expect(picture(world)).toEqual(before);
  });

  test('killed at any service call, continued and undone gives back everything', () => {
    const start = shop();
    const before = picture(start);
    const calls = start.clone().run(run).calls.length;
    expect(calls).toBeGreaterThan(20);
    for (let killAt = 1; killAt <= calls; killAt += 1) {
      for (const moment of ['before', 'after'] as const) {
        const world = start.clone();
        world.run(run, killAt, moment);
        world.run(run);
        expect([killAt, moment, world.column('clients', 'client_id'), world.column('orders', 'amount')]).toEqual([killAt, moment, ['C1', 'C3', 'C6', 'C8'], [10, 20, 30, 30, 30, 91]]);
        const journal = world.run((ports) => viewJournal(ports)).value?.value?.entries.filter(({ state }) => state !== 'undone') ?? [];
        for (const { actionId } of journal) expect(undo(world, actionId)).toMatchObject({ finished: true, keptRows: 0, keptCells: 0 });
        expect([killAt, moment, picture(world)]).toEqual([killAt, moment, before]);
      }
    }
  });

  test('killed at any service call and undone at once gives back everything', () => {
    const start = shop();
    const before = picture(start);
    const calls = start.clone().run(run).calls.length;
    for (let killAt = 1; killAt <= calls; killAt += 1) {
      const world = start.clone();
      world.run(run, killAt);
      if (lastAction(world) !== '') undo(world);
      expect([killAt, picture(world)]).toEqual([killAt, before]);
    }
  });

  test('an undo killed at any service call and called again gives back everything', () => {
    const start = shop();
    const before = picture(start);
    start.run(run);
    const actionId = lastAction(start);
    const calls = start.clone().run((ports) => undoAction(ports, actionId)).calls.length;
    expect(calls).toBeGreaterThan(20);
    for (let killAt = 1; killAt <= calls; killAt += 1) {
      for (const moment of ['before', 'after'] as const) {
        const world = start.clone();
        world.run((ports) => undoAction(ports, actionId), killAt, moment);
        expect(undo(world, actionId)).toMatchObject({ finished: true, keptRows: 0, keptCells: 0 });
        expect([killAt, moment, picture(world)]).toEqual([killAt, moment, before]);
      }
    }
  });
});

describe('a bulk edit that the owner went on with', () => {
  const done = (): MemoryWorld => {
    const world = shop();
    world.run(run);
    return world;
  };

  test('keeps and names what he changed since; the rest comes back', () => {
    const world = done();
    put(world, 'C1', 'phone', '+7 999');
    put(world, 'C8', 'note', 'a good one');
    const report = undo(world);
    expect(report).toMatchObject({ finished: true, rowsRestored: 7, rowsRemoved: 1, keptCells: 1, keptRows: 1 });
    expect(report.keptPlaces).toEqual([{ sheet: 'Clients', rowNumber: 2, column: 'Phone' }, { sheet: 'Clients', rowNumber: 9, column: null }]);
    expect(report.text).toBe('Undone: 1 row removed, 7 rows back at their place, 4 cells as before. Kept: 1 cell you changed since, 1 row you changed or moved away since. Recalculate to bring the figures up to date.');
    expect(clientsNow(world)).toEqual(['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8']);
    expect(world.column('clients', 'phone').slice(0, 2)).toEqual(['+7 999', '8 900 111-22-33']);
  });

  test('finds cells and places again after sorting, inserting rows and moving columns', () => {
    const world = done();
    const clients = world.tab('clients');
    clients.rows.splice(1, 0, ['C0', 'First', '', '', '', '', '']);
    clients.rows.forEach((row) => row.unshift(row.splice(3, 1)[0] ?? ''));
    clients.marks.unshift(...clients.marks.splice(3, 1));
    turnRound(world, 'orders');
    const report = undo(world);
    expect(report).toMatchObject({ finished: true, rowsRestored: 7, keptRows: 0, keptCells: 0 });
    expect(clientsNow(world)).toEqual(['C0', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7']);
    expect(world.column('clients', 'phone')).toEqual(['', 79001112233, '8 900 111-22-33', '+7 900 222-33-44', '8 900 222 33 44', '', '', '007']);
    const { rows, marks } = world.tab('orders');
    const pairs = rows.slice(1).map((row) => `${shown(row[marks.indexOf('order')])} ${shown(row[marks.indexOf('client')])} ${shown(row[marks.indexOf('amount')])}`);
    expect([...pairs].sort()).toEqual([...ORDERS.map((row) => `${shown(row[0])} ${shown(row[2])} ${shown(row[3])}`)].sort());
  });

  test('does not bring a row back that stands again', () => {
    const world = done();
    world.tab('clients').rows.push(['C7', 'value of =B2&"!"', 'gone@example.com', '007', '', '', 'the last one']);
    undo(world);
    expect(clientsNow(world).filter((client) => client === 'C7')).toHaveLength(1);
  });

  test('leaves an opt-out alone that the edit wrote', () => {
    const world = shop();
    world.run((ports) => {
      const base = openBase(ports).value;
      if (base === null) return;
      const table = tableOf(base, 'clients');
      const action = beginAction(base, 'clean', 'x', 'x');
      writeEdits(base, action, [{ tab: 'clients', table, cells: [...changes(table, 'unsubscribed', () => 'yes'), ...changes(table, 'city', () => 'Riga')] }]);
      closeAction(base, action);
      endAction(base, action.id);
      base.saveState();
    });
    expect(undo(world)).toMatchObject({ cellsRestored: 0, keptRows: CLIENTS.length });
    expect(world.column('clients', 'unsubscribed')).toEqual(CLIENTS.map(() => 'yes'));
  });

  test('undone after a later edit of the same cells it leaves those; in the order of the list everything comes back', () => {
    const start = shop();
    const before = picture(start);
    start.run(run);
    start.run((ports) => {
      const base = openBase(ports).value;
      if (base === null) return;
      const orders = tableOf(base, 'orders');
      const action = beginAction(base, 'clean', 'later', 'later');
      writeEdits(base, action, [{ tab: 'orders', table: orders, cells: changes(orders, 'amount', (row) => Number(row[3]) + 1000) }]);
      endAction(base, action.id);
      base.saveState();
    });
    const [later = '', earlier = ''] = start.run((ports) => viewJournal(ports)).value?.value?.entries.map(({ actionId }) => actionId) ?? [];
    const inOrder = start.clone();
    undo(inOrder, later);
    undo(inOrder, earlier);
    expect(picture(inOrder)).toEqual(before);
    const other = start.clone();
    expect(undo(other, earlier)).toMatchObject({ finished: true, keptCells: 1, keptRows: 0 });
    expect(other.column('orders', 'client')).toEqual(ORDERS.map((row) => row[2]));
    // Two equal orders without a number went to another client since and stand elsewhere: one of them cannot be told any more.
    expect(undo(other, later)).toMatchObject({ finished: true, keptCells: 0, keptRows: 1 });
    expect(other.column('orders', 'amount')).toEqual([10, 20, 30, 30, 50, 1030, 5, 5, 91]);
  });

  test('goes on in further calls when its time is up after a few cells', () => {
    const world = shop();
    const before = picture(world);
    world.run(run);
    const actionId = lastAction(world);
    const reports: UndoReport[] = [];
    while (reports.length < 40 && reports[reports.length - 1]?.finished !== true) {
      const slow = (ports: Ports): Ports => ({ ...ports, clock: { ...ports.clock, now: () => { world.nowMs += 6000; return world.nowMs; } } });
      const report = world.run((ports) => undoAction(slow(ports), actionId)).value?.value;
      if (report === null || report === undefined) throw new Error('refused');
      reports.push(report);
    }
    expect(reports[0]?.cellsRestored).toBeGreaterThan(0);
    expect(reports.length).toBeGreaterThan(3);
    // The last report counts the whole undo.
    expect(reports[reports.length - 1]).toMatchObject({ finished: true, cellsRestored: 5, rowsRestored: 7, rowsRemoved: 2, keptCells: 0, keptRows: 0 });
    expect(picture(world)).toEqual(before);
  });

  test('goes on in a second call when its time was up', () => {
    const start = shop();
    const before = picture(start);
    start.run(run);
    const actionId = lastAction(start);
    const slow = (ports: Ports): ReturnType<typeof undoAction> => {
      const { book } = ports;
      let moves = 0;
      return undoAction({ ...ports, book: new Proxy(book, {
        get: (target, name: keyof typeof book) => (name !== 'moveRows' ? target[name] : (...args: Parameters<typeof book.moveRows>) => {
          moves += 1;
          if (moves === 1) start.nowMs += 30_000;
          target.moveRows(...args);
        }),
      }) }, actionId);
    };
    const reports: (boolean | undefined)[] = [];
    for (let time = 0; time < 9 && reports[reports.length - 1] !== true; time += 1) reports.push(start.run(slow).value?.value?.finished);
    expect(reports).toEqual([false, false, false, false, true]);
    expect(picture(start)).toEqual(before);
  });
});

describe('what is written', () => {
  test('is counted: the Journal twice, two reads for cells, five for rows, one write for each rectangle', () => {
    const world = shop();
    const steps: string[][] = [];
    world.run((ports) => {
      const base = openBase(ports).value;
      if (base === null) return;
      const counted = (work: () => void): void => {
        const from = (ports as Ports & { readonly calls: string[] }).calls.length;
        work();
        steps.push((ports as Ports & { readonly calls: string[] }).calls.slice(from));
      };
      const plans = edits(base, 0);
      const action = actionOf(base);
      counted(() => { writeEdits(base, action, plans); });
      counted(() => { writeEdits(base, action, [{ tab: 'clients', table: tableOf(base, 'clients'), cells: [] }]); });
      const table = tableOf(base, 'clients');
      counted(() => { writeEdits(base, action, [{ tab: 'clients', table, removedRows: [7, 2, 3] }]); });
      counted(() => { closeAction(base, action); });
    });
    expect(steps).toEqual([
      // Orders: two rows, one row; clients: the phones of two, of a third; a name with its address; another address.
      ['read formulas', 'read formats', 'read formulas', 'read formats', 'read', 'write', 'write', 'write', 'format', 'write', 'write', 'write'],
      ['read'],
      ['read', 'read formulas', 'read notes', 'read backgrounds', 'read formats', 'write', 'removeRows', 'removeRows'],
      ['write'],
    ]);
  });

  test('is nothing at all where the owner protected one range of it', () => {
    for (const [key, area] of [
      ['clients', { rowIndex: 1, columnIndex: 3, rowCount: 1, columnCount: 1 }], ['orders', { rowIndex: 6, columnIndex: 2, rowCount: 1, columnCount: 1 }],
    ] as const) {
      const world = shop();
      const before = picture(world);
      world.protectedAreas.push({ sheetId: world.tab(key).sheetId, area });
      const refused = world.run(run).value;
      expect(refused?.issues).toEqual([expect.objectContaining({ code: 'range.protected', place: { sheet: key === 'clients' ? 'Clients' : 'Orders' } })]);
      expect(picture(world)).toEqual(before);
      expect(world.tab('journal').rows).toHaveLength(1);
    }
  });

  test('is not refused for a protected cell between those it writes', () => {
    const world = shop();
    world.protectedAreas.push({ sheetId: world.tab('orders').sheetId, area: { rowIndex: 4, columnIndex: 2, rowCount: 1, columnCount: 1 } });
    const first = world.run((ports) => {
      const base = openBase(ports).value;
      return base === null ? null : writeEdits(base, actionOf(base), edits(base, 0).slice(0, 1));
    }).value;
    expect(first?.value).toEqual({ cells: 3, rowsAdded: 0, rowsRemoved: 0 });
  });

  test('its undo is refused whole where a range is protected by then', () => {
    const world = shop();
    world.run(run);
    const after = picture(world);
    world.protectedAreas.push({ sheetId: world.tab('clients').sheetId, area: { rowIndex: 2, columnIndex: 1, rowCount: 1, columnCount: 1 } });
    const { value } = world.run((ports) => undoAction(ports, lastAction(world)));
    expect(value?.issues).toEqual([expect.objectContaining({ code: 'range.protected', place: { sheet: 'Clients' } })]);
    expect(picture(world)).toEqual(after);
  });

  test('a row longer than a cell of the Journal comes back whole', () => {
    const world = shop();
    const long = 'словo "quoted"\n'.repeat(3300);
    world.run(({ book }) => { book.writeContents(world.tab('clients').sheetId, 6, 6, { values: [[long]], notes: [[long]], backgrounds: [['#ffffff']], formats: [['@']] }); });
    const before = picture(world);
    world.run((ports) => {
      const base = openBase(ports).value;
      if (base === null) return;
      const action = actionOf(base);
      writeEdits(base, action, [{ tab: 'clients', table: tableOf(base, 'clients'), removedRows: [6] }]);
      endAction(base, action.id);
      base.saveState();
    });
    expect(Math.max(...world.tab('journal').rows.flat().map((cell) => shown(cell).length))).toBeLessThan(50_000);
    expect(clientsNow(world)).not.toContain('C6');
    undo(world);
    expect(picture(world)).toEqual(before);
  });

  test('a damaged line is named, and what the others tell of comes back', () => {
    const world = shop();
    world.run(run);
    const journal = world.tab('journal');
    const line = journal.rows.find((row) => row.some((cell) => typeof cell === 'string' && /^clients:removed:/.test(cell))) ?? [];
    const at = journal.marks.indexOf('before');
    line[at] = shown(line[at]).slice(0, -4);
    const report = undo(world);
    expect(report.issues.map(({ code }) => code)).toEqual(['journal.lineDamaged']);
    expect(clientsNow(world)).toEqual(['C1', 'C3', 'C6']);
    expect(world.column('orders', 'client')).toHaveLength(ORDERS.length);
  });

  test('the oldest actions are forgotten with a notice when the Journal has grown, and say so when they are to be undone', () => {
    const world = shop();
    world.run(run);
    const actionId = lastAction(world);
    const notices = world.run((ports) => {
      const base = openBase(ports).value;
      if (base === null) return [];
      base.remember({ journalCharacters: MOST_CHARACTERS + 1 });
      const journal = world.tab('journal');
      const line = journal.rows.find((row) => row.some((cell) => shown(cell).includes('clients:removed'))) ?? [];
      line[journal.marks.indexOf('details')] = 'x'.repeat(MOST_CHARACTERS);
      const table = tableOf(base, 'clients');
      const action = beginAction(base, 'clean', 'x', 'x');
      writeEdits(base, action, [{ tab: 'clients', table, cells: changes(table, 'name', () => 'Someone') }]);
      return closeAction(base, action);
    }).value;
    expect(notices).toEqual([expect.objectContaining({ code: 'journal.pruned', params: { count: 1 } })]);
    expect(world.run((ports) => undoAction(ports, actionId)).value?.issues.map(({ code }) => code)).toEqual(['journal.actionMissing']);
  });
});
