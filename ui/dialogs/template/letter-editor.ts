/** The editing of the body: Squire with our cleaner, our blocks and what the toolbar needs to know of the place of the cursor. */
import Squire from 'squire-rte';
import { cleanBody, cleanFragment } from './clean-html';

/** Formats at the cursor. */
export interface CursorState { readonly bold: boolean; readonly italic: boolean; readonly underline: boolean; readonly heading: boolean; readonly bullets: boolean; readonly numbers: boolean; readonly centred: boolean; readonly link: string | null }

/** What the editor tells of. */
export interface EditorEvents {
  readonly onChange: () => void;
  readonly onCursor: (state: CursorState) => void;
  /** Alt+F10 asks for the toolbar, Ctrl+K for the link. */
  readonly onToolbar: () => void;
  readonly onLink: () => void;
}

/** The editor of one body. */
export interface LetterEditor {
  /** The body as it is kept: cleaned, one block a line. */
  body(): string;
  setBody(html: string): void;
  focus(): void;
  toggle(format: 'bold' | 'italic' | 'underline' | 'heading' | 'bullets' | 'numbers' | 'centred'): void;
  undo(): void;
  redo(): void;
  selectedText(): string;
  /** Puts text where the cursor is or was. */
  insertText(text: string): void;
  /** Makes what is selected a link, or puts `text` there as one. An empty address takes the link away. */
  link(href: string, text: string): void;
  /** Puts blocks after the paragraph of the cursor. */
  insertBlocks(html: string): void;
  destroy(): void;
}

/** Starts the editor in an element. */
export function startEditor(root: HTMLElement, events: EditorEvents): LetterEditor {
  const squire = new Squire(root, { blockTag: 'P', sanitizeToDOMFragment: editable, addLinks: true });
  // Tab leaves the editor instead of indenting: otherwise the keyboard could not get out.
  for (const key of ['Tab', 'Shift-Tab']) squire.setKeyHandler(key, null);
  const control = /Mac|iP(?:hone|ad)/.test(navigator.platform) ? 'Meta' : 'Ctrl';
  squire.setKeyHandler('Alt-F10', (_, event) => { event.preventDefault(); events.onToolbar(); });
  squire.setKeyHandler(`${control}-k`, (_, event) => { event.preventDefault(); events.onLink(); });

  const anchor = (): HTMLAnchorElement | null => {
    const { startContainer } = squire.getSelection();
    const element = startContainer instanceof Element ? startContainer : startContainer.parentElement;
    const found = element?.closest('a') ?? null;
    return found !== null && root.contains(found) ? found : null;
  };
  const block = (): HTMLElement | null => {
    const { startContainer } = squire.getSelection();
    const element = startContainer instanceof Element ? startContainer : startContainer.parentElement;
    return element?.closest<HTMLElement>('p,h2,h3,li,td,th,div') ?? null;
  };
  const state = (): CursorState => {
    const at = block();
    const inside = at !== null && root.contains(at) && at !== root ? at : null;
    const list = inside?.closest('ul,ol')?.tagName ?? '';
    return {
      bold: squire.hasFormat('B'), italic: squire.hasFormat('I'), underline: squire.hasFormat('U'), heading: inside?.tagName === 'H2' || inside?.tagName === 'H3',
      bullets: list === 'UL', numbers: list === 'OL', centred: inside?.style.textAlign === 'center', link: anchor()?.getAttribute('href') ?? null,
    };
  };
  const tell = (): void => events.onCursor(state());
  for (const type of ['pathChange', 'cursor', 'select']) squire.addEventListener(type, tell);
  squire.addEventListener('input', () => { events.onChange(); tell(); });

  return {
    body: () => cleanBody(squire.getHTML()),
    setBody: (html) => { squire.setHTML(html); tell(); },
    focus: () => { squire.focus(); },
    toggle: (format) => {
      const now = state();
      switch (format) {
        case 'bold': if (now.bold) squire.removeBold(); else squire.bold(); break;
        case 'italic': if (now.italic) squire.removeItalic(); else squire.italic(); break;
        case 'underline': if (now.underline) squire.removeUnderline(); else squire.underline(); break;
        case 'bullets': if (now.bullets) squire.removeList(); else squire.makeUnorderedList(); break;
        case 'numbers': if (now.numbers) squire.removeList(); else squire.makeOrderedList(); break;
        case 'centred': squire.setTextAlignment(now.centred ? 'left' : 'center'); break;
        case 'heading': squire.modifyBlocks((fragment) => renameBlocks(fragment, now.heading ? 'p' : 'h2')); break;
      }
      squire.focus();
      tell();
    },
    undo: () => { squire.undo(); squire.focus(); },
    redo: () => { squire.redo(); squire.focus(); },
    selectedText: () => squire.getSelectedText(),
    insertText: (text) => {
      squire.focus();
      squire.insertPlainText(text, false);
    },
    link: (href, text) => {
      const existing = anchor();
      const range = squire.getSelection();
      if (range.collapsed && existing !== null) {
        range.selectNodeContents(existing);
        squire.setSelection(range);
      }
      if (href === '') squire.removeLink();
      else if (squire.getSelection().collapsed) squire.insertHTML(linkHtml(href, text === '' ? href : text, false));
      else squire.makeLink(href, existing?.className === 'button' ? { class: 'button' } : {});
      squire.focus();
    },
    insertBlocks: (html) => {
      // Blocks go between paragraphs, never into one: the cursor goes to the end of its block first.
      const at = topBlock(root, squire.getSelection().endContainer);
      squire.saveUndoState();
      const fragment = editable(html);
      const inserted = Array.from(fragment.children);
      squire.modifyDocument(() => {
        if (at === null) root.append(fragment);
        else if ((at.textContent ?? '').trim() === '' && at.querySelector('img,hr') === null) at.replaceWith(fragment);
        else at.after(fragment);
        if (root.lastElementChild === inserted[inserted.length - 1]) root.append(squire.createDefaultBlock());
      });
      const last = inserted[inserted.length - 1];
      const next = last?.nextElementSibling ?? last;
      if (next !== undefined) {
        const range = document.createRange();
        range.setStart(next, 0);
        range.collapse(true);
        squire.setSelection(range);
      }
      squire.focus();
      events.onChange();
    },
    destroy: () => squire.destroy(),
  };
}

/** Markup of a link; the texts are escaped. */
export function linkHtml(href: string, text: string, isButton: boolean): string {
  const link = document.createElement('a');
  link.setAttribute('href', href);
  if (isButton) link.className = 'button';
  link.textContent = text;
  return link.outerHTML;
}

/** Cleaned nodes as Squire holds them: a divider stands in a block of its own, since Squire takes it for a part of a line. */
function editable(html: string): DocumentFragment {
  const fragment = cleanFragment(html);
  for (const rule of Array.from(fragment.querySelectorAll('hr'))) {
    const box = document.createElement('div');
    rule.replaceWith(box);
    box.append(rule);
  }
  return fragment;
}

function renameBlocks(fragment: DocumentFragment, name: string): DocumentFragment {
  for (const block of Array.from(fragment.querySelectorAll('p,h2,h3'))) {
    if (block.closest('li,td,th,blockquote') !== null) continue;
    const other = document.createElement(name);
    const style = block.getAttribute('style');
    if (style !== null) other.setAttribute('style', style);
    other.append(...Array.from(block.childNodes));
    block.replaceWith(other);
  }
  return fragment;
}

function topBlock(root: HTMLElement, node: Node): Element | null {
  let at: Node | null = node;
  while (at !== null && at.parentNode !== root) at = at.parentNode;
  return at instanceof Element ? at : null;
}
