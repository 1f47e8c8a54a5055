/** Records made ready for millions of comparisons: folded texts, words, and how often each value occurs. */
import { soundKey } from '../contacts/translit';
import { KNOWLEDGE_ROWS, FIELD_MODELS } from './model';
import type { DuplicateField, DuplicateRecord } from './record';

/** A record with every field present, as it is compared; '' and [] = missing. Names and cities are keys of their sound. */
export interface PreparedRecord {
  /** As the caller gave it: what reasons show. */
  readonly given: DuplicateRecord;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly lastName: string;
  readonly firstName: string;
  readonly patronymic: string;
  readonly name: string;
  readonly city: string;
  readonly region: string;
  readonly postcode: string;
  readonly birthday: string;
  /** Words and numbers of the address, each once. */
  readonly addressWords: readonly string[];
  /** All values as one text: puts records into an order that does not depend on the list given. */
  readonly sortText: string;
}

/** Fields whose whole value is compared. */
export const WHOLE_FIELDS = ['lastName', 'firstName', 'patronymic', 'name', 'city', 'region', 'postcode', 'birthday'] as const;

/** Lower case, ё as е, single spaces: so that equal means equal whatever the case. */
function folded(value: string | undefined): string {
  return (value ?? '').normalize('NFC').toLowerCase().replace(/ё/g, 'е').replace(/\s+/g, ' ').trim();
}

/** The sound of every word, so that Cyrillic and Latin spellings meet. An initial ends with a full stop, whatever it was written with. */
function soundOf(value: string | undefined): string {
  const words = folded(value).split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const [only] = words;
  if (only !== undefined && words.length === 1 && Array.from(only).length === 1) return `${soundKey(only)}.`;
  const keys = words.map(soundKey).filter((key) => key !== '');
  return keys.length > 0 ? keys.join(' ') : words.join(' ');
}

function distinct(values: readonly string[]): string[] {
  return Array.from(new Set(values.filter((value) => value !== '')));
}

/** Folds a record; a repeated phone, e-mail or word counts once. */
export function preparedRecord(record: DuplicateRecord): PreparedRecord {
  const phones = distinct((record.phones ?? []).map((phone) => phone.trim())).sort();
  const emails = distinct((record.emails ?? []).map(folded)).sort();
  const addressWords = distinct(folded(record.address).split(/[^\p{L}\p{N}]+/u)).sort();
  const whole = {
    lastName: soundOf(record.lastName),
    firstName: soundOf(record.firstName),
    patronymic: soundOf(record.patronymic),
    name: folded(record.nameKey),
    city: soundOf(record.city),
    region: soundOf(record.region),
    postcode: folded(record.postcode),
    birthday: folded(record.birthday),
  };
  const sortText = [...WHOLE_FIELDS.map((field) => whole[field]), phones.join(' '), emails.join(' '), addressWords.join(' ')].join('\n');
  return { given: record, ...whole, phones, emails, addressWords, sortText };
}

/** How the name begins, short enough for most typos to come later; '' for initials and missing names. */
function holderOf({ lastName, firstName, name }: PreparedRecord): string {
  if (firstName === '') return name.slice(0, 4);
  return firstName.endsWith('.') ? '' : lastName.charAt(0) + firstName.slice(0, 3);
}

/** How common the values of a base are. */
export class Frequencies {
  private readonly counts: Readonly<Record<DuplicateField, Map<string, number>>>;
  /** Of each phone and e-mail the people that give it. */
  private readonly holders = { phone: new Map<string, Set<string>>(), email: new Map<string, Set<string>>() };
  private readonly present: Readonly<Record<DuplicateField, number>>;

  constructor(records: readonly PreparedRecord[]) {
    const fields = Object.keys(FIELD_MODELS) as DuplicateField[];
    const counts = Object.fromEntries(fields.map((field) => [field, new Map<string, number>()])) as Record<DuplicateField, Map<string, number>>;
    const present = Object.fromEntries(fields.map((field) => [field, 0])) as Record<DuplicateField, number>;
    const add = (field: DuplicateField, values: readonly string[]): void => {
      if (values.length > 0) present[field] += 1;
      for (const value of values) counts[field].set(value, (counts[field].get(value) ?? 0) + 1);
    };
    for (const record of records) {
      for (const field of WHOLE_FIELDS) if (record[field] !== '') add(field, [record[field]]);
      for (const field of ['phone', 'email'] as const) {
        const values = field === 'phone' ? record.phones : record.emails;
        if (values.length > 0) present[field] += 1;
        for (const value of values) this.addHolder(field, value, holderOf(record));
      }
      add('address', record.addressWords);
    }
    this.counts = counts;
    this.present = present;
  }

  private addHolder(field: 'phone' | 'email', value: string, holder: string): void {
    if (holder === '') return;
    const known = this.holders[field].get(value);
    if (known === undefined) this.holders[field].set(value, new Set([holder]));
    else known.add(holder);
  }

  /**
   * Chance that a stranger has this value: its share among the other records than the two compared, blended with the general commonness of
   * the field, which counts as many rows as KNOWLEDGE_ROWS. So a value of two rows alone is taken for rare, not for held by two of ten.
   * Phones and e-mails count people, told apart by how their names begin: ten rows of one client do not make a phone common.
   */
  chance(field: DuplicateField, value: string): number {
    const others = field === 'phone' || field === 'email' ? Math.max(0, (this.holders[field].get(value)?.size ?? 0) - 1) : Math.max(0, (this.counts[field].get(value) ?? 0) - 2);
    const rows = Math.max(0, this.present[field] - 2);
    return (others + KNOWLEDGE_ROWS * FIELD_MODELS[field].commonness) / (rows + KNOWLEDGE_ROWS);
  }
}
