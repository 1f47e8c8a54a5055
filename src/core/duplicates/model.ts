/**
 * The fixed weights of the comparison: how often each agreement is seen among rows of one client and among people of one household.
 *
 * Model: I. P. Fellegi, A. B. Sunter, "A Theory for Record Linkage", JASA 64 (1969), with agreement weighed by the frequency of the value
 * (rare values prove more: W. E. Winkler, "Frequency-Based Matching in Fellegi–Sunter Model of Record Linkage", 2000). Beside "one client"
 * and "strangers" a third explanation competes: "relatives", who share a phone, a surname and an address and are nevertheless two people.
 * The figures are round judgements about how people fill in tables, not fitted to any data; only frequencies are taken from the base.
 */
import type { Agreement, DuplicateField } from './record';

/** How an agreement is seen: among rows of one client, and among relatives; `stranger` = as often as the value is common. */
interface AgreementRate {
  readonly client: number;
  readonly relative: number | 'stranger';
}

/** One field: agreements, and what is known of its values before the base is looked at. */
export interface FieldModel {
  readonly rates: Readonly<Record<Agreement, AgreementRate>>;
  /** Chance that two strangers have the same value, where the base is too small to tell. */
  readonly commonness: number;
  /** How many times more often strangers are near each other than the same. */
  readonly nearFactor: number;
  /** True where a clear difference says that these are two people, whatever they share. */
  readonly personal: boolean;
}

const NEVER: AgreementRate = { client: 1, relative: 1 };

/** The fields. Agreements that a field cannot have weigh nothing. */
export const FIELD_MODELS: Readonly<Record<DuplicateField, FieldModel>> = {
  // People change and forget phones; a phone or an e-mail is often a family's.
  phone: { rates: { same: { client: 0.75, relative: 0.3 }, near: NEVER, initial: NEVER, different: { client: 0.25, relative: 0.7 } }, commonness: 1e-7, nearFactor: 1, personal: false },
  email: { rates: { same: { client: 0.75, relative: 0.1 }, near: { client: 0.05, relative: 0.02 }, initial: NEVER, different: { client: 0.2, relative: 0.88 } }, commonness: 1e-7, nearFactor: 100, personal: false },
  // Surnames of relatives are equal or differ by the ending of the gender; marriage changes a surname.
  lastName: { rates: { same: { client: 0.86, relative: 0.5 }, near: { client: 0.1, relative: 0.25 }, initial: { client: 0.95, relative: 0.7 }, different: { client: 0.04, relative: 0.25 } }, commonness: 0.002, nearFactor: 5, personal: false },
  firstName: { rates: { same: { client: 0.86, relative: 'stranger' }, near: { client: 0.1, relative: 'stranger' }, initial: { client: 0.95, relative: 'stranger' }, different: { client: 0.04, relative: 0.96 } }, commonness: 0.02, nearFactor: 5, personal: true },
  patronymic: { rates: { same: { client: 0.88, relative: 0.35 }, near: { client: 0.08, relative: 0.15 }, initial: { client: 0.95, relative: 0.45 }, different: { client: 0.04, relative: 0.5 } }, commonness: 0.02, nearFactor: 5, personal: true },
  // A name that is not split into parts: companies, nicknames.
  name: { rates: { same: { client: 0.8, relative: 'stranger' }, near: { client: 0.12, relative: 'stranger' }, initial: NEVER, different: { client: 0.08, relative: 0.98 } }, commonness: 0.001, nearFactor: 5, personal: true },
  city: { rates: { same: { client: 0.85, relative: 0.9 }, near: { client: 0.07, relative: 0.03 }, initial: NEVER, different: { client: 0.08, relative: 0.07 } }, commonness: 0.05, nearFactor: 3, personal: false },
  region: { rates: { same: { client: 0.92, relative: 0.93 }, near: NEVER, initial: NEVER, different: { client: 0.08, relative: 0.07 } }, commonness: 0.1, nearFactor: 1, personal: false },
  postcode: { rates: { same: { client: 0.85, relative: 0.87 }, near: { client: 0.08, relative: 0.04 }, initial: NEVER, different: { client: 0.07, relative: 0.09 } }, commonness: 0.001, nearFactor: 10, personal: false },
  address: { rates: { same: { client: 0.7, relative: 0.7 }, near: { client: 0.2, relative: 0.15 }, initial: NEVER, different: { client: 0.1, relative: 0.15 } }, commonness: 0.0005, nearFactor: 2, personal: false },
  // Twins share a birthday, other relatives by chance.
  birthday: { rates: { same: { client: 0.9, relative: 0.01 }, near: { client: 0.07, relative: 'stranger' }, initial: NEVER, different: { client: 0.03, relative: 0.99 } }, commonness: 0.00005, nearFactor: 40, personal: true },
};

/** Share of clients that have a second row somewhere, before looking. */
export const DUPLICATE_SHARE = 0.1;

/** Share of clients with a relative in the same base. */
export const RELATIVE_SHARE = 0.05;

/** Chance that two people of one office share its address (info@, sales@): it is nobody's own. */
export const SHARED_OFFICE_EMAIL = 0.6;

/** First and last name stand in each other's place. */
export const SWAPPED_RATE = 0.03;

/** Chance that two strangers have names with the same first letter. */
export const SAME_INITIAL = 0.07;

/** Rows that the general knowledge about values counts for beside the base's own frequencies. */
export const KNOWLEDGE_ROWS = 100;

/** Least probability of an accepted pair. */
export const DEFAULT_THRESHOLD = 0.8;

/** Bits by which the personal fields must speak against one client before a chain of pairs is cut. */
export const CONTRADICTION_BITS = 3;
