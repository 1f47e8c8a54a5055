/** Small readings of single cells of our own tabs. */
import { formatIsoDay, formatIsoTime } from '../core/calendar';
import type { Cell } from '../core/table/cell';
import { isDateCell } from '../core/table/cell';

/** The text of a cell: numbers with a point, dates as YYYY-MM-DD, empty as ''. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (isDateCell(cell)) return formatIsoDay(cell.day);
  return String(cell).trim();
}

/** The time in a cell as `YYYY-MM-DD HH:mm:ss`, also where a spreadsheet program took the text for a date; other cells as their text. */
export function cellTime(cell: Cell | undefined): string {
  return isDateCell(cell) ? formatIsoTime(cell.day, cell.secondOfDay ?? 0) : cellText(cell);
}

/** The number in a cell, or null. */
export function cellNumber(cell: Cell | undefined): number | null {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'string' && cell.trim() !== '' && Number.isFinite(Number(cell))) return Number(cell);
  return null;
}

/** The serial day in a cell, or null. */
export function cellDay(cell: Cell | undefined): number | null {
  if (isDateCell(cell)) return cell.day;
  return typeof cell === 'number' && Number.isFinite(cell) ? Math.floor(cell) : null;
}

/** A date to write, or nothing. */
export function dayCell(day: number | null): Cell {
  return day === null ? null : { day };
}
