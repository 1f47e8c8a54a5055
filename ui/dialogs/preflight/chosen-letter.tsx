/** The letter of one recipient exactly as it will be sent, with the way to the next one and a test to oneself. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Preflight, PreflightRow } from '../../../src/contract/mailing-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { firstLook, Letter } from '../../shared/mailing/letter';
import { recipientKey } from '../../shared/mailing/recipients';
import { Notice } from '../../shared/notice';
import { Placeholder } from '../../shared/placeholder';

export interface ChosenLetterProps {
  readonly view: Preflight;
  readonly chosen: PreflightRow;
  readonly onChoose: (row: PreflightRow) => void;
}

export function ChosenLetter({ view, chosen, onChoose }: ChosenLetterProps): JSX.Element {
  const { server, words } = usePage();
  const letter = useLoaded(recipientKey(chosen), () => server.call('mailing.preview', view.request, chosen.clientId));
  const acting = useActing();
  const [tested, setTested] = useState('');
  const [look, setLook] = useState(firstLook);
  const index = view.rows.findIndex((row) => recipientKey(row) === recipientKey(chosen));
  const [before, after] = [view.rows[index - 1], view.rows[index + 1]];
  const name = chosen.name === '' ? chosen.email : chosen.name;
  return (
    <section class="column" aria-label={words.say('preflight.letterOf', { name })}>
      <div class="line line-apart">
        <p class="row-title grow">{name}</p>
        <div class="line">
          <Button disabled={before === undefined} onPress={() => { if (before !== undefined) onChoose(before); }} label={words.say('preflight.before')}>‹</Button>
          <span class="second figure" role="status">{words.say('preflight.place', { index: index + 1, count: view.rows.length })}</span>
          <Button disabled={after === undefined} onPress={() => { if (after !== undefined) onChoose(after); }} label={words.say('preflight.after')}>›</Button>
        </div>
      </div>
      {!chosen.go && <Notice kind="warning" title={words.say('preflight.noLetter', { name })}><p>{chosen.reason}</p></Notice>}
      <LoadedView loaded={letter} lines={6}>
        {(seen) => (letter.loading ? <Placeholder lines={6} label={words.say('page.loading')} /> : <Letter letter={seen} look={look} onLook={setLook} wide />)}
      </LoadedView>
      <Issues issues={acting.issues} />
      <div class="line">
        <Button busy={acting.running === 'test'} onPress={() => acting.act('test', () => server.call('mailing.test', view.request, chosen.clientId), setTested)}>{words.say('compose.test')}</Button>
        {tested !== '' && <span role="status">{words.say('compose.testSent', { address: tested })}</span>}
      </div>
    </section>
  );
}
