/** One client's letter, ready for the sender port. */
import type { Outcome } from '../../core/issue';
import { outcome } from '../../core/issue';
import { buildMime } from '../../core/mail/mime';
import type { Template } from '../../core/mail/template';
import { cellText } from '../cells';
import type { ClientRecord } from '../clients-table';
import { clientCell } from '../clients-table';
import type { OutgoingLetter } from '../ports';
import type { MailingData } from './mailing-data';
import { addressOf } from './mailing-data';
import type { MailingPlan } from './send-log';
import { fieldValues, withUnsubscribe } from './templates';
import { parseMailbox } from '../../core/mail/address';
import type { WebappState } from './unsubscribe';
import { isChecked, unsubscribeUrl } from './unsubscribe';

/** Renders, adds the unsubscribe link of a marketing letter, and builds the MIME message; null with the reason when it cannot be built. */
export function finishedLetter(
  mailing: MailingData,
  plan: Pick<MailingPlan, 'kind' | 'sender' | 'senderName' | 'replyTo'>,
  template: Template,
  webapp: WebappState,
  record: ClientRecord,
  letterId: string,
  order: string,
  test?: { readonly to: string; readonly subjectPrefix: string },
): Outcome<OutgoingLetter | null> {
  const { base, data } = mailing;
  const url = plan.kind === 'marketing' && isChecked(webapp) ? unsubscribeUrl(webapp, base.ports.keys, letterId) : '';
  const rendered = withUnsubscribe(template.render(fieldValues(base, data.clients, record, order)), url, base.language);
  const subject = `${test?.subjectPrefix ?? ''}${rendered.subject}`;
  const to = test?.to ?? addressOf(data, { record });
  const name = test === undefined ? cellText(clientCell(data.clients, record, 'name')) : '';
  const replyTo = parseMailbox(plan.replyTo);
  const built = buildMime({
    from: { name: plan.senderName, address: plan.sender },
    to: { name, address: to },
    ...(replyTo === null ? {} : { replyTo }),
    subject,
    text: rendered.text,
    html: rendered.html,
    // Mail programs accept the header only for https pages; elsewhere the visible link in the letter remains.
    ...(url.startsWith('https://') ? { unsubscribeUrl: url, oneClick: true } : {}),
    seed: letterId,
  });
  if (built.value === null) return outcome(null, built.issues);
  return outcome({ to, subject, html: rendered.html, text: rendered.text, senderName: plan.senderName, replyTo: replyTo?.address ?? '', raw: built.value }, built.issues);
}
