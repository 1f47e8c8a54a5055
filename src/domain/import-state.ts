/** Where an import stands, as kept between the calls of the dialog. */
import type { ImportPlan, ImportProgress, ImportStanding } from '../contract/import-views';
import type { Issue, IssueCode } from '../core/issue';
import type { RowCounts } from './import-chunk-plan';
import type { Ports } from './ports';

/** Rows of one reason: exact count, text of the first, with and without its place, and the first row numbers. */
export interface RejectedCount {
  readonly code: IssueCode;
  readonly text: string;
  readonly reason: string;
  readonly count: number;
  readonly rowNumbers: readonly number[];
}

/** What is worth knowing of rows that were used: the first of its kind and how many there are. */
export interface Remark {
  readonly issue: Issue;
  readonly count: number;
}

/**
 * What was about to be written when a chunk was begun. Where it was cut off, the rows below `ordersRows` and `clientsRows` are those of the
 * chunk itself and are written again at their places, and the counts are told as they were planned: what is found half written is not "known".
 */
export interface ChunkAttempt extends RowCounts {
  readonly chunkIndex: number;
  readonly ordersRows: number;
  readonly clientsRows: number;
  /** Cells to change. */
  readonly cells: number;
  readonly clientsNew: number;
  readonly clientsChanged: number;
}

/** An unfinished or just finished import. */
export interface ImportState extends RowCounts {
  readonly importId: string;
  /** Its action in the Journal, and whether anything was written down there. */
  readonly actionId: string;
  readonly journalled: boolean;
  readonly plan: ImportPlan;
  readonly nextChunk: number;
  readonly rowsDone: number;
  readonly rowsRejected: number;
  readonly rowsEmpty: number;
  readonly clientsNew: number;
  readonly clientsChanged: number;
  readonly rejected: readonly RejectedCount[];
  readonly remarks: readonly Remark[];
  readonly attempt: ChunkAttempt | null;
  readonly finished: boolean;
}

const KEY = 'import';
const CHUNK_LENGTH = 4000;

/** The import kept for this document, or null. 1 counted call. */
export function loadImport(ports: Ports): ImportState | null {
  const parts = ports.documentStore.all(`${KEY}.`);
  const count = Number(parts[`${KEY}.parts`] ?? 0);
  let text = '';
  for (let index = 0; index < count; index += 1) text += parts[`${KEY}.${index}`] ?? '';
  if (text === '') return null;
  const state = JSON.parse(text) as Partial<ImportState>;
  // What an earlier version kept has other counts and cannot be gone on with.
  return state.rowsUnchanged === undefined ? null : (state as ImportState);
}

/** Keeps the import. 1 counted call. */
export function keepImport(ports: Ports, state: ImportState): void {
  const text = JSON.stringify(state);
  const entries: Record<string, string> = {};
  let count = 0;
  for (let start = 0; start < text.length; start += CHUNK_LENGTH) {
    entries[`${KEY}.${count}`] = text.slice(start, start + CHUNK_LENGTH);
    count += 1;
  }
  entries[`${KEY}.parts`] = String(count);
  ports.documentStore.setAll(entries);
}

/** Forgets the import. 1 counted call. */
export function forgetImport(ports: Ports): void {
  ports.documentStore.set(`${KEY}.parts`, '0');
}

/** What the dialog is told. */
export function importProgress(state: ImportState): ImportProgress {
  return {
    importId: state.importId,
    actionId: state.actionId,
    fileName: state.plan.fileName,
    nextChunk: state.nextChunk,
    rowsDone: state.rowsDone,
    rowsTotal: state.plan.rowCount,
    finished: state.finished,
  };
}

/** The same with the plan, for a page that goes on. */
export function importStanding(state: ImportState): ImportStanding {
  return { ...importProgress(state), plan: state.plan };
}
