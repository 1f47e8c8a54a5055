// Catalogues, issues as texts, plurals, formats, names of things.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { dayOf, daysInMonth, formatIsoDay, isPeriodEnd, parseIsoDay, partsOf, periodIndexOf, weekdayOf } from '../../src/core/calendar';
import { ISSUE_SEVERITIES, issue, IssueLog, hasError } from '../../src/core/issue';
import type { IssueCode } from '../../src/core/issue';
import { EN } from '../../src/core/language/en';
import { EN_SERVER } from '../../src/core/language/en-server';
import { formatDay, formatDays, formatDuration, formatMoney, formatNumber, formatShare, formatShortDay } from '../../src/core/language/format';
import { languageOf } from '../../src/core/language/language';
import {
  className, COLUMN_KEYS, columnKeyOf, columnName, dormancyKeyOf, dormancyName, fieldName, rhythmSourceName, SEGMENT_KEYS, segmentAdvice, segmentKeyOf,
  segmentName, TAB_KEYS, tabKeyOf, tabName,
} from '../../src/core/language/names';
import { pluralOf } from '../../src/core/language/plural';
import { RU } from '../../src/core/language/ru';
import { RU_SERVER } from '../../src/core/language/ru-server';
import { columnLetter, issueText, text } from '../../src/core/language/text';
import type { WordKey } from '../../src/core/language/catalogue';
import { FIELDS } from '../../src/core/table/field';

const SRC = path.resolve(__dirname, '../../src');
const CODES = Object.keys(ISSUE_SEVERITIES) as IssueCode[];
const NBSP = '\u00a0';

function sourcesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? sourcesUnder(full) : /\.ts$/.test(entry.name) ? [full] : [];
  });
}

/** Names of the values a text asks for. */
const valuesIn = (template: string): string[] => Array.from(new Set(Array.from(template.matchAll(/\{(\w+)(?:#[^}]*)?\}/g), (match) => match[1] ?? ''))).sort();

describe('issues', () => {
  it('each code has a cause and a next step in both languages, as sentences, asking for the same values', () => {
    expect(CODES.length).toBeGreaterThan(60);
    for (const code of CODES) {
      for (const words of [EN.issues[code], RU.issues[code]]) {
        expect([code, words.cause]).toEqual([code, expect.stringMatching(/^.{8,}[^.!?\s]$/)]);
        expect([code, words.next]).toEqual([code, expect.stringMatching(/^[A-ZА-Я{].{8,}[.]$/)]);
      }
      expect([code, RU.issues[code].cause + RU.issues[code].next]).toEqual([code, expect.stringMatching(/[а-я]/)]);
      expect([code, EN.issues[code].cause + EN.issues[code].next]).toEqual([code, expect.not.stringMatching(/[А-Яа-я]/)]);
      const asked = (words: { cause: string; next: string }): string[] => valuesIn(words.cause + words.next);
      expect([code, asked(RU.issues[code])]).toEqual([code, asked(EN.issues[code])]);
    }
  });

  it('each code is raised somewhere in the sources', () => {
    const sources = sourcesUnder(SRC).filter((file) => !/core\/language\//.test(file.split(path.sep).join('/')));
    // The list of codes itself does not count as raising them.
    const all = sources.map((file) => readFileSync(file, 'utf8').replace(/export const ISSUE_SEVERITIES = \{[\s\S]*?\} as const/, '')).join('\n');
    expect(CODES.filter((code) => !all.includes(`'${code}'`))).toEqual([]);
  });

  it('a text names sheet, row and column counted from 1, the cause and the next step', () => {
    const made = issue('row.dateImpossible', { value: '31.02.2024' }, { sheet: 'Заказы', rowIndex: 4, columnIndex: 27 });
    expect(issueText(made, 'ru')).toBe('Заказы, строка 5, столбец AB: такого дня нет: 31.02.2024. Исправьте дату и повторите импорт; строка пропущена.');
    expect(issueText(made, 'en')).toBe('Заказы, row 5, column AB: there is no such day: 31.02.2024. Correct the date and import again; the row was left out.');
    expect(issueText(issue('mail.nobody'), 'en')).toBe('Nobody would get this letter. Look at the reasons in the list or choose another audience.');
  });

  it('values are written as days, money and numbers by the end of their names, and fields by their words', () => {
    expect(issueText(issue('row.afterAsOf', { orderDay: 45356, asOfDay: 45350 }), 'ru')).toContain(`заказ от 5${NBSP}марта 2024 позже`.replace('заказ', 'Заказ'));
    expect(issueText(issue('table.columnMissing', { field: 'date' }), 'en')).toBe('No column for order date was found. Choose the column yourself in the list of columns.');
    expect(issueText(issue('template.fieldUnknown', { field: 'Имя', fields: 'Телефон' }), 'ru')).toBe('Поля {{Имя}} нет. Возьмите столбец вкладки «Клиенты»: Телефон.');
    expect(issueText(issue('template.syntax', { part: 'body', position: 3, detail: 'ifOpen' }), 'ru')).toBe(
      'Ошибка в части «текст письма», знак 3: у {{#if}} нет {{/if}}. Исправьте скобки; пример: {{Имя|друг}}.',
    );
  });

  it('a log keeps the first of a kind and counts the rest', () => {
    const log = new IssueLog(2);
    for (let rowIndex = 0; rowIndex < 5; rowIndex += 1) log.add('row.dateMissing', {}, { rowIndex, columnIndex: 1 });
    log.add('row.dateMissing', {}, { rowIndex: 9, columnIndex: 2 });
    expect(log.list().map((entry) => [entry.code, entry.place?.rowIndex, entry.params.count])).toEqual([
      ['row.dateMissing', 0, undefined], ['row.dateMissing', 1, undefined], ['row.dateMissing', 9, undefined], ['issue.more', undefined, 3],
    ]);
    expect(log.countByCode()).toEqual({ 'row.dateMissing': 6 });
    expect([hasError(log.list()), hasError([issue('file.empty')])]).toEqual([false, true]);
  });
});

describe('catalogues', () => {
  it('have the same keys, no empty texts, and the same values in both languages', () => {
    const keys = Object.keys(EN.words) as WordKey[];
    expect(Object.keys(RU.words).sort()).toEqual(keys.slice().sort());
    expect(keys.length).toBeGreaterThan(200);
    for (const key of keys) {
      expect([key, EN.words[key].trim() !== '' && RU.words[key].trim() !== '']).toEqual([key, true]);
      expect([key, valuesIn(RU.words[key])]).toEqual([key, valuesIn(EN.words[key])]);
      expect([key, EN.words[key]]).toEqual([key, expect.not.stringMatching(/[А-Яа-я]/)]);
    }
  });

  it('are made of parts that hold each key once', () => {
    const folder = path.join(SRC, 'core/language');
    for (const [language, { words, issues }, server] of [['en', EN, EN_SERVER], ['ru', RU, RU_SERVER]] as const) {
      const blocks = new Map(readdirSync(folder).filter((name) => name.startsWith(`${language}-`)).flatMap((name) =>
        Array.from(readFileSync(path.join(folder, name), 'utf8').matchAll(/^export const (\w+)[^=]*= \{$([\s\S]*?)^\}/gm), ([, block = '', body = '']) => [block, body] as const)));
      // A key that stands in two parts would be taken from the last one without a word.
      const keysIn = (block: string): string[] => Array.from((blocks.get(block) ?? '').matchAll(/^ {2}(?:\.\.\.(\w+)|'([^']+)':)/gm), ([, part, key]) => (part === undefined ? [key ?? ''] : keysIn(part))).flat();
      const upper = language.toUpperCase();
      const found = ['WORDS', 'REASONS', 'DUPLICATES'].flatMap((part) => keysIn(`${upper}_${part}`));
      expect(found.filter((key, index) => found.indexOf(key) !== index)).toEqual([]);
      expect(found.sort()).toEqual(Object.keys(words).sort());
      expect(keysIn(`${upper}_ISSUES`).sort()).toEqual(Object.keys(issues).sort());
      expect(keysIn(`${upper}_SERVER`).sort()).toEqual(Object.keys(server).sort());
    }
  });

  it('name every tab, column, field, segment, band and class in both languages without doubles', () => {
    for (const language of ['ru', 'en'] as const) {
      const distinct = (names: string[]): void => expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
      distinct(TAB_KEYS.map((key) => tabName(key, language)));
      distinct(SEGMENT_KEYS.map((key) => segmentName(key, language)));
      distinct(COLUMN_KEYS.map((key) => columnName(key, language)));
      distinct(FIELDS.map((field) => fieldName(field, language)));
    }
    expect(COLUMN_KEYS.map((key) => columnKeyOf(columnName(key, 'ru')))).toEqual(COLUMN_KEYS);
    expect(COLUMN_KEYS.map((key) => columnKeyOf(columnName(key, 'en')))).toEqual(COLUMN_KEYS);
    expect(TAB_KEYS.map((key) => tabKeyOf(` ${tabName(key, 'ru').toUpperCase()} `))).toEqual(TAB_KEYS);
    expect([tabKeyOf('Лист1'), columnKeyOf('Что-то'), dormancyKeyOf('вовремя'), dormancyKeyOf('x')]).toEqual([undefined, undefined, 'on_time', undefined]);
    expect([segmentKeyOf('в зоне риска'), segmentKeyOf(' VIP '), segmentName('VIP', 'ru'), segmentAdvice('VIP', 'ru')]).toEqual(['at_risk', 'VIP', 'VIP', '']);
    expect([dormancyName('late', 'ru'), rhythmSourceName('own', 'en'), className('X', 'ru')]).toEqual(['Опаздывает', 'own gaps', 'покупает стабильно']);
    expect(segmentAdvice('lost', 'en')).not.toBe('');
  });

  it('follow the locale', () => {
    expect(['ru', 'ru_RU', 'ru-KZ', 'en', 'en_GB', 'de', 'run'].map(languageOf)).toEqual(['ru', 'ru', 'ru', 'en', 'en', 'en', 'en']);
  });
});

describe('plurals and formats', () => {
  it('Russian nouns agree with every number', () => {
    const forms = ['клиент', 'клиента', 'клиентов'];
    const of = (count: number): string => pluralOf(count, forms, 'ru');
    expect([1, 21, 101, 1001].map(of)).toEqual(Array(4).fill('клиент'));
    expect([2, 3, 4, 22, 104, 1.5].map(of)).toEqual(Array(6).fill('клиента'));
    expect([0, 5, 11, 12, 14, 111, 112, 25, 100].map(of)).toEqual(Array(9).fill('клиентов'));
    expect([0, 1, 2, 1.5, -1].map((count) => pluralOf(count, ['client', 'clients'], 'en'))).toEqual(['clients', 'client', 'clients', 'clients', 'client']);
  });

  it('writes numbers, money, shares, days and durations as people do', () => {
    expect([formatNumber(1234567.5, 'ru'), formatNumber(1234567.5, 'en'), formatNumber(-0.0001, 'ru'), formatNumber(-1200, 'ru')]).toEqual([
      `1${NBSP}234${NBSP}567,5`, '1,234,567.5', '0', `−1${NBSP}200`,
    ]);
    expect([formatMoney(123450, 'RUB', 'ru'), formatMoney(100000, 'RUB', 'ru'), formatMoney(-123456, 'GBP', 'en'), formatMoney(500, 'KGS', 'en')]).toEqual([
      `1${NBSP}234,50${NBSP}₽`, `1${NBSP}000${NBSP}₽`, '−£1,234.56', `KGS${NBSP}5`,
    ]);
    expect([formatDay(45356, 'ru', 45400), formatDay(45356, 'en', 45000), formatShortDay(45356, 'ru'), formatShortDay(45356, 'en')]).toEqual([
      `5${NBSP}марта`, `5${NBSP}March 2024`, '05.03.2024', '2024-03-05',
    ]);
    expect([formatDays(71, 'ru'), formatDays(1.5, 'ru'), formatDays(1, 'en'), formatDuration(91, 'ru'), formatDuration(800, 'en')]).toEqual([
      `71${NBSP}день`, `1,5${NBSP}дня`, `1${NBSP}day`, `3${NBSP}месяца`, `2${NBSP}years`,
    ]);
    expect([formatShare(0.125, 'ru', 1), formatShare(0.8, 'en')]).toEqual([`12,5${NBSP}%`, '80%']);
    expect([0, 25, 26, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
    expect(text('ru', 'setting.dormancy.days', { value: 1 })).toContain(`1${NBSP}дня`);
  });
});

describe('calendar', () => {
  it('agrees with the platform on every day of four hundred years', () => {
    const first = dayOf(1900, 1, 1) ?? 0;
    for (let serial = first; serial < first + 146097; serial += 1) {
      const date = new Date((serial - 25569) * 86400000);
      const parts = partsOf(serial);
      if (parts.year !== date.getUTCFullYear() || parts.month !== date.getUTCMonth() + 1 || parts.day !== date.getUTCDate()) {
        throw new Error(`${serial}: ${JSON.stringify(parts)} is not ${date.toISOString()}`);
      }
      if (dayOf(parts.year, parts.month, parts.day) !== serial) throw new Error(`${serial} does not come back`);
      if (weekdayOf(serial) !== (date.getUTCDay() === 0 ? 7 : date.getUTCDay())) throw new Error(`${serial}: wrong weekday`);
    }
  });

  it('numbers days as spreadsheets do and takes real days only', () => {
    expect([parseIsoDay('1899-12-30'), parseIsoDay('1900-01-01'), parseIsoDay('2024-03-05')]).toEqual([undefined, 2, 45356]);
    expect(['2024-02-29', '2023-02-29', '2024-02-30', '2024-13-01', '2024-3-5', 'x'].map(parseIsoDay).map((day) => (day === undefined ? '' : formatIsoDay(day)))).toEqual([
      '2024-02-29', '', '', '', '', '',
    ]);
    expect([daysInMonth(2000, 2), daysInMonth(1900, 2), daysInMonth(2024, 12)]).toEqual([29, 28, 31]);
  });

  it('counts weeks from Monday, months and quarters', () => {
    const monday = parseIsoDay('2024-03-04') ?? 0;
    expect([periodIndexOf(monday - 1, 'week') + 1, periodIndexOf(monday + 6, 'week')]).toEqual([periodIndexOf(monday, 'week'), periodIndexOf(monday, 'week')]);
    expect([isPeriodEnd(monday + 6, 'week'), isPeriodEnd(monday + 5, 'week')]).toEqual([true, false]);
    expect([isPeriodEnd(parseIsoDay('2024-02-29') ?? 0, 'month'), isPeriodEnd(parseIsoDay('2024-02-29') ?? 0, 'quarter'), isPeriodEnd(parseIsoDay('2024-03-31') ?? 0, 'quarter')]).toEqual([true, false, true]);
    expect(periodIndexOf(parseIsoDay('2024-01-01') ?? 0, 'month') - periodIndexOf(parseIsoDay('2023-12-31') ?? 0, 'month')).toBe(1);
  });
});
