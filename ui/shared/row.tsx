/** A row of a list: title, second line, a figure or an action at the right; as a whole it may open something. */
import type { ComponentChildren, JSX } from 'preact';

export interface RowProps {
  readonly title: ComponentChildren;
  readonly meta?: ComponentChildren;
  readonly side?: ComponentChildren;
  /** Makes the whole row one button. */
  readonly onOpen?: () => void;
}

export function Rows({ children, label }: { readonly children: ComponentChildren; readonly label?: string }): JSX.Element {
  return <ul class="rows" aria-label={label}>{children}</ul>;
}

export function Row({ title, meta, side, onOpen }: RowProps): JSX.Element {
  const content = (
    <>
      <span class="row-body">
        <span class="row-title">{title}</span>
        {meta !== undefined && meta !== '' && meta !== null && <span class="second">{meta}</span>}
      </span>
      {side !== undefined && side !== '' && side !== null && <span class="row-side">{side}</span>}
    </>
  );
  return (
    <li>
      {onOpen === undefined ? <div class="row">{content}</div> : <button type="button" class="row row-open" onClick={onOpen}>{content}</button>}
    </li>
  );
}
