/** What a chunk of orders changes in the base: rows to append, cells to change, clients to add or complete. Nothing is written here. */
import type { ImportPlan, ImportRows } from '../contract/import-views';
import type { CleanOptions } from '../core/contacts/findings';
import { hasError } from '../core/issue';
import type { Table } from './base';
import type { ChunkPlan, RowOutcome } from './import-chunk-plan';
import { clientEdits, refusedIssues, upsertOptions } from './import-chunk-plan';
import type { ClientComparison } from './import-client-plan';
import { awayClients, withReturning } from './import-away';
import { ImportPeople, withContact } from './import-people';
import { rejectedRows } from './rejected-rows';
import { readOrders } from './import-read';
import { cutTexts } from './import-remarks';
import type { RejectedCount } from './import-state';
import type { CellEdit } from './journal/bulk-edit';
import type { BroughtColumn, OrderLine } from './order-block';
import { broughtColumns, isTextColumn, orderBlock } from './order-block';
import type { MatchedLine } from './order-match';
import { OrderRows } from './order-match';

/** What a chunk is compared with. */
export interface OrderComparison extends ClientComparison {
  readonly orders: Table;
  /** How texts of Orders are read where their column does not tell. */
  readonly reading: CleanOptions;
}

/** Plans a chunk of orders. @param rowIndexes rows of the file, 0-based, one for each row of the chunk */
export function planOrderChunk({ orders, clients, language, todayDay, reading }: OrderComparison, plan: ImportPlan, chunk: ImportRows, rowIndexes: readonly number[]): ChunkPlan {
  const read = readOrders(plan, chunk, rowIndexes);
  const profiles = new Map((chunk.clients ?? read.value.profiles).map((profile) => [profile.clientKey, withContact(profile)]));
  const people = new ImportPeople(clients, profiles);
  const cellsAt = new Map(rowIndexes.map((rowIndex, index) => [rowIndex, chunk.rows[index] ?? []]));
  const lines = read.value.rows.map((row): OrderLine => ({
    row, cells: cellsAt.get(row.rowIndex) ?? [], client: row.client, clientKey: row.clientKey === null ? '' : people.keyOfClient(row.clientKey),
  }));
  const brought = broughtColumns(orders, plan);
  const rows = new OrderRows(orders, brought, {
    numbers: plan.mapping.order !== undefined, amounts: read.value.hasAmounts, products: plan.mapping.product !== undefined,
  }, people, reading);
  const found = rows.match(lines, chunk.equalBefore ?? 0);
  const away = awayClients(clients, read.value.rows);
  const upsert = people.plan(
    found.map(({ line, rowIndex }) => ({ clientKey: line.row.clientKey, standing: rowIndex === null ? null : rows.clientText(rowIndex) })), away.keys,
    upsertOptions('fill', plan, clients.clients.table, todayDay),
  );
  const matched = found.map(({ line, rowIndex }): MatchedLine => {
    const client = line.row.clientKey === null ? '' : (upsert.clientOf.get(line.row.clientKey) ?? line.client);
    return { line: { ...line, client, clientKey: people.namedBy(client) }, rowIndex };
  });
  const appended = matched.filter(({ rowIndex }) => rowIndex === null).map(({ line }) => line);
  const cells = new Map(matched.map((match) => [match.line.row.rowIndex, cellEdits(orders, rows, brought, match)]));
  const edits = [...cells.values()].flat();
  const outcomes = matched.map(({ line, rowIndex }): RowOutcome => {
    const changes = cells.get(line.row.rowIndex) ?? [];
    return { outcome: rowIndex === null ? 'new' : changes.length > 0 ? 'changed' : 'unchanged', rowIndex: line.row.rowIndex, row: line.row, changes, table: orders };
  });
  const cut = cutTexts(appended.map(({ row }) => row), chunk.rows, rowIndexes, plan);
  const rejected = rejectedRows(read.value.counts.rejectedBy, read.issues, language) as RejectedCount[];
  return {
    edits: [
      ...(edits.length + appended.length === 0 ? [] : [{ tab: 'orders' as const, table: orders, cells: edits, ...(appended.length === 0 ? {} : { appended: orderBlock(orders, brought, appended) }) }]),
      ...clientEdits(clients, { cells: upsert.cells, appended: withReturning(clients, upsert.appended, away.returning) }),
    ],
    outcomes,
    refused: refusedIssues(read.issues, read.value.counts.rejectedBy),
    rejected,
    rowsRejected: read.value.counts.rejected,
    rowsEmpty: read.value.counts.empty,
    clientsNew: [...upsert.added.map(({ clientKey }) => clientKey), ...away.returning.map(({ key }) => key)],
    clientsChanged: upsert.changed,
    questions: upsert.questions,
    issues: [...read.issues.filter((found) => !hasError([found])), ...cut],
  };
}

/** Cells of a matched row that hold something else than the line brings; empty cells of the file change nothing. */
function cellEdits(orders: Table, rows: OrderRows, brought: readonly BroughtColumn[], { line, rowIndex }: MatchedLine): CellEdit[] {
  if (rowIndex === null) return [];
  return brought.filter((column) => !rows.holds(rowIndex, column, line)).map((column) => ({
    rowIndex, column: column.key, columnIndex: column.columnIndex, before: orders.rows[rowIndex]?.[column.columnIndex] ?? '', after: column.cellOf(line), asText: isTextColumn(column),
  }));
}
