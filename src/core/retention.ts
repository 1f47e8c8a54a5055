/** Movement of clients from period to period and the customer retention rate, CRR (METHODS §7). */
import { periodIndexer, periodIndexOf } from './calendar';
import type { Day, Period } from './calendar';
import { issue, outcome } from './issue';
import type { Outcome } from './issue';
import type { OrderBook } from './orders/order-book';
import { firstDayOf, lastDayOf, spanOf } from './periods';

/** One period. `new` + `retained` + `returned` = `active`; `lost` = active in the period before − `retained`. */
export interface PeriodMovement {
  /** `periodIndexOf(day, period)`. */
  readonly periodIndex: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** True when asOf is the last day of the period or later; figures of the period under way still grow. */
  readonly isComplete: boolean;
  /** Clients with a purchase in the period. */
  readonly active: number;
  /** Clients whose first purchase ever lies in it. */
  readonly new: number;
  /** Active in the period before and in this one. */
  readonly retained: number;
  /** Active now, not in the period before, some time earlier yes. */
  readonly returned: number;
  /** Active in the period before, not in this one. */
  readonly lost: number;
  /** `retained` / active in the period before, 0…1; null when nobody was active there. */
  readonly crr: number | null;
  /** Money of this period's new clients. null here and below: no amounts, or the sum is refused. */
  readonly newMinor: number | null;
  /** Money of all other clients, returns of those who never bought included. */
  readonly returningMinor: number | null;
  /** Sales without a client. */
  readonly anonymousMinor: number | null;
  /** The three together: money by orders of this period, returns netted or ignored. */
  readonly revenueMinor: number | null;
}

export interface Movement {
  readonly period: Period;
  readonly asOfDay: Day;
  readonly returns: 'net' | 'ignore';
  /** Every period from the one of the first order (returns too) to that of asOf, empty ones included. */
  readonly periods: readonly PeriodMovement[];
}

/** A base's retention over several periods. */
export interface BaseRetention {
  /** Pooled: `retained` / `activeBefore`; null when nobody was active before any of the periods. */
  readonly crr: number | null;
  readonly retained: number;
  readonly activeBefore: number;
  /** Complete periods that were pooled, at most 12, and the days they span (null without any). */
  readonly periods: number;
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
}

/** CRR from typed counts, with the counts it was made from. */
export interface TypedRetention {
  readonly atStart: number;
  readonly newOnes: number;
  readonly atEnd: number;
  /** (E − N) / S, 0…1; null when refused. */
  readonly crr: number | null;
}

/** Periods that the base's retention is pooled over. */
export const POOLED_PERIODS = 12;

/** Money per period: net, and the sizes of its parts, by which it is refused past 2^53 − 1 whatever the order of the rows. */
interface MoneyByPlace {
  readonly net: Float64Array;
  readonly gross: Float64Array;
}

/** Counts and money under way, one place per period. */
interface PeriodSums {
  readonly active: Int32Array;
  readonly new: Int32Array;
  readonly retained: Int32Array;
  readonly returned: Int32Array;
  readonly newMoney: MoneyByPlace;
  readonly returningMoney: MoneyByPlace;
  readonly anonymousMoney: MoneyByPlace;
}

/**
 * Movement by week (from Monday), month or quarter: new, retained, returned and lost clients, CRR, money of new and returning clients
 * and of sales without a client. Orders after asOf are left out. Linear in orders plus periods.
 * @param returns whether orders below zero lower money (`net`) or are left out (`ignore`); they never make anybody active
 */
export function periodMovement(book: OrderBook, period: Period, asOfDay: Day, returns: 'net' | 'ignore' = 'net'): Movement {
  const { anonymous } = book;
  const span = spanOf([book.purchaseDay, book.returnDay, anonymous.purchaseDay, anonymous.returnDay], asOfDay);
  if (span === null) return { period, asOfDay, returns, periods: [] };
  const indexOf = periodIndexer(span.firstDay, span.lastDay, period);
  const firstPeriod = indexOf(span.firstDay);
  const length = periodIndexOf(asOfDay, period) - firstPeriod + 1;
  const placeOf = (day: Day): number => indexOf(day) - firstPeriod;
  const sums = emptySums(length);

  const { purchaseStart, purchaseDay, purchaseMinor, returnStart, returnDay, returnMinor } = book;
  for (let client = 0; client < book.clientKeys.length; client += 1) {
    const purchaseTo = purchaseStart[client + 1] ?? 0;
    let first = -1;
    let last = -1;
    for (let at = purchaseStart[client] ?? 0; at < purchaseTo; at += 1) {
      const day = purchaseDay[at] ?? Infinity;
      if (day > asOfDay) break;
      const place = placeOf(day);
      if (place !== last) {
        countActive(sums, place, last);
        if (first < 0) first = place;
        last = place;
      }
      addMoney(place === first ? sums.newMoney : sums.returningMoney, place, purchaseMinor[at] ?? 0);
    }
    if (returns === 'ignore') continue;
    const returnTo = returnStart[client + 1] ?? 0;
    for (let at = returnStart[client] ?? 0; at < returnTo; at += 1) {
      const day = returnDay[at] ?? Infinity;
      if (day > asOfDay) break;
      const place = placeOf(day);
      addMoney(place === first ? sums.newMoney : sums.returningMoney, place, returnMinor[at] ?? 0);
    }
  }
  const addAnonymous = (days: Int32Array, minors: Float64Array): void => {
    for (let at = 0; at < days.length; at += 1) {
      const day = days[at] ?? Infinity;
      if (day <= asOfDay) addMoney(sums.anonymousMoney, placeOf(day), minors[at] ?? 0);
    }
  };
  addAnonymous(anonymous.purchaseDay, anonymous.purchaseMinor);
  if (returns === 'net') addAnonymous(anonymous.returnDay, anonymous.returnMinor);
  refuseWhere(sums, book);
  return { period, asOfDay, returns, periods: closePeriods(sums, length, firstPeriod, { period, asOfDay, hasAmounts: book.hasAmounts }) };
}

/**
 * Retention of the whole base: retained clients of the last 12 complete periods together, divided by the clients active before each of
 * them (a ratio of sums, so that thin periods weigh little). A period is complete when asOf is its last day or later, so the one under
 * way never counts. Fewer than 12 periods are pooled when there are fewer; null when nobody was active before any of them.
 */
export function baseRetention(book: OrderBook, period: Period, asOfDay: Day): BaseRetention {
  return pooledRetention(periodMovement(book, period, asOfDay));
}

/** The same from a movement that is already there. */
export function pooledRetention({ periods }: Movement): BaseRetention {
  const pooled = periods.filter(({ isComplete }) => isComplete).slice(-POOLED_PERIODS);
  const retained = pooled.reduce((sum, entry) => sum + entry.retained, 0);
  const activeBefore = pooled.reduce((sum, entry) => sum + entry.retained + entry.lost, 0);
  return {
    crr: activeBefore === 0 ? null : retained / activeBefore,
    retained,
    activeBefore,
    periods: pooled.length,
    firstDay: pooled[0]?.firstDay ?? null,
    lastDay: pooled[pooled.length - 1]?.lastDay ?? null,
  };
}

/**
 * CRR = (E − N) / S from typed counts: clients at the start, new ones among those at the end, clients at the end. Fractions are
 * allowed (averages of several periods). Refused with `retention.impossible` when a count is no finite number or negative, when S is 0,
 * when N is more than E, or when more stay than were there (E − N > S): then no figure, never one above 100 %.
 */
export function retentionFromCounts(atStart: number, newOnes: number, atEnd: number): Outcome<TypedRetention> {
  const counts = { atStart, newOnes, atEnd };
  const stayed = atEnd - newOnes;
  const areCounts = [atStart, newOnes, atEnd].every((count) => Number.isFinite(count) && count >= 0);
  if (areCounts && atStart > 0 && stayed >= 0 && stayed <= atStart) return outcome({ ...counts, crr: stayed / atStart });
  const why = !areCounts ? 'notCounts' : atStart === 0 ? 'nobodyAtStart' : stayed < 0 ? 'moreNewThanAtEnd' : 'moreStayThanAtStart';
  const shown = (count: number): string | number => (Number.isFinite(count) ? count : String(count));
  return outcome({ ...counts, crr: null }, [
    issue('retention.impossible', { why, atStart: shown(atStart), newOnes: shown(newOnes), atEnd: shown(atEnd) }),
  ]);
}

function emptySums(length: number): PeriodSums {
  const counts = (): Int32Array => new Int32Array(length);
  const money = (): MoneyByPlace => ({ net: new Float64Array(length), gross: new Float64Array(length) });
  return {
    active: counts(), new: counts(), retained: counts(), returned: counts(),
    newMoney: money(), returningMoney: money(), anonymousMoney: money(),
  };
}

function addMoney(money: MoneyByPlace, place: number, minor: number): void {
  money.net[place] = (money.net[place] ?? 0) + minor;
  // No Math.abs: where scripts run in a realm of their own, a global looked up a million times costs more than the rest.
  money.gross[place] = (money.gross[place] ?? 0) + (minor < 0 ? -minor : minor);
}

/** A refused order has left the book together with its day, so no period can say that it holds all money of its clients. */
function refuseWhere(sums: PeriodSums, book: OrderBook): void {
  if (book.moneyMinor.some((minor) => Number.isNaN(minor))) {
    sums.newMoney.gross.fill(Infinity);
    sums.returningMoney.gross.fill(Infinity);
  }
  if (book.anonymousMinor === null) sums.anonymousMoney.gross.fill(Infinity);
}

/** Notes a client's activity; `last` is the place of the client's latest period before, −1 for none. */
function countActive(sums: PeriodSums, place: number, last: number): void {
  const counts = last < 0 ? sums.new : last === place - 1 ? sums.retained : sums.returned;
  counts[place] = (counts[place] ?? 0) + 1;
  sums.active[place] = (sums.active[place] ?? 0) + 1;
}

function closePeriods(
  sums: PeriodSums,
  length: number,
  firstPeriod: number,
  { period, asOfDay, hasAmounts }: { readonly period: Period; readonly asOfDay: Day; readonly hasAmounts: boolean },
): PeriodMovement[] {
  const result: PeriodMovement[] = [];
  const money = (parts: readonly MoneyByPlace[], place: number): number | null => {
    const gross = parts.reduce((sum, part) => sum + (part.gross[place] ?? 0), 0);
    return hasAmounts && gross <= Number.MAX_SAFE_INTEGER ? parts.reduce((sum, part) => sum + (part.net[place] ?? 0), 0) : null;
  };
  let activeBefore = 0;
  for (let place = 0; place < length; place += 1) {
    const retained = sums.retained[place] ?? 0;
    const active = sums.active[place] ?? 0;
    const lastDay = lastDayOf(firstPeriod + place, period);
    result.push({
      periodIndex: firstPeriod + place,
      firstDay: firstDayOf(firstPeriod + place, period),
      lastDay,
      isComplete: asOfDay >= lastDay,
      active,
      new: sums.new[place] ?? 0,
      retained,
      returned: sums.returned[place] ?? 0,
      lost: activeBefore - retained,
      crr: activeBefore === 0 ? null : retained / activeBefore,
      newMinor: money([sums.newMoney], place),
      returningMinor: money([sums.returningMoney], place),
      anonymousMinor: money([sums.anonymousMoney], place),
      revenueMinor: money([sums.newMoney, sums.returningMoney, sums.anonymousMoney], place),
    });
    activeBefore = active;
  }
  return result;
}
