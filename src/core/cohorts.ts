/** Monthly cohorts: who came in one month, and how many of them were active in each month after (METHODS §7). */
import { periodIndexer, periodIndexOf } from './calendar';
import type { Day } from './calendar';
import { issue, outcome } from './issue';
import type { Outcome } from './issue';
import type { OrderBook } from './orders/order-book';
import { firstDayOf, spanOf } from './periods';

/** What makes a client active in a month: a purchase, or any paid order (returns too). */
export type CohortActivity = 'purchases' | 'any-row';

export interface CohortOptions {
  readonly activity: CohortActivity;
  /** Last day that counts. */
  readonly asOfDay: Day;
  /** Whether returns lower the money of a cell; `net` when absent. */
  readonly returns?: 'net' | 'ignore';
}

/** One cohort in one month. */
export interface CohortCell {
  /** Distinct clients of the cohort active in that month. */
  readonly count: number;
  /** `count` / size of the cohort, 0…1. */
  readonly share: number;
  /** Money of the cohort's clients in that month; null without amounts or when the sum is refused. */
  readonly moneyMinor: number | null;
}

/** Clients whose first activity lies in one calendar month. */
export interface Cohort {
  /** `periodIndexOf(day, 'month')`. */
  readonly monthIndex: number;
  readonly firstDay: Day;
  readonly size: number;
  /** By months since the first one (0 = the month itself); null for months after that of asOf. All cohorts have equally many. */
  readonly cells: readonly (CohortCell | null)[];
}

export interface Cohorts {
  readonly activity: CohortActivity;
  readonly asOfDay: Day;
  /** Ascending by month; months in which nobody came have no row. */
  readonly cohorts: readonly Cohort[];
  /** Number of columns: months since the first one, 0 … columns − 1. */
  readonly columns: number;
  /**
   * Returns dated before the month of the client's own cohort (possible only with activity `purchases`): money that stands in no cell,
   * 0 or below; with it the cells of all cohorts add up to the money of all clients. null without amounts or when refused.
   */
  readonly moneyBeforeMinor: number | null;
}

/** More cells than this are refused: a table of a century of months cannot be read, and it comes from one wrong date. */
const MOST_CELLS = 1_000_000;

interface OpenCohort {
  /** Months from the first month of the table to that of the cohort. */
  readonly row: number;
  size: number;
  readonly counts: Int32Array;
  readonly money: MoneyByMonth;
}

/** Net money, and the sizes of its parts: past 2^53 − 1 a sum is refused, whatever the order of the rows. */
interface MoneyByMonth {
  readonly net: Float64Array;
  readonly gross: Float64Array;
}

/** The table under way. */
interface OpenTable {
  readonly asOfDay: Day;
  /** Months from the first month of the table. */
  readonly placeOf: (day: Day) => number;
  /** The last client counted in a month: no month is counted twice for one client. */
  readonly seenBy: Int32Array;
  /** Place 0: returns dated before the month of the client's own cohort. */
  readonly before: MoneyByMonth;
}

/** Orders of one kind of one client: places `from` … `to` − 1 of the columns. */
interface OrderStretch {
  readonly days: Int32Array;
  readonly minors: Float64Array;
  readonly from: number;
  readonly to: number;
}

/**
 * Cohorts by calendar month of the first activity. The month of asOf is counted as far as it goes. Clients without activity stand in
 * no cohort; sales without a client neither. Linear in orders plus cells.
 * Issue `cohorts.tooMany` (and no cohort) when the table would pass a million cells.
 */
export function buildCohorts(book: OrderBook, options: CohortOptions): Outcome<Cohorts> {
  const { activity, asOfDay } = options;
  const empty: Cohorts = { activity, asOfDay, cohorts: [], columns: 0, moneyBeforeMinor: book.hasAmounts ? 0 : null };
  const countsReturns = activity === 'any-row';
  const takesReturns = (options.returns ?? 'net') === 'net';
  const span = spanOf([book.purchaseDay, book.returnDay], asOfDay);
  if (span === null) return outcome(empty);
  const monthOf = periodIndexer(span.firstDay, span.lastDay, 'month');
  const firstMonth = monthOf(span.firstDay);
  const months = periodIndexOf(asOfDay, 'month') - firstMonth + 1;
  const table: OpenTable = {
    asOfDay,
    placeOf: (day) => monthOf(day) - firstMonth,
    seenBy: new Int32Array(monthOf(span.lastDay) - firstMonth + 1).fill(-1),
    before: emptyMoney(1),
  };

  const open: (OpenCohort | undefined)[] = [];
  let cells = 0;
  for (let client = 0; client < book.clientKeys.length; client += 1) {
    const purchases = stretchOf(client, book.purchaseStart, book.purchaseDay, book.purchaseMinor);
    const returns = stretchOf(client, book.returnStart, book.returnDay, book.returnMinor);
    const firstDay = Math.min(firstDayIn(purchases), countsReturns ? firstDayIn(returns) : Infinity);
    if (firstDay > asOfDay) continue;
    const row = table.placeOf(firstDay);
    let cohort = open[row];
    if (cohort === undefined) {
      cells += months - row;
      if (cells > MOST_CELLS) return outcome(empty, [issue('cohorts.tooMany', { firstDay: span.firstDay, asOfDay, most: MOST_CELLS })]);
      cohort = { row, size: 0, counts: new Int32Array(months - row), money: emptyMoney(months - row) };
      open[row] = cohort;
    }
    cohort.size += 1;
    // A refused order has left the book together with its day, so no cell can say that it holds all money of its clients.
    if (Number.isNaN(book.moneyMinor[client] ?? 0)) cohort.money.gross.fill(Infinity);
    addOrders(table, cohort, client, purchases, true, true);
    addOrders(table, cohort, client, returns, countsReturns, takesReturns);
  }

  const firstRow = open.findIndex((cohort) => cohort !== undefined);
  const columns = firstRow < 0 ? 0 : months - firstRow;
  const cohorts: Cohort[] = [];
  for (const cohort of open) {
    if (cohort === undefined) continue;
    const monthIndex = firstMonth + cohort.row;
    const list = Array.from({ length: columns }, (_, since) => cellOf(cohort, since, book.hasAmounts));
    cohorts.push({ monthIndex, firstDay: firstDayOf(monthIndex, 'month'), size: cohort.size, cells: list });
  }
  return outcome({ activity, asOfDay, cohorts, columns, moneyBeforeMinor: moneyAt(table.before, 0, book.hasAmounts) });
}

/** Adds a client's orders to the cells of the cohort: as activity, as money, or both. */
function addOrders(table: OpenTable, cohort: OpenCohort, client: number, orders: OrderStretch, isActivity: boolean, isMoney: boolean): void {
  const { seenBy } = table;
  for (let at = orders.from; at < orders.to; at += 1) {
    const day = orders.days[at] ?? Infinity;
    if (day > table.asOfDay) break;
    const place = table.placeOf(day);
    const since = place - cohort.row;
    if (isActivity && seenBy[place] !== client) {
      seenBy[place] = client;
      cohort.counts[since] = (cohort.counts[since] ?? 0) + 1;
    }
    if (!isMoney) continue;
    if (since < 0) addMoney(table.before, 0, orders.minors[at] ?? 0);
    else addMoney(cohort.money, since, orders.minors[at] ?? 0);
  }
}

function stretchOf(client: number, starts: Int32Array, days: Int32Array, minors: Float64Array): OrderStretch {
  return { days, minors, from: starts[client] ?? 0, to: starts[client + 1] ?? 0 };
}

/** Infinity for no orders. */
function firstDayIn({ days, from, to }: OrderStretch): Day {
  return from < to ? (days[from] ?? Infinity) : Infinity;
}

function emptyMoney(months: number): MoneyByMonth {
  return { net: new Float64Array(months), gross: new Float64Array(months) };
}

function addMoney({ net, gross }: MoneyByMonth, place: number, minor: number): void {
  net[place] = (net[place] ?? 0) + minor;
  // No Math.abs: where scripts run in a realm of their own, a global looked up a million times costs more than the rest.
  gross[place] = (gross[place] ?? 0) + (minor < 0 ? -minor : minor);
}

function cellOf(cohort: OpenCohort, since: number, hasAmounts: boolean): CohortCell | null {
  if (since >= cohort.counts.length) return null;
  const count = cohort.counts[since] ?? 0;
  return { count, share: count / cohort.size, moneyMinor: moneyAt(cohort.money, since, hasAmounts) };
}

/** The exact sum, or null without amounts and where it is refused. */
function moneyAt({ net, gross }: MoneyByMonth, place: number, hasAmounts: boolean): number | null {
  return hasAmounts && (gross[place] ?? 0) <= Number.MAX_SAFE_INTEGER ? (net[place] ?? 0) : null;
}
