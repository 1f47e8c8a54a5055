/** Two shares compared: Wilson intervals, and their difference after Newcombe. */

/** A share with its interval; all 0 … 1 (a difference: −1 … 1). */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the normal distribution: intervals are two-sided 95 %. */
const Z = 1.959963984540054;

/** The Wilson score interval of `count` out of `total` (Wilson 1927); `total` > 0. */
export function wilsonInterval(count: number, total: number): Interval {
  const share = count / total;
  const z2 = Z * Z;
  const middle = (2 * count + z2) / (2 * (total + z2));
  const half = (Z * Math.sqrt(z2 + 4 * count * (1 - share))) / (2 * (total + z2));
  return { value: share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * The difference of two shares, first less second, with the hybrid score interval of Newcombe (1998, Statistics in Medicine 17, 873–890,
 * method 10): sound for small groups and for shares of 0 or 1, where the textbook interval is not. Both totals > 0.
 */
export function shareDifference(first: { readonly count: number; readonly total: number }, second: { readonly count: number; readonly total: number }): Interval {
  const one = wilsonInterval(first.count, first.total);
  const two = wilsonInterval(second.count, second.total);
  const value = one.value - two.value;
  return {
    value,
    low: value - Math.sqrt((one.value - one.low) ** 2 + (two.high - two.value) ** 2),
    high: value + Math.sqrt((one.high - one.value) ** 2 + (two.value - two.low) ** 2),
  };
}
