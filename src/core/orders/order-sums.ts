/** Rows that count, summed to orders: by order number where there is one, else every row is an order (METHODS §0). */
import type { Day } from '../calendar';
import type { IssueLog } from '../issue';
import type { OrderColumns } from './order-columns';
import { NO_DAY } from './order-columns';

/** Paid orders up to asOf as columns. `client` is already the index in the sorted book; the last index stands for sales without a client. */
export interface OrderSums {
  readonly count: number;
  readonly client: Int32Array;
  readonly day: Int32Array;
  /** Minor units; REFUSED where the rows cannot be added exactly. Null = no amounts. */
  readonly amountMinor: Float64Array | null;
  /** NaN = the order has no cost. */
  readonly costMinor: Float64Array | null;
}

/** The amount of an order whose rows cannot be added exactly. */
export const REFUSED = Infinity;

/** Which rows count, and what was met on the way. */
export interface CountedRows {
  /** Positions of the paid rows; null = all of them, in order. */
  readonly rows: Int32Array | null;
  readonly rowsUsed: number;
  readonly rowsAfterAsOf: number;
  /** Positions of the rows that are not paid yet. */
  readonly unpaid: readonly number[];
}

/** Chooses the rows that count: with a day up to asOf and a finite amount. Others are reported. */
export function countedRows(columns: OrderColumns, asOfDay: Day | undefined, log: IssueLog): CountedRows {
  const { day, amountMinor, paid, rowIndex } = columns;
  const count = day.length;
  const lastDay = asOfDay ?? Infinity;
  const rows = new Int32Array(count);
  const unpaid: number[] = [];
  let kept = 0;
  let rowsAfterAsOf = 0;
  for (let row = 0; row < count; row += 1) {
    const rowDay = day[row] as number;
    const amount = amountMinor === null ? 0 : (amountMinor[row] as number);
    // amount − amount is 0 for every finite number, and NaN for the others.
    if (rowDay > lastDay || rowDay === NO_DAY || amount - amount !== 0) {
      const place = { rowIndex: rowIndex === null ? row : (rowIndex[row] as number) };
      if (rowDay === NO_DAY) log.add('row.dateUnreadable', {}, place);
      else if (rowDay > lastDay) {
        rowsAfterAsOf += 1;
        log.add('row.afterAsOf', { orderDay: rowDay, asOfDay: lastDay }, place);
      } else log.add('row.amountUnreadable', { value: String(amount) }, place);
    } else if (paid !== null && paid[row] === 0) unpaid.push(row);
    else {
      rows[kept] = row;
      kept += 1;
    }
  }
  return { rows: kept === count ? null : rows.subarray(0, kept), rowsUsed: kept + unpaid.length, rowsAfterAsOf, unpaid };
}

/** Sums the counted rows to orders. @param rankOf index of a client in the sorted book by its index in the columns @param anonymous index for sales without a client */
export function sumOrders(columns: OrderColumns, rows: Int32Array | null, rankOf: Int32Array | null, anonymous: number, log: IssueLog): OrderSums {
  return columns.order === null
    ? singleOrders(columns, rows, rankOf, anonymous)
    : numberedOrders(columns, columns.order, rows, rankOf, anonymous, log);
}

function singleOrders(columns: OrderColumns, rows: Int32Array | null, rankOf: Int32Array | null, anonymous: number): OrderSums {
  const count = rows === null ? columns.day.length : rows.length;
  const client = new Int32Array(count);
  for (let index = 0; index < count; index += 1) {
    const given = columns.client[rows === null ? index : (rows[index] as number)] as number;
    client[index] = given < 0 ? anonymous : rankOf === null ? given : (rankOf[given] as number);
  }
  const { day, amountMinor, costMinor } = columns;
  if (rows === null) return { count, client, day, amountMinor, costMinor };
  const pick = <Values extends Int32Array | Float64Array>(from: Values, into: Values): Values => {
    for (let index = 0; index < count; index += 1) into[index] = from[rows[index] as number] as number;
    return into;
  };
  return {
    count,
    client,
    day: pick(day, new Int32Array(count)),
    amountMinor: amountMinor === null ? null : pick(amountMinor, new Float64Array(count)),
    costMinor: costMinor === null ? null : pick(costMinor, new Float64Array(count)),
  };
}

/** One number under two clients is two orders, told once; two maps keep this linear even for a number that everybody has. */
function numberedOrders(
  columns: OrderColumns,
  numbers: readonly (string | undefined)[],
  rows: Int32Array | null,
  rankOf: Int32Array | null,
  anonymous: number,
  log: IssueLog,
): OrderSums {
  const rowCount = rows === null ? columns.day.length : rows.length;
  const client = new Int32Array(rowCount);
  const day = new Int32Array(rowCount);
  const amount = new Float64Array(rowCount);
  const amountSize = new Float64Array(rowCount);
  const cost = columns.costMinor === null ? null : new Float64Array(rowCount).fill(NaN);
  const costSize = columns.costMinor === null ? null : new Float64Array(rowCount);
  const firstOf = new Map<string, number>();
  const otherOf = new Map<string, number>();
  const shared = new Set<string>();
  let count = 0;
  for (let index = 0; index < rowCount; index += 1) {
    const row = rows === null ? index : (rows[index] as number);
    const given = columns.client[row] as number;
    const rank = given < 0 ? anonymous : rankOf === null ? given : (rankOf[given] as number);
    const number = numbers[row];
    let at = -1;
    if (number !== undefined) {
      const first = firstOf.get(number);
      if (first === undefined) firstOf.set(number, count);
      else if (client[first] === rank) at = first;
      else {
        if (!shared.has(number)) {
          shared.add(number);
          log.add('order.clientsSeveral', { order: number }, { rowIndex: columns.rowIndex === null ? row : (columns.rowIndex[row] as number) });
        }
        const key = `${rank} ${number}`;
        at = otherOf.get(key) ?? -1;
        if (at < 0) otherOf.set(key, count);
      }
    }
    const rowDay = columns.day[row] as number;
    if (at < 0) {
      at = count;
      count += 1;
      client[at] = rank;
      day[at] = rowDay;
    } else if (rowDay < (day[at] as number)) day[at] = rowDay;
    const value = columns.amountMinor === null ? 0 : (columns.amountMinor[row] as number);
    amount[at] = (amount[at] as number) + value;
    amountSize[at] = (amountSize[at] as number) + Math.abs(value);
    const rowCost = columns.costMinor === null ? NaN : (columns.costMinor[row] as number);
    if (cost !== null && costSize !== null && !Number.isNaN(rowCost)) {
      const known = cost[at] as number;
      cost[at] = Number.isNaN(known) ? rowCost : known + rowCost;
      costSize[at] = (costSize[at] as number) + Math.abs(rowCost);
    }
  }
  for (let at = 0; at < count; at += 1) {
    if ((amountSize[at] as number) > Number.MAX_SAFE_INTEGER || (costSize !== null && (costSize[at] as number) > Number.MAX_SAFE_INTEGER)) amount[at] = REFUSED;
  }
  return { count, client, day, amountMinor: columns.amountMinor === null ? null : amount, costMinor: cost };
}
