/** The Book port over SpreadsheetApp. */
import { boundCells } from '../core/table/bound-cells';
import type { Cell } from '../core/table/cell';
import { isDateCell } from '../core/table/cell';
import { runsOf } from '../core/table/index-runs';
import type { Area, Book, BookMarks, BookSelection, ColumnFilter, ColumnFormat, ColumnSpec, Contents, HighlightRule, TabCondition, TabReference, TabSpec } from '../domain/ports';
import { columnPatterns, decorateColumns, HEADER_HEIGHT_PIXELS } from './sheet-columns';
import { guardSheet, inspectSheet } from './sheet-condition';
import { copySheet, patternsOf, putContents, takeContents } from './sheet-contents';
import { COLUMN_METADATA, markHeaderRow, readMarks, removeMarks, TAB_METADATA } from './sheet-metadata';
import { replaceHighlightRules } from './sheet-rules';
import { selectedRows } from './sheet-selection';
import type { OffsetAt } from './zone-days';
import { dateCellOf } from './zone-days';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** Counted calls of each method stand in the port. */
export class SheetBook implements Book {
  private opened: Spreadsheet | null = null;
  private localeName: string | null = null;
  private known: readonly TabReference[] | null = null;
  private readonly sheets = new Map<number, Sheet>();

  /** @param offsetAt offsets of the spreadsheet's time zone, shared with the clock */
  constructor(private readonly offsetAt: () => OffsetAt) {}

  spreadsheetId(): string {
    return this.spreadsheet().getId();
  }

  name(): string {
    return this.spreadsheet().getName();
  }

  locale(): string {
    this.localeName ??= this.spreadsheet().getSpreadsheetLocale();
    return this.localeName;
  }

  tabs(): readonly TabReference[] {
    this.known ??= this.spreadsheet().getSheets().map((sheet) => this.reference(sheet));
    return this.known;
  }

  tabByName(name: string): TabReference | null {
    const sheet = this.spreadsheet().getSheetByName(name);
    return sheet === null ? null : this.reference(sheet);
  }

  read(sheetId: number): Cell[][] {
    const rows = this.cells(this.sheet(sheetId).getDataRange().getValues());
    return rows.length === 1 && rows[0]?.every((cell) => cell === '') === true ? [] : rows;
  }

  readHeader(sheetId: number): Cell[] {
    const width = this.sheet(sheetId).getLastColumn();
    return width === 0 ? [] : (this.readArea(sheetId, { rowIndex: 0, columnIndex: 0, rowCount: 1, columnCount: width })[0] ?? []);
  }

  rowCount(sheetId: number): number {
    return this.sheet(sheetId).getLastRow();
  }

  readArea(sheetId: number, area: Area): Cell[][] {
    return this.cells(this.range(sheetId, area).getValues());
  }

  write(sheetId: number, rowIndex: number, columnIndex: number, rows: readonly (readonly Cell[])[]): void {
    const first = rows[0];
    if (first === undefined || first.length === 0) return;
    const values = rows.map((row) => row.map(writable));
    this.sheet(sheetId).getRange(rowIndex + 1, columnIndex + 1, rows.length, first.length).setValues(values);
  }

  formatAsText(sheetId: number, rowIndex: number, rowCount: number, columnIndexes: readonly number[]): void {
    if (rowCount === 0 || columnIndexes.length === 0) return;
    const sheet = this.sheet(sheetId);
    const addresses = columnIndexes.map((columnIndex) => sheet.getRange(rowIndex + 1, columnIndex + 1, rowCount, 1).getA1Notation());
    sheet.getRangeList(addresses).setNumberFormat('@');
  }

  setFormat(sheetId: number, area: Area, format: ColumnFormat): void {
    this.range(sheetId, area).setNumberFormat(columnPatterns(this.locale())[format]);
  }

  paint(sheetId: number, items: readonly { readonly area: Area; readonly background: string }[]): void {
    const sheet = this.sheet(sheetId);
    for (const colour of new Set(items.map(({ background }) => background))) {
      sheet.getRangeList(items.flatMap(({ area, background }) => (background === colour ? [this.range(sheetId, area).getA1Notation()] : []))).setBackground(colour);
    }
  }

  ensureRows(sheetId: number, rowCount: number): void {
    const sheet = this.sheet(sheetId);
    const present = sheet.getMaxRows();
    if (present < rowCount) sheet.insertRowsAfter(present, rowCount - present);
  }

  insertRows(sheetId: number, rowIndex: number, rowCount: number): void {
    const sheet = this.sheet(sheetId);
    // Rows put after another take its look, and that may be the header: only at the end of the grid there is no other way.
    if (rowIndex < sheet.getMaxRows()) sheet.insertRowsBefore(rowIndex + 1, rowCount);
    else sheet.insertRowsAfter(rowIndex, rowCount);
  }

  fitRows(sheetId: number, rowIndex: number, rowCount: number): void {
    this.sheet(sheetId).autoResizeRows(rowIndex + 1, rowCount);
  }

  createTab(spec: TabSpec): number {
    const spreadsheet = this.spreadsheet();
    const active = spreadsheet.getActiveSheet();
    const sheet = spreadsheet.insertSheet(spec.name, spreadsheet.getSheets().length);
    const surplus = sheet.getMaxColumns() - spec.columns.length;
    if (surplus > 0) sheet.deleteColumns(spec.columns.length + 1, surplus);
    if (surplus < 0) sheet.insertColumnsAfter(sheet.getMaxColumns(), -surplus);
    sheet.addDeveloperMetadata(TAB_METADATA, spec.key);
    decorateColumns(sheet, 0, spec.marked ? spec.columns : spec.columns.map((column) => ({ ...column, key: '' })), this.locale());
    // Two lines: wrapped headers of narrow columns are read whole.
    sheet.setRowHeight(1, HEADER_HEIGHT_PIXELS);
    sheet.setFrozenRows(1);
    if (spec.frozenColumns > 0) sheet.setFrozenColumns(spec.frozenColumns);
    if (spec.filter) sheet.getRange(1, 1, sheet.getMaxRows(), spec.columns.length).createFilter();
    if (spec.hidden) {
      sheet.protect().setDescription(spec.name).setWarningOnly(true);
      spreadsheet.setActiveSheet(active);
      sheet.hideSheet();
    } else {
      // insertSheet brings the new tab to the front; the person stays where he was.
      spreadsheet.setActiveSheet(active);
    }
    this.known = null;
    return this.reference(sheet).sheetId;
  }

  appendColumns(sheetId: number, afterColumnIndex: number, columns: readonly ColumnSpec[], headerRowIndex = 0): number {
    const sheet = this.sheet(sheetId);
    const first = afterColumnIndex + 1;
    const missing = first + columns.length - sheet.getMaxColumns();
    if (missing > 0) sheet.insertColumnsAfter(sheet.getMaxColumns(), missing);
    decorateColumns(sheet, first, columns, this.locale(), headerRowIndex);
    return first;
  }

  removeRows(sheetId: number, rowIndex: number, rowCount: number): void {
    const sheet = this.sheet(sheetId);
    const last = sheet.getMaxRows();
    // Google refuses to delete every row that is not frozen.
    if (rowIndex <= 1 && rowIndex + rowCount >= last) sheet.insertRowsAfter(last, 1);
    sheet.deleteRows(rowIndex + 1, rowCount);
  }

  readContents(sheetId: number, area: Area): Contents {
    return takeContents(this.range(sheetId, area), (values) => this.cells(values));
  }

  readMake(sheetId: number, area: Area): Pick<Contents, 'formulas' | 'formats'> {
    const range = this.range(sheetId, area);
    return { formulas: range.getFormulas(), formats: patternsOf(range) };
  }

  readGaps(sheetId: number, area: Area): ReturnType<Book['readGaps']> {
    const range = this.range(sheetId, area);
    const ruled = range.getDataValidations().map((row) => row.map((rule) => rule !== null));
    const above = this.range(sheetId, { rowIndex: 0, columnIndex: 0, rowCount: area.rowIndex + area.rowCount, columnCount: area.columnIndex + area.columnCount });
    const bound = boundCells(area, above.getFormulas(), ruled);
    return { values: this.cells(range.getValues()), bound };
  }

  writeContents(sheetId: number, rowIndex: number, columnIndex: number, contents: Omit<Contents, 'formulas'>): void {
    const rowCount = contents.values.length;
    const columnCount = contents.values[0]?.length ?? 0;
    if (rowCount === 0 || columnCount === 0) return;
    putContents(this.range(sheetId, { rowIndex, columnIndex, rowCount, columnCount }), contents, writable);
  }

  writeFormulas(sheetId: number, rowIndex: number, columnIndex: number, formulas: readonly (readonly string[])[]): void {
    const rowCount = formulas.length;
    const columnCount = formulas[0]?.length ?? 0;
    if (rowCount === 0 || columnCount === 0) return;
    this.range(sheetId, { rowIndex, columnIndex, rowCount, columnCount }).setFormulas(formulas.map((row) => [...row]));
  }

  setPatterns(sheetId: number, items: readonly { readonly areas: readonly Area[]; readonly pattern: string }[]): void {
    const sheet = this.sheet(sheetId);
    for (const { areas, pattern } of items) {
      if (areas.length > 0) sheet.getRangeList(areas.map((area) => this.range(sheetId, area).getA1Notation())).setNumberFormat(pattern);
    }
  }

  moveRows(sheetId: number, rowIndex: number, rowCount: number, toRowIndex: number): void {
    const sheet = this.sheet(sheetId);
    sheet.moveRows(sheet.getRange(rowIndex + 1, 1, rowCount, 1), toRowIndex + 1);
  }

  removeTab(sheetId: number): void {
    this.spreadsheet().deleteSheet(this.sheet(sheetId));
    this.sheets.delete(sheetId);
    this.known = null;
  }

  gridSize(sheetId: number): { readonly rowCount: number; readonly columnCount: number } {
    const sheet = this.sheet(sheetId);
    return { rowCount: sheet.getMaxRows(), columnCount: sheet.getMaxColumns() };
  }

  ensureColumns(sheetId: number, columnCount: number): void {
    const sheet = this.sheet(sheetId);
    const present = sheet.getMaxColumns();
    if (present < columnCount) sheet.insertColumnsAfter(present, columnCount - present);
  }

  gridCells(): number {
    return this.tabs().reduce((sum, { sheetId }) => sum + this.tabCells(sheetId), 0);
  }

  tabCells(sheetId: number): number {
    const sheet = this.sheet(sheetId);
    return sheet.getMaxRows() * sheet.getMaxColumns();
  }

  copyTab(sheetId: number, name: string): number {
    const copy = copySheet(this.spreadsheet(), this.sheet(sheetId), name);
    this.known = null;
    return this.reference(copy).sheetId;
  }

  removeColumns(sheetId: number, columnIndexes: readonly number[]): void {
    const sheet = this.sheet(sheetId);
    for (const { first, count } of runsOf(columnIndexes).reverse()) sheet.deleteColumns(first + 1, count);
  }

  showColumns(sheetId: number, columnIndexes: readonly number[], visible: boolean): void {
    const sheet = this.sheet(sheetId);
    for (const { first, count } of runsOf(columnIndexes)) {
      if (visible) sheet.showColumns(first + 1, count);
      else sheet.hideColumns(first + 1, count);
    }
  }

  mark(sheetId: number, tabKey: string | null, columns: readonly { readonly columnIndex: number; readonly key: string }[]): void {
    const sheet = this.sheet(sheetId);
    if (tabKey !== null) sheet.addDeveloperMetadata(TAB_METADATA, tabKey);
    for (const { columnIndex, key } of columns) wholeColumn(sheet, columnIndex).addDeveloperMetadata(COLUMN_METADATA, key);
  }

  markHeader(sheetId: number, rowIndex: number): void {
    markHeaderRow(this.sheet(sheetId), rowIndex);
  }

  unmark(sheetId: number): void {
    removeMarks(this.sheet(sheetId));
  }

  marks(): BookMarks {
    return readMarks(this.spreadsheet());
  }

  replaceRules(sheetId: number, mark: string, rules: readonly HighlightRule[]): void {
    replaceHighlightRules(this.sheet(sheetId), mark, rules);
  }

  inspect(sheetId: number, ruleMark: string, headerRowIndex = 0): TabCondition {
    return inspectSheet(this.sheet(sheetId), ruleMark, headerRowIndex);
  }

  guard(sheetId: number, columnIndexes: readonly number[] | null): void {
    guardSheet(this.sheet(sheetId), columnIndexes);
  }

  filterRows(sheetId: number, filters: readonly ColumnFilter[], headerRowIndex = 0): void {
    const sheet = this.sheet(sheetId);
    sheet.getFilter()?.remove();
    const filter = sheet.getRange(headerRowIndex + 1, 1, sheet.getMaxRows() - headerRowIndex, sheet.getLastColumn()).createFilter();
    for (const wanted of filters) {
      const criteria = SpreadsheetApp.newFilterCriteria();
      if ('hide' in wanted) criteria.setHiddenValues([...wanted.hide]);
      else if ('atLeast' in wanted) criteria.whenNumberGreaterThanOrEqualTo(wanted.atLeast);
      else criteria.whenNumberLessThanOrEqualTo(wanted.atMost);
      filter.setColumnFilterCriteria(wanted.columnIndex + 1, criteria.build());
    }
    sheet.activate();
  }

  select(sheetId: number, rowIndex: number, columnIndex: number): void {
    const sheet = this.sheet(sheetId);
    sheet.activate();
    sheet.getRange(rowIndex + 1, columnIndex + 1).activate();
  }

  selection(filteredLimit: number): BookSelection | null {
    return selectedRows(this.spreadsheet(), filteredLimit);
  }

  canEdit(sheetId: number, areas: readonly Area[]): boolean {
    return areas.every((area) => {
      const sheet = this.sheet(sheetId);
      // Cells that the grid does not hold yet are judged by its last row.
      const rowIndex = Math.min(area.rowIndex, sheet.getMaxRows() - 1);
      const rowCount = Math.max(1, Math.min(area.rowCount, sheet.getMaxRows() - rowIndex));
      const columnCount = Math.max(1, Math.min(area.columnCount, sheet.getMaxColumns() - area.columnIndex));
      return sheet.getRange(rowIndex + 1, area.columnIndex + 1, rowCount, columnCount).canEdit();
    });
  }

  flush(): void {
    SpreadsheetApp.flush();
  }

  private spreadsheet(): Spreadsheet {
    this.opened ??= SpreadsheetApp.getActiveSpreadsheet();
    return this.opened;
  }

  private sheet(sheetId: number): Sheet {
    const known = this.sheets.get(sheetId);
    if (known !== undefined) return known;
    this.tabs();
    const found = this.sheets.get(sheetId);
    if (found === undefined) throw new Error(`There is no tab with the id ${sheetId}.`);
    return found;
  }

  private reference(sheet: Sheet): TabReference {
    const sheetId = sheet.getSheetId();
    this.sheets.set(sheetId, sheet);
    let name: string | null = null;
    return {
      sheetId,
      get name(): string {
        name ??= sheet.getName();
        return name;
      },
    };
  }

  private range(sheetId: number, area: Area): GoogleAppsScript.Spreadsheet.Range {
    return this.sheet(sheetId).getRange(area.rowIndex + 1, area.columnIndex + 1, area.rowCount, area.columnCount);
  }

  private cells(values: unknown[][]): Cell[][] {
    return values.map((row) => row.map((value) => this.cell(value)));
  }

  private cell(value: unknown): Cell {
    if (value instanceof Date) {
      return dateCellOf(value.getTime(), this.offsetAt());
    }
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  }
}

/** Dates are written as serial numbers: the column's format shows them, and no time zone can move them. */
function writable(cell: Cell): string | number | boolean | null {
  if (!isDateCell(cell)) return cell;
  return cell.secondOfDay === undefined ? cell.day : cell.day + cell.secondOfDay / 86_400;
}

/** The whole column, as metadata need it. */
function wholeColumn(sheet: Sheet, columnIndex: number): GoogleAppsScript.Spreadsheet.Range {
  return sheet.getRange(1, columnIndex + 1, sheet.getMaxRows(), 1);
}
