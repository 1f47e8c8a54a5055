/** A field one types into to find one of many: columns, clients. Arrow keys move, Enter takes, Escape closes. */
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Field, type FieldProps } from './field';

export interface ComboboxOption { readonly value: string; readonly label: string }

export interface ComboboxProps extends Omit<FieldProps, 'children'> {
  /** The chosen option, null when nothing is chosen. */
  readonly chosen: ComboboxOption | null;
  readonly options: readonly ComboboxOption[];
  readonly onChoose: (option: ComboboxOption) => void;
  /** Shown when nothing matches what was typed. */
  readonly noneText: string;
  readonly placeholder?: string;
}

/** Options whose words begin with or hold what was typed; upper and lower case and ё/е are one. At most `limit`. */
export function matchingOptions(options: readonly ComboboxOption[], typed: string, limit = 50): readonly ComboboxOption[] {
  const wanted = folded(typed);
  return wanted === '' ? options.slice(0, limit) : options.filter((option) => folded(option.label).includes(wanted)).slice(0, limit);
}

function folded(text: string): string {
  return text.trim().toLocaleLowerCase().replace(/ё/g, 'е');
}

export function Combobox({ chosen, options, onChoose, noneText, placeholder, ...field }: ComboboxProps): JSX.Element {
  const listId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const open = typed !== null;
  const found = open ? matchingOptions(options, typed) : [];
  const choose = (option: ComboboxOption | undefined): void => {
    if (option === undefined) return;
    setTyped(null);
    onChoose(option);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') { setTyped(null); return; }
    if (event.key === 'Enter' && open) { event.preventDefault(); choose(found[active]); return; }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    if (!open) { setTyped(''); setActive(0); return; }
    const step = event.key === 'ArrowDown' ? 1 : -1;
    setActive(Math.max(0, Math.min(found.length - 1, active + step)));
  };
  return (
    <Field {...field}>
      {(links) => (
        <div class="combobox">
          <input {...links} class="control" type="text" role="combobox" aria-expanded={open} aria-controls={listId} aria-autocomplete="list" autocomplete="off"
            aria-activedescendant={open && found.length > 0 ? `${listId}-${active}` : undefined}
            placeholder={placeholder} value={typed ?? chosen?.label ?? ''}
            onInput={(event) => { setTyped(event.currentTarget.value); setActive(0); }}
            onFocus={(event) => event.currentTarget.select()}
            onBlur={() => setTyped(null)} onKeyDown={onKeyDown} />
          <div class="combobox-list" role="listbox" id={listId} hidden={!open} aria-label={field.label}>
            {found.map((option, index) => (
              <div key={option.value} id={`${listId}-${index}`} class="combobox-option" role="option" aria-selected={index === active}
                onMouseDown={(event) => { event.preventDefault(); choose(option); }} onMouseEnter={() => setActive(index)}>
                {option.label}
              </div>
            ))}
            {open && found.length === 0 && <div class="combobox-none" role="option" aria-selected={false} aria-disabled={true}>{noneText}</div>}
          </div>
        </div>
      )}
    </Field>
  );
}
