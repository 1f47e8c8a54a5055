/** XYZ classes: how steady purchases are (METHODS §2). */
import { isPeriodEnd, periodIndexer, periodIndexOf } from './calendar';
import type { Day, Period } from './calendar';
import type { OrderBook } from './orders/order-book';
import type { XyzBasis } from './settings';

/** N = too early to tell. */
export type XyzClass = 'X' | 'Y' | 'Z' | 'N';

/** Class letters by the number that columns hold; 0 = no class (never bought, or no amounts to judge by). */
export const XYZ_CLASSES: readonly (XyzClass | null)[] = [null, 'X', 'Y', 'Z', 'N'];
const [X, Y, Z, N] = [1, 2, 3, 4] as const;

/** How XYZ is counted. */
export interface XyzOptions {
  readonly basis: XyzBasis;
  readonly period: Period;
  readonly deviation: 'population' | 'sample';
  readonly limits: readonly [number, number];
  /** Whether returns lower the money of their period (basis `amount`). */
  readonly returns: 'net' | 'ignore';
}

/** Classes of all clients of a book as numbers of XYZ_CLASSES, and what they were judged by. */
export interface XyzColumns {
  readonly classes: Uint8Array;
  /** Coefficient of variation, or the share of periods with a purchase (basis `frequency`); NaN where there is none. */
  readonly values: Float64Array;
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

/** Classes of all clients of a book; none for someone who never bought. Linear. */
export function xyzColumns(book: OrderBook, asOfDay: Day, baseRhythmDays: number, options: XyzOptions): XyzColumns {
  const clients = book.clientKeys.length;
  const columns: XyzColumns = { classes: new Uint8Array(clients), values: new Float64Array(clients).fill(NaN) };
  if (options.basis === 'amount' && !book.hasAmounts) return columns;
  if (options.basis === 'rhythm') judgeRhythms(book, asOfDay, baseRhythmDays, options, columns);
  else judgePeriods(book, asOfDay, options, columns);
  return columns;
}

/** Coefficient of variation and class of a given series (for example sales per period); fewer than 3 numbers or a mean of 0 or less give N. */
export function classifySeries(
  series: readonly number[],
  options: Pick<XyzOptions, 'deviation' | 'limits'>,
): { readonly coefficient: number | null; readonly xyz: XyzClass } {
  const coefficient = series.length < PERIODS_NEEDED ? NaN : variationOf(Float64Array.from(series), series.length, options.deviation);
  return Number.isNaN(coefficient) ? { coefficient: null, xyz: 'N' } : { coefficient, xyz: XYZ_CLASSES[classOf(coefficient, options.limits)] ?? 'N' };
}

/** By the gaps between purchase days. */
function judgeRhythms(book: OrderBook, asOfDay: Day, baseRhythmDays: number, options: XyzOptions, { classes, values }: XyzColumns): void {
  const { dayStart, days } = book;
  for (let client = 0; client < classes.length; client += 1) {
    const start = dayStart[client] as number;
    const gaps = (dayStart[client + 1] as number) - start - 1;
    if (gaps < 0) continue;
    const firstDay = days[start] as number;
    if (gaps < GAPS_NEEDED) {
      classes[client] = asOfDay - firstDay < EARLY_AGE_RHYTHMS * baseRhythmDays ? N : Z;
      continue;
    }
    const mean = ((days[start + gaps] as number) - firstDay) / gaps;
    let squares = 0;
    for (let at = start; at < start + gaps; at += 1) {
      const difference = (days[at + 1] as number) - (days[at] as number) - mean;
      squares += difference * difference;
    }
    const value = Math.sqrt(squares / (options.deviation === 'population' ? gaps : gaps - 1)) / mean;
    values[client] = value;
    classes[client] = classOf(value, options.limits);
  }
}

/** By what happened in each period from the first purchase to the last whole period; periods without purchases are zeros. */
function judgePeriods(book: OrderBook, asOfDay: Day, options: XyzOptions, { classes, values }: XyzColumns): void {
  const { basis, period, deviation, limits } = options;
  const { purchaseStart, purchaseDay, purchaseMinor, returnStart, returnDay, returnMinor } = book;
  const periodOf = indexerOf(book, asOfDay, period);
  const lastPeriod = periodIndexOf(asOfDay, period) - (isPeriodEnd(asOfDay, period) ? 0 : 1);
  let series = new Float64Array(64);
  for (let client = 0; client < classes.length; client += 1) {
    const start = purchaseStart[client] as number;
    const end = purchaseStart[client + 1] as number;
    if (start === end) continue;
    const firstPeriod = periodOf(purchaseDay[start] as number);
    const periods = lastPeriod - firstPeriod + 1;
    if (periods < PERIODS_NEEDED) {
      classes[client] = N;
      continue;
    }
    if (periods > series.length) series = new Float64Array(2 * periods);
    else series.fill(0, 0, periods);
    for (let at = start; at < end; at += 1) {
      const place = periodOf(purchaseDay[at] as number) - firstPeriod;
      if (place < periods) series[place] = (series[place] as number) + (basis === 'amount' ? (purchaseMinor[at] as number) : 1);
    }
    if (basis === 'amount' && options.returns === 'net') {
      for (let at = returnStart[client] as number; at < (returnStart[client + 1] as number); at += 1) {
        const place = periodOf(returnDay[at] as number) - firstPeriod;
        if (place >= 0 && place < periods) series[place] = (series[place] as number) + (returnMinor[at] as number);
      }
    }
    const value = basis === 'frequency' ? filledShare(series, periods) : variationOf(series, periods, deviation);
    values[client] = value;
    if (basis === 'frequency') classes[client] = value >= limits[0] - LIMIT_TOLERANCE ? X : value >= limits[1] - LIMIT_TOLERANCE ? Y : Z;
    // Purchases of nothing but zeros have no mean to vary around: nothing can be foreseen from them.
    else classes[client] = Number.isNaN(value) ? Z : classOf(value, limits);
  }
}

/** Period numbers of every day that the book holds. */
function indexerOf(book: OrderBook, asOfDay: Day, period: Period): (day: Day) => number {
  let first = asOfDay;
  for (const days of [book.purchaseDay, book.returnDay]) for (let at = 0; at < days.length; at += 1) first = Math.min(first, days[at] as number);
  return periodIndexer(first, asOfDay, period);
}

function classOf(coefficient: number, limits: readonly [number, number]): number {
  if (coefficient <= limits[0] + LIMIT_TOLERANCE) return X;
  return coefficient <= limits[1] + LIMIT_TOLERANCE ? Y : Z;
}

function filledShare(series: Float64Array, count: number): number {
  let filled = 0;
  for (let index = 0; index < count; index += 1) if ((series[index] as number) > 0) filled += 1;
  return filled / count;
}

/** Standard deviation over mean; NaN when the mean is not positive. */
function variationOf(series: Float64Array, count: number, deviation: 'population' | 'sample'): number {
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += series[index] as number;
  const mean = sum / count;
  if (!(mean > 0)) return NaN;
  let squares = 0;
  for (let index = 0; index < count; index += 1) squares += ((series[index] as number) - mean) ** 2;
  return Math.sqrt(squares / (deviation === 'population' ? count : count - 1)) / mean;
}
