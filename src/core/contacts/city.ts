/** Reads names of cities: spaces, the word «город», short names, case, and the base's own spelling of a mistyped one. */
import { damerauLevenshtein } from '../duplicates/distances';
import { CITY_SHORT_NAMES } from './city-names';

/** What was done to the text: each is a reason to show. */
export type CityChange = 'spaces' | 'prefix' | 'shortName' | 'case' | 'spelling';

/** A city cell as it is proposed. */
export interface CityReading {
  /** The proposed text; '' for an empty cell. */
  readonly city: string;
  readonly changes: readonly CityChange[];
  /** For a change of `spelling`: how many rows of the base have the spelling proposed. */
  readonly rows: number;
}

/** The cities of a base by their proposed text. */
export interface CityCounts {
  /** In how many rows each stands. */
  readonly rows: ReadonlyMap<string, number>;
  /** Those that stand in enough rows to be proposed. */
  readonly frequent: readonly { readonly city: string; readonly rows: number; readonly folded: string }[];
}

const PREFIX = /^(?:(?:г|гор)\.\s*(?!о\.)|(?:г|гор|город)\s+|city of\s+)(?=\p{L})/iu;
const SUFFIX = /(?:,\s*|\s+)(?:г\.?|город)$/iu;
const SMALL_WORDS = ['на', 'над', 'под', 'де', 'ди', 'дю', 'on', 'upon', 'under', 'of', 'the', 'de', 'la', 'le', 'les', 'del', 'di', 'du', 'am', 'an', 'der', 'sur'];

/** A spelling is proposed only where it stands in that many rows at least, and in that many times the rows of the doubtful one. */
const FEWEST_ROWS = 3;
const TIMES_AS_OFTEN = 5;
/** Longer texts are addresses or notes. */
const LONGEST_CITY = 100;
const LETTERS_FOR_ONE_EDIT = 5;
const LETTERS_FOR_TWO_EDITS = 9;

/** Counts the cities of a column, each as {@link normaliseCity} writes it without counts. */
export function countCities(texts: readonly string[]): CityCounts {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const { city } = normaliseCity(text);
    if (city !== '') counts.set(city, (counts.get(city) ?? 0) + 1);
  }
  const frequent = Array.from(counts, ([city, rows]) => ({ city, rows, folded: foldOf(city) })).filter(({ rows }) => rows >= FEWEST_ROWS);
  return { rows: counts, frequent };
}

/**
 * Proposes the text of a city cell: `г.москва`, `МОСКВА`, `Мск` → `Москва`.
 * @param counts of the whole column; with them a rare spelling one edit (two from nine letters on) beside a frequent one is proposed as that one
 */
export function normaliseCity(text: string, counts?: CityCounts): CityReading {
  const changes: CityChange[] = [];
  let city = text.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim();
  if (city !== text) changes.push('spaces');
  if (city === '' || city.length > LONGEST_CITY) return { city, changes, rows: 0 };
  const bare = withoutTown(city);
  if (bare !== city) {
    changes.push('prefix');
    city = bare;
  }
  const full = CITY_SHORT_NAMES[city.toLowerCase().replace(/ё/g, 'е').replace(/[.\s\-–—]/g, '')];
  if (full !== undefined) {
    if (full.toLowerCase() === city.toLowerCase()) {
      if (full !== city) changes.push('case');
    } else changes.push('shortName');
    city = full;
  } else {
    const cased = caseOfCity(city);
    if (cased !== city) changes.push('case');
    city = cased;
  }
  const near = counts === undefined ? null : frequentSpelling(city, counts);
  if (near === null) return { city, changes, rows: 0 };
  return { city: near.city, changes: [...changes, 'spelling'], rows: near.rows };
}

/** Without «г.», «город» and a comma around the name, however many; a text of nothing else stays. */
function withoutTown(city: string): string {
  const bare = city.replace(PREFIX, '').replace(SUFFIX, '').replace(/[,;]+$/, '').trim();
  return bare === '' || bare === city ? city : withoutTown(bare);
}

/** Words all in capitals or all in small letters get their case; anything else is the owner's own spelling. */
function caseOfCity(city: string): string {
  const isOneCase = city === city.toLowerCase() || city === city.toUpperCase();
  // Short capitals are abbreviations that we do not know.
  if (!isOneCase || (city.length <= 4 && city === city.toUpperCase() && !/[аеёиоуыэюяaeiou]/i.test(city))) return city;
  let isFirst = true;
  return city.toLowerCase().replace(/[\p{L}\p{M}]+(?:['’ʼ][\p{L}\p{M}]+)*/gu, (word) => {
    const isSmall = !isFirst && SMALL_WORDS.includes(word);
    isFirst = false;
    return isSmall ? word : word.charAt(0).toUpperCase() + word.slice(1);
  });
}

function frequentSpelling(city: string, counts: CityCounts): { readonly city: string; readonly rows: number } | null {
  const edits = city.length >= LETTERS_FOR_TWO_EDITS ? 2 : city.length >= LETTERS_FOR_ONE_EDIT ? 1 : 0;
  if (edits === 0) return null;
  const own = counts.rows.get(city) ?? 0;
  const folded = foldOf(city);
  let best: { city: string; rows: number; distance: number } | null = null;
  for (const other of counts.frequent) {
    if (other.rows < own * TIMES_AS_OFTEN) continue;
    const distance = damerauLevenshtein(folded, other.folded, edits);
    // Distance 0 is ё beside е, or a hyphen: both spellings are right.
    if (distance === 0 || distance > edits) continue;
    if (best === null || distance < best.distance || (distance === best.distance && other.rows > best.rows)) best = { city: other.city, rows: other.rows, distance };
  }
  return best;
}

function foldOf(city: string): string {
  return city.toLowerCase().replace(/ё/g, 'е').replace(/[\s\-–—]+/g, ' ');
}
