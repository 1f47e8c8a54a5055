/** The base as an import compares a file with it: Orders, Clients and who was merged into whom. */
import type { ImportPlan, ImportRows } from '../contract/import-views';
import type { CleanOptions } from '../core/contacts/findings';
import type { Outcome } from '../core/issue';
import { hasError, outcome } from '../core/issue';
import type { Language } from '../core/language/language';
import { goneClients } from './import-away';
import type { Base, Table } from './base';
import { openBase } from './base';
import { cleanOptions } from './cleaning/locale-reading';
import type { MergedClients } from './client-match';
import { clientIndex } from './client-match';
import type { ClientsRead } from './clients-table';
import { readClients } from './clients-table';
import type { ChunkPlan } from './import-chunk-plan';
import type { ClientComparison } from './import-client-plan';
import { planClientChunk } from './import-client-plan';
import { withColumns } from './import-columns';
import { planOrderChunk } from './import-order-plan';
import { neededOrderColumns } from './orders-table';
import type { Ports } from './ports';

/** What a chunk is compared with. `orders` is null for an import of clients. */
export interface Comparison extends ClientComparison {
  readonly orders: Table | null;
  readonly reading: CleanOptions;
}

/** An open base. */
export interface ImportBase extends Comparison {
  readonly base: Base;
  /** The same base as if only the first rows stood there (header counted). */
  until(ordersRows: number, clientsRows: number): Comparison;
  /** The same base as if the columns that the file brings were made. */
  withColumnsOf(plan: ImportPlan): Comparison;
}

/** Opens the base for an import. Counted calls: Settings, Orders (not for clients), Clients, Archive where there is one; 1 more for each changed header. */
export function openImport(ports: Ports, plan: ImportPlan): Outcome<ImportBase | null> {
  const { value: base, issues } = openBase(ports);
  if (base === null) return outcome(null, issues);
  const orders = plan.kind === 'clients' ? null : base.table('orders', neededOrderColumns(base));
  if (orders !== null && orders.value === null) return outcome(null, orders.issues);
  const read = readClients(base);
  if (read.value === null) return outcome(null, read.issues);
  const clients = read.value;
  const merged = goneClients(base, clients.numericKeys);
  const comparison = (table: Table | null, known: ClientsRead): Comparison => ({ orders: table, clients: clientIndex(known, merged, ports.book.locale()), language: base.language, todayDay: today(ports), reading: cleanOptions(ports) });
  const table = orders?.value ?? null;
  return outcome({
    base,
    ...comparison(table, clients),
    until: (ordersRows, clientsRows) => comparison(table === null ? null : { ...table, rows: table.rows.slice(0, ordersRows) }, firstClients(clients, clientsRows)),
    withColumnsOf: (wanted) => {
      const tables = withColumns(base, { orders: table, clients: clients.table }, wanted);
      return comparison(tables.orders, { ...clients, table: tables.clients });
    },
  }, [...(orders?.issues ?? []), ...read.issues].filter((found) => !hasError([found])));
}

function firstClients(clients: ClientsRead, rowCount: number): ClientsRead {
  const records = clients.records.filter(({ rowIndex }) => rowIndex < rowCount);
  return { ...clients, table: { ...clients.table, rows: clients.table.rows.slice(0, rowCount) }, records, recordOf: new Map(records.map((record) => [record.key, record])) };
}

/** A spreadsheet without a base: every client and every order is new. */
export function noBase(ports: Ports, plan: ImportPlan, language: Language): Comparison {
  const table: Table = { tab: { sheetId: -1, name: '' }, rows: [[]], columns: new Map(), titles: [], headerRowIndex: 0 };
  const merged: MergedClients = new Map();
  const clients: ClientsRead = { table, records: [], recordOf: new Map(), numericKeys: plan.readings?.numericClients ?? false };
  return { orders: plan.kind === 'clients' ? null : table, clients: clientIndex(clients, merged, ports.book.locale()), language, todayDay: today(ports), reading: cleanOptions(ports) };
}

/** Plans a chunk of either kind. @param rowIndexes rows of the file, 0-based, one for each row of the chunk */
export function planChunk(comparison: Comparison, plan: ImportPlan, chunk: ImportRows, rowIndexes: readonly number[]): ChunkPlan {
  const { orders } = comparison;
  return orders === null ? planClientChunk(comparison, plan, chunk, rowIndexes) : planOrderChunk({ ...comparison, orders }, plan, chunk, rowIndexes);
}

function today({ clock }: Ports): number {
  return clock.dayOf(clock.now());
}
