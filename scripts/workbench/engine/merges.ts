/** Merged cells of a sheet. */
import type { UniverSheet } from './univer-sheet';
import type { Rect } from './values';
import { AddWorksheetMergeMutation, RemoveWorksheetMergeMutation } from '@univerjs/sheets';
import { fromRange, intersect, toRange } from './rect';

export class Merges {
  constructor(private readonly sheet: UniverSheet) {}

  list(): readonly Rect[] {
    return this.sheet.worksheet.getMergeData().map((range) => fromRange(range));
  }

  /** Keeps the top left value; throws when it cuts another merge. */
  merge(rect: Rect): void {
    this.sheet.check(rect);
    for (const other of this.list()) {
      const cut = intersect(rect, other);
      if (cut && (cut.rowCount < other.rowCount || cut.columnCount < other.columnCount)) throw new Error('You must select all cells in a merged range to merge or unmerge them.');
    }
    this.unmerge(rect);
    const { cells } = this.sheet;
    if (rect.rowCount > 1) cells.clear({ ...rect, row: rect.row + 1, rowCount: rect.rowCount - 1 }, { contents: true });
    if (rect.columnCount > 1) cells.clear({ ...rect, rowCount: 1, column: rect.column + 1, columnCount: rect.columnCount - 1 }, { contents: true });
    if (rect.rowCount * rect.columnCount > 1) this.sheet.run(AddWorksheetMergeMutation.id, { ranges: [toRange(rect)] });
  }

  /** Breaks every merge that touches the rectangle. */
  unmerge(rect: Rect): void {
    const touched = this.list().filter((other) => intersect(rect, other));
    if (touched.length) this.sheet.run(RemoveWorksheetMergeMutation.id, { ranges: touched.map(toRange) });
  }
}
