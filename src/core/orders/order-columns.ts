/** Order rows as columns: what the engine reads, because a million row objects cost more than all figures together. */
import type { OrderRow } from './order-row';

/** Order rows as columns. client[i] = index into clientKeys, −1 = a sale without a client. */
export interface OrderColumns {
  /** Distinct, in any order. */
  readonly clientKeys: readonly string[];
  readonly client: Int32Array;
  /** Serial days; NO_DAY = the row has none and is left out. */
  readonly day: Int32Array;
  /** Whole minor units; null = the file has no amounts at all. A row with NaN or an infinite amount is left out and reported. */
  readonly amountMinor: Float64Array | null;
  /** NaN where a row has none. */
  readonly costMinor: Float64Array | null;
  /** Order numbers; null = every row is an order. */
  readonly order: readonly (string | undefined)[] | null;
  /** 0 = not paid yet; null = everything counts as paid. */
  readonly paid: Uint8Array | null;
  /** 0-based sheet rows for messages; null = the position in the columns. */
  readonly rowIndex: Int32Array | null;
}

/** The day of a row without a usable day. */
export const NO_DAY = -2147483648;

/** Client keys as numbers: `client[i]` is the index of the i-th key in `clientKeys`, −1 for null. Linear. */
export function indexClientKeys(keys: readonly (string | null)[]): Pick<OrderColumns, 'clientKeys' | 'client'> {
  const clientKeys: string[] = [];
  const client = new Int32Array(keys.length);
  const indexOf = new Map<string, number>();
  for (let row = 0; row < keys.length; row += 1) client[row] = indexKey(keys[row] ?? null, clientKeys, indexOf);
  return { clientKeys, client };
}

/** Turns rows into columns. Amounts are null as a whole when no row has one; a single missing amount among others is NaN. */
export function orderColumns(rows: readonly OrderRow[]): OrderColumns {
  const count = rows.length;
  const clientKeys: string[] = [];
  const indexOf = new Map<string, number>();
  const client = new Int32Array(count);
  const day = new Int32Array(count);
  const rowIndex = new Int32Array(count);
  const amountMinor = new Float64Array(count);
  let costMinor: Float64Array | null = null;
  let order: (string | undefined)[] | null = null;
  let paid: Uint8Array | null = null;
  let hasAmount = false;
  for (let index = 0; index < count; index += 1) {
    const row = rows[index];
    if (row === undefined) continue;
    client[index] = indexKey(row.clientKey, clientKeys, indexOf);
    day[index] = Number.isFinite(row.day) ? Math.floor(row.day) : NO_DAY;
    rowIndex[index] = row.rowIndex;
    amountMinor[index] = row.amountMinor ?? NaN;
    if (row.amountMinor !== null) hasAmount = true;
    if (row.costMinor !== undefined) {
      if (costMinor === null) costMinor = new Float64Array(count).fill(NaN);
      costMinor[index] = row.costMinor;
    }
    if (row.order !== undefined) {
      if (order === null) order = new Array<string | undefined>(count).fill(undefined);
      order[index] = row.order;
    }
    if (row.paid === false) {
      if (paid === null) paid = new Uint8Array(count).fill(1);
      paid[index] = 0;
    }
  }
  return { clientKeys, client, day, amountMinor: hasAmount || count === 0 ? amountMinor : null, costMinor, order, paid, rowIndex };
}

function indexKey(key: string | null, clientKeys: string[], indexOf: Map<string, number>): number {
  if (key === null) return -1;
  const known = indexOf.get(key);
  if (known !== undefined) return known;
  const index = clientKeys.length;
  indexOf.set(key, index);
  clientKeys.push(key);
  return index;
}
