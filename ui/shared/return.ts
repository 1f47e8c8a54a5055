/** Coming back to a page: a dialog or the sheet may have changed what it shows. */
import { useEffect } from 'preact/hooks';

/** A page that was looked at just now need not ask again. */
const restMs = 5_000;

/** Calls `look` when the page gets the focus back, at most once in five seconds. */
export function useReturn(look: () => void): void {
  useEffect(() => {
    let lastLook = Date.now();
    const onFocus = (): void => {
      if (Date.now() - lastLook < restMs) return;
      lastLook = Date.now();
      look();
    };
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, [look]);
}
