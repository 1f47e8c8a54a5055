/** What taking an action back means for a tab as it stands now: only what is still as the action wrote it. Calls nothing. */
import type { Cell } from '../../core/table/cell';
import type { Table } from '../base';
import type { Change, ChangedTab, UndoBegun } from './changes';
import type { CellsEdited, RowsRemoved } from './edit-changes';
import { comparable } from './fingerprint';
import type { CellTarget } from './undo-cells';
import { CellFindings, isOptOut, OPT_OUT } from './undo-cells';
import type { ReturnedRow } from './undo-removed';
import { findReturned, returningRows, RowsComingBack } from './undo-removed';
import type { VirtualRow } from './virtual-table';
import { VirtualTable } from './virtual-table';

/** A cell, or a row where there is no column, that stays; `rowIndex` as the tab stands before the undo. */
export interface Kept {
  readonly rowIndex: number;
  readonly columnIndex: number | null;
}

/** The undo of one tab. Rows are removed after the cells were written back, then rows come back, columns go last. */
export interface TabUndo {
  readonly table: Table;
  /** Cells of rows that stand. */
  readonly cells: readonly CellTarget[];
  readonly rowIndexes: readonly number[];
  /** Rows below all others that an undo that was cut off left there: they go and come back anew. */
  readonly strays: readonly number[];
  /** Empty rows below all others that such an undo made for rows that come back. */
  readonly emptyRows: number;
  /** The rows as they shall stand below the header: those that stand, in their order, and between them those that come back. */
  readonly order: readonly VirtualRow[];
  /** Those that the action had removed. */
  readonly returned: readonly ReturnedRow[];
  readonly columnIndexes: readonly number[];
  readonly keptCells: readonly Kept[];
  /** Rows changed since; `keptRowPlaces` names them where it is certain which they are. */
  readonly keptRows: number;
  readonly keptRowPlaces: readonly Kept[];
  readonly keptColumns: number;
  /** Clients who asked for no letters: neither their rows nor that cell are taken back. */
  readonly keptOptOuts: number;
  /** To be written down before rows are removed or come back, or many cells; null when there is nothing of these or it was written down already. */
  readonly begun: UndoBegun | null;
  /** What is as before already: where the undo goes on, what earlier calls of it did. */
  readonly doneBefore: { readonly cells: number; readonly rows: number; readonly rowsBack: number };
  /** Cells and rows that are not as before yet. */
  readonly left: number;
}

/**
 * The undo of one tab.
 * @param numericKeys how clients of this tab are compared
 * @param later changes of actions that came after this one and stand
 * @param isClosed false for an action that was cut off: rows it wrote down may never have been appended, so that nobody took them away
 * @param spareRows rows of the grid below those of the table, where rows may come back
 */
export function planTabUndo(tab: ChangedTab, table: Table, changes: readonly Change[], numericKeys: boolean, later: readonly Change[], isClosed = true, spareRows: number | null = null): TabUndo {
  const own = changes.filter((change) => change.tab === tab);
  const virtual = new VirtualTable(table, numericKeys);
  const begun = own.filter((change) => change.what === 'undo');
  const returning = new Map(own.flatMap((change) => (change.what === 'removed' ? [[change, returningRows(table, change)] as const] : [])));
  const standing = begun.length === 0 ? null : findReturned(virtual, [...returning.values()].flat(), begun.flatMap((change) => change.returning));
  const comingBack = new RowsComingBack(virtual, standing);
  const cells = new CellFindings(tab, virtual, own.filter((change) => change.what === 'edits'));
  for (const step of stepsOf(own)) {
    const removed = step.removed.flatMap((change) => returning.get(change) ?? []);
    const stillGone = removed.filter(({ id }) => standing?.placed.has(id) !== true).map(({ removed: { place } }) => place);
    cells.takeBack(step.edits, stillGone, removed.flatMap(({ id }) => standing?.placed.get(id) ?? []));
    if (step.filled !== null) cells.takeBackOfClients(step.filled);
    for (const change of step.removed) comingBack.insert(returning.get(change) ?? []);
  }
  const rows = planRows(tab, virtual, own, wantedRows(tab, later.filter((change) => change.tab === tab)));
  const removed = new Set(rows.remove);
  const order = virtual.rows.filter((row) => row.origin === null || !removed.has(row.origin));
  const columns = planColumns(table, own, order);
  const returns = begun.length > 0 ? [] : comingBack.record(order);
  // Rows that an undo took away already are not lost: what it found when it began counts.
  const missing = begun.length > 0 ? begun.reduce((sum, entry) => sum + entry.missing, 0) : (isClosed ? rows.missing : rows.places.length) + cells.lostRows;
  const addedCount = [...wantedRows(tab, own).values()].reduce((sum, count) => sum + count, 0);
  const back = comingBack.returned.filter(({ row }) => row.origin !== null).length;
  const found = [...cells.back.values()].filter(({ row }) => row.origin !== null && !removed.has(row.origin));
  return {
    table,
    cells: found,
    rowIndexes: rows.remove,
    strays: (standing?.strays ?? []).flatMap(({ origin }) => origin ?? []),
    emptyRows: emptyRowsOf(begun, spareRows, order),
    order,
    returned: comingBack.returned,
    columnIndexes: columns.remove,
    keptCells: [...cells.kept.values()].flatMap(({ row, columnIndex }) => (row.origin === null ? [] : [{ rowIndex: row.origin, columnIndex }])),
    keptRows: missing,
    keptRowPlaces: rows.places,
    keptColumns: columns.kept,
    keptOptOuts: rows.optOuts + cells.optOuts.size,
    doneBefore: {
      cells: found.filter(({ row, isWritten }) => !isWritten && row.extras === null).length,
      rows: Math.max(0, addedCount - rows.remove.length - rows.optOuts - missing),
      rowsBack: back,
    },
    left: found.filter(({ isWritten }) => isWritten).length + rows.remove.length + comingBack.returned.length - back,
    begun: begun.length > 0 || (rows.staying === null && returns.length === 0 && found.length <= FEW_CELLS) ? null : { what: 'undo', tab, staying: rows.staying ?? [], missing, returning: returns, spareRows },
  };
}

/** What leaves or fills rows of a tab keeps those below: more of them are such as were made and not filled. Still more are of the owner. */
function emptyRowsOf(begun: readonly UndoBegun[], spareRows: number | null, order: readonly VirtualRow[]): number {
  const then = begun[0]?.spareRows ?? null;
  const more = then === null || spareRows === null ? 0 : spareRows - then;
  return more <= order.filter(({ origin }) => origin === null).length ? Math.max(0, more) : 0;
}

/** So many cells are written in one call even where each stands alone. */
const FEW_CELLS = 100;

interface Step {
  readonly edits: CellsEdited[];
  readonly removed: RowsRemoved[];
  readonly filled: Extract<Change, { readonly what: 'cells' }> | null;
}

/** Changes of cells and removed rows by the call that made them, the newest first. */
function stepsOf(changes: readonly Change[]): Step[] {
  const steps: Step[] = [];
  const byGroup = new Map<string, Step>();
  for (const change of changes) {
    if (change.what === 'cells') steps.push({ edits: [], removed: [], filled: change });
    if (change.what !== 'edits' && change.what !== 'removed') continue;
    let step = byGroup.get(change.group);
    if (step === undefined) {
      step = { edits: [], removed: [], filled: null };
      byGroup.set(change.group, step);
      steps.push(step);
    }
    if (change.what === 'edits') step.edits.push(change);
    else step.removed.push(change);
  }
  return steps.reverse();
}

/** An action that was cut off and run again may have written a cell down twice. @returns how many different cells were written */
export function writtenCellCount(changes: readonly Change[]): number {
  const cells = new Set<string>();
  for (const change of changes) {
    if (change.what === 'cells') change.cells.forEach(({ row }) => cells.add(`${change.column}\n${row}`));
    if (change.what === 'edits') change.cells.forEach(({ trace }) => cells.add(`${change.column}\n${change.title}\n${trace.client === '' ? `${trace.place} ${trace.rest}` : trace.client}`));
  }
  return cells.size;
}

/** How many different rows were removed. */
export function removedRowCount(changes: readonly Change[]): number {
  const rows = new Set<string>();
  for (const change of changes) if (change.what === 'removed') change.rows.forEach(({ place, cells }) => rows.add(`${place} ${JSON.stringify(cells)}`));
  return rows.size;
}

interface WrittenCell {
  readonly column: string;
  readonly row: string;
  readonly before: Cell;
  readonly afters: Set<string>;
}

/** Cells known by the name of their row: the first before-value counts. */
export function writtenCells(changes: readonly Change[]): ReadonlyMap<string, WrittenCell> {
  const result = new Map<string, WrittenCell>();
  for (const change of changes) {
    if (change.what !== 'cells') continue;
    for (const { row, before, after } of change.cells) {
      const key = `${change.column}\n${row}`;
      const known = result.get(key);
      if (known === undefined) result.set(key, { column: change.column, row, before, afters: new Set([after]) });
      else known.afters.add(after);
    }
  }
  return result;
}

interface RowsPlan {
  readonly remove: readonly number[];
  readonly missing: number;
  readonly places: readonly Kept[];
  readonly optOuts: number;
  /** How many rows of a fingerprint must stay; null when no rows were added. */
  readonly staying: UndoBegun['staying'] | null;
}

/**
 * Appended rows are found by their fingerprint, wherever they were moved. Where other rows look the same, those at the place they were
 * written to go first, then the lowest; how many must stay is written down before the first is removed, so that an undo that was
 * cut off does not take them when it goes on.
 */
function planRows(tab: ChangedTab, virtual: VirtualTable, changes: readonly Change[], others: ReadonlyMap<string, number>): RowsPlan {
  const added = changes.filter((change) => change.what === 'rows');
  if (added.length === 0) return { remove: [], missing: 0, places: [], optOuts: 0, staying: null };
  const { table, names } = virtual;
  const begun = changes.filter((change) => change.what === 'undo');
  const wanted = wantedRows(tab, changes);
  const found = rowsByFingerprint(virtual, wanted);
  // Rows that the action removed afterwards stood above: what it had appended moved up.
  const removedAfter = (change: Change): number => changes.slice(changes.indexOf(change)).reduce((sum, later) => sum + (later.what === 'removed' ? later.rows.length : 0), 0);
  const ranges = added.map((change) => ({ first: change.firstRowIndex - removedAfter(change), count: change.fingerprints.length }));
  const isInPlace = (rowIndex: number): boolean => ranges.some(({ first, count }) => rowIndex >= first && rowIndex < first + count);
  const stayingThen = new Map(begun.flatMap(({ staying }) => staying));
  const staying: (readonly [string, number])[] = [];
  const remove: number[] = [];
  let missing = 0;
  wanted.forEach((count, fingerprint) => {
    const rowIndexes = found.get(fingerprint) ?? [];
    const stay = begun.length > 0 ? Math.max(stayingThen.get(fingerprint) ?? 0, others.get(fingerprint) ?? 0) : Math.max(0, rowIndexes.length - count);
    missing += Math.max(0, count - rowIndexes.length);
    if (stay > 0) staying.push([fingerprint, stay]);
    const order = stay === 0 ? rowIndexes : [...rowIndexes].sort((a, b) => Number(isInPlace(b)) - Number(isInPlace(a)) || b - a);
    remove.push(...order.slice(0, Math.max(0, rowIndexes.length - stay)));
  });
  const optOutColumn = tab === 'clients' ? table.columns.get(OPT_OUT) : undefined;
  const staysFor = (rowIndex: number): boolean => optOutColumn !== undefined && isOptOut(table.rows[rowIndex]?.[optOutColumn]);
  const taken = remove.filter((rowIndex) => !staysFor(rowIndex));
  const optOuts = remove.length - taken.length;
  if (begun.length > 0) {
    return { remove: taken, missing, places: [], optOuts, staying };
  }
  const matched = new Set([...found.values()].flat());
  const changed = table.rows.flatMap((row, rowIndex): Kept[] =>
    (rowIndex > 0 && isInPlace(rowIndex) && !matched.has(rowIndex) && row.some((cell, index) => names[index] !== null && comparable(cell) !== '') ? [{ rowIndex, columnIndex: null }] : []));
  return {
    remove: taken,
    missing,
    places: changed.length === missing ? changed : [],
    optOuts,
    staying,
  };
}

/**
 * How many rows of each fingerprint were added. Lines that begin at the same row are the same part written down twice; a client
 * stands in his tab once, however often he was written down.
 */
export function wantedRows(tab: ChangedTab, changes: readonly Change[]): ReadonlyMap<string, number> {
  const parts = new Map<number, Map<string, number>>();
  for (const change of changes) {
    if (change.what !== 'rows') continue;
    const counts = new Map<string, number>();
    for (const fingerprint of change.fingerprints) counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1);
    const part = parts.get(change.firstRowIndex) ?? new Map<string, number>();
    counts.forEach((count, fingerprint) => part.set(fingerprint, Math.max(count, part.get(fingerprint) ?? 0)));
    parts.set(change.firstRowIndex, part);
  }
  const result = new Map<string, number>();
  parts.forEach((part) => part.forEach((count, fingerprint) => result.set(fingerprint, tab === 'clients' ? 1 : (result.get(fingerprint) ?? 0) + count)));
  return result;
}

/** A row counts as it is once its cells are back, or as it stands: a later part of an action may have filled cells of a row it added before. */
function rowsByFingerprint(virtual: VirtualTable, wanted: ReadonlyMap<string, number>): ReadonlyMap<string, readonly number[]> {
  const result = new Map<string, number[]>();
  for (const row of virtual.rows) {
    if (row.origin === null) continue;
    const then = virtual.printOf(row);
    const print = wanted.has(then) ? then : virtual.printAsItStands(row.origin);
    if (!wanted.has(print)) continue;
    const known = result.get(print);
    if (known === undefined) result.set(print, [row.origin]);
    else known.push(row.origin);
  }
  return result;
}

/** Columns go when nothing stands in them any more and nobody renamed them. */
function planColumns(table: Table, changes: readonly Change[], order: readonly VirtualRow[]): { readonly remove: readonly number[]; readonly kept: number } {
  const keyed = new Set(table.columns.values());
  const indexes = new Set<number>();
  let kept = 0;
  for (const change of changes) {
    if (change.what !== 'columns') continue;
    for (const { key, title } of change.columns) {
      const index = key === '' ? table.titles.findIndex((known, at) => known === title && !keyed.has(at)) : (table.columns.get(key) ?? -1);
      if (index < 0 || indexes.has(index)) continue;
      const isEmpty = order.every(({ cells }) => comparable(cells[index]) === '');
      if (isEmpty && table.titles[index] === title) indexes.add(index);
      else kept += 1;
    }
  }
  return { remove: [...indexes], kept };
}
