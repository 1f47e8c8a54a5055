/** Keeps open ranges (`A2:A`) whole when rows or columns are inserted, deleted or moved: Univer moves only their first half. */
import type { UniverBook } from './univer-book';
import type { UniverSheet } from './univer-sheet';
import type { Rect } from './values';
import type { LineChange } from './rule-formula';
import { contains } from './rect';
import { shiftReferences, shiftSpan } from './rule-formula';

const OPEN = /((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\d_.]*)!)?(?<![\p{L}\d_.$:])(\$?)([A-Z]{1,3})(\$?)(\d{1,7}):(\$?)([A-Z]{1,3})(?![A-Za-z\d($])/gu;
/** What Univer may have made of an open range: a half of it may be an error. */
const ADJUSTED = /((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\d_.]*)!)?(?<![\p{L}\d_.$:])(?:\$?[A-Z]{1,3}\$?\d{1,7}|#REF!):(?:\$?[A-Z]{1,3}(?![A-Za-z\d($])|#REF!)/gu;

/** What happens to a sheet: its lines change, or a block of its cells is moved. */
export type ShapeChange = { readonly lines: LineChange } | { readonly from: Rect; readonly to: Rect };

interface Remembered { readonly sheet: UniverSheet; readonly row: number; readonly column: number; readonly formula: string }

/** Splits off quoted texts, which hold no references. */
function pieces(formula: string): string[] {
  return formula.split(/("(?:[^"]|"")*")/);
}

export class OpenRanges {
  private remembered: { readonly changed: UniverSheet; readonly change: ShapeChange; readonly formulas: Remembered[] } | null = null;

  /** To be called before the change. */
  remember(book: UniverBook, changed: UniverSheet, change: ShapeChange): void {
    const formulas = book.sheets().flatMap((sheet) => sheet.formulaCells()
      .filter(({ formula }) => this.openRanges(formula).length > 0)
      .map((cell) => ({ sheet, ...cell })));
    this.remembered = formulas.length ? { changed, change, formulas } : null;
  }

  /** To be called after Univer has adjusted the formulas. */
  repair(): void {
    const { remembered } = this;
    this.remembered = null;
    if (!remembered) return;
    const { changed, change, formulas } = remembered;
    for (const { sheet, row, column, formula } of formulas) {
      const place = sheet === changed ? placeAfter(row, column, change) : { row, column };
      if (!place) continue;
      const now = sheet.cells.formulaOf(place.row, place.column, sheet.worksheet.getCellRaw(place.row, place.column));
      const wanted = this.openRanges(formula).map((range) => ('lines' in change ? shiftReferences(range, sheet.name, change.lines) : range));
      if (!now || pieces(now).flatMap((piece, index) => (index % 2 ? [] : piece.match(ADJUSTED) ?? [])).length !== wanted.length) continue;
      let index = 0;
      const repaired = pieces(now).map((piece, position) => (position % 2 ? piece : piece.replace(ADJUSTED, () => wanted[index++] ?? '#REF!'))).join('');
      if (repaired !== now) sheet.write({ ...place, rowCount: 1, columnCount: 1 }, [[{ formula: repaired }]]);
    }
  }

  private openRanges(formula: string): string[] {
    return formula.includes(':') ? pieces(formula).flatMap((piece, index) => (index % 2 ? [] : piece.match(OPEN) ?? [])) : [];
  }
}

/** Where a cell of the changed sheet stands afterwards; null when it is gone. */
function placeAfter(row: number, column: number, change: ShapeChange): { row: number; column: number } | null {
  if (!('lines' in change)) {
    const { from, to } = change;
    if (contains(from, row, column)) return { row: row + to.row - from.row, column: column + to.column - from.column };
    return contains(to, row, column) ? null : { row, column };
  }
  const { lines } = change;
  const line = shiftSpan(lines.axis === 'row' ? row : column, 1, lines)[0]?.start;
  return line === undefined ? null : lines.axis === 'row' ? { row: line, column } : { row, column: line };
}
