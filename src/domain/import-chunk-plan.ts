/** What taking a chunk in would do, worked out whole before anything is written; a preview tells the same. */
import type { ImportOutcome, ImportPlan } from '../contract/import-views';
import type { Issue } from '../core/issue';
import { isEmptyCell } from '../core/table/cell';
import type { ImportedRow } from '../core/table/order-rows';
import type { ClientProfile } from '../core/table/profiles';
import type { Table } from './base';
import type { ClientIndex } from './client-match';
import type { ClientQuestion, ClientUpsert, UpsertOptions } from './client-upsert';
import type { RejectedCount } from './import-state';
import type { CellEdit, TabEdit } from './journal/bulk-edit';

/** What becomes of one row that can be used: an order (`row`) or a client (`profile`). */
export interface RowOutcome {
  readonly outcome: Exclude<ImportOutcome, 'refused'>;
  /** Row of the file, 0-based. */
  readonly rowIndex: number;
  readonly row?: ImportedRow;
  readonly profile?: ClientProfile;
  readonly changes: readonly CellEdit[];
  readonly table: Table;
}

/** The plan of a chunk. */
export interface ChunkPlan {
  readonly edits: readonly TabEdit[];
  readonly outcomes: readonly RowOutcome[];
  /** Issues of refused rows, each with the row it is about. */
  readonly refused: readonly Issue[];
  readonly rejected: readonly RejectedCount[];
  readonly rowsRejected: number;
  readonly rowsEmpty: number;
  /** Keys of clients. */
  readonly clientsNew: readonly string[];
  readonly clientsChanged: readonly string[];
  readonly questions: readonly ClientQuestion[];
  /** What is worth knowing of rows that are used, beside the refused ones. */
  readonly issues: readonly Issue[];
}

/** How the clients of a file are taken. */
export function upsertOptions(mode: UpsertOptions['mode'], plan: ImportPlan, clients: Table, todayDay: number): UpsertOptions {
  // A column without any value takes dates as dates; one that holds texts keeps holding texts.
  const madeColumns = [...clients.columns].flatMap(([key, index]) => (clients.rows.every((row, rowIndex) => rowIndex === 0 || isEmptyCell(row[index])) ? [key] : []));
  return { mode, dateOrder: plan.dateOrder, decimal: plan.decimalMark, todayDay, madeColumns, ...(plan.answers === undefined ? {} : { answers: plan.answers }) };
}

/** Rows by what becomes of them. */
export interface RowCounts {
  readonly rowsNew: number;
  readonly rowsChanged: number;
  readonly rowsUnchanged: number;
}

/** Counts the rows of a plan. */
export function rowCountsOf({ outcomes }: Pick<ChunkPlan, 'outcomes'>): RowCounts {
  const count = (outcome: ImportOutcome): number => outcomes.filter((entry) => entry.outcome === outcome).length;
  return { rowsNew: count('new'), rowsChanged: count('changed'), rowsUnchanged: count('unchanged') };
}

/** The edit of Clients, none where nothing changes. */
export function clientEdits({ clients }: ClientIndex, { cells, appended }: Pick<ClientUpsert, 'cells' | 'appended'>): ChunkPlan['edits'] {
  return cells.length === 0 && appended === null ? [] : [{ tab: 'clients', table: clients.table, cells, ...(appended === null ? {} : { appended }) }];
}

/** The refused rows that issues name, with the issue that tells why. */
export function refusedIssues(issues: readonly Issue[], rejectedBy: Readonly<Partial<Record<string, number>>>): readonly Issue[] {
  return issues.filter(({ code, place }) => rejectedBy[code] !== undefined && place?.rowIndex !== undefined);
}
