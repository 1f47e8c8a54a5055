// The search for duplicates: what is one client, what are two people who share something, and that nothing hangs on the order of the rows.
import fc from 'fast-check';
import { blockKeys, forEachCandidate } from '../../src/core/duplicates/blocking';
import { findDuplicates } from '../../src/core/duplicates/duplicates';
import { groupsOf } from '../../src/core/duplicates/groups';
import { preparedRecord } from '../../src/core/duplicates/prepared-record';
import { DUPLICATE_CODES } from '../../src/core/duplicates/record';
import type { DuplicateRecord } from '../../src/core/duplicates/record';
import { duplicateReasonText } from '../../src/core/duplicates/wording';

const PHONE = '+79990000001';

/** A base of a few dozen other people, so that a pair is found among strangers. */
const CROWD: readonly DuplicateRecord[] = ['Орлов Пётр', 'Зайцева Ольга', 'Кузнецов Олег', 'Белова Анна', 'Громов Игорь', 'Жукова Вера', 'Львов Семён', 'Рябова Инна', 'Фомин Глеб', 'Носова Дарья'].flatMap(
  (name, index) => {
    const [lastName = '', firstName = ''] = name.split(' ');
    return [0, 1, 2].map((more) => ({ lastName: `${lastName}${'ьчк'.charAt(more)}ин`, firstName: more === 0 ? firstName : `${firstName}${more}`, phones: [`+7999111${index}${more}00`], city: 'Казань' }));
  },
);

function pairOf(a: DuplicateRecord, b: DuplicateRecord): { score: number; codes: string[] } | null {
  const found = findDuplicates([a, b, ...CROWD]).pairs.find((pair) => pair.a === 0 && pair.b === 1);
  return found === undefined ? null : { score: found.score, codes: found.reasons.map(({ code }) => code) };
}

describe('one client', () => {
  const ivanov: DuplicateRecord = { lastName: 'Иванов', firstName: 'Алексей', patronymic: 'Петрович', phones: [PHONE], city: 'Казань' };

  it.each<[string, DuplicateRecord, string]>([
    ['the same phone and the same name', { ...ivanov }, 'phone.same'],
    ['ё and е, case and Latin letters in the name', { lastName: 'IVANOV', firstName: 'Aleksey', phones: [PHONE] }, 'firstName.same'],
    ['initials beside the full name', { lastName: 'Иванов', firstName: 'А.', patronymic: 'П', phones: [PHONE] }, 'firstName.initial'],
    ['one typo in the last name', { ...ivanov, lastName: 'Иввнов' }, 'lastName.near'],
    ['first and last name in each other’s place', { lastName: 'Алексей', firstName: 'Иванов', phones: [PHONE] }, 'name.swapped'],
    ['a new last name after marriage', { ...ivanov, lastName: 'Сидоров' }, 'lastName.different'],
    ['the same phone where one row has no name', { phones: [PHONE] }, 'phone.same'],
    ['one of two phones', { ...ivanov, phones: ['+79995556677', PHONE] }, 'phone.same'],
  ])('%s', (_title, other, code) => {
    const pair = pairOf(ivanov, other);
    expect(pair?.codes).toContain(code);
    expect(pair?.score).toBeGreaterThanOrEqual(0.8);
  });

  it('the same full name and birthday without any contact', () => {
    const born = { lastName: 'Ёлкина', firstName: 'Инга', birthday: '1980-02-03' };
    expect(pairOf({ ...born, phones: ['+79990000005'] }, { ...born, lastName: 'Елкина', phones: ['+79990000006'] })?.codes).toEqual(['birthday.same', 'lastName.same', 'firstName.same', 'phone.different']);
  });

  it('a company by its whole name and e-mail', () => {
    const company = { nameKey: 'romashka ooo', nameText: 'ООО «Ромашка»', emails: ['info@romashka.example'] };
    expect(pairOf(company, { ...company })?.codes).toEqual(['email.same', 'name.same']);
  });

  it('reasons show the values as they were given, the lower row first', () => {
    const { pairs } = findDuplicates([{ lastName: 'Ёжикова', firstName: 'Инна', phones: [PHONE] }, { lastName: 'Ежиковы', firstName: 'ИННА', phones: [PHONE] }]);
    expect(pairs[0]?.reasons.find(({ code }) => code === 'lastName.near')?.params).toEqual({ a: 'Ёжикова', b: 'Ежиковы', edits: 1 });
  });
});

describe('two people', () => {
  it.each<[string, DuplicateRecord, DuplicateRecord]>([
    ['husband and wife with one phone, surname and address', { lastName: 'Иванов', firstName: 'Алексей', phones: [PHONE], address: 'Садовая 5', city: 'Казань' }, { lastName: 'Иванова', firstName: 'Мария', phones: [PHONE], address: 'Садовая 5', city: 'Казань' }],
    ['mother and child with one phone and one e-mail', { lastName: 'Котова', firstName: 'Анна', phones: [PHONE], emails: ['kotova@mail.example'] }, { lastName: 'Котова', firstName: 'Елена', phones: [PHONE], emails: ['kotova@mail.example'] }],
    ['colleagues with the address of the office', { lastName: 'Котов', firstName: 'Иван', emails: ['info@firma.example'] }, { lastName: 'Рогов', firstName: 'Пётр', emails: ['info@firma.example'] }],
    ['the address of an office and no names', { emails: ['info@firma.example'] }, { emails: ['info@firma.example'] }],
    ['namesakes with different phones and birthdays', { lastName: 'Иванов', firstName: 'Иван', phones: [PHONE], birthday: '1980-02-03' }, { lastName: 'Иванов', firstName: 'Иван', phones: ['+79990000009'], birthday: '1991-11-24' }],
    ['the same first name and city', { firstName: 'Алексей', city: 'Казань' }, { firstName: 'Алексей', city: 'Казань' }],
    ['numbered mailboxes', { emails: ['client1@mail.example'] }, { emails: ['client2@mail.example'] }],
    ['numbered mailboxes beside an initial', { lastName: 'Котов', firstName: 'А.', emails: ['kotov1@mail.example'] }, { lastName: 'Котов', firstName: 'А.', emails: ['kotov2@mail.example'] }],
    ['empty rows', {}, { phones: [''], emails: [], lastName: ' ' }],
  ])('%s', (_title, a, b) => {
    expect(pairOf(a, b)).toBeNull();
  });

  it('a row without a name that shares the phone of a couple joins neither', () => {
    expect(findDuplicates([{ lastName: 'Иванов', firstName: 'Пётр', phones: [PHONE] }, { phones: [PHONE] }, { lastName: 'Иванова', firstName: 'Мария', phones: [PHONE] }, ...CROWD]).pairs).toEqual([]);
  });

  it('a phone that half of the base gives (the shop’s own) joins nobody by itself', () => {
    const base = Array.from({ length: 60 }, (_, index) => ({ phones: [PHONE], firstName: ['Анна', 'Олег', 'Вера', 'Глеб', 'Инна', 'Яна'][index % 6] ?? '', lastName: `${'БВГДЖ'.charAt(index % 5)}а${'клмнпр'.charAt(Math.floor(index / 10))}о${'дтсзф'.charAt((index * 3) % 5)}у${'вн'.charAt(index % 2)}` }));
    expect(findDuplicates(base).pairs).toEqual([]);
  });
});

describe('groups', () => {
  it('two rows that share nothing are joined through a third, with its number and the weakest link', () => {
    const name = { lastName: 'Карпова', firstName: 'М.' };
    const { pairs, groups, weakestLinks } = findDuplicates([{ ...name, phones: [PHONE] }, { phones: [PHONE], emails: ['karpova.m@mail.example'], ...name, firstName: 'Мария' }, { emails: ['karpova.m@mail.example'], firstName: 'Мария' }, ...CROWD]);
    expect(groups).toEqual([[0, 1, 2]]);
    const through = pairs.find(({ a, b }) => a === 0 && b === 2);
    expect(through?.indirect).toBe(true);
    expect(through?.reasons[0]).toMatchObject({ code: 'group.through', params: { rowIndex: 1 } });
    const direct = pairs.filter(({ indirect }) => !indirect).map(({ score }) => score);
    expect(through?.score).toBe(Math.min(...direct));
    expect(weakestLinks[0]?.score).toBe(Math.min(...direct));
  });

  it('an initial that fits both of a couple does not make the couple one client', () => {
    const { groups, pairs } = findDuplicates([{ lastName: 'Иванов', firstName: 'Алексей', phones: [PHONE] }, { lastName: 'Иванов', firstName: 'А.', phones: [PHONE] }, { lastName: 'Иванова', firstName: 'Анна', phones: [PHONE] }, ...CROWD]);
    expect(pairs.map(({ a, b }) => [a, b])).toEqual([[0, 1], [1, 2]]);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toHaveLength(2);
    expect(groups[0]).toContain(1);
    expect(pairs.some(({ a, b }) => a === 0 && b === 2)).toBe(false);
  });

  it('the best links join first, and the last one that joined is the weakest of the group', () => {
    const links = [{ a: 0, b: 1, bits: 9 }, { a: 1, b: 2, bits: 7 }, { a: 0, b: 2, bits: 5 }, { a: 2, b: 3, bits: 4 }];
    const { groups, pairs } = groupsOf(links, (a, b) => a + b === 3 && a * b === 0);
    expect(groups).toEqual([{ members: [0, 1, 2], weakest: links[1] }]);
    expect(pairs.map(({ a, b, by }) => [a, b, by.bits])).toEqual([[0, 1, 9], [0, 2, 7], [1, 2, 7]]);
  });
});

describe('whatever the rows are', () => {
  const part = fc.constantFrom('', 'Иванов', 'Иванова', 'Иваноы', 'Пётр', 'Петр', 'П.', 'Мария', 'Ivanov');
  const record: fc.Arbitrary<DuplicateRecord> = fc.record({
    lastName: part, firstName: part, patronymic: fc.constantFrom('', 'Ильич', 'И.'),
    phones: fc.subarray(['+79990000001', '+79990000002', '+79990000003']), emails: fc.subarray(['ivanov@mail.example', 'ivanow@mail.example', 'info@firm.example']),
    city: fc.constantFrom('', 'Казань', 'Пермь'), birthday: fc.constantFrom('', '1980-01-02', '1980-02-01', '1990-05-05'), address: fc.constantFrom('', 'Садовая 5', 'ул. Садовая, 5', 'Лесная 7'),
  });
  const base = fc.array(record, { maxLength: 14 });

  it('the order of the rows changes no pair, no score and no reason', () => {
    fc.assert(
      fc.property(base, fc.array(fc.nat(), { minLength: 14, maxLength: 14 }), (records, random) => {
        const order = records.map((_, index) => ({ index, by: random[index] ?? 0 })).sort((one, other) => one.by - other.by).map(({ index }) => index);
        const shown = (list: readonly DuplicateRecord[]): string[] => findDuplicates(list).pairs.filter(({ indirect }) => !indirect).map(({ a, b, score, reasons }) => {
          const both = [JSON.stringify(list[a]), JSON.stringify(list[b])].sort();
          return JSON.stringify([both, score, reasons.map(({ code, bits }) => [code, bits])]);
        }).sort();
        expect(shown(order.map((index) => records[index] ?? {}))).toEqual(shown(records));
      }),
      { numRuns: 150 },
    );
  });

  it('every pair has reasons, a probability, rising positions and a sentence in both languages; pairs of a group are complete', () => {
    fc.assert(
      fc.property(base, (records) => {
        const { pairs, groups, weakestLinks } = findDuplicates(records);
        const listed = new Set(pairs.map(({ a, b }) => `${a} ${b}`));
        expect(listed.size).toBe(pairs.length);
        for (const { a, b, score, indirect, reasons } of pairs) {
          expect(a).toBeLessThan(b);
          expect(score).toBeGreaterThanOrEqual(0.8);
          expect(score).toBeLessThan(1);
          expect(reasons.length).toBeGreaterThan(0);
          expect(indirect || reasons.some(({ bits }) => bits > 0)).toBe(true);
          for (const reason of reasons) expect(duplicateReasonText(reason, 'ru')).not.toBe(duplicateReasonText(reason, 'en'));
        }
        expect(weakestLinks).toHaveLength(groups.length);
        for (const members of groups) for (const a of members) for (const b of members) if (a < b) expect(listed.has(`${a} ${b}`)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('a stranger who shares no value moves no pair that is 0.2 bits or more from the threshold', () => {
    const stranger: DuplicateRecord = { lastName: 'Zzhukov', firstName: 'Quentin', patronymic: 'Rudolf', phones: ['+15550001111'], emails: ['nobody.else@elsewhere.example'], city: 'Oslo', birthday: '1901-12-31', address: 'Karl Johans gate 99' };
    const probability = (bits: number): number => 1 / (1 + 2 ** -bits);
    fc.assert(
      fc.property(base, (records) => {
        const keys = (list: readonly DuplicateRecord[], threshold?: number): string[] => findDuplicates(list, threshold === undefined ? {} : { threshold }).pairs.filter(({ indirect }) => !indirect).map(({ a, b }) => `${a} ${b}`);
        const after = new Set(keys([...records, stranger]));
        for (const key of keys(records, probability(2.2))) expect(after).toContain(key);
        const before = new Set(keys(records, probability(1.8)));
        for (const key of after) expect(before).toContain(key);
      }),
      { numRuns: 150 },
    );
  });
});

describe('large bases', () => {
  it('10,000 clients of one city with few names are compared in less than 40 pairs a client', () => {
    const records = Array.from({ length: 10_000 }, (_, index) => preparedRecord({ firstName: `Имя${String.fromCharCode(1072 + (index % 20))}`, lastName: `Фам${String.fromCharCode(1072 + (index % 31))}${String.fromCharCode(1072 + (index % 29))}`, city: 'Москва', phones: [`+7999${1_000_000 + index}`] }));
    let compared = 0;
    forEachCandidate(records, () => { compared += 1; });
    expect(compared).toBeGreaterThan(0);
    expect(compared).toBeLessThan(400_000);
  });

  it('two rows of one phone are candidates however many rows share their city, and no pair is visited twice', () => {
    const records = Array.from({ length: 300 }, (_, index) => preparedRecord({ city: 'Москва', firstName: 'Анна', lastName: 'Котова', phones: index % 150 === 0 ? [PHONE] : [] }));
    const seen = new Set<string>();
    let visits = 0;
    forEachCandidate(records, (a, b) => { visits += 1; seen.add(`${a} ${b}`); });
    expect(seen.has('0 150')).toBe(true);
    expect(seen.size).toBe(visits);
  });

  it('1,000 copies of one row are one group', () => {
    const { groups } = findDuplicates(Array.from({ length: 1000 }, () => ({ lastName: 'Котова', firstName: 'Анна', emails: ['kotova.a@mail.example'], phones: [PHONE] })));
    expect(groups.map((members) => members.length)).toEqual([1000]);
  });

  it('a missing value makes no key', () => {
    expect(blockKeys(preparedRecord({}))).toEqual([]);
    expect(blockKeys(preparedRecord({ phones: [PHONE] }))).toEqual([`phone|${PHONE}`]);
  });
});

describe('words', () => {
  it('every reason has a sentence with its values in both languages', () => {
    for (const code of DUPLICATE_CODES) {
      const params = { value: 'ЗНАЧ', a: 'ЛЕВ', b: 'ПРАВ', edits: 1, rowIndex: 6 };
      for (const language of ['ru', 'en'] as const) expect(duplicateReasonText({ code, params }, language)).toMatch(/ЗНАЧ|ЛЕВ; ПРАВ|7/);
    }
    expect(duplicateReasonText({ code: 'lastName.near', params: { a: 'Котов', b: 'Китов', edits: 1 } }, 'ru')).toBe('Фамилии различаются 1\u00a0буквой: Котов; Китов');
    expect(duplicateReasonText({ code: 'lastName.near', params: { a: 'Smith', b: 'Smyht', edits: 2 } }, 'en')).toBe('Last names differ in 2\u00a0letters: Smith; Smyht');
  });
});
