/** The clients behind a number: who they are, in the sheet, or as recipients of a mailing. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientRow, ClientsPage, ClientsQuery } from '../../src/contract/segment-views';
import { Button } from '../shared/button';
import { usePage } from '../shared/context';
import { Empty } from '../shared/empty';
import { Issues } from '../shared/issues';
import { LoadedView } from '../shared/loaded-view';
import { useActing, useLoaded } from '../shared/loading';
import { Rows } from '../shared/row';
import { Select } from '../shared/select';
import { ClientItem } from './client-row';
import { useSheetActions } from './sheet-actions';
import type { ViewProps } from './sidebar';

const pageSize = 20;

/** The next page put behind the ones shown; totals are the newer ones. */
export function joinedPages(shown: ClientsPage, next: ClientsPage): ClientsPage {
  const known = new Set(shown.rows.map((row) => row.clientId));
  return { ...next, rows: [...shown.rows, ...next.rows.filter((row) => !known.has(row.clientId))] };
}

export function Clients({ audience, go, tell }: ViewProps & { readonly audience: string }): JSX.Element {
  const { server, words } = usePage();
  const [order, setOrder] = useState<ClientsQuery['order']>('money');
  const clients = useLoaded(`${audience} ${order}`, () => server.call('clients.list', { audience, offset: 0, limit: pageSize, order }));
  const acting = useActing();
  const sheet = useSheetActions(tell);

  const more = (shown: ClientsPage): void => acting.act('more',
    () => server.call('clients.list', { audience, offset: shown.rows.length, limit: pageSize, order }),
    (next) => clients.replace(joinedPages(shown, next)));
  const locate = (client: ClientRow): void => sheet.locate(client);

  return (
    <LoadedView loaded={clients}>
      {(page) => (
        <>
          <p>{words.say('clients.total', { count: page.total, money: page.moneyShown })}</p>
          <Issues issues={[...sheet.issues, ...acting.issues, ...page.issues]} />
          {page.total === 0 ? <Empty title={words.say('clients.none')} text={words.say('clients.noneWhat')} /> : (
            <>
              <div class="line">
                <Button onPress={() => sheet.show(audience)} busy={sheet.running === 'show'}>{words.say('clients.show')}</Button>
                <Button onPress={() => go({ view: 'compose', audience })}>{words.say('clients.mail')}</Button>
                <Button onPress={() => go({ view: 'download', audience })}>{words.say('export.open')}</Button>
              </div>
              <Select label={words.say('clients.order')} value={order} onChange={(value) => setOrder(value as ClientsQuery['order'])} options={[
                { value: 'money', label: words.say('clients.orderMoney') },
                { value: 'money-at-risk', label: words.say('clients.orderAtRisk') },
                { value: 'silence', label: words.say('clients.orderSilence') },
                { value: 'name', label: words.say('clients.orderName') },
              ]} />
              <Rows label={words.say('clients.list')}>
                {page.rows.map((client) => <ClientItem key={client.clientId} client={client} figure={order === 'money-at-risk' ? 'atRisk' : 'money'} onLocate={locate} />)}
              </Rows>
              {page.rows.length < page.total && (
                <Button wide onPress={() => more(page)} busy={acting.running === 'more'}>
                  {words.say('clients.more', { left: Math.min(pageSize, page.total - page.rows.length) })}
                </Button>
              )}
              <p class="second">{words.say('clients.locateHint')}</p>
            </>
          )}
        </>
      )}
    </LoadedView>
  );
}
