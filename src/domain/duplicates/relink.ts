/** Orders and letters of merged clients get the client who stays: only the cell that names him changes. */
import type { Cell } from '../../core/table/cell';
import { clientKeyOf } from '../../core/table/client-key';
import { runsOf } from '../../core/table/index-runs';
import type { Base, Table } from '../base';
import type { CellEdit } from '../journal/bulk-edit';

/** By the key of a client who leaves: the cell that names the one who stays, as Clients holds it. */
export type Renamed = ReadonlyMap<string, Cell>;

/** Cells of a column of clients to rewrite. Calls nothing. @param column key of the column that names the client */
export function relinkedCells({ rows, columns }: Table, column: string, renamed: Renamed, numericKeys: boolean): readonly CellEdit[] {
  const columnIndex = columns.get(column);
  if (columnIndex === undefined || renamed.size === 0) return [];
  const cells: CellEdit[] = [];
  for (let rowIndex = 1; rowIndex < rows.length; rowIndex += 1) {
    const before = rows[rowIndex]?.[columnIndex] ?? null;
    const after = renamed.get(clientKeyOf(before, numericKeys) ?? '');
    if (after !== undefined) cells.push({ rowIndex, column, columnIndex, before, after, ...(typeof after === 'string' ? { asText: true } : {}) });
  }
  return cells;
}

/**
 * Changes the client of lines of the Send log: letter, address, attempt and state, which are the truth about what left, stay. Not part of an
 * undo. 1 counted call for each run of lines.
 */
export function relabelLog(base: Base, log: Table, renamed: Renamed, numericKeys: boolean): void {
  const cells = new Map(relinkedCells(log, 'client', renamed, numericKeys).map((cell) => [cell.rowIndex, cell]));
  const columnIndex = log.columns.get('client');
  if (columnIndex === undefined) return;
  for (const run of runsOf([...cells.keys()])) {
    base.ports.book.write(log.tab.sheetId, run.first, columnIndex, Array.from({ length: run.count }, (_unused, offset) => {
      // The log names clients by their key.
      return [clientKeyOf(cells.get(run.first + offset)?.after ?? null, numericKeys)];
    }));
  }
}

/** Cells in batches of so many runs, so that one batch is one bounded number of service calls. */
export function batchesOf(cells: readonly CellEdit[], runsAtOnce: number): readonly (readonly CellEdit[])[] {
  const sorted = [...cells].sort((a, b) => a.rowIndex - b.rowIndex);
  const batches: CellEdit[][] = [];
  let runs = 0;
  let last = -2;
  for (const cell of sorted) {
    if (cell.rowIndex !== last + 1) runs += 1;
    last = cell.rowIndex;
    if (batches.length === 0 || runs > runsAtOnce) {
      batches.push([]);
      runs = 1;
    }
    batches[batches.length - 1]?.push(cell);
  }
  return batches;
}
