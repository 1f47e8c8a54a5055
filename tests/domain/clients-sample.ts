/** Small Clients tables for tests: a table with the given columns, an index over it, and the table as it stands after a plan was carried out. */
import { clientIndex } from '../../src/domain/client-match';
import type { ClientIndex, MergedClients } from '../../src/domain/client-match';
import type { ClientUpsert, UpsertOptions } from '../../src/domain/client-upsert';
import { planClientUpsert } from '../../src/domain/client-upsert';
import type { ClientRecord, ClientsRead } from '../../src/domain/clients-table';
import type { Cell } from '../../src/core/table/cell';
import { clientKeyOf, clientText, isNumericKeyColumn } from '../../src/core/table/client-key';
import type { ClientField } from '../../src/core/table/field';
import type { ClientIdentity, ClientProfile } from '../../src/core/table/profiles';

/** Clients with columns by key. @param shared keys of columns that are the client column too */
export function clientsOf(keys: readonly string[], rows: readonly (readonly Cell[])[], shared: readonly string[] = []): ClientsRead {
  const columns = new Map(keys.map((key, index) => [key, index]));
  const [alias] = shared;
  const keyColumn = columns.get('client_id') ?? columns.get(alias ?? '') ?? 0;
  columns.set('client_id', keyColumn);
  const cells = [keys.slice(), ...rows.map((row) => [...row])] as Cell[][];
  const numericKeys = isNumericKeyColumn(rows.map((row) => row[keyColumn] ?? null));
  const records: ClientRecord[] = [];
  const recordOf = new Map<string, ClientRecord>();
  rows.forEach((row, index) => {
    const key = clientKeyOf(row[keyColumn], numericKeys);
    if (key === null || recordOf.has(key)) return;
    const record = { rowIndex: index + 1, key, client: clientText(row[keyColumn], numericKeys), id: '' };
    records.push(record);
    recordOf.set(key, record);
  });
  return { table: { tab: { sheetId: 1, name: 'Clients' }, rows: cells, columns, titles: keys.slice(), headerRowIndex: 0 }, records, recordOf, numericKeys };
}

/** A profile as a file brings it. */
export function profile(client: string, fields: Partial<Record<ClientField, string>>, identity: ClientIdentity = 'number'): ClientProfile {
  return { clientKey: client.toLowerCase(), client, fields, identity };
}

/** An index with Russian phones. */
export function indexOf(clients: ClientsRead, merged: MergedClients = new Map()): ClientIndex {
  return clientIndex(clients, merged, 'ru_RU');
}

/** The plan of a list. */
export function planOf(clients: ClientsRead, profiles: readonly ClientProfile[], options: Partial<UpsertOptions> = {}, merged: MergedClients = new Map()): ClientUpsert {
  return planClientUpsert(indexOf(clients, merged), profiles, { mode: 'upsert', ...options });
}

/** The table after a plan. */
export function afterPlan(clients: ClientsRead, plan: ClientUpsert): ClientsRead {
  const rows = clients.table.rows.map((row) => row.slice());
  for (const { rowIndex, columnIndex, after } of plan.cells) {
    const row = rows[rowIndex];
    if (row !== undefined) row[columnIndex] = after;
  }
  for (const row of plan.appended?.rows ?? []) rows.push([...row]);
  const shared = [...clients.table.columns].filter(([key, index]) => key !== 'client_id' && index === clients.table.columns.get('client_id')).map(([key]) => key);
  return clientsOf(clients.table.titles.filter((title) => title !== ''), rows.slice(1), shared);
}
