/** Takes clients out of the base: a segment as CSV, digests for advertising platforms. Reads only; nothing leaves but to the person at the keyboard. */
import type { AdListCheck, AdListFile, AdListRequest, SegmentExport, SegmentPart } from '../contract/export-views';
import { EXPORT_PART_CLIENTS } from '../contract/export-views';
import type { AdContact } from '../core/ad-list';
import { adListForm, adRows } from '../core/ad-list';
import { formatIsoDay, formatIsoTime } from '../core/calendar';
import { ROLE_NAMES } from '../core/contacts/email-domains';
import { readEmail } from '../core/contacts/email';
import type { PhoneCountry } from '../core/contacts/phone';
import { defaultCountryOf, normalisePhone } from '../core/contacts/phone';
import type { CsvCell } from '../core/file/csv-writer';
import { writeCsv } from '../core/file/csv-writer';
import type { Outcome } from '../core/issue';
import { outcome } from '../core/issue';
import { readFlag } from '../core/table/flag';
import type { Cell } from '../core/table/cell';
import { isDateCell } from '../core/table/cell';
import type { Base } from './base';
import { openBase, titleOf } from './base';
import { cellText } from './cells';
import type { ClientBase, ListedClient } from './client-list';
import { readClientBase, selectClients } from './client-list';
import { clientCell } from './clients-table';
import { issueViews } from './issue-view';
import type { ConsentLedger } from './mailing/consents';
import { addressHash, isYes, ledgerEntry, readLedger } from './mailing/consents';
import type { Ports } from './ports';
import { say } from './words';

/** Spreadsheet locales whose programs part CSV columns by semicolons, because the comma is their decimal mark. */
const COMMA_DECIMAL = /^(?:ru|be|uk|kk|ky|uz|de|fr|es|it|pt|pl|cs|sk|tr|nl|sv|nb|da|fi|lt|lv|et)/;

/** A part of a segment as CSV: every column of Clients but the system's own id, as a spreadsheet of this locale opens it. 2 counted calls, 3 while a changed header is not remembered. */
export function exportSegment(ports: Ports, { audience, offset }: SegmentExport): Outcome<SegmentPart | null> {
  const selected = readAudience(ports, audience);
  if (selected.value === null) return outcome(null, selected.issues);
  const { base, data, chosen } = selected.value;
  const { table } = data.clients;
  const idColumn = table.columns.get('id');
  const columns = table.titles.map((_title, index) => index).filter((index) => index !== idColumn && table.titles[index] !== '');
  const isComma = COMMA_DECIMAL.test(ports.book.locale());
  const part = chosen.slice(offset, offset + EXPORT_PART_CLIENTS);
  const rows: CsvCell[][] = part.map(({ record }) => columns.map((index) => csvCell(table.rows[record.rowIndex]?.[index] ?? null, isComma)));
  const header: CsvCell[][] = offset === 0 ? [columns.map((index) => table.titles[index] ?? '')] : [];
  const done = Math.min(chosen.length, offset + part.length);
  return outcome({
    fileName: fileName(base, say(base.language, 'export.segmentFile'), 'csv'),
    text: writeCsv([...header, ...rows], { separator: isComma ? ';' : ',', bom: offset === 0 }),
    done,
    total: chosen.length,
    nextOffset: done < chosen.length ? done : null,
    issues: issueViews(selected.issues, base.language),
  });
}

/** Who of an audience may stand in a list for advertising. 3 counted calls. */
export function checkAdList(ports: Ports, request: AdListRequest): Outcome<AdListCheck | null> {
  const { value: drawn, issues } = drawAdList(ports, request);
  return outcome(drawn?.check ?? null, issues);
}

/** The list as a file of digests; clients without consent never stand in it. 3 counted calls. */
export function makeAdList(ports: Ports, request: AdListRequest): Outcome<AdListFile | null> {
  const { value: drawn, issues } = drawAdList(ports, request);
  if (drawn === null) return outcome(null, issues);
  const { base, check, contacts } = drawn;
  const rows = adRows(request.platform, contacts, request.only, (algorithm, text) => ports.keys.digest(algorithm, text));
  const extension = adListForm(request.platform).header === null ? 'txt' : 'csv';
  return outcome({ ...check, fileName: fileName(base, `${request.platform}-${say(base.language, 'export.adFile')}`, extension), text: writeCsv(rows, { lineEnd: '\n' }) });
}

interface DrawnList {
  readonly base: Base;
  readonly check: AdListCheck;
  readonly contacts: readonly AdContact[];
}

function drawAdList(ports: Ports, request: AdListRequest): Outcome<DrawnList | null> {
  const selected = readAudience(ports, request.audience);
  if (selected.value === null) return outcome(null, selected.issues);
  const { base, data, chosen } = selected.value;
  const read = readLedger(base);
  if (read.value === null) return outcome(null, read.issues);
  const { ledger } = read.value;
  const country = defaultCountryOf(ports.book.locale());
  const form = adListForm(request.platform);
  const counts = { noConsent: 0, optedOut: 0, noContact: 0 };
  const contacts: AdContact[] = [];
  for (const client of chosen) {
    if (!isYes(clientCell(data.clients, client.record, 'ads_consent'))) counts.noConsent += 1;
    else if (wantsNothing(base, data, ledger, client)) counts.optedOut += 1;
    else {
      const contact = contactOf(data, client, country);
      const isUsable = form.header === null ? (request.only === 'email' ? contact.emails : contact.phones).length > 0 : contact.emails.length + contact.phones.length > 0;
      if (isUsable) contacts.push(contact);
      else counts.noContact += 1;
    }
  }
  const column = data.clients.table.columns.get('ads_consent');
  const check: AdListCheck = {
    total: chosen.length,
    listed: contacts.length,
    ...counts,
    consentColumn: column === undefined ? titleOf('ads_consent', base.language) : (data.clients.table.titles[column] ?? ''),
    hasConsentColumn: column !== undefined,
    issues: issueViews(selected.issues, base.language),
  };
  return outcome({ base, check, contacts });
}

/** True where the client asked for no letters: whoever wants none from the shop does not want its advertising either. */
function wantsNothing(base: Base, data: ClientBase, ledger: ConsentLedger, { record }: ListedClient): boolean {
  const typed = clientCell(data.clients, record, 'unsubscribed');
  if (cellText(typed) !== '' && readFlag(typed) !== false) return true;
  return emailsOf(data, record).some((email) => {
    const entry = ledgerEntry(ledger, addressHash(base, email));
    return entry.unsubscribed || entry.optedOut;
  });
}

/** Addresses and numbers that are surely the client's own: no offices, nothing that only might be meant. */
function contactOf(data: ClientBase, { record }: ListedClient, country: PhoneCountry): AdContact {
  const emails = emailsOf(data, record).filter((email) => !ROLE_NAMES.has(email.slice(0, email.indexOf('@'))));
  const phones = normalisePhone(cellText(clientCell(data.clients, record, 'phone')), country).filter(({ valid }) => valid).map(({ e164 }) => e164);
  return { emails, phones };
}

function emailsOf(data: ClientBase, record: ListedClient['record']): string[] {
  const text = cellText(clientCell(data.clients, record, 'email'));
  if (text === '') return [];
  const { status, key } = readEmail(text);
  return status === 'invalid' ? [] : [key];
}

interface ChosenClients {
  readonly base: Base;
  readonly data: ClientBase;
  readonly chosen: readonly ListedClient[];
}

function readAudience(ports: Ports, audience: string): Outcome<ChosenClients | null> {
  const opened = openBase(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const read = readClientBase(opened.value);
  if (read.value === null) return outcome(null, read.issues);
  const selected = selectClients(read.value, audience);
  if (selected.value === null) return outcome(null, selected.issues);
  return outcome({ base: opened.value, data: read.value, chosen: selected.value }, [...read.issues, ...selected.issues]);
}

function csvCell(cell: Cell, isComma: boolean): CsvCell {
  if (isDateCell(cell)) return cell.secondOfDay === undefined || cell.secondOfDay === 0 ? formatIsoDay(cell.day) : formatIsoTime(cell.day, cell.secondOfDay);
  return typeof cell === 'number' && isComma && Number.isFinite(cell) ? String(cell).replace('.', ',') : cell;
}

/** "Clientura segment 2026-03-05.csv": what is inside and of which day. */
function fileName(base: Base, what: string, extension: string): string {
  const { clock } = base.ports;
  return `Clientura ${what} ${formatIsoDay(clock.dayOf(clock.now()))}.${extension}`;
}
