/** Reads text as Google Sheets does when it is typed in a cell, by locale. Pure. */

/** Locale and zone of the spreadsheet, and the day that fills in missing years. */
export interface TypedContext {
  /** `ru_RU`, `en_US`, … */
  readonly locale: string;
  readonly timeZone: string;
  /** Serial of "today" in the spreadsheet's zone (for dates without a year); default: from the machine clock in `timeZone`. */
  readonly todaySerial?: number;
}

/** What a typed text becomes. `pattern` is the automatic format to put on a cell that has none. */
export type TypedInput =
  | { readonly kind: 'blank' }
  | { readonly kind: 'text'; readonly value: string; /** True for a leading apostrophe. */ readonly forced: boolean }
  | { readonly kind: 'number'; readonly value: number; readonly pattern: string | null }
  | { readonly kind: 'date'; /** Serial day number, fraction = time. */ readonly value: number; readonly pattern: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** en-US notation with the leading `=`. */
  | { readonly kind: 'formula'; readonly formula: string };

export declare function parseTyped(text: string, context: TypedContext): TypedInput;
