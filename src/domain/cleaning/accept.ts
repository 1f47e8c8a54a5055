/** Accepting findings: proposed values go into cells that still hold what was shown, as one action that can be taken back. */
import type { AcceptReport, CleaningAccept, CleaningKept } from '../../contract/cleaning-views';
import { FINDING_CODES } from '../../core/contacts/finding';
import type { Issue, Outcome } from '../../core/issue';
import { outcome } from '../../core/issue';
import type { Base } from '../base';
import { openBase } from '../base';
import { issueViews } from '../issue-view';
import type { TabEdit } from '../journal/bulk-edit';
import { closeAction, writeEdits } from '../journal/bulk-edit';
import type { Action } from '../journal/journal-tab';
import { beginAction, endAction, Journal } from '../journal/journal-tab';
import type { Ports } from '../ports';
import { underLock } from '../under-lock';
import { say } from '../words';
import type { Found, Looked } from './found';
import { foundOf, lookThrough } from './found';
import { codeTitle, isAcceptable } from './scan';

/** Runs of neighbouring cells in one call: where they cannot be joined each costs a service call, and a call has about 25 seconds. */
const MOST_RUNS = 150;

/** What is to be done with the ids from the front of a request. */
interface Planned {
  readonly take: readonly Found[];
  readonly kept: readonly CleaningKept[];
  readonly done: number;
  readonly dealtWith: number;
}

/**
 * Puts proposals into their cells. Reads and looks again under the lock; an id that names no finding any more is left and named, unless
 * its cell holds the proposal already, as after a call that was cut off. All steps of a request belong to one action: the first begins it, the last closes it.
 * Counted calls: lock, Settings, decisions (0 without any), 3 for the tab, the Journal from the second step on, then those of `writeEdits` (at most 150 runs of cells),
 * state, closing, flush, release.
 */
export function acceptFindings(ports: Ports, request: CleaningAccept): Outcome<AcceptReport | null> {
  return underLock(ports, () => accepted(ports, request));
}

function accepted(ports: Ports, request: CleaningAccept): Outcome<AcceptReport | null> {
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) return outcome(null, opened.issues);
  const { value: looked, issues } = lookThrough(base, [request.part.kind]);
  if (looked === null) return outcome(null, issues);
  const planned = plan(looked, request);
  const finished = planned.dealtWith === request.ids.length;
  const notices: Issue[] = [];
  let actionId = request.actionId;
  const action = actionOf(base, request, planned);
  if (action !== null) {
    actionId = action.id;
    const edits = editsOf(planned.take);
    const isOfOrders = edits.some(({ tab }) => tab === 'orders');
    const { recalculated } = base.state;
    // No recalculation has this number of rows: the figures count as stale until the next one.
    if (isOfOrders && recalculated !== null) base.remember({ recalculated: { ...recalculated, orderRows: -1 } });
    if (edits.length > 0) {
      const written = writeEdits(base, action, edits);
      if (written.value === null) return outcome(null, written.issues);
      notices.push(...written.issues);
    }
    if (finished && request.last) notices.push(...closeAction(base, action));
    endAction(base, action.id);
    base.saveState();
  }
  return outcome(reportOf(base, request, planned, finished, actionId, notices));
}

function plan(looked: Looked, { part, ids }: CleaningAccept): Planned {
  const known = new Map<string, Found[]>();
  for (const found of foundOf(looked, part)) {
    if (isAcceptable(found)) known.set(found.id, [...(known.get(found.id) ?? []), found]);
  }
  const take: Found[] = [];
  const kept: CleaningKept[] = [];
  let done = 0;
  let runs = 0;
  let dealtWith = 0;
  for (const id of ids) {
    const found = known.get(id)?.shift();
    if (found !== undefined) {
      const last = take[take.length - 1];
      const isNeighbour = last !== undefined && last.tab === found.tab && last.columnIndex === found.columnIndex && last.rowIndex + 1 === found.rowIndex;
      if (!isNeighbour) runs += 1;
      if (runs > MOST_RUNS) break;
      take.push(found);
    } else if (looked.isDone(id)) done += 1;
    else kept.push({ findingId: id });
    dealtWith += 1;
  }
  return { take, kept, done, dealtWith };
}

/** The action of this step; null where nothing is changed and nothing has to be closed. */
function actionOf(base: Base, { part, actionId, last }: CleaningAccept, { take, done }: Planned): Action | null {
  const code = FINDING_CODES.find((known) => known === part.code);
  const details = [say(base.language, `clean.kind.${part.kind}`), ...(code === undefined ? [] : [codeTitle(code, base.language)])].join(': ');
  const begun = beginAction(base, 'clean', JSON.stringify(part), details);
  const isOfThis = (id: string): boolean => id.slice(id.indexOf('-')) === begun.id.slice(begun.id.indexOf('-'));
  if (actionId !== '') {
    if (!isOfThis(actionId) || (take.length === 0 && !last)) return null;
    // Taken back between two steps: what is written from now on must be an action of its own, or nobody could take it back.
    const isUndone = new Journal(base).read().some(({ id, state }) => id === actionId && state === 'undone');
    if (!isUndone) return { ...begun, id: actionId };
    return take.length > 0 ? begun : null;
  }
  if (take.length > 0) return begun;
  if (done === 0) return null;
  // A call that was cut off did it all before: its action may still be open.
  const former = new Journal(base).read().filter(({ id }) => isOfThis(id));
  const newest = former[former.length - 1];
  return newest === undefined || newest.state === 'undone' ? null : { ...begun, id: newest.id };
}

function editsOf(take: readonly Found[]): TabEdit[] {
  return (['clients', 'orders'] as const).flatMap((tab): TabEdit[] => {
    const cells = take.filter((found) => found.tab === tab);
    const [first] = cells;
    if (first === undefined) return [];
    return [{
      tab, table: first.table,
      cells: cells.map(({ rowIndex, column, columnIndex, before, after, asText }) => ({ rowIndex, column, columnIndex, before, after, asText })),
    }];
  });
}

function reportOf(base: Base, { part }: CleaningAccept, { take, kept, done, dealtWith }: Planned, finished: boolean, actionId: string, notices: readonly Issue[]): AcceptReport {
  const { language } = base;
  const count = take.length + done;
  const sentences = [count === 0 ? say(language, 'clean.acceptedNothing') : say(language, 'clean.accepted', { count })];
  if (kept.length > 0) sentences.push(say(language, 'clean.kept', { count: kept.length }));
  if (count > 0 && (part.kind === 'date' || part.kind === 'amount')) sentences.push(say(language, 'clean.stale'));
  return { actionId, finished, dealtWith, accepted: count, kept, text: sentences.join(' '), issues: issueViews(notices, language) };
}
