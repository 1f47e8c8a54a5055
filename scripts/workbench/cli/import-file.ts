/** A file on its way into a base as the import dialog sends it: plan, previews of its chunks added up, chunks, report. */
import type { ImportKind, ImportPlan, ImportPreview, ImportReport, ImportRows } from '../../../src/contract/import-views';
import { IMPORT_CHUNK_ROWS } from '../../../src/contract/import-views';
import { joinPreviews } from '../../../src/contract/import-preview';
import type { Issue } from '../../../src/core/issue';
import { hasError } from '../../../src/core/issue';
import type { Grid } from '../../../src/core/table/cell';
import type { Mapping } from '../../../src/core/table/field';
import type { Header } from '../../../src/core/table/header';
import type { ChunkSize, FileRows } from '../../../src/core/table/import-rows';
import { cutClients, cutOrders, sentRows } from '../../../src/core/table/import-rows';
import { readOrderRows } from '../../../src/core/table/order-rows';
import { decideDateReading } from '../../../src/core/table/dates';
import { decideNumberReading } from '../../../src/core/table/numbers';
import type { AddOnSession } from './add-on-session';
import { InputError } from './verb';

const SIZE: ChunkSize = { rows: IMPORT_CHUNK_ROWS, groupRows: IMPORT_CHUNK_ROWS };

/** A table as read from a file. */
export interface FileTable {
  readonly name: string;
  readonly grid: Grid;
  readonly header: Header;
  readonly mapping: Mapping;
  readonly issues: readonly Issue[];
}

/** A table ready to be sent. */
export interface ImportFile {
  readonly table: FileTable;
  readonly plan: ImportPlan;
  readonly rows: FileRows;
  /** What is said of whole columns: how dates and numbers were read. */
  readonly issues: readonly Issue[];
}

/** Decides how the file is read and cuts it into chunks. @param words turns issues into one line */
export function importFile(table: FileTable, kind: ImportKind, locale: 'ru' | 'en', words: (issues: readonly Issue[]) => string): ImportFile {
  const { grid, header, mapping, name } = table;
  const preferred = { order: locale === 'en' ? 'mdy' : 'dmy', decimal: locale === 'ru' ? ',' : '.' } as const;
  const { rows, dateOrder, decimalMark, issues } = kind === 'orders' ? cutOrderFile(table, preferred) : cutClientFile(table, preferred);
  if (hasError(issues)) throw new InputError(words(issues.filter((found) => hasError([found]))));
  const mapped = new Set(Object.values(mapping));
  const plan: ImportPlan = {
    kind,
    fileName: name,
    header: header.names,
    mapping,
    extraColumns: header.names.flatMap((title, index) => (title === '' || mapped.has(index) || isEmptyColumn(grid, header, index) ? [] : [index])),
    dateOrder,
    decimalMark,
    rowCount: rows.rowCount,
    firstRowNumber: header.rowIndex + 2,
    readings: rows.readings,
  };
  return { table, plan, rows, issues: issues.filter(({ code, place }) => code !== 'issue.more' && code !== 'orders.noneUsable' && place?.rowIndex === undefined) };
}

type Preferred = { readonly order: 'dmy' | 'mdy'; readonly decimal: ',' | '.' };
type Cut = { readonly rows: FileRows; readonly dateOrder: 'dmy' | 'mdy'; readonly decimalMark: ',' | '.'; readonly issues: readonly Issue[] };

function cutOrderFile({ grid, header, mapping, name }: FileTable, preferred: Preferred): Cut {
  const read = readOrderRows(grid, header, mapping, { sheet: name, preferredDateOrder: preferred.order, preferredDecimal: preferred.decimal });
  const cut = cutOrders(grid, header, read.value, SIZE, name);
  const issues = [...read.issues.filter(({ code }) => code !== 'orders.noneUsable'), ...cut.issues];
  return { rows: cut.value, dateOrder: read.value.dateReading.order, decimalMark: read.value.numberReading.decimal, issues };
}

function cutClientFile({ grid, header, mapping }: FileTable, preferred: Preferred): Cut {
  const cells = (column: number | undefined): Grid[number] => (column === undefined ? [] : grid.slice(header.rowIndex + 1).map((row) => row[column] ?? null));
  return {
    rows: cutClients(grid, header, mapping, SIZE),
    dateOrder: decideDateReading([...cells(mapping.birthday), ...cells(mapping.registered)], preferred.order).order,
    decimalMark: decideNumberReading([...cells(mapping.plan), ...cells(mapping.purchasesElsewhere)], preferred.decimal).decimal,
    issues: [],
  };
}

function isEmptyColumn(grid: Grid, header: Header, columnIndex: number): boolean {
  return grid.slice(header.rowIndex + 1).every((row) => row[columnIndex] === null || row[columnIndex] === undefined || row[columnIndex] === '');
}

function chunksOf({ table, rows }: ImportFile): ImportRows[] {
  return rows.chunks.map((chunk) => sentRows(table.grid, table.header, chunk));
}

/** What the import would do; nothing is written. */
export async function previewFile(session: AddOnSession, file: ImportFile): Promise<ImportPreview> {
  let preview: ImportPreview | null = null;
  for (const rows of chunksOf(file)) {
    const found = await session.call('import.preview', { plan: file.plan, ...rows });
    preview = preview === null ? found : joinPreviews(preview, found);
  }
  return preview ?? { rowsRead: 0, rowsNew: 0, rowsChanged: 0, rowsUnchanged: 0, rowsRefused: 0, refused: [], clientsNew: [], clientsChanged: [], examples: [], questions: [], issues: [] };
}

/** Takes the file in. A chunk of many scattered changes is taken in several calls. */
export async function sendFile(session: AddOnSession, file: ImportFile): Promise<ImportReport> {
  const chunks = chunksOf(file);
  let progress = await session.call('import.start', file.plan, session.locale);
  for (let rows = chunks[progress.nextChunk]; rows !== undefined; rows = chunks[progress.nextChunk]) {
    progress = await session.call('import.chunk', { importId: progress.importId, chunkIndex: progress.nextChunk, ...rows });
  }
  return session.call('import.finish', progress.importId);
}
