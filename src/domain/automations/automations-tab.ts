/** The Automations tab: rows the owner writes, grey cells about the last run, and the rows a base begins with, all switched off. */
import type { Automation } from '../../core/automations/automation';
import { usualAutomation } from '../../core/automations/automation';
import type { AutomationCells, AutomationColumn } from '../../core/automations/automation-cells';
import { AUTOMATION_COLUMNS, automationCells, readAutomation } from '../../core/automations/automation-cells';
import type { Issue } from '../../core/issue';
import { issue } from '../../core/issue';
import type { Language } from '../../core/language/language';
import { runsOf } from '../../core/table/index-runs';
import type { Base, Table } from '../base';
import { titleOf } from '../base';
import { cellText } from '../cells';
import { writeBlock } from '../row-block';
import { laterTable, soundTab } from '../sound-tab';
import { say } from '../words';

/** Grey columns of the tab. */
const RESULT_COLUMNS = ['next_run', 'last_run', 'last_result'] as const;

/** What a run leaves in the grey cells of a row. */
export type RowResult = Readonly<Record<(typeof RESULT_COLUMNS)[number], string>>;

/** One row as it stands. `automation` is null where a cell cannot be read; `issues` name the cell. */
export interface StoredAutomation {
  readonly key: string;
  readonly title: string;
  readonly rowIndex: number;
  readonly automation: Automation | null;
  readonly issues: readonly Issue[];
  readonly result: RowResult;
}

/** The tab with its rows. */
export interface AutomationsRead {
  readonly table: Table;
  readonly rows: readonly StoredAutomation[];
}

/** Rows of the tab; null while it was never made. 1 counted call, 0 without the tab. */
export function readAutomations(base: Base): AutomationsRead | null {
  const table = laterTable(base, 'automations');
  return table === null ? null : { table, rows: rowsOf(base, table) };
}

/** The tab with its rows; a base that has none gets it with the starters, all off. The caller holds the document lock and saves the state afterwards. */
export function soundAutomations(base: Base, templateKeys: readonly string[]): AutomationsRead {
  const isNew = laterTable(base, 'automations') === null;
  const table = soundTab(base, 'automations');
  if (!isNew || table.rows.length > 1) return { table, rows: rowsOf(base, table) };
  const starters = starterAutomations(templateKeys, base.language);
  writeRows(base, table, starters.map((automation, index) => ({ rowIndex: index + 1, automation })));
  if (starters.length > 0) base.ports.book.fitRows(table.tab.sheetId, 1, starters.length);
  const filled = laterTable(base, 'automations') ?? table;
  return { table: filled, rows: rowsOf(base, filled) };
}

/** Writes automations into their rows; a row of null is the first free one. At most 4 counted calls for neighbouring rows. */
export function writeRows(base: Base, table: Table, rows: readonly { readonly rowIndex: number | null; readonly automation: Automation }[]): void {
  const columns = AUTOMATION_COLUMNS.flatMap((key) => {
    const index = table.columns.get(key);
    return index === undefined ? [] : [{ key, index }];
  });
  const columnIndexes = columns.map(({ index }) => index);
  let free = Math.max(1, table.rows.length);
  const placed = rows.map(({ rowIndex, automation }) => ({ rowIndex: rowIndex ?? free++, cells: automationCells(automation, base.language) }));
  for (const run of runsOf(placed.map(({ rowIndex }) => rowIndex))) {
    const texts = Array.from({ length: run.count }, (_unused, offset) => {
      const cells = placed.find(({ rowIndex }) => rowIndex === run.first + offset)?.cells;
      const keyAt = new Map(columns.map(({ key, index }) => [index, key]));
      return Array.from({ length: table.titles.length }, (_column, index) => {
        const key = keyAt.get(index);
        return key === undefined || cells === undefined ? null : cells[key];
      });
    });
    writeBlock(base, table.tab.sheetId, { rowIndex: run.first, columnIndexes, textColumns: columnIndexes, rows: texts });
  }
}

/** Writes yes or no into the switch of a row. 1 counted call. */
export function writeSwitch(base: Base, table: Table, rowIndex: number, automation: Automation): void {
  const columnIndex = table.columns.get('switched_on');
  if (columnIndex === undefined) return;
  base.ports.book.write(table.tab.sheetId, rowIndex, columnIndex, [[automationCells(automation, base.language).switched_on]]);
}

/** Writes the grey cells that differ from what stands: 1 counted call for each run of grey columns, 0 when nothing changed. */
export function writeResults(base: Base, { table, rows }: AutomationsRead, results: ReadonlyMap<string, RowResult>): void {
  const changed = rows.filter(({ key, result }) => RESULT_COLUMNS.some((column) => (results.get(key)?.[column] ?? result[column]) !== result[column]));
  if (changed.length === 0) return;
  const keyAt = new Map(RESULT_COLUMNS.flatMap((column) => {
    const index = table.columns.get(column);
    return index === undefined ? [] : [[index, column] as const];
  }));
  const first = Math.min(...changed.map(({ rowIndex }) => rowIndex));
  const last = Math.max(...changed.map(({ rowIndex }) => rowIndex));
  const resultAt = new Map(changed.map(({ rowIndex, key, result }) => [rowIndex, results.get(key) ?? result]));
  for (const run of runsOf([...keyAt.keys()])) {
    base.ports.book.write(table.tab.sheetId, first, run.first, Array.from({ length: last - first + 1 }, (_unused, offset) => Array.from({ length: run.count }, (_column, place) => {
      const column = keyAt.get(run.first + place);
      const result = resultAt.get(first + offset);
      return result === undefined || column === undefined ? (table.rows[first + offset]?.[run.first + place] ?? null) : result[column];
    })));
  }
}

function rowsOf(base: Base, table: Table): StoredAutomation[] {
  const known = new Set<string>();
  const rows: StoredAutomation[] = [];
  for (let rowIndex = 1; rowIndex < table.rows.length; rowIndex += 1) {
    const cell = (column: string): string => cellText(table.rows[rowIndex]?.[table.columns.get(column) ?? -1]);
    const cells: AutomationCells = Object.fromEntries(AUTOMATION_COLUMNS.map((column): [AutomationColumn, string] => [column, cell(column)]));
    if (AUTOMATION_COLUMNS.every((column) => cells[column] === '')) continue;
    const key = cell('automation');
    const read = readAutomation(cells, base.language);
    const isRepeated = key !== '' && known.has(key);
    known.add(key);
    const found = isRepeated ? [issue('automation.keyRepeated', { key }, { columnName: 'automation' }), ...read.issues] : read.issues;
    rows.push({
      key, rowIndex, title: cell('title') || key,
      automation: isRepeated ? null : read.value,
      issues: found.map((one) => placed(base, table, rowIndex, one)),
      result: { next_run: cell('next_run'), last_run: cell('last_run'), last_result: cell('last_result') },
    });
  }
  return rows;
}

/** An issue with the sheet, the row and the title of the column as the owner sees them. */
export function placed(base: Base, { tab, columns, titles, headerRowIndex }: Table, rowIndex: number, found: Issue): Issue {
  const key = found.place?.columnName ?? '';
  const columnIndex = columns.get(key);
  const title = columnIndex === undefined ? titleOf(key, base.language) : (titles[columnIndex] ?? key);
  return { ...found, place: { sheet: tab.name, rowIndex: rowIndex + headerRowIndex, ...(columnIndex === undefined ? {} : { columnIndex }), columnName: title } };
}

/** Keys of the starter letters, the best first: the first one that stands in the base is taken. */
const STARTER_TEMPLATES: readonly { readonly title: Parameters<typeof say>[1]; readonly key: string; readonly kind: Automation['kind']; readonly audience: string; readonly steps: readonly (readonly string[])[] }[] = [
  { key: 'win-back', kind: 'win_back', title: 'automation.starter.winBack', audience: 'days_silent <= 365', steps: [['win-back-1', 'come-back'], ['win-back-2']] },
  { key: 'birthday', kind: 'birthday', title: 'automation.starter.birthday', audience: '', steps: [['birthday']] },
  { key: 'welcome', kind: 'welcome', title: 'automation.starter.welcome', audience: '', steps: [['welcome-1'], ['welcome-2'], ['welcome-3'], ['welcome-4'], ['welcome-5'], ['welcome-6'], ['welcome-7']] },
  { key: 'after-purchase', kind: 'after_order', title: 'automation.starter.afterOrder', audience: '', steps: [['after-purchase', 'thank-you']] },
  { key: 'survey', kind: 'survey', title: 'automation.starter.survey', audience: '', steps: [['survey', 'nps']] },
  { key: 'at-risk', kind: 'class_changed', title: 'automation.starter.atRisk', audience: '', steps: [['win-back-1', 'come-back']] },
];

/** What a base begins with: an automation for each kind whose letters stand in Templates, all off. */
export function starterAutomations(templateKeys: readonly string[], language: Language): Automation[] {
  return STARTER_TEMPLATES.flatMap(({ key, kind, title, audience, steps }): Automation[] => {
    const { days, ...usual } = usualAutomation(kind);
    const found = steps.flatMap((keys) => keys.find((candidate) => templateKeys.includes(candidate)) ?? []);
    if (found.length === 0) return [];
    const whole = found.map((templateKey, index) => ({ templateKey, days: days[index] ?? (days[days.length - 1] ?? 0) + index }));
    return [{ ...usual, key, audience, title: say(language, title), steps: whole, on: false }];
  });
}
