/** Shows values as Sheets does, by pattern and locale. */
import type { Scalar } from './values';
import { numfmt } from '@univerjs/core';
import { usesDecimalComma } from './formula-text';

export { isDatePattern } from './date-pattern';

const BOOLEANS: Readonly<Record<string, readonly [yes: string, no: string]>> = { ru: ['ИСТИНА', 'ЛОЖЬ'], de: ['WAHR', 'FALSCH'] };

/** Largest number that the automatic format writes out in full. */
const PLAIN_LIMIT = 1e15;
const SMALLEST_PLAIN = 1e-9;

function automatic(value: number, locale: string): string {
  const size = Math.abs(value);
  let text = String(value);
  // Short numbers need no rounding: most cells are such.
  if (text.length <= 11 && !text.includes('e')) return usesDecimalComma(locale) ? text.replace('.', ',') : text;
  if (size !== 0 && (size >= PLAIN_LIMIT || size < SMALLEST_PLAIN)) {
    text = value.toExponential(5).replace(/\.?0+e/, 'e').replace(/e([+-])(\d)$/, 'e$10$2').toUpperCase();
  } else {
    // Ten decimals at most, and no more than the digits a double holds.
    text = Number(Number(value.toPrecision(15)).toFixed(10)).toString();
    if (text.includes('e')) text = value.toFixed(10).replace(/0+$/, '');
  }
  return usesDecimalComma(locale) ? text.replace('.', ',') : text;
}

const formatLocale = (locale: string): string => (locale === 'en_GB' ? 'en_GB' : locale.slice(0, 2) === 'en' ? 'en' : locale.slice(0, 2));

/** Text of a value by number format pattern (null = automatic) in the locale. */
export function displayText(value: Scalar, pattern: string | null, locale: string): string {
  if (value === null) return '';
  if (typeof value === 'boolean') {
    const [yes, no] = BOOLEANS[locale.slice(0, 2)] ?? ['TRUE', 'FALSE'];
    return value ? yes : no;
  }
  if (typeof value === 'string') return pattern === null || pattern === '@' || !pattern.includes('@') ? value : format(pattern, value, locale);
  if (pattern === null || pattern === '@' || /^general$/i.test(pattern)) return automatic(value, locale);
  return format(pattern, value, locale);
}

function format(pattern: string, value: number | string, locale: string): string {
  try {
    return numfmt.format(pattern, value, { locale: formatLocale(locale), throws: true, leap1900: false });
  } catch {
    return typeof value === 'number' ? automatic(value, locale) : value;
  }
}
