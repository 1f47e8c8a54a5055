/** Taking an action of the journal back, in as many calls as the server needs. */
import type { UndoReport } from '../../src/contract/journal-views';

/**
 * Takes an action back in as many steps as the server needs; the last report counts, since each counts the whole undo.
 * @param ask one step on the server; rejects where the action is no longer in the Journal
 * @param show is called with every report after which more is to be done
 * @param stopped is asked after every step: the report of an undo that was stopped is not finished
 */
export async function undoWhole(actionId: string, ask: (actionId: string) => Promise<UndoReport>, show: (report: UndoReport) => void = () => undefined, stopped: () => boolean = () => false): Promise<UndoReport> {
  for (;;) {
    const report = await ask(actionId);
    if (report.finished) return report;
    show(report);
    if (stopped()) return report;
  }
}
