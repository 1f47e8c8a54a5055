/** Every bulk change of data: checked, written down in the Journal with what stood there, then written; `undoAction` takes it back. */
import type { Issue, Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import type { Cell } from '../../core/table/cell';
import { runsOf } from '../../core/table/index-runs';
import type { Base, Table } from '../base';
import type { RowBlock } from '../row-block';
import { writeBlock } from '../row-block';
import type { ChangedTab } from './changes';
import type { CellMake } from './edit-records';
import { editedCells, readCellMake, removedIndexes, removedRows } from './edit-records';
import type { LocatedChange } from './import-changes';
import { rowsAdded } from './import-changes';
import { joinedCells } from './joined-cells';
import type { Action } from './journal-tab';
import { Journal } from './journal-tab';
import { columnBounds, gridOf, rectanglesOf, setPattern, wholeRows } from './rectangles';

/** One cell to overwrite. `before` and `after` are values as the table gives them; formulas and formats that stood there are kept by `writeEdits` itself. */
export interface CellEdit {
  /** Index in `table.rows`; row 0 is the header. */
  readonly rowIndex: number;
  /** Stable key of the column; '' for a column of the owner, who is known by his title. */
  readonly column: string;
  readonly columnIndex: number;
  readonly before: Cell;
  readonly after: Cell;
  /** Makes the cell plain text first, so that nothing in it is parsed. */
  readonly asText?: boolean;
}

/** What changes in one tab; name a tab once in a call. Cells of rows that are removed are left out. */
export interface TabEdit {
  readonly tab: ChangedTab;
  /** As read in this execution, before the change. */
  readonly table: Table;
  readonly cells?: readonly CellEdit[];
  /** Indexes in `table.rows`, in any order. */
  readonly removedRows?: readonly number[];
  /** Rows below the last one (`table.rows.length`). */
  readonly appended?: RowBlock;
}

/** What was written. */
export interface EditCounts {
  readonly cells: number;
  readonly rowsAdded: number;
  readonly rowsRemoved: number;
}

/**
 * Checks canEdit for every range (refuses whole with range.protected, nothing written), writes the changes down, then writes cells,
 * appends rows and removes rows (lowest first). The caller holds the lock and calls `endAction`, `saveState` and `closeAction` itself.
 * May be called again after a kill: "continue" = the caller plans again from what stands. Tables are stale afterwards.
 *
 * Counted calls: Journal 2 (1 when it wrote before through the same base) and 1 more each 1,000 lines; for each tab with cells 2 (formulas,
 * formats), 1 where cells become text, 1 for each rectangle of cells, 3 where scattered cells are joined to few; for appended rows those of `writeBlock`; for removed rows 5 and 1 for
 * each run of neighbours. Nothing to do = no calls.
 */
export function writeEdits(base: Base, action: Action, edits: readonly TabEdit[]): Outcome<EditCounts | null> {
  const { book } = base.ports;
  const sound = edits.map(withoutRemovedCells);
  const refused = sound.filter((edit) => !isAllowed(base, edit));
  if (refused.length > 0) return outcome(null, refused.map(({ table }) => issue('range.protected', { range: table.tab.name }, { sheet: table.tab.name })));
  const group = base.ports.keys.randomText().slice(0, 8);
  const edited = sound.map((edit) => ({ edit, make: readCellMake(base, edit) }));
  const changes = edited.flatMap(({ edit, make }): LocatedChange[] => [
    ...editedCells(edit, group, make).map((change) => ({ sheetId: edit.table.tab.sheetId, change })),
    ...(edit.appended === undefined ? [] : rowsAdded(edit.tab, edit.table, edit.appended)),
    ...removedRows(base, edit, group).map((change) => ({ sheetId: edit.table.tab.sheetId, change })),
  ]);
  if (changes.length === 0) return outcome({ cells: 0, rowsAdded: 0, rowsRemoved: 0 });
  new Journal(base).write(action, 'planned', changes);
  for (const { edit, make } of edited) writeCells(base, edit, make);
  for (const { table, appended } of sound) if (appended !== undefined) writeBlock(base, table.tab.sheetId, appended);
  for (const edit of sound) {
    for (const { first, count } of runsOf(removedIndexes(edit)).reverse()) book.removeRows(edit.table.tab.sheetId, first, count);
  }
  const sum = (countOf: (edit: TabEdit) => number): number => sound.reduce((total, edit) => total + countOf(edit), 0);
  return outcome({ cells: sum(({ cells = [] }) => cells.length), rowsAdded: sum(({ appended }) => appended?.rows.length ?? 0), rowsRemoved: sum((edit) => removedIndexes(edit).length) });
}

/**
 * Says in the Journal that an action came to its end, and keeps the Journal within its limits: the notice of forgotten actions is to be
 * shown. To be followed by `saveState`. 1 counted call when the action wrote to the Journal in this execution through the same base, else
 * 2; more only when the Journal is pruned.
 */
export function closeAction(base: Base, action: Action): readonly Issue[] {
  const journal = new Journal(base);
  journal.write(action, 'done', []);
  return journal.prune(action);
}

function withoutRemovedCells(edit: TabEdit): TabEdit {
  const gone = new Set(removedIndexes(edit));
  return gone.size === 0 || edit.cells === undefined ? edit : { ...edit, cells: edit.cells.filter(({ rowIndex }) => !gone.has(rowIndex)) };
}

/** True when every range of the edit may be written. Whole columns and spans of rows are asked first: only where one is refused, each rectangle. */
function isAllowed(base: Base, edit: TabEdit): boolean {
  const { book } = base.ports;
  const { sheetId } = edit.table.tab;
  const cells = edit.cells ?? [];
  const rows = runsOf(removedIndexes(edit)).map(({ first, count }) => wholeRows(first, count));
  const { appended } = edit;
  const below = appended === undefined || appended.rows.length === 0 ? [] : runsOf(appended.columnIndexes).map(({ first, count }) =>
    ({ rowIndex: appended.rowIndex, columnIndex: first, rowCount: appended.rows.length, columnCount: count }));
  const [top, bottom] = [rows[0], rows[rows.length - 1]];
  const span = top === undefined || bottom === undefined ? [] : [wholeRows(top.rowIndex, bottom.rowIndex + bottom.rowCount - top.rowIndex)];
  if (!book.canEdit(sheetId, below) || !(book.canEdit(sheetId, span) || book.canEdit(sheetId, rows))) return false;
  return book.canEdit(sheetId, columnBounds(cells)) || book.canEdit(sheetId, rectanglesOf(cells));
}

function writeCells(base: Base, { table, cells = [] }: TabEdit, { formatAt }: CellMake): void {
  const { book } = base.ports;
  const { sheetId } = table.tab;
  setPattern(base, sheetId, cells.filter(({ asText }) => asText === true), '@');
  const written = joinedCells(base, sheetId, cells, formatAt);
  const afters = new Map(written.map(({ rowIndex, columnIndex, after }) => [`${rowIndex},${columnIndex}`, after]));
  for (const area of rectanglesOf(written)) book.write(sheetId, area.rowIndex, area.columnIndex, gridOf(area, (rowIndex, columnIndex) => afters.get(`${rowIndex},${columnIndex}`) ?? null));
}
