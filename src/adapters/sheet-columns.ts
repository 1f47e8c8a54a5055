/** How our columns look: header colours by who may write, formats by locale, widths, lists of choices, soft protection. */
import type { ColumnFormat, ColumnSpec } from '../domain/ports';
import { HEADER_COLOURS } from '../domain/ports';
import { runsOf } from '../core/table/index-runs';
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
 * Writes headers, colours, formats, widths and metadata of neighbouring columns. Counted calls: 6 for the header, 1 for each column (metadata), 1 for
 * each number format and each run of equal widths, 3 for each run of grey columns.
 */
export function decorateColumns(sheet: Sheet, firstColumnIndex: number, columns: readonly ColumnSpec[], locale: string, headerRowIndex = 0): void {
  const patterns = columnPatterns(locale);
  const first = firstColumnIndex + 1;
  const rows = sheet.getMaxRows();
  const bodyRow = headerRowIndex + 2;
  const header = sheet.getRange(headerRowIndex + 1, first, 1, columns.length);
  header.setNumberFormat('@');
  header.setValues([columns.map(({ title }) => title)]);
  header.setBackgrounds([columns.map(({ owner }) => HEADER_COLOURS[owner])]);
  header.setFontWeight('bold');
  header.setWrap(true);
  header.setVerticalAlignment('middle');
  setWidths(sheet, first, columns);
  columns.forEach(({ key }, offset) => {
    if (key !== '') sheet.getRange(1, first + offset, rows, 1).addDeveloperMetadata(COLUMN_METADATA, key);
  });
  if (rows >= bodyRow) decorateBodies(columns, patterns, (offset) => sheet.getRange(bodyRow, first + offset, rows - bodyRow + 1, 1), sheet);
  const computed = columns.flatMap((column, offset) => (column.owner === 'computed' ? [firstColumnIndex + offset] : []));
  for (const run of runsOf(computed)) sheet.getRange(1, run.first + 1, rows, run.count).protect().setDescription('Clientura').setWarningOnly(true);
}

/** Cells under the headers: columns of one format together. */
function decorateBodies(columns: readonly ColumnSpec[], patterns: Readonly<Record<ColumnFormat, string>>, bodyAt: (offset: number) => GoogleAppsScript.Spreadsheet.Range, sheet: Sheet): void {
  const addresses = (wanted: (column: ColumnSpec) => boolean): string[] => columns.flatMap((column, offset) => (wanted(column) ? [bodyAt(offset).getA1Notation()] : []));
  for (const format of new Set(columns.map((column) => column.format))) {
    if (format !== 'plain') sheet.getRangeList(addresses((column) => column.format === format)).setNumberFormat(patterns[format]);
  }
  const wrapped = addresses(({ wrap }) => wrap === true);
  if (wrapped.length > 0) sheet.getRangeList(wrapped).setWrap(true);
  columns.forEach(({ choices }, offset) => {
    if (choices === undefined) return;
    bodyAt(offset).setDataValidation(SpreadsheetApp.newDataValidation().requireValueInList([...choices], true).setAllowInvalid(true).build());
  });
}

/** Neighbours of one width together. */
function setWidths(sheet: Sheet, firstColumn: number, columns: readonly ColumnSpec[]): void {
  let start = 0;
  columns.forEach(({ widthPixels }, offset) => {
    if (columns[offset + 1]?.widthPixels === widthPixels) return;
    sheet.setColumnWidths(firstColumn + start, offset - start + 1, widthPixels);
    start = offset + 1;
  });
}
