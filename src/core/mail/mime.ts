/** Builds a raw letter: RFC 5322, 2045–2047, 2231, 8058; every line within 76 characters (one long URL apart), no header injection. */
import { encodeUtf8 } from '../file/encoding';
import { issue, outcome } from '../issue';
import type { Issue, Outcome } from '../issue';
import { asciiAddress, hasControl, isValidAddress } from './address';
import type { Mailbox } from './address';
import { base64Lines, quotedPrintable } from './base64';
import { hashText } from './hash';
import { fileNameParameters, mailboxHeader, plainNameParameter, textHeader } from './header';

/** A file that goes with the letter. `contentId` makes it an inline picture. */
export interface Attachment {
  readonly fileName: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly contentId?: string;
}

/** What a letter consists of. */
export interface MimeLetter {
  readonly from?: Mailbox;
  readonly to: Mailbox;
  readonly replyTo?: Mailbox;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly attachments?: readonly Attachment[];
  /** The address of the unsubscribe page (see `isHeaderUrl`); adds List-Unsubscribe and, with `oneClick`, List-Unsubscribe-Post. */
  readonly unsubscribeUrl?: string;
  readonly oneClick?: boolean;
  /** Beside the page, an address that takes unsubscribe letters; only with `unsubscribeUrl`. */
  readonly unsubscribeMailto?: { readonly address: string; readonly subject: string };
  /** Own headers: `X-…`, Auto-Submitted, Precedence, List-ID, Feedback-ID. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Date header in RFC 5322 form, made by the caller; absent = the mail service adds it. */
  readonly date?: string;
  /** Makes the boundaries; the same seed gives the same bytes. */
  readonly seed: string;
}

const CRLF = '\r\n';
const OWN_HEADER = /^(?:X-[A-Za-z0-9-]{1,60}|Auto-Submitted|Precedence|List-ID|Feedback-ID)$/;
const RFC5322_DATE = /^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT)$/;
const LONGEST_URL = 900;
const LONGEST_FILE_NAME = 250;
/** A longer media type stands on a line of its own. */
const LONGEST_TYPE_BESIDE = 60;

/** The letter as ASCII text with CRLF line ends, or null with the reason (bad address, unsafe header, bad URL, bad attachment). */
export function buildMime(letter: MimeLetter): Outcome<string | null> {
  const issues = problemsOf(letter);
  if (issues.length > 0) return outcome(null, issues);
  const lines: string[] = [];
  if (letter.from !== undefined) lines.push(mailboxHeader('From', cleanMailbox(letter.from)));
  lines.push(mailboxHeader('To', cleanMailbox(letter.to)));
  if (letter.replyTo !== undefined) lines.push(mailboxHeader('Reply-To', cleanMailbox(letter.replyTo)));
  lines.push(textHeader('Subject', oneLine(letter.subject)));
  if (letter.date !== undefined) lines.push(`Date: ${letter.date}`);
  lines.push('MIME-Version: 1.0');
  if (letter.unsubscribeUrl !== undefined) {
    // A fold inside the address would break it for some readers, so it stands on a line of its own, however long.
    lines.push(`List-Unsubscribe:${CRLF} <${letter.unsubscribeUrl}>${mailtoOf(letter.unsubscribeMailto)}`);
    if (letter.oneClick === true) lines.push('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  }
  const own = letter.headers ?? {};
  for (const name of Object.keys(own)) lines.push(textHeader(name, own[name] ?? ''));
  return outcome(lines.join(CRLF) + CRLF + bodyOf(letter));
}

function mailtoOf(mailto: MimeLetter['unsubscribeMailto']): string {
  if (mailto === undefined) return '';
  // Marks that are allowed in a local part but mean something in an address of the web are written as escapes.
  const address = asciiAddress(mailto.address).replace(/[%?&#/={}|^`]/g, (mark) => encodeURIComponent(mark));
  return `,${CRLF} <mailto:${address}?subject=${encodeURIComponent(mailto.subject)}>`;
}

/** An address List-Unsubscribe can carry: https of plain ASCII (anything else could close the bracket), or a page of this machine, to try it out. */
export function isHeaderUrl(url: string): boolean {
  return url.length <= LONGEST_URL && /^(?:https:\/\/[A-Za-z0-9]|http:\/\/(?:localhost|127\.0\.0\.1)[:/])[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/.test(url);
}

function problemsOf(letter: MimeLetter): Issue[] {
  const issues: Issue[] = [];
  for (const mailbox of [letter.from, letter.to, letter.replyTo, letter.unsubscribeMailto]) {
    if (mailbox !== undefined && !isValidAddress(mailbox.address)) issues.push(issue('address.invalid', { address: mailbox.address.slice(0, 80) }));
  }
  const isMailtoOdd = letter.unsubscribeMailto !== undefined && !/^[\x20-\x7e]{1,100}$/.test(letter.unsubscribeMailto.subject);
  if ((letter.unsubscribeUrl !== undefined && !isHeaderUrl(letter.unsubscribeUrl)) || isMailtoOdd) issues.push(issue('mail.headerRefused', { header: 'List-Unsubscribe' }));
  if (letter.date !== undefined && !RFC5322_DATE.test(letter.date)) issues.push(issue('mail.headerRefused', { header: 'Date' }));
  const own = letter.headers ?? {};
  for (const name of Object.keys(own)) {
    if (!OWN_HEADER.test(name) || hasControl(own[name] ?? '')) issues.push(issue('mail.headerRefused', { header: name.replace(/[^\x21-\x7e]/g, '?') }));
  }
  for (const file of letter.attachments ?? []) {
    const isBadType = !/^[a-z0-9]+\/[a-z0-9.+-]+$/i.test(file.mimeType);
    const isBadId = file.contentId !== undefined && !/^[A-Za-z0-9._@-]{1,60}$/.test(file.contentId);
    if (isBadType || isBadId || file.fileName.trim() === '' || hasControl(file.fileName)) {
      issues.push(issue('mail.attachmentRefused', { name: file.fileName.slice(0, 80) }));
    }
  }
  return issues;
}

/** multipart/mixed( multipart/related( multipart/alternative(text, html), inline pictures ), attachments ), only as deep as needed. */
function bodyOf(letter: MimeLetter): string {
  const files = letter.attachments ?? [];
  const inline = files.filter((file) => file.contentId !== undefined);
  const attached = files.filter((file) => file.contentId === undefined);
  const parts = [textPart('plain', letter.text)];
  if (letter.html !== undefined) parts.push(textPart('html', letter.html));
  const alternative = multipart('alternative', parts, letter.seed);
  const related = multipart('related', [alternative, ...inline.map(filePart)], letter.seed);
  return multipart('mixed', [related, ...attached.map(filePart)], letter.seed);
}

function multipart(kind: 'alternative' | 'related' | 'mixed', parts: readonly string[], seed: string): string {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  // "=_" occurs in no base64 and in no quoted-printable text, so no part can hold the boundary.
  const boundary = `=_${kind}_${hashText(`${kind}:${seed}`)}`;
  const head = `Content-Type: multipart/${kind};${CRLF} boundary="${boundary}"${CRLF}${CRLF}`;
  return `${head}${parts.map((part) => `--${boundary}${CRLF}${part}`).join(CRLF)}${CRLF}--${boundary}--${CRLF}`;
}

function textPart(subtype: 'plain' | 'html', text: string): string {
  const bytes = encodeUtf8(text.replace(/\r\n?|\n/g, CRLF).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ''));
  const wide = bytes.reduce((count, byte) => count + (byte > 126 ? 1 : 0), 0);
  // Quoted-printable triples each wide byte; base64 adds a third to all of them.
  const isBase64 = wide * 6 > bytes.length;
  const encoding = isBase64 ? 'base64' : 'quoted-printable';
  const head = `Content-Type: text/${subtype}; charset=UTF-8${CRLF}Content-Transfer-Encoding: ${encoding}${CRLF}${CRLF}`;
  return head + (isBase64 ? base64Lines(bytes) : quotedPrintable(bytes));
}

function filePart(file: Attachment): string {
  const fileName = cleanFileName(file.fileName);
  const disposition = file.contentId === undefined ? 'attachment' : 'inline';
  const id = file.contentId === undefined ? '' : `Content-ID: <${file.contentId}>${CRLF}`;
  return (
    `Content-Type:${file.mimeType.length > LONGEST_TYPE_BESIDE ? CRLF : ''} ${file.mimeType}${plainNameParameter(fileName)}${CRLF}Content-Transfer-Encoding: base64${CRLF}${id}` +
    `Content-Disposition: ${disposition}${fileNameParameters(fileName)}${CRLF}${CRLF}${base64Lines(file.bytes)}`
  );
}

/** Names come from cells: line breaks and other control characters in them become spaces. */
function cleanMailbox(mailbox: Mailbox): Mailbox {
  return { name: oneLine(mailbox.name), address: mailbox.address };
}

/** Marks that turn the direction of the text that follows: `invoice[RLO]fdp.exe` would be read as a PDF. Simple marks of Hebrew and Arabic stay. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

function oneLine(text: string): string {
  const flat = Array.from(text.replace(TURNING, ''), (character) => (hasControl(character) ? ' ' : character)).join('');
  return flat.replace(/ {2,}/g, ' ').trim();
}

function cleanFileName(fileName: string): string {
  return oneLine(fileName.replace(/[/\\]/g, '_')).slice(0, LONGEST_FILE_NAME);
}
