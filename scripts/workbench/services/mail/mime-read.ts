/** Reads MIME source (RFC 2045–2047, 2231): the tree of parts and, of a whole letter, its headers, text, HTML and files. */
import { decodeBase64 } from '../utilities/base64';
import { canonicalCharset, decodeText, fromBinaryString } from '../utilities/bytes';
import { parseAddressList, type MailAddress } from './address';

/** One header, unfolded but not decoded. */
export interface MimeHeader {
  readonly name: string;
  readonly value: string;
}

/** One part of a message. */
export interface MimePart {
  readonly headers: readonly MimeHeader[];
  /** Lower case, e.g. 'text/html'. */
  readonly type: string;
  readonly charset: string;
  readonly disposition: 'inline' | 'attachment' | '';
  readonly fileName: string;
  /** Without angle brackets; '' when absent. */
  readonly contentId: string;
  /** Decoded body; empty for multiparts. */
  readonly bytes: Uint8Array;
  readonly parts: readonly MimePart[];
}

/** A file of a read letter. */
export interface ReadFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly contentId: string;
  /** An image of the HTML part rather than an attachment. */
  readonly inline: boolean;
}

/** A letter as a mail client shows it. */
export interface ReadLetter {
  /** Decoded values in the order of the source. */
  readonly headers: readonly MimeHeader[];
  readonly from: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  readonly subject: string;
  /** null when there is no such part. */
  readonly text: string | null;
  readonly html: string | null;
  readonly files: readonly ReadFile[];
}

interface HeaderWithParameters {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Decoded text of a header value with RFC 2047 encoded words; raw 8-bit bytes are read as UTF-8. */
export function decodeHeaderText(value: string): string {
  const joined = value.replace(/(\?=)\s+(?==\?[^?\s]+\?[BbQq]\?)/g, '$1');
  // Neighbouring words of one charset are joined as bytes first: a character may have been split between them.
  return rawText(joined).replace(/(?:=\?[^?\s]+\?[BbQq]\?[^?]*\?=)+/g, (run) => {
    const words = [...run.matchAll(/=\?([^?\s]+)\?([BbQq])\?([^?]*)\?=/g)].map(([, charset = '', mode = '', data = '']) => ({
      charset: canonicalCharset(charset.split('*')[0] ?? '') ?? 'utf-8',
      bytes: mode.toUpperCase() === 'B' ? decodeBase64(data) ?? new Uint8Array() : decodeQuotedPrintable(data.replace(/_/g, ' ')),
    }));
    let text = '';
    for (let index = 0; index < words.length; ) {
      const charset = words[index]?.charset ?? 'utf-8';
      const bytes: number[] = [];
      while (index < words.length && words[index]?.charset === charset) {
        bytes.push(...(words[index]?.bytes ?? []));
        index += 1;
      }
      text += decodeText(Uint8Array.from(bytes), charset);
    }
    return text;
  });
}

function rawText(value: string): string {
  return /[\x80-\xff]/.test(value) ? decodeText(fromBinaryString(value)) : value;
}

/** Bytes of quoted-printable text. */
export function decodeQuotedPrintable(text: string): Uint8Array {
  const joined = text.replace(/[ \t]+(?=\r?\n|$)/g, '').replace(/=\r?\n/g, '');
  return fromBinaryString(joined.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))));
}

/** Headers of the block before the first empty line, and where the body begins. */
export function readHeaders(source: string): { headers: MimeHeader[]; bodyStart: number } {
  const end = /^\r?\n|\r?\n\r?\n/.exec(source);
  const block = end === null ? source : source.slice(0, end.index);
  const headers: MimeHeader[] = [];
  for (const line of block.replace(/\r?\n[ \t]/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.push({ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() });
  }
  return { headers, bodyStart: end === null ? source.length : end.index + end[0].length };
}

/** First value of a header, '' when absent. */
export function headerValue(headers: readonly MimeHeader[], name: string): string {
  return headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value ?? '';
}

function withParameters(value: string): HeaderWithParameters {
  const pieces = value.match(/(?:[^;"]|"(?:[^"\\]|\\.)*")+/g) ?? [];
  const raw = new Map<string, string>();
  for (const piece of pieces.slice(1)) {
    const equals = piece.indexOf('=');
    if (equals < 0) continue;
    const text = piece.slice(equals + 1).trim();
    raw.set(piece.slice(0, equals).trim().toLowerCase(), /^".*"$/s.test(text) ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text);
  }
  const parameters = new Map<string, string>();
  for (const name of new Set([...raw.keys()].map((key) => key.replace(/\*.*$/, '')))) parameters.set(name, parameterText(name, raw));
  return { value: (pieces[0] ?? '').trim().toLowerCase(), parameters };
}

/** RFC 2231: `name*=charset''percent`, continuations `name*0`, `name*1*`. */
function parameterText(name: string, raw: ReadonlyMap<string, string>): string {
  const single = raw.get(`${name}*`);
  if (single !== undefined) return percentText(single);
  if (!raw.has(`${name}*0`) && !raw.has(`${name}*0*`)) return decodeHeaderText(raw.get(name) ?? '');
  let text = '';
  let encoded = false;
  for (let index = 0; ; index += 1) {
    const plain = raw.get(`${name}*${index}`);
    const percent = raw.get(`${name}*${index}*`);
    if (plain === undefined && percent === undefined) break;
    encoded ||= percent !== undefined;
    text += percent ?? (plain ?? '').replace(/%/g, '%25');
  }
  return encoded ? percentText(text) : text.replace(/%25/g, '%');
}

function percentText(text: string): string {
  const match = /^([^']*)'[^']*'(.*)$/s.exec(text);
  const data = (match?.[2] ?? text).replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return decodeText(fromBinaryString(data), canonicalCharset(match?.[1] ?? '') ?? 'utf-8');
}

/** The tree of parts of a source (binary string). */
export function readMime(source: string): MimePart {
  const { headers, bodyStart } = readHeaders(source);
  const contentType = withParameters(headerValue(headers, 'Content-Type') || 'text/plain');
  const disposition = withParameters(headerValue(headers, 'Content-Disposition'));
  const body = source.slice(bodyStart);
  const boundary = contentType.parameters.get('boundary');
  const multipart = contentType.value.startsWith('multipart/') && boundary !== undefined;
  return {
    headers,
    type: contentType.value,
    charset: canonicalCharset(contentType.parameters.get('charset') ?? '') ?? 'utf-8',
    disposition: disposition.value === 'inline' || disposition.value === 'attachment' ? disposition.value : '',
    fileName: disposition.parameters.get('filename') ?? contentType.parameters.get('name') ?? '',
    contentId: headerValue(headers, 'Content-ID').replace(/^<|>$/g, ''),
    bytes: multipart ? new Uint8Array() : decodeBody(body, headerValue(headers, 'Content-Transfer-Encoding')),
    parts: multipart ? splitParts(body, boundary).map(readMime) : [],
  };
}

function decodeBody(body: string, encoding: string): Uint8Array {
  switch (encoding.trim().toLowerCase()) {
    case 'base64': return decodeBase64(body.replace(/[^A-Za-z0-9+/=]/g, '')) ?? new Uint8Array();
    case 'quoted-printable': return decodeQuotedPrintable(body);
    default: return fromBinaryString(body);
  }
}

function splitParts(body: string, boundary: string): string[] {
  const parts: string[] = [];
  let current: string[] | null = null;
  for (const line of body.split(/(?<=\n)/)) {
    const bare = line.replace(/[ \t]*\r?\n?$/, '');
    if (bare === `--${boundary}` || bare === `--${boundary}--`) {
      if (current !== null) parts.push(current.join('').replace(/\r?\n$/, ''));
      if (bare.endsWith(`${boundary}--`)) return parts;
      current = [];
    } else current?.push(line);
  }
  if (current !== null) parts.push(current.join(''));
  return parts;
}

/** The letter a source describes. */
export function readLetter(source: string): ReadLetter {
  const root = readMime(source);
  const texts: string[] = [];
  const htmls: string[] = [];
  const files: ReadFile[] = [];
  const walk = (part: MimePart, related: boolean): void => {
    if (part.parts.length > 0) {
      part.parts.forEach((child, index) => walk(child, part.type === 'multipart/related' && index > 0));
      return;
    }
    const isFile = part.disposition === 'attachment' || part.fileName !== '' || !(part.type === 'text/plain' || part.type === 'text/html');
    if (isFile && !part.type.startsWith('multipart/')) {
      files.push({
        name: part.fileName, contentType: part.type, bytes: part.bytes, contentId: part.contentId,
        inline: part.disposition === 'inline' || (part.disposition === '' && related && part.contentId !== ''),
      });
    } else if (part.type === 'text/html') htmls.push(decodeText(part.bytes, part.charset));
    else texts.push(decodeText(part.bytes, part.charset));
  };
  walk(root, false);
  const addresses = (name: string): MailAddress[] => parseAddressList(headerValue(root.headers, name))
    .map((each) => ({ name: decodeHeaderText(each.name), address: rawText(each.address) }));
  return {
    headers: root.headers.map((header) => ({ name: header.name, value: decodeHeaderText(header.value) })),
    from: addresses('From'),
    to: addresses('To'),
    cc: addresses('Cc'),
    bcc: addresses('Bcc'),
    replyTo: addresses('Reply-To'),
    subject: decodeHeaderText(headerValue(root.headers, 'Subject')),
    text: texts.length === 0 ? null : texts.join('\n'),
    html: htmls.length === 0 ? null : htmls.join('\n'),
    files,
  };
}

/** Plain text that stands for an HTML body: breaks for blocks, links in angle brackets, entities decoded. */
export function htmlToText(html: string): string {
  return html
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<a\b[^>]*\bhref="([^"]*)"[^>]*>([\s\S]*?)<\/a>/gi, (_, href: string, label: string) => (label.trim() === href ? href : `${label} <${href}>`))
    .replace(/<img\b[^>]*\balt="([^"]*)"[^>]*>/gi, '[image: $1]')
    .replace(/\s+/g, ' ')
    .replace(/<br\b[^>]*>\s*/gi, '\r\n')
    .replace(/<\/(?:p|div|h[1-6]|li|tr|table|ul|ol)>\s*/gi, '\r\n')
    .replace(/<(?!\s*https?:|\s*mailto:)[^>]+>/g, '')
    .replace(/&nbsp;/g, ' ').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;|&apos;/g, "'")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))).replace(/&amp;/g, '&')
    .trim();
}
