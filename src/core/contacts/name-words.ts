/** What can be said of one word of a name: its case, letters of the wrong alphabet, and which part of a name it looks like. */
import { ENGLISH_GIVEN_NAMES, PATRONYMIC_WORDS, RUSSIAN_GIVEN_NAMES } from './name-lists';
import { soundKey } from './translit';

/** The parts of a name. */
export type NamePart = 'last' | 'first' | 'patronymic';

const CYRILLIC_TWINS = 'АВСЕНКМОРТХУасеорхукіІёЁ';
const LATIN_TWINS = 'ABCEHKMOPTXYaceopxykiIëË';

const GIVEN = new Set(RUSSIAN_GIVEN_NAMES);
let givenLatin: ReadonlySet<string> | null = null;

/** Made when a Latin word is first asked about: this is a third of what loading the add-on costs, and few executions read names. */
function givenSounds(): ReadonlySet<string> {
  return (givenLatin ??= new Set([...ENGLISH_GIVEN_NAMES, ...RUSSIAN_GIVEN_NAMES].map(soundKey)));
}

const STRONG_SURNAME = /(?:ов|ова|ев|ева|ин|ина|ын|ына|ский|ская|цкий|цкая|ской|цкой|енко|чук|щук|дзе|швили|ых)$/;
const WEAK_SURNAME = /(?:ук|юк|як|ян|янц|ко|ой|ый|ая|ец|их|ич|берг|штейн|ава)$/;
const LATIN_SURNAME = /(?:ov|ova|ev|eva|yov|yova|in|ina|yn|yna|sky|skiy|skii|ski|skaya|skaia|tsky|tskiy|tskaya|enko|chuk|dze|shvili)$/;
const IRISH_SURNAME = /^(?:mc[a-z]|o['’ʼ`][a-z])/;
const PATRONYMIC = /(?:ович|евич|овна|евна|ична|ovich|evich|ovna|evna|ichna)$/;
const ONLY_PATRONYMIC = /(?:вна|ична|vna|ichna)$/;
const SHORT_PATRONYMIC = /(?:ич|ich)$/;

const SHORTEST_ENDING_WORD = 4;

/** True for one or two letters and a dot. */
export function isInitial(word: string): boolean {
  return /^\p{L}{1,2}\.$/u.test(word);
}

/** True for a given name we know, Russian or western, in Cyrillic or Latin. */
export function isGivenName(word: string): boolean {
  const folded = foldWord(word);
  if (/[a-z]/.test(folded)) return givenSounds().has(soundKey(folded));
  return GIVEN.has(folded) || (folded.includes('-') && GIVEN.has(folded.slice(0, folded.indexOf('-'))) && !STRONG_SURNAME.test(folded));
}

/** True for a word formed like a surname that is no given name: Russian by its ending, in Cyrillic or Latin; Irish by Mc and O'. */
export function hasSurnameEnding(word: string): boolean {
  const folded = foldWord(word);
  return folded.length >= SHORTEST_ENDING_WORD && (STRONG_SURNAME.test(folded) || LATIN_SURNAME.test(folded) || IRISH_SURNAME.test(folded)) && !isGivenName(word);
}

/** True for a word formed like a patronymic: `Ивановна`, `Petrovich`, `Гейдар оглы`. */
export function isPatronymic(word: string): boolean {
  const folded = foldWord(word);
  return (PATRONYMIC.test(folded) && folded.length > SHORTEST_ENDING_WORD + 1) || PATRONYMIC_WORDS.includes(folded.split(/[ -]/).pop() ?? '');
}

/** True for a patronymic that cannot be a surname: `Петровна`, `Petrovna`. */
export function isFemalePatronymic(word: string): boolean {
  return isPatronymic(word) && ONLY_PATRONYMIC.test(foldWord(word));
}

/**
 * How well a word suits a part, in whole points: a known given name 3, the ending of a patronymic 4, of a surname 2 or 1; below 0 where
 * it hardly can be that part.
 */
export function suitability(word: string, part: NamePart): number {
  if (isInitial(word)) return part === 'last' ? -2 : 0;
  const folded = foldWord(word);
  const given = isGivenName(word);
  if (part === 'first') {
    if (given) return 3;
    if (isPatronymic(word)) return -3;
    return hasSurnameEnding(word) ? -1 : 0;
  }
  if (part === 'patronymic') {
    if (isPatronymic(word)) return 4;
    return !given && SHORT_PATRONYMIC.test(folded) ? 2 : -1;
  }
  if (/[ ]/.test(word) && !isPatronymic(word)) return 3;
  if (given) return 0;
  if (ONLY_PATRONYMIC.test(folded) || (isPatronymic(word) && folded.includes(' '))) return -3;
  if (isPatronymic(word)) return 0;
  if (hasSurnameEnding(word)) return 2;
  return folded.length >= SHORTEST_ENDING_WORD && WEAK_SURNAME.test(folded) ? 1 : 0;
}

/**
 * Puts look-alike letters of the other alphabet right: `Hикoлаевa` → `Николаева`. A word that could be of either alphabet follows `script`.
 * Words that no such change makes of one alphabet stay.
 */
export function withoutLookAlikes(word: string, script: 'cyrillic' | 'latin'): string {
  const hasCyrillic = /\p{Script=Cyrillic}/u.test(word);
  const hasLatin = /\p{Script=Latin}/u.test(word);
  if (!hasLatin && script === 'cyrillic') return word;
  if (!hasCyrillic && script === 'latin') return word;
  const toCyrillic = exchanged(word, LATIN_TWINS, CYRILLIC_TWINS);
  const toLatin = exchanged(word, CYRILLIC_TWINS, LATIN_TWINS);
  const canCyrillic = !/\p{Script=Latin}/u.test(toCyrillic);
  const canLatin = !/\p{Script=Cyrillic}/u.test(toLatin);
  if (canCyrillic && (script === 'cyrillic' || !canLatin)) return toCyrillic;
  return canLatin && (script === 'latin' || !canCyrillic) ? toLatin : word;
}

function exchanged(word: string, from: string, to: string): string {
  return Array.from(word, (letter) => {
    const at = from.indexOf(letter);
    return at < 0 ? letter : to.charAt(at);
  }).join('');
}

/**
 * Name case for a word all in capitals, all in small letters or written with the capitals lock (`иВАНОВ`); `McDONALD`, `O'NEIL`, `салтыков-щедрин`
 * come out right, and a word with its own capitals inside (`McDonald`, `DuBuque`) stays.
 */
export function nameCase(word: string): string {
  const lower = word.toLowerCase();
  const upper = word.toUpperCase();
  const isLocked = word.length > 2 && word.charAt(0) === lower.charAt(0) && word.slice(1) === upper.slice(1);
  if (word !== lower && word !== upper && !isLocked) return word;
  return lower.split('-').map(pieceCase).join('-');
}

function pieceCase(piece: string, index: number): string {
  if (index > 0 && PATRONYMIC_WORDS.includes(piece)) return piece;
  const irish = /^([dlo]|[до])(['’ʼ`])(.+)$/.exec(piece);
  if (irish !== null) return (irish[1] ?? '').toUpperCase() + (irish[2] ?? '') + capital(irish[3] ?? '');
  const scottish = /^mc([a-z]{3,})$/.exec(piece);
  return scottish === null ? capital(piece) : `Mc${capital(scottish[1] ?? '')}`;
}

function capital(text: string): string {
  const first = Array.from(text)[0] ?? '';
  return first.toUpperCase() + text.slice(first.length);
}

function foldWord(word: string): string {
  return word.toLowerCase().replace(/ё/g, 'е');
}
