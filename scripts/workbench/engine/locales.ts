/** Texts of the engine's own plugins (their messages need them even without a page). */
import { LocaleType } from '@univerjs/core';
import sheetsEn from '@univerjs/sheets/locale/en-US';
import sheetsRu from '@univerjs/sheets/locale/ru-RU';
import formulaEn from '@univerjs/sheets-formula/locale/en-US';
import formulaRu from '@univerjs/sheets-formula/locale/ru-RU';
import filterEn from '@univerjs/sheets-filter/locale/en-US';
import filterRu from '@univerjs/sheets-filter/locale/ru-RU';
import validationEn from '@univerjs/sheets-data-validation/locale/en-US';
import validationRu from '@univerjs/sheets-data-validation/locale/ru-RU';

type Texts = Readonly<Record<string, unknown>>;

/** Packages share top-level keys: texts are merged at every depth. */
function merged(...all: readonly object[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const texts of all) {
    for (const [key, value] of Object.entries(texts) as [string, unknown][]) {
      const old = result[key];
      result[key] = typeof old === 'object' && old !== null && typeof value === 'object' && value !== null ? merged(old, value) : value;
    }
  }
  return result;
}

/** The locale of Univer and the texts of both languages, with the page's texts merged in. */
export function mergedLocales(locale: 'enUS' | 'ruRU', more: Readonly<Record<string, Texts>>): { locale: LocaleType; locales: Record<string, never> } {
  const locales = {
    [LocaleType.EN_US]: merged(sheetsEn, formulaEn, filterEn, validationEn, more['enUS'] ?? {}),
    [LocaleType.RU_RU]: merged(sheetsRu, formulaRu, filterRu, validationRu, more['ruRU'] ?? {}),
  };
  return { locale: locale as LocaleType, locales: locales as unknown as Record<string, never> };
}
