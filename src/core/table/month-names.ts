/** Month names by their beginnings, in the languages people's software writes dates in. */

/** Beginnings that are enough to know a month; longer ones come first where one begins another. */
const MONTH_BEGINNINGS: readonly (readonly string[])[] = [
  ['январ', 'янв', 'january', 'januar', 'jan', 'jän'],
  ['феврал', 'февр', 'фев', 'february', 'februar', 'feb'],
  ['март', 'мар', 'march', 'märz', 'maerz', 'mar', 'mär', 'mrz'],
  ['апрел', 'апр', 'april', 'apr'],
  ['май', 'мая', 'мае', 'may', 'mai'],
  ['июн', 'june', 'juni', 'jun'],
  ['июл', 'july', 'juli', 'jul'],
  ['август', 'авг', 'august', 'aug'],
  ['сентябр', 'сент', 'сен', 'september', 'sept', 'sep'],
  ['октябр', 'окт', 'october', 'oktober', 'oct', 'okt'],
  ['ноябр', 'нояб', 'ноя', 'november', 'nov'],
  ['декабр', 'дек', 'december', 'dezember', 'dec', 'dez'],
];

/** The month (from 1) a word names, or undefined. Case endings are allowed after a Russian beginning of four letters or more. */
export function monthOf(word: string): number | undefined {
  const folded = word.toLowerCase().replace(/\.$/, '');
  for (let index = 0; index < MONTH_BEGINNINGS.length; index += 1) {
    for (const beginning of MONTH_BEGINNINGS[index] ?? []) {
      if (folded === beginning) return index + 1;
      const hasEnding = folded.startsWith(beginning) && folded.length <= beginning.length + 2 && beginning.length >= 3;
      if (hasEnding && /^[а-я]+$/.test(folded)) return index + 1;
    }
  }
  return undefined;
}
