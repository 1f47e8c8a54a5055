/** What BG/NBD and Gamma-Gamma need to know of each buying client: x, t_x, T and z, with a hold-out if asked for (METHODS §6). */
import { periodIndexOf } from '../calendar';
import type { Day } from '../calendar';
import type { OrderBook } from '../orders/order-book';
import type { TimedHistories } from './bg-nbd';
import type { TimeUnit } from './fit';

/** The part of an order book that is looked at. */
export type PurchaseBook = Pick<OrderBook, 'clientKeys' | 'purchaseStart' | 'purchaseDay' | 'purchaseMinor'>;

/** How purchases are summed up. */
export interface SummaryOptions {
  /** `day`: purchase days; `week`: calendar weeks from Monday, several purchases in a week count once. */
  readonly unit: TimeUnit;
  /** Last day that is looked at; T ends here. */
  readonly calibrationEndDay: Day;
  /** Last day of the hold-out, which starts the day after calibrationEndDay. */
  readonly holdoutEndDay?: Day;
}

/** One entry per client with a purchase up to the end of calibration, in the order of the book. */
export interface CustomerSummary extends TimedHistories {
  /** Position of the client in `book.clientKeys`. */
  readonly clientIndex: Int32Array;
  /** Repeat purchases: distinct purchase days (weeks) less the first one. */
  readonly x: Float64Array;
  /** From the first purchase to the last, in units: not the recency of RFM. */
  readonly tX: Float64Array;
  /** From the first purchase to the end of calibration, in units. */
  readonly T: Float64Array;
  /** Mean money of the repeat days (weeks), each day (week) summed up first, in minor units; 0 when x = 0. */
  readonly zMinor: Float64Array;
  /** The same of the hold-out; null when none was asked for. */
  readonly holdout: HoldoutSummary | null;
}

/** Purchases after calibration, along the same clients. */
export interface HoldoutSummary {
  /** Distinct purchase days (weeks) of the hold-out. */
  readonly x: Float64Array;
  /** Mean money of those days (weeks) in minor units; 0 without any. */
  readonly zMinor: Float64Array;
}

/** Sums up every client who bought up to the end of calibration. O(purchases). */
export function summariseCustomers(book: PurchaseBook, options: SummaryOptions): CustomerSummary {
  const { unit, calibrationEndDay, holdoutEndDay } = options;
  const buyers: number[] = [];
  for (let client = 0; client < book.clientKeys.length; client += 1) {
    const start = book.purchaseStart[client] ?? 0;
    if (start < (book.purchaseStart[client + 1] ?? 0) && (book.purchaseDay[start] ?? Infinity) <= calibrationEndDay) buyers.push(client);
  }
  const column = (): Float64Array => new Float64Array(buyers.length);
  const summary = { unit, clientIndex: Int32Array.from(buyers), x: column(), tX: column(), T: column(), zMinor: column() };
  const holdout = holdoutEndDay === undefined ? null : { x: column(), zMinor: column() };
  const lastTime = timeOf(calibrationEndDay, unit);
  buyers.forEach((client, position) => {
    const start = book.purchaseStart[client] ?? 0;
    const end = book.purchaseStart[client + 1] ?? 0;
    const split = firstAfter(book, start, end, calibrationEndDay);
    const firstTime = timeOf(book.purchaseDay[start] ?? 0, unit);
    const seen = totals(book, start, split, unit, firstTime);
    summary.x[position] = seen.times;
    summary.tX[position] = seen.lastTime - firstTime;
    summary.T[position] = lastTime - firstTime;
    summary.zMinor[position] = seen.times === 0 ? 0 : seen.sumMinor / seen.times;
    if (holdout === null || holdoutEndDay === undefined) return;
    const later = totals(book, split, firstAfter(book, split, end, holdoutEndDay), unit, null);
    holdout.x[position] = later.times;
    holdout.zMinor[position] = later.times === 0 ? 0 : later.sumMinor / later.times;
  });
  return { ...summary, holdout };
}

/** Distinct days (weeks) and their money among purchases start … end − 1, leaving out what falls on `leftOut`. */
function totals(book: PurchaseBook, start: number, end: number, unit: TimeUnit, leftOut: number | null): { times: number; sumMinor: number; lastTime: number } {
  let lastTime = leftOut ?? -Infinity;
  let times = 0;
  let sumMinor = 0;
  for (let index = start; index < end; index += 1) {
    const time = timeOf(book.purchaseDay[index] ?? 0, unit);
    if (time === leftOut) continue;
    if (time !== lastTime) times += 1;
    lastTime = time;
    sumMinor += book.purchaseMinor[index] ?? 0;
  }
  return { times, sumMinor, lastTime };
}

function firstAfter(book: PurchaseBook, start: number, end: number, day: Day): number {
  let index = start;
  while (index < end && (book.purchaseDay[index] ?? 0) <= day) index += 1;
  return index;
}

function timeOf(day: Day, unit: TimeUnit): number {
  return unit === 'week' ? periodIndexOf(day, 'week') : day;
}
