/** Header lines of a letter: folding, encoded words (RFC 2047), parameters (RFC 2231). */
import { encodeUtf8 } from '../file/encoding';
import type { Mailbox } from './address';
import { asciiAddress } from './address';
import { base64Of } from './base64';

const LINE = 76;
const FOLD = '\r\n ';
// "=?UTF-8?B?" and "?=" around the base64 text.
const WORD_FRAME = 12;
const LONGEST_WORD = 75;
/** Bytes of the longest UTF-8 character. */
const LONGEST_CHARACTER = 4;

/** `Name: value` for free text: folded when plain ASCII fits, otherwise encoded words. The text must hold no control characters. */
export function textHeader(name: string, text: string): string {
  const used = name.length + 2;
  if (text === '') return `${name}:`;
  const value = isPlain(text, used) ? foldPlain(text, used) : encodedWords(text, used);
  return `${name}:${value.startsWith(FOLD) ? '' : ' '}${value}`;
}

/** `Name: mailbox` with the display name quoted or encoded and the domain in ASCII. */
export function mailboxHeader(name: string, mailbox: Mailbox): string {
  const address = `<${asciiAddress(mailbox.address)}>`;
  if (mailbox.name.trim() === '') return `${name}: ${asciiAddress(mailbox.address)}`;
  const label = mailboxName(mailbox.name.trim(), name.length + 2);
  const lastLine = label.slice(label.lastIndexOf('\n') + 1);
  const used = (label.includes('\n') ? 0 : name.length + 2) + lastLine.length;
  return `${name}: ${label}${used + 1 + address.length > LINE ? FOLD : ' '}${address}`;
}

/** The parameter of Content-Disposition that tells a file name: plain, or by RFC 2231, in numbered parts when one line is too short. */
export function fileNameParameters(fileName: string): string {
  if (isPlainFileName(fileName)) return `;${FOLD}filename="${fileName}"`;
  const parts: string[] = [];
  let part = '';
  for (const byte of encodeUtf8(fileName)) {
    const character = String.fromCharCode(byte);
    const written = /[A-Za-z0-9._-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    // `filename*99*=UTF-8''` and the closing semicolon must fit beside the part.
    if (part.length + written.length > LINE - 24) {
      parts.push(part);
      part = '';
    }
    part += written;
  }
  parts.push(part);
  if (parts.length === 1) return `;${FOLD}filename*=UTF-8''${part}`;
  return parts.map((text, index) => `;${FOLD}filename*${index}*=${index === 0 ? "UTF-8''" : ''}${text}`).join('');
}

/**
 * The name in ASCII for programs that do not know RFC 2231; it stands in Content-Type, so that nobody reads two names in one header.
 * What ASCII lacks is left out, the ending stays: `Прайс 2024.pdf` → `2024.pdf`, `Прайс.pdf` → `file.pdf`.
 */
export function plainNameParameter(fileName: string): string {
  if (isPlainFileName(fileName)) return `;${FOLD}name="${fileName}"`;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(fileName)?.[0] ?? '';
  const bare = fileName.slice(0, fileName.length - ending.length).normalize('NFD').replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40);
  return `;${FOLD}name="${bare === '' ? 'file' : bare}${ending}"`;
}

function isPlainFileName(fileName: string): boolean {
  return /^[\x20-\x7e]{1,50}$/.test(fileName) && !/["\\%]/.test(fileName);
}

function mailboxName(name: string, used: number): string {
  if (!/^[\x20-\x7e]+$/.test(name) || name.includes('=?') || / {2,}/.test(name)) return encodedWords(name, used);
  const written = /^[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]+$/.test(name) ? name : `"${name.replace(/(["\\])/g, '\\$1')}"`;
  return written.length + used > LINE - 2 ? encodedWords(name, used) : written;
}

/** Plain text that needs no encoding: printable ASCII, no `=?`, no word too long to fold, no spaces that folding would change. */
function isPlain(text: string, used: number): boolean {
  if (!/^[\x20-\x7e]*$/.test(text) || text.includes('=?') || / {2,}|^ | $/.test(text)) return false;
  // The first word stands beside the name of the header, the others may have a line of their own.
  return text.split(' ').every((word, index) => word.length + (index === 0 ? used : 1) <= LINE);
}

function foldPlain(text: string, used: number): string {
  let line = used;
  let output = '';
  for (const word of text.split(' ')) {
    const space = output === '' ? '' : ' ';
    if (output !== '' && line + 1 + word.length > LINE) {
      output += FOLD + word;
      line = 1 + word.length;
    } else {
      output += space + word;
      line += space.length + word.length;
    }
  }
  return output;
}

/** Encoded words split between characters as a person sees them, each at most 75 characters, each line at most 76. */
function encodedWords(text: string, used: number): string {
  const words: string[] = [];
  let bytes: number[] = [];
  const roomOf = (width: number): number => Math.floor((width - WORD_FRAME) / 4) * 3;
  // Beside a long header name no character would fit: then the text begins on the next line.
  const startsBeside = roomOf(LINE - used) >= LONGEST_CHARACTER;
  const room = (): number => roomOf(words.length === 0 && startsBeside ? Math.min(LONGEST_WORD, LINE - used) : LONGEST_WORD);
  const close = (): void => {
    if (bytes.length > 0) words.push(`=?UTF-8?B?${base64Of(Uint8Array.from(bytes))}?=`);
    bytes = [];
  };
  for (const cluster of clustersOf(text)) {
    const whole = encodeUtf8(cluster);
    // A letter under a heap of marks may be longer than a word: only then its code points are parted.
    const pieces = whole.length > roomOf(LONGEST_WORD) ? Array.from(cluster, (point) => encodeUtf8(point)) : [whole];
    for (const piece of pieces) {
      if (bytes.length + piece.length > room()) close();
      piece.forEach((byte) => bytes.push(byte));
    }
  }
  close();
  return `${startsBeside ? '' : FOLD}${words.join(FOLD)}`;
}

/** What a reader sees as one character: a letter with its marks, an emoji with its tone or joined to others, a flag of two letters. */
function clustersOf(text: string): string[] {
  return text.match(/\p{Regional_Indicator}{2}|[\s\S](?:\p{M}|\p{Emoji_Modifier}|\u200d[\s\S]|[\u{e0020}-\u{e007f}])*/gu) ?? [];
}
