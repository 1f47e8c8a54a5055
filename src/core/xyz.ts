/** XYZ classes: how steady purchases are (METHODS §2). */
import { isPeriodEnd, periodIndexOf } from './calendar';
import type { Day, Period } from './calendar';
import type { XyzBasis } from './settings';

/** N = too early to tell. */
export type XyzClass = 'X' | 'Y' | 'Z' | 'N';

/** How XYZ is counted. */
export interface XyzOptions {
  readonly basis: XyzBasis;
  readonly period: Period;
  readonly deviation: 'population' | 'sample';
  readonly limits: readonly [number, number];
}

/** What XYZ needs to know of one client. Days ascend. */
export interface XyzClient {
  readonly purchaseDays: readonly Day[];
  readonly purchaseList: readonly { readonly day: Day; readonly amountMinor: number }[];
}

const GAPS_NEEDED = 3;
const PERIODS_NEEDED = 3;
// A client younger than this many base rhythms could not have shown a rhythm yet.
const EARLY_AGE_RHYTHMS = 3;
// A coefficient such as 0.1 is a quotient of roots; the limit itself must still be inside.
const LIMIT_TOLERANCE = 1e-12;

/** The default limits of a basis; frequency is a falling share, the others are rising coefficients. */
export function defaultXyzLimits(basis: XyzBasis): readonly [number, number] {
  return basis === 'frequency' ? [0.5, 0.25] : [0.5, 1];
}

/** Class of one client; null for someone who never bought by asOfDay. */
export function classifyXyz(client: XyzClient, asOfDay: Day, baseRhythmDays: number, options: XyzOptions): XyzClass | null {
  const firstDay = client.purchaseDays[0];
  if (firstDay === undefined) return null;
  if (options.basis === 'rhythm') return classifyRhythm(client.purchaseDays, firstDay, asOfDay, baseRhythmDays, options);

  const firstPeriod = periodIndexOf(firstDay, options.period);
  const asOfPeriod = periodIndexOf(asOfDay, options.period);
  const lastPeriod = isPeriodEnd(asOfDay, options.period) ? asOfPeriod : asOfPeriod - 1;
  const periods = lastPeriod - firstPeriod + 1;
  if (periods < PERIODS_NEEDED) return 'N';
  const series = new Array<number>(periods).fill(0);
  for (const purchase of client.purchaseList) {
    const index = periodIndexOf(purchase.day, options.period) - firstPeriod;
    if (index >= periods) continue;
    series[index] = (series[index] ?? 0) + (options.basis === 'amount' ? purchase.amountMinor : 1);
  }
  if (options.basis === 'frequency') {
    const share = series.filter((count) => count > 0).length / periods;
    if (share >= options.limits[0] - LIMIT_TOLERANCE) return 'X';
    return share >= options.limits[1] - LIMIT_TOLERANCE ? 'Y' : 'Z';
  }
  const coefficient = variationOf(series, options.deviation);
  // Purchases of nothing but zeros have no mean to vary around: nothing can be foreseen from them.
  return coefficient === null ? 'Z' : classByLimits(coefficient, options.limits);
}

/** Coefficient of variation and class of a given series (for example sales per period); fewer than 3 numbers or a mean of 0 or less give N. */
export function classifySeries(
  series: readonly number[],
  options: Pick<XyzOptions, 'deviation' | 'limits'>,
): { readonly coefficient: number | null; readonly xyz: XyzClass } {
  const coefficient = series.length < PERIODS_NEEDED ? null : variationOf(series, options.deviation);
  return { coefficient, xyz: coefficient === null ? 'N' : classByLimits(coefficient, options.limits) };
}

function classifyRhythm(days: readonly Day[], firstDay: Day, asOfDay: Day, baseRhythmDays: number, options: XyzOptions): XyzClass {
  if (days.length - 1 < GAPS_NEEDED) return asOfDay - firstDay < EARLY_AGE_RHYTHMS * baseRhythmDays ? 'N' : 'Z';
  const gaps: number[] = [];
  for (let index = 1; index < days.length; index += 1) gaps.push((days[index] ?? 0) - (days[index - 1] ?? 0));
  const coefficient = variationOf(gaps, options.deviation);
  return coefficient === null ? 'Z' : classByLimits(coefficient, options.limits);
}

function classByLimits(coefficient: number, limits: readonly [number, number]): XyzClass {
  if (coefficient <= limits[0] + LIMIT_TOLERANCE) return 'X';
  return coefficient <= limits[1] + LIMIT_TOLERANCE ? 'Y' : 'Z';
}

/** Standard deviation over mean; null when the mean is not positive. */
function variationOf(series: readonly number[], deviation: 'population' | 'sample'): number | null {
  const count = series.length;
  const mean = series.reduce((sum, value) => sum + value, 0) / count;
  if (!(mean > 0)) return null;
  const squares = series.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return Math.sqrt(squares / (deviation === 'population' ? count : count - 1)) / mean;
}
