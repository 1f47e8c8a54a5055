/** Takes an import back. */
import type { UndoReport } from '../../../src/contract/journal-views';

/**
 * Takes back the action of an import, in as many steps as the server needs; the last report counts the whole undo.
 * @param undo one step on the server; rejects where the action was taken back already or is no longer in the Journal
 */
export async function undoImport(undo: (actionId: string) => Promise<UndoReport>, actionId: string): Promise<UndoReport> {
  let report = await undo(actionId);
  while (!report.finished) report = await undo(actionId);
  return report;
}
