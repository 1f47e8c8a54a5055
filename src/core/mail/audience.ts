/** Audience expressions: who gets a mailing. */
import type { Outcome } from '../issue';
import type { ClientFigures } from '../segmentation';

/** A client as audience expressions see it: the figures, and own columns by name. */
export interface AudienceClient {
  readonly figures: ClientFigures;
  /** Other columns (city, manager, …) as text, by column key or header. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** A compiled audience. */
export interface Audience {
  readonly matches: (client: AudienceClient) => boolean;
  /** Names used that are no figure: column names the caller must supply. */
  readonly columns: readonly string[];
}

/**
 * Compiles `dormancy in (dormant, lost) and revenue > 100`, `segment=at_risk`, `not abc = C`, or a short name:
 * `all`, `buyers`, `dormant` (dormant or lost), `late`, or a segment key. Names of values are understood in both languages.
 * Errors name the position. @param knownColumns own columns that may be used
 */
export declare function compileAudience(text: string, knownColumns?: readonly string[]): Outcome<Audience | null>;
