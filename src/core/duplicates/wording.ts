/** Reasons of duplicates in words. */
import type { Language } from '../language/language';
import { text } from '../language/text';
import type { DuplicateReason } from './record';
import type { SurvivorReason } from './survivor';

/** "The same phone: +79990000001", "Last names differ in 1 letter: Иванов, Ивонов". */
export function duplicateReasonText({ code, params }: Pick<DuplicateReason, 'code' | 'params'>, language: Language): string {
  if (code === 'group.through') return text(language, 'duplicate.group.through', { number: Number(params['rowIndex']) + 1 });
  return text(language, `duplicate.${code}`, params);
}

/** "The most frequent value". */
export function survivorReasonText(reason: SurvivorReason, language: Language): string {
  return text(language, `survivor.${reason}`);
}
