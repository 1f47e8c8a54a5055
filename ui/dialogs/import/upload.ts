/** Sends the rows chunk by chunk: in order, resumable, cancellable between chunks. */
import type { ImportChunk, ImportProgress, ImportReport } from '../../../src/contract/import-views';

/** What the upload needs of its surroundings. */
export interface UploadPorts {
  readonly begin: () => Promise<ImportProgress>;
  readonly chunk: (chunk: ImportChunk) => Promise<ImportProgress>;
  readonly finish: (importId: string) => Promise<ImportReport>;
  readonly cancel: (importId: string) => Promise<null>;
  readonly rowsOf: (chunkIndex: number) => ImportChunk['rows'];
  readonly chunkCount: number;
  readonly show: (progress: ImportProgress) => void;
  readonly cancelled: () => boolean;
}

/** How an upload ended. */
export type UploadEnd = { readonly end: 'done'; readonly report: ImportReport } | { readonly end: 'cancelled'; readonly progress: ImportProgress };

/**
 * Sends everything from the chunk the server awaits. Rejects with the error of the step that failed; calling it again with
 * a `begin` that gives the unfinished import goes on where the server stands.
 */
export async function uploadTable(ports: UploadPorts): Promise<UploadEnd> {
  let progress = await ports.begin();
  ports.show(progress);
  while (progress.nextChunk < ports.chunkCount) {
    if (ports.cancelled()) {
      await ports.cancel(progress.importId);
      return { end: 'cancelled', progress };
    }
    const next = await ports.chunk({ importId: progress.importId, chunkIndex: progress.nextChunk, rows: ports.rowsOf(progress.nextChunk) });
    if (next.nextChunk <= progress.nextChunk) throw new Error(`chunk ${progress.nextChunk} was not taken`);
    progress = next;
    ports.show(progress);
  }
  return { end: 'done', report: await ports.finish(progress.importId) };
}

/** Seconds the rest will take at the pace so far; null while the pace is not known. */
export function secondsLeft(progress: ImportProgress, rowsAtStart: number, elapsedMs: number): number | null {
  const done = progress.rowsDone - rowsAtStart;
  if (done <= 0 || elapsedMs <= 0) return null;
  return Math.round(((progress.rowsTotal - progress.rowsDone) * elapsedMs) / done / 1000);
}

/** True when the unfinished import on the server is of this very file. */
export function continuesImport(unfinished: ImportProgress | null, fileName: string, rowCount: number): unfinished is ImportProgress {
  return unfinished !== null && !unfinished.finished && unfinished.fileName === fileName && unfinished.rowsTotal === rowCount && unfinished.nextChunk > 0;
}
