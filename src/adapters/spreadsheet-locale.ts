/** The locale of the spreadsheet, for functions that run in a cell. */

/** Such as `ru_RU` (1 call, not counted as reading cells). */
export function spreadsheetLocale(): string {
  return SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetLocale();
}
