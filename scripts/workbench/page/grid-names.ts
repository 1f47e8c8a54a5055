/** Names and roles for the controls that Univer draws without any: read by screen readers, kept while Univer redraws. */
import type { Catalogue } from './language';

/** Gives names to the unnamed controls in the grid's element, now and after each redraw. */
export function nameGridControls(container: HTMLElement, texts: Catalogue): void {
  const repair = (): void => {
    for (const canvas of container.querySelectorAll('canvas')) {
      canvas.setAttribute('role', 'img');
      canvas.setAttribute('aria-label', texts.grid);
    }
  };
  new MutationObserver(repair).observe(container, { childList: true, subtree: true });
  repair();
}
