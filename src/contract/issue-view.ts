/** How the server tells the pages about problems: finished sentences with the place they speak of. */

/** `error`: the thing asked for did not happen. `warning`: it happened, but not for every row. `info`: worth knowing. */
export type IssueLevel = 'error' | 'warning' | 'info';

/**
 * One problem, ready to show. `code` is stable English (for tests and links to help), `text` is a sentence in the
 * base's language that says what happened and what to do. `sheet` is the tab's present name, `rowNumber` is 1-based
 * as the owner sees it, `column` is the header's text; each is null where it has no meaning. `count` ≥ 1 says how
 * many rows share the problem (only the first is located).
 */
export type IssueView = {
  readonly code: string;
  readonly level: IssueLevel;
  readonly text: string;
  readonly sheet: string | null;
  readonly rowNumber: number | null;
  readonly column: string | null;
  readonly count: number;
};
