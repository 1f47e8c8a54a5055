/** Import of orders and clients in chunks: each chunk is compared with the base, written down, written; each may come twice. */
import type { ImportChunk, ImportPlan, ImportProgress, ImportReport, ImportRows, ImportStanding } from '../contract/import-views';
import { IMPORT_CHUNK_ROWS } from '../contract/import-views';
import { joinRefused } from '../contract/import-preview';
import type { Issue, Outcome } from '../core/issue';
import { hasError, issue, outcome } from '../core/issue';
import type { Language } from '../core/language/language';
import type { Base, Table } from './base';
import { openBase } from './base';
import { readClients } from './clients-table';
import { writeHighlights } from './highlight';
import type { ImportBase } from './import-base';
import { openImport, planChunk } from './import-base';
import { addColumns } from './import-columns';
import type { ChunkPlan } from './import-chunk-plan';
import { rowCountsOf } from './import-chunk-plan';
import { roomIssues, titleIssues } from './import-limits';
import { firstEdits } from './import-parts';
import { keepProfile } from './import-profile';
import { clientColumnOf, rowIndexesOf } from './import-read';
import { joinRemarks, remarkViews } from './import-remarks';
import type { ChunkAttempt, ImportState } from './import-state';
import { forgetImport, importProgress, importStanding, keepImport, loadImport } from './import-state';
import { issueViews } from './issue-view';
import { closeAction, writeEdits } from './journal/bulk-edit';
import { comparable } from './journal/fingerprint';
import type { Action } from './journal/journal-tab';
import { beginAction, endAction, isLatestAction } from './journal/journal-tab';
import { LOCK_WAIT_MS } from './lock-wait';
import type { Ports } from './ports';
import type { RowBlock } from './row-block';
import { setUpBase } from './set-up';

/** What a plan must say. */
export function planIssues(plan: ImportPlan): readonly Issue[] {
  const place = { sheet: plan.fileName };
  const long = titleIssues(plan);
  if (long.length > 0) return long;
  if (plan.kind === 'clients') return clientColumnOf(plan.mapping) === undefined ? [issue('table.columnMissing', { field: 'client' }, place)] : [];
  return (['client', 'date'] as const).filter((field) => plan.mapping[field] === undefined).map((field) => issue('table.columnMissing', { field }, place));
}

/**
 * Begins an import: sets the base up when there is none, makes the columns the file brings, remembers the plan and the kind of file. Refused
 * whole, before anything is written, where the file cannot fit into the spreadsheet.
 */
export function startImport(ports: Ports, plan: ImportPlan, language: Language): Outcome<ImportProgress | null> {
  const wrong = planIssues(plan);
  if (wrong.length > 0) return outcome(null, wrong);
  if (openBase(ports).value === null) {
    const made = setUpBase(ports, language);
    if (made.value === null) return outcome(null, made.issues);
  }
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const { value: opened, issues } = openImport(ports, plan);
  if (opened === null) return refused(ports, issues);
  const { base, orders, clients } = opened;
  const full = roomIssues(base.ports.book, [{ table: orders ?? clients.clients.table, rows: plan.rowCount }]);
  if (full.length > 0) return refused(ports, full);
  // The same file chosen again after the import was cut off: one action, undone as one.
  const former = loadImport(ports);
  const isSame = former !== null && !former.finished && isLatestAction(base, former.actionId) && JSON.stringify(former.plan) === JSON.stringify(plan);
  const action = isSame ? actionOf(former) : beginAction(base, plan.kind === 'clients' ? 'import-clients' : 'import-orders', JSON.stringify(plan), plan.fileName);
  const journalled = addColumns(base, action, { orders, clients: clients.clients.table }, plan) || (isSame && former.journalled);
  const state: ImportState = {
    importId: ports.keys.randomText().slice(0, 12),
    actionId: action.id,
    journalled,
    plan,
    nextChunk: 0,
    rowsDone: 0,
    rowsNew: 0,
    rowsChanged: 0,
    rowsUnchanged: 0,
    rowsRejected: 0,
    rowsEmpty: 0,
    clientsNew: 0,
    clientsChanged: 0,
    rejected: [],
    remarks: [],
    attempt: null,
    finished: false,
  };
  keepImport(ports, state);
  keepProfile(ports, plan);
  endAction(base, action.id);
  base.saveState();
  ports.book.flush();
  ports.lock.release();
  return outcome(importProgress(state));
}

function refused(ports: Ports, issues: readonly Issue[]): Outcome<null> {
  ports.lock.release();
  return outcome(null, issues);
}

/**
 * Takes one chunk in. A chunk taken before changes nothing; a chunk out of order is refused. Everything is read inside the lock, so that
 * what somebody typed a moment ago is what the file is compared with. Counted calls: lock, import, Settings, Orders (only for orders),
 * Clients, Archive where there is one; then, where something changes, 1 to keep what is about to be written and those of `writeEdits`;
 * state (only when it changed), flush, import, lock. A chunk that changes nothing writes nothing into the spreadsheet. Where very many
 * scattered cells change, a part of them is written and the same chunk is awaited again, with more rows done.
 */
export function importChunk(ports: Ports, chunk: ImportChunk): Outcome<ImportProgress | null> {
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const state = loadImport(ports);
  if (state === null || state.importId !== chunk.importId) return refused(ports, [issue('import.unknown')]);
  if (chunk.chunkIndex < state.nextChunk || state.finished) {
    ports.lock.release();
    return outcome(importProgress(state));
  }
  if (chunk.chunkIndex > state.nextChunk || chunk.rows.length > IMPORT_CHUNK_ROWS) return refused(ports, [issue('request.bad', { detail: 'chunk' })]);
  const { value: opened, issues } = openImport(ports, state.plan);
  if (opened === null) return refused(ports, issues);
  const { base } = opened;
  const attempted = state.attempt?.chunkIndex === chunk.chunkIndex ? state.attempt : null;
  const stateBefore = base.state;
  const plan = planAgain(opened, state, chunk, attempted);
  const attempt = attempted ?? attemptOf(opened, chunk, plan);
  if (plan.edits.length > 0) {
    const full = roomIssues(base.ports.book, plan.edits.map(({ table, appended }) => ({ table, rows: appended?.rows.length ?? 0 })));
    if (full.length > 0) return refused(ports, full);
    if (attempted === null) keepImport(ports, { ...state, attempt });
    const { edits, rest } = firstEdits(plan.edits);
    const written = writeEdits(base, actionOf(state), edits);
    if (rest > 0 && written.value !== null) {
      rememberChange(base, state.plan, { ...plan, edits }, opened);
      return partDone(ports, base, { ...state, attempt, journalled: true }, chunk, rest);
    }
    if (written.value === null) {
      keepImport(ports, { ...state, attempt: null });
      return refused(ports, written.issues);
    }
    rememberChange(base, state.plan, plan, opened);
  }
  if (base.state !== stateBefore) base.saveState();
  const rejected = joinRefused(state.rejected, plan.rejected);
  const next: ImportState = {
    ...state,
    nextChunk: state.nextChunk + 1,
    rowsDone: state.rowsDone + chunk.rows.length,
    rowsNew: state.rowsNew + attempt.rowsNew,
    rowsChanged: state.rowsChanged + attempt.rowsChanged,
    rowsUnchanged: state.rowsUnchanged + attempt.rowsUnchanged,
    rowsRejected: state.rowsRejected + plan.rowsRejected,
    rowsEmpty: state.rowsEmpty + plan.rowsEmpty,
    clientsNew: state.clientsNew + attempt.clientsNew,
    clientsChanged: state.clientsChanged + attempt.clientsChanged,
    journalled: state.journalled || plan.edits.length > 0 || attempted !== null,
    rejected,
    remarks: joinRemarks(state.remarks, plan.issues, rejected),
    attempt: null,
  };
  // The rows must be safe before the state says that they are written: otherwise a crash in between would lose them.
  if (plan.edits.length > 0 || base.state !== stateBefore) ports.book.flush();
  keepImport(ports, next);
  ports.lock.release();
  return outcome(importProgress(next), plan.issues.filter((found) => !hasError([found])));
}

/** A part of the changes of a chunk is written; the page sends the chunk again. */
function partDone(ports: Ports, base: Base, state: ImportState, chunk: ImportChunk, rest: number): Outcome<ImportProgress> {
  base.saveState();
  ports.book.flush();
  keepImport(ports, state);
  ports.lock.release();
  const done = 1 - rest / Math.max(rest + 1, state.attempt?.cells ?? 0);
  return outcome({ ...importProgress(state), rowsDone: state.rowsDone + Math.max(1, Math.floor(chunk.rows.length * done)) });
}

function attemptOf({ orders, clients }: ImportBase, chunk: ImportChunk, plan: ChunkPlan): ChunkAttempt {
  return {
    chunkIndex: chunk.chunkIndex,
    ordersRows: orders?.rows.length ?? 0,
    clientsRows: clients.clients.table.rows.length,
    ...rowCountsOf(plan),
    cells: plan.edits.reduce((count, edit) => count + (edit.cells?.length ?? 0), 0),
    clientsNew: plan.clientsNew.length,
    clientsChanged: plan.clientsChanged.length,
  };
}

/** The plan of a chunk; of one that was cut off as if its rows did not stand there, so that they are written again at the same places. */
function planAgain(opened: ImportBase, state: ImportState, chunk: ImportRows, attempted: ChunkAttempt | null): ChunkPlan {
  const rowIndexes = rowIndexesOf(state.plan, chunk, state.rowsDone);
  if (attempted !== null) {
    const before = planChunk(opened.until(attempted.ordersRows, attempted.clientsRows), state.plan, chunk, rowIndexes);
    const blockOf = (tab: string): RowBlock | undefined => before.edits.find((edit) => edit.tab === tab)?.appended;
    const isOwn = isTailOf(opened.orders, attempted.ordersRows, blockOf('orders')) && isTailOf(opened.clients.clients.table, attempted.clientsRows, blockOf('clients'));
    // Somebody sorted or typed in between: then what stands there is compared like everything else.
    if (isOwn) return before;
  }
  return planChunk(opened, state.plan, chunk, rowIndexes);
}

/** True when every row below the first `rowCount` is a row of the block, whole or half written. */
function isTailOf(table: Table | null, rowCount: number, block: RowBlock | undefined): boolean {
  if (table === null) return true;
  return table.rows.slice(rowCount).every((row, offset) => row.every((cell, index) => comparable(cell) === '' || comparable(cell) === comparable(block?.rows[offset]?.[index])));
}

/** What the base remembers of a change: how many orders there are, and that the figures are of before. */
function rememberChange(base: Base, { kind }: ImportPlan, plan: ChunkPlan, { orders }: ImportBase): void {
  const edit = plan.edits.find(({ tab }) => tab === 'orders');
  const { recalculated } = base.state;
  const isStale = recalculated !== null && (kind === 'clients' || (edit?.cells ?? []).length > 0);
  if (isStale) base.remember({ recalculated: { ...recalculated, orderRows: -1 } });
  if (edit !== undefined && orders !== null) base.remember({ orderRows: Math.max(1, edit.table.rows.length) - 1 + (edit.appended?.rows.length ?? 0) });
}

function actionOf({ actionId, plan }: ImportState): Action {
  return { id: actionId, kind: plan.kind === 'clients' ? 'import-clients' : 'import-orders', details: plan.fileName };
}

/** Closes the import and reports it; may be repeated. */
export function finishImport(ports: Ports, importId: string): Outcome<ImportReport | null> {
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const state = loadImport(ports);
  if (state === null || state.importId !== importId) return refused(ports, [issue('import.unknown')]);
  if (state.rowsDone < state.plan.rowCount) return refused(ports, [issue('import.incomplete', { received: state.rowsDone, expected: state.plan.rowCount })]);
  const { value: base, issues } = openBase(ports);
  if (base === null) return refused(ports, issues);
  const clients = readClients(base);
  if (clients.value === null) return refused(ports, clients.issues);
  const stateBefore = base.state;
  const changed = !state.finished && state.journalled;
  if (changed) writeHighlights(base, clients.value.table.tab.sheetId);
  const pruned = changed ? closeAction(base, actionOf(state)) : [];
  if (base.state !== stateBefore) base.saveState();
  ports.book.flush();
  keepImport(ports, { ...state, finished: true });
  ports.lock.release();
  const found: Issue[] = [...base.settingIssues, ...clients.issues, ...pruned];
  const rowsUsed = state.rowsNew + state.rowsChanged;
  if (state.plan.kind !== 'clients' && rowsUsed + state.rowsUnchanged === 0) found.push(issue('orders.noneUsable', { rows: state.rowsDone }));
  return outcome({
    importId,
    actionId: state.actionId,
    kind: state.plan.kind ?? 'orders',
    rowsRead: state.rowsDone - state.rowsEmpty,
    rowsNew: state.rowsNew,
    rowsChanged: state.rowsChanged,
    rowsUnchanged: state.rowsUnchanged,
    rowsUsed,
    rowsSkipped: state.rowsUnchanged,
    rowsRejected: state.rowsRejected,
    rejected: state.rejected,
    clientsNew: state.clientsNew,
    clientsChanged: state.clientsChanged,
    clientsTotal: clients.value.records.length,
    ordersTotal: base.state.orderRows,
    issues: [...remarkViews(state.remarks, base.language), ...issueViews(found, base.language)],
  });
}

/** The unfinished import, or null. */
export function importStatus(ports: Ports): Outcome<ImportStanding | null> {
  const state = loadImport(ports);
  return outcome(state === null || state.finished ? null : importStanding(state));
}

/** Forgets an unfinished import; rows written stay. */
export function cancelImport(ports: Ports, importId: string): Outcome<null> {
  const state = loadImport(ports);
  if (state !== null && state.importId === importId) forgetImport(ports);
  return outcome(null);
}
