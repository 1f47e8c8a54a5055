/** Taking an action of the journal back, in as many calls as the server needs. */
import type { UndoReport } from '../../src/contract/journal-views';

/** Takes an action back in as many steps as the server needs; the last report counts, since each counts the whole undo. */
export async function undoWhole(actionId: string, ask: (actionId: string) => Promise<UndoReport>): Promise<UndoReport> {
  let report = await ask(actionId);
  while (!report.finished) report = await ask(actionId);
  return report;
}
