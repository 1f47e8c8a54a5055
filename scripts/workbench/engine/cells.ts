/** Reading and writing of cells, straight on the cell matrix. */
import type { ICellData, IObjectMatrixPrimitiveType, IRange, IStyleData, Nullable } from '@univerjs/core';
import type { UniverSheet } from './univer-sheet';
import type { CellInput, CellRead, CellStyle, ClearKinds, Rect, StylePatch, TextRun } from './values';
import { FormulaDataModel } from '@univerjs/engine-formula';
import { SetRangeValuesMutation } from '@univerjs/sheets';
import { cellFrom } from './cell-input';
import { hasLineStyles, StyleCache, withoutAutomaticFormat, withoutMark, withStyle } from './cell-styles';
import { errorText, hasContent, plainValue } from './cell-values';
import { CellsWrittenMutation } from './cells-written';
import { displayText } from './display';
import { intersect, toRange } from './rect';
import { PLAIN_STYLE, styleFromUniver } from './style-conversion';
import { typedLocale } from './typed-locale';

type Matrix = IObjectMatrixPrimitiveType<Nullable<ICellData>>;

/** Every part of a cell named, so that Univer's mutation forgets the old ones. */
const EMPTIED: ICellData = Object.freeze({ v: null, t: null, f: null, si: null, p: null, custom: null as never, s: null });

/** Patterns that Univer's date functions put on their results. */
const AUTOMATIC_PATTERNS: ReadonlySet<string> = new Set(['yyyy/mm/dd;@', 'yyyy/mm/dd hh:mm', 'h:mm A/P']);

const BLANK: CellRead = Object.freeze({ value: null, error: null, formula: null, spilled: false, pattern: null });
const SPILLED_BLANK: CellRead = Object.freeze({ ...BLANK, spilled: true });

export class Cells {
  constructor(private readonly sheet: UniverSheet) {}

  private matrix(): Matrix {
    return this.sheet.worksheet.getCellMatrix().getMatrix();
  }

  private model(): FormulaDataModel {
    return this.sheet.injector.get(FormulaDataModel);
  }

  private overlay(): Matrix | undefined {
    return this.model().getArrayFormulaCellData()[this.sheet.book.id]?.[this.sheet.key] ?? undefined;
  }

  /** Style data of a cell as set on it. */
  private cellStyle(cell: Nullable<ICellData>): IStyleData | null {
    return cell?.s ? this.sheet.book.workbook.getStyles().getStyleByCell(cell) ?? null : null;
  }

  formulaOf(row: number, column: number, cell: Nullable<ICellData>): string | null {
    if (!cell) return null;
    if (cell.f) return cell.f;
    return cell.si ? this.model().getFormulaStringByCell(row, column, this.sheet.key, this.sheet.book.id) ?? null : null;
  }

  /** Cells with formulas, in reading order. */
  formulaCells(): { row: number; column: number; formula: string }[] {
    const result: { row: number; column: number; formula: string }[] = [];
    const { columnCount } = this.sheet;
    const matrix = this.matrix();
    for (const row of Object.keys(matrix).map(Number)) {
      const line = matrix[row];
      for (let column = 0; line && column < columnCount; column += 1) {
        const formula = this.formulaOf(row, column, line[column]);
        if (formula) result.push({ row, column, formula });
      }
    }
    return result;
  }

  read(rect: Rect): CellRead[][] {
    this.sheet.check(rect);
    const matrix = this.matrix();
    const overlay = this.overlay();
    const patterns = new Map<unknown, string | null>();
    const patternOf = (cell: ICellData): string | null => {
      if (!cell.s) return null;
      let pattern = patterns.get(cell.s);
      if (pattern === undefined) patterns.set(cell.s, pattern = this.shownPattern(this.cellStyle(cell)?.n?.pattern ?? null));
      return pattern;
    };
    const rows: CellRead[][] = new Array<CellRead[]>(rect.rowCount);
    for (let r = 0; r < rect.rowCount; r += 1) {
      const line = matrix[rect.row + r];
      const spill = overlay?.[rect.row + r];
      const out: CellRead[] = new Array<CellRead>(rect.columnCount);
      for (let c = 0; c < rect.columnCount; c += 1) {
        const column = rect.column + c;
        const cell = line?.[column];
        const spilled = spill?.[column];
        if (spilled && !cell?.f && !cell?.si) out[c] = this.readSpilled(spilled, cell, patternOf);
        else out[c] = cell ? this.readCell(rect.row + r, column, cell, patternOf) : BLANK;
      }
      rows[r] = out;
    }
    return rows;
  }

  /** The pattern of a cell; formats that the engine gave to results are shown by the locale. */
  private shownPattern(pattern: string | null): string | null {
    return pattern === null ? null : AUTOMATIC_PATTERNS.has(pattern) ? this.automaticPattern(pattern) : pattern;
  }

  private automaticPattern(pattern: string): string {
    const { datePattern, timePattern } = typedLocale(this.sheet.book.locale);
    return pattern.includes('d') ? (pattern.includes('h') ? `${datePattern} ${timePattern}` : datePattern) : timePattern;
  }

  private readCell(row: number, column: number, cell: ICellData, patternOf: (cell: ICellData) => string | null): CellRead {
    const formula = cell.f || cell.si ? this.formulaOf(row, column, cell) : null;
    const value = plainValue(cell);
    const error = errorText(value);
    return { value: error ?? value, error, formula, spilled: false, pattern: patternOf(cell) };
  }

  private readSpilled(spilled: ICellData, own: Nullable<ICellData>, patternOf: (cell: ICellData) => string | null): CellRead {
    const value = plainValue(spilled);
    const pattern = (own ? patternOf(own) : null) ?? patternOf(spilled);
    if (value === null && pattern === null) return SPILLED_BLANK;
    const error = errorText(value);
    return { value: error ?? value, error, formula: null, spilled: true, pattern };
  }

  display(rect: Rect): string[][] {
    const { locale } = this.sheet.book;
    return this.read(rect).map((row) => row.map((cell) => cell.error ?? displayText(cell.value, cell.pattern, locale)));
  }

  write(rect: Rect, inputs: readonly (readonly CellInput[])[]): void {
    this.sheet.check(rect);
    if (inputs.length !== rect.rowCount) throw new RangeError('The number of rows in the data does not match the rectangle.');
    const matrix = this.sheet.worksheet.getCellMatrix();
    const raw = matrix.getMatrix();
    const throughMutation: Record<number, Record<number, Nullable<ICellData>>> = {};
    let hasFormulas = false;
    const styles = new StyleCache(this.sheet);
    for (let r = 0; r < rect.rowCount; r += 1) {
      const row = rect.row + r;
      const line = inputs[r] ?? [];
      if (line.length !== rect.columnCount) throw new RangeError('The number of columns in the data does not match the rectangle.');
      const existingLine = raw[row];
      for (let c = 0; c < rect.columnCount; c += 1) {
        const input = line[c];
        if (input === undefined) continue;
        const column = rect.column + c;
        const old = existingLine?.[column];
        const cell = cellFrom(input, withoutAutomaticFormat(old, styles), styles);
        if (cell?.f || old?.f || old?.si) {
          hasFormulas = true;
          (throughMutation[row] ??= {})[column] = { ...EMPTIED, ...cell };
        } else if (cell) {
          matrix.setValue(row, column, cell);
        } else if (old) {
          matrix.realDeleteValue(row, column);
        }
      }
    }
    this.sheet.context.asScript(() => {
      if (hasFormulas) this.mutate(throughMutation);
      this.changed([rect]);
    });
  }

  private mutate(cellValue: Matrix): void {
    this.sheet.context.run(SetRangeValuesMutation.id, { unitId: this.sheet.book.id, subUnitId: this.sheet.key, cellValue });
  }

  /** Tells the formula engine, the rules and the page that cells were written. */
  changed(rects: readonly Rect[]): void {
    const { book, key, context } = this.sheet;
    // An array whose place was touched may be blocked now, or free again.
    const arrays = this.arrayRanges().filter((array) => rects.some((rect) => intersect(rect, array)));
    context.run(CellsWrittenMutation.id, { ranges: [...rects, ...arrays].map((rect) => ({ unitId: book.id, sheetId: key, range: toRange(rect) })) });
    this.repaint();
  }

  /** Makes the page draw the sheet again (its skeleton listens to this mutation only). */
  repaint(): void {
    if (this.sheet.context.withUi) this.mutate({});
  }

  styles(rect: Rect): CellStyle[][] {
    this.sheet.check(rect);
    const matrix = this.matrix();
    const { worksheet } = this.sheet;
    const layered = hasLineStyles(worksheet.getSnapshot());
    const cache = new Map<unknown, CellStyle>();
    return Array.from({ length: rect.rowCount }, (_row, r) => Array.from({ length: rect.columnCount }, (_column, c) => {
      const cell = matrix[rect.row + r]?.[rect.column + c];
      if (layered) return styleFromUniver(worksheet.getComposedCellStyleByCellData(rect.row + r, rect.column + c, cell));
      if (!cell?.s) return PLAIN_STYLE;
      let style = cache.get(cell.s);
      if (!style) cache.set(cell.s, style = styleFromUniver(this.cellStyle(cell)));
      return style;
    }));
  }

  writeStyles(rect: Rect, patch: StylePatch | readonly (readonly (StylePatch | undefined)[])[]): void {
    this.sheet.check(rect);
    const matrix = this.sheet.worksheet.getCellMatrix();
    const styles = new StyleCache(this.sheet);
    const grid = Array.isArray(patch) ? patch as readonly (readonly (StylePatch | undefined)[])[] : null;
    for (let r = 0; r < rect.rowCount; r += 1) {
      for (let c = 0; c < rect.columnCount; c += 1) {
        const change = grid ? grid[r]?.[c] : patch as StylePatch;
        if (!change) continue;
        const row = rect.row + r;
        const column = rect.column + c;
        const old = matrix.getValue(row, column);
        const s = styles.patched(old, change);
        if (old) matrix.setValue(row, column, withStyle(change.pattern === undefined ? old : withoutMark(old), s));
        else if (s) matrix.setValue(row, column, { s });
      }
    }
    this.sheet.context.asScript(() => { this.repaint(); });
  }

  runs(row: number, column: number): readonly TextRun[] {
    const custom = this.sheet.worksheet.getCellRaw(row, column)?.custom as { runs?: readonly TextRun[] } | undefined;
    return custom?.runs ?? [];
  }

  clear(rect: Rect, kinds: ClearKinds): void {
    this.sheet.check(rect);
    if (kinds.contents) this.clearContents(rect);
    if (kinds.formats) {
      const matrix = this.sheet.worksheet.getCellMatrix();
      for (const row of this.usedRows(rect)) {
        for (const column of Object.keys(matrix.getMatrix()[row] ?? {}).map(Number)) {
          const old = matrix.getValue(row, column);
          if (!old?.s || column < rect.column || column >= rect.column + rect.columnCount) continue;
          const bare = withStyle(old, null);
          if (Object.keys(bare).length) matrix.setValue(row, column, bare);
          else matrix.realDeleteValue(row, column);
        }
      }
      this.sheet.context.asScript(() => { this.repaint(); });
    }
  }

  private clearContents(rect: Rect): void {
    const matrix = this.sheet.worksheet.getCellMatrix();
    const raw = matrix.getMatrix();
    const styles = new StyleCache(this.sheet);
    const formulas: Record<number, Record<number, Nullable<ICellData>>> = {};
    let hasFormulas = false;
    for (const row of this.usedRows(rect)) {
      for (const column of Object.keys(raw[row] ?? {}).map(Number)) {
        if (column < rect.column || column >= rect.column + rect.columnCount) continue;
        const old = raw[row]?.[column];
        const style = withoutAutomaticFormat(old, styles)?.s ?? null;
        if (old?.f || old?.si) {
          hasFormulas = true;
          (formulas[row] ??= {})[column] = { ...EMPTIED, s: style };
        } else if (style) {
          matrix.setValue(row, column, { s: style });
        } else {
          matrix.realDeleteValue(row, column);
        }
      }
      if (raw[row] && Object.keys(raw[row] ?? {}).length === 0) delete raw[row];
    }
    this.sheet.context.asScript(() => {
      if (hasFormulas) this.mutate(formulas);
      this.changed([rect]);
    });
  }

  private usedRows(rect: Rect): number[] {
    return Object.keys(this.matrix()).map(Number).filter((row) => row >= rect.row && row < rect.row + rect.rowCount);
  }

  /** Counts of rows and columns up to the last content. */
  extent(): { rows: number; columns: number } {
    const matrix = this.matrix();
    const { columnCount } = this.sheet;
    const used = Object.keys(matrix).map(Number).sort((a, b) => a - b);
    let rows = 0;
    let columns = 0;
    for (let index = used.length - 1; index >= 0 && !rows; index -= 1) {
      const row = used[index] ?? 0;
      if (Object.values((matrix[row] ?? {}) as Record<string, Nullable<ICellData>>).some(hasContent)) rows = row + 1;
    }
    // Only columns beyond the widest row found so far are looked at.
    for (const row of used) {
      const line = matrix[row];
      for (let column = columnCount - 1; line && column >= columns; column -= 1) if (hasContent(line[column])) columns = column + 1;
    }
    for (const range of this.arrayRanges()) {
      rows = Math.max(rows, range.row + range.rowCount);
      columns = Math.max(columns, range.column + range.columnCount);
    }
    return { rows, columns };
  }

  /** Size that a blocked array may take, at most: to the end of the grid when Univer does not tell. */
  blockedExtent(row: number, column: number): { rows: number; columns: number } {
    const known = this.arrayRanges().find((rect) => rect.row === row && rect.column === column && rect.rowCount * rect.columnCount > 1);
    return known ? { rows: known.rowCount, columns: known.columnCount } : { rows: this.sheet.rowCount - row, columns: this.sheet.columnCount - column };
  }

  arrayRanges(): Rect[] {
    const byRow = this.model().getArrayFormulaRange()[this.sheet.book.id]?.[this.sheet.key] ?? {};
    const grid = { row: 0, column: 0, rowCount: this.sheet.rowCount, columnCount: this.sheet.columnCount };
    return Object.values(byRow).flatMap((line) => Object.values((line ?? {}) as Record<string, IRange | null>)).flatMap((range) => {
      const rect = range ? intersect(grid, {
        row: range.startRow, column: range.startColumn, rowCount: range.endRow - range.startRow + 1, columnCount: range.endColumn - range.startColumn + 1,
      }) : null;
      return rect ? [rect] : [];
    });
  }
}
