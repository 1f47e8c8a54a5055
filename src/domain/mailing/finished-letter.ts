/** One client's letter: the content as a person sees it, and the whole message ready for the sender port. */
import { hashText } from '../../core/mail/hash';
import type { Issue, Outcome } from '../../core/issue';
import { hasError, outcome } from '../../core/issue';
import { parseMailbox } from '../../core/mail/address';
import { buildMime, isHeaderUrl } from '../../core/mail/mime';
import { sizeIssue } from '../../core/mail/outbox-size';
import type { MimeLetter } from '../../core/mail/mime';
import type { Template, Variant } from '../../core/mail/template';
import { lookupOf } from '../../core/mail/template-values';
import { cellText } from '../cells';
import type { ClientRecord } from '../clients-table';
import { clientCell } from '../clients-table';
import type { OutgoingLetter } from '../ports';
import { attachmentIssues, linksOf } from './attachments';
import type { LetterExtras } from './finished-letter-page';
import { letterPage, letterText } from './finished-letter-page';
import { inlinePictures, pictureIssue } from './finished-letter-pictures';
import { tamed } from './finished-letter-values';
import type { MailingData } from './mailing-data';
import { addressOf } from './mailing-data';
import type { MailingPlan } from './send-log';
import { letterVariant } from './send-log';
import { fieldNames, fieldValues } from './templates';
import type { WebappState } from './unsubscribe';
import { isChecked, unsubscribeUrl } from './unsubscribe';

/** What of a mailing (or of a template that is tried out) shapes its letters. Plans of older bases lack the fields that may be absent. */
export interface LetterPlan extends Pick<MailingPlan, 'kind' | 'sender' | 'senderName' | 'replyTo'> {
  readonly mailing?: string;
  readonly templateKey?: string;
  /** The automation the mailing belongs to, '' for none. */
  readonly automation?: string;
  readonly subjectB?: string;
  /** Alias of the sender's account; '' = the sender's own address. */
  readonly senderAddress?: string;
  /** Links to files, see attachments.ts. */
  readonly attachments?: string;
}

/** A letter as its reader sees it. */
export interface ShownLetter {
  readonly variant: Variant;
  readonly subject: string;
  readonly preheader: string;
  /** A whole HTML page. */
  readonly html: string;
  readonly text: string;
  /** '' in a service letter and where the page has not answered its check. */
  readonly unsubscribeUrl: string;
  /** What is wrong with the files of the letter; with errors it does not leave. */
  readonly issues: readonly Issue[];
}

/** A letter to the person at the keyboard instead of the client. */
export interface TestLetter {
  readonly to: string;
  readonly subjectPrefix: string;
}

/** One letter to make: of which plan, for whom. */
export interface LetterOrder {
  readonly plan: LetterPlan;
  /** The plan's template, compiled. */
  readonly template: Template;
  readonly webapp: WebappState;
  readonly record: ClientRecord;
  readonly letterId: string;
  /** The order a service letter refers to; '' = none. */
  readonly order: string;
  /** Which subject; absent = the client's own. */
  readonly variant?: Variant;
}

/**
 * Renders one client's letter exactly as it is sent: variant, preheader, list of links, unsubscribe line of a marketing letter in the language of
 * the base. Writes nothing; counted calls are those of `fieldValues` alone.
 */
export function letterContent({ base, data }: Pick<MailingData, 'base' | 'data'>, letter: LetterOrder): ShownLetter {
  const { plan, template, webapp, record, letterId, order } = letter;
  const variant = letter.variant ?? letterVariant({ templateKey: plan.templateKey ?? '', subjectB: plan.subjectB ?? '' }, record.key);
  const values = tamed(lookupOf(fieldValues(base, data.clients, record, order)));
  const rendered = template.render(values, variant);
  // The page and the link (an HMAC by a service) are made when they are looked at: pre-flight asks for thousands of subjects.
  let link: string | null = null;
  const url = (): string => {
    link ??= plan.kind === 'marketing' && isChecked(webapp) ? unsubscribeUrl(webapp, base.ports.keys, letterId, base.language) : '';
    return link;
  };
  const extras = (): LetterExtras => ({ language: base.language, links: linksOf(plan.attachments ?? '', values, () => fieldNames(data.clients)), unsubscribeUrl: url() });
  return {
    variant,
    subject: rendered.subject,
    preheader: rendered.preheader,
    get html() {
      return letterPage(rendered, extras());
    },
    get text() {
      return letterText(rendered.text, extras());
    },
    get unsubscribeUrl() {
      return url();
    },
    get issues() {
      return attachmentIssues(plan.attachments ?? '', fieldNames(data.clients));
    },
  };
}

/**
 * `letterContent` as a MIME message with its headers; null with the reason when it may not leave (bad address, bad sender, a file that is no link, a
 * picture inside that no mail program shows, a letter that is too large).
 */
export function finishedLetter(mailing: Pick<MailingData, 'base' | 'data'>, letter: LetterOrder, test?: TestLetter): Outcome<OutgoingLetter | null> {
  const { base, data } = mailing;
  const { plan, record, letterId } = letter;
  const content = { ...letterContent(mailing, letter) };
  const refusals = [...content.issues, ...contentRefusals(content)];
  if (hasError(refusals)) return outcome(null, refusals);
  const subject = `${test?.subjectPrefix ?? ''}${content.subject}`;
  const to = test?.to ?? addressOf(data, { record });
  const name = test === undefined ? cellText(clientCell(data.clients, record, 'name')) : '';
  const replyTo = parseMailbox(plan.replyTo);
  const { html, files } = inlinePictures(content.html, letterId);
  const built = buildMime({
    from: { name: plan.senderName, address: senderOf(plan) },
    to: { name, address: to },
    ...(replyTo === null ? {} : { replyTo }),
    subject,
    text: content.text,
    html,
    attachments: files,
    ...unsubscribeHeaders(content.unsubscribeUrl, base.settings['mailing.unsubscribeMailto'], letterId),
    ...(test === undefined && plan.mailing !== undefined ? { headers: { 'Feedback-ID': feedbackId(plan, plan.mailing) } } : {}),
    seed: letterId,
  });
  if (built.value === null) return outcome(null, built.issues);
  return outcome({ to, subject, html, pictures: files, text: content.text, senderName: plan.senderName, replyTo: replyTo?.address ?? '', raw: built.value }, built.issues);
}

/** What refuses a letter for its content, before it is planned and when it leaves: it is too large, or a picture inside it cannot be shown. */
export function contentRefusals({ html, text }: Pick<ShownLetter, 'html' | 'text'>): Issue[] {
  return [sizeIssue({ html, text }), pictureIssue(html)].flatMap((found) => found ?? []);
}

/** Mail programs accept the headers only for pages they may call; elsewhere the visible link in the letter remains. */
function unsubscribeHeaders(url: string, mailto: string, letterId: string): Pick<MimeLetter, 'unsubscribeUrl' | 'oneClick' | 'unsubscribeMailto'> {
  if (!isHeaderUrl(url)) return {};
  return { unsubscribeUrl: url, oneClick: true, ...(mailto === 'off' ? {} : { unsubscribeMailto: { address: mailto, subject: `unsubscribe ${letterId}` } }) };
}

/** The alias typed in the template, else the sender's own address. The account replaces an alias it does not know by itself. */
function senderOf(plan: LetterPlan): string {
  return parseMailbox(plan.senderAddress ?? '')?.address ?? plan.sender;
}

/** Mailing ids with which the whole header fits one line: it may not be folded or encoded. */
const LINE_FIT = /^[A-Za-z0-9._-]{1,34}$/;

/**
 * The campaign header that Gmail's sender guidelines name: campaign, template, kind and the constant name of the sender, from which Gmail's
 * Feedback Loop counts complaints. No part of it tells of the client, so all letters of a mailing carry the same.
 */
function feedbackId(plan: LetterPlan, mailing: string): string {
  const campaign = LINE_FIT.test(mailing) ? mailing : hashText(mailing);
  const series = plan.automation !== undefined && plan.automation !== '' ? plan.automation : plan.templateKey ?? '';
  return `${campaign}:${hashText(series).slice(0, 8)}:${plan.kind}:clientura`;
}
