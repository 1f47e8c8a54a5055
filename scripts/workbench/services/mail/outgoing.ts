/** From the arguments of sendEmail and createDraft to a MIME source: checks in Google's order and words, limits of PLATFORM-FACTS §1.2, texts of §6.5. */
import type { Execution } from '../../runtime/execution';
import { ServiceError } from '../../runtime/service';
import { Blob, blobOf } from '../base/blob';
import { textOf } from '../base/text-value';
import { utf8Length } from '../utilities/bytes';
import { isMailAddress, parseAddressList, type MailAddress } from './address';
import { newHeaderId } from './mailbox';
import { composeMime, type MailFile } from './mime-compose';
import { htmlToText } from './mime-read';

/** The letter as a script asks for it. */
export interface Request {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** A request after its checks. */
export interface Prepared {
  readonly raw: string;
  /** Number of addressees: to, cc and bcc. */
  readonly recipients: number;
}

const RECIPIENTS_PER_MESSAGE = 50;
const ATTACHMENTS_PER_MESSAGE = 250;
const ATTACHMENT_BYTES = 25 * 1024 * 1024;
const BODY_BYTES = { consumer: 200 * 1024, workspace: 400 * 1024 } as const;
const SUBJECT_CHARACTERS = 250;

/** Addresses of a list; throws `Invalid email: X` for the first bad one. */
export function checkedAddresses(list: string): MailAddress[] {
  return parseAddressList(list).map((mailbox) => {
    if (!isMailAddress(mailbox.address)) throw new ServiceError(`Invalid email: ${mailbox.address}`);
    return mailbox;
  });
}

function fileOf(value: unknown, fallback: string): MailFile {
  const blob = blobOf(value, 'attachments');
  const name = blob.getName();
  return {
    name: name === null || name === '' ? fallback : name,
    contentType: blob.getContentType() ?? 'application/octet-stream',
    bytes: Blob.bytesOf(blob),
  };
}

function sender(execution: Execution, options: Readonly<Record<string, unknown>>, via: 'MailApp' | 'GmailApp'): MailAddress {
  const { effectiveUser } = execution;
  const name = textOf(options['name']) || effectiveUser.name;
  if (options['noReply'] === true && effectiveUser.account === 'workspace') {
    return { name: textOf(options['name']), address: `noreply@${effectiveUser.email.split('@')[1] ?? ''}` };
  }
  const from = via === 'GmailApp' ? textOf(options['from']).trim() : '';
  if (from === '' || from.toLowerCase() === effectiveUser.email.toLowerCase()) return { name, address: effectiveUser.email };
  const alias = effectiveUser.aliases.find((each) => each.toLowerCase() === from.toLowerCase());
  if (alias === undefined) throw new ServiceError(`Invalid argument: ${from}`);
  return { name, address: alias };
}

/**
 * Checks a request and writes its MIME source. `draft` allows a letter without recipients and keeps the quota untouched;
 * neither the quota nor the store is changed here.
 */
export function prepare(execution: Execution, request: Request, via: 'MailApp' | 'GmailApp', draft = false): Prepared {
  const { options } = request;
  const to = checkedAddresses(request.to);
  const cc = checkedAddresses(textOf(options['cc']));
  const bcc = checkedAddresses(textOf(options['bcc']));
  const recipients = to.length + cc.length + bcc.length;
  if (recipients === 0 && !draft) throw new ServiceError('Failed to send email: no recipient');
  if (recipients > RECIPIENTS_PER_MESSAGE) throw new ServiceError('Limit Exceeded: Email Recipients Per Message.');
  if (via === 'GmailApp' && request.subject.length > SUBJECT_CHARACTERS) throw new ServiceError('Argument too large: subject');
  const html = options['htmlBody'] === undefined || options['htmlBody'] === null ? null : textOf(options['htmlBody']);
  if (Math.max(utf8Length(request.body), utf8Length(html ?? '')) > BODY_BYTES[execution.effectiveUser.account]) {
    throw new ServiceError('Limit Exceeded: Email Body Size.');
  }
  const listed: readonly unknown[] = Array.isArray(options['attachments']) ? options['attachments'] : options['attachments'] === undefined ? [] : [options['attachments']];
  if (listed.length > ATTACHMENTS_PER_MESSAGE) throw new ServiceError('Limit exceeded: Email Attachments Per Message.');
  const attachments = listed.map((value, index) => fileOf(value, `attachment-${index + 1}`));
  const images = Object.entries((options['inlineImages'] ?? {}) as Record<string, unknown>)
    .map(([contentId, value]) => ({ contentId, file: fileOf(value, contentId) }));
  const bytes = [...attachments, ...images.map((image) => image.file)].reduce((sum, file) => sum + file.bytes.length, 0);
  if (bytes > ATTACHMENT_BYTES) throw new ServiceError('Limit Exceeded: Email Total Attachments Size.');
  const raw = composeMime({
    from: sender(execution, options, via),
    to, cc, bcc,
    replyTo: checkedAddresses(textOf(options['replyTo'])),
    subject: request.subject,
    text: request.body === '' && html !== null ? htmlToText(html) : request.body,
    html,
    inlineImages: images,
    attachments,
    messageId: newHeaderId(execution),
    dateMs: execution.now(),
  });
  return { raw, recipients };
}
