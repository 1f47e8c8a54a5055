/** What the search for duplicates takes and gives: plain normalised client values in, pairs and groups with their reasons out. */

/**
 * One client as the search compares it, with normalised values, so that equal means equal: phones in E.164, e-mails without typos, names taken
 * apart, days as yyyy-mm-dd. A missing or empty value says nothing.
 */
export interface DuplicateRecord {
  /** E.164; a cell may hold several. */
  readonly phones?: readonly string[];
  /** Lower case; the corrected address where a typo of the domain was found may stand beside the written one. */
  readonly emails?: readonly string[];
  /** Name parts; case, ё and е, Cyrillic and Latin spelling do not matter, a single letter is an initial. */
  readonly lastName?: string;
  readonly firstName?: string;
  readonly patronymic?: string;
  /** The whole name folded for comparison: used where there are no parts (companies), and to find candidates. */
  readonly nameKey?: string;
  /** The whole name as reasons show it. */
  readonly nameText?: string;
  readonly city?: string;
  readonly region?: string;
  readonly postcode?: string;
  /** Street, house, flat, building: free text, compared word by word. */
  readonly address?: string;
  /** yyyy-mm-dd. */
  readonly birthday?: string;
}

/** The fields that are compared. */
export type DuplicateField = 'phone' | 'email' | 'lastName' | 'firstName' | 'patronymic' | 'name' | 'city' | 'region' | 'postcode' | 'address' | 'birthday';

/** How two values of a field compare; `initial` = one is the first letter of the other, `near` = a few letters or digits apart. */
export type Agreement = 'same' | 'near' | 'initial' | 'different';

/**
 * The closed list of reasons: a field and how its values compare; `name.swapped` = first and last name changed places; `group.through` = both
 * belong to a third record of the group.
 */
export const DUPLICATE_CODES = [
  'phone.same', 'phone.different', 'email.same', 'email.near', 'email.different', 'lastName.same', 'lastName.near', 'lastName.initial',
  'lastName.different', 'firstName.same', 'firstName.near', 'firstName.initial', 'firstName.different', 'patronymic.same', 'patronymic.near',
  'patronymic.initial', 'patronymic.different', 'name.same', 'name.near', 'name.different', 'name.swapped', 'city.same', 'city.near', 'city.different',
  'region.same', 'region.different', 'postcode.same', 'postcode.near', 'postcode.different', 'address.same', 'address.near', 'address.different',
  'birthday.same', 'birthday.near', 'birthday.different', 'group.through',
] as const;

/** One of the closed list of reasons. */
export type DuplicateCode = (typeof DUPLICATE_CODES)[number];

/** Why two records are one client (or speak against it), strongest first. Words: `duplicateReasonText`. */
export interface DuplicateReason {
  readonly code: DuplicateCode;
  /** `value` shared, or `a` and `b` compared, with the `edits` between near ones; for `group.through` the 0-based `rowIndex` of the third record. */
  readonly params: Readonly<Record<string, string | number>>;
  /** Weight of evidence in bits against strangers: above 0 speaks for one client, below 0 against; relatives are weighed in the score only. */
  readonly bits: number;
}

/** Two records taken for one client; indexes are positions in the list given, `a` < `b`. */
export interface DuplicatePair {
  readonly a: number;
  readonly b: number;
  /** Probability that both are one client, 0 … 1; of a pair joined through others: that of the weakest link between them. */
  readonly score: number;
  /** True where the two were not alike enough by themselves and are one client only through the others of the group. */
  readonly indirect: boolean;
  readonly reasons: readonly DuplicateReason[];
}

/** An accepted pair without its reasons. */
export type DuplicateLink = Pick<DuplicatePair, 'a' | 'b' | 'score'>;

/** The result of the search. */
export interface DuplicateResult {
  /** By `a`, then `b`. */
  readonly pairs: readonly DuplicatePair[];
  /** Records of one client each: rising positions in the list given; by first member. Fewer than the pairs suggest where a chain would join strangers. */
  readonly groups: readonly (readonly number[])[];
  /** Of each group the least certain link that holds it together. */
  readonly weakestLinks: readonly DuplicateLink[];
}

/** What the caller may choose. */
export interface DuplicateOptions {
  /** Least probability of an accepted pair, above 0 and below 1; 0.8 unless told. */
  readonly threshold?: number;
  /** Positions of two records that are known to be two clients: they are neither a pair nor members of one group. */
  readonly apart?: (a: number, b: number) => boolean;
}
