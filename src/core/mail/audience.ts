/** Audience expressions: who gets a mailing. */
import { outcome } from '../issue';
import type { Outcome } from '../issue';
import { SEGMENT_KEYS } from '../language/names';
import type { AudienceClient, AudienceColumn } from './audience-columns';
import { AudienceError, AudienceParser } from './audience-parser';

export type { AudienceClient, AudienceColumn } from './audience-columns';

/** A compiled audience. */
export interface Audience {
  readonly matches: (client: AudienceClient) => boolean;
  /** Names used that are no figure: column names the caller must supply. */
  readonly columns: readonly string[];
}

/** Short names that stand for a whole expression; segment keys are short names too. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  all: 'orders >= 0',
  все: 'orders >= 0',
  buyers: 'orders >= 1',
  покупатели: 'orders >= 1',
  dormant: 'dormancy in (dormant, lost)',
  late: 'dormancy = late',
  due: 'dormancy = due',
};

/**
 * Compiles `dormancy in (dormant, lost) and revenue > 100`, `segment = at_risk`, `not abc = C`, or a short name: `all`, `buyers`,
 * `dormant` (bands dormant and lost), `late`, `due`, or a segment key. Names of fields and values are understood in both languages;
 * names with spaces stand in quotation marks. Own columns compare as text, numbers or dates (`registered < 2024-01-01`), may `contain` a text,
 * and lists of tags one of their parts (`tags contains опт`). Errors name the position of the character, from 1.
 * @param knownColumns own columns that may be used, by name or with what they hold
 * @param ownSegments names of the owner's own segment rules
 */
export function compileAudience(
  text: string,
  knownColumns: readonly (string | AudienceColumn)[] = [],
  ownSegments: readonly string[] = [],
): Outcome<Audience | null> {
  const short = text.trim().toLowerCase();
  const segment = [...SEGMENT_KEYS, ...ownSegments].find((key) => key.toLowerCase() === short);
  const expanded = SHORT_NAMES[short] ?? (segment === undefined ? text : `segment = "${segment}"`);
  try {
    const parser = new AudienceParser(expanded, knownColumns.map((column) => (typeof column === 'string' ? { name: column } : column)), ownSegments);
    const matches = parser.parse();
    return outcome({ matches, columns: parser.usedColumns });
  } catch (error) {
    if (error instanceof AudienceError) return outcome(null, [error.issue]);
    throw error;
  }
}
