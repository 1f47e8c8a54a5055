/** Mailings: what was begun, how it stands, and the way to a new one. */
import type { JSX } from 'preact';
import type { MailingRow, MailingState } from '../../../src/contract/mailing-views';
import { Badge, type BadgeTone } from '../../shared/badge';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Empty } from '../../shared/empty';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useLoaded } from '../../shared/loading';
import { Background } from '../../shared/mailing/background';
import { Notice } from '../../shared/notice';
import { Row, Rows } from '../../shared/row';
import type { Route } from '../route';
import type { ViewProps } from '../sidebar';

const stateTones: Readonly<Record<MailingState, BadgeTone>> = { planned: 'plain', running: 'accent', waiting: 'waiting', stopped: 'danger', finished: 'good' };

/** Where a mailing in the list leads: unfinished ones to their progress, finished ones to their letters. */
export function mailingRoute(row: MailingRow): Route {
  if (row.unknown > 0 || row.state === 'finished') return { view: 'letters', mailingId: row.mailingId };
  return { view: 'sending', mailingId: row.mailingId, start: false };
}

export function Mailing({ go }: ViewProps): JSX.Element {
  const { server, words } = usePage();
  const home = useLoaded('mailing', () => server.call('mailing.home'));
  return (
    <LoadedView loaded={home} lines={9}>
      {(view) => {
        const copied = view.issues.some(({ code }) => code === 'base.copied');
        return (
          <>
            {copied && (
              <Notice kind="warning" title={words.say('mailing.copyTitle')} action={<Button onPress={() => go({ view: 'home' })}>{words.say('mailing.copyDo')}</Button>}>
                <p>{words.say('mailing.copyText')}</p>
              </Notice>
            )}
            <Issues issues={view.issues.filter(({ code }) => code !== 'base.copied')} />
            {!view.webappChecked && (
              <Notice kind="warning" title={words.say('mailing.webappTitle')} action={<Button onPress={() => go({ view: 'unsubscribe' })}>{words.say('mailing.webappDo')}</Button>}>
                <p>{words.say('mailing.webappText')}</p>
              </Notice>
            )}
            {!view.requireConsent && <Notice kind="warning" title={words.say('mailing.noConsentTitle')}><p>{words.say('mailing.noConsentText')}</p></Notice>}
            <div class="column column-tight">
              <Button kind="primary" wide disabled={copied} onPress={() => go({ view: 'compose', audience: null })}>{words.say('mailing.new')}</Button>
              <p class="second">{words.say('mailing.sender', { sender: view.senderEmail })} {view.allowanceText}</p>
              <p class="second">{words.say('mailing.pace')} <Button kind="link" onPress={() => go({ view: 'settings' })}>{words.say('mailing.paceDo')}</Button></p>
            </div>
            <section class="section" aria-labelledby="mailings">
              <h2 id="mailings">{words.say('mailing.list')}</h2>
              {view.mailings.length === 0 ? <Empty title={words.say('mailing.none')} text={words.say('mailing.noneWhat')} /> : (
                <Rows>
                  {view.mailings.map((row) => (
                    <Row key={row.mailingId} title={row.title} onOpen={() => go(mailingRoute(row))}
                      meta={(
                        <>
                          <span><Badge word={row.stateLabel} tone={stateTones[row.state]} /></span>
                          <span>{[words.moment(row.createdAt), row.unknown > 0 ? words.say('mailing.unknown', { count: row.unknown }) : ''].filter(Boolean).join(' · ')}</span>
                        </>
                      )}
                      side={<span>{words.say('mailing.sentOf', { sent: row.sent, total: row.total })}</span>} />
                  ))}
                </Rows>
              )}
            </section>
            {view.mailings.length > 0 && <Background />}
            {view.mailings.length > 0 && <Button kind="link" onPress={() => go({ view: 'results' })}>{words.say('results.heading')}</Button>}
            <Button kind="link" onPress={() => go({ view: 'templates' })}>{words.say('templates.heading')}</Button>
            <Button kind="link" onPress={() => go({ view: 'unsubscribe' })}>{words.say('unsubscribe.heading')}</Button>
          </>
        );
      }}
    </LoadedView>
  );
}
