/** Keeps people apart who only look alike, for ever. */
import type { ApartReport } from '../../contract/duplicates-views';
import type { Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { openBase } from '../base';
import { addDecisions } from '../decisions';
import { LOCK_WAIT_MS } from '../lock-wait';
import type { Ports } from '../ports';
import { say } from '../words';
import { groupIdOf, keyOfMember, readClientRows } from './client-rows';

/**
 * Writes down every pair of the members as different people. Counted calls: lock, Settings, Clients, those of `addDecisions`, state, flush, lock.
 */
export function keepApart(ports: Ports, members: readonly string[]): Outcome<ApartReport | null> {
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) return outcome(null, opened.issues);
  const { value: clients, issues } = readClientRows(base);
  if (clients === null) return outcome(null, issues);
  const names = Array.from(new Set(members));
  const gone = names.filter((name) => !clients.memberOf.has(name));
  if (gone.length > 0) return outcome(null, gone.slice(0, 3).map((name) => issue('duplicates.gone', { client: keyOfMember(name) || say(base.language, 'merge.unnumbered') }, { sheet: clients.table.tab.name })));
  const nameOf = (member: string): string => clients.memberOf.get(member)?.shownName ?? member;
  const decisions = names.flatMap((one, index) => names.slice(index + 1).map((other) => (
    { kind: 'duplicates.apart' as const, key: groupIdOf([one, other]), details: `${nameOf(one)} ≠ ${nameOf(other)}` })));
  const kept = addDecisions(base, decisions);
  if (kept.value === null) return outcome(null, kept.issues);
  base.saveState();
  ports.book.flush();
  ports.lock.release();
  return outcome({ pairs: decisions.length, text: say(base.language, 'merge.apartKept', { count: names.length }), issues: [] });
}
