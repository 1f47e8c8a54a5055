/** Scattered cells joined into rectangles without gaps: fewer service calls, and no cell between them is written. */
import { runsOf } from '../../core/table/index-runs';
import type { Base } from '../base';
import type { Area } from '../ports';

/** Rectangles that cover the cells exactly: neighbours in a column, joined with the next column where it has the same rows. */
export function rectanglesOf(cells: readonly { readonly rowIndex: number; readonly columnIndex: number }[]): Area[] {
  const rowsOf = new Map<number, Set<number>>();
  for (const { rowIndex, columnIndex } of cells) {
    const rows = rowsOf.get(columnIndex) ?? new Set<number>();
    rowsOf.set(columnIndex, rows.add(rowIndex));
  }
  const result: Area[] = [];
  let open = new Map<string, Area>();
  let former = -2;
  for (const columnIndex of [...rowsOf.keys()].sort((a, b) => a - b)) {
    if (columnIndex !== former + 1) {
      result.push(...open.values());
      open = new Map();
    }
    const next = new Map<string, Area>();
    for (const { first, count } of runsOf([...(rowsOf.get(columnIndex) ?? [])])) {
      const key = `${first}:${count}`;
      const left = open.get(key);
      open.delete(key);
      next.set(key, left === undefined ? { rowIndex: first, columnIndex, rowCount: count, columnCount: 1 } : { ...left, columnCount: left.columnCount + 1 });
    }
    result.push(...open.values());
    open = next;
    former = columnIndex;
  }
  result.push(...open.values());
  return result.sort((a, b) => a.rowIndex - b.rowIndex || a.columnIndex - b.columnIndex);
}

/** From the first to the last cell of each column. */
export function columnBounds(cells: readonly { readonly rowIndex: number; readonly columnIndex: number }[]): Area[] {
  const bounds = new Map<number, readonly [top: number, bottom: number]>();
  for (const { rowIndex, columnIndex } of cells) {
    const [top, bottom] = bounds.get(columnIndex) ?? [rowIndex, rowIndex];
    bounds.set(columnIndex, [Math.min(top, rowIndex), Math.max(bottom, rowIndex)]);
  }
  return [...bounds].map(([columnIndex, [top, bottom]]) => ({ rowIndex: top, columnIndex, rowCount: bottom - top + 1, columnCount: 1 }));
}

/** The rectangle around cells. */
export function boundsOf(cells: readonly { readonly rowIndex: number; readonly columnIndex: number }[]): Area {
  let [top, left, bottom, right] = [Infinity, Infinity, 0, 0];
  for (const { rowIndex, columnIndex } of cells) {
    top = Math.min(top, rowIndex);
    bottom = Math.max(bottom, rowIndex);
    left = Math.min(left, columnIndex);
    right = Math.max(right, columnIndex);
  }
  return { rowIndex: top, columnIndex: left, rowCount: bottom - top + 1, columnCount: right - left + 1 };
}

/** Whole rows, whatever the width of the sheet. */
export function wholeRows(rowIndex: number, rowCount: number): Area {
  return { rowIndex, columnIndex: 0, rowCount, columnCount: 18_278 };
}

/** The cells of an area. */
export function gridOf<T>(area: Area, cellAt: (rowIndex: number, columnIndex: number) => T): T[][] {
  return Array.from({ length: area.rowCount }, (_row, r) => Array.from({ length: area.columnCount }, (_cell, c) => cellAt(area.rowIndex + r, area.columnIndex + c)));
}

/** Gives scattered cells one number format. 1 counted call, none without cells. */
export function setPattern(base: Base, sheetId: number, cells: readonly { readonly rowIndex: number; readonly columnIndex: number }[], pattern: string): void {
  if (cells.length > 0) base.ports.book.setPatterns(sheetId, [{ areas: rectanglesOf(cells), pattern }]);
}
