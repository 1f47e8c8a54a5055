/** Strokes that give neighbours their values: each place ends with its own, and no fewer strokes would do. */
import { coatsOf } from '../../src/core/table/coats';

function painted(values: readonly number[]): { readonly result: readonly (number | undefined)[]; readonly strokes: number } {
  const result: (number | undefined)[] = values.map(() => undefined);
  const coats = coatsOf(values);
  for (const { start, count, value } of coats) result.fill(value, start, start + count);
  return { result, strokes: coats.length };
}

/** The fewest strokes by trying every one of up to `most`, longest strokes included. */
function fewest(values: readonly number[]): number {
  const kinds = [...new Set(values)];
  let reached = new Set([values.map(() => 0).join()]);
  for (let strokes = 0; ; strokes += 1) {
    if (reached.has(values.join())) return strokes;
    const next = new Set<string>();
    for (const state of reached) {
      const now = state.split(',').map(Number);
      for (const value of kinds) {
        for (let start = 0; start < now.length; start += 1) {
          for (let end = start; end < now.length; end += 1) next.add(now.map((old, index) => (index >= start && index <= end ? value : old)).join());
        }
      }
    }
    reached = next;
  }
}

test('every row of up to six values out of three is painted right, with the fewest strokes', () => {
  const rows = Array.from({ length: 3 ** 6 }, (_unused, code) => Array.from({ length: 6 }, (_place, index) => 1 + (Math.floor(code / 3 ** index) % 3)));
  for (const row of rows) expect(painted(row).result).toEqual(row);
  for (const row of rows.filter((_row, index) => index % 41 === 0)) expect([row, painted(row).strokes]).toEqual([row, fewest(row)]);
});

test('nests of values need one stroke each, neighbours of one value one together', () => {
  expect(painted([9, 1, 2, 9, 2, 1, 9]).strokes).toBe(4);
  expect(coatsOf([5, 5, 5])).toEqual([{ start: 0, count: 3, value: 5 }]);
  expect(coatsOf([])).toEqual([]);
});
