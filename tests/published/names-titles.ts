/** Names with titles and suffixes: raw_name of 498 customers against the first and last names that the package rfm publishes. */
import { readName } from '../../src/core/contacts/name';
import type { PublishedCheck, PublishedSource } from './published';
import { csvLines, once } from './published';

const SET = 'names_titles';
const source: PublishedSource = { author: 'A. Hebbali', work: 'rfm, R package', table: 'customer names of the articles and of the data' };

const lines = once(() => csvLines(SET, 'names.csv'));

/** A spreadsheet made the truth value TRUE of the given name True; its raw_name shows what it was. */
const undamaged = (firstName: string): string => (firstName === 'TRUE' ? 'True' : firstName);

export const NAMES_TITLES: readonly PublishedCheck[] = [
  {
    set: SET, source, figure: 'first and last name of 498 names, 39 % of them with titles or suffixes', tolerance: 0,
    printed: '996 values', note: 'one first name, True, was turned into TRUE by a spreadsheet',
    expected: () => lines().map((line) => [undamaged(line.first_name ?? ''), line.last_name ?? '']),
    ours: () => lines().map((line) => readName(line.raw_name ?? '')).map(({ firstName, lastName }) => [firstName, lastName]),
  },
];
