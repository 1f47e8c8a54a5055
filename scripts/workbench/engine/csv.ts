/** CSV text ↔ cells of a sheet. */
import type { Sheet } from './book';
import type { UniverSheet } from './univer-sheet';
import type { CellInput } from './values';
import { typedCell } from './typed-cell';

const SEPARATORS = [',', ';', '\t', '|'] as const;

/** The separator that occurs most often in the first line outside of quotes. */
function detectSeparator(text: string): string {
  const firstLine = text.replace(/"(?:[^"]|"")*"/g, '').split(/\r?\n/, 1)[0] ?? '';
  return [...SEPARATORS].sort((a, b) => firstLine.split(b).length - firstLine.split(a).length)[0] ?? ',';
}

/** Separator is detected when absent. RFC 4180 with tolerant quotes; a byte order mark is dropped. */
export function parseCsv(text: string, separator?: string): string[][] {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const mark = separator ?? detectSeparator(source);
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let index = 0;
  const endRow = (): void => {
    row.push(field);
    rows.push(row);
    row = [];
    field = '';
  };
  while (index < source.length) {
    const char = source[index];
    if (char === '"' && field === '') {
      let end = index + 1;
      for (; end < source.length; end += 1) {
        if (source[end] !== '"') field += source[end];
        else if (source[end + 1] === '"') {
          field += '"';
          end += 1;
        } else break;
      }
      index = end + 1;
      // An empty quoted field must not open another quote.
      while (index < source.length && source[index] !== mark && source[index] !== '\n' && source[index] !== '\r') {
        field += source[index];
        index += 1;
      }
      continue;
    }
    if (char === mark) {
      row.push(field);
      field = '';
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && source[index + 1] === '\n') index += 1;
      endRow();
    } else {
      field += char;
    }
    index += 1;
  }
  if (field !== '' || row.length) endRow();
  return rows;
}

export function formatCsv(rows: readonly (readonly string[])[], separator = ','): string {
  const quote = (text: string): string => (/["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => `${row.map(quote).join(separator)}\r\n`).join('');
}

/** Types the rows into the sheet from A1 (each text as typed in the book's locale), growing the grid. */
export function importCsv(sheet: Sheet, text: string, options: { readonly separator?: string; readonly asText?: boolean } = {}): void {
  const rows = parseCsv(text, options.separator);
  const columnCount = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (!columnCount) return;
  if (sheet.rowCount < rows.length) sheet.rowCount = rows.length;
  if (sheet.columnCount < columnCount) sheet.columnCount = columnCount;
  const now = (sheet as UniverSheet).context.now();
  const typed = new Map<string, CellInput>();
  const cell = (value: string): CellInput => {
    if (options.asText) return value === '' ? null : value;
    let input = typed.get(value);
    if (input === undefined) typed.set(value, input = typedCell(value, null, sheet.book, now));
    return input;
  };
  sheet.write({ row: 0, column: 0, rowCount: rows.length, columnCount }, rows.map((row) => Array.from({ length: columnCount }, (_cell, index) => cell(row[index] ?? ''))));
}

/** Displayed texts of the data range. Settle first. */
export function exportCsv(sheet: Sheet, separator = ','): string {
  const [rowCount, columnCount] = [sheet.lastRow(), sheet.lastColumn()];
  return rowCount && columnCount ? formatCsv(sheet.display({ row: 0, column: 0, rowCount, columnCount }), separator) : '';
}
