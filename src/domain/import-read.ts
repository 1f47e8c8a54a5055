/** A chunk of a file as typed rows: orders with their places in the file, or clients. Calls nothing. */
import type { ImportPlan, ImportRows } from '../contract/import-views';
import type { Issue } from '../core/issue';
import type { ClientTable } from '../core/table/client-rows';
import { readClientRows } from '../core/table/client-rows';
import type { Mapping } from '../core/table/field';
import type { OrderTable } from '../core/table/order-rows';
import { readOrderRows } from '../core/table/order-rows';
import type { ClientProfile } from '../core/table/profiles';

/** Where each row of a chunk stands in the file, 0-based. @param rowsBefore rows of earlier chunks */
export function rowIndexesOf(plan: ImportPlan, chunk: ImportRows, rowsBefore: number): readonly number[] {
  return chunk.rowNumbers === undefined ? chunk.rows.map((_row, index) => plan.firstRowNumber - 1 + rowsBefore + index) : chunk.rowNumbers.map((number) => number - 1);
}

/** The orders of a chunk, read as the whole file was; places are rows of the file. */
export function readOrders(plan: ImportPlan, chunk: ImportRows, rowIndexes: readonly number[]): { readonly value: OrderTable; readonly issues: readonly Issue[] } {
  return readOrderRows([plan.header, ...chunk.rows], { rowIndex: 0, names: plan.header }, plan.mapping, {
    sheet: plan.fileName,
    dateOrder: plan.dateOrder,
    decimal: plan.decimalMark,
    rowIndexes,
    ...(plan.readings === undefined ? {} : { numericKeys: plan.readings.numericClients, hasAmounts: plan.readings.hasAmounts }),
  });
}

/** A client of a clients file with the rows he stands in (indexes in the chunk). */
export interface ListedClient {
  readonly profile: ClientProfile;
  readonly rows: readonly number[];
}

/** The clients of a chunk in the order of their first rows, and the rows that hold none. */
export interface ClientList {
  readonly clients: readonly ListedClient[];
  readonly issues: readonly Issue[];
  readonly counts: ClientTable['counts'];
}

/** The column that names a client in a clients file: his number, else e-mail, phone or name. */
export function clientColumnOf(mapping: Mapping): number | undefined {
  return mapping.client ?? mapping.email ?? mapping.phone ?? mapping.name ?? mapping.lastName ?? mapping.firstName;
}

/** The clients of a chunk of a clients file; rows that name nobody, totals, page numbers and repeated headers are refused by name. */
export function readClientList(plan: ImportPlan, chunk: ImportRows, rowIndexes: readonly number[]): ClientList {
  const { value, issues } = readClientRows([plan.header, ...chunk.rows], { rowIndex: 0, names: plan.header }, plan.mapping, {
    sheet: plan.fileName, rowIndexes, ...(plan.readings === undefined ? {} : { numericKeys: plan.readings.numericClients }),
  });
  const indexOf = new Map(rowIndexes.map((rowIndex, index) => [rowIndex, index]));
  const clients = value.profiles.map((profile) => ({ profile, rows: (profile.rowIndexes ?? []).map((rowIndex) => indexOf.get(rowIndex) ?? 0) }));
  return { clients: clients.sort((left, right) => (left.rows[0] ?? 0) - (right.rows[0] ?? 0)), issues, counts: value.counts };
}
