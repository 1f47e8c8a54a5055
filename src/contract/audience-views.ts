/** Audiences: fields to choose from, rules, live counts, saved segments and rows picked by hand. */
import type { AudienceOption } from './mailing-views';
import type { IssueView } from './issue-view';

export type { AudienceCondition, AudienceRules, ConditionGroup, ConditionSign, RulePart } from '../core/mail/audience-rules';

/**
 * What a field holds and so how it is asked: `class` is one of `choices`; `text` may be any text, with the base's own most frequent values
 * as `choices`; `tags` is text of several parts; `days` is a number of days; `money` is in major units; `segment` is a short name.
 */
export type AudienceFieldKind = 'class' | 'number' | 'money' | 'date' | 'days' | 'text' | 'tags' | 'yesno' | 'segment';

/** A value to choose. `names` are other words for it that an expression may use. */
export type AudienceChoice = { readonly value: string; readonly label: string; readonly names: readonly string[] };

/** A field of the builder. `key` goes into conditions; `names` are all names an expression may call it by. A `segment` field has the key ''. */
export type AudienceFieldView = {
  readonly key: string;
  readonly label: string;
  readonly kind: AudienceFieldKind;
  readonly names: readonly string[];
  readonly choices: readonly AudienceChoice[];
};

/** What can be asked of clients, in the order in which it is offered. `clients` counts the base. */
export type AudienceFields = { readonly clients: number; readonly fields: readonly AudienceFieldView[]; readonly issues: readonly IssueView[] };

/**
 * An audience counted: clients, those with an e-mail, money in all and at risk, and how many a marketing letter would go to now. `goNow`
 * is null where the mailing part of the base cannot be read (`issues` say why). `skippedBy` counts those who would not get it.
 */
export type AudienceCount = AudienceOption & {
  readonly money: number;
  readonly moneyShown: string;
  readonly moneyAtRisk: number;
  readonly moneyAtRiskShown: string;
  readonly goNow: number | null;
  readonly skippedBy: readonly { readonly code: string; readonly text: string; readonly count: number }[];
  readonly issues: readonly IssueView[];
};

/** A saved segment. `made` is `YYYY-MM-DD HH:mm:ss` in the spreadsheet's zone; `usedBy` names saved segments that contain it. */
export type SavedSegment = { readonly name: string; readonly expression: string; readonly made: string; readonly usedBy: readonly string[] };

/** Saved segments by name. */
export type SavedSegments = { readonly segments: readonly SavedSegment[]; readonly issues: readonly IssueView[] };

/** A segment to save; `replace` says that a segment of this name may be overwritten. */
export type SegmentDraft = { readonly name: string; readonly expression: string; readonly replace: boolean };

/** Clients of the rows selected in the Clients tab, as an expression. `hidden` counts selected rows that a filter hides: they are not picked. `text` says it in words. */
export type SelectionView = { readonly expression: string; readonly clients: number; readonly hidden: number; readonly text: string; readonly issues: readonly IssueView[] };
