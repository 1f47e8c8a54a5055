/** Clients of the Archive in an import of orders: old orders leave them there, an order after the day they were put away brings them back, as recalculation does. */
import type { Day } from '../core/calendar';
import { formatIsoDay } from '../core/calendar';
import type { Cell } from '../core/table/cell';
import { isDateCell } from '../core/table/cell';
import type { ArchiveRecord } from './archive';
import { archivedKeys, storedArchive } from './archive';
import { backBlock } from './archive-return';
import type { Base } from './base';
import type { GoneClient } from './client-likeness';
import type { ClientIndex } from './client-match';
import type { RowBlock } from './row-block';

/** Clients of a file who have no row in Clients because they are in the Archive. */
export interface AwayClients {
  /** Keys of the file that make no new client. */
  readonly keys: ReadonlySet<string>;
  /** Those who bought after their day, each once. */
  readonly returning: readonly ArchiveRecord[];
}

/** Who left Clients, with what the Archive knows of them. Counted calls as in `readArchive`. */
export function goneClients(base: Base, numericKeys: boolean): ReadonlyMap<string, GoneClient> {
  const records = storedArchive(base, numericKeys);
  const last = new Map(records.map((record) => [record.key, record]));
  return new Map([...archivedKeys(records, numericKeys)].map(([key, { mergedInto }]) => {
    const record = last.get(key);
    return [key, record === undefined ? { mergedInto } : { mergedInto, name: record.name, email: record.email, phone: record.phone, former: [record.client, ...(mergedInto === null ? [] : partsOf(record.reason))], record }];
  }));
}

/** What a merge replaced or left out, taken apart: `Объединён с …. Прежние значения …: E-mail: a@b.example; Город: Омск`. */
function partsOf(reason: string): readonly string[] {
  return reason.split(/[;:\n]+|\.\s+/).map((part) => part.trim()).filter((part) => part !== '');
}

/** Who of a chunk's clients is away and who returns. Calls nothing. */
export function awayClients(clients: ClientIndex, rows: readonly { readonly clientKey: string | null; readonly day: Day }[]): AwayClients {
  const keys = new Set<string>();
  const returning = new Map<string, ArchiveRecord>();
  for (const { clientKey, day } of rows) {
    const record = clientKey === null ? null : clients.awayOf(clientKey);
    if (clientKey === null || record === null) continue;
    keys.add(clientKey);
    if (day > record.archivedDay) returning.set(record.key, record);
  }
  return { keys, returning: [...returning.values()] };
}

/** The rows of new clients with those who return below them. Calls nothing. */
export function withReturning({ clients: { table } }: ClientIndex, added: RowBlock | null, returning: readonly ArchiveRecord[]): RowBlock | null {
  if (returning.length === 0) return added;
  const back = backBlock(table, returning);
  if (added === null) return back;
  const columnIndexes = [...new Set([...added.columnIndexes, ...back.columnIndexes])].sort((left, right) => left - right);
  const textColumns = [...new Set([...added.textColumns, ...back.textColumns])];
  const width = Math.max(...columnIndexes) + 1;
  const cellOf = (cell: Cell, index: number): Cell => (cell === null || !textColumns.includes(index) ? cell : isDateCell(cell) ? formatIsoDay(cell.day) : String(cell));
  return {
    rowIndex: added.rowIndex,
    columnIndexes,
    textColumns,
    dateColumns: (added.dateColumns ?? []).filter((index) => !textColumns.includes(index)),
    rows: [...added.rows, ...back.rows].map((row) => Array.from({ length: width }, (_unused, index) => cellOf(row[index] ?? null, index))),
  };
}
