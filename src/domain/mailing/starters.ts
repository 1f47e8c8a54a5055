/** Letters a new base starts with, in both languages. */
import type { MailingKind } from '../../contract/mailing-views';
import type { Language } from '../../core/language/language';
import type { ColumnKey } from '../../core/language/names';
import { columnName } from '../../core/language/names';
import { columnKeysOf } from '../tab-specs';
import { startersEn } from './starters-en';
import { startersRu } from './starters-ru';

/** A row of the Templates tab. Automations name the letters by `key`. */
export interface StarterTemplate {
  readonly key: string;
  readonly title: string;
  readonly kind: MailingKind;
  readonly content: 'useful' | 'promo';
  readonly subject: string;
  readonly preheader: string;
  readonly body: string;
}

/** The letters of a language. `field` writes a merge field by the column's name in that language, with its fallback and perhaps a format. */
export type StarterTexts = (field: (key: ColumnKey, fallback: string, format?: string) => string) => readonly StarterTemplate[];

/** The starter letters of a language; their fields are named as the columns of Clients are. */
export function starterTemplates(language: Language): readonly StarterTemplate[] {
  return (language === 'ru' ? startersRu : startersEn)(
    (key, fallback, format) => `{{${columnName(key, language)}${format === undefined ? '' : `:${format}`}|${fallback}}}`,
  );
}

/** The letters as rows of cells, in the columns of a Templates tab that was just made. */
export function starterRows(language: Language): string[][] {
  const columns = columnKeysOf('templates');
  return starterTemplates(language).map((starter) => {
    const cells: Readonly<Partial<Record<ColumnKey, string>>> = {
      template: starter.key, title: starter.title, kind: starter.kind, subject: starter.subject, body: starter.body, content: starter.content, preheader: starter.preheader,
    };
    return columns.map((key) => cells[key] ?? '');
  });
}
