/** A1 notation of cells and ranges, as the page shows and reads it. */

/** Edges of a range as Univer gives them: whole rows and columns have NaN edges. */
export interface RangeEdges {
  readonly startRow: number;
  readonly endRow: number;
  readonly startColumn: number;
  readonly endColumn: number;
}

/** `B2` → row 1, column 1 (0-based). Throws for anything that is not one cell. */
export function parseCell(a1: string): { readonly row: number; readonly column: number } {
  const [, letters, digits] = /^([A-Z]{1,3})([1-9]\d*)$/.exec(a1.toUpperCase()) ?? [];
  if (letters === undefined || digits === undefined) throw new Error(`"${a1}" is not the name of a cell.`);
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}

/** `B2`, `A1:C3`, `A:A`, `3:4`. */
export function a1Notation(range: RangeEdges): string {
  const wholeColumns = Number.isNaN(range.startRow) || Number.isNaN(range.endRow);
  const wholeRows = Number.isNaN(range.startColumn) || Number.isNaN(range.endColumn);
  if (wholeColumns && wholeRows) return 'A1';
  if (wholeColumns) return `${columnName(range.startColumn)}:${columnName(range.endColumn)}`;
  if (wholeRows) return `${range.startRow + 1}:${range.endRow + 1}`;
  const start = `${columnName(range.startColumn)}${range.startRow + 1}`;
  const end = `${columnName(range.endColumn)}${range.endRow + 1}`;
  return start === end ? start : `${start}:${end}`;
}

/** 0 → `A`, 26 → `AA`. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}
