/** The view of consents: counts, a client's proof, words of the owner for the ledger, the switch of the pages that take consents. */
import type { ConsentClient, ConsentCounts, ConsentHome, ConsentLine, ConsentProof, ConsentRecord } from '../../contract/consent-views';
import type { Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { formatDay } from '../../core/language/format';
import type { Language } from '../../core/language/language';
import { issueText } from '../../core/language/text';
import { isValidAddress } from '../../core/mail/address';
import { readFlag } from '../../core/table/flag';
import type { Base } from '../base';
import { openBase } from '../base';
import { cellText } from '../cells';
import type { ClientRecord, ClientsRead } from '../clients-table';
import { clientCell, readClients } from '../clients-table';
import { issueViews } from '../issue-view';
import { beginAction, endAction, Journal } from '../journal/journal-tab';
import { dueClients } from '../personal-data/retention';
import { erasingClient } from '../personal-data/erasure-state';
import type { Ports } from '../ports';
import { underLock } from '../under-lock';
import { say } from '../words';
import { askConsent, whyNotAsk } from './consent-confirm';
import type { LedgerEntry, RecordedLine } from './consent-lines';
import { CONSENT_KINDS, CONSENT_SOURCES } from './consent-lines';
import { consentText } from './consent-texts';
import type { LedgerLine, LedgerPlace } from './consents';
import { addressHash, appendLedger, clientAddress, hasConsent, isUnsubscribed, isYes, ledgerEntry, readLedger, soundLedger } from './consents';
import { readRequests, REQUEST_REASONS } from './requests';
import { readSendLog } from './send-log';
import { isChecked, optInSince, readWebapp, switchOptIn, unknownRequests } from './unsubscribe';

/** Clients found by one search. */
const MOST_FOUND = 20;

/** The base as this view reads it. */
interface Desk {
  readonly base: Base;
  readonly clients: ClientsRead;
  readonly place: LedgerPlace;
}

/** Opens base, Clients and ledger. 3 counted calls. @param sound the ledger gets the columns it lacks; the caller holds the lock */
function openDesk(ports: Ports, sound: boolean): Outcome<Desk | null> {
  const base = openBase(ports);
  if (base.value === null) return outcome(null, base.issues);
  const clients = readClients(base.value);
  if (clients.value === null) return outcome(null, clients.issues);
  const place = sound ? soundLedger(base.value) : readLedger(base.value);
  if (place.value === null) return outcome(null, place.issues);
  return outcome({ base: base.value, clients: clients.value, place: place.value });
}

/** The state of everything at a glance. 8 counted calls: Settings, Clients, ledger, Send log, and 4 of the stores. Writes nothing. */
export function viewConsents(ports: Ports): Outcome<ConsentHome | null> {
  const opened = openDesk(ports, false);
  if (opened.value === null) return outcome(null, opened.issues);
  const { base, clients, place } = opened.value;
  const log = readSendLog(base);
  const waiting = readRequests(ports.scriptStore);
  const since = optInSince(ports.scriptStore);
  const due = log.value === null ? null : dueClients(base, clients, log.value);
  return outcome({
    pageChecked: isChecked(readWebapp(ports.scriptStore)),
    waiting: waiting.length,
    unknown: log.value === null ? 0 : unknownRequests(waiting, log.value, place),
    counts: countsOf(opened.value),
    requireConsent: base.settings['mailing.requireConsent'],
    optInSince: since === null ? null : formatDay(ports.clock.dayOf(since), base.language),
    retentionMonths: base.settings['mailing.retentionMonths'],
    due: due?.length ?? 0,
    erasing: erasingClient(base, clients),
    issues: issueViews([...base.settingIssues, ...log.issues], base.language),
  });
}

function countsOf({ base, clients, place }: Desk): ConsentCounts {
  const counts = { withAddress: 0, consented: 0, columnOnly: 0, withoutConsent: 0, unsubscribed: 0, optedOut: 0, paused: 0, monthly: 0 };
  const today = base.ports.clock.dayOf(base.ports.clock.now());
  for (const record of clients.records) {
    const address = clientAddress(clients, record);
    if (!isValidAddress(address)) continue;
    counts.withAddress += 1;
    const entry = ledgerEntry(place.ledger, addressHash(base, address));
    const cell = clientCell(clients, record, 'consent');
    const refuses = entry.unsubscribed || isUnsubscribed(clientCell(clients, record, 'unsubscribed'));
    if (entry.optedOut) counts.optedOut += 1;
    else if (refuses) counts.unsubscribed += 1;
    else if (!hasConsent(entry, cell)) counts.withoutConsent += 1;
    else counts.consented += 1;
    if (isColumnOnly(entry, cell) && !refuses) counts.columnOnly += 1;
    if (entry.pausedUntilDay !== null && entry.pausedUntilDay >= today) counts.paused += 1;
    if (entry.monthly) counts.monthly += 1;
  }
  return counts;
}

/** A yes in the column of which the ledger knows nothing at all. */
function isColumnOnly(entry: LedgerEntry, cell: ReturnType<typeof clientCell>): boolean {
  return entry.consented === null && !entry.unsubscribed && !entry.optedOut && readFlag(cell) !== false && isYes(cell);
}

/** Clients whose number, name or address holds the text. 3 counted calls. */
export function findConsents(ports: Ports, query: string): Outcome<readonly ConsentClient[] | null> {
  const opened = openDesk(ports, false);
  if (opened.value === null) return outcome(null, opened.issues);
  const { clients } = opened.value;
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return outcome([]);
  const texts = (record: ClientRecord): string[] => [record.client, ...['name', 'email'].map((key) => cellText(clientCell(clients, record, key)))];
  const found = clients.records.filter((record) => texts(record).some((text) => text.toLowerCase().includes(wanted))).slice(0, MOST_FOUND);
  return outcome(found.map((record) => {
    const [clientId = '', name = '', email = ''] = texts(record);
    return { clientId, name, email, standing: standingOf(opened.value as Desk, record) };
  }));
}

/** Everything that proves, or denies, the consent of one client. 5 counted calls. */
export function proofOfConsent(ports: Ports, clientId: string): Outcome<ConsentProof | null> {
  const opened = openDesk(ports, false);
  return opened.value === null ? outcome(null, opened.issues) : proofOf(opened.value, clientId);
}

function proofOf(desk: Desk, clientId: string): Outcome<ConsentProof | null> {
  const { base, clients, place } = desk;
  const record = clients.records.find(({ client }) => client === clientId);
  if (record === undefined) return outcome(null, [issue('consent.clientMissing', { client: clientId })]);
  const { ports, language } = base;
  const address = clientAddress(clients, record);
  const hash = isValidAddress(address) ? addressHash(base, address) : '';
  const why = whyNotAsk(base, place, clients, record, address);
  return outcome({
    clientId, name: cellText(clientCell(clients, record, 'name')), email: address, fingerprint: hash, standing: standingOf(desk, record),
    column: cellText(clientCell(clients, record, 'consent')), lines: place.lines.filter(({ addressHash: other }) => hash !== '' && other === hash).map((line) => lineOf(line, language)),
    baseName: ports.book.name(), madeAt: ports.clock.timestamp(ports.clock.now()), canAsk: why === null, askWhy: why === null ? '' : issueText(why, language),
  });
}

function standingOf({ base, clients, place }: Desk, record: ClientRecord): string {
  const { language, ports } = base;
  const address = clientAddress(clients, record);
  if (!isValidAddress(address)) return say(language, 'consent.standing.address');
  const entry = ledgerEntry(place.ledger, addressHash(base, address));
  const cell = clientCell(clients, record, 'consent');
  if (entry.optedOut) return say(language, 'consent.standing.optedOut');
  if (entry.unsubscribed || isUnsubscribed(clientCell(clients, record, 'unsubscribed'))) return say(language, 'consent.standing.unsubscribed');
  if (readFlag(cell) === false) return say(language, 'consent.standing.columnRefuses');
  if (entry.pausedUntilDay !== null && entry.pausedUntilDay >= ports.clock.dayOf(ports.clock.now())) return say(language, 'consent.standing.paused', { until: formatDay(entry.pausedUntilDay, language) });
  if (!hasConsent(entry, cell)) return say(language, 'consent.standing.none');
  if (entry.monthly) return say(language, 'consent.standing.monthly');
  return say(language, entry.consented === true ? 'consent.standing.consented' : 'consent.standing.column');
}

/** How our own letters and pages write it into the ledger, and the words for it; all else was typed by the owner. */
const ourHow: Readonly<Record<string, 'consent.how.confirm' | 'consent.how.oneClick' | 'consent.how.page'>> = { 'double opt-in': 'consent.how.confirm', 'one-click': 'consent.how.oneClick', page: 'consent.how.page' };

function lineOf({ time, kind, source, how, reason, textVersion, letterId }: RecordedLine, language: Language): ConsentLine {
  const known = CONSENT_KINDS.find((candidate) => candidate === kind);
  const origin = CONSENT_SOURCES.find((candidate) => candidate === source);
  const why = REQUEST_REASONS.find((candidate) => candidate === reason);
  return {
    at: time, what: known === undefined ? kind : say(language, `consent.kind.${known}`, { until: kind === 'paused' && Number(reason) > 0 ? formatDay(Number(reason), language) : '' }),
    source: origin === undefined ? source : say(language, `consent.source.${origin}`),
    how: [ourHow[how] === undefined ? how : say(language, ourHow[how]), why === undefined ? '' : say(language, `consent.reason.${why}`)].filter((part) => part !== '').join(', '),
    version: textVersion, words: consentText(textVersion) ?? '', letter: letterId,
  };
}

/** Writes the owner's word into the ledger; it is never undone. Counted calls: lock, desk 3, ledger 2, Journal 2, state, flush, lock; the proof afterwards 2. */
export function recordConsent(ports: Ports, request: ConsentRecord): Outcome<ConsentProof | null> {
  return changeLedger(ports, request.clientId, (desk, record, address) => {
    const { base } = desk;
    const line: LedgerLine = {
      addressHash: addressHash(base, address), kind: request.kind, reason: '', letterId: '', client: record.client, source: request.source, how: request.how.trim().slice(0, 300), textVersion: request.version.trim().slice(0, 300),
    };
    appendLedger(base, desk.place, [line]);
    note(base, say(base.language, 'consent.journal.record', { what: say(base.language, `consent.kind.${request.kind}`) }), `${request.kind}`);
    return outcome(true);
  });
}

/** Sends the letter that asks to confirm a consent. Counted calls as of `recordConsent` and `askConsent`. */
export function askForConsent(ports: Ports, clientId: string): Outcome<ConsentProof | null> {
  return changeLedger(ports, clientId, (desk, record, address) => {
    const { base, place, clients } = desk;
    const asked = askConsent(base, place, clients, record, address);
    if (asked.value === null) return outcome(null, asked.issues);
    note(base, say(base.language, 'consent.journal.ask'), 'ask');
    return outcome(true);
  });
}

function changeLedger(ports: Ports, clientId: string, work: (desk: Desk, record: ClientRecord, address: string) => Outcome<true | null>): Outcome<ConsentProof | null> {
  return underLock(ports, () => {
    const opened = openDesk(ports, true);
    if (opened.value === null) return outcome(null, opened.issues);
    const { base, clients, place } = opened.value;
    if (base.copied) return outcome(null, [issue('base.copied')]);
    if (!mayWrite(base, place)) return outcome(null, [issue('range.protected', { range: base.tab('consents').value?.name ?? '' })]);
    const record = clients.records.find(({ client }) => client === clientId);
    if (record === undefined) return outcome(null, [issue('consent.clientMissing', { client: clientId })]);
    const address = clientAddress(clients, record);
    if (!isValidAddress(address)) return outcome(null, [issue('consent.addressMissing', { client: clientId })]);
    const done = work(opened.value, record, address);
    base.saveState();
    if (done.value === null) return outcome(null, done.issues);
    const place2 = readLedger(base);
    return place2.value === null ? outcome(null, place2.issues) : proofOf({ base, clients, place: place2.value }, clientId);
  });
}

/**
 * Enters every yes of the owner's column that the ledger does not know, with what stood there. Only on the owner's word: a slip of the mouse in a column
 * would otherwise stand for ever in a ledger that is never undone. @param expected the number he saw. Counted calls as of `recordConsent`.
 */
export function recordColumn(ports: Ports, expected: number): Outcome<{ readonly entered: number } | null> {
  return underLock(ports, () => {
    const opened = openDesk(ports, true);
    if (opened.value === null) return outcome(null, opened.issues);
    const { base, clients, place } = opened.value;
    if (base.copied) return outcome(null, [issue('base.copied')]);
    if (!mayWrite(base, place)) return outcome(null, [issue('range.protected', { range: base.tab('consents').value?.name ?? '' })]);
    const title = clients.table.titles[clients.table.columns.get('consent') ?? -1] ?? '';
    const lines = clients.records.flatMap((record): LedgerLine[] => {
      const address = clientAddress(clients, record);
      if (!isValidAddress(address) || isUnsubscribed(clientCell(clients, record, 'unsubscribed'))) return [];
      const hash = addressHash(base, address);
      const cell = clientCell(clients, record, 'consent');
      if (!isColumnOnly(ledgerEntry(place.ledger, hash), cell)) return [];
      return [{ addressHash: hash, kind: 'consented', reason: '', letterId: '', client: record.client, source: 'column', how: say(base.language, 'consent.column.how', { title, value: cellText(cell) }) }];
    });
    if (lines.length !== expected) return outcome(null, [issue('consent.changed', { now: lines.length, shown: expected })]);
    appendLedger(base, place, lines);
    if (lines.length > 0) note(base, say(base.language, 'consent.journal.column', { count: lines.length }), 'column');
    base.saveState();
    return outcome({ entered: lines.length });
  });
}

/** Switches the pages that take consents on (the owner has read what the law asks) or off. */
export function switchOptInPages(ports: Ports, on: boolean): Outcome<ConsentHome | null> {
  const switched = underLock(ports, () => {
    const { value: base, issues } = openBase(ports);
    if (base === null) return outcome(null, issues);
    if (base.copied) return outcome(null, [issue('base.copied')]);
    switchOptIn(ports.scriptStore, on ? ports.clock.now() : null);
    note(base, say(base.language, on ? 'consent.journal.optInOn' : 'consent.journal.optInOff'), 'optIn');
    base.saveState();
    return outcome(true);
  });
  return switched.value === null ? outcome(null, switched.issues) : viewConsents(ports);
}

function mayWrite({ ports: { book } }: Base, { sheetId, rowCount, width }: LedgerPlace): boolean {
  return book.canEdit(sheetId, [{ rowIndex: rowCount, columnIndex: 0, rowCount: 1, columnCount: width }]);
}

/** An entry of the Journal that names no client. 2 counted calls. */
function note(base: Base, details: string, payload: string): void {
  const action = beginAction(base, 'personal', payload, details);
  new Journal(base).write(action, 'done', []);
  endAction(base, action.id);
}

