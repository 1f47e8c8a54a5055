/** A framed group of things that belong together. */
import type { ComponentChildren, JSX } from 'preact';

export function Card({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return <div class="card">{children}</div>;
}
