/** Sorting of a range by Sheets' order of values. */
import type { ICellData, Nullable } from '@univerjs/core';
import type { UniverSheet } from './univer-sheet';
import type { Rect, SortKey } from './values';
import { LexerTreeBuilder } from '@univerjs/engine-formula';
import { plainValue } from './cell-values';
import { moveReferences } from './formula-text';
import { sortedOrder } from './value-order';

/** Sorts whole cells (values, formulas with their relative references, styles, links) within the rectangle; notes follow too. */
export function sortRect(sheet: UniverSheet, rect: Rect, keys: readonly SortKey[]): void {
  sheet.check(rect);
  const values = sheet.read(rect).map((line) => line.map((cell) => cell.value));
  const order = sortedOrder(values, keys.map(({ column, ascending }) => ({ position: column - rect.column, ascending })));
  if (order.every((from, to) => from === to)) return;
  const matrix = sheet.worksheet.getCellMatrix();
  const lexer = sheet.injector.get(LexerTreeBuilder);
  const old: Nullable<ICellData>[][] = values.map((line, r) => line.map((_value, c) => matrix.getValue(rect.row + r, rect.column + c)));
  const formulas = old.map((line, r) => line.map((cell, c) => sheet.cells.formulaOf(rect.row + r, rect.column + c, cell)));
  const notes = !sheet.notes.any() ? [] : values.map((line, r) => line.map((_value, c) => sheet.note(rect.row + r, rect.column + c)));
  const inputs = order.map((from, to) => (old[from] ?? []).map((cell, c) => {
    const formula = formulas[from]?.[c];
    if (formula) return { formula: moveReferences(lexer, formula, 0, to - from) };
    if (!cell) return null;
    const rich = (cell.custom as { runs?: never[] } | undefined)?.runs;
    return rich ? { value: plainValue(cell), rich } : { value: plainValue(cell) };
  }));
  const styles = sheet.styles(rect);
  sheet.write(rect, inputs);
  sheet.writeStyles(rect, order.map((from) => styles[from] ?? []));
  order.forEach((from, to) => {
    notes[from]?.forEach((text, c) => {
      if (text !== (notes[to]?.[c] ?? '')) sheet.setNote(rect.row + to, rect.column + c, text);
    });
  });
  sheet.context.emit({
    kind: 'rows-reordered', bookId: sheet.book.id, sheetId: sheet.id, rect, order: order.map((from) => rect.row + from), byUser: false,
  });
}
