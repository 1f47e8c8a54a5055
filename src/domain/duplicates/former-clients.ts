/** Clients as they stood before a merge that was cut off wrote into them: planned on these it comes to the same end, whatever of it was done. */
import type { RowsRemoved } from '../journal/edit-changes';
import { comparable } from '../journal/fingerprint';
import type { RecordedAction } from '../journal/journal-tab';
import { planTabUndo } from '../journal/undo-plan';
import { returningRows } from '../journal/undo-removed';
import type { ClientRows, MemberRow } from './client-rows';
import { clientRowsOf } from './client-rows';
import type { GroupPlan } from './merge-plan';

/** Rows as they were, those that left among them. */
export interface FormerClients {
  readonly clients: ClientRows;
  /** The action that was cut off; null where none was, and the rows are those that stand. */
  readonly cutOff: RecordedAction | null;
  /** The row as it stands now, null for one that has left. */
  readonly nowOf: (member: MemberRow) => MemberRow | null;
}

/**
 * The rows before an action, as an undo of it would give them back, where it was cut off while it changed Clients. Values and rows to leave are
 * written down together, and rows leave last: it was while one of those written down last stands. Calls nothing.
 * @param begun null where there is no such action
 */
export function formerClients(now: ClientRows, begun: RecordedAction | null): FormerClients {
  const changes = (begun?.changes ?? []).filter(({ tab, what }) => tab === 'clients' && what !== 'undo');
  const last = changes.reduce<RowsRemoved | null>((found, change) => (change.what === 'removed' ? change : found), null);
  const asTheyStand: FormerClients = { clients: now, cutOff: null, nowOf: (member) => member };
  if (last === null || !mayStand(now, last)) return asTheyStand;
  const { order, returned } = planTabUndo('clients', now.table, changes, now.numericKeys, [], false);
  if (returned.filter(({ returning: { id } }) => id.startsWith(`${last.group}/`)).length === last.rows.length) return asTheyStand;
  const memberAt = new Map(now.members.map((member) => [member.rowIndex, member]));
  return {
    clients: clientRowsOf({ ...now.table, rows: [...now.table.rows.slice(0, 1), ...order.map(({ cells }) => cells)] }),
    cutOff: begun,
    nowOf: ({ rowIndex }) => memberAt.get(order[rowIndex - 1]?.origin ?? -1) ?? null,
  };
}

/** False where surely none of the rows stands any more: told without looking for the place of each. */
function mayStand({ table, members, printOf }: ClientRows, change: RowsRemoved): boolean {
  const prints = new Set(members.map(({ fingerprint }) => fingerprint));
  return returningRows(table, change).some(({ cells, without }) => without !== '' || prints.has(printOf(cells)));
}

/** What is still to be done of a plan made on the rows as they were; null where the client who stays is gone. Calls nothing. */
export function restOfPlan({ nowOf }: FormerClients, { table }: ClientRows, { survivor, leaving, cells, entries }: GroupPlan): GroupPlan | null {
  const staying = nowOf(survivor);
  if (staying === null) return null;
  const { rowIndex } = staying;
  const stands = leaving.map((member) => nowOf(member) !== null);
  return {
    survivor: staying,
    leaving: leaving.flatMap((member) => nowOf(member) ?? []),
    cells: cells.map((cell) => ({ ...cell, rowIndex, before: table.rows[rowIndex]?.[cell.columnIndex] ?? null })).filter(({ before, after }) => comparable(before) !== comparable(after)),
    entries: entries.filter((_entry, index) => stands[index]),
    ...(stands.includes(false) ? { isBegun: true as const } : {}),
  };
}
