/** Cyrillic letters typed for Latin ones, and the other way round, in e-mail addresses. */

/** Pairs that look the same in a common typeface, some as capitals only (Н and H, В and B): Cyrillic, Latin. */
const RUSSIAN = 'аaеeоoрpсcуyхxкkмmтtнhвb';
/** Letters of other Cyrillic alphabets, met in texts made to deceive. */
const OTHER = 'іiјjѕsԁdһhӏl';

const TO_LATIN = pairsOf(RUSSIAN + OTHER, 0);
const TO_CYRILLIC = pairsOf(RUSSIAN, 1);

function pairsOf(letters: string, from: 0 | 1): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (let index = 0; index < letters.length; index += 2) pairs.set(letters.charAt(index + from), letters.charAt(index + 1 - from));
  return pairs;
}

/**
 * The address with look-alike letters in the alphabet that was meant. Local parts are Latin. A domain label is changed where it mixes
 * alphabets, or where the whole domain in Latin is a known one; a domain in Cyrillic alone is left as it is.
 *
 * @param isKnown says whether a domain in Latin letters is known to exist
 */
export function latinLookAlikes(local: string, domain: string, isKnown: (domain: string) => boolean): { readonly local: string; readonly domain: string } {
  const latinLocal = mapped(local, TO_LATIN);
  const latinDomain = mapped(domain, TO_LATIN);
  return {
    local: isAscii(latinLocal) ? latinLocal : local,
    domain: isAscii(latinDomain) && isKnown(latinDomain) ? latinDomain : domain.split('.').map(unmixedLabel).join('.'),
  };
}

function unmixedLabel(label: string): string {
  if (!/[a-z]/.test(label) || !/\p{Script=Cyrillic}/u.test(label)) return label;
  const latin = mapped(label, TO_LATIN);
  if (isAscii(latin)) return latin;
  const cyrillic = mapped(label, TO_CYRILLIC);
  return /[a-z]/.test(cyrillic) ? label : cyrillic;
}

function mapped(text: string, letters: ReadonlyMap<string, string>): string {
  return text.replace(/[^]/g, (letter) => {
    const lower = letter.toLowerCase();
    const other = letters.get(lower) ?? lower;
    return other === lower ? letter : letter === lower ? other : other.toUpperCase();
  });
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
