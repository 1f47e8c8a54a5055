/** Makes a spreadsheet a client base, re-creates what is missing, and gives a copy its own life. */
import type { SetUpReport } from '../contract/base-views';
import type { Outcome } from '../core/issue';
import { issue, outcome } from '../core/issue';
import { currencyOfLocale } from '../core/language/currency';
import type { Language } from '../core/language/language';
import { DEFAULT_SETTINGS, OPTIONAL_COLUMNS, SETTING_KEYS } from '../core/settings';
import type { Base } from './base';
import { findSettings, openBase, STATE_ROW } from './base';
import type { BaseState } from './base-state';
import { stateText } from './base-state';
import { writeHighlights } from './highlight';
import { issueViews } from './issue-view';
import { headerTitles, layoutOf } from './layout';
import { LOCK_WAIT_MS } from './lock-wait';
import { syncColumns } from './optional-columns';
import type { ColumnSpec, Ports, TabReference, TabSpec } from './ports';
import { HEADER_COLOURS } from './ports';
import { addSettingRows, settingRows } from './settings-tab';
import { starterTemplates } from './starter-templates';
import type { BaseTabKey } from './tab-specs';
import { BASE_TABS, columnKeysOf, REMADE_TABS, tabSpec } from './tab-specs';

/** The address key is kept here too, so that a damaged state cell does not forget who unsubscribed. */
export const ADDRESS_KEY_BACKUP = 'addressKey';

/** Sets the base up in the language, or re-creates missing tabs, columns and settings of an existing one; data are never touched. */
export function setUpBase(ports: Ports, language: Language): Outcome<SetUpReport | null> {
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const opened = openBase(ports).value;
  const report = opened === null ? create(ports, language) : repair(opened);
  ports.book.flush();
  ports.lock.release();
  return outcome(report);
}

function create(ports: Ports, language: Language): SetUpReport {
  const { book, keys, documentStore } = ports;
  const created: string[] = [];
  const repaired: string[] = [];
  const marked = book.marks().tabs;
  const tabs: Partial<Record<BaseTabKey, number>> = {};
  const addressKey = documentStore.get(ADDRESS_KEY_BACKUP) ?? keys.randomText();
  documentStore.set(ADDRESS_KEY_BACKUP, addressKey);
  const damaged = findSettings(ports);
  for (const key of BASE_TABS) {
    const former = key === 'settings' ? damaged?.tab : book.tabs().find((tab) => marked.some((mark) => mark.key === key && mark.sheetId === tab.sheetId));
    if (former !== undefined) {
      tabs[key] = former.sheetId;
      continue;
    }
    const spec = freeName(tabSpec(key, language), book.tabs());
    tabs[key] = book.createTab(spec);
    created.push(spec.name);
    if (key === 'templates') writeStarters(ports, tabs[key], language);
  }
  const layouts: Partial<BaseState['layouts']> = {};
  const marks = book.marks();
  for (const key of BASE_TABS) {
    const sheetId = tabs[key] ?? 0;
    const header = created.length === BASE_TABS.length ? tabSpec(key, language).columns.map(({ title }) => title) : headerTitles(book.read(sheetId)[0]);
    Object.assign(layouts, { [key]: layoutOf(header, sheetId, marks, new Set<string>(columnKeysOf(key))) });
  }
  const optionalColumns = OPTIONAL_COLUMNS.filter((key) => layouts.clients?.keys.includes(key));
  const state: BaseState = {
    version: 1,
    baseId: book.spreadsheetId(),
    language,
    addressKey,
    nextClientNumber: 1,
    tabs,
    layouts,
    recalculated: null,
    orderRows: 0,
    thresholdTexts: [],
    history: null,
    madeColumns: optionalColumns,
    shownColumns: optionalColumns,
    // Lines that stand there already keep their numbers to themselves.
    nextAction: book.rowCount(tabs.journal ?? 0) + 1,
    journalCharacters: 0,
  };
  if (damaged !== null) {
    const rowIndex = damaged.rows.get(STATE_ROW) ?? 0;
    book.write(damaged.tab.sheetId, rowIndex, damaged.valueColumn, [[stateText({ ...state, nextClientNumber: 1 + countRows(ports, tabs.clients ?? 0) })]]);
    repaired.push(damaged.tab.name);
  } else {
    writeSettings(ports, tabs.settings ?? 0, state);
  }
  const base = openBase(ports).value;
  if (base !== null) writeHighlights(base, tabs.clients ?? 0);
  return { created, repaired, language, issues: [] };
}

/** The owner's tab of the same name stays his: ours gets another name. */
function freeName(spec: TabSpec, tabs: readonly TabReference[]): TabSpec {
  const taken = new Set(tabs.map(({ name }) => name.toLowerCase()));
  if (!taken.has(spec.name.toLowerCase())) return spec;
  let name = `Clientura ${spec.name}`;
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `Clientura ${spec.name} ${number}`;
  return { ...spec, name };
}

function writeStarters(ports: Ports, sheetId: number, language: Language): void {
  const rows = starterTemplates(language).map(({ key, title, kind, subject, body }) => [key, title, kind, subject, body]);
  ports.book.write(sheetId, 1, 0, rows);
}

function writeSettings(ports: Ports, sheetId: number, state: BaseState): void {
  const { book, clock } = ports;
  const settings = { ...DEFAULT_SETTINGS, currency: currencyOfLocale(book.locale()) };
  const rows = settingRows(state.language, stateText(state), clock.dayOf(clock.now()), settings);
  book.ensureRows(sheetId, rows.length + 1);
  book.setFormat(sheetId, { rowIndex: 1, columnIndex: 1, rowCount: 1, columnCount: 1 }, 'date');
  book.write(sheetId, 1, 0, rows);
  const legend = rows.length - 2;
  const cell = (rowIndex: number): { rowIndex: number; columnIndex: number; rowCount: number; columnCount: number } => ({ rowIndex, columnIndex: 1, rowCount: 1, columnCount: 1 });
  book.paint(sheetId, [
    { area: cell(1), background: HEADER_COLOURS.computed },
    { area: cell(2), background: HEADER_COLOURS.system },
    { area: cell(legend), background: HEADER_COLOURS.owner },
    { area: cell(legend + 1), background: HEADER_COLOURS.computed },
    { area: cell(legend + 2), background: HEADER_COLOURS.system },
  ]);
}

function countRows(ports: Ports, sheetId: number): number {
  return ports.book.read(sheetId).length;
}

function repair(base: Base): SetUpReport {
  const { book } = base.ports;
  const created: string[] = [];
  const repaired: string[] = [];
  for (const key of BASE_TABS) {
    const found = base.tab(key).value;
    if (found === null) {
      if (!REMADE_TABS.includes(key)) continue;
      const spec = freeName(tabSpec(key, base.language), book.tabs());
      const sheetId = book.createTab(spec);
      base.remember({ tabs: { ...base.state.tabs, [key]: sheetId } });
      if (key === 'templates') writeStarters(base.ports, sheetId, base.language);
      created.push(spec.name);
      continue;
    }
    const table = base.table(key).value;
    const isOptional = (column: ColumnSpec): boolean => key === 'clients' && OPTIONAL_COLUMNS.some((optional) => optional === column.key);
    const missing = tabSpec(key, base.language).columns.filter((column) => table !== null && !table.columns.has(column.key) && !isOptional(column));
    if (table !== null && missing.length > 0) {
      book.appendColumns(found.sheetId, table.titles.length - 1, missing);
      const { [key]: _former, ...layouts } = base.state.layouts;
      base.remember({ layouts });
      repaired.push(`${found.name}: ${missing.map(({ title }) => title).join(', ')}`);
    }
  }
  const clientsTable = base.table('clients').value;
  const columns = clientsTable === null ? [] : syncColumns(base, clientsTable, base.settings.columns, true).added;
  if (clientsTable !== null && columns.length > 0) repaired.push(`${clientsTable.tab.name}: ${columns.join(', ')}`);
  const missingSettings = SETTING_KEYS.filter((key) => !base.place.rows.has(key));
  addSettingRows(base, missingSettings, DEFAULT_SETTINGS);
  if (missingSettings.length > 0) repaired.push(base.place.tab.name);
  base.saveState();
  const clients = base.tab('clients').value;
  if (clients !== null) writeHighlights(base, clients.sheetId);
  return { created, repaired, language: base.language, issues: issueViews(base.settingIssues, base.language) };
}

/** Makes a copy of a base a base of its own. The caller closes letters that were planned in the original (mailing/copy). */
export function adoptCopy(base: Base): void {
  const { book, documentStore } = base.ports;
  for (const key of BASE_TABS) base.tab(key);
  base.remember({ baseId: book.spreadsheetId() });
  documentStore.set(ADDRESS_KEY_BACKUP, base.state.addressKey);
  base.saveState();
}
