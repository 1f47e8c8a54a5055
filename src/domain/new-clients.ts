/** Appends clients that orders know and the Clients tab does not; never changes what the owner typed. */
import type { Cell } from '../core/table/cell';
import { isDateCell, isEmptyCell } from '../core/table/cell';
import { COLUMN_OF_CLIENT_FIELD } from '../core/table/field';
import type { ClientField } from '../core/table/field';
import type { ClientProfile } from '../core/table/profiles';
import type { Base } from './base';
import type { ValueReading } from './client-values';
import { profileValues, writtenCell } from './client-values';
import type { ClientRecord, ClientsRead } from './clients-table';
import { GREATEST_CELL_LENGTH } from './import-limits';
import type { RowBlock } from './row-block';
import { writeBlock } from './row-block';

/** A client to append: what stands in the client column, and the text of each field the base has a column for. */
export interface NewClientRow {
  readonly client: string;
  readonly values: ReadonlyMap<ClientField, string>;
  /** False where the client is called by an e-mail or a phone, which is no name. */
  readonly isNamed: boolean;
}

/** How the texts of new clients are read, and the fields whose columns hold dates. */
export type NewClientReading = Omit<ValueReading, 'contacts'> & { readonly dateFields: readonly ClientField[] };

const AS_WRITTEN: NewClientReading = { dateOrder: 'dmy', decimal: '.', todayDay: null, dateFields: [] };

/** Rows below the last one. A client without a name is called by what stands in the client column. Calls nothing. */
export function newClientRows({ table }: ClientsRead, added: readonly NewClientRow[], reading: NewClientReading): RowBlock {
  const { rows, columns } = table;
  const indexOf = (field: ClientField): number => columns.get(COLUMN_OF_CLIENT_FIELD[field]) ?? -1;
  const fields = [...new Set(added.flatMap(({ values }) => [...values.keys()]))].filter((field) => indexOf(field) >= 0);
  const keyColumn = columns.get('client_id') ?? 0;
  const nameColumn = columns.get('name');
  const columnIndexes = [...new Set([keyColumn, ...(nameColumn === undefined ? [] : [nameColumn]), ...fields.map(indexOf)])].sort((left, right) => left - right);
  const width = Math.max(...columnIndexes) + 1;
  // Texts beside dates in one column would be parsed: then the whole column of the block is text.
  const dated = fields.filter((field) => reading.dateFields.includes(field)
    && added.every(({ values }) => !values.has(field) || isDateCell(writtenCell(field, values.get(field) ?? '', reading, true))));
  const cells = added.map(({ client, values, isNamed }) => {
    const row = Array.from({ length: width }, (): Cell => null);
    for (const field of fields) {
      const text = values.get(field);
      if (text !== undefined) row[indexOf(field)] = writtenCell(field, text, reading, dated.includes(field));
    }
    row[keyColumn] = client.slice(0, GREATEST_CELL_LENGTH);
    if (nameColumn !== undefined && isEmptyCell(row[nameColumn] ?? null) && isNamed) row[nameColumn] = client.slice(0, GREATEST_CELL_LENGTH);
    return row;
  });
  const holding = (test: (cell: Cell) => boolean): number[] => columnIndexes.filter((columnIndex) => cells.some((row) => test(row[columnIndex] ?? null)));
  const dateColumns = holding(isDateCell);
  return {
    rowIndex: Math.max(1, rows.length), columnIndexes, textColumns: holding((cell) => typeof cell === 'string'), ...(dateColumns.length === 0 ? {} : { dateColumns }), rows: cells,
  };
}

/** One row per new client below the last one. Calls nothing. */
export function clientRows(clients: ClientsRead, profiles: readonly ClientProfile[]): RowBlock {
  const { columns } = clients.table;
  return newClientRows(clients, profiles.map((profile) => ({
    client: profile.client, values: profileValues(profile, (key) => columns.has(key)), isNamed: profile.identity !== 'email' && profile.identity !== 'phone',
  })), AS_WRITTEN);
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
