/** Finds the pairs worth comparing: records that share one of several keys, never all pairs. */
import type { PreparedRecord } from './prepared-record';
import { isInitial } from './comparison';

/** Records of one key that are all compared with each other. */
const BLOCK_LIMIT = 40;

/**
 * Of a larger block each record is compared with its next neighbours in the order of their contents ("sorted neighbourhood": M. A. Hernández,
 * S. J. Stolfo, "The Merge/Purge Problem for Large Databases", SIGMOD 1995).
 */
const NEIGHBOURS = 10;

/**
 * The keys of a record; two records with a common key are compared. Each field that identifies makes one alone, fields that do not make
 * one in twos and threes, so that a typo or a gap in any one field leaves a common key.
 */
export function blockKeys(record: PreparedRecord): string[] {
  const { phones, emails, lastName, firstName, patronymic, name, city, postcode, birthday, addressWords } = record;
  const keys: string[] = [];
  const add = (kind: string, ...parts: readonly string[]): void => {
    if (parts.every((part) => part !== '')) keys.push([kind, ...parts].join('|'));
  };
  for (const phone of phones) add('phone', phone);
  for (const email of emails) {
    add('email', email);
    const at = email.indexOf('@');
    if (at >= 5) add('local', email.slice(0, at));
  }
  add('name', name);
  // Sorted, so that swapped names meet.
  const initials = [lastName, firstName].map((part) => part.charAt(0)).sort();
  if (!isInitial(lastName)) add('last', lastName, firstName.charAt(0));
  if (!isInitial(firstName)) add('last', firstName, lastName.charAt(0));
  if (!isInitial(firstName)) add('given', firstName, patronymic.charAt(0), lastName.charAt(0));
  if (!isInitial(firstName) && !isInitial(patronymic)) add('given', firstName, patronymic);
  if (initials[0] !== '' || initials[1] !== '') add('skeleton', [skeleton(lastName), skeleton(firstName)].sort().join(' ').trim());
  add('birthday', birthday);
  add('birthday', birthday.slice(5), initials.join(''));
  add('birthday', birthday.slice(0, 7), initials.join(''));
  add('place', postcode, lastName.slice(0, 2));
  add('place', postcode, firstName.slice(0, 2));
  for (const word of addressWords) {
    if (word.length < 4) continue;
    add('street', word, lastName.slice(0, 3));
    add('street', word, firstName.slice(0, 3));
    add('street', word, city);
    add('street', word, postcode);
  }
  return Array.from(new Set(keys));
}

/** First letter and the consonants after it, each once in a row: typos in vowels leave it. */
function skeleton(word: string): string {
  return word.charAt(0) + word.slice(1).replace(/[aeiou. -]/g, '');
}

/**
 * Calls back once for every candidate pair, with the positions in `records`, the lower first.
 * @param records in an order that depends on their contents only: large blocks compare neighbours of this order
 */
export function forEachCandidate(records: readonly PreparedRecord[], visit: (a: number, b: number) => void): void {
  const blocks = new Map<string, number[]>();
  const keysOf = records.map((record, index) => {
    const keys = blockKeys(record);
    for (const key of keys) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, [index]);
      else block.push(index);
    }
    return keys;
  });
  // Where each record stands in the blocks is found by walking: records are visited in the order in which the blocks were filled.
  const reached = new Map<string, number>();
  const seenBy = new Int32Array(records.length).fill(-1);
  for (let a = 0; a < records.length; a += 1) {
    for (const key of keysOf[a] ?? []) {
      const block = blocks.get(key) ?? [];
      if (block.length < 2) continue;
      const from = (reached.get(key) ?? 0) + 1;
      reached.set(key, from);
      const to = block.length <= BLOCK_LIMIT ? block.length : Math.min(block.length, from + NEIGHBOURS);
      for (let at = from; at < to; at += 1) {
        const b = block[at] ?? a;
        if (seenBy[b] === a) continue;
        seenBy[b] = a;
        visit(a, b);
      }
    }
  }
}
