/** Versions of the words by which people agree on our pages. Changed words get a new version; the old ones stay here, so that each proof shows what was read. */
import type { Language } from '../../core/language/language';
import { say } from '../words';

const VERSIONED = /^(again|confirm)-1-(ru|en)$/;

/** The version of the words that a page shows now: which page, which wording, which language. */
export function consentTextVersion(page: 'again' | 'confirm', language: Language | null): string {
  return `${page}-1-${language ?? 'en'}`;
}

/** The words of a version, or null for a version of the owner's own. */
export function consentText(version: string): string | null {
  const [, page, language] = VERSIONED.exec(version) ?? [];
  if (page === undefined) return null;
  return say(language === 'ru' ? 'ru' : 'en', page === 'again' ? 'web.againText' : 'web.confirmText');
}
