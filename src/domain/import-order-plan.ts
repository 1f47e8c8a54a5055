/** What a chunk of orders changes in the base: rows to append, cells to change, clients to add or complete. Nothing is written here. */
import type { ImportPlan, ImportRows } from '../contract/import-views';
import { hasError } from '../core/issue';
import { clientKeyOf } from '../core/table/client-key';
import type { ClientProfile } from '../core/table/profiles';
import type { Table } from './base';
import type { ClientIndex } from './client-match';
import { planClientUpsert } from './client-upsert';
import type { ChunkPlan, RowOutcome } from './import-chunk-plan';
import { clientEdits, refusedIssues, upsertOptions } from './import-chunk-plan';
import type { ClientComparison } from './import-client-plan';
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
}

/** Plans a chunk of orders. @param rowIndexes rows of the file, 0-based, one for each row of the chunk */
export function planOrderChunk({ orders, clients, language, todayDay }: OrderComparison, plan: ImportPlan, chunk: ImportRows, rowIndexes: readonly number[]): ChunkPlan {
  const read = readOrders(plan, chunk, rowIndexes);
  const profiles = knownProfiles(clients, read.value.profiles);
  const bought = new Set(read.value.rows.map(({ clientKey }) => clientKey));
  const upsert = planClientUpsert(clients, uniqueProfiles([...profiles].flatMap(([key, profile]) => (bought.has(key) ? [profile] : []))), upsertOptions('fill', plan, clients.clients.table, todayDay));
  const keys = new ClientKeys(clients);
  const cellsAt = new Map(rowIndexes.map((rowIndex, index) => [rowIndex, chunk.rows[index] ?? []]));
  const lines = read.value.rows.map((row): OrderLine => {
    const profile = row.clientKey === null ? undefined : profiles.get(row.clientKey);
    const client = profile === undefined ? row.client : (upsert.clientOf.get(profile.clientKey) ?? profile.client);
    return { row, cells: cellsAt.get(row.rowIndex) ?? [], client, clientKey: client === '' ? '' : keys.keyOf(client) };
  });
  const brought = broughtColumns(orders, plan);
  const rows = new OrderRows(orders, brought, {
    numbers: plan.mapping.order !== undefined, amounts: read.value.hasAmounts, products: plan.mapping.product !== undefined,
  }, (text) => keys.keyOf(text));
  const matched = rows.match(lines, chunk.equalBefore ?? 0);
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
      ...clientEdits(clients, upsert),
    ],
    outcomes,
    refused: refusedIssues(read.issues, read.value.counts.rejectedBy),
    rejected,
    rowsRejected: read.value.counts.rejected,
    rowsEmpty: read.value.counts.empty,
    clientsNew: upsert.added.map(({ clientKey }) => clientKey),
    clientsChanged: upsert.changed.map(({ record }) => record.key),
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

/** The profiles of a chunk by the client key of its rows. Who is known by the e-mail or the phone that stands in the client column takes the client of the base. */
function knownProfiles(clients: ClientIndex, profiles: readonly ClientProfile[]): Map<string, ClientProfile> {
  const result = new Map<string, ClientProfile>();
  for (const profile of profiles) {
    const match = clients.match(withContact(profile));
    result.set(profile.clientKey, match.kind === 'found' ? { ...profile, clientKey: match.record.key, client: match.record.client } : profile);
  }
  return result;
}

/** The client column itself may hold an e-mail or a phone. */
export function withContact(profile: ClientProfile): ClientProfile {
  const { client, fields } = profile;
  if (client.includes('@')) return fields.email === undefined ? { ...profile, fields: { ...fields, email: client } } : profile;
  const digits = client.replace(/\D/g, '').length;
  return fields.phone === undefined && digits >= 10 && digits <= 15 && /^[+\d\s()./-]+$/.test(client) ? { ...profile, fields: { ...fields, phone: client } } : profile;
}

/** Two spellings of one client come as one profile: what the first leaves empty the second fills. */
function uniqueProfiles(profiles: readonly ClientProfile[]): ClientProfile[] {
  const result = new Map<string, ClientProfile>();
  for (const profile of profiles) {
    const known = result.get(profile.clientKey);
    result.set(profile.clientKey, known === undefined ? profile : { ...known, fields: { ...profile.fields, ...known.fields } });
  }
  return [...result.values()];
}

/** Which client a text of the client column names, found once for each text. */
class ClientKeys {
  private readonly keys = new Map<string, string>();

  constructor(private readonly clients: ClientIndex) {}

  keyOf(text: string): string {
    const known = this.keys.get(text);
    if (known !== undefined) return known;
    const own = clientKeyOf(text, this.clients.clients.numericKeys) ?? '';
    const match = own === '' ? null : this.clients.match(withContact({ clientKey: own, client: text, fields: {} }));
    const key = match?.kind === 'found' ? match.record.key : own;
    this.keys.set(text, key);
    return key;
  }
}
