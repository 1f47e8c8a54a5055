/** One client's finished letter as he will see it: head, body in a frame without scripts, and the plain text. */
import type { JSX } from 'preact';
import type { LetterPreview } from '../../../src/contract/mailing-views';
import { Checkbox } from '../checkbox';
import { usePage } from '../context';
import { Issues } from '../issues';
import { Segmented } from '../segmented';
import { framedLetter } from './letter-frame';

/** How a letter is looked at: which part, on which screen, light or dark. */
export interface Look {
  readonly form: 'html' | 'text';
  readonly screen: 'computer' | 'phone';
  readonly dark: boolean;
}

export const firstLook: Look = { form: 'html', screen: 'computer', dark: false };

/** Widths at which a letter is looked at, in pixels. */
const widths: Readonly<Record<Look['screen'], number>> = { computer: 600, phone: 360 };

export interface LetterProps {
  readonly letter: LetterPreview;
  readonly look: Look;
  readonly onLook: (look: Look) => void;
  /** There is room for the widths of a computer and a phone; otherwise the letter takes the width of its column. */
  readonly wide?: boolean;
}

export function Letter({ letter, look, onLook, wide = false }: LetterProps): JSX.Element {
  const { words } = usePage();
  const { form, screen, dark } = look;
  const width = wide ? { width: `${widths[screen]}px` } : undefined;
  return (
    <div class="column column-tight">
      <Issues issues={letter.issues} />
      <div class={wide ? 'letter-tools' : 'column column-tight'}>
        <Segmented label={words.say('letter.form')} value={form} onChange={(chosen) => onLook({ ...look, form: chosen })} options={[
          { value: 'html', label: words.say('letter.html') },
          { value: 'text', label: words.say('letter.text') },
        ]} />
        {wide && (
          <Segmented label={words.say('letter.screen')} value={screen} onChange={(chosen) => onLook({ ...look, screen: chosen })} options={[
            { value: 'computer', label: words.say('letter.computer', { width: widths.computer }) },
            { value: 'phone', label: words.say('letter.phone', { width: widths.phone }) },
          ]} />
        )}
        {form === 'html' && <Checkbox checked={dark} onChange={(chosen) => onLook({ ...look, dark: chosen })}>{words.say('letter.dark')}</Checkbox>}
      </div>
      <div class="letter">
        <dl class="letter-head">
          <dt>{words.say('letter.to')}</dt>
          <dd>{letter.to === '' ? words.say('letter.noAddress') : letter.to}</dd>
          <dt>{words.say('letter.subject')}</dt>
          <dd class="row-title">{letter.subject}</dd>
        </dl>
        <div class={wide ? 'letter-stage' : undefined}>
          {form === 'html'
            ? <iframe class="letter-body" sandbox="" title={words.say('letter.body', { subject: letter.subject })} srcdoc={framedLetter(letter.html, dark)} style={width} />
            : <pre class="letter-text" tabIndex={0} style={width}>{letter.text}</pre>}
        </div>
      </div>
      {dark && form === 'html' && <p class="second">{words.say('letter.darkWhat')}</p>}
    </div>
  );
}
