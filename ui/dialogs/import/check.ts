/** Looks at the rows chunk by chunk before anything is written: what would be new, changed, unchanged, refused. */
import { joinPreviews } from '../../../src/contract/import-preview';
import type { ImportPreview, ImportRows } from '../../../src/contract/import-views';
import type { IssueView } from '../../../src/contract/issue-view';
import type { RowsDone } from './flow';

/** What the check needs of its surroundings. */
export interface CheckPorts {
  readonly preview: (rows: ImportRows) => Promise<ImportPreview>;
  readonly rowsOf: (chunkIndex: number) => ImportRows;
  readonly chunkCount: number;
  readonly rowsTotal: number;
  readonly show: (progress: RowsDone) => void;
  readonly cancelled: () => boolean;
}

const nothing: ImportPreview = {
  rowsRead: 0, rowsNew: 0, rowsChanged: 0, rowsUnchanged: 0, rowsRefused: 0, refused: [], clientsNew: [], clientsChanged: [], examples: [], questions: [], issues: [],
};

/** What all chunks together would do; null when the owner cancelled. Rejects with the error of the chunk that failed. */
export async function checkTable(ports: CheckPorts): Promise<ImportPreview | null> {
  let preview = nothing;
  let rowsDone = 0;
  ports.show({ rowsDone, rowsTotal: ports.rowsTotal });
  for (let chunkIndex = 0; chunkIndex < ports.chunkCount; chunkIndex += 1) {
    const rows = ports.rowsOf(chunkIndex);
    const found = await ports.preview(rows);
    if (ports.cancelled()) return null;
    preview = joinPreviews(preview, found);
    rowsDone += rows.rows.length;
    ports.show({ rowsDone, rowsTotal: ports.rowsTotal });
  }
  return { ...preview, issues: joinedIssues(preview.issues) };
}

/** One remark for rows of all chunks that share it: the first of them, and how many they are. */
export function joinedIssues(issues: readonly IssueView[]): readonly IssueView[] {
  const joined = new Map<string, IssueView>();
  for (const issue of issues) {
    const key = `${issue.code} ${issue.column ?? ''}`;
    const known = joined.get(key);
    joined.set(key, known === undefined ? issue : { ...known, count: known.count + issue.count });
  }
  return [...joined.values()];
}

/** True when an import would write something. */
export function writesSomething(preview: ImportPreview): boolean {
  return preview.rowsNew + preview.rowsChanged + preview.clientsNew.length + preview.clientsChanged.length > 0;
}
