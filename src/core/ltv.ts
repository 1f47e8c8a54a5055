/** Lifetime value by formula: average bill × purchases per period × lifetime, or the retention formula (METHODS §6). */
import { periodIndexOf } from './calendar';
import type { Day, Period } from './calendar';
import { issue, outcome } from './issue';
import type { Issue, Outcome } from './issue';
import { roundHalfAway } from './money';
import type { OrderBook } from './orders/order-book';

export type LtvFormula = 'simple' | 'retention';

/** Longest lifetime counted with, in periods; a longer one is cut to it and told. */
export const MOST_LIFETIME_PERIODS = 60;

/** How lifetime values are made. */
export interface LtvOptions {
  readonly formula: LtvFormula;
  readonly period: Period;
  /** Discount per period, 0…1; used by the retention formula only. */
  readonly discount: number;
}

/** Expected lifetime in periods. */
export interface Lifetime {
  readonly periods: number;
  /** True when 1 / (1 − CRR) was longer than 60 periods. */
  readonly isCapped: boolean;
}

/** Why no client has a lifetime value: nobody's retention is known, the money is, or the formula has no finite value. */
export type LtvRefusal = 'noRetention' | 'noAmounts' | 'notFinite';

/** Lifetime values of a base; arrays are aligned with `book.clientKeys`. */
export interface LtvResult {
  readonly options: LtvOptions;
  readonly crr: number | null;
  /** null for the retention formula and without a CRR. */
  readonly lifetime: Lifetime | null;
  /** Minor units, rounded half away from zero; NaN = none (never bought, or the client's money is refused). */
  readonly ltvMinor: Float64Array;
  /** Purchases / periods from the one of the first purchase to that of asOf; NaN for clients who never bought. */
  readonly purchasesPerPeriod: Float64Array;
  /** Profit / revenue of the client, the factor of the formula; NaN = no cost known, then the value is of revenue. */
  readonly marginRate: Float64Array;
  readonly refusal: LtvRefusal | null;
}

/** Lifetime in periods = 1 / (1 − CRR), at most 60. @param crr 0…1 */
export function lifetimeOf(crr: number): Lifetime {
  const periods = 1 / (1 - crr);
  return periods > MOST_LIFETIME_PERIODS ? { periods: MOST_LIFETIME_PERIODS, isCapped: true } : { periods, isCapped: false };
}

/**
 * Average bill × purchases per period × lifetime in periods × margin rate. The unit of the result is that of the bill.
 * @param marginRate profit / revenue; 1 (no factor) when no cost is known
 */
export function simpleLtv(averageBill: number, purchasesPerPeriod: number, lifetimePeriods: number, marginRate = 1): number {
  return averageBill * purchasesPerPeriod * lifetimePeriods * marginRate;
}

/**
 * Margin × r / (1 + d − r): the margin of one period, repeated with probability r and discounted by d (Gupta and Lehmann 2003).
 * Not finite when 1 + d − r is 0 (r = 1 without discount).
 */
export function retentionLtv(margin: number, retention: number, discount: number): number {
  return (margin * retention) / (1 + discount - retention);
}

/**
 * Lifetime value of every client who bought. Choices:
 * - average bill = money / purchases (returns netted or ignored as the book was made);
 * - purchases per period = purchases / number of periods from the one of the first purchase to that of asOf, both counted whole even
 *   when asOf lies within one;
 * - lifetime from the retention of the base (`crr`, of the same period), the same for all clients, at most 60 periods;
 * - margin rate = profit / revenue of the client where its costs are known and revenue is above zero, otherwise no factor: then the
 *   value is one of revenue, and `ltv.costPartly` tells when that is so for some clients only;
 * - retention formula: margin = average bill × purchases per period × margin rate, that is of ONE period, not of the whole life.
 * Issues: `ltv.noRetention` (crr null), `ltv.notFinite` (CRR 100 % without discount), `ltv.lifetimeCapped`, `ltv.costPartly`. A refusal
 * leaves all values NaN.
 */
export function lifetimeValue(book: OrderBook, crr: number | null, options: LtvOptions, asOfDay: Day): Outcome<LtvResult> {
  const clients = book.clientKeys.length;
  const ltvMinor = new Float64Array(clients).fill(NaN);
  const purchasesPerPeriod = new Float64Array(clients).fill(NaN);
  const marginRate = new Float64Array(clients).fill(NaN);
  const lifetime = crr === null || options.formula === 'retention' ? null : lifetimeOf(crr);
  const result = { options, crr, lifetime, ltvMinor, purchasesPerPeriod, marginRate };

  const asOfPeriod = periodIndexOf(asOfDay, options.period);
  let buyers = 0;
  let buyersWithCost = 0;
  for (let client = 0; client < clients; client += 1) {
    const from = book.purchaseStart[client] ?? 0;
    const purchases = (book.purchaseStart[client + 1] ?? 0) - from;
    if (purchases === 0) continue;
    buyers += 1;
    const periods = asOfPeriod - periodIndexOf(book.purchaseDay[from] ?? asOfDay, options.period) + 1;
    purchasesPerPeriod[client] = purchases / Math.max(1, periods);
    const money = book.moneyMinor[client] ?? NaN;
    const margin = book.marginMinor[client] ?? NaN;
    if (Number.isNaN(margin) || !(money > 0)) continue;
    buyersWithCost += 1;
    marginRate[client] = margin / money;
  }

  if (!book.hasAmounts) return outcome({ ...result, refusal: 'noAmounts' });
  if (crr === null) return outcome({ ...result, refusal: 'noRetention' }, buyers === 0 ? [] : [issue('ltv.noRetention')]);
  const perUnit = options.formula === 'retention' ? retentionLtv(1, crr, options.discount) : (lifetime?.periods ?? NaN);
  if (!Number.isFinite(perUnit)) return outcome({ ...result, refusal: 'notFinite' }, [issue('ltv.notFinite')]);

  for (let client = 0; client < clients; client += 1) {
    const purchases = (book.purchaseStart[client + 1] ?? 0) - (book.purchaseStart[client] ?? 0);
    if (purchases === 0) continue;
    const rate = marginRate[client] ?? NaN;
    const bill = (book.moneyMinor[client] ?? NaN) / purchases;
    ltvMinor[client] = roundedMinor(simpleLtv(bill, purchasesPerPeriod[client] ?? NaN, perUnit, Number.isNaN(rate) ? 1 : rate));
  }
  const issues: Issue[] = [];
  if (lifetime?.isCapped === true) issues.push(issue('ltv.lifetimeCapped', { most: MOST_LIFETIME_PERIODS, percent: Math.round(crr * 1000) / 10 }));
  if (buyersWithCost > 0 && buyersWithCost < buyers) issues.push(issue('ltv.costPartly', { count: buyers - buyersWithCost, buyers }));
  return outcome({ ...result, refusal: null }, issues);
}

/** Whole minor units; NaN where whole numbers are no longer exact. */
function roundedMinor(value: number): number {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? roundHalfAway(value) : NaN;
}
