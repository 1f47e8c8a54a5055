/** A made-up Russian client list: the messy rows are read by our normalisers, and its duplicates found without looking at the truth. */
import { readFileSync } from 'node:fs';
import { normaliseCity } from '../../src/core/contacts/city';
import { readEmail } from '../../src/core/contacts/email';
import { nameKey, readName } from '../../src/core/contacts/name';
import { normalisePhone } from '../../src/core/contacts/phone';
import { findDuplicates } from '../../src/core/duplicates/duplicates';
import { exactDuplicates } from '../../src/core/duplicates/exact';
import type { DuplicateRecord } from '../../src/core/duplicates/record';
import { readCsv } from '../../src/core/file/csv-reader';
import { measuresOf } from './pair-measures';
import { csvLines, once, setFile } from './published';
import type { PublishedCheck } from './published';

const source = { author: 'own generator over @faker-js/faker', work: 'made-up Russian client list', table: 'truth.csv' };

/** The rows as a clean run would hand them over. */
const records = once((): DuplicateRecord[] => {
  const [, ...rows] = readCsv(readFileSync(setFile('clients_ru', 'clients.csv'), 'utf8').replace(/^\ufeff/, '')).value;
  return rows.map(([nameText = '', phone = '', address = '', city = '']) => {
    const name = readName(nameText);
    const email = readEmail(address);
    return {
      phones: normalisePhone(phone, 'RU').filter(({ valid }) => valid).map(({ e164 }) => e164),
      emails: email.status === 'invalid' ? [] : [email.key, ...(email.suggestion === null ? [] : [email.suggestion])],
      lastName: name.lastName, firstName: name.firstName, patronymic: name.patronymic, nameKey: nameKey(name), nameText,
      city: normaliseCity(city).city,
    };
  });
});

/** All pairs of rows of one person. */
const truePairs = once((): (readonly [number, number])[] => {
  const lines = csvLines('clients_ru', 'truth.csv');
  return lines.flatMap((line, a) => lines.flatMap((other, b) => (a < b && line['entity_id'] === other['entity_id'] ? [[a, b] as const] : [])));
});

/** True pairs with evidence: rows of one person that are linked by a shared phone or e-mail, also through a third row. */
const evidentPairs = once((): (readonly [number, number])[] => {
  const lines = csvLines('clients_ru', 'truth.csv');
  const pairs: (readonly [number, number])[] = [];
  const people = new Map<string, number[]>();
  lines.forEach((line, index) => people.set(line['entity_id'] ?? '', [...(people.get(line['entity_id'] ?? '') ?? []), index]));
  people.forEach((rows) => {
    const isLinked = (a: number, b: number): boolean => ['e164', 'email'].some((field) => (lines[a]?.[field] ?? '') !== '' && lines[a]?.[field] === lines[b]?.[field]);
    for (const start of rows) {
      const reached = new Set([start]);
      reached.forEach((row) => rows.filter((other) => isLinked(row, other)).forEach((other) => reached.add(other)));
      reached.forEach((row) => { if (row > start) pairs.push([start, row]); });
    }
  });
  return pairs;
});

/** Checks of the duplicates of the set. */
export const CLIENTS_RU: readonly PublishedCheck[] = [
  { set: 'clients_ru', source, figure: 'pairs of rows of one person', tolerance: 0, expected: () => 437, ours: () => truePairs().length },
  {
    set: 'clients_ru', source, figure: 'precision of the duplicates with the threshold 0.6, 0.8 (ours), 0.9', tolerance: 0.02,
    expected: () => [1, 1, 1],
    ours: () => [0.6, 0.8, 0.9].map((threshold) => measuresOf(findDuplicates(records(), { threshold }).pairs, truePairs())[0] ?? 0),
  },
  {
    set: 'clients_ru', source, figure: 'recall of the pairs with evidence (a phone or e-mail shared, also through a third row) with the threshold 0.6, 0.8 (ours), 0.9', tolerance: 0.05,
    expected: () => [1, 1, 1],
    ours: () => [0.6, 0.8, 0.9].map((threshold) => measuresOf(findDuplicates(records(), { threshold }).pairs, evidentPairs())[1] ?? 0),
  },
  {
    set: 'clients_ru', source, figure: 'precision of the pairs offered for merging without a look', tolerance: 0,
    expected: () => 1,
    ours: () => measuresOf(exactDuplicates(records()).pairs, truePairs())[0] ?? 0,
  },
];
