/** Customer lifetime value: expected money of the next months, each month discounted at its end. */
import { expectedWhileAlive, pAlive } from './bg-nbd';
import type { BgNbdParameters } from './bg-nbd';
import type { TimeUnit } from './fit';

/** An average month of the Gregorian calendar: 365.25 / 12 days. */
export const DAYS_PER_MONTH = 365.25 / 12;

const DAYS_PER_WEEK = 7;

/** The future CLV is counted over. */
export interface LifetimeHorizon {
  readonly months: number;
  /** Discount of one month as a fraction: money of month m counts 1 / (1 + d)^m. */
  readonly monthlyDiscount: number;
  /** Length of a month in the time units of the fit, see `unitsPerMonth`. */
  readonly unitsPerMonth: number;
}

/** Time units of one month. */
export function unitsPerMonth(unit: TimeUnit): number {
  return unit === 'week' ? DAYS_PER_MONTH / DAYS_PER_WEEK : DAYS_PER_MONTH;
}

/** Time units of so many days. */
export function unitsOfDays(days: number, unit: TimeUnit): number {
  return unit === 'week' ? days / DAYS_PER_WEEK : days;
}

/**
 * Discounted expected purchases of a client who is alive now: Σ_{m=1…months} (M(m·u) − M((m−1)·u)) / (1 + d)^m,
 * M(t) = expected purchases within t units (BG/NBD eq. 10 without P(alive)), u = units in a month, d = monthly discount.
 * It depends on x and T only, so clients who share them share it.
 */
export function discountedWhileAlive(parameters: BgNbdParameters, x: number, T: number, horizon: LifetimeHorizon): number {
  let before = 0;
  let factor = 1;
  let sum = 0;
  for (let month = 1; month <= horizon.months; month += 1) {
    const until = expectedWhileAlive(parameters, x, T, month * horizon.unitsPerMonth);
    factor /= 1 + horizon.monthlyDiscount;
    sum += (until - before) * factor;
    before = until;
  }
  return sum;
}

/** CLV in minor units: P(alive) × discounted expected purchases × expected bill, as in the discounted monthly increments of the Python library lifetimes. */
export function lifetimeMoney(
  parameters: BgNbdParameters,
  history: { readonly x: number; readonly tX: number; readonly T: number },
  expectedBillMinor: number,
  horizon: LifetimeHorizon,
): number {
  const { x, tX, T } = history;
  return pAlive(parameters, x, tX, T) * discountedWhileAlive(parameters, x, T, horizon) * expectedBillMinor;
}
