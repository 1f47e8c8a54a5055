/** How well found pairs agree with true ones. */

/** Precision, recall and F1 of pairs of positions, rounded to four decimals; the order within a pair does not matter. */
export function measuresOf(found: readonly { readonly a: number; readonly b: number }[], truth: readonly (readonly [number, number])[]): number[] {
  const keyOf = (a: number, b: number): string => `${Math.min(a, b)} ${Math.max(a, b)}`;
  const real = new Set(truth.map(([a, b]) => keyOf(a, b)));
  const right = found.filter(({ a, b }) => real.has(keyOf(a, b))).length;
  const [precision, recall] = [right / found.length, right / real.size];
  return [precision, recall, (2 * precision * recall) / (precision + recall)].map((measure) => Math.round(measure * 10000) / 10000);
}
