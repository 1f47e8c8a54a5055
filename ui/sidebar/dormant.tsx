/** Clients who have not bought for long: how many, what money is at risk, who first, and the letter to them. */
import type { JSX } from 'preact';
import { Badge } from '../shared/badge';
import { Button } from '../shared/button';
import { usePage } from '../shared/context';
import { Empty } from '../shared/empty';
import { Issues } from '../shared/issues';
import { LoadedView } from '../shared/loaded-view';
import { useLoaded } from '../shared/loading';
import { Row, Rows } from '../shared/row';
import { Stat, Stats } from '../shared/stat';
import { Why } from '../shared/why';
import { bandTone, ClientItem } from './client-row';
import { useSheetActions } from './sheet-actions';
import type { ViewProps } from './sidebar';

const firstClients = 20;

export function Dormant({ go, tell }: ViewProps): JSX.Element {
  const { server, words } = usePage();
  const dormant = useLoaded('dormant', () => server.call('dormant.view', firstClients));
  const sheet = useSheetActions(tell);
  return (
    <LoadedView loaded={dormant} lines={10}>
      {(view) => {
        const all = (): void => go({ view: 'clients', audience: view.audience, title: words.say('dormant.heading') });
        return (
          <>
            {view.asOf !== null && <p class="second">{words.say('home.asOf', { day: words.day(view.asOf) })}</p>}
            <Issues issues={[...sheet.issues, ...view.issues]} />
            {view.clients === 0 ? (
              <Empty title={words.say('dormant.none')} text={words.say('dormant.noneWhat')}
                action={<Button onPress={() => go({ view: 'segments' })}>{words.say('segments.heading')}</Button>} />
            ) : (
              <>
                <Stats>
                  <Stat figure={words.number(view.clients)} unit={words.say('count.clientsOnly', { count: view.clients })} onOpen={all} openLabel={words.say('dormant.open', { count: view.clients })} />
                  <Stat figure={view.moneyAtRiskShown} unit={words.say('dormant.atRisk')} />
                </Stats>
                <p class="second">{words.say('dormant.atRiskWhat')}</p>
                <Button kind="primary" wide onPress={() => go({ view: 'compose', audience: view.audience })}>{words.say('dormant.mail')}</Button>
                <Button wide onPress={() => sheet.show(view.audience)} busy={sheet.running === 'show'}>{words.say('clients.show')}</Button>
              </>
            )}
            <section class="section" aria-labelledby="bands">
              <h2 id="bands">{words.say('dormant.bands')}</h2>
              <Rows>
                {view.bands.map((band) => (
                  <Row key={band.key}
                    title={<Why text={band.why}><Badge word={band.label} tone={bandTone(band.key)} /></Why>}
                    side={(
                      <Button kind="link" disabled={band.clients === 0} onPress={() => go({ view: 'clients', audience: band.audience, title: band.label })}
                        label={words.say('segments.open', { name: band.label, count: band.clients })}>
                        {words.say('count.clients', { count: band.clients })}
                      </Button>
                    )} />
                ))}
              </Rows>
            </section>
            {view.rows.length > 0 && (
              <section class="section" aria-labelledby="first">
                <h2 id="first">{words.say('dormant.first')}</h2>
                <Rows>
                  {view.rows.map((client) => <ClientItem key={client.clientId} client={client} figure="atRisk" onLocate={sheet.locate} />)}
                </Rows>
                {view.rows.length < view.clients && <Button wide onPress={all}>{words.say('dormant.all', { count: view.clients })}</Button>}
                <p class="second">{words.say('clients.locateHint')}</p>
              </section>
            )}
          </>
        );
      }}
    </LoadedView>
  );
}
