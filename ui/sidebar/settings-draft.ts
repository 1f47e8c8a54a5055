/** What was changed in the settings and not yet saved, their groups, and the effect of a change in words. */
import type { SettingView, SettingsChange, SettingsEffect, SettingsView } from '../../src/contract/settings-views';
import type { Words } from '../language/words';

/** Settings of one group, in the server's order. */
export interface SettingGroup { readonly key: string; readonly title: string; readonly settings: readonly SettingView[] }

export function settingGroups(view: SettingsView): readonly SettingGroup[] {
  const groups = new Map<string, { title: string; settings: SettingView[] }>();
  for (const setting of view.settings) {
    const group = groups.get(setting.group) ?? { title: setting.groupTitle, settings: [] };
    group.settings.push(setting);
    groups.set(setting.group, group);
  }
  return [...groups].map(([key, group]) => ({ key, ...group }));
}

/** The draft with one more value; a value put back to what is saved leaves the draft. */
export function draftWith(draft: SettingsChange, setting: SettingView, value: string): SettingsChange {
  const { [setting.key]: _, ...rest } = draft;
  return value === setting.value ? rest : { ...rest, [setting.key]: value };
}

/** One line for each figure that would change; one line saying so when none would. */
export function effectLines(effect: SettingsEffect, words: Words): readonly string[] {
  const of = effect.clients;
  const lines = [
    effect.segment === 0 ? '' : words.say('settings.effectSegment', { count: effect.segment, of }),
    effect.dormancy === 0 ? '' : words.say('settings.effectDormancy', { count: effect.dormancy, of }),
    effect.abc === 0 ? '' : words.say('settings.effectAbc', { count: effect.abc, of }),
    effect.xyz === 0 ? '' : words.say('settings.effectXyz', { count: effect.xyz, of }),
    effect.rfm === 0 ? '' : words.say('settings.effectRfm', { count: effect.rfm, of }),
  ].filter(Boolean);
  return lines.length === 0 ? [words.say('settings.effectNone')] : lines;
}
