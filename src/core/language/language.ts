/** The two languages of the product. */
export type Language = 'ru' | 'en';

/** Both languages. */
export const LANGUAGES: readonly Language[] = ['ru', 'en'];

/** The language for a locale such as `ru`, `ru_RU`, `en-GB`: Russian where the locale is Russian, else English. */
export function languageOf(locale: string): Language {
  return /^ru\b/i.test(locale.replace('_', '-')) ? 'ru' : 'en';
}
