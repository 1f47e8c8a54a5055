/** Plan and fact, share of wallet, return on sales and turnover by class (METHODS §8). */
import { dayOf, partsOf } from './calendar';
import type { Day } from './calendar';
import { IssueLog, issue, outcome } from './issue';
import type { Issue, Outcome } from './issue';
import { groupByManager } from './managers';
import { addTo, emptySum, totalOf } from './money';
import type { MoneySum } from './money';
import type { OrderBook } from './orders/order-book';
import type { PlanPeriod, Settings } from './settings';
import { decideNumberReading, readMoney } from './table/numbers';
import { isDateCell } from './table/cell';
import type { Cell } from './table/cell';

/** The running period of a plan: the month, quarter or year that asOf lies in. */
export interface PlanSpan {
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** Days from the first one to asOf, both counted. */
  readonly daysPassed: number;
  readonly days: number;
  /** daysPassed / days: the share of the plan that an even pace would have brought by now. */
  readonly pace: number;
}

/** Plan and fact of one client or manager. Money in minor units. */
export interface PlanFact {
  /** null = no plan. */
  readonly planMinor: number | null;
  /** Money of the paid orders from the period's first day to asOf; null = no amounts or a refused sum. */
  readonly factMinor: number | null;
  /** fact / plan; null without a plan above zero or without a fact. May be below 0 (returns) and above 1. */
  readonly done: number | null;
  /** plan × pace, rounded: what an even pace would have brought by asOf. */
  readonly expectedMinor: number | null;
}

/** Plan and fact of a manager: `done` and `expectedMinor` compare like with like, that is only clients who have a plan. */
export interface ManagerPlanFact extends PlanFact {
  /** '' = clients without a manager. */
  readonly manager: string;
  readonly clients: number;
  readonly plannedClients: number;
  /** Part of the fact that the clients with a plan brought. */
  readonly plannedFactMinor: number | null;
}

/** Plan and fact of a whole base; `clients` runs along `book.clientKeys`. */
export interface PlanFacts {
  readonly span: PlanSpan;
  readonly clients: readonly PlanFact[];
  readonly managers: readonly ManagerPlanFact[];
}

/** Revenue of one class. */
export interface ClassTurnover {
  /** null = clients the class does not exist for. */
  readonly key: string | null;
  readonly clients: number;
  /** Minor units; null when a client's sum is refused or there are no amounts. */
  readonly moneyMinor: number | null;
  /** Share in the revenue of all classes; null when that is not above zero or unknown. */
  readonly share: number | null;
}

/** What is read from the owner's columns. */
export type OwnerAmount = 'plan' | 'elsewhere';

const WALLET_DAYS = 365;
const MONTHS_OF: Readonly<Record<PlanPeriod, number>> = { month: 1, quarter: 3, year: 12 };

/** The calendar month, quarter or year that asOf lies in. */
export function planSpan(asOfDay: Day, period: PlanPeriod): PlanSpan {
  const { year, month } = partsOf(asOfDay);
  const months = MONTHS_OF[period];
  const firstMonth = month - ((month - 1) % months);
  const nextMonth = firstMonth + months;
  const firstDay = dayOf(year, firstMonth, 1) ?? asOfDay;
  const lastDay = (nextMonth > 12 ? dayOf(year + 1, 1, 1) : dayOf(year, nextMonth, 1)) ?? asOfDay + 1;
  const days = lastDay - firstDay;
  const daysPassed = asOfDay - firstDay + 1;
  return { firstDay, lastDay: lastDay - 1, daysPassed, days, pace: daysPassed / days };
}

/**
 * Reads the cells of the columns `plan` or `purchases_elsewhere`, one per client, as minor units; null for an empty cell.
 * What is no amount, is below zero or too large is null as well and reported with its client (`plan.badValue`, `elsewhere.badValue`).
 * @param preferred the decimal mark where no cell tells (`,` for Russian)
 */
export function readOwnerAmounts(cells: readonly Cell[], clientNames: readonly string[], kind: OwnerAmount, preferred: ',' | '.' = '.'): Outcome<readonly (number | null)[]> {
  const reading = decideNumberReading(cells, preferred);
  const log = new IssueLog();
  const value = cells.map((cell, index) => {
    const money = readMoney(cell, reading);
    if (money.state === 'empty') return null;
    if (money.state === 'ok' && money.amountMinor >= 0) return money.amountMinor;
    const shown = cell === null || isDateCell(cell) ? '' : String(cell);
    log.add(kind === 'plan' ? 'plan.badValue' : 'elsewhere.badValue', { value: shown, client: clientNames[index] ?? '' });
    return null;
  });
  return outcome(value, log.list());
}

/**
 * Money of a client from one day to another, both counted, in minor units: purchases, less returns of those days unless they are ignored.
 * null = no amounts, or the client's sum is refused.
 * @param client index in `book.clientKeys`
 */
export function moneyBetween(book: OrderBook, client: number, fromDay: Day, toDay: Day, returns: Settings['returns']): number | null {
  if (!book.hasAmounts || Number.isNaN(book.moneyMinor[client] ?? NaN)) return null;
  // A part of a sum that was not refused is exact.
  const purchases = sumOfDays(book.purchaseDay, book.purchaseMinor, book.purchaseStart, client, fromDay, toDay);
  return returns === 'ignore' ? purchases : purchases + sumOfDays(book.returnDay, book.returnMinor, book.returnStart, client, fromDay, toDay);
}

/**
 * Plan against fact for every client and manager in the running period.
 * @param plansMinor along `book.clientKeys`; null = no plan
 * @param managers along `book.clientKeys`; '' = none; names are compared trimmed and without case
 */
export function planFacts(
  book: OrderBook,
  plansMinor: readonly (number | null)[],
  managers: readonly string[],
  asOfDay: Day,
  options: Pick<Settings, 'plan.period' | 'returns'>,
): Outcome<PlanFacts> {
  const span = planSpan(asOfDay, options['plan.period']);
  const clients = book.clientKeys.map((_, client) =>
    planFact(plansMinor[client] ?? null, moneyBetween(book, client, span.firstDay, asOfDay, options.returns), span),
  );
  const issues: Issue[] = [];
  const byManager = groupByManager(clients.map((_, client) => managers[client] ?? '')).map(({ manager, indexes }): ManagerPlanFact => {
    const own = indexes.map((index) => clients[index]).filter((entry): entry is PlanFact => entry !== undefined);
    const planned = own.filter((entry) => entry.planMinor !== null);
    const planMinor = planned.length === 0 ? null : sumOrNull(planned.map((entry) => entry.planMinor));
    const plannedFactMinor = planned.length === 0 ? null : sumOrNull(planned.map((entry) => entry.factMinor));
    const isKnown = own.every((entry) => entry.factMinor !== null);
    const factMinor = sumOrNull(own.map((entry) => entry.factMinor));
    if ((isKnown && factMinor === null) || (planned.length > 0 && planMinor === null)) issues.push(issue('plan.sumTooLarge', { manager }));
    const { done, expectedMinor } = planFact(planMinor, plannedFactMinor, span);
    return { manager, clients: own.length, plannedClients: planned.length, planMinor, factMinor, plannedFactMinor, done, expectedMinor };
  });
  return outcome({ span, clients, managers: byManager }, issues);
}

/**
 * Penetration: our sales / the client's whole purchases of that kind, 0…1.
 * null when either part is unknown or both are zero; sales below zero (returns) count as zero.
 */
export function walletShare(ourSalesMinor: number | null, elsewhereMinor: number | null): number | null {
  if (ourSalesMinor === null || elsewhereMinor === null) return null;
  const ours = Math.max(0, ourSalesMinor);
  const whole = ours + elsewhereMinor;
  return whole > 0 ? ours / whole : null;
}

/** Share of wallet of every client by our sales of the last 365 days (asOf counted) and what is entered in `purchases_elsewhere`; along `book.clientKeys`. */
export function walletShares(book: OrderBook, elsewhereMinor: readonly (number | null)[], asOfDay: Day, returns: Settings['returns']): (number | null)[] {
  return book.clientKeys.map((_, client) => {
    const elsewhere = elsewhereMinor[client] ?? null;
    return elsewhere === null ? null : walletShare(moneyBetween(book, client, asOfDay - WALLET_DAYS + 1, asOfDay, returns), elsewhere);
  });
}

/** ROS = profit / revenue; null when either is unknown or revenue is not above zero. */
export function returnOnSales(moneyMinor: number | null, marginMinor: number | null): number | null {
  return moneyMinor === null || marginMinor === null || moneyMinor <= 0 ? null : marginMinor / moneyMinor;
}

/** Revenue by class with its share, in the order of `keys`, then other classes by name, clients without a class last. Classes without clients are left out. */
export function turnoverByClass(
  clients: readonly { readonly key: string | null; readonly moneyMinor: number | null }[],
  keys: readonly string[] = [],
): readonly ClassTurnover[] {
  const sums = new Map<string | null, { clients: number; money: MoneySum; isRefused: boolean }>();
  for (const { key, moneyMinor } of clients) {
    const entry = sums.get(key) ?? { clients: 0, money: emptySum(), isRefused: false };
    sums.set(key, entry);
    entry.clients += 1;
    if (moneyMinor === null) entry.isRefused = true;
    else addTo(entry.money, moneyMinor);
  }
  const rank = (key: string | null): number => (key === null ? keys.length + 1 : keys.indexOf(key) < 0 ? keys.length : keys.indexOf(key));
  const found = Array.from(sums.keys()).sort((left, right) => rank(left) - rank(right) || (String(left) < String(right) ? -1 : 1));
  const moneyOf = (key: string | null): number | null => {
    const entry = sums.get(key);
    return entry === undefined || entry.isRefused ? null : totalOf(entry.money);
  };
  const total = sumOrNull(found.map(moneyOf));
  return found.map((key) => {
    const moneyMinor = moneyOf(key);
    return { key, clients: sums.get(key)?.clients ?? 0, moneyMinor, share: moneyMinor === null || total === null || total <= 0 ? null : moneyMinor / total };
  });
}

function planFact(planMinor: number | null, factMinor: number | null, span: PlanSpan): PlanFact {
  return {
    planMinor,
    factMinor,
    done: planMinor === null || factMinor === null || planMinor <= 0 ? null : factMinor / planMinor,
    expectedMinor: planMinor === null ? null : Math.round(planMinor * span.pace),
  };
}

/** The exact sum; null when a part is unknown or the sum cannot be exact. */
function sumOrNull(parts: readonly (number | null)[]): number | null {
  const sum = emptySum();
  for (const part of parts) {
    if (part === null) return null;
    addTo(sum, part);
  }
  return totalOf(sum);
}

function sumOfDays(days: Int32Array, minor: Float64Array, start: Int32Array, client: number, fromDay: Day, toDay: Day): number {
  const first = start[client] ?? 0;
  let sum = 0;
  // The days asked for are the latest as a rule, so the search goes back from the end.
  for (let at = (start[client + 1] ?? first) - 1; at >= first && (days[at] ?? 0) >= fromDay; at -= 1) {
    if ((days[at] ?? 0) <= toDay) sum += minor[at] ?? 0;
  }
  return sum;
}
