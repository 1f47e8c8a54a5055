/**
 * Import of orders and of clients: the dialog reads the file, decides mapping and formats with core, and sends raw cells in chunks.
 * Each chunk is shown first (`import.preview`, which writes nothing) and then taken in (`import.start` → `import.chunk` … → `import.finish`).
 */
import type { Cell } from '../core/table/cell';
import type { ClientField, Field, Mapping } from '../core/table/field';
import type { IssueView } from './issue-view';

/** Stable keys of the fields an orders file can carry. `client` and `date` are required; without `amount` money stays empty. */
export type ImportField = Field;

/** One raw cell as core's file reader gives it: text, number, boolean, null or a date cell `{day, secondOfDay}`. */
export type RawCell = Cell;

/** Order of day and month where the figures alone do not tell; decided over the whole column and shown to the owner. */
export type DateOrder = 'dmy' | 'mdy';

/** What a file holds: a row an order (or a line of one), or a row a client. */
export type ImportKind = 'orders' | 'clients';

/** Answers to the questions of a preview: the question's `client` → the id of a known client, or `new`. Unanswered = new. */
export type ImportAnswers = { readonly [client: string]: string };

/**
 * How whole columns were read, so that a chunk is read as the file was: `numericClients` = the client column holds numbers
 * (`17850.0` is `17850`); `hasAmounts` = the file brings money (an amount, or quantity and price). `importRows` of core finds both.
 */
export type ImportReadings = { readonly numericClients: boolean; readonly hasAmounts: boolean };

/**
 * What the dialog decided. `kind` absent = orders. `header` is the header row as text; `mapping` gives the 0-based column of each field found;
 * `extraColumns` are unmapped columns the owner wants to keep as his own columns in Orders. `rowCount` counts the data
 * rows to come; `firstRowNumber` is the file's 1-based number of the first data row (issues name rows by it).
 */
export type ImportPlan = {
  readonly kind?: ImportKind;
  readonly answers?: ImportAnswers;
  readonly readings?: ImportReadings;
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
  /** Its action in the Journal, which `journal.undo` takes back. */
  readonly actionId: string;
  readonly fileName: string;
  readonly nextChunk: number;
  readonly rowsDone: number;
  readonly rowsTotal: number;
  readonly finished: boolean;
};

/** An unfinished import with what was decided, so that another page, given the same file, can go on with it. */
export type ImportStanding = ImportProgress & { readonly plan: ImportPlan };

/** A client of an orders file as all its rows tell of him, with core's key of his rows. */
export type ImportClient = { readonly clientKey: string; readonly client: string; readonly fields: Readonly<Partial<Record<ClientField, string>>> };

/**
 * Rows of one chunk (at most `IMPORT_CHUNK_ROWS`), as `importRows` of core cuts the file: the lines of one order, and rows that may be the
 * same order or client, stand in one chunk. `rowNumbers` are the file's 1-based numbers of the rows (absent: they follow each other).
 * `equalBefore` counts the rows of earlier chunks that belong to the group of this chunk's first row (a group longer than any chunk; absent = 0).
 */
export type ImportRows = {
  readonly rows: readonly (readonly RawCell[])[];
  readonly rowNumbers?: readonly number[];
  readonly equalBefore?: number;
  readonly clients?: readonly ImportClient[];
};

/** One chunk to look at before anything is written. */
export type ImportPreviewRequest = ImportRows & { readonly plan: ImportPlan };

/** What becomes of a row. */
export type ImportOutcome = 'new' | 'changed' | 'unchanged' | 'refused';

/** A cell that would change: the column's title and both values as the owner reads them ('' = empty). */
export type ImportCellChange = { readonly column: string; readonly from: string; readonly to: string };

/** One row as an example. `title` names it in words (order, client, day, sum); `changes` are filled where `outcome` is `changed`; `reason` where it is `refused`. */
export type ImportExample = {
  readonly outcome: ImportOutcome;
  readonly rowNumber: number;
  readonly title: string;
  readonly changes: readonly ImportCellChange[];
  readonly reason: string;
};

/** A known client a question is about. */
export type ImportCandidate = { readonly clientId: string; readonly title: string; readonly details: string };

/** A client of the file who may be one of the base: same name and city, nothing surer. `client` is the key of the answer. */
export type ImportQuestion = {
  readonly client: string;
  readonly rowNumber: number;
  readonly title: string;
  readonly details: string;
  readonly candidates: readonly ImportCandidate[];
};

/**
 * What one chunk would do. Counts of several chunks are added up by `joinPreviews` (src/contract/import-preview.ts); `clientsNew` and
 * `clientsChanged` are keys, because a client of an orders file may come in several chunks. `rowsRead` = new + changed + unchanged + refused.
 */
export type ImportPreview = {
  readonly rowsRead: number;
  readonly rowsNew: number;
  readonly rowsChanged: number;
  readonly rowsUnchanged: number;
  readonly rowsRefused: number;
  readonly refused: readonly RejectedRows[];
  readonly clientsNew: readonly string[];
  readonly clientsChanged: readonly string[];
  /** The first few of each outcome. */
  readonly examples: readonly ImportExample[];
  readonly questions: readonly ImportQuestion[];
  readonly issues: readonly IssueView[];
};

/** What was chosen the last time for a file with the same column titles, in the columns of the header asked about. */
export type ImportProfile = {
  readonly kind: ImportKind;
  readonly mapping: Mapping;
  readonly extraColumns: readonly number[];
  readonly dateOrder: DateOrder;
  readonly decimalMark: '.' | ',';
};

/** One chunk of data rows (at most `IMPORT_CHUNK_ROWS` of them). Sending the same chunk again changes nothing. */
export type ImportChunk = ImportRows & { readonly importId: string; readonly chunkIndex: number };

/** Rows the dialog puts into a chunk, unless more belong together: few enough for progress to move, many enough for the calls of a chunk not to count. */
export const IMPORT_DIALOG_ROWS = 2000;

/** Most rows one chunk may carry. */
export const IMPORT_CHUNK_ROWS = 5000;

/** Why rows were not used, with how many and the first few row numbers of the file. `reason` is `text` without file and row, for where they stand beside it. */
export type RejectedRows = { readonly code: string; readonly text: string; readonly reason: string; readonly count: number; readonly rowNumbers: readonly number[] };

/**
 * What an import did. `rowsRead` = `rowsNew` + `rowsChanged` + `rowsUnchanged` + `rowsRejected`; empty rows are not counted.
 * `rowsUsed` = `rowsNew` + `rowsChanged`; `rowsSkipped` = `rowsUnchanged`: they stood in the base already.
 */
export type ImportReport = {
  readonly importId: string;
  /** Its action in the Journal, which `journal.undo` takes back. */
  readonly actionId: string;
  readonly kind: ImportKind;
  readonly rowsRead: number;
  readonly rowsNew: number;
  readonly rowsChanged: number;
  readonly rowsUnchanged: number;
  readonly rowsUsed: number;
  readonly rowsSkipped: number;
  readonly rowsRejected: number;
  readonly clientsChanged: number;
  readonly rejected: readonly RejectedRows[];
  readonly clientsNew: number;
  readonly clientsTotal: number;
  readonly ordersTotal: number;
  readonly issues: readonly IssueView[];
};
