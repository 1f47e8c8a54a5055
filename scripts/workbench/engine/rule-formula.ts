/** Keeps the formulas of rules (conditional formats, validation) in step with the sheets they refer to. Pure. */
import type { Condition, Rect } from './values';
import { columnIndex, columnName, shiftDeleted, shiftInserted, shiftMoved, topLeft } from './rect';

/** Rows or columns inserted, deleted or moved (before the line at `target`). */
export interface LineShift {
  readonly axis: 'row' | 'column';
  readonly index: number;
  readonly count: number;
  readonly kind: 'inserted' | 'deleted' | 'moved';
  /** Of a move only. */
  readonly target?: number;
}

/** A change of the sheet `sheetName`. */
export interface LineChange extends LineShift {
  readonly sheetName: string;
  /** For formulas of rules, which are written for the first cell of the rule: how far a move carried that cell. */
  readonly relativeBy?: number;
}

/** The spans that a span of lines becomes; none when nothing is left. */
export function shiftSpan(start: number, length: number, shift: LineShift): { start: number; length: number }[] {
  if (shift.kind === 'moved') return shiftMoved(start, length, shift.index, shift.count, shift.target ?? shift.index);
  const span = (shift.kind === 'deleted' ? shiftDeleted : shiftInserted)(start, length, shift.index, shift.count);
  return span ? [span] : [];
}

/** First and last line of a reference after the change, null when nothing is left; what a move tears apart stays as it was. */
function shiftEnds(first: number, last: number, isFixed: readonly [boolean, boolean], change: LineChange): [number, number] | null {
  const spanOf = (from: number, to: number): [number, number] | null => {
    const [span, ...others] = shiftSpan(from, to - from + 1, change);
    return others.length ? [from, to] : span ? [span.start, span.start + span.length - 1] : null;
  };
  const { relativeBy } = change;
  if (relativeBy === undefined || isFixed.every(Boolean)) return spanOf(first, last);
  const end = (line: number, fixed: boolean): number => (fixed ? spanOf(line, line)?.[0] ?? line : line + relativeBy);
  return [end(first, isFixed[0]), end(last, isFixed[1])];
}

/** The rectangles that a rectangle becomes. */
export function shiftRect(rect: Rect, shift: LineShift): Rect[] {
  return shift.axis === 'row'
    ? shiftSpan(rect.row, rect.rowCount, shift).map(({ start, length }) => ({ ...rect, row: start, rowCount: length }))
    : shiftSpan(rect.column, rect.columnCount, shift).map(({ start, length }) => ({ ...rect, column: start, columnCount: length }));
}

const REFERENCE = /((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\d_.]*)!)?(?<![\p{L}\d_.$:])(\$?)([A-Z]{1,3})?(\$?)(\d{1,7})?(?::(\$?)([A-Z]{1,3})?(\$?)(\d{1,7})?)?(?![\p{L}\d_.(!])/gu;

/** Lines up to the end of any sheet. */
const OPEN_END = 2 ** 40;

const quoted = (name: string): string => (/^[\p{L}_][\p{L}\d_]*$/u.test(name) ? name : `'${name.replaceAll("'", "''")}'`);
const plainName = (prefix: string): string => (prefix.startsWith("'") ? prefix.slice(1, -2).replaceAll("''", "'") : prefix.slice(0, -1));

function outsideTexts(formula: string, change: (text: string) => string): string {
  return formula.split(/("(?:[^"]|"")*")/).map((piece, index) => (index % 2 ? piece : change(piece))).join('');
}

/** The formula of a rule on the sheet `own` after the change. */
export function shiftReferences(formula: string, own: string, change: LineChange): string {
  return outsideTexts(formula, (text) => text.replace(REFERENCE, (all: string, prefix: string | undefined, fixA: string, a: string | undefined, fixB: string, one: string | undefined, fixC: string | undefined, b: string | undefined, fixD: string | undefined, two: string | undefined) => {
    const isRange = all.includes(':');
    // A single reference needs both parts; a bare word or number is none.
    if (!(a ?? one) || (!isRange && (!a || !one)) || (isRange && !(b ?? two))) return all;
    if ((prefix === undefined ? own : plainName(prefix)).toLowerCase() !== change.sheetName.toLowerCase()) return all;
    let [left, right] = [a === undefined ? null : columnIndex(a), b === undefined ? null : columnIndex(b)];
    let [top, bottom] = [one === undefined ? null : Number(one) - 1, two === undefined ? null : Number(two) - 1];
    if (change.axis === 'column' && left !== null) {
      const ends = shiftEnds(left, right ?? left, [fixA !== '', isRange ? fixC !== '' : fixA !== ''], change);
      if (!ends) return '#REF!';
      [left, right] = [ends[0], right === null ? null : ends[1]];
    }
    if (change.axis === 'row' && top !== null) {
      // An open range has no end that could be cut.
      const isOpen = isRange && bottom === null;
      const ends = shiftEnds(top, isOpen ? OPEN_END : bottom ?? top, [fixB !== '', isOpen || !isRange ? fixB !== '' : fixD !== ''], change);
      if (!ends) return '#REF!';
      [top, bottom] = [ends[0], bottom === null ? null : ends[1]];
    }
    const part = (fixColumn: string, column: number | null, fixRow: string, row: number | null): string => `${fixColumn}${column === null ? '' : columnName(column)}${fixRow}${row === null ? '' : row + 1}`;
    return `${prefix ?? ''}${part(fixA, left, fixB, top)}${isRange ? `:${part(fixC ?? '', right, fixD ?? '', bottom)}` : ''}`;
  }));
}

/** The formula after a sheet was renamed. */
export function renameReferences(formula: string, from: string, to: string): string {
  return outsideTexts(formula, (text) => text.replace(/(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\d_.]*)!/gu, (prefix) => (plainName(prefix).toLowerCase() === from.toLowerCase() ? `${quoted(to)}!` : prefix)));
}

/** The change as the formulas of a rule with these ranges must follow it. */
export function changeForRule(ranges: readonly Rect[], isOnSheet: boolean, change: LineChange): LineChange {
  if (change.kind !== 'moved') return change;
  const first = topLeft(ranges);
  const moved = isOnSheet ? topLeft(ranges.flatMap((range) => shiftRect(range, change))) : first;
  return { ...change, relativeBy: change.axis === 'row' ? moved.row - first.row : moved.column - first.column };
}

/** A condition with `change` applied to its formulas; the same object when nothing changed. */
export function mapFormulas(condition: Condition, change: (formula: string) => string): Condition {
  const values = condition.values.map((value) => (typeof value === 'string' && value.startsWith('=') ? change(value) : value));
  return values.every((value, index) => value === condition.values[index]) ? condition : { ...condition, values };
}
