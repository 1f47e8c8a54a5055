/** Whether a planned automation letter still makes sense right before it leaves: a win-back does not once the client bought. */
import { asksForLastOrder, stillDue } from '../../core/automations/still-due';
import type { OutboxLetter } from '../../core/mail/outbox';
import type { MailingData } from '../mailing/mailing-data';
import type { MailingPlan } from '../mailing/send-log';
import { lastOrderDay, readClientOrders } from './client-events';

/** The reason under which such a letter is skipped. */
export const BOUGHT = 'bought';

/**
 * The check of a mailing's letters, made once for each chunk: `null` = still due, else the reason to skip the letter. For win-backs Orders are read
 * (1 counted call, 2 where there is an archive); for all other mailings 0 counted calls.
 */
export function dueCheck({ base, data }: Pick<MailingData, 'base' | 'data'>, plan: Pick<MailingPlan, 'automation' | 'occurrence'>): (letter: Pick<OutboxLetter, 'letterId' | 'clientKey'>) => typeof BOUGHT | null {
  if (!asksForLastOrder(plan)) return () => null;
  const read = readClientOrders(base, data.todayDay);
  // Orders that cannot be read say nothing about a purchase: the letter was due when it was planned.
  if (read.issues.length > 0) return () => null;
  return ({ letterId, clientKey }) => {
    const id = data.clients.recordOf.get(clientKey)?.id ?? '';
    return stillDue(plan, letterId, [id, clientKey], lastOrderDay(read.orders.get(clientKey) ?? [])) ? null : BOUGHT;
  };
}
