/** Values inside HTML, the mark of a finished body, and the hidden preheader. */
import { hashText } from './hash';
import { escapeHtml } from './html';

const MARK = /^\s*<!--clientura:([0-9a-f]+)-->\s*/;
/** Attributes whose value is an address that a click or the letter itself opens. */
const ADDRESS_ATTRIBUTE = /(?:^|\s)(?:href|src|srcset|action|formaction|background|poster|cite|data)\s*=\s*(?:"([^"]*)|'([^']*)|([^\s"'>]*))$/i;
const STYLE_ATTRIBUTE = /(?:^|\s)style\s*=\s*(?:"[^"]*|'[^']*|[^\s"'>]*)$/i;
const SAFE_ADDRESS = /^(?:https?:|mailto:|tel:)/i;
/** Signs that mail programs show as nothing: they keep the first words of the letter out of the line under the subject. */
const PREHEADER_FILLER = '&#847;&zwnj;&nbsp;'.repeat(40);

/** What a finished body begins with: the hash of the body it was made from. */
export function bodyMark(body: string): string {
  return `<!--clientura:${hashText(body)}-->`;
}

/** The finished body without its mark, or null where it was made from another body. */
export function finishedBody(html: string, body: string): string | null {
  const mark = MARK.exec(html);
  if (mark === null || mark[1] !== hashText(body)) return null;
  const rest = html.slice(mark[0].length);
  return rest.trim() === '' ? null : rest;
}

/**
 * A value as it may stand after `before`: escaped in text; inside a tag it can neither leave its attribute nor begin another, an address
 * keeps only a scheme that opens pages, letters and calls, and a style gets plain words only.
 */
export function valueInHtml(value: string, before: string): string {
  const tag = openTag(before);
  if (tag === null) return escapeHtml(value);
  if (STYLE_ATTRIBUTE.test(tag)) return value.replace(/[^\p{L}\p{N}\s.,#%-]/gu, '');
  const address = ADDRESS_ATTRIBUTE.exec(tag);
  const isWholeAddress = address !== null && (address[1] ?? address[2] ?? address[3] ?? '').trim() === '';
  const safe = isWholeAddress && !SAFE_ADDRESS.test(value.replace(/[\s\u0000-\u001f]/g, '')) ? bareAddress(value) : value;
  const isQuoted = /["']/.test(tag.replace(/"[^"]*"|'[^']*'/g, ''));
  // Outside quotes a space would begin another attribute.
  return isQuoted ? escapeHtml(safe) : escapeHtml(safe).replace(/[\s=`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** An address typed without its scheme gets one; what has another scheme is none. */
function bareAddress(value: string): string {
  const typed = value.trim();
  return /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#]\S*)?$/u.test(typed) ? `https://${typed}` : '';
}

/** The tag that is open at the end of a text, or null. */
function openTag(before: string): string | null {
  const start = before.lastIndexOf('<');
  if (start < 0 || before.indexOf('>', start) >= 0) return null;
  return /^<[a-z]/i.test(before.slice(start, start + 2)) ? before.slice(start) : null;
}

/** Puts the preheader, hidden, at the beginning of the letter: the line that mail programs show beside the subject. */
export function withPreheader(html: string, preheader: string): string {
  if (preheader === '') return html;
  const hidden = '<div style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;color:transparent;mso-hide:all">'
    + `${escapeHtml(preheader)}${PREHEADER_FILLER}</div>`;
  const body = /<body\b[^>]*>/i.exec(html);
  if (body === null) return `${hidden}\n${html}`;
  const at = body.index + body[0].length;
  return `${html.slice(0, at)}${hidden}${html.slice(at)}`;
}

/** Puts lines at the end of the letter: before the end of its body where it is a whole page. */
export function withLastLines(html: string, lines: string): string {
  const end = html.search(/<\/body\s*>(?![\s\S]*<\/body\s*>)/i);
  return end < 0 ? `${html}\n${lines}` : `${html.slice(0, end)}${lines}\n${html.slice(end)}`;
}
