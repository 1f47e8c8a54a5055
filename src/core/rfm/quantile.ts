/** Quantiles by linear interpolation (type 7 of Hyndman and Fan, the default of R, Excel and Sheets). */

/** Cut points at 1/bins, 2/bins, … of values sorted ascending; empty for no values. */
export function cutPointsOf(sortedValues: ArrayLike<number>, bins: number): number[] {
  const count = sortedValues.length;
  const points: number[] = [];
  if (count === 0) return points;
  for (let index = 1; index < bins; index += 1) {
    // The remainder instead of a fraction keeps whole cut points of whole values whole: 100 + 3 · 10 / 5 is 106, 100 + 0.6 · 10 need not be.
    const below = Math.floor(((count - 1) * index) / bins);
    const remainder = (count - 1) * index - below * bins;
    const lower = sortedValues[below] ?? 0;
    const upper = sortedValues[Math.min(below + 1, count - 1)] ?? lower;
    points.push(lower + (remainder * (upper - lower)) / bins);
  }
  return points;
}
