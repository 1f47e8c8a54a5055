/** Exact duplicates that are still to be merged; of a merge that was cut off those that it found, as it found them. */
import type { Base } from '../base';
import type { Action, RecordedAction } from '../journal/journal-tab';
import { beginAction, isLatestAction, Journal } from '../journal/journal-tab';
import type { ClientRows, MemberRow } from './client-rows';
import type { FormerClients } from './former-clients';
import { formerClients } from './former-clients';
import type { ExactGroup } from './search';

/** A group among the rows as they were, with those of its rows that still stand: two at least. */
export interface OpenGroup extends ExactGroup {
  readonly standing: readonly MemberRow[];
}

/** The action of an exact merge that begins now. It is not named by its rows: of one that was cut off fewer are left, and it goes on under its id. */
export function beginExact(base: Base, details: string): Action {
  return beginAction(base, 'merge', 'exact', details);
}

/** Clients as an exact merge that was cut off found them, unless another action began after it. 1 counted call (Journal); none while nothing stands in it. */
export function readFormerClients(base: Base, clients: ClientRows): FormerClients {
  const next = beginExact(base, '').id;
  const isExact = ({ id }: RecordedAction): boolean => id === next || (isLatestAction(base, id) && id.endsWith(next.slice(next.indexOf('-'))));
  return formerClients(clients, new Journal(base).read().find((action) => action.state === 'planned' && isExact(action)) ?? null);
}

/** Groups of which rows are still to leave. Calls nothing. @param groups found among the rows as they were */
export function openGroups({ nowOf }: FormerClients, groups: readonly ExactGroup[]): readonly OpenGroup[] {
  return groups.map((group) => ({ ...group, standing: group.members.filter((member) => nowOf(member) !== null) })).filter(({ standing }) => standing.length > 1);
}

/** How many rows are to leave. */
export function leavingRows(groups: readonly OpenGroup[]): number {
  return groups.reduce((sum, { standing }) => sum + standing.length - 1, 0);
}
