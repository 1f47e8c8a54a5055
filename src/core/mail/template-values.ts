/** Values of merge fields: kept as numbers, days and texts until a letter is written, so that formats and comparisons work. */
import { parseIsoDay } from '../calendar';
import type { Day } from '../calendar';
import { formatDay, formatDays, formatMoney, formatNumber, formatShare } from '../language/format';
import type { Language } from '../language/language';
import { pluralOf } from '../language/plural';
import { MINOR_PER_MAJOR } from '../money';
import { DEFAULT_SETTINGS } from '../settings';
import type { Currency } from '../settings';
import { readDate } from '../table/dates';

/** A day of the calendar. */
export interface DayValue {
  readonly day: Day;
}

/** A number with the way it is written where the template names no format. Money is in major units, a share is a fraction. */
export interface FigureValue {
  readonly figure: number;
  readonly as: 'number' | 'money' | 'days' | 'share';
}

/** A class: its name in the base's language, and the other names under which a comparison knows it. */
export interface ClassValue {
  readonly name: string;
  readonly alsoKnownAs: readonly string[];
}

/** One value; '' and null are empty. */
export type MergeValue = string | number | boolean | null | DayValue | FigureValue | ClassValue;

/** How values are written. */
export interface LetterLocale {
  readonly language: Language;
  readonly currency: Currency;
}

/** The values of one client by folded name (`foldFieldName`); a value is worked out only when a template asks for it. */
export interface FieldLookup {
  readonly locale: LetterLocale;
  readonly find: (foldedName: string) => MergeValue;
}

/** Field values of one client by name; names are compared trimmed, case-folded, with ё = е and `_` = space. Written as in English. */
export type MergeFields = Readonly<Record<string, MergeValue>>;

/**
 * Formats that may follow a field after a colon, by name in both languages. This table is the whole documentation of formats:
 * `{{Дата рождения:день}}` 5 марта · `{{Последний заказ:дата}}` 5 марта 2024 · `{{Выручка:деньги}}` 12 500 ₽ · `{{Заказов:число}}` 1 250 ·
 * `{{Доля:процент}}` 12 % · `{{Дней молчит:дни}}` 71 день · `{{Заказов:слово:заказ|заказа|заказов}}` 3 заказа. The word takes three forms where
 * they are Russian and two (`order|orders`) where they are not; what follows one more bar is the fallback. A value that has no such
 * form (a text that is no date) is written as it stands.
 */
export const FORMAT_NAMES = {
  day: ['день', 'day'],
  date: ['дата', 'date'],
  money: ['деньги', 'money'],
  number: ['число', 'number'],
  share: ['процент', 'percent'],
  days: ['дни', 'days'],
  plural: ['слово', 'plural'],
} as const;

/** Keys of the formats. */
export type FormatName = keyof typeof FORMAT_NAMES;

/** A format of a field in a template; `forms` only with `plural`. */
export interface FieldFormat {
  readonly name: FormatName;
  readonly forms: readonly string[];
}

/** Signs of a comparison in `{{#if}}`. */
export type CompareSign = '=' | '!=' | '<' | '<=' | '>' | '>=';

const PLAIN_LOCALE: LetterLocale = { language: 'en', currency: DEFAULT_SETTINGS.currency };
const foldedNames = new Map<string, string>();

/** The form in which field names are compared. */
export function foldFieldName(name: string): string {
  const known = foldedNames.get(name);
  if (known !== undefined) return known;
  const folded = name.replace(/[\s\u00a0_]+/g, ' ').trim().toLowerCase().replace(/ё/g, 'е');
  // Names come back for every client; texts of cells, which pass here too, must not pile up.
  if (foldedNames.size < 5000 && name.length < 100) foldedNames.set(name, folded);
  return folded;
}

/** A lookup over plain values. */
export function lookupOf(fields: MergeFields | FieldLookup, locale: LetterLocale = PLAIN_LOCALE): FieldLookup {
  if (isLookup(fields)) return fields;
  const folded = new Map<string, MergeValue>();
  for (const name of Object.keys(fields)) folded.set(foldFieldName(name), fields[name] ?? null);
  return { locale, find: (name) => folded.get(name) ?? null };
}

function isLookup(fields: MergeFields | FieldLookup): fields is FieldLookup {
  return typeof (fields as { readonly find?: unknown }).find === 'function';
}

/** The text of a value, '' for an empty one. */
export function valueText(value: MergeValue, format: FieldFormat | null, { language, currency }: LetterLocale): string {
  if (value === null || value === '') return '';
  const number = format === null ? null : numberOf(value);
  switch (format?.name) {
    case 'day':
    case 'date': {
      const day = dayOf(value);
      if (day !== null) return format.name === 'day' ? formatDay(day, language, day) : formatDay(day, language);
      break;
    }
    case 'money':
      if (number !== null) return formatMoney(Math.round(number * MINOR_PER_MAJOR), currency, language);
      break;
    case 'number':
      if (number !== null) return formatNumber(number, language);
      break;
    case 'share':
      if (number !== null) return formatShare(number, language);
      break;
    case 'days':
      if (number !== null) return formatDays(Math.round(number), language);
      break;
    case 'plural':
      if (number !== null) return `${formatNumber(number, language)}\u00a0${pluralOf(number, format.forms, languageOfForms(format.forms))}`;
      break;
    case undefined:
  }
  return plainText(value, { language, currency });
}

function plainText(value: Exclude<MergeValue, null>, locale: LetterLocale): string {
  const { language, currency } = locale;
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return formatNumber(value, language);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if ('day' in value) return formatDay(value.day, language);
  if ('name' in value) return value.name.trim();
  if (value.as === 'money') return formatMoney(Math.round(value.figure * MINOR_PER_MAJOR), currency, language);
  if (value.as === 'days') return formatDays(Math.round(value.figure), language);
  return value.as === 'share' ? formatShare(value.figure, language) : formatNumber(value.figure, language);
}

/** The language whose plural rule noun forms follow: their own letters tell, whatever language the base has. */
export function languageOfForms(forms: readonly string[]): Language {
  return forms.some((form) => /[а-яё]/i.test(form)) ? 'ru' : 'en';
}

/** True for what `{{#if Field}}` takes for filled. An unticked checkbox is not. */
export function isFilled(value: MergeValue): boolean {
  if (value === null || value === false) return false;
  if (typeof value === 'string') return value.trim() !== '' && !/^\s*(?:false|ложь)\s*$/i.test(value);
  return typeof value !== 'object' || !('name' in value) || value.name.trim() !== '';
}

/** Compares a value with what is written in a condition: as numbers or days where both are, else as text in any case. An empty value is only unlike. */
export function compareValue(value: MergeValue, sign: CompareSign, written: string): boolean {
  if (value === null || plainText(value, PLAIN_LOCALE) === '') return sign === '!=' ? written !== '' : sign === '=' && written === '';
  const order = difference(value, written);
  if (order !== null) return signHolds(order, sign);
  const wanted = foldFieldName(written);
  const isSame = namesOf(value).some((name) => foldFieldName(name) === wanted);
  return sign === '=' ? isSame : sign === '!=' && !isSame;
}

/** True where a comparison by size has a number or a day on its right. */
export function isMeasurable(written: string): boolean {
  return numberOf(written) !== null || dayOf(written) !== null;
}

function difference(value: Exclude<MergeValue, null>, written: string): number | null {
  const number = numberOf(value);
  const wantedNumber = numberOf(written);
  if (number !== null && wantedNumber !== null) return number - wantedNumber;
  const day = dayOf(value);
  const wantedDay = dayOf(written);
  return day === null || wantedDay === null ? null : day - wantedDay;
}

function signHolds(order: number, sign: CompareSign): boolean {
  if (sign === '=') return order === 0;
  if (sign === '!=') return order !== 0;
  if (sign === '<') return order < 0;
  if (sign === '<=') return order <= 0;
  return sign === '>' ? order > 0 : order >= 0;
}

function namesOf(value: Exclude<MergeValue, null>): readonly string[] {
  if (typeof value === 'object' && 'name' in value) return [value.name, ...value.alsoKnownAs];
  return typeof value === 'boolean' ? [value ? 'true' : 'false', value ? 'да' : 'нет', value ? 'yes' : 'no'] : [plainText(value, PLAIN_LOCALE)];
}

/** The number in a value, or null. Written numbers may have spaces, a comma and a currency sign. */
function numberOf(value: MergeValue): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'object' && value !== null) return 'figure' in value ? value.figure : null;
  if (typeof value !== 'string' || value.length > 40) return null;
  const digits = value.replace(/[\s\u00a0\u202f]/g, '').replace(/(?:₽|руб\.?|р\.|[$€£₸%])$/i, '').replace(/^[$€£]/, '').replace('−', '-').replace(',', '.');
  return /^-?\d+(?:\.\d+)?$/.test(digits) ? Number(digits) : null;
}

/** The day in a value, or null. Plain numbers are no days. */
function dayOf(value: MergeValue): Day | null {
  if (typeof value === 'object' && value !== null) return 'day' in value ? value.day : null;
  if (typeof value !== 'string' || value.length > 40 || numberOf(value) !== null) return null;
  const iso = parseIsoDay(value.trim());
  if (iso !== undefined) return iso;
  const read = readDate(value);
  return read.state === 'ok' ? read.day : null;
}
