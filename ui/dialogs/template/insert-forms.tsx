/** Small forms under the toolbar: a link, a picture by address, a button, a condition. Each gives the markup of what it puts in. */
import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TemplateFields } from '../../../src/contract/template-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Input } from '../../shared/input';
import { Select } from '../../shared/select';
import { addressOf } from './address';
import { fieldOfTag } from './draft';
import { linkHtml } from './letter-editor';

interface FormProps { readonly title: string; readonly children: ComponentChildren; readonly doText: string; readonly ready: boolean; readonly onDo: () => void; readonly onCancel: () => void; readonly more?: ComponentChildren }

/** A small form whose first field has the cursor at once; Enter does it. */
function Form({ title, children, doText, ready, onDo, onCancel, more }: FormProps): JSX.Element {
  const { words } = usePage();
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => { form.current?.querySelector<HTMLElement>('input,select')?.focus(); }, []);
  return (
    <form ref={form} class="column column-tight" aria-label={title} onSubmit={(event) => { event.preventDefault(); if (ready) onDo(); }}>
      <div class="fields">{children}</div>
      <div class="line">
        <button type="submit" class="button" disabled={!ready}>{doText}</button>
        <Button onPress={onCancel}>{words.say('action.cancel')}</Button>
        {more}
      </div>
    </form>
  );
}

/** What is wrong with a typed address; null while nothing is typed or all is well. */
function addressFault(typed: string, said: string): string | null {
  return typed.trim() !== '' && addressOf(typed) === '' ? said : null;
}

export function LinkForm({ href, selected, onTake, onCancel }: { readonly href: string | null; readonly selected: string; readonly onTake: (href: string, text: string) => void; readonly onCancel: () => void }): JSX.Element {
  const { words } = usePage();
  const [address, setAddress] = useState(href ?? '');
  const [text, setText] = useState(selected);
  return (
    <Form title={words.say('template.tool.link')} doText={words.say('template.insert')} ready={addressOf(address) !== ''} onDo={() => onTake(addressOf(address), text.trim())} onCancel={onCancel}
      more={href !== null && <Button kind="link" onPress={() => onTake('', '')}>{words.say('template.linkRemove')}</Button>}>
      <Input label={words.say('template.address')} value={address} onChange={setAddress} error={addressFault(address, words.say('template.addressWrong'))} />
      {href === null && selected === '' && <Input label={words.say('template.linkText')} value={text} onChange={setText} />}
    </Form>
  );
}

export function PictureForm({ onTake, onCancel }: { readonly onTake: (html: string) => void; readonly onCancel: () => void }): JSX.Element {
  const { words } = usePage();
  const [address, setAddress] = useState('');
  const [alt, setAlt] = useState('');
  const [width, setWidth] = useState('');
  const src = /^(?:https?:|\{\{)/i.test(addressOf(address)) ? addressOf(address) : '';
  const take = (): void => {
    const picture = document.createElement('img');
    picture.setAttribute('src', src);
    picture.setAttribute('alt', alt.trim());
    if (Number(width) > 0) picture.setAttribute('width', String(Math.round(Number(width))));
    onTake(`<p>${picture.outerHTML}</p>`);
  };
  return (
    <Form title={words.say('template.tool.picture')} doText={words.say('template.insert')} ready={src !== '' && alt.trim() !== ''} onDo={take} onCancel={onCancel}>
      <Input label={words.say('template.pictureAddress')} value={address} onChange={setAddress} hint={words.say('template.pictureHint')} error={address.trim() !== '' && src === '' ? words.say('template.addressWrong') : null} />
      <Input label={words.say('template.alt')} value={alt} onChange={setAlt} hint={words.say('template.altHint')} />
      <Input label={words.say('template.pictureWidth')} kind="number" value={width} onChange={setWidth} />
    </Form>
  );
}

export function ButtonForm({ onTake, onCancel }: { readonly onTake: (html: string) => void; readonly onCancel: () => void }): JSX.Element {
  const { words } = usePage();
  const [text, setText] = useState('');
  const [address, setAddress] = useState('');
  return (
    <Form title={words.say('template.tool.button')} doText={words.say('template.insert')} ready={text.trim() !== '' && addressOf(address) !== ''} onCancel={onCancel}
      onDo={() => onTake(`<p style="text-align:center">${linkHtml(addressOf(address), text.trim(), true)}</p>`)}>
      <Input label={words.say('template.buttonText')} value={text} onChange={setText} />
      <Input label={words.say('template.address')} value={address} onChange={setAddress} error={addressFault(address, words.say('template.addressWrong'))} />
    </Form>
  );
}

export function ConditionForm({ fields, onTake, onCancel }: { readonly fields: TemplateFields; readonly onTake: (html: string) => void; readonly onCancel: () => void }): JSX.Element {
  const { words } = usePage();
  const all = fields.flatMap((group) => group.fields);
  const [chosen, setChosen] = useState(all[0]?.insert ?? '');
  const [filled, setFilled] = useState('');
  const [empty, setEmpty] = useState('');
  const paragraph = (text: string): string => {
    const element = document.createElement('p');
    element.textContent = text;
    return element.outerHTML;
  };
  const take = (): void => {
    const otherwise = empty.trim() === '' ? '' : `${paragraph('{{else}}')}${paragraph(empty.trim())}`;
    onTake(`${paragraph(`{{#if ${fieldOfTag(chosen)}}}`)}${paragraph(filled.trim())}${otherwise}${paragraph('{{/if}}')}`);
  };
  return (
    <Form title={words.say('template.tool.condition')} doText={words.say('template.insert')} ready={chosen !== '' && filled.trim() !== ''} onDo={take} onCancel={onCancel}>
      <Select label={words.say('template.conditionField')} value={chosen} onChange={setChosen} hint={words.say('template.conditionHint')}
        options={all.map((field) => ({ value: field.insert, label: field.title }))} />
      <Input label={words.say('template.conditionThen')} value={filled} onChange={setFilled} />
      <Input label={words.say('template.conditionElse')} value={empty} onChange={setEmpty} />
    </Form>
  );
}
