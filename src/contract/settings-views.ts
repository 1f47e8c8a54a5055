/** Settings as words with values in them. */
import type { IssueView } from './issue-view';

/** How a setting is entered. `list` is numbers separated by `;` (limits). */
export type SettingKind = 'choice' | 'number' | 'boolean' | 'text' | 'list' | 'date';

/**
 * One setting. `key` is the dotted English name; `title` the sentence shown; `hint` says what it changes. `value` and
 * `defaultValue` are text as typed in the Settings tab (numbers with a point, booleans `true`/`false`, dates
 * `YYYY-MM-DD`, empty for "not set"). `options` only for `choice`.
 */
export type SettingView = {
  readonly key: string;
  readonly group: string;
  readonly groupTitle: string;
  readonly title: string;
  readonly hint: string;
  readonly kind: SettingKind;
  readonly value: string;
  readonly defaultValue: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

/** All settings in order, and what is wrong with values typed by hand in the tab. */
export type SettingsView = { readonly settings: readonly SettingView[]; readonly issues: readonly IssueView[] };

/** New values by key. */
export type SettingsChange = { readonly [key: string]: string };

/** How many clients each figure would change for, were the change saved. */
export type SettingsEffect = { readonly clients: number; readonly abc: number; readonly xyz: number; readonly rfm: number; readonly segment: number; readonly dormancy: number; readonly issues: readonly IssueView[] };
