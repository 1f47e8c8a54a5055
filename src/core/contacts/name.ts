/** Reads names of people, Russian and English, and takes them apart. */
import type { NameChange, NameReading } from './name-reading';
import type { OrderedName } from './name-order';
import { isTransliterated, joinedWords, orderByComma, orderGivenFirst, orderSurnameFirst } from './name-order';
import { PARTICLES, PATRONYMIC_WORDS } from './name-lists';
import { LONGEST_NAME, isNoPerson, isOrganisation, takeTitles, withPlainSpaces, withoutSigns, wordsOf } from './name-text';
import { isGivenName, isInitial, nameCase, withoutLookAlikes } from './name-words';

export { nameKey } from './name-reading';
export type { NameChange, NameParts, NameReading } from './name-reading';

const PARTS = ['lastName', 'firstName', 'patronymic'] as const;
const LETTER = /\p{L}/u;
const GLUED_INITIALS = /(?:^|[\s.])\p{L}{1,2}\.(?=\p{L})/u;

/**
 * Reads the text of a name cell: Russian names (`Иванов Иван Иванович` in any order, `И.И. Иванов`, transliterated), western names (`Dr. John
 * van Dyke Jr.`, `Smith, John`). Never fails: what is not the name of one person is left whole. Reading `whole` again changes nothing.
 */
export function readName(text: string): NameReading {
  const reading = readOnce(text);
  if (reading.kind !== 'person' || reading.whole === text) return reading;
  // A proposal that would be read as somebody else was not understood: the text stays as it is.
  const again = readOnce(reading.whole);
  const isStable = again.changes.length === 0 && PARTS.every((part) => again[part] === reading[part]);
  if (isStable) return reading;
  const plain = withPlainSpaces(text);
  return whole('other', plain, plain === text ? [] : ['spaces']);
}

function readOnce(text: string): NameReading {
  const changes = new Set<NameChange>();
  const plain = withPlainSpaces(text);
  if (plain !== text) changes.add('spaces');
  if (plain === '' || /^[-–—]+$/.test(plain)) return whole('empty', '', changes);
  if (plain.length > LONGEST_NAME) return whole('other', plain, changes);
  if (isOrganisation(plain)) return whole('organisation', plain, changes);
  // A formula that came as text: what is left without its signs would be no name.
  if (plain.startsWith('=')) return whole('other', plain, changes);
  const inside = new Set(changes);
  const { name, remark } = withoutSigns(plain, inside);
  if (isNoPerson(name)) return whole('other', plain, changes);
  const script = scriptOf(name);
  const written = name.split(/,\s*/).map((segment) => wordsOf(segment).map((word) => putRight(word, script, inside)));
  const { segments, before, after } = takeTitles(written);
  const titles = [...before, ...after];
  if (GLUED_INITIALS.test(name) && segments.some((words) => words.some(isInitial))) inside.add('initials');
  const isShouted = segments.every((words) => words.every((word) => word === word.toUpperCase()));
  const cased = segments.map((words) => words.reduce<string[]>((list, word) => list.concat(caseOf(word, isShouted, inside)), []));
  const ordered = isMoreThanName(cased, script) ? undefined : order(cased, shoutedAt(segments), titles.length > 0, script);
  if (ordered === undefined) return whole('other', plain, changes);
  const flat = cased.map((words) => words.join(' ')).join(' ');
  const hasComma = ordered.whole.includes(',');
  const swapped = !hasComma && ordered.whole !== flat;
  if (swapped) inside.add('order');
  else if (segments.length > 1 && !hasComma) inside.add('signs');
  // A title before or after a single word is all that tells the surname: it stays in the text.
  const isSingle = [ordered.lastName, ordered.firstName, ordered.patronymic].filter((part) => part !== '').length === 1;
  if (titles.length > 0 && !isSingle) inside.add('title');
  const shown = isSingle ? [...before, ordered.whole, ...after].join(' ') : ordered.whole;
  if (inside.size === 0 && shown !== text) inside.add('signs');
  return { kind: 'person', ...ordered, whole: shown, titles, remark, swapped, changes: Array.from(inside) };
}

/** A comma that does not stand between a surname and its names: two people (`Иван, Мария`), a name and something else (`Иван Петров, директор`). */
function isMoreThanName(segments: readonly (readonly string[])[], script: 'cyrillic' | 'latin'): boolean {
  if (segments.length > 2) return true;
  const [before = [], after] = segments;
  if (after === undefined) return false;
  const isGivenBefore = isGivenName(before[0] ?? '');
  if (before.length > 1) return script === 'cyrillic' || (isGivenBefore && !isGivenName(after[0] ?? ''));
  return script === 'cyrillic' && after.length === 1 && isGivenBefore && isGivenName(after[0] ?? '');
}

function whole(kind: 'organisation' | 'other' | 'empty', text: string, changes: Iterable<NameChange>): NameReading {
  return { kind, lastName: '', firstName: '', patronymic: '', titles: [], remark: '', whole: text, swapped: false, changes: Array.from(changes) };
}

/** The alphabet of most letters that only one alphabet has, so that look-alikes do not vote. */
function scriptOf(name: string): 'cyrillic' | 'latin' {
  let cyrillic = 0;
  let latin = 0;
  for (const letter of name) {
    if (/[\p{Script=Cyrillic}]/u.test(letter) && !/[АВСЕНКМОРТХУасеорхукіІёЁ]/.test(letter)) cyrillic += 1;
    if (/[\p{Script=Latin}]/u.test(letter) && !/[ABCEHKMOPTXYaceopxykiIëË]/.test(letter)) latin += 1;
  }
  if (cyrillic === latin) return /\p{Script=Cyrillic}/u.test(name) ? 'cyrillic' : 'latin';
  return cyrillic > latin ? 'cyrillic' : 'latin';
}

/** A word with its look-alike letters put right. */
function putRight(word: string, script: 'cyrillic' | 'latin', changes: Set<NameChange>): string {
  const right = withoutLookAlikes(word, script);
  if (right !== word) changes.add('look-alike');
  return right;
}

/** A word in name case, initials with their dots (`ИИ` gives two), no dot where none belongs. */
function caseOf(word: string, isShouted: boolean, changes: Set<NameChange>): string[] {
  const isPair = !isShouted && /^[А-ЯЁ]{2}$/.test(word) && !isGivenName(word);
  if (isPair || /^\p{L}$/u.test(word)) {
    changes.add('initials');
    return Array.from(word, (letter) => `${letter.toUpperCase()}.`);
  }
  const bare = word.length > 3 ? word.replace(/\.+$/, '') : word;
  if (bare !== word) changes.add('signs');
  // Two Latin capitals among words in name case are how somebody is called: JD, AJ.
  if (!isShouted && /^[A-Z]{2}$/.test(bare)) return [bare];
  const lower = bare.toLowerCase();
  const isSmallWord = PARTICLES.includes(lower) || PATRONYMIC_WORDS.includes(lower);
  const cased = isSmallWord && (bare === lower || isShouted) ? lower : nameCase(bare);
  if (cased !== bare) changes.add('case');
  return [cased];
}

/** The place of the only word in capitals, three letters or more, before or after words in name case. */
function shoutedAt(segments: readonly (readonly string[])[]): number | null {
  const words = segments.flat();
  const shouted = words.map((word, at) => ({ word, at })).filter(({ word }) => word.length > 2 && LETTER.test(word) && word === word.toUpperCase() && !word.includes('.'));
  const [only] = shouted;
  if (shouted.length !== 1 || only === undefined || words.length === 1) return null;
  const isWritten = words.some((word) => word.length > 2 && word !== word.toUpperCase() && word !== word.toLowerCase());
  return isWritten && (only.at === 0 || only.at === words.length - 1) ? only.at : null;
}

function order(segments: readonly (readonly string[])[], shouted: number | null, hasTitle: boolean, script: 'cyrillic' | 'latin'): OrderedName | undefined {
  const [before = [], after] = segments.map(joinedWords);
  const words = after === undefined ? before : [...before, ...after];
  const isSurnameFirst = script === 'cyrillic' || isTransliterated(words);
  const surnameAt = after !== undefined && before.length === 1 ? 0 : shouted;
  if (isSurnameFirst) return orderSurnameFirst(words, { surnameAt, hasTitle });
  if (after === undefined) return orderGivenFirst(words, { surnameAt, hasTitle });
  return orderByComma(before, after);
}
