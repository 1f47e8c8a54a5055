/** Stable keys of tabs and columns as developer metadata: they follow renames and moves. */
import type { BookMarks } from '../domain/ports';

/** Metadata keys of ours. */
export const TAB_METADATA = 'clientura.tab';
export const COLUMN_METADATA = 'clientura.column';

/** All our metadata. 1 counted call. */
export function readMarks(spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet): BookMarks {
  const tabs: { sheetId: number; key: string }[] = [];
  const columns: { sheetId: number; columnIndex: number; key: string }[] = [];
  for (const found of spreadsheet.createDeveloperMetadataFinder().find()) {
    const name = found.getKey();
    if (name !== TAB_METADATA && name !== COLUMN_METADATA) continue;
    const location = found.getLocation();
    const key = found.getValue() ?? '';
    if (name === TAB_METADATA) {
      const sheet = location.getSheet();
      if (sheet !== null) tabs.push({ sheetId: sheet.getSheetId(), key });
      continue;
    }
    const range = location.getColumn();
    if (range !== null) columns.push({ sheetId: range.getSheet().getSheetId(), columnIndex: range.getColumn() - 1, key });
  }
  return { tabs, columns };
}
