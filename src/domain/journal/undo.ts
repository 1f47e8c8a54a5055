/** Takes an action back: cells as they were, appended rows and columns gone; what somebody changed since stays and is named. */
import type { KeptPlace, UndoReport } from '../../contract/journal-views';
import type { Issue, Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { isNumericKeyColumn } from '../../core/table/client-key';
import { runsOf } from '../../core/table/index-runs';
import type { Base, Table } from '../base';
import { openBase } from '../base';
import { cellText } from '../cells';
import { forgetImport, loadImport } from '../import-state';
import { issueViews } from '../issue-view';
import { LOCK_WAIT_MS } from '../lock-wait';
import type { Ports } from '../ports';
import { applySettingsNow } from '../settings-tab';
import { say } from '../words';
import type { Change } from './changes';
import { cellFingerprint } from './fingerprint';
import type { RecordedAction } from './journal-tab';
import { endAction, Journal } from './journal-tab';
import type { TabUndo } from './undo-plan';
import { planTabUndo, writtenCells } from './undo-plan';

/** Rows that the owner scattered are removed run by run; after this time the rest waits for the next call. */
const UNDO_TIME_MS = 20_000;
const PLACES_NAMED = 20;

/** What was done and what stayed. */
interface Tally {
  rows: number;
  columns: number;
  cells: number;
  keptRows: number;
  keptCells: number;
  keptColumns: number;
  keptOptOuts: number;
  readonly places: KeptPlace[];
}

/**
 * Undoes an action. Nothing outside Orders, Clients and Settings is touched: Consents, Send log, Outbox and letters stay, and so do
 * clients who asked for no letters. An undo that was cut off goes on when it is called again: each step looks at what stands now.
 * Counted calls: lock, Settings, Journal, one read for each tab, the import's state, then one write for each run of cells, one deletion
 * for each run of rows, and the Journal's lines.
 */
export function undoAction(ports: Ports, actionId: string): Outcome<UndoReport | null> {
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) return outcome(null, opened.issues);
  const journal = new Journal(base);
  const actions = journal.read();
  const action = actions.find(({ id }) => id === actionId);
  if (action === undefined) return outcome(null, [issue('journal.actionMissing')]);
  const tally: Tally = { rows: 0, columns: 0, cells: 0, keptRows: 0, keptCells: 0, keptColumns: 0, keptOptOuts: 0, places: [] };
  if (action.state === 'undone') return outcome(reportOf(base, action, tally, true, []));
  const later = actions.filter(({ number, state }) => number > action.number && state !== 'undone').flatMap(({ changes }) => changes);
  const issues: Issue[] = action.damaged > 0 ? [issue('journal.lineDamaged', { count: action.damaged })] : [];
  const finished = action.kind === 'settings' ? outcome(undoSettings(base, action, tally)) : undoImport(base, journal, action, later, tally);
  if (finished.value === null) return outcome(null, finished.issues);
  ports.book.flush();
  if (finished.value) {
    if (action.kind === 'settings') applySettingsNow(ports, action.changes.some((change) => change.what === 'cells' && change.cells.some(({ row }) => row === 'columns')));
    journal.write(action, 'undone', []);
    ports.book.flush();
  }
  ports.lock.release();
  return outcome(reportOf(base, action, tally, finished.value, issues));
}

function undoImport(base: Base, journal: Journal, action: RecordedAction, later: readonly Change[], tally: Tally): Outcome<boolean | null> {
  const { ports } = base;
  const startedMs = ports.clock.now();
  const plans: { readonly key: 'orders' | 'clients'; readonly plan: TabUndo }[] = [];
  for (const key of ['orders', 'clients'] as const) {
    if (!action.changes.some(({ tab }) => tab === key)) continue;
    const { value: table, issues } = base.table(key);
    if (table === null) return outcome(null, issues);
    plans.push({ key, plan: planTabUndo(key, table, action.changes, hasNumericKeys(table), later) });
  }
  const refused = plans.filter(({ plan }) => !canEdit(base, plan.table)).map(({ plan }) => issue('range.protected', { range: plan.table.tab.name }));
  if (refused.length > 0) return outcome(null, refused);
  // No chunk of an import that is taken back may be written afterwards.
  if (loadImport(ports)?.actionId === action.id) forgetImport(ports);
  const begun = plans.flatMap(({ plan }) => (plan.begun === null ? [] : [{ sheetId: plan.table.tab.sheetId, change: plan.begun }]));
  if (begun.length > 0) journal.write(action, action.state, begun);
  const orders = plans.find(({ key }) => key === 'orders')?.plan;
  const { recalculated } = base.state;
  // No recalculation has this number of rows: the figures count as stale until the next one, also when this one is cut off.
  base.remember({ recalculated: recalculated === null ? null : { ...recalculated, orderRows: -1 } });
  if (orders !== undefined) base.remember({ orderRows: Math.max(0, orders.table.rows.length - 1 - orders.rowIndexes.length) });
  endAction(base, action.id);
  base.saveState();
  for (const { plan } of plans) writeCells(base, plan, tally);
  for (const { plan } of plans) if (!removeRows(base, plan, tally, startedMs + UNDO_TIME_MS)) return outcome(false);
  for (const { plan } of plans) {
    if (plan.columnIndexes.length > 0) ports.book.removeColumns(plan.table.tab.sheetId, plan.columnIndexes);
    tally.columns += plan.columnIndexes.length;
    tallyKept(plan, tally);
  }
  return outcome(true);
}

function hasNumericKeys(table: Table): boolean {
  const column = table.columns.get('client_id');
  return column !== undefined && isNumericKeyColumn(table.rows.slice(1).map((row) => row[column] ?? null));
}

function canEdit(base: Base, { tab, rows }: Table): boolean {
  return base.ports.book.canEdit(tab.sheetId, [{ rowIndex: 0, columnIndex: 0, rowCount: Math.max(1, rows.length), columnCount: Math.max(1, rows[0]?.length ?? 1) }]);
}

function writeCells(base: Base, { table, cells }: TabUndo, tally: Tally): void {
  const byColumn = new Map<number, Map<number, TabUndo['cells'][number]>>();
  for (const cell of cells) {
    const column = byColumn.get(cell.columnIndex) ?? new Map<number, TabUndo['cells'][number]>();
    byColumn.set(cell.columnIndex, column.set(cell.rowIndex, cell));
  }
  byColumn.forEach((column, columnIndex) => {
    for (const run of runsOf([...column.keys()])) {
      base.ports.book.write(table.tab.sheetId, run.first, columnIndex, Array.from({ length: run.count }, (_unused, offset) => [column.get(run.first + offset)?.before ?? null]));
    }
  });
  tally.cells += cells.length;
}

/** Removes rows from the lowest run up, so that those above stay where they are; false when the time is up. */
function removeRows(base: Base, { table, rowIndexes }: TabUndo, tally: Tally, untilMs: number): boolean {
  for (const run of runsOf(rowIndexes).reverse()) {
    if (base.ports.clock.now() > untilMs) return false;
    base.ports.book.removeRows(table.tab.sheetId, run.first, run.count);
    tally.rows += run.count;
  }
  return true;
}

function tallyKept(plan: TabUndo, tally: Tally): void {
  tally.keptRows += plan.keptRows;
  tally.keptCells += plan.keptCells.length;
  tally.keptColumns += plan.keptColumns;
  tally.keptOptOuts += plan.keptOptOuts;
  const sheet = plan.table.tab.name;
  for (const { rowIndex, columnIndex } of [...plan.keptCells, ...plan.keptRowPlaces].slice(0, Math.max(0, PLACES_NAMED - tally.places.length))) {
    const above = plan.rowIndexes.filter((removed) => removed < rowIndex).length;
    tally.places.push({ sheet, rowNumber: rowIndex - above + 1, column: columnIndex === null ? null : (plan.table.titles[columnIndex] ?? '') });
  }
}

/** Values of settings as they were; rows of settings that the action made are removed. */
function undoSettings(base: Base, action: RecordedAction, tally: Tally): boolean {
  const { ports, place } = base;
  const { sheetId } = place.tab;
  const madeRows: number[] = [];
  for (const { row: key, before, afters } of writtenCells(action.changes).values()) {
    const rowIndex = place.rows.get(key);
    if (rowIndex === undefined) continue;
    const text = cellText(place.cells.get(key));
    if (afters.has(cellFingerprint(text))) {
      if (before === null) madeRows.push(rowIndex);
      else {
        ports.book.write(sheetId, rowIndex, place.valueColumn, [[before]]);
        tally.cells += 1;
      }
    } else if (before === null || text !== cellText(before)) {
      tally.keptCells += 1;
      if (tally.places.length < PLACES_NAMED) tally.places.push({ sheet: place.tab.name, rowNumber: rowIndex + 1, column: null });
    }
  }
  endAction(base, action.id);
  base.saveState();
  for (const run of runsOf(madeRows).reverse()) ports.book.removeRows(sheetId, run.first, run.count);
  tally.rows += madeRows.length;
  return true;
}

function reportOf(base: Base, action: RecordedAction, tally: Tally, finished: boolean, issues: readonly Issue[]): UndoReport {
  return {
    actionId: action.id,
    finished,
    rowsRemoved: tally.rows,
    columnsRemoved: tally.columns,
    cellsRestored: tally.cells,
    keptRows: tally.keptRows + tally.keptOptOuts,
    keptCells: tally.keptCells,
    keptColumns: tally.keptColumns,
    keptPlaces: tally.places,
    text: reportText(base, action, tally, finished),
    issues: issueViews(issues, base.language),
  };
}

function reportText(base: Base, action: RecordedAction, tally: Tally, finished: boolean): string {
  const { language } = base;
  const list = (entries: readonly (readonly [Parameters<typeof say>[1], number])[]): string =>
    entries.filter(([, count]) => count > 0).map(([key, count]) => say(language, key, { count })).join(', ');
  const done = list([['undo.rows', tally.rows], ['undo.cells', tally.cells], ['undo.columns', tally.columns]]);
  const kept = list([['undo.keptCells', tally.keptCells], ['undo.keptRows', tally.keptRows], ['undo.keptColumns', tally.keptColumns], ['undo.keptOptOuts', tally.keptOptOuts]]);
  const sentences = [done === '' ? say(language, 'undo.nothing') : say(language, 'undo.done', { list: done })];
  if (kept !== '') sentences.push(say(language, 'undo.kept', { list: kept }));
  if (!finished) sentences.push(say(language, 'undo.more'));
  else if (done !== '' && action.kind !== 'settings') sentences.push(say(language, 'undo.stale'));
  return sentences.join(' ');
}
