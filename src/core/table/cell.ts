/** Cells and grids as core sees them: what a sheet or file holds, JSON-safe, without Date objects. */
import type { Day } from '../calendar';

/** A date cell: the calendar day in the spreadsheet's zone, and the time of day where there was one. */
export interface DateCell {
  readonly day: Day;
  readonly secondOfDay?: number;
}

/** One cell. null and '' are empty. */
export type Cell = string | number | boolean | null | DateCell;

/** Rows of cells; rows may differ in length. */
export type Grid = readonly (readonly Cell[])[];

/** A sheet of a workbook or the only sheet of a text file. */
export interface NamedGrid {
  readonly name: string;
  readonly grid: Grid;
}

/** True for null, '' and text of spaces only. */
export function isEmptyCell(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

/** True for a date cell. */
export function isDateCell(cell: Cell | undefined): cell is DateCell {
  return typeof cell === 'object' && cell !== null;
}
