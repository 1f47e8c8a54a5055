/** XLSX bytes ↔ books. */
import type { Cell, CellValue, Worksheet } from 'exceljs';
import type { Book, Engine, Sheet } from './book';
import type { CellInput, CellRead, Scalar, StylePatch } from './values';
import { ALL_IMPLEMENTED_FUNCTIONS_SET } from '@univerjs/engine-formula';
import ExcelJS from 'exceljs';
import { isDatePattern } from './date-pattern';
import { MS_PER_DAY } from './serial';
import { fromXlsxFormula, spilledXlsxFormula, toXlsxFormula } from './xlsx-formula';
import { parseRange, rangeName, readConditionalFormats, readValidations, writeConditionalFormats, writeValidations } from './xlsx-rules';
import { fromArgb, fromXlsxStyle, toArgb, toXlsxStyle } from './xlsx-style';

const EPOCH_SERIAL = 25_569;
const PIXELS_PER_CHARACTER = 7;
const PIXELS_PER_POINT = 4 / 3;

const isKnown = (name: string): boolean => (ALL_IMPLEMENTED_FUNCTIONS_SET as ReadonlySet<unknown>).has(name);

function plainResult(cell: CellRead): CellValue {
  return cell.error ? { error: cell.error as '#N/A' } : cell.value;
}

function fileValue(cell: CellRead): CellValue {
  if (cell.formula) {
    return { formula: toXlsxFormula(cell.formula, cell.value, isKnown), result: plainResult(cell) as Exclude<Scalar, null> };
  }
  if (cell.spilled) return { formula: spilledXlsxFormula(cell.value), result: plainResult(cell) as Exclude<Scalar, null> };
  return plainResult(cell);
}

function writeCells(sheet: Sheet, target: Worksheet): void {
  const rowCount = Math.max(1, sheet.lastRow(), styledRows(sheet));
  const rect = { row: 0, column: 0, rowCount, columnCount: sheet.columnCount };
  const styles = sheet.styles(rect);
  const fileStyles = new Map<object, ReturnType<typeof toXlsxStyle>>();
  sheet.read(rect).forEach((line, row) => {
    line.forEach((cell, column) => {
      const style = styles[row]?.[column];
      if (style && !fileStyles.has(style)) fileStyles.set(style, toXlsxStyle(style));
      const fileStyle = style ? fileStyles.get(style) ?? null : null;
      // A result's own format is not on the cell in Sheets, but a file must say how to show it.
      const pattern = cell.pattern !== null && isDatePattern(cell.pattern) ? toXlsxStyle({ ...(style ?? EMPTY_STYLE), pattern: cell.pattern }) : fileStyle;
      if (cell.value === null && !cell.formula && !pattern) return;
      const out = target.getCell(row + 1, column + 1);
      const link = sheet.readRuns(row, column).find((run) => run.link)?.link;
      out.value = link && typeof cell.value === 'string' && !cell.formula ? { text: cell.value, hyperlink: link } : fileValue(cell);
      if (pattern) out.style = pattern;
    });
  });
}

const EMPTY_STYLE = {
  background: null, fontColor: null, fontFamily: null, fontSize: null, bold: null, italic: null, underline: null, strikethrough: null,
  horizontalAlign: null, verticalAlign: null, wrap: null, rotation: null, verticalText: null, textDirection: null, pattern: null,
  borderTop: null, borderRight: null, borderBottom: null, borderLeft: null,
} as const;

/** Rows down to the last one that carries anything; formatting far below the data is not written. */
function styledRows(sheet: Sheet): number {
  const merged = sheet.merges().reduce((most, { row, rowCount }) => Math.max(most, row + rowCount), 0);
  return Math.min(sheet.rowCount, Math.max(merged, sheet.frozenRows, Math.min(200, sheet.rowCount)));
}

function writeLayout(sheet: Sheet, target: Worksheet): void {
  target.views = [{
    state: sheet.frozenRows || sheet.frozenColumns ? 'frozen' : 'normal', xSplit: sheet.frozenColumns, ySplit: sheet.frozenRows,
    rightToLeft: sheet.rightToLeft, showGridLines: !sheet.gridlinesHidden,
  }];
  if (sheet.tabColor) target.properties.tabColor = { argb: toArgb(sheet.tabColor) };
  if (sheet.hidden) target.state = 'hidden';
  for (let column = 0; column < sheet.columnCount; column += 1) {
    target.getColumn(column + 1).width = Math.max(1, (sheet.columnWidth(column) - 5) / PIXELS_PER_CHARACTER);
    if (sheet.isColumnHidden(column)) target.getColumn(column + 1).hidden = true;
  }
  const rowCount = Math.max(sheet.lastRow(), Math.min(sheet.rowCount, 200));
  for (let row = 0; row < rowCount; row += 1) {
    const height = sheet.rowHeight(row);
    if (height !== 21) target.getRow(row + 1).height = height / PIXELS_PER_POINT;
    if (sheet.isRowHidden(row) || sheet.isRowHiddenByFilter(row)) target.getRow(row + 1).hidden = true;
  }
  for (const { row, column, text } of sheet.noteList()) target.getCell(row + 1, column + 1).note = text;
  for (const { row, column, rowCount, columnCount } of sheet.merges()) target.mergeCells(row + 1, column + 1, row + rowCount, column + columnCount);
  const filter = sheet.filter();
  if (filter) target.autoFilter = rangeName(filter.rect);
}

/** The whole book as XLSX bytes. Settle first. */
export async function writeXlsx(book: Book): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  for (const sheet of book.sheets()) {
    const target = workbook.addWorksheet(sheet.name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31));
    writeCells(sheet, target);
    writeLayout(sheet, target);
    writeConditionalFormats(target, sheet.conditionalRules());
    writeValidations(target, sheet.validations());
  }
  for (const { name, formula, rect } of book.definedNames()) if (rect) workbook.definedNames.add(formula, name);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function scalarOf(value: unknown): Scalar {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return Math.round((value.getTime() / MS_PER_DAY + EPOCH_SERIAL) * 86_400_000) / 86_400_000;
  if (typeof value === 'object') {
    const rich = value as { error?: string; richText?: readonly { text: string }[]; text?: unknown; result?: unknown };
    if (rich.error) return rich.error;
    if (rich.richText) return rich.richText.map(({ text }) => text).join('');
    return scalarOf(rich.text ?? rich.result);
  }
  return value as Scalar;
}

/** Formulas that are computed by an array of another cell, and plain values, as inputs. */
function inputOf(cell: Cell, filled: (row: number, column: number) => boolean): CellInput {
  const { formula } = cell;
  if (formula) {
    const translated = fromXlsxFormula(formula);
    return translated === null ? null : { formula: translated };
  }
  if (filled(Number(cell.row) - 1, Number(cell.col) - 1)) return null;
  const value = scalarOf(cell.value);
  const link = cell.hyperlink;
  return link && typeof value === 'string' && value ? { value, rich: [{ start: 0, end: value.length, link }] } : value;
}

function arrayAreas(source: Worksheet): (row: number, column: number) => boolean {
  const areas: { row: number; column: number; rowCount: number; columnCount: number }[] = [];
  source.eachRow((row) => {
    row.eachCell((cell) => {
      const value = cell.value as { shareType?: string; ref?: string } | null;
      const rect = value && typeof value === 'object' && value.shareType === 'array' && value.ref ? parseRange(value.ref) : null;
      if (rect && rect.rowCount * rect.columnCount > 1) areas.push(rect);
    });
  });
  return (row, column) => areas.some((rect) => row >= rect.row && row < rect.row + rect.rowCount && column >= rect.column && column < rect.column + rect.columnCount);
}

function readCells(source: Worksheet, sheet: Sheet): void {
  const rowCount = Math.max(1, source.rowCount);
  const columnCount = Math.max(1, source.columnCount);
  const filled = arrayAreas(source);
  const inputs: CellInput[][] = Array.from({ length: rowCount }, () => new Array<CellInput>(columnCount).fill(undefined));
  const patches: (StylePatch | undefined)[][] = Array.from({ length: rowCount }, () => new Array<StylePatch | undefined>(columnCount).fill(undefined));
  const known = new Map<object, StylePatch | null>();
  const notes: { row: number; column: number; text: string }[] = [];
  source.eachRow({ includeEmpty: false }, (line) => {
    line.eachCell({ includeEmpty: true }, (cell) => {
      const [row, column] = [Number(cell.row) - 1, Number(cell.col) - 1];
      if (cell.isMerged && cell.master !== cell) return;
      if (inputs[row]) inputs[row][column] = inputOf(cell, filled);
      let patch = known.get(cell.style);
      if (patch === undefined) known.set(cell.style, patch = fromXlsxStyle(cell.style));
      if (patch && patches[row]) patches[row][column] = patch;
      const { note } = cell;
      if (note) notes.push({ row, column, text: typeof note === 'string' ? note : note.texts?.map(({ text }) => text).join('') ?? '' });
    });
  });
  const rect = { row: 0, column: 0, rowCount, columnCount };
  sheet.write(rect, inputs);
  sheet.writeStyles(rect, patches);
  for (const { row, column, text } of notes) sheet.setNote(row, column, text);
}

function readLayout(source: Worksheet, sheet: Sheet): void {
  const [view] = source.views ?? [];
  if (view?.state === 'frozen') {
    sheet.frozenRows = Math.min(view.ySplit ?? 0, sheet.rowCount);
    sheet.frozenColumns = Math.min(view.xSplit ?? 0, sheet.columnCount);
  }
  if (view?.rightToLeft) sheet.rightToLeft = true;
  if (view?.showGridLines === false) sheet.gridlinesHidden = true;
  const tab = fromArgb(source.properties.tabColor);
  if (tab) sheet.tabColor = tab;
  for (let column = 0; column < Math.min(source.columnCount, sheet.columnCount); column += 1) {
    const { width, hidden } = source.getColumn(column + 1);
    if (width) sheet.setColumnWidths(column, 1, Math.round(width * PIXELS_PER_CHARACTER + 5));
    if (hidden) sheet.setColumnsHidden(column, 1, true);
  }
  source.eachRow((row, number) => {
    if (row.height) sheet.setRowHeights(number - 1, 1, Math.round(row.height * PIXELS_PER_POINT));
    if (row.hidden) sheet.setRowsHidden(number - 1, 1, true);
  });
  for (const text of (source.model as unknown as { merges?: readonly string[] }).merges ?? []) {
    const rect = parseRange(text);
    if (rect) sheet.merge(rect);
  }
  const filter = typeof source.autoFilter === 'string' ? parseRange(source.autoFilter) : null;
  if (filter) sheet.createFilter(filter);
}

/** A new book from XLSX bytes. */
export async function readXlsx(engine: Engine, bytes: Uint8Array, options: { readonly name?: string; readonly locale?: string; readonly timeZone?: string } = {}): Promise<Book> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  const [first] = workbook.worksheets;
  if (!first) throw new Error('The file holds no worksheet.');
  const size = (source: Worksheet): { rowCount: number; columnCount: number } => ({ rowCount: Math.max(1000, source.rowCount), columnCount: Math.max(26, source.columnCount) });
  const book = engine.createBook({ ...options, sheetName: first.name, ...size(first) });
  // All sheets exist before formulas refer to them.
  const pairs = workbook.worksheets.map((source, index) => ({
    source, sheet: index === 0 ? book.sheets()[0] as Sheet : book.insertSheet({ name: source.name, ...size(source) }),
  }));
  for (const { source, sheet } of pairs) {
    readCells(source, sheet);
    readLayout(source, sheet);
    readValidations(source, sheet);
    readConditionalFormats(source, sheet);
  }
  for (const { name, ranges } of workbook.definedNames.model) {
    const [range] = ranges;
    if (range && !/^_xlnm/.test(name)) book.setDefinedName(name, range);
  }
  for (const { source, sheet } of pairs) if (source.state !== 'visible') sheet.hidden = true;
  book.activate(book.sheets().find((sheet) => !sheet.hidden) ?? book.activeSheet());
  return book;
}
