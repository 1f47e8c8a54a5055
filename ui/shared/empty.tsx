/** An empty place: why it is empty and the one next step. */
import type { ComponentChildren, JSX } from 'preact';

export interface EmptyProps { readonly title: string; readonly text: string; readonly action?: ComponentChildren }

export function Empty({ title, text, action }: EmptyProps): JSX.Element {
  return (
    <div class="empty">
      <h2>{title}</h2>
      <p class="second">{text}</p>
      {action}
    </div>
  );
}
