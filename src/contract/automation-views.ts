/** What the automations view receives and sends: the list, one automation to edit, what would go out today, what a run did. */
import type { IssueView } from './issue-view';

/** What sets an automation off. */
export type AutomationKind = 'birthday' | 'welcome' | 'after_order' | 'win_back' | 'class_changed' | 'survey' | 'date';

/** One letter of an automation: its template and the days from the event (negative: before it; birthdays and dates only). */
export type AutomationStepDraft = { readonly templateKey: string; readonly days: number };

/** The class whose change is watched; '' as `from` or `to` = any. Keys of segments, or names of the owner's own. */
export type ClassChange = { readonly by: 'segment' | 'abc' | 'xyz' | 'lifecycle'; readonly from: string; readonly to: string };

/**
 * An automation as the page edits it. `key` '' makes a new one. `start` counts for welcome series, `change` for changed classes, `column`
 * (title of a column of Clients) for dates; the others leave them as they are. `repeatDays` counts with `repeat` 'days'.
 */
export type AutomationDraft = {
  readonly key: string;
  readonly kind: AutomationKind;
  readonly title: string;
  readonly audience: string;
  readonly steps: readonly AutomationStepDraft[];
  readonly start: 'first_order' | 'registered';
  readonly change: ClassChange;
  readonly column: string;
  /** 0–23, in the time zone of the spreadsheet: letters leave from this hour on. */
  readonly hour: number;
  readonly repeat: 'each' | 'once' | 'days';
  readonly repeatDays: number;
  /** Win-backs without a purchase after which there are no further ones. */
  readonly sunset: number;
  /** Percent of those due that get no letter, to compare with; 0 = nobody. */
  readonly holdOutPercent: number;
};

/**
 * One automation in the list. `draft` is null where a cell of its row cannot be read: `issues` name the cell, and it stays off.
 * Texts are finished sentences; '' where there is nothing to say.
 */
export type AutomationRow = {
  readonly key: string;
  readonly title: string;
  readonly on: boolean;
  readonly whenText: string;
  readonly nextText: string;
  readonly lastText: string;
  readonly resultText: string;
  /** Letters that would go out today. */
  readonly today: number;
  readonly draft: AutomationDraft | null;
  readonly issues: readonly IssueView[];
};

/** Why nothing goes out by itself. `doable`: the button that mends it for the person at the keyboard. */
export type StandstillReason = {
  readonly code: 'copy' | 'no-owner' | 'other-owner' | 'no-email' | 'trigger-off' | 'trigger-gone' | 'page-unchecked' | 'not-run-lately';
  readonly text: string;
  readonly doable: 'take-over' | 'check-page' | 'none';
};

/** A choice in a list of the editor. */
export type AutomationChoice = { readonly value: string; readonly label: string };

/** The automations view. `owner` is whose executions send, '' while nobody switched one on; `isMine` tells the person at the keyboard. */
export type AutomationsView = {
  readonly rows: readonly AutomationRow[];
  /** Letters that would go out today by all automations that are on. */
  readonly today: number;
  readonly owner: string;
  readonly isMine: boolean;
  readonly lastRunText: string;
  readonly standstill: readonly StandstillReason[];
  readonly templates: readonly AutomationChoice[];
  readonly dateColumns: readonly AutomationChoice[];
  /** Classes by what is watched. */
  readonly classes: Readonly<Record<ClassChange['by'], readonly AutomationChoice[]>>;
  readonly issues: readonly IssueView[];
};

/** One client in what would go out today. `reason` is a sentence, '' for a letter that goes. */
export type AutomationPreviewRow = {
  readonly clientId: string;
  readonly name: string;
  readonly email: string;
  readonly subject: string;
  /** Why he is due, in words: birthday on 5 March, order 1001 on 2 March. */
  readonly cause: string;
  readonly go: boolean;
  readonly reason: string;
};

/** What one automation would send today, at most `rows` of them shown. */
export type AutomationPreview = {
  readonly key: string;
  readonly title: string;
  readonly go: number;
  readonly skip: number;
  readonly rows: readonly AutomationPreviewRow[];
  readonly issues: readonly IssueView[];
};

/** What a run planned. `text` is a finished sentence. Letters leave in the background, or by the view of mailings. */
export type AutomationsRun = {
  readonly planned: number;
  readonly missed: number;
  readonly mailingIds: readonly string[];
  readonly text: string;
  readonly issues: readonly IssueView[];
};
