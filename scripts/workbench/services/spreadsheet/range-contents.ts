/** Whole-content operations of Range: sorting, copying, moving, merging, cells inserted and deleted, duplicates, text to columns. */
import type { Sheet as Grid } from '../../engine/book';
import type { CellInput, PasteKind, Rect, SortKey } from '../../engine/values';
import { enumNameOf, members, ServiceError, type MemberTable } from '../../runtime/service';
import { cellInputs } from './cell-value';
import { groupsAround, setCollapsed, shiftDepth } from './group';
import type { GRange, GSheet } from './google-types';
import { RangeFormat } from './range-format';
import { RangeGeometry, requireInside } from './range-geometry';
import { asInput, comparable, separatorOf } from './range-rows';
import { SheetHandle } from './sheet-handle';
import { writtenArrays } from './sheet-object';

type CopyPasteType = GoogleAppsScript.Spreadsheet.CopyPasteType;
type Dimension = GoogleAppsScript.Spreadsheet.Dimension;

const BUFFERED = ['copyTo', 'copyFormatToRange', 'copyValuesToRange', 'moveTo', 'randomize', 'sort', 'splitTextToColumns', 'trimWhitespace'] as const;
const IMMEDIATE = [
  'breakApart', 'collapseGroups', 'deleteCells', 'expandGroups', 'insertCells', 'merge', 'mergeAcross', 'mergeVertically',
  'removeDuplicates', 'shiftColumnGroupDepth', 'shiftRowGroupDepth',
] as const;
const FILL = ['autoFill', 'autoFillToNeighbor'] as const;

export const CONTENT_MEMBERS: MemberTable = {
  ...members('write', 'exact', BUFFERED),
  ...members('write', 'exact', IMMEDIATE, { drains: true }),
  ...members('write', { partial: 'continues numbers by their step and repeats everything else; no series of months or days' }, FILL),
};

const pasteKinds: Readonly<Record<string, PasteKind>> = {
  PASTE_NORMAL: 'all', PASTE_NO_BORDERS: 'all-but-borders', PASTE_FORMAT: 'formats', PASTE_FORMULA: 'formulas', PASTE_VALUES: 'values',
  PASTE_DATA_VALIDATION: 'validations', PASTE_CONDITIONAL_FORMATTING: 'conditional-formats', PASTE_COLUMN_WIDTHS: 'column-widths',
};

type Names = (typeof BUFFERED)[number] | (typeof IMMEDIATE)[number] | (typeof FILL)[number];

export abstract class RangeContents extends RangeFormat implements Pick<GRange, Names> {
  copyTo(
    destination: GRange,
    how?: CopyPasteType | { readonly formatOnly?: boolean | undefined; readonly contentsOnly?: boolean | undefined },
    transposed = false,
  ): void {
    const target = RangeGeometry.partsOf(destination);
    if (target.grid.book.id !== this.grid.book.id) throw new ServiceError('Target range and source range must be on the same spreadsheet.');
    let kind = pasteKinds[enumNameOf(how) ?? ''];
    if (kind === undefined && typeof how === 'object' && how !== null) {
      kind = how.contentsOnly === true ? 'values' : how.formatOnly === true ? 'formats' : 'all';
    }
    this.paste(target.grid, target.rect, kind ?? 'all', transposed);
  }

  copyFormatToRange(sheet: GSheet | number, column: number, columnEnd: number, row: number, rowEnd: number): void {
    this.pasteByPosition(sheet, column, columnEnd, row, rowEnd, 'formats');
  }

  copyValuesToRange(sheet: GSheet | number, column: number, columnEnd: number, row: number, rowEnd: number): void {
    this.pasteByPosition(sheet, column, columnEnd, row, rowEnd, 'values');
  }

  private pasteByPosition(sheet: GSheet | number, column: number, columnEnd: number, row: number, rowEnd: number, kind: PasteKind): void {
    const grid = typeof sheet === 'number' ? this.grid.book.sheet(sheet) : SheetHandle.gridOf(sheet);
    if (grid === null) throw new ServiceError('Sheet not found');
    const rect = { row: row - 1, column: column - 1, rowCount: rowEnd - row + 1, columnCount: columnEnd - column + 1 };
    requireInside(grid, rect);
    this.paste(grid, rect, kind, false);
  }

  /** Pastes at the top left of the target, repeated where the target is a multiple of the source. */
  private paste(grid: Grid, target: Rect, kind: PasteKind, transposed: boolean): void {
    const rowCount = transposed ? this.rect.columnCount : this.rect.rowCount;
    const columnCount = transposed ? this.rect.rowCount : this.rect.columnCount;
    const timesDown = target.rowCount % rowCount === 0 ? target.rowCount / rowCount : 1;
    const timesRight = target.columnCount % columnCount === 0 ? target.columnCount / columnCount : 1;
    const filled = { row: target.row, column: target.column, rowCount: rowCount * timesDown, columnCount: columnCount * timesRight };
    requireInside(grid, filled);
    const { rect: source, grid: from } = this;
    this.bufferSettledWrite(grid, [filled], () => {
      writtenArrays(this.execution).pending = true;
      for (let down = 0; down < timesDown; down += 1) {
        for (let right = 0; right < timesRight; right += 1) {
          from.copy(source, grid, target.row + down * rowCount, target.column + right * columnCount, { kind, transposed });
        }
      }
    });
  }

  moveTo(target: GRange): void {
    const { grid, rect } = RangeGeometry.partsOf(target);
    const landing = { ...this.rect, row: rect.row, column: rect.column };
    requireInside(grid, landing);
    this.execution.buffer(() => {
      this.requireEdit(this.grid, this.rect);
      this.requireEdit(grid, landing);
      this.grid.moveCells(this.rect, grid, rect.row, rect.column);
    });
  }

  sort(sortSpecObj: unknown): GRange {
    const specs = Array.isArray(sortSpecObj) ? (sortSpecObj as unknown[]) : [sortSpecObj];
    const keys = specs.map((spec) => this.sortKey(spec));
    this.bufferSettledWrite(this.grid, [this.rect], () => this.grid.sort(this.rect, keys));
    return this.self;
  }

  private sortKey(spec: unknown): SortKey {
    const fields = typeof spec === 'number' ? { column: spec } : (spec as { readonly column?: unknown; readonly ascending?: unknown });
    const column = Number(fields.column) - 1;
    if (!(column >= this.rect.column && column < this.rect.column + this.rect.columnCount)) {
      throw new ServiceError('Sort columns must be within the range.');
    }
    return { column, ascending: !('ascending' in fields) || fields.ascending !== false };
  }

  merge(): GRange {
    return this.mergeRects([this.rect]);
  }

  mergeAcross(): GRange {
    return this.mergeRects(Array.from({ length: this.rect.rowCount }, (_, index) => ({ ...this.rect, row: this.rect.row + index, rowCount: 1 })));
  }

  mergeVertically(): GRange {
    return this.mergeRects(
      Array.from({ length: this.rect.columnCount }, (_, index) => ({ ...this.rect, column: this.rect.column + index, columnCount: 1 })));
  }

  private mergeRects(rects: readonly Rect[]): GRange {
    this.requireEdit(this.grid, this.rect);
    this.grid.unmerge(this.rect);
    for (const rect of rects) if (rect.rowCount * rect.columnCount > 1) this.grid.merge(rect);
    return this.self;
  }

  breakApart(): GRange {
    this.requireEdit(this.grid, this.rect);
    this.grid.unmerge(this.rect);
    return this.self;
  }

  insertCells(shiftDimension: Dimension): GRange {
    this.requireEdit(this.grid, this.rect);
    const shift = enumNameOf(shiftDimension) === 'COLUMNS' ? 'columns' : 'rows';
    this.grid.insertCells(this.rect, shift);
    return this.self;
  }

  deleteCells(shiftDimension: Dimension): void {
    this.requireEdit(this.grid, this.rect);
    const shift = enumNameOf(shiftDimension) === 'COLUMNS' ? 'columns' : 'rows';
    this.grid.deleteCells(this.rect, shift);
  }

  /** Rows whose compared values were seen before are taken out; the rows below move up within the range. */
  removeDuplicates(columnsToCompare?: number[]): GRange {
    this.requireEdit(this.grid, this.rect);
    const compared = columnsToCompare?.map((column) => column - 1 - this.rect.column);
    if (compared?.some((column) => column < 0 || column >= this.rect.columnCount) === true) throw new ServiceError('Column out of range.');
    return this.settled(() => {
      const seen = new Set<string>();
      const rows = this.grid.read(this.rect);
      const kept = rows.filter((row) => {
        const key = JSON.stringify((compared ?? row.map((_, index) => index)).map((column) => comparable(row[column]?.value ?? null)));
        return seen.has(key) ? false : seen.add(key) !== undefined;
      });
      const blankRow = new Array<CellInput>(this.rect.columnCount).fill(null);
      this.grid.write(this.rect, rows.map((_, index) => kept[index]?.map((cell) => asInput(cell.formula, cell.value, cell.pattern)) ?? blankRow));
      return this.at({ ...this.rect, rowCount: Math.max(1, kept.length) });
    });
  }

  randomize(): GRange {
    this.bufferSettledWrite(this.grid, [this.rect], () => {
      const rows = this.grid.read(this.rect).map((row) => row.map((cell) => asInput(cell.formula, cell.value, cell.pattern)));
      for (let index = rows.length - 1; index > 0; index -= 1) {
        const other = Math.floor(this.execution.host.random() * (index + 1));
        const [first, second] = [rows[index], rows[other]];
        if (first !== undefined && second !== undefined) [rows[index], rows[other]] = [second, first];
      }
      this.grid.write(this.rect, rows);
    });
    return this.self;
  }

  trimWhitespace(): GRange {
    this.bufferWrite(this.grid, [this.rect], () => {
      const inputs = this.grid.read(this.rect).map((row) => row.map((cell): CellInput =>
        (typeof cell.value === 'string' && cell.formula === null ? cell.value.trim().replace(/\s+/g, ' ') : undefined)));
      this.grid.write(this.rect, inputs);
    });
    return this.self;
  }

  splitTextToColumns(delimiter?: unknown): void {
    const { grid, rect } = this;
    const source = { ...rect, columnCount: 1 };
    this.bufferSettledWrite(grid, [rect], () => {
      const texts = grid.display(source).map((row) => row[0] ?? '');
      const separator = separatorOf(delimiter, texts);
      texts.forEach((text, index) => {
        const parts = text === '' ? [] : text.split(separator);
        if (parts.length < 2) return;
        const place = { row: rect.row + index, column: rect.column, rowCount: 1, columnCount: parts.length };
        if (place.column + parts.length > grid.columnCount) grid.columnCount = place.column + parts.length;
        this.requireEdit(grid, place);
        grid.write(place, cellInputs(grid, place, [parts.map((part) => part.trim())], this.execution.now()));
      });
    });
  }

  autoFill(destination: GRange, _series: GoogleAppsScript.Spreadsheet.AutoFillSeries): void {
    const { grid, rect } = RangeGeometry.partsOf(destination);
    this.fillDown(grid, rect);
  }

  autoFillToNeighbor(_series: GoogleAppsScript.Spreadsheet.AutoFillSeries): void {
    const { grid, rect } = this;
    const neighbours = [rect.column - 1, rect.column + rect.columnCount].filter((column) => column >= 0 && column < grid.columnCount);
    const from = rect.row + rect.rowCount;
    this.execution.buffer(async () => {
      await this.engine.settle();
      const rowCount = grid.lastRow() - from;
      if (rowCount < 1) return;
      // As far down as the longest run of content in a neighbouring column.
      const lengths = neighbours.map((column) => {
        const cells = grid.read({ row: from, column, rowCount, columnCount: 1 });
        const end = cells.findIndex((row) => row[0]?.value === null);
        return end < 0 ? cells.length : end;
      });
      const length = Math.max(0, ...lengths);
      if (length > 0) this.fill(grid, { ...rect, rowCount: rect.rowCount + length });
    });
  }

  /** Formulas and texts repeat; two or more numbers continue by their step. */
  private fillDown(grid: Grid, target: Rect): void {
    requireInside(grid, target);
    this.bufferSettledWrite(grid, [target], () => this.fill(grid, target));
  }

  private fill(grid: Grid, target: Rect): void {
    this.requireEdit(grid, target);
    const { rect: source } = this;
    for (let row = source.row + source.rowCount; row < target.row + target.rowCount; row += source.rowCount) {
      const rowCount = Math.min(source.rowCount, target.row + target.rowCount - row);
      this.grid.copy({ ...source, rowCount }, grid, row, target.column);
    }
    for (let column = 0; column < source.columnCount; column += 1) this.continueNumbers(grid, target, column);
  }

  private continueNumbers(grid: Grid, target: Rect, column: number): void {
    const { rect: source } = this;
    const cells = this.grid.read({ ...source, column: source.column + column, columnCount: 1 }).map((row) => row[0]);
    const numbers = cells.flatMap((cell) => (cell !== undefined && cell.formula === null && typeof cell.value === 'number' ? [cell.value] : []));
    const last = numbers[numbers.length - 1];
    const before = numbers[numbers.length - 2];
    if (numbers.length !== cells.length || last === undefined || before === undefined) return;
    const count = target.row + target.rowCount - source.row - source.rowCount;
    if (count < 1) return;
    const inputs = Array.from({ length: count }, (_, index) => [last + (last - before) * (index + 1)]);
    grid.write({ row: source.row + source.rowCount, column: target.column + column, rowCount: count, columnCount: 1 }, inputs);
  }

  shiftRowGroupDepth(delta: number): GRange {
    this.requireEdit(this.grid, this.rect);
    shiftDepth(this.grid, 'rows', this.rect.row, this.rect.rowCount, delta);
    return this.self;
  }

  shiftColumnGroupDepth(delta: number): GRange {
    this.requireEdit(this.grid, this.rect);
    shiftDepth(this.grid, 'columns', this.rect.column, this.rect.columnCount, delta);
    return this.self;
  }

  expandGroups(): GRange {
    return this.foldGroups(false);
  }

  collapseGroups(): GRange {
    return this.foldGroups(true);
  }

  private foldGroups(collapsed: boolean): GRange {
    this.requireEdit(this.grid, this.rect);
    const { row, column, rowCount, columnCount } = this.rect;
    for (let index = row; index < row + rowCount; index += 1) {
      for (const group of groupsAround(this.grid, 'rows', index)) if (group.index >= row) setCollapsed(this.grid, group, collapsed);
    }
    for (let index = column; index < column + columnCount; index += 1) {
      for (const group of groupsAround(this.grid, 'columns', index)) if (group.index >= column) setCollapsed(this.grid, group, collapsed);
    }
    return this.self;
  }
}
