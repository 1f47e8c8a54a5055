/** The rows that the person at the keyboard has selected. */
import type { BookSelection } from '../domain/ports';

/** Counted calls and limits stand in the port. */
export function selectedRows(spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet, filteredLimit: number): BookSelection | null {
  const ranges = spreadsheet.getActiveRangeList()?.getRanges() ?? [];
  const sheet = ranges[0]?.getSheet();
  if (sheet === undefined) return null;
  const lastRow = sheet.getLastRow();
  const selected = new Set<number>();
  for (const range of ranges) {
    const first = range.getRow();
    const end = Math.min(lastRow, first + range.getNumRows() - 1);
    for (let row = first; row <= end; row += 1) selected.add(row);
  }
  const rows = [...selected].sort((a, b) => a - b);
  const sheetId = sheet.getSheetId();
  const isFiltered = sheet.getFilter() !== null;
  if (isFiltered && rows.length > filteredLimit) return { sheetId, rowIndexes: [], hidden: 0, rowCount: rows.length, isTooLarge: true };
  const seen = isFiltered ? rows.filter((row) => !sheet.isRowHiddenByFilter(row)) : rows;
  return { sheetId, rowIndexes: seen.map((row) => row - 1), hidden: rows.length - seen.length, rowCount: rows.length, isTooLarge: false };
}
