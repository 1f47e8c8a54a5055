/** Keeps open ranges (`A2:A`) whole when columns are inserted or deleted: Univer moves only their first half. */
import type { UniverBook } from './univer-book';
import type { UniverSheet } from './univer-sheet';
import { columnIndex, columnName, shiftDeleted, shiftInserted } from './rect';

const OPEN = /((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\d_.]*)!)?(\$?)([A-Z]{1,3})(\$?)(\d{1,7}):(\$?)([A-Z]{1,3})(?![A-Za-z\d($])/gu;

interface ColumnChange { readonly index: number; readonly count: number; readonly deleted: boolean }
interface Remembered { readonly sheet: UniverSheet; readonly row: number; readonly column: number; readonly formula: string }

/** Splits off quoted texts, which hold no references. */
function pieces(formula: string): string[] {
  return formula.split(/("(?:[^"]|"")*")/);
}

function sheetNameOf(prefix: string | undefined): string | null {
  if (!prefix) return null;
  const name = prefix.slice(0, -1);
  return name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}

export class OpenRanges {
  private remembered: { readonly changed: UniverSheet; readonly change: ColumnChange; readonly formulas: Remembered[] } | null = null;

  /** To be called before the columns change. */
  remember(book: UniverBook, changed: UniverSheet, change: ColumnChange): void {
    const formulas = book.sheets().flatMap((sheet) => sheet.formulaCells()
      .filter(({ formula }) => pieces(formula).some((piece, index) => index % 2 === 0 && new RegExp(OPEN.source, 'u').test(piece)))
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
      const span = sheet === changed ? (change.deleted ? shiftDeleted : shiftInserted)(column, 1, change.index, change.count) : { start: column, length: 1 };
      if (!span) continue;
      const now = sheet.cells.formulaOf(row, span.start, sheet.worksheet.getCellRaw(row, span.start));
      const wanted = this.openRanges(formula).map(({ prefix, ...range }) => {
        const named = sheetNameOf(prefix);
        const target = named === null ? sheet : sheet.book.sheetByName(named);
        return target === changed ? shifted(range, change) : range;
      });
      if (!now || this.openRanges(now).length !== wanted.length) continue;
      let index = 0;
      const repaired = pieces(now).map((piece, position) => (position % 2 ? piece : piece.replace(OPEN, (all, prefix: string | undefined, fixA: string, _a, fixRow: string, line: string, fixB: string) => {
        const range = wanted[index];
        index += 1;
        return range === null ? '#REF!' : range ? `${prefix ?? ''}${fixA}${range.from}${fixRow}${line}:${fixB}${range.to}` : all;
      }))).join('');
      if (repaired !== now) sheet.write({ row, column: span.start, rowCount: 1, columnCount: 1 }, [[{ formula: repaired }]]);
    }
  }

  private openRanges(formula: string): { prefix: string | undefined; from: string; to: string }[] {
    return pieces(formula).flatMap((piece, index) => (index % 2 ? [] : [...piece.matchAll(OPEN)].map((match) => ({ prefix: match[1], from: match[3] ?? '', to: match[7] ?? '' }))));
  }
}

function shifted(range: { from: string; to: string }, change: ColumnChange): { from: string; to: string } | null {
  const [from, to] = [columnIndex(range.from), columnIndex(range.to)];
  const span = (change.deleted ? shiftDeleted : shiftInserted)(Math.min(from, to), Math.abs(to - from) + 1, change.index, change.count);
  return span ? { from: columnName(span.start), to: columnName(span.start + span.length - 1) } : null;
}
