/** Mailings: what was begun, how it stands, and the way to a new one. */
import type { JSX } from 'preact';
import type { MailingRow, MailingState } from '../../../src/contract/mailing-views';
import type { WordKey } from '../../language/ru';
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

/** Where a mailing in the list leads: letters in question to the owner's word, finished ones to what they brought, the others to their progress. */
export function mailingRoute(row: MailingRow): Route {
  if (row.unknown > 0) return { view: 'letters', mailingId: row.mailingId };
  if (row.state === 'finished') return { view: 'result', mailingId: row.mailingId };
  return { view: 'sending', mailingId: row.mailingId, start: false };
}

/** What belongs to mailings and stands elsewhere. */
const places = [{ view: 'results' }, { view: 'templates' }, { view: 'audience', expression: 'all' }, { view: 'automations' }, { view: 'consents' }, { view: 'unsubscribe' }] as const satisfies readonly Route[];
const placeWords: Readonly<Record<(typeof places)[number]['view'], WordKey>> = {
  results: 'results.heading', templates: 'templates.heading', audience: 'audience.heading', automations: 'automations.heading', consents: 'consents.heading', unsubscribe: 'unsubscribe.heading',
};

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
            {!view.requireConsent && <Notice kind="warning" title={words.say('mailing.noConsentTitle')} action={<Button onPress={() => go({ view: 'consents' })}>{words.say('mailing.noConsentDo')}</Button>}><p>{words.say('mailing.noConsentText')}</p></Notice>}
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
            <nav class="section" aria-labelledby="mailing-places">
              <h2 id="mailing-places">{words.say('mailing.more')}</h2>
              <Rows>
                {places.filter(({ view: place }) => place !== 'results' || view.mailings.length > 0).map((route) => <Row key={route.view} title={words.say(placeWords[route.view])} onOpen={() => go(route)} />)}
              </Rows>
            </nav>
          </>
        );
      }}
    </LoadedView>
  );
}
