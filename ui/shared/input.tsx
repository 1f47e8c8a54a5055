/** A one-line input inside a field. */
import type { JSX, TargetedInputEvent } from 'preact';
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
      {(links) => {
        const shared = { ...links, class: 'control', value, disabled, autocomplete: 'off' as const, onInput: (event: TargetedInputEvent<HTMLInputElement>) => onChange(event.currentTarget.value) };
        switch (kind) {
          case 'text': return <input {...shared} type="text" />;
          case 'number': return <input {...shared} type="number" step="any" />;
          case 'date': return <input {...shared} type="date" />;
          case 'url': return <input {...shared} type="url" />;
        }
      }}
    </Field>
  );
}
