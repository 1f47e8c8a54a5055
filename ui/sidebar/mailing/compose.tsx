/** A new mailing: the template, the people, and the letter as one of them will read it. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AudienceOption, MailingHome, MailingRequest } from '../../../src/contract/mailing-views';
import { Button } from '../../shared/button';
import { Combobox, type ComboboxOption } from '../../shared/combobox';
import { usePage } from '../../shared/context';
import { Empty } from '../../shared/empty';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { Letter } from '../../shared/mailing/letter';
import { Select } from '../../shared/select';
import type { ViewProps } from '../sidebar';
import { composeChoices, type Choice } from './choice';

/** How many clients of the audience the preview offers by name. */
const previewClients = 100;

export function Compose({ audience, go, back, tell }: ViewProps & { readonly audience: string | null }): JSX.Element {
  const { server } = usePage();
  const home = useLoaded(`compose ${audience ?? ''}`, async () => {
    const view = await server.call('mailing.home');
    const known = audience === null || view.audiences.some((option) => option.expression === audience);
    return { view, asked: known ? null : await server.call('mailing.audience', audience) };
  });
  return (
    <LoadedView loaded={home} lines={9}>
      {({ view, asked }) => <ComposeForm view={view} asked={asked} audience={audience} go={go} tell={tell} back={back} />}
    </LoadedView>
  );
}

interface ComposeFormProps extends ViewProps { readonly view: MailingHome; readonly asked: AudienceOption | null; readonly audience: string | null }

function ComposeForm({ view, asked, audience, go, tell }: ComposeFormProps): JSX.Element {
  const { words } = usePage();
  const audiences = asked === null ? view.audiences : [asked, ...view.audiences];
  const [choice, setChoice] = useState<Choice>(() => composeChoices(view, audiences, audience));
  const template = view.templates.find((one) => one.key === choice.templateKey);
  const people = audiences.find((one) => one.expression === choice.audience);
  if (view.templates.length === 0) {
    return <Empty title={words.say('compose.noTemplates')} text={words.say('compose.noTemplatesWhat')} />;
  }
  const ready = template?.ok === true && people !== undefined && people.withEmail > 0;
  const request: MailingRequest = choice;
  return (
    <>
      <Issues issues={view.issues} />
      <Select label={words.say('compose.template')} value={choice.templateKey} onChange={(templateKey) => setChoice({ ...choice, templateKey })}
        hint={template === undefined ? '' : words.say(template.kind === 'service' ? 'compose.service' : 'compose.marketing')}
        options={view.templates.map((one) => ({ value: one.key, label: one.title }))} />
      {template !== undefined && <Issues issues={template.issues} />}
      <Select label={words.say('compose.audience')} value={choice.audience} onChange={(expression) => setChoice({ ...choice, audience: expression })}
        hint={people === undefined ? '' : words.say('compose.people', { clients: people.clients, withEmail: people.withEmail })}
        options={audiences.map((one) => ({ value: one.expression, label: words.say('compose.audienceOption', { label: one.label, count: one.clients }) }))} />
      {people?.withEmail === 0 && <Empty title={words.say('compose.nobody')} text={words.say('compose.nobodyWhat')} />}
      <div class="column column-tight">
        <Button kind="primary" wide disabled={!ready} onPress={() => go({ view: 'check', request, title: template?.title ?? choice.templateKey })}>{words.say('compose.check')}</Button>
        <p class="second">{words.say('compose.checkWhat')}</p>
      </div>
      {ready && <Preview key={JSON.stringify(request)} request={request} tell={tell} />}
    </>
  );
}

function Preview({ request, tell }: { readonly request: MailingRequest; readonly tell: ViewProps['tell'] }): JSX.Element {
  const { server, words } = usePage();
  const [client, setClient] = useState<ComboboxOption | null>(null);
  const [clients, setClients] = useState<readonly ComboboxOption[]>([]);
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
            <Letter letter={letter} />
            <Issues issues={acting.issues} />
            <Button wide busy={acting.running === 'test'} onPress={test}>{words.say('compose.test')}</Button>
          </>
        )}
      </LoadedView>
    </section>
  );
}
