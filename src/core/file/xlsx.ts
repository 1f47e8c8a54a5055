/** Reads XLSX workbooks; the only file that imports the XLSX library. */
import { read, utils } from '@e965/xlsx';
import type { CellObject, WorkSheet } from '@e965/xlsx';
import { IssueLog, issue, outcome } from '../issue';
import type { Outcome } from '../issue';
import type { Cell, NamedGrid } from '../table/cell';

// A used range may be a million rows of nothing; no sheet of ours needs more cells than a Google sheet can hold.
const MOST_CELLS = 10_000_000;

/** Error texts by the codes of the file format. */
const ERROR_TEXTS: Readonly<Record<number, string>> = {
  0x00: '#NULL!', 0x07: '#DIV/0!', 0x0f: '#VALUE!', 0x17: '#REF!', 0x1d: '#NAME?', 0x24: '#NUM!', 0x2a: '#N/A',
};

/** All sheets with cells; formulas give their stored value, date-formatted numbers become date cells. */
export function readXlsx(bytes: Uint8Array): Outcome<readonly NamedGrid[]> {
  const log = new IssueLog();
  const grids: NamedGrid[] = [];
  try {
    const workbook = read(bytes, { type: 'array', dense: true, cellDates: false, cellNF: true, cellText: false, cellHTML: false, sheetStubs: true });
    const isDate1904 = workbook.Workbook?.WBProps?.date1904 === true;
    for (const name of workbook.SheetNames) {
      const sheet = workbook.Sheets[name];
      if (sheet === undefined) continue;
      const grid = gridOf(sheet, name, isDate1904, log);
      if (grid.length > 0) grids.push({ name, grid });
    }
  } catch {
    return outcome([], [issue('file.xlsxBroken')]);
  }
  return outcome(grids, log.list());
}

function gridOf(sheet: WorkSheet, name: string, isDate1904: boolean, log: IssueLog): Cell[][] {
  const range = sheet['!ref'] === undefined ? undefined : utils.decode_range(sheet['!ref']);
  const rows = sheet['!data'];
  if (range === undefined || rows === undefined) return [];
  const width = range.e.c + 1;
  const height = Math.min(range.e.r + 1, rows.length, Math.floor(MOST_CELLS / Math.max(1, width)));
  const grid: Cell[][] = [];
  let lastFilled = -1;
  for (let rowIndex = 0; rowIndex < height; rowIndex += 1) {
    const row: Cell[] = [];
    for (let columnIndex = 0; columnIndex < width; columnIndex += 1) {
      const source: CellObject | undefined = rows[rowIndex]?.[columnIndex];
      if (source === undefined) {
        row.push(null);
        continue;
      }
      if (source.f !== undefined && (source.v === undefined || source.t === 'z')) {
        log.add('file.formulaWithoutValue', {}, { sheet: name, rowIndex, columnIndex });
      }
      const cell = cellOf(source, isDate1904);
      if (cell !== null) lastFilled = rowIndex;
      row.push(cell);
    }
    grid.push(row);
  }
  return grid.slice(0, lastFilled + 1);
}

function cellOf(source: CellObject, isDate1904: boolean): Cell {
  switch (source.t) {
    case 'n':
      return typeof source.v === 'number' ? numberOrDate(source.v, source.z, isDate1904) : null;
    case 's':
      return typeof source.v === 'string' ? source.v : null;
    case 'b':
      return source.v === true;
    case 'e':
      return (typeof source.v === 'number' ? ERROR_TEXTS[source.v] : undefined) ?? source.w ?? '#ERROR!';
    case 'd':
    case 'z':
      return null;
  }
}

function numberOrDate(value: number, format: string | number | undefined, isDate1904: boolean): Cell {
  if (typeof format !== 'string' || !isDateFormat(format)) return value;
  const serial = value + (isDate1904 ? 1462 : 0);
  const day = Math.floor(serial);
  const secondOfDay = Math.round((serial - day) * 86400);
  // Below one day it is a time or a duration, not a date.
  if (day < 1) return value;
  if (secondOfDay >= 86400) return { day: day + 1 };
  return secondOfDay === 0 ? { day } : { day, secondOfDay };
}

/** True for number formats that show a day, month or year; quoted texts, colours and conditions in brackets do not count. */
function isDateFormat(format: string): boolean {
  const bare = format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
  if (/general|@/i.test(bare)) return false;
  return /[dy]|mmm|m[-/.]|[-/.]m/i.test(bare);
}
