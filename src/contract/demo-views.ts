/** The demo base: an invented shop to try everything on, put into an empty base and taken away in one go. */
import type { IssueView } from './issue-view';

/**
 * What making or deleting the demo did: rows of clients and orders written or removed. `rowsKept` counts demo rows that were changed
 * since they were made and therefore stay (0 when it is made). `actionId` names the action in the journal, null when there was nothing
 * to do. `text` says it in words.
 */
export type DemoReport = {
  readonly clients: number;
  readonly orders: number;
  readonly rowsKept: number;
  readonly actionId: string | null;
  readonly text: string;
  readonly issues: readonly IssueView[];
};
