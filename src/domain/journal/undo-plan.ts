/** What taking an action back means for a tab as it stands now: only what is still as the action wrote it. Calls nothing. */
import { readFlag } from '../../core/table/flag';
import type { Cell } from '../../core/table/cell';
import { clientKeyOf } from '../../core/table/client-key';
import type { Table } from '../base';
import type { Change, ChangedTab, UndoBegun } from './changes';
import type { ColumnNames } from './fingerprint';
import { cellFingerprint, comparable, rowFingerprint } from './fingerprint';
import { namesOf } from './import-changes';

/** One cell to write back. */
export interface CellBack {
  readonly rowIndex: number;
  readonly columnIndex: number;
  readonly before: Cell;
}

/** A cell, or a row where there is no column, that stays. */
export interface Kept {
  readonly rowIndex: number;
  readonly columnIndex: number | null;
}

/** The undo of one tab. Rows are removed after the cells were written back, columns after the rows. */
export interface TabUndo {
  readonly table: Table;
  readonly cells: readonly CellBack[];
  readonly rowIndexes: readonly number[];
  readonly columnIndexes: readonly number[];
  readonly keptCells: readonly Kept[];
  /** Rows changed since; `keptRowPlaces` names them where it is certain which they are. */
  readonly keptRows: number;
  readonly keptRowPlaces: readonly Kept[];
  readonly keptColumns: number;
  /** Clients who asked for no letters: neither their rows nor that cell are taken back. */
  readonly keptOptOuts: number;
  /** To be written down before rows are removed; null when there is nothing to remove or it was written down already. */
  readonly begun: UndoBegun | null;
}

/** The column that says who wants no letters. */
const OPT_OUT = 'unsubscribed';

/** Anything but an empty cell and a clear "no" counts as a wish to get no letters. */
function isOptOut(cell: Cell | undefined): boolean {
  const flag = readFlag(cell);
  return comparable(cell) !== '' && (flag !== false || cell === 'unsubscribed');
}

/**
 * The undo of one tab of orders or clients.
 * @param numericKeys how clients of this tab are compared
 * @param later changes of actions that came after this one and stand
 */
export function planTabUndo(tab: ChangedTab, table: Table, changes: readonly Change[], numericKeys: boolean, later: readonly Change[]): TabUndo {
  const own = changes.filter((change) => change.tab === tab);
  const cells = planCells(table, own, numericKeys);
  const rows = planRows(tab, table, own, cells.back, wantedRows(tab, later.filter((change) => change.tab === tab)));
  const removed = new Set(rows.remove);
  const columns = planColumns(table, own, cells.back, removed);
  return {
    table,
    cells: cells.back.filter(({ rowIndex }) => !removed.has(rowIndex)),
    rowIndexes: rows.remove,
    columnIndexes: columns.remove,
    keptCells: cells.kept,
    keptRows: rows.missing,
    keptRowPlaces: rows.places,
    keptColumns: columns.kept,
    keptOptOuts: rows.optOuts + cells.optOuts,
    begun: rows.begun,
  };
}

interface CellsPlan {
  readonly back: readonly CellBack[];
  readonly kept: readonly Kept[];
  readonly optOuts: number;
}

/** Cells are found by the key of their row and of their column, wherever both stand now. */
function planCells(table: Table, changes: readonly Change[], numericKeys: boolean): CellsPlan {
  const back: CellBack[] = [];
  const kept: Kept[] = [];
  let optOuts = 0;
  const written = writtenCells(changes);
  if (written.size === 0) return { back, kept, optOuts };
  const rowsOf = rowsByClient(table, numericKeys);
  for (const { column, row, before, afters } of written.values()) {
    const columnIndex = table.columns.get(column);
    const rowIndexes = rowsOf.get(clientKeyOf(row, numericKeys) ?? '') ?? [];
    // A deleted row or column took the cell with it.
    if (columnIndex === undefined || rowIndexes.length === 0) continue;
    const cellAt = (rowIndex: number): Cell => table.rows[rowIndex]?.[columnIndex] ?? '';
    const asWritten = rowIndexes.find((rowIndex) => afters.has(cellFingerprint(cellAt(rowIndex))));
    if (asWritten !== undefined) {
      if (column === OPT_OUT && isOptOut(cellAt(asWritten))) optOuts += 1;
      else back.push({ rowIndex: asWritten, columnIndex, before });
    } else if (!rowIndexes.some((rowIndex) => comparable(cellAt(rowIndex)) === comparable(before))) {
      kept.push({ rowIndex: rowIndexes[0] ?? 0, columnIndex });
    }
  }
  return { back, kept, optOuts };
}

interface WrittenCell {
  readonly column: string;
  readonly row: string;
  readonly before: Cell;
  readonly afters: Set<string>;
}

/** An action that was cut off and run again may have written a cell down twice: the first before-value counts. */
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

function rowsByClient(table: Table, numericKeys: boolean): ReadonlyMap<string, readonly number[]> {
  const result = new Map<string, number[]>();
  const column = table.columns.get('client_id');
  if (column === undefined) return result;
  table.rows.forEach((row, rowIndex) => {
    const key = rowIndex === 0 ? null : clientKeyOf(row[column] ?? null, numericKeys);
    if (key === null) return;
    const known = result.get(key);
    if (known === undefined) result.set(key, [rowIndex]);
    else known.push(rowIndex);
  });
  return result;
}

interface RowsPlan {
  readonly remove: readonly number[];
  readonly missing: number;
  readonly places: readonly Kept[];
  readonly optOuts: number;
  readonly begun: UndoBegun | null;
}

/**
 * Rows are found by their fingerprint, wherever they were moved. Where other rows look the same, those at the place they were
 * written to go first, then the lowest; how many must stay is written down before the first is removed, so that an undo that was
 * cut off does not take them when it goes on.
 */
function planRows(tab: ChangedTab, table: Table, changes: readonly Change[], back: readonly CellBack[], others: ReadonlyMap<string, number>): RowsPlan {
  const added = changes.filter((change) => change.what === 'rows');
  if (added.length === 0) return { remove: [], missing: 0, places: [], optOuts: 0, begun: null };
  const begun = changes.filter((change) => change.what === 'undo');
  const wanted = wantedRows(tab, changes);
  const names = namesOf(table);
  const found = rowsByFingerprint(table, names, back, wanted);
  const isInPlace = (rowIndex: number): boolean => added.some(({ firstRowIndex, fingerprints }) => rowIndex >= firstRowIndex && rowIndex < firstRowIndex + fingerprints.length);
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
    return { remove: taken, missing: begun.reduce((sum, entry) => sum + entry.missing, 0), places: [], optOuts, begun: null };
  }
  const matched = new Set([...found.values()].flat());
  const changed = table.rows.flatMap((row, rowIndex): Kept[] =>
    (rowIndex > 0 && isInPlace(rowIndex) && !matched.has(rowIndex) && row.some((cell, index) => names[index] !== null && comparable(cell) !== '') ? [{ rowIndex, columnIndex: null }] : []));
  return {
    remove: taken,
    missing,
    places: changed.length === missing ? changed : [],
    optOuts,
    begun: { what: 'undo', tab, staying, missing },
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

/** A row counts as it stands, or as it is once its cells are back: a later part of an import may have filled cells of a row it added before. */
function rowsByFingerprint(table: Table, names: ColumnNames, back: readonly CellBack[], wanted: ReadonlyMap<string, number>): ReadonlyMap<string, readonly number[]> {
  const cellsBack = new Map<number, CellBack[]>();
  for (const cell of back) cellsBack.set(cell.rowIndex, [...(cellsBack.get(cell.rowIndex) ?? []), cell]);
  const result = new Map<string, number[]>();
  table.rows.forEach((row, rowIndex) => {
    if (rowIndex === 0) return;
    let fingerprint = rowFingerprint(row, names);
    const restored = cellsBack.get(rowIndex);
    if (!wanted.has(fingerprint) && restored !== undefined) {
      const then = [...row];
      for (const { columnIndex, before } of restored) then[columnIndex] = before;
      fingerprint = rowFingerprint(then, names);
    }
    if (wanted.has(fingerprint)) result.set(fingerprint, [...(result.get(fingerprint) ?? []), rowIndex]);
  });
  return result;
}

/** Columns go when nothing stands in them any more and nobody renamed them. */
function planColumns(table: Table, changes: readonly Change[], back: readonly CellBack[], removed: ReadonlySet<number>): { readonly remove: readonly number[]; readonly kept: number } {
  const keyed = new Set(table.columns.values());
  const emptied = new Set(back.filter(({ before }) => comparable(before) === '').map(({ rowIndex, columnIndex }) => `${rowIndex},${columnIndex}`));
  const indexes = new Set<number>();
  let kept = 0;
  for (const change of changes) {
    if (change.what !== 'columns') continue;
    for (const { key, title } of change.columns) {
      const index = key === '' ? table.titles.findIndex((known, at) => known === title && !keyed.has(at)) : (table.columns.get(key) ?? -1);
      if (index < 0 || indexes.has(index)) continue;
      const isEmpty = table.rows.every((row, rowIndex) => rowIndex === 0 || removed.has(rowIndex) || comparable(row[index]) === '' || emptied.has(`${rowIndex},${index}`));
      if (isEmpty && table.titles[index] === title) indexes.add(index);
      else kept += 1;
    }
  }
  return { remove: [...indexes], kept };
}
