/** Import of orders in chunks: typed by core, appended to Orders, clients derived; each chunk may come twice. */
import type { ImportChunk, ImportPlan, ImportProgress, ImportReport } from '../contract/import-views';
import { IMPORT_CHUNK_ROWS } from '../contract/import-views';
import type { Issue, Outcome } from '../core/issue';
import { hasError, issue, outcome } from '../core/issue';
import type { Language } from '../core/language/language';
import { columnKeyOf } from '../core/language/names';
import { majorOf } from '../core/money';
import type { Cell } from '../core/table/cell';
import { clientKeyOf } from '../core/table/client-key';
import type { Field } from '../core/table/field';
import type { ImportedRow } from '../core/table/order-rows';
import { readOrderRows } from '../core/table/order-rows';
import type { Base, Table } from './base';
import { openBase } from './base';
import { runsOf } from '../core/table/index-runs';
import { cellText, dayCell } from './cells';
import { readClients } from './clients-table';
import { writeHighlights } from './highlight';
import { GREATEST_CELL_LENGTH } from './import-limits';
import { cutTexts, joinRemarks, remarkViews } from './import-remarks';
import type { ImportState, RejectedCount } from './import-state';
import { forgetImport, importProgress, keepImport, loadImport } from './import-state';
import { issueViews } from './issue-view';
import { appendClients, fillProfiles } from './new-clients';
import { neededOrderColumns } from './orders-table';
import type { ColumnSpec, Ports } from './ports';
import { rejectedRows } from './rejected-rows';
import { LOCK_WAIT_MS, setUpBase } from './set-up';
import { OPTIONAL_ORDER_COLUMNS, optionalOrderColumn, profileColumn } from './tab-specs';

const COLUMN_OF_FIELD: Readonly<Partial<Record<Field, string>>> = { paidDate: 'paid_date' };
const PROFILE_COLUMNS = ['city', 'country', 'birthday', 'manager'] as const;

/** Begins an import: sets the base up when there is none, makes the columns the file brings, remembers the plan. */
export function startImport(ports: Ports, plan: ImportPlan, language: Language): Outcome<ImportProgress | null> {
  const missing = (['client', 'date'] as const).filter((field) => plan.mapping[field] === undefined);
  if (missing.length > 0) return outcome(null, missing.map((field) => issue('table.columnMissing', { field }, { sheet: plan.fileName })));
  if (openBase(ports).value === null) {
    const made = setUpBase(ports, language);
    if (made.value === null) return outcome(null, made.issues);
  }
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const { value: base, issues } = openBase(ports);
  if (base === null) return outcome(null, issues);
  const orders = base.table('orders', neededOrderColumns(base));
  if (orders.value === null) return outcome(null, orders.issues);
  const firstRowIndex = Math.max(1, orders.value.rows.length);
  addColumns(base, orders.value, plan);
  const state: ImportState = {
    importId: ports.keys.randomText().slice(0, 12),
    plan,
    nextChunk: 0,
    rowsDone: 0,
    firstRowIndex,
    nextRowIndex: firstRowIndex,
    rowsUsed: 0,
    rowsSkipped: 0,
    rowsRejected: 0,
    rowsEmpty: 0,
    clientsNew: 0,
    rejected: [],
    remarks: [],
    finished: false,
  };
  keepImport(ports, state);
  base.saveState();
  ports.book.flush();
  ports.lock.release();
  return outcome(importProgress(state));
}

function addColumns(base: Base, orders: Table, plan: ImportPlan): void {
  const { book } = base.ports;
  const wanted: ColumnSpec[] = OPTIONAL_ORDER_COLUMNS.filter((key) => {
    const field = key === 'paid_date' ? 'paidDate' : key;
    return plan.mapping[field] !== undefined && !orders.columns.has(key);
  }).map((key) => optionalOrderColumn(key, base.language));
  const titles = new Set(orders.titles.map((title) => title.toLowerCase()));
  for (const columnIndex of plan.extraColumns) {
    const title = (plan.header[columnIndex] ?? '').slice(0, 200).trim();
    if (title === '' || titles.has(title.toLowerCase())) continue;
    titles.add(title.toLowerCase());
    wanted.push({ key: '', title, owner: 'owner', format: 'text', widthPixels: 120 });
  }
  if (wanted.length > 0) {
    book.appendColumns(orders.tab.sheetId, orders.titles.length - 1, wanted);
    forgetLayout(base, 'orders');
  }
  const clients = base.table('clients', ['client_id']).value;
  if (clients === null) return;
  const profile = PROFILE_COLUMNS.filter((key) => plan.mapping[key] !== undefined && !clients.columns.has(key)).map((key) => profileColumn(key, base.language));
  if (profile.length === 0) return;
  book.appendColumns(clients.tab.sheetId, clients.titles.length - 1, profile);
  forgetLayout(base, 'clients');
}

function forgetLayout(base: Base, key: 'orders' | 'clients'): void {
  const { [key]: _former, ...layouts } = base.state.layouts;
  base.remember({ layouts });
}

/** Writes one chunk. A chunk written before changes nothing; a chunk out of order is refused. */
export function importChunk(ports: Ports, chunk: ImportChunk): Outcome<ImportProgress | null> {
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const state = loadImport(ports);
  if (state === null || state.importId !== chunk.importId) return outcome(null, [issue('import.unknown')]);
  if (chunk.chunkIndex < state.nextChunk || state.finished) return outcome(importProgress(state));
  if (chunk.chunkIndex > state.nextChunk || chunk.rows.length > IMPORT_CHUNK_ROWS) return outcome(null, [issue('request.bad', { detail: 'chunk' })]);
  const { value: base, issues } = openBase(ports);
  if (base === null) return outcome(null, issues);
  const orders = base.table('orders', neededOrderColumns(base));
  if (orders.value === null) return outcome(null, orders.issues);

  const { plan } = state;
  const read = readOrderRows([plan.header, ...chunk.rows], { rowIndex: 0, names: plan.header }, plan.mapping, {
    sheet: plan.fileName,
    dateOrder: plan.dateOrder,
    decimal: plan.decimalMark,
    firstRowIndex: plan.firstRowNumber - 2 + state.rowsDone,
  });
  const known = ordersBefore(orders.value, state.firstRowIndex);
  const fresh = read.value.rows.filter(({ order }) => order === undefined || !known.has(order));
  const nextRowIndex = writeOrders(base, orders.value, state, fresh, chunk, plan);
  const clientsNew = deriveClients(base, fresh, read.value);
  if (clientsNew.value === null) return outcome(null, clientsNew.issues);
  base.remember({ orderRows: nextRowIndex - 1 });
  base.saveState();
  const rejected = joinRejected(state.rejected, rejectedRows(read.value.counts.rejectedBy, read.issues, base.language) as RejectedCount[]);
  const cut = cutTexts(fresh, chunk.rows, plan.firstRowNumber - 1 + state.rowsDone, plan);
  const next: ImportState = {
    ...state,
    nextChunk: state.nextChunk + 1,
    rowsDone: state.rowsDone + chunk.rows.length,
    nextRowIndex,
    rowsUsed: state.rowsUsed + fresh.length,
    rowsSkipped: state.rowsSkipped + read.value.rows.length - fresh.length,
    rowsRejected: state.rowsRejected + read.value.counts.rejected,
    rowsEmpty: state.rowsEmpty + read.value.counts.empty,
    clientsNew: state.clientsNew + clientsNew.value,
    rejected,
    remarks: joinRemarks(state.remarks, [...read.issues, ...cut], rejected),
  };
  // The rows must be safe before the state says that they are written: otherwise a crash in between would lose them.
  ports.book.flush();
  keepImport(ports, next);
  ports.lock.release();
  return outcome(importProgress(next), read.issues.filter((found) => !hasError([found])));
}

/** Order numbers that stood in Orders before this import began. */
function ordersBefore(orders: Table, firstRowIndex: number): Set<string> {
  const column = orders.columns.get('order');
  const known = new Set<string>();
  if (column === undefined) return known;
  for (let rowIndex = 1; rowIndex < Math.min(firstRowIndex, orders.rows.length); rowIndex += 1) {
    const number = cellText(orders.rows[rowIndex]?.[column]);
    if (number !== '') known.add(number);
  }
  return known;
}

function writeOrders(base: Base, orders: Table, state: ImportState, rows: readonly ImportedRow[], chunk: ImportChunk, plan: ImportPlan): number {
  if (rows.length === 0) return state.nextRowIndex;
  const { book } = base.ports;
  const { tab, columns, titles } = orders;
  const sourceFirst = plan.firstRowNumber - 1 + state.rowsDone;
  const cellsOf = new Map<number, (row: ImportedRow) => Cell>();
  const textColumns: number[] = [];
  columns.forEach((index, key) => {
    const read = READERS[key];
    const field = (Object.entries(COLUMN_OF_FIELD).find(([, column]) => column === key)?.[0] ?? key) as Field;
    if (read === undefined || (plan.mapping[field] === undefined && key !== 'amount')) return;
    cellsOf.set(index, read);
    if (TEXT_COLUMNS.has(key)) textColumns.push(index);
  });
  for (const source of plan.extraColumns) {
    const title = (plan.header[source] ?? '').slice(0, 200).trim();
    const index = titles.findIndex((candidate, column) => candidate.toLowerCase() === title.toLowerCase() && !cellsOf.has(column));
    if (title === '' || index < 0 || columnKeyOf(title) !== undefined && cellsOf.has(index)) continue;
    cellsOf.set(index, (row) => textOf(chunk.rows[row.rowIndex - sourceFirst]?.[source]));
    textColumns.push(index);
  }
  book.ensureRows(tab.sheetId, state.nextRowIndex + rows.length);
  book.formatAsText(tab.sheetId, state.nextRowIndex, rows.length, textColumns);
  for (const run of runsOf([...cellsOf.keys()])) {
    const readers = Array.from({ length: run.count }, (_unused, offset) => cellsOf.get(run.first + offset));
    book.write(tab.sheetId, state.nextRowIndex, run.first, rows.map((row) => readers.map((read) => read?.(row) ?? null)));
  }
  return state.nextRowIndex + rows.length;
}

const TEXT_COLUMNS = new Set(['order', 'client', 'product', 'manager', 'channel']);

const READERS: Readonly<Record<string, (row: ImportedRow) => Cell>> = {
  order: (row) => textOf(row.order),
  date: (row) => dayCell(row.day),
  client: (row) => textOf(row.client),
  amount: (row) => (row.amountMinor === null ? null : majorOf(row.amountMinor)),
  product: (row) => textOf(row.product),
  quantity: (row) => row.quantity ?? null,
  price: (row) => (row.priceMinor === undefined ? null : majorOf(row.priceMinor)),
  cost: (row) => (row.costMinor === undefined ? null : majorOf(row.costMinor)),
  manager: (row) => textOf(row.manager),
  channel: (row) => textOf(row.channel),
  paid: (row) => row.paid ?? null,
  paid_date: (row) => dayCell(row.paidDay ?? null),
};

function textOf(cell: Cell | undefined): Cell {
  const text = cellText(cell);
  return text === '' ? null : text.slice(0, GREATEST_CELL_LENGTH);
}

/** Adds clients the chunk brings and fills their empty profile cells; the value counts the new ones. */
function deriveClients(base: Base, fresh: readonly ImportedRow[], read: ReturnType<typeof readOrderRows>['value']): Outcome<number | null> {
  const { value: clients, issues } = readClients(base);
  if (clients === null) return outcome(null, issues);
  // Keys are compared as the Clients tab compares them: one chunk may look numeric where the whole column is not.
  const profiles = read.profiles.map((profile) => ({ ...profile, clientKey: clientKeyOf(profile.client, clients.records.length > 0 ? clients.numericKeys : read.numericKeys) ?? profile.clientKey }));
  const bought = new Set(fresh.map((row) => row.clientKey));
  const used = profiles.filter((profile, index) => bought.has(read.profiles[index]?.clientKey ?? profile.clientKey));
  const unknown = used.filter(({ clientKey }) => !clients.recordOf.has(clientKey));
  fillProfiles(base, clients, used);
  appendClients(base, clients, unknown);
  return outcome(unknown.length);
}

function joinRejected(former: readonly RejectedCount[], more: readonly RejectedCount[]): RejectedCount[] {
  const result = new Map(former.map((entry) => [entry.code, entry]));
  for (const entry of more) {
    const known = result.get(entry.code);
    result.set(entry.code, known === undefined ? entry : { ...known, count: known.count + entry.count, rowNumbers: [...known.rowNumbers, ...entry.rowNumbers].slice(0, 10) });
  }
  return [...result.values()];
}

/** Closes the import and reports it; may be repeated. */
export function finishImport(ports: Ports, importId: string): Outcome<ImportReport | null> {
  const state = loadImport(ports);
  if (state === null || state.importId !== importId) return outcome(null, [issue('import.unknown')]);
  if (state.rowsDone < state.plan.rowCount) return outcome(null, [issue('import.incomplete', { received: state.rowsDone, expected: state.plan.rowCount })]);
  const { value: base, issues } = openBase(ports);
  if (base === null) return outcome(null, issues);
  const clients = readClients(base);
  if (clients.value === null) return outcome(null, clients.issues);
  writeHighlights(base, clients.value.table.tab.sheetId);
  keepImport(ports, { ...state, finished: true });
  const found: Issue[] = [...base.settingIssues, ...clients.issues];
  if (state.rowsUsed + state.rowsSkipped === 0) found.push(issue('orders.noneUsable', { rows: state.rowsDone }));
  return outcome({
    importId,
    rowsRead: state.rowsDone - state.rowsEmpty,
    rowsUsed: state.rowsUsed,
    rowsSkipped: state.rowsSkipped,
    rowsRejected: state.rowsRejected,
    rejected: state.rejected,
    clientsNew: state.clientsNew,
    clientsTotal: clients.value.records.length,
    ordersTotal: base.state.orderRows,
    issues: [...remarkViews(state.remarks, base.language), ...issueViews(found, base.language)],
  });
}

/** The unfinished import, or null. */
export function importStatus(ports: Ports): Outcome<ImportProgress | null> {
  const state = loadImport(ports);
  return outcome(state === null || state.finished ? null : importProgress(state));
}

/** Forgets an unfinished import; rows written stay. */
export function cancelImport(ports: Ports, importId: string): Outcome<null> {
  const state = loadImport(ports);
  if (state !== null && state.importId === importId) forgetImport(ports);
  return outcome(null);
}
