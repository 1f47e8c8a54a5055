/** Where an import stands, as kept between the calls of the dialog. */
import type { ImportPlan, ImportProgress } from '../contract/import-views';
import type { Issue, IssueCode } from '../core/issue';
import type { Ports } from './ports';

/** Rows of one reason: exact count, text of the first and the first row numbers. */
export interface RejectedCount {
  readonly code: IssueCode;
  readonly text: string;
  readonly count: number;
  readonly rowNumbers: readonly number[];
}

/** What is worth knowing of rows that were used: the first of its kind and how many there are. */
export interface Remark {
  readonly issue: Issue;
  readonly count: number;
}

/** An unfinished or just finished import. Row indexes are positions in the Orders tab. */
export interface ImportState {
  readonly importId: string;
  /** Its action in the Journal, and whether anything was written down there. */
  readonly actionId: string;
  readonly journalled: boolean;
  readonly plan: ImportPlan;
  readonly nextChunk: number;
  readonly rowsDone: number;
  /** First row of Orders that this import writes; rows above it were there before. */
  readonly firstRowIndex: number;
  readonly nextRowIndex: number;
  readonly rowsUsed: number;
  readonly rowsSkipped: number;
  readonly rowsRejected: number;
  readonly rowsEmpty: number;
  readonly clientsNew: number;
  readonly rejected: readonly RejectedCount[];
  readonly remarks: readonly Remark[];
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
  return text === '' ? null : (JSON.parse(text) as ImportState);
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
    fileName: state.plan.fileName,
    nextChunk: state.nextChunk,
    rowsDone: state.rowsDone,
    rowsTotal: state.plan.rowCount,
    finished: state.finished,
  };
}
