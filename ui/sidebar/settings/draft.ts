/** What was changed in the settings and not yet saved: groups, presets, columns, refused values, and the effect of a change in words. */
import type { IssueView } from '../../../src/contract/issue-view';
import type { OptionalColumnView, PresetView, SettingView, SettingsChange, SettingsEffect, SettingsView } from '../../../src/contract/settings-views';
import type { WordKey } from '../../language/ru';
import type { Words } from '../../language/words';

/** Settings of one group, in the server's order. */
export interface SettingGroup { readonly key: string; readonly title: string; readonly settings: readonly SettingView[] }

export function settingGroups(view: Pick<SettingsView, 'settings'>): readonly SettingGroup[] {
  const groups = new Map<string, { title: string; settings: SettingView[] }>();
  for (const setting of view.settings) {
    const group = groups.get(setting.group) ?? { title: setting.groupTitle, settings: [] };
    group.settings.push(setting);
    groups.set(setting.group, group);
  }
  return [...groups].map(([key, group]) => ({ key, ...group }));
}

/** The draft with one more value; a value put back to what is saved leaves the draft. */
export function draftWith(draft: SettingsChange, setting: Pick<SettingView, 'key' | 'value'>, value: string): SettingsChange {
  const { [setting.key]: _, ...rest } = draft;
  return value === setting.value ? rest : { ...rest, [setting.key]: value };
}

/** Values the Settings tab writes as a word of its own. */
const writtenWords: Readonly<Record<string, WordKey>> = { '': 'settings.empty', auto: 'settings.auto', today: 'settings.today', house: 'settings.house' };

/** A setting's value as people read it: the label of a choice, yes or no, the meaning of a word of the tab, else the text itself. */
export function shownValue(setting: SettingView, value: string, words: Words, columns: readonly OptionalColumnView[]): string {
  if (setting.kind === 'boolean') return words.say(value === 'true' ? 'settings.yes' : 'settings.no');
  if (setting.kind === 'columns') {
    const chosen = chosenColumns(value, columns);
    if (chosen.length === columns.length) return words.say('settings.columnsAll');
    return chosen.length === 0 ? words.say('settings.columnsNone') : columns.filter(({ key }) => chosen.includes(key)).map(({ title }) => title).join(', ');
  }
  const written = writtenWords[value];
  return setting.options.find((option) => option.value === value)?.label ?? (written === undefined ? value : words.say(written));
}

/** One value of a preset that differs from the saved one. */
export interface PresetDifference { readonly key: string; readonly title: string; readonly from: string; readonly to: string; readonly why: string }

/** The preset's values that differ from the saved ones, in its own order. */
export function presetDifferences(view: SettingsView, preset: PresetView, words: Words): readonly PresetDifference[] {
  return preset.reasons.flatMap(({ key, title, value, why }) => {
    const setting = view.settings.find((one) => one.key === key);
    if (setting === undefined || setting.value === value) return [];
    return [{ key, title, from: shownValue(setting, setting.value, words, view.columns), to: shownValue(setting, value, words, view.columns), why }];
  });
}

/** The draft with a preset's values; values of another preset chosen before go, what was typed by hand stays unless this preset names it. */
export function draftWithPreset(draft: SettingsChange, view: SettingsView, preset: PresetView): SettingsChange {
  const fromPreset = (key: string, value: string): boolean => view.presets.some((one) => one.values[key] === value);
  let next: SettingsChange = Object.fromEntries(Object.entries(draft).filter(([key, value]) => !fromPreset(key, value)));
  for (const [key, value] of Object.entries(preset.values)) {
    const setting = view.settings.find((one) => one.key === key);
    if (setting !== undefined) next = draftWith(next, setting, value);
  }
  return next;
}

/** True when every value of the preset stands, saved or in the draft. */
export function presetStands(draft: SettingsChange, view: SettingsView, preset: PresetView): boolean {
  return Object.entries(preset.values).every(([key, value]) => (draft[key] ?? view.settings.find((one) => one.key === key)?.value) === value);
}

/** The optional columns a value of the setting `columns` switches on, in the order they are offered. */
export function chosenColumns(value: string, columns: readonly OptionalColumnView[]): readonly string[] {
  const keys = value.split(/[\s,;/|]+/);
  return columns.map((column) => column.key).filter((key) => keys.includes('all') || keys.includes(key));
}

/** The setting's text for the columns chosen; the saved text itself when the same ones are on. */
export function columnsValue(chosen: readonly string[], columns: readonly OptionalColumnView[], saved: string): string {
  const savedKeys = chosenColumns(saved, columns);
  if (savedKeys.length === chosen.length && savedKeys.every((key) => chosen.includes(key))) return saved;
  if (chosen.length === 0) return 'none';
  return chosen.length === columns.length ? 'all' : columns.map((column) => column.key).filter((key) => chosen.includes(key)).join(',');
}

/** Issues put to the settings they speak of; the rest stands on its own. */
export interface RefusedValues { readonly bySetting: Readonly<Record<string, IssueView>>; readonly others: readonly IssueView[] }

/** Finds whose value an issue refuses: the sentence names the setting by its title or its key; the longest name in it counts. */
export function refusedValues(issues: readonly IssueView[], view: SettingsView, draft: SettingsChange): RefusedValues {
  const bySetting: Record<string, IssueView> = {};
  const others: IssueView[] = [];
  const drafted = view.settings.filter((setting) => draft[setting.key] !== undefined);
  for (const issue of issues) {
    const named = issue.code.startsWith('setting.')
      ? drafted.map((setting) => ({ setting, length: Math.max(...[setting.key, setting.title].map((name) => (issue.text.includes(name) ? name.length : 0))) })).filter(({ length }) => length > 0)
      : [];
    const longest = named.reduce<(typeof named)[number] | null>((best, one) => (best === null || one.length > best.length ? one : best), null);
    if (longest === null) others.push(issue);
    else bySetting[longest.setting.key] = issue;
  }
  return { bySetting, others };
}

/** One line for each figure that would change; one line saying so when none would. */
export function effectLines(effect: SettingsEffect, words: Words): readonly string[] {
  const of = effect.clients;
  const lines = [
    effect.segment === 0 ? '' : words.say('settings.effectSegment', { count: effect.segment, of }),
    effect.dormancy === 0 ? '' : words.say('settings.effectDormancy', { count: effect.dormancy, of }),
    effect.lifecycle === 0 ? '' : words.say('settings.effectLifecycle', { count: effect.lifecycle, of }),
    effect.abc === 0 ? '' : words.say('settings.effectAbc', { count: effect.abc, of }),
    effect.xyz === 0 ? '' : words.say('settings.effectXyz', { count: effect.xyz, of }),
    effect.rfm === 0 ? '' : words.say('settings.effectRfm', { count: effect.rfm, of }),
  ].filter(Boolean);
  return lines.length === 0 ? [words.say('settings.effectNone')] : lines;
}
