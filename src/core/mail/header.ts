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

/** `Name: value` for free text: folded when plain ASCII fits, otherwise encoded words. The text must hold no control characters. */
export function textHeader(name: string, text: string): string {
  return `${name}: ${isPlain(text) ? foldPlain(text, name.length + 2) : encodedWords(text, name.length + 2)}`;
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

/** Parameters of Content-Disposition for a file name, each on its own line. */
export function fileNameParameters(fileName: string): string {
  if (/^[\x20-\x7e]{1,50}$/.test(fileName) && !/["\\%]/.test(fileName)) return `;${FOLD}filename="${fileName}"`;
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

function mailboxName(name: string, used: number): string {
  if (!/^[\x20-\x7e]+$/.test(name) || name.includes('=?') || name.length + used > LINE - 2) return encodedWords(name, used);
  return /^[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]+$/.test(name) ? name : `"${name.replace(/(["\\])/g, '\\$1')}"`;
}

/** Plain text that needs no encoding: printable ASCII, no `=?`, no word too long to fold, no spaces that folding would change. */
function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text) && !text.includes('=?') && !/ {2,}|^ | $/.test(text) && text.split(' ').every((word) => word.length < LINE - 2);
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

/** Encoded words split at character borders, each at most 75 characters, each line at most 76. */
function encodedWords(text: string, used: number): string {
  const words: string[] = [];
  let bytes: number[] = [];
  const room = (): number => {
    const width = words.length === 0 ? Math.min(LONGEST_WORD, LINE - used) : LONGEST_WORD;
    return Math.floor((width - WORD_FRAME) / 4) * 3;
  };
  for (const character of text) {
    const encoded = encodeUtf8(character);
    if (bytes.length > 0 && bytes.length + encoded.length > room()) {
      words.push(`=?UTF-8?B?${base64Of(Uint8Array.from(bytes))}?=`);
      bytes = [];
    }
    encoded.forEach((byte) => bytes.push(byte));
  }
  if (bytes.length > 0) words.push(`=?UTF-8?B?${base64Of(Uint8Array.from(bytes))}?=`);
  return words.join(FOLD);
}
