/** Merges exact duplicates without a look at each, as many as the person confirmed, in steps that leave whole merges only. */
import type { ExactMergeProgress, ExactMergeStep } from '../../contract/duplicates-views';
import type { Issue, Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import type { Cell } from '../../core/table/cell';
import { clientKeyOf } from '../../core/table/client-key';
import type { Base, Table } from '../base';
import { openBase } from '../base';
import { issueViews } from '../issue-view';
import type { Action } from '../journal/journal-tab';
import { endAction, isLatestAction } from '../journal/journal-tab';
import { LOCK_WAIT_MS } from '../lock-wait';
import type { Ports } from '../ports';
import { say } from '../words';
import { carryOut, readLinkedTabs } from './carry-out';
import type { ClientRows } from './client-rows';
import { memberCell, readClientRows } from './client-rows';
import type { OpenGroup } from './exact-open';
import { beginExact, leavingRows, openGroups, readFormerClients } from './exact-open';
import type { FormerClients } from './former-clients';
import { restOfPlan } from './former-clients';
import { endMerge, renamedTo } from './merge';
import type { GroupPlan } from './merge-plan';
import { planGroup } from './merge-plan';
import { proposedMember } from './proposal';
import type { Renamed } from './relink';
import { searchExact } from './search';

/** Each row that leaves is one service call, and moves all rows below it. */
const ROWS_A_STEP = 40;
/** Rows that leave, orders and values that change in a step: so many service calls at most, where none of these can be joined. */
const CALLS_A_STEP = 250;
const STEP_TIME_MS = 15_000;

/**
 * One step. The first is refused when there are not as many exact duplicates as were confirmed; all steps are one action. A step that was
 * cut off is made good by the next one, also where the page begins anew: planned on the rows as they were, it comes to the same end. Counted
 * calls: lock, Settings, Clients, Journal, decisions and archive where there are any, Orders, Outbox, Send log, those of `carryOut`, at the
 * end 2 of the Journal at most, state, flush, lock.
 */
export function mergeExact(ports: Ports, step: ExactMergeStep): Outcome<ExactMergeProgress | null> {
  const untilMs = ports.clock.now() + STEP_TIME_MS;
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) return outcome(null, opened.issues);
  const read = readClientRows(base);
  const clients = read.value;
  if (clients === null) return outcome(null, read.issues);
  const former = readFormerClients(base, clients);
  const groups = openGroups(former, searchExact(base, former.clients));
  const left = leavingRows(groups);
  if (step.actionId === '' ? left !== step.rows : left > step.rows) return outcome(null, [issue('duplicates.countChanged', { shown: step.rows, now: left })]);
  const action = actionOf(base, step, former.cutOff);
  const tabs = readLinkedTabs(base);
  if (tabs.value === null) return outcome(null, tabs.issues);
  const chosen = plansOf(base, clients, former, groups, tabs.value.orders);
  const done = carryOut(base, action, clients, tabs.value, chosen.plans, renamedBy(clients, chosen.plans), untilMs);
  if (done.value === null) return outcome(null, done.issues);
  const rest = left - done.value.rowsRemoved;
  const finished = done.value.finished && (rest === 0 || chosen.plans.length === 0 || rest === leavingRows(chosen.refused));
  let issues: readonly Issue[] = finished ? chosen.issues : [];
  if (finished) issues = [...issues, ...endMerge(base, action, done.value)];
  else {
    const { recalculated } = base.state;
    base.remember({ recalculated: recalculated === null ? null : { ...recalculated, orderRows: -1 } });
    endAction(base, action.id);
    base.saveState();
  }
  ports.book.flush();
  ports.lock.release();
  const merged = step.rows - rest;
  return outcome({
    actionId: action.id, finished, done: merged, all: step.rows, ordersMoved: done.value.ordersMoved,
    text: say(base.language, 'merge.exactDone', { rows: merged }), issues: issueViews(issues, base.language),
  });
}

/** Who leaves, by key, with the cell that names the one who stays. A number that stands in another row as well stays where it is: its orders may be of that row. */
function renamedBy(clients: ClientRows, plans: readonly GroupPlan[]): Renamed {
  const gone = new Set(plans.flatMap(({ leaving }) => leaving));
  const staying = new Set(clients.members.filter((member) => !gone.has(member)).map(({ key }) => key));
  const renamed = new Map<string, Cell>();
  for (const { survivor, leaving } of plans) {
    renamedTo(survivor, memberCell(clients, survivor, 'client_id'), leaving.map(({ key }) => key).filter((key) => !staying.has(key))).forEach((name, key) => renamed.set(key, name));
  }
  return renamed;
}

/** The action of the steps before; a new one when somebody began another action in between. */
function actionOf(base: Base, { rows, actionId }: ExactMergeStep, cutOff: Action | null): Action {
  const details = say(base.language, 'merge.exactDetails', { rows });
  const id = cutOff?.id ?? (actionId !== '' && isLatestAction(base, actionId) ? actionId : null);
  return id === null ? beginExact(base, details) : { id, kind: 'merge', details };
}

interface Chosen {
  readonly plans: readonly GroupPlan[];
  /** Groups that cannot be merged, and why. */
  readonly refused: readonly OpenGroup[];
  readonly issues: readonly Issue[];
}

/**
 * As many groups as one step can hold, at least one. Bounded by what is to be written and not by the clock: the steps are the same on a slow
 * machine and a fast one.
 */
function plansOf(base: Base, clients: ClientRows, former: FormerClients, groups: readonly OpenGroup[], orders: Table): Chosen {
  const { clock } = base.ports;
  const today = clock.dayOf(clock.now());
  const plans: GroupPlan[] = [];
  const refused: OpenGroup[] = [];
  const issues: Issue[] = [];
  const ordersOf = orderCounts(orders, clients.numericKeys);
  let rows = 0;
  let calls = 0;
  for (const group of groups) {
    const { members, standing } = group;
    // The one who stays never leaves: among those that stand it is the same.
    const survivor = standing[proposedMember(former.clients, standing).position];
    const planned = planGroup(base, former.clients, members, survivor === undefined ? -1 : members.indexOf(survivor), new Map(), today);
    const plan = planned.value === null ? null : restOfPlan(former, clients, planned.value);
    if (plan === null) {
      refused.push(group);
      issues.push(...planned.issues);
      continue;
    }
    const { cells, leaving } = plan;
    rows += leaving.length;
    calls += cells.length + leaving.reduce((sum, { key }) => sum + 1 + (ordersOf.get(key) ?? 0), 0);
    if (plans.length > 0 && (rows > ROWS_A_STEP || calls > CALLS_A_STEP)) break;
    plans.push(plan);
  }
  return { plans, refused, issues };
}

/** Orders by client key. */
function orderCounts({ rows, columns }: Table, numericKeys: boolean): ReadonlyMap<string, number> {
  const column = columns.get('client') ?? -1;
  const counts = new Map<string, number>();
  rows.slice(1).forEach((row) => {
    const key = clientKeyOf(row[column] ?? null, numericKeys) ?? '';
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  return counts;
}
