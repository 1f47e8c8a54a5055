/** The Settings tab: its rows in words, and reading, checking and saving of values. */
import type { Issue, Outcome } from '../core/issue';
import { hasError, issue, outcome } from '../core/issue';
import type { Language } from '../core/language/language';
import { allowedValues, applySetting, settingText } from '../core/setting-text';
import { settingSentence } from '../core/setting-words';
import type { SettingKey, Settings } from '../core/settings';
import { CURRENCIES, DEFAULT_SETTINGS, SETTING_KEYS } from '../core/settings';
import type { Cell } from '../core/table/cell';
import type { SettingKind, SettingsChange, SettingsEffect, SettingsView, SettingView } from '../contract/settings-views';
import type { Base } from './base';
import { openBase, STATE_ROW, TODAY_ROW } from './base';
import type { ClientFigures } from '../core/segmentation';
import { segmentClients } from '../core/segmentation';
import { writeHighlights } from './highlight';
import { issueViews } from './issue-view';
import { readOrders } from './orders-table';
import { readClients } from './clients-table';
import type { Ports } from './ports';
import { say } from './words';

/** Legend rows under the settings: header colours and who may write there. */
export const LEGEND_ROWS = ['legend.owner', 'legend.computed', 'legend.system'] as const;

/** Rows for a fresh Settings tab: title, value, meaning, allowed values, key. `settings` are the values to begin with. */
export function settingRows(language: Language, stateText: string, todayDay: number | null, settings: Settings): Cell[][] {
  const rows: Cell[][] = [
    [say(language, 'settings.today'), todayDay === null ? null : { day: todayDay }, say(language, 'settings.todayMeaning'), '', TODAY_ROW],
    [say(language, 'settings.state'), stateText, say(language, 'settings.stateMeaning'), '', STATE_ROW],
  ];
  for (const key of SETTING_KEYS) rows.push(settingRow(key, language, settings));
  for (const key of LEGEND_ROWS) rows.push([say(language, key), null, say(language, `${key}Meaning`), '', key]);
  return rows;
}

/** One row of a setting with its value. */
export function settingRow(key: SettingKey, language: Language, settings: Settings): Cell[] {
  return [say(language, `setting.${key}`), settingText(key, settings[key]), settingSentence(key, settings, language), allowedValues(key), key];
}

/** All settings in words. */
export function viewSettings(ports: Ports): Outcome<SettingsView | null> {
  const { value: base, issues } = openBase(ports);
  if (base === null) return outcome(null, issues);
  return outcome(settingsView(base));
}

function settingsView(base: Base): SettingsView {
  const { language } = base;
  return {
    settings: SETTING_KEYS.map((key) => settingView(key, base)),
    issues: issueViews(base.settingIssues, language),
  };
}

function settingView(key: SettingKey, base: Base): SettingView {
  const { language, settings } = base;
  const group = key.includes('.') ? key.slice(0, key.indexOf('.')) : 'general';
  const kind = kindOf(key);
  return {
    key,
    group,
    groupTitle: say(language, groupWord(group)),
    title: say(language, `setting.${key}`),
    hint: settingSentence(key, settings, language),
    kind,
    value: settingText(key, settings[key]),
    defaultValue: settingText(key, DEFAULT_SETTINGS[key]),
    options: kind === 'choice' ? choicesOf(key).map((value) => ({ value, label: choiceLabel(key, value, language) })) : [],
  };
}

function groupWord(group: string): 'settings.group.general' | 'settings.group.abc' | 'settings.group.xyz' | 'settings.group.rfm' | 'settings.group.dormancy' | 'settings.group.mailing' | 'settings.group.highlight' {
  if (group === 'abc' || group === 'xyz' || group === 'rfm' || group === 'dormancy' || group === 'mailing' || group === 'highlight') return `settings.group.${group}`;
  return 'settings.group.general';
}

const CHOICES: Readonly<Partial<Record<SettingKey, readonly string[]>>> = {
  currency: CURRENCIES,
  returns: ['net', 'ignore'],
  'abc.metric': ['revenue', 'margin', 'count'],
  'abc.by': ['share', 'count'],
  'abc.boundary': ['before', 'including'],
  'xyz.basis': ['rhythm', 'frequency', 'amount', 'count'],
  'xyz.period': ['week', 'month', 'quarter'],
  'xyz.deviation': ['population', 'sample'],
  'rfm.mode': ['thresholds', 'quantile', 'rfm-r', 'rank'],
  'dormancy.mode': ['rhythm', 'threshold'],
};

function choicesOf(key: SettingKey): readonly string[] {
  return CHOICES[key] ?? [];
}

function kindOf(key: SettingKey): SettingKind {
  if (CHOICES[key] !== undefined) return 'choice';
  if (key === 'asOf') return 'date';
  const value = DEFAULT_SETTINGS[key];
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'number';
  return typeof value === 'object' || value === 'auto' ? 'list' : 'text';
}

function choiceLabel(key: SettingKey, value: string, language: Language): string {
  if (key === 'currency') return value;
  const word = `choice.${value}` as Parameters<typeof say>[1];
  return say(language, word);
}

/** Applies values to settings; every wrong one is an issue. */
export function changedSettings(settings: Settings, change: SettingsChange): Outcome<Settings> {
  let next = settings;
  const issues: Issue[] = [];
  for (const [key, text] of Object.entries(change)) {
    const applied = text.trim() === '' && isSettingKey(key) ? outcome({ ...next, [key]: DEFAULT_SETTINGS[key] }) : applySetting(next, key, text);
    next = applied.value;
    issues.push(...applied.issues);
  }
  return outcome(next, issues);
}

function isSettingKey(key: string): key is SettingKey {
  return (SETTING_KEYS as readonly string[]).includes(key);
}

/** Checks all values, then writes them; nothing is written when one is wrong. */
export function saveSettings(ports: Ports, change: SettingsChange): Outcome<SettingsView | null> {
  const { value: base, issues } = openBase(ports);
  if (base === null) return outcome(null, issues);
  const changed = changedSettings(base.settings, change);
  if (hasError(changed.issues)) return outcome(null, changed.issues);
  const { tab, rows, valueColumn } = base.place;
  const missing: SettingKey[] = [];
  for (const key of Object.keys(change).filter(isSettingKey)) {
    const rowIndex = rows.get(key);
    if (rowIndex === undefined) missing.push(key);
    else ports.book.write(tab.sheetId, rowIndex, valueColumn, [[settingText(key, changed.value[key])]]);
  }
  if (missing.length > 0) return outcome(null, missing.map((key) => issue('setting.unknown', { key })));
  ports.book.flush();
  const saved = openBase(ports).value;
  const clients = saved?.tab('clients').value ?? null;
  // Here and not at the next recalculation, which so keeps its number of service calls.
  if (saved !== null && clients !== null) writeHighlights(saved, clients.sheetId);
  return viewSettings(ports);
}

/** Counts the clients whose figures would change. Reads Orders and Clients, writes nothing. */
export function settingsEffect(ports: Ports, change: SettingsChange): Outcome<SettingsEffect | null> {
  const { value: base, issues } = openBase(ports);
  if (base === null) return outcome(null, issues);
  const changed = changedSettings(base.settings, change);
  if (hasError(changed.issues)) return outcome(null, changed.issues);
  const orders = readOrders(base);
  if (orders.value === null) return outcome(null, orders.issues);
  const clients = readClients(base, orders.value.numericKeys);
  if (clients.value === null) return outcome(null, clients.issues);
  const input = { rows: orders.value.rows, knownClientKeys: clients.value.records.map((record) => record.key) };
  const asOf = (settings: Settings): number => (settings.asOf === 'today' ? ports.clock.dayOf(ports.clock.now()) : settings.asOf);
  const before = segmentClients(input, base.settings, asOf(base.settings));
  const after = segmentClients(input, changed.value, asOf(changed.value));
  if (hasError(after.issues)) return outcome(null, after.issues);
  const differ = (read: (figures: ClientFigures) => unknown): number =>
    after.value.clients.filter((figures, index) => {
      const former = before.value.clients[index];
      return former === undefined || read(former) !== read(figures);
    }).length;
  return outcome({
    clients: after.value.clients.length,
    abc: differ((figures) => figures.abc),
    xyz: differ((figures) => figures.xyz),
    rfm: differ((figures) => figures.rfm),
    segment: differ((figures) => figures.segment),
    dormancy: differ((figures) => figures.dormancy),
    issues: issueViews(after.issues, base.language),
  });
}
