/** How our columns look: header colours by who may write, formats by locale, widths, lists of choices, soft protection. */
import type { ColumnFormat, ColumnSpec } from '../domain/ports';
import { HEADER_COLOURS } from '../domain/ports';
import { runsOf } from '../core/table/index-runs';
import { coatsOf } from '../core/table/coats';
import { COLUMN_METADATA } from './sheet-metadata';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Height of the header of a tab of ours. */
export const HEADER_HEIGHT_PIXELS = 42;

/** Number formats in en-US marks; dates by the spreadsheet's locale. */
export function columnPatterns(locale: string): Readonly<Record<ColumnFormat, string>> {
  return {
    text: '@', plain: 'General', integer: '#,##0', decimal: '0.0', ratio: '0.00', percent: '0.0%', money: '#,##0.00', date: datePattern(locale),
    time: `${datePattern(locale)} hh:mm`, score: '0"-"0"-"0',
  };
}

function datePattern(locale: string): string {
  if (/^en_US/.test(locale)) return 'M/d/yyyy';
  if (/^en/.test(locale)) return 'dd/MM/yyyy';
  return /^(ru|be|uk|kk|de|pl|tr)/.test(locale) ? 'dd.MM.yyyy' : 'yyyy-MM-dd';
}

/**
 * Writes headers, colours, formats, widths and metadata of neighbouring columns. Counted calls: 5 for the header, 1 for each column with a key
 * (metadata cannot be given to several columns at once), 1 for each further number format and each coat of widths, 3 for each run of grey columns.
 */
export function decorateColumns(sheet: Sheet, firstColumnIndex: number, columns: readonly ColumnSpec[], locale: string, headerRowIndex = 0): void {
  const patterns = columnPatterns(locale);
  const first = firstColumnIndex + 1;
  const rows = sheet.getMaxRows();
  const bodyRow = headerRowIndex + 2;
  const header = sheet.getRange(headerRowIndex + 1, first, 1, columns.length);
  // The header is text and wrapped, and so are some columns: one call for both.
  const bodies = (wanted: (column: ColumnSpec) => boolean): string[] => (rows < bodyRow ? [] : columns.flatMap((column, offset) =>
    (wanted(column) ? [sheet.getRange(bodyRow, first + offset, rows - bodyRow + 1, 1).getA1Notation()] : [])));
  sheet.getRangeList([header.getA1Notation(), ...bodies(({ format }) => format === 'text')]).setNumberFormat(patterns.text);
  header.setValues([columns.map(({ title }) => title)]);
  header.setBackgrounds([columns.map(({ owner }) => HEADER_COLOURS[owner])]);
  header.setFontWeight('bold');
  sheet.getRangeList([header.getA1Notation(), ...bodies(({ wrap }) => wrap === true)]).setWrap(true);
  header.setVerticalAlignment('middle');
  for (const { start, count, value } of coatsOf(columns.map(({ widthPixels }) => widthPixels))) sheet.setColumnWidths(first + start, count, value);
  columns.forEach(({ key }, offset) => {
    if (key !== '') sheet.getRange(1, first + offset, rows, 1).addDeveloperMetadata(COLUMN_METADATA, key);
  });
  for (const format of new Set(columns.map((column) => column.format))) {
    const addresses = format === 'text' || format === 'plain' ? [] : bodies((column) => column.format === format);
    if (addresses.length > 0) sheet.getRangeList(addresses).setNumberFormat(patterns[format]);
  }
  columns.forEach(({ choices }, offset) => {
    if (choices === undefined || rows < bodyRow) return;
    const rule = SpreadsheetApp.newDataValidation().requireValueInList([...choices], true).setAllowInvalid(true).build();
    sheet.getRange(bodyRow, first + offset, rows - bodyRow + 1, 1).setDataValidation(rule);
  });
  const computed = columns.flatMap((column, offset) => (column.owner === 'computed' ? [firstColumnIndex + offset] : []));
  for (const run of runsOf(computed)) sheet.getRange(1, run.first + 1, rows, run.count).protect().setDescription('Clientura').setWarningOnly(true);
}
