/** A1 and R1C1 addresses of ranges: parsing, printing, column letters. Pure; indices are 0-based, ends inclusive. */

/** The greatest number of columns a sheet can have (A … ZZZ). */
export const maxColumns = 18278;

/** An address as written: `null` marks an open side (`A2:A` has no last row), a missing sheet name means "this sheet". */
export interface RangeAddress {
  readonly sheetName: string | null;
  readonly startRow: number | null;
  readonly startColumn: number | null;
  readonly endRow: number | null;
  readonly endColumn: number | null;
}

/** Letters of a 0-based column: 0 → `A`, 25 → `Z`, 26 → `AA`. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** The 0-based column of letters in any case; the caller guarantees that they are letters. */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** A sheet name as a formula or an address needs it: quoted unless it is a plain word. */
export function quoteSheetName(name: string): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !/^[A-Za-z]{1,3}\d+$/.test(name) && !/^[Rr]\d*[Cc]\d*$/.test(name);
  return plain ? name : `'${name.replace(/'/g, "''")}'`;
}

/** Splits `'It''s'!A1` into the sheet's name and the rest; `null` when the quotes do not close. */
export function splitSheetName(text: string): { readonly sheetName: string | null; readonly rest: string } | null {
  if (text.startsWith("'")) {
    const match = /^'((?:[^']|'')+)'!(.*)$/su.exec(text);
    if (match === null) return null;
    return { sheetName: (match[1] ?? '').replace(/''/g, "'"), rest: match[2] ?? '' };
  }
  const mark = text.lastIndexOf('!');
  return mark < 0 ? { sheetName: null, rest: text } : { sheetName: text.slice(0, mark), rest: text.slice(mark + 1) };
}

interface Corner {
  readonly row: number | null;
  readonly column: number | null;
}

function a1Corner(text: string): Corner | null {
  const match = /^\$?([A-Za-z]{1,3})?(?:\$?([1-9]\d{0,8}))?$/.exec(text);
  if (match === null || text === '' || text === '$') return null;
  const column = match[1] === undefined ? null : columnIndex(match[1]);
  if (column !== null && column >= maxColumns) return null;
  return { row: match[2] === undefined ? null : Number(match[2]) - 1, column };
}

function r1c1Corner(text: string): Corner | null {
  const match = /^(?:R([1-9]\d{0,8}))?(?:C([1-9]\d{0,5}))?$/i.exec(text);
  if (match === null || text === '') return null;
  return {
    row: match[1] === undefined ? null : Number(match[1]) - 1,
    column: match[2] === undefined ? null : Number(match[2]) - 1,
  };
}

function span(first: number | null, second: number | null): readonly [number | null, number | null] {
  if (first === null) return second === null ? [null, null] : [second, null];
  if (second === null) return [first, null];
  return first <= second ? [first, second] : [second, first];
}

function join(sheetName: string | null, first: Corner, second: Corner): RangeAddress {
  const [startRow, endRow] = span(first.row, second.row);
  const [startColumn, endColumn] = span(first.column, second.column);
  return { sheetName, startRow, startColumn, endRow, endColumn };
}

function parseCorners(rest: string, sheetName: string | null, corner: (text: string) => Corner | null): RangeAddress | null {
  const parts = rest.split(':');
  const first = corner(parts[0] ?? '');
  if (first === null || parts.length > 2) return null;
  if (parts.length === 1) {
    // A lone `A` or `3` is no address: only a cell stands for itself.
    return first.row === null || first.column === null ? null : join(sheetName, first, first);
  }
  const second = corner(parts[1] ?? '');
  return second === null ? null : join(sheetName, first, second);
}

/** Reads `A1`, `$B$2:C`, `A:C`, `2:5`, `'It''s'!A1`, `R1C1`, `R1C1:R3C2`; `null` when the text is no address. */
export function parseAddress(text: string): RangeAddress | null {
  const split = splitSheetName(text.trim());
  if (split === null) return null;
  const rest = split.rest.trim();
  return parseCorners(rest, split.sheetName, a1Corner) ?? parseCorners(rest, split.sheetName, r1c1Corner);
}

/** Prints an address in A1 notation without its sheet; open sides stay open, one cell is printed once. */
export function printAddress(address: Omit<RangeAddress, 'sheetName'>): string {
  const { startRow, startColumn, endRow, endColumn } = address;
  const corner = (column: number | null, row: number | null): string =>
    (column === null ? '' : columnLetters(column)) + (row === null ? '' : String(row + 1));
  const first = corner(startColumn, startRow);
  const second = corner(endColumn, endRow);
  return first === second && startRow !== null && startColumn !== null ? first : `${first}:${second}`;
}

/** A1 notation of one cell. */
export function cellName(row: number, column: number): string {
  return columnLetters(column) + String(row + 1);
}
