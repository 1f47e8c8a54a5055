/** Keeps what one types in sight when a foot that sticks to the window grows over it. */
import { useEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';

const gapPx = 8;

/** The foot to be watched; whenever `shown` changes, the focused field is scrolled out from under it. */
export function useInSight(shown: string): RefObject<HTMLDivElement | null> {
  const foot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const field = document.activeElement?.closest('.field, .checkbox')?.getBoundingClientRect();
    const edge = foot.current?.getBoundingClientRect().top;
    if (field === undefined || edge === undefined) return;
    // A field higher than the room above the foot keeps its beginning in sight.
    const hidden = Math.min(field.bottom + gapPx - edge, field.top - gapPx);
    if (hidden > 0) window.scrollBy(0, hidden);
  }, [shown]);
  return foot;
}
