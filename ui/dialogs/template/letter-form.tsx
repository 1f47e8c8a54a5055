/** The fields of a letter around its body: title, kind, subjects, preheader, plain text, sender. */
import type { JSX, TargetedFocusEvent, TargetedInputEvent } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { LetterContent, TemplateDraft, TemplateList } from '../../../src/contract/template-views';
import { htmlToText } from '../../../src/core/mail/html';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Field } from '../../shared/field';
import { Input } from '../../shared/input';
import { Segmented } from '../../shared/segmented';
import { Select } from '../../shared/select';
import { BodyEditor } from './body-editor';
import { bodyAsHtml, handyPreheader, handySubject, shownLength } from './draft';

export interface LetterFormProps {
  readonly draft: TemplateDraft;
  readonly list: TemplateList;
  readonly onChange: (change: Partial<TemplateDraft>) => void;
}

type LineField = 'subject' | 'subjectB' | 'preheader';

export function LetterForm({ draft, list, onChange }: LetterFormProps): JSX.Element {
  const { words } = usePage();
  const [target, setTarget] = useState<LineField | null>(null);
  const inputs = useRef<Partial<Record<LineField, HTMLInputElement>>>({});
  const line = (field: LineField): { readonly onFocus: (event: TargetedFocusEvent<HTMLInputElement>) => void; readonly onInput: (event: TargetedInputEvent<HTMLInputElement>) => void } => ({
    onFocus: (event) => { inputs.current[field] = event.currentTarget; setTarget(field); },
    onInput: (event) => onChange({ [field]: event.currentTarget.value }),
  });
  const insert = (text: string): void => {
    const input = target === null ? undefined : inputs.current[target];
    if (input === undefined || target === null) return;
    input.setRangeText(text, input.selectionStart ?? input.value.length, input.selectionEnd ?? input.value.length, 'end');
    onChange({ [target]: input.value });
    input.focus();
  };
  const labels: Readonly<Record<LineField, string>> = { subject: words.say('template.subject'), subjectB: words.say('template.subjectB'), preheader: words.say('template.preheader') };
  return (
    <div class="column">
      <Input label={words.say('template.title')} hint={words.say('template.titleHint')} value={draft.title} onChange={(title) => onChange({ title })} />
      <div class="fields">
        <div class="field">
          <span class="field-label">{words.say('template.kind')}</span>
          <Segmented label={words.say('template.kind')} value={draft.kind} onChange={(kind) => onChange({ kind })} options={(['marketing', 'service'] as const).map((value) => ({ value, label: words.say(`template.kind.${value}`) }))} />
          <div class="field-hint">{words.say(`template.kindHint.${draft.kind}`)}</div>
        </div>
        {draft.kind === 'marketing' && (
          <Select label={words.say('template.content')} hint={words.say('template.contentHint')} value={draft.content} onChange={(content) => onChange({ content: contentOf(content) })}
            options={(['', 'useful', 'promo'] as const).map((value) => ({ value, label: words.say(value === '' ? 'template.content.none' : `template.content.${value}`) }))} />
        )}
      </div>
      <CountedLine label={labels.subject} hint={words.say('template.subjectHint')} handy={handySubject} value={draft.subject} {...line('subject')} />
      <details open={draft.subjectB !== ''}>
        <summary>{words.say('template.second')}</summary>
        <div class="details-body"><CountedLine label={labels.subjectB} hint={words.say('template.subjectBHint')} handy={handySubject} value={draft.subjectB} {...line('subjectB')} /></div>
      </details>
      <CountedLine label={labels.preheader} hint={words.say('template.preheaderHint')} handy={handyPreheader} value={draft.preheader} {...line('preheader')} />
      <BodyEditor body={draft.body} fields={list.fields} formats={list.formats} target={target === null ? null : { label: labels[target], insert }} onBodyFocus={() => setTarget(null)} onChange={(body) => onChange({ body })} />
      <div class="folds">
        <details open={draft.text !== ''}>
          <summary>{words.say('template.text')}</summary>
          <div class="details-body"><PlainText draft={draft} onChange={onChange} /></div>
        </details>
        <details>
          <summary>{words.say('template.sender')}</summary>
          <div class="details-body column">
            <Input label={words.say('template.senderName')} hint={words.say('template.senderNameHint')} value={draft.senderName} onChange={(senderName) => onChange({ senderName })} />
            <Input label={words.say('template.senderAddress')} hint={words.say('template.senderAddressHint', { address: list.senderEmail })} value={draft.senderAddress} onChange={(senderAddress) => onChange({ senderAddress })} />
            <Input label={words.say('template.replyTo')} hint={words.say('template.replyToHint')} value={draft.replyTo} onChange={(replyTo) => onChange({ replyTo })} />
            <Input label={words.say('template.attachments')} hint={words.say('template.attachmentsHint')} value={draft.attachments} onChange={(attachments) => onChange({ attachments })} />
          </div>
        </details>
      </div>
    </div>
  );
}

function contentOf(value: string): LetterContent {
  return value === 'useful' || value === 'promo' ? value : '';
}

interface CountedLineProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** Longer texts are usually cut; the counter says so, nothing is refused. */
  readonly handy: number;
  readonly onFocus: (event: TargetedFocusEvent<HTMLInputElement>) => void;
  readonly onInput: (event: TargetedInputEvent<HTMLInputElement>) => void;
}

function CountedLine({ label, hint, value, handy, onFocus, onInput }: CountedLineProps): JSX.Element {
  const { words } = usePage();
  const length = shownLength(value);
  const long = length > handy;
  return (
    <Field label={label} hint={<><span class={long ? 'counter counter-long' : 'counter'}>{words.say(long ? 'template.counterLong' : 'template.counter', { length, handy })}</span> {hint}</>}>
      {(links) => <input {...links} class="control" type="text" autocomplete="off" value={value} onFocus={onFocus} onInput={onInput} />}
    </Field>
  );
}

function PlainText({ draft, onChange }: { readonly draft: TemplateDraft; readonly onChange: (change: Partial<TemplateDraft>) => void }): JSX.Element {
  const { words } = usePage();
  const id = useId();
  const made = htmlToText(bodyAsHtml(draft.body));
  const own = draft.text !== '';
  return (
    <div class="column column-tight">
      <p class="second" id={id}>{words.say(own ? 'template.textOwn' : 'template.textMade')}</p>
      {own
        ? <textarea class="control plain-text" rows={8} aria-label={words.say('template.text')} aria-describedby={id} value={draft.text} onInput={(event) => onChange({ text: event.currentTarget.value })} />
        : <pre class="letter-text plain-text" tabIndex={0} aria-label={words.say('template.text')}>{made === '' ? words.say('template.textEmpty') : made}</pre>}
      <div class="line">
        {own ? <Button onPress={() => onChange({ text: '' })}>{words.say('template.textAgain')}</Button> : <Button disabled={made === ''} onPress={() => onChange({ text: made })}>{words.say('template.textEdit')}</Button>}
      </div>
    </div>
  );
}
