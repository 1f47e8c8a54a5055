// Names, cities and birthdays: how they are read, what is proposed, and which spellings meet in one key.
import fc from 'fast-check';
import { readBirthday } from '../../src/core/contacts/birthday';
import type { BirthdayReading } from '../../src/core/contacts/birthday';
import { countCities, normaliseCity } from '../../src/core/contacts/city';
import { nameKey, readName } from '../../src/core/contacts/name';
import type { NameReading } from '../../src/core/contacts/name';
import { soundKey } from '../../src/core/contacts/translit';
import { formatIsoDay, parseIsoDay } from '../../src/core/calendar';
import type { Cell } from '../../src/core/table/cell';

const NBSP = '\u00a0';
const RUNS = { numRuns: 1000, seed: 20240305 };

/** The parts with slashes: last, first, patronymic. */
const partsOf = ({ lastName, firstName, patronymic }: NameReading): string => [lastName, firstName, patronymic].join('/');

describe('Russian names', () => {
  it.each([
    ['Иванов Иван Иванович', 'Иванов/Иван/Иванович', []],
    ['Иван Иванович Иванов', 'Иванов/Иван/Иванович', ['order']],
    ['Ольга Бурова', 'Бурова/Ольга/', ['order']],
    ['Бурова Ольга', 'Бурова/Ольга/', []],
    ['Мария Петровна', '/Мария/Петровна', []],
    ['Абрамович Роман Аркадьевич', 'Абрамович/Роман/Аркадьевич', []],
    ['Роман Аркадьевич Абрамович', 'Абрамович/Роман/Аркадьевич', ['order']],
    ['Мамедов Ильхам Гейдар оглы', 'Мамедов/Ильхам/Гейдар оглы', []],
    ['Ким Иван', 'Ким/Иван/', []],
    ['Иван КИМ', 'Ким/Иван/', ['case', 'order']],
    ['Лев Толстой', 'Толстой/Лев/', ['order']],
    ['Марина Гончар', 'Гончар/Марина/', ['order']],
    ['Цзюнь ЧЖАН', 'Чжан/Цзюнь/', ['case', 'order']],
    ['де ла Круз Мария', 'де ла Круз/Мария/', []],
    ['Салтыков-Щедрин Михаил Евграфович', 'Салтыков-Щедрин/Михаил/Евграфович', []],
    ['Кузнецов', 'Кузнецов//', []],
    ['Мария', '/Мария/', []],
    ['Анна К.', 'К./Анна/', []],
  ])('takes %s apart as %s', (text, parts, changes) => {
    const reading = readName(text);
    expect([partsOf(reading), reading.changes, reading.swapped]).toEqual([parts, changes, changes.includes('order')]);
  });

  it.each(['Иванов И. И.', 'Иванов И.И.', 'И.И. Иванов', 'И. И. Иванов', 'И.И.Иванов', 'иванов и.и.', 'ИВАНОВ И. И.', 'Иванов И И', 'Иванов ИИ'])('writes the initials of %s with dots and spaces, the surname first', (text) => {
    const reading = readName(text);
    expect([partsOf(reading), reading.whole]).toEqual(['Иванов/И./И.', 'Иванов И. И.']);
    expect(reading.swapped).toBe(text.startsWith('И.'));
  });

  it('says that initials were written out, and only then', () => {
    expect(['Иванов И.И.', 'Иванов И', 'Иванов И. И.', 'Dr. John Smith'].map((text) => readName(text).changes)).toEqual([['initials'], ['initials'], [], ['title']]);
  });

  it('puts spaces, no-break spaces, line breaks and invisible signs right', () => {
    expect(readName(`  Волков${NBSP}Ферапонт\nАртемьевич \u200b`)).toMatchObject({ whole: 'Волков Ферапонт Артемьевич', changes: ['spaces'] });
  });

  it.each([
    ['ИВАНОВА-ПЕТРОВА АННА', 'Иванова-Петрова Анна'], ['салтыков-щедрин михаил', 'Салтыков-Щедрин Михаил'], ['иВАНОВ иВАН', 'Иванов Иван'],
    ['МАМЕДОВ ИЛЬХАМ ГЕЙДАР ОГЛЫ', 'Мамедов Ильхам Гейдар оглы'], ['ДЕ ЛА КРУЗ МАРИЯ', 'де ла Круз Мария'],
  ])('gives %s its case: %s', (text, whole) => {
    expect(readName(text)).toMatchObject({ whole, changes: ['case'] });
  });

  it('keeps ё and е as they were written', () => {
    expect([readName('Фёдоров Пётр').whole, readName('Федоров Петр').whole]).toEqual(['Фёдоров Пётр', 'Федоров Петр']);
  });

  it('puts look-alike letters of the other alphabet right, in either direction', () => {
    expect(readName('Hикoлаевa Kиpa')).toMatchObject({ whole: 'Николаева Кира', changes: ['look-alike'] });
    expect(readName('Jоhn Smith')).toMatchObject({ whole: 'John Smith', changes: ['look-alike'] });
    expect(readName('Петрова A. C.')).toMatchObject({ whole: 'Петрова А. С.', changes: ['look-alike'] });
  });

  it('reads transliterated names with their parts in place, without changing the alphabet', () => {
    expect(partsOf(readName('Prokhorov Kazimir Erofeevich'))).toBe('Prokhorov/Kazimir/Erofeevich');
    expect(readName('Kazimir Erofeevich Prokhorov')).toMatchObject({ whole: 'Prokhorov Kazimir Erofeevich', swapped: true });
    expect(partsOf(readName('Anna Petrovna'))).toBe('/Anna/Petrovna');
    expect(readName('Petrov Ivan')).toMatchObject({ lastName: 'Petrov', whole: 'Ivan Petrov', swapped: true });
  });
});

describe('English names', () => {
  it.each([
    ['Mr. John Smith Jr.', 'Smith/John/', 'Mr.|Jr.'], ['Dr John Smith PhD', 'Smith/John/', 'Dr|PhD'], ['Miss Ann Lee DVM', 'Lee/Ann/', 'Miss|DVM'],
    ['Prof. Dr. Hans-Peter Müller', 'Müller/Hans-Peter/', 'Prof.|Dr.'], ['John Smith, MD', 'Smith/John/', 'MD'], ['Smith Jr., John', 'Smith/John/', 'Jr.'],
    ['John Smith IV', 'Smith/John/', 'IV'], ['John Smith V', 'Smith/John/', 'V'], ['John Smith, Ph.D.', 'Smith/John/', 'Ph.D.'], ['Mrs. Smith', 'Smith//', 'Mrs.'],
    ['г-н Петров Иван', 'Петров/Иван/', 'г-н'],
  ])('takes the titles off %s', (text, parts, titles) => {
    const reading = readName(text);
    expect([partsOf(reading), reading.titles.join('|')]).toEqual([parts, titles]);
  });

  it('keeps a title that alone tells the surname in the text of the cell', () => {
    expect(readName('Mr. Smith')).toMatchObject({ lastName: 'Smith', whole: 'Mr. Smith', changes: [] });
  });

  it.each([
    ['Smith, John', 'Smith/John/', 'John Smith'], ["O’Connor, Sinéad", 'O’Connor/Sinéad/', 'Sinéad O’Connor'], ['SMITH John', 'Smith/John/', 'John Smith'],
    ['Garcia Marquez, Gabriel', 'Garcia Marquez/Gabriel/', 'Garcia Marquez, Gabriel'], ['John F Kennedy', 'Kennedy/John/F.', 'John F. Kennedy'],
    ['J.R.R. Tolkien', 'Tolkien/J./R. R.', 'J. R. R. Tolkien'], ['Ludwig van Beethoven', 'van Beethoven/Ludwig/', 'Ludwig van Beethoven'],
    ['Maria dos Santos Silva', 'dos Santos Silva/Maria/', 'Maria dos Santos Silva'], ['Van Morrison', 'Morrison/Van/', 'Van Morrison'],
    ['True Conroy', 'Conroy/True/', 'True Conroy'],
  ])('takes %s apart as %s', (text, parts, whole) => {
    const reading = readName(text);
    expect([partsOf(reading), reading.whole]).toEqual([parts, whole]);
  });

  it.each([
    ['JOHN MCDONALD', 'John McDonald'], ['john mcdonald', 'John McDonald'], ["PATRICK O'NEIL", "Patrick O'Neil"], ['ROBERT DE NIRO', 'Robert de Niro'],
    ['MARY-ANN SMITH', 'Mary-Ann Smith'],
  ])('gives %s its case: %s', (text, whole) => {
    expect(readName(text)).toMatchObject({ whole, changes: ['case'] });
  });

  it.each(['Ronald McDonald', "Shaquille O'Neal", 'Tyreke DuBuque', 'Robert De Niro', 'Vincent van Gogh', 'AJ Smith', 'Ann MacDonald'])('leaves the case of %s', (text) => {
    expect(readName(text)).toMatchObject({ whole: text, changes: [] });
  });
});

describe('what is not the name of one person', () => {
  it.each([
    'ООО «Ромашка»', 'ооо ромашка', 'Ромашка АО', 'ИП Иванов И.И.', 'ИП ИВАНОВ', 'Acme Ltd', 'Acme, Inc.', 'Müller GmbH', 'Smith & Sons', 'Smith AG', 'Кафе Весна', 'Ателье «Весна»', 'Магазин "Весна"',
  ])('%s is an organisation and stays whole', (text) => {
    expect(readName(text)).toMatchObject({ kind: 'organisation', whole: text, lastName: '', firstName: '', changes: [] });
  });

  it.each([
    'Иван и Мария Петровы', 'Иван и Мария', 'Иван, Мария', 'Иван Петров, директор', 'John Smith, director', 'Иванов, Петров, Сидоров', 'John & Mary Smith', 'Smith 2', 'ivan@example.org', '<b>Иван</b>', '陈伟', 'محمد علي', 'не указано', 'Один Два Три Четыре Пять',
  ])('%s stays whole and has no parts', (text) => {
    expect(readName(text)).toMatchObject({ kind: 'other', whole: text, lastName: '', firstName: '', patronymic: '', changes: [] });
  });

  it('a text longer than any name stays whole, in no time', () => {
    const long = `a${'-'.repeat(49_000)}a`;
    const started = Date.now();
    expect([readName(long).kind, readName(`Иванов ${'('.repeat(49_000)}`).kind, normaliseCity(`г. ${'г. '.repeat(9_000)}x`).changes]).toEqual(['other', 'other', []]);
    expect(Date.now() - started).toBeLessThan(1000);
  });

  it.each(['', ' ', NBSP, '—'])('nothing in «%s»', (text) => {
    expect(readName(text)).toMatchObject({ kind: 'empty', whole: '' });
  });

  it('keeps what stands in brackets apart, and drops pictures and signs at the edges', () => {
    expect(readName('Петров Иван (бухгалтер)')).toMatchObject({ whole: 'Петров Иван', remark: 'бухгалтер', changes: ['remark'] });
    expect(readName('Анна 🌸;')).toMatchObject({ whole: 'Анна', changes: ['signs'] });
    expect(readName('Иванов АО')).toMatchObject({ kind: 'person', whole: 'Иванов А. О.' });
  });
});

describe('keys of names', () => {
  const keyOf = (text: string): string => nameKey(readName(text));

  it.each([
    ['Щербаков', 'Shcherbakov', 'Scherbakov'], ['Юлия', 'Yulia', 'Iuliia', 'Julia', 'Yuliya'], ['Кузнецов', 'Kuznetsov', 'Kuznecov', 'Kuznetzov'],
    ['Прохоров', 'Prokhorov', 'Prohorov'], ['Соловьёв', 'Соловьев', 'Solovyov', 'Solovyev', 'Solovev', 'Solovjev'], ['Дмитрий', 'Dmitry', 'Dmitriy', 'Dmitrii', 'Dmitri'],
    ['Наталья', 'Наталия', 'Natalia', 'Natalya'], ['Александр', 'Alexandr', 'Aleksandr'], ['Чайковский', 'Tchaikovsky', 'Chaykovskiy', 'Chaikovskii'],
    ['Жуков', 'Zhukov', 'Žukov'], ['Анатольевна', 'Anatolyevna', 'Anatolevna', "Anatol'evna"], ['Семён', 'Семен', 'Semyon', 'Semen'], ['Виктор', 'Victor', 'Viktor'],
  ])('%s and its other spellings have one key', (...spellings) => {
    expect(new Set(spellings.map(soundKey)).size).toBe(1);
  });

  it('keeps different names apart', () => {
    const names = ['Жуков', 'Зуков', 'Шуков', 'Чуков', 'Цуков', 'Сидоров', 'Сидорова', 'Мария', 'Марина', 'John', 'Joan', 'Иванов', 'Иванова', '4', '44', '5', '55', 'ц', 'ч'];
    expect(new Set(names.map(soundKey)).size).toBe(names.length);
  });

  it('does not depend on order, case, ё, alphabet or commas; organisations have a key too', () => {
    const same = ['Щёголев Юрий Яковлевич', 'Юрий Яковлевич Щёголев', 'ЩЕГОЛЕВ ЮРИЙ ЯКОВЛЕВИЧ', 'Shchegolev Yuriy Yakovlevich', 'Щеголев, Юрий Яковлевич'];
    expect(new Set(same.map(keyOf)).size).toBe(1);
    expect(keyOf('ООО «Ромашка»')).toBe(keyOf('ооо "РОМАШКА"'));
    expect(keyOf('Иванов И.И.')).toBe(keyOf('И. И. Иванов'));
    expect(keyOf('')).toBe('');
  });
});

describe('properties of names', () => {
  const WORDS = [
    'Иванов', 'Иван', 'Иванович', 'Анна', 'Петровна', 'Ким', 'Роман', 'Абрамович', 'Фокич', 'И.', 'И.О.', 'К', 'оглы', 'де', 'ла', 'г-н', 'мл.', 'Салтыков-Щедрин', 'John',
    'Smith', 'Petrov', 'Petrovich', 'Mr.', 'PhD', 'Jr.', 'V', 'van', "O'Neil", 'McDonald', 'MD', 'M.D.', 'JD', 'Thomas', 'Hикoлаев', 'ЮЛ', 'ООО', 'Ltd',
  ];
  const word = fc.constantFrom(...WORDS).chain((text) => fc.constantFrom(text, text, text.toUpperCase(), text.toLowerCase()));
  const separator = fc.constantFrom(' ', ' ', ' ', ', ', '  ', NBSP, '-', ' (');
  const name = fc.array(fc.tuple(word, separator), { minLength: 1, maxLength: 5 }).map((list) => list.map((pair, at) => (at < list.length - 1 ? pair.join('') : pair[0])).join(''));
  const anything = fc.oneof({ weight: 4, arbitrary: name }, fc.string({ unit: 'grapheme', maxLength: 20 }));

  it('a normalised name is read as the same parts and nothing in it changes', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const first = readName(text);
        const again = readName(first.whole);
        expect([again.kind, again.whole, partsOf(again), again.changes, again.swapped]).toEqual([first.kind, first.whole, partsOf(first), [], false]);
      }),
      RUNS,
    );
  });

  it('every proposal says what was done, and no text loses its letters without a reason', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { kind, whole, changes } = readName(text);
        if (kind !== 'empty') expect(changes.length > 0).toBe(whole !== text);
      }),
      RUNS,
    );
  });

  it('the key is the same for the parts in any order, in any case and with е for ё', () => {
    const part = fc.stringMatching(/^[А-ЯЁ][а-яё]{2,9}$/);
    fc.assert(
      fc.property(fc.tuple(part, part, part), fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (parts, order) => {
        const [lastName = '', firstName = '', patronymic = ''] = order.map((index) => parts[index] ?? '');
        const key = nameKey({ lastName: parts[0], firstName: parts[1], patronymic: parts[2] });
        expect(nameKey({ lastName, firstName, patronymic })).toBe(key);
        expect(nameKey({ lastName: lastName.toUpperCase(), firstName: firstName.toLowerCase(), patronymic })).toBe(key);
        expect(nameKey({ lastName: lastName.replace(/ё/g, 'е').replace(/Ё/g, 'Е'), firstName, patronymic })).toBe(key);
      }),
      RUNS,
    );
  });
});

describe('cities', () => {
  it.each([
    ['  Москва ', 'Москва', ['spaces']], ['г.Москва', 'Москва', ['prefix']], ['г. Москва', 'Москва', ['prefix']], ['г Москва', 'Москва', ['prefix']],
    ['город Казань', 'Казань', ['prefix']], ['Казань г.', 'Казань', ['prefix']], ['СПб', 'Санкт-Петербург', ['shortName']], ['спб.', 'Санкт-Петербург', ['shortName']],
    ['Питер', 'Санкт-Петербург', ['shortName']], ['Мск', 'Москва', ['shortName']], ['ЕКБ', 'Екатеринбург', ['shortName']], ['Н.Новгород', 'Нижний Новгород', ['shortName']],
    ['санкт петербург', 'Санкт-Петербург', ['shortName']], ['НИЖНИЙ НОВГОРОД', 'Нижний Новгород', ['case']], ['ростов-на-дону', 'Ростов-на-Дону', ['case']],
    ['new york', 'New York', ['case']], ['stoke-on-trent', 'Stoke-on-Trent', ['case']], ['Горно-Алтайск', 'Горно-Алтайск', []], ['Гороховец', 'Гороховец', []], ['Орёл', 'Орёл', []],
    ['', '', []],
  ])('proposes for «%s» %s', (text, city, changes) => {
    expect(normaliseCity(text)).toEqual({ city, changes, rows: 0 });
  });

  it('proposes the frequent spelling of the base for a rare one close to it, never for ё, far or short ones', () => {
    const base = [...Array.from({ length: 20 }, () => 'Москва'), ...Array.from({ length: 9 }, () => 'Королёв'), ...Array.from({ length: 9 }, () => 'Омск'), 'Мосвка', 'Королев', 'Томск', 'Орск', 'Казань'];
    const counts = countCities(base);
    expect(normaliseCity('Мосвка', counts)).toEqual({ city: 'Москва', changes: ['spelling'], rows: 20 });
    expect(['Королев', 'Орск', 'Казань', 'Москва'].map((city) => normaliseCity(city, counts).city)).toEqual(['Королев', 'Орск', 'Казань', 'Москва']);
    expect(normaliseCity('Мосвка').city).toBe('Мосвка');
  });

  it('a spelling that stands in a fifth of the rows of its neighbour is a city of its own', () => {
    const counts = countCities([...Array.from({ length: 20 }, () => 'Кириши'), ...Array.from({ length: 5 }, () => 'Кирижи')]);
    expect(normaliseCity('Кирижи', counts).city).toBe('Кирижи');
  });

  it('reading a normalised city changes nothing', () => {
    const piece = fc.constantFrom('Москва', 'г.', 'г', 'город', 'спб', 'на', 'Дону', '-', 'НОВГОРОД', 'нижний', ',', 'new', 'York', '.', 'е', 'Ё');
    const text = fc.array(fc.tuple(piece, fc.constantFrom('', ' ', NBSP)), { maxLength: 5 }).map((list) => list.map((pair) => pair.join('')).join(''));
    fc.assert(
      fc.property(text, (city) => {
        const first = normaliseCity(city);
        expect(normaliseCity(first.city)).toEqual({ city: first.city, changes: [], rows: 0 });
      }),
      RUNS,
    );
  });
});

describe('birthdays', () => {
  const today = parseIsoDay('2024-03-05') ?? NaN;
  const shown = (reading: BirthdayReading): string => {
    if (reading.state !== 'ok') return reading.state;
    const date = reading.day === null ? `--${String(reading.month).padStart(2, '0')}-${String(reading.dayOfMonth).padStart(2, '0')}` : formatIsoDay(reading.day);
    return reading.doubt === null ? date : `${date} ${reading.doubt}`;
  };

  it.each<[Cell, string]>([
    ['05.03.1980', '1980-03-05'], ['5 марта 1980 г.', '1980-03-05'], ['March 5, 1980', '1980-03-05'], ['1980-03-05', '1980-03-05'], [{ day: parseIsoDay('1980-03-05') ?? NaN }, '1980-03-05'],
    ['5 марта', '--03-05'], [`5${NBSP}марта`, '--03-05'], ['March 5th', '--03-05'], ['05.03', '--03-05'], ['05.03.', '--03-05'], ['--03-05', '--03-05'], ['29.02', '--02-29'], ['29 февраля', '--02-29'],
    ['12.03.31', '1931-03-12'], ['12.03.07', '2007-03-12'], ['06.03.2024', '2024-03-06 future'], ['05.03.2024', '2024-03-05'], ['04.03.1904', '1904-03-04 tooOld'],
    ['05.03.1904', '1904-03-05'], ['05.03.1880', 'impossible'], ['31.02.1980', 'impossible'], ['31.04', 'impossible'], ['30 февраля', 'impossible'], ['01.01.1900', '1900-01-01 emptyDate'],
    ['вчера', 'unreadable'], ['март', 'unreadable'], ['', 'empty'], ['—', 'empty'], [null, 'empty'],
  ])('reads %s as %s', (cell, expected) => {
    expect(shown(readBirthday(cell, { order: 'dmy' }, today))).toBe(expected);
  });

  it('follows the order of day and month of its column where a day and month stand alone', () => {
    expect([shown(readBirthday('3/5', { order: 'mdy' })), shown(readBirthday('3/5', { order: 'dmy' })), shown(readBirthday('3/25', { order: 'dmy' }))]).toEqual(['--03-05', '--05-03', '--03-25']);
  });

  it('judges neither future nor age without knowing today', () => {
    expect(shown(readBirthday('06.03.2124'))).toBe('2124-03-06');
  });
});
