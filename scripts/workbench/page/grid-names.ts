/** Names and roles for the controls that Univer draws without any: read by screen readers, kept while Univer redraws. */
import type { Catalogue } from './language';

const INTERACTIVE = 'input, button, a[href], select, textarea';
const REPAIRED_ATTRIBUTES = ['aria-expanded', 'aria-haspopup', 'role', 'tabindex'];

/** Gives names to the unnamed controls in the grid's element, now and after each redraw. */
export function nameGridControls(container: HTMLElement, texts: Catalogue): void {
  let queued = false;
  const repair = (): void => {
    queued = false;
    nameCanvases(container, texts);
    nameTriggers(container, texts);
    nameControls(container, texts);
    nameZoom(container, texts);
    nameLandmarks(texts);
  };
  const later = (): void => {
    if (queued) return;
    queued = true;
    requestAnimationFrame(repair);
  };
  new MutationObserver(later).observe(container, { childList: true, subtree: true, attributes: true, attributeFilter: REPAIRED_ATTRIBUTES });
  repair();
}

function set(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Name of the control by the command it carries out, of its own or of the element around it. */
function commandName(element: Element, texts: Catalogue): string {
  const holder = element.closest('[data-u-command], [data-u-comp]');
  const command = holder?.getAttribute('data-u-command') ?? holder?.getAttribute('data-u-comp') ?? '';
  return texts.gridControls[command] ?? texts.gridControl;
}

/** The cells are pictures; a positive tabindex would put them before everything else of the page. */
function nameCanvases(container: HTMLElement, texts: Catalogue): void {
  for (const canvas of container.querySelectorAll('canvas')) {
    set(canvas, 'role', 'img');
    set(canvas, 'aria-label', texts.grid);
    set(canvas, 'tabindex', '-1');
  }
  for (const editor of container.querySelectorAll('[contenteditable="true"]')) {
    set(editor, 'role', 'textbox');
    set(editor, 'aria-label', texts.cellEditor);
  }
}

/** What opens a list must be a button, and may not be one where it has a field inside: there the field is the control. */
function nameTriggers(container: HTMLElement, texts: Catalogue): void {
  for (const trigger of container.querySelectorAll('div[aria-haspopup], a[aria-haspopup], span[aria-haspopup]')) {
    if (trigger.querySelector(INTERACTIVE) !== null) {
      trigger.removeAttribute('aria-haspopup');
      trigger.removeAttribute('aria-expanded');
      continue;
    }
    set(trigger, 'role', 'button');
    set(trigger, 'tabindex', '0');
    if (trigger.textContent.trim() === '') set(trigger, 'aria-label', commandName(trigger, texts));
  }
}

function nameControls(container: HTMLElement, texts: Catalogue): void {
  for (const control of container.querySelectorAll('button, input, a:not([href])')) {
    if (control.hasAttribute('aria-label') || control.textContent.trim() !== '') continue;
    control.setAttribute('aria-label', commandName(control, texts));
  }
}

/** The zoom slider has made-up roles. */
function nameZoom(container: HTMLElement, texts: Catalogue): void {
  for (const track of container.querySelectorAll('[role="track"]')) track.removeAttribute('role');
  for (const handle of container.querySelectorAll('[role="handle"]')) {
    handle.removeAttribute('role');
    handle.setAttribute('aria-label', texts.zoom);
  }
}

/** Univer's messages stand in several sections of one name. */
function nameLandmarks(texts: Catalogue): void {
  const sections = document.querySelectorAll('section[aria-label^="Notifications"], section[data-named="messages"]');
  for (const [index, section] of sections.entries()) {
    set(section, 'data-named', 'messages');
    set(section, 'aria-label', `${texts.gridMessages} ${index + 1}`);
  }
}
