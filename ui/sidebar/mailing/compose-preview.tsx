/** The letter as one of the chosen clients will read it, found by typing his name, and a test to oneself. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { MailingRequest } from '../../../src/contract/mailing-views';
import { Button } from '../../shared/button';
import { Combobox, type ComboboxOption } from '../../shared/combobox';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { firstLook, Letter } from '../../shared/mailing/letter';
import { openPreflight } from '../../shared/opening';
import type { ViewProps } from '../sidebar';

/** How many clients of the audience the preview offers by name. */
const previewClients = 100;

export function ComposePreview({ request, tell }: { readonly request: MailingRequest; readonly tell: ViewProps['tell'] }): JSX.Element {
  const { server, words } = usePage();
  const [client, setClient] = useState<ComboboxOption | null>(null);
  const [clients, setClients] = useState<readonly ComboboxOption[]>([]);
  const [look, setLook] = useState(firstLook);
  const preview = useLoaded(`${JSON.stringify(request)} ${client?.value ?? ''}`, () => server.call('mailing.preview', request, client?.value ?? ''));
  const acting = useActing();
  useEffect(() => {
    let stale = false;
    server.call('clients.list', { audience: request.audience, offset: 0, limit: previewClients, order: 'name' }).then(
      (page) => { if (!stale) setClients(page.rows.map((row) => ({ value: row.clientId, label: row.name }))); },
      // Without the list the preview still shows the first client; its own request tells what is wrong.
      () => undefined,
    );
    return () => { stale = true; };
  }, [server, request.audience]);
  const shown = client ?? clients.find((one) => one.value === preview.value?.clientId) ?? null;
  const test = (): void => acting.act('test', () => server.call('mailing.test', request, preview.value?.clientId ?? ''), (address) => {
    tell({ text: words.say('compose.testSent', { address }) });
  });
  return (
    <section class="section" aria-labelledby="preview">
      <h2 id="preview">{words.say('compose.preview')}</h2>
      <Combobox label={words.say('compose.previewClient')} chosen={shown} options={clients} onChoose={setClient} noneText={words.say('compose.previewNone')}
        placeholder={words.say('compose.previewPlaceholder')} />
      <LoadedView loaded={preview} lines={5}>
        {(letter) => (
          <>
            <Letter letter={letter} look={look} onLook={setLook} />
            <Issues issues={acting.issues} />
            <Button wide busy={acting.running === 'test'} onPress={test}>{words.say('compose.test')}</Button>
            <Button wide busy={acting.running === 'open'} onPress={() => acting.act('open', () => openPreflight(server, request))}>{words.say('compose.wide')}</Button>
          </>
        )}
      </LoadedView>
    </section>
  );
}
