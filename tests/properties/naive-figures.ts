// The figures of METHODS §0–§3 and §5 in the slowest and plainest way: every client looks at every row, money is BigInt.
import { HOUSE_RULES } from '../../src/core/rfm/rule-tables';
import type { OrderRow } from '../../src/core/orders/order-row';
import type { ClientFigures } from '../../src/core/segmentation';
import type { Settings } from '../../src/core/settings';

/** The figures that the naive way counts. */
export type NaiveFigures = Omit<
  ClientFigures,
  'rating' | 'lifecycle' | 'temperature' | 'markerSuggested' | 'ltvMinor' | 'pAlive' | 'expectedPurchases' | 'expectedBillMinor' | 'clvMinor'
>;

interface Order {
  readonly client: string | null;
  readonly day: number;
  /** null = refused. */
  readonly amount: bigint | null;
  readonly cost: bigint | null;
}

const LARGEST = 2n ** 53n - 1n;

/** Figures of every client, sorted by key. */
export function naiveFigures(rows: readonly OrderRow[], settings: Settings, asOfDay: number | null): NaiveFigures[] {
  const day = asOfDay ?? latestPurchase(ordersOf(rows)) ?? 0;
  const counted = asOfDay === null && latestPurchase(ordersOf(rows)) === null ? rows : rows.filter((row) => row.day <= day);
  const orders = ordersOf(counted);
  const keys = Array.from(new Set(counted.map((row) => row.clientKey))).filter((key): key is string => key !== null);
  keys.sort((left, right) => (left < right ? -1 : 1));
  const clients = keys.map((key) => clientOf(key, orders.filter((order) => order.client === key), settings));
  return clients.map((client) => figuresOf(client, clients, day, settings));
}

function ordersOf(rows: readonly OrderRow[]): Order[] {
  const groups: OrderRow[][] = [];
  for (const row of rows) {
    if (row.paid === false) continue;
    const same = groups.find(([first]) => row.order !== undefined && first?.order === row.order && first.clientKey === row.clientKey);
    if (same === undefined) groups.push([row]);
    else same.push(row);
  }
  return groups.map((group) => {
    const amount = exactSum(group.map((row) => BigInt(row.amountMinor ?? 0)));
    const costs = group.filter((row) => row.costMinor !== undefined).map((row) => BigInt(row.costMinor ?? 0));
    const cost = costs.length === 0 ? null : exactSum(costs);
    return { client: group[0]?.clientKey ?? null, day: Math.min(...group.map((row) => row.day)), amount: costs.length > 0 && cost === null ? null : amount, cost };
  });
}

function exactSum(values: readonly bigint[]): bigint | null {
  const size = values.reduce((sum, value) => sum + (value < 0n ? -value : value), 0n);
  return size > LARGEST ? null : values.reduce((sum, value) => sum + value, 0n);
}

function latestPurchase(orders: readonly Order[]): number | null {
  const days = orders.filter((order) => order.amount !== null && order.amount >= 0n).map((order) => order.day);
  return days.length === 0 ? null : Math.max(...days);
}

interface Client {
  readonly key: string;
  readonly purchases: readonly Order[];
  readonly returns: readonly Order[];
  readonly days: readonly number[];
  readonly gaps: readonly number[];
  readonly money: number | null;
  readonly margin: number | null;
}

function clientOf(key: string, orders: readonly Order[], settings: Settings): Client {
  const purchases = orders.filter((order) => order.amount !== null && order.amount >= 0n);
  const returns = orders.filter((order) => order.amount !== null && order.amount < 0n);
  const counted = settings.returns === 'net' ? [...purchases, ...returns] : purchases;
  const isRefused = orders.some((order) => order.amount === null);
  const money = isRefused ? null : exactSum(counted.map((order) => order.amount ?? 0n));
  const costs = counted.filter((order) => order.cost !== null).map((order) => order.cost ?? 0n);
  const cost = exactSum(costs);
  const days = Array.from(new Set(purchases.map((order) => order.day))).sort((left, right) => left - right);
  return {
    key,
    purchases,
    returns,
    days,
    gaps: days.slice(1).map((day, index) => day - (days[index] ?? 0)),
    money: money === null ? null : Number(money),
    margin: money === null || cost === null || costs.length === 0 ? null : Number(money - cost),
  };
}

function figuresOf(client: Client, clients: readonly Client[], asOfDay: number, settings: Settings): NaiveFigures {
  const { key, purchases, returns, days, money, margin } = client;
  const isBuyer = purchases.length > 0;
  const bill = isBuyer && money !== null ? halfAway(money / purchases.length) : null;
  const abc = isBuyer ? abcOf(client, clients, settings) : { abc: null, share: null };
  const xyz = isBuyer ? xyzOf(client, clients, asOfDay, settings) : { xyz: null, value: null };
  const rfm = isBuyer && money !== null ? rfmOf(client, clients, asOfDay, settings) : null;
  const last = Math.max(...days);
  const { rhythm, source } = rhythmOf(client, clients, settings);
  const silent = asOfDay - last;
  return {
    clientKey: key,
    orders: purchases.length,
    returns: returns.length,
    firstDay: isBuyer ? Math.min(...days) : null,
    lastDay: isBuyer ? last : null,
    moneyMinor: money,
    marginMinor: margin,
    ros: money !== null && money > 0 && margin !== null ? margin / money : null,
    averageBillMinor: bill,
    abc: abc.abc,
    abcShare: abc.share,
    xyz: xyz.xyz,
    xyzValue: xyz.value,
    abcxyz: abc.abc === null || xyz.xyz === null ? null : `${abc.abc}${xyz.xyz}`,
    r: rfm?.r ?? null,
    f: rfm?.f ?? null,
    m: rfm?.m ?? null,
    rfm: rfm === null ? null : `${rfm.r}${rfm.f}${rfm.m}`,
    segment: !isBuyer ? 'no_purchases' : rfm === null ? 'others' : segmentOf(rfm, settings['rfm.scale']),
    daysSilent: isBuyer ? silent : null,
    rhythmDays: isBuyer ? rhythm : null,
    rhythmSource: isBuyer ? source : null,
    lateness: isBuyer ? silent / rhythm : null,
    dormancy: isBuyer ? bandOf(silent, rhythm, settings) : null,
    moneyAtRiskMinor: bill === null ? null : Math.max(0, halfAway((settings['dormancy.riskDays'] / rhythm) * bill)),
  };
}

function halfAway(value: number): number {
  return value < 0 ? 0 - Math.floor(-value + 0.5) : Math.floor(value + 0.5);
}

function abcOf(client: Client, clients: readonly Client[], settings: Settings): { abc: 'A' | 'B' | 'C' | null; share: number | null } {
  const metricOf = ({ purchases, margin, money }: Client): number | null =>
    settings['abc.metric'] === 'count' ? purchases.length : settings['abc.metric'] === 'margin' ? margin : money;
  const all = clients.filter((other) => other.purchases.length > 0).map(metricOf).filter((metric): metric is number => metric !== null);
  const metric = metricOf(client);
  if (metric === null) return { abc: null, share: null };
  if (metric <= 0) return { abc: 'C', share: 0 };
  const total = all.filter((other) => other > 0).reduce((sum, other) => sum + other, 0);
  const better = all.filter((other) => other > metric);
  const isShare = settings['abc.by'] === 'share';
  const before = isShare ? better.reduce((sum, other) => sum + other, 0) : better.length;
  const reached = (settings['abc.boundary'] === 'before' ? before : before + (isShare ? metric : 1)) / (isShare ? total : all.length);
  const [endOfA, endOfB] = settings['abc.limits'] === 'auto' ? (isShare ? [0.8, 0.95] : [0.2, 0.5]) : settings['abc.limits'];
  const isInside = (end: number): boolean => (settings['abc.boundary'] === 'before' ? reached < end - 1e-12 : reached <= end + 1e-12);
  return { abc: isInside(endOfA) ? 'A' : isInside(endOfB) ? 'B' : 'C', share: metric / total };
}

function xyzOf(client: Client, clients: readonly Client[], asOfDay: number, settings: Settings): { xyz: 'X' | 'Y' | 'Z' | 'N'; value: number | null } {
  const basis = settings['xyz.basis'];
  const rise = (value: number | null) => ({ xyz: value === null ? ('Z' as const) : value <= 0.5 + 1e-12 ? ('X' as const) : value <= 1 + 1e-12 ? ('Y' as const) : ('Z' as const), value });
  if (basis === 'rhythm') {
    if (client.gaps.length >= 3) return rise(variation(client.gaps, settings['xyz.deviation']));
    const age = asOfDay - (client.days[0] ?? 0);
    return { xyz: age < 3 * baseRhythm(clients, settings) ? 'N' : 'Z', value: null };
  }
  const series = periodsBetween(client.days[0] ?? 0, asOfDay, settings['xyz.period']).map((isIn) => {
    const inside = client.purchases.filter((order) => isIn(order.day));
    if (basis !== 'amount') return inside.length;
    const returned = settings.returns === 'net' ? client.returns.filter((order) => isIn(order.day)) : [];
    return [...inside, ...returned].reduce((sum, order) => sum + Number(order.amount ?? 0n), 0);
  });
  if (series.length < 3) return { xyz: 'N', value: null };
  if (basis !== 'frequency') return rise(variation(series, settings['xyz.deviation']));
  const value = series.filter((count) => count > 0).length / series.length;
  return { xyz: value >= 0.5 - 1e-12 ? 'X' : value >= 0.25 - 1e-12 ? 'Y' : 'Z', value };
}

function variation(series: readonly number[], deviation: Settings['xyz.deviation']): number | null {
  const mean = series.reduce((sum, value) => sum + value, 0) / series.length;
  if (mean <= 0) return null;
  const squares = series.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (deviation === 'population' ? series.length : series.length - 1)) / mean;
}

/** Tests for being in a period, for every whole period from the one of the first day to the last one that is over. */
function periodsBetween(firstDay: number, asOfDay: number, period: Settings['xyz.period']): ((day: number) => boolean)[] {
  const names = new Set<string>();
  for (let day = firstDay; day <= asOfDay; day += 1) names.add(periodName(day, period));
  if (periodName(asOfDay, period) === periodName(asOfDay + 1, period)) names.delete(periodName(asOfDay, period));
  return Array.from(names, (name) => (day: number) => periodName(day, period) === name);
}

// Making a Date for every day of every client would take most of the time of these tests.
const knownNames = new Map<string, string>();

function periodName(day: number, period: Settings['xyz.period']): string {
  const key = `${period} ${day}`;
  const known = knownNames.get(key);
  if (known !== undefined) return known;
  const date = new Date(Date.UTC(1899, 11, 30 + day));
  const year = date.getUTCFullYear();
  const monday = day - ((date.getUTCDay() + 6) % 7);
  const name = period === 'week' ? String(monday) : `${year}/${period === 'month' ? date.getUTCMonth() : Math.floor(date.getUTCMonth() / 3)}`;
  knownNames.set(key, name);
  return name;
}

function rfmOf(client: Client, clients: readonly Client[], asOfDay: number, settings: Settings): { r: number; f: number; m: number } {
  const scored = clients.filter((other) => other.purchases.length > 0 && other.money !== null);
  const mode = settings['rfm.mode'];
  const scale = settings['rfm.scale'];
  const recency = (of: Client): number => asOfDay - Math.max(...of.days);
  const frequency = (of: Client): number => {
    if (mode !== 'rank') return of.purchases.length;
    const isBefore = (left: Client, right: Client): boolean =>
      left.purchases.length !== right.purchases.length ? left.purchases.length < right.purchases.length : keyOrder(left.key, right.key) < 0;
    return 1 + scored.filter((other) => isBefore(other, of)).length;
  };
  const money = (of: Client): number => of.money ?? 0;
  const bins = (value: (of: Client) => number, shift: number): number => binsBelow(value(client), scored.map(value), scale, shift, mode === 'rfm-r');
  const fixed = (key: 'rfm.recencyDays' | 'rfm.purchases', house: readonly number[]): readonly number[] => (settings[key] === 'auto' ? house : settings[key]);
  if (mode === 'thresholds') {
    const days = fixed('rfm.recencyDays', scale === 5 ? [30, 90, 180, 365] : [90, 365]);
    const counts = fixed('rfm.purchases', scale === 5 ? [2, 3, 5, 10] : [2, 5]);
    return { r: scale - days.filter((limit) => limit < recency(client)).length, f: 1 + counts.filter((limit) => limit <= frequency(client)).length, m: 1 + bins(money, 0) };
  }
  const isShifted = mode === 'rfm-r';
  return { r: scale - bins(recency, isShifted ? 1 : 0), f: 1 + bins(frequency, isShifted ? 1 : 0), m: 1 + bins(money, isShifted ? 100 : 0) };
}

/** How many type 7 cut points (plus shift) lie below the value, or on it where bins are closed on the left; in whole numbers, exactly. */
function binsBelow(value: number, values: readonly number[], scale: number, shift: number, isLeftClosed: boolean): number {
  const sorted = values.map(BigInt).sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  const wide = BigInt(scale);
  let count = 0;
  for (let index = 1n; index < wide; index += 1n) {
    const position = BigInt(sorted.length - 1) * index;
    const lower = sorted[Number(position / wide)] ?? 0n;
    const upper = sorted[Math.min(Number(position / wide) + 1, sorted.length - 1)] ?? 0n;
    const cut = (lower + BigInt(shift)) * wide + (position % wide) * (upper - lower);
    const scaled = BigInt(value) * wide;
    if (cut < scaled || (isLeftClosed && cut === scaled)) count += 1;
  }
  return count;
}

function keyOrder(left: string, right: string): number {
  const [leftIsNumber, rightIsNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
  if (leftIsNumber && rightIsNumber) return Number(left) - Number(right);
  return leftIsNumber ? -1 : rightIsNumber ? 1 : left < right ? -1 : 1;
}

function segmentOf(score: { r: number; f: number; m: number }, scale: number): string {
  for (const line of (HOUSE_RULES[scale] ?? '').split('; ')) {
    const [name = '', ranges = ''] = line.split(': ');
    const fits = ranges.split('/').every((range, axis) => {
      const [low = 1, high = low] = range === '*' ? [1, scale] : range.split('-').map(Number);
      const value = [score.r, score.f, score.m][axis] ?? 0;
      return value >= low && value <= high;
    });
    if (fits) return name;
  }
  return 'others';
}

function median(values: readonly number[]): number | null {
  const sorted = values.slice().sort((left, right) => left - right);
  if (sorted.length === 0) return null;
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2;
}

function baseRhythm(clients: readonly Client[], settings: Settings): number {
  return Math.max(1, median(clients.flatMap((client) => client.gaps)) ?? settings['dormancy.defaultRhythmDays']);
}

function rhythmOf(client: Client, clients: readonly Client[], settings: Settings): { rhythm: number; source: 'own' | 'base_by_number' | 'base' | 'default' } {
  if (client.gaps.length >= 3) return { rhythm: Math.max(1, median(client.gaps) ?? 0), source: 'own' };
  const after = clients.map((other) => other.gaps[client.days.length - 1]).filter((gap): gap is number => gap !== undefined);
  if (after.length >= 20) return { rhythm: Math.max(1, median(after) ?? 0), source: 'base_by_number' };
  return { rhythm: baseRhythm(clients, settings), source: clients.some((other) => other.gaps.length > 0) ? 'base' : 'default' };
}

function bandOf(silent: number, rhythm: number, settings: Settings): NaiveFigures['dormancy'] {
  if (settings['dormancy.mode'] === 'threshold') return silent > settings['dormancy.days'] ? 'dormant' : 'on_time';
  const [onTime, due, late, dormant] = settings['dormancy.bands'];
  const lateness = silent / rhythm;
  if (lateness <= onTime) return 'on_time';
  if (lateness <= due || silent < settings['dormancy.minSilenceDays']) return 'due';
  return lateness <= late ? 'late' : lateness <= dormant ? 'dormant' : 'lost';
}
