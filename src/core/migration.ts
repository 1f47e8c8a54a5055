/** Segment history as change rows, the state of any day, and what moved between two states (METHODS §7). */
import { dayOf, daysInMonth, partsOf } from './calendar';
import type { Day } from './calendar';
import { addTo, emptySum, totalOf } from './money';

/** The classes whose changes are kept. */
export const SNAPSHOT_CLASSES = ['abc', 'xyz', 'segment', 'lifecycle'] as const;
export type SnapshotClass = (typeof SNAPSHOT_CLASSES)[number];

/** Classes and money of one client on one day; '' = has no such class (never bought). */
export interface SnapshotFigures {
  readonly clientKey: string;
  readonly abc: string;
  readonly xyz: string;
  readonly segment: string;
  readonly lifecycle: string;
  /** Money when the row was written; null = no amounts, or refused. */
  readonly moneyMinor: number | null;
}

/**
 * A change row, in the tab the columns day, client, abc, xyz, segment, lifecycle, money. A client's row is written only when one of
 * the classes changed since the row before (money alone is no change). All four classes '' = the client left the base.
 */
export interface SnapshotRow extends SnapshotFigures {
  readonly day: Day;
}

/** How many months of history stay. */
export const HISTORY_MONTHS = 24;

/** Clients that went from one class to another; '' as `from` = new in the base, as `to` = gone from it. */
export interface MigrationRow {
  readonly from: string;
  readonly to: string;
  readonly clients: number;
  /** null = the money of at least one of them is not known, or the sum is refused. */
  readonly moneyMinor: number | null;
}

/**
 * Clients from class to class, unchanged ones included, so that `clients` add up to each side of the table. Sorted by `order` (classes
 * it does not name follow by code units, '' comes last).
 * @param before @param after class by client key; a client absent on one side is new or gone there
 * @param moneyMinorOf money of a client, null where it is not known; asked once per client
 * @param order classes in the order of the table
 */
export function migrate(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  moneyMinorOf: (clientKey: string) => number | null,
  order: readonly string[] = [],
): MigrationRow[] {
  const routes = new Map<string, { from: string; to: string; clients: number; isKnown: boolean; readonly money: ReturnType<typeof emptySum> }>();
  const add = (clientKey: string, from: string, to: string): void => {
    // A line break stands in no class name: names of segments come from one line of Settings.
    const key = `${from}\n${to}`;
    const route = routes.get(key) ?? { from, to, clients: 0, isKnown: true, money: emptySum() };
    if (route.clients === 0) routes.set(key, route);
    route.clients += 1;
    const moneyMinor = moneyMinorOf(clientKey);
    if (moneyMinor === null) route.isKnown = false;
    else addTo(route.money, moneyMinor);
  };
  before.forEach((from, clientKey) => add(clientKey, from, after.get(clientKey) ?? ''));
  after.forEach((to, clientKey) => {
    if (!before.has(clientKey)) add(clientKey, '', to);
  });
  const compare = byOrder(order);
  return Array.from(routes.values())
    .map(({ from, to, clients, isKnown, money }) => ({ from, to, clients, moneyMinor: isKnown ? totalOf(money) : null }))
    .sort((left, right) => compare(left.from, right.from) || compare(left.to, right.to));
}

/** What moved: only the routes that change the class, the largest first. For the message after a recalculation. */
export function classMoves(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): { from: string; to: string; clients: number }[] {
  return migrate(before, after, () => 0)
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, clients }) => ({ from, to, clients }))
    .sort((left, right) => right.clients - left.clients);
}

/** The state of a day: each client's last row of that day or before. Clients who had left by then are absent. */
export function stateOn(history: readonly SnapshotRow[], day: Day): Map<string, SnapshotRow> {
  const state = lastRows(history, day);
  state.forEach((row, clientKey) => {
    if (isGone(row)) state.delete(clientKey);
  });
  return state;
}

/** One class of a state by client key, as `migrate` and `classMoves` take it. */
export function classesOf(state: ReadonlyMap<string, SnapshotFigures>, by: SnapshotClass): Map<string, string> {
  const classes = new Map<string, string>();
  state.forEach((row, clientKey) => classes.set(clientKey, row[by]));
  return classes;
}

/** The days that have rows, ascending. A snapshot in which nothing changed left none: its state is that of the day before. */
export function snapshotDays(history: readonly SnapshotRow[]): Day[] {
  return Array.from(new Set(history.map(({ day }) => day))).sort((left, right) => left - right);
}

/**
 * The history with the snapshot of a day: rows of clients whose classes differ from the state before, and of those who left. A second
 * snapshot of the same day replaces the first. States of all other days stay as they were, of later ones too (the clock of a machine
 * may be set back): what the new rows would change in them is written again on the next day that has rows.
 * @param history rows in any order @param figures every client of the base now, each once
 * @returns rows by day, inside a day by client key
 */
export function appendSnapshot(history: readonly SnapshotRow[], day: Day, figures: readonly SnapshotFigures[]): SnapshotRow[] {
  const before = lastRows(history, day - 1);
  const now = new Map(figures.map((entry) => [entry.clientKey, entry]));
  const changed = changesBetween(before, now, day);
  const kept = history.filter((row) => row.day !== day);

  const nextDay = kept.reduce((next, row) => (row.day > day && row.day < next ? row.day : next), Infinity);
  const restored = nextDay === Infinity ? [] : laterChanges(history, kept, changed, nextDay);
  return [...kept.filter((row) => row.day !== nextDay), ...changed, ...restored].sort(byDayAndClient);
}

/**
 * The history without rows older than `months` before asOf: older rows collapse to the border day (the last one of each client before
 * it), so that the state of the border and of every later day stays what it was.
 */
export function pruneHistory(history: readonly SnapshotRow[], asOfDay: Day, months = HISTORY_MONTHS): SnapshotRow[] {
  const border = monthsBefore(asOfDay, months);
  const kept = history.filter((row) => row.day > border);
  const atBorder: SnapshotRow[] = [];
  lastRows(history, border).forEach((row) => {
    if (!isGone(row)) atBorder.push({ ...row, day: border });
  });
  return [...atBorder, ...kept].sort(byDayAndClient);
}

/** Rows of the next day anew: what makes its state the same as it was before `changed` came in. */
function laterChanges(history: readonly SnapshotRow[], kept: readonly SnapshotRow[], changed: readonly SnapshotRow[], nextDay: Day): SnapshotRow[] {
  const wanted = stateOn(history, nextDay);
  const base = lastRows([...kept.filter((row) => row.day < nextDay), ...changed], nextDay - 1);
  return changesBetween(base, wanted, nextDay);
}

function changesBetween(before: ReadonlyMap<string, SnapshotRow>, now: ReadonlyMap<string, SnapshotFigures>, day: Day): SnapshotRow[] {
  const rows: SnapshotRow[] = [];
  now.forEach((entry, clientKey) => {
    const last = before.get(clientKey);
    const isSame = last === undefined ? isGone(entry) : SNAPSHOT_CLASSES.every((key) => last[key] === entry[key]);
    if (isSame) return;
    const { abc, xyz, segment, lifecycle, moneyMinor } = entry;
    rows.push({ day, clientKey, abc, xyz, segment, lifecycle, moneyMinor });
  });
  before.forEach((last, clientKey) => {
    if (!now.has(clientKey) && !isGone(last)) rows.push({ day, clientKey, abc: '', xyz: '', segment: '', lifecycle: '', moneyMinor: null });
  });
  return rows;
}

/** Each client's last row of a day or before, those who left included. Of two rows of one day the later in the list counts. */
function lastRows(history: readonly SnapshotRow[], day: Day): Map<string, SnapshotRow> {
  const rows = new Map<string, SnapshotRow>();
  for (const row of history) {
    if (row.day > day) continue;
    const known = rows.get(row.clientKey);
    if (known === undefined || known.day <= row.day) rows.set(row.clientKey, row);
  }
  return rows;
}

function isGone(row: SnapshotFigures): boolean {
  return SNAPSHOT_CLASSES.every((key) => row[key] === '');
}

/** The same day of the month so many months earlier; the last of that month where it is shorter (29 February). */
function monthsBefore(day: Day, months: number): Day {
  const parts = partsOf(day);
  const month = parts.year * 12 + parts.month - 1 - months;
  const year = Math.floor(month / 12);
  const inYear = month - year * 12 + 1;
  return dayOf(year, inYear, Math.min(parts.day, daysInMonth(year, inYear))) ?? -Infinity;
}

function byDayAndClient(left: SnapshotRow, right: SnapshotRow): number {
  return left.day - right.day || compareText(left.clientKey, right.clientKey);
}

function byOrder(order: readonly string[]): (left: string, right: string) => number {
  const rank = new Map(order.map((name, index) => [name, index]));
  const rankOf = (name: string): number => (name === '' ? Infinity : (rank.get(name) ?? order.length));
  return (left, right) => (rankOf(left) === rankOf(right) ? compareText(left, right) : rankOf(left) - rankOf(right));
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
