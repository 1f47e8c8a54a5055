/** How a tab is kept beside its cells: softly protected, number formats, our conditional-format rules. */
import { runsOf } from '../core/table/index-runs';
import type { TabCondition } from '../domain/ports';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

const DESCRIPTION = 'Clientura';

/** Reads it. 4 counted calls. @param headerRowIndex row of the header, 0-based */
export function inspectSheet(sheet: Sheet, ruleMark: string, headerRowIndex: number): TabCondition {
  const guardedColumns: number[] = [];
  for (const protection of sheet.getProtections(SpreadsheetApp.ProtectionType.RANGE)) {
    const range = protection.getRange();
    // Columns grow with their sheet; a protection that reaches the last row covers them.
    if (range.getRow() > headerRowIndex + 2 || range.getLastRow() < sheet.getMaxRows()) continue;
    for (let column = range.getColumn(); column <= range.getLastColumn(); column += 1) guardedColumns.push(column - 1);
  }
  const width = sheet.getLastColumn();
  const hasRows = width > 0 && sheet.getMaxRows() > headerRowIndex + 1;
  return {
    guarded: sheet.getProtections(SpreadsheetApp.ProtectionType.SHEET).length > 0,
    guardedColumns,
    formats: hasRows ? (sheet.getRange(headerRowIndex + 2, 1, 1, width).getNumberFormats()[0] ?? []) : [],
    rules: sheet.getConditionalFormatRules().filter((rule) => {
      const formula: unknown = rule.getBooleanCondition()?.getCriteriaValues()[0];
      return typeof formula === 'string' && formula.includes(ruleMark);
    }).length,
  };
}

/** Warning-only protection of columns, or of the whole sheet. */
export function guardSheet(sheet: Sheet, columnIndexes: readonly number[] | null): void {
  if (columnIndexes === null) {
    sheet.protect().setDescription(sheet.getName()).setWarningOnly(true);
    return;
  }
  for (const run of runsOf(columnIndexes)) sheet.getRange(1, run.first + 1, sheet.getMaxRows(), run.count).protect().setDescription(DESCRIPTION).setWarningOnly(true);
}
