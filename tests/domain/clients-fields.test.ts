/** The fields of a client: how programs call them, the columns they have, and letters and audiences that use them and the owner's own columns. */
import type { Cell } from '../../src/core/table/cell';
import { dayOf } from '../../src/core/calendar';
import { LANGUAGES } from '../../src/core/language/language';
import { columnKeyOf, columnName, fieldName } from '../../src/core/language/names';
import { CLIENT_FIELDS, COLUMN_OF_CLIENT_FIELD } from '../../src/core/table/field';
import { fieldOfHeader, headerSynonyms, synonymRank } from '../../src/core/table/synonyms';
import { listClients } from '../../src/domain/client-list';
import { isUnsubscribed } from '../../src/domain/mailing/consents';
import { previewLetter } from '../../src/domain/mailing/plan-mailing';
import { profileColumn } from '../../src/domain/tab-specs';
import type { MemoryWorld } from './in-memory-ports';
import { dormantBase } from './sample-base';

const fieldsOf = (headers: string, kind: 'orders' | 'clients' = 'clients'): (string | null)[] => headers.split('|').map((header) => fieldOfHeader(header, kind));

describe('headers of a clients file', () => {
  test.each([
    ['Shopify', 'Customer ID|First Name|Last Name|Email|Accepts Email Marketing|Default Address City|Default Address Province Code|Phone|Note|Tags',
      'client firstName lastName email consent city region phone note tags'],
    ['Mailchimp', 'Email Address|First Name|Last Name|Address|Phone Number|Birthday|OPTIN_TIME|TAGS|NOTES', 'email firstName lastName address phone birthday consent tags note'],
    ['Google Contacts', 'First Name|Middle Name|Last Name|Birthday|Notes|Labels|E-mail 1 - Value|Phone 1 - Value|Address 1 - City|Address 1 - Country', 'firstName patronymic lastName birthday note tags email phone city country'],
    ['WooCommerce', 'Name|Date Registered|Email|Country / Region|City|Region', 'name registered email country city region'],
    ['Bitrix24', 'ID|Имя|Отчество|Фамилия|Дата рождения|Рабочий телефон|Рабочий e-mail|Источник|Ответственный|Комментарий|Дата создания', 'client firstName patronymic lastName birthday phone email source manager note registered'],
    ['amoCRM', 'ID|Полное имя контакта|Ответственный|Дата создания|Теги|Мобильный телефон|Рабочий email', 'client name manager registered tags phone email'],
    ['1C', 'Код|Наименование|Контактный телефон|Адрес электронной почты|Фактический адрес|Основной менеджер|Пол|Группа', 'client name phone email address manager gender tags'],
    ['an owner', 'ФИО|Тел.|Эл. почта|ДР|Откуда узнал|Метки|Телеграм|Согласие на рассылку|Отписался|План|Покупки у других|Прим.', 'name phone email birthday source tags messenger consent unsubscribed plan purchasesElsewhere note'],
    ['an advertiser', 'client_id|ad_user_data|Согласие для рекламных площадок', 'client adsConsent adsConsent'],
  ])('of %s are known', (_program, headers, expected) => {
    expect(fieldsOf(headers).join(' ')).toBe(expected);
  });

  test('mean something else on a list of orders', () => {
    const headers = 'Источник|Created at|Описание|Наименование|Комментарий|Tags|Owner|Номер';
    expect(fieldsOf(headers, 'orders')).toEqual(['channel', 'date', 'product', 'product', null, null, 'manager', 'order']);
    expect(fieldsOf(headers, 'clients')).toEqual(['source', 'registered', 'note', 'name', 'note', 'tags', 'manager', 'order']);
    expect(fieldsOf('Источник клиента|ФИО получателя|Город доставки', 'orders')).toEqual(['source', 'name', 'city']);
  });

  test('come in order of what they tell', () => {
    expect(headerSynonyms('source', 'clients')[0]).toBe('source');
    expect(synonymRank('Источник', 'source', 'clients')).toBeLessThan(synonymRank('Источник клиента', 'source', 'clients'));
    expect(synonymRank('Источник', 'source', 'orders')).toBe(Infinity);
  });

});

test('every field has a column, a name in both languages, and a format that shows it', () => {
  for (const field of CLIENT_FIELDS) {
    const column = COLUMN_OF_CLIENT_FIELD[field];
    for (const language of LANGUAGES) {
      expect([field, columnKeyOf(columnName(column, language))]).toEqual([field, column]);
      expect(fieldName(field, language)).not.toBe('');
    }
  }
  const formats = CLIENT_FIELDS.map((field) => [field, profileColumn(COLUMN_OF_CLIENT_FIELD[field], 'ru').format]).filter(([, format]) => format !== 'text');
  expect(formats).toEqual([['birthday', 'date'], ['registered', 'date'], ['plan', 'money'], ['purchasesElsewhere', 'money']]);
});

/** Four clients; today is 15 June 2024. The title of a column of ours is its key, all other columns are the owner's. */
function world(): MemoryWorld {
  const made = dormantBase(4);
  const columns: readonly (readonly [title: string, key: string | null, cells: readonly Cell[]])[] = [
    ['Город', 'city', ['Казань', 'казань', 'Омск', '']],
    ['Метки', 'tags', ['опт, VIP', 'оптика', 'vip; Опт', '']],
    ['Родился', 'birthday', [{ day: dayOf(1990, 6, 20) ?? 0 }, '15 июня', '29.02.1988', 'давно']],
    ['С нами с', 'registered', [{ day: dayOf(2023, 5, 1) ?? 0 }, '05.03.2024', { day: dayOf(2024, 6, 1) ?? 0 }, '']],
    ['Пол', 'gender', ['ж', 'м', 'ж', '']],
    ['Любимый кофе', null, ['Капучино', 'раф лавандовый', '', 'эспрессо']],
    ['Чашек в день', null, [2, '3,5', 10, '']],
    ['Последний звонок', null, [{ day: dayOf(2024, 5, 30) ?? 0 }, '', { day: dayOf(2024, 6, 10) ?? 0 }, '']],
  ];
  const tab = made.tab('clients');
  const width = tab.rows[0]?.length ?? 0;
  columns.forEach(([title, key, cells], offset) => {
    tab.marks[width + offset] = key;
    tab.rows.forEach((row, rowIndex) => (row[width + offset] = rowIndex === 0 ? title : (cells[rowIndex - 1] ?? '')));
  });
  return made;
}

describe('an audience', () => {
  const made = world();
  const found = (audience: string): string => {
    const result = made.run((ports) => listClients(ports, { audience, order: 'name', offset: 0, limit: 10 })).value;
    return result?.value === null || result === null ? (result?.issues ?? []).map(({ code }) => code).join() : result.value.rows.map(({ clientId }) => clientId.replace('Client ', '')).join('');
  };

  test.each([
    ['city = Казань', '12'], ['Город = Казань', '12'], ['city != Казань', '34'], ['Город in (Казань, Омск)', '123'], ['Город not in (Казань; Омск)', '4'],
    ['tags contains опт', '13'], ['Метки содержит VIP', '13'], ['Метки не содержит опт', '24'], ['tags = vip', '13'], ['tags in (оптика, vip)', '123'], ['tags != vip', '24'],
    ['"Любимый кофе" содержит раф', '2'], ['"любимый кофе" = капучино', '1'], ['"Чашек в день" > 3', '23'], ['"Чашек в день" >= 2 and gender = ж', '13'],
    ['registered < 2024-03-05', '1'], ['"С нами с" <= 05.03.2024', '12'], ['registered = 01.06.2024', '3'], ['"Последний звонок" > 2024-06-01', '3'],
    ['birthday_in <= 7', '12'], ['birthday_in = 0', '2'], ['"дней до дня рождения" < 300', '123'], ['birthday_in > 250', '3'],
    ['segment_why contains "at risk"', '12'], ['city = Казань and not tags = vip', '2'],
  ])('%s finds %s', (audience, expected) => {
    expect(found(audience)).toBe(expected);
  });

  test('knows a figure by the title the owner gave its column', () => {
    const renamed = world();
    const tab = renamed.tab('clients');
    const at = tab.marks.indexOf('orders');
    const header = tab.rows[0];
    if (header !== undefined) header[at] = 'Сколько раз купил';
    const result = renamed.run((ports) => listClients(ports, { audience: '"Сколько раз купил" >= 5', order: 'name', offset: 0, limit: 10 })).value;
    expect(result?.value?.total).toBe(4);
  });

  test('of an unknown name says which names there are', () => {
    const result = made.run((ports) => listClients(ports, { audience: 'чай = да', order: 'name', offset: 0, limit: 10 })).value;
    expect(result?.issues.map(({ code }) => code)).toEqual(['audience.fieldUnknown']);
    for (const name of ['Любимый кофе', 'Метки', 'tags', 'birthday_in', 'С нами с']) expect(result?.issues[0]?.params['fields']).toContain(name);
    expect(found('tags > опт')).toBe('audience.syntax');
    expect(found('abc contains A')).toBe('audience.syntax');
    expect(found('city contains ""')).toBe('audience.syntax');
  });

  test('reads Settings and Clients once, finds columns of a changed header, and writes nothing', () => {
    const { calls } = made.run((ports) => listClients(ports, { audience: 'birthday_in <= 7', order: 'name', offset: 0, limit: 10 }));
    expect(calls).toEqual(['read', 'read', 'marks']);
  });
});

describe('a letter', () => {
  const subjectFor = (made: MemoryWorld, subject: string, client: string): string | undefined => {
    const templates = made.tab('templates');
    const row = templates.rows.find((cells) => cells[templates.marks.indexOf('template')] === 'come-back');
    if (row !== undefined) row[templates.marks.indexOf('subject')] = subject;
    return made.run((ports) => previewLetter(ports, { templateKey: 'come-back', audience: 'all' }, client)).value?.value?.subject;
  };

  test('takes the owner’s own columns and all fields of a client', () => {
    const subject = '{{Любимый кофе|чёрный кофе}}, {{Город|ваш город}}, {{tags|-}}, {{Чашек в день|0}}';
    expect(subjectFor(world(), subject, 'Client 1')).toBe('Капучино, Казань, опт, VIP, 2');
    expect(subjectFor(world(), subject, 'Client 3')).toBe('чёрный кофе, Омск, vip; Опт, 10');
  });

  test('takes the first name from its own column, else from the whole name', () => {
    const made = world();
    expect(subjectFor(made, '{{first_name|друг}}', 'Client 1')).toBe('Client 1');
    const tab = made.tab('clients');
    const width = tab.rows[0]?.length ?? 0;
    tab.marks[width] = 'first_name';
    tab.rows.forEach((row, rowIndex) => (row[width] = rowIndex === 0 ? 'Как зовут' : rowIndex === 1 ? 'Анна' : ''));
    expect([subjectFor(made, '{{first_name|друг}} {{Личное имя}} {{Как зовут}}', 'Client 1'), subjectFor(made, '{{first_name|друг}}', 'Client 2')]).toEqual(['Анна Анна Анна', 'Client 2']);
  });

  test.each([
    ['Фёдоров Александр', 'Александр'], ['Мария Ивановна Петрова', 'Мария'], ['John van Dyke', 'John'], ['Анна', 'Анна'],
    ['И. И. Иванов', 'И. И. Иванов'], ['ООО «Ромашка»', 'ООО «Ромашка»'], ['', 'друг'],
  ])('calls "%s" "%s": the given name wherever it stands; initials and firms stay whole', (name, called) => {
    const made = world();
    const { rows, marks } = made.tab('clients');
    if (rows[1] !== undefined) rows[1][marks.indexOf('name')] = name;
    expect(subjectFor(made, '{{first_name|друг}}', 'Client 1')).toBe(called);
  });

  test('is not planned for a client whose refusal is written in any words', () => {
    expect(['да', 'отказ', 'unsubscribed', 'отписался 5 мая', 'нет', '', '-', false].map(isUnsubscribed)).toEqual([true, true, true, true, false, false, false, false]);
  });
});
