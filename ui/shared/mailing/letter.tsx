/** One client's finished letter as he will see it: head, body in a frame without scripts, and the plain text. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { LetterPreview } from '../../../src/contract/mailing-views';
import { usePage } from '../context';
import { Issues } from '../issues';
import { Segmented } from '../segmented';

export function Letter({ letter }: { readonly letter: LetterPreview }): JSX.Element {
  const { words } = usePage();
  const [form, setForm] = useState<'html' | 'text'>('html');
  return (
    <div class="column column-tight">
      <Issues issues={letter.issues} />
      <div class="letter">
        <dl class="letter-head">
          <dt>{words.say('letter.to')}</dt>
          <dd>{letter.to === '' ? words.say('letter.noAddress') : letter.to}</dd>
          <dt>{words.say('letter.subject')}</dt>
          <dd class="row-title">{letter.subject}</dd>
        </dl>
        {form === 'html'
          ? <iframe class="letter-body" sandbox="" title={words.say('letter.body', { subject: letter.subject })} srcdoc={letter.html} />
          : <pre class="letter-text" tabIndex={0}>{letter.text}</pre>}
      </div>
      <Segmented label={words.say('letter.form')} value={form} onChange={setForm} options={[
        { value: 'html', label: words.say('letter.html') },
        { value: 'text', label: words.say('letter.text') },
      ]} />
    </div>
  );
}
