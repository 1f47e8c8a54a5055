/** Sentences of the server in both languages, with values and Russian plurals filled in. */
import { RU_SERVER } from '../core/language/ru-server';
import { EN_SERVER } from '../core/language/en-server';
import type { ServerWordKey } from '../core/language/en-server';
import type { Language } from '../core/language/language';
import { formatNumber } from '../core/language/format';

/**
 * A sentence of the server catalogue. `{name}` takes a value; `{count#клиент|клиента|клиентов}` (English: two forms)
 * writes a number with its noun.
 */
export function say(language: Language, key: ServerWordKey, values: Readonly<Record<string, string | number>> = {}): string {
  const template = (language === 'ru' ? RU_SERVER : EN_SERVER)[key];
  return template.replace(/\{(\w+)(?:#([^}]*))?\}/g, (_whole, name: string, forms: string | undefined) => {
    const value = values[name] ?? '';
    if (forms === undefined) return typeof value === 'number' ? formatNumber(value, language) : value;
    const count = Number(value);
    return `${formatNumber(count, language)} ${pluralForm(language, count, forms.split('|'))}`;
  });
}

/** The noun form that goes with a count: one / few / many in Russian, one / other in English. */
export function pluralForm(language: Language, count: number, forms: readonly string[]): string {
  const size = Math.abs(count);
  if (language === 'en') return (size === 1 ? forms[0] : forms[1]) ?? '';
  const last = size % 10;
  const lastTwo = size % 100;
  if (!Number.isInteger(size)) return forms[1] ?? '';
  if (last === 1 && lastTwo !== 11) return forms[0] ?? '';
  if (last >= 2 && last <= 4 && (lastTwo < 12 || lastTwo > 14)) return forms[1] ?? '';
  return forms[2] ?? '';
}
