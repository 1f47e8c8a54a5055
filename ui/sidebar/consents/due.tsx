/** Clients whose data were kept as long as the owner set; each opens with his data. */
import type { JSX } from 'preact';
import { usePage } from '../../shared/context';
import { Empty } from '../../shared/empty';
import { LoadedView } from '../../shared/loaded-view';
import { useLoaded } from '../../shared/loading';
import { Row, Rows } from '../../shared/row';
import type { ViewProps } from '../sidebar';

export function ConsentsDue({ go }: ViewProps): JSX.Element {
  const { server, words } = usePage();
  const due = useLoaded('due', () => server.call('personal.due'));
  return (
    <LoadedView loaded={due} lines={8}>
      {({ total, rows }) => (total === 0 ? <Empty title={words.say('consents.dueNone')} text={words.say('consents.dueNoneWhat')} /> : (
        <>
          <p>{words.say('consents.due', { count: total })}</p>
          {total > rows.length && <p class="second">{words.say('consents.dueListed', { count: rows.length })}</p>}
          <Rows label={words.say('consents.dueHeading')}>
            {rows.map(({ clientId, name, lastDay, months }) => (
              <Row key={clientId} title={name === '' ? clientId : name} meta={words.say('consents.dueRow', { day: lastDay === null ? '' : words.day(lastDay), months })} onOpen={() => go({ view: 'consentClient', clientId })} />
            ))}
          </Rows>
        </>
      ))}
    </LoadedView>
  );
}
