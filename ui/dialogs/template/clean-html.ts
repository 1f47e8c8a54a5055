/** Cleans HTML of a letter, whether pasted from Gmail or Word, stored in the sheet or typed: nothing that runs, and only what a letter needs. */
import DOMPurify from 'dompurify';
import { wordLists } from './word-lists';

/** Elements that a letter's body may hold. */
const kept = ['p', 'h2', 'h3', 'ul', 'ol', 'li', 'blockquote', 'table', 'thead', 'tbody', 'tr', 'td', 'th', 'hr', 'a', 'b', 'i', 'u', 's', 'img', 'br'];

/** Elements that are read for what they mean and then replaced. */
const understood = ['div', 'span', 'font', 'center', 'strong', 'em', 'strike', 'del', 'ins', 'h1', 'h4', 'h5', 'h6', 'section', 'article', 'header', 'footer', 'pre', 'address', 'dl', 'dt', 'dd', 'tfoot', 'caption'];

const attributes = ['href', 'src', 'alt', 'width', 'class', 'style', 'align', 'colspan'];

/** What stands at the top of a body or of a container. */
const blockNames = /^(?:P|H[1-6]|UL|OL|LI|BLOCKQUOTE|TABLE|THEAD|TBODY|TFOOT|TR|TD|TH|HR|DIV|CENTER|SECTION|ARTICLE|HEADER|FOOTER|PRE|ADDRESS|DL|DT|DD|CAPTION)$/;

const renamed: Readonly<Record<string, string>> = { strong: 'b', em: 'i', strike: 's', del: 's', ins: 'u', h1: 'h2', h4: 'h3', h5: 'h3', h6: 'h3', tfoot: 'tbody' };

/** Elements of which only the content stays. */
const opened = /^(?:SPAN|FONT|SECTION|ARTICLE|HEADER|FOOTER|DL|CENTER)$/;

/** An address a letter may open; a merge tag may stand for it. */
const safeLink = /^(?:https?:|mailto:|tel:|\{\{)/i;
const safePicture = /^(?:https?:|\{\{)/i;
const scriptInTag = /^\{\{[^|}]*\|\s*(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:/i;

/** Cleaned HTML as nodes of this document: well formed, blocks at the top, no class but `button` of a link, no style but alignment. */
export function cleanFragment(html: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: [...kept, ...understood], ALLOWED_ATTR: attributes, ALLOW_DATA_ATTR: false, ALLOW_ARIA_ATTR: false,
    FORBID_CONTENTS: ['script', 'style', 'title', 'head', 'xml', 'template', 'noscript', 'object', 'iframe', 'svg', 'math', 'select', 'textarea'],
    RETURN_DOM_FRAGMENT: true,
  });
  wordLists(fragment);
  for (const element of Array.from(fragment.querySelectorAll('*'))) cleanElement(element);
  straighten(fragment);
  dropEmpty(fragment);
  return fragment;
}

/** Cleaned HTML as text, one block a line, as it is kept in the sheet. */
export function cleanBody(html: string): string {
  return Array.from(cleanFragment(html).childNodes, (node) => (node instanceof Element ? node.outerHTML : ''))
    .map((block) => block.replace(/\s*\n\s*/g, ' '))
    .filter((block) => block !== '')
    .join('\n');
}

function cleanElement(element: Element): void {
  const style = element.getAttribute('style') ?? '';
  const align = alignmentOf(element, style);
  const isButton = element.tagName === 'A' && (element.getAttribute('class') ?? '').split(/\s+/).includes('button');
  const width = element.tagName === 'IMG' ? Number.parseInt(element.getAttribute('width') ?? '', 10) : Number.NaN;
  const span = element.getAttribute('colspan');
  const [href, src, alt] = ['href', 'src', 'alt'].map((name) => element.getAttribute(name)?.trim() ?? '') as [string, string, string];
  for (const name of element.getAttributeNames()) element.removeAttribute(name);
  const name = element.tagName.toLowerCase();
  switch (name) {
    case 'a': {
      const target = withoutRedirect(href);
      if (!safeLink.test(target) || scriptInTag.test(target)) { openElement(element); return; }
      element.setAttribute('href', target);
      if (isButton) element.setAttribute('class', 'button');
      return;
    }
    case 'img':
      if (!safePicture.test(src) || scriptInTag.test(src)) { element.remove(); return; }
      element.setAttribute('src', src);
      element.setAttribute('alt', alt);
      if (!Number.isNaN(width) && width > 0) element.setAttribute('width', String(width));
      return;
    case 'b': case 'strong':
      // Google Docs encloses everything it copies in a b that is not bold.
      if (/^(?:normal|400)$/i.test(valueOf(style, 'font-weight'))) { openElement(element); return; }
      break;
    case 'span': case 'font':
      wrapInside(element, style);
      break;
    case 'td': case 'th':
      if (span !== null && /^\d{1,2}$/.test(span)) element.setAttribute('colspan', span);
      break;
    case 'center':
      for (const child of Array.from(element.children)) if (blockNames.test(child.tagName)) (child as HTMLElement).style.textAlign = 'center';
      break;
    default:
      break;
  }
  if (opened.test(element.tagName)) { openElement(element); return; }
  const other = renamed[name];
  const standing = other === undefined ? element : renameElement(element, other);
  if (align !== '' && /^(?:P|DIV|H[1-6]|LI|TD|TH)$/.test(standing.tagName)) standing.setAttribute('style', `text-align:${align}`);
}

function alignmentOf(element: Element, style: string): string {
  const said = valueOf(style, 'text-align') || (element.getAttribute('align') ?? '');
  return /^(?:center|right)$/i.test(said) ? said.toLowerCase() : '';
}

/** The value of a property in a style; Word's own properties (`mso-bidi-font-weight`) are others. */
function valueOf(style: string, property: string): string {
  return new RegExp(`(?:^|[;\\s])${property}\\s*:\\s*([^;]*)`, 'i').exec(style)?.[1]?.trim() ?? '';
}

/** Gmail and Google Docs lead links through an address of Google. */
function withoutRedirect(href: string): string {
  const target = /^https:\/\/www\.google\.[a-z.]+\/url\?(?:.*&)?q=([^&]+)/i.exec(href)?.[1];
  if (target === undefined) return href;
  try {
    return decodeURIComponent(target);
  } catch {
    return href;
  }
}

/** What a span says by its style becomes an element that says it. */
function wrapInside(element: Element, style: string): void {
  const decoration = `${valueOf(style, 'text-decoration')} ${valueOf(style, 'text-decoration-line')}`;
  const wanted = [
    /^(?:bold|bolder|[6-9]00)$/i.test(valueOf(style, 'font-weight')) ? 'b' : '',
    /^italic$/i.test(valueOf(style, 'font-style')) ? 'i' : '',
    /underline/i.test(decoration) && element.closest('a') === null ? 'u' : '',
    /line-through/i.test(decoration) ? 's' : '',
  ].filter(Boolean);
  for (const name of wanted) {
    const inner = document.createElement(name);
    inner.append(...Array.from(element.childNodes));
    element.append(inner);
  }
}

function openElement(element: Element): void {
  element.replaceWith(...Array.from(element.childNodes));
}

function renameElement(element: Element, name: string): Element {
  const other = document.createElement(name);
  other.append(...Array.from(element.childNodes));
  element.replaceWith(other);
  return other;
}

function hasBlocks(node: Node): boolean {
  return Array.from(node.childNodes).some((child) => blockNames.test(child.nodeName));
}

/** Blocks at the top, lines inside them: loose lines become paragraphs, boxes around blocks are opened. */
function straighten(parent: ParentNode & Node): void {
  for (const child of Array.from(parent.children)) {
    const holdsText = /^(?:P|DIV|H2|H3|PRE|ADDRESS|DT|DD|CAPTION)$/.test(child.tagName);
    if (holdsText && hasBlocks(child)) {
      straighten(child);
      openElement(child);
    } else if (/^(?:DIV|PRE|ADDRESS|DT|DD|CAPTION)$/.test(child.tagName)) {
      const align = child.getAttribute('style');
      const paragraph = renameElement(child, 'p');
      if (align !== null) paragraph.setAttribute('style', align);
    } else if (/^(?:BLOCKQUOTE|UL|OL|LI|TABLE|TBODY|THEAD|TR|TD|TH)$/.test(child.tagName)) straighten(child);
  }
  if (!/^(?:#document-fragment|BLOCKQUOTE)$/.test(parent.nodeName) && !((parent.nodeName === 'LI' || parent.nodeName === 'TD' || parent.nodeName === 'TH') && hasBlocks(parent))) return;
  if (parent.nodeName === 'LI' || parent.nodeName === 'TD' || parent.nodeName === 'TH') {
    // A single paragraph in a point or a cell is its text.
    const only = parent.children.length === 1 && Array.from(parent.childNodes).every((node) => node instanceof Element || (node.textContent ?? '').trim() === '') ? parent.firstElementChild : null;
    if (only?.tagName === 'P') openElement(only);
    return;
  }
  looseLines(parent);
}

/** Text and inline elements that stand between blocks become paragraphs; an empty line (two breaks) begins a new one. */
function looseLines(parent: ParentNode & Node): void {
  let line: HTMLElement | null = null;
  for (const node of Array.from(parent.childNodes)) {
    if (blockNames.test(node.nodeName)) { line = null; continue; }
    if (line === null && (node.textContent ?? '').trim() === '' && !(node instanceof Element && (node.tagName === 'IMG' || node.querySelector('img') !== null))) { node.parentNode?.removeChild(node); continue; }
    if (node.nodeName === 'BR' && line?.lastChild?.nodeName === 'BR') {
      line.lastChild.remove();
      node.parentNode?.removeChild(node);
      line = null;
      continue;
    }
    if (line === null) {
      line = document.createElement('p');
      parent.insertBefore(line, node);
    }
    line.append(node);
  }
}

/** Takes away what holds neither text nor picture: Word and Gmail make empty lines of such paragraphs, our paragraphs have their own space. */
function dropEmpty(fragment: DocumentFragment): void {
  const elements = Array.from(fragment.querySelectorAll('p,h2,h3,li,ul,ol,blockquote,a,b,i,u,s')).reverse();
  for (const element of elements) {
    const last = element.lastChild;
    if (last !== null && last.nodeName === 'BR' && element.childNodes.length > 1) last.remove();
    if ((element.textContent ?? '').replace(/[\s\u00a0\u200b]/g, '') === '' && element.querySelector('img,hr') === null) element.remove();
  }
}
