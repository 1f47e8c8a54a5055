/** Accepting many findings: one action in steps that the server can do in its time, until all are done or the person stops. */
import type { AcceptReport, CleaningAccept, CleaningPart } from '../../../src/contract/cleaning-views';
import type { IssueView } from '../../../src/contract/issue-view';

/** Ids sent in one step: few enough that the progress moves. */
const STEP_IDS = 300;

/** What all steps did together; `kept` names findings whose cells were edited meanwhile. */
export interface Accepted {
  readonly actionId: string;
  readonly accepted: number;
  readonly kept: readonly string[];
  readonly issues: readonly IssueView[];
}

/** How far a run is. */
export interface AcceptProgress { readonly done: number; readonly total: number }

/**
 * Sends ids in steps. What was accepted before somebody stopped stays, as one action that is closed.
 *
 * @param onProgress is told after each step
 * @param isStopped is asked between steps
 */
export async function acceptAll(
  part: CleaningPart, ids: readonly string[], ask: (request: CleaningAccept) => Promise<AcceptReport>, onProgress: (progress: AcceptProgress) => void, isStopped: () => boolean,
): Promise<Accepted> {
  let result: Accepted = { actionId: '', accepted: 0, kept: [], issues: [] };
  let done = 0;
  while (done < ids.length && !isStopped()) {
    const step = ids.slice(done, done + STEP_IDS);
    const report = await ask({ part, ids: step, actionId: result.actionId, last: done + step.length === ids.length });
    result = {
      actionId: report.actionId, accepted: result.accepted + report.accepted,
      kept: [...result.kept, ...report.kept.map(({ findingId }) => findingId)], issues: [...result.issues, ...report.issues],
    };
    done += report.dealtWith;
    onProgress({ done, total: ids.length });
  }
  if (done < ids.length && result.actionId !== '') await ask({ part, ids: [], actionId: result.actionId, last: true });
  return result;
}
