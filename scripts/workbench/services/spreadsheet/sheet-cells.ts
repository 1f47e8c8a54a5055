/** Cells of a sheet: ranges, extent of the content, appended rows, sorting, clearing, sizes of the grid. */
import type { ClearKinds, Rect } from '../../engine/values';
import { members, pending, ServiceError, type MemberTable } from '../../runtime/service';
import { cellInputs, requireCellLength, scriptValue } from './cell-value';
import { checkValidity } from './cell-validity';
import type { GRange, GRangeList, GSheet, GTextFinder } from './google-types';
import { requireInside } from './range-geometry';
import { findRange, type FoundRange } from './range-lookup';
import { RangeList } from './range-list';
import { SerialDates } from './serial-date';
import { SheetHandle } from './sheet-handle';
import { errorTexts, noteArrays, requireCells, wholeGrid, writtenArrays } from './sheet-object';
import { TextFinder } from './text-finder';

const NAVIGATION = ['getRange', 'getRangeList', 'createTextFinder'] as const;
/** The grid's shape, buffered writes included. */
const SHAPE = ['getDataRange', 'getLastColumn', 'getLastRow', 'getMaxColumns', 'getMaxRows'] as const;
const BUFFERED = ['clear', 'clearContents', 'clearFormats', 'clearNotes', 'sort'] as const;

export const SHEET_CELL_MEMBERS: MemberTable = {
  ...members('navigate', 'exact', NAVIGATION),
  ...members('navigate', 'exact', SHAPE, { drains: true }),
  ...members('read', 'exact', ['getSheetValues']),
  ...members('write', 'exact', BUFFERED),
  ...members('write', { partial: 'an array that grows by values written in the same batch is not waited for when the last row is sought' }, ['appendRow']),
};

export abstract class SheetCells extends SheetHandle
  implements Pick<GSheet, (typeof NAVIGATION)[number] | (typeof SHAPE)[number] | 'getSheetValues' | (typeof BUFFERED)[number] | 'appendRow'> {
  getRange(first: string | number, column?: number, numRows = 1, numColumns = 1): GRange {
    if (typeof first === 'string') return this.afterGrowth(() => findRange(this.grid.book, this.grid, first, false));
    const rect: Rect = { row: first - 1, column: (column ?? 1) - 1, rowCount: numRows, columnCount: numColumns };
    return this.afterGrowth(() => {
      requireInside(this.grid, rect);
      return { grid: this.grid, rect, open: undefined };
    });
  }

  /** Looks a range up; one outside the grid is looked up again after the buffered writes, which may have appended rows. */
  private afterGrowth(find: () => Omit<FoundRange, 'open'> & { readonly open: FoundRange['open'] | undefined }): GRange {
    const made = (): GRange => {
      const { grid, rect, open } = find();
      return this.make.range(this.execution, grid, rect, open);
    };
    try {
      return made();
    } catch (error) {
      if (!(error instanceof ServiceError) || error.message !== errorTexts.outside) throw error;
      return pending(this.execution.drain().then(made));
    }
  }

  getRangeList(a1Notations: string[]): GRangeList {
    const ranges = a1Notations.map((text) => findRange(this.grid.book, this.grid, text, false));
    return new RangeList(this.execution, ranges.map(({ grid, rect, open }) => this.make.range(this.execution, grid, rect, open)));
  }

  createTextFinder(findText: string): GTextFinder {
    return new TextFinder(this.execution, () => [{ grid: this.grid, rect: wholeGrid(this.grid) }], findText);
  }

  getDataRange(): GRange {
    return this.settled(() => this.make.range(this.execution, this.grid, {
      row: 0, column: 0, rowCount: Math.max(1, this.grid.lastRow()), columnCount: Math.max(1, this.grid.lastColumn()),
    }));
  }

  getLastRow(): number {
    return this.settled(() => this.grid.lastRow());
  }

  getLastColumn(): number {
    return this.settled(() => this.grid.lastColumn());
  }

  getMaxRows(): number {
    return this.grid.rowCount;
  }

  getMaxColumns(): number {
    return this.grid.columnCount;
  }

  getSheetValues(startRow: number, startColumn: number, numRows: number, numColumns: number): unknown[][] {
    const rect = { row: startRow - 1, column: startColumn - 1, rowCount: numRows, columnCount: numColumns };
    requireInside(this.grid, rect);
    return this.settled(() => {
      const dates = SerialDates.in(this.grid.book.timeZone);
      return this.grid.read(rect).map((row) => row.map((cell) => scriptValue(cell, dates)));
    });
  }

  appendRow(rowContents: unknown[]): GSheet {
    if (rowContents.length === 0) throw new ServiceError(errorTexts.columnsAtLeastOne);
    rowContents.forEach(requireCellLength);
    const { grid } = this;
    this.execution.buffer(async () => {
      // Arrays written just before may fill rows below; a recalculation for every appended row would be slow.
      const arrays = writtenArrays(this.execution);
      if (arrays.pending) await this.engine.settle();
      arrays.pending = false;
      const rect = { row: grid.lastRow(), column: 0, rowCount: 1, columnCount: rowContents.length };
      const rows = Math.max(grid.rowCount, rect.row + 1);
      const columns = Math.max(grid.columnCount, rect.columnCount);
      requireCells(grid.book, rows * columns - grid.rowCount * grid.columnCount);
      this.requireEdit(grid, rect);
      if (rows > grid.rowCount) grid.rowCount = rows;
      if (columns > grid.columnCount) grid.columnCount = columns;
      const inputs = cellInputs(grid, rect, [rowContents], this.execution.now());
      checkValidity(grid, rect, inputs);
      noteArrays(this.execution, inputs);
      grid.write(rect, inputs);
    });
    return this.self;
  }

  clear(options?: { readonly formatOnly?: boolean | undefined; readonly contentsOnly?: boolean | undefined }): GSheet {
    const { formatOnly = false, contentsOnly = false } = options ?? {};
    const everything = formatOnly === contentsOnly;
    return this.clearKinds({
      contents: everything || contentsOnly, formats: everything || formatOnly, conditionalFormats: everything || formatOnly,
    });
  }

  clearContents(): GSheet {
    return this.clearKinds({ contents: true });
  }

  clearFormats(): GSheet {
    return this.clearKinds({ formats: true, conditionalFormats: true });
  }

  clearNotes(): GSheet {
    return this.clearKinds({ notes: true });
  }

  private clearKinds(kinds: ClearKinds): GSheet {
    this.execution.buffer(() => {
      this.requireEdit(this.grid, wholeGrid(this.grid));
      this.grid.clear(wholeGrid(this.grid), kinds);
    });
    return this.self;
  }

  /** Sorts all rows below the frozen ones. */
  sort(columnPosition: number, ascending = true): GSheet {
    const { column } = this.columns(columnPosition, 1);
    const { grid } = this;
    this.execution.buffer(async () => {
      await this.engine.settle();
      const rect = { ...wholeGrid(grid), row: grid.frozenRows, rowCount: Math.max(0, grid.lastRow() - grid.frozenRows) };
      if (rect.rowCount === 0) return;
      this.requireEdit(grid, rect);
      grid.sort(rect, [{ column, ascending }]);
    });
    return this.self;
  }
}
