/** The archive as the desk shows it: who could go there, who is due for a re-check; clients put away and brought back, each move with its undo. */
import type { ArchiveCandidate, ArchivedClient, ArchiveReport, ArchiveView } from '../../contract/cleaning-views';
import { ARCHIVE_LISTED } from '../../contract/cleaning-views';
import type { Day } from '../../core/calendar';
import { readEmail } from '../../core/contacts/email';
import { normalisePhone } from '../../core/contacts/phone';
import type { Issue, Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { formatDay } from '../../core/language/format';
import { clientKeyOf } from '../../core/table/client-key';
import { runsOf } from '../../core/table/index-runs';
import type { ArchiveEntry, ArchiveRecord } from '../archive';
import { archiveBlock, archiveEntryOf, archiveRecords, readArchive, recheckDayOf } from '../archive';
import { backBlock } from '../archive-return';
import type { Base, Table } from '../base';
import { openBase } from '../base';
import { cellDay, cellText } from '../cells';
import type { ClientsRead } from '../clients-table';
import { clientCell, readClients } from '../clients-table';
import { issueViews } from '../issue-view';
import type { TabEdit } from '../journal/bulk-edit';
import { closeAction, writeEdits } from '../journal/bulk-edit';
import type { Action } from '../journal/journal-tab';
import { beginAction, endAction } from '../journal/journal-tab';
import { wholeRows } from '../journal/rectangles';
import type { Ports } from '../ports';
import { laterTable, soundTab } from '../sound-tab';
import { underLock } from '../under-lock';
import { say } from '../words';
import { cleanOptions } from './locale-reading';

/** Two years: nobody who bought later is called a dead contact. */
const SILENT_DAYS = 730;

/** Candidates and the archive. Counted calls: Settings, Clients, Send log, and the Archive where there is one. */
export function viewArchive(ports: Ports): Outcome<ArchiveView | null> {
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) return outcome(null, opened.issues);
  const { value: clients, issues } = readClients(base);
  if (clients === null) return outcome(null, issues);
  const archive = laterTable(base, 'archive');
  const today = ports.clock.dayOf(ports.clock.now());
  const archived = archive === null ? [] : awayNow(archive, clients).map((record) => archivedView(record, today, base)).sort((one, other) => Number(other.due) - Number(one.due) || (one.recheckOn < other.recheckOn ? -1 : 1));
  const candidates = candidatesOf(base, clients, today);
  return outcome({
    candidates: candidates.slice(0, ARCHIVE_LISTED),
    candidatesTotal: candidates.length,
    archived: archived.slice(0, ARCHIVE_LISTED),
    archivedTotal: archived.length,
    due: archived.filter(({ due }) => due).length,
    figuresMissing: base.state.recalculated === null,
    issues: issueViews(base.settingIssues, base.language),
  });
}

/** The last row of each client who was put away, was not merged and does not stand in Clients again. */
function awayNow(archive: Table, clients: ClientsRead): ArchiveRecord[] {
  const last = new Map(archiveRecords(archive, clients.numericKeys).map((record) => [record.key, record]));
  return [...last.values()].filter(({ key, mergedInto }) => mergedInto === '' && !clients.recordOf.has(key));
}

function archivedView(record: ArchiveRecord, today: Day, base: Base): ArchivedClient {
  const { client, name, email, phone, reason, archivedDay, recheckDay } = record;
  const dayText = (day: Day | null): string => (day === null || day === 0 ? '' : formatDay(day, base.language));
  return {
    clientId: client, client: name === '' ? client : name, contact: [email, phone].filter((text) => text !== '').join(' · '),
    reason, archivedOn: dayText(archivedDay), recheckOn: dayText(recheckDay), due: recheckDay !== null && recheckDay <= today,
  };
}

/** Clients whom nothing reaches and who bought nothing for two years. Without figures nobody is one. */
function candidatesOf(base: Base, clients: ClientsRead, today: Day): ArchiveCandidate[] {
  if (base.state.recalculated === null || !clients.table.columns.has('last_order')) return [];
  const { country } = cleanOptions(base.ports);
  const { language } = base;
  let failed: ReadonlySet<string> | null = null;
  return clients.records.flatMap((record): ArchiveCandidate[] => {
    const lastDay = cellDay(clientCell(clients, record, 'last_order'));
    if (lastDay !== null && lastDay > today - SILENT_DAYS) return [];
    const email = cellText(clientCell(clients, record, 'email'));
    const phone = cellText(clientCell(clients, record, 'phone'));
    failed ??= clientsWithFailedLetter(base, clients.numericKeys);
    const reading = email === '' ? null : readEmail(email);
    const cause = reading !== null && reading.status === 'invalid' && reading.suggestion === null ? 'address'
      : email !== '' && failed.has(record.key) ? 'failed'
        : email === '' && !normalisePhone(phone, country).some(({ valid }) => valid) ? 'none' : null;
    if (cause === null) return [];
    const orders = lastDay === null ? say(language, 'archive.noOrders') : say(language, 'archive.lastOrder', { day: formatDay(lastDay, language) });
    const name = cellText(clientCell(clients, record, 'name'));
    return [{
      clientId: record.client, client: name === '' ? record.client : name,
      why: say(language, `archive.why.${cause}`, { value: email, orders }), reason: say(language, `archive.reason.${cause}`),
      lastOrder: lastDay === null ? '' : formatDay(lastDay, language),
    }];
  });
}

/** Keys of the clients whose last attempt in the Send log was refused. 1 counted call; none where there is no such tab. */
function clientsWithFailedLetter(base: Base, numericKeys: boolean): ReadonlySet<string> {
  const log = base.table('send_log').value;
  const [client, state] = [log?.columns.get('client'), log?.columns.get('state')];
  const failed = new Set<string>();
  if (log === null || client === undefined || state === undefined) return failed;
  for (const row of log.rows.slice(1)) {
    const key = clientKeyOf(row[client] ?? null, numericKeys);
    if (key === null) continue;
    const text = cellText(row[state]);
    if (text === 'failed') failed.add(key);
    else if (text === 'sent') failed.delete(key);
  }
  return failed;
}

/**
 * Moves clients into the Archive; the tab is made when first needed, and an undo takes it away again. Who stands in several rows stays and is
 * counted in the report: his rows are merged first. Counted calls: lock, Settings, Clients,
 * Archive, those of `writeEdits` (one deletion for each run of rows), state, closing, flush, release.
 */
export function putIntoArchive(ports: Ports, clientIds: readonly string[], reason: string): Outcome<ArchiveReport | null> {
  return underLock(ports, () => {
    const opened = openWithClients(ports);
    return opened.value === null ? outcome(null, opened.issues) : put(opened.value, clientIds, reason);
  });
}

function put({ base, clients }: Opened, clientIds: readonly string[], reason: string): Outcome<ArchiveReport | null> {
  const today = base.ports.clock.dayOf(base.ports.clock.now());
  const how = { archivedDay: today, reason: reason.trim() === '' ? say(base.language, 'archive.byHand') : reason.trim(), mergedInto: '' };
  const away = readArchive(base, clients.numericKeys);
  const keys = keysOf(clientIds, clients);
  const found = keys.flatMap((key) => clients.recordOf.get(key) ?? []);
  // Of several rows of one client only one would leave, and one more whenever a call that was cut off is asked again.
  const rowsOf = rowsByKey(clients);
  const records = found.filter(({ key }) => rowsOf.get(key) === 1);
  const repeated = found.length - records.length;
  const entries = records.flatMap(({ rowIndex }): (readonly [number, ArchiveEntry])[] => {
    const entry = archiveEntryOf(clients.table, rowIndex, how);
    return entry === null ? [] : [[rowIndex, entry]];
  });
  const tooLong = records.length - entries.length;
  const moved = {
    clients: entries.length,
    text: [
      entries.length === 0 ? say(base.language, 'archive.movedNobody') : say(base.language, 'archive.moved', { count: entries.length, day: formatDay(recheckDayOf(today), base.language) }),
      ...(tooLong === 0 ? [] : [say(base.language, 'archive.tooLong', { count: tooLong })]),
      ...(repeated === 0 ? [] : [say(base.language, 'archive.repeated', { count: repeated })]),
    ].join(' '),
    // Those whom a call that was cut off moved before are not missing.
    missing: keys.filter((key) => !clients.recordOf.has(key) && !away.has(key)).length,
  };
  if (entries.length === 0) return ended(base, '', moved, []);
  const rows = entries.map(([rowIndex]) => rowIndex);
  // Asked before the tab is made.
  if (!base.ports.book.canEdit(clients.table.tab.sheetId, runsOf(rows).map(({ first, count }) => wholeRows(first, count)))) {
    return outcome(null, [issue('range.protected', { range: clients.table.tab.name }, { sheet: clients.table.tab.name })]);
  }
  const action = actionOf(base, 'put', clientIds, moved.clients);
  const archive = soundTab(base, 'archive', action);
  // After a call that was cut off the row may stand in both tabs.
  const standing = new Set(archiveRecords(archive, clients.numericKeys).map(nameOf));
  const missing = entries.flatMap(([, entry]) => (standing.has(nameOf(entry)) ? [] : [entry]));
  return written(base, action, moved, [
    ...(missing.length === 0 ? [] : [{ tab: 'archive' as const, table: archive, appended: archiveBlock(base, archive, missing) }]),
    { tab: 'clients', table: clients.table, removedRows: rows },
  ]);
}

/** How many rows each client has. */
function rowsByKey({ table, numericKeys }: ClientsRead): Map<string, number> {
  const column = table.columns.get('client_id') ?? 0;
  const counts = new Map<string, number>();
  for (const row of table.rows.slice(1)) {
    const key = clientKeyOf(row[column] ?? null, numericKeys);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function nameOf({ archivedDay, reason, mergedInto, details }: ArchiveEntry): string {
  return [archivedDay, reason, mergedInto, details].join('\n');
}

interface Opened {
  readonly base: Base;
  readonly clients: ClientsRead;
}

function openWithClients(ports: Ports): Outcome<Opened | null> {
  const { value: base, issues } = openBase(ports);
  if (base === null) return outcome(null, issues);
  const clients = readClients(base);
  return clients.value === null ? outcome(null, clients.issues) : outcome({ base, clients: clients.value });
}

interface Move {
  readonly clients: number;
  readonly text: string;
  /** Clients asked for who stand nowhere. */
  readonly missing: number;
}

function keysOf(clientIds: readonly string[], { numericKeys }: ClientsRead): string[] {
  return [...new Set(clientIds.map((id) => clientKeyOf(id, numericKeys) ?? ''))];
}

/** Putting away and bringing back the same clients are two actions, also where a call that was cut off has not used its number up. */
function actionOf(base: Base, way: 'put' | 'back', clientIds: readonly string[], clients: number): Action {
  return beginAction(base, 'archive', JSON.stringify([way, ...clientIds]), say(base.language, 'archive.details', { count: clients }));
}

function written(base: Base, action: Action, move: Move, edits: readonly TabEdit[]): Outcome<ArchiveReport | null> {
  const done = writeEdits(base, action, edits);
  if (done.value === null) return outcome(null, done.issues);
  const notices = [...done.issues, ...closeAction(base, action)];
  endAction(base, action.id);
  return ended(base, action.id, move, notices);
}

function ended(base: Base, actionId: string, { clients, text, missing }: Move, notices: readonly Issue[]): Outcome<ArchiveReport> {
  base.saveState();
  const sentences = missing > 0 ? [text, say(base.language, 'archive.missing', { count: missing })] : [text];
  return outcome({ actionId, clients, missing, text: sentences.join(' '), issues: issueViews(notices, base.language) });
}

/**
 * Brings clients back with everything that stood in their rows, below the last row of Clients; their rows leave the Archive. Counted
 * calls as in `putIntoArchive`.
 */
export function bringBack(ports: Ports, clientIds: readonly string[]): Outcome<ArchiveReport | null> {
  return underLock(ports, () => {
    const opened = openWithClients(ports);
    return opened.value === null ? outcome(null, opened.issues) : back(opened.value, clientIds);
  });
}

function back({ base, clients }: Opened, clientIds: readonly string[]): Outcome<ArchiveReport | null> {
  const archive = laterTable(base, 'archive');
  const keys = keysOf(clientIds, clients);
  const last = new Map((archive === null ? [] : archiveRecords(archive, clients.numericKeys)).map((record) => [record.key, record]));
  const records = keys.flatMap((key) => last.get(key) ?? []).filter(({ mergedInto }) => mergedInto === '');
  const away = records.filter(({ key }) => !clients.recordOf.has(key));
  const moved = {
    clients: records.length,
    text: records.length === 0 ? say(base.language, 'archive.backNobody') : say(base.language, 'archive.backDone', { count: records.length }),
    // Who stands in Clients was brought back before, by a call that was cut off or by buying again.
    missing: keys.filter((key) => last.get(key)?.mergedInto !== '' && !clients.recordOf.has(key)).length,
  };
  if (archive === null || records.length === 0) return ended(base, '', moved, []);
  return written(base, actionOf(base, 'back', clientIds, moved.clients), moved, [
    ...(away.length === 0 ? [] : [{ tab: 'clients' as const, table: clients.table, appended: backBlock(clients.table, away) }]),
    { tab: 'archive', table: archive, removedRows: records.map(({ rowIndex }) => rowIndex) },
  ]);
}
