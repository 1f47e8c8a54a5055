/** Explains a class on hover and on focus ("why?"); Escape hides the explanation, a press keeps it. */
import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';

export function Why({ text, children }: { readonly text: string; readonly children: ComponentChildren }): JSX.Element {
  const id = useId();
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (open && anchor.current !== null && bubble.current !== null) placeBeside(anchor.current, bubble.current);
  }, [open]);
  if (text === '') return <>{children}</>;
  return (
    <span class="why" onMouseEnter={() => setOpen(true)} onMouseLeave={() => setOpen(false)}>
      <button ref={anchor} type="button" aria-describedby={id} onFocus={() => setOpen(true)} onBlur={() => setOpen(false)} onClick={() => setOpen(true)}
        onKeyDown={(event) => { if (event.key === 'Escape') setOpen(false); }}>
        {children}
      </button>
      <span ref={bubble} id={id} role="tooltip" class={open ? 'why-text' : 'unseen'}>{text}</span>
    </span>
  );
}

/** Keeps 16 px from the window's edges; below the anchor, or above it when there is no room below. */
function placeBeside(anchor: HTMLElement, bubble: HTMLElement): void {
  const edge = 16;
  const gap = 4;
  const at = anchor.getBoundingClientRect();
  const size = bubble.getBoundingClientRect();
  const left = Math.max(edge, Math.min(at.left, window.innerWidth - edge - size.width));
  const below = at.bottom + gap;
  const top = below + size.height > window.innerHeight && at.top - gap - size.height > 0 ? at.top - gap - size.height : below;
  bubble.style.left = `${left}px`;
  bubble.style.top = `${top}px`;
}
