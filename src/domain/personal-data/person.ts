/** One person in the whole base: the keys, hashes, letters and texts by which he is found in every tab. */
import { columnKeyOf } from '../../core/language/names';
import { normaliseAddress } from '../../core/mail/address';
import { withValues } from '../../core/mail/audience-syntax';
import type { Cell } from '../../core/table/cell';
import { isDateCell } from '../../core/table/cell';
import { clientKeyOf } from '../../core/table/client-key';
import type { ArchiveRecord } from '../archive';
import { storedArchive } from '../archive';
import type { Base } from '../base';
import { cellText } from '../cells';
import type { ClientRecord, ClientsRead } from '../clients-table';
import { clientCell } from '../clients-table';
import { addressHash } from '../mailing/consents';
import type { SendLog } from '../mailing/send-log';

/** What finds a person. Texts are lower case. */
export interface Person {
  /** His row of Clients; null when it is gone. */
  readonly record: ClientRecord | null;
  /** Normalised client keys: his own and those that were merged into him. */
  readonly keys: ReadonlySet<string>;
  readonly numericKeys: boolean;
  /** Hidden stable ids. */
  readonly ids: ReadonlySet<string>;
  readonly hashes: ReadonlySet<string>;
  readonly letters: ReadonlySet<string>;
  /** What is said of him and of nobody else of the base; short numbers and names among it are his only where a column or a quotation says so. */
  readonly cells: ReadonlySet<string>;
  /** Texts that name him wherever they stand, the longest first. */
  readonly texts: readonly string[];
  /** Short names and names of one word, which may be a word of every day ("Rose", "Любовь"): they name him where something else does too. */
  readonly shortNames: readonly string[];
  /** Texts that may name him, or something else: those, and names that other clients have too. */
  readonly doubtful: readonly string[];
  readonly archived: readonly ArchiveRecord[];
}

/** Columns whose texts name a person. */
export const NAMING = ['name', 'first_name', 'last_name', 'email', 'phone', 'messenger', 'address'] as const;
const SHORTEST_TEXT = 5;
const SHORTEST_NUMBER = 7;

/** Finds everything that tells a person. Calls nothing but, once, the archive (1 counted call). @param record null: only what the archive and log of nobody tell */
export function findPerson(base: Base, clients: ClientsRead, log: SendLog, record: ClientRecord | null): Person {
  const { numericKeys } = clients;
  const archive = storedArchive(base, numericKeys);
  const keys = new Set(record === null ? [] : [record.key]);
  // Clients merged into him, and into those.
  for (let before = -1; before !== keys.size;) {
    before = keys.size;
    for (const { key, mergedInto } of archive) if (keys.has(clientKeyOf(mergedInto, numericKeys) ?? '')) keys.add(key);
  }
  const archived = archive.filter(({ key }) => keys.has(key));
  const said: string[] = [];
  const ids = new Set<string>();
  const addresses = new Set<string>();
  if (record !== null) {
    ids.add(record.id);
    said.push(record.client, ...NAMING.filter((key) => key !== 'first_name' && key !== 'last_name').map((key) => cellText(clientCell(clients, record, key))));
    addresses.add(cellText(clientCell(clients, record, 'email')));
  }
  for (const { client, name, email, phone, details } of archived) {
    said.push(client, name, email, phone);
    addresses.add(email);
    ids.add(/\["id","","([^"]+)"/.exec(details)?.[1] ?? '');
  }
  ids.delete('');
  addresses.delete('');
  const hashes = new Set([...addresses].map((address) => addressHash(base, normaliseAddress(address))));
  const letters = new Set(log.planned.filter(({ clientKey, addressHash: hash }) => keys.has(clientKey) || hashes.has(hash)).map(({ letterId }) => letterId));
  const own = new Set(said.flatMap(spellings).filter((text) => text !== ''));
  const others = textsOfOthers(clients, keys);
  // Whoever sends letters and is a client too stays the sender: without his address what others wait for would never leave.
  log.plans.forEach(({ sender }) => others.add(sender.toLowerCase()));
  const cells = new Set([...own].filter((text) => !others.has(text)));
  ids.forEach((id) => cells.add(id.toLowerCase()));
  const isName = (text: string): boolean => /^\p{L}[\p{L}\p{M} .'’-]+$/u.test(text);
  const isShortName = (text: string): boolean => isName(text) && (text.length < SHORTEST_TEXT || !/\s/.test(text));
  const texts = [...cells].filter((text) => !isShortName(text) && (/^[\d+]+$/.test(text) ? text.length >= SHORTEST_NUMBER : text.length >= SHORTEST_TEXT)).sort((a, b) => b.length - a.length);
  const shortNames = [...cells].filter(isShortName).sort((a, b) => b.length - a.length);
  const doubtful = [...shortNames, ...[...own].filter((text) => isName(text) && others.has(text))];
  return { record, keys, numericKeys, ids, hashes, letters, cells, texts, shortNames, doubtful, archived };
}

/** A text as typed, and a phone as its digits. */
function spellings(text: string): string[] {
  const plain = text.trim().toLowerCase();
  const digits = plain.replace(/\D/g, '');
  return digits.length >= SHORTEST_NUMBER && /^[+\d()\s.-]+$/.test(plain) ? [plain, digits, `+${digits}`] : [plain];
}

/** Names, addresses and phones that other clients have too: they do not tell one person. */
function textsOfOthers(clients: ClientsRead, keys: ReadonlySet<string>): Set<string> {
  const texts = new Set<string>();
  for (const record of clients.records) {
    if (keys.has(record.key)) continue;
    [record.client, ...NAMING.map((key) => cellText(clientCell(clients, record, key)))].flatMap(spellings).forEach((text) => texts.add(text));
  }
  return texts;
}

/**
 * True when a cell is he: his id, address, phone, name, letter or hash, and nothing else. A short number or name is not enough, for the number of
 * orders of another client may be the same: columns of clients are looked at apart.
 */
export function isPersonCell(person: Person, cell: Cell | undefined): boolean {
  if (cell === null || cell === undefined || isDateCell(cell)) return false;
  const text = cellText(cell).toLowerCase();
  return text !== '' && (person.texts.includes(text) || person.letters.has(text) || person.hashes.has(text));
}

/** A short text as it stands in JSON, and in the JSON of a text that quotes it: an audience `client in ("7")` inside the plan of a mailing. */
function quotings(piece: string): string[] {
  const quoted = JSON.stringify(piece);
  return [quoted, JSON.stringify(quoted).slice(1, -1)];
}

/** JSON and what holds some: in words of the owner quotation marks tell nothing of a person. */
function isMachineText(text: string): boolean {
  return /^[^"]*[[{]/.test(text) && text.includes('"');
}

/** True when a text names him. */
export function namesPerson(person: Person, text: string): boolean {
  if (text === '') return false;
  const lower = lowered(text);
  if (person.texts.some((piece) => placeOf(lower, piece, 0) >= 0)) return true;
  const sets = [person.cells, person.hashes, person.letters];
  if (person.hashes.has(lower) || person.letters.has(lower)) return true;
  return isMachineText(lower) && sets.some((pieces) => [...pieces].some((piece) => quotings(piece).some((quoted) => lower.includes(quoted))));
}

/**
 * The text without him: each of his texts is replaced by the mark. A short name goes only where the text names him otherwise too.
 * @param isHis the text stands in a row of his, so that a short name there is his
 */
export function withoutPerson(person: Person, text: string, mark: string, isHis = false): string {
  const whole = text.trim().toLowerCase();
  if (isHis ? person.cells.has(whole) : person.texts.includes(whole)) return mark;
  let result = withoutTexts(person, text, mark);
  if (isHis || result !== text) for (const name of person.shortNames) result = replaced(result, name, mark);
  return isMachineText(text) ? withoutQuoted(person, result, mark) : result;
}

function withoutQuoted(person: Person, text: string, mark: string): string {
  let result = text;
  for (const piece of person.cells) quotings(piece).forEach((quoted, index) => { result = replaced(result, quoted, quotings(mark)[index] ?? mark); });
  return result;
}

function withoutTexts(person: Person, text: string, mark: string): string {
  return person.texts.reduce((result, piece) => replaced(result, piece, mark), text);
}

/** Columns by which an audience picks single clients. */
const PICKING = ['client', 'client_id', 'id', 'name', 'first_name', 'last_name', 'email', 'phone', 'messenger', 'address'];

/** An audience without him, quoted or not: `client = 7`. Values of other columns are left alone. */
export function audienceWithout(person: Person, expression: string, mark: string): string {
  const picked = withValues(expression, (field, value) => {
    const column = columnKeyOf(field) ?? '';
    const isKeyColumn = column === 'client' || column === 'client_id';
    const isKey = isKeyColumn && person.keys.has(clientKeyOf(value, person.numericKeys) ?? '');
    const isHis = isKey || (PICKING.includes(column) && person.cells.has(value.trim().toLowerCase()) && (isKeyColumn || !/^\d{1,6}$/.test(value.trim())));
    return isHis ? mark : null;
  });
  return picked === null ? withoutQuoted(person, withoutPerson(person, expression, mark), mark) : withoutTexts(person, picked, mark);
}

/** True when a text, as the erasure leaves it, may name him, and no rule tells whether it does. Cells that are the name of another client do not count. */
export function mayName(person: Person, text: string): boolean {
  // Few cells hold such a name at all: only those are looked at closely.
  const whole = text.toLowerCase();
  if (!person.doubtful.some((name) => whole.includes(name))) return false;
  const lower = withoutPerson(person, text, '').toLowerCase();
  return person.doubtful.some((name) => (lower !== name || person.shortNames.includes(name)) && placeOf(lower, name, 0) >= 0);
}

function replaced(text: string, piece: string, mark: string): string {
  let result = text;
  for (let at = placeOf(lowered(result), piece, 0); at >= 0; at = placeOf(lowered(result), piece, at + mark.length)) {
    result = result.slice(0, at) + mark + result.slice(at + piece.length);
  }
  return result;
}

/** Lower case of the same length: "İ" alone has two letters there, and all behind it would be sought one place too far. */
function lowered(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.split('').map((sign) => (sign.toLowerCase().length === 1 ? sign.toLowerCase() : sign)).join('');
}

const WORD = /[\p{L}\p{N}]/u;
/** What joins two words to one: "Ann-Marie" is not Ann, and the address "big.ann@…" not "ann@…". */
const JOINING = /[-'’]/;
const JOINING_ADDRESS = /[-'’._+]/;

/** Where a piece stands as words of its own ("Client 1" is not in "Client 10"), or −1. */
function placeOf(lower: string, piece: string, from: number): number {
  for (let at = lower.indexOf(piece, from); at >= 0; at = lower.indexOf(piece, at + 1)) {
    const joins = (sign: string, next: string, joining: RegExp): string => (joining.test(sign) && WORD.test(next) ? next : sign);
    const before = joins(lower.charAt(at - 1), lower.charAt(at - 2), piece.includes('@') ? JOINING_ADDRESS : JOINING);
    const after = joins(lower.charAt(at + piece.length), lower.charAt(at + piece.length + 1), JOINING);
    if (!(WORD.test(before) && WORD.test(piece.charAt(0))) && !(WORD.test(after) && WORD.test(piece.charAt(piece.length - 1)))) return at;
  }
  return -1;
}
