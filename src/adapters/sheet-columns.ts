/** How our columns look: header colours by who may write, formats by locale, widths, lists of choices, soft protection. */
import type { ColumnFormat, ColumnSpec } from '../domain/ports';
import { HEADER_COLOURS } from '../domain/ports';
import { runsOf } from '../core/table/index-runs';
import { COLUMN_METADATA } from './sheet-metadata';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

const HEADER_HEIGHT_PIXELS = 42;

/** Number formats in en-US marks; dates by the spreadsheet's locale. */
export function columnPatterns(locale: string): Readonly<Record<ColumnFormat, string>> {
  return {
    text: '@', plain: 'General', integer: '#,##0', decimal: '0.#', ratio: '0.00', percent: '0.0%', money: '#,##0.00', date: datePattern(locale),
    time: `${datePattern(locale)} hh:mm`, score: '0"-"0"-"0',
  };
}

function datePattern(locale: string): string {
  if (/^en_US/.test(locale)) return 'M/d/yyyy';
  if (/^en/.test(locale)) return 'dd/MM/yyyy';
  return /^(ru|be|uk|kk|de|pl|tr)/.test(locale) ? 'dd.MM.yyyy' : 'yyyy-MM-dd';
}

/** Writes headers, colours, formats, widths and metadata of neighbouring columns. Not limited in calls. */
export function decorateColumns(sheet: Sheet, firstColumnIndex: number, columns: readonly ColumnSpec[], locale: string): void {
  const patterns = columnPatterns(locale);
  const first = firstColumnIndex + 1;
  const rows = sheet.getMaxRows();
  const header = sheet.getRange(1, first, 1, columns.length);
  header.setNumberFormat('@');
  header.setValues([columns.map(({ title }) => title)]);
  header.setBackgrounds([columns.map(({ owner }) => HEADER_COLOURS[owner])]);
  header.setFontWeight('bold');
  header.setWrap(true);
  header.setVerticalAlignment('middle');
  // Two lines: wrapped headers of narrow columns are read whole.
  sheet.setRowHeight(1, HEADER_HEIGHT_PIXELS);
  columns.forEach((column, offset) => {
    const index = first + offset;
    sheet.setColumnWidth(index, column.widthPixels);
    if (column.key !== '') sheet.getRange(1, index, rows, 1).addDeveloperMetadata(COLUMN_METADATA, column.key);
    if (rows > 1) {
      const body = sheet.getRange(2, index, rows - 1, 1);
      if (column.format !== 'plain') body.setNumberFormat(patterns[column.format]);
      if (column.wrap === true) body.setWrap(true);
      if (column.choices !== undefined) {
        body.setDataValidation(SpreadsheetApp.newDataValidation().requireValueInList([...column.choices], true).setAllowInvalid(true).build());
      }
    }
  });
  const computed = columns.flatMap((column, offset) => (column.owner === 'computed' ? [firstColumnIndex + offset] : []));
  for (const run of runsOf(computed)) sheet.getRange(1, run.first + 1, rows, run.count).protect().setDescription('Clientura').setWarningOnly(true);
}
