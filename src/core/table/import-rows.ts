/**
 * Cuts the rows of a file into chunks, so that rows which can be the same thing never stand in two of them: the lines of one order, rows
 * without an order number that could be equal, rows of one client. The page and the command line cut alike, whoever goes on with an import.
 */
import type { Issue, Outcome } from '../issue';
import { issue, outcome } from '../issue';
import type { Cell, Grid } from './cell';
import { cellText, clientKeyOf, isNumericKeyColumn } from './client-key';
import type { Mapping } from './field';
import { isEmptyRow } from './header';
import type { Header } from './header';
import type { ImportedRow, OrderTable } from './order-rows';
import type { ClientProfile } from './profiles';

/** One chunk: indexes in the grid of its rows, ascending. */
export interface FileChunk {
  readonly rowIndexes: readonly number[];
  /** Rows of earlier chunks that belong to the group, and the client, of this chunk's first row: more than 0 only where these are more than `ChunkSize.groupRows`. */
  readonly equalBefore: number;
  /** Clients of an orders file with rows in the chunk, as the whole file tells of them; none for a file of clients. */
  readonly clients: readonly ClientProfile[];
}

/** How large chunks are. */
export interface ChunkSize {
  /** A chunk is filled up to this with whole groups. */
  readonly rows: number;
  /** A group goes whole into a chunk of its own up to this: the most that the other side takes at once. */
  readonly groupRows: number;
}

/** A file ready to be sent. `rowCount` counts its rows that hold anything. */
export interface FileRows {
  readonly chunks: readonly FileChunk[];
  readonly rowCount: number;
  readonly readings: { readonly numericClients: boolean; readonly hasAmounts: boolean };
}

/** A row of a chunk as it is sent. */
export interface SentRows {
  readonly rows: readonly (readonly Cell[])[];
  readonly rowNumbers: readonly number[];
  readonly equalBefore: number;
  readonly clients?: readonly ClientProfile[];
}

/**
 * The chunks of an orders file. An order number in more rows than a chunk can hold is an error: the column holds something else.
 * @param read the rows under the header as `readOrderRows` read them from the same grid (its `firstRowIndex` 0)
 */
export function cutOrders(grid: Grid, header: Header, read: OrderTable, size: ChunkSize, sheet?: string): Outcome<FileRows> {
  const keyOf = new Map(read.rows.map((row) => [row.rowIndex, orderGroup(row)]));
  const groups = groupsOf(grid, header, (rowIndex) => keyOf.get(rowIndex) ?? null);
  const issues: Issue[] = [];
  groups.forEach((rowIndexes, key) => {
    if (rowIndexes.length > size.groupRows && key.startsWith('o')) {
      issues.push(issue('order.tooManyLines', { value: key.slice(1, 61), rows: rowIndexes.length }, { ...(sheet === undefined ? {} : { sheet }), rowIndex: rowIndexes[0] ?? 0 }));
    }
  });
  // Who a client is may take all rows of the file to tell, and they may be cut and sorted in any way.
  const clientAt = new Map(read.rows.map((row) => [row.rowIndex, row.clientKey ?? '']));
  const profileOf = new Map(read.profiles.map((profile) => [profile.clientKey, profile]));
  const parts = [...groups.values()].flatMap((group) => (group.length <= size.groupRows ? [group] : byClient(group, clientAt)));
  const { chunks, rowCount } = cut(parts, size);
  const told = chunks.map((chunk) => ({ ...chunk, clients: [...new Set(chunk.rowIndexes.map((rowIndex) => clientAt.get(rowIndex) ?? ''))].flatMap((key) => profileOf.get(key) ?? []) }));
  return outcome({ chunks: told, rowCount, readings: { numericClients: read.numericKeys, hasAmounts: read.hasAmounts } }, issues);
}

/**
 * Rows that can be the same order. Who the client is may turn out in the base only (an e-mail in the file, a name there), so rows
 * without an order number are held together by day, sum and product alone.
 */
function orderGroup(row: ImportedRow): string {
  return row.order === undefined ? `r${row.day}\n${row.amountMinor ?? ''}\n${(row.product ?? '').toLowerCase()}` : `o${row.order}`;
}

/**
 * A group that no chunk can hold is cut between clients where it can be. A person who stands in it under two names may count as one order
 * there: thousands of rows of one day, sum and product are no orders of people who are known so well.
 */
function byClient(group: readonly number[], clientAt: ReadonlyMap<number, string>): number[][] {
  const parts = new Map<string, number[]>();
  for (const rowIndex of group) {
    const client = clientAt.get(rowIndex) ?? '';
    const part = parts.get(client);
    if (part === undefined) parts.set(client, [rowIndex]);
    else part.push(rowIndex);
  }
  return [...parts.values()];
}

/** The chunks of a clients file: rows with the same number, e-mail, phone or name stay together. */
export function cutClients(grid: Grid, header: Header, mapping: Mapping, size: ChunkSize): FileRows {
  const first = header.rowIndex + 1;
  const clientColumn = mapping.client ?? mapping.email ?? mapping.phone ?? mapping.name;
  const numericClients = clientColumn !== undefined && isNumericKeyColumn(grid.slice(first).map((row) => row[clientColumn] ?? null));
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
    if (root !== key) parents.set(key, root);
    return root;
  };
  const keysOf = (row: readonly Cell[]): string[] => {
    const client = clientColumn === undefined ? null : clientKeyOf(row[clientColumn] ?? null, numericClients);
    const email = mapping.email === undefined ? '' : cellText(row[mapping.email]).toLowerCase();
    const names = [mapping.name, mapping.lastName, mapping.firstName].map((columnIndex) => (columnIndex === undefined ? '' : cellText(row[columnIndex]).toLowerCase())).join(' ').trim();
    const digits = mapping.phone === undefined ? '' : cellText(row[mapping.phone]).replace(/\D/g, '').slice(-10);
    return [...(client === null ? [] : [`c${client}`]), ...(email === '' ? [] : [`e${email}`]), ...(digits.length < 10 ? [] : [`p${digits}`]), ...(names === '' ? [] : [`n${names}`])];
  };
  for (let rowIndex = first; rowIndex < grid.length; rowIndex += 1) {
    const [key, ...others] = keysOf(grid[rowIndex] ?? []);
    if (key === undefined) continue;
    for (const other of others) {
      const [root, joined] = [rootOf(key), rootOf(other)];
      if (root !== joined) parents.set(joined, root);
    }
  }
  const groups = groupsOf(grid, header, (rowIndex) => {
    const key = keysOf(grid[rowIndex] ?? [])[0];
    return key === undefined ? null : rootOf(key);
  });
  return { ...cut([...groups.values()], size), readings: { numericClients, hasAmounts: false } };
}

/** Rows of the grid by group, in the order in which groups begin; a row without a group is one of its own. */
function groupsOf(grid: Grid, header: Header, keyOf: (rowIndex: number) => string | null): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (let rowIndex = header.rowIndex + 1; rowIndex < grid.length; rowIndex += 1) {
    if (isEmptyRow(grid[rowIndex] ?? [])) continue;
    const key = keyOf(rowIndex) ?? `x${rowIndex}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [rowIndex]);
    else known.push(rowIndex);
  }
  return groups;
}

/** Fills chunks with whole groups; within a chunk the rows stand as in the file. */
function cut(groups: readonly (readonly number[])[], size: ChunkSize): Pick<FileRows, 'chunks' | 'rowCount'> {
  const chunks: FileChunk[] = [];
  let open: number[] = [];
  let rowCount = 0;
  const close = (equalBefore: number): void => {
    if (open.length > 0) chunks.push({ rowIndexes: open.sort((left, right) => left - right), equalBefore, clients: [] });
    open = [];
  };
  for (const group of groups) {
    rowCount += group.length;
    if (open.length + group.length > size.rows) close(0);
    if (group.length <= size.groupRows) open.push(...group);
    else {
      for (let start = 0; start < group.length; start += size.rows) {
        open = group.slice(start, start + size.rows);
        close(start);
      }
    }
  }
  close(0);
  return { chunks, rowCount };
}

/** The rows of a chunk as they are sent, each as wide as the header. @param chunk one of `FileRows.chunks` */
export function sentRows(grid: Grid, header: Header, chunk: FileChunk): SentRows {
  const width = header.names.length;
  return {
    rows: chunk.rowIndexes.map((rowIndex) => Array.from({ length: width }, (_unused, columnIndex) => grid[rowIndex]?.[columnIndex] ?? null)),
    rowNumbers: chunk.rowIndexes.map((rowIndex) => rowIndex + 1),
    equalBefore: chunk.equalBefore,
    ...(chunk.clients.length === 0 ? {} : { clients: chunk.clients }),
  };
}
