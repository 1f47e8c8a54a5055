/** The interfaces of the spreadsheet engine: Engine → Book → Sheet. Everything is 0-based and knows nothing of scripts. */
import type { ICommandService, Univer } from '@univerjs/core';
import type {
  BandingState, BookEvent, BookSnapshot, CellInput, CellRead, CellStyle, ClearKinds, ConditionalRule, CustomFunctionCall,
  CustomFunctionInfo, DefinedName, FilterCriteria, FilterState, PasteKind, Rect, SortKey, StylePatch, TextRun, ValidationRule,
} from './values';

/** Options of `createEngine` (engine.ts). */
export interface EngineOptions {
  /** Registers further plugins (the page's UI) on the new Univer, before the first book exists. */
  readonly plugins?: (univer: Univer) => void;
  /** Registers plugins that must come after the sheet plugins (conditional format UI, filter UI, …). */
  readonly pluginsAfter?: (univer: Univer) => void;
  /** The wall clock of TODAY and NOW (the virtual clock of the host). */
  readonly now?: () => Date;
  /** Merged with the engine's own locale texts, by Univer locale name (`enUS`, `ruRU`). */
  readonly locales?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Language of Univer's own texts: `enUS` (default) or `ruRU`. */
  readonly uiLocale?: 'enUS' | 'ruRU';
  /** True when the page's UI plugins are registered: they shift conditional formats themselves and need redraws. */
  readonly withUi?: boolean;
}

/** A book to be created: blank, or from a snapshot. */
export type NewBook =
  | { readonly snapshot: BookSnapshot; readonly id?: string; readonly name?: string }
  | {
    readonly id?: string;
    readonly name?: string;
    /** Google's name of the locale: `en_US` (default), `en_GB`, `ru_RU`, `de_DE`. */
    readonly locale?: string;
    /** IANA name; default `Etc/GMT`. */
    readonly timeZone?: string;
    /** Name of the first sheet; default `Sheet1`. */
    readonly sheetName?: string;
    /** Default 1000. */
    readonly rowCount?: number;
    /** Default 26. */
    readonly columnCount?: number;
  };

/** One Univer instance with several books. `createEngine(options)` in engine.ts makes one. */
export interface Engine {
  readonly univer: Univer;
  /** Univer's commands: what runs through them counts as the user's hand. */
  readonly commands: ICommandService;
  books(): readonly Book[];
  /** Null when there is no such book. */
  book(id: string): Book | null;
  createBook(book: NewBook): Book;
  /** Copy with a new id, as File → Make a copy does; part data are copied too. */
  copyBook(book: Book, name: string): Book;
  disposeBook(book: Book): void;
  /** Makes the book the one that the page shows. */
  show(book: Book): void;
  /**
   * Recalculates what was written since the last call; resolves when formulas, spills and custom functions show their new
   * values. Immediate when nothing was written.
   */
  settle(): Promise<void>;
  /**
   * Replaces all custom functions by these (a new push of a script) and recalculates the formulas that call them. Those
   * named like a built-in function are left out, as Sheets never calls them.
   */
  registerCustomFunctions(functions: readonly CustomFunctionInfo[], call: CustomFunctionCall): void;
  /** True for the name of a built-in function, in either case. */
  isBuiltIn(name: string): boolean;
  /** How many times the formula of a conditional format was evaluated: only for cells that somebody looked at. */
  readonly ruleEvaluations: number;
  /** Returns the function that removes the listener. */
  onEvent(listener: (event: BookEvent) => void): () => void;
  dispose(): void;
}

/** A workbook. */
export interface Book {
  readonly id: string;
  name: string;
  /** `ru_RU`; changes parsing and display of later input, not stored values. */
  locale: string;
  timeZone: string;
  /** In tab order. */
  sheets(): readonly Sheet[];
  sheet(id: number): Sheet | null;
  /** By name, case-insensitive as Sheets compares names. */
  sheetByName(name: string): Sheet | null;
  /** Throws when the name is taken. `index` defaults to the end. */
  insertSheet(options: { readonly name: string; readonly index?: number; readonly rowCount?: number; readonly columnCount?: number }): Sheet;
  /** Throws when it is the only sheet. */
  deleteSheet(sheet: Sheet): void;
  /** The copy carries cells, formats, validations, conditional formats, notes, filter, bandings, sizes. */
  duplicateSheet(sheet: Sheet, name: string, index?: number): Sheet;
  moveSheet(sheet: Sheet, index: number): void;
  /** Copies a sheet of another (or this) book to the end of this one. */
  importSheet(source: Sheet, name: string): Sheet;
  activeSheet(): Sheet;
  activate(sheet: Sheet): void;
  definedNames(): readonly DefinedName[];
  /** Creates or replaces. `formula` is en-US without `=`. */
  setDefinedName(name: string, formula: string): void;
  removeDefinedName(name: string): boolean;
  snapshot(): BookSnapshot;
  /** Data that others keep with the book (JSON): `save` is called by `snapshot()`. */
  registerPart(name: string, save: () => unknown): void;
  /** The data of a part as loaded with the snapshot; undefined for a new book. */
  partData(name: string): unknown;
}

/** One sheet of a book. Methods throw RangeError for coordinates outside the grid. */
export interface Sheet {
  readonly book: Book;
  /** Stable number; the first sheet of a new book has 0. */
  readonly id: number;
  /** Univer's id of the sheet (for the page). */
  readonly key: string;
  name: string;
  readonly index: number;
  hidden: boolean;
  /** `#rrggbb` or null. */
  tabColor: string | null;
  rightToLeft: boolean;
  gridlinesHidden: boolean;
  /** Rows and columns of the grid; setting grows or cuts at the end. */
  rowCount: number;
  columnCount: number;
  frozenRows: number;
  frozenColumns: number;
  /** Number of rows up to the last one with content (formulas giving '' and checkboxes count); 0 = empty. */
  lastRow(): number;
  lastColumn(): number;

  // Cells
  read(rect: Rect): CellRead[][];
  /** Texts as shown, by the book's locale and the cells' patterns. */
  display(rect: Rect): string[][];
  /** `inputs` has the shape of `rect`. Does not settle. */
  write(rect: Rect, inputs: readonly (readonly CellInput[])[]): void;
  /** Writes typed text: parsed by the book's locale, `@` cells keep text; sets automatic formats on cells without one. */
  type(row: number, column: number, text: string): void;
  /** Message behind an error (custom function, blocked spill); null when there is none. */
  errorMessage(row: number, column: number): string | null;
  /** Extent of the array formula at this cell, null where there is none. */
  spillRect(row: number, column: number): Rect | null;
  /** Runs of rich text; empty when plain. */
  readRuns(row: number, column: number): readonly TextRun[];
  styles(rect: Rect): CellStyle[][];
  /** One patch for all cells, or an array in the shape of `rect`. */
  writeStyles(rect: Rect, patch: StylePatch | readonly (readonly (StylePatch | undefined)[])[]): void;
  /** Style with conditional formats and bandings applied, as seen. */
  effectiveStyle(row: number, column: number): CellStyle;
  clear(rect: Rect, kinds: ClearKinds): void;
  /**
   * Pastes `source` at (row, column) of `target`, repeated while `repeat` (a multiple size of the target) asks for it;
   * relative references move.
   */
  copy(source: Rect, target: Sheet, row: number, column: number, options?: { readonly kind?: PasteKind; readonly transposed?: boolean }): void;
  /** Cut and paste: references to the moved cells follow. */
  moveCells(source: Rect, target: Sheet, row: number, column: number): void;
  /** Shifts cells of the rectangle down or right to make room. */
  insertCells(rect: Rect, shift: 'rows' | 'columns'): void;
  deleteCells(rect: Rect, shift: 'rows' | 'columns'): void;

  // Rows and columns
  insertRows(index: number, count: number): void;
  insertColumns(index: number, count: number): void;
  deleteRows(index: number, count: number): void;
  deleteColumns(index: number, count: number): void;
  /** Moves before the row that stands at `target` now. */
  moveRows(index: number, count: number, target: number): void;
  moveColumns(index: number, count: number, target: number): void;
  setRowsHidden(index: number, count: number, hidden: boolean): void;
  setColumnsHidden(index: number, count: number, hidden: boolean): void;
  /** Hidden by hand (not by the filter). */
  isRowHidden(row: number): boolean;
  isColumnHidden(column: number): boolean;
  /** Pixels; defaults 21 and 100. */
  rowHeight(row: number): number;
  columnWidth(column: number): number;
  setRowHeights(index: number, count: number, heightPixels: number): void;
  setColumnWidths(index: number, count: number, widthPixels: number): void;
  autoFitColumns(index: number, count: number): void;
  /** Sheets' order: numbers, texts, booleans, errors; blanks last in both directions; stable. */
  sort(rect: Rect, keys: readonly SortKey[]): void;

  // Filter
  filter(): FilterState | null;
  /** Throws when there is one. */
  createFilter(rect: Rect): void;
  /** null removes the criteria of the column. */
  setFilterCriteria(column: number, criteria: FilterCriteria | null): void;
  removeFilter(): void;
  isRowHiddenByFilter(row: number): boolean;

  // Merges, notes, rules
  merges(): readonly Rect[];
  /** Keeps the top left value; throws when it cuts another merge. */
  merge(rect: Rect): void;
  /** Breaks every merge that touches the rectangle. */
  unmerge(rect: Rect): void;
  note(row: number, column: number): string;
  /** All notes of the sheet. */
  noteList(): readonly { readonly row: number; readonly column: number; readonly text: string }[];
  /** '' removes. */
  setNote(row: number, column: number, text: string): void;
  validations(): readonly ValidationRule[];
  validationAt(row: number, column: number): ValidationRule | null;
  /** Sets the rule on these ranges (cut out of other rules); null removes. Returns the id. */
  setValidation(ranges: readonly Rect[], rule: Omit<ValidationRule, 'id' | 'ranges'> | null): string | null;
  conditionalRules(): readonly ConditionalRule[];
  /** Replaces all; the first wins. */
  setConditionalRules(rules: readonly (Omit<ConditionalRule, 'id'> & { readonly id?: string })[]): void;
  bandings(): readonly BandingState[];
  setBandings(bandings: readonly BandingState[]): void;
}
