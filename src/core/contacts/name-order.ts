/** Decides which word of a name is the surname, the given name and the patronymic. */
import { PARTICLES, PATRONYMIC_WORDS } from './name-lists';
import type { NamePart } from './name-words';
import { hasSurnameEnding, isFemalePatronymic, isGivenName, isInitial, isPatronymic, suitability } from './name-words';

/** A name with its parts known; `isSurnameFirst` tells how it is written. */
export interface OrderedName {
  readonly lastName: string;
  readonly firstName: string;
  readonly patronymic: string;
  readonly whole: string;
}

/** What is known about the words besides the words themselves. */
export interface OrderEvidence {
  /** The word that stood alone in capitals, or before a comma: as a rule the surname. */
  readonly surnameAt: number | null;
  /** A title stood before: a single word is then a surname. */
  readonly hasTitle: boolean;
}

/**
 * Orders of the parts by number of words, likeliest first. What the words themselves look like counts in whole points; the order, and the
 * evidence that is lost once the name is normalised, count less than one point: so a normalised name is read the same way again.
 */
const ORDERS: Readonly<Record<number, readonly (readonly NamePart[])[]>> = {
  1: [['first'], ['last'], ['patronymic']],
  2: [['last', 'first'], ['first', 'patronymic'], ['first', 'last']],
  3: [['last', 'first', 'patronymic'], ['first', 'patronymic', 'last'], ['first', 'last', 'patronymic'], ['last', 'patronymic', 'first'], ['patronymic', 'first', 'last'], ['patronymic', 'last', 'first']],
};
const ORDER_WEIGHT = 0.3;
const EVIDENCE_WEIGHT = 0.5;

/** Joins words that are one part: particles with the surname after them, `Гейдар оглы`, `Салтыков - Щедрин`. */
export function joinedWords(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    if (joined.length > 0 && PATRONYMIC_WORDS.includes(word.toLowerCase())) {
      joined.push(`${joined.pop() ?? ''} ${word}`);
    } else if (isParticle(word, at, words.length) && next !== undefined) {
      let end = at;
      while (end < words.length - 1 && (end === at || isParticle(words[end] ?? '', end, words.length))) end += 1;
      joined.push(words.slice(at, end + 1).join(' '));
      at = end;
    } else joined.push(word);
  }
  return joined;
}

/** A first word with a capital is a given name (Van Morrison), a small one begins a surname (де ла Круз Мария). */
function isParticle(word: string, at: number, count: number): boolean {
  const folded = word.toLowerCase();
  if (!PARTICLES.includes(folded.replace(/\.$/, ''))) return false;
  return at > 0 || word === folded || (count > 2 && /[а-я]/.test(folded));
}

/** Orders a name of one to three words, in Cyrillic or a transliterated one with a patronymic: surname first. Undefined for more words. */
export function orderSurnameFirst(words: readonly string[], evidence: OrderEvidence): OrderedName | undefined {
  const orders = ORDERS[words.length];
  if (orders === undefined) return undefined;
  let best: { score: number; order: readonly NamePart[] } | undefined;
  orders.forEach((order, rank) => {
    let score = (ORDER_WEIGHT * (orders.length - rank)) / orders.length;
    order.forEach((part, at) => {
      score += suitability(words[at] ?? '', part);
      // With one given name and one initial, the initial is that of the surname: «Анна К.».
      if (part === 'patronymic' && order.length === 2 && isInitial(words[at] ?? '')) score -= 3;
      if (part === 'last' && evidence.surnameAt === at) score += EVIDENCE_WEIGHT;
    });
    if (words.length === 1 && order[0] === 'last' && evidence.hasTitle) score += EVIDENCE_WEIGHT;
    if (best === undefined || score > best.score) best = { score, order };
  });
  const order = best?.order ?? [];
  const of = (part: NamePart): string => words[order.indexOf(part)] ?? '';
  const [lastName, firstName, patronymic] = [of('last'), of('first'), of('patronymic')];
  // A surname cut to an initial stands after the name it goes with: «Анна К.».
  const parts = isInitial(lastName) && !isInitial(firstName) ? [firstName, patronymic, lastName] : [lastName, firstName, patronymic];
  return { lastName, firstName, patronymic, whole: parts.filter((part) => part !== '').join(' ') };
}

/** True for a name in Latin letters that is written as Russians write: it has a patronymic. */
export function isTransliterated(words: readonly string[]): boolean {
  if (words.length === 2) return isGivenName(words[0] ?? '') && isFemalePatronymic(words[1] ?? '');
  return words.length === 3 && words.some((word, at) => at > 0 && isPatronymic(word)) && words.some((word) => isGivenName(word) || hasSurnameEnding(word));
}

/** Orders a western name: given name, middle names, surname with everything from the first particle on. */
export function orderGivenFirst(words: readonly string[], evidence: OrderEvidence): OrderedName {
  if (words.length === 1) {
    const only = words[0] ?? '';
    const isSurname = evidence.hasTitle || only.includes(' ') || hasSurnameEnding(only);
    return isSurname ? { lastName: only, firstName: '', patronymic: '', whole: only } : { lastName: '', firstName: only, patronymic: '', whole: only };
  }
  const particleAt = words.findIndex((word, at) => at > 0 && word.includes(' '));
  const surnameAt = particleAt < 0 ? words.length - 1 : particleAt;
  const givenFirst = westernName(words[0] ?? '', words.slice(1, surnameAt), words.slice(surnameAt).join(' '));
  if (words[0]?.includes(' ') === true || isSurnameBefore(words, evidence)) return westernName(words[1] ?? '', words.slice(2), words[0] ?? '');
  return givenFirst;
}

/** Orders `Last, First Middle`: the comma says it. A surname of several words keeps the comma, which alone tells where it ends. */
export function orderByComma(surname: readonly string[], given: readonly string[]): OrderedName {
  const name = westernName(given[0] ?? '', given.slice(1), surname.join(' '));
  const again = orderGivenFirst(joinedWords(name.whole.split(' ')), { surnameAt: null, hasTitle: false });
  const isPlain = again.lastName === name.lastName && again.firstName === name.firstName && again.patronymic === name.patronymic;
  return isPlain ? name : { ...name, whole: `${name.lastName}, ${given.join(' ')}` };
}

/** `Petrov Ivan`, `SMITH John`: a known given name after a surname ending, or after the only word in capitals. */
function isSurnameBefore(words: readonly string[], evidence: OrderEvidence): boolean {
  const [first = '', second = ''] = words;
  if (evidence.surnameAt === 0 && !isInitial(second)) return true;
  if (words.length > 1 && words.slice(1).every(isInitial) && !isInitial(first) && !isGivenName(first)) return true;
  return words.length === 2 && hasSurnameEnding(first) && isGivenName(second);
}

function westernName(firstName: string, middle: readonly string[], lastName: string): OrderedName {
  const patronymic = middle.join(' ');
  return { lastName, firstName, patronymic, whole: [firstName, patronymic, lastName].filter((part) => part !== '').join(' ') };
}
