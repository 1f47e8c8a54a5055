/** Limits of a spreadsheet that an import must respect. */
import type { Issue } from '../core/issue';
import { issue } from '../core/issue';
import type { Table } from './base';
import type { Book } from './ports';

/** Longest text of one cell. */
export const GREATEST_CELL_LENGTH = 50_000;

/** Most cells of a spreadsheet, empty ones too. */
export const MOST_CELLS = 10_000_000;

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
