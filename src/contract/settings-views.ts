/** Settings as words with values in them. */
import type { IssueView } from './issue-view';

/** How a setting is entered. `list` is numbers separated by `;` (limits). `columns` is a list of column keys, `all` or `none` (see SettingsView.columns). */
export type SettingKind = 'choice' | 'number' | 'boolean' | 'text' | 'list' | 'date' | 'columns';

/**
 * One setting. `key` is the dotted English name; `title` the sentence shown; `hint` says what it changes. `value` and
 * `defaultValue` are text as typed in the Settings tab (numbers with a point, booleans `true`/`false`, dates
 * `YYYY-MM-DD`, empty for "not set"). `options` only for `choice`. `allowed` is the range a bad value would be refused with.
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
  readonly allowed: string;
};

/** One value of a preset: `value` as the setting is typed, `shown` the sentence it makes, `why` the reason for it. */
export type PresetValue = { readonly key: string; readonly title: string; readonly value: string; readonly shown: string; readonly why: string };

/**
 * A stated set of values for a kind of business. Applying it is saving `values` (`settings.save`); the effect can be asked
 * before (`settings.effect`). Settings it does not name stay as they are. `fits` is true when every value stands already.
 */
export type PresetView = { readonly key: string; readonly title: string; readonly what: string; readonly values: SettingsChange; readonly reasons: readonly PresetValue[]; readonly fits: boolean };

/** A grey column of Clients that can be switched on: `title` is its header, `hint` says what it tells. */
export type OptionalColumnView = { readonly key: string; readonly title: string; readonly hint: string; readonly on: boolean };

/** All settings in order, and what is wrong with values typed by hand in the tab. */
export type SettingsView = {
  readonly settings: readonly SettingView[];
  readonly presets: readonly PresetView[];
  /** The setting `columns` as a list to tick; saved as their keys joined by commas, or `none`. */
  readonly columns: readonly OptionalColumnView[];
  readonly issues: readonly IssueView[];
};

/** New values by key. */
export type SettingsChange = { readonly [key: string]: string };

/** How many clients each figure would change for, were the change saved. */
export type SettingsEffect = {
  readonly clients: number;
  readonly abc: number;
  readonly xyz: number;
  readonly rfm: number;
  readonly segment: number;
  readonly lifecycle: number;
  readonly dormancy: number;
  readonly issues: readonly IssueView[];
};
