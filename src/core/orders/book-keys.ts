/** The sorted list of client keys of an order book, and where each key of the columns stands in it. */
import type { OrderColumns } from './order-columns';
import type { CountedRows } from './order-sums';

/** `rankOf[i]` = index in `clientKeys` of the i-th key of the columns (−1 = left out); null = the same index. */
export interface BookKeys {
  readonly clientKeys: readonly string[];
  readonly rankOf: Int32Array | null;
}

/** Keys that have a row up to asOf, and the known ones, ascending by code units. */
export function bookKeys(columns: OrderColumns, counted: CountedRows, knownClientKeys: readonly string[]): BookKeys {
  const given = columns.clientKeys;
  const isSeen = seenClients(columns, counted);
  const seen = isSeen === null ? given : given.filter((_, index) => isSeen[index] === 1);
  if (knownClientKeys.length === 0 && seen.length === given.length && isAscending(given)) return { clientKeys: given, rankOf: null };
  const clientKeys = knownClientKeys.length === 0 ? seen.slice() : Array.from(new Set([...seen, ...knownClientKeys]));
  // Without a comparison function texts are compared by code units, in every language of the machine alike.
  if (!isAscending(clientKeys)) clientKeys.sort();
  const placeOf = new Map<string, number>();
  for (let index = 0; index < clientKeys.length; index += 1) placeOf.set(clientKeys[index] as string, index);
  const rankOf = new Int32Array(given.length);
  for (let index = 0; index < given.length; index += 1) rankOf[index] = placeOf.get(given[index] as string) ?? -1;
  return { clientKeys, rankOf };
}

/** 1 for each client with a row that counts or is unpaid; null = every one has. */
function seenClients(columns: OrderColumns, counted: CountedRows): Uint8Array | null {
  const isSeen = new Uint8Array(columns.clientKeys.length);
  const { rows, unpaid } = counted;
  const count = rows === null ? columns.client.length : rows.length;
  const see = (row: number): void => {
    const client = columns.client[row] as number;
    if (client >= 0) isSeen[client] = 1;
  };
  for (let index = 0; index < count; index += 1) see(rows === null ? index : (rows[index] as number));
  for (const row of unpaid) see(row);
  return isSeen.includes(0) ? isSeen : null;
}

function isAscending(keys: readonly string[]): boolean {
  for (let index = 1; index < keys.length; index += 1) if ((keys[index - 1] as string) >= (keys[index] as string)) return false;
  return true;
}
