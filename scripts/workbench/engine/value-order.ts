/** Sheets' order of values. Pure. */
import type { Scalar } from './values';

const ERROR_TEXT = /^#(?:N\/A|DIV\/0!|REF!|VALUE!|NUM!|NAME\?|ERROR!|NULL!)$/;

function rank(value: Scalar): number {
  if (typeof value === 'number') return 0;
  if (typeof value === 'boolean') return 2;
  return ERROR_TEXT.test(value ?? '') ? 3 : 1;
}

/** Order of two values that are not blank: numbers, texts (case-insensitive), booleans, errors. */
export function compareValues(a: Scalar, b: Scalar): number {
  const kinds = rank(a) - rank(b);
  if (kinds !== 0) return kinds;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return String(a).localeCompare(String(b), undefined, { sensitivity: 'base' });
}

const isBlank = (value: Scalar): boolean => value === null || value === '';

/** Sorts rows of values; returns the old positions in their new order. Blanks stay last in both directions. */
export function sortedOrder(rows: readonly (readonly Scalar[])[], keys: readonly { readonly position: number; readonly ascending: boolean }[]): number[] {
  return rows.map((_row, index) => index).sort((left, right) => {
    for (const { position, ascending } of keys) {
      const a = rows[left]?.[position] ?? null;
      const b = rows[right]?.[position] ?? null;
      if (isBlank(a) && isBlank(b)) continue;
      if (isBlank(a)) return 1;
      if (isBlank(b)) return -1;
      const result = compareValues(a, b);
      if (result !== 0) return ascending ? result : -result;
    }
    return left - right;
  });
}
