/** Stated sets of settings for three kinds of business; the owner sees each value with its reason before it is saved. */
import { EN_PRESETS } from './language/en-presets';
import type { Language } from './language/language';
import { RU_PRESETS } from './language/ru-presets';
import type { SettingKey } from './settings';

/** Kinds of business that have a preset. */
export const PRESET_KEYS = ['small_shop', 'services', 'wholesale'] as const;
export type PresetKey = (typeof PRESET_KEYS)[number];

/** Settings that every preset names, so that changing from one to another leaves nothing of the former behind. */
export const PRESET_SETTINGS = [
  'abc.metric', 'xyz.basis', 'xyz.period', 'xyz.limits', 'rfm.scale', 'rfm.recencyDays', 'rfm.purchases', 'rfm.money', 'rfm.rules', 'dormancy.mode',
  'dormancy.bands', 'dormancy.minSilenceDays', 'dormancy.defaultRhythmDays', 'dormancy.riskDays', 'lifecycle.period', 'lifecycle.window',
  'ltv.period', 'plan.period', 'columns',
] as const satisfies readonly SettingKey[];
export type PresetSetting = (typeof PRESET_SETTINGS)[number];

/** One preset: values as they are typed. */
export interface SettingPreset {
  readonly key: PresetKey;
  readonly values: Readonly<Record<PresetSetting, string>>;
}

/** Words of one preset: its name, one line, and why each value. */
export interface PresetWords {
  readonly title: string;
  readonly what: string;
  readonly why: Readonly<Record<PresetSetting, string>>;
  /** Why ABC counts money although profit would suit better: the orders carry no cost. */
  readonly whyWithoutCost?: string;
}

const PRESETS: readonly SettingPreset[] = [
  {
    key: 'small_shop',
    values: {
      'abc.metric': 'revenue',
      'xyz.basis': 'rhythm',
      'xyz.period': 'month',
      'xyz.limits': 'auto',
      'rfm.scale': '3',
      'rfm.recencyDays': 'auto',
      'rfm.purchases': 'auto',
      'rfm.money': 'auto',
      'rfm.rules': 'house',
      'dormancy.mode': 'rhythm',
      'dormancy.bands': '1/1.5/2/3',
      'dormancy.minSilenceDays': '30',
      'dormancy.defaultRhythmDays': '90',
      'dormancy.riskDays': '90',
      'lifecycle.period': 'month',
      'lifecycle.window': '6',
      'ltv.period': 'month',
      'plan.period': 'month',
      columns: 'lifecycle, temperature',
    },
  },
  {
    key: 'services',
    values: {
      'abc.metric': 'revenue',
      'xyz.basis': 'rhythm',
      'xyz.period': 'month',
      'xyz.limits': 'auto',
      'rfm.scale': '3',
      'rfm.recencyDays': '45/120',
      'rfm.purchases': '3/8',
      'rfm.money': 'auto',
      'rfm.rules': 'house',
      'dormancy.mode': 'rhythm',
      'dormancy.bands': '1/1.25/1.75/2.5',
      'dormancy.minSilenceDays': '21',
      'dormancy.defaultRhythmDays': '42',
      'dormancy.riskDays': '60',
      'lifecycle.period': 'quarter',
      'lifecycle.window': '4',
      'ltv.period': 'quarter',
      'plan.period': 'month',
      columns: 'lifecycle, temperature, lateness, dormancy_why',
    },
  },
  {
    key: 'wholesale',
    values: {
      'abc.metric': 'margin',
      'xyz.basis': 'amount',
      'xyz.period': 'month',
      'xyz.limits': '0.25/0.5',
      'rfm.scale': '5',
      'rfm.recencyDays': '14/30/60/120',
      'rfm.purchases': '2/6/12/24',
      'rfm.money': 'auto',
      'rfm.rules': 'house',
      'dormancy.mode': 'rhythm',
      'dormancy.bands': '1/1.5/2/3',
      'dormancy.minSilenceDays': '14',
      'dormancy.defaultRhythmDays': '30',
      'dormancy.riskDays': '90',
      'lifecycle.period': 'month',
      'lifecycle.window': '6',
      'ltv.period': 'quarter',
      'plan.period': 'quarter',
      columns: 'lifecycle, temperature, rating, margin, ros, plan_done, wallet_share',
    },
  },
];

const WORDS: Readonly<Record<Language, Readonly<Record<PresetKey, PresetWords>>>> = { ru: RU_PRESETS, en: EN_PRESETS };

/**
 * The presets for a base.
 * @param hasCost whether its orders carry cost: without it profit is unknown, and ABC counts money instead
 */
export function settingPresets(hasCost: boolean): readonly SettingPreset[] {
  return hasCost ? PRESETS : PRESETS.map((preset) => ({ ...preset, values: { ...preset.values, 'abc.metric': 'revenue' } }));
}

/** The name of a preset. */
export function presetTitle(key: PresetKey, language: Language): string {
  return WORDS[language][key].title;
}

/** One line: for whom the preset is. */
export function presetWhat(key: PresetKey, language: Language): string {
  return WORDS[language][key].what;
}

/** Why a preset has this value. */
export function presetReason(key: PresetKey, setting: PresetSetting, hasCost: boolean, language: Language): string {
  const words = WORDS[language][key];
  return setting === 'abc.metric' && !hasCost && words.whyWithoutCost !== undefined ? words.whyWithoutCost : words.why[setting];
}
