/** How rectangles and row or column numbers follow inserted, deleted, moved and sorted rows and columns. Pure. */
import type { BookEvent, Rect } from '../../engine/values';

/** A change of one axis of one sheet. */
export type Shift =
  | { readonly kind: 'insert' | 'delete'; readonly axis: 'rows' | 'columns'; readonly index: number; readonly count: number }
  | { readonly kind: 'move'; readonly axis: 'rows' | 'columns'; readonly index: number; readonly count: number; readonly target: number }
  /** Row `first + i` now holds what was in row `order[i]`. */
  | { readonly kind: 'reorder'; readonly axis: 'rows'; readonly first: number; readonly order: readonly number[] };

/** The shift an engine event describes; `null` for events that move nothing. */
export function shiftOf(event: BookEvent): Shift | null {
  switch (event.kind) {
    case 'rows-inserted':
    case 'columns-inserted':
      return { kind: 'insert', axis: event.kind === 'rows-inserted' ? 'rows' : 'columns', index: event.index, count: event.count };
    case 'rows-deleted':
    case 'columns-deleted':
      return { kind: 'delete', axis: event.kind === 'rows-deleted' ? 'rows' : 'columns', index: event.index, count: event.count };
    case 'rows-moved':
    case 'columns-moved':
      return {
        kind: 'move', axis: event.kind === 'rows-moved' ? 'rows' : 'columns', index: event.index, count: event.count, target: event.target,
      };
    case 'rows-reordered':
      return { kind: 'reorder', axis: 'rows', first: event.rect.row, order: event.order };
    default:
      return null;
  }
}

/** Where a row (column) stands after the shift; `null` when it was deleted. */
export function shiftIndex(index: number, shift: Shift): number | null {
  switch (shift.kind) {
    case 'insert':
      return index >= shift.index ? index + shift.count : index;
    case 'delete':
      if (index < shift.index) return index;
      return index < shift.index + shift.count ? null : index - shift.count;
    case 'move': {
      const { index: from, count, target } = shift;
      if (index >= from && index < from + count) return index + (target > from ? target - from - count : target - from);
      if (target > from) return index >= from + count && index < target ? index - count : index;
      return index >= target && index < from ? index + count : index;
    }
    case 'reorder': {
      const place = shift.order.indexOf(index);
      return place < 0 ? index : shift.first + place;
    }
  }
}

interface Span {
  readonly start: number;
  readonly count: number;
}

function shiftSpan(span: Span, shift: Shift): Span | null {
  const end = span.start + span.count;
  switch (shift.kind) {
    case 'insert':
      if (shift.index <= span.start) return { start: span.start + shift.count, count: span.count };
      return shift.index < end ? { start: span.start, count: span.count + shift.count } : span;
    case 'delete': {
      const cutEnd = shift.index + shift.count;
      const kept = span.count - Math.max(0, Math.min(end, cutEnd) - Math.max(span.start, shift.index));
      if (kept === 0) return null;
      const before = Math.max(0, Math.min(cutEnd, span.start) - shift.index);
      return { start: span.start - before, count: kept };
    }
    case 'move': {
      const whole = shift.index <= span.start && end <= shift.index + shift.count;
      if (whole) return { start: shiftIndex(span.start, shift) ?? span.start, count: span.count };
      // Otherwise the moved rows leave the rectangle, and join it when they land inside.
      const target = shift.target > shift.index ? shift.target - shift.count : shift.target;
      const rest = shiftSpan(span, { kind: 'delete', axis: shift.axis, index: shift.index, count: shift.count });
      return rest === null ? null : shiftSpan(rest, { kind: 'insert', axis: shift.axis, index: target, count: shift.count });
    }
    case 'reorder':
      return span;
  }
}

/** The rectangle after the shift; `null` when nothing of it is left. */
export function shiftRect(rect: Rect, shift: Shift): Rect | null {
  if (shift.axis === 'rows') {
    const span = shiftSpan({ start: rect.row, count: rect.rowCount }, shift);
    return span === null ? null : { ...rect, row: span.start, rowCount: span.count };
  }
  const span = shiftSpan({ start: rect.column, count: rect.columnCount }, shift);
  return span === null ? null : { ...rect, column: span.start, columnCount: span.count };
}

/** The common part of two rectangles, or `null`. */
export function intersection(first: Rect, second: Rect): Rect | null {
  const row = Math.max(first.row, second.row);
  const column = Math.max(first.column, second.column);
  const rowCount = Math.min(first.row + first.rowCount, second.row + second.rowCount) - row;
  const columnCount = Math.min(first.column + first.columnCount, second.column + second.columnCount) - column;
  return rowCount > 0 && columnCount > 0 ? { row, column, rowCount, columnCount } : null;
}

/** Whether every cell of `inner` lies in `outer`. */
export function contains(outer: Rect, inner: Rect): boolean {
  return inner.row >= outer.row && inner.column >= outer.column
    && inner.row + inner.rowCount <= outer.row + outer.rowCount
    && inner.column + inner.columnCount <= outer.column + outer.columnCount;
}

/** The parts of `rect` that `hole` does not cover: at most four. */
export function subtract(rect: Rect, hole: Rect): Rect[] {
  const cut = intersection(rect, hole);
  if (cut === null) return [rect];
  const parts: Rect[] = [
    { ...rect, rowCount: cut.row - rect.row },
    { ...rect, row: cut.row + cut.rowCount, rowCount: rect.row + rect.rowCount - cut.row - cut.rowCount },
    { ...cut, column: rect.column, columnCount: cut.column - rect.column },
    { ...cut, column: cut.column + cut.columnCount, columnCount: rect.column + rect.columnCount - cut.column - cut.columnCount },
  ];
  return parts.filter((part) => part.rowCount > 0 && part.columnCount > 0);
}
