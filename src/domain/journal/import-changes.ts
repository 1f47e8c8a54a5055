/** What an import is about to change, as the Journal keeps it. */
import type { Table } from '../base';
import type { ColumnSpec } from '../ports';
import type { RowBlock } from '../row-block';
import { COMPUTED_CLIENT_COLUMNS } from '../tab-specs';
import type { Change, ChangedTab } from './changes';
import type { ColumnNames } from './fingerprint';
import { columnNames, rowFingerprint } from './fingerprint';

/** A change with the tab it happens in. */
export interface LocatedChange {
  readonly sheetId: number;
  readonly change: Change;
}

/** Column names of a table for fingerprints of its rows: grey columns are written anew all the time and do not count. */
export function namesOf(table: Table): ColumnNames {
  const width = table.rows.reduce((widest, row) => Math.max(widest, row.length), table.titles.length);
  return columnNames(table.columns, width, COMPUTED_CLIENT_COLUMNS);
}

/** Rows to be appended; none for an empty block. */
export function rowsAdded(tab: ChangedTab, table: Table, block: RowBlock): LocatedChange[] {
  if (block.rows.length === 0) return [];
  const names = namesOf(table);
  const fingerprints = block.rows.map((row) => rowFingerprint(row, names));
  return [{ sheetId: table.tab.sheetId, change: { what: 'rows', tab, firstRowIndex: block.rowIndex, fingerprints } }];
}

/** Columns to be appended; none for an empty list. */
export function columnsAdded(tab: ChangedTab, sheetId: number, specs: readonly ColumnSpec[]): LocatedChange[] {
  return specs.length === 0 ? [] : [{ sheetId, change: { what: 'columns', tab, columns: specs.map(({ key, title }) => ({ key, title })) } }];
}
