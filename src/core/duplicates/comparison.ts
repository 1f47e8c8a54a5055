/** Compares two records field by field: what agrees, how nearly, and how likely that is among strangers. */
import { damerauLevenshtein, jaroWinkler } from './distances';
import { FIELD_MODELS, SAME_INITIAL } from './model';
import type { Frequencies, PreparedRecord } from './prepared-record';
import type { Agreement, DuplicateField } from './record';

/** One field of a pair that both records have. */
export interface FieldComparison {
  readonly field: DuplicateField;
  readonly agreement: Agreement;
  /** Chance of this agreement between strangers. */
  readonly strangerChance: number;
  /** The shared one of several phones or e-mails. */
  readonly shared: string | null;
  /** Edits between near values, 0 where they are not counted. */
  readonly edits: number;
}

/** Edits up to which two names are near: none in names up to two letters, one up to six, then two if they also begin alike. */
export function nameEdits(a: string, b: string): number | null {
  const shorter = Math.min(a.length, b.length);
  const limit = shorter <= 2 ? 0 : shorter <= 6 ? 1 : 2;
  const edits = damerauLevenshtein(a, b, limit);
  if (edits > limit) return null;
  return edits < 2 || jaroWinkler(a, b) >= 0.85 ? edits : null;
}

/** Two name parts, null where one is missing. A letter with a full stop is an initial. */
export function comparedName(field: DuplicateField, a: string, b: string, frequencies: Frequencies): FieldComparison | null {
  if (a === '' || b === '') return null;
  if (isInitial(a) || isInitial(b)) {
    const [one, other] = [a.replace('.', ''), b.replace('.', '')];
    const fits = (isInitial(a) && other.startsWith(one)) || (isInitial(b) && one.startsWith(other));
    return compared(field, fits ? 'initial' : 'different', fits ? SAME_INITIAL : 1 - SAME_INITIAL);
  }
  return comparedWhole(field, a, b, nameEdits, frequencies);
}

/** True for the key of an initial. */
export function isInitial(key: string): boolean {
  return key.endsWith('.');
}

function compared(field: DuplicateField, agreement: Agreement, strangerChance: number, shared: string | null = null, edits: number = 0): FieldComparison {
  return { field, agreement, strangerChance, shared, edits };
}

/** The fields that two records both have, apart from the name. */
export function comparedContacts(a: PreparedRecord, b: PreparedRecord, frequencies: Frequencies): FieldComparison[] {
  const found = [
    comparedLists('phone', a.phones, b.phones, () => null, frequencies),
    comparedLists('email', a.emails, b.emails, emailEdits, frequencies),
    comparedWhole('birthday', a.birthday, b.birthday, dayEdits, frequencies),
    comparedWhole('city', a.city, b.city, nameEdits, frequencies),
    comparedWhole('postcode', a.postcode, b.postcode, codeEdits, frequencies),
    comparedAddress(a.addressWords, b.addressWords, frequencies),
  ];
  const kept = found.filter((entry): entry is FieldComparison => entry !== null);
  // A city or postcode that agrees already says the region.
  const placed = kept.some(({ field, agreement }) => (field === 'city' || field === 'postcode') && agreement === 'same');
  const region = placed ? null : comparedWhole('region', a.region, b.region, () => null, frequencies);
  return region === null ? kept : [...kept, region];
}

type Edits = (a: string, b: string) => number | null;

/** Two whole values, null where one is missing. */
export function comparedWhole(field: DuplicateField, a: string, b: string, editsOf: Edits, frequencies: Frequencies): FieldComparison | null {
  if (a === '' || b === '') return null;
  if (a === b) return compared(field, 'same', frequencies.chance(field, a));
  const edits = editsOf(a, b);
  if (edits === null) return compared(field, 'different', 1);
  return compared(field, 'near', nearChance(field, Math.max(frequencies.chance(field, a), frequencies.chance(field, b))), null, edits);
}

/** The rarest value both have, else the nearest two. */
function comparedLists(field: DuplicateField, a: readonly string[], b: readonly string[], editsOf: Edits, frequencies: Frequencies): FieldComparison | null {
  if (a.length === 0 || b.length === 0) return null;
  let best: FieldComparison | null = null;
  for (const value of a) {
    if (!b.includes(value)) continue;
    const strangerChance = frequencies.chance(field, value);
    if (best === null || strangerChance < best.strangerChance) best = compared(field, 'same', strangerChance, value);
  }
  if (best !== null) return best;
  for (const left of a) {
    for (const right of b) {
      const one = comparedWhole(field, left, right, editsOf, frequencies);
      if (one?.agreement === 'near') return one;
    }
  }
  return compared(field, 'different', 1);
}

/** Words of both addresses by their rarity: alike where at least half of the weight is found in the other, a typo allowed in longer words. */
function comparedAddress(a: readonly string[], b: readonly string[], frequencies: Frequencies): FieldComparison | null {
  if (a.length === 0 || b.length === 0) return null;
  const weight = (word: string): number => -Math.log(frequencies.chance('address', word));
  const free = new Set(b);
  let shared = 0;
  let rarest = 1;
  let exact = 0;
  for (const word of a) {
    const partner = free.has(word) ? word : b.find((other) => free.has(other) && isNearWord(word, other));
    if (partner === undefined) continue;
    free.delete(partner);
    if (partner === word) exact += 1;
    shared += weight(word) + weight(partner);
    rarest = Math.min(rarest, Math.max(frequencies.chance('address', word), frequencies.chance('address', partner)) * (partner === word ? 1 : 5));
  }
  if (exact === a.length && exact === b.length) return compared('address', 'same', rarest);
  const all = a.concat(b).reduce((sum, word) => sum + weight(word), 0);
  return shared / all >= 0.5 ? compared('address', 'near', nearChance('address', rarest)) : compared('address', 'different', 1);
}

function isNearWord(a: string, b: string): boolean {
  return a.length >= 4 && b.length >= 4 && nameEdits(a, b) !== null;
}

function nearChance(field: DuplicateField, chance: number): number {
  return Math.min(0.5, chance * FIELD_MODELS[field].nearFactor);
}

/** Days are near with one wrong digit, two neighbouring digits exchanged, or day and month exchanged. */
function dayEdits(a: string, b: string): number | null {
  const [yearA, monthA, dayA] = a.split('-');
  const [yearB, monthB, dayB] = b.split('-');
  if (yearA === yearB && monthA === dayB && dayA === monthB) return 2;
  return codeEdits(a, b);
}

function codeEdits(a: string, b: string): number | null {
  return damerauLevenshtein(a, b, 1) === 1 ? 1 : null;
}

/** One typo in the local part or in the domain; short local parts differ by more than a typo. */
function emailEdits(a: string, b: string): number | null {
  const [localA = '', domainA = ''] = a.split('@');
  const [localB = '', domainB = ''] = b.split('@');
  if (Math.min(localA.length, localB.length) < 5 || (localA !== localB && domainA !== domainB)) return null;
  // Numbers in a local part are part of the identity: ivanov1 and ivanov2 are two people.
  if (localA.replace(/\D/g, '') !== localB.replace(/\D/g, '')) return null;
  const edits = damerauLevenshtein(a, b, 2);
  return edits <= 2 && (localA === localB || edits === 1) ? edits : null;
}
