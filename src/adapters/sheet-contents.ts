/** All that stands in cells, taken out and put back: values, formulas, notes, backgrounds, number formats; and copies of whole sheets. */
import type { Cell } from '../core/table/cell';
import type { Contents } from '../domain/ports';
import { removeMarks } from './sheet-metadata';

type Range = GoogleAppsScript.Spreadsheet.Range;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** Reads a range. @param cellsOf values as cells. 5 counted calls. */
export function takeContents(range: Range, cellsOf: (values: unknown[][]) => Cell[][]): Contents {
  return { values: cellsOf(range.getValues()), formulas: range.getFormulas(), notes: range.getNotes(), backgrounds: range.getBackgrounds(), formats: patternsOf(range) };
}

/** Number formats of a range. Sheets names the automatic format by a pattern that, set on a cell, shows 4 as "4.": it is `General` here. 1 counted call. */
export function patternsOf(range: Range): string[][] {
  return range.getNumberFormats().map((row) => row.map((pattern) => (/^(?:general|0\.#{15})$/i.test(pattern) ? 'General' : pattern)));
}

/**
 * Fills a range. Values are written into cells that are plain text for the moment where they are texts, so that nothing is parsed;
 * a format changed afterwards leaves them as they are. White is no colour of its own, so that alternating colours show through. 4 counted calls, 1 more where there are notes.
 */
export function putContents(range: Range, { values, formats, notes, backgrounds }: Omit<Contents, 'formulas'>, writable: (cell: Cell) => string | number | boolean | null): void {
  range.setNumberFormats(values.map((row) => row.map((cell) => (typeof cell === 'string' && cell !== '' ? '@' : 'General'))));
  range.setBackgrounds(backgrounds.map((row) => row.map((colour) => (colour === '#ffffff' ? null : colour))));
  if (notes.some((row) => row.some((note) => note !== ''))) range.setNotes(notes.map((row) => [...row]));
  range.setValues(values.map((row) => row.map(writable)));
  range.setNumberFormats(formats.map((row) => [...row]));
}

/**
 * A hidden copy of a sheet at the end of the tab bar, soft-protected. It is born with its name, and copies take developer metadata along: one that
 * was cut off before its marks were taken off is told by name and marks together.
 */
export function copySheet(spreadsheet: Spreadsheet, sheet: Sheet, name: string): Sheet {
  const active = spreadsheet.getActiveSheet();
  const copy = spreadsheet.insertSheet(name, spreadsheet.getSheets().length, { template: sheet });
  removeMarks(copy);
  copy.protect().setDescription(name).setWarningOnly(true);
  spreadsheet.setActiveSheet(active);
  copy.hideSheet();
  return copy;
}
