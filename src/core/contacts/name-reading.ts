/** What the reading of a name gives, and the keys by which two readings are compared. */
import { soundKey } from './translit';

/** What was done to the text: each is a reason to show. */
export type NameChange = 'spaces' | 'signs' | 'look-alike' | 'case' | 'initials' | 'title' | 'remark' | 'order';

/** A name cell taken apart. */
export interface NameReading {
  /** A person; an organisation, left whole; anything else (two people, figures, another script), left whole; nothing. */
  readonly kind: 'person' | 'organisation' | 'other' | 'empty';
  readonly lastName: string;
  /** Given name; an initial is written `И.`. */
  readonly firstName: string;
  /** Patronymic, or the middle names of an English name; initials as `И.`. */
  readonly patronymic: string;
  /** Titles, suffixes and degrees as they were written, such as `Dr.`, `Jr.`, `PhD`, `г-н`. */
  readonly titles: readonly string[];
  /** What stood in brackets. */
  readonly remark: string;
  /** The proposed text of one cell: last, first, patronymic for Russian names, first, middle, last for English ones; without titles and remark. */
  readonly whole: string;
  /** True where the parts stood in another order than in `whole`. */
  readonly swapped: boolean;
  readonly changes: readonly NameChange[];
}

/** The parts that the keys need. */
export type NameParts = Pick<NameReading, 'lastName' | 'firstName' | 'patronymic'> & Partial<Pick<NameReading, 'whole'>>;

/**
 * The key of a whole name: equal for any order of its parts, any case, ё and е, Cyrillic and Latin spelling. Hyphens do not matter; an initial
 * stays one letter, so a name with initials has a key of its own: compare such names part by part.
 */
export function nameKey(reading: NameParts): string {
  const parts = [reading.lastName, reading.firstName, reading.patronymic].filter((part) => part !== '');
  return (parts.length === 0 ? [reading.whole ?? ''] : parts).flatMap(keyWords).sort().join(' ');
}

function keyWords(text: string): string[] {
  return text
    .split(/[^\p{L}\p{N}'’ʼ`]+/u)
    .map(soundKey)
    .filter((key) => key !== '');
}
