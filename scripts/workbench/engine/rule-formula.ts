/** Keeps the formulas of rules (conditional formats, validation) in step with the sheets they refer to. Pure. */
import type { Condition } from './values';
import { columnIndex, columnName, shiftDeleted, shiftInserted } from './rect';

/** Rows or columns inserted in, or deleted from, the sheet `sheetName`. */
export interface LineChange {
  readonly sheetName: string;
  readonly axis: 'row' | 'column';
  readonly index: number;
  readonly count: number;
  readonly deleted: boolean;
}

const REFERENCE = /((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\d_.]*)!)?(?<![\p{L}\d_.$:])(\$?)([A-Z]{1,3})?(\$?)(\d{1,7})?(?::(\$?)([A-Z]{1,3})?(\$?)(\d{1,7})?)?(?![\p{L}\d_.(!])/gu;

const quoted = (name: string): string => (/^[\p{L}_][\p{L}\d_]*$/u.test(name) ? name : `'${name.replaceAll("'", "''")}'`);
const plainName = (prefix: string): string => (prefix.startsWith("'") ? prefix.slice(1, -2).replaceAll("''", "'") : prefix.slice(0, -1));

function outsideTexts(formula: string, change: (text: string) => string): string {
  return formula.split(/("(?:[^"]|"")*")/).map((piece, index) => (index % 2 ? piece : change(piece))).join('');
}

/** The formula of a rule on the sheet `own` after the change. */
export function shiftReferences(formula: string, own: string, change: LineChange): string {
  const move = change.deleted ? shiftDeleted : shiftInserted;
  return outsideTexts(formula, (text) => text.replace(REFERENCE, (all: string, prefix: string | undefined, fixA: string, a: string | undefined, fixB: string, one: string | undefined, fixC: string | undefined, b: string | undefined, fixD: string | undefined, two: string | undefined) => {
    const isRange = all.includes(':');
    // A single reference needs both parts; a bare word or number is none.
    if (!(a ?? one) || (!isRange && (!a || !one)) || (isRange && !(b ?? two))) return all;
    if ((prefix === undefined ? own : plainName(prefix)).toLowerCase() !== change.sheetName.toLowerCase()) return all;
    let [left, right] = [a === undefined ? null : columnIndex(a), b === undefined ? null : columnIndex(b)];
    let [top, bottom] = [one === undefined ? null : Number(one) - 1, two === undefined ? null : Number(two) - 1];
    if (change.axis === 'column' && left !== null) {
      const span = move(left, (right ?? left) - left + 1, change.index, change.count);
      if (!span) return '#REF!';
      [left, right] = [span.start, right === null ? null : span.start + span.length - 1];
    }
    if (change.axis === 'row' && top !== null) {
      // An open range has no end that could be cut.
      const span = move(top, isRange && bottom === null ? Number.MAX_SAFE_INTEGER / 2 : (bottom ?? top) - top + 1, change.index, change.count);
      if (!span) return '#REF!';
      [top, bottom] = [span.start, bottom === null ? null : span.start + span.length - 1];
    }
    const part = (fixColumn: string, column: number | null, fixRow: string, row: number | null): string => `${fixColumn}${column === null ? '' : columnName(column)}${fixRow}${row === null ? '' : row + 1}`;
    return `${prefix ?? ''}${part(fixA, left, fixB, top)}${isRange ? `:${part(fixC ?? '', right, fixD ?? '', bottom)}` : ''}`;
  }));
}

/** The formula after a sheet was renamed. */
export function renameReferences(formula: string, from: string, to: string): string {
  return outsideTexts(formula, (text) => text.replace(/(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\d_.]*)!/gu, (prefix) => (plainName(prefix).toLowerCase() === from.toLowerCase() ? `${quoted(to)}!` : prefix)));
}

/** A condition with `change` applied to its formulas; the same object when nothing changed. */
export function mapFormulas(condition: Condition, change: (formula: string) => string): Condition {
  const values = condition.values.map((value) => (typeof value === 'string' && value.startsWith('=') ? change(value) : value));
  return values.every((value, index) => value === condition.values[index]) ? condition : { ...condition, values };
}
