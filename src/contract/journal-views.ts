/** Undo: the actions that were written down before they changed anything, and what taking one back did. */
import type { IssueView } from './issue-view';

/** What can be taken back. */
export type JournalKind = 'import-orders' | 'import-clients' | 'settings' | 'clean' | 'merge' | 'archive' | 'set-up' | 'demo' | 'demo-delete' | 'repair' | 'personal';

/** `planned`: begun and not closed (an import still running, or cut off); `done`: closed; `undone`: taken back. The first two can be undone. */
export type JournalState = 'planned' | 'done' | 'undone';

/**
 * One action. `title` and `what` are finished sentences (what it was; how many rows, cells and columns it changed), `details` is the
 * file's name or the settings' names, `time` is `YYYY-MM-DD HH:mm:ss` in the spreadsheet's zone, `actor` an e-mail address or ''.
 */
export type JournalEntry = {
  readonly actionId: string;
  readonly kind: JournalKind;
  readonly title: string;
  readonly details: string;
  readonly what: string;
  readonly time: string;
  readonly actor: string;
  readonly state: JournalState;
  readonly stateText: string;
};

/** The last 20 actions, the newest first. `lastActionId` is what "Undo last action" takes back, null when there is nothing. */
export type JournalView = { readonly entries: readonly JournalEntry[]; readonly lastActionId: string | null; readonly issues: readonly IssueView[] };

/** A cell or row that stays because somebody changed it since. `rowNumber` is 1-based, as it stands after the undo. */
export type KeptPlace = { readonly sheet: string; readonly rowNumber: number; readonly column: string | null };

/** How far an undo is. */
export type UndoProgress = { readonly done: number; readonly total: number };

/**
 * What an undo did. `finished` false: a step of it, call again with the same id. `kept…` count what the owner changed since and
 * what therefore stays; `keptPlaces` names up to 20 of them; `text` says it all in words.
 */
export type UndoReport = {
  readonly actionId: string;
  readonly finished: boolean;
  /** Only where it is not finished: cells and rows that are as before, of all it is about. From call to call it only grows. */
  readonly progress?: UndoProgress;
  readonly rowsRemoved: number;
  /** Rows that the action had removed and that are back at their place. */
  readonly rowsRestored: number;
  readonly columnsRemoved: number;
  readonly cellsRestored: number;
  readonly keptRows: number;
  readonly keptCells: number;
  readonly keptColumns: number;
  readonly keptPlaces: readonly KeptPlace[];
  readonly text: string;
  readonly issues: readonly IssueView[];
};
