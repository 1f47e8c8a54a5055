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
import type { ArchiveEntry, ArchiveRecord } from '../archive';
import { archiveBlock, archiveEntryOf, archiveRecords, readArchive, recheckDayOf } from '../archive';
import { backBlock } from '../archive-return';
import type { Base, Table } from '../base';
import { openBase } from '../base';
import { cellDay, cellText } from '../cells';
import type { ClientRecord, ClientsRead } from '../clients-table';
import { clientCell, readClients } from '../clients-table';
import { issueViews } from '../issue-view';
import type { TabEdit } from '../journal/bulk-edit';
import { closeAction, writeEdits } from '../journal/bulk-edit';
import { beginAction, endAction } from '../journal/journal-tab';
import { LOCK_WAIT_MS } from '../lock-wait';
import type { Ports } from '../ports';
import { laterTable, soundTab } from '../sound-tab';
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
 * Moves clients into the Archive; the tab is made when first needed. Counted calls: lock, Settings, Clients, Archive, those of `writeEdits` (one deletion
 * for each run of rows), state, closing, flush, release.
 */
export function putIntoArchive(ports: Ports, clientIds: readonly string[], reason: string): Outcome<ArchiveReport | null> {
  return moved(ports, clientIds, (base, clients, records) => {
    const today = ports.clock.dayOf(ports.clock.now());
    const archive = soundTab(base, 'archive');
    const how = { archivedDay: today, reason: reason.trim() === '' ? say(base.language, 'archive.byHand') : reason.trim(), mergedInto: '' };
    const entries = new Map<ClientRecord, ArchiveEntry>();
    for (const record of records) {
      const entry = archiveEntryOf(clients.table, record.rowIndex, how);
      if (entry !== null) entries.set(record, entry);
    }
    // After a call that was cut off the row may stand in both tabs.
    const standing = new Set(archiveRecords(archive, clients.numericKeys).map(nameOf));
    const missing = [...entries.values()].filter((entry) => !standing.has(nameOf(entry)));
    const edits: TabEdit[] = [
      ...(missing.length === 0 ? [] : [{ tab: 'archive' as const, table: archive, appended: archiveBlock(base, archive, missing) }]),
      { tab: 'clients', table: clients.table, removedRows: [...entries.keys()].map(({ rowIndex }) => rowIndex) },
    ];
    const tooLong = records.length - entries.size;
    return {
      edits: entries.size === 0 ? [] : edits,
      clients: entries.size,
      text: [
        entries.size === 0 ? say(base.language, 'archive.movedNobody') : say(base.language, 'archive.moved', { count: entries.size, day: formatDay(recheckDayOf(today), base.language) }),
        ...(tooLong === 0 ? [] : [say(base.language, 'archive.tooLong', { count: tooLong })]),
      ].join(' '),
    };
  });
}

function nameOf({ archivedDay, reason, mergedInto, details }: ArchiveEntry): string {
  return [archivedDay, reason, mergedInto, details].join('\n');
}

interface Move {
  readonly edits: readonly TabEdit[];
  readonly clients: number;
  readonly text: string;
}

function moved(ports: Ports, clientIds: readonly string[], planOf: (base: Base, clients: ClientsRead, records: readonly ClientRecord[]) => Move): Outcome<ArchiveReport | null> {
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) return outcome(null, opened.issues);
  const { value: clients, issues } = readClients(base);
  if (clients === null) return outcome(null, issues);
  const records = keysOf(clientIds, clients).flatMap((key) => clients.recordOf.get(key) ?? []);
  const move = planOf(base, clients, records);
  const away = readArchive(base, clients.numericKeys);
  // Those whom a call that was cut off moved before are not missing.
  const missing = keysOf(clientIds, clients).filter((key) => !clients.recordOf.has(key) && !away.has(key));
  return written(base, clientIds, move, missing.length);
}

function keysOf(clientIds: readonly string[], { numericKeys }: ClientsRead): string[] {
  return [...new Set(clientIds.map((id) => clientKeyOf(id, numericKeys) ?? ''))];
}

function written(base: Base, clientIds: readonly string[], { edits, clients, text }: Move, missing: number): Outcome<ArchiveReport | null> {
  const { ports } = base;
  const notices: Issue[] = [];
  let actionId = '';
  if (edits.length > 0) {
    const action = beginAction(base, 'archive', JSON.stringify(clientIds), say(base.language, 'archive.details', { count: clients }));
    const done = writeEdits(base, action, edits);
    if (done.value === null) return outcome(null, done.issues);
    actionId = action.id;
    notices.push(...done.issues, ...closeAction(base, action));
    endAction(base, action.id);
  }
  base.saveState();
  ports.book.flush();
  ports.lock.release();
  const sentences = missing > 0 ? [text, say(base.language, 'archive.missing', { count: missing })] : [text];
  return outcome({ actionId, clients, missing, text: sentences.join(' '), issues: issueViews(notices, base.language) });
}

/**
 * Brings clients back with everything that stood in their rows, below the last row of Clients; their rows leave the Archive. Counted
 * calls as in `putIntoArchive`.
 */
export function bringBack(ports: Ports, clientIds: readonly string[]): Outcome<ArchiveReport | null> {
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) return outcome(null, opened.issues);
  const { value: clients, issues } = readClients(base);
  if (clients === null) return outcome(null, issues);
  const archive = laterTable(base, 'archive');
  const keys = keysOf(clientIds, clients);
  const last = new Map((archive === null ? [] : archiveRecords(archive, clients.numericKeys)).map((record) => [record.key, record]));
  const records = keys.flatMap((key) => last.get(key) ?? []).filter(({ mergedInto }) => mergedInto === '');
  const away = records.filter(({ key }) => !clients.recordOf.has(key));
  const text = records.length === 0 ? say(base.language, 'archive.backNobody') : say(base.language, 'archive.backDone', { count: records.length });
  const edits: TabEdit[] = archive === null || records.length === 0 ? [] : [
    ...(away.length === 0 ? [] : [{ tab: 'clients' as const, table: clients.table, appended: backBlock(clients.table, away) }]),
    { tab: 'archive', table: archive, removedRows: records.map(({ rowIndex }) => rowIndex) },
  ];
  // Who stands in Clients was brought back before, by a call that was cut off or by buying again.
  const missing = keys.filter((key) => last.get(key)?.mergedInto !== '' && !clients.recordOf.has(key));
  return written(base, clientIds, { edits, clients: records.length, text }, missing.length);
}
