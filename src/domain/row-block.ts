/** Rows to append, worked out whole before anything is written, so that they can be written down first. */
import type { Cell } from '../core/table/cell';
import { runsOf } from '../core/table/index-runs';
import type { Base } from './base';

/** Neighbouring rows: `rows[i][columnIndex]` is written for each of `columnIndexes`; other columns are left alone. */
export interface RowBlock {
  readonly rowIndex: number;
  readonly columnIndexes: readonly number[];
  /** Columns whose cells become plain text first. */
  readonly textColumns: readonly number[];
  /** Columns with dates, which are shown as such also where the owner's column had no format of its own. */
  readonly dateColumns?: readonly number[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Writes the rows. 1 counted call for the text format, 1 for each run of columns and for each run of date columns, 1 when the grid grows. */
export function writeBlock(base: Base, sheetId: number, block: RowBlock): void {
  const { rowIndex, rows, columnIndexes, textColumns, dateColumns = [] } = block;
  if (rows.length === 0) return;
  const { book } = base.ports;
  book.ensureRows(sheetId, rowIndex + rows.length);
  book.formatAsText(sheetId, rowIndex, rows.length, textColumns);
  for (const { first, count } of runsOf(dateColumns)) book.setFormat(sheetId, { rowIndex, columnIndex: first, rowCount: rows.length, columnCount: count }, 'date');
  for (const run of runsOf(columnIndexes)) {
    book.write(sheetId, rowIndex, run.first, rows.map((row) => Array.from({ length: run.count }, (_unused, offset) => row[run.first + offset] ?? null)));
  }
}
