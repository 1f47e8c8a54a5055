/** A button: primary (the one main action of a view), plain, danger (harm) or link. */
import type { ComponentChildren, JSX } from 'preact';

export interface ButtonProps {
  readonly kind?: 'primary' | 'plain' | 'danger' | 'link';
  readonly onPress: () => void;
  readonly children: ComponentChildren;
  /** What was pressed is under way: the button shows it and takes no further press. */
  readonly busy?: boolean;
  readonly disabled?: boolean;
  /** Fills the width of its column. */
  readonly wide?: boolean;
  /** Name for screen readers where the visible text is only a number. */
  readonly label?: string;
  readonly apart?: boolean;
}

export function Button({ kind = 'plain', onPress, children, busy = false, disabled = false, wide = false, label, apart = false }: ButtonProps): JSX.Element {
  const classes = ['button', kind === 'plain' ? '' : `button-${kind}`, wide ? 'whole' : '', apart ? 'apart' : ''].filter(Boolean).join(' ');
  return (
    <button type="button" class={classes} disabled={disabled} aria-busy={busy} aria-disabled={busy} aria-label={label} onClick={() => { if (!busy) onPress(); }}>
      {children}
    </button>
  );
}
