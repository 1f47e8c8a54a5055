/** What a list of clients changes: new, changed, unchanged, asked; the second time nothing. */
import type { Cell } from '../../src/core/table/cell';
import { cellText } from '../../src/core/table/client-key';
import { dayOf } from '../../src/core/calendar';
import { normaliseCity } from '../../src/core/contacts/city';
import { readEmail } from '../../src/core/contacts/email';
import { phoneText } from '../../src/core/contacts/findings-contact';
import { readName } from '../../src/core/contacts/name';
import { normalisePhone } from '../../src/core/contacts/phone';
import { detectHeader } from '../../src/core/table/header';
import { readClientRows } from '../../src/core/table/client-rows';
import type { Mapping } from '../../src/core/table/field';
import type { ClientUpsert } from '../../src/domain/client-upsert';
import { afterPlan, clientsOf, planOf, profile } from './clients-sample';

const COLUMNS = ['client_id', 'name', 'email', 'phone', 'city', 'birthday', 'tags', 'consent', 'unsubscribed', 'ads_consent', 'plan', 'note'];
const ANNA = ['17', 'Анна Котова', 'anna@mail.example', '+79991234567', 'Казань', { day: dayOf(1990, 3, 5) ?? 0 }, 'опт', 'да', '', 'нет', 1200.5, 'звонить утром'] as Cell[];
const base = clientsOf(COLUMNS, [ANNA, ['18', 'Пётр Рогов', '', '', 'Омск', '', '', 'нет', 'да', '', '', ''], ['19', 'Олег Быков', '', '', 'Тула', '', '', '', '', '', '', '']]);
const changes = (plan: ClientUpsert): string[] => plan.cells.map(({ column, before, after }) => `${column}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`);
const summary = ({ added, changed, unchanged, questions }: ClientUpsert): number[] => [added.length, changed.length, unchanged.length, questions.length];

describe('a known client', () => {
  test.each([
    ['the same values written differently', {
      name: 'КОТОВА анна', email: 'Anna@Mail.Example', phone: '8 (999) 123-45-67', city: 'г. казань', birthday: '05.03.1990', tags: 'Опт', consent: 'yes', adsConsent: 'no', plan: '1 200,50', note: 'Звонить  утром',
    }],
    ['less than the base knows', { name: 'Анна', birthday: '5 марта', phone: '', note: '' }],
    ['values that cannot be read', { email: 'нет', phone: '123', birthday: '32.13.1990', plan: 'много' }],
  ])('stays when the file says %s', (_what, fields) => {
    expect(summary(planOf(base, [profile('17', fields)], { decimal: ',' }))).toEqual([0, 0, 1, 0]);
  });

  test('gets what is newer, cell by cell, and keeps what the file leaves empty', () => {
    const plan = planOf(base, [profile('17', { name: 'Анна Лисина', phone: '+7 999 000-11-22', city: '', tags: 'vip; опт', note: 'звонить вечером', birthday: '1990-03-06', plan: '1300' })]);
    expect(changes(plan).sort()).toEqual([
      'birthday: {"day":32937} → {"day":32938}', 'name: "Анна Котова" → "Анна Лисина"', 'note: "звонить утром" → "звонить вечером"',
      'phone: "+79991234567" → "+7 999 000-11-22"', 'plan: 1200.5 → 1300', 'tags: "опт" → "опт, vip"',
    ]);
    expect(plan.cells.filter(({ asText }) => asText === true).map(({ column }) => column).sort()).toEqual(['name', 'note', 'phone', 'tags']);
    expect(plan.changed[0]).toMatchObject({ by: 'id', record: { client: '17' } });
  });

  test('of an orders file gets empty cells only', () => {
    const plan = planOf(base, [profile('19', { name: 'Яна', city: 'Самара', phone: '+79990001122' })], { mode: 'fill' });
    expect(changes(plan)).toEqual(['phone: "" → "+79990001122"']);
  });

  test('is found by e-mail and phone, and asked about by name and city', () => {
    expect(planOf(base, [profile('A', { email: 'anna@mail.example', city: 'Самара' })]).changed[0]?.by).toBe('email');
    expect(planOf(base, [profile('A', { phone: '89991234567', city: 'Самара' })]).changed[0]?.by).toBe('phone');
    const namesake = profile('A', { name: 'Олег Быков', city: 'Тула', note: 'новый' });
    expect([summary(planOf(base, [namesake])), summary(planOf(base, [namesake], { answers: { A: 'new' } }))]).toEqual([[1, 0, 0, 1], [1, 0, 0, 1]]);
    const answered = planOf(base, [namesake], { answers: { A: '19' } });
    expect([summary(answered), answered.changed[0]?.by, answered.clientOf.get('a')]).toEqual([[0, 1, 0, 1], 'answer', '19']);
  });

  test('keeps the cell by which orders know him, whatever the column is called', () => {
    const byEmail = clientsOf(['name', 'email', 'phone'], [['Анна', 'anna@mail.example', '+79991234567']], ['email']);
    expect(changes(planOf(byEmail, [profile('7', { email: 'new@mail.example', phone: '+79991234567', name: 'Анна Котова' })]))).toEqual(['name: "Анна" → "Анна Котова"']);
    expect(planOf(byEmail, [profile('8', { email: 'yana@mail.example', name: 'Яна' })]).appended?.rows).toEqual([['Яна', 'yana@mail.example']]);
  });

  test('named twice is changed by the surer of the two, the other fills what is empty', () => {
    const plan = planOf(base, [profile('A', { email: 'anna@mail.example', city: 'Омск', note: 'другая' }), profile('17', { city: 'Самара' })]);
    expect(changes(plan)).toEqual(['city: "Казань" → "Самара"']);
    expect(summary(plan)).toEqual([0, 1, 1, 0]);
  });
});

describe('refusals', () => {
  test('of the base are never turned off by a file', () => {
    const plan = planOf(base, [profile('18', { consent: 'да', unsubscribed: 'нет' }), profile('17', { adsConsent: 'да' })]);
    expect(summary(plan)).toEqual([0, 0, 2, 0]);
  });

  test.each(['upsert', 'fill'] as const)('of a file always count (%s)', (mode) => {
    const plan = planOf(base, [profile('17', { consent: 'нет', unsubscribed: 'отказ' })], { mode });
    expect(changes(plan).sort()).toEqual(['consent: "да" → "нет"', 'unsubscribed: "" → "отказ"']);
  });

  test('in any row of a client count, whatever a later row says', () => {
    const grid = [['id', 'Отписан', 'Согласие'], ['5', 'да', 'нет'], ['5', 'нет', 'да']];
    expect(readClientRows(grid, { rowIndex: 0, names: ['id', 'Отписан', 'Согласие'] }, { client: 0, unsubscribed: 1, consent: 2 }).value.profiles[0]?.fields).toEqual({ unsubscribed: 'да', consent: 'нет' });
  });
});

describe('new clients', () => {
  test('get every field the base has a column for', () => {
    const plan = planOf(base, [profile('30', { name: 'Яна', birthday: '06.03.1990', plan: '500', tags: 'a, b', region: 'Крым' })], { madeColumns: ['birthday'] });
    expect(plan.appended).toMatchObject({ rowIndex: 4, dateColumns: [5] });
    expect(plan.appended?.rows[0]).toEqual(['30', 'Яна', null, null, null, { day: 32938 }, 'a, b', null, null, null, 500]);
    expect(plan.appended?.textColumns).toEqual([0, 1, 6]);
  });

  test('with a day that is no date keep the column of the block as text', () => {
    const plan = planOf(base, [profile('30', { birthday: '06.03.1990' }), profile('31', { birthday: '5 мая' })]);
    expect([plan.appended?.rows.map((row) => row[5]), plan.appended?.dateColumns]).toEqual([['06.03.1990', '5 мая'], undefined]);
  });

  test('have their name in parts where the base has parts, and whole where it has one column', () => {
    const parts = clientsOf(['client_id', 'last_name', 'first_name', 'patronymic'], []);
    expect(planOf(parts, [profile('1', { name: 'Котова Анна Ивановна' }), profile('2', { name: 'ООО «Ромашка»' })]).appended?.rows).toEqual([['1', 'Котова', 'Анна', 'Ивановна'], ['2', 'ООО «Ромашка»', null, null]]);
    const grid = [['id', 'Имя', 'Фамилия', 'Отчество'], ['1', 'Анна', 'Котова', 'Ивановна']];
    const { profiles } = readClientRows(grid, { rowIndex: 0, names: grid[0] ?? [] }, { client: 0, firstName: 1, lastName: 2, patronymic: 3 }).value;
    expect(planOf(clientsOf(['client_id', 'name'], []), profiles).appended?.rows).toEqual([['1', 'Котова Анна Ивановна']]);
  });

  test('of a sheet without numbers are one where a row knows only the phone of another', () => {
    const empty = clientsOf(COLUMNS, []);
    const plan = planOf(empty, [profile('a@mail.example', { email: 'a@mail.example', phone: '+79990001122' }, 'email'), profile('8 999 000 11 22', { phone: '8 999 000 11 22', city: 'Омск' }, 'phone')]);
    expect(plan.appended?.rows.map((row) => [row[0], row[4]])).toEqual([['a@mail.example', 'Омск']]);
    expect([...plan.clientOf.values()]).toEqual(['a@mail.example', 'a@mail.example']);
  });

  test('who share a phone and nothing else stay two, each with his name behind the number', () => {
    const grid: Cell[][] = [['Телефон', 'Имя'], ['+79990001122', 'Иван'], ['8 999 000-11-22', 'Мария']];
    const listOf = (rows: Cell[][]): ReturnType<typeof readClientRows>['value']['profiles'] => readClientRows(rows, { rowIndex: 0, names: ['Телефон', 'Имя'] }, { client: 0, phone: 0, name: 1 }).value.profiles;
    const empty = clientsOf(['client_id', 'name', 'phone'], []);
    const first = planOf(empty, listOf(grid));
    expect(first.appended?.rows.map(([client, name]) => [client, name])).toEqual([['+79990001122, Иван', 'Иван'], ['8 999 000-11-22, Мария', 'Мария']]);
    const again = afterPlan(empty, first);
    expect([listOf(grid), listOf([grid[0] ?? [], grid[2] ?? [], grid[1] ?? []]), listOf([grid[0] ?? [], grid[2] ?? []])].map((list) => planOf(again, list).unchanged.length)).toEqual([2, 2, 1]);
  });
});

describe('a clients file', () => {
  const grid: Cell[][] = [
    ['Имя', 'E-mail', 'Телефон', 'Город'],
    ['Анна', 'anna@mail.example', '', 'Казань'], ['Офис', 'info@firma.example', '+79990001122', ''], ['Пётр', 'нет', '-', 'Омск'],
    ['Имя', 'E-mail', 'Телефон', 'Город'], ['-', '', '#N/A', 'Тула'], ['Итого', '', '', ''], ['', '', '', ''],
  ];
  const mapping: Mapping = { name: 0, email: 1, phone: 2, city: 3 };

  test('without numbers is keyed by e-mail, else phone, else name; bad rows are refused with a reason and their place', () => {
    const header = detectHeader(grid).value ?? { rowIndex: 0, names: [] };
    const { value, issues } = readClientRows(grid, header, mapping, { sheet: 'clients.csv' });
    expect(value.profiles.map(({ client, identity, rowIndexes }) => [client, identity, rowIndexes])).toEqual([['+79990001122', 'phone', [2]], ['anna@mail.example', 'email', [1]], ['Пётр', 'name', [3]]]);
    expect(value.counts).toEqual({ read: 6, used: 3, rejected: 3, empty: 1, rejectedBy: { 'table.headerRepeated': 1, 'row.clientUnnamed': 1, 'row.totalSkipped': 1 } });
    expect(issues.map(({ code, place }) => [code, place?.rowIndex])).toEqual([['table.headerRepeated', 4], ['row.clientUnnamed', 5], ['row.totalSkipped', 6]]);
  });

  test('of ten thousand is planned over ten thousand clients without comparing everybody with everybody', () => {
    const rows = Array.from({ length: 10_000 }, (_unused, at) => [`C${at}`, `Клиент ${at}`, `client${at}@shop${at % 97}.example`, `8 (9${10 + (at % 80)}) ${100 + (at % 800)}-${String(at).padStart(4, '0')}`, 'Казань']);
    const many = clientsOf(COLUMNS.slice(0, 5), rows);
    const started = performance.now();
    const plan = planOf(many, rows.map(([client, name, email, phone]) => profile(String(client), { name: String(name).toUpperCase(), email: String(email).toUpperCase(), phone: String(phone).replace(/[()-]/g, ''), city: 'Омск' })));
    expect([plan.changed.length, plan.cells.length]).toEqual([10_000, 10_000]);
    // Under a second on an idle machine; a hundred million comparisons take minutes on any.
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

/** Numbers from a seed. */
function seeded(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e37_79b9) >>> 0;
    return state % below;
  };
}

describe('whatever the list and the base', () => {
  const NAMES = ['Анна Котова', 'КОТОВА Анна', 'Пётр Рогов', 'Петр Рогов', 'Мария', 'Олег Быков', 'ООО «Ромашка»', ''];
  const EMAILS = ['anna@gmail.com', 'Anna@gmail.com', 'anna@gmial.com', 'info@firma.example', 'petr@mail.example', 'нет', '', ''];
  const PHONES = ['+79990001122', '8 (999) 000-11-22', '8 999 333 22 11', '+7 495 000-03-12 доб. 5', '+74950000312', '123', '', ''];
  const CITIES = ['Казань', 'г. казань', 'Омск', ''];
  const FLAGS = ['да', 'нет', '', '2024-03-05', 'unsubscribed'];
  const DATES = ['05.03.1990', '1990-03-05', '5 марта', '31.02.1990', ''];
  const HEAD = ['№', 'Имя', 'E-mail', 'Телефон', 'Город', 'ДР', 'Метки', 'Согласие', 'Отписан', 'Реклама', 'План', 'Регистрация'];
  const row = (random: (below: number) => number, withNumbers: boolean): Cell[] => {
    const pick = (list: readonly string[]): string => list[random(list.length)] ?? '';
    return [withNumbers ? String(random(6) + 1) : '', pick(NAMES), pick(EMAILS), pick(PHONES), pick(CITIES), pick(DATES), pick(['опт', 'опт, vip', '']), pick(FLAGS), pick(FLAGS), pick(FLAGS), pick(['1 200,50', '1200.5', '']), pick(DATES)];
  };
  const MAPPING: Mapping = { client: 0, name: 1, email: 2, phone: 3, city: 4, birthday: 5, tags: 6, consent: 7, unsubscribed: 8, adsConsent: 9, plan: 10, registered: 11 };
  const ALL = [...COLUMNS.slice(0, 11), 'registered'];
  const listOf = (rows: readonly Cell[][], mapping: Mapping): ReturnType<typeof readClientRows>['value']['profiles'] => readClientRows([HEAD, ...rows], { rowIndex: 0, names: HEAD }, mapping).value.profiles;
  const layouts = [ALL, ALL.filter((key) => key !== 'name').concat('first_name', 'last_name'), ALL.filter((key) => key !== 'email')];

  test.each([true, false])('the second import changes nothing (file with numbers: %s)', (withNumbers) => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seeded(seed);
      const { client: _number, ...withoutNumber } = MAPPING;
      const mapping = withNumbers ? MAPPING : withoutNumber;
      const start = clientsOf(layouts[seed % 3] ?? ALL, []);
      const before = afterPlan(start, planOf(start, listOf(Array.from({ length: random(6) }, () => row(random, true)), MAPPING)));
      const rows = Array.from({ length: random(8) + 1 }, () => row(random, withNumbers));
      const list = listOf(rows, mapping);
      const options = { decimal: ',', madeColumns: ['birthday'] } as const;
      const plan = planOf(before, list, options);
      const after = afterPlan(before, plan);
      const again = planOf(after, list, options);
      expect({ seed, added: again.added, cells: again.cells, rows: after.records.length }).toEqual({ seed, added: [], cells: [], rows: before.records.length + plan.added.length });
      expect(again.unchanged.length).toBe(list.length);
    }
  });

  test('the order of the list does not matter', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seeded(seed);
      const start = clientsOf(ALL, [row(random, true), ['9', 'Мария', 'petr@mail.example', '', 'Омск', '', '', '', '', '', '', '']]);
      const list = listOf(Array.from({ length: 8 }, () => row(random, true)), MAPPING);
      const tableOf = (profiles: typeof list): Cell[][] => afterPlan(start, planOf(start, profiles)).table.rows.map((cells) => cells.slice());
      expect(tableOf([...list].reverse())).toEqual(tableOf(list));
    }
  });

  test.each([true, false])('an import after cleaning changes nothing (file with numbers: %s)', (withNumbers) => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const random = seeded(seed);
      const people = Array.from({ length: 6 }, (_unused, at) => [
        withNumbers ? `N${at}` : '', ['КОТОВА анна', 'рогов  Пётр', 'Ёлкина О.', 'Smith, John', 'ооо ромашка', 'Иван'][at] ?? '', ['', `P${at}@gmial.com`, `p${at}@Mail.ru`][random(3)] ?? '',
        [`8 (999) 000-11-0${at}`, `+7999000220${at}`, `8999000330${at}, 8 999 000 44 0${at}`][random(3)] ?? '', ['г.казань', 'спб', ''][random(3)] ?? '', ['5.3.1990', '05/03/90', ''][random(3)] ?? '',
        'опт', 'да', '', '', '1 200,50', '01.02.2024 10:20',
      ]);
      const { client: _number, ...withoutNumber } = MAPPING;
      const list = listOf(people, withNumbers ? MAPPING : withoutNumber);
      const start = clientsOf(ALL, []);
      const options = { decimal: ',', madeColumns: ['birthday'], todayDay: 45_000 } as const;
      const imported = afterPlan(start, planOf(start, list, options));
      expect(imported.records.length).toBe(6);
      const cleaned = imported.table.rows.slice(1).map((cells) => cells.map((cell, columnIndex) => {
        const text = typeof cell === 'string' ? cell : '';
        if (text === '' || columnIndex === 0) return cell ?? null;
        if (ALL[columnIndex] === 'name') return readName(text).whole;
        if (ALL[columnIndex] === 'email') return readEmail(text).suggestion ?? readEmail(text).email;
        if (ALL[columnIndex] === 'phone') return phoneText(normalisePhone(text, 'RU'));
        return ALL[columnIndex] === 'city' ? normaliseCity(text).city : text;
      }));
      const again = planOf(clientsOf(ALL, cleaned), list, options);
      expect({ seed, added: again.added, cells: again.cells }).toEqual({ seed, added: [], cells: [] });
    }
  });

  test('no refusal is ever lost', () => {
    const isNo = (cell: Cell | undefined): boolean => cell === 'нет' || cell === 'unsubscribed';
    const isYes = (cell: Cell | undefined): boolean => cell === 'да' || cell === '2024-03-05' || cell === 'unsubscribed';
    for (let seed = 1; seed <= 150; seed += 1) {
      const random = seeded(seed);
      const [own, ...rows] = Array.from({ length: 6 }, (_unused, at) => [String((at % 3) + 1), ...row(random, true).slice(1)]);
      const start = clientsOf(ALL, [own ?? []]);
      const plan = planOf(start, listOf(rows, MAPPING), { mode: seed % 2 === 0 ? 'upsert' : 'fill' });
      const after = afterPlan(start, plan);
      for (const given of [own ?? [], ...rows]) {
        const stands = after.table.rows.find((cells) => cells[0] === (given === own ? '1' : plan.clientOf.get(cellText(given[0])))) ?? [];
        if (isNo(given[7])) expect([seed, isNo(stands[7])]).toEqual([seed, true]);
        if (isYes(given[8])) expect([seed, isYes(stands[8])]).toEqual([seed, true]);
        if (isNo(given[9])) expect([seed, isNo(stands[9])]).toEqual([seed, true]);
      }
    }
  });
});
