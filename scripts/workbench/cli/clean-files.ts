/** What `clean` writes: clients_clean.csv, findings.csv, duplicates.csv; formula-safe CSV with stable English headers. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { formatIsoDay } from '../../../src/core/calendar';
import type { Finding } from '../../../src/core/contacts/finding';
import { findingWhy } from '../../../src/core/contacts/finding';
import type { CleanedTable, CleanRow } from '../../../src/core/contacts/findings';
import { plainMoney } from '../../../src/core/contacts/findings-amount';
import { proposedEmail } from '../../../src/core/contacts/findings-email';
import type { DuplicateReason, DuplicateResult } from '../../../src/core/duplicates/record';
import { duplicateReasonText } from '../../../src/core/duplicates/wording';
import { writeCsv, type CsvCell } from '../../../src/core/file/csv-writer';
import { columnLetter } from '../../../src/core/language/text';
import type { Cell } from '../../../src/core/table/cell';
import { isDateCell } from '../../../src/core/table/cell';
import type { FileTable } from './orders-import';

/** Columns of clients_clean.csv before those of the file. */
export const CLEAN_CSV_COLUMNS = ['row', 'last_name', 'first_name', 'patronymic', 'e164', 'extension', 'email', 'email_status', 'city', 'date', 'amount'] as const;

/** Writes clients_clean.csv: a row a client row, proposed values first, then the cells as they were. */
export function writeCleanCsv(folder: string, table: FileTable, cleaned: CleanedTable): void {
  const width = cleaned.rows.reduce((widest, { rowIndex }) => Math.max(widest, table.grid[rowIndex]?.length ?? 0), table.header.names.length);
  const originals = Array.from({ length: width }, (_unused, columnIndex) => columnIndex);
  const rows = cleaned.rows.map((row) => [...proposedCells(row, table), ...originals.map((columnIndex) => csvCell(table.grid[row.rowIndex]?.[columnIndex] ?? null))]);
  writeCsvFile(folder, 'clients_clean.csv', [[...CLEAN_CSV_COLUMNS, ...originals.map((columnIndex) => columnNameOf(table, columnIndex))], ...rows]);
}

/** Writes findings.csv, in the order of rows. */
export function writeFindingsCsv(folder: string, table: FileTable, findings: readonly Finding[], locale: 'ru' | 'en'): void {
  writeCsvFile(folder, 'findings.csv', [
    ['row', 'column', 'kind', 'code', 'before', 'proposed', 'why'],
    ...findings.map((found) => [rowNumberOf(table, found.rowIndex), columnNameOf(table, found.columnIndex), found.kind, found.code, found.before, found.proposed, findingWhy(found, locale)]),
  ]);
}

/** Writes duplicates.csv: pairs of data rows, the reasons in one sentence. */
export function writeDuplicatesCsv(folder: string, table: FileTable, cleaned: CleanedTable, { pairs }: DuplicateResult, locale: 'ru' | 'en'): void {
  const rowOf = (index: number): number => rowNumberOf(table, cleaned.rows[index]?.rowIndex ?? 0);
  // A reason counts the records compared; blank rows of the file stand between them.
  const inFile = (reason: DuplicateReason): Pick<DuplicateReason, 'code' | 'params'> =>
    reason.code === 'group.through' ? { code: reason.code, params: { rowIndex: rowOf(Number(reason.params['rowIndex'])) - 1 } } : reason;
  writeCsvFile(folder, 'duplicates.csv', [
    ['row_a', 'row_b', 'score', 'reasons'],
    ...pairs.map(({ a, b, score, reasons }) => [rowOf(a), rowOf(b), score.toFixed(4), reasons.map((reason) => duplicateReasonText(inFile(reason), locale)).join('; ')]),
  ]);
}

function proposedCells(row: CleanRow, table: FileTable): CsvCell[] {
  const { name, phones, email, city, day, amountMinor } = row;
  return [
    rowNumberOf(table, row.rowIndex), name?.lastName ?? '', name?.firstName ?? '', name?.patronymic ?? '',
    phones.map(({ e164 }) => e164).join(', '), phones.map(({ extension }) => extension).filter((extension) => extension !== '').join(', '),
    email === null ? '' : proposedEmail(email), email?.status ?? '', city, day === null ? '' : formatIsoDay(day), amountMinor === null ? '' : plainMoney(amountMinor),
  ];
}

/** Data rows are counted from 1 under the header. */
function rowNumberOf(table: FileTable, rowIndex: number): number {
  return rowIndex - table.header.rowIndex;
}

function columnNameOf(table: FileTable, columnIndex: number): string {
  const name = table.header.names[columnIndex] ?? '';
  return name === '' ? columnLetter(columnIndex) : name;
}

function csvCell(cell: Cell): CsvCell {
  return isDateCell(cell) ? formatIsoDay(cell.day) : cell;
}

function writeCsvFile(folder: string, name: string, rows: readonly (readonly CsvCell[])[]): void {
  writeFileSync(path.join(folder, name), writeCsv(rows));
}
