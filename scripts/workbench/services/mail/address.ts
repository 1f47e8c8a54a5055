/** E-mail address lists as mail headers and sendEmail write them: `a@x.ru, "Name, F." <b@y.com>`. */

export interface MailAddress {
  /** Display name, decoded; '' when there is none. */
  readonly name: string;
  readonly address: string;
}

/** Parts of a list between top-level commas (semicolons too when `semicolons`), trimmed, empty ones left out. */
export function splitAddressList(list: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  let angle = false;
  let depth = 0;
  for (let index = 0; index < list.length; index += 1) {
    const character = list.charAt(index);
    if (quoted && character === '\\') {
      part += character + list.charAt(index + 1);
      index += 1;
      continue;
    }
    if (character === '"') quoted = !quoted;
    else if (!quoted && character === '<') angle = true;
    else if (!quoted && character === '>') angle = false;
    else if (!quoted && character === '(') depth += 1;
    else if (!quoted && character === ')') depth = Math.max(0, depth - 1);
    if (character === ',' && !quoted && !angle && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += character;
  }
  parts.push(part.trim());
  return parts.filter((each) => each !== '');
}

/** One mailbox; the address is whatever stands in the angle brackets, else the whole text. Not validated. */
export function parseAddress(text: string): MailAddress {
  const match = /^(.*?)<([^<>]*)>\s*$/s.exec(text.trim());
  if (match === null) return { name: '', address: text.replace(/\([^()]*\)/g, '').trim() };
  const name = (match[1] ?? '').trim();
  const bare = /^".*"$/s.test(name) ? name.slice(1, -1).replace(/\\(.)/g, '$1') : name;
  return { name: bare, address: (match[2] ?? '').trim() };
}

/** The mailboxes of a list. */
export function parseAddressList(list: string): MailAddress[] {
  return splitAddressList(list).map(parseAddress);
}

/** Whether the mail services accept the address: dot-atom or quoted local part, dotted domain; letters of any script allowed (SMTPUTF8, IDN). */
export function isMailAddress(address: string): boolean {
  if (address.length > 254) return false;
  const match = /^((?:[^\s@",:;<>()[\]\\]+)|(?:"(?:[^"\\\r\n]|\\.)*"))@([^\s@]+)$/u.exec(address);
  if (match === null) return false;
  const [, local = '', domain = ''] = match;
  if (local.length > 64) return false;
  if (!local.startsWith('"') && (local.startsWith('.') || local.endsWith('.') || local.includes('..'))) return false;
  const labels = domain.split('.');
  return labels.length >= 2 && labels.every((label) => /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u.test(label));
}
