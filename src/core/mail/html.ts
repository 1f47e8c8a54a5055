/** Between simple HTML and plain text, for the two parts of a letter. */

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', laquo: '«', raquo: '»', mdash: '—', ndash: '–', hellip: '…', copy: '©',
  reg: '®', trade: '™', euro: '€', pound: '£', bull: '•', middot: '·', times: '×', rarr: '→', larr: '←', shy: '', ldquo: '“', rdquo: '”',
  bdquo: '„', lsquo: '‘', rsquo: '’', thinsp: '\u2009',
};
const BLOCKS = /^(?:p|div|table|ul|ol|h[1-6]|blockquote|section|article|header|footer|hr|pre)$/;
const HIDDEN = /<(script|style|head|title)\b[^>]*>[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->|<![^>]*>/gi;
const TAG = /<\/?([a-z][a-z0-9]*)\b([^>]*)>/gi;

/** True when a text holds HTML tags that a letter may use. */
export function looksLikeHtml(text: string): boolean {
  return /<(?:\/?(?:p|div|br|a|b|i|u|strong|em|ul|ol|li|h[1-6]|table|tbody|tr|td|th|span|img|html|body|hr|blockquote|font|center))\b[^>]*>/i.test(text);
}

/** Escapes text for HTML content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
}

/** Plain text of simple HTML: paragraphs, lists, links as `text (address)`, entities decoded. */
export function htmlToText(html: string): string {
  const visible = html.replace(HIDDEN, '').replace(/[ \t\r\n]+/g, ' ');
  let output = '';
  let link: { address: string; start: number } | null = null;
  let from = 0;
  const addText = (text: string): void => {
    const decoded = decodeEntities(text);
    output += output === '' || /\s$/.test(output) ? decoded.replace(/^ +/, '') : decoded;
  };
  const breakLines = (count: number): void => {
    const trimmed = output.replace(/ +$/, '');
    const present = /\n*$/.exec(trimmed)?.[0].length ?? 0;
    output = trimmed === '' ? '' : trimmed + '\n'.repeat(Math.max(0, count - present));
  };
  for (const match of visible.matchAll(TAG)) {
    addText(visible.slice(from, match.index));
    from = (match.index ?? 0) + match[0].length;
    const name = (match[1] ?? '').toLowerCase();
    const isClosing = match[0].startsWith('</');
    if (name === 'br') output = `${output.replace(/ +$/, '')}\n`;
    else if (name === 'li' && !isClosing) {
      breakLines(1);
      output += '• ';
    } else if (name === 'tr') breakLines(1);
    else if ((name === 'td' || name === 'th') && isClosing) output += ' ';
    else if (BLOCKS.test(name)) breakLines(2);
    else if (name === 'a' && !isClosing) link = { address: attribute(match[2] ?? '', 'href'), start: output.length };
    else if (name === 'a' && link !== null) {
      output += linkSuffix(output.slice(link.start), link.address);
      link = null;
    } else if (name === 'img') addText(attribute(match[2] ?? '', 'alt'));
  }
  addText(visible.slice(from));
  return output.replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
}

/** Simple HTML of plain text: paragraphs, line breaks, http(s) links. */
export function textToHtml(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n[ \t]*\n+/)
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${linked(paragraph).replace(/\n/g, '<br>\n')}</p>`)
    .join('\n');
}

function linked(text: string): string {
  let output = '';
  let from = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"']+/g)) {
    // A full stop or bracket after an address belongs to the sentence.
    const address = match[0].replace(/[.,;:!?)\]»]+$/, '');
    const start = match.index ?? 0;
    output += escapeHtml(text.slice(from, start));
    output += `<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>`;
    from = start + address.length;
  }
  return output + escapeHtml(text.slice(from));
}

function linkSuffix(label: string, address: string): string {
  if (address === '' || address.startsWith('#')) return '';
  const bare = address.replace(/^mailto:/i, '');
  return label.trim() === bare || label.trim() === '' ? (label.trim() === '' ? bare : '') : ` (${bare})`;
}

function attribute(attributes: string, name: string): string {
  const match = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(attributes);
  return decodeEntities(match?.[1] ?? match?.[2] ?? match?.[3] ?? '').trim();
}

/** Entities as the letters they stand for; unknown ones stay. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED_ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
