/** What the verbs write of a base: clients.csv with stable English headers, base.xlsx, summary.json. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { formatIsoDay } from '../../../src/core/calendar';
import { writeCsv } from '../../../src/core/file/csv-writer';
import { columnKeyOf, dormancyKeyOf, lifecycleKeyOf, markerKeyOf, ratingKeyOf, segmentKeyOf, tabKeyOf, temperatureKeyOf } from '../../../src/core/language/names';
import { OPTIONAL_COLUMNS } from '../../../src/core/settings';
import type { Sheet } from '../engine/book';
import { writeXlsx } from '../engine/xlsx';
import type { AddOnSession } from './add-on-session';

/** Columns of clients.csv. New ones are added at the end, so that a column stays where a reader of the file found it. */
export const CLIENTS_CSV_COLUMNS: readonly string[] = [
  'client_id', 'name', 'email', 'phone', 'first_order', 'last_order', 'orders', 'revenue', 'average_bill', 'abc', 'xyz', 'abcxyz', 'r', 'f', 'm', 'rfm',
  'segment', 'days_silent', 'rhythm_days', 'rhythm_source', 'dormancy', 'money_at_risk', 'segment_why', 'consent',
  ...OPTIONAL_COLUMNS,
];

/** Columns whose cells hold a name in the base's language; the file holds the key. */
const KEYS: Readonly<Record<string, (name: string) => string | undefined>> = {
  segment: segmentKeyOf, dormancy: dormancyKeyOf, lifecycle: lifecycleKeyOf, temperature: temperatureKeyOf, marker_suggested: markerKeyOf, rating: ratingKeyOf,
};
const DATES = new Set<string>(['first_order', 'last_order']);

/** The tab of a key, by its name in either language. */
export function tabOf(session: AddOnSession, key: string): Sheet {
  const found = session.book.sheets().find((sheet) => tabKeyOf(sheet.name) === key);
  if (found === undefined) throw new Error(`The base has no tab ${key}.`);
  return found;
}

/** Writes clients.csv; values are those of the tab, classes with names by their stable keys, days as YYYY-MM-DD. */
export function writeClientsCsv(session: AddOnSession, folder: string): void {
  const sheet = tabOf(session, 'clients');
  const rowCount = sheet.lastRow();
  const columnCount = sheet.lastColumn();
  const cells = sheet.read({ row: 0, column: 0, rowCount, columnCount });
  const indexOf = new Map<string | undefined, number>((cells[0] ?? []).map((cell, index) => [columnKeyOf(String(cell.value ?? '')), index] as const));
  const rows = cells.slice(1).filter((row) => row.some((cell) => cell.value !== null && cell.value !== '')).map((row) => CLIENTS_CSV_COLUMNS.map((key) => {
    const value = row[indexOf.get(key) ?? -1]?.value ?? '';
    if (value === '') return '';
    if (DATES.has(key) && typeof value === 'number') return formatIsoDay(value);
    return KEYS[key]?.(String(value)) ?? String(value);
  }));
  writeFileSync(path.join(folder, 'clients.csv'), writeCsv([CLIENTS_CSV_COLUMNS, ...rows]));
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
