/** Plain data that crosses the border of the spreadsheet engine: rectangles, cells, styles, rules. All indices are 0-based. */

/** A rectangle of cells inside one sheet; counts are at least 1. */
export interface Rect {
  readonly row: number;
  readonly column: number;
  readonly rowCount: number;
  readonly columnCount: number;
}

/** A value a cell can hold. Dates are serial day numbers from 1899-12-30 with a date pattern on the cell. */
export type Scalar = number | string | boolean | null;

/** What `Sheet.read` tells of one cell. Objects are shared between cells and must not be changed. */
export interface CellRead {
  /** Value or formula result; null for an empty cell. An error cell holds its text here also (`#N/A`). */
  readonly value: Scalar;
  /** `#N/A`, `#REF!`, … for an error cell, else null. */
  readonly error: string | null;
  /** Formula in en-US notation with the leading `=`; null where there is none (spilled cells have none). */
  readonly formula: string | null;
  /** True for a cell filled by the array formula of another cell. */
  readonly spilled: boolean;
  /** Number format pattern in en-US marks; null = automatic. */
  readonly pattern: string | null;
}

/** What may be written in a cell. Strings are stored as they are: typed input goes through `parseTyped` first. */
export type CellInput =
  /** Leaves the cell as it is. */
  | undefined
  /** Empties the content; format, note and validation stay. */
  | null
  | number
  | boolean
  | string
  | CellWrite;

/** Full form of a cell input. */
export interface CellWrite {
  readonly value?: Scalar;
  /** en-US notation with the leading `=`; wins over `value`. */
  readonly formula?: string;
  /** New number format; null resets it to automatic; absent leaves it. */
  readonly pattern?: string | null;
  /** Runs of rich text over a string value. */
  readonly rich?: readonly TextRun[];
}

/** Part of the text of a cell with its own style or link; `end` is exclusive. */
export interface TextRun {
  readonly start: number;
  readonly end: number;
  readonly link?: string;
  readonly style?: TextStyle;
}

/** Character style. */
export interface TextStyle {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strikethrough?: boolean;
  readonly fontFamily?: string;
  readonly fontSize?: number;
  readonly fontColor?: string;
}

export type BorderLine = 'dotted' | 'dashed' | 'solid' | 'solid-medium' | 'solid-thick' | 'double';

/** One edge of a cell. */
export interface BorderEdge {
  readonly line: BorderLine;
  readonly color: string;
}

/** Style set on a cell. `null` = not set (the sheet's default shows). Colours are `#rrggbb`. */
export interface CellStyle {
  readonly background: string | null;
  readonly fontColor: string | null;
  readonly fontFamily: string | null;
  readonly fontSize: number | null;
  readonly bold: boolean | null;
  readonly italic: boolean | null;
  readonly underline: boolean | null;
  readonly strikethrough: boolean | null;
  readonly horizontalAlign: 'left' | 'center' | 'right' | null;
  readonly verticalAlign: 'top' | 'middle' | 'bottom' | null;
  readonly wrap: 'overflow' | 'wrap' | 'clip' | null;
  /** Degrees, −90…90, positive = counter-clockwise. */
  readonly rotation: number | null;
  readonly verticalText: boolean | null;
  readonly textDirection: 'ltr' | 'rtl' | null;
  readonly pattern: string | null;
  readonly borderTop: BorderEdge | null;
  readonly borderRight: BorderEdge | null;
  readonly borderBottom: BorderEdge | null;
  readonly borderLeft: BorderEdge | null;
}

/** A change of style: absent properties stay, null resets one. */
export type StylePatch = Partial<CellStyle>;

/** Kinds of content that `Sheet.clear` removes. */
export interface ClearKinds {
  readonly contents?: boolean;
  readonly formats?: boolean;
  readonly notes?: boolean;
  readonly validations?: boolean;
  /** Cuts the rectangle out of the ranges of conditional format rules. */
  readonly conditionalFormats?: boolean;
}

/** What `Sheet.copy` pastes. */
export type PasteKind =
  | 'all' | 'all-but-borders' | 'formats' | 'formulas' | 'values' | 'validations' | 'conditional-formats' | 'column-widths';

/** Names of conditions, as in the Sheets API (shared by validation, conditional formats and filters). */
export type ConditionType =
  | 'CUSTOM_FORMULA' | 'CELL_EMPTY' | 'CELL_NOT_EMPTY'
  | 'NUMBER_GREATER_THAN' | 'NUMBER_GREATER_THAN_OR_EQUAL_TO' | 'NUMBER_LESS_THAN' | 'NUMBER_LESS_THAN_OR_EQUAL_TO'
  | 'NUMBER_EQUAL_TO' | 'NUMBER_NOT_EQUAL_TO' | 'NUMBER_BETWEEN' | 'NUMBER_NOT_BETWEEN'
  | 'TEXT_CONTAINS' | 'TEXT_DOES_NOT_CONTAIN' | 'TEXT_EQUAL_TO' | 'TEXT_NOT_EQUAL_TO' | 'TEXT_STARTS_WITH' | 'TEXT_ENDS_WITH'
  | 'TEXT_IS_VALID_EMAIL' | 'TEXT_IS_VALID_URL'
  | 'DATE_EQUAL_TO' | 'DATE_NOT_EQUAL_TO' | 'DATE_AFTER' | 'DATE_ON_OR_AFTER' | 'DATE_BEFORE' | 'DATE_ON_OR_BEFORE'
  | 'DATE_BETWEEN' | 'DATE_NOT_BETWEEN' | 'DATE_IS_VALID_DATE'
  | 'VALUE_IN_LIST' | 'VALUE_IN_RANGE' | 'CHECKBOX';

/**
 * A condition. `values`: numbers and texts as they are, dates as serials, a formula as text with `=`;
 * VALUE_IN_LIST: the texts; VALUE_IN_RANGE: one formula `='Sheet'!$A$1:$A$9`; CHECKBOX: [] or [checked, unchecked].
 */
export interface Condition {
  readonly type: ConditionType;
  readonly values: readonly Exclude<Scalar, null>[];
}

/** A data validation rule on one sheet. */
export interface ValidationRule {
  readonly id: string;
  readonly ranges: readonly Rect[];
  readonly condition: Condition;
  /** False = input that breaks the rule is rejected. */
  readonly allowInvalid: boolean;
  readonly helpText: string | null;
  /** Shows the arrow for VALUE_IN_LIST and VALUE_IN_RANGE. */
  readonly showDropdown: boolean;
}

/** A point of a colour scale. `value` is a number or formula text for all types but `min` and `max`. */
export interface GradientPoint {
  readonly type: 'min' | 'max' | 'number' | 'percent' | 'percentile';
  readonly value: string | null;
  readonly color: string;
}

/** Style that a conditional format may give. */
export type ConditionalStyle = Partial<Pick<CellStyle, 'background' | 'fontColor' | 'bold' | 'italic' | 'underline' | 'strikethrough'>>;

/** A conditional format rule on one sheet; the first rule of the list wins. */
export interface ConditionalRule {
  readonly id: string;
  readonly ranges: readonly Rect[];
  readonly format:
    | { readonly kind: 'boolean'; readonly condition: Condition; readonly style: ConditionalStyle }
    | { readonly kind: 'gradient'; readonly points: readonly GradientPoint[] };
}

/** Criteria of one filter column: texts as displayed that are hidden or shown, or a condition. */
export interface FilterCriteria {
  readonly hiddenValues?: readonly string[];
  readonly visibleValues?: readonly string[];
  readonly condition?: Condition;
}

/** The filter of a sheet; the first row of `rect` is the header. Keys are sheet columns. */
export interface FilterState {
  readonly rect: Rect;
  readonly criteria: Readonly<Record<number, FilterCriteria>>;
}

/** A key of a sort: a column of the sheet (not of the range). */
export interface SortKey {
  readonly column: number;
  readonly ascending: boolean;
}

/** A coloured band style layer over a range. */
export interface BandingState {
  readonly id: string;
  readonly rect: Rect;
  readonly byColumns: boolean;
  readonly header: string | null;
  readonly first: string;
  readonly second: string;
  readonly footer: string | null;
}

/** A name of the workbook. `sheetId`/`rect` are null when the name is not a plain range. */
export interface DefinedName {
  readonly name: string;
  /** en-US formula without `=`: `'Sheet 1'!$A$1:$B$2`. */
  readonly formula: string;
  readonly sheetId: number | null;
  readonly rect: Rect | null;
}

/** A change of the shape of a book or of cells by the user's hands. Listeners shift their own models by it. */
export type BookEvent =
  | { readonly kind: 'edit'; readonly bookId: string; readonly sheetId: number; readonly rect: Rect; readonly oldValues: readonly (readonly Scalar[])[]; readonly newValues: readonly (readonly Scalar[])[] }
  | { readonly kind: 'rows-inserted' | 'rows-deleted' | 'columns-inserted' | 'columns-deleted'; readonly bookId: string; readonly sheetId: number; readonly index: number; readonly count: number; readonly byUser: boolean }
  /** `count` rows (columns) at `index` were moved before the row (column) that was at `target`. */
  | { readonly kind: 'rows-moved' | 'columns-moved'; readonly bookId: string; readonly sheetId: number; readonly index: number; readonly count: number; readonly target: number; readonly byUser: boolean }
  /** Row `rect.row + i` now holds what was in row `order[i]` (sheet rows), within the columns of `rect`. */
  | { readonly kind: 'rows-reordered'; readonly bookId: string; readonly sheetId: number; readonly rect: Rect; readonly order: readonly number[]; readonly byUser: boolean }
  | { readonly kind: 'sheet-added' | 'sheet-removed' | 'sheet-renamed' | 'sheet-moved'; readonly bookId: string; readonly sheetId: number; readonly name: string; readonly byUser: boolean }
  | { readonly kind: 'book-added' | 'book-removed'; readonly bookId: string };

/** A custom function as shown by autocomplete. */
export interface CustomFunctionInfo {
  readonly name: string;
  readonly description: string;
  readonly params: readonly { readonly name: string; readonly description: string }[];
}

/** A value given to a custom function; a date cell is tagged with its serial. Blank cells arrive as ''. */
export type CustomFunctionValue = number | string | boolean | { readonly dateSerial: number };

/** An argument: a scalar, a 2-D array for a range, undefined where the formula left it out. */
export type CustomFunctionArgument = CustomFunctionValue | readonly (readonly CustomFunctionValue[])[] | undefined;

/** Where a custom function is being evaluated. */
export interface CustomFunctionPlace {
  readonly bookId: string;
  readonly sheetId: number;
  readonly row: number;
  readonly column: number;
}

/** A value that a custom function gives back: null and undefined are blank, `{dateSerial}` is a date. */
export type CustomFunctionOutput = Scalar | undefined | { readonly dateSerial: number };

/** Outcome of one evaluation. `error` is the text shown for the cell (`Error: msg (line 3).`). */
export type CustomFunctionResult =
  | { readonly value: CustomFunctionOutput | readonly CustomFunctionOutput[] | readonly (readonly CustomFunctionOutput[])[] }
  | { readonly error: string };

/** Evaluates a custom function; must not reject (a rejection is shown as #ERROR! with its message). */
export type CustomFunctionCall = (
  name: string, args: readonly CustomFunctionArgument[], place: CustomFunctionPlace,
) => Promise<CustomFunctionResult>;

/** A book as plain JSON, complete. `parts` holds the data of registered parts. */
export interface BookSnapshot {
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
  /** Univer's workbook data. */
  readonly workbook: Readonly<Record<string, unknown>>;
  /** The wrapper's own models. */
  readonly own: Readonly<Record<string, unknown>>;
  readonly parts: Readonly<Record<string, unknown>>;
}
