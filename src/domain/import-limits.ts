/** Limits of a spreadsheet that an import must respect. */
import type { ImportPlan } from '../contract/import-views';
import type { Issue } from '../core/issue';
import { issue } from '../core/issue';
import { utf8Bytes } from '../core/mail/hints';
import type { Table } from './base';
import type { Book } from './ports';

/** Longest text of one cell. */
export const GREATEST_CELL_LENGTH = 50_000;

/** Most cells of a spreadsheet, empty ones too. */
export const MOST_CELLS = 10_000_000;

/** An import is remembered, with all titles, in a store of 500 kB that holds other things too; the Journal keeps each title in a cell. */
const MOST_TITLE_BYTES = 200_000;
const LONGEST_TITLE = 20_000;

/** The issue that the titles of a file are too long, or none. Calls nothing. */
export function titleIssues({ fileName, header }: Pick<ImportPlan, 'fileName' | 'header'>): readonly Issue[] {
  const isLong = header.some((title) => title.length > LONGEST_TITLE) || utf8Bytes(JSON.stringify(header)) > MOST_TITLE_BYTES;
  return isLong ? [issue('import.titlesLong', {}, { sheet: fileName })] : [];
}

/** Rows to come in one tab. */
export interface RowsToCome {
  readonly table: Table;
  readonly rows: number;
}

/** The issue that rows will not fit into the spreadsheet, or none. Counts the cells by which the grids grow. 0 counted calls. */
export function roomIssues(book: Book, coming: readonly RowsToCome[]): readonly Issue[] {
  const needed = coming.reduce((sum, { table, rows }) => {
    const { rowCount, columnCount } = book.gridSize(table.tab.sheetId);
    return sum + Math.max(0, Math.max(1, table.rows.length) + rows - rowCount) * columnCount;
  }, 0);
  const cells = book.gridCells();
  return needed > 0 && cells + needed > MOST_CELLS ? [issue('import.noRoom', { cells, needed })] : [];
}
