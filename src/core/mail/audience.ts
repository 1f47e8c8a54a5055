/** Audience expressions: who gets a mailing. */
import { outcome } from '../issue';
import type { Outcome } from '../issue';
import { AudienceBinder } from './audience-binding';
import type { SavedAudience } from './audience-binding';
import type { AudienceClient, AudienceColumn } from './audience-columns';
import { AudienceError } from './audience-syntax';

export { isShortName } from './audience-binding';
export type { SavedAudience } from './audience-binding';
export type { AudienceClient, AudienceColumn } from './audience-columns';

/** A compiled audience. */
export interface Audience {
  readonly matches: (client: AudienceClient) => boolean;
  /** Names used that are no figure, also by saved segments: column names the caller must supply. */
  readonly columns: readonly string[];
  /** Names of the saved segments it is made of. */
  readonly saved: readonly string[];
}

/**
 * Compiles `dormancy in (dormant, lost) and revenue > 100`, `segment = at_risk`, `not abc = C`, or a short name: `all`, `buyers`,
 * `dormant` (bands dormant and lost), `late`, `due`, a segment key, or a saved segment, each of them also a part of a longer expression.
 * Names of fields and values, and the words between them (`и`, `или`, `не`, `из`, `содержит`), are understood in both languages;
 * names with spaces stand in quotation marks. Own columns compare as text, numbers or dates (`registered < 2024-01-01`), may `contain` a text,
 * and lists of tags one of their parts (`tags contains опт`). Errors name the position of the character, from 1, within the expression or
 * the saved segment they name; a saved segment that would contain itself is refused.
 * @param knownColumns own columns that may be used, by name or with what they hold
 * @param ownSegments names of the owner's own segment rules
 */
export function compileAudience(
  text: string,
  knownColumns: readonly (string | AudienceColumn)[] = [],
  ownSegments: readonly string[] = [],
  saved: readonly SavedAudience[] = [],
): Outcome<Audience | null> {
  try {
    const binder = new AudienceBinder(knownColumns.map((column) => (typeof column === 'string' ? { name: column } : column)), ownSegments, saved);
    const matches = binder.whole(text);
    return outcome({ matches, columns: binder.usedColumns, saved: binder.usedSaved });
  } catch (error) {
    if (error instanceof AudienceError) return outcome(null, error.issues);
    throw error;
  }
}
