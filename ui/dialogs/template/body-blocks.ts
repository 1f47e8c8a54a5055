/** A letter's body as a list of blocks: runs of text, buttons, pictures, dividers, and marks of conditions that stand between them. */

/** How a block stands in its column. */
export type Alignment = 'left' | 'center' | 'right';

/**
 * One block. Texts of attributes are as in HTML (`&amp;`, `&quot;`), so that they go into other markup as they are; `html` is simple HTML.
 * A `mark` holds only `{{#if …}}`, `{{else}}` or `{{/if}}` and stands between blocks, so that a condition takes whole blocks away.
 */
export type LetterBlock =
  | { readonly kind: 'text'; readonly html: string }
  | { readonly kind: 'mark'; readonly text: string }
  | { readonly kind: 'button'; readonly href: string; readonly label: string; readonly align: Alignment }
  | { readonly kind: 'image'; readonly src: string; readonly alt: string; readonly href: string; readonly width: number | null; readonly align: Alignment }
  | { readonly kind: 'divider' };

const markAtStart = /^(?:\s|&nbsp;|<br\s*\/?>)*(\{\{\s*(?:[#/][^{}]*|else|иначе)\s*\}\})/i;
const markAtEnd = /(\{\{\s*(?:[#/][^{}]*|else|иначе)\s*\}\})(?:\s|&nbsp;|<br\s*\/?>)*$/i;
const anyMark = /\{\{\s*(?:[#/][^{}]*|else|иначе)\s*\}\}/i;
/** Elements without an end. */
const bare = /^(?:br|hr|img)$/;

/**
 * Splits a cleaned body (`cleanBody`: well-formed simple HTML) into blocks. Neighbouring texts make one block; a condition that encloses
 * the whole of a paragraph comes out of it, so that nothing of the paragraph stays when the condition is not met.
 */
export function blocksOf(body: string): LetterBlock[] {
  const blocks: LetterBlock[] = [];
  const addText = (html: string): void => {
    if (html.trim() === '') return;
    const last = blocks[blocks.length - 1];
    if (last !== undefined && last.kind === 'text') blocks[blocks.length - 1] = { kind: 'text', html: `${last.html}\n${html}` };
    else blocks.push({ kind: 'text', html });
  };
  for (const piece of topPieces(body)) {
    const paragraph = /^<p\b([^>]*)>([\s\S]*)<\/p>$/i.exec(piece);
    if (paragraph !== null) {
      const { before, inside, after } = withoutEdgeMarks(paragraph[2] ?? '');
      before.forEach((text) => blocks.push({ kind: 'mark', text }));
      const align = alignmentOf(paragraph[1] ?? '');
      const single = singleBlock(inside, align);
      if (single !== null) blocks.push(single);
      else if (!isBlank(inside) || before.length + after.length === 0) addText(`<p${paragraph[1] ?? ''}>${inside}</p>`);
      after.forEach((text) => blocks.push({ kind: 'mark', text }));
    } else if (/^<hr\b/i.test(piece)) blocks.push({ kind: 'divider' });
    else if (piece.startsWith('<')) addText(piece);
    else {
      const { before, inside, after } = withoutEdgeMarks(piece);
      before.forEach((text) => blocks.push({ kind: 'mark', text }));
      if (!isBlank(inside)) addText(`<p>${inside.trim()}</p>`);
      after.forEach((text) => blocks.push({ kind: 'mark', text }));
    }
  }
  return blocks;
}

/** The value of an attribute in the text of a tag, as it stands there. */
export function attributeOf(attributes: string, name: string): string {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(attributes);
  return found?.[1] ?? found?.[2] ?? '';
}

/** Elements that stand at the top of well-formed HTML, and the loose text between them. */
function topPieces(html: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  const cut = (end: number): void => {
    const piece = html.slice(start, end).trim();
    if (piece !== '') pieces.push(piece);
    start = end;
  };
  for (const match of html.matchAll(/<(\/?)([a-z][a-z0-9]*)\b(?:"[^"]*"|'[^']*'|[^>"'])*>/gi)) {
    const at = match.index ?? 0;
    const end = at + match[0].length;
    if (bare.test((match[2] ?? '').toLowerCase())) {
      if (depth === 0 && /^<hr/i.test(match[0])) {
        cut(at);
        cut(end);
      }
      continue;
    }
    const isInline = /^(?:a|b|i|u|s|em|strong|span|sub|sup|code|del)$/i.test(match[2] ?? '');
    if (match[1] === '/') {
      depth -= 1;
      if (depth === 0 && !isInline) cut(end);
    } else {
      if (depth === 0 && !isInline) cut(at);
      depth += 1;
    }
  }
  cut(html.length);
  return pieces;
}

/** Takes marks off both ends of a paragraph's content, unless one stays inside: then it belongs to the sentence. */
function withoutEdgeMarks(content: string): { before: string[]; inside: string; after: string[] } {
  const before: string[] = [];
  const after: string[] = [];
  let inside = content;
  for (let found = markAtStart.exec(inside); found !== null; found = markAtStart.exec(inside)) {
    before.push(found[1] ?? '');
    inside = inside.slice(found[0].length);
  }
  for (let found = markAtEnd.exec(inside); found !== null; found = markAtEnd.exec(inside)) {
    after.unshift(found[1] ?? '');
    inside = inside.slice(0, found.index);
  }
  return anyMark.test(inside) ? { before: [], inside: content, after: [] } : { before, inside, after };
}

/** A paragraph that holds only a button or only a picture is that block. */
function singleBlock(content: string, align: Alignment): LetterBlock | null {
  const link = /^\s*<a\b((?:"[^"]*"|'[^']*'|[^>"'])*)>([\s\S]*?)<\/a>(?:\s|<br\s*\/?>)*$/i.exec(content);
  if (link !== null && /(?:^|\s)button(?:\s|$)/.test(attributeOf(link[1] ?? '', 'class'))) {
    return { kind: 'button', href: attributeOf(link[1] ?? '', 'href'), label: (link[2] ?? '').trim(), align };
  }
  const inner = link === null ? content : link[2] ?? '';
  const image = /^\s*<img\b((?:"[^"]*"|'[^']*'|[^>"'])*)>(?:\s|<br\s*\/?>)*$/i.exec(inner);
  if (image === null) return null;
  const attributes = image[1] ?? '';
  const width = Number.parseInt(attributeOf(attributes, 'width'), 10);
  return {
    kind: 'image', src: attributeOf(attributes, 'src'), alt: attributeOf(attributes, 'alt'), href: link === null ? '' : attributeOf(link[1] ?? '', 'href'),
    width: Number.isNaN(width) || width <= 0 ? null : width, align,
  };
}

function alignmentOf(attributes: string): Alignment {
  const found = /text-align:\s*(center|right)/i.exec(attributeOf(attributes, 'style'))?.[1]?.toLowerCase();
  return found === 'center' || found === 'right' ? found : 'left';
}

function isBlank(content: string): boolean {
  return content.replace(/&nbsp;|<br\s*\/?>|\s/gi, '') === '';
}
