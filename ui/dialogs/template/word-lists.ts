/** Lists as Word copies them: paragraphs with a style and a drawn bullet or number in front; made into real lists. */

const listStyle = /mso-list:\s*l\d+\s+level\d+/i;

/** Makes real lists of Word's, in place. To be called while classes and styles are still there. */
export function wordLists(fragment: DocumentFragment): void {
  let list: HTMLElement | null = null;
  let last: Element | null = null;
  for (const paragraph of Array.from(fragment.querySelectorAll('p'))) {
    const isPoint = listStyle.test(paragraph.getAttribute('style') ?? '') || /\bMsoListParagraph/i.test(paragraph.getAttribute('class') ?? '');
    const marker = isPoint ? markerOf(paragraph) : null;
    if (marker === null) { list = null; last = null; continue; }
    const name = /^(?:\d{1,3}|[a-zа-я])[.)]$/i.test(marker) ? 'OL' : 'UL';
    const follows = last !== null && paragraph.previousElementSibling === last;
    if (list === null || !follows || list.tagName !== name) {
      list = document.createElement(name);
      paragraph.before(list);
    }
    const point = document.createElement('li');
    point.append(...Array.from(paragraph.childNodes));
    list.append(point);
    paragraph.remove();
    last = list;
  }
}

/** Takes the drawn bullet or number out of a paragraph and gives it; null where there is none. */
function markerOf(paragraph: Element): string | null {
  const ignored = Array.from(paragraph.querySelectorAll('span')).find((span) => /mso-list:\s*ignore/i.test(span.getAttribute('style') ?? ''));
  if (ignored !== undefined) {
    const text = (ignored.textContent ?? '').replace(/[\s\u00a0]/g, '');
    ignored.remove();
    return text === '' ? '·' : text;
  }
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent ?? '';
    const drawn = /^[\s\u00a0]*([·•§o\u2013-]|(?:\d{1,3}|[a-zа-я])[.)])[\s\u00a0]+/i.exec(text);
    if (drawn !== null) {
      node.textContent = text.slice(drawn[0].length);
      return drawn[1] ?? '·';
    }
    if (text.trim() !== '') return null;
  }
  return null;
}
