/** Letters whose outcome nobody knows: the owner says of each, or of all at once, whether it left. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { LetterRow, UnknownDecision } from '../../../src/contract/mailing-views';
import { Button } from '../../shared/button';
import { Confirm } from '../../shared/confirm';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { useActing } from '../../shared/loading';
import { Rows } from '../../shared/row';

export interface UnknownLettersProps {
  readonly mailingId: string;
  readonly letters: readonly LetterRow[];
  /** Something was decided: what is shown is out of date. */
  readonly onDecided: () => void;
}

type Answer = UnknownDecision['outcome'];

/** Letters listed at once; a decision takes its letter away and the next one comes up. */
const listed = 25;

export function UnknownLetters({ mailingId, letters, onDecided }: UnknownLettersProps): JSX.Element {
  const { server, words } = usePage();
  const acting = useActing();
  const [asking, setAsking] = useState<Answer | null>(null);
  // An empty id stands for every unknown letter of the mailing.
  const decide = (letterId: string, outcome: Answer): void => acting.act(letterId + outcome,
    () => server.call('mailing.decide', { mailingId, letterId, outcome }), () => { setAsking(null); onDecided(); });
  return (
    <section class="section" aria-labelledby="unknown">
      <h2 id="unknown">{words.say('mailing.unknown', { count: letters.length })}</h2>
      <p class="second">{words.say('letters.unknownWhat')}</p>
      <Issues issues={acting.issues} />
      <Rows>
        {letters.slice(0, listed).map((letter) => (
          <li key={letter.letterId} class="check">
            <p class="row-title">{letter.name === '' ? letter.email : letter.name}</p>
            <p class="second">{letter.email}</p>
            {letter.at !== null && <p class="second">{words.say('letters.triedAt', { moment: words.moment(letter.at) })}</p>}
            <div class="line">
              <Button busy={acting.running === `${letter.letterId}sent`} label={words.say('letters.wasSentFor', { name: letter.name })} onPress={() => decide(letter.letterId, 'sent')}>{words.say('letters.wasSent')}</Button>
              <Button busy={acting.running === `${letter.letterId}not-sent`} label={words.say('letters.wasNotSentFor', { name: letter.name })} onPress={() => decide(letter.letterId, 'not-sent')}>{words.say('letters.wasNotSent')}</Button>
            </div>
          </li>
        ))}
      </Rows>
      {letters.length > listed && <p class="second">{words.say('letters.unknownMore', { count: letters.length - listed })}</p>}
      {letters.length > 1 && (
        <div class="line">
          <Button onPress={() => setAsking('sent')}>{words.say('letters.allSent')}</Button>
          <Button onPress={() => setAsking('not-sent')}>{words.say('letters.allNotSent')}</Button>
        </div>
      )}
      {asking !== null && (
        <Confirm title={words.say(asking === 'sent' ? 'letters.askSent' : 'letters.askNotSent', { count: letters.length })} count={letters.length}
          typeLabel={words.say('plan.type', { count: String(letters.length) })} yesText={words.say(asking === 'sent' ? 'letters.allSent' : 'letters.allNotSent')}
          noText={words.say('action.cancel')} danger={asking === 'not-sent'} busy={acting.running !== null} onYes={() => decide('', asking)} onNo={() => setAsking(null)}>
          <p>{words.say(asking === 'sent' ? 'letters.askSentWhat' : 'letters.askNotSentWhat')}</p>
        </Confirm>
      )}
    </section>
  );
}
