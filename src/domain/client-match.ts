/** Finds the client of the base that a profile of a file stands for: by number, by the number of a merged client, by e-mail, by phone; never by name alone. */
import { normaliseCity } from '../core/contacts/city';
import { nameKey } from '../core/contacts/name';
import { clientKeyOf } from '../core/table/client-key';
import type { ClientIdentity, ClientProfile } from '../core/table/profiles';
import { nameOfParts } from '../core/table/profiles';
import { cellText } from './cells';
import { ContactReader } from './client-contacts';
import type { ClientRecord, ClientsRead } from './clients-table';
import { clientCell } from './clients-table';
import type { CellEdit } from './journal/bulk-edit';
import type { RowBlock } from './row-block';

/** What told who a client is, the surest first. `answer`: the owner said so. */
export type MatchedBy = 'id' | 'alias' | 'answer' | 'email' | 'phone';

/** Whom a profile stands for. A question names the clients it may be, in the order of the tab. */
export type ClientMatch =
  | { readonly kind: 'found'; readonly record: ClientRecord; readonly by: MatchedBy }
  | { readonly kind: 'question'; readonly candidates: readonly ClientRecord[] }
  | { readonly kind: 'none' };

/** What the archive says about clients that left the tab, by client key; `mergedInto` is followed through several merges. */
export type MergedClients = ReadonlyMap<string, { readonly mergedInto: string | null }>;

const NONE: ClientMatch = { kind: 'none' };
const NOTHING_SHARED: ReadonlySet<string> = new Set();

/** Who has what: several clients of one contact are told apart by nothing. */
type Holders = ReadonlyMap<string, readonly ClientRecord[]>;

/** The clients of a base by what identifies them. What a batch does not ask for is not read. */
export class ClientIndex {
  private emailHolders: Holders | null = null;
  private phoneHolders: Holders | null = null;
  private nameHolders: Holders | null = null;
  private localParts: ReadonlySet<string> | null = null;
  /** The field whose column is the client column too, where the owner's sheet has none of its own. */
  private readonly keyField: 'email' | 'phone' | 'name' | null;

  constructor(
    readonly clients: ClientsRead,
    private readonly merged: MergedClients,
    readonly contacts: ContactReader,
  ) {
    const { columns } = clients.table;
    this.keyField = (['email', 'phone', 'name'] as const).find((field) => columns.has(field) && columns.get(field) === columns.get('client_id')) ?? null;
  }

  /**
   * Whom a profile stands for. Calls nothing.
   * @param sharedPhones numbers that several clients of the file have: they prove nothing either
   */
  match(profile: ClientProfile, sharedPhones: ReadonlySet<string> = NOTHING_SHARED): ClientMatch {
    const byKey = this.byKey(profile, sharedPhones);
    if (byKey !== null) return byKey;
    const byEmail = this.byEmail(profile);
    if (byEmail !== null) return { kind: 'found', record: byEmail, by: 'email' };
    const byPhone = this.byPhone(profile, sharedPhones);
    if (byPhone !== null) return { kind: 'found', record: byPhone, by: 'phone' };
    const candidates = this.candidates(profile);
    return candidates.length === 0 ? NONE : { kind: 'question', candidates };
  }

  /** The index of the same clients after changes. Texts read before are not read again. */
  after(cells: readonly CellEdit[], appended: RowBlock | null): ClientIndex {
    const { table, records, numericKeys } = this.clients;
    const rows = table.rows.slice();
    for (const { rowIndex, columnIndex, after } of cells) {
      const row = rows[rowIndex] === table.rows[rowIndex] ? (rows[rowIndex] ?? []).slice() : (rows[rowIndex] ?? []);
      row[columnIndex] = after;
      rows[rowIndex] = row;
    }
    const keyColumn = table.columns.get('client_id') ?? 0;
    const all = records.slice();
    (appended?.rows ?? []).forEach((row, at) => {
      rows[(appended?.rowIndex ?? 0) + at] = row.slice();
      const client = cellText(row[keyColumn]);
      all.push({ rowIndex: (appended?.rowIndex ?? 0) + at, key: clientKeyOf(client, numericKeys) ?? '', client, id: '' });
    });
    return new ClientIndex({ table: { ...table, rows }, records: all, recordOf: new Map(all.map((record) => [record.key, record])), numericKeys }, this.merged, this.contacts);
  }

  /** What the profile's key is taken from: where the owner's sheet has no column of numbers, the field he knows clients by. */
  identityOf(profile: ClientProfile): ClientIdentity {
    return this.keyField !== null && profile.fields[this.keyField] !== undefined ? this.keyField : (profile.identity ?? 'number');
  }

  /** The text that stands for the profile in the client column. */
  clientText(profile: ClientProfile): string {
    return this.keyField === null ? profile.client : (profile.fields[this.keyField] ?? profile.client);
  }

  /** Keys under which a profile may stand in the base, the most exact first: a field that two clients shared got the name or the city behind it. */
  keysOf(profile: ClientProfile): readonly string[] {
    return this.keyTexts(profile).map((text) => clientKeyOf(text, this.clients.numericKeys) ?? '').filter((key) => key !== '');
  }

  /** The texts of these keys. */
  keyTexts(profile: ClientProfile): readonly string[] {
    const text = this.clientText(profile);
    const identity = this.identityOf(profile);
    const more = identity === 'number' ? undefined : profile.fields[identity === 'name' ? 'city' : 'name'];
    return more === undefined || more === text ? [text] : [`${text}, ${more}`, text];
  }

  /** The name of a client as the base has it: whole, of its parts, or what he is called by where that is no contact. */
  nameOf(record: ClientRecord): string {
    const text = (key: string): string => cellText(clientCell(this.clients, record, key));
    const name = text('name') || nameOfParts({ firstName: text('first_name'), lastName: text('last_name'), patronymic: text('patronymic') });
    return name !== '' || !/\p{L}/u.test(record.client) || record.client.includes('@') ? name : record.client;
  }

  private byKey(profile: ClientProfile, sharedPhones: ReadonlySet<string>): ClientMatch | null {
    const keys = this.keysOf(profile);
    for (const [at, key] of keys.entries()) {
      const record = this.clients.recordOf.get(key);
      if (record !== undefined && (at < keys.length - 1 || this.agrees(profile, record, sharedPhones))) return { kind: 'found', record, by: 'id' };
    }
    const survivor = this.survivorOf(keys[keys.length - 1] ?? '');
    return survivor === null ? null : { kind: 'found', record: survivor, by: 'alias' };
  }

  /** The client into whom one of this key was merged; null where there is none or he is gone too. */
  private survivorOf(key: string): ClientRecord | null {
    const into = this.merged.get(key)?.mergedInto ?? null;
    return into === null ? null : (this.clients.recordOf.get(into) ?? null);
  }

  /** A number is the client. A field that stands for it is, unless several have it and this one is called otherwise, or lives elsewhere. */
  private agrees(profile: ClientProfile, record: ClientRecord, sharedPhones: ReadonlySet<string>): boolean {
    const { fields } = profile;
    const identity = this.identityOf(profile);
    if (identity === 'number') return true;
    if (identity === 'name') {
      const city = cityKey(cellText(clientCell(this.clients, record, 'city')));
      return city === '' || fields.city === undefined || cityKey(fields.city) === city;
    }
    const isShared = identity === 'email'
      ? this.contacts.email(fields.email ?? '').isRole || this.holdersOfEmail(fields.email ?? '').length > 1
      : this.contacts.phonesOf(fields.phone ?? '').some((phone) => sharedPhones.has(phone) || (this.phonesHeld().get(phone) ?? []).length > 1);
    return !isShared || !namesDiffer(fields.name ?? '', this.nameOf(record));
  }

  private byEmail({ fields }: ClientProfile): ClientRecord | null {
    const text = fields.email ?? '';
    if (text === '' || this.contacts.email(text).isRole) return null;
    const [only, ...others] = this.holdersOfEmail(text);
    return only === undefined || others.length > 0 ? null : only;
  }

  /** Clients with this address, else with the one that was probably meant: cleaning may have corrected it since. */
  private holdersOfEmail(text: string): readonly ClientRecord[] {
    const holders = (this.emailHolders ??= this.holders((record) => [this.contacts.email(cellText(clientCell(this.clients, record, 'email'))).key]));
    const written = holders.get(this.contacts.email(text).key);
    if (written !== undefined) return written;
    // What is probably meant is costly to find: only where somebody has an address with the same beginning.
    this.localParts ??= new Set([...holders.keys()].map(localPart));
    if (/^[\x21-\x7e]+$/.test(text) && !this.localParts.has(localPart(text.toLowerCase()))) return [];
    return holders.get(this.contacts.meantEmail(text)) ?? [];
  }

  private byPhone({ fields }: ClientProfile, sharedPhones: ReadonlySet<string>): ClientRecord | null {
    let found: ClientRecord | null = null;
    for (const phone of this.contacts.phonesOf(fields.phone ?? '')) {
      const [only, ...others] = this.phonesHeld().get(phone) ?? [];
      if (only === undefined || others.length > 0 || sharedPhones.has(phone)) continue;
      // Two numbers of one cell that lead to two clients prove nothing.
      if (found !== null && found !== only) return null;
      found = only;
    }
    return found;
  }

  private phonesHeld(): Holders {
    return (this.phoneHolders ??= this.holders((record) => this.contacts.phonesOf(cellText(clientCell(this.clients, record, 'phone')))));
  }

  /** Clients of the same name who live in the same city, or share an e-mail or a phone that proves nothing by itself. */
  private candidates({ fields }: ClientProfile): readonly ClientRecord[] {
    const key = nameKeyOf(fields.name ?? '');
    if (key === '') return [];
    this.nameHolders ??= this.holders((record) => [nameKeyOf(this.nameOf(record))]);
    const city = cityKey(fields.city ?? '');
    const email = this.contacts.email(fields.email ?? '').key;
    const phones = this.contacts.phonesOf(fields.phone ?? '');
    return (this.nameHolders.get(key) ?? []).filter((record) => {
      const text = (column: string): string => cellText(clientCell(this.clients, record, column));
      return (city !== '' && cityKey(text('city')) === city)
        || (email !== '' && this.contacts.email(text('email')).key === email)
        || (phones.length > 0 && this.contacts.phonesOf(text('phone')).some((phone) => phones.includes(phone)));
    });
  }

  private holders(keysOf: (record: ClientRecord) => readonly string[]): Holders {
    const result = new Map<string, ClientRecord[]>();
    for (const record of this.clients.records) {
      for (const key of keysOf(record)) {
        if (key === '') continue;
        const known = result.get(key);
        if (known === undefined) result.set(key, [record]);
        else known.push(record);
      }
    }
    return result;
  }
}

/** Indexes the clients of a base. Calls nothing; phones are read when the first profile needs them. @param locale of the spreadsheet */
export function clientIndex(clients: ClientsRead, merged: MergedClients, locale: string): ClientIndex {
  return new ClientIndex(clients, merged, new ContactReader(locale));
}

/** True where both names are given and share no word: two people, or one who cannot be recognised. */
export function namesDiffer(one: string, other: string): boolean {
  const words = nameKeyOf(one).split(' ').filter((word) => word !== '');
  const others = new Set(nameKeyOf(other).split(' ').filter((word) => word !== ''));
  return words.length > 0 && others.size > 0 && !words.some((word) => others.has(word));
}

/** Equal for any order of the words, any case, ё and е, Cyrillic and Latin spelling. */
function nameKeyOf(text: string): string {
  return text === '' ? '' : nameKey({ lastName: '', firstName: '', patronymic: '', whole: text });
}

function cityKey(text: string): string {
  return text === '' ? '' : normaliseCity(text).city.toLowerCase().replace(/ё/g, 'е').replace(/[\s\-–—]+/g, ' ');
}

function localPart(address: string): string {
  return address.slice(0, Math.max(0, address.lastIndexOf('@')));
}
