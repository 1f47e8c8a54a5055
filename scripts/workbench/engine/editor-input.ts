/** What the user types in the grid's own editor is read as Sheets reads it in the book's locale. */
import type { ICellData, Injector, Nullable } from '@univerjs/core';
import type { UniverBook } from './univer-book';
import { AFTER_CELL_EDIT, SheetInterceptorService } from '@univerjs/sheets';
import { delocalizeFormula } from './formula-text';
import { typedCell } from './typed-cell';

/** Before Univer's own reading of numbers and dates. */
const PRIORITY = 10_000;

interface Place { readonly unitId: string; readonly subUnitId: string; readonly row: number; readonly col: number }

/** Text of an edited cell; null when it holds something richer than plain text. */
function editedText(cell: ICellData): string | null {
  const body = cell.p?.body;
  if (body) return body.textRuns?.some(({ ts }) => ts && Object.keys(ts).length) ? null : body.dataStream.replace(/\r?\n?$/, '').replace(/\r/g, '\n');
  return typeof cell.v === 'string' ? cell.v : null;
}

/** `cell` as typed at `place`; null leaves it to Univer. */
function read(cell: ICellData, place: Place, book: UniverBook, now: Date): ICellData | null {
  if (cell.f) return { ...cell, f: delocalizeFormula(cell.f, book.locale) };
  const text = editedText(cell);
  const sheet = book.sheetByKey(place.subUnitId);
  if (text === null || text === '' || !sheet) return null;
  const pattern = sheet.read({ row: place.row, column: place.col, rowCount: 1, columnCount: 1 })[0]?.[0]?.pattern ?? null;
  const typed = typedCell(text, pattern, book, now);
  if (typed === null || typed === undefined) return null;
  if (typeof typed === 'object' && typed.formula) return { ...cell, f: typed.formula, v: null, t: null, p: null };
  const value = typeof typed === 'object' ? typed.value ?? null : typed;
  const style = typeof typed === 'object' && typed.pattern ? { s: { n: { pattern: typed.pattern } } } : {};
  const t = typeof value === 'number' ? 2 : typeof value === 'boolean' ? 3 : 1;
  return { ...cell, ...style, v: typeof value === 'boolean' ? Number(value) : value, t, p: null, f: null, si: null };
}

/** Installs the reading; returns what removes it. */
export function interceptEditor(injector: Injector, bookOf: (unitId: string) => UniverBook | null, now: () => Date): { dispose: () => void } {
  const remove = injector.get(SheetInterceptorService).writeCellInterceptor.intercept(AFTER_CELL_EDIT, {
    priority: PRIORITY,
    handler: (value: Nullable<ICellData>, place: Place, next: (value: Nullable<ICellData>) => Nullable<ICellData>) => {
      const book = bookOf(place.unitId);
      const typed = value && book ? read(value, place, book, now()) : null;
      if (!typed) return next(value);
      return typed.f ? next(typed) : typed;
    },
  });
  return { dispose: remove };
}
