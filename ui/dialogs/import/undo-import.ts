/** Takes an import back through the journal. */
import type { JournalView, UndoReport } from '../../../src/contract/journal-views';

/** What the undo needs of the server. */
export interface UndoPorts {
  readonly journal: () => Promise<JournalView>;
  readonly undo: (actionId: string) => Promise<UndoReport>;
}

/** The newest import of this file that can still be taken back, or null. */
export function importAction(journal: JournalView, fileName: string): string | null {
  const entry = journal.entries.find(({ kind, details }) => (kind === 'import-orders' || kind === 'import-clients') && details === fileName);
  return entry === undefined || entry.state === 'undone' ? null : entry.actionId;
}

/**
 * Takes back the newest import of the file, in as many steps as the server needs; the last report counts the whole undo.
 * Null when the journal has no such import any more.
 */
export async function undoImport(ports: UndoPorts, fileName: string): Promise<UndoReport | null> {
  const actionId = importAction(await ports.journal(), fileName);
  if (actionId === null) return null;
  let report = await ports.undo(actionId);
  while (!report.finished) report = await ports.undo(actionId);
  return report;
}
