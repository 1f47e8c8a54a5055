/** Quantiles by linear interpolation (type 7 of Hyndman and Fan, the default of R, Excel and Sheets). */

/** Cut points at 1/bins, 2/bins, … of values sorted ascending; empty for no values. */
export function cutPointsOf(sortedValues: ArrayLike<number>, bins: number): number[] {
  const count = sortedValues.length;
  const points: number[] = [];
  if (count === 0) return points;
  for (let index = 1; index < bins; index += 1) {
    // (count − 1) · index / bins in this order keeps whole positions whole.
    const position = ((count - 1) * index) / bins;
    const below = Math.floor(position);
    const lower = sortedValues[below] ?? 0;
    const upper = sortedValues[Math.min(below + 1, count - 1)] ?? lower;
    points.push(lower + (position - below) * (upper - lower));
  }
  return points;
}
