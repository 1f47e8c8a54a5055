/** Appends clients that orders know and the Clients tab does not; never changes what the owner typed. */
import type { Cell } from '../core/table/cell';
import { isEmptyCell } from '../core/table/cell';
import { runsOf } from '../core/table/index-runs';
import type { ClientProfile } from '../core/table/order-rows';
import type { Base } from './base';
import type { ClientRecord, ClientsRead } from './clients-table';
import { GREATEST_CELL_LENGTH } from './import-limits';
import type { RowBlock } from './row-block';
import { writeBlock } from './row-block';

/** Empty cells of one column to fill, by row. */
export interface ColumnFill {
  readonly key: string;
  readonly columnIndex: number;
  readonly cells: ReadonlyMap<number, { readonly record: ClientRecord; readonly before: Cell; readonly after: Cell }>;
}

/** One row per new client below the last one. Calls nothing. */
export function clientRows(clients: ClientsRead, profiles: readonly ClientProfile[]): RowBlock {
  const { rows, columns } = clients.table;
  const filled = [...columns.entries()].filter(([key]) => profiles.length > 0 && profileText(key, profiles[0]) !== null);
  const width = Math.max(0, ...filled.map(([, index]) => index + 1));
  const keyAt = new Map(filled.map(([key, index]) => [index, key]));
  const columnIndexes = [...keyAt.keys()];
  return {
    rowIndex: Math.max(1, rows.length),
    columnIndexes,
    textColumns: columnIndexes,
    rows: profiles.map((profile) => Array.from({ length: width }, (_unused, index) => textCell(profileText(keyAt.get(index) ?? '', profile)))),
  };
}

/** Adds one row per new client below the last one. At most 3 counted calls plus one for each further block of columns. */
export function appendClients(base: Base, clients: ClientsRead, profiles: readonly ClientProfile[]): ClientsRead {
  if (profiles.length === 0) return clients;
  const block = clientRows(clients, profiles);
  writeBlock(base, clients.table.tab.sheetId, block);
  const { rows } = clients.table;
  const records: ClientRecord[] = profiles.map((profile, index) => ({ rowIndex: block.rowIndex + index, key: profile.clientKey, client: profile.client, id: '' }));
  const width = rows[0]?.length ?? 0;
  const added = block.rows.map((row) => Array.from({ length: width }, (_unused, index) => row[index] ?? null));
  const all = [...clients.records, ...records];
  return {
    table: { ...clients.table, rows: [...rows, ...added] },
    records: all,
    recordOf: new Map(all.map((record) => [record.key, record])),
    numericKeys: clients.numericKeys,
  };
}

/** Empty profile cells of clients that stand in the tab already, with what fills them. Calls nothing. */
export function profileFills(clients: ClientsRead, profiles: readonly ClientProfile[]): ColumnFill[] {
  const { rows, columns } = clients.table;
  return [...columns].flatMap(([key, columnIndex]) => {
    const cells = new Map<number, { record: ClientRecord; before: Cell; after: Cell }>();
    for (const profile of profiles) {
      const record = clients.recordOf.get(profile.clientKey);
      const text = key === 'client_id' ? null : profileText(key, profile);
      if (record === undefined || text === null || text === '') continue;
      const before = rows[record.rowIndex]?.[columnIndex] ?? '';
      if (isEmptyCell(before)) cells.set(record.rowIndex, { record, before, after: textCell(text) });
    }
    return cells.size === 0 ? [] : [{ key, columnIndex, cells }];
  });
}

/** Fills the cells. 2 counted calls for each vertical run of cells. */
export function writeFills(base: Base, sheetId: number, fills: readonly ColumnFill[]): void {
  for (const { columnIndex, cells } of fills) {
    for (const run of runsOf([...cells.keys()])) {
      base.ports.book.formatAsText(sheetId, run.first, run.count, [columnIndex]);
      base.ports.book.write(sheetId, run.first, columnIndex, Array.from({ length: run.count }, (_unused, offset) => [cells.get(run.first + offset)?.after ?? null]));
    }
  }
}

/** Text of a profile column; null for columns that are no profile columns. */
function profileText(key: string, profile: ClientProfile | undefined): string | null {
  if (profile === undefined) return null;
  const { fields, client } = profile;
  switch (key) {
    case 'client_id': return client;
    case 'name': return fields.name ?? ([fields.firstName, fields.lastName].filter((part) => part !== undefined && part !== '').join(' ') || client);
    case 'email': return fields.email ?? '';
    case 'phone': return fields.phone ?? '';
    case 'city': return fields.city ?? '';
    case 'country': return fields.country ?? '';
    case 'birthday': return fields.birthday ?? '';
    case 'manager': return fields.manager ?? '';
    case 'consent': return fields.consent ?? '';
    case 'unsubscribed': return fields.unsubscribed ?? '';
    default: return null;
  }
}

function textCell(text: string | null): Cell {
  return text === null || text === '' ? null : text.slice(0, GREATEST_CELL_LENGTH);
}
