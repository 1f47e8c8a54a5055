/** Finds a client by a part of his number, name or address and opens his proof. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ConsentClient } from '../../../src/contract/consent-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Input } from '../../shared/input';
import { Issues } from '../../shared/issues';
import { useActing } from '../../shared/loading';
import { Row, Rows } from '../../shared/row';
import type { ViewProps } from '../sidebar';

export function FindClient({ go }: ViewProps): JSX.Element {
  const { server, words } = usePage();
  const acting = useActing();
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<readonly ConsentClient[] | null>(null);
  const find = (): void => acting.act('find', () => server.call('consents.find', query.trim()), setFound);
  return (
    <section class="section" aria-labelledby="consent-find">
      <h2 id="consent-find">{words.say('consents.find')}</h2>
      <form class="column" onSubmit={(event) => { event.preventDefault(); if (query.trim() !== '') find(); }}>
        <Input label={words.say('consents.findWhat')} value={query} onChange={setQuery} />
        <div><Button busy={acting.running === 'find'} disabled={query.trim() === ''} onPress={find}>{words.say('consents.findPress')}</Button></div>
      </form>
      <Issues issues={acting.issues} />
      <div aria-live="polite">
        {found !== null && found.length === 0 && <p class="second">{words.say('consents.foundNone')}</p>}
        {found !== null && found.length > 0 && (
          <Rows label={words.say('consents.found')}>
            {found.map(({ clientId, name, email, standing }) => (
              <Row key={clientId} title={name === '' ? clientId : name} meta={<><span>{email}</span><br /><span>{standing}</span></>} onOpen={() => go({ view: 'consentClient', clientId })} />
            ))}
          </Rows>
        )}
      </div>
    </section>
  );
}
