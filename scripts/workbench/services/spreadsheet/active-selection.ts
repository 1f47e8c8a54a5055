/** What is active for an execution: spreadsheet, sheet, selected ranges; kept in the user's window. */
import type { Book, Sheet as Grid } from '../../engine/book';
import type { Rect } from '../../engine/values';
import type { Execution } from '../../runtime/execution';
import { parseAddress, printAddress } from './a1-notation';

/** The selection of an execution in a book that is not the open one (openById): lives as long as the execution. */
interface OwnSelection {
  sheetId: number | null;
  readonly rects: Map<number, readonly Rect[]>;
}

function ownSelection(execution: Execution, book: Book): OwnSelection {
  return execution.memory(`spreadsheet.selection.${book.id}`, () => ({ sheetId: null, rects: new Map() }));
}

/** Id of the book set by setActiveSpreadsheet, or of the document of the execution. */
export function activeBookId(execution: Execution): string | null {
  const chosen = execution.memory<{ bookId: string | null }>('spreadsheet.active', () => ({ bookId: null }));
  return chosen.bookId ?? execution.active?.bookId ?? null;
}

export function setActiveBook(execution: Execution, book: Book): void {
  execution.memory<{ bookId: string | null }>('spreadsheet.active', () => ({ bookId: null })).bookId = book.id;
}

/** The sheet a script sees as active: of the user's window for the open document, else the first one or the one it activated. */
export function activeGrid(execution: Execution, book: Book): Grid {
  const sheetId = execution.active?.bookId === book.id ? execution.active.sheetId : ownSelection(execution, book).sheetId;
  const grid = sheetId === null ? null : book.sheet(sheetId);
  return grid ?? (execution.active?.bookId === book.id ? book.activeSheet() : (book.sheets()[0] ?? book.activeSheet()));
}

export function activateGrid(execution: Execution, grid: Grid): void {
  const { book } = grid;
  if (execution.active?.bookId !== book.id) {
    ownSelection(execution, book).sheetId = grid.id;
    return;
  }
  if (activeGrid(execution, book).id !== grid.id) {
    execution.active.sheetId = grid.id;
    execution.active.selection = [];
  }
  book.activate(grid);
}

/** Selected rectangles of a sheet, the last one is the active range; A1 when nothing was selected. */
export function selectedRects(execution: Execution, grid: Grid): readonly Rect[] {
  const first: Rect = { row: 0, column: 0, rowCount: 1, columnCount: 1 };
  if (execution.active?.bookId !== grid.book.id) return ownSelection(execution, grid.book).rects.get(grid.id) ?? [first];
  if (activeGrid(execution, grid.book).id !== grid.id) return [first];
  const rects = execution.active.selection.flatMap((text) => {
    const address = parseAddress(text);
    if (address === null) return [];
    const row = address.startRow ?? 0;
    const column = address.startColumn ?? 0;
    return [{
      row, column, rowCount: (address.endRow ?? grid.rowCount - 1) - row + 1, columnCount: (address.endColumn ?? grid.columnCount - 1) - column + 1,
    }];
  });
  return rects.length === 0 ? [first] : rects;
}

/** Selects rectangles of a sheet, which becomes the active one. */
export function selectRects(execution: Execution, grid: Grid, rects: readonly Rect[]): void {
  activateGrid(execution, grid);
  if (execution.active?.bookId !== grid.book.id) {
    ownSelection(execution, grid.book).rects.set(grid.id, rects);
    return;
  }
  execution.active.selection = rects.map((rect) => printAddress({
    startRow: rect.row, startColumn: rect.column, endRow: rect.row + rect.rowCount - 1, endColumn: rect.column + rect.columnCount - 1,
  }));
}

/** The cell that has the cursor: the top left one of the active range, or one chosen inside it by setCurrentCell. */
export function currentCell(execution: Execution, grid: Grid): Rect {
  const rects = selectedRects(execution, grid);
  const active = rects[rects.length - 1];
  const chosen = execution.memory<{ cell: Rect | null; sheet: string }>('spreadsheet.cell', () => ({ cell: null, sheet: '' }));
  if (active === undefined) return { row: 0, column: 0, rowCount: 1, columnCount: 1 };
  const { cell } = chosen;
  const inside = cell !== null && chosen.sheet === grid.key && cell.row >= active.row && cell.row < active.row + active.rowCount
    && cell.column >= active.column && cell.column < active.column + active.columnCount;
  return inside ? cell : { ...active, rowCount: 1, columnCount: 1 };
}

/** Puts the cursor on a cell; the selection stays when the cell lies inside it. */
export function setCurrentCell(execution: Execution, grid: Grid, cell: Rect): void {
  const one = { ...cell, rowCount: 1, columnCount: 1 };
  const rects = activeGrid(execution, grid.book).id === grid.id ? selectedRects(execution, grid) : [];
  const active = rects[rects.length - 1];
  const inside = active !== undefined && cell.row >= active.row && cell.row < active.row + active.rowCount
    && cell.column >= active.column && cell.column < active.column + active.columnCount;
  if (!inside) selectRects(execution, grid, [one]);
  Object.assign(execution.memory('spreadsheet.cell', () => ({ cell: null as Rect | null, sheet: '' })), { cell: one, sheet: grid.key });
}
