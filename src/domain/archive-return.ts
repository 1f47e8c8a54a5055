/** Archived clients as rows of Clients again: brought back by hand, or because they bought after the day they were put away. */
import type { Day } from '../core/calendar';
import { formatIsoDay } from '../core/calendar';
import type { Cell } from '../core/table/cell';
import { isDateCell } from '../core/table/cell';
import type { ArchiveRecord } from './archive';
import { archivedKeys, archivedRow, storedArchive } from './archive';
import type { Base, Table } from './base';
import { cellText } from './cells';
import type { ClientRecord, ClientsRead } from './clients-table';
import type { RowBlock } from './row-block';
import { writeBlock } from './row-block';

/** Who of the Archive counts as away now, and who came back by buying. */
export interface Away {
  /** Keys of clients without a row in Clients whose orders are not counted. */
  readonly keys: ReadonlySet<string>;
  /** Clients with an order after the day they were put away, each once. */
  readonly returning: readonly ArchiveRecord[];
}

/** Archived rows as rows below the last one of Clients. Texts stay texts; what shares a column with them becomes text too; dates are shown as dates. Calls nothing. */
export function backBlock(clients: Table, records: readonly ArchiveRecord[]): RowBlock {
  const rows = records.map((record) => archivedRow(clients, record));
  const columnIndexes = [...new Set(rows.flatMap((row) => [...row.keys()]))].sort((one, other) => one - other);
  const textColumns = columnIndexes.filter((index) => rows.some((row) => typeof row.get(index) === 'string'));
  const width = Math.max(0, ...columnIndexes.map((index) => index + 1));
  const cellOf = (row: ReadonlyMap<number, Cell>, index: number): Cell => {
    const cell = row.get(index) ?? null;
    if (cell === null || !textColumns.includes(index)) return cell;
    return isDateCell(cell) ? formatIsoDay(cell.day) : String(cell);
  };
  return {
    rowIndex: Math.max(1, clients.rows.length),
    columnIndexes,
    textColumns,
    dateColumns: columnIndexes.filter((index) => !textColumns.includes(index) && rows.some((row) => isDateCell(row.get(index) ?? null))),
    rows: rows.map((row) => Array.from({ length: width }, (_unused, index) => cellOf(row, index))),
  };
}

/** Tells who is away and who returns. 0 counted calls where there is no Archive or it was read before, else 1. */
export function awayOf(base: Base, clients: ClientsRead, orders: readonly { readonly clientKey: string | null; readonly day: Day }[]): Away {
  const records = storedArchive(base, clients.numericKeys);
  if (records.length === 0) return { keys: new Set(), returning: [] };
  const last = new Map(records.map((record) => [record.key, record]));
  const away = new Map([...archivedKeys(records, clients.numericKeys)].filter(([key, { mergedInto }]) => mergedInto === null && !clients.recordOf.has(key)));
  const returning = new Map<string, ArchiveRecord>();
  for (const { clientKey, day } of orders) {
    const record = clientKey === null ? undefined : last.get(clientKey);
    const archived = clientKey === null ? undefined : away.get(clientKey);
    if (record !== undefined && archived !== undefined && day > archived.archivedDay) returning.set(record.key, record);
  }
  return { keys: new Set([...away.keys()].filter((key) => !returning.has(key))), returning: [...returning.values()] };
}

/** Writes the rows of those who return below the last one. Counted calls of `writeBlock`; 0 for nobody. */
export function writeReturning(base: Base, clients: ClientsRead, records: readonly ArchiveRecord[]): ClientsRead {
  if (records.length === 0) return clients;
  const { table } = clients;
  const block = backBlock(table, records);
  writeBlock(base, table.tab.sheetId, block);
  const width = table.rows[0]?.length ?? 0;
  const idColumn = table.columns.get('id') ?? -1;
  const added = block.rows.map((row) => Array.from({ length: width }, (_unused, index) => row[index] ?? null));
  const back = records.map(({ key, client }, index): ClientRecord => ({ rowIndex: block.rowIndex + index, key, client, id: cellText(added[index]?.[idColumn]) }));
  const all = [...clients.records, ...back];
  return { ...clients, table: { ...table, rows: [...table.rows, ...added] }, records: all, recordOf: new Map(all.map((record) => [record.key, record])) };
}
