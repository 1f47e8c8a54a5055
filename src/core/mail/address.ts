/** E-mail addresses: syntax, display names, the form used for comparison. */
import { asciiDomain } from './punycode';

/** An address with an optional display name. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

const LONGEST_LOCAL = 64;
const LONGEST_ADDRESS = 254;
const LONGEST_DOMAIN = 253;
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads `a@b.ru`, `Name <a@b.ru>`, `"Name, X" <a@b.ru>`, `mailto:a@b.ru`; null when it is not one valid address.
 * International domains are kept as written.
 */
export function parseMailbox(text: string): Mailbox | null {
  // A line break or other control character inside could start a header of its own.
  if (hasControl(text.trim())) return null;
  const trimmed = text.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim();
  const angled = /^(.*?)\s*<([^<>]*)>$/.exec(trimmed);
  const address = (angled?.[2] ?? trimmed).replace(/^mailto:/i, '').trim();
  if (!isValidAddress(address)) return null;
  const written = (angled?.[1] ?? '').trim();
  const quoted = /^"(.*)"$/.exec(written);
  return { name: quoted === null ? written : (quoted[1] ?? '').replace(/\\(.)/g, '$1'), address };
}

/** True for an address a client list should accept: RFC 5321 dot-atom local part, a dotted domain, lengths within 64/253. */
export function isValidAddress(address: string): boolean {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  if (at < 1 || local.length > LONGEST_LOCAL || !LOCAL.test(local)) return false;
  const written = address.slice(at + 1);
  if (/[\s\u0000-\u001f\u007f-\u00a0\u3002\uff0e]/.test(written)) return false;
  // International labels are of letters, marks and digits (IDNA 2008); signs that cannot be seen would make look-alikes.
  if (/[^\x00-\x7f]/.test(written) && !/^[\p{L}\p{M}\p{N}.-]+$/u.test(written)) return false;
  const domain = asciiDomain(written);
  const labels = domain.split('.');
  if (labels.length < 2 || domain.length > LONGEST_DOMAIN || local.length + 1 + domain.length > LONGEST_ADDRESS) return false;
  // A top-level domain of digits alone would be an IP address.
  return labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels[labels.length - 1] ?? '');
}

/** The form in which addresses are compared and hashed: without name and `mailto:`, lower case, NFC, domain in ASCII. */
export function normaliseAddress(address: string): string {
  const bare = parseMailbox(address)?.address ?? address.trim();
  const at = bare.lastIndexOf('@');
  const folded = bare.normalize('NFC').toLowerCase();
  return at < 0 ? folded : folded.slice(0, at + 1) + asciiDomain(folded.slice(at + 1));
}

/** The address as it must stand in a header or an SMTP command. */
export function asciiAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return address.slice(0, at + 1) + asciiDomain(address.slice(at + 1));
}

/** True when a text holds a control character (line breaks included). */
export function hasControl(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 32 || (code >= 127 && code < 160) || code === 0x2028 || code === 0x2029) return true;
  }
  return false;
}
