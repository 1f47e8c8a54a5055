/** Rows and columns of a sheet: inserted, deleted, moved, hidden, sized, frozen, grouped. */
import { fittedRowHeight } from '../../engine/row-fit';
import type { Rect } from '../../engine/values';
import { enumMember, enumNameOf, members, ServiceError, type MemberTable } from '../../runtime/service';
import { documentOf, type GroupState } from './document-model';
import type { GGroup, GRange, GSheet } from './google-types';
import { Group, groupsAround, setCollapsed } from './group';
import { RangeGeometry } from './range-geometry';
import { SheetCells } from './sheet-cells';
import { errorTexts, requireCells, sameGrid, wholeGrid } from './sheet-object';

type TogglePosition = GoogleAppsScript.Spreadsheet.GroupControlTogglePosition;

const READS = [
  'getColumnGroup', 'getColumnGroupControlPosition', 'getColumnGroupDepth', 'getColumnWidth', 'getFrozenColumns', 'getFrozenRows',
  'getRowGroup', 'getRowGroupControlPosition', 'getRowGroupDepth', 'getRowHeight', 'isColumnHiddenByUser', 'isRowHiddenByFilter',
  'isRowHiddenByUser',
] as const;
const WRITES = [
  'autoResizeColumn', 'autoResizeColumns', 'collapseAllColumnGroups', 'collapseAllRowGroups', 'deleteColumn', 'deleteColumns',
  'deleteRow', 'deleteRows', 'expandAllColumnGroups', 'expandAllRowGroups', 'expandColumnGroupsUpToDepth', 'expandRowGroupsUpToDepth',
  'hideColumn', 'hideColumns', 'hideRow', 'hideRows', 'insertColumnAfter', 'insertColumnBefore', 'insertColumns', 'insertColumnsAfter',
  'insertColumnsBefore', 'insertRowAfter', 'insertRowBefore', 'insertRows', 'insertRowsAfter', 'insertRowsBefore', 'moveColumns',
  'moveRows', 'setColumnGroupControlPosition', 'setColumnWidth', 'setColumnWidths', 'setFrozenColumns', 'setFrozenRows',
  'setRowGroupControlPosition', 'setRowHeight', 'setRowHeights', 'setRowHeightsForced', 'showColumns', 'showRows', 'unhideColumn',
  'unhideRow',
] as const;

export const SHEET_STRUCTURE_MEMBERS: MemberTable = {
  ...members('read', 'exact', READS),
  ...members('write', 'exact', WRITES, { drains: true }),
  ...members('write', { partial: 'heights are estimated from the lengths of the texts' }, ['autoResizeRows'], { drains: true }),
};

type Names = (typeof READS)[number] | (typeof WRITES)[number] | 'autoResizeRows';

export abstract class SheetStructure extends SheetCells implements Pick<GSheet, Names> {
  // Rows
  insertRowBefore(beforePosition: number): GSheet { return this.addRows(beforePosition - 1, 1, beforePosition); }
  insertRowAfter(afterPosition: number): GSheet { return this.addRows(afterPosition, 1, afterPosition); }
  insertRowsBefore(beforePosition: number, howMany: number): GSheet { return this.addRows(beforePosition - 1, howMany, beforePosition); }
  insertRowsAfter(afterPosition: number, howMany: number): GSheet { return this.addRows(afterPosition, howMany, afterPosition); }
  insertRows(rowIndex: number, numRows = 1): void { this.addRows(rowIndex - 1, numRows, rowIndex); }
  deleteRow(rowPosition: number): GSheet { this.deleteRows(rowPosition, 1); return this.self; }

  private addRows(index: number, count: number, position: number): GSheet {
    this.rows(position, 1);
    if (count < 1) throw new ServiceError(errorTexts.rowsAtLeastOne);
    this.requireSheetShape();
    requireCells(this.grid.book, count * this.grid.columnCount);
    // Behind the last row nothing is shifted: the grid grows.
    if (index === this.grid.rowCount) this.grid.rowCount += count;
    else this.grid.insertRows(index, count);
    return this.self;
  }

  deleteRows(rowPosition: number, howMany: number): void {
    const rect = this.rows(rowPosition, howMany);
    if (howMany >= this.grid.rowCount) throw new ServiceError('You can\'t delete all the rows on the sheet.');
    if (rect.row <= this.grid.frozenRows && rect.row + howMany === this.grid.rowCount) {
      throw new ServiceError('Sorry, it is not possible to delete all non-frozen rows.');
    }
    this.requireShape(rect);
    this.grid.deleteRows(rect.row, howMany);
  }

  moveRows(rowSpec: GRange, destinationIndex: number): void {
    const { rect } = this.ownRange(rowSpec);
    if (destinationIndex < 1 || destinationIndex > this.grid.rowCount + 1) throw new ServiceError(errorTexts.outside);
    this.requireSheetShape();
    this.grid.moveRows(rect.row, rect.rowCount, destinationIndex - 1);
  }

  // Columns
  insertColumnBefore(beforePosition: number): GSheet { return this.addColumns(beforePosition - 1, 1, beforePosition); }
  insertColumnAfter(afterPosition: number): GSheet { return this.addColumns(afterPosition, 1, afterPosition); }
  insertColumnsBefore(beforePosition: number, howMany: number): GSheet { return this.addColumns(beforePosition - 1, howMany, beforePosition); }
  insertColumnsAfter(afterPosition: number, howMany: number): GSheet { return this.addColumns(afterPosition, howMany, afterPosition); }
  insertColumns(columnIndex: number, numColumns = 1): void { this.addColumns(columnIndex - 1, numColumns, columnIndex); }
  deleteColumn(columnPosition: number): GSheet { this.deleteColumns(columnPosition, 1); return this.self; }

  private addColumns(index: number, count: number, position: number): GSheet {
    this.columns(position, 1);
    if (count < 1) throw new ServiceError(errorTexts.columnsAtLeastOne);
    this.requireSheetShape();
    requireCells(this.grid.book, count * this.grid.rowCount);
    if (index === this.grid.columnCount) this.grid.columnCount += count;
    else this.grid.insertColumns(index, count);
    return this.self;
  }

  deleteColumns(columnPosition: number, howMany: number): void {
    const rect = this.columns(columnPosition, howMany);
    if (howMany >= this.grid.columnCount) throw new ServiceError('You can\'t delete all the columns on the sheet.');
    this.requireShape(rect);
    this.grid.deleteColumns(rect.column, howMany);
  }

  moveColumns(columnSpec: GRange, destinationIndex: number): void {
    const { rect } = this.ownRange(columnSpec);
    if (destinationIndex < 1 || destinationIndex > this.grid.columnCount + 1) throw new ServiceError(errorTexts.outside);
    this.requireSheetShape();
    this.grid.moveColumns(rect.column, rect.columnCount, destinationIndex - 1);
  }

  /** A protection of the whole sheet keeps others from changing its shape; protected ranges only move along. */
  private requireSheetShape(): void {
    const sheetProtected = documentOf(this.grid.book).protections.some((entry) => entry.kind === 'SHEET' && entry.sheetId === this.grid.id);
    if (sheetProtected) this.requireShape(wholeGrid(this.grid));
    else this.requireEditor(this.grid.book);
  }

  private ownRange(range: GRange): { readonly rect: Rect } {
    const parts = RangeGeometry.partsOf(range);
    if (!sameGrid(parts.grid, this.grid)) throw new ServiceError(errorTexts.rangeNotFound);
    return parts;
  }

  // Hidden
  hideRow(row: GRange): void { this.setRowsHidden(this.ownRange(row).rect, true); }
  unhideRow(row: GRange): void { this.setRowsHidden(this.ownRange(row).rect, false); }
  hideRows(rowIndex: number, numRows = 1): void { this.setRowsHidden(this.rows(rowIndex, numRows), true); }
  showRows(rowIndex: number, numRows = 1): void { this.setRowsHidden(this.rows(rowIndex, numRows), false); }
  hideColumn(column: GRange): void { this.setColumnsHidden(this.ownRange(column).rect, true); }
  unhideColumn(column: GRange): void { this.setColumnsHidden(this.ownRange(column).rect, false); }
  hideColumns(columnIndex: number, numColumns = 1): void { this.setColumnsHidden(this.columns(columnIndex, numColumns), true); }
  showColumns(columnIndex: number, numColumns = 1): void { this.setColumnsHidden(this.columns(columnIndex, numColumns), false); }
  isRowHiddenByUser(rowPosition: number): boolean { return this.grid.isRowHidden(this.rows(rowPosition, 1).row); }
  isRowHiddenByFilter(rowPosition: number): boolean { return this.grid.isRowHiddenByFilter(this.rows(rowPosition, 1).row); }
  isColumnHiddenByUser(columnPosition: number): boolean { return this.grid.isColumnHidden(this.columns(columnPosition, 1).column); }

  private setRowsHidden(rect: Rect, hidden: boolean): void {
    this.requireSheetShape();
    this.grid.setRowsHidden(rect.row, rect.rowCount, hidden);
  }

  private setColumnsHidden(rect: Rect, hidden: boolean): void {
    this.requireSheetShape();
    this.grid.setColumnsHidden(rect.column, rect.columnCount, hidden);
  }

  // Sizes
  getRowHeight(rowPosition: number): number { return this.grid.rowHeight(this.rows(rowPosition, 1).row); }
  getColumnWidth(columnPosition: number): number { return this.grid.columnWidth(this.columns(columnPosition, 1).column); }
  setRowHeight(rowPosition: number, height: number): GSheet { return this.setRowHeights(rowPosition, 1, height); }
  setRowHeightsForced(startRow: number, numRows: number, height: number): GSheet { return this.setRowHeights(startRow, numRows, height); }
  setColumnWidth(columnPosition: number, width: number): GSheet { return this.setColumnWidths(columnPosition, 1, width); }
  autoResizeColumn(columnPosition: number): GSheet { return this.autoResizeColumns(columnPosition, 1); }
  autoResizeRows(startRow: number, numRows: number): GSheet {
    const rect = this.rows(startRow, numRows);
    this.requireSheetShape();
    return this.settled(() => {
      const heights = Array.from({ length: numRows }, (_unused, offset) => fittedRowHeight(this.grid, rect.row + offset));
      let start = 0;
      heights.forEach((height, offset) => {
        if (heights[offset + 1] === height) return;
        this.grid.setRowHeights(rect.row + start, offset - start + 1, height);
        start = offset + 1;
      });
      return this.self;
    });
  }

  setRowHeights(startRow: number, numRows: number, height: number): GSheet {
    const rect = this.rows(startRow, numRows);
    this.requireSheetShape();
    this.grid.setRowHeights(rect.row, numRows, height);
    return this.self;
  }

  setColumnWidths(startColumn: number, numColumns: number, width: number): GSheet {
    const rect = this.columns(startColumn, numColumns);
    this.requireSheetShape();
    this.grid.setColumnWidths(rect.column, numColumns, width);
    return this.self;
  }

  autoResizeColumns(startColumn: number, numColumns: number): GSheet {
    const rect = this.columns(startColumn, numColumns);
    this.requireSheetShape();
    return this.settled(() => {
      this.grid.autoFitColumns(rect.column, numColumns);
      return this.self;
    });
  }

  // Frozen
  getFrozenRows(): number { return this.grid.frozenRows; }
  getFrozenColumns(): number { return this.grid.frozenColumns; }

  setFrozenRows(rows: number): void {
    if (rows < 0 || rows > this.grid.rowCount) throw new ServiceError(errorTexts.outside);
    if (rows === this.grid.rowCount) throw new ServiceError("You can't freeze all visible rows on the sheet.");
    this.requireSheetShape();
    this.grid.frozenRows = rows;
  }

  setFrozenColumns(columns: number): void {
    if (columns < 0 || columns > this.grid.columnCount) throw new ServiceError(errorTexts.outside);
    if (columns === this.grid.columnCount) throw new ServiceError("You can't freeze all visible columns on the sheet.");
    this.requireSheetShape();
    this.grid.frozenColumns = columns;
  }

  // Groups
  getRowGroup(rowIndex: number, groupDepth: number): GGroup | null { return this.group('rows', this.rows(rowIndex, 1).row, groupDepth); }
  getColumnGroup(columnIndex: number, groupDepth: number): GGroup | null { return this.group('columns', this.columns(columnIndex, 1).column, groupDepth); }
  getRowGroupDepth(rowIndex: number): number { return groupsAround(this.grid, 'rows', this.rows(rowIndex, 1).row).length; }
  getColumnGroupDepth(columnIndex: number): number { return groupsAround(this.grid, 'columns', this.columns(columnIndex, 1).column).length; }
  collapseAllRowGroups(): GSheet { return this.fold('rows', 0); }
  collapseAllColumnGroups(): GSheet { return this.fold('columns', 0); }
  expandAllRowGroups(): GSheet { return this.fold('rows', Infinity); }
  expandAllColumnGroups(): GSheet { return this.fold('columns', Infinity); }
  expandRowGroupsUpToDepth(groupDepth: number): GSheet { return this.fold('rows', groupDepth); }
  expandColumnGroupsUpToDepth(groupDepth: number): GSheet { return this.fold('columns', groupDepth); }
  getRowGroupControlPosition(): TogglePosition { return this.controlPosition('rows'); }
  getColumnGroupControlPosition(): TogglePosition { return this.controlPosition('columns'); }
  setRowGroupControlPosition(position: TogglePosition): GSheet { return this.setControlPosition('rows', position); }
  setColumnGroupControlPosition(position: TogglePosition): GSheet { return this.setControlPosition('columns', position); }

  private group(axis: GroupState['axis'], index: number, depth: number): GGroup | null {
    const state = groupsAround(this.grid, axis, index)[depth - 1];
    return state === undefined ? null : new Group(this.execution, this.grid, state);
  }

  /** Unfolds the groups up to a depth and folds the deeper ones. */
  private fold(axis: GroupState['axis'], depth: number): GSheet {
    this.requireSheetShape();
    const own = documentOf(this.grid.book).groups.filter((group) => group.sheetId === this.grid.id && group.axis === axis);
    const byDepth = own.map((group) => ({ group, depth: groupsAround(this.grid, axis, group.index).indexOf(group) + 1 }));
    // Unfolding first: a folded inner group stays hidden inside an unfolded outer one.
    for (const entry of byDepth.filter((each) => each.depth <= depth)) setCollapsed(this.grid, entry.group, false);
    for (const entry of byDepth.filter((each) => each.depth > depth)) setCollapsed(this.grid, entry.group, true);
    return this.self;
  }

  private controlPosition(axis: GroupState['axis']): TogglePosition {
    const stored = documentOf(this.grid.book).settings[`${axis}.control.${String(this.grid.id)}`];
    return enumMember<TogglePosition>('Spreadsheet.GroupControlTogglePosition', stored === 'BEFORE' ? 'BEFORE' : 'AFTER');
  }

  private setControlPosition(axis: GroupState['axis'], position: TogglePosition): GSheet {
    this.requireSheetShape();
    documentOf(this.grid.book).settings[`${axis}.control.${String(this.grid.id)}`] = enumNameOf(position) ?? 'AFTER';
    return this.self;
  }
}
