/** What the mailings brought: one row a mailing, each opens its figures. */
import type { JSX } from 'preact';
import { Badge } from '../../shared/badge';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Empty } from '../../shared/empty';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useLoaded } from '../../shared/loading';
import { Row, Rows } from '../../shared/row';
import { Why } from '../../shared/why';
import type { ViewProps } from '../sidebar';

export function Results({ go }: ViewProps): JSX.Element {
  const { server, words } = usePage();
  const list = useLoaded('results', () => server.call('results.list'));
  return (
    <LoadedView loaded={list} lines={8}>
      {({ mailings, windowDays, issues }) => (
        <>
          <Issues issues={issues} />
          <p class="second">{words.say('results.what', { days: windowDays })} <Why text={words.say('results.opens')}>{words.say('results.opensWhy')}</Why></p>
          {mailings.length === 0
            ? <Empty title={words.say('results.none')} text={words.say('results.noneWhat')} action={<Button kind="primary" onPress={() => go({ view: 'compose', audience: null })}>{words.say('mailing.new')}</Button>} />
            : (
              <Rows label={words.say('results.heading')}>
                {mailings.map((row) => (
                  <Row key={row.mailingId} title={row.title} onOpen={() => go({ view: 'result', mailingId: row.mailingId })}
                    meta={(
                      <>
                        <span>{words.say('results.row', { day: words.day(row.sentOn), sent: row.sent, buyers: row.buyers })}</span>
                        {row.counting && <span><Badge word={words.say('results.counting')} tone="waiting" /></span>}
                        {row.verdict !== '' && <span>{row.verdict}</span>}
                      </>
                    )}
                    side={<span class="figure">{row.moneyText}</span>} />
                ))}
              </Rows>
            )}
        </>
      )}
    </LoadedView>
  );
}
