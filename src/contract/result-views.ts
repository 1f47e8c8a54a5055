/** Results of mailings: what they brought, against those who were held out, and one subject against the other. */
import type { IssueView } from './issue-view';

/** Letters shown at a time. */
export const RESULT_ROWS = 50;

/** One mailing in the list. `verdict` is a sentence; '' where nothing was held out. */
export type ResultSummary = {
  readonly mailingId: string;
  readonly title: string;
  readonly sentOn: string;
  readonly sent: number;
  readonly buyers: number;
  readonly moneyText: string;
  readonly verdict: string;
  /** True while the days in which orders count are not over. */
  readonly counting: boolean;
};

/** Results of all mailings that sent anything, the newest first. */
export type ResultsList = { readonly mailings: readonly ResultSummary[]; readonly windowDays: number; readonly issues: readonly IssueView[] };

/** Figures of a group. Shares are in words, such as "12 %". */
export type ResultGroup = {
  readonly people: number;
  readonly buyers: number;
  readonly buyersShare: string;
  readonly orders: number;
  readonly moneyText: string;
  readonly unsubscribed: number;
  readonly replied: number;
};

/** One letter with what followed. `variant` is '' where there was one subject. */
export type ResultRow = {
  readonly letterId: string;
  readonly clientId: string;
  readonly name: string;
  readonly variant: 'A' | 'B' | '';
  readonly sentOn: string;
  readonly orders: number;
  readonly moneyText: string;
  readonly unsubscribed: boolean;
  readonly replied: boolean;
};

/** Results of one mailing. Days are `YYYY-MM-DD`. */
export type MailingResultsView = {
  readonly mailingId: string;
  readonly title: string;
  readonly subjectA: string;
  /** '' where there was one subject. */
  readonly subjectB: string;
  readonly windowDays: number;
  /** The last day on which orders count. */
  readonly lastDay: string;
  readonly counting: boolean;
  readonly sent: number;
  readonly failed: number;
  readonly unknown: number;
  readonly letters: ResultGroup;
  /** null where nobody was held out. */
  readonly heldOut: ResultGroup | null;
  readonly a: ResultGroup | null;
  readonly b: ResultGroup | null;
  /** Sentences: letters against held out, A against B. '' where there is nothing to compare. */
  readonly effect: string;
  readonly subjects: string;
  readonly rows: readonly ResultRow[];
  readonly rowsTotal: number;
  readonly nextOffset: number | null;
  readonly issues: readonly IssueView[];
};

/** The owner's word that a client answered a letter, or did not. */
export type ReplyMark = { readonly mailingId: string; readonly letterId: string; readonly replied: boolean };

/** Letters one client got, the newest first, with what followed. */
export type ClientLetters = {
  readonly clientId: string;
  readonly letters: readonly { readonly mailingId: string; readonly title: string; readonly subject: string; readonly sentOn: string; readonly orders: number; readonly moneyText: string; readonly unsubscribed: boolean; readonly replied: boolean }[];
};
