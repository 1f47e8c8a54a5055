/** The Settings tab: its rows in words, and reading, checking and saving of values. */
import type { Outcome } from '../core/issue';
import { hasError, issue, outcome } from '../core/issue';
import type { Language } from '../core/language/language';
import { columnName } from '../core/language/names';
import type { SettingPreset } from '../core/setting-presets';
import { PRESET_SETTINGS, presetReason, presetTitle, presetWhat, settingPresets } from '../core/setting-presets';
import { allowedValues, applySettings, settingText } from '../core/setting-text';
import { settingSentence } from '../core/setting-words';
import type { SettingKey, Settings } from '../core/settings';
import { CURRENCIES, DEFAULT_SETTINGS, MIGRATION_DIMENSIONS, OPTIONAL_COLUMNS, SETTING_KEYS } from '../core/settings';
import type { Cell } from '../core/table/cell';
import { runsOf } from '../core/table/index-runs';
import type { PresetView, SettingKind, SettingsChange, SettingsEffect, SettingsView, SettingView } from '../contract/settings-views';
import type { Base } from './base';
import { openBase, STATE_ROW, TODAY_ROW } from './base';
import type { ClientFigures } from '../core/segmentation';
import { segmentClients } from '../core/segmentation';
import { writeHighlights } from './highlight';
import { issueViews } from './issue-view';
import { cellChangeOf } from './journal/changes';
import { beginAction, endAction, Journal } from './journal/journal-tab';
import { LOCK_WAIT_MS } from './lock-wait';
import { columnsWanted, syncColumns } from './optional-columns';
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
    presets: settingPresets(hasCost(base)).map((preset) => presetView(preset, base)),
    columns: OPTIONAL_COLUMNS.map((key) => ({ key, title: columnName(key, language), hint: say(language, `columnHint.${key}`), on: columnsWanted(base).includes(key) })),
    issues: issueViews(base.settingIssues, language),
  };
}

/** Whether the orders carry cost, as far as the remembered header tells. */
function hasCost(base: Base): boolean {
  return base.state.layouts.orders?.keys.includes('cost') ?? false;
}

function presetView(preset: SettingPreset, base: Base): PresetView {
  const { language, settings } = base;
  // A preset switches columns on and leaves those of the owner as they are.
  const columns = OPTIONAL_COLUMNS.filter((key) => columnsWanted(base).includes(key) || preset.values.columns.split(', ').includes(key));
  const values = { ...preset.values, columns: settingText('columns', columns) };
  const then = applySettings(settings, Object.entries(values)).value;
  return {
    key: preset.key,
    title: presetTitle(preset.key, language),
    what: presetWhat(preset.key, language),
    values,
    reasons: PRESET_SETTINGS.map((key) => ({
      key,
      title: say(language, `setting.${key}`),
      value: values[key],
      shown: settingSentence(key, then, language),
      why: presetReason(preset.key, key, hasCost(base), language),
    })),
    fits: PRESET_SETTINGS.every((key) => settingText(key, then[key]) === settingText(key, settings[key])),
  };
}

function settingView(key: SettingKey, base: Base): SettingView {
  const { language, settings } = base;
  const group = key === 'columns' ? key : key.includes('.') ? key.slice(0, key.indexOf('.')) : 'general';
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
    options: optionsOf(key, kind, language),
    allowed: allowedValues(key),
  };
}

function optionsOf(key: SettingKey, kind: SettingKind, language: Language): SettingView['options'] {
  if (kind === 'columns') return OPTIONAL_COLUMNS.map((value) => ({ value, label: columnName(value, language) }));
  return kind === 'choice' ? choicesOf(key).map((value) => ({ value, label: choiceLabel(key, value, language) })) : [];
}

const GROUPS = ['abc', 'xyz', 'rfm', 'dormancy', 'rating', 'lifecycle', 'model', 'clv', 'ltv', 'cohorts', 'migration', 'plan', 'mailing', 'highlight', 'columns'] as const;

function groupWord(group: string): `settings.group.${(typeof GROUPS)[number] | 'general'}` {
  return `settings.group.${GROUPS.find((known) => known === group) ?? 'general'}`;
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
  'lifecycle.method': ['extended', 'short'],
  'lifecycle.period': ['week', 'month', 'quarter'],
  'model.unit': ['day', 'week'],
  'ltv.formula': ['simple', 'retention'],
  'ltv.period': ['week', 'month', 'quarter'],
  'cohorts.activity': ['purchases', 'any-row'],
  'cohorts.value': ['count', 'share', 'money'],
  'migration.by': MIGRATION_DIMENSIONS,
  'plan.period': ['month', 'quarter', 'year'],
};

function choicesOf(key: SettingKey): readonly string[] {
  return CHOICES[key] ?? [];
}

function kindOf(key: SettingKey): SettingKind {
  if (CHOICES[key] !== undefined) return 'choice';
  if (key === 'asOf') return 'date';
  if (key === 'columns') return 'columns';
  // Shares are typed with their sign.
  if (key === 'clv.monthlyDiscount' || key === 'ltv.discount') return 'text';
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
  // An empty text means the default.
  const textOf = (key: string, text: string): string => (text.trim() === '' && isSettingKey(key) ? settingText(key, DEFAULT_SETTINGS[key]) : text);
  return applySettings(settings, Object.entries(change).map(([key, text]) => [key, textOf(key, text)]));
}

function isSettingKey(key: string): key is SettingKey {
  return (SETTING_KEYS as readonly string[]).includes(key);
}

/**
 * Checks all values, then writes them; nothing is written when one is wrong. Values that change are written down first, and the
 * number of the action is used up in the same flush as they become safe.
 */
export function saveSettings(ports: Ports, change: SettingsChange): Outcome<SettingsView | null> {
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const { value: base, issues } = openBase(ports);
  if (base === null) return outcome(null, issues);
  const changed = changedSettings(base.settings, change);
  if (hasError(changed.issues)) return outcome(null, changed.issues);
  const { tab, rows, valueColumn } = base.place;
  const textNow = (key: SettingKey): string => settingText(key, changed.value[key]);
  const keys = Object.keys(change).filter(isSettingKey);
  const present = keys.filter((key) => rows.has(key) && base.place.cells.get(key) !== textNow(key));
  // A base made before there was such a setting gets its row now.
  const missing = keys.filter((key) => !rows.has(key));
  const cells = [...present.map((key) => cellChangeOf(key, base.place.cells.get(key) ?? '', textNow(key))), ...missing.map((key) => cellChangeOf(key, null, textNow(key)))];
  const journal = new Journal(base);
  const action = beginAction(base, 'settings', JSON.stringify(change), cells.map(({ row }) => row).join(', '));
  if (cells.length > 0) {
    journal.write(action, 'planned', [{ sheetId: tab.sheetId, change: { what: 'cells', tab: 'settings', column: 'value', cells } }]);
    for (const key of present) ports.book.write(tab.sheetId, rows.get(key) ?? 0, valueColumn, [[textNow(key)]]);
    addSettingRows(base, missing, changed.value);
    journal.write(action, 'done', []);
    endAction(base, action.id);
    base.saveState();
  }
  const pruned = cells.length > 0 ? journal.prune(action) : [];
  if (pruned.length > 0) base.saveState();
  ports.book.flush();
  applySettingsNow(ports, keys.includes('columns'));
  const view = viewSettings(ports);
  return view.value === null ? view : outcome({ ...view.value, issues: [...view.value.issues, ...issueViews(pruned, base.language)] });
}

/**
 * Brings sentences and colours, and where asked the optional columns, in line with the values that stand in the tab. Here and not at
 * the next recalculation, which so keeps its number of service calls.
 */
export function applySettingsNow(ports: Ports, columnsToo: boolean): void {
  const saved = openBase(ports).value;
  if (saved === null) return;
  refreshMeanings(saved);
  if (columnsToo) showColumnsWanted(saved);
  const clients = saved.tab('clients').value;
  if (clients !== null) writeHighlights(saved, clients.sheetId);
}

/** Writes the sentences that no longer say what the values mean, as after a value was typed by hand. 1 counted call for each run of rows, as a rule none. */
export function refreshMeanings(base: Base): void {
  const { tab, meaningColumn } = base.place;
  const sentences = staleMeanings(base);
  for (const run of runsOf([...sentences.keys()])) {
    base.ports.book.write(tab.sheetId, run.first, meaningColumn, Array.from({ length: run.count }, (_unused, offset) => [sentences.get(run.first + offset) ?? '']));
  }
}

/**
 * The same where only a look was asked for: a number typed by hand and the old one in the sentence beside it must not stand together until figures are
 * counted again. Nothing is done while another change is made, or for a person who may not edit. 0 counted calls as a rule, 3 and those of the runs else.
 */
export function refreshMeaningsAtOnce(base: Base): void {
  const { book, lock } = base.ports;
  const { tab, meaningColumn } = base.place;
  const areas = [...staleMeanings(base).keys()].map((rowIndex) => ({ rowIndex, columnIndex: meaningColumn, rowCount: 1, columnCount: 1 }));
  if (areas.length === 0 || !book.canEdit(tab.sheetId, areas) || !lock.acquire(0)) return;
  try {
    refreshMeanings(base);
    book.flush();
  } finally {
    lock.release();
  }
}

/** Sentences by row that do not say what the value beside them means. */
function staleMeanings(base: Base): ReadonlyMap<number, string> {
  const { rows, meaningColumn, meanings } = base.place;
  const sentences = new Map<number, string>();
  if (meaningColumn < 0) return sentences;
  for (const key of SETTING_KEYS) {
    const rowIndex = rows.get(key);
    const sentence = settingSentence(key, base.settings, base.language);
    if (rowIndex !== undefined && meanings.get(key) !== sentence) sentences.set(rowIndex, sentence);
  }
  return sentences;
}

/** Appends rows of settings below the last row of the tab. 3 counted calls, 1 more when the grid grows. */
export function addSettingRows(base: Base, keys: readonly SettingKey[], settings: Settings): void {
  if (keys.length === 0) return;
  const { book } = base.ports;
  const { sheetId } = base.place.tab;
  const end = book.read(sheetId).length;
  book.ensureRows(sheetId, end + keys.length);
  book.write(sheetId, end, 0, keys.map((key) => settingRow(key, base.language, settings)));
  book.fitRows(sheetId, end, keys.length);
}

function showColumnsWanted(base: Base): void {
  const table = base.table('clients').value;
  if (table === null) return;
  const { shownColumns } = base.state;
  syncColumns(base, table);
  if (base.state.shownColumns !== shownColumns) base.saveState();
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
    lifecycle: differ((figures) => figures.lifecycle),
    dormancy: differ((figures) => figures.dormancy),
    issues: issueViews(after.issues, base.language),
  });
}
