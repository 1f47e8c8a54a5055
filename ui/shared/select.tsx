/** A list to choose one of a few values from, inside a field. */
import type { JSX } from 'preact';
import { Field, type FieldProps } from './field';

export interface SelectOption { readonly value: string; readonly label: string; readonly disabled?: boolean }

export interface SelectProps extends Omit<FieldProps, 'children'> {
  readonly value: string;
  readonly options: readonly SelectOption[];
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
}

export function Select({ value, options, onChange, disabled = false, ...field }: SelectProps): JSX.Element {
  return (
    <Field {...field}>
      {(links) => (
        <select {...links} class="control" value={value} disabled={disabled} onChange={(event) => onChange(event.currentTarget.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled === true}>{option.label}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
