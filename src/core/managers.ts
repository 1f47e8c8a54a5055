/** Portfolio of each manager and how regularly each works (METHODS §8). */
import { periodIndexOf } from './calendar';
import type { Day } from './calendar';
import { addTo, emptySum, totalOf } from './money';
import type { MoneySum } from './money';
import { firstDayOf } from './periods';
import type { ClientFigures } from './segmentation';

/** The classes a portfolio is split by. */
export const PORTFOLIO_DIMENSIONS = ['abc', 'segment', 'lifecycle', 'dormancy'] as const;
export type PortfolioDimension = (typeof PORTFOLIO_DIMENSIONS)[number];

/** A client in a portfolio, now or in a snapshot; null classes = the class does not exist for this client. */
export interface PortfolioClient {
  /** '' = no manager. */
  readonly manager: string;
  readonly moneyMinor: number | null;
  readonly classes: Readonly<Record<PortfolioDimension, string | null>>;
}

/** Clients and money of one class; money in minor units, null = a refused sum or no amounts. */
export interface PortfolioClass {
  /** null = clients without this class (they never bought). */
  readonly key: string | null;
  readonly clients: number;
  readonly moneyMinor: number | null;
}

/** What one manager looks after. */
export interface Portfolio {
  /** As most rows write it; '' = clients without a manager. */
  readonly manager: string;
  readonly clients: number;
  readonly moneyMinor: number | null;
  /** Sorted by name within a dimension, clients without a class last. */
  readonly classes: Readonly<Record<PortfolioDimension, readonly PortfolioClass[]>>;
}

/** How one class of a portfolio moved between two snapshots. */
export interface ClassChange {
  readonly key: string | null;
  readonly clientsBefore: number;
  readonly clientsAfter: number;
  readonly clientsChange: number;
  /** null when either money is unknown. */
  readonly moneyChangeMinor: number | null;
}

/** How a portfolio moved between two snapshots; a manager in one of them only is compared with an empty portfolio. */
export interface PortfolioChange {
  readonly manager: string;
  readonly clientsChange: number;
  readonly moneyChangeMinor: number | null;
  readonly classes: Readonly<Record<PortfolioDimension, readonly ClassChange[]>>;
}

export type WorkPeriod = 'day' | 'week' | 'month';

/** Something a manager did: a paid purchase of one of the clients, or a contact from the log. */
export interface WorkEvent {
  readonly manager: string;
  readonly day: Day;
  readonly kind: 'purchase' | 'contact';
}

/** Purchases and contacts of one period. */
export interface WorkCount {
  readonly firstDay: Day;
  readonly purchases: number;
  readonly contacts: number;
  /** False for the first period when `fromDay` lies inside it, and for the last when asOf is not its last day. */
  readonly isComplete: boolean;
}

/** How regularly one manager works. */
export interface Regularity {
  readonly manager: string;
  readonly purchases: number;
  readonly contacts: number;
  /** Every period from that of `fromDay` to that of asOf, those without events too. */
  readonly periods: readonly WorkCount[];
  /** Means over the complete periods; null when none is complete. */
  readonly meanPurchases: number | null;
  readonly meanContacts: number | null;
  /** Share of the complete periods with at least one event; null when none is complete. */
  readonly activeShare: number | null;
}

/** Rows of one manager: `indexes` point into the list of names. */
export interface ManagerGroup {
  readonly manager: string;
  readonly indexes: readonly number[];
}

/**
 * Groups rows by manager. Names are compared trimmed, NFC, without case, ё as е and inner spaces collapsed; the spelling most rows use
 * is shown (of equally frequent ones the first by code units). Sorted by name, rows without a manager last.
 */
export function groupByManager(names: readonly string[]): readonly ManagerGroup[] {
  const groups = new Map<string, { indexes: number[]; spellings: Map<string, number> }>();
  names.forEach((name, index) => {
    const spelling = name.normalize('NFC').replace(/[\s\u00a0\u202f]+/g, ' ').trim();
    const key = spelling.toLowerCase().replace(/ё/g, 'е');
    const group = groups.get(key) ?? { indexes: [], spellings: new Map<string, number>() };
    groups.set(key, group);
    group.indexes.push(index);
    group.spellings.set(spelling, (group.spellings.get(spelling) ?? 0) + 1);
  });
  const keys = Array.from(groups.keys()).sort((left, right) => (left === '' ? 1 : right === '' ? -1 : left < right ? -1 : 1));
  return keys.map((key) => {
    const group = groups.get(key);
    const spellings = Array.from(group?.spellings ?? []).sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1));
    return { manager: spellings[0]?.[0] ?? '', indexes: group?.indexes ?? [] };
  });
}

/** A client's figures as a row of a portfolio. */
export function portfolioClient(figures: Pick<ClientFigures, 'moneyMinor' | PortfolioDimension>, manager: string): PortfolioClient {
  const { moneyMinor, abc, segment, lifecycle, dormancy } = figures;
  return { manager, moneyMinor, classes: { abc, segment, lifecycle, dormancy } };
}

/** Clients and money of every manager by class. Sorted by manager, clients without one last. */
export function portfolios(clients: readonly PortfolioClient[]): readonly Portfolio[] {
  return groupByManager(clients.map((client) => client.manager)).map(({ manager, indexes }) => {
    const own = indexes.map((index) => clients[index]).filter((client): client is PortfolioClient => client !== undefined);
    const byClass = (dimension: PortfolioDimension): readonly PortfolioClass[] => classesOf(own, dimension);
    return {
      manager,
      clients: own.length,
      moneyMinor: moneyOf(own),
      classes: { abc: byClass('abc'), segment: byClass('segment'), lifecycle: byClass('lifecycle'), dormancy: byClass('dormancy') },
    };
  });
}

/** What moved in each portfolio between two snapshots. Managers are matched by name as `groupByManager` compares them. */
export function portfolioChanges(before: readonly Portfolio[], after: readonly Portfolio[]): readonly PortfolioChange[] {
  const both = after.concat(before);
  return groupByManager(both.map((portfolio) => portfolio.manager)).map(({ indexes }) => {
    const then = indexes.map((index) => (index >= after.length ? both[index] : undefined)).find((portfolio) => portfolio !== undefined);
    const now = indexes.map((index) => (index < after.length ? both[index] : undefined)).find((portfolio) => portfolio !== undefined);
    const change = (dimension: PortfolioDimension): readonly ClassChange[] => changesOf(then?.classes[dimension] ?? [], now?.classes[dimension] ?? []);
    return {
      manager: (now ?? then)?.manager ?? '',
      clientsChange: (now?.clients ?? 0) - (then?.clients ?? 0),
      moneyChangeMinor: difference(now, then),
      classes: { abc: change('abc'), segment: change('segment'), lifecycle: change('lifecycle'), dormancy: change('dormancy') },
    };
  });
}

/**
 * Purchases and contacts of every manager per day, week (from Monday) or month. Events after asOf or before `fromDay` do not count.
 * @param fromDay absent = the first event's day; its period is then counted as complete
 */
export function regularityOf(events: readonly WorkEvent[], period: WorkPeriod, asOfDay: Day, fromDay?: Day): readonly Regularity[] {
  const counted = events.filter((event) => event.day <= asOfDay && (fromDay === undefined || event.day >= fromDay));
  const firstDay = fromDay ?? counted.reduce((first, event) => Math.min(first, event.day), Infinity);
  if (!(firstDay <= asOfDay)) return [];
  const indexOf = (day: Day): number => (period === 'day' ? day : periodIndexOf(day, period));
  const startOf = (index: number): Day => (period === 'day' ? index : firstDayOf(index, period));
  const firstPeriod = indexOf(firstDay);
  const lastPeriod = indexOf(asOfDay);
  const starts: Day[] = [];
  for (let index = firstPeriod; index <= lastPeriod + 1; index += 1) starts.push(startOf(index));
  const isComplete = (at: number): boolean =>
    (at > 0 || fromDay === undefined || fromDay === starts[0]) && (starts[at + 1] ?? Infinity) - 1 <= asOfDay;

  return groupByManager(counted.map((event) => event.manager)).map(({ manager, indexes }) => {
    const purchases = new Array<number>(starts.length - 1).fill(0);
    const contacts = purchases.slice();
    for (const index of indexes) {
      const event = counted[index];
      if (event === undefined) continue;
      const counts = event.kind === 'purchase' ? purchases : contacts;
      const at = indexOf(event.day) - firstPeriod;
      counts[at] = (counts[at] ?? 0) + 1;
    }
    const periods = purchases.map((count, at): WorkCount => ({ firstDay: starts[at] ?? 0, purchases: count, contacts: contacts[at] ?? 0, isComplete: isComplete(at) }));
    const complete = periods.filter((entry) => entry.isComplete);
    const mean = (valueOf: (entry: WorkCount) => number): number | null =>
      complete.length === 0 ? null : complete.reduce((sum, entry) => sum + valueOf(entry), 0) / complete.length;
    return {
      manager,
      purchases: sumOf(purchases),
      contacts: sumOf(contacts),
      periods,
      meanPurchases: mean((entry) => entry.purchases),
      meanContacts: mean((entry) => entry.contacts),
      activeShare: mean((entry) => (entry.purchases + entry.contacts > 0 ? 1 : 0)),
    };
  });
}

function classesOf(clients: readonly PortfolioClient[], dimension: PortfolioDimension): readonly PortfolioClass[] {
  const byKey = new Map<string | null, PortfolioClient[]>();
  for (const client of clients) {
    const key = client.classes[dimension];
    const own = byKey.get(key);
    if (own === undefined) byKey.set(key, [client]);
    else own.push(client);
  }
  return sortedKeys(byKey.keys()).map((key) => ({ key, clients: byKey.get(key)?.length ?? 0, moneyMinor: moneyOf(byKey.get(key) ?? []) }));
}

function changesOf(before: readonly PortfolioClass[], after: readonly PortfolioClass[]): readonly ClassChange[] {
  const keys = new Set(before.map((entry) => entry.key).concat(after.map((entry) => entry.key)));
  return sortedKeys(keys.values()).map((key) => {
    const then = before.find((entry) => entry.key === key);
    const now = after.find((entry) => entry.key === key);
    const clientsBefore = then?.clients ?? 0;
    const clientsAfter = now?.clients ?? 0;
    return { key, clientsBefore, clientsAfter, clientsChange: clientsAfter - clientsBefore, moneyChangeMinor: difference(now, then) };
  });
}

/** Money now less money then; a missing side is zero, an unknown one leaves the difference unknown. */
function difference(now: { readonly moneyMinor: number | null } | undefined, then: { readonly moneyMinor: number | null } | undefined): number | null {
  const after = now === undefined ? 0 : now.moneyMinor;
  const before = then === undefined ? 0 : then.moneyMinor;
  return after === null || before === null ? null : after - before;
}

function moneyOf(clients: readonly PortfolioClient[]): number | null {
  const sum: MoneySum = emptySum();
  for (const { moneyMinor } of clients) {
    if (moneyMinor === null) return null;
    addTo(sum, moneyMinor);
  }
  return totalOf(sum);
}

function sortedKeys(keys: Iterable<string | null>): (string | null)[] {
  return Array.from(keys).sort((left, right) => (left === null ? 1 : right === null ? -1 : left < right ? -1 : 1));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
