/** Sentences of the server in both languages, with values and Russian plurals filled in. */
import { RU_SERVER } from '../core/language/ru-server';
import { EN_SERVER } from '../core/language/en-server';
import type { ServerWordKey } from '../core/language/en-server';
import type { Language } from '../core/language/language';
import { formatNumber } from '../core/language/format';
import { pluralOf } from '../core/language/plural';

/**
 * A sentence of the server catalogue. `{name}` takes a value; `{count#клиент|клиента|клиентов}` (English: two forms)
 * writes a number with its noun.
 */
export function say(language: Language, key: ServerWordKey, values: Readonly<Record<string, string | number>> = {}): string {
  const template = (language === 'ru' ? RU_SERVER : EN_SERVER)[key];
  return template.replace(/\{(\w+)(?:#([^}]*))?\}/g, (_whole: string, name: string, forms: string | undefined) => {
    const value = values[name] ?? '';
    if (forms === undefined) return typeof value === 'number' ? formatNumber(value, language) : value;
    const count = Number(value);
    return `${formatNumber(count, language)} ${pluralOf(count, forms.split('|'), language)}`;
  });
}
