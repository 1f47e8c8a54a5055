/** Appends clients that orders know and the Clients tab does not; never changes what the owner typed. */
import type { Cell } from '../core/table/cell';
import { isEmptyCell } from '../core/table/cell';
import type { ClientProfile } from '../core/table/order-rows';
import type { Base } from './base';
import { runsOf } from '../core/table/index-runs';
import type { ClientRecord, ClientsRead } from './clients-table';
import { GREATEST_CELL_LENGTH } from './import-limits';

/** Adds one row per new client below the last one. At most 3 counted calls plus one for each further block of columns. */
export function appendClients(base: Base, clients: ClientsRead, profiles: readonly ClientProfile[]): ClientsRead {
  if (profiles.length === 0) return clients;
  const { book } = base.ports;
  const { tab, rows, columns } = clients.table;
  const firstRow = Math.max(1, rows.length);
  const filled = [...columns.entries()].filter(([key]) => profileText(key, profiles[0]) !== null);
  const keyAt = new Map(filled.map(([key, index]) => [index, key]));
  book.ensureRows(tab.sheetId, firstRow + profiles.length);
  book.formatAsText(tab.sheetId, firstRow, profiles.length, [...keyAt.keys()]);
  for (const run of runsOf([...keyAt.keys()])) {
    book.write(tab.sheetId, firstRow, run.first, profiles.map((profile) =>
      Array.from({ length: run.count }, (_unused, offset) => textCell(profileText(keyAt.get(run.first + offset) ?? '', profile)))));
  }
  const records: ClientRecord[] = profiles.map((profile, index) => ({ rowIndex: firstRow + index, key: profile.clientKey, client: profile.client, id: '' }));
  const width = rows[0]?.length ?? 0;
  const added = profiles.map((profile) => Array.from({ length: width }, (_unused, index) => textCell(profileText(keyAt.get(index) ?? '', profile))));
  const all = [...clients.records, ...records];
  return {
    table: { ...clients.table, rows: [...rows, ...added] },
    records: all,
    recordOf: new Map(all.map((record) => [record.key, record])),
    numericKeys: clients.numericKeys,
  };
}

/** Fills empty profile cells of clients that stand in the tab already. 1 counted call for each vertical run of cells. */
export function fillProfiles(base: Base, clients: ClientsRead, profiles: readonly ClientProfile[]): void {
  const { tab, rows, columns } = clients.table;
  for (const [key, columnIndex] of columns) {
    const values = new Map<number, Cell>();
    for (const profile of profiles) {
      const record = clients.recordOf.get(profile.clientKey);
      const text = key === 'client_id' ? null : profileText(key, profile);
      if (record === undefined || text === null || text === '') continue;
      if (isEmptyCell(rows[record.rowIndex]?.[columnIndex])) values.set(record.rowIndex, textCell(text));
    }
    for (const run of runsOf([...values.keys()])) {
      base.ports.book.formatAsText(tab.sheetId, run.first, run.count, [columnIndex]);
      base.ports.book.write(tab.sheetId, run.first, columnIndex, Array.from({ length: run.count }, (_unused, offset) => [values.get(run.first + offset) ?? null]));
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
