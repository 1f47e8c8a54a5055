/** Whether a planned automation letter still makes sense right before it leaves: not when it is too late, and a win-back not once the client bought. */
import { asksForLastOrder, lastLeavingDay, stillDue } from '../../core/automations/still-due';
import type { OutboxLetter } from '../../core/mail/outbox';
import type { MailingData } from '../mailing/mailing-data';
import type { MailingPlan } from '../mailing/send-log';
import { lastOrderDay, readClientOrders } from './client-events';
import { automationSwitch } from './switch';

type DuePlan = Pick<MailingPlan, 'automation' | 'occurrence' | 'createdMs'>;
type DueLetter = Pick<OutboxLetter, 'letterId' | 'clientKey' | 'leavesOnDay'>;

/** The reasons under which such letters are skipped. */
export type NotDue = 'bought' | 'late';

/**
 * The check of a mailing's letters, made once for each chunk: `null` = still due, else the reason to skip the letter. Counted calls of
 * `automationSwitch`; for win-backs Orders are read (1 more, 2 where there is an archive).
 */
export function dueCheck(mailing: Pick<MailingData, 'base' | 'data'>, plan: DuePlan): (letter: DueLetter) => NotDue | null {
  const isLate = lateCheck(mailing, plan);
  const { base, data } = mailing;
  if (!asksForLastOrder(plan)) return (letter) => (isLate(letter) ? 'late' : null);
  const read = readClientOrders(base, data.todayDay);
  return (letter) => {
    if (isLate(letter)) return 'late';
    // Orders that cannot be read say nothing about a purchase: the letter was due when it was planned.
    if (read.issues.length > 0) return null;
    const id = data.clients.recordOf.get(letter.clientKey)?.id ?? '';
    return stillDue(plan, letter.letterId, [id, letter.clientKey], lastOrderDay(read.orders.get(letter.clientKey) ?? [])) ? null : 'bought';
  };
}

/** Tells the letters of an automation that may not leave any more, for what they are about is over. Counted calls of `automationSwitch`. */
export function lateCheck({ base }: Pick<MailingData, 'base'>, plan: Pick<DuePlan, 'automation' | 'createdMs'>): (letter: Pick<DueLetter, 'leavesOnDay'>) => boolean {
  const automation = automationSwitch(base, plan);
  if (automation === null) return () => false;
  const { clock } = base.ports;
  const [today, plannedDay] = [clock.dayOf(clock.now()), clock.dayOf(plan.createdMs)];
  return ({ leavesOnDay }) => today > lastLeavingDay(automation.kind, plannedDay, leavesOnDay ?? plannedDay);
}
