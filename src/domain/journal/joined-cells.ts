/** Scattered cells of a column joined over the cells between them, which get what stands in them: few service calls where there would be hundreds. */
import type { Cell } from '../../core/table/cell';
import { isDateCell, isEmptyCell } from '../../core/table/cell';
import type { Base } from '../base';
import type { CellEdit } from './bulk-edit';
import { boundsOf, columnBounds, rectanglesOf } from './rectangles';

/** Below so many rectangles the three calls to look at what lies between are not worth it. */
const FEWEST_RECTANGLES = 8;
/** A longer gap costs more to write than the call it saves. */
const LONGEST_GAP = 400;
/** Longer texts may be formatted in parts, which writing them anew would lose. */
const LONGEST_TEXT = 100;

/** A cell with what is written into it. */
export type WrittenCell = Pick<CellEdit, 'rowIndex' | 'columnIndex' | 'after'>;

/**
 * The cells to write: those of the edit, and between two of them in a column those that stay as they are when they get what stands in
 * them, read again just now: empty ones, numbers, short texts in cells of plain text. Never a formula, what a formula may have spilled,
 * a cell with a rule of validation, a date, a cell that must not be edited. 3 counted calls, 0 for cells that need few calls anyway.
 *
 * @param formatAt number format of a cell inside the bounds of the cells
 */
export function joinedCells(base: Base, sheetId: number, cells: readonly CellEdit[], formatAt: (rowIndex: number, columnIndex: number) => string): readonly WrittenCell[] {
  const { book } = base.ports;
  if (rectanglesOf(cells).length < FEWEST_RECTANGLES) return cells;
  if (!book.canEdit(sheetId, columnBounds(cells))) return cells;
  const area = boundsOf(cells);
  const { values, bound } = book.readGaps(sheetId, area);
  const isSafe = (rowIndex: number, columnIndex: number): boolean => {
    const [r, c] = [rowIndex - area.rowIndex, columnIndex - area.columnIndex];
    return bound[r]?.[c] === false && staysTheSame(values[r]?.[c] ?? null, formatAt(rowIndex, columnIndex));
  };
  const rowsOf = new Map<number, number[]>();
  for (const { rowIndex, columnIndex } of cells) rowsOf.set(columnIndex, [...(rowsOf.get(columnIndex) ?? []), rowIndex]);
  const joined: WrittenCell[] = [...cells];
  rowsOf.forEach((rows, columnIndex) => {
    let former = Infinity;
    for (const row of rows.sort((a, b) => a - b)) {
      const gap = Array.from({ length: Math.max(0, row - former - 1) }, (_unused, offset) => former + 1 + offset);
      if (gap.length > 0 && gap.length <= LONGEST_GAP && gap.every((between) => isSafe(between, columnIndex))) {
        joined.push(...gap.map((rowIndex) => ({ rowIndex, columnIndex, after: values[rowIndex - area.rowIndex]?.[columnIndex - area.columnIndex] ?? null })));
      }
      former = row;
    }
  });
  return joined;
}

/** True when the cell is the same after its own value was written into it. */
function staysTheSame(cell: Cell, format: string): boolean {
  if (isEmptyCell(cell)) return true;
  if (isDateCell(cell)) return false;
  // Links are kept beside the text; a number in a cell of plain text would become one.
  return typeof cell === 'string' ? format === '@' && cell.length <= LONGEST_TEXT && !/\n|:\/\//.test(cell) : format !== '@';
}
