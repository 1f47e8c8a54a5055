/** Typing errors in e-mail domains: the distance between two spellings as fingers see it, and the domain that was probably meant. */
import type { KnownDomains } from './email-domains';
import { DISPOSABLE_DOMAINS, EXISTING_ENDINGS, LOOK_LIKE_PROVIDERS, PROVIDERS, SHORTENED_COM } from './email-domains';

/** A slip of the finger: the neighbouring key, a letter twice or once instead of twice, two letters in the wrong order. */
const SLIP = 0.7;
/** A distance above every limit here. */
const FAR = 9;
/** Names up to this length have so many real neighbours that only a single slip is taken for a typo. */
const SHORT_NAME = 4;
const MEDIUM_NAME = 7;
const KEY_ROWS = ['1234567890-', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/**
 * Damerau–Levenshtein distance (optimal string alignment) with slips of the finger at 0.7 and every other insertion, deletion or substitution at 1.
 *
 * @param limit a distance above it may come back as any larger one
 */
export function typingDistance(from: string, to: string, limit = FAR): number {
  if (Math.abs(from.length - to.length) * SLIP > limit) return FAR;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_cell, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    const letter = from.charAt(row - 1);
    for (let column = 1; column <= to.length; column += 1) {
      const wanted = to.charAt(column - 1);
      const above = (last[column] ?? FAR) + (row > 1 && letter === from.charAt(row - 2) ? SLIP : 1);
      const left = (current[column - 1] ?? FAR) + (column > 1 && wanted === to.charAt(column - 2) ? SLIP : 1);
      let least = Math.min(above, left, (last[column - 1] ?? FAR) + (letter === wanted ? 0 : areNeighbours(letter, wanted) ? SLIP : 1));
      if (row > 1 && column > 1 && letter === to.charAt(column - 2) && from.charAt(row - 2) === wanted && letter !== wanted) {
        least = Math.min(least, (beforeLast[column - 2] ?? FAR) + SLIP);
      }
      current.push(least);
    }
    // The last two rows hold everything that later ones are made of.
    if (Math.min(...current) > limit && Math.min(...last) > limit) return FAR;
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? FAR;
}

/**
 * The domain that was probably meant, or null: where it is known, where nothing known is near, or where two known ones are equally near.
 *
 * @param domain lower case, without the at sign
 * @param own domains frequent in the base itself (`frequentDomains`): those of partners and of the owner
 * @param known replaces the list of providers
 */
export function suggestDomain(domain: string, own: readonly string[] = [], known: KnownDomains = PROVIDERS): string | null {
  if (isKnownDomain(domain, own, known)) return null;
  const { name, ending } = parted(domain);
  if (ending === '') {
    // gmailcom: the dot was left out.
    const undotted = known.domains.concat(own).filter((candidate) => candidate.replace(/\./g, '') === domain);
    return undotted.length === 1 ? undotted[0] ?? null : null;
  }
  return nearestDomain(domain, own, known) ?? providerUnderEnding(domain, known) ?? correctedEnding(name, ending, known);
}

/** `suggestDomain` for the addresses of one column, where the same domains come again and again: each is looked up once. @param own must not change meanwhile */
export function rememberedSuggestions(own: readonly string[], known: KnownDomains = PROVIDERS): (domain: string) => string | null {
  const suggestions = new Map<string, string | null>();
  return (domain) => {
    const remembered = suggestions.get(domain);
    if (remembered !== undefined) return remembered;
    const suggestion = suggestDomain(domain, own, known);
    suggestions.set(domain, suggestion);
    return suggestion;
  };
}

/** Fewest addresses that make a domain frequent. */
const FEWEST_ADDRESSES = 3;
/** A domain this many times rarer than its known neighbour is a typo made several times. */
const TYPO_SHARE = 0.2;

/**
 * The domains of a base that are its own: at least three addresses, and no typo of a provider or of a domain five times as frequent.
 * Most frequent first.
 *
 * @param addresses one text a cell, in any state; what is not an address is left out
 */
export function frequentDomains(addresses: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const address of addresses) {
    const domain = /@\s*([^\s@<>,;"()]+\.[^\s@<>,;"().]+)[\s>]*$/.exec(address)?.[1]?.toLowerCase();
    if (domain !== undefined) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  const ranked = Array.from(counts).filter(([, count]) => count >= FEWEST_ADDRESSES).sort(([one, first], [other, second]) => second - first || (one < other ? -1 : 1));
  const own: string[] = [];
  for (const [domain, count] of ranked) {
    const meant = suggestDomain(domain, own);
    const isTypo = meant !== null && (!own.includes(meant) || count <= TYPO_SHARE * (counts.get(meant) ?? 0));
    if (!isTypo) own.push(domain);
  }
  return own;
}

/** True for a domain that needs no suggestion: a provider, the base's own, a throw-away service, or a known neighbour of a provider. */
export function isKnownDomain(domain: string, own: readonly string[] = [], known: KnownDomains = PROVIDERS): boolean {
  if (known.domains.includes(domain) || own.includes(domain) || LOOK_LIKE_PROVIDERS.has(domain) || DISPOSABLE_DOMAINS.has(domain)) return true;
  const dot = domain.indexOf('.');
  return known.names.includes(domain.slice(0, dot)) && known.endings.includes(domain.slice(dot + 1));
}

/** The candidate strictly nearer than all others and within its limit, or null. */
function nearest(text: string, candidates: readonly string[], limitOf: (candidate: string) => number): string | null {
  let found: string | null = null;
  let least = FAR;
  for (const candidate of candidates) {
    const limit = limitOf(candidate);
    const distance = limit === 0 ? FAR : typingDistance(text, candidate, limit);
    if (distance > limit + 1e-9 || distance > least + 1e-9 || candidate === found) continue;
    found = distance < least - 1e-9 ? candidate : null;
    least = distance;
  }
  return found;
}

function nearestDomain(domain: string, own: readonly string[], known: KnownDomains): string | null {
  const { name, ending } = parted(domain);
  const candidates = known.domains.concat(own);
  const full = SHORTENED_COM.has(ending) ? `${name}.com` : domain;
  if (candidates.includes(full)) return full;
  const isEndingReal = EXISTING_ENDINGS.has(ending);
  return nearest(full, candidates, (candidate) => {
    const meant = parted(candidate);
    // The same name under another real ending is another domain: firma.ru and firma.rs.
    if (meant.name === name) return isEndingReal ? 0 : 2 * SLIP;
    return nameLimit(name, meant.name, full, candidate);
  });
}

/** How far a name may be from the one meant. Short names have real neighbours on all sides, so two swapped or doubled letters at most. */
function nameLimit(name: string, meant: string, text: string = name, candidate: string = meant): number {
  if (meant.length < SHORT_NAME) return 0;
  if (meant.length === SHORT_NAME) return text.length === candidate.length + 1 || sortedLetters(text) === sortedLetters(candidate) ? SLIP : 0;
  // Fingers seldom fail at the first letter, and words differ there most.
  if (name.charAt(0) !== meant.charAt(0) && name.length === meant.length && !areNeighbours(name.charAt(0), meant.charAt(0)) && name.slice(1) === meant.slice(1)) return 0;
  return meant.length <= MEDIUM_NAME ? 2 * SLIP : 2;
}

/** yahooo.cmo → yahoo.com: a provider with many endings, its name and its ending corrected apart. */
function providerUnderEnding(domain: string, known: KnownDomains): string | null {
  const dot = domain.indexOf('.');
  const written = domain.slice(0, dot);
  const ending = domain.slice(dot + 1);
  const name = known.names.includes(written) ? written : nearest(written, known.names, (meant) => nameLimit(written, meant));
  if (name === null) return null;
  const meantEnding = endingUnder(ending, known);
  const meant = `${name}.${meantEnding ?? ''}`;
  return meantEnding === null || meant === domain ? null : meant;
}

function endingUnder(ending: string, known: KnownDomains): string | null {
  if (known.endings.includes(ending)) return ending;
  if (SHORTENED_COM.has(ending)) return 'com';
  return EXISTING_ENDINGS.has(parted(ending).ending || ending) ? ending : nearest(ending, known.endings, () => 2 * SLIP);
}

/** company.cmo → company.com: an ending that does not exist, one slip from a common one. */
function correctedEnding(name: string, ending: string, known: KnownDomains): string | null {
  if (EXISTING_ENDINGS.has(ending) || !/^[a-z]{2,}$/.test(ending)) return null;
  const meant = nearest(ending, known.endings.filter((candidate) => !candidate.includes('.')), () => (ending.length === 2 ? SLIP : 1));
  return meant === null ? null : `${name}.${meant}`;
}

/** Name and ending at the last dot; a domain without a dot has no ending. */
function parted(domain: string): { readonly name: string; readonly ending: string } {
  const dot = domain.lastIndexOf('.');
  return dot < 0 ? { name: domain, ending: '' } : { name: domain.slice(0, dot), ending: domain.slice(dot + 1) };
}

function sortedLetters(text: string): string {
  return text.split('').sort().join('');
}

let neighbours: ReadonlySet<string> | null = null;

/** True for two keys that touch on a Latin keyboard. */
function areNeighbours(one: string, other: string): boolean {
  neighbours = neighbours ?? neighbourPairs();
  return neighbours.has(one + other);
}

/** Each row stands half a key to the right of the one above: a key touches two keys there. */
function neighbourPairs(): ReadonlySet<string> {
  const pairs = new Set<string>();
  KEY_ROWS.forEach((keys, row) => {
    keys.split('').forEach((key, column) => {
      for (const other of [keys.charAt(column + 1), KEY_ROWS[row + 1]?.charAt(column) ?? '', KEY_ROWS[row + 1]?.charAt(column - 1) ?? '']) {
        if (other !== '') pairs.add(key + other).add(other + key);
      }
    });
  });
  return pairs;
}
