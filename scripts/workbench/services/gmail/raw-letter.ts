/** What Gmail does with the MIME source of an API send: own Message-ID, the account's From, a Date; and its checks of the recipients. */
import type { Execution } from '../../runtime/execution';
import { Blob } from '../base/blob';
import { isMailAddress, parseAddressList } from '../mail/address';
import { newHeaderId, rawBytes } from '../mail/mailbox';
import { encodeHeaderText, mailDate } from '../mail/mime-compose';
import { decodeHeaderText, headerValue, readHeaders } from '../mail/mime-read';
import { decodeBase64 } from '../utilities/base64';
import { decodeText, fromSignedBytes } from '../utilities/bytes';
import { gmailError } from './gmail-error';

const RAW_REQUIRED = "'raw' RFC822 payload message string or uploading message via /upload/* URL required";

/** MIME text of `resource.raw` (web-safe base64 text or Byte[]) or of uploaded media. */
export function rawOf(method: string, resource: unknown, media: unknown): string {
  if (media instanceof Blob) return decodeText(Blob.bytesOf(media));
  const raw: unknown = typeof resource === 'object' && resource !== null ? (resource as { raw?: unknown }).raw : undefined;
  const bytes = typeof raw === 'string' && raw !== '' ? decodeBase64(raw, true) : Array.isArray(raw) ? fromSignedBytes(raw) : null;
  if (bytes === null || bytes.length === 0) throw gmailError(method, { code: 400, reason: 'invalidArgument', text: RAW_REQUIRED });
  return decodeText(bytes);
}

/** Number of recipients of a MIME source; throws Gmail's texts for none and for addresses it refuses. */
export function countRecipients(method: string, raw: string): number {
  const { headers } = readHeaders(rawBytes(raw));
  let count = 0;
  for (const name of ['To', 'Cc', 'Bcc']) {
    const list = parseAddressList(headers.filter((header) => header.name.toLowerCase() === name.toLowerCase()).map((header) => header.value).join(', '));
    if (list.some((each) => !isMailAddress(decodeHeaderText(each.address)))) {
      throw gmailError(method, { code: 400, reason: 'invalidArgument', text: `Invalid ${name} header` });
    }
    count += list.length;
  }
  if (count === 0) throw gmailError(method, { code: 400, reason: 'invalidArgument', text: 'Recipient address required' });
  return count;
}

/** The source as it leaves Gmail: CRLF, a Message-ID of Gmail's, From of the account or one of its aliases, a Date. */
export function asSent(execution: Execution, raw: string): string {
  const { effectiveUser } = execution;
  const text = raw.replace(/\r\n|\r|\n/g, '\r\n');
  const end = text.startsWith('\r\n') ? 0 : text.indexOf('\r\n\r\n');
  const block = end < 0 ? text : text.slice(0, end);
  const body = end < 0 ? '' : text.slice(end === 0 ? 2 : end + 4);
  const lines = block.split(/\r\n(?![ \t])/).filter((line) => line !== '');
  const { headers } = readHeaders(rawBytes(text));
  const from = parseAddressList(headerValue(headers, 'From'))[0];
  const known = [effectiveUser.email, ...effectiveUser.aliases].some((each) => each.toLowerCase() === from?.address.toLowerCase());
  const kept = lines.filter((line) => !/^message-id:/i.test(line) && (known || !/^from:/i.test(line)));
  const added = [
    `Message-ID: <${newHeaderId(execution)}>`,
    ...(kept.some((line) => /^date:/i.test(line)) ? [] : [`Date: ${mailDate(execution.now())}`]),
    ...(known ? [] : [`From: ${effectiveUser.name === '' ? '' : `${encodeHeaderText(effectiveUser.name, 'From: '.length)} `}<${effectiveUser.email}>`.replace(/^From: <([^>]*)>$/, 'From: $1')]),
  ];
  return `${[...added, ...kept].join('\r\n')}\r\n\r\n${body}`;
}
