/** A checkbox with its words beside it. */
import type { ComponentChildren, JSX } from 'preact';

export interface CheckboxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ComponentChildren;
  readonly hint?: string;
  readonly disabled?: boolean;
}

export function Checkbox({ checked, onChange, children, hint, disabled = false }: CheckboxProps): JSX.Element {
  return (
    <label class="checkbox">
      <input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span class="checkbox-text">
        {children}
        {hint !== undefined && hint !== '' && <span class="field-hint"><br />{hint}</span>}
      </span>
    </label>
  );
}
