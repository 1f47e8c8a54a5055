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
import type { Ports } from '../ports';
import { continueSetUpUndo, undoSetUp } from '../set-up-undo';
import { applySettingsNow } from '../settings-tab';
import { say } from '../words';
import { underLock } from '../under-lock';
import type { LaterTabKey } from '../sound-tab';
import { laterTable, removeUnfinishedTab } from '../sound-tab';
import type { Change, ChangedTab } from './changes';
import { CHANGED_TABS } from './changes';
import { cellFingerprint } from './fingerprint';
import type { RecordedAction } from './journal-tab';
import { endAction, Journal } from './journal-tab';
import type { TabUndo } from './undo-plan';
import { planTabUndo, writtenCells } from './undo-plan';
import { bringRowsBack, removeAddedRows, undoTime, writeCellsBack } from './undo-writes';

/** After this time an undo rests as soon as what it wrote is whole, so that a page shows how far it is and can stop it. */
const STEP_MS = 5_000;
/** After this time the rest waits for the next call, wherever the undo is. */
const LONGEST_MS = 20_000;
const PLACES_NAMED = 20;

/** What was done and what stayed. */
interface Tally {
  rows: number;
  rowsBack: number;
  columns: number;
  cells: number;
  keptRows: number;
  keptCells: number;
  keptColumns: number;
  keptOptOuts: number;
  readonly places: KeptPlace[];
  /** Cells and rows that were as before when this call began, and those that were not. */
  done: number;
  left: number;
}

/**
 * Undoes an action in the tabs it changed: Consents, Send log and letters stay, and so do clients who asked for no letters. An undo that
 * was cut off goes on when it is called again: each step looks at what stands now. Counted calls: lock, Settings, Journal, one read for
 * each tab, the import's state, the Journal's lines, those of `writeCellsBack` and `bringRowsBack`, one deletion for each run of rows.
 */
export function undoAction(ports: Ports, actionId: string): Outcome<UndoReport | null> {
  return underLock(ports, () => undone(ports, actionId));
}

function undone(ports: Ports, actionId: string): Outcome<UndoReport | null> {
  const opened = openBase(ports);
  const base = opened.value;
  const journal = base === null ? null : new Journal(base);
  const actions = journal?.read() ?? [];
  const action = actions.find(({ id }) => id === actionId);
  if (base === null || journal === null || action === undefined) {
    // A set-up that was cancelled has made no base yet, and the undo of one takes the Journal away too.
    const finished = continueSetUpUndo(ports, base, actionId);
    if (finished !== null) return outcome(finished);
    return outcome(null, base === null ? opened.issues : [issue('journal.actionMissing')]);
  }
  const tally: Tally = { rows: 0, rowsBack: 0, columns: 0, cells: 0, keptRows: 0, keptCells: 0, keptColumns: 0, keptOptOuts: 0, places: [], done: 0, left: 0 };
  if (action.kind === 'personal') return outcome(null, [issue('personal.notUndone')]);
  if (action.state === 'undone') return outcome(reportOf(base, action, tally, true, []));
  if (action.kind === 'set-up') return undoSetUp(ports, base, action, actions);
  const later = actions.filter(({ number, state }) => number > action.number && state !== 'undone').flatMap(({ changes }) => changes);
  const issues: Issue[] = action.damaged > 0 ? [issue('journal.lineDamaged', { count: action.damaged })] : [];
  const finished = action.kind === 'settings' ? outcome(undoSettings(base, action, tally)) : undoData(base, journal, action, later, tally);
  if (finished.value === null) return outcome(null, finished.issues);
  ports.book.flush();
  if (finished.value) {
    if (action.kind === 'settings') applySettingsNow(ports, action.changes.some((change) => change.what === 'cells' && change.cells.some(({ row }) => row === 'columns')));
    journal.write(action, 'undone', []);
  }
  return outcome(reportOf(base, action, tally, finished.value, issues));
}

/** Tabs but Settings that an action changed. */
function tabsOf(changes: readonly Change[]): Exclude<ChangedTab, 'settings'>[] {
  return CHANGED_TABS.filter((key): key is Exclude<ChangedTab, 'settings'> => key !== 'settings' && changes.some(({ tab }) => tab === key));
}

function undoData(base: Base, journal: Journal, action: RecordedAction, later: readonly Change[], tally: Tally): Outcome<boolean | null> {
  const { ports } = base;
  const startedMs = ports.clock.now();
  const plans: { readonly key: ChangedTab; readonly plan: TabUndo }[] = [];
  const unfinished: LaterTabKey[] = [];
  for (const key of tabsOf(action.changes)) {
    const { value: table, issues } = key === 'archive' || key === 'decisions' ? outcome(laterTable(base, key)) : base.table(key);
    if (table === null && (key === 'archive' || key === 'decisions')) unfinished.push(key);
    if (table !== null) plans.push({ key, plan: planTabUndo(key, table, action.changes, hasNumericKeys(table), later, action.state === 'done', spareRowsOf(base, table)) });
    else if (issues.length > 0) return outcome(null, issues);
  }
  const refused = plans.filter(({ plan }) => !canEdit(base, plan)).map(({ plan: { table } }) => issue('range.protected', { range: table.tab.name }, { sheet: table.tab.name }));
  if (refused.length > 0) return outcome(null, refused);
  // No chunk of an import that is taken back may be written afterwards.
  if (loadImport(ports)?.actionId === action.id) forgetImport(ports);
  for (const { plan: { doneBefore, left } } of plans) {
    tally.done += doneBefore.cells + doneBefore.rows + doneBefore.rowsBack;
    tally.left += left;
  }
  const begun = plans.flatMap(({ plan }) => (plan.begun === null ? [] : [{ sheetId: plan.table.tab.sheetId, change: plan.begun }]));
  if (begun.length > 0) journal.write(action, action.state, begun);
  const orders = plans.find(({ key }) => key === 'orders')?.plan;
  const { recalculated } = base.state;
  // No recalculation has this number of rows: the figures count as stale until the next one, also when this one is cut off.
  base.remember({ recalculated: recalculated === null ? null : { ...recalculated, orderRows: -1 } });
  if (orders !== undefined) base.remember({ orderRows: orders.order.length });
  endAction(base, action.id);
  base.saveState();
  // Without its lines the next call would not know what this one did: such an undo is of few cells and rests only in need.
  const goesOn = action.changes.some(({ what }) => what === 'undo');
  const isUp = undoTime(ports.clock, goesOn || begun.length > 0 ? STEP_MS : LONGEST_MS, startedMs + LONGEST_MS);
  for (const { plan } of plans) {
    const back = writeCellsBack(base, plan, isUp);
    tally.cells += back.cells;
    if (!back.isDone) return outcome(false);
  }
  for (const { plan } of plans) {
    const removed = removeAddedRows(base, plan, isUp);
    tally.rows += removed;
    if (removed < plan.rowIndexes.length) return outcome(false);
    const back = bringRowsBack(base, plan, isUp);
    tally.rowsBack += back.rows;
    if (!back.isPlaced) return outcome(false);
  }
  for (const { key, plan } of plans) {
    if (plan.columnIndexes.length > 0) ports.book.removeColumns(plan.table.tab.sheetId, plan.columnIndexes);
    tally.columns += plan.columnIndexes.length;
    if (goesOn) {
      tally.cells += plan.doneBefore.cells;
      tally.rows += plan.doneBefore.rows;
      tally.rowsBack += plan.doneBefore.rowsBack;
    }
    tallyKept(plan, tally);
    if (key === 'archive' || key === 'decisions') removeMadeTab(base, key, action, plan);
  }
  // The making of a tab may have been cut off.
  for (const key of unfinished) removeUnfinishedTab(base, key, () => action.changes.some((change) => change.what === 'made' && change.tab === key));
  return outcome(true);
}

function spareRowsOf(base: Base, { tab, headerRowIndex, rows }: Table): number {
  return base.ports.book.gridSize(tab.sheetId).rowCount - headerRowIndex - rows.length;
}

function hasNumericKeys(table: Table): boolean {
  const column = table.columns.get('client_id');
  return column !== undefined && isNumericKeyColumn(table.rows.slice(1).map((row) => row[column] ?? null));
}

/** Everything from the header down, and what rows that come back need below. */
function canEdit(base: Base, { table: { tab, rows }, order }: TabUndo): boolean {
  const rowCount = Math.max(1, rows.length, order.length + 1);
  return base.ports.book.canEdit(tab.sheetId, [{ rowIndex: 0, columnIndex: 0, rowCount, columnCount: Math.max(1, rows[0]?.length ?? 1) }]);
}

/** A tab that the action made goes when nothing but our header stands in it. */
function removeMadeTab(base: Base, key: LaterTabKey, { changes }: RecordedAction, { table, order }: TabUndo): void {
  const isOurs = changes.some((change) => change.what === 'made' && change.tab === key) && table.titles.length === table.columns.size;
  if (!isOurs || order.length > 0) return;
  const { [key]: _tab, ...tabs } = base.state.tabs;
  const { [key]: _layout, ...layouts } = base.state.layouts;
  base.remember({ tabs, layouts });
  base.saveState();
  base.ports.book.removeTab(table.tab.sheetId);
}

function tallyKept(plan: TabUndo, tally: Tally): void {
  tally.keptRows += plan.keptRows;
  tally.keptCells += plan.keptCells.length;
  tally.keptColumns += plan.keptColumns;
  tally.keptOptOuts += plan.keptOptOuts;
  const { tab, headerRowIndex, titles } = plan.table;
  const indexNow = new Map(plan.order.map(({ origin }, index) => [origin, index + 1]));
  for (const { rowIndex, columnIndex } of [...plan.keptCells, ...plan.keptRowPlaces].slice(0, Math.max(0, PLACES_NAMED - tally.places.length))) {
    tally.places.push({ sheet: tab.name, rowNumber: headerRowIndex + (indexNow.get(rowIndex) ?? rowIndex) + 1, column: columnIndex === null ? null : (titles[columnIndex] ?? '') });
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
    ...(finished ? {} : { progress: { done: tally.done + Math.min(tally.left, tally.cells + tally.rows + tally.rowsBack), total: tally.done + tally.left } }),
    rowsRemoved: tally.rows,
    rowsRestored: tally.rowsBack,
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
  const done = list([['undo.rows', tally.rows], ['undo.rowsBack', tally.rowsBack], ['undo.cells', tally.cells], ['undo.columns', tally.columns]]);
  const kept = list([['undo.keptCells', tally.keptCells], ['undo.keptRows', tally.keptRows], ['undo.keptColumns', tally.keptColumns], ['undo.keptOptOuts', tally.keptOptOuts]]);
  const sentences = [done === '' ? say(language, 'undo.nothing') : say(language, 'undo.done', { list: done })];
  if (kept !== '') sentences.push(say(language, 'undo.kept', { list: kept }));
  if (!finished) sentences.push(say(language, 'undo.more'));
  else if (done !== '' && action.kind !== 'settings') sentences.push(say(language, 'undo.stale'));
  return sentences.join(' ');
}
