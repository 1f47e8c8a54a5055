/** Collects what order rows or a clients sheet say about each client; the newest text of a field wins, whatever the row order. */
import { formatIsoDay } from '../calendar';
import type { Day } from '../calendar';
import type { Cell } from './cell';
import { cellText } from './client-key';
import { CLIENT_FIELDS } from './field';
import type { ClientField, Mapping } from './field';
import { readFlag } from './flag';

export type { ClientField } from './field';

/** What the key of a client was taken from: his number (or whatever the owner calls him by), or one of his fields where there is none. */
export type ClientIdentity = 'number' | 'email' | 'phone' | 'name';

/** What is known of a client from order rows or a clients sheet. */
export interface ClientProfile {
  readonly clientKey: string;
  /** The key as the owner writes it. */
  readonly client: string;
  /** Newest non-empty text of each field. */
  readonly fields: Readonly<Partial<Record<ClientField, string>>>;
  /** Absent = number. */
  readonly identity?: ClientIdentity;
  /** Rows of the sheet that tell of the client, in their order; absent for order rows. */
  readonly rowIndexes?: readonly number[];
}

/** How to collect. */
export interface ProfileOptions {
  /** A refusal in any row of a client counts, whatever another row says (a list of clients has no newest row that could be trusted). */
  readonly keepsRefusals?: boolean;
  /** Tells the rows of each client. */
  readonly keepsRows?: boolean;
}

interface Entry {
  readonly text: string;
  readonly age: number;
}

interface Collected {
  spelling: Entry;
  readonly fields: Map<ClientField, Entry>;
  readonly identity: ClientIdentity;
  readonly rowIndexes: number[];
}

/** Gathers fields row by row. */
export class ProfileCollector {
  private readonly columns: readonly (readonly [ClientField, number])[];
  private readonly clients = new Map<string, Collected>();

  constructor(mapping: Mapping, private readonly options: ProfileOptions = {}) {
    const columns: [ClientField, number][] = [];
    for (const field of CLIENT_FIELDS) {
      const columnIndex = mapping[field];
      if (columnIndex !== undefined) columns.push([field, columnIndex]);
    }
    this.columns = columns;
  }

  /**
   * Adds the fields of one row. @param age the day of an order or the row of a clients sheet: larger is newer
   * @returns the spelling known before, when this row writes the client differently (for a report), else undefined
   */
  add(clientKey: string, spelling: string, row: readonly Cell[], age: Day, identity: ClientIdentity = 'number'): string | undefined {
    let client = this.clients.get(clientKey);
    const before = client?.spelling.text;
    if (client === undefined) {
      client = { spelling: { text: spelling, age }, fields: new Map(), identity, rowIndexes: [] };
      this.clients.set(clientKey, client);
    } else if (isNewer(spelling, age, client.spelling)) client.spelling = { text: spelling, age };
    if (this.options.keepsRows === true) client.rowIndexes.push(age);
    for (const [field, columnIndex] of this.columns) {
      const text = fieldText(row[columnIndex]);
      if (text === '') continue;
      const known = client.fields.get(field);
      if (known === undefined || this.winsOver(field, { text, age }, known)) client.fields.set(field, { text, age });
    }
    return before === undefined || before === spelling ? undefined : before;
  }

  private winsOver(field: ClientField, entry: Entry, known: Entry): boolean {
    if (this.options.keepsRefusals === true && isConsentField(field)) {
      const refuses = isRefusal(field, entry.text);
      if (refuses !== isRefusal(field, known.text)) return refuses;
    }
    return isNewer(entry.text, entry.age, known);
  }

  /** All profiles, sorted by client key; a missing name is put together from its parts. */
  list(): ClientProfile[] {
    const profiles: ClientProfile[] = [];
    this.clients.forEach(({ spelling, fields, identity, rowIndexes }, clientKey) => {
      const texts: Partial<Record<ClientField, string>> = {};
      fields.forEach((entry, field) => {
        texts[field] = entry.text;
      });
      const name = texts.name ?? nameOfParts(texts);
      if (name !== '') texts.name = name;
      const more = this.options.keepsRows === true ? { identity, rowIndexes } : {};
      profiles.push({ clientKey, client: spelling.text, fields: texts, ...more });
    });
    return profiles.sort((left, right) => (left.clientKey < right.clientKey ? -1 : 1));
  }
}

/** A whole name of its parts: last, first and patronymic as Russian papers write it, else first and last; '' for none. */
export function nameOfParts({ firstName = '', lastName = '', patronymic = '' }: Readonly<Partial<Record<ClientField, string>>>): string {
  const isRussian = /[а-яё]/i.test(patronymic);
  const parts = isRussian ? [lastName, firstName, patronymic] : [firstName, patronymic, lastName];
  return parts.filter((part) => part !== '').join(' ');
}

/** Fields that allow or forbid something. */
export const CONSENT_FIELDS = ['consent', 'adsConsent', 'unsubscribed'] as const;

/** True for a field that allows or forbids something. */
export function isConsentField(field: string): field is (typeof CONSENT_FIELDS)[number] {
  return CONSENT_FIELDS.some((known) => known === field);
}

/** Words that refuse in a column of refusals, though they say no in a column of consents. */
const REFUSING_WORD = /unsub|opt(?:ed)?[\s-]?out|отпис|отказ/i;

/** True where the text of such a field forbids: a consent that says no, an unsubscription that says anything but no. */
export function isRefusal(field: (typeof CONSENT_FIELDS)[number], text: string): boolean {
  const flag = readFlag(text);
  if (field !== 'unsubscribed') return flag === false;
  return (flag !== false && flag !== null) || REFUSING_WORD.test(text);
}

/** Newer wins; on the same day the text that sorts first, so that row order decides nothing. */
function isNewer(text: string, age: number, known: Entry): boolean {
  return age > known.age || (age === known.age && text < known.text);
}

function fieldText(cell: Cell | undefined): string {
  return typeof cell === 'object' && cell !== null ? formatIsoDay(cell.day) : cellText(cell);
}
