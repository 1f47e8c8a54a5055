/** Lines where data will stand, shown while it is on its way. */
import type { JSX } from 'preact';

export function Placeholder({ lines, label }: { readonly lines: number; readonly label: string }): JSX.Element {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => <span key={index} class="placeholder" style={{ width: `${90 - (index % 3) * 18}%` }} />)}
    </div>
  );
}
