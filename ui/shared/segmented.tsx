/** Two to six alternatives side by side, one of them chosen: radio buttons by nature and for the keyboard. */
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

export interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  /** Each label ends in a number: a long one breaks before its number and does not move to a second row. */
  readonly counted?: boolean;
}

export function Segmented<Value extends string>({ label, value, options, onChange, counted = false }: SegmentedProps<Value>): JSX.Element {
  const name = useId();
  return (
    <div class={options.length > 4 ? 'segmented segmented-many' : counted ? 'segmented segmented-counted' : 'segmented'} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </div>
  );
}
