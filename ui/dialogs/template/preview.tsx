/** The letter as one client will read it, beside the editor: on a desk and a phone, light and dark, as plain text; advice under it. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { IssueView } from '../../../src/contract/issue-view';
import type { TemplateDraft, TemplatePreview } from '../../../src/contract/template-views';
import { Combobox, type ComboboxOption } from '../../shared/combobox';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { useLoaded } from '../../shared/loading';
import { issuesOf } from '../../shared/rpc';
import { Segmented } from '../../shared/segmented';
import { letterWidth } from './letter-mjml';

/** Width of a common phone, in pixels. */
const phoneWidth = 360;

/** How many clients are offered by name. */
const offeredClients = 200;

/** The preview is asked for after a rest of this many milliseconds: each asking reads the base. */
const restMs = 900;

type Form = 'desk' | 'phone' | 'text';
type Light = 'light' | 'dark';

/** The letter with its dark styles always or never at work, whatever the person's own screen prefers. */
export function inLight(html: string, light: Light): string {
  return html.replace(/@media\s*\(prefers-color-scheme:\s*dark\)/g, light === 'dark' ? '@media all' : '@media not all');
}

export interface PreviewProps {
  readonly draft: TemplateDraft;
  /** Makes the finished letter of the draft before it is shown. */
  readonly finish: (draft: TemplateDraft) => Promise<TemplateDraft>;
}

export function Preview({ draft, finish }: PreviewProps): JSX.Element {
  const { server, words } = usePage();
  const clients = useLoaded('preview clients', () => server.call('clients.list', { audience: 'all', offset: 0, limit: offeredClients, order: 'name' }));
  const [client, setClient] = useState<ComboboxOption | null>(null);
  const [form, setForm] = useState<Form>('phone');
  const [light, setLight] = useState<Light>('light');
  const { preview, issues, waiting } = usePreview(draft, client?.value ?? '', finish);
  const options = (clients.value?.rows ?? []).filter((row) => row.email !== null).map((row) => ({ value: row.clientId, label: row.name === '' ? row.clientId : row.name }));
  return (
    <section class="section" aria-label={words.say('template.preview')}>
      <Combobox label={words.say('template.previewClient')} chosen={client ?? (preview === null ? null : { value: preview.clientId, label: preview.name })} options={options} onChoose={setClient} noneText={words.say('template.previewNone')} />
      <div class="line">
        <Segmented label={words.say('template.previewForm')} value={form} onChange={setForm} options={(['phone', 'desk', 'text'] as const).map((value) => ({ value, label: words.say(`template.form.${value}`) }))} />
        {form !== 'text' && <Segmented label={words.say('template.previewLight')} value={light} onChange={setLight} options={(['light', 'dark'] as const).map((value) => ({ value, label: words.say(`template.light.${value}`) }))} />}
      </div>
      <Issues issues={issues} />
      {preview !== null && (
        <>
          <div class="letter" aria-busy={waiting}>
            <dl class="letter-head">
              <dt>{words.say('letter.subject')}</dt>
              <dd class="row-title">{preview.subject}</dd>
              {preview.subjectB !== '' && <><dt>{words.say('template.subjectBShort')}</dt><dd class="row-title">{preview.subjectB}</dd></>}
              {preview.preheader !== '' && <dd class="second preheader">{preview.preheader}</dd>}
            </dl>
            {form === 'text'
              ? <pre class="letter-text template-text" tabIndex={0} aria-label={words.say('letter.text')}>{preview.text}</pre>
              : <Frame html={inLight(preview.html, light)} width={form === 'phone' ? phoneWidth : letterWidth} title={words.say('letter.body', { subject: preview.subject })} />}
          </div>
          <Issues issues={preview.issues} />
          <Hints preview={preview} />
        </>
      )}
      {preview === null && issues.length === 0 && <p class="second" role="status">{words.say(draft.body.trim() === '' || draft.subject.trim() === '' ? 'template.previewEmpty' : 'page.loading')}</p>}
    </section>
  );
}

function Hints({ preview }: { readonly preview: TemplatePreview }): JSX.Element {
  const { words } = usePage();
  return (
    <div class="column column-tight" role="status">
      {preview.hints.length > 0 && (
        <>
          <h2>{words.say('template.hints')}</h2>
          <ul class="points">
            {preview.hints.map((hint) => <li key={`${hint.code}${hint.text}`} class={hint.blocks ? 'hint-blocks' : ''}>{hint.blocks && <b>{words.say('template.blocks')} </b>}{hint.text}{hint.todo !== '' && <span class="second block">{hint.todo}</span>}</li>)}
          </ul>
        </>
      )}
      <p class="second">{words.say('template.weight', { size: Math.max(1, Math.round(preview.bytes / 1000)) })}</p>
    </div>
  );
}

/** The letter in a frame without scripts, drawn at its true width and made smaller where there is not so much room. */
function Frame({ html, width, title }: { readonly html: string; readonly width: number; readonly title: string }): JSX.Element {
  const { words } = usePage();
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(width);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const watch = new ResizeObserver(() => setRoom(element.clientWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const scale = Math.min(1, room / width);
  const height = 420;
  return (
    <div ref={box} class="frame-box" style={{ height: `${height}px` }}>
      <iframe sandbox="" title={title} srcdoc={html} style={{ width: `${width}px`, height: `${Math.round(height / scale)}px`, transform: `scale(${scale})` }} />
      {scale < 0.98 && <span class="frame-scale second">{words.say('template.scale', { share: words.percent(scale) })}</span>}
    </div>
  );
}

interface Previewed { readonly preview: TemplatePreview | null; readonly issues: readonly IssueView[]; readonly waiting: boolean }

/** Asks for the letter after typing has rested; an answer that was overtaken is dropped. */
function usePreview(draft: TemplateDraft, clientId: string, finish: PreviewProps['finish']): Previewed {
  const { server } = usePage();
  const [state, setState] = useState<Previewed>({ preview: null, issues: [], waiting: true });
  const turn = useRef(0);
  const first = useRef(true);
  useEffect(() => {
    if (draft.body.trim() === '' || draft.subject.trim() === '') {
      turn.current += 1;
      setState({ preview: null, issues: [], waiting: false });
      return undefined;
    }
    const mine = (turn.current += 1);
    setState((now) => ({ ...now, waiting: true }));
    const timer = setTimeout(() => {
      finish(draft).then((finished) => server.call('templates.preview', finished, clientId)).then(
        (preview) => { if (mine === turn.current) setState({ preview, issues: [], waiting: false }); },
        (error: unknown) => { if (mine === turn.current) setState((now) => ({ ...now, issues: issuesOf(error), waiting: false })); },
      );
    }, first.current ? 0 : restMs);
    first.current = false;
    return () => clearTimeout(timer);
  }, [draft, clientId, finish, server]);
  return state;
}
