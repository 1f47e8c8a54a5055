/** Filter: the one basic filter of a sheet. */
import type { Sheet as Grid } from '../../engine/book';
import type { FilterState } from '../../engine/values';
import type { Execution } from '../../runtime/execution';
import { members, ServiceError, type MemberTable } from '../../runtime/service';
import { FilterCriteria } from './filter-criteria';
import type { GFilter, GFilterCriteria, GRange } from './google-types';
import { SheetObject } from './sheet-object';

const WRITES = ['remove', 'removeColumnFilterCriteria', 'setColumnFilterCriteria', 'sort'] as const;

export class Filter extends SheetObject implements Pick<GFilter, 'getColumnFilterCriteria' | 'getRange' | (typeof WRITES)[number]> {
  static readonly interfaceName = 'Spreadsheet.Filter';
  static readonly members: MemberTable = {
    ...members('navigate', 'exact', ['getRange'], { drains: true }),
    ...members('read', 'exact', ['getColumnFilterCriteria']),
    ...members('write', 'exact', WRITES, { drains: true }),
  };

  constructor(execution: Execution, private readonly grid: Grid) {
    super(execution);
  }

  private state(): FilterState {
    const state = this.grid.filter();
    if (state === null) throw new ServiceError('The filter no longer exists.');
    return state;
  }

  /** Sheet column (0-based) of a 1-based column position of the sheet; throws outside the filter. */
  private column(columnPosition: number): number {
    const { rect } = this.state();
    const column = columnPosition - 1;
    if (column < rect.column || column >= rect.column + rect.columnCount) {
      throw new ServiceError("Column out of the filter's range.");
    }
    return column;
  }

  getRange(): GRange {
    return this.make.range(this.execution, this.grid, this.state().rect);
  }

  getColumnFilterCriteria(columnPosition: number): GFilterCriteria | null {
    const stored = this.state().criteria[this.column(columnPosition)];
    return stored === undefined ? null : FilterCriteria.ofStored(this.execution, stored, this.grid.book, this.make);
  }

  setColumnFilterCriteria(columnPosition: number, filterCriteria: GFilterCriteria | null): GFilter {
    const column = this.column(columnPosition);
    this.requireEdit(this.grid, this.state().rect);
    return this.settled(() => {
      this.grid.setFilterCriteria(column, FilterCriteria.stored(filterCriteria, this.grid.book));
      return this;
    });
  }

  removeColumnFilterCriteria(columnPosition: number): GFilter {
    this.requireEdit(this.grid, this.state().rect);
    this.grid.setFilterCriteria(this.column(columnPosition), null);
    return this;
  }

  sort(columnPosition: number, ascending: boolean): GFilter {
    const column = this.column(columnPosition);
    const { rect } = this.state();
    this.requireEdit(this.grid, rect);
    return this.settled(() => {
      if (rect.rowCount > 1) this.grid.sort({ ...rect, row: rect.row + 1, rowCount: rect.rowCount - 1 }, [{ column, ascending }]);
      return this;
    });
  }

  remove(): void {
    this.requireEdit(this.grid, this.state().rect);
    this.grid.removeFilter();
  }
}
