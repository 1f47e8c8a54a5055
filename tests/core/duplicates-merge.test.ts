// String distances against printed figures, exact pairs for merging on request, and the value that survives a merge.
import fc from 'fast-check';
import { damerauLevenshtein, jaroWinkler } from '../../src/core/duplicates/distances';
import { exactDuplicates } from '../../src/core/duplicates/exact';
import type { DuplicateRecord } from '../../src/core/duplicates/record';
import { proposedSurvivor } from '../../src/core/duplicates/survivor';
import { survivorReasonText } from '../../src/core/duplicates/wording';

describe('string distances', () => {
  it.each([
    ['shackleford', 'shackelford', 0.982], ['dunningham', 'cunnigham', 0.896], ['nichleson', 'nichulson', 0.956], ['jones', 'johnson', 0.832], ['massey', 'massie', 0.933],
    ['abroms', 'abrams', 0.922], ['jeraldine', 'geraldine', 0.926], ['marhta', 'martha', 0.961], ['michelle', 'michael', 0.921], ['julies', 'julius', 0.933], ['dwayne', 'duane', 0.84], ['sean', 'susan', 0.805],
  ])('Winkler’s table of comparators: %s and %s', (a, b, printed) => {
    expect(jaroWinkler(a, b)).toBeCloseTo(printed, 3);
  });

  it.each([['kitten', 'sitting', 3], ['ca', 'abc', 3], ['ca', 'ac', 1], ['', 'abc', 3], ['иванов', 'ивнаов', 1], ['a', 'a', 0]])('edits between %s and %s', (a, b, edits) => {
    expect(damerauLevenshtein(a, b)).toBe(edits);
  });

  it('both are symmetric, equal only for equal texts, and a limit only cuts', () => {
    const word = fc.string({ unit: fc.constantFrom('а', 'б', 'в'), maxLength: 7 });
    fc.assert(
      fc.property(word, word, fc.nat(4), (a, b, limit) => {
        const edits = damerauLevenshtein(a, b);
        expect(damerauLevenshtein(b, a)).toBe(edits);
        expect(edits === 0).toBe(a === b);
        expect(edits).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(damerauLevenshtein(a, b, limit)).toBe(Math.min(edits, limit + 1));
        expect(jaroWinkler(a, b)).toBeCloseTo(jaroWinkler(b, a), 12);
        expect(jaroWinkler(a, b) === 1).toBe(a === b);
      }),
    );
  });
});

describe('exact pairs for merging on request', () => {
  const anna: DuplicateRecord = { lastName: 'Котова', firstName: 'Анна', phones: ['+79990000001'], emails: ['kotova@mail.example'] };

  it.each<[string, DuplicateRecord, boolean]>([
    ['the same phone and name', { lastName: 'КОТОВА', firstName: 'анна', phones: ['+79990000001'] }, true],
    ['the same e-mail and the name in initials', { lastName: 'Котова', firstName: 'А.', patronymic: 'И.', emails: ['kotova@mail.example'] }, true],
    ['an initial without a surname', { firstName: 'А.', phones: ['+79990000001'] }, false],
    ['another given name', { lastName: 'Котова', firstName: 'Яна', phones: ['+79990000001'] }, false],
    ['a typo in the name', { lastName: 'Кодова', firstName: 'Анна', phones: ['+79990000001'] }, false],
    ['no name at all', { phones: ['+79990000001'] }, false],
    ['the same name alone', { lastName: 'Котова', firstName: 'Анна' }, false],
  ])('%s', (_title, other, isPair) => {
    const { pairs, groups } = exactDuplicates([anna, other]);
    expect(pairs.map(({ a, b }) => [a, b])).toEqual(isPair ? [[0, 1]] : []);
    expect(groups).toEqual(isPair ? [[0, 1]] : []);
  });

  it('birthdays that differ, addresses of an office and phones of a crowd join nobody', () => {
    expect(exactDuplicates([{ ...anna, birthday: '1980-01-01' }, { ...anna, birthday: '1981-01-01' }]).pairs).toEqual([]);
    expect(exactDuplicates([{ ...anna, phones: [], emails: ['info@firm.example'] }, { ...anna, phones: [], emails: ['info@firm.example'] }]).pairs).toEqual([]);
    expect(exactDuplicates(Array.from({ length: 10 }, () => anna)).groups).toHaveLength(1);
    expect(exactDuplicates(Array.from({ length: 11 }, () => anna)).pairs).toEqual([]);
  });

  it('a group holds no two rows whose names contradict, though each fits the row between them', () => {
    const { pairs, groups } = exactDuplicates([{ ...anna, patronymic: 'Ивановна' }, anna, { ...anna, patronymic: 'Петровна' }]);
    expect(pairs.map(({ a, b }) => [a, b])).toEqual([[0, 1], [1, 2]]);
    expect(groups).toEqual([[0, 1]]);
  });

  it('companies need the same whole name', () => {
    const firm = { nameKey: 'ooo romashka', phones: ['+74950000001'] };
    expect(exactDuplicates([firm, { ...firm }]).pairs).toHaveLength(1);
    expect(exactDuplicates([firm, { ...firm, nameKey: 'ooo rassvet' }]).pairs).toEqual([]);
  });
});

describe('the surviving value', () => {
  const values = (...list: readonly (readonly [string, number | null])[]): { value: string; day: number | null }[] => list.map(([value, day]) => ({ value, day }));

  it.each([
    ['the fullest name', 'fullest', values(['И.', 5], ['Иван', 1]), 'Иван', 1, 'fullest', ['И.']],
    ['the newest phone', 'newest', values(['+71', 5], ['+72', 9], ['+71', 6]), '+72', 1, 'newest', ['+71']],
    ['the most frequent birthday', 'mostFrequent', values(['1980', 1], ['1990', 9], ['1980', 2]), '1980', 2, 'mostFrequent', ['1990']],
    ['the only value, whatever its age', 'newest', values(['', 9], ['Казань', null]), 'Казань', 1, 'only', []],
    ['one value everywhere', 'newest', values(['Казань', 1], ['Казань', 2]), 'Казань', 1, 'same', []],
    ['a tie is broken by the next rule', 'fullest', values(['abc', 1], ['abd', 7]), 'abd', 1, 'newest', ['abc']],
    ['the first where nothing decides', 'newest', values(['abc', null], ['abd', null]), 'abc', 0, 'first', ['abd']],
    ['nothing where nothing is known', 'newest', values(['', 1], [' ', 2]), '', null, 'only', []],
  ] as const)('%s', (_title, rule, candidates, value, from, reason, others) => {
    expect(proposedSurvivor(candidates, rule)).toEqual({ value, from, reason, others });
  });

  it('values that count as equal are counted together', () => {
    const proposal = proposedSurvivor(values(['ИВАН', 1], ['Пётр', 9], ['Иван', 3]), 'mostFrequent', (value) => value.toLowerCase());
    expect(proposal).toEqual({ value: 'Иван', from: 2, reason: 'mostFrequent', others: ['Пётр'] });
    expect(survivorReasonText(proposal.reason, 'ru')).toBe('Самое частое значение');
    expect(survivorReasonText(proposal.reason, 'en')).toBe('The most frequent value');
  });
});
