/** The body: toolbar, the text itself, and under the toolbar the small form of what is being put in. */
import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { TemplateFields, TemplateFormat } from '../../../src/contract/template-views';
import { usePage } from '../../shared/context';
import { bodyAsHtml } from './draft';
import { FieldPicker } from './field-picker';
import { Icon } from './icons';
import { ButtonForm, ConditionForm, LinkForm, PictureForm } from './insert-forms';
import { startEditor, type CursorState, type LetterEditor } from './letter-editor';
import { Toolbar, type Tool } from './toolbar';

/** Something being put in. */
export type Insertion = 'field' | 'condition' | 'link' | 'picture' | 'button';

export interface BodyEditorProps {
  /** The body the editor begins with. */
  readonly body: string;
  readonly fields: TemplateFields;
  readonly formats: readonly TemplateFormat[];
  /** Where a field goes: the line (a subject, the preheader) that had the cursor last, or the body. */
  readonly target: { readonly label: string; readonly insert: (text: string) => void } | null;
  readonly onBodyFocus: () => void;
  readonly onChange: (body: string) => void;
}

const nothing: CursorState = { bold: false, italic: false, underline: false, heading: false, bullets: false, numbers: false, centred: false, link: null };

/** Typing is passed on after a rest of this many milliseconds, so that cleaning never slows a key. */
const restMs = 250;

export function BodyEditor({ body, fields, formats, target, onBodyFocus, onChange }: BodyEditorProps): JSX.Element {
  const { words } = usePage();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const editor = useRef<LetterEditor | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const changed = useRef(onChange);
  changed.current = onChange;
  /** The body as it was given, and what the editor makes of it: where nothing differs from that, the body stands as it was. */
  const given = useRef({ body, shown: '' });
  const [state, setState] = useState<CursorState>(nothing);
  const [open, setOpen] = useState<Insertion | null>(null);

  const flush = (): void => {
    if (timer.current === null) return;
    clearTimeout(timer.current);
    timer.current = null;
    const shown = editor.current?.body();
    if (shown !== undefined) changed.current(shown === given.current.shown ? given.current.body : shown);
  };
  useEffect(() => {
    if (root.current === null) return undefined;
    const started = startEditor(root.current, {
      onChange: () => {
        if (timer.current !== null) clearTimeout(timer.current);
        timer.current = setTimeout(flush, restMs);
      },
      onCursor: setState,
      onToolbar: () => frame.current?.querySelector<HTMLElement>('.tools [tabindex="0"]')?.focus(),
      onLink: () => setOpen('link'),
    });
    editor.current = started;
    started.setBody(bodyAsHtml(body));
    given.current = { body, shown: started.body() };
    return () => {
      flush();
      started.destroy();
      editor.current = null;
    };
  }, []);

  const close = (): void => {
    setOpen(null);
    editor.current?.focus();
  };
  const done = (work: (at: LetterEditor) => void) => (): void => {
    if (editor.current !== null) work(editor.current);
    setOpen(null);
  };
  const toggle = (name: Exclude<keyof CursorState, 'link'>, show: JSX.Element): Tool => ({ name, label: words.say(`template.tool.${name}`), show, pressed: state[name], run: () => editor.current?.toggle(name) });
  const insertion = (name: Insertion, show: JSX.Element, wide = false): Tool => ({ name, label: words.say(`template.tool.${name}`), show, expanded: open === name, wide, run: () => setOpen(open === name ? null : name) });
  const groups: readonly (readonly Tool[])[] = [
    [toggle('bold', <b>{words.say('template.sign.bold')}</b>), toggle('italic', <i>{words.say('template.sign.italic')}</i>), toggle('underline', <u>{words.say('template.sign.underline')}</u>), toggle('heading', <Icon name="heading" />)],
    [toggle('bullets', <Icon name="bullets" />), toggle('numbers', <Icon name="numbers" />), toggle('centred', <Icon name="centre" />)],
    [insertion('link', <Icon name="link" />), insertion('picture', <Icon name="picture" />), insertion('button', <Icon name="button" />),
      { name: 'divider', label: words.say('template.tool.divider'), show: <Icon name="divider" />, run: () => editor.current?.insertBlocks('<hr>') }],
    [{ name: 'undo', label: words.say('template.tool.undo'), show: <Icon name="undo" />, run: () => editor.current?.undo() }, { name: 'redo', label: words.say('template.tool.redo'), show: <Icon name="redo" />, run: () => editor.current?.redo() }],
    [insertion('field', <span>{words.say('template.tool.field')}</span>, true), insertion('condition', <span>{words.say('template.tool.condition')}</span>, true)],
  ];
  return (
    <div class="field" ref={frame}>
      <div class="field-label" id={`${id}-label`}>{words.say('template.body')}</div>
      <div class="writing">
        <Toolbar label={words.say('template.tools')} controls={`${id}-body`} groups={groups} onEscape={() => editor.current?.focus()} />
        {open !== null && (
          <div class="insert" onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); close(); } }}>
            {open === 'field' && (
              <FieldPicker fields={fields} formats={formats} into={target?.label ?? words.say('template.body')} onCancel={close}
                onTake={(text) => { setOpen(null); if (target === null) editor.current?.insertText(text); else target.insert(text); }} />
            )}
            {open === 'condition' && <ConditionForm fields={fields} onCancel={close} onTake={(html) => done((at) => at.insertBlocks(html))()} />}
            {open === 'link' && <LinkForm href={state.link} selected={editor.current?.selectedText() ?? ''} onCancel={close} onTake={(href, text) => done((at) => at.link(href, text))()} />}
            {open === 'picture' && <PictureForm onCancel={close} onTake={(html) => done((at) => at.insertBlocks(html))()} />}
            {open === 'button' && <ButtonForm onCancel={close} onTake={(html) => done((at) => at.insertBlocks(html))()} />}
          </div>
        )}
        <div ref={root} id={`${id}-body`} class="writing-body" role="textbox" aria-multiline="true" aria-labelledby={`${id}-label`} aria-describedby={`${id}-hint`} tabIndex={0} onFocus={onBodyFocus} onBlur={flush} />
      </div>
      <div class="field-hint" id={`${id}-hint`}>{words.say('template.bodyHint')}</div>
    </div>
  );
}
