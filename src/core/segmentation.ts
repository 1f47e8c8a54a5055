/** All figures of the client base in one pass: the engine behind recalculation, custom functions and `segment`. */
import { fitModels } from './btyd/models';
import type { ModelsResult } from './btyd/models';
import type { Day } from './calendar';
import { clientFigures } from './client-figures';
import type { ClientFigures } from './client-figures';
import { figureColumns } from './figure-columns';
import type { UsedThresholds } from './figure-columns';
import { issue } from './issue';
import type { Issue, Outcome } from './issue';
import { lifetimeValue } from './ltv';
import type { LtvResult } from './ltv';
import { addTo, emptySum, totalOf } from './money';
import { buildOrderBook, orderColumns } from './orders/order-book';
import type { OrderBook, OrderColumns } from './orders/order-book';
import type { OrderRow } from './orders/order-row';
import { rateClients } from './rating';
import type { RatingThresholds } from './rating';
import { baseRetention } from './retention';
import type { Settings } from './settings';

export type { ClientFigures } from './client-figures';
export type { UsedThresholds } from './figure-columns';

/**
 * Groups of figures that can be asked for. `models` are fitted only then; the others are always counted, but what is odd about them
 * (no cost, no retention yet) is told only when they are asked for here or switched on as a column in Settings.
 */
export type FigureGroup = 'models' | 'rating' | 'ltv';

/** What to segment: rows, or columns where there are very many. */
export type SegmentationInput = ({ readonly rows: readonly OrderRow[] } | { readonly columns: OrderColumns }) & {
  /** Keys of the clients sheet; clients without orders get a row too. */
  readonly knownClientKeys?: readonly string[];
  readonly with?: readonly FigureGroup[];
};

/** The result: one row per client, sorted by client key. */
export interface Segmentation {
  readonly clients: readonly ClientFigures[];
  readonly thresholds: UsedThresholds;
  /** The limits behind the letters A–E. */
  readonly rating: RatingThresholds;
  /** Retention of the base by `ltv.period`, pooled over the last 12 complete periods; null when nothing is known of it. */
  readonly crr: number | null;
  /** What the lifetime values were made of. */
  readonly ltv: LtvResult;
  /** null unless asked for. */
  readonly models: ModelsResult | null;
  readonly totals: {
    readonly clients: number;
    readonly buyers: number;
    readonly orders: number;
    readonly moneyMinor: number | null;
    readonly anonymousMinor: number | null;
    readonly rowsUsed: number;
    readonly rowsAfterAsOf: number;
  };
}

/** An order book with the day its figures are counted on. */
export interface DatedBook {
  readonly book: OrderBook;
  readonly asOfDay: Day;
}

/**
 * Counts every figure. Nothing depends on the order of the rows.
 * @param asOfDay the day figures are counted on; null = the latest purchase day in the rows
 */
export function segmentClients(input: SegmentationInput, settings: Settings, asOfDay: Day | null): Outcome<Segmentation> {
  const dated = openBook(input, settings, asOfDay);
  const segmented = segmentBook(dated.value, settings, input.with);
  return { value: segmented.value, issues: [...dated.issues, ...segmented.issues] };
}

/** The order book of an input up to asOf; without a given day the latest purchase is asOf. */
export function openBook(input: SegmentationInput, settings: Pick<Settings, 'returns'>, asOfDay: Day | null): Outcome<DatedBook> {
  const columns = 'columns' in input ? input.columns : orderColumns(input.rows);
  const knownClientKeys = input.knownClientKeys ?? [];
  const read = (day: Day | null): Outcome<OrderBook> =>
    buildOrderBook(columns, { returns: settings.returns, knownClientKeys, ...(day === null ? {} : { asOfDay: day }) });
  let { value: book, issues } = read(asOfDay);
  const day = asOfDay ?? book.lastPurchaseDay ?? 0;
  // A return after the latest purchase lies after asOf like any other row.
  if (asOfDay === null && book.lastPurchaseDay !== null && columns.day.some((rowDay) => rowDay > day)) ({ value: book, issues } = read(day));
  const found = issues.slice();
  if (book.purchaseDay.length === 0) found.push(issue('orders.noneUsable', { rows: columns.day.length }));
  if (!book.hasAmounts) found.push(issue('orders.amountsMissing'));
  return { value: { book, asOfDay: day }, issues: found };
}

/** Counts every figure of an order book. */
export function segmentBook({ book, asOfDay }: DatedBook, settings: Settings, asked: readonly FigureGroup[] = []): Outcome<Segmentation> {
  const issues: Issue[] = [];
  const take = <T>({ value, issues: found }: Outcome<T>, group?: 'rating' | 'ltv'): T => {
    const isTold = group === undefined || asked.indexOf(group) >= 0 || settings.columns.indexOf(group) >= 0;
    issues.push(...found.filter((entry) => isTold || entry.severity === 'error'));
    return value;
  };
  const columns = take(figureColumns(book, asOfDay, settings));
  const rated = { purchases: columns.orders, moneyMinor: book.hasAmounts ? book.moneyMinor : null, profitMinor: book.hasCost ? book.marginMinor : null };
  const rating = take(rateClients(rated, settings['rating.weights']), 'rating');
  const { crr } = baseRetention(book, settings['ltv.period'], asOfDay);
  const ltvOptions = { formula: settings['ltv.formula'], period: settings['ltv.period'], discount: settings['ltv.discount'] };
  const ltv = take(lifetimeValue(book, crr, ltvOptions, asOfDay), 'ltv');
  const models = asked.indexOf('models') < 0 ? null : take(fitModels(book, asOfDay, settings));
  const clients = clientFigures({ book, asOfDay, columns, rating, ltv, models }, settings);
  return { value: { clients, thresholds: columns.thresholds, rating: rating.thresholds, crr, ltv, models, totals: totalsOf(book) }, issues };
}

function totalsOf(book: OrderBook): Segmentation['totals'] {
  const clients = book.clientKeys.length;
  const money = emptySum();
  let isRefused = !book.hasAmounts;
  let buyers = 0;
  for (let client = 0; client < clients; client += 1) {
    if (book.purchaseStart[client] !== book.purchaseStart[client + 1]) buyers += 1;
    const moneyMinor = book.moneyMinor[client] as number;
    if (Number.isNaN(moneyMinor)) isRefused = true;
    else addTo(money, moneyMinor);
  }
  return {
    clients,
    buyers,
    orders: book.purchaseDay.length,
    moneyMinor: isRefused ? null : totalOf(money),
    anonymousMinor: book.anonymousMinor,
    rowsUsed: book.rowsUsed,
    rowsAfterAsOf: book.rowsAfterAsOf,
  };
}
