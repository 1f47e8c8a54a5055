/** Cuts the changes of a chunk where writing them all would take too many service calls for one step. */
import type { CellEdit, TabEdit } from './journal/bulk-edit';
import { rectanglesOf } from './journal/rectangles';

/** Each rectangle of changed cells is a service call, and a call may take 50 ms. */
export const MOST_RECTANGLES = 300;

/**
 * The changes that one step writes: all of them, or only the first rows with changed cells, from the top. Rows are appended with the last
 * part, so that what is planned again in between is compared with the same rows. `rest` counts the cells left over.
 */
export function firstEdits(edits: readonly TabEdit[]): { readonly edits: readonly TabEdit[]; readonly rest: number } {
  for (const edit of edits) {
    const cells = edit.cells ?? [];
    if (rectanglesOf(cells).length <= MOST_RECTANGLES) continue;
    const first = firstCells(cells);
    const all = edits.reduce((count, entry) => count + (entry.cells?.length ?? 0), 0);
    return { edits: [{ tab: edit.tab, table: edit.table, cells: first }], rest: all - first.length };
  }
  return { edits, rest: 0 };
}

function firstCells(cells: readonly CellEdit[]): readonly CellEdit[] {
  const sorted = [...cells].sort((left, right) => left.rowIndex - right.rowIndex);
  const rows = [...new Set(sorted.map(({ rowIndex }) => rowIndex))];
  // The number of rectangles grows with the rows, but for runs that close up: halving finds a part that is small enough.
  let count = rows.length;
  let part: readonly CellEdit[] = sorted;
  while (count > 1 && rectanglesOf(part).length > MOST_RECTANGLES) {
    count = Math.ceil(count / 2);
    const last = rows[count - 1] ?? 0;
    part = sorted.filter(({ rowIndex }) => rowIndex <= last);
  }
  return part;
}
