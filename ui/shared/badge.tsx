/** A class as letter and word; colour only repeats what the word says. */
import type { JSX } from 'preact';

export type BadgeTone = 'plain' | 'good' | 'accent' | 'waiting' | 'danger';

export interface BadgeProps { readonly letter?: string; readonly word: string; readonly tone?: BadgeTone }

export function Badge({ letter, word, tone = 'plain' }: BadgeProps): JSX.Element {
  return (
    <span class={tone === 'plain' ? 'badge' : `badge badge-${tone}`}>
      {letter !== undefined && letter !== '' && <span class="badge-letter">{letter}</span>}
      {word !== '' && <span>{word}</span>}
    </span>
  );
}
