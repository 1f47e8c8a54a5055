/** Many checkboxes under one name, with "all" and "none" beside it and how many are chosen. */
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Button } from './button';
import { Checkbox } from './checkbox';

export interface CheckListOption { readonly key: string; readonly label: string; readonly hint: string }

export interface CheckListProps {
  readonly label: string;
  readonly options: readonly CheckListOption[];
  readonly chosen: readonly string[];
  /** The keys chosen now, in the options' order. */
  readonly onChange: (chosen: readonly string[]) => void;
  readonly allText: string;
  readonly noneText: string;
  /** "2 of 21 chosen". */
  readonly countText: string;
}

export function CheckList({ label, options, chosen, onChange, allText, noneText, countText }: CheckListProps): JSX.Element {
  const id = useId();
  const choose = (key: string, on: boolean): void => onChange(options.map((option) => option.key).filter((one) => (one === key ? on : chosen.includes(one))));
  return (
    <div class="column" role="group" aria-labelledby={id}>
      <div class="column column-tight">
        <p id={id} class="field-label">{label}</p>
        <div class="line line-apart">
          <span class="second" role="status">{countText}</span>
          <span class="line">
            <Button kind="link" disabled={chosen.length === options.length} onPress={() => onChange(options.map((option) => option.key))}>{allText}</Button>
            <Button kind="link" disabled={chosen.length === 0} onPress={() => onChange([])}>{noneText}</Button>
          </span>
        </div>
      </div>
      {options.map((option) => (
        <Checkbox key={option.key} checked={chosen.includes(option.key)} hint={option.hint} onChange={(on) => choose(option.key, on)}>{option.label}</Checkbox>
      ))}
    </div>
  );
}
