/** Grey columns of Clients that the owner switches on and off: made once, then shown or hidden; never deleted, a formula of the owner may point there. */
import type { OptionalColumn } from '../core/settings';
import { OPTIONAL_COLUMNS } from '../core/settings';
import { runsOf } from '../core/table/index-runs';
import type { Base, Table } from './base';
import { optionalClientColumn } from './tab-specs';

/** Columns that need the purchase models fitted. */
const MODEL_COLUMNS: readonly OptionalColumn[] = ['p_alive', 'expected_purchases', 'expected_bill', 'clv'];

/** Optional columns that are to be shown: those of Settings, or those of a base made before there was such a setting. */
export function columnsWanted(base: Base): readonly OptionalColumn[] {
  return base.place.rows.has('columns') ? base.settings.columns : base.state.shownColumns;
}

/** True when one of the columns needs the models. */
export function needsModels(columns: readonly OptionalColumn[]): boolean {
  return columns.some((key) => MODEL_COLUMNS.includes(key));
}

/**
 * Brings Clients in line with the setting: missing columns are appended, hidden ones shown, those switched off hidden and emptied.
 * Nothing is called while the setting is as last time.
 * @param repair make deleted columns again
 * @returns the table with its new columns, and the titles of those that were made or shown
 */
export function syncColumns(base: Base, table: Table, wanted = columnsWanted(base), repair = false): { readonly table: Table; readonly added: readonly string[] } {
  const shown = base.state.shownColumns;
  const switchedOn = wanted.filter((key) => !shown.includes(key) || (repair && !table.columns.has(key)));
  const switchedOff = shown.filter((key) => !wanted.includes(key));
  if (switchedOn.length === 0 && switchedOff.length === 0) return { table, added: [] };
  const { book } = base.ports;
  const { sheetId } = table.tab;
  const indexesOf = (keys: readonly OptionalColumn[]): number[] => keys.flatMap((key) => table.columns.get(key) ?? []);
  const hidden = indexesOf(switchedOn);
  const surplus = indexesOf(switchedOff);
  if (hidden.length > 0) book.showColumns(sheetId, hidden, true);
  if (surplus.length > 0) {
    book.showColumns(sheetId, surplus, false);
    const emptyRows = table.rows.length - 1;
    if (emptyRows > 0) for (const run of runsOf(surplus)) book.write(sheetId, 1, run.first, emptyCells(emptyRows, run.count));
  }
  const missing = switchedOn.filter((key) => !table.columns.has(key));
  const result = missing.length === 0 ? table : append(base, table, missing);
  base.remember({ shownColumns: wanted, madeColumns: OPTIONAL_COLUMNS.filter((key) => base.state.madeColumns.includes(key) || wanted.includes(key)) });
  return { table: result, added: switchedOn.map((key) => optionalClientColumn(key, base.language).title) };
}

function append(base: Base, table: Table, keys: readonly OptionalColumn[]): Table {
  const specs = keys.map((key) => optionalClientColumn(key, base.language));
  // An owner's column without a header stays where it is.
  const width = Math.max(table.titles.length, table.rows[0]?.length ?? 0);
  const first = base.ports.book.appendColumns(table.tab.sheetId, width - 1, specs);
  const padding = Array.from({ length: width - table.titles.length }, () => '');
  const titles = [...table.titles, ...padding, ...specs.map(({ title }) => title)];
  const columns = new Map(table.columns);
  keys.forEach((key, offset) => columns.set(key, first + offset));
  const keyAt = new Map([...columns].map(([key, index]) => [index, key]));
  base.remember({ layouts: { ...base.state.layouts, clients: { titles, keys: titles.map((_title, index) => keyAt.get(index) ?? null) } } });
  return { ...table, titles, columns };
}

function emptyCells(rowCount: number, columnCount: number): null[][] {
  return Array.from({ length: rowCount }, () => Array.from({ length: columnCount }, () => null));
}
