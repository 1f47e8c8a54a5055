/** Texts from the catalogues: words, sentences with values, issues. */
import type { Issue, IssueParams, Place } from '../issue';
import { CURRENCIES } from '../settings';
import type { Currency } from '../settings';
import type { Catalogue, WordKey } from './catalogue';
import { EN } from './en';
import { formatDay, formatMoney, formatNumber } from './format';
import type { Language } from './language';
import { pluralOf } from './plural';
import { RU } from './ru';

/** Values put into a text by name; the end of a name says how it is written (see IssueParams). */
export type TextValues = Readonly<Record<string, string | number>>;

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { ru: RU, en: EN };

/** The catalogue of a language. */
export function catalogueOf(language: Language): Catalogue {
  return CATALOGUES[language];
}

/** A word or sentence of the catalogue. `{name}` takes a value, `{count#клиент|клиента|клиентов}` a number with its noun. */
export function text(language: Language, key: WordKey, values: TextValues = {}): string {
  return filled(CATALOGUES[language].words[key], values, language);
}

/** "Orders, row 5, column Date: 31.02.2024 is no real date. Correct the cell and import again." */
export function issueText(issue: Issue, language: Language): string {
  const words = CATALOGUES[language].issues[issue.code];
  const place = issue.place === undefined ? '' : placeText(issue.place, language);
  const cause = filled(words.cause, paramWords(issue.params, language), language);
  const next = filled(words.next, paramWords(issue.params, language), language);
  // A cause that begins with a value (a file name, a key) keeps it as it is.
  const sentence = place !== '' ? `${place}: ${cause}` : words.cause.startsWith('{') ? cause : capitalised(cause);
  return next === '' ? `${sentence}.` : `${sentence}. ${next}`;
}

/** "Orders, row 5, column Date", or '' without any place. */
export function placeText(place: Place, language: Language): string {
  const parts: string[] = [];
  if (place.sheet !== undefined) parts.push(place.sheet);
  if (place.rowIndex !== undefined) parts.push(text(language, 'place.row', { number: String(place.rowIndex + 1) }));
  const column = place.columnName !== undefined && place.columnName !== '' ? `«${place.columnName}»` : columnLetter(place.columnIndex);
  if (column !== '') parts.push(text(language, 'place.column', { name: language === 'en' ? column.replace(/[«»]/g, '"') : column }));
  const joined = parts.join(', ');
  return place.sheet === undefined ? capitalised(joined) : joined;
}

/** The letters of a column: 0 = A, 26 = AA. */
export function columnLetter(columnIndex: number | undefined): string {
  if (columnIndex === undefined || columnIndex < 0) return '';
  const before = Math.floor(columnIndex / 26);
  return (before === 0 ? '' : columnLetter(before - 1)) + String.fromCharCode(65 + (columnIndex % 26));
}

/** Values that are keys are turned into words: fields, and every value with a word `param.<name>.<value>`. */
export function paramWords(params: IssueParams, language: Language): TextValues {
  const words: Readonly<Record<string, string>> = CATALOGUES[language].words;
  const values: Record<string, string | number> = { value: '' };
  for (const name of Object.keys(params)) {
    const value = params[name] ?? '';
    const field = name === 'field' ? words[`field.${value}`] : undefined;
    values[name] = field ?? words[`param.${name}.${value}`] ?? value;
  }
  return values;
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** A template with its values filled in: see {@link text}. */
export function filled(template: string, values: TextValues, language: Language): string {
  return template.replace(/\{(\w+)(?:#([^}]*))?\}/g, (_, name: string, forms: string | undefined) => {
    const value = values[name];
    if (value === undefined) return '';
    if (forms !== undefined) {
      const count = Number(value);
      return `${formatNumber(count, language)}\u00a0${pluralOf(count, forms.split('|'), language)}`;
    }
    if (typeof value === 'string') return value;
    if (/Day$/.test(name)) return formatDay(value, language);
    if (/Minor$/.test(name)) return formatMoney(value, currencyOf(values.currency), language);
    return formatNumber(value, language);
  });
}

function currencyOf(value: string | number | undefined): Currency {
  return CURRENCIES.find((currency) => currency === value) ?? 'RUB';
}
