/** The import of an orders file as the dialog does it: read, map, decide formats, send chunks. */
import path from 'node:path';
import type { ImportReport } from '../../../src/contract/import-views';
import type { IssueView } from '../../../src/contract/issue-view';
import { CLIENTS_CHUNK, IMPORT_CHUNK_ROWS } from '../../../src/contract/import-views';
import { readFile } from '../../../src/core/file/file';
import { readXlsx } from '../../../src/core/file/xlsx';
import type { Issue, Outcome } from '../../../src/core/issue';
import { hasError } from '../../../src/core/issue';
import { issueText } from '../../../src/core/language/text';
import type { Cell, Grid } from '../../../src/core/table/cell';
import { isDateCell } from '../../../src/core/table/cell';
import { readClientRows } from '../../../src/core/table/client-rows';
import { isNumericKeyColumn } from '../../../src/core/table/client-key';
import type { Mapping } from '../../../src/core/table/field';
import type { Header } from '../../../src/core/table/header';
import { detectHeader } from '../../../src/core/table/header';
import { parseMapping, proposeMapping } from '../../../src/core/table/mapping';
import { readOrderRows } from '../../../src/core/table/order-rows';
import type { AddOnSession } from './add-on-session';
import { readBytes } from './files-node';
import { InputError } from './verb';

/** A table as read from a file. */
export interface FileTable {
  readonly name: string;
  readonly grid: Grid;
  readonly header: Header;
  readonly mapping: Mapping;
  readonly issues: readonly Issue[];
}

/** Reads a file of orders or clients and proposes a mapping; `map` is the text of --map. */
export function readTable(cwd: string, file: string, map: string | undefined, locale: 'ru' | 'en'): FileTable {
  const issues: Issue[] = [];
  const take = <T>(found: Outcome<T>): T => {
    if (hasError(found.issues)) throw new InputError(oneLine(found.issues.filter((entry) => hasError([entry])), locale));
    issues.push(...found.issues);
    return found.value;
  };
  const name = path.basename(file);
  const content = take(readFile(readBytes(cwd, file), name, readXlsx));
  const first = content?.grids[0];
  if (first === undefined) throw new InputError(`${name}: nothing could be read.`);
  const header = take(detectHeader(first.grid, name));
  if (header === null) throw new InputError(`${name}: there is no header.`);
  const proposed = proposeMapping(first.grid, header, name);
  const mapping = map === undefined ? proposed.value.mapping : take(parseMapping(map, header, proposed.value.mapping));
  if (map === undefined) issues.push(...proposed.issues);
  return { name, grid: first.grid, header, mapping, issues };
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
  const { mapping, header } = table;
  const rows = table.grid.slice(header.rowIndex + 1);
  const read = readOrderRows(table.grid, header, mapping, {
    sheet: table.name, preferredDateOrder: session.locale === 'en' ? 'mdy' : 'dmy', preferredDecimal: session.locale === 'ru' ? ',' : '.',
  });
  const mapped = new Set(Object.values(mapping));
  const progress = await session.call('import.start', {
    fileName: table.name,
    header: header.names,
    mapping,
    extraColumns: header.names.flatMap((name, index) => (name === '' || mapped.has(index) ? [] : [index])),
    dateOrder: read.value.dateReading.order,
    decimalMark: read.value.numberReading.decimal,
    rowCount: rows.length,
    firstRowNumber: header.rowIndex + 2,
  }, session.locale);
  for (let start = 0, chunkIndex = 0; start < rows.length; start += IMPORT_CHUNK_ROWS, chunkIndex += 1) {
    await session.call('import.chunk', { importId: progress.importId, chunkIndex, rows: rows.slice(start, start + IMPORT_CHUNK_ROWS).map((row) => row.map(plainCell)) });
  }
  const report = await session.call('import.finish', progress.importId);
  const ofColumns = read.issues.filter(({ code, place }) => code !== 'issue.more' && code !== 'orders.noneUsable' && place?.rowIndex === undefined);
  return { ...report, issues: [...[...table.issues, ...ofColumns].map((found) => issueView(found, session.locale)), ...report.issues] };
}

function issueView(found: Issue, locale: 'ru' | 'en'): IssueView {
  const { sheet = null, rowIndex, columnName = null } = found.place ?? {};
  return { code: found.code, level: found.severity, text: issueText(found, locale), sheet, rowNumber: rowIndex === undefined ? null : rowIndex + 1, column: columnName, count: 1 };
}

/** Sends a clients file; its key column is `client`, or else `name` or `email`. */
export async function importClients(session: AddOnSession, table: FileTable): Promise<void> {
  const { mapping } = table;
  const keyColumn = mapping.client ?? mapping.email ?? mapping.name;
  if (keyColumn === undefined) throw new InputError(`${table.name}: there is no column with the client.`);
  const numeric = isNumericKeyColumn(table.grid.slice(table.header.rowIndex + 1).map((row) => row[keyColumn] ?? null));
  const read = readClientRows(table.grid, table.header, { ...mapping, client: keyColumn }, numeric, table.name);
  if (hasError(read.issues)) throw new InputError(oneLine(read.issues, session.locale));
  const clients = read.value.map(({ client, fields }) => ({ client, fields: Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== undefined)) }));
  for (let start = 0; start < clients.length; start += CLIENTS_CHUNK) await session.call('import.clients', clients.slice(start, start + CLIENTS_CHUNK));
}

function plainCell(cell: Cell): Cell {
  return isDateCell(cell) ? { ...cell } : cell;
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
