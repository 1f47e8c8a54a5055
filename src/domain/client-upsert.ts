/** What a list of clients changes in the base: new rows, changed cells, what stays, and what the owner is asked. Nothing is written here. */
import type { Cell } from '../core/table/cell';
import { isDateCell } from '../core/table/cell';
import { clientKeyOf } from '../core/table/client-key';
import { COLUMN_OF_CLIENT_FIELD } from '../core/table/field';
import type { ClientField } from '../core/table/field';
import type { ClientProfile } from '../core/table/profiles';
import { isConsentField, isRefusal } from '../core/table/profiles';
import type { ClientIndex, MatchedBy } from './client-match';
import { namesDiffer } from './client-likeness';
import type { ValueReading } from './client-values';
import { cellAfter, profileValues } from './client-values';
import type { ClientRecord } from './clients-table';
import type { CellEdit } from './journal/bulk-edit';
import { newClientRows } from './new-clients';
import type { RowBlock } from './row-block';

/** How to take the list. */
export interface UpsertOptions {
  /** `upsert`: a clients file, whose values are newer than the base's. `fill`: an orders file, which fills empty cells only; a refusal counts in both. */
  readonly mode: 'upsert' | 'fill';
  /** Answers to questions: the profile's `clientKey` or `client` → the `client` of a record, or `new`. Unanswered = new. */
  readonly answers?: Readonly<Record<string, string>>;
  /** Order of day and month in the texts of the list (default `dmy`). */
  readonly dateOrder?: 'dmy' | 'mdy';
  /** Decimal mark of sums in the list (default `.`). */
  readonly decimal?: ',' | '.';
  /** Today, before which short years of birthdays lie. */
  readonly todayDay?: number;
  /** Columns this import made: empty as they are, they take dates as dates. */
  readonly madeColumns?: readonly string[];
  /** Profiles whose client is known from elsewhere: the profile's `clientKey` → the key of a client. */
  readonly settled?: ReadonlyMap<string, string>;
}

/** A known client with the cells that change. */
export interface ChangedClient {
  readonly record: ClientRecord;
  /** The first of `profiles`. */
  readonly profile: ClientProfile;
  /** Those of the list who stand for him and change something, the surest first. */
  readonly profiles: readonly ClientProfile[];
  readonly by: MatchedBy;
  readonly cells: readonly CellEdit[];
}

/** A profile that may be one of several clients. Answered or not, it is told. */
export interface ClientQuestion {
  readonly profile: ClientProfile;
  readonly candidates: readonly ClientRecord[];
}

/**
 * The plan. Every profile is in exactly one of `added`, `changed[].profiles` and `unchanged`; a question's profile stands there too, as
 * answered. A profile without a number whose phone belongs to one of `added` is `unchanged` and fills what that row leaves empty.
 */
export interface ClientUpsert {
  readonly added: readonly ClientProfile[];
  /** Rows to append, one for each of `added`, in that order; null when there are none. */
  readonly appended: RowBlock | null;
  readonly changed: readonly ChangedClient[];
  readonly unchanged: readonly ClientProfile[];
  readonly questions: readonly ClientQuestion[];
  /** Every cell of `changed`, each once. */
  readonly cells: readonly CellEdit[];
  /** The client of the base for each profile, by the profile's `clientKey`: the text that stands, or will stand, in its client column. */
  readonly clientOf: ReadonlyMap<string, string>;
}

interface Claim {
  readonly profile: ClientProfile;
  readonly by: MatchedBy;
}

interface NewClient {
  readonly profile: ClientProfile;
  readonly client: string;
  readonly values: Map<ClientField, string>;
}

/** Numbers before contacts. Contacts are equal: which of them tells may be another one the next time. */
const STRENGTH: readonly MatchedBy[] = ['id', 'alias'];
/** Each attempt bars at least one profile more; lists of real people need one or two. */
const MOST_ATTEMPTS = 10;

/**
 * Works out what the profiles change, whatever their order. Calls nothing; the second time the same list changes nothing: where a contact
 * would lead somewhere else once the list is in the base (because another client of the list has it too, or replaces it), it is not trusted.
 */
export function planClientUpsert(index: ClientIndex, profiles: readonly ClientProfile[], options: UpsertOptions): ClientUpsert {
  const sorted = [...profiles].sort((left, right) => compare(left.clientKey, right.clientKey));
  const barred = new Set<string>();
  let planner = new UpsertPlanner(index, options, barred);
  let plan = planner.plan(sorted);
  for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
    const unsteady = planner.unsteady(sorted, plan).filter((key) => !barred.has(key));
    if (unsteady.length === 0) break;
    unsteady.forEach((key) => barred.add(key));
    planner = new UpsertPlanner(index, options, barred);
    plan = planner.plan(sorted);
  }
  return plan;
}

class UpsertPlanner {
  private readonly reading: ValueReading;
  private readonly claims = new Map<ClientRecord, Claim[]>();
  private readonly questions: ClientQuestion[] = [];
  private readonly unchanged: ClientProfile[] = [];
  private readonly clientOf = new Map<string, string>();
  /** Profiles that something else than a number leads, or will lead, to their client. */
  private readonly doubtful: ClientProfile[] = [];
  /** Contacts that this list fills in, with whom they go to. */
  private readonly given = new Map<string, ClientRecord>();
  /** Fields whose columns hold dates, or will. */
  private readonly dateFields: readonly ClientField[];

  constructor(
    private readonly index: ClientIndex,
    private readonly options: UpsertOptions,
    /** Keys of profiles that nothing but their number may lead to a client. */
    private readonly barred: ReadonlySet<string>,
  ) {
    const { dateOrder = 'dmy', decimal = '.', todayDay = null, madeColumns = [] } = options;
    this.reading = { contacts: index.contacts, dateOrder, decimal, todayDay };
    const { rows, columns } = index.clients.table;
    this.dateFields = (['birthday', 'registered'] as const).filter((key) => {
      const columnIndex = columns.get(key);
      return columnIndex !== undefined && (madeColumns.includes(key) || rows.some((row) => isDateCell(row[columnIndex])));
    });
  }

  plan(profiles: readonly ClientProfile[]): ClientUpsert {
    const shared = this.sharedPhones(profiles);
    const strangers: ClientProfile[] = [];
    for (const profile of profiles) {
      const found = this.matched(profile, shared);
      const isDoubtful = found === null ? this.index.identityOf(profile) !== 'number' : !this.isNumbered(profile, found.by);
      if (isDoubtful && this.settledOf(profile) === undefined) this.doubtful.push(profile);
      if (found === null) strangers.push(profile);
      else {
        this.clientOf.set(profile.clientKey, found.record.client);
        const claims = this.claims.get(found.record);
        if (claims === undefined) this.claims.set(found.record, [{ profile, by: found.by }]);
        else claims.push({ profile, by: found.by });
      }
    }
    const added = this.newClients(strangers, shared);
    const changed = [...this.claims].flatMap(([record, claims]) => this.changesOf(record, claims)).sort((left, right) => left.record.rowIndex - right.record.rowIndex);
    return {
      added: added.map(({ profile }) => profile),
      appended: added.length === 0 ? null : this.block(added),
      changed,
      unchanged: this.unchanged,
      questions: this.questions,
      cells: changed.flatMap(({ cells }) => cells),
      clientOf: this.clientOf,
    };
  }

  /** Keys of profiles that would stand for somebody else once the plan is carried out. */
  unsteady(profiles: readonly ClientProfile[], { cells, appended, clientOf }: ClientUpsert): readonly string[] {
    if (this.doubtful.length === 0) return [];
    const shared = this.sharedPhones(profiles);
    const after = this.index.after(cells, appended);
    return this.doubtful.filter((profile) => {
      const match = after.match(profile, shared);
      const client = match.kind === 'found' ? match.record.client : match.kind === 'question' ? this.answerTo(profile, match.candidates)?.client : undefined;
      return client !== clientOf.get(profile.clientKey);
    }).map(({ clientKey }) => clientKey);
  }

  /** Numbers that clients of the list share who are called differently. */
  private sharedPhones(profiles: readonly ClientProfile[]): Set<string> {
    const first = new Map<string, string>();
    const shared = new Set<string>();
    for (const { fields } of profiles) {
      for (const phone of this.index.contacts.phonesOf(fields.phone ?? '')) {
        const other = first.get(phone);
        if (other === undefined || other === '') first.set(phone, fields.name ?? '');
        else if (namesDiffer(other, fields.name ?? '')) shared.add(phone);
      }
    }
    return shared;
  }

  private matched(profile: ClientProfile, shared: ReadonlySet<string>): { readonly record: ClientRecord; readonly by: MatchedBy } | null {
    const settled = this.settledOf(profile);
    if (settled !== undefined) return { record: settled, by: 'answer' };
    const match = this.index.match(profile, shared);
    if (match.kind === 'found') return this.barred.has(profile.clientKey) && !this.isNumbered(profile, match.by) ? null : match;
    if (match.kind === 'none') return null;
    this.questions.push({ profile, candidates: match.candidates });
    const record = this.answerTo(profile, match.candidates);
    return record === undefined ? null : { record, by: 'answer' };
  }

  private settledOf({ clientKey }: ClientProfile): ClientRecord | undefined {
    return this.index.clients.recordOf.get(this.options.settled?.get(clientKey) ?? '');
  }

  private isNumbered(profile: ClientProfile, by: MatchedBy): boolean {
    return by === 'alias' || (by === 'id' && this.index.identityOf(profile) === 'number');
  }

  private answerTo({ clientKey, client }: ClientProfile, candidates: readonly ClientRecord[]): ClientRecord | undefined {
    const answer = this.options.answers?.[clientKey] ?? this.options.answers?.[client];
    return candidates.find((candidate) => candidate.client === answer);
  }

  /** The cells that change for a client. The surest profile gives the values, others of the same client fill what is empty after it. */
  private changesOf(record: ClientRecord, claims: readonly Claim[]): ChangedClient[] {
    const { table } = this.index.clients;
    const keyColumn = table.columns.get('client_id');
    const row = table.rows[record.rowIndex] ?? [];
    const after = new Map<ClientField, Cell>();
    const active: Claim[] = [];
    const sorted = [...claims].sort((left, right) => rankOf(left.by) - rankOf(right.by));
    sorted.forEach((claim, at) => {
      let changes = false;
      profileValues(claim.profile, (key) => table.columns.has(key)).forEach((text, field) => {
        const column = COLUMN_OF_CLIENT_FIELD[field];
        const columnIndex = table.columns.get(column) ?? -1;
        // Orders know the client by this cell.
        if (columnIndex === keyColumn) return;
        const before = after.has(field) ? (after.get(field) ?? null) : (row[columnIndex] ?? null);
        const written = cellAfter(field, before, text, this.reading, this.options.mode === 'fill' || at > 0, this.dateFields.includes(field));
        if (written === undefined || !this.mayFill(field, text, record)) return;
        after.set(field, written);
        changes = true;
      });
      if (changes) active.push(claim);
      else this.unchanged.push(claim.profile);
    });
    const [surest] = active;
    if (surest === undefined) return [];
    const cells = [...after].map(([field, value]): CellEdit => {
      const column = COLUMN_OF_CLIENT_FIELD[field];
      const columnIndex = table.columns.get(column) ?? -1;
      const edit = { rowIndex: record.rowIndex, column, columnIndex, before: row[columnIndex] ?? null, after: value };
      return typeof value === 'string' ? { ...edit, asText: true } : edit;
    });
    return [{ record, profile: surest.profile, profiles: active.map(({ profile }) => profile), by: surest.by, cells }];
  }

  /** Orders give a client no contact that another has or gets: what leads to one client must not stop to lead to him. */
  private mayFill(field: ClientField, text: string, record: ClientRecord): boolean {
    if (this.options.mode !== 'fill' || (field !== 'email' && field !== 'phone')) return true;
    if (this.index.isHeldByOther(field, text, record)) return false;
    const { contacts } = this.index;
    const given = field === 'email' ? [contacts.email(text).key].filter((key) => key !== '') : contacts.phonesOf(text);
    if (given.some((contact) => (this.given.get(contact) ?? record) !== record)) return false;
    given.forEach((contact) => this.given.set(contact, record));
    return true;
  }

  /** New clients, those whose key is sure first; one without a number who shares a phone with exactly one of these is that client. */
  private newClients(strangers: readonly ClientProfile[], shared: ReadonlySet<string>): NewClient[] {
    const added: NewClient[] = [];
    const holders = new Map<string, NewClient[]>();
    const taken = new Set(this.index.clients.recordOf.keys());
    const isSure = (profile: ClientProfile): boolean => ['number', 'email'].includes(this.index.identityOf(profile));
    for (const profile of [...strangers.filter(isSure), ...strangers.filter((candidate) => !isSure(candidate))]) {
      const phones = this.index.contacts.phonesOf(profile.fields.phone ?? '').filter((phone) => !shared.has(phone));
      const same = isSure(profile) || this.barred.has(profile.clientKey) ? [] : [...new Set(phones.flatMap((phone) => holders.get(phone) ?? []))];
      const values = profileValues(profile, (key) => this.index.clients.table.columns.has(key));
      const [known] = same;
      if (known !== undefined && same.length === 1) {
        this.join(known, profile, values);
        continue;
      }
      const client = this.freeText(profile, shared, taken);
      const created = { profile, client, values };
      added.push(created);
      this.clientOf.set(profile.clientKey, client);
      if (isSure(profile)) phones.forEach((phone) => holders.set(phone, [...(holders.get(phone) ?? []), created]));
    }
    return added;
  }

  private join(known: NewClient, profile: ClientProfile, values: ReadonlyMap<ClientField, string>): void {
    values.forEach((text, field) => {
      const former = known.values.get(field);
      const refuses = isConsentField(field) && former !== undefined && !isRefusal(field, former) && isRefusal(field, text);
      if (former === undefined || refuses) known.values.set(field, text);
    });
    this.unchanged.push(profile);
    this.clientOf.set(profile.clientKey, known.client);
  }

  /** A text for the client column that nobody has yet; a phone that several people share gets the name behind it at once. */
  private freeText(profile: ClientProfile, shared: ReadonlySet<string>, taken: Set<string>): string {
    const { clients, contacts } = this.index;
    const isShared = this.index.identityOf(profile) === 'phone' && contacts.phonesOf(profile.fields.phone ?? '').some((phone) => shared.has(phone));
    const texts = this.index.keyTexts(profile);
    const candidates = isShared ? texts : [...texts].reverse();
    const keyOf = (text: string): string => clientKeyOf(text, clients.numericKeys) ?? '';
    let text = candidates.find((candidate) => !taken.has(keyOf(candidate)));
    for (let number = 2; text === undefined; number += 1) {
      const numbered = `${texts[0] ?? ''} (${number})`;
      if (!taken.has(keyOf(numbered))) text = numbered;
    }
    taken.add(keyOf(text));
    return text;
  }

  private block(added: readonly NewClient[]): RowBlock {
    const rows = added.map(({ profile, client, values }) => ({ client, values, isNamed: !['email', 'phone'].includes(this.index.identityOf(profile)) }));
    return newClientRows(this.index.clients, rows, { ...this.reading, dateFields: this.dateFields });
  }
}

function rankOf(by: MatchedBy): number {
  const rank = STRENGTH.indexOf(by);
  return rank < 0 ? STRENGTH.length : rank;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
