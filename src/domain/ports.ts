/** What the use cases need from the world, named by need. Indexes are 0-based; days are serial days; times are epoch milliseconds. */
import type { Cell } from '../core/table/cell';

/** A rectangle of a sheet, 0-based. */
export interface Area {
  readonly rowIndex: number;
  readonly columnIndex: number;
  readonly rowCount: number;
  readonly columnCount: number;
}

/** A tab as it stands now; the name is asked for when it is needed. */
export interface TabReference {
  readonly sheetId: number;
  readonly name: string;
}

/** Who may write a column: white = the owner, grey = computed by the product, blue = system. */
export type ColumnOwner = 'owner' | 'computed' | 'system';

/** The colour of a header tells the same; the legend in Settings shows these. */
export const HEADER_COLOURS: Readonly<Record<ColumnOwner, string>> = { owner: '#ffffff', computed: '#e8eaed', system: '#d2e3fc' };

/** How a column's values are shown. `text` cells never parse what is written into them. */
export type ColumnFormat = 'text' | 'plain' | 'integer' | 'decimal' | 'ratio' | 'percent' | 'money' | 'date' | 'time' | 'score';

/** A column to create: its stable key goes into column metadata. */
export interface ColumnSpec {
  readonly key: string;
  readonly title: string;
  readonly owner: ColumnOwner;
  readonly format: ColumnFormat;
  readonly widthPixels: number;
  readonly wrap?: boolean;
  /** Values offered in a list in each cell of the column. */
  readonly choices?: readonly string[];
}

/** A tab to create. */
export interface TabSpec {
  readonly key: string;
  readonly name: string;
  readonly columns: readonly ColumnSpec[];
  readonly frozenColumns: number;
  readonly hidden: boolean;
  readonly filter: boolean;
  /** Its columns carry their keys as metadata, and are found after a rename and a move. */
  readonly marked: boolean;
}

/** Stable keys found in the metadata of tabs and columns. */
export interface BookMarks {
  readonly tabs: readonly { readonly sheetId: number; readonly key: string }[];
  readonly columns: readonly { readonly sheetId: number; readonly columnIndex: number; readonly key: string }[];
  /** Rows marked as headers. */
  readonly headers: readonly { readonly sheetId: number; readonly rowIndex: number }[];
}

/** How a tab of ours is kept, beside its cells. */
export interface TabCondition {
  /** The whole tab warns before it is edited. */
  readonly guarded: boolean;
  /** Columns that warn before they are edited. */
  readonly guardedColumns: readonly number[];
  /** Number formats of the first row under the header by column, in en-US marks; [] for a tab without rows. */
  readonly formats: readonly string[];
  /** Conditional-format rules of ours. */
  readonly rules: number;
}

/** A conditional-format rule of ours: `formula` in en-US notation for the first row of the areas, with the mark of ours inside. */
export interface HighlightRule {
  readonly formula: string;
  readonly background: string;
  readonly areas: readonly Area[];
}

/** One column of a row filter: keep rows whose shown text is among `keep` (all texts of the column are `keep` + `hide`), or whose number is ≥ `atLeast` / ≤ `atMost`. */
export type ColumnFilter =
  | { readonly columnIndex: number; readonly hide: readonly string[] }
  | { readonly columnIndex: number; readonly atLeast: number }
  | { readonly columnIndex: number; readonly atMost: number };

/** Everything of a rectangle that must come back with it; each part has the rectangle's shape. `values` of formula cells are their results. */
export interface Contents {
  readonly values: readonly (readonly Cell[])[];
  /** '' where there is no formula. */
  readonly formulas: readonly (readonly string[])[];
  /** '' where there is no note. */
  readonly notes: readonly (readonly string[])[];
  readonly backgrounds: readonly (readonly string[])[];
  /** Number formats in en-US marks; `@` is plain text. */
  readonly formats: readonly (readonly string[])[];
}

/** Rows that the person at the keyboard has selected. */
export interface BookSelection {
  readonly sheetId: number;
  /** Selected rows down to the last one with content, ascending, without those that a filter hides. */
  readonly rowIndexes: readonly number[];
  /** Selected rows that a filter hides. */
  readonly hidden: number;
  /** All selected rows down to the last one with content. */
  readonly rowCount: number;
  /** There are more than may be looked at, since a filter is on: none is named. */
  readonly isTooLarge: boolean;
}

/** The spreadsheet. Counted service calls (cells, formats, rules, metadata) stand at each method; the rest is navigation. */
export interface Book {
  /** 0 counted calls. */
  spreadsheetId(): string;
  /** 0 counted calls. */
  name(): string;
  /** Spreadsheet locale such as `ru_RU`. 0 counted calls. */
  locale(): string;
  /** All tabs. 0 counted calls. */
  tabs(): readonly TabReference[];
  /** The tab of a name, or null. 0 counted calls. */
  tabByName(name: string): TabReference | null;
  /** Everything from A1 to the last cell with content; `[]` for an empty sheet. 1 counted call. */
  read(sheetId: number): Cell[][];
  /** The first row up to the last column with content; `[]` for an empty sheet. 1 counted call. */
  readHeader(sheetId: number): Cell[];
  /** Number of rows down to the last one with content. 0 counted calls. */
  rowCount(sheetId: number): number;
  /** The given area, which must lie inside the grid. 1 counted call. */
  readArea(sheetId: number, area: Area): Cell[][];
  /** Writes a rectangle at a position; the grid must be large enough (see `ensureRows`). Date cells are written as serial numbers. 1 counted call. */
  write(sheetId: number, rowIndex: number, columnIndex: number, rows: readonly (readonly Cell[])[]): void;
  /** Makes the cells of these columns plain text, so that nothing written into them afterwards is parsed. 1 counted call. */
  formatAsText(sheetId: number, rowIndex: number, rowCount: number, columnIndexes: readonly number[]): void;
  /** Shows the cells of an area in a format. 1 counted call. */
  setFormat(sheetId: number, area: Area, format: ColumnFormat): void;
  /** Colours backgrounds. 1 counted call for each colour. */
  paint(sheetId: number, items: readonly { readonly area: Area; readonly background: string }[]): void;
  /** Makes rows as high as their wrapped texts need. 1 counted call. */
  fitRows(sheetId: number, rowIndex: number, rowCount: number): void;
  /** Grows the grid to at least `rowCount` rows. 1 counted call when it grows, else 0. */
  ensureRows(sheetId: number, rowCount: number): void;
  /** Puts empty rows in front of the one that stands at `rowIndex`, made like that one; what stands there moves down. 1 counted call. */
  insertRows(sheetId: number, rowIndex: number, rowCount: number): void;
  /** Creates a tab with header, metadata, formats, widths, frozen header, filter; returns its id. Not limited. */
  createTab(spec: TabSpec): number;
  /** Appends columns after a given one, with header (in the first row or `headerRowIndex`), metadata and format; returns the first index. Not limited. */
  appendColumns(sheetId: number, afterColumnIndex: number, columns: readonly ColumnSpec[], headerRowIndex?: number): number;
  /** Deletes rows; what stands below moves up. When no row would be left under the header, an empty one is made first. 1 counted call, 2 then. */
  removeRows(sheetId: number, rowIndex: number, rowCount: number): void;
  /** Values, formulas, notes, backgrounds and number formats of an area, which must lie inside the grid. 5 counted calls. */
  readContents(sheetId: number, area: Area): Contents;
  /** Formulas ('' = none) and number formats of an area. 2 counted calls. */
  readMake(sheetId: number, area: Area): { readonly formulas: readonly (readonly string[])[]; readonly formats: readonly (readonly string[])[] };
  /**
   * What stands in an area now, and which of its cells must not be written even with their own value: those with a rule of validation, and
   * those with a formula in them, above or to the left, whose result may reach them. 3 counted calls.
   */
  readGaps(sheetId: number, area: Area): { readonly values: readonly (readonly Cell[])[]; readonly bound: readonly (readonly boolean[])[] };
  /**
   * Puts contents back at a position; texts are never parsed. The values come last but for the formats, so that a row without them was not
   * begun. The grid must be large enough. 4 counted calls, 1 more where there are notes.
   */
  writeContents(sheetId: number, rowIndex: number, columnIndex: number, contents: Omit<Contents, 'formulas'>): void;
  /** Writes formulas into a rectangle ('' = none; those cells are cleared). 1 counted call. */
  writeFormulas(sheetId: number, rowIndex: number, columnIndex: number, formulas: readonly (readonly string[])[]): void;
  /** Gives areas a number format in en-US marks, `@` for plain text. 1 counted call for each item. */
  setPatterns(sheetId: number, items: readonly { readonly areas: readonly Area[]; readonly pattern: string }[]): void;
  /** Moves whole rows before the row that stands at `toRowIndex` now (`toRowIndex` outside of the rows moved). 1 counted call. */
  moveRows(sheetId: number, rowIndex: number, rowCount: number, toRowIndex: number): void;
  /** Deletes a tab. 1 counted call. */
  removeTab(sheetId: number): void;
  /** Cells of all grids, empty ones too: a spreadsheet holds 10,000,000. 0 counted calls. */
  gridCells(): number;
  /** Rows and columns of the grid of a tab, empty ones too. 0 counted calls. */
  gridSize(sheetId: number): { readonly rowCount: number; readonly columnCount: number };
  /** Grows the grid to at least `columnCount` columns. 1 counted call when it grows, else 0. */
  ensureColumns(sheetId: number, columnCount: number): void;
  /** Cells of the grid of one tab. 0 counted calls. */
  tabCells(sheetId: number): number;
  /** Copies a tab with all it holds to the end of the tab bar under a name, hidden, with warning-only protection and without stable keys. Not limited; returns its id. */
  copyTab(sheetId: number, name: string): number;
  /** Deletes columns with their marks; what stands to the right moves left. 1 counted call for each run of neighbours. */
  removeColumns(sheetId: number, columnIndexes: readonly number[]): void;
  /** Shows or hides columns; their content stays. 1 counted call for each run of neighbours. */
  showColumns(sheetId: number, columnIndexes: readonly number[], visible: boolean): void;
  /** Marks existing columns and the tab with stable keys. 1 counted call each. */
  mark(sheetId: number, tabKey: string | null, columns: readonly { readonly columnIndex: number; readonly key: string }[]): void;
  /** Marks a row as the header of its tab, so that rows inserted above do not hide it; a former mark of the tab moves there. 2 counted calls. */
  markHeader(sheetId: number, rowIndex: number): void;
  /** Takes all our marks off a tab, its columns and its header row. 1 counted call and 1 for each mark. */
  unmark(sheetId: number): void;
  /** Stable keys of all tabs and columns. 1 counted call. */
  marks(): BookMarks;
  /** Puts our rules (told by `mark` inside the formula) in place of our former ones; the owner's rules and their order stay. 1 counted call when nothing changed, else 2. */
  replaceRules(sheetId: number, mark: string, rules: readonly HighlightRule[]): void;
  /** How a tab is kept. `ruleMark` tells our conditional-format rules. 4 counted calls. */
  inspect(sheetId: number, ruleMark: string, headerRowIndex?: number): TabCondition;
  /** Makes columns, or with null the whole tab, warn before they are edited. 1 counted call and 2 for each run of columns. */
  guard(sheetId: number, columnIndexes: readonly number[] | null): void;
  /** Shows only the matching rows under the header (the first row or `headerRowIndex`) and brings the tab to the front; no filters shows all. */
  filterRows(sheetId: number, filters: readonly ColumnFilter[], headerRowIndex?: number): void;
  /** Selects one cell and brings its tab to the front. */
  select(sheetId: number, rowIndex: number, columnIndex: number): void;
  /**
   * The rows selected in the tab at the front, null when nothing is. Rows of a filtered tab are looked at one by one, so at most
   * `filteredLimit` of them. 0 counted calls.
   */
  selection(filteredLimit: number): BookSelection | null;
  /** True when the person at the keyboard may edit these areas. */
  canEdit(sheetId: number, areas: readonly Area[]): boolean;
  /** Pushes buffered writes. 1 counted call. */
  flush(): void;
}

/** The moment and the calendar day of the spreadsheet. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Serial day of a moment in the spreadsheet's time zone. */
  dayOf(epochMs: number): number;
  /** `YYYY-MM-DD HH:mm:ss` of a moment in the spreadsheet's time zone. */
  timestamp(epochMs: number): string;
  /** Lets time pass, at most five minutes; to be called without a lock, and never while a page waits. 0 counted calls. */
  wait(milliseconds: number): void;
}

/** The document lock. */
export interface DocumentLock {
  /** True when taken within the time. 1 counted call. */
  acquire(waitMs: number): boolean;
  /** Frees it; write `flush()` before. 1 counted call. */
  release(): void;
}

/** Small texts kept outside the cells: of this document (lost in a copy) or of the script (the web app sees them too). */
export interface Store {
  /** 1 counted call. */
  get(key: string): string | null;
  /** 1 counted call. */
  set(key: string, value: string): void;
  /** Several at once. 1 counted call. */
  setAll(entries: Readonly<Record<string, string>>): void;
  /** 1 counted call. */
  remove(key: string): void;
  /** Every key beginning with the prefix. 1 counted call. */
  all(prefix: string): Readonly<Record<string, string>>;
}

/** Keyed digests and random text. */
export interface Keys {
  /** HMAC-SHA-256 as 64 hex digits. */
  hmac(key: string, text: string): string;
  /** Digest of the UTF-8 text as small hex digits. */
  digest(algorithm: 'SHA-256' | 'MD5', text: string): string;
  /** At least 122 random bits as text. */
  randomText(): string;
}

/** The person whose rights the execution uses and who sits at the keyboard. */
export interface Person {
  /** E-mail of the person at the keyboard, or '' when unknown. */
  email(): string;
}

/** A picture that goes inside a letter: its HTML names it as `cid:` and the id. */
export interface LetterPicture {
  readonly contentId: string;
  readonly fileName: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

/** A finished letter for the sender port. `raw` is the complete MIME message with CRLF line ends; the other parts are for a service that takes no MIME. */
export interface OutgoingLetter {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly senderName: string;
  readonly replyTo: string;
  /** Pictures that `html` names. */
  readonly pictures?: readonly LetterPicture[];
  readonly raw: string;
}

/**
 * How sending one letter ended. `failed`: surely not accepted, this letter only. `wait`: too fast, surely not accepted.
 * `daily-limit`, `no-permission`, `service-off`: surely not accepted and neither would the next be. `unknown`: may or may not have left.
 */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly id: string }
  | { readonly kind: 'failed' | 'wait' | 'daily-limit' | 'no-permission' | 'service-off' | 'unknown'; readonly text: string };

/** Sends letters. */
export interface Mailer {
  /** Which service: decides whether the unsubscribe header can be carried. */
  readonly kind: 'gmail' | 'mailapp';
  /** How many letters the service itself still allows today, or null when it cannot tell. 1 counted call when it can. */
  remaining(): number | null;
  /** 1 counted call. Never throws. */
  send(letter: OutgoingLetter): SendOutcome;
}

/** The hourly trigger that continues mailings. */
export interface Triggers {
  /** Creates the hourly trigger of this person (once) and returns its unique id. */
  ensureHourly(): string;
  /** Removes this person's hourly trigger. */
  removeHourly(): void;
  /** True when this person's trigger was made once and is gone. 2 counted calls. */
  isGone(): boolean;
}

/** Everything the use cases get. */
export interface Ports {
  readonly book: Book;
  readonly clock: Clock;
  readonly lock: DocumentLock;
  /** Of the script: what the web app leaves in the script store is changed under it. */
  readonly scriptLock: DocumentLock;
  /** Of this document and this script; a copy of the spreadsheet starts with none. */
  readonly documentStore: Store;
  /** Of the script; what the web app leaves here is applied before anything is sent. */
  readonly scriptStore: Store;
  readonly keys: Keys;
  readonly person: Person;
  readonly mailer: Mailer;
  readonly triggers: Triggers;
}
