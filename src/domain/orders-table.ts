/** Reads the Orders tab into typed order rows. */
import type { Outcome, Place } from '../core/issue';
import { outcome } from '../core/issue';
import type { Field } from '../core/table/field';
import { FIELDS } from '../core/table/field';
import type { ClientProfile, OrderTable } from '../core/table/order-rows';
import { readOrderRows } from '../core/table/order-rows';
import type { ArchivedKey } from './archive';
import { readArchive } from './archive';
import type { Base, Table } from './base';
import { cleanOptions } from './cleaning/locale-reading';

const FIELD_OF_COLUMN: Readonly<Record<string, Field>> = { paid_date: 'paidDate', first_name: 'firstName', last_name: 'lastName' };

/** Orders as read, with the number of data rows in the tab. */
export interface OrdersRead extends OrderTable {
  readonly table: Table;
  readonly dataRows: number;
  /** Who is in the archive, by client key; empty where there is none. Orders of merged clients carry the key of the one they are part of. */
  readonly archive: ReadonlyMap<string, ArchivedKey>;
}

/** Columns without which nothing is counted: client and date, and the amount where there was one before (somebody deleted it). */
export function neededOrderColumns(base: Base): readonly string[] {
  const hadAmount = base.state.layouts.orders?.keys.includes('amount') ?? false;
  return hadAmount ? ['client', 'date', 'amount'] : ['client', 'date'];
}

/** Reads and types every row of Orders, texts as cleaning reads them: where a column does not tell the order of day and month or the decimal mark, the locale of the spreadsheet does. Unusable rows are issues. Orders under the number of a merged client are those of the client he is part of. 1 counted call, and 1 where there is an archive. */
export function readOrders(base: Base): Outcome<OrdersRead | null> {
  const found = base.table('orders', neededOrderColumns(base));
  const table = found.value;
  if (table === null) return outcome(null, found.issues);
  const mapping: Partial<Record<Field, number>> = {};
  table.columns.forEach((columnIndex, key) => {
    const field = FIELD_OF_COLUMN[key] ?? FIELDS.find((candidate) => candidate === key);
    if (field !== undefined) mapping[field] = columnIndex;
  });
  const { preferredDateOrder, preferredDecimal } = cleanOptions(base.ports);
  const read = readOrderRows(table.rows, { rowIndex: 0, names: table.titles }, mapping, { preferredDateOrder, preferredDecimal });
  // The name of the tab is asked for only when a message needs it.
  const issues = read.issues.length === 0 ? [] : read.issues.map((entry) => ({ ...entry, place: placeInTable(table, entry.place) }));
  const archive = readArchive(base, read.value.numericKeys);
  return outcome({ ...withMerged(read.value, archive), table, archive, dataRows: Math.max(0, table.rows.length - 1) }, [...found.issues, ...issues]);
}

/** A place in a table as people see it: with the name of the tab and its row in the sheet. */
export function placeInTable({ tab, headerRowIndex }: Table, place: Place | undefined): Place {
  return { ...place, sheet: tab.name, ...(place?.rowIndex === undefined ? {} : { rowIndex: place.rowIndex + headerRowIndex }) };
}

/** Puts the surviving client's key into rows and profiles of merged clients. */
function withMerged(orders: OrderTable, archive: OrdersRead['archive']): OrderTable {
  const survivorOf = new Map<string, string>();
  archive.forEach(({ mergedInto }, key) => {
    if (mergedInto !== null && mergedInto !== '' && mergedInto !== key) survivorOf.set(key, mergedInto);
  });
  if (survivorOf.size === 0) return orders;
  const rows = orders.rows.map((row) => {
    const survivor = row.clientKey === null ? undefined : survivorOf.get(row.clientKey);
    return survivor === undefined ? row : { ...row, clientKey: survivor };
  });
  const profiles = new Map<string, ClientProfile>();
  for (const profile of orders.profiles) if (!survivorOf.has(profile.clientKey)) profiles.set(profile.clientKey, profile);
  for (const profile of orders.profiles) {
    const survivor = survivorOf.get(profile.clientKey);
    if (survivor !== undefined && !profiles.has(survivor)) profiles.set(survivor, { ...profile, clientKey: survivor, client: survivor });
  }
  return { ...orders, rows, profiles: Array.from(profiles.values()).sort((a, b) => (a.clientKey < b.clientKey ? -1 : 1)) };
}
