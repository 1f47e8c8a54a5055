/** Files of orders and clients for the verbs: read, mapped, and imported as the dialog does it. */
import path from 'node:path';
import type { ImportKind, ImportReport } from '../../../src/contract/import-views';
import type { IssueView } from '../../../src/contract/issue-view';
import { readFile } from '../../../src/core/file/file';
import { readXlsx } from '../../../src/core/file/xlsx';
import type { Issue, Outcome } from '../../../src/core/issue';
import { hasError } from '../../../src/core/issue';
import { issueText } from '../../../src/core/language/text';
import type { NamedGrid } from '../../../src/core/table/cell';
import { detectHeader } from '../../../src/core/table/header';
import { parseMapping, proposeMapping } from '../../../src/core/table/mapping';
import { chooseOrdersSheet } from '../../../src/core/table/sheet-choice';
import type { AddOnSession } from './add-on-session';
import { readBytes } from './files-node';
import type { FileTable } from './import-file';
import { importFile, sendFile } from './import-file';
import { InputError } from './verb';

export type { FileTable } from './import-file';

/** Which table of a file is meant, and what it holds. */
export interface TableChoice {
  /** Orders where nothing is said. */
  readonly kind?: ImportKind;
  /** Name of a sheet of a workbook; '' = the one that looks most like orders; absent = the first. */
  readonly sheet?: string;
}

/** Reads a file of orders or clients and proposes a mapping; `map` is the text of --map. */
export function readTable(cwd: string, file: string, map: string | undefined, locale: 'ru' | 'en', choice: TableChoice = {}): FileTable {
  const issues: Issue[] = [];
  const take = <T>(found: Outcome<T>): T => {
    if (hasError(found.issues)) throw new InputError(oneLine(found.issues.filter((entry) => hasError([entry])), locale));
    issues.push(...found.issues);
    return found.value;
  };
  const name = path.basename(file);
  const content = take(readFile(readBytes(cwd, file), name, readXlsx));
  const chosen = chosenGrid(content?.grids ?? [], choice, name);
  const header = take(detectHeader(chosen.grid, name));
  if (header === null) throw new InputError(`${name}: there is no header.`);
  const proposed = proposeMapping(chosen.grid, header, name, choice.kind ?? 'orders');
  const mapping = map === undefined ? proposed.value.mapping : take(parseMapping(map, header, proposed.value.mapping));
  if (map === undefined) issues.push(...proposed.issues);
  return { name, grid: chosen.grid, header, mapping, issues };
}

function chosenGrid(grids: readonly NamedGrid[], { sheet }: TableChoice, name: string): NamedGrid {
  const found = sheet === undefined ? grids[0] : sheet === '' ? grids[chooseOrdersSheet(grids).value] : grids.find((grid) => grid.name === sheet);
  if (found !== undefined) return found;
  if (sheet === undefined || sheet === '') throw new InputError(`${name}: nothing could be read.`);
  throw new InputError(`${name} has no sheet "${sheet}". Its sheets: ${grids.map((grid) => grid.name).join(', ')}.`);
}

/** Sentences in one line. */
export function oneLine(issues: readonly Issue[], locale: 'ru' | 'en'): string {
  return issues.map((found) => issueText(found, locale)).join(' ');
}

/**
 * Sends a table of orders to the add-on in chunks. The report's issues begin with what the file itself says: its encoding, its header,
 * how its dates and numbers were read.
 */
export async function importOrders(session: AddOnSession, table: FileTable): Promise<ImportReport> {
  const file = importFile(table, 'orders', session.locale, (issues) => oneLine(issues, session.locale));
  const report = await sendFile(session, file);
  return { ...report, issues: [...[...table.issues, ...file.issues].map((found) => issueView(found, session.locale)), ...report.issues] };
}

/** An issue as the pages show it. */
export function issueView(found: Issue, locale: 'ru' | 'en'): IssueView {
  const { sheet = null, rowIndex, columnName = null } = found.place ?? {};
  return { code: found.code, level: found.severity, text: issueText(found, locale), sheet, rowNumber: rowIndex === undefined ? null : rowIndex + 1, column: columnName, count: 1 };
}

/** Sends a clients file; its columns are understood as those of a list of clients. */
export async function importClients(session: AddOnSession, table: FileTable): Promise<ImportReport> {
  const { mapping } = proposeMapping(table.grid, table.header, table.name, 'clients').value;
  return sendFile(session, importFile({ ...table, mapping }, 'clients', session.locale, (issues) => oneLine(issues, session.locale)));
}

/** `--set KEY=VALUE …` as a change of settings. */
export function settingsOf(options: readonly string[], asOf: string | undefined): Record<string, string> {
  const change: Record<string, string> = {};
  for (const option of options) {
    const at = option.indexOf('=');
    if (at < 1) throw new InputError(`--set ${option}: write KEY=VALUE.`);
    change[option.slice(0, at).trim()] = option.slice(at + 1).trim();
  }
  if (asOf !== undefined) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf)) throw new InputError(`--as-of ${asOf}: write the day as YYYY-MM-DD.`);
    change['asOf'] = asOf;
  }
  return change;
}
