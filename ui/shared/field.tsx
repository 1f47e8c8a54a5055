/** A field: its label above, its hint below, its error in its place; the control is given by the caller. */
import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

/** Attributes the control must carry so that label, hint and error belong to it. */
export interface ControlLinks {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

export interface FieldProps {
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly error?: string | null;
  readonly children: (links: ControlLinks) => ComponentChildren;
}

export function Field({ label, hint, error = null, children }: FieldProps): JSX.Element {
  const id = useId();
  const hasHint = hint !== undefined && hint !== '' && hint !== null;
  const described = [hasHint ? `${id}-hint` : '', error === null ? '' : `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label class="field-label" for={id}>{label}</label>
      {children({ id, 'aria-describedby': described === '' ? undefined : described, 'aria-invalid': error !== null })}
      {error !== null && <div class="field-error" id={`${id}-error`}>{error}</div>}
      {hasHint && <div class="field-hint" id={`${id}-hint`}>{hint}</div>}
    </div>
  );
}
