/** Writes a planned mailing into the Send log: once, whole, and never a second time. */
import type { MailingRequest } from '../../contract/mailing-views';
import { letterIdOf } from '../../core/mail/outbox';
import type { OutboxLetter } from '../../core/mail/outbox';
import type { PlannedLetter } from '../../core/mail/plan';
import type { Draft, MailingData } from './mailing-data';
import { readMarks } from './mailing-keys';
import { lettersNow } from './outbox-view';
import type { MailingPlan } from './send-log';
import type { TemplateRow } from './templates';

/** A letter to plan. `letterId` is given where the letter has an identity of its own (automation, client, occurrence); `order` for service letters. */
export interface PlanLetter extends PlannedLetter {
  readonly letterId?: string;
  readonly order?: string;
}

/** The plan of a mailing from a template as it stands now; later edits of the template change nothing. The person at the keyboard sends it. */
export function planOf(
  { base }: Pick<MailingData, 'base'>,
  template: TemplateRow,
  particulars: Pick<MailingPlan, 'mailing' | 'audience' | 'holdOutShare'> & Partial<Pick<MailingPlan, 'title' | 'automation' | 'occurrence'>>,
): MailingPlan {
  const { clock, person } = base.ports;
  const { key: templateKey, title, kind, senderName, replyTo, subject, body, subjectB, preheader, text, html, senderAddress, attachments } = template;
  return {
    templateKey, title, kind, sender: person.email(), senderName, replyTo, createdMs: clock.now(), subject, body, subjectB, preheader, text, html, senderAddress, attachments,
    automation: '', occurrence: '', ...particulars,
  };
}

/**
 * Writes a mailing and its letters as planned; false when nothing was written because a mailing of this id stands already. A letter whose id was
 * planned before, in whatever mailing, is left out. The caller holds the document lock. At most 3 counted calls, 0 for a known mailing.
 */
export function writePlan(mailing: MailingData, plan: MailingPlan, planned: Pick<Draft, 'letters' | 'orderOf'> | readonly PlanLetter[]): boolean {
  const { log, base } = mailing;
  if (log.plans.has(plan.mailing)) return false;
  const orderOf = 'orderOf' in planned ? planned.orderOf : new Map<string, string>();
  const lines: readonly PlanLetter[] = 'orderOf' in planned ? planned.letters : planned;
  const letters: OutboxLetter[] = [];
  for (const line of lines) {
    const letterId = line.letterId ?? letterIdOf(plan.mailing, line.clientKey);
    if (log.knows(letterId)) continue;
    const order = line.order ?? orderOf.get(line.clientKey);
    letters.push({
      letterId, mailing: plan.mailing, clientKey: line.clientKey, address: line.address, addressHash: line.address === '' ? '' : mailing.hashOf(line.address),
      state: line.goes ? 'planned' : 'skipped', attempt: 0,
      ...(line.reason === undefined ? {} : { reason: line.reason }), ...(line.leavesOnDay === undefined ? {} : { leavesOnDay: line.leavesOnDay }),
      ...(order === undefined ? {} : { order }),
    });
  }
  log.addPlan(plan, letters);
  log.reserve(log.waitingCount);
  log.write();
  base.ports.book.flush();
  return true;
}

/**
 * The mailing that already does what is asked for, so that two people who press "Send" at once, or one person twice, send one: of the same
 * template and audience, and either planned since the pre-flight was made, or still on its way and not stopped. Null when there is none.
 * 1 counted call where a mailing is alike.
 */
export function twinOf(mailing: MailingData, request: MailingRequest, template: TemplateRow): string | null {
  const { log, base } = mailing;
  const alike = [...log.plans.values()].filter((plan) => plan.automation === '' && plan.templateKey === template.key && plan.audience === request.audience
    && plan.subject === template.subject && plan.body === template.body);
  if (alike.length === 0) return null;
  const marks = readMarks(base.ports);
  const isOnItsWay = (id: string): boolean => marks.stop(id) === '' && lettersNow(mailing, id).some(({ state }) => state === 'planned');
  return alike.find((plan) => (request.preparedMs !== undefined && plan.createdMs >= request.preparedMs) || isOnItsWay(plan.mailing))?.mailing ?? null;
}
