/** Consents and personal data: the state of the unsubscribe page, the ledger of a client, his data, his erasure. */
import type { IssueView } from './issue-view';

/** What the owner may record by hand. `optedOut`: no letters of any kind, for good. */
export type RecordableKind = 'consented' | 'withdrawn' | 'unsubscribed' | 'resubscribed' | 'optedOut';

/** Where a consent was given, as the owner tells it. */
export type RecordableSource = 'form' | 'shop' | 'import' | 'letter' | 'hand';

/** How many clients with an address stand where. A client counts once in each line that fits him. */
export type ConsentCounts = {
  readonly withAddress: number;
  /** Marketing letters rest on a consent (ledger or column). */
  readonly consented: number;
  /** A yes in the column that the ledger does not know: without time and words. */
  readonly columnOnly: number;
  readonly withoutConsent: number;
  readonly unsubscribed: number;
  readonly optedOut: number;
  readonly paused: number;
  readonly monthly: number;
};

/** The view of consents. `waiting` requests are not in the ledger yet; `unknown` of them belong to letters this base does not know. */
export type ConsentHome = {
  readonly pageChecked: boolean;
  readonly waiting: number;
  readonly unknown: number;
  readonly counts: ConsentCounts;
  readonly requireConsent: boolean;
  /** When the owner switched the opt-in pages on, in words; null while they are off. */
  readonly optInSince: string | null;
  /** Months after which a client without purchase or letter is due for erasure; 0 = never. */
  readonly retentionMonths: number;
  readonly due: number;
  /** Records whose erasure was begun and not ended: it goes on from here. */
  readonly erasing: string | null;
  readonly issues: readonly IssueView[];
};

/** A client found by name, address or number. */
export type ConsentClient = { readonly clientId: string; readonly name: string; readonly email: string; readonly standing: string };

/** One line of the ledger in words. `words` is what was agreed to, '' where only the owner's version is known. */
export type ConsentLine = { readonly at: string; readonly what: string; readonly source: string; readonly how: string; readonly version: string; readonly words: string; readonly letter: string };

/** Proof of consent of one client, ready to print. */
export type ConsentProof = {
  readonly clientId: string;
  readonly name: string;
  readonly email: string;
  /** Fingerprint of the address under which the lines stand. */
  readonly fingerprint: string;
  /** What holds today, a sentence. */
  readonly standing: string;
  /** What the owner's column says, '' when empty. */
  readonly column: string;
  readonly lines: readonly ConsentLine[];
  readonly baseName: string;
  readonly madeAt: string;
  /** True when a letter that asks to confirm may be sent now. */
  readonly canAsk: boolean;
  readonly askWhy: string;
};

/** A word of the owner for the ledger. `how` and `version` are his own words, 300 characters at most. */
export type ConsentRecord = { readonly clientId: string; readonly kind: RecordableKind; readonly source: RecordableSource; readonly how: string; readonly version: string };

/** Everything a base holds of one person, as files. */
export type PersonalExport = { readonly fileName: string; readonly json: string; readonly csv: string; readonly places: number };

/** A client due for erasure: no purchase and no letter for longer than the owner keeps records. */
export type DueClient = { readonly clientId: string; readonly name: string; readonly lastDay: string | null; readonly months: number };
export type DueList = { readonly months: number; readonly total: number; readonly rows: readonly DueClient[] };

/** A cell that may name the person or somebody else of that name; `cell` such as `B7`. */
export type ErasurePlace = { readonly tab: string; readonly cell: string };
/** How an erasure stands; `done` false: call again with the same client. `left` is known at the end: the first 30 places for the owner to look at, and how many more there are. */
export type ErasureProgress = {
  readonly clientId: string; readonly done: boolean; readonly step: number; readonly steps: number; readonly what: string; readonly places: number; readonly left: readonly ErasurePlace[]; readonly moreLeft: number;
};

