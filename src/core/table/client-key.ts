/** The key under which a client's rows are joined (METHODS §0). */
import { isDateCell, isEmptyCell } from './cell';
import type { Cell } from './cell';

const NUMERIC_SHARE = 0.9;

/** The text of a cell as the owner would read it: trimmed, inner spaces collapsed, NFC; '' for an empty one. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined || isDateCell(cell)) return '';
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  const text = typeof cell === 'number' ? String(cell) : cell;
  // Printable ASCII without spaces is in every normal form already.
  if (/^[\x21-\x7e]*$/.test(text)) return text;
  return text.normalize('NFC').replace(/[\s\u00a0\u202f\ufeff]+/g, ' ').trim();
}

/** Normalises one cell; null for an empty one. @param numeric the column holds numbers, so `17850.0` is `17850` */
export function clientKeyOf(cell: Cell | undefined, numeric: boolean): string | null {
  const text = clientText(cell, numeric);
  return text === '' ? null : text.toLowerCase();
}

/** The client as shown: the cell's text, without the `.0` that a numeric column got on its way through other programs. */
export function clientText(cell: Cell | undefined, numeric: boolean): string {
  const text = cellText(cell);
  return numeric ? text.replace(/^(\d+)[.,]0+$/, '$1') : text;
}

/** True when at least nine of ten filled cells of a client column are numbers (`00123` keeps its zeros and counts as text). */
export function isNumericKeyColumn(cells: readonly Cell[]): boolean {
  let filled = 0;
  let numeric = 0;
  for (const cell of cells) {
    if (isEmptyCell(cell)) continue;
    filled += 1;
    if (typeof cell === 'number' || (typeof cell === 'string' && /^\s*(?:0|[1-9]\d*)(?:[.,]0+)?\s*$/.test(cell))) numeric += 1;
  }
  return filled > 0 && numeric / filled >= NUMERIC_SHARE;
}
