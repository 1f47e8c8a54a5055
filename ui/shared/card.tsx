/** A framed group of things that belong together, tinted because the one next step stands in it. */
import type { ComponentChildren, JSX } from 'preact';

/** `titleId` is the id of the heading inside, which names the group. */
export function Card({ titleId, children }: { readonly titleId: string; readonly children: ComponentChildren }): JSX.Element {
  return <section class="card section" aria-labelledby={titleId}>{children}</section>;
}
