/** Sends the rows chunk by chunk: in order, resumable, stopped between chunks when asked. */
import type { ImportChunk, ImportProgress, ImportReport, ImportRows, ImportStanding } from '../../../src/contract/import-views';
import type { RowsDone } from './flow';

/** What the upload needs of its surroundings. */
export interface UploadPorts {
  readonly begin: () => Promise<ImportProgress>;
  readonly chunk: (chunk: ImportChunk) => Promise<ImportProgress>;
  readonly finish: (importId: string) => Promise<ImportReport>;
  readonly rowsOf: (chunkIndex: number) => ImportRows;
  readonly chunkCount: number;
  readonly show: (progress: ImportProgress) => void;
  readonly cancelled: () => boolean;
}

/** How an upload ended: all written, or stopped where the server can go on later. */
export type UploadEnd = { readonly end: 'done'; readonly report: ImportReport } | { readonly end: 'stopped'; readonly progress: ImportProgress };

/**
 * Sends everything from the chunk the server awaits. Rejects with the error of the step that failed; calling it again with
 * a `begin` that gives the unfinished import goes on where the server stands.
 */
export async function uploadTable(ports: UploadPorts): Promise<UploadEnd> {
  let progress = await ports.begin();
  ports.show(progress);
  while (progress.nextChunk < ports.chunkCount) {
    if (ports.cancelled()) return { end: 'stopped', progress };
    const next = await ports.chunk({ importId: progress.importId, chunkIndex: progress.nextChunk, ...ports.rowsOf(progress.nextChunk) });
    // A chunk of many scattered changes is taken in parts: the same one is awaited again.
    if (next.nextChunk < progress.nextChunk || (next.nextChunk === progress.nextChunk && next.rowsDone <= progress.rowsDone)) throw new Error(`chunk ${progress.nextChunk} was not taken`);
    progress = next;
    ports.show(progress);
  }
  return { end: 'done', report: await ports.finish(progress.importId) };
}

/** Seconds the rest will take at the pace so far; null while the pace is not known. */
export function secondsLeft({ rowsDone, rowsTotal }: RowsDone, rowsAtStart: number, elapsedMs: number): number | null {
  const done = rowsDone - rowsAtStart;
  if (done <= 0 || elapsedMs <= 0) return null;
  return Math.round(((rowsTotal - rowsDone) * elapsedMs) / done / 1000);
}

/** True when the unfinished import on the server is of this very file: the same name, titles and number of rows. */
export function continuesImport(unfinished: ImportStanding | null, fileName: string, header: readonly string[], rowCount: number): unfinished is ImportStanding {
  return unfinished !== null && !unfinished.finished && unfinished.nextChunk > 0 && unfinished.fileName === fileName && unfinished.rowsTotal === rowCount
    && JSON.stringify(unfinished.plan.header) === JSON.stringify(header);
}
