/** A sheet over Univer's Worksheet. */
import type { Injector, Worksheet } from '@univerjs/core';
import type { FWorksheet } from '@univerjs/sheets/facade';
import type { Sheet } from './book';
import type { EngineContext } from './engine';
import type { LineChange } from './rule-formula';
import { shiftRect } from './rule-formula';
import type { UniverBook } from './univer-book';
import type {
  BandingState, CellInput, CellRead, CellStyle, ClearKinds, ConditionalRule, FilterCriteria, FilterState, PasteKind, Rect, SortKey, StylePatch,
  TextRun, ValidationRule,
} from './values';
import { BooleanNumber, RANGE_TYPE } from '@univerjs/core';
import {
  MoveColsCommand, MoveRowsCommand, SetColHiddenMutation, SetColVisibleMutation, SetFrozenMutation,
  SetRowHiddenMutation, SetRowVisibleMutation, SetTabColorMutation, SetWorksheetColumnCountMutation, SetWorksheetColWidthMutation,
  SetWorksheetHideMutation, SetWorksheetNameCommand, SetWorksheetRightToLeftMutation, SetWorksheetRowCountMutation, SetWorksheetRowHeightMutation,
  SetWorksheetRowIsAutoHeightMutation, ToggleGridlinesMutation,
} from '@univerjs/sheets';
import { Cells } from './cells';
import { ConditionalFormats } from './conditional-formats';
import { copyCells, moveCells, shiftCells } from './copying';
import { asCurrentSheet } from './current-sheet';
import { SheetFilter } from './filter';
import { Merges } from './merges';
import { Notes } from './notes';
import { contains, subtract, toRange } from './rect';
import { sortRect } from './sorting';
import { spillBlockedMessage } from './spill-message';
import { normalizeColor } from './style-conversion';
import { typedCell } from './typed-cell';
import { Validations } from './validations';

const DEFAULT_ROW_HEIGHT = 21;
const DEFAULT_COLUMN_WIDTH = 100;

/** A stable number for the id of a sheet that the page's own commands made. */
function numberOf(key: string): number {
  if (/^\d{1,10}$/.test(key)) return Number(key);
  let hash = 7;
  for (let index = 0; index < key.length; index += 1) hash = (Math.imul(hash, 31) + key.charCodeAt(index)) & 0x7fffffff;
  return hash;
}

export class UniverSheet implements Sheet {
  readonly id: number;
  readonly cells: Cells;
  readonly conditionalFormats: ConditionalFormats;
  readonly validationRules: Validations;
  readonly sheetFilter: SheetFilter;
  readonly notes: Notes;
  readonly mergedCells: Merges;
  private facadeSheet: FWorksheet | null = null;

  constructor(readonly book: UniverBook, readonly key: string) {
    this.id = numberOf(key);
    this.cells = new Cells(this);
    this.conditionalFormats = new ConditionalFormats(this);
    this.validationRules = new Validations(this);
    this.sheetFilter = new SheetFilter(this);
    this.notes = new Notes(this);
    this.mergedCells = new Merges(this);
  }

  get context(): EngineContext {
    return this.book.context;
  }

  get injector(): Injector {
    return this.context.univer.__getInjector();
  }

  get worksheet(): Worksheet {
    const worksheet = this.book.workbook.getSheetBySheetId(this.key);
    if (!worksheet) throw new Error('The sheet was deleted.');
    return worksheet;
  }

  /** Univer's own wrapper, for the structural commands. */
  get facade(): FWorksheet {
    const facade = this.facadeSheet ?? this.context.api.getWorkbook(this.book.id)?.getSheetBySheetId(this.key) ?? null;
    if (!facade) throw new Error('The sheet was deleted.');
    this.facadeSheet = facade;
    return facade;
  }

  /** Runs a mutation or command on this sheet as a script's work. */
  run(id: string, params: object): void {
    this.context.asScript(() => { this.context.run(id, { unitId: this.book.id, subUnitId: this.key, ...params }); });
  }

  /** Throws when the rectangle leaves the grid. */
  check(rect: Rect): void {
    const { row, column, rowCount, columnCount } = rect;
    if (row < 0 || column < 0 || rowCount < 1 || columnCount < 1 || row + rowCount > this.rowCount || column + columnCount > this.columnCount) {
      throw new RangeError('The coordinates of the range are outside the dimensions of the sheet.');
    }
  }

  get name(): string { return this.worksheet.getName(); }
  set name(name: string) {
    const other = this.book.sheetByName(name);
    if (other && other !== this) throw new Error(`A sheet with the name "${name}" already exists. Please enter another name.`);
    this.run(SetWorksheetNameCommand.id, { name });
    this.context.calculation.force();
  }

  get index(): number { return this.book.workbook.getSheetIndex(this.worksheet); }

  get hidden(): boolean { return this.worksheet.isSheetHidden() === BooleanNumber.TRUE; }
  set hidden(hidden: boolean) { this.run(SetWorksheetHideMutation.id, { hidden: hidden ? 1 : 0 }); }

  get tabColor(): string | null {
    const color = this.worksheet.getTabColor();
    return color ? normalizeColor(color) : null;
  }
  set tabColor(color: string | null) { this.run(SetTabColorMutation.id, { color: color ?? '' }); }

  get rightToLeft(): boolean { return this.worksheet.isRightToLeft() === BooleanNumber.TRUE; }
  set rightToLeft(value: boolean) { this.run(SetWorksheetRightToLeftMutation.id, { rightToLeft: value ? 1 : 0 }); }

  get gridlinesHidden(): boolean { return this.worksheet.getConfig().showGridlines === BooleanNumber.FALSE; }
  set gridlinesHidden(hidden: boolean) { this.run(ToggleGridlinesMutation.id, { showGridlines: hidden ? 0 : 1 }); }

  get rowCount(): number { return this.worksheet.getRowCount(); }
  set rowCount(count: number) {
    if (count < 1) throw new RangeError('A sheet has at least one row.');
    if (count < this.rowCount) this.deleteRows(count, this.rowCount - count);
    else if (count > this.rowCount) this.run(SetWorksheetRowCountMutation.id, { rowCount: count });
    this.context.calculation.force();
  }

  get columnCount(): number { return this.worksheet.getColumnCount(); }
  set columnCount(count: number) {
    if (count < 1) throw new RangeError('A sheet has at least one column.');
    if (count < this.columnCount) this.deleteColumns(count, this.columnCount - count);
    else if (count > this.columnCount) this.run(SetWorksheetColumnCountMutation.id, { columnCount: count });
    this.context.calculation.force();
  }

  get frozenRows(): number { return Math.max(0, this.worksheet.getFreeze().ySplit); }
  set frozenRows(count: number) { this.freeze(count, this.frozenColumns); }
  get frozenColumns(): number { return Math.max(0, this.worksheet.getFreeze().xSplit); }
  set frozenColumns(count: number) { this.freeze(this.frozenRows, count); }

  private freeze(rows: number, columns: number): void {
    this.run(SetFrozenMutation.id, { xSplit: columns, ySplit: rows, startRow: rows || -1, startColumn: columns || -1 });
  }

  lastRow(): number { return this.cells.extent().rows; }
  lastColumn(): number { return this.cells.extent().columns; }

  read(rect: Rect): CellRead[][] { return this.cells.read(rect); }
  display(rect: Rect): string[][] { return this.cells.display(rect); }
  write(rect: Rect, inputs: readonly (readonly CellInput[])[]): void { this.cells.write(rect, inputs); }
  formulaCells(): { row: number; column: number; formula: string }[] { return this.cells.formulaCells(); }
  readRuns(row: number, column: number): readonly TextRun[] { return this.cells.runs(row, column); }
  styles(rect: Rect): CellStyle[][] { return this.cells.styles(rect); }
  writeStyles(rect: Rect, patch: StylePatch | readonly (readonly (StylePatch | undefined)[])[]): void { this.cells.writeStyles(rect, patch); }

  type(row: number, column: number, text: string): void {
    const rect = { row, column, rowCount: 1, columnCount: 1 };
    const pattern = this.read(rect)[0]?.[0]?.pattern ?? null;
    this.write(rect, [[typedCell(text, pattern, this.book, this.context.now())]]);
  }

  errorMessage(row: number, column: number): string | null {
    const cell = this.worksheet.getCellRaw(row, column);
    const formula = this.cells.formulaOf(row, column, cell);
    if (!formula || !cell) return null;
    if (cell.v === '#SPILL!') return spillBlockedMessage(this, row, column);
    return typeof cell.v === 'string' && cell.v.startsWith('#') ? this.context.customFunctions.message(this.book.id, this.key, row, column, formula) : null;
  }

  spillRect(row: number, column: number): Rect | null {
    return this.cells.arrayRanges().find((rect) => rect.row === row && rect.column === column) ?? null;
  }

  effectiveStyle(row: number, column: number): CellStyle {
    const own = this.styles({ row, column, rowCount: 1, columnCount: 1 })[0]?.[0];
    return this.conditionalFormats.compose(row, column, this.banded(row, column, own as CellStyle));
  }

  /** The style with the colour of its banding, where it has none of its own. */
  banded(row: number, column: number, style: CellStyle): CellStyle {
    const band = style.background === null ? this.bandings().find(({ rect }) => contains(rect, row, column)) : undefined;
    if (!band) return style;
    const offset = band.byColumns ? column - band.rect.column : row - band.rect.row;
    const last = (band.byColumns ? band.rect.columnCount : band.rect.rowCount) - 1;
    if (offset === 0 && band.header) return { ...style, background: band.header };
    if (offset === last && band.footer) return { ...style, background: band.footer };
    return { ...style, background: (offset - (band.header ? 1 : 0)) % 2 === 0 ? band.first : band.second };
  }

  clear(rect: Rect, kinds: ClearKinds): void {
    this.cells.clear(rect, kinds);
    if (kinds.notes) this.notes.clear(rect);
    if (kinds.validations) this.setValidation([rect], null);
    if (kinds.conditionalFormats) {
      this.setConditionalRules(this.conditionalRules().flatMap((rule) => {
        const ranges = rule.ranges.flatMap((range) => subtract(range, rect));
        return ranges.length ? [{ ...rule, ranges }] : [];
      }));
    }
  }

  copy(source: Rect, target: Sheet, row: number, column: number, options: { readonly kind?: PasteKind; readonly transposed?: boolean } = {}): void {
    copyCells(this, source, target as UniverSheet, row, column, options.kind ?? 'all', options.transposed ?? false);
  }

  moveCells(source: Rect, target: Sheet, row: number, column: number): void { moveCells(this, source, target as UniverSheet, row, column); }
  insertCells(rect: Rect, shift: 'rows' | 'columns'): void { shiftCells(this, rect, shift, 'insert'); }
  deleteCells(rect: Rect, shift: 'rows' | 'columns'): void { shiftCells(this, rect, shift, 'delete'); }

  insertRows(index: number, count: number): void {
    // Univer knows no row before which the new ones stand, only one after which.
    if (index === this.rowCount) this.structural(() => { this.facade.insertRowsAfter(index - 1, count); });
    else this.structural(() => { this.facade.insertRows(index, count); });
  }
  insertColumns(index: number, count: number): void {
    if (index === this.columnCount) this.structural(() => { this.facade.insertColumnsAfter(index - 1, count); });
    else this.structural(() => { this.facade.insertColumns(index, count); });
  }
  deleteRows(index: number, count: number): void {
    if (count >= this.rowCount) throw new RangeError("You can't delete all the rows on the sheet.");
    this.structural(() => { this.facade.deleteRows(index, count); });
  }
  deleteColumns(index: number, count: number): void {
    if (count >= this.columnCount) throw new RangeError("You can't delete all the columns on the sheet.");
    this.structural(() => { this.facade.deleteColumns(index, count); });
  }
  moveRows(index: number, count: number, target: number): void {
    if (target >= index && target <= index + count) return;
    const range = { ...this.rows(index, count), rangeType: RANGE_TYPE.ROW };
    this.structural(() => { this.run(MoveRowsCommand.id, { range, fromRange: range, toRange: { ...range, startRow: target, endRow: target } }); });
  }
  moveColumns(index: number, count: number, target: number): void {
    if (target >= index && target <= index + count) return;
    const range = { ...this.columns(index, count), rangeType: RANGE_TYPE.COLUMN };
    this.structural(() => { this.run(MoveColsCommand.id, { range, fromRange: range, toRange: { ...range, startColumn: target, endColumn: target } }); });
  }

  /** After a change of shape all formulas are calculated again: open ranges and spills depend on the grid. */
  structural(work: () => void): void {
    this.context.asScript(() => { asCurrentSheet(this.injector, this.book.workbook, this.worksheet, work); });
    this.context.repairs.run();
    this.context.calculation.force();
  }

  setRowsHidden(index: number, count: number, hidden: boolean): void {
    this.run(hidden ? SetRowHiddenMutation.id : SetRowVisibleMutation.id, { ranges: [this.rows(index, count)] });
  }
  setColumnsHidden(index: number, count: number, hidden: boolean): void {
    this.run(hidden ? SetColHiddenMutation.id : SetColVisibleMutation.id, { ranges: [this.columns(index, count)] });
  }
  isRowHidden(row: number): boolean { return this.worksheet.getRowManager().getRow(row)?.hd === BooleanNumber.TRUE; }
  isColumnHidden(column: number): boolean { return this.worksheet.getColumnManager().getColumn(column)?.hd === BooleanNumber.TRUE; }

  private rows(index: number, count: number): ReturnType<typeof toRange> {
    return toRange({ row: index, column: 0, rowCount: count, columnCount: this.columnCount });
  }
  private columns(index: number, count: number): ReturnType<typeof toRange> {
    return toRange({ row: 0, column: index, rowCount: this.rowCount, columnCount: count });
  }

  rowHeight(row: number): number { return this.worksheet.getRowManager().getRow(row)?.h ?? this.worksheet.getConfig().defaultRowHeight ?? DEFAULT_ROW_HEIGHT; }
  columnWidth(column: number): number { return this.worksheet.getColumnManager().getColumn(column)?.w ?? this.worksheet.getConfig().defaultColumnWidth ?? DEFAULT_COLUMN_WIDTH; }
  setRowHeights(index: number, count: number, heightPixels: number): void {
    this.run(SetWorksheetRowHeightMutation.id, { ranges: [this.rows(index, count)], rowHeight: heightPixels });
    this.run(SetWorksheetRowIsAutoHeightMutation.id, { ranges: [this.rows(index, count)], autoHeightInfo: 0 });
  }
  setColumnWidths(index: number, count: number, widthPixels: number): void {
    this.run(SetWorksheetColWidthMutation.id, { ranges: [this.columns(index, count)], colWidth: widthPixels });
  }

  autoFitColumns(index: number, count: number): void {
    const rows = Math.max(1, this.lastRow());
    for (let column = index; column < index + count; column += 1) {
      const longest = this.display({ row: 0, column, rowCount: rows, columnCount: 1 }).reduce((most, line) => Math.max(most, (line[0] ?? '').length), 0);
      // About 7 pixels a character of the default font, and the cell's padding.
      this.setColumnWidths(column, 1, longest ? Math.max(21, longest * 7 + 14) : DEFAULT_COLUMN_WIDTH);
    }
  }

  sort(rect: Rect, keys: readonly SortKey[]): void { sortRect(this, rect, keys); }

  filter(): FilterState | null { return this.sheetFilter.state(); }
  createFilter(rect: Rect): void { this.sheetFilter.create(rect); }
  setFilterCriteria(column: number, criteria: FilterCriteria | null): void { this.sheetFilter.setCriteria(column, criteria); }
  removeFilter(): void { this.sheetFilter.remove(); }
  isRowHiddenByFilter(row: number): boolean { return this.sheetFilter.isHidden(row); }

  merges(): readonly Rect[] { return this.mergedCells.list(); }
  merge(rect: Rect): void { this.mergedCells.merge(rect); }
  unmerge(rect: Rect): void { this.mergedCells.unmerge(rect); }

  note(row: number, column: number): string { return this.notes.text(row, column); }
  noteList(): readonly { readonly row: number; readonly column: number; readonly text: string }[] { return this.notes.list(); }
  setNote(row: number, column: number, text: string): void { this.notes.set(row, column, text); }

  validations(): readonly ValidationRule[] { return this.validationRules.list(); }
  validationAt(row: number, column: number): ValidationRule | null { return this.validationRules.at(row, column); }
  setValidation(ranges: readonly Rect[], rule: Omit<ValidationRule, 'id' | 'ranges'> | null): string | null { return this.validationRules.set(ranges, rule); }

  conditionalRules(): readonly ConditionalRule[] { return this.conditionalFormats.list(); }
  setConditionalRules(rules: readonly (Omit<ConditionalRule, 'id'> & { readonly id?: string })[]): void { this.conditionalFormats.replace(rules); }

  bandings(): readonly BandingState[] { return this.book.ownOf(this.key).bandings; }
  setBandings(bandings: readonly BandingState[]): void {
    this.book.ownOf(this.key).bandings = [...bandings];
    this.cells.repaint();
  }

  /** Takes over the rules and notes of a sheet whose cells this one already holds. */
  adoptFrom(source: UniverSheet): void {
    this.validationRules.adopt(source.validations());
    this.conditionalFormats.replace(source.conditionalRules().map(({ ranges, format }) => ({ ranges, format })));
    this.setBandings(source.bandings().map((banding, index) => ({ ...banding, id: `${banding.id}-${this.id}-${index}` })));
    this.notes.adopt(source.notes);
    this.sheetFilter.adopt(source.filter());
  }

  /** Rows or columns of a sheet of the book change: called when they have changed, but before the command is over. */
  follow(change: LineChange, changed: UniverSheet): void {
    this.conditionalFormats.follow(change, changed);
    this.validationRules.follow(change, changed);
    if (changed !== this) return;
    this.context.repairs.add(this.sheetFilter.follow(change));
    const own = this.book.ownOf(this.key);
    own.bandings = own.bandings.flatMap((banding) => shiftRect(banding.rect, change).slice(0, 1).map((rect) => ({ ...banding, rect })));
  }

  afterSettle(): void {
    this.sheetFilter.applyAdopted();
  }
}

