/** Money in whole minor units (1/100 of the currency), so that sums never drift and never depend on row order. */

/** Minor units in one major unit, for every currency of the product. */
export const MINOR_PER_MAJOR = 100;

/** Rows above this many major units are refused (METHODS §0). */
export const LARGEST_ROW_MAJOR = 1e11;

/** An amount read from a row. `rounded` says that digits below the minor unit were lost. */
export interface MinorAmount {
  readonly amountMinor: number;
  readonly rounded: boolean;
}

/**
 * Turns decimal digits into minor units, rounding half away from zero.
 * @param digits a plain decimal such as `-1234.565` (only digits, one point, a leading minus)
 * @returns undefined when the text is no such decimal or is past 10^11 major units (see `isTooLarge`)
 */
export function minorFromDecimal(digits: string): MinorAmount | undefined {
  const match = /^(-?)(\d*)(?:\.(\d*))?$/.exec(digits);
  if (match === null) return undefined;
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  if (whole === '' && fraction === '') return undefined;
  if (Number(whole) > LARGEST_ROW_MAJOR) return undefined;
  const kept = Number(whole) * MINOR_PER_MAJOR + Number((fraction + '00').slice(0, 2));
  const lost = fraction.slice(2);
  const size = kept + (lost.charAt(0) >= '5' ? 1 : 0);
  if (size > LARGEST_ROW_MAJOR * MINOR_PER_MAJOR) return undefined;
  return { amountMinor: match[1] === '-' && size !== 0 ? -size : size, rounded: /[1-9]/.test(lost) };
}

/** Turns a number of major units into minor units; binary noise past 15 digits is not reported as rounding. */
export function minorFromNumber(amountMajor: number): MinorAmount | undefined {
  if (!Number.isFinite(amountMajor) || isTooLarge(amountMajor)) return undefined;
  const direct = Math.round(amountMajor * MINOR_PER_MAJOR);
  if (direct / MINOR_PER_MAJOR === amountMajor) return { amountMinor: direct === 0 ? 0 : direct, rounded: false };
  const cleaned = Number(amountMajor.toPrecision(15));
  // toFixed would round the binary value; the shortest decimal text is what the person typed.
  return minorFromDecimal(plainDecimal(cleaned));
}

/** The nearest whole number, halves away from zero (−2.5 gives −3); never −0. */
export function roundHalfAway(value: number): number {
  const size = Math.round(Math.abs(value));
  return value < 0 && size > 0 ? -size : size;
}

/** True when a row amount is past the largest one the product counts with. */
export function isTooLarge(amountMajor: number): boolean {
  return Math.abs(amountMajor) > LARGEST_ROW_MAJOR;
}

/** Major units of an amount, for cells and files. */
export function majorOf(amountMinor: number): number {
  return amountMinor / MINOR_PER_MAJOR;
}

/**
 * A sum of minor units under way. It is refused (`totalOf` gives null) when the sizes of its parts together pass 2^53 − 1:
 * testing the sizes and not the running total keeps the answer independent of the order of the parts.
 * A plain object and no class: one is made per order, and lowered class fields are slow to make.
 */
export interface MoneySum {
  net: number;
  size: number;
}

/** A sum of nothing. */
export function emptySum(): MoneySum {
  return { net: 0, size: 0 };
}

/** Adds one amount in minor units. */
export function addTo(sum: MoneySum, amountMinor: number): void {
  sum.net += amountMinor;
  sum.size += Math.abs(amountMinor);
}

/** The exact sum in minor units, or null when it cannot be exact. */
export function totalOf(sum: MoneySum): number | null {
  return sum.size > Number.MAX_SAFE_INTEGER ? null : sum.net;
}

function plainDecimal(value: number): string {
  const text = String(value);
  if (!/e/i.test(text)) return text;
  return value.toFixed(20).replace(/0+$/, '');
}
