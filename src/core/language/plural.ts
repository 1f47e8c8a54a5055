/** Plural forms by rule, by hand: Intl.PluralRules is not sure to know Russian everywhere we run. */
import type { Language } from './language';

/**
 * Index of the form for a number: Russian one (1 клиент) / few (2 клиента) / many (5 клиентов), English one / other.
 * Fractions take the second form in Russian (1,5 клиента) and the plural in English.
 */
export function pluralForm(value: number, language: Language): 0 | 1 | 2 {
  const size = Math.abs(value);
  if (language === 'en') return size === 1 ? 0 : 1;
  if (!Number.isInteger(size)) return 1;
  const lastTwo = size % 100;
  const last = size % 10;
  if (lastTwo >= 11 && lastTwo <= 14) return 2;
  if (last === 1) return 0;
  return last >= 2 && last <= 4 ? 1 : 2;
}

/** The form of a noun for a number; missing forms fall back to the last one given. */
export function pluralOf(value: number, forms: readonly string[], language: Language): string {
  return forms[pluralForm(value, language)] ?? forms[forms.length - 1] ?? '';
}
