/** Undo of imports and settings: the exact cells come back, also after a kill at any service call; what the owner changed stays. */
import type { UndoReport } from '../../src/contract/journal-views';
import type { ImportPlan } from '../../src/contract/import-views';
import type { Cell } from '../../src/core/table/cell';
import { finishImport, importChunk, importStatus, startImport } from '../../src/domain/import-orders';
import { viewHome } from '../../src/domain/home';
import type { Change } from '../../src/domain/journal/changes';
import { changeTexts, readChange } from '../../src/domain/journal/changes';
import { fingerprintOf, rowFingerprint } from '../../src/domain/journal/fingerprint';
import { MOST_LINES } from '../../src/domain/journal/journal-tab';
import { viewJournal } from '../../src/domain/journal/journal-view';
import { undoAction } from '../../src/domain/journal/undo';
import { recalculate } from '../../src/domain/recalculate';
import type { Ports } from '../../src/domain/ports';
import { saveSettings } from '../../src/domain/settings-tab';
import { COMPUTED_CLIENT_COLUMNS } from '../../src/domain/tab-specs';
import type { MemoryWorld } from './in-memory-ports';
import { dormantBase, importRows, SAMPLE_PLAN } from './sample-base';

const PLAN: ImportPlan = {
  ...SAMPLE_PLAN,
  fileName: 'july.csv',
  header: [...SAMPLE_PLAN.header, 'Goods', 'Town', 'Origin'],
  mapping: { ...SAMPLE_PLAN.mapping, product: 7, city: 8 },
  extraColumns: [6, 9],
  rowCount: 30,
};
const CHUNK_ROWS = 10;

/** 30 orders of known and new clients: equal rows without a number, a mail address that comes with a later chunk. */
const ROWS: readonly (readonly Cell[])[] = Array.from({ length: 30 }, (_unused, index) => {
  const number = index % 6 === 5 ? '' : `J-${index}`;
  const client = `Client ${1 + (index % 8)}`;
  return [number, '05.07.2023', client, number === '' ? '7,00' : `${index + 1},00`, index < 20 ? '' : `${client.replace(' ', '').toLowerCase()}@example.org`, '', 'North', number === '' ? '' : `thing ${index % 3}`, index % 2 === 0 ? 'Riga' : '', number === '' ? '' : 'web'];
});

const CLIENTS_PLAN: ImportPlan = {
  ...SAMPLE_PLAN, kind: 'clients', fileName: 'people.csv', header: ['Client', 'Name', 'E-mail', 'Phone', 'Town', 'Birthday', 'Consent', 'Manager'],
  mapping: { client: 0, name: 1, email: 2, phone: 3, city: 4, birthday: 5, consent: 6, manager: 7 }, extraColumns: [], rowCount: 4,
};

const CLIENTS: readonly (readonly Cell[])[] = [
  ['Client 1', '', '', '+371 20000001', 'Riga', '', '', ''], ['Client 2', '', '', '+371 20000002', '', '', 'yes', ''],
  ['New one', '', 'new@example.org', '', '', '1990-05-01', '', ''], ['New two', 'Two', '', '', '', '', '', 'Olga'],
];

const SETTINGS = { 'dormancy.minSilenceDays': '45', 'abc.by': 'count', columns: 'lifecycle, rating', 'rfm.scale': '5' };

/** A base with owner's notes, an empty cell to fill, and orders without numbers that look like some to come. */
function shop(): MemoryWorld {
  const world = dormantBase(4);
  const clients = world.tab('clients');
  const put = (rowIndex: number, key: string, cell: Cell): void => { (clients.rows[rowIndex] ?? [])[clients.marks.indexOf(key)] = cell; };
  put(2, 'email', '');
  put(1, 'note', 'calls on Mondays');
  put(3, 'name', 'Cleo');
  const orders = world.tab('orders');
  orders.rows.push(['', { day: 45112 }, 'Client 6', 7, 'North', ''], ['', { day: 45112 }, 'Client 6', 7, 'North', '']);
  world.run((ports) => recalculate(ports));
  return world;
}

/**
 * Every cell and mark of the workbook but Consents, Send log and Journal, the state and Today cells of Settings and the grey columns.
 * Formats of cells and hidden columns are not compared.
 */
function picture(world: MemoryWorld): unknown {
  return world.tabs.filter(({ key }) => key === null || !['consents', 'send_log', 'journal', 'segment_history'].includes(key)).map(({ name, key, rows, marks }) => {
    const grey = new Set(key === 'clients' ? COMPUTED_CLIENT_COLUMNS.map((column) => marks.indexOf(column)) : []);
    const lines = rows.map((row) => row.filter((_cell, index) => !grey.has(index)).map((cell) => JSON.stringify(cell ?? '')));
    return {
      name,
      columns: marks.filter((mark, index) => !grey.has(index) && mark !== null),
      rows: lines
        .filter((row) => !row.includes('"state.base"') && !row.includes('"state.today"'))
        .map((row) => row.join(' ').replace(/(?:^| )""(?: "")*$/, ''))
        .filter((row) => row !== ''),
    };
  });
}

/** A cell as text. */
const shown = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : JSON.stringify(cell ?? ''));

const lastAction = (world: MemoryWorld): string | null => world.run((ports) => viewJournal(ports)).value?.value?.lastActionId ?? null;

function undo(world: MemoryWorld, actionId = lastAction(world) ?? ''): UndoReport {
  const done = world.run((ports) => undoAction(ports, actionId)).value;
  if (done?.value === null || done?.value === undefined) throw new Error(done?.issues.map(({ code }) => code).join() ?? 'killed');
  return done.value;
}

/** The executions of an import, one after the other; each may be run again. */
type Step = (ports: Ports, world: MemoryWorld) => unknown;
const importId = (world: MemoryWorld): string => world.run((ports) => importStatus(ports)).value?.value?.importId ?? '';
const chunkStep = (chunkIndex: number): Step => (ports, world) =>
  importChunk(ports, { importId: importId(world), chunkIndex, rows: ROWS.slice(chunkIndex * CHUNK_ROWS, (chunkIndex + 1) * CHUNK_ROWS) });
const ACTIONS: readonly (readonly [name: string, steps: readonly Step[]])[] = [
  ['an import of orders', [
    (ports) => startImport(ports, PLAN, 'en'), chunkStep(0), chunkStep(1), chunkStep(2),
    (ports, world) => finishImport(ports, importId(world)),
  ]],
  ['an import of clients', [
    (ports) => startImport(ports, CLIENTS_PLAN, 'en'),
    (ports, world) => importChunk(ports, { importId: importId(world), chunkIndex: 0, rows: CLIENTS }),
    (ports, world) => finishImport(ports, importId(world)),
  ]],
  ['saving settings', [(ports) => saveSettings(ports, SETTINGS)]],
];

function runAll(world: MemoryWorld, steps: readonly Step[], from = 0): void {
  steps.slice(from).forEach((step) => world.run((ports) => step(ports, world)));
}

describe.each(ACTIONS)('%s', (_name, steps) => {
  test('undone at once gives back every cell of the workbook', () => {
    const world = shop();
    const before = picture(world);
    runAll(world, steps);
    expect(picture(world)).not.toEqual(before);
    const report = undo(world);
    expect(report).toMatchObject({ finished: true, keptRows: 0, keptCells: 0, keptColumns: 0 });
    expect(picture(world)).toEqual(before);
    expect(world.run((ports) => viewJournal(ports)).value?.value?.entries[0]?.state).toBe('undone');
  });

  test('killed at any call, then undone, gives back every cell; killed and run again it is whole, and undone the same', () => {
    const begin = shop();
    const before = picture(begin);
    const former = lastAction(begin);
    const end = begin.clone();
    runAll(end, steps);
    const after = picture(end);
    const stage = begin.clone();
    let kills = 0;
    steps.forEach((step, index) => {
      const calls = stage.clone().run((ports) => step(ports, stage)).calls.length;
      for (let killAt = 1; killAt <= calls; killAt += 1) {
        // After one call is before the next one but for the call's own effect: both by turns.
        for (const moment of [killAt % 2 === 0 ? 'before' : 'after'] as const) {
          const world = stage.clone();
          expect(world.run((ports) => step(ports, world), killAt, moment).killed).toBe(true);
          const again = world.clone();
          if (lastAction(world) !== former) undo(world);
          expect([index, killAt, moment, picture(world)]).toEqual([index, killAt, moment, before]);
          // Taken back after a kill, it can be done anew and is an action of its own.
          runAll(world, steps);
          expect([index, killAt, moment, picture(world)]).toEqual([index, killAt, moment, after]);
          undo(world);
          expect([index, killAt, moment, picture(world)]).toEqual([index, killAt, moment, before]);
          runAll(again, steps, index);
          expect([index, killAt, moment, picture(again)]).toEqual([index, killAt, moment, after]);
          undo(again);
          expect([index, killAt, moment, picture(again), lastAction(again)]).toEqual([index, killAt, moment, before, former]);
          kills += 1;
        }
      }
      stage.run((ports) => step(ports, stage));
    });
    expect(kills).toBeGreaterThan(20);
  });

  test('an undo killed at any call and called again gives back every cell', () => {
    const begin = shop();
    const before = picture(begin);
    runAll(begin, steps);
    // The owner sorts: rows to remove no longer stand together.
    const orders = begin.tab('orders');
    const [header = [], ...rows] = orders.rows;
    orders.rows = [header, ...rows.slice().sort((a, b) => shown(a[3]).localeCompare(shown(b[3])))];
    const actionId = lastAction(begin) ?? '';
    const calls = begin.clone().run((ports) => undoAction(ports, actionId)).calls.length;
    expect(calls).toBeGreaterThan(6);
    const sorted = (whole: unknown): unknown => (whole as { rows: string[] }[]).map((tab) => ({ ...tab, rows: [...tab.rows].sort() }));
    for (let killAt = 1; killAt <= calls; killAt += 1) {
      for (const moment of ['before', 'after'] as const) {
        const world = begin.clone();
        expect(world.run((ports) => undoAction(ports, actionId), killAt, moment).killed).toBe(true);
        expect(undo(world, actionId)).toMatchObject({ finished: true, keptRows: 0, keptCells: 0, keptColumns: 0 });
        expect([killAt, moment, sorted(picture(world))]).toEqual([killAt, moment, sorted(before)]);
      }
    }
  });
});

describe('an import of orders that the owner went on with', () => {
  const imported = (): MemoryWorld => {
    const world = shop();
    runAll(world, ACTIONS[0]?.[1] ?? []);
    return world;
  };

  test('is found again after a recalculation, sorting, renaming and moving, and the figures count as stale', () => {
    const world = shop();
    const numbers = world.column('orders', 'order').length;
    runAll(world, ACTIONS[0]?.[1] ?? []);
    world.run((ports) => recalculate(ports));
    expect(world.run((ports) => viewHome(ports)).value?.value.stage).toBe('ready');
    for (const key of ['orders', 'clients']) {
      const tab = world.tab(key);
      const [header = [], ...rows] = tab.rows;
      tab.rows = [header, ...rows.reverse()];
      const width = Math.max(...tab.rows.map((row) => row.length));
      tab.rows.forEach((row) => { while (row.length < width) row.push(''); row.unshift(row.pop() ?? ''); });
      while (tab.marks.length < width) tab.marks.push(null);
      tab.marks.unshift(tab.marks.pop() ?? null);
      header[tab.marks.indexOf(key === 'orders' ? 'amount' : 'email')] = 'Renamed';
      tab.name = `My ${key}`;
    }
    const report = undo(world);
    expect(report).toMatchObject({ rowsRemoved: 31, keptRows: 0, keptCells: 0, keptColumns: 0, columnsRemoved: 3 });
    expect(world.column('orders', 'order')).toHaveLength(numbers);
    expect(world.column('clients', 'client_id')).toEqual(['Client 6', 'Client 4', 'Client 3', 'Client 2', 'Client 1']);
    expect(world.column('clients', 'email')).toEqual(['', 'c4@example.com', 'c3@example.com', '', 'c1@example.com']);
    expect(world.run((ports) => viewHome(ports)).value?.value.stage).toBe('stale');
  });

  test('leaves rows and cells he changed since, names them, and keeps the columns they need', () => {
    const world = imported();
    const orders = world.tab('orders');
    const clients = world.tab('clients');
    const changed = orders.rows.findIndex((row) => row[0] === 'J-8');
    (orders.rows[changed] ?? [])[3] = 99;
    (clients.rows[2] ?? [])[clients.marks.indexOf('email')] = 'mine@example.org';
    const report = undo(world);
    expect(report).toMatchObject({ keptRows: 1, keptCells: 1, finished: true });
    expect(report.text).toContain('Kept: 1 cell you changed since, 1 row you changed or moved away since');
    expect(report.keptPlaces).toEqual([{ sheet: 'Clients', rowNumber: 3, column: 'E-mail' }, { sheet: 'Orders', rowNumber: 24, column: null }].sort((a, b) => (a.sheet < b.sheet ? 1 : -1)));
    expect(orders.rows[23]?.slice(0, 4)).toEqual(['J-8', { day: 45112 }, 'Client 1', 99]);
    expect(world.column('clients', 'email')[1]).toBe('mine@example.org');
    // The kept row holds a product and an origin.
    expect(report.keptColumns).toBe(2);
    expect(orders.rows[0]).toContain('Origin');
  });

  test('makes figures stale also where no order was touched', () => {
    const world = shop();
    runAll(world, ACTIONS[1]?.[1] ?? []);
    world.run((ports) => recalculate(ports));
    undo(world);
    expect(world.run((ports) => viewHome(ports)).value?.value.stage).toBe('stale');
    world.run((ports) => recalculate(ports));
    expect(world.run((ports) => viewHome(ports)).value?.value.stage).toBe('ready');
  });

  test('removes only as many of equal rows as it added, and those it wrote', () => {
    const world = imported();
    const { rows } = world.tab('orders');
    const equal = (client: string): Cell[][] => rows.filter((row) => row[0] === '' && row[2] === client && row[3] === 7);
    rows.push(...[...equal('Client 4'), ...equal('Client 4')].map((row) => [...row]));
    // Those of Client 6 stood there before, so that the import added none.
    expect([equal('Client 4').length, equal('Client 6').length]).toEqual([3, 2]);
    undo(world);
    expect([equal('Client 4').length, equal('Client 6').length]).toEqual([2, 2]);
  });

  test('keeps a client who asked for no letters since, and one whose file said so', () => {
    const world = shop();
    const rows = [['X-1', '05.07.2023', 'Quiet', '5', '', '', '', 'yes'], ['X-2', '05.07.2023', 'Loud', '5', '', '', '', ''], ['X-3', '05.07.2023', 'Client 1', '5', '', '', '', 'yes']];
    importRows(world, rows, { header: [...SAMPLE_PLAN.header, 'Unsubscribed'], mapping: { ...SAMPLE_PLAN.mapping, unsubscribed: 7 } });
    const report = undo(world);
    expect(report.rowsRemoved).toBe(4);
    expect(world.column('clients', 'client_id')).not.toContain('Loud');
    expect(world.column('clients', 'client_id')).toContain('Quiet');
    expect(world.column('clients', 'unsubscribed')[0]).toBe('yes');
    expect(report.text).toContain('2 clients who want no letters');
  });

  test('not finished yet, it ends with its undo: no further chunk is written', () => {
    const world = shop();
    runAll(world, (ACTIONS[0]?.[1] ?? []).slice(0, 2));
    const id = importId(world);
    const before = world.tab('orders').rows.length;
    undo(world);
    expect(world.tab('orders').rows.length).toBe(before - CHUNK_ROWS + 1);
    expect(world.run((ports) => importChunk(ports, { importId: id, chunkIndex: 1, rows: ROWS.slice(10, 20) })).value?.issues.map(({ code }) => code)).toEqual(['import.unknown']);
  });

  test('undone and imported again it is an action of its own, which can be undone too', () => {
    const world = shop();
    const before = picture(world);
    for (let time = 0; time < 2; time += 1) {
      runAll(world, ACTIONS[0]?.[1] ?? []);
      expect(undo(world).rowsRemoved).toBe(31);
    }
    expect(picture(world)).toEqual(before);
  });

  test('an earlier action can be undone while later ones stand', () => {
    const world = imported();
    const first = lastAction(world) ?? '';
    runAll(world, ACTIONS[1]?.[1] ?? []);
    world.run((ports) => saveSettings(ports, { 'abc.by': 'count' }));
    undo(world, first);
    expect(world.column('clients', 'client_id')).toEqual(['Client 1', 'Client 2', 'Client 3', 'Client 4', 'Client 6', 'New one', 'New two']);
    expect(world.column('clients', 'phone').filter((cell) => cell !== '')).toHaveLength(2);
    expect(world.run((ports) => viewJournal(ports)).value?.value?.entries.map(({ state }) => state)).toEqual(['done', 'done', 'undone', 'done']);
  });

  test('refuses as a whole where the person may not edit', () => {
    const world = imported();
    const before = picture(world);
    world.protectedSheet = world.tab('orders').sheetId;
    const actionId = lastAction(world) ?? '';
    expect(world.run((ports) => undoAction(ports, actionId)).value?.issues.map(({ code }) => code)).toEqual(['range.protected']);
    expect(picture(world)).toEqual(before);
  });

  test('goes on in a second call when its time was up', () => {
    const world = imported();
    const orders = world.tab('orders');
    // Every second row is the owner's, so that each row to remove is a run of its own.
    const [header = [], ...rows] = orders.rows;
    orders.rows = [header, ...rows.slice(0, 22), ...rows.slice(22).flatMap((row, index) => [row, [`own ${index}`, { day: 45000 }, 'Client 1', 1]])];
    const actionId = lastAction(world) ?? '';
    const slow = (ports: Ports): Ports => ({ ...ports, clock: { ...ports.clock, now: () => { world.nowMs += 2000; return world.nowMs; } } });
    const first = world.run((ports) => undoAction(slow(ports), actionId)).value?.value;
    expect(first).toMatchObject({ finished: false });
    expect(first?.text).toContain('Not finished yet');
    let report = first;
    for (let turn = 0; turn < 10 && report?.finished === false; turn += 1) report = world.run((ports) => undoAction(slow(ports), actionId)).value?.value;
    expect(report).toMatchObject({ finished: true, keptRows: 0 });
    expect(orders.rows.filter((row) => shown(row[0]).startsWith('J-'))).toEqual([]);
    expect(orders.rows.filter((row) => shown(row[0]).startsWith('own'))).toHaveLength(28);
  });
});

describe('settings that were changed again since', () => {
  test('stay and are counted, the others come back', () => {
    const world = shop();
    runAll(world, ACTIONS[2]?.[1] ?? []);
    const row = world.tab('settings').rows.find((cells) => cells.includes('abc.by')) ?? [];
    row[1] = 'share';
    const changed = world.tab('settings').rows.find((cells) => cells.includes('dormancy.minSilenceDays')) ?? [];
    changed[1] = '60';
    const report = undo(world);
    // One was typed back by hand already.
    expect(report).toMatchObject({ cellsRestored: 1, keptCells: 1 });
    expect(changed[1]).toBe('60');
    expect(world.tab('settings').rows.find((cells) => cells.includes('columns'))?.[1]).toBe('lifecycle, temperature');
  });

  test('a row made for a setting that the base did not have is removed again', () => {
    const world = shop();
    const settings = world.tab('settings');
    settings.rows = settings.rows.filter((row) => !row.includes('ltv.formula'));
    const before = picture(world);
    world.run((ports) => saveSettings(ports, { 'ltv.formula': 'retention' }));
    expect(picture(world)).not.toEqual(before);
    undo(world);
    expect(picture(world)).toEqual(before);
  });

  test('saving what stands there already is no action', () => {
    const world = shop();
    const former = lastAction(world);
    world.run((ports) => saveSettings(ports, { 'rfm.scale': '5' }));
    expect(lastAction(world)).toBe(former);
  });
});

describe('the Journal', () => {
  test('takes two counted calls of a chunk (header, lines), none of one that changes nothing, two of the end', () => {
    for (const [steps, last] of [[ACTIONS[0]?.[1] ?? [], 3], [ACTIONS[1]?.[1] ?? [], 1]] as const) {
      const world = shop();
      runAll(world, steps.slice(0, last));
      const journal = world.tab('journal').sheetId;
      const ofJournal = (step: Step | undefined): number => {
        let count = 0;
        world.run((ports) => {
          const counting = <T extends unknown[], R>(work: (sheetId: number, ...rest: T) => R) => (sheetId: number, ...rest: T): R => {
            if (sheetId === journal) count += 1;
            return work(sheetId, ...rest);
          };
          const { book } = ports;
          step?.({ ...ports, book: { ...book, read: counting(book.read), readHeader: counting(book.readHeader), write: counting(book.write), formatAsText: counting(book.formatAsText) } }, world);
        });
        return count;
      };
      expect([ofJournal(steps[last]), ofJournal(steps[last + 1]), ofJournal(steps[0])]).toEqual([2, 2, 0]);
      expect(ofJournal(steps[1])).toBe(0);
    }
  });

  test('tells who did what, the newest first, at most twenty', () => {
    const world = shop();
    runAll(world, ACTIONS[0]?.[1] ?? []);
    runAll(world, ACTIONS[1]?.[1] ?? []);
    const entries = world.run((ports) => viewJournal(ports)).value?.value?.entries ?? [];
    expect(entries.map(({ title, details, what, actor, time, stateText }) => [title, details, what, actor, time, stateText])).toEqual([
      ['Import of clients', 'people.csv', 'Clients: 2 rows added, Clients: 2 cells changed, 2 columns added', 'owner@example.com', '2024-06-15 09:00:00', 'done'],
      ['Import of orders', 'july.csv', 'Orders: 28 rows added, Clients: 3 rows added, Clients: 7 cells changed, 3 columns added', 'owner@example.com', '2024-06-15 09:00:00', 'done'],
      ['Import of orders', 'orders.csv', 'Orders: 20 rows added, Clients: 4 rows added, 1 column added', 'owner@example.com', '2024-06-15 09:00:00', 'done'],
    ]);
    for (let index = 0; index < 20; index += 1) world.run((ports) => saveSettings(ports, { 'dormancy.minSilenceDays': String(20 + index) }));
    expect(world.run((ports) => viewJournal(ports)).value?.value?.entries).toHaveLength(20);
  });

  test('is found when its columns were moved, made when it was deleted, and widened when it is from before', () => {
    for (const change of [
      (world: MemoryWorld) => { const { rows, marks } = world.tab('journal'); rows.forEach((row) => row.reverse()); marks.reverse(); },
      (world: MemoryWorld) => { world.tabs.splice(world.tabs.indexOf(world.tab('journal')), 1); },
      (world: MemoryWorld) => { const journal = world.tab('journal'); journal.rows = [(journal.rows[0] ?? []).slice(0, 4)]; journal.marks = journal.marks.slice(0, 4); },
    ]) {
      const world = shop();
      const before = picture(world);
      change(world);
      runAll(world, ACTIONS[0]?.[1] ?? []);
      undo(world);
      expect(picture(world)).toEqual(before);
    }
  });

  test('a line changed by hand is named and what it tells of stays', () => {
    const world = shop();
    runAll(world, ACTIONS[0]?.[1] ?? []);
    const journal = world.tab('journal');
    const line = journal.rows.find((row) => row.some((cell) => typeof cell === 'string' && /^orders:rows:33:/.test(cell))) ?? [];
    const at = journal.marks.indexOf('fingerprint');
    line[at] = shown(line[at]).slice(0, -3);
    const report = undo(world);
    expect(report.issues.map(({ code }) => code)).toEqual(['journal.lineDamaged']);
    expect(world.column('orders', 'order').filter((cell) => shown(cell).startsWith('J-'))).toHaveLength(8);
  });

  test('forgets its oldest actions beyond the limit and says so; the last ones can still be undone', () => {
    const world = shop();
    const journal = world.tab('journal');
    const first = world.run((ports) => viewJournal(ports)).value?.value?.entries[0]?.actionId;
    const line = journal.rows[1] ?? [];
    while (journal.rows.length <= MOST_LINES) journal.rows.push([...line]);
    const saved = world.run((ports) => saveSettings(ports, { 'abc.by': 'count' })).value?.value;
    expect(saved?.issues.map(({ code }) => code)).toEqual(['journal.pruned']);
    const entries = world.run((ports) => viewJournal(ports)).value?.value?.entries ?? [];
    expect(entries.map(({ title }) => title)).toEqual(['Settings saved']);
    expect(journal.rows.filter((row) => row.some((cell) => cell !== ''))).toHaveLength(3);
    undo(world);
    expect(world.tab('settings').rows.find((row) => row.includes('abc.by'))?.[1]).toBe('share');
    expect(world.run((ports) => undoAction(ports, first ?? '')).value?.issues.map(({ code }) => code)).toEqual(['journal.actionMissing']);
  });

  test('recalculation writes nothing there', () => {
    const world = shop();
    const before = world.tab('journal').rows.length;
    world.run((ports) => recalculate(ports));
    expect(world.tab('journal').rows.length).toBe(before);
  });

  test('no cell of it is longer than a cell may be, whatever is written down', () => {
    const fingerprints = Array.from({ length: 12_345 }, (_unused, index) => fingerprintOf(String(index)));
    const cells = fingerprints.map((after, index) => ({ row: `Client "${index}"`, before: index % 3 === 0 ? ' ' : '', after }));
    const staying = fingerprints.map((text) => [text, 2] as const);
    const changes: readonly Change[] = [
      { what: 'rows', tab: 'orders', firstRowIndex: 7, fingerprints }, { what: 'cells', tab: 'clients', column: 'email', cells }, { what: 'undo', tab: 'orders', missing: 4, staying, returning: [], spareRows: 990 },
    ];
    for (const change of changes) {
      const lines = changeTexts(change);
      expect(lines.length).toBeGreaterThan(2);
      for (const line of lines) for (const text of [line.area, line.before, line.fingerprint]) expect(text.length).toBeLessThan(50_000);
      const itemsOf = (part: ReturnType<typeof readChange>): readonly unknown[] => (part?.what === 'rows' ? part.fingerprints : part?.what === 'cells' ? part.cells : part?.what === 'undo' ? part.staying : []);
      const read = lines.map((line) => readChange(line));
      expect(read.map((part) => part?.what)).toEqual(lines.map(() => change.what));
      expect(read.flatMap(itemsOf)).toEqual(itemsOf(change));
    }
  });

  test('fingerprints tell rows apart, and dates from their serial numbers do not differ', () => {
    const names = ['date', 'client', null, ''];
    const row: Cell[] = [{ day: 45000, secondOfDay: 45_296 }, 'Anna', 5, 'x'];
    expect(rowFingerprint([45000 + 45_296 / 86_400, ' Anna ', 6, 'x', ''], names)).toBe(rowFingerprint(row, names));
    for (const other of [[{ day: 45000 }, 'Anna', 5, 'x'], ['Anna', { day: 45000, secondOfDay: 45_296 }, 5, 'x'], [{ day: 45000, secondOfDay: 45_296 }, 'Anna', 5, 'x', 'y']] as Cell[][]) {
      expect(rowFingerprint(other, names)).not.toBe(rowFingerprint(row, names));
    }
    const many = new Set(Array.from({ length: 200_000 }, (_unused, index) => fingerprintOf(`order=J-${index}`)));
    expect(many.size).toBe(200_000);
  });
});
