/** Duplicates desk: groups of rows that look like one client, their members side by side, merging them and keeping them apart. */
import type { IssueView } from './issue-view';

/** How sure the search is, by the least certain link of a group: `certain` from 0.98, `likely` from 0.9, `possible` below. */
export type DuplicateGrade = 'certain' | 'likely' | 'possible';

/**
 * One group in the list. `id` stands for its members, whatever the order of the rows; `score` is 0 … 1 (the weakest link that holds the
 * group together) and `gradeText` says it in words; `reasons` are up to three finished sentences that speak for one client; `names` are
 * the first three clients as the base shows them; `exact` says that "merge exact pairs" would take it too.
 */
export type DuplicateGroupSummary = {
  readonly id: string;
  readonly size: number;
  readonly score: number;
  readonly grade: DuplicateGrade;
  readonly gradeText: string;
  readonly reasons: readonly string[];
  readonly names: readonly string[];
  readonly exact: boolean;
};

/**
 * Every group found, the surest first; `groups` holds at most `GROUPS_LISTED` of `total`. `clients` = rows looked at, `surplus` = rows that
 * would go if all were merged, `apart` = pairs left out because somebody said that they are different people. `exactRows` = rows that
 * "merge exact pairs" would take out of Clients, with up to five samples ("Anna Petrova + A. Petrova: the same phone …").
 */
export type DuplicatesView = {
  readonly groups: readonly DuplicateGroupSummary[];
  readonly total: number;
  readonly clients: number;
  readonly surplus: number;
  readonly apart: number;
  readonly exactGroups: number;
  readonly exactRows: number;
  readonly exactSamples: readonly string[];
  readonly issues: readonly IssueView[];
};

/** Groups in one reply. */
export const GROUPS_LISTED = 100;

/** Clients merged at once: more than any real client has, few enough for one call. */
export const MEMBERS_AT_ONCE = 50;

/**
 * One row of Clients. `member` names it in requests (made of the client number, and of the contents where the number is missing or
 * repeated); `fingerprint` is what the row looked like and travels back with the merge. `money`, `average` and `lastOrder` are texts of
 * the grey columns ('' before the first recalculation). `link` says in words why the row is here (empty for the survivor).
 */
export type DuplicateMember = {
  readonly member: string;
  readonly fingerprint: string;
  readonly rowNumber: number;
  readonly client: string;
  readonly name: string;
  readonly orders: number;
  readonly money: string;
  readonly lastOrder: string;
  readonly link: readonly string[];
};

/**
 * A column in which at least one member has a value. `values` in the order of `members` ('' = empty); `chosen` is the position proposed;
 * `reason` and, in words, `why` (`number`: the column names the client and stays that of the row that stays). `differs` false: all that have a value have the same one. `fixed` true: nothing to choose, because
 * the values are kept together (notes, tags) or a refusal of letters wins; `result` is then what the survivor gets.
 */
export type DuplicateField = {
  readonly field: string;
  readonly title: string;
  readonly values: readonly string[];
  readonly chosen: number;
  readonly reason: 'only' | 'same' | 'fullest' | 'newest' | 'mostFrequent' | 'first' | 'earliest' | 'together' | 'refusal' | 'number';
  readonly why: string;
  readonly differs: boolean;
  readonly fixed: boolean;
  readonly result: string;
};

/** Members side by side, the proposed survivor (a position) and one value per field. `ordersAfter` and `moneyAfter` are of the joined client. */
export type DuplicateGroupView = {
  readonly id: string;
  readonly members: readonly DuplicateMember[];
  readonly fields: readonly DuplicateField[];
  readonly survivor: number;
  readonly survivorWhy: string;
  readonly score: number;
  readonly grade: DuplicateGrade;
  readonly gradeText: string;
  readonly ordersAfter: number;
  readonly moneyAfter: string;
  readonly issues: readonly IssueView[];
};

/**
 * What the person chose. `members` with the fingerprints as they were shown; `survivor` is one of them; `choices` name for a field the member
 * whose value stays, fields not named keep the proposal.
 */
export type DuplicateMerge = {
  readonly members: readonly { readonly member: string; readonly fingerprint: string }[];
  readonly survivor: string;
  readonly choices: Readonly<Record<string, string>>;
};

/** What a merge did. `finished` false: its time was up, send the same request again. `actionId` is what Undo takes. */
export type MergeReport = {
  readonly actionId: string;
  readonly finished: boolean;
  readonly client: string;
  readonly rowsRemoved: number;
  readonly ordersMoved: number;
  readonly lettersMoved: number;
  readonly cellsChanged: number;
  readonly text: string;
  readonly issues: readonly IssueView[];
};

/** Pairs now kept apart for ever, and a sentence about it. */
export type ApartReport = { readonly pairs: number; readonly text: string; readonly issues: readonly IssueView[] };

/**
 * One step of merging exact duplicates. `rows` is the number of rows the person confirmed (`exactRows` of the scan); `actionId` is '' in the
 * first step, then that of the progress before.
 */
export type ExactMergeStep = { readonly rows: number; readonly actionId: string };

/** How far it is: `done` of `all` rows have left Clients. Call again while not `finished`; stopping in between leaves whole merges only. */
export type ExactMergeProgress = {
  readonly actionId: string;
  readonly finished: boolean;
  readonly done: number;
  readonly all: number;
  readonly ordersMoved: number;
  readonly text: string;
  readonly issues: readonly IssueView[];
};
