/** Check and repair: what a base lost is found, told in words and put back; data are never touched. */
import type { SetUpReport } from '../contract/base-views';
import { DEFAULT_SETTINGS, OPTIONAL_COLUMNS, SETTING_KEYS } from '../core/settings';
import type { Base, Table } from './base';
import { writeHighlights } from './highlight';
import { issueViews } from './issue-view';
import { syncColumns } from './optional-columns';
import type { ColumnSpec } from './ports';
import { freeName, writeStarters } from './set-up-tabs';
import { addSettingRows } from './settings-tab';
import type { BaseTabKey } from './tab-specs';
import { BASE_TABS, REMADE_TABS, tabSpec } from './tab-specs';

/** Re-creates missing tabs, columns and settings of a base. The caller holds the lock. */
export function repairBase(base: Base): SetUpReport {
  const created: string[] = [];
  const repaired: string[] = [];
  for (const key of BASE_TABS) {
    const found = base.tab(key).value;
    if (found === null) {
      if (!REMADE_TABS.includes(key)) continue;
      created.push(makeTab(base, key));
      continue;
    }
    const table = base.table(key).value;
    const missing = table === null ? [] : missingColumns(base, key, table);
    if (table !== null && missing.length > 0) {
      appendMissing(base, found.sheetId, table, missing);
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

/** Makes a missing tab again, empty but for the letters everybody begins with; returns its name. */
export function makeTab(base: Base, key: BaseTabKey): string {
  const { book } = base.ports;
  const spec = freeName(tabSpec(key, base.language), book.tabs());
  const sheetId = book.createTab(spec);
  base.remember({ tabs: { ...base.state.tabs, [key]: sheetId } });
  if (key === 'templates') writeStarters(base.ports, sheetId, base.language);
  return spec.name;
}

/** Adds columns to the right; the one that the letter editor alone writes is hidden, as in a new base. */
export function appendMissing({ ports: { book } }: Base, sheetId: number, { titles, rows }: Table, specs: readonly ColumnSpec[]): void {
  const first = book.appendColumns(sheetId, Math.max(titles.length, rows[0]?.length ?? 0) - 1, specs);
  const html = specs.findIndex(({ key }) => key === 'html');
  if (html >= 0) book.showColumns(sheetId, [first + html], false);
}

/** Columns that every base has and this tab lacks; grey columns that Settings switch on are looked after apart. */
export function missingColumns(base: Base, key: BaseTabKey, { columns }: Table): ColumnSpec[] {
  const isOptional = (column: ColumnSpec): boolean => key === 'clients' && OPTIONAL_COLUMNS.some((optional) => optional === column.key);
  return tabSpec(key, base.language).columns.filter((column) => !columns.has(column.key) && !isOptional(column));
}
