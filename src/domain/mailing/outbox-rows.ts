/** Rows of a view kept by the id that stands in them, wherever their owner put them. */
import type { Cell } from '../../core/table/cell';
import { isDateCell } from '../../core/table/cell';
import { runsOf } from '../../core/table/index-runs';
import type { Base, Table } from '../base';
import { cellText } from '../cells';

/** Texts of a column by the id in the same row. */
export function columnById({ rows, columns }: Table, idKey: string, key: string): Map<string, string> {
  const [idColumn, column] = [columns.get(idKey) ?? -1, columns.get(key) ?? -1];
  return new Map(rows.slice(1).map((row) => [cellText(row[idColumn]), cellText(row[column])]));
}

/**
 * Updates rows by id and appends the missing ones: one write of the block that holds the changed rows of our columns; the owner's columns are not
 * touched. At most 1 counted call to grow the grid and 1 for each run of our columns, 0 when nothing changed.
 */
export function upsert(base: Base, table: Table, idKey: string, lines: readonly Readonly<Record<string, Cell>>[]): void {
  const { book } = base.ports;
  const { columns, rows, tab } = table;
  const idColumn = columns.get(idKey) ?? 0;
  // An owner who sorts while a view is written may double a row: all rows of an id are kept right.
  const rowsOf = new Map<string, number[]>();
  for (let rowIndex = 1; rowIndex < rows.length; rowIndex += 1) {
    const id = cellText(rows[rowIndex]?.[idColumn]);
    const known = rowsOf.get(id);
    if (known === undefined) rowsOf.set(id, [rowIndex]);
    else known.push(rowIndex);
  }
  const known = [...columns].filter(([key]) => lines.some((line) => key in line));
  const isAsItStands = (line: Readonly<Record<string, Cell>>, row: readonly Cell[]): boolean => known.every(([key, index]) => sameCell(line[key] ?? null, row[index] ?? null));
  let end = Math.max(1, rows.length);
  let firstRow = Infinity;
  let lastRow = 0;
  const lineAt = new Map<number, Readonly<Record<string, Cell>>>();
  for (const line of lines) {
    for (const rowIndex of rowsOf.get(cellText(line[idKey])) ?? [end++]) {
      const row = rows[rowIndex];
      if (row !== undefined && isAsItStands(line, row)) continue;
      lineAt.set(rowIndex, line);
      firstRow = Math.min(firstRow, rowIndex);
      lastRow = Math.max(lastRow, rowIndex);
    }
  }
  if (lineAt.size === 0) return;
  book.ensureRows(tab.sheetId, lastRow + 1);
  const keyAt = new Map(known.map(([key, index]) => [index, key]));
  for (const run of runsOf(known.map(([, index]) => index))) {
    const block: Cell[][] = [];
    for (let rowIndex = firstRow; rowIndex <= lastRow; rowIndex += 1) {
      const line = lineAt.get(rowIndex);
      block.push(Array.from({ length: run.count }, (_unused, offset) => {
        const key = keyAt.get(run.first + offset) ?? '';
        return line === undefined ? (rows[rowIndex]?.[run.first + offset] ?? null) : (line[key] ?? null);
      }));
    }
    book.write(tab.sheetId, firstRow, run.first, block);
  }
}

function sameCell(one: Cell, other: Cell): boolean {
  if (isDateCell(one)) return (isDateCell(other) ? other.day : other) === one.day;
  return (one ?? '') === (other ?? '');
}
