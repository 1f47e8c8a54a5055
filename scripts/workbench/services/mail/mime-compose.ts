/** Writes the MIME source of letters that MailApp and GmailApp send without showing one: RFC 5322, 2045–2047, 2231, all lines ≤ 76 characters. */
import { encodeBase64 } from '../utilities/base64';
import { encodeText } from '../utilities/bytes';
import type { MailAddress } from './address';

/** A file in a letter. */
export interface MailFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A letter before it has a MIME source. */
export interface LetterParts {
  readonly from: MailAddress;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  readonly subject: string;
  readonly text: string;
  /** null: plain text only. */
  readonly html: string | null;
  /** By Content-ID without angle brackets. */
  readonly inlineImages: readonly { readonly contentId: string; readonly file: MailFile }[];
  readonly attachments: readonly MailFile[];
  readonly messageId: string;
  readonly dateMs: number;
  /** Further headers, written as they are. */
  readonly extraHeaders?: readonly (readonly [string, string])[];
}

interface Part {
  readonly headers: readonly string[];
  readonly lines: readonly string[];
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Longest line with encoded words (RFC 2047 §2). */
const ENCODED_LINE_CHARACTERS = 76;
/** Longest piece of a percent-encoded parameter (RFC 2231 §3). */
const PARAMETER_CHARACTERS = 54;
const ENCODED_WORD_FRAME = '=?UTF-8?B??='.length;

/** RFC 5322 date in UTC. */
export function mailDate(dateMs: number): string {
  const date = new Date(dateMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${WEEKDAYS[date.getUTCDay()]}, ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()} `
    + `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
}

/**
 * Text of a header value: ASCII as it is, anything else in encoded words split at character borders, one a line. Line ends become spaces.
 * @param startColumn characters that stand before it on its first line
 */
export function encodeHeaderText(text: string, startColumn = 1): string {
  const clean = text.replace(/[\r\n]+/g, ' ');
  if (/^[\x20-\x7e]*$/.test(clean) && !clean.includes('=?')) return clean;
  const words: string[] = [];
  let chunk = '';
  let length = 0;
  for (const character of clean) {
    const size = encodeText(character).length;
    const free = ENCODED_LINE_CHARACTERS - ENCODED_WORD_FRAME - (words.length === 0 ? startColumn : 1);
    if (length + size > Math.floor(free / 4) * 3) {
      words.push(chunk);
      chunk = '';
      length = 0;
    }
    chunk += character;
    length += size;
  }
  words.push(chunk);
  return words.map((word) => `=?UTF-8?B?${encodeBase64(encodeText(word))}?=`).join('\r\n ');
}

function addressText(mailbox: MailAddress, startColumn: number): string {
  if (mailbox.name === '') return mailbox.address;
  const name = mailbox.name.replace(/[\r\n]+/g, ' ');
  if (/^[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]+$/.test(name) && !name.includes('=?')) return `${name} <${mailbox.address}>`;
  if (/^[\x20-\x7e]+$/.test(name) && !name.includes('=?')) return `"${name.replace(/(["\\])/g, '\\$1')}" <${mailbox.address}>`;
  return `${encodeHeaderText(name, startColumn)}\r\n <${mailbox.address}>`;
}

function addressHeader(name: string, list: readonly MailAddress[]): string[] {
  if (list.length === 0) return [];
  return [`${name}: ${list.map((mailbox, index) => addressText(mailbox, index === 0 ? name.length + 2 : 1)).join(',\r\n ')}`];
}

function base64Lines(bytes: Uint8Array): string[] {
  return encodeBase64(bytes).match(/.{1,76}/g) ?? [];
}

function textPart(type: string, text: string): Part {
  return {
    headers: [`Content-Type: ${type}; charset="UTF-8"`, 'Content-Transfer-Encoding: base64'],
    lines: base64Lines(encodeText(text.replace(/\r\n?|\n/g, '\r\n'))),
  };
}

function parameter(name: string, value: string): string {
  const clean = value.replace(/[\r\n]+/g, ' ');
  if (/^[\x20-\x7e]*$/.test(clean)) return `${name}="${clean.replace(/(["\\])/g, '\\$1')}"`;
  const units = [...encodeText(clean)].map((byte) => (
    /[A-Za-z0-9._-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  ));
  const pieces = [''];
  for (const unit of units) {
    if ((pieces[pieces.length - 1] as string).length + unit.length > PARAMETER_CHARACTERS) pieces.push('');
    pieces[pieces.length - 1] += unit;
  }
  if (pieces.length === 1) return `${name}*=UTF-8''${pieces[0]}`;
  return pieces.map((piece, index) => `${name}*${index}*=${index === 0 ? "UTF-8''" : ''}${piece}`).join(';\r\n ');
}

function filePart(file: MailFile, disposition: 'attachment' | 'inline', contentId: string | null): Part {
  const type = file.contentType === '' ? 'application/octet-stream' : file.contentType;
  return {
    headers: [
      `Content-Type: ${type};\r\n ${parameter('name', file.name)}`,
      `Content-Disposition: ${disposition};\r\n ${parameter('filename', file.name)}`,
      'Content-Transfer-Encoding: base64',
      ...(contentId === null ? [] : [`Content-ID: <${contentId}>`, `X-Attachment-Id: ${contentId}`]),
    ],
    lines: base64Lines(file.bytes),
  };
}

function multipart(subtype: string, boundary: string, parts: readonly Part[]): Part {
  return {
    headers: [`Content-Type: multipart/${subtype};\r\n boundary="${boundary}"`],
    lines: [...parts.flatMap((part) => [`--${boundary}`, ...part.headers, '', ...part.lines]), `--${boundary}--`],
  };
}

/** The MIME source as a binary string (ASCII only, CRLF). Bcc stands in it, as in the sender's own copy. */
export function composeMime(letter: LetterParts): string {
  const boundary = (kind: string): string => `=_${kind}_${letter.messageId.replace(/[^A-Za-z0-9]/g, '').slice(0, 40)}`;
  let body = textPart('text/plain', letter.text);
  if (letter.html !== null) body = multipart('alternative', boundary('alt'), [body, textPart('text/html', letter.html)]);
  if (letter.inlineImages.length > 0) {
    body = multipart('related', boundary('rel'), [body, ...letter.inlineImages.map((image) => filePart(image.file, 'inline', image.contentId))]);
  }
  if (letter.attachments.length > 0) {
    body = multipart('mixed', boundary('mix'), [body, ...letter.attachments.map((file) => filePart(file, 'attachment', null))]);
  }
  const head = [
    'MIME-Version: 1.0',
    `Date: ${mailDate(letter.dateMs)}`,
    `Message-ID: <${letter.messageId}>`,
    ...(letter.extraHeaders ?? []).map(([name, value]) => `${name}: ${value}`),
    `Subject: ${encodeHeaderText(letter.subject, 'Subject: '.length)}`,
    ...addressHeader('From', [letter.from]),
    ...addressHeader('Reply-To', letter.replyTo),
    ...addressHeader('To', letter.to),
    ...addressHeader('Cc', letter.cc),
    ...addressHeader('Bcc', letter.bcc),
  ];
  return `${[...head, ...body.headers, '', ...body.lines].join('\r\n')}\r\n`;
}
