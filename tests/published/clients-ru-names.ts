/** Names and cities of the made-up Russian client list: what can be read back from one row alone, by the change made to the row. */
import { countCities, normaliseCity } from '../../src/core/contacts/city';
import { nameKey, readName } from '../../src/core/contacts/name';
import type { NameReading } from '../../src/core/contacts/name';
import type { PublishedCheck, PublishedSource } from './published';
import { csvLines, once } from './published';

const SET = 'clients_ru';
const source: PublishedSource = { author: 'own generator', work: 'clients_ru', table: 'truth.csv' };

type Line = Readonly<Record<string, string>>;

interface Row {
  readonly truth: Line;
  readonly client: Line;
  /** The change made to the name: `order`, `case`, …; `none` for a row with its name as it is. */
  readonly change: string;
  readonly reading: NameReading;
}

const rows = once(() => {
  const clients = csvLines(SET, 'clients.csv');
  return csvLines(SET, 'truth.csv').map((truth, index): Row => {
    const client = clients[index] ?? {};
    return { truth, client, change: /name:([^;]+)/.exec(truth.changes ?? '')?.[1] ?? 'none', reading: readName(client['ФИО'] ?? '') };
  });
});
const cityCounts = once(() => countCities(rows().map(({ client }) => client['Город'] ?? '')));

const folded = (text: string | undefined): string => (text ?? '').replace(/ё/g, 'е').replace(/Ё/g, 'Е');
const truthOf = ({ truth }: Row): { lastName: string; firstName: string; patronymic: string } => ({
  lastName: truth.last_name ?? '', firstName: truth.first_name ?? '', patronymic: truth.patronymic ?? '',
});
const letterOf = (text: string | undefined): string => `${(text ?? '').slice(0, 1)}.`;

/** All three parts as in the truth; ё and е are one letter. */
const isSame = (row: Row): boolean => {
  const truth = truthOf(row);
  return (['lastName', 'firstName', 'patronymic'] as const).every((part) => folded(row.reading[part]) === folded(truth[part]));
};
/** What each change leaves in the row: the letters of the names for initials, two parts without the patronymic, the key for another alphabet. */
const LEFT: Readonly<Record<string, (row: Row) => boolean>> = {
  initials: ({ reading, truth }) => reading.lastName === truth.last_name && reading.firstName === letterOf(truth.first_name) && reading.patronymic === letterOf(truth.patronymic),
  'no patronymic': ({ reading, truth }) => reading.lastName === truth.last_name && reading.firstName === truth.first_name && reading.patronymic === '',
  translit: (row) => nameKey(row.reading) === nameKey(truthOf(row)),
};

function nameCheck(change: string, what: string, count: number): PublishedCheck {
  const ofChange = (): Row[] => rows().filter((row) => row.change === change);
  return {
    set: SET, source, figure: `names, change “${change}”: ${what}, share of ${count} rows`, tolerance: 0,
    expected: () => [count, 1],
    ours: () => [ofChange().length, ofChange().filter(LEFT[change] ?? isSame).length / ofChange().length],
  };
}

export const CLIENTS_RU_NAMES: readonly PublishedCheck[] = [
  nameCheck('none', 'all three parts', 500),
  nameCheck('same', 'all three parts', 41),
  nameCheck('order', 'all three parts', 21),
  nameCheck('case', 'all three parts', 25),
  nameCheck('spaces', 'all three parts', 26),
  nameCheck('homoglyph', 'all three parts', 24),
  nameCheck('yo', 'all three parts, ё as е', 19),
  nameCheck('no patronymic', 'last and first name', 33),
  nameCheck('initials', 'last name and both letters', 28),
  nameCheck('translit', 'key of the name', 27),
  {
    set: SET, source, figure: 'names, change “typo”: all three parts, rows of 16', tolerance: 0, printed: 16, note: 'one row alone cannot tell the name before a typo; it is read as written',
    expected: () => 0,
    ours: () => rows().filter((row) => row.change === 'typo' && isSame(row)).length,
  },
  {
    set: SET, source, figure: 'names of all 760 rows: all three parts of the truth from the row alone, share', tolerance: 0, printed: 1,
    note: 'missing in the row: patronymic 33, letters of names 28, Cyrillic 27, the letters before a typo 16',
    expected: () => (760 - 33 - 28 - 27 - 16) / 760,
    ours: () => rows().filter(isSame).length / rows().length,
  },
  {
    set: SET, source, figure: 'cities of 760 rows', tolerance: 0,
    expected: () => rows().map(({ truth }) => truth.city ?? ''),
    ours: () => rows().map(({ client }) => normaliseCity(client['Город'] ?? '', cityCounts()).city),
  },
];
