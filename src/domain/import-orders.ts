/** Import of orders in chunks: typed by core, appended to Orders, clients derived; each chunk may come twice. */
import type { ImportChunk, ImportPlan, ImportProgress, ImportReport } from '../contract/import-views';
import { IMPORT_CHUNK_ROWS } from '../contract/import-views';
import type { Issue, Outcome } from '../core/issue';
import { hasError, issue, outcome } from '../core/issue';
import type { Language } from '../core/language/language';
import { clientKeyOf } from '../core/table/client-key';
import type { ClientProfile, ImportedRow, OrderTable } from '../core/table/order-rows';
import { readOrderRows } from '../core/table/order-rows';
import type { Base, Table } from './base';
import { openBase } from './base';
import { cellText } from './cells';
import type { ClientsRead } from './clients-table';
import { readClients } from './clients-table';
import { writeHighlights } from './highlight';
import { cutTexts, joinRemarks, remarkViews } from './import-remarks';
import type { ImportState, RejectedCount } from './import-state';
import { forgetImport, importProgress, keepImport, loadImport } from './import-state';
import { issueViews } from './issue-view';
import { cellsFilled, columnsAdded, rowsAdded } from './journal/import-changes';
import type { Action } from './journal/journal-tab';
import { beginAction, endAction, isLatestAction, Journal } from './journal/journal-tab';
import { LOCK_WAIT_MS } from './lock-wait';
import type { ColumnFill } from './new-clients';
import { appendClients, clientRows, profileFills, writeFills } from './new-clients';
import { orderBlock } from './order-block';
import { neededOrderColumns } from './orders-table';
import type { ColumnSpec, Ports } from './ports';
import { rejectedRows } from './rejected-rows';
import { writeBlock } from './row-block';
import { setUpBase } from './set-up';
import { OPTIONAL_ORDER_COLUMNS, optionalOrderColumn, profileColumn } from './tab-specs';

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
  // The same file chosen again after the import was cut off: one action, undone as one.
  const former = loadImport(ports);
  const isSame = former !== null && !former.finished && isLatestAction(base, former.actionId) && JSON.stringify(former.plan) === JSON.stringify(plan);
  const action = isSame ? actionOf(former) : beginAction(base, 'import-orders', JSON.stringify(plan), plan.fileName);
  const journalled = addColumns(base, action, orders.value, plan) || (isSame && former.journalled);
  const state: ImportState = {
    importId: ports.keys.randomText().slice(0, 12),
    actionId: action.id,
    journalled,
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
  endAction(base, action.id);
  base.saveState();
  ports.book.flush();
  ports.lock.release();
  return outcome(importProgress(state));
}

/** Makes the columns the file brings, written down first; false when there are none. */
function addColumns(base: Base, action: Action, orders: Table, plan: ImportPlan): boolean {
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
  const clients = base.table('clients', ['client_id']).value;
  const profile = clients === null ? [] : PROFILE_COLUMNS.filter((key) => plan.mapping[key] !== undefined && !clients.columns.has(key)).map((key) => profileColumn(key, base.language));
  const changes = [...columnsAdded('orders', orders.tab.sheetId, wanted), ...(clients === null ? [] : columnsAdded('clients', clients.tab.sheetId, profile))];
  if (changes.length === 0) return false;
  new Journal(base).write(action, 'planned', changes);
  if (wanted.length > 0) {
    book.appendColumns(orders.tab.sheetId, orders.titles.length - 1, wanted);
    forgetLayout(base, 'orders');
  }
  if (clients !== null && profile.length > 0) {
    book.appendColumns(clients.tab.sheetId, clients.titles.length - 1, profile);
    forgetLayout(base, 'clients');
  }
  return true;
}

function forgetLayout(base: Base, key: 'orders' | 'clients'): void {
  const { [key]: _former, ...layouts } = base.state.layouts;
  base.remember({ layouts });
}

/**
 * Writes one chunk. A chunk written before changes nothing; a chunk out of order is refused. What it is about to change is written
 * down first, which takes 2 counted calls (header and lines of the Journal); a chunk that changes nothing takes none.
 */
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
  const clients = readClients(base);
  if (clients.value === null) return outcome(null, clients.issues);
  const block = orderBlock(orders.value, state.nextRowIndex, fresh, chunk, plan, plan.firstRowNumber - 1 + state.rowsDone);
  const { unknown, fills } = deriveClients(clients.value, fresh, read.value);
  const changes = [
    ...rowsAdded('orders', orders.value, block), ...cellsFilled(clients.value, fills), ...rowsAdded('clients', clients.value.table, clientRows(clients.value, unknown)),
  ];
  if (changes.length > 0) new Journal(base).write(actionOf(state), 'planned', changes);
  writeBlock(base, orders.value.tab.sheetId, block);
  writeFills(base, clients.value.table.tab.sheetId, fills);
  appendClients(base, clients.value, unknown);
  const nextRowIndex = state.nextRowIndex + block.rows.length;
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
    clientsNew: state.clientsNew + unknown.length,
    journalled: state.journalled || changes.length > 0,
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

/** The clients a chunk brings, as rows to append, and the empty cells of known ones it fills. */
function deriveClients(clients: ClientsRead, fresh: readonly ImportedRow[], read: OrderTable): { readonly unknown: readonly ClientProfile[]; readonly fills: readonly ColumnFill[] } {
  // Keys are compared as the Clients tab compares them: one chunk may look numeric where the whole column is not.
  const profiles = read.profiles.map((profile) => ({ ...profile, clientKey: clientKeyOf(profile.client, clients.records.length > 0 ? clients.numericKeys : read.numericKeys) ?? profile.clientKey }));
  const bought = new Set(fresh.map((row) => row.clientKey));
  const used = profiles.filter((profile, index) => bought.has(read.profiles[index]?.clientKey ?? profile.clientKey));
  return { unknown: used.filter(({ clientKey }) => !clients.recordOf.has(clientKey)), fills: profileFills(clients, used) };
}

/** Says in the Journal that an action came to its end, and keeps the Journal within its limits. */
function closeAction(base: Base, action: Action): readonly Issue[] {
  const journal = new Journal(base);
  journal.write(action, 'done', []);
  const pruned = journal.prune(action);
  if (pruned.length > 0) base.saveState();
  return pruned;
}

function joinRejected(former: readonly RejectedCount[], more: readonly RejectedCount[]): RejectedCount[] {
  const result = new Map(former.map((entry) => [entry.code, entry]));
  for (const entry of more) {
    const known = result.get(entry.code);
    result.set(entry.code, known === undefined ? entry : { ...known, count: known.count + entry.count, rowNumbers: [...known.rowNumbers, ...entry.rowNumbers].slice(0, 10) });
  }
  return [...result.values()];
}

function actionOf({ actionId, plan }: ImportState): Action {
  return { id: actionId, kind: 'import-orders', details: plan.fileName };
}

/** Closes the import and reports it; may be repeated. */
export function finishImport(ports: Ports, importId: string): Outcome<ImportReport | null> {
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const state = loadImport(ports);
  if (state === null || state.importId !== importId) return outcome(null, [issue('import.unknown')]);
  if (state.rowsDone < state.plan.rowCount) return outcome(null, [issue('import.incomplete', { received: state.rowsDone, expected: state.plan.rowCount })]);
  const { value: base, issues } = openBase(ports);
  if (base === null) return outcome(null, issues);
  const clients = readClients(base);
  if (clients.value === null) return outcome(null, clients.issues);
  writeHighlights(base, clients.value.table.tab.sheetId);
  const pruned = state.finished || !state.journalled ? [] : closeAction(base, actionOf(state));
  ports.book.flush();
  keepImport(ports, { ...state, finished: true });
  const found: Issue[] = [...base.settingIssues, ...clients.issues, ...pruned];
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
