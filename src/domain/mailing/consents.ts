/** Consent and opt-outs: the owner's columns of Clients, and the append-only ledger keyed by the hash of the address. */
import type { Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import type { ColumnKey } from '../../core/language/names';
import { tabName } from '../../core/language/names';
import { normaliseAddress, parseMailbox } from '../../core/mail/address';
import type { Cell } from '../../core/table/cell';
import { isDateCell } from '../../core/table/cell';
import { readFlag } from '../../core/table/flag';
import { isRefusal } from '../../core/table/profiles';
import type { Base, Table } from '../base';
import { cellNumber, cellText, cellTime } from '../cells';
import type { ClientRecord, ClientsRead } from '../clients-table';
import { clientCell } from '../clients-table';
import { tabSpec } from '../tab-specs';
import type { LedgerEntry, LedgerLine, RecordedLine } from './consent-lines';
import { afterLine, inOrder, NOTHING_KNOWN } from './consent-lines';

export type { ConsentKind, ConsentSource, LedgerEntry, LedgerLine } from './consent-lines';

/** The ledger by hash of the address. */
export type ConsentLedger = ReadonlyMap<string, LedgerEntry>;

/** The ledger as read, and where its next line goes. One writer at a time: the holder of the document lock. */
export interface LedgerPlace {
  readonly ledger: ConsentLedger;
  /** All lines in the order in which they were written. */
  readonly lines: readonly RecordedLine[];
  readonly sheetId: number;
  readonly columns: ReadonlyMap<string, number>;
  readonly width: number;
  /** Rows with content, and the number of the next line; `appendLedger` moves both on. */
  rowCount: number;
  nextLine: number;
}

/** The address in a client's cell: normalised when valid, else as typed. */
export function clientAddress(clients: ClientsRead, record: ClientRecord): string {
  const typed = cellText(clientCell(clients, record, 'email'));
  const mailbox = parseMailbox(typed);
  return mailbox === null ? typed : normaliseAddress(mailbox.address);
}

/** HMAC of an address as it stands in the Send log and the ledger. */
export function addressHash(base: Base, address: string): string {
  return base.ports.keys.hmac(base.state.addressKey, normaliseAddress(address));
}

/** Reads the ledger. 1 counted call. A deleted tab is an error: without it nobody knows who unsubscribed. */
export function readLedger(base: Base): Outcome<LedgerPlace | null> {
  if (base.tab('consents').value === null) return outcome(null, [issue('consents.missing', { tab: tabName('consents', base.language) })]);
  const { value: table, issues } = base.table('consents', ['address_hash', 'state', 'reason']);
  if (table === null) return outcome(null, issues);
  const lines = inOrder(recordedLines(table));
  const ledger = new Map<string, LedgerEntry>();
  for (const { addressHash: hash, kind, reason } of lines) ledger.set(hash, afterLine(ledgerEntry(ledger, hash), kind, reason));
  const nextLine = (lines[lines.length - 1]?.line ?? 0) + 1;
  return outcome({ ledger, lines, rowCount: Math.max(1, table.rows.length), nextLine, sheetId: table.tab.sheetId, columns: table.columns, width: table.titles.length }, issues);
}

function recordedLines(table: Table): RecordedLine[] {
  const lines: RecordedLine[] = [];
  table.rows.forEach((row, rowIndex) => {
    if (rowIndex === 0) return;
    const cell = (key: string): Cell => row[table.columns.get(key) ?? -1] ?? null;
    const hash = cellText(cell('address_hash'));
    if (hash === '') return;
    lines.push({
      rowIndex, addressHash: hash, line: cellNumber(cell('line')) ?? 0, time: cellTime(cell('time')), kind: cellText(cell('state')), reason: cellText(cell('reason')),
      letterId: cellText(cell('letter')), client: cellText(cell('client')), textVersion: cellText(cell('text_version')), source: cellText(cell('source')), how: cellText(cell('how')),
    });
  });
  return lines;
}

/** What the ledger says of an address; nothing for an unknown one. */
export function ledgerEntry(ledger: ConsentLedger, hash: string): LedgerEntry {
  return ledger.get(hash) ?? NOTHING_KNOWN;
}

/**
 * The ledger with every column of today: a base made earlier gets what it lacks, right of its own. 1 counted call, and what
 * `appendColumns` takes the first time. The caller holds the lock and saves the state.
 */
export function soundLedger(base: Base): Outcome<LedgerPlace | null> {
  const read = readLedger(base);
  if (read.value === null) return read;
  const { sheetId, columns, width } = read.value;
  const missing = tabSpec('consents', base.language).columns.filter(({ key }) => !columns.has(key));
  if (missing.length === 0) return read;
  base.ports.book.appendColumns(sheetId, width - 1, missing);
  const { consents: _former, ...layouts } = base.state.layouts;
  base.remember({ layouts });
  base.marksChanged();
  return readLedger(base);
}

/** Appends lines to the ledger. At most 2 counted calls. */
export function appendLedger(base: Base, place: LedgerPlace, lines: readonly LedgerLine[]): void {
  if (lines.length === 0) return;
  const { book, clock } = base.ports;
  const nowMs = clock.now();
  const rows = lines.map((line, index) => {
    const cells: Cell[] = Array.from({ length: place.width }, () => null);
    const put = (key: ColumnKey, cell: Cell): void => {
      const at = place.columns.get(key);
      if (at !== undefined) cells[at] = cell;
    };
    put('line', place.nextLine + index);
    put('time', clock.timestamp(line.timeMs ?? nowMs));
    put('address_hash', line.addressHash);
    put('state', line.kind);
    put('reason', line.reason);
    put('letter', line.letterId);
    put('client', line.client ?? null);
    put('text_version', line.textVersion ?? null);
    put('source', line.source ?? null);
    put('how', line.how ?? null);
    return cells;
  });
  book.ensureRows(place.sheetId, place.rowCount + rows.length);
  book.write(place.sheetId, place.rowCount, 0, rows);
  place.rowCount += rows.length;
  place.nextLine += rows.length;
}

/**
 * True when marketing letters to this address rest on a consent. A withdrawal, an unsubscription, a full opt-out, and a refusal typed into the
 * owner's column always win over a yes; the ledger's consent is enough where the column is empty.
 * @param consentCell the owner's column Consent of the client
 */
export function hasConsent(entry: LedgerEntry, consentCell: Cell | undefined): boolean {
  if (entry.optedOut || entry.unsubscribed || entry.consented === false || readFlag(consentCell) === false) return false;
  return entry.consented === true || isYes(consentCell);
}

const YES = new Set(['yes', 'y', 'true', '1', '+', '✓', '✔', 'да', 'д', 'есть', 'согласен', 'согласна', 'истина', 'agreed', 'x', 'х']);

/** True for a client whose cell of refusals holds anything but a no: a word that is not understood does not get letters. */
export function isUnsubscribed(cell: Cell | undefined): boolean {
  return isRefusal('unsubscribed', cellText(cell));
}

/** True for a cell that records a yes: a word of agreement, a tick, or the date it was given. */
export function isYes(cell: Cell | undefined): boolean {
  if (isDateCell(cell)) return true;
  if (cell === true || cell === 1) return true;
  const text = cellText(cell).toLowerCase();
  // What stands beside a date may be anything, "taken back" as well: only a word of agreement leaves it a yes.
  const beside = text.replace(/^(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2}))(?:[t,\s]+\d{1,2}:\d{2}(?::\d{2})?)?/, '');
  return YES.has(text) || (beside !== text && (beside.trim() === '' || YES.has(beside.replace(/^\s*г\.?(?![а-яё])/, '').trim()) || /^\s*г\.?$/.test(beside)));
}
