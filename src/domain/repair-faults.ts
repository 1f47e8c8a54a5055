/** What a base lost, each with what puts it back: tabs, columns, marks, settings, protections, formats, colours, the trigger. */
import type { FindingKind, RepairFinding } from '../contract/set-up-views';
import { issueText } from '../core/language/text';
import { tabName } from '../core/language/names';
import { DEFAULT_SETTINGS, SETTING_KEYS } from '../core/settings';
import { unfinishedCopies } from './backup';
import type { Base, Table } from './base';
import { HIGHLIGHT_MARK, highlightRules, writeHighlights } from './highlight';
import { columnsWanted, syncColumns } from './optional-columns';
import type { ColumnFormat, ColumnSpec } from './ports';
import { appendMissing, makeTab, missingColumns } from './repair';
import { addSettingRows } from './settings-tab';
import type { BaseTabKey } from './tab-specs';
import { BASE_TABS, COMPUTED_CLIENT_COLUMNS, optionalClientColumn, REMADE_TABS, tabSpec } from './tab-specs';
import type { ServerWordKey } from '../core/language/en-server';
import { say } from './words';

/** Something missing or broken. `fix` null: the owner must do it himself. */
export interface Fault {
  readonly finding: RepairFinding;
  /** The tab that the fix changes; null when it makes a tab or changes none. */
  readonly sheetId: number | null;
  /** Columns that the fix appends. */
  readonly columns: { readonly tab: BaseTabKey; readonly specs: readonly ColumnSpec[] } | null;
  readonly fix: (() => void) | null;
}

/**
 * Looks at everything. Reads only. Counted calls: the header of each tab (Orders and Clients whole), marks 1, 4 for Clients and for each hidden
 * tab (protections, formats, rules), 2 for the trigger.
 */
export function findFaults(base: Base): Fault[] {
  const faults: Fault[] = [];
  for (const key of BASE_TABS) {
    const { value: tab } = base.tab(key);
    if (tab === null) {
      faults.push(missingTab(base, key));
      continue;
    }
    const header = base.ports.book.readHeader(tab.sheetId);
    const { value: table, issues } = base.tableFrom(key, tab, header.length === 0 ? [] : [header], []);
    if (table === null) {
      faults.push(...issues.map((found) => fault('column', issueText(found, base.language), tab.name, null)));
      continue;
    }
    faults.push(...columnFaults(base, key, table), ...markFaults(base, key, table), ...guardFaults(base, key, table));
  }
  return [...faults, ...copyFaults(base), ...settingFaults(base), ...triggerFaults(base)];
}

/** A tab that is made again, empty or with the first letters; those that remember who got letters and who opted out are not. */
function missingTab(base: Base, key: BaseTabKey): Fault {
  const tab = tabName(key, base.language);
  if (!REMADE_TABS.includes(key)) return fault('tab', say(base.language, 'repair.tabForgets', { tab }), null, null);
  return fault('tab', say(base.language, key === 'templates' ? 'repair.tabLetters' : 'repair.tab', { tab }), null, () => {
    if (base.tab(key).value === null) makeTab(base, key);
  });
}

function columnFaults(base: Base, key: BaseTabKey, table: Table): Fault[] {
  const { language } = base;
  const { tab } = table;
  const faults: Fault[] = [];
  const specs = missingColumns(base, key, table);
  if (specs.length > 0) {
    const text = say(language, 'repair.columns', { columns: specs.map(({ title }) => title).join(', '), count: specs.length });
    faults.push({ ...fault('column', text, tab.name, () => {
      appendMissing(base, tab.sheetId, table, specs);
      forgetLayout(base, key);
    }, tab.sheetId), columns: { tab: key, specs } });
  }
  const optional = key === 'clients' ? columnsWanted(base).filter((column) => !table.columns.has(column)) : [];
  if (optional.length > 0) {
    const added = optional.map((column) => optionalClientColumn(column, language));
    const text = say(language, 'repair.columns', { columns: added.map(({ title }) => title).join(', '), count: added.length });
    faults.push({ ...fault('column', text, tab.name, () => {
      const now = base.table('clients').value;
      if (now !== null) syncColumns(base, now, columnsWanted(base), true);
      forgetLayout(base, key);
    }, tab.sheetId), columns: { tab: key, specs: added } });
  }
  return faults;
}

/** Marks let renamed and moved columns be found; a copy through a file loses them. */
function markFaults(base: Base, key: BaseTabKey, { tab, columns }: Table): Fault[] {
  const { book } = base.ports;
  const marks = base.marks();
  const alias = key === 'orders' || key === 'clients' ? base.state.aliases[key] : undefined;
  const shared = alias === undefined ? undefined : key === 'orders' ? 'client' : 'client_id';
  const bare = [...columns].filter(([column, columnIndex]) => column !== shared
    && !marks.columns.some((mark) => mark.sheetId === tab.sheetId && mark.key === column && mark.columnIndex === columnIndex));
  const isMarked = marks.tabs.some((mark) => mark.sheetId === tab.sheetId && mark.key === key);
  const isTaken = (key === 'orders' || key === 'clients') && base.state.headers[key]?.taken === true;
  const isHeaderBare = isTaken && !marks.headers.some((mark) => mark.sheetId === tab.sheetId);
  const count = bare.length + (isMarked ? 0 : 1) + (isHeaderBare ? 1 : 0);
  if (count === 0) return [];
  return [fault('mark', say(base.language, 'repair.marks', { count }), tab.name, () => {
    if (bare.length > 0 || !isMarked) book.mark(tab.sheetId, isMarked ? null : key, bare.map(([column, columnIndex]) => ({ key: column, columnIndex })));
    if (isHeaderBare) book.markHeader(tab.sheetId, 0);
  }, tab.sheetId)];
}

/** Warnings before editing, formats of grey columns, colours. Formats of the owner's columns and formats he chose that show the value stay. */
function guardFaults(base: Base, key: BaseTabKey, table: Table): Fault[] {
  const spec = tabSpec(key, base.language);
  if (!spec.hidden && key !== 'clients') return [];
  const { book } = base.ports;
  const { tab: { sheetId, name }, columns } = table;
  const { language } = base;
  const state = book.inspect(sheetId, HIGHLIGHT_MARK);
  if (spec.hidden) return state.guarded ? [] : [fault('protection', say(language, 'repair.guardTab'), name, () => { book.guard(sheetId, null); }, sheetId)];
  const faults: Fault[] = [];
  const grey = COMPUTED_CLIENT_COLUMNS.flatMap((column) => columns.get(column) ?? []);
  const bare = grey.filter((columnIndex) => !state.guardedColumns.includes(columnIndex));
  if (bare.length > 0) faults.push(fault('protection', say(language, 'repair.guardColumns', { count: bare.length }), name, () => { book.guard(sheetId, bare); }, sheetId));
  const broken = spec.columns.filter(({ key: column, owner, format }) => {
    const index = columns.get(column);
    return index !== undefined && owner === 'computed' && hidesValue(state.formats[index], format);
  });
  if (broken.length > 0) {
    faults.push(fault('format', say(language, 'repair.formats', { columns: broken.map(({ title }) => title).join(', '), count: broken.length }), name, () => {
      const rowCount = Math.max(1, book.gridSize(sheetId).rowCount - table.headerRowIndex - 1);
      for (const { key: column, format } of broken) book.setFormat(sheetId, { rowIndex: 1, columnIndex: columns.get(column) ?? 0, rowCount, columnCount: 1 }, format);
    }, sheetId));
  }
  if (state.rules < highlightRules(base, columns, table.rows.length).length) {
    faults.push(fault('rules', say(language, 'repair.rules'), name, () => {
      base.marksChanged();
      if (base.table('clients').value !== null) writeHighlights(base, sheetId);
    }, sheetId));
  }
  return faults;
}

/** A date shown as a number, or a number kept as text. */
function hidesValue(pattern: string | undefined, wanted: ColumnFormat): boolean {
  if (pattern === undefined) return false;
  if (wanted === 'date') return !/[dy]/i.test(pattern);
  return wanted !== 'text' && wanted !== 'plain' && pattern === '@';
}

/** A backup that was cut off while it was made may be taken for the tab it was taken from. */
function copyFaults(base: Base): Fault[] {
  return unfinishedCopies(base).map(({ sheetId, name }) => fault('tab', say(base.language, 'repair.copy'), name, () => {
    base.ports.book.unmark(sheetId);
    base.marksChanged();
  }, sheetId));
}

function settingFaults(base: Base): Fault[] {
  const missing = SETTING_KEYS.filter((key) => !base.place.rows.has(key));
  if (missing.length === 0) return [];
  const { tab } = base.place;
  return [fault('setting', say(base.language, 'repair.settings', { count: missing.length }), tab.name, () => { addSettingRows(base, missing, DEFAULT_SETTINGS); }, tab.sheetId)];
}

function triggerFaults(base: Base): Fault[] {
  const { triggers } = base.ports;
  return triggers.isGone() ? [fault('trigger', say(base.language, 'repair.trigger'), null, () => { triggers.ensureHourly(); })] : [];
}

function forgetLayout(base: Base, key: BaseTabKey): void {
  const { [key]: _former, ...layouts } = base.state.layouts;
  base.remember({ layouts });
  base.marksChanged();
}

function fault(kind: FindingKind, text: string, sheet: string | null, fix: (() => void) | null, sheetId: number | null = null): Fault {
  return { finding: { kind, text, sheet, canRepair: fix !== null }, sheetId, columns: null, fix };
}

/** What was looked at, in words. */
export const CHECKED_WORDS: readonly ServerWordKey[] = ['repair.checked.tabs', 'repair.checked.columns', 'repair.checked.marks', 'repair.checked.settings', 'repair.checked.looks', 'repair.checked.trigger'];
