/** Selection: what is selected on the active sheet. */
import type { Sheet as Grid } from '../../engine/book';
import type { Execution } from '../../runtime/execution';
import { members, type MemberTable } from '../../runtime/service';
import { currentCell, selectedRects } from './active-selection';
import type { GRange, GRangeList, GSelection, GSheet } from './google-types';
import { directionSteps } from './range-geometry';
import { RangeList } from './range-list';
import { SheetObject, type ObjectMaker } from './sheet-object';

const NAMES = ['getActiveRange', 'getActiveRangeList', 'getActiveSheet', 'getCurrentCell'] as const;

export class Selection extends SheetObject implements Pick<GSelection, (typeof NAMES)[number] | 'getNextDataRange'> {
  static readonly interfaceName = 'Spreadsheet.Selection';
  static readonly members: MemberTable = {
    ...members('navigate', 'exact', NAMES),
    ...members('read', { partial: 'extends the active range to the next edge of data in that direction' }, ['getNextDataRange']),
  };

  constructor(execution: Execution, private readonly grid: Grid) {
    super(execution);
  }

  static activeRange(execution: Execution, grid: Grid, make: ObjectMaker): GRange | null {
    const rects = selectedRects(execution, grid);
    const last = rects[rects.length - 1];
    return last === undefined ? null : make.range(execution, grid, last);
  }

  static activeRangeList(execution: Execution, grid: Grid, make: ObjectMaker): GRangeList {
    return new RangeList(execution, selectedRects(execution, grid).map((rect) => make.range(execution, grid, rect)));
  }

  getActiveSheet(): GSheet { return this.make.sheet(this.execution, this.grid); }
  getActiveRange(): GRange | null { return Selection.activeRange(this.execution, this.grid, this.make); }
  getActiveRangeList(): GRangeList | null { return Selection.activeRangeList(this.execution, this.grid, this.make); }
  getCurrentCell(): GRange | null { return this.make.range(this.execution, this.grid, currentCell(this.execution, this.grid)); }

  getNextDataRange(direction: GoogleAppsScript.Spreadsheet.Direction): GRange | null {
    const rects = selectedRects(this.execution, this.grid);
    const active = rects[rects.length - 1];
    if (active === undefined) return null;
    return this.settled(() => {
      const [rowStep, columnStep] = directionSteps(direction);
      const edge = {
        row: rowStep > 0 ? active.row + active.rowCount - 1 : active.row,
        column: columnStep > 0 ? active.column + active.columnCount - 1 : active.column,
      };
      const next = this.make.range(this.execution, this.grid, { ...edge, rowCount: 1, columnCount: 1 }).getNextDataCell(direction);
      return Promise.resolve(next).then((cell) => {
        const row = Math.min(active.row, cell.getRow() - 1);
        const column = Math.min(active.column, cell.getColumn() - 1);
        return this.make.range(this.execution, this.grid, {
          row, column,
          rowCount: Math.max(active.row + active.rowCount, cell.getRow()) - row,
          columnCount: Math.max(active.column + active.columnCount, cell.getColumn()) - column,
        });
      });
    }) as unknown as GRange;
  }
}
