/** How long texts are cut into lines of the Journal, each shorter than a cell may be. */
import { FINGERPRINT_LENGTH } from './fingerprint';

/** Longest text of one cell of the Journal, below the 50,000 characters a cell holds. */
export const LONGEST_TEXT = 45_100;
export const MOST_FINGERPRINTS = Math.floor(LONGEST_TEXT / FINGERPRINT_LENGTH);
/** A fingerprint of digits alone would be taken for a number where a column lost its text format. */
const PREFIX = 'h';

/** Cuts a list so that each part fits into a cell. */
export function parts<T>(list: readonly T[], lengthOf: (item: T) => number, longest = LONGEST_TEXT - 100, mostItems = MOST_FINGERPRINTS): { readonly first: number; readonly items: T[] }[] {
  const result: { first: number; items: T[] }[] = [];
  let length = 0;
  list.forEach((item, index) => {
    const last = result[result.length - 1];
    const more = lengthOf(item);
    if (last === undefined || length + more > longest || last.items.length === mostItems) {
      result.push({ first: index, items: [item] });
      length = more;
    } else {
      last.items.push(item);
      length += more;
    }
  });
  return result;
}

/** Fingerprints as one text. */
export function joinFingerprints(fingerprints: readonly string[]): string {
  return PREFIX + fingerprints.join('');
}

/** Fingerprints of such a text; null when it was damaged. */
export function fingerprintsIn(text: string): string[] | null {
  const body = text.slice(PREFIX.length);
  if (!text.startsWith(PREFIX) || body.length % FINGERPRINT_LENGTH !== 0) return null;
  return Array.from({ length: body.length / FINGERPRINT_LENGTH }, (_unused, index) => body.slice(index * FINGERPRINT_LENGTH, (index + 1) * FINGERPRINT_LENGTH));
}
