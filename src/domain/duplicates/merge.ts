/** Makes one client of several rows, as a person chose; checked again under the lock. */
import type { DuplicateMerge, MergeReport } from '../../contract/duplicates-views';
import type { Issue, Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import type { Cell } from '../../core/table/cell';
import type { Base } from '../base';
import { openBase } from '../base';
import { issueViews } from '../issue-view';
import { closeAction } from '../journal/bulk-edit';
import { columnNow } from '../journal/column-now';
import { cellFingerprint } from '../journal/fingerprint';
import type { Action, RecordedAction } from '../journal/journal-tab';
import { beginAction, endAction, Journal } from '../journal/journal-tab';
import { LOCK_WAIT_MS } from '../lock-wait';
import type { Ports } from '../ports';
import { say } from '../words';
import type { CarriedOut } from './carry-out';
import { carryOut, readLinkedTabs } from './carry-out';
import type { ClientRows, MemberRow } from './client-rows';
import { keyOfMember, memberCell, readClientRows } from './client-rows';
import type { GroupPlan } from './merge-plan';
import { planGroup } from './merge-plan';

/** Writing orders goes on in the next call after this time. */
const MERGE_TIME_MS = 15_000;

type RequestMember = DuplicateMerge['members'][number];

/** Rows of a request as they stand. */
interface Standing {
  readonly taken: ReadonlySet<MemberRow>;
  readonly survivor: MemberRow | null;
  /** Members that no row is any more as it was shown. */
  readonly rest: readonly RequestMember[];
}

/**
 * Merges rows of Clients. Nothing is written when a row is not as it was shown, unless this very merge was cut off before: then it goes on.
 * Counted calls beside those of `carryOut`: lock, Settings, Clients, Orders, Outbox, Send log; at the end 2 of the Journal at most, state, flush,
 * lock. The Journal is read (1) only when a row is not as it was shown.
 */
export function mergeDuplicates(ports: Ports, request: DuplicateMerge): Outcome<MergeReport | null> {
  const untilMs = ports.clock.now() + MERGE_TIME_MS;
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) return outcome(null, opened.issues);
  const clients = readClientRows(base);
  if (clients.value === null) return outcome(null, clients.issues);
  let standing = rowsAsShown(clients.value, request.members, request.survivor);
  let action = beginAction(base, 'merge', JSON.stringify(request), '');
  if (standing.rest.length > 0) {
    const begun = begunBefore(base, action);
    if (begun !== null) standing = rowsOfBegun(clients.value, request, begun);
    if (begun === null || standing.survivor === null) return outcome(null, changedIssues(base, clients.value, standing));
    action = begun;
  }
  const { survivor } = standing;
  if (survivor === null) return outcome(null, [issue('request.bad', { detail: request.survivor })]);
  const others = clients.value.members.filter((member) => member !== survivor && standing.taken.has(member));
  action = { ...action, details: say(base.language, 'merge.details', { client: survivor.shownName, count: request.members.length }) };
  const planned = planOf(base, clients.value, survivor, others, request);
  if (planned.value === null) return outcome(null, planned.issues);
  const tabs = readLinkedTabs(base);
  if (tabs.value === null) return outcome(null, tabs.issues);
  const name = memberCell(clients.value, survivor, 'client_id');
  const done = carryOut(base, action, clients.value, tabs.value, planned.value, renamedTo(survivor, name, request.members.map(({ member }) => keyOfMember(member))), untilMs);
  if (done.value === null) return outcome(null, done.issues);
  const issues = done.value.finished ? endMerge(base, action, done.value) : [];
  ports.book.flush();
  ports.lock.release();
  return outcome(reportOf(base, action, survivor, done.value, issues));
}

/** Everyone who leaves, by key, with the cell that names the one who stays. */
export function renamedTo(survivor: MemberRow, name: Cell, keys: readonly string[]): ReadonlyMap<string, Cell> {
  return new Map(keys.filter((key) => key !== '' && key !== survivor.key).map((key) => [key, name]));
}

/** Closes an action of merging: figures count as stale until the next recalculation. */
export function endMerge(base: Base, action: Action, done: CarriedOut): readonly Issue[] {
  const { recalculated } = base.state;
  if (done.rowsRemoved > 0) base.remember({ recalculated: recalculated === null ? null : { ...recalculated, orderRows: -1 } });
  const issues = closeAction(base, action);
  endAction(base, action.id);
  base.saveState();
  return issues;
}

/** The rows that are as they were shown: by their name first, else by their number, which stood in several rows and may be in one alone now. */
function rowsAsShown({ members, memberOf }: ClientRows, wanted: readonly RequestMember[], survivorName: string, survivor: MemberRow | null = null): Standing {
  const taken = new Set(survivor === null ? [] : [survivor]);
  let staying = survivor;
  const rest = wanted.filter(({ member, fingerprint }) => {
    const key = keyOfMember(member);
    const isAsShown = (row: MemberRow | undefined): boolean => row?.fingerprint === fingerprint && !taken.has(row);
    const named = memberOf.get(member);
    const row = isAsShown(named) ? named : members.find((other) => other.key === key && isAsShown(other));
    if (row === undefined) return true;
    taken.add(row);
    if (member === survivorName) staying = row;
    return false;
  });
  return { taken, survivor: staying, rest };
}

/**
 * The rows of a merge that was cut off. The one that stays was as shown before the merge wrote into it; into the others it writes nothing, so that
 * one of them that is not found as shown has left: a row of the same number that nobody asked about is not taken for it.
 */
function rowsOfBegun(clients: ClientRows, { members, survivor: name }: DuplicateMerge, begun: RecordedAction): Standing {
  const key = keyOfMember(name);
  const shown = members.find(({ member }) => member === name);
  const standing = clients.members.filter((row) => row.key === key).map((row) => ({ row, ...beforeMerge(clients, row, begun) })).filter(({ fingerprint }) => fingerprint === shown?.fingerprint);
  // Another row may hold one of the values that were written by itself: the one that holds most of them is meant, else the nearest to where it stood.
  standing.sort((a, b) => b.written - a.written || a.distance - b.distance);
  // Changed by hand meanwhile, a row is known by its number where no other has it.
  const survivor = standing[0]?.row ?? clients.memberOf.get(key) ?? null;
  const { taken, rest } = rowsAsShown(clients, members.filter((member) => member !== shown), name, survivor);
  // After the end whoever has such a number came later.
  const edited = begun.state === 'done' ? [] : rest.flatMap(({ member }) => clients.memberOf.get(member) ?? []);
  return { taken: new Set([...taken, ...edited]), survivor, rest };
}

/** The fingerprint that a row had before this merge, if the merge wrote into it: how many cells of it are as written, and how far it stands from the row that was. */
function beforeMerge({ table, printOf }: ClientRows, { rowIndex }: MemberRow, { changes }: RecordedAction): { readonly fingerprint: string; readonly written: number; readonly distance: number } {
  const row = [...(table.rows[rowIndex] ?? [])];
  let written = 0;
  let distance = 0;
  for (const change of [...changes].reverse()) {
    if (change.what !== 'edits' || change.tab !== 'clients') continue;
    const columnIndex = columnNow(table, change.column, change.title);
    const cell = columnIndex === undefined ? undefined : change.cells.find(({ after }) => after === cellFingerprint(row[columnIndex]));
    if (columnIndex === undefined || cell === undefined) continue;
    row[columnIndex] = cell.before;
    written += 1;
    distance = Math.abs(rowIndex - cell.trace.place);
  }
  return { fingerprint: printOf(row), written, distance };
}

/** What keeps a merge from being begun: rows that are not as they were shown. */
function changedIssues(base: Base, { members, memberOf, table }: ClientRows, { taken, rest }: Standing): Issue[] {
  const sheet = table.tab.name;
  return rest.map(({ member }) => {
    const key = keyOfMember(member);
    const row = memberOf.get(member) ?? members.find((other) => key !== '' && other.key === key && !taken.has(other));
    return row === undefined
      ? issue('duplicates.gone', { client: key === '' ? say(base.language, 'merge.unnumbered') : key }, { sheet })
      : issue('duplicates.changed', { client: row.shownName }, { sheet, rowIndex: row.rowIndex + table.headerRowIndex });
  });
}

/** The same merge, begun before and not taken back. 1 counted call. */
function begunBefore(base: Base, action: Action): RecordedAction | null {
  const payload = action.id.slice(action.id.indexOf('-'));
  const same = new Journal(base).read().filter(({ id, kind, state }) => kind === 'merge' && id.endsWith(payload) && state !== 'undone');
  return same[same.length - 1] ?? null;
}

function planOf(base: Base, clients: ClientRows, survivor: MemberRow, others: readonly MemberRow[], request: DuplicateMerge): Outcome<readonly GroupPlan[] | null> {
  if (others.length === 0) return outcome([]);
  const members = [survivor, ...others].sort((a, b) => a.rowIndex - b.rowIndex);
  // Once rows have left, every value was written.
  const whole = members.length === request.members.length;
  const nameOf = new Map(request.members.map(({ member, fingerprint }) => [member, members.findIndex((row) => row.member === member || row.fingerprint === fingerprint)]));
  const chosen = new Map<string, number>();
  if (whole) {
    for (const [field, member] of Object.entries(request.choices)) {
      const position = member === request.survivor ? members.indexOf(survivor) : (nameOf.get(member) ?? -1);
      if (position < 0) return outcome(null, [issue('request.bad', { detail: field })]);
      chosen.set(field, position);
    }
  }
  const { clock } = base.ports;
  const planned = planGroup(base, clients, members, members.indexOf(survivor), chosen, clock.dayOf(clock.now()));
  if (planned.value === null) return outcome(null, planned.issues);
  return outcome([whole ? planned.value : { ...planned.value, cells: [] }]);
}

function reportOf(base: Base, action: Action, survivor: MemberRow, done: CarriedOut, issues: readonly Issue[]): MergeReport {
  const { language } = base;
  const refusals = done.refusalsKept === 0 ? [] : [issue('duplicates.refusalKept', { client: survivor.shownName })];
  const { finished, rowsRemoved, ordersMoved, lettersMoved, cellsChanged } = done;
  const text = finished ? say(language, 'merge.done', { client: survivor.shownName, rows: rowsRemoved, orders: ordersMoved }) : say(language, 'merge.more', { orders: ordersMoved });
  return { actionId: action.id, finished, client: survivor.client, rowsRemoved, ordersMoved, lettersMoved, cellsChanged, text, issues: issueViews([...issues, ...refusals], language) };
}
