/** What the verbs write of a base: clients.csv with stable English headers, base.xlsx, summary.json. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { formatIsoDay } from '../../../src/core/calendar';
import { writeCsv } from '../../../src/core/file/csv-writer';
import { columnKeyOf, dormancyKeyOf, segmentKeyOf, tabKeyOf } from '../../../src/core/language/names';
import type { Sheet } from '../engine/book';
import { writeXlsx } from '../engine/xlsx';
import type { AddOnSession } from './add-on-session';

const COLUMNS = [
  'client_id', 'name', 'email', 'phone', 'first_order', 'last_order', 'orders', 'revenue', 'average_bill', 'abc', 'xyz', 'abcxyz', 'r', 'f', 'm', 'rfm',
  'segment', 'days_silent', 'rhythm_days', 'rhythm_source', 'dormancy', 'money_at_risk', 'segment_why', 'consent',
] as const;
const DATES = new Set<string>(['first_order', 'last_order']);

/** The tab of a key, by its name in either language. */
export function tabOf(session: AddOnSession, key: string): Sheet {
  const found = session.book.sheets().find((sheet) => tabKeyOf(sheet.name) === key);
  if (found === undefined) throw new Error(`The base has no tab ${key}.`);
  return found;
}

/** Writes clients.csv; values are those of the tab, segments and bands by their stable keys, days as YYYY-MM-DD. */
export function writeClientsCsv(session: AddOnSession, folder: string): void {
  const sheet = tabOf(session, 'clients');
  const rowCount = sheet.lastRow();
  const columnCount = sheet.lastColumn();
  const cells = sheet.read({ row: 0, column: 0, rowCount, columnCount });
  const indexOf = new Map((cells[0] ?? []).map((cell, index) => [columnKeyOf(String(cell.value ?? '')), index] as const));
  const rows = cells.slice(1).filter((row) => row.some((cell) => cell.value !== null && cell.value !== '')).map((row) => COLUMNS.map((key) => {
    const value = row[indexOf.get(key) ?? -1]?.value ?? '';
    if (value === '') return '';
    if (DATES.has(key) && typeof value === 'number') return formatIsoDay(value);
    if (key === 'segment') return segmentKeyOf(String(value));
    return key === 'dormancy' ? (dormancyKeyOf(String(value)) ?? String(value)) : String(value);
  }));
  writeFileSync(path.join(folder, 'clients.csv'), writeCsv([[...COLUMNS], ...rows]));
}

/** Writes base.xlsx. */
export async function writeBaseXlsx(session: AddOnSession, folder: string): Promise<void> {
  await session.workbench.engine.settle();
  writeFileSync(path.join(folder, 'base.xlsx'), await writeXlsx(session.book));
}

/** Writes summary.json. */
export function writeSummary(folder: string, summary: unknown): void {
  writeFileSync(path.join(folder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
}
