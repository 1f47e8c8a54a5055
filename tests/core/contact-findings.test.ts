/** Findings of cleaning: suspicious values, columns decided as a whole, sentences in both languages. */
import { dayOf } from '../../src/core/calendar';
import type { CleanOptions } from '../../src/core/contacts/findings';
import { cleanColumnsOf } from '../../src/core/contacts/clean-columns';
import { FINDING_CODES, findingWhy } from '../../src/core/contacts/finding';
import { cleanTable } from '../../src/core/contacts/findings';
import { plainMoney } from '../../src/core/contacts/findings-amount';
import { duplicateRecordOf } from '../../src/core/contacts/findings-record';
import { phoneCountryOf } from '../../src/core/contacts/phone-country';
import { spreadOf } from '../../src/core/contacts/spread';
import type { Cell } from '../../src/core/table/cell';
import { detectHeader } from '../../src/core/table/header';
import { proposeMapping } from '../../src/core/table/mapping';

const OPTIONS: CleanOptions = { country: 'RU', todayDay: dayOf(2024, 6, 15) ?? 0, preferredDateOrder: 'dmy', preferredDecimal: ',' };

/** Cleans a grid as the verb does. */
function cleanedOf(grid: readonly (readonly Cell[])[], options: Partial<CleanOptions> = {}): ReturnType<typeof cleanTable> {
  const header = detectHeader(grid).value;
  if (header === null) throw new Error('no header');
  return cleanTable(grid, header, cleanColumnsOf(grid, header, proposeMapping(grid, header).value.mapping), { ...OPTIONS, ...options });
}

/** Findings as `row code → proposed`; rows of the grid from 0. */
const brief = (table: ReturnType<typeof cleanTable>): string[] => table.findings.map(({ rowIndex, code, proposed }) => `${rowIndex} ${code} → ${proposed ?? '?'}`);

describe('dates and sums of a column', () => {
  it('where nothing tells day from month, the order taken is said, but not of a day that reads the same both ways', () => {
    const table = cleanedOf([['Телефон', 'Дата'], ['', '03/04/2024'], ['', '05/05/2024'], ['', '2024-05-06']]);
    expect(brief(table)).toEqual(['1 date.assumed → 2024-04-03', '2 date.written → 2024-05-05']);
    expect(findingWhy(table.findings[0] ?? { code: 'date.far', also: [], params: {} }, 'ru')).toBe('По столбцу не понять, что раньше, день или месяц; принят порядок: день, месяц, год');
    expect(brief(cleanedOf([['Телефон', 'Дата'], ['', '03/04/2024'], ['', '04/25/2024']]))).toEqual(['1 date.written → 2024-03-04', '2 date.written → 2024-04-25']);
  });

  it('the decimal mark is that of the column, and said where it was only assumed', () => {
    expect(brief(cleanedOf([['Телефон', 'Сумма'], ['', '1.234'], ['', '5,50']]))).toEqual(['1 amount.written → 1234.00', '2 amount.written → 5.50']);
    expect(brief(cleanedOf([['Телефон', 'Сумма'], ['', '1.234'], ['', '99']]))).toEqual(['1 amount.assumed → 1234.00']);
    expect(brief(cleanedOf([['Телефон', 'Сумма'], ['', '10,005 ₽']]))).toEqual(['1 amount.rounded → 10.01']);
  });

  it('dates and numbers that are cells of their own kind are not rewritten, yet looked at', () => {
    const table = cleanedOf([['Phone', 'Date', 'Amount'], [79990001234, { day: dayOf(2024, 6, 16) ?? 0 }, -5.5], ['', { day: dayOf(2024, 6, 15) ?? 0 }, 7]]);
    expect(brief(table)).toEqual(['1 phone.written → +79990001234', '1 date.future → ?', '1 amount.negative → ?']);
    expect(table.rows.map(({ day, amountMinor }) => [day, amountMinor])).toEqual([[dayOf(2024, 6, 16), -550], [dayOf(2024, 6, 15), 700]]);
  });

  it('outer fences need twenty values, and nearly equal values are given room', () => {
    const values = Array.from({ length: 20 }, (_unused, index) => index % 2);
    expect(spreadOf(values.slice(1), 0)).toBeNull();
    expect(spreadOf(values, 0)).toEqual({ low: -3, high: 4 });
    expect(spreadOf(values.map(() => 7), 2)).toEqual({ low: 1, high: 13 });
  });

  it('money is written plainly, with two digits', () => {
    expect([0, 5, -5, 123_450, -100].map(plainMoney)).toEqual(['0.00', '0.05', '-0.05', '1234.50', '-1.00']);
  });
});

describe('contacts of a table', () => {
  it('birthdays: another writing is proposed, a day that can be no birthday is flagged and not passed on', () => {
    const table = cleanedOf([['Имя клиента', 'День рождения'], ['Анна Попова', '5 марта 1990'], ['Иван Попов', '01.01.1900'], ['Пётр Попов', '12.12.2030'], ['Яна Попова', '14.02']]);
    expect(brief(table).filter((line) => line.includes('birthday'))).toEqual(['1 birthday.written → 1990-03-05', '2 birthday.emptyDate → ?', '3 birthday.future → ?']);
    expect(table.rows.map(({ birthday }) => birthday)).toEqual([dayOf(1990, 3, 5), null, null, null]);
  });

  it('a mistyped domain is measured against the domains of the column itself, and a role is told beside it', () => {
    const own = Array.from({ length: 6 }, (_unused, index): Cell[] => [`user${index}@romashka-opt.ru`]);
    const table = cleanedOf([['E-mail'], ...own, ['anna@romashka-otp.ru'], ['info@romashka-opt.ru'], ['two@a.ru, three@b.ru']]);
    expect(brief(table)).toEqual(['7 email.domainTypo → anna@romashka-opt.ru', '8 email.role → ?', '9 email.invalid → ?']);
  });

  it('several changes of one cell are one proposal that names all of them', () => {
    const [found] = cleanedOf([['ФИО', 'Город'], ['  ПОПОВА  АННА', 'Омск']]).findings;
    expect([found?.code, found?.also, found?.proposed]).toEqual(['name.case', ['name.spaces'], 'Попова Анна']);
    expect(findingWhy(found ?? { code: 'name.case', also: [], params: {} }, 'en')).toBe('Capitals and small letters are not as in names. There are too many or unusual spaces');
  });

  it('blank rows and a repeated header are left out, all other rows stay, and a column of clients that holds words holds names', () => {
    const table = cleanedOf([['Отчёт'], [], ['Клиент', 'Телефон', 'Дата'], ['ПОПОВА АННА', '', '2024-01-02'], [], ['Клиент', 'Телефон', 'Дата'], ['Итого', '', '']]);
    expect(table.rows.map(({ rowIndex }) => rowIndex)).toEqual([3, 6]);
    expect(table.rows[0]?.name).toMatchObject({ lastName: 'Попова', firstName: 'Анна' });
  });

  it('a row is compared by proposed values, with the mistyped address beside the one meant', () => {
    const { rows } = cleanedOf([['ФИО', 'Телефон', 'E-mail', 'Город'], ['Попова Анна', '8 999 000 12 34', 'Anna@gmial.com', 'г. Омск'], ['', '12', 'нет', '']]);
    expect(rows.map(duplicateRecordOf)).toEqual([
      expect.objectContaining({ phones: ['+79990001234'], emails: ['anna@gmial.com', 'Anna@gmail.com'], lastName: 'Попова', firstName: 'Анна', city: 'Омск' }),
      expect.objectContaining({ phones: [], emails: [], city: '' }),
    ]);
  });

  it('a country is two letters of any case that have phones', () => {
    expect(['ru', ' GB ', 'QQ', 'RUS', ''].map(phoneCountryOf)).toEqual(['RU', 'GB', null, null, null]);
  });
});

describe('words of findings', () => {
  it('each code has a sentence in both languages, without anything left to fill in', () => {
    const params = { count: 2, value: 'x', refusal: 'letters', fault: 'spaces', suggestion: 'a@b.ru', rows: 3, city: 'Омск', order: 'dmy', birthDay: 45_000, dateDay: 45_000, todayDay: 45_001, mark: ',', sum: '5.00' };
    for (const code of FINDING_CODES) {
      for (const [language, letters] of [['ru', /[а-яё]{3}/], ['en', /^[^а-яё]*$/i]] as const) {
        const why = findingWhy({ code, also: [], params: { ...params, city: language === 'ru' ? 'Омск' : 'Omsk' } }, language);
        expect([code, why]).toEqual([code, expect.stringMatching(letters)]);
        expect([code, why]).toEqual([code, expect.stringMatching(/^[^{}]{10,}[^.{}]$/)]);
      }
    }
  });

  it('each refusal of a phone or e-mail is told in words', () => {
    const phones = ['noDigits', 'abc', '7.99900E+10', '123', '8999000123456789', '+999 123 45 67 89', '+7 000 000 00 00'];
    const emails = ['a@b.ru\nx', 'a@b.ru, c@d.ru', 'nobody', 'a b@c.ru d e@', '.a@b.ru', 'a@-b-.c', `${'a'.repeat(65)}@b.ru`];
    const { findings } = cleanedOf([['Телефон', 'E-mail'], ...phones.map((phone, index): Cell[] => [phone, emails[index] ?? ''])]);
    const refused = findings.filter(({ code }) => code === 'phone.unreadable' || code === 'phone.doubtful' || code === 'email.invalid');
    expect(refused.length).toBe(phones.length + emails.length);
    for (const found of refused) {
      const key = String(found.params['refusal'] ?? found.params['fault'] ?? '');
      const why = findingWhy(found, 'ru').slice(found.before.length + 1);
      expect([found.before, key, why]).toEqual([found.before, key, expect.stringMatching(/[а-яё]{2,}/)]);
      if (key !== '') expect(why).not.toContain(key);
    }
  });
});
