/** Order rows → orders → the purchase history of each client (METHODS §0). */
import type { Day } from './calendar';
import { IssueLog } from './issue';
import type { Outcome } from './issue';
import { addTo, emptySum, totalOf } from './money';
import type { MoneySum } from './money';

/** A typed order row: one line of the orders sheet that could be read. */
export interface OrderRow {
  /** 0-based row in the sheet or range, for messages. */
  readonly rowIndex: number;
  /** Normalised client key (table/client-key), null for sales without a client. */
  readonly clientKey: string | null;
  readonly day: Day;
  readonly amountMinor: number;
  readonly order?: string;
  readonly costMinor?: number;
  /** false = not paid yet; absent = no paid column, counts as paid. */
  readonly paid?: boolean;
}

/** One purchase: an order of zero or more. */
export interface Purchase {
  readonly day: Day;
  readonly amountMinor: number;
}

/** What happened between one client and the shop up to asOf. Days ascend. */
export interface ClientHistory {
  readonly clientKey: string;
  /** Number of purchases: orders of zero or more. */
  readonly purchases: number;
  readonly returns: number;
  /** Distinct days with a purchase, ascending; empty for a contact who never bought. */
  readonly purchaseDays: readonly Day[];
  /** Every purchase, ascending by day, then by amount. */
  readonly purchaseList: readonly Purchase[];
  /** Money by METHODS §0 (returns netted or ignored); null when the sum is refused. */
  readonly moneyMinor: number | null;
  /** Money less cost; null without any cost or when refused. */
  readonly marginMinor: number | null;
  /** Unpaid orders, counted for "expected" only; null when refused. */
  readonly expectedMinor: number | null;
}

/** The order book of all clients. */
export interface OrderBook {
  /** Sorted by client key, so that nothing depends on row order. */
  readonly clients: readonly ClientHistory[];
  /** Latest purchase day, sales without a client included. */
  readonly lastPurchaseDay: Day | null;
  /** Money of sales without a client; null when refused. */
  readonly anonymousMinor: number | null;
  readonly anonymousOrders: number;
  readonly rowsUsed: number;
  readonly rowsAfterAsOf: number;
  readonly hasCost: boolean;
}

/** How rows become orders. */
export interface OrderOptions {
  readonly returns: 'net' | 'ignore';
  /** Last day that counts; absent = every row counts. */
  readonly asOfDay?: Day;
  /** Keys of clients known without orders; they get an empty history. */
  readonly knownClientKeys?: readonly string[];
}

interface OpenOrder {
  day: Day;
  amount: MoneySum;
  cost: MoneySum | null;
}

interface OpenClient {
  /** Orders by number; orders without number stand in `single`. */
  readonly numbered: Map<string, OpenOrder>;
  readonly single: OpenOrder[];
  readonly expected: MoneySum;
}

/** Groups rows into orders and orders into client histories. Needs no order of rows; O(n log n). */
export function buildOrderBook(rows: readonly OrderRow[], options: OrderOptions): Outcome<OrderBook> {
  const log = new IssueLog();
  const clients = new Map<string, OpenClient>();
  const anonymous = newClient();
  const clientOfOrder = new Map<string, string | null>();
  const sharedOrders = new Set<string>();
  let rowsUsed = 0;
  let rowsAfterAsOf = 0;
  let hasCost = false;

  for (const key of options.knownClientKeys ?? []) if (!clients.has(key)) clients.set(key, newClient());
  for (const row of rows) {
    if (options.asOfDay !== undefined && row.day > options.asOfDay) {
      rowsAfterAsOf += 1;
      log.add('row.afterAsOf', { orderDay: row.day, asOfDay: options.asOfDay }, { rowIndex: row.rowIndex });
      continue;
    }
    rowsUsed += 1;
    const client = clientFor(row.clientKey, clients, anonymous);
    if (row.paid === false) {
      addTo(client.expected, row.amountMinor);
      continue;
    }
    if (row.costMinor !== undefined) hasCost = true;
    if (row.order !== undefined) noteOrderClient(row, row.order, clientOfOrder, sharedOrders, log);
    addRow(client, row);
  }

  const histories: ClientHistory[] = [];
  let lastPurchaseDay: Day | null = null;
  clients.forEach((open, clientKey) => {
    const history = closeClient(clientKey, open, options.returns, log);
    lastPurchaseDay = laterDay(lastPurchaseDay, history.purchaseDays[history.purchaseDays.length - 1] ?? null);
    histories.push(history);
  });
  histories.sort((left, right) => (left.clientKey < right.clientKey ? -1 : 1));
  const withoutClient = closeClient('', anonymous, options.returns, log);
  const anonymousDay = withoutClient.purchaseDays[withoutClient.purchaseDays.length - 1] ?? null;
  return {
    value: {
      clients: histories,
      lastPurchaseDay: laterDay(lastPurchaseDay, anonymousDay),
      anonymousMinor: withoutClient.moneyMinor,
      anonymousOrders: withoutClient.purchases,
      rowsUsed,
      rowsAfterAsOf,
      hasCost,
    },
    issues: log.list(),
  };
}

function newClient(): OpenClient {
  return { numbered: new Map(), single: [], expected: emptySum() };
}

function clientFor(key: string | null, clients: Map<string, OpenClient>, anonymous: OpenClient): OpenClient {
  if (key === null) return anonymous;
  const known = clients.get(key);
  if (known !== undefined) return known;
  const created = newClient();
  clients.set(key, created);
  return created;
}

/** One order number under two clients is counted as two orders and told once. */
function noteOrderClient(
  row: OrderRow,
  order: string,
  clientOfOrder: Map<string, string | null>,
  sharedOrders: Set<string>,
  log: IssueLog,
): void {
  const known = clientOfOrder.get(order);
  if (known === undefined) clientOfOrder.set(order, row.clientKey);
  else if (known !== row.clientKey && !sharedOrders.has(order)) {
    sharedOrders.add(order);
    log.add('order.clientsSeveral', { order }, { rowIndex: row.rowIndex });
  }
}

function addRow(client: OpenClient, row: OrderRow): void {
  const known = row.order === undefined ? undefined : client.numbered.get(row.order);
  const open: OpenOrder = known ?? { day: row.day, amount: emptySum(), cost: null };
  if (known === undefined) {
    if (row.order === undefined) client.single.push(open);
    else client.numbered.set(row.order, open);
  } else if (row.day < open.day) open.day = row.day;
  addTo(open.amount, row.amountMinor);
  if (row.costMinor !== undefined) {
    open.cost = open.cost ?? emptySum();
    addTo(open.cost, row.costMinor);
  }
}

function closeClient(clientKey: string, open: OpenClient, returnsRule: 'net' | 'ignore', log: IssueLog): ClientHistory {
  const purchaseList: Purchase[] = [];
  const money = emptySum();
  const cost = emptySum();
  let hasCost = false;
  let returns = 0;
  let isRefused = false;
  const close = (order: OpenOrder): void => {
    const amountMinor = totalOf(order.amount);
    const costMinor = order.cost === null ? 0 : totalOf(order.cost);
    if (amountMinor === null || costMinor === null) {
      isRefused = true;
      return;
    }
    if (amountMinor >= 0) purchaseList.push({ day: order.day, amountMinor });
    else {
      returns += 1;
      if (returnsRule === 'ignore') return;
    }
    addTo(money, amountMinor);
    addTo(cost, costMinor);
    if (order.cost !== null) hasCost = true;
  };
  open.numbered.forEach(close);
  open.single.forEach(close);
  purchaseList.sort((left, right) => left.day - right.day || left.amountMinor - right.amountMinor);

  const moneyMinor = isRefused ? null : totalOf(money);
  if (moneyMinor === null) log.add('money.sumTooLarge', { client: clientKey });
  const costMinor = totalOf(cost);
  return {
    clientKey,
    purchases: purchaseList.length,
    returns,
    purchaseDays: distinctDays(purchaseList),
    purchaseList,
    moneyMinor,
    marginMinor: !hasCost || moneyMinor === null || costMinor === null ? null : moneyMinor - costMinor,
    expectedMinor: totalOf(open.expected),
  };
}

function distinctDays(purchases: readonly Purchase[]): Day[] {
  const days: Day[] = [];
  for (const { day } of purchases) if (days[days.length - 1] !== day) days.push(day);
  return days;
}

function laterDay(one: Day | null, other: Day | null): Day | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}
