/** Merges in steps: the page asks again until the server says that all is done, and stops between two steps when asked to. */
import type { DuplicateField, DuplicateGroupView, DuplicateMerge, ExactMergeProgress, ExactMergeStep, MergeReport } from '../../../src/contract/duplicates-views';

/** Sums over the steps of one merge; `stopped` when the person cancelled before the end. */
export interface MergeOutcome {
  readonly report: MergeReport;
  readonly ordersMoved: number;
  readonly stopped: boolean;
}

/** Merges a group: large ones move their orders in several calls of the same request. */
export async function mergeWhole(request: DuplicateMerge, ask: (request: DuplicateMerge) => Promise<MergeReport>, onStep: (ordersMoved: number) => void, isCancelled: () => boolean): Promise<MergeOutcome> {
  let report = await ask(request);
  let { ordersMoved } = report;
  onStep(ordersMoved);
  while (!report.finished && !isCancelled()) {
    report = await ask(request);
    ordersMoved += report.ordersMoved;
    onStep(ordersMoved);
  }
  return { report, ordersMoved, stopped: !report.finished };
}

/** Merges exact duplicates step by step under one action. */
export async function mergeExactWhole(rows: number, ask: (step: ExactMergeStep) => Promise<ExactMergeProgress>, onStep: (progress: ExactMergeProgress) => void, isCancelled: () => boolean): Promise<{ readonly progress: ExactMergeProgress; readonly stopped: boolean }> {
  let progress = await ask({ rows, actionId: '' });
  onStep(progress);
  while (!progress.finished && !isCancelled()) {
    progress = await ask({ rows, actionId: progress.actionId });
    onStep(progress);
  }
  return { progress, stopped: !progress.finished };
}

/** What a person chose: by field the position of the value. */
export type Choices = ReadonlyMap<string, number>;

/** The position whose value stays. */
export function chosenPosition(field: DuplicateField, choices: Choices): number {
  return choices.get(field.field) ?? field.chosen;
}

/** The request of a group as it is seen on the page: every field that can be chosen is named. */
export function mergeRequest(view: DuplicateGroupView, survivor: number, choices: Choices): DuplicateMerge {
  const memberAt = (position: number): string => view.members[position]?.member ?? '';
  return {
    members: view.members.map(({ member, fingerprint }) => ({ member, fingerprint })),
    survivor: memberAt(survivor),
    choices: Object.fromEntries(view.fields.filter(({ fixed }) => !fixed).map((field) => [field.field, memberAt(chosenPosition(field, choices))])),
  };
}
