/** Stable keys of tabs, columns and header rows as developer metadata: they follow renames and moves. */
import type { BookMarks } from '../domain/ports';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Metadata = GoogleAppsScript.Spreadsheet.DeveloperMetadata;

/** Metadata keys of ours. */
export const TAB_METADATA = 'clientura.tab';
export const COLUMN_METADATA = 'clientura.column';
const HEADER_METADATA = 'clientura.header';
const OURS: readonly string[] = [TAB_METADATA, COLUMN_METADATA, HEADER_METADATA];

/** All our metadata. 1 counted call. */
export function readMarks(spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet): BookMarks {
  const tabs: { sheetId: number; key: string }[] = [];
  const columns: { sheetId: number; columnIndex: number; key: string }[] = [];
  const headers: { sheetId: number; rowIndex: number }[] = [];
  for (const found of spreadsheet.createDeveloperMetadataFinder().find()) {
    const name = found.getKey();
    if (!OURS.includes(name)) continue;
    const location = found.getLocation();
    const key = found.getValue() ?? '';
    if (name === TAB_METADATA) {
      const sheet = location.getSheet();
      if (sheet !== null) tabs.push({ sheetId: sheet.getSheetId(), key });
    } else if (name === COLUMN_METADATA) {
      const range = location.getColumn();
      if (range !== null) columns.push({ sheetId: range.getSheet().getSheetId(), columnIndex: range.getColumn() - 1, key });
    } else {
      const range = location.getRow();
      if (range !== null) headers.push({ sheetId: range.getSheet().getSheetId(), rowIndex: range.getRow() - 1 });
    }
  }
  return { tabs, columns, headers };
}

/** Marks a row as the header; the former mark of the tab moves there. 2 counted calls. */
export function markHeaderRow(sheet: Sheet, rowIndex: number): void {
  const row = sheet.getRange(rowIndex + 1, 1, 1, sheet.getMaxColumns());
  const former = ofSheet(sheet).find((entry) => entry.getKey() === HEADER_METADATA);
  if (former === undefined) row.addDeveloperMetadata(HEADER_METADATA, 'header');
  else former.moveToRow(row);
}

/** Takes all our metadata off a sheet. 1 counted call and 1 for each entry. */
export function removeMarks(sheet: Sheet): void {
  for (const entry of ofSheet(sheet)) if (OURS.includes(entry.getKey())) entry.remove();
}

function ofSheet(sheet: Sheet): Metadata[] {
  return sheet.createDeveloperMetadataFinder().find();
}
