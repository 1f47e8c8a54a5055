/** The picker of merge fields: found by typing, in groups with an example each; then the words for those who have none. */
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TemplateField, TemplateFields, TemplateFormat } from '../../../src/contract/template-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Field } from '../../shared/field';
import { Input } from '../../shared/input';
import { Select } from '../../shared/select';
import { mergeTag } from './draft';

/** Groups with the fields whose title or key holds what was typed; empty groups are left out. */
export function matchingFields(fields: TemplateFields, typed: string): TemplateFields {
  const folded = (text: string): string => text.trim().toLocaleLowerCase().replace(/ё/g, 'е');
  const wanted = folded(typed);
  return fields
    .map((group) => ({ ...group, fields: group.fields.filter((field) => folded(field.title).includes(wanted) || folded(field.key).includes(wanted)) }))
    .filter((group) => group.fields.length > 0);
}

export interface FieldPickerProps {
  readonly fields: TemplateFields;
  readonly formats: readonly TemplateFormat[];
  /** The place the field goes to, in words. */
  readonly into: string;
  readonly onTake: (tag: string) => void;
  readonly onCancel: () => void;
}

export function FieldPicker({ fields, formats, into, onTake, onCancel }: FieldPickerProps): JSX.Element {
  const { words } = usePage();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [chosen, setChosen] = useState<TemplateField | null>(null);
  const found = matchingFields(fields, typed);
  const flat = found.flatMap((group) => group.fields);
  // Before the next key can come.
  useLayoutEffect(() => { box.current?.querySelector('input')?.focus(); }, [chosen]);
  useEffect(() => { box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }); }, [active]);
  if (chosen !== null) return <div ref={box}><FieldForm field={chosen} formats={formats} into={into} onTake={onTake} onBack={() => setChosen(null)} /></div>;

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') { event.preventDefault(); setChosen(flat[active] ?? null); return; }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    setActive(Math.max(0, Math.min(flat.length - 1, active + step)));
  };
  return (
    <div ref={box} class="column column-tight">
      <Field label={words.say('template.fieldFind')} hint={words.say('template.fieldInto', { place: into })}>
        {(links) => (
          <input {...links} class="control" type="text" role="combobox" aria-expanded={true} aria-controls={id} aria-autocomplete="list" autocomplete="off" value={typed}
            aria-activedescendant={flat.length > 0 ? `${id}-${active}` : undefined} onInput={(event) => { setTyped(event.currentTarget.value); setActive(0); }} onKeyDown={onKeyDown} />
        )}
      </Field>
      <div class="field-list" role="listbox" id={id} aria-label={words.say('template.tool.field')} tabIndex={-1}>
        {found.map((group) => (
          <div key={group.group} role="group" aria-label={group.label}>
            <div class="field-group" aria-hidden="true">{group.label}</div>
            {group.fields.map((field) => {
              const index = flat.indexOf(field);
              return (
                <div key={field.insert} id={`${id}-${index}`} class="field-option" role="option" aria-selected={index === active} onMouseDown={(event) => { event.preventDefault(); setChosen(field); }} onMouseEnter={() => setActive(index)}>
                  <span>{field.title}</span>
                  <span class="second">{field.example}</span>
                </div>
              );
            })}
          </div>
        ))}
        {flat.length === 0 && <div class="combobox-none" role="option" aria-selected={false} aria-disabled={true}>{words.say('template.fieldNone')}</div>}
      </div>
      <div class="line"><Button onPress={onCancel}>{words.say('action.cancel')}</Button></div>
    </div>
  );
}

/** The forms of a noun in the example of a format that needs them (`{{Заказов:слово:заказ|заказа|заказов}}`); '' where it needs none. */
function formsOf(format: TemplateFormat | undefined): string {
  return format === undefined ? '' : /:[^:{}]+:([^{}]*\|[^{}]*)\}\}/.exec(format.example)?.[1] ?? '';
}

function FieldForm({ field, formats, into, onTake, onBack }: { readonly field: TemplateField; readonly formats: readonly TemplateFormat[]; readonly into: string; readonly onTake: (tag: string) => void; readonly onBack: () => void }): JSX.Element {
  const { words } = usePage();
  const [fallback, setFallback] = useState('');
  const [format, setFormat] = useState('');
  const [forms, setForms] = useState('');
  const withForms = formsOf(formats.find((one) => one.name === format)) !== '';
  const tag = withForms ? mergeTag(field.insert, `${format}:${forms.replace(/[{}]/g, '')}`, '') : mergeTag(field.insert, format, fallback);
  const choose = (name: string): void => {
    setFormat(name);
    setForms(formsOf(formats.find((one) => one.name === name)));
  };
  return (
    <form class="column column-tight" aria-label={field.title} onSubmit={(event) => { event.preventDefault(); onTake(tag); }}>
      <div class="fields">
        {withForms
          ? <Input label={words.say('template.forms')} hint={words.say('template.formsHint')} value={forms} onChange={setForms} />
          : <Input label={words.say('template.fallback', { field: field.title })} hint={words.say('template.fallbackHint')} value={fallback} onChange={setFallback} />}
        {field.kind !== 'text' && formats.length > 0 && (
          <Select label={words.say('template.format')} value={format} onChange={choose}
            options={[{ value: '', label: words.say('template.formatNone') }, ...formats.map((one) => ({ value: one.name, label: words.say('template.formatOption', { name: one.name, gives: one.gives }) }))]} />
        )}
      </div>
      <p class="second"><code>{tag}</code> {field.example !== '' && words.say('template.example', { example: field.example })}</p>
      <div class="line">
        <button type="submit" class="button">{words.say('template.insertInto', { place: into })}</button>
        <Button onPress={onBack}>{words.say('action.back')}</Button>
      </div>
    </form>
  );
}
