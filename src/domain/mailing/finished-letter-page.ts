/** The page around a rendered letter: document, list of links, unsubscribe line; and the same for the plain-text part. */
import type { Language } from '../../core/language/language';
import { escapeHtml } from '../../core/mail/html';
import { withLastLines } from '../../core/mail/template-body';
import { say } from '../words';
import type { LetterLink } from './attachments';

/** What stands below the owner's own text. */
export interface LetterExtras {
  readonly language: Language;
  readonly links: readonly LetterLink[];
  /** '' = no unsubscribe line. */
  readonly unsubscribeUrl: string;
}

/** A whole HTML page of a rendered letter. A page made by the editor stays as it is, with our lines at the end of its body. */
export function letterPage(letter: { readonly subject: string; readonly html: string }, extras: LetterExtras): string {
  if (!/<body\b/i.test(letter.html)) return pageAround(letter.subject, `${letter.html}${footLines(extras, 'margin:16px 0', '')}`, extras.language);
  // The editor's style sheet places these lines and turns them light in the dark; the colour is for programs that drop style sheets.
  const lines = footLines(extras, GREY, GREY);
  const titled = letter.html.replace(/<title>\s*<\/title>/i, () => `<title>${escapeHtml(letter.subject)}</title>`);
  return lines === '' ? titled : withLastLines(titled, lines);
}

/** The plain-text part with links and the unsubscribe line. */
export function letterText(text: string, { language, links, unsubscribeUrl }: LetterExtras): string {
  const files = links.length === 0 ? '' : `\n\n${say(language, 'mail.files')}\n${links.map(({ name, url }) => `${name}: ${url}`).join('\n')}`;
  const leave = unsubscribeUrl === '' ? '' : `\n\n${say(language, 'mail.why')} ${say(language, 'mail.unsubscribe')}: ${unsubscribeUrl}\n`;
  return `${text}${files}${leave}`;
}

const GREY = 'color:#5f6368';

function footLines({ language, links, unsubscribeUrl }: LetterExtras, lineStyle: string, linkStyle: string): string {
  const style = linkStyle === '' ? '' : ` style="${linkStyle}"`;
  const linkOf = (url: string, name: string): string => `<a href="${escapeHtml(url)}"${style}>${escapeHtml(name)}</a>`;
  const files = links.length === 0
    ? ''
    : `\n<p style="${lineStyle};font-size:14px">${escapeHtml(say(language, 'mail.files'))}<br>\n${links.map(({ name, url }) => linkOf(url, name)).join('<br>\n')}</p>`;
  if (unsubscribeUrl === '') return files;
  return `${files}\n<p style="${lineStyle};font-size:12px">${escapeHtml(say(language, 'mail.why'))} ${linkOf(unsubscribeUrl, say(language, 'mail.unsubscribe'))}</p>`;
}

/** Colours of a letter without colours of its own where the reader has it dark; light ones are those of the mail program. */
const DARK = '@media (prefers-color-scheme:dark){body{background:#14181a;color:#e6eaec}a{color:#86d3da}}';

/**
 * A letter typed by hand: one column, long words broken, light and dark as the reader has it. HTML with colours of its own is shown as it was
 * meant, on white: dark grounds would swallow dark letters.
 */
function pageAround(title: string, content: string, language: Language): string {
  const isColoured = /<[a-z](?![^>]*display:none)[^>]*(?:[\s"';](?:color|background(?:-color)?)\s*:|\sbgcolor\s*=|\scolor\s*=)/i.test(content);
  const scheme = isColoured ? 'light' : 'light dark';
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="${scheme}">
<meta name="supported-color-schemes" content="${scheme}">
<title>${escapeHtml(title)}</title>
<style>:root{color-scheme:${scheme}}img{max-width:100%;height:auto}${isColoured ? '' : DARK}</style>
</head>
<body style="margin:0;padding:16px;${isColoured ? 'background-color:#ffffff;color:#1f2629;' : ''}font-family:Arial,sans-serif;font-size:15px;line-height:1.5;overflow-wrap:anywhere;word-break:break-word">
<div style="max-width:600px;margin:0 auto">
${content}
</div>
</body>
</html>`;
}
