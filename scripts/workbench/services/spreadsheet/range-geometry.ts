/** Where a range lies: the coordinates of a Range and the ranges derived from it. */
import type { Sheet as Grid } from '../../engine/book';
import type { CellRead, Rect } from '../../engine/values';
import type { Execution } from '../../runtime/execution';
import { enumNameOf, members, ServiceError, type MemberTable } from '../../runtime/service';
import { printAddress } from './a1-notation';
import type { GRange, GSheet } from './google-types';
import { errorTexts, SheetObject, type OpenSides } from './sheet-object';
import { intersection } from './structure-shift';

const COORDINATES = [
  'getA1Notation', 'getCell', 'getColumn', 'getGridId', 'getHeight', 'getLastColumn', 'getLastRow', 'getNumColumns', 'getNumRows',
  'getRow', 'getRowIndex', 'getSheet', 'getWidth', 'isEndColumnBounded', 'isEndRowBounded', 'isStartColumnBounded',
  'isStartRowBounded', 'offset',
] as const;
/** Find a place by what the cells hold, buffered writes included. */
const EDGES = ['getDataRegion', 'getNextDataCell'] as const;
const READS = ['getMergedRanges', 'isPartOfMerge'] as const;

export const GEOMETRY_MEMBERS: MemberTable = {
  ...members('navigate', 'exact', [...COORDINATES, 'canEdit']),
  ...members('navigate', 'exact', EDGES, { drains: true }),
  ...members('read', 'exact', READS),
};

const bounded: OpenSides = { startRow: false, startColumn: false, endRow: false, endColumn: false };

/** First part of the chain of classes that make up Range. */
export abstract class RangeGeometry extends SheetObject
  implements Pick<GRange, (typeof COORDINATES)[number] | (typeof EDGES)[number] | (typeof READS)[number] | 'canEdit'> {
  constructor(
    execution: Execution,
    protected readonly grid: Grid,
    protected readonly rect: Rect,
    protected readonly open: OpenSides = bounded,
  ) {
    super(execution);
  }

  /** The sheet and rectangle behind a Range that a script gave as an argument. */
  static partsOf(range: unknown): { readonly grid: Grid; readonly rect: Rect } {
    if (!(range instanceof RangeGeometry)) throw new ServiceError(errorTexts.rangeNotFound);
    return { grid: range.grid, rect: range.rect };
  }

  /** This object typed as Google's Range, for chained calls. */
  protected get self(): GRange {
    return this as unknown as GRange;
  }

  protected at(rect: Rect): GRange {
    return this.make.range(this.execution, this.grid, rect);
  }

  protected get topLeft(): Rect {
    return { row: this.rect.row, column: this.rect.column, rowCount: 1, columnCount: 1 };
  }

  getRow(): number {
    return this.rect.row + 1;
  }

  getRowIndex(): number {
    return this.rect.row + 1;
  }

  getColumn(): number {
    return this.rect.column + 1;
  }

  getLastRow(): number {
    return this.rect.row + this.rect.rowCount;
  }

  getLastColumn(): number {
    return this.rect.column + this.rect.columnCount;
  }

  getNumRows(): number {
    return this.rect.rowCount;
  }

  getNumColumns(): number {
    return this.rect.columnCount;
  }

  getHeight(): number {
    return this.rect.rowCount;
  }

  getWidth(): number {
    return this.rect.columnCount;
  }

  getGridId(): number {
    return this.grid.id;
  }

  getSheet(): GSheet {
    return this.make.sheet(this.execution, this.grid);
  }

  isStartRowBounded(): boolean {
    return !this.open.startRow;
  }

  isStartColumnBounded(): boolean {
    return !this.open.startColumn;
  }

  isEndRowBounded(): boolean {
    return !this.open.endRow;
  }

  isEndColumnBounded(): boolean {
    return !this.open.endColumn;
  }

  getA1Notation(): string {
    return printAddress({
      startRow: this.open.startRow ? null : this.rect.row,
      startColumn: this.open.startColumn ? null : this.rect.column,
      endRow: this.open.endRow ? null : this.rect.row + this.rect.rowCount - 1,
      endColumn: this.open.endColumn ? null : this.rect.column + this.rect.columnCount - 1,
    });
  }

  getCell(row: number, column: number): GRange {
    if (row < 1 || column < 1 || row > this.rect.rowCount || column > this.rect.columnCount) {
      throw new ServiceError('Cell reference out of range');
    }
    return this.at({ row: this.rect.row + row - 1, column: this.rect.column + column - 1, rowCount: 1, columnCount: 1 });
  }

  offset(rowOffset: number, columnOffset: number, numRows?: number, numColumns?: number): GRange {
    const rect = {
      row: this.rect.row + rowOffset,
      column: this.rect.column + columnOffset,
      rowCount: numRows ?? this.rect.rowCount,
      columnCount: numColumns ?? this.rect.columnCount,
    };
    requireInside(this.grid, rect);
    return this.at(rect);
  }

  getDataRegion(dimension?: GoogleAppsScript.Spreadsheet.Dimension): GRange {
    return this.settled(() => {
      const along = enumNameOf(dimension);
      const filled = new ContentMap(this.grid);
      let { row, column } = this.rect;
      let endRow = row + this.rect.rowCount - 1;
      let endColumn = column + this.rect.columnCount - 1;
      // Grow while a neighbouring row or column (corners included) holds content.
      for (let grown = true; grown;) {
        grown = false;
        if (along !== 'COLUMNS') {
          const left = along === null ? column - 1 : column;
          const right = along === null ? endColumn + 1 : endColumn;
          if (filled.any(row - 1, left, row - 1, right)) [row, grown] = [row - 1, true];
          if (filled.any(endRow + 1, left, endRow + 1, right)) [endRow, grown] = [endRow + 1, true];
        }
        if (along !== 'ROWS') {
          const top = along === null ? row - 1 : row;
          const bottom = along === null ? endRow + 1 : endRow;
          if (filled.any(top, column - 1, bottom, column - 1)) [column, grown] = [column - 1, true];
          if (filled.any(top, endColumn + 1, bottom, endColumn + 1)) [endColumn, grown] = [endColumn + 1, true];
        }
      }
      return this.at({ row, column, rowCount: endRow - row + 1, columnCount: endColumn - column + 1 });
    });
  }

  getNextDataCell(direction: GoogleAppsScript.Spreadsheet.Direction): GRange {
    return this.settled(() => {
      const [rowStep, columnStep] = directionSteps(direction);
      const filled = new ContentMap(this.grid);
      const inGrid = (row: number, column: number): boolean =>
        row >= 0 && column >= 0 && row < this.grid.rowCount && column < this.grid.columnCount;
      let { row, column } = this.rect;
      const next = (): boolean => inGrid(row + rowStep, column + columnStep);
      const runsOn = filled.at(row, column) && filled.at(row + rowStep, column + columnStep);
      // Inside a block: to its last cell; otherwise: to the next cell with content, or the edge of the sheet.
      while (next()) {
        if (runsOn && !filled.at(row + rowStep, column + columnStep)) break;
        row += rowStep;
        column += columnStep;
        if (!runsOn && filled.at(row, column)) break;
      }
      return this.at({ row, column, rowCount: 1, columnCount: 1 });
    });
  }

  getMergedRanges(): GRange[] {
    return this.grid.merges().filter((merge) => intersection(merge, this.rect) !== null).map((merge) => this.at(merge));
  }

  isPartOfMerge(): boolean {
    return this.grid.merges().some((merge) => intersection(merge, this.rect) !== null);
  }

  canEdit(): boolean {
    return this.mayEdit(this.grid, this.rect);
  }
}

/** Steps of a direction: [rows, columns]. */
export function directionSteps(direction: unknown): readonly [number, number] {
  switch (enumNameOf(direction)) {
    case 'UP':
      return [-1, 0];
    case 'DOWN':
      return [1, 0];
    case 'PREVIOUS':
      return [0, -1];
    default:
      return [0, 1];
  }
}

/** Throws the platform's texts when the rectangle is not inside the grid. */
export function requireInside(grid: Grid, rect: Rect): void {
  if (rect.rowCount < 1) throw new ServiceError(errorTexts.rowsAtLeastOne);
  if (rect.columnCount < 1) throw new ServiceError(errorTexts.columnsAtLeastOne);
  if (!Number.isInteger(rect.row) || !Number.isInteger(rect.column) || !Number.isInteger(rect.rowCount) || !Number.isInteger(rect.columnCount)) {
    throw new ServiceError(errorTexts.invalid);
  }
  if (rect.row < 0 || rect.column < 0 || rect.row + rect.rowCount > grid.rowCount || rect.column + rect.columnCount > grid.columnCount) {
    throw new ServiceError(errorTexts.outside);
  }
}

/** Which cells of a sheet hold content, read once. */
class ContentMap {
  private readonly cells: readonly (readonly CellRead[])[];

  constructor(grid: Grid) {
    const rowCount = grid.lastRow();
    const columnCount = grid.lastColumn();
    this.cells = rowCount === 0 || columnCount === 0 ? [] : grid.read({ row: 0, column: 0, rowCount, columnCount });
  }

  at(row: number, column: number): boolean {
    const cell = this.cells[row]?.[column];
    return cell !== undefined && (cell.formula !== null || (cell.value !== null && cell.value !== ''));
  }

  any(startRow: number, startColumn: number, endRow: number, endColumn: number): boolean {
    for (let row = startRow; row <= endRow; row += 1) {
      for (let column = startColumn; column <= endColumn; column += 1) if (this.at(row, column)) return true;
    }
    return false;
  }
}
