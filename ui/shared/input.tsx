/** A one-line input inside a field. */
import type { JSX } from 'preact';
import { Field, type FieldProps } from './field';

export interface InputProps extends Omit<FieldProps, 'children'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly kind?: 'text' | 'number' | 'date' | 'url';
  readonly disabled?: boolean;
}

export function Input({ value, onChange, kind = 'text', disabled = false, ...field }: InputProps): JSX.Element {
  return (
    <Field {...field}>
      {(links) => (
        <input {...links} class="control" type={kind} step={kind === 'number' ? 'any' : undefined} value={value} disabled={disabled} autocomplete="off"
          onInput={(event) => onChange(event.currentTarget.value)} />
      )}
    </Field>
  );
}
