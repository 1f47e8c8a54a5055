/** Base of the classes of SpreadsheetApp: access to the engine, the document's model, rights and the queue of buffered writes. */
import type { Book, Sheet as Grid } from '../../engine/book';
import type { CellInput, Rect } from '../../engine/values';
import type { Execution } from '../../runtime/execution';
import { pending, ServiceError, ServiceObject } from '../../runtime/service';
import { documentOf, type DocumentModel } from './document-model';
import type { GRange, GSheet, GSpreadsheet } from './google-types';

/** Which sides of a range were written without a bound (`A2:A`). */
export interface OpenSides {
  readonly startRow: boolean;
  readonly startColumn: boolean;
  readonly endRow: boolean;
  readonly endColumn: boolean;
}

/** Makes objects of the three classes that all others return; filled by module.ts, so that class files need not import in circles. */
export interface ObjectMaker {
  range(execution: Execution, grid: Grid, rect: Rect, open?: OpenSides): GRange;
  sheet(execution: Execution, grid: Grid): GSheet;
  spreadsheet(execution: Execution, book: Book): GSpreadsheet;
}

let maker: ObjectMaker | null = null;

/** Sets the maker once, when the module is put together. */
export function setObjectMaker(value: ObjectMaker): void {
  maker = value;
}

/** The greatest number of cells of all grids of a spreadsheet together. */
export const maxCells = 10_000_000;

export const errorTexts = {
  outside: 'The coordinates of the range are outside the dimensions of the sheet.',
  invalid: 'The coordinates or dimensions of the range are invalid.',
  rowsAtLeastOne: 'The number of rows in the range must be at least 1.',
  columnsAtLeastOne: 'The number of columns in the range must be at least 1.',
  rangeNotFound: 'Range not found',
  protectedCell:
    'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
  tooManyCells: `This action would increase the number of cells in the workbook above the limit of ${String(maxCells)} cells.`,
  tooLong: 'Your input contains more than the maximum of 50000 characters in a single cell.',
} as const;

/** E-mail of the document's owner: stored, or the first user of the host. */
export function ownerOf(execution: Execution, document: DocumentModel): string {
  return document.sharing.owner ?? [...execution.host.users.keys()][0] ?? execution.effectiveUser.email;
}

/** E-mails of all who may edit the document, the owner first. */
export function editorsOf(execution: Execution, document: DocumentModel): string[] {
  const owner = ownerOf(execution, document);
  const others = document.sharing.editors ?? [...execution.host.users.keys()];
  return [owner, ...others.filter((email) => email !== owner)];
}

/** Whether the document is open to the user, for reading or for editing. */
export function accessOf(execution: Execution, book: Book): 'edit' | 'view' | 'none' {
  const document = documentOf(book);
  const { email } = execution.effectiveUser;
  if (editorsOf(execution, document).includes(email)) return 'edit';
  return document.sharing.viewers.includes(email) ? 'view' : 'none';
}

/** Base of all classes of this folder. */
export abstract class SheetObject extends ServiceObject {
  protected get engine(): Execution['host']['engine'] {
    return this.execution.host.engine;
  }

  protected get make(): ObjectMaker {
    if (maker === null) throw new Error('module.ts of the spreadsheet services was not loaded');
    return maker;
  }

  /**
   * Reads after all formulas, spills and custom functions show their values. Inside a custom function, which is itself part of a
   * calculation, the present values are read.
   */
  protected settled<T>(read: () => T): T {
    if (this.execution.kind === 'customFunction') return read();
    return pending(this.engine.settle().then(read));
  }

  /** Queues a write to cells; rights are checked when it is carried out, so a refusal shows at the next read, flush or end. */
  protected bufferWrite(grid: Grid, rects: readonly Rect[], write: () => void | Promise<void>): void {
    this.execution.buffer(() => {
      for (const rect of rects) this.requireEdit(grid, rect);
      return write();
    });
  }

  /** As `bufferWrite`, for writes that need the results of formulas (copying values, sorting). */
  protected bufferSettledWrite(grid: Grid, rects: readonly Rect[], write: () => void): void {
    this.bufferWrite(grid, rects, async () => {
      await this.engine.settle();
      write();
    });
  }

  /** Throws the platform's text when a protection keeps the user from the rectangle. */
  protected requireEdit(grid: Grid, rect: Rect): void {
    if (!this.mayEdit(grid, rect)) throw new ServiceError(errorTexts.protectedCell);
  }

  /** Throws unless the user may edit the whole document (its sheets, names, settings). */
  protected requireEditor(book: Book): void {
    if (accessOf(this.execution, book) !== 'edit') throw new ServiceError(errorTexts.protectedCell);
  }

  protected mayEdit(grid: Grid, rect: Rect): boolean {
    const document = documentOf(grid.book);
    return accessOf(this.execution, grid.book) === 'edit'
      && document.mayEdit(this.execution.effectiveUser.email, ownerOf(this.execution, document), grid.id, rect);
  }
}

/** The whole grid of a sheet as a rectangle. */
export function wholeGrid(grid: Grid): Rect {
  return { row: 0, column: 0, rowCount: grid.rowCount, columnCount: grid.columnCount };
}

/** Throws when the book's grids would hold too many cells after growing by `added`. */
export function requireCells(book: Book, added: number): void {
  const present = book.sheets().reduce((sum, sheet) => sum + sheet.rowCount * sheet.columnCount, 0);
  if (present + added > maxCells) throw new ServiceError(errorTexts.tooManyCells);
}

/** Whether formulas that may fill further cells were written since the last recalculation the execution waited for. */
interface WrittenArrays {
  pending: boolean;
}

/** The execution's note of such formulas. */
export function writtenArrays(execution: Execution): WrittenArrays {
  return execution.memory<WrittenArrays>('spreadsheet.arrays', () => ({ pending: false }));
}

/** Takes note of formulas with a call, a range or an array among inputs that are being written. */
export function noteArrays(execution: Execution, inputs: readonly (readonly CellInput[])[]): void {
  const note = writtenArrays(execution);
  if (note.pending) return;
  note.pending = inputs.some((row) => row.some((input) =>
    typeof input === 'object' && input !== null && input.formula !== undefined && /[(:{]/.test(input.formula)));
}

/** Whether two handles mean the same sheet. */
export function sameGrid(first: Grid, second: Grid): boolean {
  return first.id === second.id && first.book.id === second.book.id;
}
