/** The probability that two records are one client, and the reasons for it. */
import { ROLE_NAMES } from '../contacts/email-domains';
import { comparedContacts, comparedName, comparedWhole, nameEdits } from './comparison';
import type { FieldComparison } from './comparison';
import { DUPLICATE_SHARE, FIELD_MODELS, KNOWLEDGE_ROWS, RELATIVE_SHARE, SHARED_OFFICE_EMAIL, SWAPPED_RATE } from './model';
import type { Frequencies, PreparedRecord } from './prepared-record';
import { DUPLICATE_CODES } from './record';
import type { Agreement, DuplicateField, DuplicateReason } from './record';

/** Logarithms (base 2) of the fixed rates, taken once; `relative` null = as among strangers. */
type LogRates = Readonly<Record<DuplicateField, Readonly<Record<Agreement, { readonly client: number; readonly relative: number | null }>>>>;

const LOG_RATES = Object.fromEntries(
  Object.entries(FIELD_MODELS).map(([field, { rates }]) => [
    field,
    Object.fromEntries(Object.entries(rates).map(([agreement, { client, relative }]) => [agreement, { client: Math.log2(client), relative: relative === 'stranger' ? null : Math.log2(relative) }])),
  ]),
) as LogRates;

const LOG_SHARED_OFFICE_EMAIL = Math.log2(SHARED_OFFICE_EMAIL);

/** How two records compare as a whole. */
export interface PairEvidence {
  /** Log odds (base 2) of one client against strangers and relatives together. */
  readonly bits: number;
  /** Bits of the personal fields alone (given name, patronymic, birthday): far below 0 = two people. */
  readonly personalBits: number;
  readonly comparisons: readonly FieldComparison[];
  readonly swapped: boolean;
}

/** Log odds in bits as a probability. */
export function probabilityOf(bits: number): number {
  return 1 / (1 + Math.pow(2, -bits));
}

/** A probability as log odds in bits. */
export function bitsOf(probability: number): number {
  return Math.log2(probability / (1 - probability));
}

/**
 * Weighs three explanations of what two records share: one client, two relatives, two strangers. Symmetric up to the order in which
 * words of an address are matched; callers pass the records in a fixed order. A missing value weighs nothing.
 */
export function evidenceOf(a: PreparedRecord, b: PreparedRecord, frequencies: Frequencies, rowCount: number): PairEvidence {
  const straight = nameComparisons(a, b, false, frequencies);
  const crossed = nameComparisons(a, b, true, frequencies);
  const swapped = crossed.length > 0 && strengthOf(crossed) + Math.log2(SWAPPED_RATE) > strengthOf(straight);
  const comparisons = [...(swapped ? crossed : straight), ...comparedContacts(a, b, frequencies)];
  // Among n rows there are n²/2 pairs; the expected number of true pairs grows with n only.
  const pairsPerRow = (rowCount + KNOWLEDGE_ROWS) / 2;
  let client = Math.log2(DUPLICATE_SHARE / pairsPerRow) + (swapped ? Math.log2(SWAPPED_RATE) : 0);
  let relative = Math.log2(RELATIVE_SHARE / pairsPerRow);
  let stranger = 0;
  let personalBits = 0;
  for (const comparison of comparisons) {
    const chances = chancesOf(comparison);
    client += chances.client;
    relative += chances.relative;
    stranger += chances.stranger;
    if (FIELD_MODELS[comparison.field].personal) personalBits += chances.client - chances.relative;
  }
  const larger = Math.max(relative, stranger);
  const others = larger + Math.log2(Math.pow(2, relative - larger) + Math.pow(2, stranger - larger));
  return { bits: client - others, personalBits, comparisons, swapped };
}

/** The reasons of a pair, those that speak for one client first; values are shown as they were given. */
export function reasonsOf(a: PreparedRecord, b: PreparedRecord, evidence: PairEvidence): DuplicateReason[] {
  const reasons: DuplicateReason[] = [];
  for (const comparison of evidence.comparisons) {
    const { field, agreement, shared, edits } = comparison;
    const code = DUPLICATE_CODES.find((known) => known === `${field}.${agreement}`);
    if (code === undefined) continue;
    const chances = chancesOf(comparison);
    const bits = Math.round((chances.client - chances.stranger) * 100) / 100;
    const [left, right] = [shownValue(a, field), shownValue(b, field)];
    const params = agreement === 'same' ? { value: shared ?? left } : { a: left, b: right, ...(edits > 0 ? { edits } : {}) };
    reasons.push({ code, params, bits });
  }
  if (evidence.swapped) {
    reasons.push({ code: 'name.swapped', params: { a: shownName(a), b: shownName(b) }, bits: Math.round(Math.log2(SWAPPED_RATE) * 100) / 100 });
  }
  return reasons.sort((left, right) => right.bits - left.bits || (left.code < right.code ? -1 : 1));
}

/** The parts where both are split, else the names as wholes. */
function nameComparisons(a: PreparedRecord, b: PreparedRecord, crossed: boolean, frequencies: Frequencies): FieldComparison[] {
  const split = (record: PreparedRecord): boolean => record.lastName !== '' || record.firstName !== '';
  if (!split(a) || !split(b)) {
    const whole = crossed ? null : comparedWhole('name', a.name, b.name, nameEdits, frequencies);
    return whole === null ? [] : [whole];
  }
  if (crossed && (a.lastName === '' || a.firstName === '' || b.lastName === '' || b.firstName === '')) return [];
  const parts = [
    comparedName('lastName', a.lastName, crossed ? b.firstName : b.lastName, frequencies),
    comparedName('firstName', a.firstName, crossed ? b.lastName : b.firstName, frequencies),
    comparedName('patronymic', a.patronymic, b.patronymic, frequencies),
  ];
  return parts.filter((part): part is FieldComparison => part !== null);
}

/** Bits of one client against strangers. */
function strengthOf(comparisons: readonly FieldComparison[]): number {
  return comparisons.reduce((sum, comparison) => {
    const { client, stranger } = chancesOf(comparison);
    return sum + client - stranger;
  }, 0);
}

/** Log chances (base 2) of an agreement under the three explanations. */
function chancesOf({ field, agreement, strangerChance, shared }: FieldComparison): { client: number; relative: number; stranger: number } {
  const rate = LOG_RATES[field][agreement];
  const isOffice = field === 'email' && shared !== null && ROLE_NAMES.has(shared.slice(0, shared.indexOf('@')));
  const stranger = strangerChance === 1 ? 0 : Math.log2(strangerChance);
  return { client: rate.client, relative: isOffice ? LOG_SHARED_OFFICE_EMAIL : (rate.relative ?? stranger), stranger };
}

function shownName({ given }: PreparedRecord): string {
  if (given.nameText !== undefined && given.nameText !== '') return given.nameText;
  return [given.lastName, given.firstName, given.patronymic].filter((part) => part !== undefined && part !== '').join(' ');
}

function shownValue(record: PreparedRecord, field: DuplicateField): string {
  const { given } = record;
  if (field === 'phone') return record.phones.join(', ');
  if (field === 'email') return record.emails.join(', ');
  if (field === 'name') return shownName(record) || record.name;
  return given[field] ?? '';
}
