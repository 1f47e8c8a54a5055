/** Carries merges out: orders first, in batches, then the Archive, letters and Clients, so that each step that was cut off can be planned again. */
import type { Issue, Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import type { Cell } from '../../core/table/cell';
import { clientKeyOf } from '../../core/table/client-key';
import type { ArchiveEntry } from '../archive';
import { archiveBlock, archiveRecords } from '../archive';
import type { Base, Table } from '../base';
import type { CellEdit, TabEdit } from '../journal/bulk-edit';
import { writeEdits } from '../journal/bulk-edit';
import type { Action } from '../journal/journal-tab';
import type { LedgerLine } from '../mailing/consents';
import { addressHash, appendLedger, ledgerEntry, readLedger } from '../mailing/consents';
import { cellText } from '../cells';
import { columnBounds, rectanglesOf } from '../journal/rectangles';
import type { TabReference } from '../ports';
import { laterTab, soundTab } from '../sound-tab';
import type { ClientRows } from './client-rows';
import { memberCell } from './client-rows';
import type { GroupPlan } from './merge-plan';
import type { Renamed } from './relink';
import { batchesOf, relabelLog, relinkedCells } from './relink';

/** Runs of order cells written at once: a few seconds where they cannot be joined, else less than one. */
const RUNS_AT_ONCE = 150;

/** Tabs that name clients, as read in this execution; null where a tab is gone. */
export interface LinkedTabs {
  readonly orders: Table;
  readonly outbox: Table | null;
  readonly log: Table | null;
}

/** Reads what names clients. 3 counted calls. */
export function readLinkedTabs(base: Base): Outcome<LinkedTabs | null> {
  const { value: orders, issues } = base.table('orders', ['client']);
  if (orders === null) return outcome(null, issues);
  return outcome({ orders, outbox: base.table('outbox', ['client']).value, log: base.table('send_log', ['client']).value }, issues);
}

/** What was done; `finished` false: the time was up before the rows left Clients. */
export interface CarriedOut {
  readonly finished: boolean;
  readonly rowsRemoved: number;
  readonly ordersMoved: number;
  readonly lettersMoved: number;
  readonly cellsChanged: number;
  /** Refusals that now stand for the address of the client who stays. */
  readonly refusalsKept: number;
}

/**
 * Carries out groups whose rows stand, and links to clients that left already (`renamed` holds both). Refuses whole, before anything is
 * written. The caller holds the lock, and closes the action when `finished`.
 *
 * Counted calls: Consents 1 (2 more when a refusal is carried over); Archive 1 (making it is not limited); then those of `writeEdits`: for
 * orders once each 150 runs of cells, for letters and the Archive once, for Clients once (twice when a note changes); 1 for each run of lines of the Send log.
 */
export function carryOut(base: Base, action: Action, clients: ClientRows, tabs: LinkedTabs, plans: readonly GroupPlan[], renamed: Renamed, untilMs: number): Outcome<CarriedOut | null> {
  const { numericKeys, table } = clients;
  const orderCells = relinkedCells(tabs.orders, 'client', renamed, numericKeys);
  const outboxCells = tabs.outbox === null ? [] : relinkedCells(tabs.outbox, 'client', renamed, numericKeys);
  const logCells = tabs.log === null ? [] : relinkedCells(tabs.log, 'client', renamed, numericKeys);
  const refusals = refusalsOf(base, clients, plans);
  if (refusals.value === null) return outcome(null, refusals.issues);
  const leaving = plans.flatMap(({ leaving: members }) => members.map(({ rowIndex }) => rowIndex));
  const clientCells = plans.flatMap(({ cells }) => cells);
  const refused = refusedTabs(base, [
    [tabs.orders.tab, orderCells], [tabs.outbox?.tab ?? null, outboxCells], [tabs.log?.tab ?? null, logCells],
    belowOf(base, laterTab(base, 'archive'), leaving.length), belowOf(base, base.tab('consents').value, refusals.value.lines.length),
    [table.tab, [...clientCells, ...leaving.flatMap((rowIndex) => Array.from({ length: Math.max(1, table.titles.length) }, (_unused, columnIndex) => ({ rowIndex, columnIndex })))]],
  ]);
  if (refused.length > 0) return outcome(null, refused);
  let ordersMoved = 0;
  const counts = { finished: false, rowsRemoved: 0, lettersMoved: 0, cellsChanged: 0, refusalsKept: 0 };
  for (const cells of batchesOf(orderCells, RUNS_AT_ONCE)) {
    if (ordersMoved > 0 && base.ports.clock.now() > untilMs) return outcome({ ...counts, ordersMoved });
    const written = writeEdits(base, action, [{ tab: 'orders', table: tabs.orders, cells }]);
    if (written.value === null) return outcome(null, written.issues);
    ordersMoved += cells.length;
  }
  if (refusals.value.lines.length > 0) appendLedger(base, refusals.value.place, refusals.value.lines);
  const first = firstEdits(base, action, clients, tabs, plans, outboxCells);
  const begun = writeEdits(base, action, first);
  if (begun.value === null) return outcome(null, begun.issues);
  if (tabs.log !== null) relabelLog(base, tabs.log, renamed, numericKeys);
  const values = clientCells.filter(({ column }) => column !== 'note');
  const ended = writeEdits(base, action, [{ tab: 'clients', table: withCells(table, clientCells.filter(({ column }) => column === 'note')), cells: values, removedRows: leaving }]);
  if (ended.value === null) return outcome(null, ended.issues);
  return outcome({
    finished: true, rowsRemoved: ended.value.rowsRemoved, ordersMoved, lettersMoved: new Set(outboxCells.map(({ rowIndex }) => rowIndex)).size,
    cellsChanged: clientCells.length, refusalsKept: refusals.value.lines.length,
  });
}

/**
 * What is written before any value of a client is replaced: letters, the Archive and notes. Then a value that leaves a cell can be read
 * elsewhere already, also when the execution ends in between.
 */
function firstEdits(base: Base, action: Action, clients: ClientRows, { outbox }: LinkedTabs, plans: readonly GroupPlan[], outboxCells: readonly CellEdit[]): TabEdit[] {
  const edits: TabEdit[] = [];
  if (outbox !== null && outboxCells.length > 0) edits.push({ tab: 'outbox', table: outbox, cells: outboxCells });
  const notes = plans.flatMap(({ cells }) => cells.filter(({ column }) => column === 'note'));
  if (notes.length > 0) edits.push({ tab: 'clients', table: clients.table, cells: notes });
  if (plans.length > 0) {
    const archive = soundTab(base, 'archive', action);
    const entries = newEntries(archive, plans.flatMap((plan) => plan.entries));
    // A client who stays is nobody's part any more, whatever an earlier merge said; rows of one key became part of themselves. A merge that was cut
    // off once its entries stood there has said so already, and a row of his key may have become part of somebody else with it.
    const isNew = new Set(entries);
    const again = new Set(plans.filter((plan) => plan.isBegun !== true && plan.entries.every((entry) => isNew.has(entry))).map(({ survivor }) => survivor.key));
    const columnIndex = archive.columns.get('merged_into') ?? 0;
    const cells = archiveRecords(archive, clients.numericKeys)
      .filter(({ key, mergedInto }) => mergedInto !== '' && again.has(key) && clientKeyOf(mergedInto, clients.numericKeys) !== key)
      .map(({ rowIndex }): CellEdit => ({ rowIndex, column: 'merged_into', columnIndex, before: archive.rows[rowIndex]?.[columnIndex] ?? null, after: '' }));
    if (entries.length + cells.length > 0) edits.push({ tab: 'archive', table: archive, cells, ...(entries.length === 0 ? {} : { appended: archiveBlock(base, archive, entries) }) });
  }
  return edits;
}

/** Entries that do not stand in the Archive yet: a merge that was cut off may have written some. */
function newEntries({ rows, columns }: Table, entries: readonly ArchiveEntry[]): readonly ArchiveEntry[] {
  const nameOf = ({ client, mergedInto, details }: Pick<ArchiveEntry, 'client' | 'mergedInto' | 'details'>): string => JSON.stringify([client, mergedInto, details]);
  const standing = new Map<string, number>();
  for (const row of rows.slice(1)) {
    const text = (key: string): string => cellText(row[columns.get(key) ?? -1]);
    const name = nameOf({ client: text('client'), mergedInto: text('merged_into'), details: text('details') });
    standing.set(name, (standing.get(name) ?? 0) + 1);
  }
  return entries.filter((entry) => {
    const count = standing.get(nameOf(entry)) ?? 0;
    standing.set(nameOf(entry), count - 1);
    return count <= 0;
  });
}

interface Refusals {
  readonly lines: readonly LedgerLine[];
  readonly place: NonNullable<ReturnType<typeof readLedger>['value']>;
}

/** Refusals that addresses of the members gave on the unsubscribe page and the address that the client keeps did not. */
function refusalsOf(base: Base, clients: ClientRows, plans: readonly GroupPlan[]): Outcome<Refusals | null> {
  const read = readLedger(base);
  if (read.value === null) return outcome(null, read.issues);
  const { ledger } = read.value;
  const lines: LedgerLine[] = [];
  for (const { survivor, leaving, cells } of ledger.size === 0 ? [] : plans) {
    const written = cells.find(({ column }) => column === 'email');
    const address = cellText(written === undefined ? memberCell(clients, survivor, 'email') : written.after);
    if (address === '') continue;
    const kept = ledgerEntry(ledger, addressHash(base, address));
    const others = [survivor, ...leaving].map((member) => cellText(memberCell(clients, member, 'email'))).filter((other) => other !== '').map((other) => ledgerEntry(ledger, addressHash(base, other)));
    const line = (kind: LedgerLine['kind'], reason: string): void => { lines.push({ addressHash: addressHash(base, address), kind, reason, letterId: '', source: 'merge' }); };
    if (!kept.unsubscribed && others.some(({ unsubscribed }) => unsubscribed)) line('unsubscribed', 'merge');
    if (!kept.optedOut && others.some(({ optedOut }) => optedOut)) line('optedOut', 'merge');
    if (!kept.monthly && others.some(({ monthly }) => monthly)) line('monthly', 'merge');
    const pause = Math.max(...others.map(({ pausedUntilDay }) => pausedUntilDay ?? 0), 0);
    if (pause > (kept.pausedUntilDay ?? 0)) line('paused', String(pause));
  }
  return outcome({ lines, place: read.value });
}

/** What will be written in a tab; a tab that is null is made later. */
type Touched = readonly [tab: TabReference | null, cells: readonly Pick<CellEdit, 'rowIndex' | 'columnIndex'>[]];

function refusedTabs(base: Base, tabs: readonly Touched[]): Issue[] {
  const { book } = base.ports;
  return tabs.flatMap(([tab, cells]) => {
    // Whole columns are asked first: one question instead of hundreds.
    const isAllowed = tab === null || cells.length === 0 || book.canEdit(tab.sheetId, columnBounds(cells)) || book.canEdit(tab.sheetId, rectanglesOf(cells));
    return isAllowed ? [] : [issue('range.protected', { range: tab.name }, { sheet: tab.name })];
  });
}

/** Rows below the last one of a tab. */
function belowOf(base: Base, tab: TabReference | null, rowCount: number): Touched {
  const first = tab === null ? 1 : Math.max(1, base.ports.book.rowCount(tab.sheetId));
  return [tab, tab === null ? [] : Array.from({ length: rowCount }, (_unused, offset) => ({ rowIndex: first + offset, columnIndex: 0 }))];
}

/** The table as it stands after the cells were written. */
function withCells(table: Table, cells: readonly CellEdit[]): Table {
  if (cells.length === 0) return table;
  const rows = [...table.rows];
  for (const { rowIndex, columnIndex, after } of cells) {
    const row: Cell[] = [...(rows[rowIndex] ?? [])];
    row[columnIndex] = after;
    rows[rowIndex] = row;
  }
  return { ...table, rows };
}
