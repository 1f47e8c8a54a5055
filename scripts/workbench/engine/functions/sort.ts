/** SORT and SORTN of Sheets. Pure. */
import type { FormulaValue } from './value-objects';
import { sortedOrder } from '../value-order';

/** A key: a 0-based column of the data, or a column of values of the same height. */
export interface SortKeyValues {
  readonly values: readonly FormulaValue[] | number;
  readonly ascending: boolean;
}

function order(rows: readonly (readonly FormulaValue[])[], keys: readonly SortKeyValues[]): number[] {
  const table = rows.map((row, index) => keys.map(({ values }) => (typeof values === 'number' ? row[values]?.value ?? null : values[index]?.value ?? null)));
  return sortedOrder(table, keys.map(({ ascending }, position) => ({ position, ascending })));
}

export function sortGrid(rows: FormulaValue[][], keys: readonly SortKeyValues[]): FormulaValue[][] {
  return order(rows, keys).map((index) => rows[index] ?? []);
}

/** Ties: 0 the first n; 1 also rows equal to the n-th; 2 the first n after removing duplicates; 3 the first n unique with their duplicates. */
export function sortNGrid(rows: FormulaValue[][], count: number, ties: number, keys: readonly SortKeyValues[]): FormulaValue[][] {
  const sorted = keys.length ? order(rows, keys) : rows.map((_row, index) => index);
  const identity = (index: number): string => JSON.stringify((keys.length
    ? keys.map(({ values }) => (typeof values === 'number' ? rows[index]?.[values] : values[index]))
    : rows[index] ?? []).map((cell) => cell?.value ?? null));
  const pick = (indices: readonly number[]): FormulaValue[][] => indices.map((index) => rows[index] ?? []);
  if (ties === 0) return pick(sorted.slice(0, count));
  if (ties === 1) {
    const last = sorted[count - 1];
    const limit = last === undefined ? '' : identity(last);
    return pick(sorted.filter((index, position) => position < count || identity(index) === limit));
  }
  const groups = new Map<string, number[]>();
  for (const index of sorted) {
    const key = identity(index);
    const group = groups.get(key);
    if (group) group.push(index);
    else groups.set(key, [index]);
  }
  const first = [...groups.values()].slice(0, count);
  return pick(ties === 2 ? first.map((group) => group[0] ?? 0) : first.flat());
}
