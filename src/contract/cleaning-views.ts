/** Cleaning desk and archive: findings by kind, accepting and ignoring them, clients put into the archive and taken back. */
import type { IssueView } from './issue-view';

/** What a column holds for cleaning. */
export const CLEANING_KINDS = ['phone', 'email', 'name', 'city', 'birthday', 'date', 'amount'] as const;
export type CleaningKind = (typeof CLEANING_KINDS)[number];

/** Findings asked for: those of one code (`phone.written`), or with '' all of a kind. */
export type CleaningPart = { readonly kind: CleaningKind; readonly code: string };

/** A cell as it stands and the value proposed for it; null where a person has to look. */
export type CleaningExample = { readonly before: string; readonly proposed: string | null };

/**
 * One code of a kind. `title` says what is wrong in a few words; `findings` counts cells, `proposals` those with a proposed value.
 * `mark` true: nothing is wrong, it is worth knowing (a mailbox of a role, a throw-away one). `ids` name the findings with a proposal in
 * the order of rows, for "accept all".
 */
export type CleaningCodeView = {
  readonly code: string;
  readonly title: string;
  readonly findings: number;
  readonly proposals: number;
  readonly mark: boolean;
  readonly examples: readonly CleaningExample[];
  readonly ids: readonly string[];
};

/** One kind with its codes, the most frequent first; kinds with nothing to say are left out. */
export type CleaningKindView = { readonly kind: CleaningKind; readonly title: string; readonly findings: number; readonly proposals: number; readonly codes: readonly CleaningCodeView[] };

/** The whole base looked through. `ignored` counts findings and codes that are left out for ever. */
export type CleaningView = {
  readonly kinds: readonly CleaningKindView[];
  readonly findings: number;
  readonly proposals: number;
  readonly clients: number;
  readonly orders: number;
  readonly ignored: number;
  readonly issues: readonly IssueView[];
};

/** Findings in one reply of `clean.page`. */
export const CLEANING_PAGE_SIZE = 50;

/**
 * One finding. `findingId` names it in requests: it is made of the row's client, the column, the value shown and the proposal, so that it
 * stops to exist as soon as somebody edits the cell. `what` are a few words, `why` a sentence. `sheet` and `column` as they are called
 * now, `rowNumber` as the owner counts. `client` is '' where the row names none.
 */
export type CleaningFinding = {
  readonly findingId: string;
  readonly kind: CleaningKind;
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly before: string;
  readonly proposed: string | null;
  readonly sheet: string;
  readonly rowNumber: number;
  readonly column: string;
  readonly client: string;
};

/** A page of findings in the order of rows, from `offset` on; `total` counts all of the part. */
export type CleaningPage = { readonly total: number; readonly offset: number; readonly findings: readonly CleaningFinding[]; readonly issues: readonly IssueView[] };

/** Ids in one request of `clean.accept`. */
export const ACCEPT_AT_ONCE = 1000;

/**
 * Findings to accept, by the ids shown. `actionId` is '' in the first step, then that of the report before: all steps are one action.
 * `last` true closes the action when every id of this request is dealt with.
 */
export type CleaningAccept = { readonly part: CleaningPart; readonly ids: readonly string[]; readonly actionId: string; readonly last: boolean };

/** A cell that was left because it is not what was shown any more. */
export type CleaningKept = { readonly findingId: string };

/**
 * What one step did. `dealtWith` ids from the front of the request are done or kept: send the others again while it is fewer than sent.
 * `accepted` counts cells that hold the proposal now, `kept` names findings whose cell was changed meanwhile or is gone.
 * `actionId` is what Undo takes ('' where nothing was changed yet).
 */
export type AcceptReport = {
  readonly actionId: string;
  readonly finished: boolean;
  readonly dealtWith: number;
  readonly accepted: number;
  readonly kept: readonly CleaningKept[];
  readonly text: string;
  readonly issues: readonly IssueView[];
};

/** Ids in one request of `clean.ignore`. */
export const IGNORE_AT_ONCE = 200;

/** Findings to leave out for ever: these ids of the part, or with an empty list every finding of the code, now and later. */
export type CleaningIgnore = { readonly part: CleaningPart; readonly ids: readonly string[] };

/** What stands on the list of what is ignored. `key` names it when it is taken back; `title` and `details` are for the reader. */
export type IgnoredView = { readonly key: string; readonly title: string; readonly details: string; readonly time: string };

/** Everything ignored for ever, the newest first, at most 200 of `total`. */
export type IgnoredList = { readonly entries: readonly IgnoredView[]; readonly total: number; readonly issues: readonly IssueView[] };

/** A client that could go to the archive, with a sentence why. `lastOrder` is '' without orders. */
export type ArchiveCandidate = { readonly clientId: string; readonly client: string; readonly why: string; readonly reason: string; readonly lastOrder: string };

/** A client in the archive. `due` true: the day to look at him again has come. `mergedInto` is '' unless his row was merged into that client. */
export type ArchivedClient = {
  readonly clientId: string;
  readonly client: string;
  readonly contact: string;
  readonly reason: string;
  readonly archivedOn: string;
  readonly recheckOn: string;
  readonly due: boolean;
};

/** Clients listed in one reply of `archive.view`, in each of its lists. */
export const ARCHIVE_LISTED = 100;

/**
 * The archive and who could go there. `candidates` and `archived` hold at most `ARCHIVE_LISTED`, those due for a re-check first; merged
 * rows are not among them. `figuresMissing` true: nothing was recalculated yet, so nobody can be called a client without orders.
 */
export type ArchiveView = {
  readonly candidates: readonly ArchiveCandidate[];
  readonly candidatesTotal: number;
  readonly archived: readonly ArchivedClient[];
  readonly archivedTotal: number;
  readonly due: number;
  readonly figuresMissing: boolean;
  readonly issues: readonly IssueView[];
};

/** Clients moved in one request. */
export const ARCHIVE_AT_ONCE = 200;

/** What a move did. `clients` counts rows moved, `missing` those that were not found any more. `actionId` is what Undo takes ('' when nothing moved). */
export type ArchiveReport = { readonly actionId: string; readonly clients: number; readonly missing: number; readonly text: string; readonly issues: readonly IssueView[] };
