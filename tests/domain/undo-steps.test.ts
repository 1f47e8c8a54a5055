/** An undo in steps: its numbers grow to the total, what it leaves between two steps is whole, and stopped behind any step and asked for again it ends as one that ran through. */
import type { UndoReport } from '../../src/contract/journal-views';
import type { Cell } from '../../src/core/table/cell';
import { acceptFindings } from '../../src/domain/cleaning/accept';
import { putIntoArchive } from '../../src/domain/cleaning/archive-desk';
import { viewJournal } from '../../src/domain/journal/journal-view';
import { undoAction } from '../../src/domain/journal/undo';
import type { Ports } from '../../src/domain/ports';
import { setUpBase } from '../../src/domain/set-up';
import { acceptAll, addColumns, scan, valueOf } from './cleaning-base';
import { MemoryWorld, wholeTab } from './in-memory-ports';

const CLIENTS = 520;

/** Clients whose birthdays are written so and so, each second one right already, so that every cell to give back stands alone; formulas and notes between. */
function shop(): MemoryWorld {
  const world = new MemoryWorld();
  world.localeName = 'ru_RU';
  world.run((ports) => setUpBase(ports, 'en'));
  addColumns(world, ['birthday', 'note'].filter((key) => !world.tab('clients').marks.includes(key)));
  const { rows, marks, sheetId } = world.tab('clients');
  const [id, name, birthday, note] = ['client_id', 'name', 'birthday', 'note'].map((key) => marks.indexOf(key)) as [number, number, number, number];
  for (let index = 0; index < CLIENTS; index += 1) {
    const row: Cell[] = marks.map(() => '');
    row[id] = `K-${index}`;
    row[name] = `Client ${index}`;
    row[birthday] = index % 2 === 0 ? `${10 + (index % 18)}.03.19${60 + (index % 39)}` : { day: 30_000 + index };
    rows.push(row);
  }
  world.run(({ book }) => {
    book.setPatterns(sheetId, [{ areas: [{ rowIndex: 2, columnIndex: birthday, rowCount: CLIENTS - 1, columnCount: 1 }], pattern: 'dd.MM.yyyy' }]);
    book.writeFormulas(sheetId, 3, note, [['=B4&"!"']]);
    book.writeContents(sheetId, 6, note, { values: [['calls on Mondays']], formats: [['General']], notes: [['ask his wife']], backgrounds: [['#ffee00']] });
  });
  return world;
}

/** Both write down what takes an undo several steps: scattered cells, and scattered rows that went into a tab made for them. */
const ACTIONS: readonly (readonly [name: string, total: number, run: (world: MemoryWorld) => void])[] = [
  ['a cleaning of scattered cells', CLIENTS / 2, (world) => {
    const { part, ids } = acceptAll(scan(world), 'birthday');
    expect(ids).toHaveLength(CLIENTS / 2);
    let actionId = '';
    for (let at = 0; at < ids.length;) {
      const asked = ids.slice(at);
      const former = actionId;
      const report = valueOf(world.run((ports) => acceptFindings(ports, { part, ids: asked, actionId: former, last: true })));
      at += report.dealtWith;
      ({ actionId } = report);
    }
  }],
  // Rows that left Clients, and the same rows in the Archive.
  ['an archive of scattered clients', 2 * 173, (world) => {
    const ids = Array.from({ length: 173 }, (_unused, index) => `K-${index * 3}`);
    valueOf(world.run((ports) => putIntoArchive(ports, ids, 'moved away')));
  }],
];

const lastAction = (world: MemoryWorld): string => valueOf(world.run((ports) => viewJournal(ports))).lastActionId ?? '';

/** Everything but the Journal and what the system notes for itself. */
const picture = (world: MemoryWorld): unknown => world.tabs.filter(({ key }) => key !== 'journal' && key !== 'settings').map((tab) => ({ ...wholeTab(tab) as object, gridRows: undefined }));

/** One call of an undo; each question for the time stands for a service call of 110 ms where it is slow. */
function step(world: MemoryWorld, actionId: string, isSlow = true): UndoReport {
  const slow = (ports: Ports): Ports => (isSlow ? { ...ports, clock: { ...ports.clock, now: () => (world.nowMs += 110) } } : ports);
  return valueOf(world.run((ports) => undoAction(slow(ports), actionId)));
}

function undoToItsEnd(world: MemoryWorld, actionId: string): UndoReport {
  let report = step(world, actionId);
  for (let turn = 0; !report.finished; turn += 1) {
    if (turn > 50) throw new Error('no end of the undo');
    report = step(world, actionId);
  }
  return report;
}

describe.each(ACTIONS)('%s', (_name, total, run) => {
  test('undone in steps, the numbers only grow, up to the total, and the last report counts the whole', () => {
    const world = shop();
    const before = picture(world);
    run(world);
    const actionId = lastAction(world);
    const whole = step(world.clone(), actionId, false);
    expect(whole.finished).toBe(true);
    const reports: UndoReport[] = [];
    do reports.push(step(world, actionId)); while (reports[reports.length - 1]?.finished === false && reports.length < 50);
    const steps = reports.slice(0, -1).map(({ progress }) => progress);
    expect(steps.length).toBeGreaterThanOrEqual(2);
    expect(new Set(steps.map((progress) => progress?.total))).toEqual(new Set([total]));
    const done = [0, ...steps.map((progress) => progress?.done ?? -1)];
    done.slice(1).forEach((now, index) => expect(now).toBeGreaterThan(done[index] ?? 0));
    expect(done[done.length - 1]).toBeLessThanOrEqual(total);
    expect(reports[reports.length - 1]).toEqual(whole);
    expect(whole.progress).toBeUndefined();
    expect(whole.cellsRestored + whole.rowsRemoved + whole.rowsRestored).toBe(total);
    expect(picture(world)).toEqual(before);
  });

  test('stopped behind any step and asked for again, it ends in the very workbook of an undo that ran through', () => {
    const begin = shop();
    const before = picture(begin);
    run(begin);
    const actionId = lastAction(begin);
    const through = begin.clone();
    step(through, actionId, false);
    expect(picture(through)).toEqual(before);
    for (const stage = begin.clone(); !step(stage, actionId).finished;) {
      // The list tells it from one that nobody began to take back.
      const [entry] = valueOf(stage.clone().run((ports) => viewJournal(ports))).entries;
      expect(entry).toMatchObject({ actionId, state: 'done', stateText: 'undo not finished' });
      expect(lastAction(stage)).toBe(actionId);
      const world = stage.clone();
      undoToItsEnd(world, actionId);
      expect(picture(world)).toEqual(picture(through));
      expect(valueOf(world.run((ports) => viewJournal(ports))).entries[0]).toMatchObject({ actionId, state: 'undone', stateText: 'undone' });
    }
  });

  test('cut off in any of its slices and asked for again, it gives everything back too', () => {
    const begin = shop();
    const before = picture(begin);
    run(begin);
    const actionId = lastAction(begin);
    const { calls } = begin.clone().run((ports) => undoAction(ports, actionId));
    expect(calls.length).toBeGreaterThan(200);
    for (let killAt = 12; killAt < calls.length; killAt += 13) {
      const world = begin.clone();
      expect(world.run((ports) => undoAction(ports, actionId), killAt, killAt % 2 === 0 ? 'before' : 'after').killed).toBe(true);
      expect(undoToItsEnd(world, actionId)).toMatchObject({ keptCells: 0, keptRows: 0 });
      expect([killAt, picture(world)]).toEqual([killAt, before]);
    }
  });

  test('between two steps each cell is as before or as after, with its format, and no row stands where it never stood', () => {
    const world = shop();
    const cells = (): readonly string[][] => {
      const { rows, sheetId } = world.tab('clients');
      const { rowCount, columnCount } = { rowCount: rows.length, columnCount: rows[0]?.length ?? 0 };
      const { values, formats } = world.run(({ book }) => book.readContents(sheetId, { rowIndex: 0, columnIndex: 0, rowCount, columnCount })).value ?? { values: [], formats: [] };
      return values.map((row, r) => row.map((cell, c) => `${JSON.stringify(cell)} ${formats[r]?.[c] ?? ''}`));
    };
    const byClient = (rows: readonly string[][]): Map<string, string[]> => new Map(rows.map((row) => [row[0] ?? '', row]));
    const before = cells();
    run(world);
    const after = byClient(cells());
    const then = byClient(before);
    const order = before.map(([client]) => client);
    const actionId = lastAction(world);
    let steps = 0;
    for (; !step(world, actionId).finished; steps += 1) {
      const now = cells();
      const places = now.map(([client]) => order.indexOf(client));
      expect(places).toEqual([...places].sort((a, b) => a - b));
      const note = world.tab('clients').marks.indexOf('note');
      // Formulas of rows that come back are written when all of them stand.
      const odd = [...byClient(now)].flatMap(([client, row]) => row.filter((cell, column) => column !== note && cell !== then.get(client)?.[column] && cell !== after.get(client)?.[column]).map((cell) => `${client}: ${cell}`));
      expect(odd).toEqual([]);
    }
    expect(steps).toBeGreaterThanOrEqual(2);
  });
});

test('an undo of few cells is one call, whatever a call costs: nothing is written down to go on from', () => {
  const world = shop();
  const { part, ids } = acceptAll(scan(world), 'birthday');
  valueOf(world.run((ports) => acceptFindings(ports, { part, ids: ids.slice(0, 95), actionId: '', last: true })));
  expect(step(world, lastAction(world))).toMatchObject({ finished: true, cellsRestored: 95 });
});
