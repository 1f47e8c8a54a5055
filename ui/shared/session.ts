/** What the server put into the page: token, language, first view. */
import type { PageBoot } from '../../src/contract/base-views';

/** Reads the session from the page's window; null when the page was opened without the server. */
export function readSession(holder: unknown): PageBoot | null {
  if (typeof holder !== 'object' || holder === null) return null;
  const boot = (holder as { readonly clientura?: unknown }).clientura;
  if (typeof boot !== 'object' || boot === null) return null;
  const { token, language } = boot as Partial<PageBoot>;
  if (typeof token !== 'string' || token === '') return null;
  if (language !== 'ru' && language !== 'en') return null;
  return boot as PageBoot;
}

/** The language a page speaks before it knows its session. */
export function browserLanguage(names: readonly string[]): 'ru' | 'en' {
  return names.some((name) => name.toLowerCase().startsWith('ru')) ? 'ru' : 'en';
}
