/** A share as a bar; its number stands beside it in words, so the bar itself is silent for screen readers. */
import type { JSX } from 'preact';

/** `share` is 0–1; what lies outside is drawn at the nearer end. */
export function Bar({ share }: { readonly share: number }): JSX.Element {
  const percent = Math.max(0, Math.min(100, share * 100));
  return <span class="bar" aria-hidden="true"><span class="bar-part" style={{ width: `${percent}%` }} /></span>;
}
