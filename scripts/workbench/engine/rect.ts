/** Arithmetic on rectangles and their conversion to Univer's ranges and A1 text. */
import type { IRange } from '@univerjs/core';
import type { Rect } from './values';

export function toRange(rect: Rect): IRange {
  return { startRow: rect.row, startColumn: rect.column, endRow: rect.row + rect.rowCount - 1, endColumn: rect.column + rect.columnCount - 1 };
}

export function fromRange(range: IRange): Rect {
  return { row: range.startRow, column: range.startColumn, rowCount: range.endRow - range.startRow + 1, columnCount: range.endColumn - range.startColumn + 1 };
}

export function contains(rect: Rect, row: number, column: number): boolean {
  return row >= rect.row && row < rect.row + rect.rowCount && column >= rect.column && column < rect.column + rect.columnCount;
}

/** The rectangle that formulas of rules are written for: the uppermost, of these the leftmost. */
export function topLeft(rects: readonly Rect[]): Rect {
  const [first, ...others] = rects;
  return others.reduce((best, rect) => (rect.row < best.row || (rect.row === best.row && rect.column < best.column) ? rect : best), first ?? { row: 0, column: 0, rowCount: 1, columnCount: 1 });
}

/** Common part of two rectangles, null when they do not touch. */
export function intersect(a: Rect, b: Rect): Rect | null {
  const row = Math.max(a.row, b.row);
  const column = Math.max(a.column, b.column);
  const endRow = Math.min(a.row + a.rowCount, b.row + b.rowCount);
  const endColumn = Math.min(a.column + a.columnCount, b.column + b.columnCount);
  return endRow > row && endColumn > column ? { row, column, rowCount: endRow - row, columnCount: endColumn - column } : null;
}

/** Smallest rectangle around both. */
export function around(a: Rect, b: Rect): Rect {
  const [row, column] = [Math.min(a.row, b.row), Math.min(a.column, b.column)];
  return { row, column, rowCount: Math.max(a.row + a.rowCount, b.row + b.rowCount) - row, columnCount: Math.max(a.column + a.columnCount, b.column + b.columnCount) - column };
}

/** Parts of `rect` outside `hole`. */
export function subtract(rect: Rect, hole: Rect): Rect[] {
  const cut = intersect(rect, hole);
  if (!cut) return [rect];
  const parts: Rect[] = [];
  if (cut.row > rect.row) parts.push({ ...rect, rowCount: cut.row - rect.row });
  const below = rect.row + rect.rowCount - (cut.row + cut.rowCount);
  if (cut.column > rect.column) parts.push({ row: cut.row, column: rect.column, rowCount: cut.rowCount, columnCount: cut.column - rect.column });
  const right = rect.column + rect.columnCount - (cut.column + cut.columnCount);
  if (right > 0) parts.push({ row: cut.row, column: cut.column + cut.columnCount, rowCount: cut.rowCount, columnCount: right });
  if (below > 0) parts.push({ ...rect, row: cut.row + cut.rowCount, rowCount: below });
  return parts;
}

/** The rectangles with neighbours put together that share an edge of the same length. */
export function joined(rects: readonly Rect[]): Rect[] {
  const result: Rect[] = [];
  for (const rect of rects) {
    const index = result.findIndex((other) => touching(other, rect) !== null);
    const both = index < 0 ? null : touching(result[index] as Rect, rect);
    if (both) result[index] = both;
    else result.push(rect);
  }
  return result.length < rects.length ? joined(result) : result;
}

function touching(a: Rect, b: Rect): Rect | null {
  if (a.column === b.column && a.columnCount === b.columnCount && (a.row + a.rowCount === b.row || b.row + b.rowCount === a.row)) {
    return { ...a, row: Math.min(a.row, b.row), rowCount: a.rowCount + b.rowCount };
  }
  if (a.row === b.row && a.rowCount === b.rowCount && (a.column + a.columnCount === b.column || b.column + b.columnCount === a.column)) {
    return { ...a, column: Math.min(a.column, b.column), columnCount: a.columnCount + b.columnCount };
  }
  return null;
}

/** Column letters of a 0-based index: 0 → A, 26 → AA. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** 0-based index of column letters. */
export function columnIndex(name: string): number {
  let index = 0;
  for (const letter of name.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** `A1` of a 0-based cell. */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`;
}

/** A span of indices after `count` were inserted at `index`: a span that the insertion cuts grows. */
export function shiftInserted(start: number, length: number, index: number, count: number): { start: number; length: number } {
  if (index <= start) return { start: start + count, length };
  return index < start + length ? { start, length: length + count } : { start, length };
}

/** A span of indices after `count` were deleted at `index`; null when nothing is left. */
export function shiftDeleted(start: number, length: number, index: number, count: number): { start: number; length: number } | null {
  const before = Math.max(0, Math.min(index, start + length) - start);
  const after = Math.max(0, start + length - Math.max(index + count, start));
  if (before + after === 0) return null;
  return { start: start < index ? start : Math.max(index, start - count), length: before + after };
}

/**
 * A span of indices after the lines `index`…`index + count - 1` were moved before the line that stood at `target`: one span, or
 * more when the move tore it apart; sorted, those that touch joined.
 */
export function shiftMoved(start: number, length: number, index: number, count: number, target: number): { start: number; length: number }[] {
  const end = start + length;
  // The lines from `low` to `high` change places: those before `middle` go up, the others down.
  const [low, middle, high] = target > index ? [index, index + count, target] : [target, index, index + count];
  const parts = [[start, Math.min(end, low), 0], [Math.max(start, low), Math.min(end, middle), high - middle], [Math.max(start, middle), Math.min(end, high), low - middle], [Math.max(start, high), end, 0]] as const;
  const moved = parts.filter(([from, to]) => to > from).map(([from, to, by]) => ({ start: from + by, length: to - from })).sort((a, b) => a.start - b.start);
  return moved.reduce<{ start: number; length: number }[]>((spans, span) => {
    const last = spans.at(-1);
    if (last && last.start + last.length === span.start) last.length += span.length;
    else spans.push(span);
    return spans;
  }, []);
}
