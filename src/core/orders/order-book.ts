/** The order book: every client's purchases and returns, sorted, in columns (METHODS §0). */
import type { Day } from '../calendar';
import { IssueLog } from '../issue';
import type { Outcome } from '../issue';
import { bookKeys } from './book-keys';
import { sortByDay, sortScratch } from './grouped-sort';
import type { OrderColumns } from './order-columns';
import { countedRows, REFUSED, sumOrders } from './order-sums';
import type { OrderSums } from './order-sums';

export { indexClientKeys, orderColumns } from './order-columns';
export type { OrderColumns } from './order-columns';
export type { OrderRow } from './order-row';

/** How rows become orders. */
export interface OrderOptions {
  readonly returns: 'net' | 'ignore';
  /** Last day that counts; absent = every row counts. */
  readonly asOfDay?: Day;
  /** Keys of clients known without orders; they get an empty history. */
  readonly knownClientKeys?: readonly string[];
}

/** Everything sorted; index of a client is the same everywhere. Days ascend inside a client. */
export interface OrderBook {
  /** Ascending by code units; contacts without orders too. */
  readonly clientKeys: readonly string[];
  /** Purchases (orders of zero or more) of client i: purchaseStart[i] … purchaseStart[i + 1] − 1; length clients + 1. */
  readonly purchaseStart: Int32Array;
  /** Ascending by day, then by amount. */
  readonly purchaseDay: Int32Array;
  /** Minor units; 0 where there are no amounts. */
  readonly purchaseMinor: Float64Array;
  /** Distinct purchase days of client i, by the same shape. */
  readonly dayStart: Int32Array;
  readonly days: Int32Array;
  /** Returns: orders below zero, by the same shape. */
  readonly returnStart: Int32Array;
  readonly returnDay: Int32Array;
  readonly returnMinor: Float64Array;
  /** Money by METHODS §0 (returns netted or ignored) in minor units; NaN = refused or no amounts. */
  readonly moneyMinor: Float64Array;
  /** Money less cost; NaN = no cost known or refused. */
  readonly marginMinor: Float64Array;
  /** Unpaid orders, counted for "expected" only; NaN = refused or no amounts. */
  readonly expectedMinor: Float64Array;
  /** Sales without a client, sorted alike. */
  readonly anonymous: {
    readonly purchaseDay: Int32Array;
    readonly purchaseMinor: Float64Array;
    readonly returnDay: Int32Array;
    readonly returnMinor: Float64Array;
  };
  readonly hasAmounts: boolean;
  readonly hasCost: boolean;
  /** Latest purchase day, sales without a client included. */
  readonly lastPurchaseDay: Day | null;
  /** Money of sales without a client; null when refused or without amounts. */
  readonly anonymousMinor: number | null;
  readonly anonymousOrders: number;
  readonly rowsUsed: number;
  readonly rowsAfterAsOf: number;
}

/** Orders of one kind (purchases or returns) grouped by client and sorted. `start` has one entry more than there are groups. */
interface Grouped {
  readonly start: Int32Array;
  readonly day: Int32Array;
  readonly minor: Float64Array;
}

/**
 * Groups rows into orders and orders into client histories. The order of the rows does not matter. Linear but for sorting the client
 * keys and the days inside a client. A client key without any row up to asOf is left out unless it is known.
 */
export function buildOrderBook(columns: OrderColumns, options: OrderOptions): Outcome<OrderBook> {
  const log = new IssueLog();
  const counted = countedRows(columns, options.asOfDay, log);
  const { clientKeys, rankOf } = bookKeys(columns, counted, options.knownClientKeys ?? []);
  const clients = clientKeys.length;
  const orders = sumOrders(columns, counted.rows, rankOf, clients, log);
  const { purchases, returns, refused } = groupOrders(orders, clients + 1);
  const money = moneyOf(orders, purchases, returns, refused, options.returns, clients + 1);
  for (let client = 0; client <= clients; client += 1) {
    if (orders.amountMinor !== null && Number.isNaN(money.moneyMinor[client])) log.add('money.sumTooLarge', { client: clientKeys[client] ?? '' });
  }
  const { dayStart, days } = distinctDays(purchases, clients);
  const purchaseEnd = purchases.start[clients] ?? 0;
  const returnEnd = returns.start[clients] ?? 0;
  const anonymousMinor = money.moneyMinor[clients] ?? NaN;
  return {
    value: {
      clientKeys,
      purchaseStart: purchases.start.subarray(0, clients + 1),
      purchaseDay: purchases.day.subarray(0, purchaseEnd),
      purchaseMinor: purchases.minor.subarray(0, purchaseEnd),
      dayStart,
      days,
      returnStart: returns.start.subarray(0, clients + 1),
      returnDay: returns.day.subarray(0, returnEnd),
      returnMinor: returns.minor.subarray(0, returnEnd),
      moneyMinor: money.moneyMinor.subarray(0, clients),
      marginMinor: money.marginMinor.subarray(0, clients),
      expectedMinor: expectedOf(columns, counted.unpaid, rankOf, clients),
      anonymous: {
        purchaseDay: purchases.day.subarray(purchaseEnd),
        purchaseMinor: purchases.minor.subarray(purchaseEnd),
        returnDay: returns.day.subarray(returnEnd),
        returnMinor: returns.minor.subarray(returnEnd),
      },
      hasAmounts: orders.amountMinor !== null,
      hasCost: hasAnyCost(orders),
      lastPurchaseDay: lastDayOf(purchases),
      anonymousMinor: Number.isNaN(anonymousMinor) ? null : anonymousMinor,
      anonymousOrders: purchases.day.length - purchaseEnd,
      rowsUsed: counted.rowsUsed,
      rowsAfterAsOf: counted.rowsAfterAsOf,
    },
    issues: log.list(),
  };
}

/** Counting sort by client into purchases and returns, then by day inside each. `refused[i]` = an order of this client could not be added. */
function groupOrders(orders: OrderSums, groups: number): { purchases: Grouped; returns: Grouped; refused: Uint8Array } {
  const { count, client, day, amountMinor } = orders;
  const purchaseStart = new Int32Array(groups + 1);
  const returnStart = new Int32Array(groups + 1);
  const refused = new Uint8Array(groups);
  for (let at = 0; at < count; at += 1) {
    const group = client[at] as number;
    const amount = amountMinor === null ? 0 : (amountMinor[at] as number);
    if (isRefused(amount)) refused[group] = 1;
    else if (amount >= 0) purchaseStart[group + 1] = (purchaseStart[group + 1] as number) + 1;
    else returnStart[group + 1] = (returnStart[group + 1] as number) + 1;
  }
  for (let group = 0; group < groups; group += 1) {
    purchaseStart[group + 1] = (purchaseStart[group + 1] as number) + (purchaseStart[group] as number);
    returnStart[group + 1] = (returnStart[group + 1] as number) + (returnStart[group] as number);
  }
  const purchases: Grouped = { start: purchaseStart, day: new Int32Array(purchaseStart[groups] ?? 0), minor: new Float64Array(purchaseStart[groups] ?? 0) };
  const returns: Grouped = { start: returnStart, day: new Int32Array(returnStart[groups] ?? 0), minor: new Float64Array(returnStart[groups] ?? 0) };
  const nextPurchase = purchaseStart.slice();
  const nextReturn = returnStart.slice();
  for (let at = 0; at < count; at += 1) {
    const group = client[at] as number;
    const amount = amountMinor === null ? 0 : (amountMinor[at] as number);
    if (isRefused(amount)) continue;
    const next = amount >= 0 ? nextPurchase : nextReturn;
    const into = amount >= 0 ? purchases : returns;
    const place = next[group] as number;
    next[group] = place + 1;
    into.day[place] = day[at] as number;
    // −0 would be a purchase that differs from 0 to the eye of a test and to nobody else.
    into.minor[place] = amount === 0 ? 0 : amount;
  }
  const scratch = sortScratch();
  for (let group = 0; group < groups; group += 1) {
    sortByDay(purchases.day, purchases.minor, purchaseStart[group] as number, purchaseStart[group + 1] as number, scratch);
    sortByDay(returns.day, returns.minor, returnStart[group] as number, returnStart[group + 1] as number, scratch);
  }
  return { purchases, returns, refused };
}

function isRefused(amount: number): boolean {
  return amount === REFUSED || amount > Number.MAX_SAFE_INTEGER || amount < -Number.MAX_SAFE_INTEGER;
}

/** Money and margin of each group. Sums are exact or refused: testing the sum of the sizes keeps the answer independent of the order. */
function moneyOf(
  orders: OrderSums,
  purchases: Grouped,
  returns: Grouped,
  refused: Uint8Array,
  rule: 'net' | 'ignore',
  groups: number,
): { moneyMinor: Float64Array; marginMinor: Float64Array } {
  const moneyMinor = new Float64Array(groups).fill(NaN);
  const marginMinor = new Float64Array(groups).fill(NaN);
  if (orders.amountMinor === null) return { moneyMinor, marginMinor };
  for (let group = 0; group < groups; group += 1) {
    if (refused[group] === 1) continue;
    let net = 0;
    let returned = 0;
    for (let at = purchases.start[group] as number; at < (purchases.start[group + 1] as number); at += 1) net += purchases.minor[at] as number;
    if (rule === 'net') {
      for (let at = returns.start[group] as number; at < (returns.start[group + 1] as number); at += 1) returned -= returns.minor[at] as number;
    }
    if (net + returned <= Number.MAX_SAFE_INTEGER) moneyMinor[group] = net - returned;
  }
  if (orders.costMinor !== null) addMargins(orders, orders.amountMinor, orders.costMinor, rule, moneyMinor, marginMinor);
  return { moneyMinor, marginMinor };
}

/** Margin = money less the cost of the orders that count; NaN for a client none of whose orders has a cost. */
function addMargins(orders: OrderSums, amountMinor: Float64Array, costMinor: Float64Array, rule: 'net' | 'ignore', moneyMinor: Float64Array, marginMinor: Float64Array): void {
  const groups = moneyMinor.length;
  const cost = new Float64Array(groups).fill(NaN);
  const size = new Float64Array(groups);
  for (let at = 0; at < orders.count; at += 1) {
    const value = costMinor[at] as number;
    if (Number.isNaN(value) || (rule === 'ignore' && (amountMinor[at] as number) < 0)) continue;
    const group = orders.client[at] as number;
    const known = cost[group] as number;
    cost[group] = Number.isNaN(known) ? value : known + value;
    size[group] = (size[group] as number) + Math.abs(value);
  }
  for (let group = 0; group < groups; group += 1) {
    if ((size[group] as number) <= Number.MAX_SAFE_INTEGER) marginMinor[group] = (moneyMinor[group] as number) - (cost[group] as number);
  }
}

/** Unpaid money of each client; NaN when refused. */
function expectedOf(columns: OrderColumns, unpaid: readonly number[], rankOf: Int32Array | null, clients: number): Float64Array {
  const expected = new Float64Array(clients);
  if (columns.amountMinor === null) return expected.fill(NaN);
  const size = new Float64Array(clients);
  for (const row of unpaid) {
    const given = columns.client[row] as number;
    if (given < 0) continue;
    const client = rankOf === null ? given : (rankOf[given] as number);
    const amount = columns.amountMinor[row] as number;
    expected[client] = (expected[client] as number) + amount;
    size[client] = (size[client] as number) + Math.abs(amount);
  }
  for (let client = 0; client < clients; client += 1) if ((size[client] as number) > Number.MAX_SAFE_INTEGER) expected[client] = NaN;
  return expected;
}

function hasAnyCost(orders: OrderSums): boolean {
  if (orders.costMinor === null) return false;
  for (let at = 0; at < orders.count; at += 1) if (!Number.isNaN(orders.costMinor[at])) return true;
  return false;
}

function distinctDays(purchases: Grouped, clients: number): { dayStart: Int32Array; days: Int32Array } {
  const dayStart = new Int32Array(clients + 1);
  const days = new Int32Array(purchases.start[clients] ?? 0);
  let count = 0;
  for (let client = 0; client < clients; client += 1) {
    const start = purchases.start[client] as number;
    const end = purchases.start[client + 1] as number;
    for (let at = start; at < end; at += 1) {
      const day = purchases.day[at] as number;
      if (at > start && day === purchases.day[at - 1]) continue;
      days[count] = day;
      count += 1;
    }
    dayStart[client + 1] = count;
  }
  return { dayStart, days: days.subarray(0, count) };
}

/** Latest day of any group. */
function lastDayOf(purchases: Grouped): Day | null {
  const groups = purchases.start.length - 1;
  let last: Day | null = null;
  for (let group = 0; group < groups; group += 1) {
    const end = purchases.start[group + 1] as number;
    if (end === purchases.start[group]) continue;
    const day = purchases.day[end - 1] as number;
    if (last === null || day > last) last = day;
  }
  return last;
}
