/** Ids of automation letters, and whether a planned one still makes sense when it is about to leave: in time, and the silence of a win-back not over. */
import type { Day } from '../calendar';
import { formatIsoDay } from '../calendar';
import { hashText } from '../mail/hash';
import type { AutomationKind } from './automation';
import { CATCH_UP_DAYS } from './automation';

/** Stands in the occurrence of a plan for the day of the client's last order, which differs from letter to letter. */
const LAST_ORDER_DAY = '*';

/** Deterministic id of a letter: the same automation, client and occurrence always have the same one. It shows none of them. */
export function automationLetterId(automationKey: string, clientId: string, occurrenceId: string): string {
  const text = `${automationKey}\n${clientId}\n${occurrenceId}`;
  return `A${hashText(text)}${hashText(`letter\n${text}`)}`;
}

/** True for a plan whose letters fall away when the client buys: only then must his last order be known before a letter leaves. */
export function asksForLastOrder(plan: { readonly automation: string; readonly occurrence: string }): boolean {
  return plan.automation !== '' && plan.occurrence.includes(LAST_ORDER_DAY);
}

/** The occurrence of a plan as it stands for a client whose last order was on this day. */
export function occurrenceOn(occurrence: string, lastOrderDay: Day): string {
  return occurrence.replace(LAST_ORDER_DAY, formatIsoDay(lastOrderDay));
}

/**
 * False for a win-back letter of a client who bought since it was planned (or whose orders are gone): the silence it speaks of is over.
 * True for every letter that does not depend on that.
 * @param clientIds the ids under which the letter may have been planned: the stable id, and the key while there was none
 * @param lastOrderDay the day of his last paid order as Orders stand now; null = none
 */
export function stillDue(plan: { readonly automation: string; readonly occurrence: string }, letterId: string, clientIds: readonly string[], lastOrderDay: Day | null): boolean {
  if (!asksForLastOrder(plan)) return true;
  if (lastOrderDay === null) return false;
  const occurrence = occurrenceOn(plan.occurrence, lastOrderDay);
  return clientIds.some((clientId) => automationLetterId(plan.automation, clientId, occurrence) === letterId);
}

/** Letters for a day of the calendar: after it they are out of place, however late they were planned. */
const DATED_KINDS: readonly AutomationKind[] = ['birthday', 'date'];

/**
 * The last day on which a planned letter may leave, when something holds it up: an automation switched off and on again, a stop, hourly runs that did
 * not come. A letter that was planned for a later day may leave on it.
 * @param kind null = the automation is gone or cannot be read
 * @param plannedDay the day on which the letter was planned
 */
export function lastLeavingDay(kind: AutomationKind | null, plannedDay: Day, leavesOnDay: Day): Day {
  if (kind !== null && DATED_KINDS.includes(kind)) return Math.max(leavesOnDay, plannedDay + CATCH_UP_DAYS[kind]);
  return Math.max(leavesOnDay, plannedDay) + (kind === null ? Math.max(...Object.values(CATCH_UP_DAYS)) : CATCH_UP_DAYS[kind]);
}
