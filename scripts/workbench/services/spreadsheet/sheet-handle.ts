/** The root of the chain of classes that make up Sheet: the grid behind it and the checks of positions. */
import type { Sheet as Grid } from '../../engine/book';
import type { Rect } from '../../engine/values';
import type { Execution } from '../../runtime/execution';
import { ServiceError } from '../../runtime/service';
import type { GSheet } from './google-types';
import { errorTexts, SheetObject, wholeGrid } from './sheet-object';

export abstract class SheetHandle extends SheetObject {
  constructor(execution: Execution, protected readonly grid: Grid) {
    super(execution);
  }

  /** The grid behind a Sheet that a script gave as an argument. */
  static gridOf(sheet: unknown): Grid {
    if (!(sheet instanceof SheetHandle)) throw new ServiceError('Sheet not found');
    return sheet.grid;
  }

  /** This object typed as Google's Sheet, for chained calls. */
  protected get self(): GSheet {
    return this as unknown as GSheet;
  }

  /** Whole rows as a rectangle: 1-based position, checked against the grid. */
  protected rows(rowPosition: number, count: number): Rect {
    if (count < 1) throw new ServiceError(errorTexts.rowsAtLeastOne);
    if (rowPosition < 1 || rowPosition + count - 1 > this.grid.rowCount) throw new ServiceError(errorTexts.outside);
    return { ...wholeGrid(this.grid), row: rowPosition - 1, rowCount: count };
  }

  /** Whole columns as a rectangle: 1-based position, checked against the grid. */
  protected columns(columnPosition: number, count: number): Rect {
    if (count < 1) throw new ServiceError(errorTexts.columnsAtLeastOne);
    if (columnPosition < 1 || columnPosition + count - 1 > this.grid.columnCount) throw new ServiceError(errorTexts.outside);
    return { ...wholeGrid(this.grid), column: columnPosition - 1, columnCount: count };
  }

  /** Throws when a protection of any part of the rectangle keeps the user from changing its shape. */
  protected requireShape(rect: Rect): void {
    this.requireEdit(this.grid, rect);
  }
}
