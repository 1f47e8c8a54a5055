/** The letters of a mailing and what became of each; those with an unknown outcome wait for the owner's word. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { LetterState, MailingDetail } from '../../../src/contract/mailing-views';
import { Badge, type BadgeTone } from '../../shared/badge';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Empty } from '../../shared/empty';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useLoaded } from '../../shared/loading';
import { mayGoOn } from '../../shared/mailing/standing';
import { Row, Rows } from '../../shared/row';
import type { ViewProps } from '../sidebar';
import { UnknownLetters } from './letters-unknown';

const stateTones: Readonly<Record<LetterState, BadgeTone>> = { planned: 'plain', sending: 'accent', sent: 'good', failed: 'danger', skipped: 'plain', unknown: 'waiting' };

const pageSize = 50;

export function Letters({ mailingId, go }: ViewProps & { readonly mailingId: string }): JSX.Element {
  const { server, words } = usePage();
  const detail = useLoaded(mailingId, () => server.call('mailing.detail', mailingId));
  const [limit, setLimit] = useState(pageSize);
  return (
    <LoadedView loaded={detail} lines={9}>
      {({ progress, letters }: MailingDetail) => {
        const unknown = letters.filter((letter) => letter.state === 'unknown');
        const rest = letters.filter((letter) => letter.state !== 'unknown');
        return (
          <>
            <div>
              <p class="row-title">{progress.title}</p>
              <p class="second">{progress.stateLabel} · {words.say('mailing.sentOf', { sent: progress.sent, total: progress.total })}</p>
            </div>
            <Issues issues={progress.issues} />
            {mayGoOn(progress) && unknown.length === 0 && (
              <Button kind="primary" wide onPress={() => go({ view: 'sending', mailingId, start: false })}>{words.say('step.continueMailing')}</Button>
            )}
            {progress.sent > 0 && <div><Button kind="link" onPress={() => go({ view: 'result', mailingId })}>{words.say('results.resultHeading')}</Button></div>}
            {unknown.length > 0 && <UnknownLetters mailingId={mailingId} letters={unknown} onDecided={detail.again} />}
            {letters.length === 0 && <Empty title={words.say('letters.none')} text={words.say('letters.noneWhat')} />}
            {rest.length > 0 && (
              <section class="section" aria-labelledby="letters">
                <h2 id="letters">{words.say('letters.all')}</h2>
                <Rows>
                  {rest.slice(0, limit).map((letter) => (
                    <Row key={letter.letterId} title={letter.name === '' ? letter.email : letter.name}
                      meta={(
                        <>
                          <span>{letter.email}</span>
                          <span><Badge word={letter.stateLabel} tone={stateTones[letter.state]} />{letter.at !== null && ` ${words.moment(letter.at)}`}</span>
                          {letter.reason !== '' && <span>{letter.reason}</span>}
                        </>
                      )} />
                  ))}
                </Rows>
                {rest.length > limit && <Button wide onPress={() => setLimit(limit + pageSize)}>{words.say('check.more', { left: Math.min(pageSize, rest.length - limit) })}</Button>}
              </section>
            )}
          </>
        );
      }}
    </LoadedView>
  );
}
