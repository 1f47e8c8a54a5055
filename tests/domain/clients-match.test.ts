/** Whom a profile of a file stands for. */
import type { ClientMatch } from '../../src/domain/client-match';
import { namesDiffer } from '../../src/domain/client-likeness';
import { clientsOf, indexOf, profile } from './clients-sample';

const COLUMNS = ['client_id', 'name', 'email', 'phone', 'city'];
const ROWS = [
  ['17', 'Анна Котова', 'anna@mail.example', '8 (999) 123-45-67', 'Казань'],
  ['18', 'Пётр Рогов', 'info@firma.example', '+7 999 200-00-01', 'г. Омск'],
  ['19', 'Мария Рогова', 'info@firma.example', '+79992000001', 'Омск'],
  ['20', 'Олег Быков', '', '', 'Тула'],
  ['21', 'Олег Быков', '', '', 'Тверь'],
  ['22', 'Яна Лис', 'sales@lis.example', '', ''],
];
const index = indexOf(clientsOf(COLUMNS, ROWS), new Map([['99', { mergedInto: '17' }], ['98', { mergedInto: null }], ['97', { mergedInto: '555' }]]));
const told = (match: ClientMatch): string => (match.kind === 'found' ? `${match.record.client} by ${match.by}` : match.kind === 'question' ? `? ${match.candidates.map(({ client }) => client).join(' ')}` : 'none');

describe('a client of a file', () => {
  test.each([
    ['his number, whatever else differs', profile('17', { email: 'other@mail.example', name: 'Яна' }), '17 by id'],
    ['the number of a client who was merged', profile('99', {}), '17 by alias'],
    ['an e-mail in another case and with a name around it', profile('A-1', { email: 'Анна <ANNA@Mail.Example>' }), '17 by email'],
    ['a phone written differently', profile('A-1', { phone: '+7 999 123 45 67' }), '17 by phone'],
    ['an e-mail before a phone of somebody else', profile('A-1', { email: 'anna@mail.example', phone: '+79990000000' }), '17 by email'],
  ])('is found by %s', (_what, given, expected) => {
    expect(told(index.match(given))).toBe(expected);
  });

  test.each([
    ['the address of an office, even where only one client has it', profile('A-1', { email: 'sales@lis.example' })],
    ['the address of an office that several have', profile('A-1', { email: 'info@firma.example' })],
    ['a phone that two clients share', profile('A-1', { phone: '8 999 200 00 01', name: 'Иван Попов' })],
    ['a text that is no address', profile('A-1', { email: 'нет' })],
    ['half a phone', profile('A-1', { phone: '123-45-67' })],
    ['a name alone', profile('A-1', { name: 'Анна Котова' })],
    ['a name and another city', profile('A-1', { name: 'Анна Котова', city: 'Самара' })],
    ['the number of an archived client who was not merged', profile('98', {})],
    ['the number of a client merged into one who is gone', profile('97', {})],
  ])('is not found by %s', (_what, given) => {
    expect(told(index.match(given))).toBe('none');
  });

  test('of an equal name and city is asked about, with everyone he may be', () => {
    expect(told(index.match(profile('A-1', { name: 'БЫКОВ Олег', city: 'г.Тула' })))).toBe('? 20');
    expect(told(index.match(profile('A-1', { name: 'Kotova Anna', city: 'казань' })))).toBe('? 17');
  });

  test('who shares a phone and a name with one of those who have it is asked about', () => {
    expect(told(index.match(profile('A-1', { name: 'Мария Рогова', phone: '+79992000001' })))).toBe('? 19');
  });

  test('is found after cleaning corrected his mistyped address', () => {
    const cleaned = indexOf(clientsOf(COLUMNS, [['1', 'Анна', 'anna.k@gmail.com', '', '']]));
    expect(told(cleaned.match(profile('x', { email: 'anna.k@gmial.com' })))).toBe('1 by email');
    expect(told(cleaned.match(profile('x', { email: 'other@gmial.com' })))).toBe('none');
  });

  test('keyed by a phone two people share is found by the name behind it', () => {
    const family = indexOf(clientsOf(COLUMNS, [
      ['+79991112233', 'Иван Котов', '', '+79991112233', ''],
      ['+79991112233, Мария Котова', 'Мария Котова', '', '+79991112233', ''],
    ]));
    const asked = (name: string): string => told(family.match(profile('+79991112233', { phone: '+79991112233', name }, 'phone')));
    expect([asked('Мария Котова'), asked('Иван Котов'), asked('Яна Лис')]).toEqual(['+79991112233, Мария Котова by id', '+79991112233 by id', 'none']);
  });

  test('keyed by a name is not the namesake of another city', () => {
    const base = indexOf(clientsOf(COLUMNS, [['Олег Быков', 'Олег Быков', '', '', 'Тула']]));
    const asked = (city: string): string => told(base.match(profile('Олег Быков', { name: 'Олег Быков', city }, 'name')));
    expect([asked('Тула'), asked('Тверь')]).toEqual(['Олег Быков by id', 'none']);
  });

  test('is found in a sheet that knows clients by their e-mail', () => {
    const base = indexOf(clientsOf(['name', 'email', 'phone'], [['Анна', 'Anna@mail.example', '']], ['email']));
    expect(told(base.match(profile('4711', { email: 'anna@mail.example' })))).toBe('Anna@mail.example by id');
    expect(told(base.match(profile('4711', { name: 'Анна' })))).toBe('none');
  });
});

test('names differ when they share no word, in whatever letters', () => {
  expect([namesDiffer('Анна Котова', 'kotova'), namesDiffer('Анна', ''), namesDiffer('Анна', 'Пётр'), namesDiffer('Пётр', 'петр')]).toEqual([false, false, true, false]);
});

test('ten thousand clients are found among ten thousand without comparing everybody with everybody', () => {
  const rows = Array.from({ length: 10_000 }, (_unused, at) => [`C${at}`, `Клиент ${at}`, `client${at}@shop${at % 97}.example`, `8 (9${10 + (at % 80)}) ${100 + (at % 800)}-${String(at % 10_000).padStart(4, '0')}`, 'Казань']);
  const many = clientsOf(COLUMNS, rows);
  const profiles = rows.map(([, name, email, phone], at) => profile(`X${at}`, at % 2 === 0 ? { name: String(name), email: String(email).toUpperCase() } : { name: String(name), phone: String(phone).replace(/\D/g, ' ') }));
  const started = performance.now();
  const fresh = indexOf(many);
  const found = profiles.filter((one) => fresh.match(one).kind === 'found').length;
  expect(found).toBeGreaterThan(9_000);
  // Half a second on an idle machine; a hundred million comparisons take minutes on any.
  expect(performance.now() - started).toBeLessThan(20_000);
});
