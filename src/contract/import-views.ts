/** Import of orders: the dialog reads the file, decides mapping and formats with core, and sends raw cells in chunks. */
import type { Cell } from '../core/table/cell';
import type { Field, Mapping } from '../core/table/field';
import type { IssueView } from './issue-view';

/** Stable keys of the fields an orders file can carry. `client` and `date` are required; without `amount` money stays empty. */
export type ImportField = Field;

/** One raw cell as core's file reader gives it: text, number, boolean, null or a date cell `{day, secondOfDay}`. */
export type RawCell = Cell;

/** Order of day and month where the figures alone do not tell; decided over the whole column and shown to the owner. */
export type DateOrder = 'dmy' | 'mdy';

/**
 * What the dialog decided. `header` is the header row as text; `mapping` gives the 0-based column of each field found;
 * `extraColumns` are unmapped columns the owner wants to keep as his own columns in Orders. `rowCount` counts the data
 * rows to come; `firstRowNumber` is the file's 1-based number of the first data row (issues name rows by it).
 */
export type ImportPlan = {
  readonly fileName: string;
  readonly header: readonly string[];
  readonly mapping: Mapping;
  readonly extraColumns: readonly number[];
  readonly dateOrder: DateOrder;
  readonly decimalMark: '.' | ',';
  readonly rowCount: number;
  readonly firstRowNumber: number;
};

/** Where an import stands. Chunks are numbered from 0 and must come in order; `nextChunk` is the one awaited. */
export type ImportProgress = {
  readonly importId: string;
  readonly fileName: string;
  readonly nextChunk: number;
  readonly rowsDone: number;
  readonly rowsTotal: number;
  readonly finished: boolean;
};

/** One chunk of data rows (at most `IMPORT_CHUNK_ROWS` of them). Sending the same chunk again changes nothing. */
export type ImportChunk = { readonly importId: string; readonly chunkIndex: number; readonly rows: readonly (readonly RawCell[])[] };

/** Most rows one chunk may carry. */
export const IMPORT_CHUNK_ROWS = 5000;

/** Why rows were not used, with how many and the first few row numbers of the file. */
export type RejectedRows = { readonly code: string; readonly text: string; readonly count: number; readonly rowNumbers: readonly number[] };

/** What an import did. `rowsRead` = `rowsUsed` + `rowsSkipped` (order numbers already in the base) + `rowsRejected`; empty rows are not counted. */
export type ImportReport = {
  readonly importId: string;
  readonly rowsRead: number;
  readonly rowsUsed: number;
  readonly rowsSkipped: number;
  readonly rowsRejected: number;
  readonly rejected: readonly RejectedRows[];
  readonly clientsNew: number;
  readonly clientsTotal: number;
  readonly ordersTotal: number;
  readonly issues: readonly IssueView[];
};

/** One client of a clients file: the key as the owner writes it and the texts of his fields. */
export type ClientInput = { readonly client: string; readonly fields: { readonly [field: string]: string } };

/** Most clients one call may carry. */
export const CLIENTS_CHUNK = 2000;

/** What adding clients did: `added` new rows; empty cells of the others were filled. */
export type ClientsAdded = { readonly added: number; readonly known: number };
