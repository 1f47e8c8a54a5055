/** How far a value may lie from the rest of its column before a person should look at it. */

/** The bounds of a column; a value outside them is suspicious. */
export interface Spread {
  readonly low: number;
  readonly high: number;
}

/** Quarters of fewer values say too little. */
const FEWEST_VALUES = 20;
/** J. Tukey's outer fence (Exploratory Data Analysis, 1977): values beyond three spreads of the middle half are "far out". */
const OUTER_FENCE = 3;

/**
 * The outer fences of a column, or null for fewer than 20 values.
 * @param values in any order
 * @param smallestSpread taken where the middle half lies closer together, so that a column of nearly equal values is not full of suspicions
 */
export function spreadOf(values: readonly number[], smallestSpread: number): Spread | null {
  if (values.length < FEWEST_VALUES) return null;
  const sorted = values.slice().sort((left, right) => left - right);
  const lower = quantile(sorted, 0.25);
  const upper = quantile(sorted, 0.75);
  const reach = OUTER_FENCE * Math.max(upper - lower, smallestSpread);
  return { low: lower - reach, high: upper + reach };
}

function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}
