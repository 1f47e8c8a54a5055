/** Where a wizard stands: its steps with the present one marked in words for screen readers too. */
import type { JSX } from 'preact';

export interface StepsProps { readonly label: string; readonly titles: readonly string[]; readonly now: number }

export function Steps({ label, titles, now }: StepsProps): JSX.Element {
  return (
    <ol class="steps" aria-label={label}>
      {titles.map((title, index) => (
        <li key={title} class={index === now ? 'step step-now' : index < now ? 'step step-done' : 'step'} aria-current={index === now ? 'step' : undefined}>
          <span class="step-number" aria-hidden="true">{index < now ? '✓' : index + 1}</span>{title}
        </li>
      ))}
    </ol>
  );
}
