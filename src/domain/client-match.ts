/** Finds the client of the base that a profile of a file stands for: by number, by the number of a merged client, by e-mail, by phone; never by name alone. */
import { clientKeyOf } from '../core/table/client-key';
import type { ClientIdentity, ClientProfile } from '../core/table/profiles';
import { nameOfParts } from '../core/table/profiles';
import type { ArchiveRecord } from './archive';
import { cellText } from './cells';
import type { GoneClient } from './client-likeness';
import { cityKey, contactsOf, emailsOf, localPart, nameKeyOf, namesDiffer, personName, personNameOf, phoneIn } from './client-likeness';
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

/** Clients that left the tab, by client key. */
export type MergedClients = ReadonlyMap<string, GoneClient>;

/** What is known of one who stands in Clients or in the Archive, as compared. */
interface Known {
  readonly names: readonly string[];
  readonly cities: readonly string[];
  readonly emails: ReadonlySet<string>;
  readonly phones: ReadonlySet<string>;
}

const NONE: ClientMatch = { kind: 'none' };
const NOTHING_SHARED: ReadonlySet<string> = new Set();

/** Who has what: several clients of one contact are told apart by nothing. */
type Holders = ReadonlyMap<string, readonly ClientRecord[]>;

/** Who has an address. */
interface Addressee {
  readonly address: string;
  readonly record: ClientRecord;
}

/** The clients of a base by what identifies them. What a batch does not ask for is not read. */
export class ClientIndex {
  private emailHolders: ReadonlyMap<string, readonly Addressee[]> | null = null;
  private phoneHolders: Holders | null = null;
  private nameHolders: Holders | null = null;
  private goneInto: ReadonlyMap<string, readonly GoneClient[]> | null = null;
  private readonly known = new Map<string, Known>();
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

  /** The client a profile names by his number, his own or that of one merged into him; null where only a contact can tell. */
  numbered(profile: ClientProfile): ClientRecord | null {
    const byKey = this.byKey(profile, NOTHING_SHARED);
    return byKey?.kind === 'found' && (byKey.by === 'alias' || this.identityOf(profile) === 'number') ? byKey.record : null;
  }

  /**
   * True where a client known by this key can be the one a profile tells of: his number or what leads to him alone, an e-mail in common however
   * many have it, a phone in common where the names agree, or name and city. What was found once by a contact stays possible, also after other clients got it and
   * after this one got a number of his own: contacts of merged and archived clients count, and so does an address that cleaning corrected.
   * @param key of a client of Clients, of the Archive, or of nobody known
   */
  mayBe(profile: ClientProfile, key: string): boolean {
    const own = this.numbered(profile);
    if (own !== null && own.key === key) return true;
    if (own === null) {
      if (profile.clientKey === key || this.keysOf(profile).includes(key.replace(/ \(\d+\)$/, ''))) return true;
      const match = this.match(profile);
      if (match.kind === 'found' && match.record.key === key) return true;
    }
    const { names, cities, emails, phones } = this.knownOf(key);
    const { fields } = profile;
    const name = personNameOf(profile);
    const agrees = names.length === 0 || names.some((other) => !namesDiffer(name, other));
    // Where names agree, and with an address that is no office's, whatever the names say: the same that leads to a client of one alone.
    const sharesEmail = emailsOf(profile).some((text) => (agrees || !this.contacts.email(text).isRole)
      && [this.contacts.email(text).key, this.contacts.meantEmail(text)].some((address) => address !== '' && emails.has(address)));
    if (sharesEmail || (agrees && this.phonesOf(profile).some((phone) => phones.has(phone)))) return true;
    const city = cityKey(fields.city ?? '');
    return city !== '' && cities.includes(city) && name !== '' && names.some((other) => nameKeyOf(other) === nameKeyOf(name));
  }

  /** The row of the Archive of a client of this number, or of the one he was merged into, who has none in Clients; null where he has, or was never put away. */
  awayOf(key: string): ArchiveRecord | null {
    const last = this.merged.get(key)?.mergedInto ?? key;
    return this.clients.recordOf.has(last) || this.clients.recordOf.has(key) ? null : (this.merged.get(last)?.record ?? null);
  }

  /** True where a client other than this one has the address, or one of the numbers, of a cell. */
  isHeldByOther(field: 'email' | 'phone', text: string, record: ClientRecord): boolean {
    const holders = field === 'email' ? this.holdersOfEmail(text) : this.contacts.phonesOf(text).flatMap((phone) => this.phonesHeld().get(phone) ?? []);
    return holders.some((holder) => holder !== record);
  }

  /** The index of the same clients after changes. Texts read before are not read again. */
  after(cells: readonly CellEdit[], appended: RowBlock | null): ClientIndex {
    if (cells.length === 0 && appended === null) return this;
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
    const name = this.writtenName(record);
    return name !== '' || !/\p{L}/u.test(record.client) || record.client.includes('@') ? name : record.client;
  }

  private writtenName(record: ClientRecord): string {
    const text = (key: string): string => cellText(clientCell(this.clients, record, key));
    return text('name') || nameOfParts({ firstName: text('first_name'), lastName: text('last_name'), patronymic: text('patronymic') });
  }

  /** What people call him, '' where only a number or a contact is known. */
  private calledName(record: ClientRecord): string {
    const name = this.writtenName(record);
    return name === '' || name === record.client ? personName(record.client) : name;
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

  private byEmail(profile: ClientProfile): ClientRecord | null {
    for (const text of emailsOf(profile)) {
      const [only, ...others] = this.contacts.email(text).isRole ? [] : this.holdersOfEmail(text);
      if (only !== undefined && others.length === 0) return only;
    }
    return null;
  }

  /** Clients with this address, or with one that is probably meant to be the same: cleaning corrects one of them at any time. */
  private holdersOfEmail(text: string): readonly ClientRecord[] {
    const address = this.addressOf(text);
    if (address === '') return [];
    // What is probably meant is costly to find: only where somebody has an address with the same beginning.
    const alike = (this.emailHolders ??= this.addressHolders()).get(localPart(address)) ?? [];
    return [...new Set(alike.filter((known) => known.address === address || this.meant(known.address) === this.meant(address)).map(({ record }) => record))];
  }

  private addressOf(text: string): string {
    return text === '' ? '' : (this.contacts.email(text).key || this.contacts.meantEmail(text));
  }

  private meant(address: string): string {
    return this.contacts.meantEmail(address) || address;
  }

  private addressHolders(): ReadonlyMap<string, readonly Addressee[]> {
    const result = new Map<string, Addressee[]>();
    for (const record of this.clients.records) {
      for (const each of new Set([cellText(clientCell(this.clients, record, 'email')), record.client, ...this.mergedInto(record.key).flatMap(contactsOf)])) {
        if (!each.includes('@')) continue;
        const address = this.addressOf(each);
        if (address === '') continue;
        const known = result.get(localPart(address));
        if (known === undefined) result.set(localPart(address), [{ address, record }]);
        else known.push({ address, record });
      }
    }
    return result;
  }

  private byPhone(profile: ClientProfile, sharedPhones: ReadonlySet<string>): ClientRecord | null {
    let found: ClientRecord | null = null;
    for (const phone of this.phonesOf(profile)) {
      const [only, ...others] = this.phonesHeld().get(phone) ?? [];
      if (only === undefined || others.length > 0 || sharedPhones.has(phone)) continue;
      // People of one household or office share a number.
      if (namesDiffer(personNameOf(profile), this.calledName(only))) continue;
      // Two numbers of one cell that lead to two clients prove nothing.
      if (found !== null && found !== only) return null;
      found = only;
    }
    return found;
  }

  private numbersOf(record: ClientRecord): readonly string[] {
    const text = cellText(clientCell(this.clients, record, 'phone'));
    const others = [phoneIn(record.client), ...this.mergedInto(record.key).flatMap(contactsOf)].filter((each) => each !== '' && each !== text);
    return others.length === 0 ? this.contacts.phonesOf(text) : [...new Set([text, ...others].flatMap((each) => this.contacts.phonesOf(each)))];
  }

  private knownOf(key: string): Known {
    let known = this.known.get(key);
    if (known === undefined) {
      const record = this.clients.recordOf.get(key);
      const cell = (column: string): string => (record === undefined ? '' : cellText(clientCell(this.clients, record, column)));
      const gone = [...(record === undefined ? [this.merged.get(key) ?? []].flat() : []), ...this.mergedInto(key)];
      const written = gone.flatMap(contactsOf);
      const emails = [cell('email'), record === undefined ? '' : record.client, ...written].filter((text) => text.includes('@'));
      const phones = [cell('phone'), phoneIn(record?.client ?? ''), ...written];
      known = {
        names: [record === undefined ? '' : this.calledName(record), ...gone.flatMap(({ name = '', former = [] }) => [name, ...former])].filter((name) => name !== ''),
        cities: [cell('city'), ...gone.flatMap(({ former = [] }) => former)].map(cityKey).filter((city) => city !== ''),
        emails: new Set(emails.flatMap((text) => [this.contacts.email(text).key, this.contacts.meantEmail(text)]).filter((address) => address !== '')),
        phones: new Set(phones.flatMap((text) => this.contacts.phonesOf(text))),
      };
      this.known.set(key, known);
    }
    return known;
  }

  /** Those who were merged into a client. */
  private mergedInto(key: string): readonly GoneClient[] {
    if (this.goneInto === null) {
      const into = new Map<string, GoneClient[]>();
      this.merged.forEach((gone) => {
        if (gone.mergedInto !== null) into.set(gone.mergedInto, [...(into.get(gone.mergedInto) ?? []), gone]);
      });
      this.goneInto = into;
    }
    return this.goneInto.get(key) ?? [];
  }

  private phonesOf({ client, fields }: ClientProfile): readonly string[] {
    const phones = this.contacts.phonesOf(fields.phone ?? '');
    const own = phoneIn(client);
    return own === '' || own === fields.phone ? phones : [...new Set([...phones, ...this.contacts.phonesOf(own)])];
  }

  private phonesHeld(): Holders {
    return (this.phoneHolders ??= this.holders((record) => this.numbersOf(record)));
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
