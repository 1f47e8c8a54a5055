/** The hidden Segment history: change rows of clients, at most one state a day, pruned about once a month. */
import type { Issue, Outcome } from '../core/issue';
import { issue, outcome } from '../core/issue';
import type { SnapshotFigures, SnapshotRow } from '../core/migration';
import { appendSnapshot, HISTORY_MONTHS, pruneHistory, SNAPSHOT_CLASSES, stateOn } from '../core/migration';
import { majorOf } from '../core/money';
import type { Cell } from '../core/table/cell';
import { runsOf } from '../core/table/index-runs';
import type { Base, Table } from './base';
import { cellDay, cellNumber, cellText } from './cells';
import type { TabReference } from './ports';
import { tabSpec } from './tab-specs';

/** A client now, and as the grey columns showed before this recalculation (null = no figures stood there). `clientKey` is the stable id. */
export interface SnapshotClient {
  readonly now: SnapshotFigures;
  readonly former: SnapshotFigures | null;
}

/** `unchanged`: the day is known, nobody changed class. */
export type SnapshotState = 'kept' | 'unchanged' | 'not-kept';

const COLUMNS = ['day', 'client', 'abc', 'xyz', 'segment', 'lifecycle', 'revenue'] as const;

/** Days of history beyond which it is pruned: its months and one more, so that pruning is rare. */
const PRUNE_AFTER_DAYS = Math.ceil((HISTORY_MONTHS + 1) * 30.5);

/** The grid grows by so many rows at a time. */
const GROWTH_ROWS = 1000;

/**
 * Keeps the state of a day. Nothing changed since the last snapshot: 0 counted calls. Else 2 (header, changes), and 1 when the
 * grid grows; the whole tab is read instead of its header the first time, when someone left, when the grey columns do not tell
 * the former classes, and when it is pruned. A missing tab is made, missing columns are appended.
 * @param areComparable whether `former` holds all four classes
 */
export function keepSnapshot(base: Base, asOfDay: number, clients: readonly SnapshotClient[], areComparable: boolean): Outcome<SnapshotState> {
  const known = base.state.history;
  if (known !== null && asOfDay < known.lastDay) {
    base.remember({ history: { ...known, inStep: false } });
    return outcome('not-kept', [issue('history.notKept', { asOfDay, lastDay: known.lastDay })]);
  }
  const { tab, issues } = openTab(base);
  const now = clients.map((client) => client.now);
  const former = clients.flatMap((client) => client.former ?? []);
  const isPruned = known !== null && asOfDay - known.firstDay > PRUNE_AFTER_DAYS;
  const isEmptied = base.ports.book.rowCount(tab.sheetId) < 2;
  const isTold = known !== null && known.inStep && areComparable && !isEmptied && former.length === known.clients;
  const state = { firstDay: known?.firstDay ?? asOfDay, lastDay: asOfDay, clients: clients.length, inStep: true };
  if (isTold && !isPruned) {
    const changes = changesSince(former, asOfDay, now);
    base.remember({ history: state });
    if (changes.length === 0) return outcome('unchanged');
    const header = soundTable(base, tab, [base.ports.book.readHeader(tab.sheetId)]);
    writeRows(base, header.table, base.ports.book.rowCount(tab.sheetId), changes, 0);
    return outcome('kept', header.issues);
  }
  const whole = soundTable(base, tab, base.ports.book.read(tab.sheetId));
  const history = rowsOf(whole.table);
  const changes = changesSince([...stateOn(history, asOfDay).values()], asOfDay, now);
  const firstDay = history.reduce((first, row) => Math.min(first, row.day), asOfDay);
  if (isPruned) {
    const kept = pruneHistory([...history, ...changes], asOfDay);
    writeRows(base, whole.table, 1, kept, Math.max(0, whole.table.rows.length - 1 - kept.length));
    base.remember({ history: { ...state, firstDay: kept[0]?.day ?? asOfDay } });
  } else {
    if (changes.length > 0) writeRows(base, whole.table, Math.max(1, whole.table.rows.length), changes, 0);
    base.remember({ history: { ...state, firstDay } });
  }
  return outcome(changes.length > 0 ? 'kept' : 'unchanged', [...issues, ...whole.issues]);
}

/** Change rows of the history as it stands; none without the tab. 1 counted call. */
export function readHistory(base: Base): readonly SnapshotRow[] {
  const tab = base.tab('segment_history').value;
  if (tab === null) return [];
  const table = base.tableFrom('segment_history', tab, base.ports.book.read(tab.sheetId), []).value;
  return table === null ? [] : rowsOf(table);
}

/** Rows of the clients that differ from a state, and of those who left it. */
function changesSince(before: readonly SnapshotFigures[], day: number, now: readonly SnapshotFigures[]): SnapshotRow[] {
  return appendSnapshot(before.map((row) => ({ ...row, day: day - 1 })), day, now).filter((row) => row.day === day);
}

function openTab(base: Base): { readonly tab: TabReference; readonly issues: readonly Issue[] } {
  const { value: found } = base.tab('segment_history');
  if (found !== null) return { tab: found, issues: [] };
  const spec = tabSpec('segment_history', base.language);
  const taken = new Set(base.ports.book.tabs().map(({ name }) => name));
  const name = taken.has(spec.name) ? `Clientura ${spec.name}` : spec.name;
  const sheetId = base.ports.book.createTab({ ...spec, name });
  base.remember({ tabs: { ...base.state.tabs, segment_history: sheetId } });
  return { tab: { sheetId, name }, issues: [issue('history.made', { tab: name })] };
}

/** The tab with all its columns: those that were deleted are appended, what stood in them is lost. */
function soundTable(base: Base, tab: TabReference, rows: Cell[][]): { readonly table: Table; readonly issues: readonly Issue[] } {
  const found = base.tableFrom('segment_history', tab, rows, []).value ?? { tab, rows, columns: new Map<string, number>(), titles: [], headerRowIndex: 0 };
  const missing = COLUMNS.filter((key) => !found.columns.has(key));
  if (missing.length === 0) return { table: found, issues: [] };
  const specs = tabSpec('segment_history', base.language).columns.filter(({ key }) => missing.some((wanted) => wanted === key));
  const first = base.ports.book.appendColumns(tab.sheetId, Math.max(found.titles.length, rows[0]?.length ?? 0) - 1, specs);
  const { segment_history: _former, ...layouts } = base.state.layouts;
  base.remember({ layouts });
  const columns = new Map(found.columns);
  specs.forEach(({ key }, offset) => columns.set(key, first + offset));
  return { table: { ...found, columns }, issues: [issue('history.made', { tab: tab.name })] };
}

function rowsOf(table: Table): SnapshotRow[] {
  const indexOf = (key: (typeof COLUMNS)[number]): number => table.columns.get(key) ?? -1;
  const [dayAt, clientAt, moneyAt] = [indexOf('day'), indexOf('client'), indexOf('revenue')];
  const classAt = SNAPSHOT_CLASSES.map(indexOf);
  const rows: SnapshotRow[] = [];
  for (const cells of table.rows.slice(1)) {
    const day = cellDay(cells[dayAt]);
    const clientKey = cellText(cells[clientAt]);
    // Rows that someone emptied or broke tell nothing; the rest does.
    if (day === null || clientKey === '') continue;
    const [abc = '', xyz = '', segment = '', lifecycle = ''] = classAt.map((index) => cellText(cells[index]));
    const money = cellNumber(cells[moneyAt]);
    rows.push({ day, clientKey, abc, xyz, segment, lifecycle, moneyMinor: money === null ? null : Math.round(money * 100) });
  }
  return rows;
}

/** Writes rows from a position on, and `emptyRows` empty ones below them. */
function writeRows(base: Base, table: Table, rowIndex: number, rows: readonly SnapshotRow[], emptyRows: number): void {
  const { book } = base.ports;
  const needed = rowIndex + rows.length + emptyRows;
  book.ensureRows(table.tab.sheetId, Math.ceil(needed / GROWTH_ROWS) * GROWTH_ROWS);
  const keyAt = new Map(COLUMNS.flatMap((key) => { const index = table.columns.get(key); return index === undefined ? [] : [[index, key] as const]; }));
  for (const run of runsOf([...keyAt.keys()])) {
    const keys = Array.from({ length: run.count }, (_unused, offset) => keyAt.get(run.first + offset));
    const filled = rows.map((row) => keys.map((key) => (key === undefined ? null : cellOf(row, key))));
    const empty = Array.from({ length: emptyRows }, () => keys.map(() => null));
    book.write(table.tab.sheetId, rowIndex, run.first, [...filled, ...empty]);
  }
}

function cellOf(row: SnapshotRow, key: (typeof COLUMNS)[number]): Cell {
  switch (key) {
    case 'day': return { day: row.day };
    case 'client': return row.clientKey;
    case 'revenue': return row.moneyMinor === null ? null : majorOf(row.moneyMinor);
    default: return row[key] === '' ? null : row[key];
  }
}
