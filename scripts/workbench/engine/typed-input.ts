/** Reads text as Google Sheets does when it is typed in a cell, by locale. Pure. */
import type { TypedLocale } from './typed-locale';
import { delocalizeFormula } from './formula-text';
import { partsOf, zonedSerial } from './serial';
import { typedMoment } from './typed-date';
import { typedLocale } from './typed-locale';

/** Locale and zone of the spreadsheet, and the day that fills in missing years. */
export interface TypedContext {
  /** `ru_RU`, `en_US`, … */
  readonly locale: string;
  readonly timeZone: string;
  /** Serial of "today" in the spreadsheet's zone (for dates without a year); default: from the machine clock in `timeZone`. */
  readonly todaySerial?: number;
}

/** What a typed text becomes. `pattern` is the automatic format to put on a cell that has none. */
export type TypedInput =
  | { readonly kind: 'blank' }
  | { readonly kind: 'text'; readonly value: string; /** True for a leading apostrophe. */ readonly forced: boolean }
  | { readonly kind: 'number'; readonly value: number; readonly pattern: string | null }
  | { readonly kind: 'date'; /** Serial day number, fraction = time. */ readonly value: number; readonly pattern: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** en-US notation with the leading `=`. */
  | { readonly kind: 'formula'; readonly formula: string };

const CURRENCIES = '$€£₽¥₴₸';
const NUMBER_SHAPE = new RegExp(`^(\\()?\\s*([+-])?\\s*([${CURRENCIES}])?\\s*([+-])?([\\d.,\\s\u00a0\u202feE+-]*\\d[.,]?)\\s*(?:([${CURRENCIES}])|(%))?\\s*(\\))?$`);

let known = { minute: Number.NaN, timeZone: '', serial: 0 };

/** Serial of the day in a zone at an instant. */
export function todaySerial(now: Date, timeZone: string): number {
  // A file of many cells asks for the same minute again and again.
  const minute = Math.floor(now.getTime() / 60_000);
  if (minute !== known.minute || timeZone !== known.timeZone) known = { minute, timeZone, serial: Math.floor(zonedSerial(now.getTime(), timeZone)) };
  return known.serial;
}

interface Digits { readonly value: number; readonly grouped: boolean; readonly decimals: number; readonly exponent: boolean }

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

const shapes = new Map<string, RegExp>();

/** The digits of a number without sign, currency and percent. */
function digitsOf(text: string, { decimal, group }: TypedLocale): Digits | null {
  const key = decimal + group;
  let shape = shapes.get(key);
  if (!shape) {
    const mark = escape(decimal);
    shapes.set(key, shape = new RegExp(`^(?:(\\d{1,3}(?:([${escape(group)}])\\d{3})(?:\\2\\d{3})*)|(\\d+))?(?:${mark}(\\d*))?(?:[eE]([+-]?\\d{1,3}))?$`));
  }
  const match = shape.exec(text);
  if (!match) return null;
  const [, grouped, separator, plain, fraction, exponent] = match;
  if (grouped === undefined && plain === undefined && !fraction) return null;
  const whole = grouped === undefined ? plain ?? '0' : grouped.split(separator ?? '').join('');
  const value = Number(`${whole}.${fraction || '0'}e${exponent ?? '0'}`);
  return Number.isFinite(value) ? { value, grouped: grouped !== undefined, decimals: fraction?.length ?? 0, exponent: exponent !== undefined } : null;
}

function typedNumber(text: string, locale: TypedLocale): TypedInput | null {
  const shape = NUMBER_SHAPE.exec(text);
  if (!shape) return null;
  const [, open, sign, before, innerSign, body = '', after, percent, close] = shape;
  if ((open === undefined) !== (close === undefined) || (open && (sign || innerSign)) || (sign && innerSign) || (before && after)) return null;
  const digits = digitsOf(body.trim(), locale);
  if (!digits) return null;
  const negative = open !== undefined || sign === '-' || innerSign === '-';
  const amount = negative ? -digits.value : digits.value;
  if (percent) {
    // Dividing keeps 10% at 0.1 exactly; multiplying by 0.01 would not.
    return { kind: 'number', value: amount / 100, pattern: digits.decimals ? '0.00%' : '0%' };
  }
  const grouped = digits.decimals ? '#,##0.00' : '#,##0';
  const currency = before ?? after;
  if (currency) return { kind: 'number', value: amount, pattern: before ? `"${currency}"${grouped}` : `${grouped}\\ "${currency}"` };
  if (digits.exponent) return { kind: 'number', value: amount, pattern: '0.00E+00' };
  return { kind: 'number', value: amount, pattern: digits.grouped ? grouped : null };
}

/** `+A1` and `-SUM(…)` begin formulas too. */
const SIGNED_FORMULA = /^[+-]\s*(?:(?:'(?:[^']|'')+'|[\p{L}_]\w*)!)?(?:\$?[A-Z]{1,3}\$?\d+\b|[A-Z][A-Z0-9.]*\()/iu;

/** A text as if typed in a cell of automatic format. */
export function parseTyped(text: string, context: TypedContext): TypedInput {
  if (text === '') return { kind: 'blank' };
  if (text.startsWith("'")) return { kind: 'text', value: text.slice(1), forced: true };
  if (text.startsWith('=') && text.length > 1) return { kind: 'formula', formula: delocalizeFormula(text, context.locale) };
  if (SIGNED_FORMULA.test(text)) return { kind: 'formula', formula: delocalizeFormula(`=${text}`, context.locale) };
  const locale = typedLocale(context.locale);
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 60) return { kind: 'text', value: text, forced: false };
  const lower = trimmed.toLowerCase();
  if (locale.trueWords.includes(lower)) return { kind: 'boolean', value: true };
  if (locale.falseWords.includes(lower)) return { kind: 'boolean', value: false };
  const number = typedNumber(trimmed, locale);
  if (number) return number;
  const today = context.todaySerial ?? todaySerial(new Date(), context.timeZone);
  const moment = typedMoment(trimmed, locale, partsOf(today).year);
  if (moment) return { kind: 'date', value: moment.serial, pattern: moment.pattern };
  return { kind: 'text', value: text, forced: false };
}
