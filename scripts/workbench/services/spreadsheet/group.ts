/** Group: rows or columns that can be folded together; the depth of a row is the number of groups around it. */
import type { Sheet as Grid } from '../../engine/book';
import type { Rect } from '../../engine/values';
import type { Execution } from '../../runtime/execution';
import { members, ServiceError, type MemberTable } from '../../runtime/service';
import { documentOf, type GroupState } from './document-model';
import type { GGroup, GRange } from './google-types';
import { SheetObject, wholeGrid } from './sheet-object';

const NAVIGATION = ['getControlIndex', 'getDepth', 'getRange', 'isCollapsed'] as const;
const WRITES = ['collapse', 'expand', 'remove'] as const;

/** Groups of one axis of a sheet around an index, the outermost first. */
export function groupsAround(grid: Grid, axis: GroupState['axis'], index: number): GroupState[] {
  return documentOf(grid.book).groups
    .filter((group) => group.sheetId === grid.id && group.axis === axis && index >= group.index && index < group.index + group.count)
    .sort((first, second) => second.count - first.count || first.index - second.index);
}

/** Folds or unfolds a group. */
export function setCollapsed(grid: Grid, group: GroupState, collapsed: boolean): void {
  group.collapsed = collapsed;
  if (group.axis === 'rows') grid.setRowsHidden(group.index, group.count, collapsed);
  else grid.setColumnsHidden(group.index, group.count, collapsed);
}

/** Adds (positive) or takes away (negative) levels of grouping over a stretch of rows or columns. */
export function shiftDepth(grid: Grid, axis: GroupState['axis'], index: number, count: number, delta: number): void {
  const document = documentOf(grid.book);
  for (let added = 0; added < delta; added += 1) {
    if (groupsAround(grid, axis, index).length >= 8) throw new ServiceError('The group depth cannot exceed 8.');
    document.groups.push({ sheetId: grid.id, axis, index, count, collapsed: false });
  }
  for (let removed = 0; removed < -delta; removed += 1) {
    const inner = groupsAround(grid, axis, index).pop();
    if (inner === undefined) return;
    document.groups = document.groups.filter((group) => group !== inner);
    const end = inner.index + inner.count;
    const cutEnd = index + count;
    const rest = [{ index: inner.index, count: index - inner.index }, { index: cutEnd, count: end - cutEnd }];
    document.groups.push(...rest.filter((part) => part.count > 0).map((part) => ({ ...inner, ...part })));
  }
}

export class Group extends SheetObject implements Pick<GGroup, (typeof NAVIGATION)[number] | (typeof WRITES)[number]> {
  static readonly interfaceName = 'Spreadsheet.Group';
  static readonly members: MemberTable = { ...members('navigate', 'exact', NAVIGATION, { drains: true }), ...members('write', 'exact', WRITES, { drains: true }) };

  constructor(execution: Execution, private readonly grid: Grid, private readonly state: GroupState) {
    super(execution);
  }

  private rect(): Rect {
    const { axis, index, count } = this.state;
    const whole = wholeGrid(this.grid);
    return axis === 'rows' ? { ...whole, row: index, rowCount: count } : { ...whole, column: index, columnCount: count };
  }

  getRange(): GRange {
    return this.make.range(this.execution, this.grid, this.rect());
  }

  /** 1-based row or column where the fold button stands: after the group unless the sheet says before. */
  getControlIndex(): number {
    const { axis, index, count, sheetId } = this.state;
    const before = documentOf(this.grid.book).settings[`${axis}.control.${String(sheetId)}`] === 'BEFORE';
    return before ? index : index + count + 1;
  }

  getDepth(): number {
    return groupsAround(this.grid, this.state.axis, this.state.index).indexOf(this.state) + 1;
  }

  isCollapsed(): boolean {
    return this.state.collapsed;
  }

  collapse(): GGroup {
    this.requireEdit(this.grid, this.rect());
    setCollapsed(this.grid, this.state, true);
    return this;
  }

  expand(): GGroup {
    this.requireEdit(this.grid, this.rect());
    setCollapsed(this.grid, this.state, false);
    return this;
  }

  remove(): void {
    this.requireEdit(this.grid, this.rect());
    const document = documentOf(this.grid.book);
    document.groups = document.groups.filter((group) => group !== this.state);
  }
}
