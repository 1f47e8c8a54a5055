/** A new mailing: the template, the people, whom to hold out, and the letter as one of them will read it. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AudienceOption, MailingHome } from '../../../src/contract/mailing-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Empty } from '../../shared/empty';
import { Input } from '../../shared/input';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { useReturn } from '../../shared/return';
import { Select } from '../../shared/select';
import { Segmented } from '../../shared/segmented';
import type { ViewProps } from '../sidebar';
import { ruleInWords, shownExpression } from './audience-model';
import { composeChoices, holdOutShare, rememberChoice, rememberedChoice, requestOf, type Choice } from './choice';
import { ComposePreview } from './compose-preview';

/** An audience that is none of the usual ones, with its rule in words; '' where no words fit. */
interface AskedAudience { readonly option: AudienceOption; readonly sentence: string }

export function Compose({ audience, go, back, tell }: ViewProps & { readonly audience: string | null }): JSX.Element {
  const { server, words } = usePage();
  const wanted = audience ?? rememberedChoice()?.audience ?? null;
  const home = useLoaded(`compose ${wanted ?? ''}`, async () => {
    const view = await server.call('mailing.home');
    const known = wanted === null || view.audiences.some((option) => option.expression === wanted);
    if (known) return { view, asked: null };
    const [asked, { fields }, { segments }] = await Promise.all([server.call('mailing.audience', wanted), server.call('audience.fields'), server.call('audience.saved')]);
    const sentence = ruleInWords(wanted, fields, words);
    const name = segments.find((segment) => shownExpression(segment.expression, fields) === shownExpression(wanted, fields))?.name;
    return { view, asked: { option: { ...asked, label: name ?? sentence ?? asked.label }, sentence: sentence ?? '' } };
  });
  // The editor is a window of its own: the letter it saved is seen when the sidebar has the focus again.
  useReturn(home.again);
  return (
    <LoadedView loaded={home} lines={9}>
      {({ view, asked }) => <ComposeForm key={view.templates.map((one) => one.key).join()} view={view} asked={asked} audience={wanted} go={go} tell={tell} back={back} />}
    </LoadedView>
  );
}

interface ComposeFormProps extends Omit<ViewProps, 'takeBack'> { readonly view: MailingHome; readonly asked: AskedAudience | null; readonly audience: string | null }

function ComposeForm({ view, asked, audience, go, tell }: ComposeFormProps): JSX.Element {
  const { server, words } = usePage();
  const acting = useActing();
  const audiences = asked === null ? view.audiences : [asked.option, ...view.audiences];
  const [choice, setChoiceNow] = useState<Choice>(() => composeChoices(view, audiences, audience, rememberedChoice()));
  const setChoice = (next: Choice): void => {
    rememberChoice(next);
    setChoiceNow(next);
  };
  const template = view.templates.find((one) => one.key === choice.templateKey);
  const people = audiences.find((one) => one.expression === choice.audience);
  if (view.templates.length === 0) {
    return <Empty title={words.say('compose.noTemplates')} text={words.say('compose.noTemplatesWhat')} action={<Button kind="primary" onPress={() => { void server.call('page.open', 'template', ''); }}>{words.say('compose.write')}</Button>} />;
  }
  const sentence = people !== undefined && people === asked?.option ? asked.sentence : '';
  const isMarketing = template?.kind === 'marketing';
  const request = requestOf(choice, isMarketing);
  const ready = template?.ok === true && people !== undefined && people.withEmail > 0 && request !== null;
  const edit = (): void => acting.act('edit', () => server.call('page.open', 'template', choice.templateKey));
  return (
    <>
      <Issues issues={view.issues} />
      <div class="column column-tight">
        <Select label={words.say('compose.template')} value={choice.templateKey} onChange={(templateKey) => setChoice({ ...choice, templateKey })}
          hint={template === undefined ? '' : words.say(template.kind === 'service' ? 'compose.service' : 'compose.marketing')}
          options={view.templates.map((one) => ({ value: one.key, label: one.title }))} />
        <div><Button kind="link" busy={acting.running === 'edit'} onPress={edit}>{words.say('compose.edit')}</Button></div>
      </div>
      {template !== undefined && <Issues issues={template.issues} />}
      <Issues issues={acting.issues} />
      <div class="column column-tight">
        <Select label={words.say('compose.audience')} value={choice.audience} onChange={(expression) => setChoice({ ...choice, audience: expression })}
          hint={people === undefined ? '' : [sentence, words.say('compose.people', { clients: people.clients, withEmail: people.withEmail })].filter(Boolean).join('. ')}
          options={audiences.map((one) => ({ value: one.expression, label: words.say('compose.audienceOption', { label: one.label, count: one.clients }) }))} />
        <div><Button kind="link" onPress={() => go({ view: 'audience', expression: choice.audience })}>{words.say('compose.build')}</Button></div>
      </div>
      {people?.withEmail === 0 && <Empty title={words.say('compose.nobody')} text={words.say('compose.nobodyWhat')} />}
      {isMarketing && <HoldOutField choice={choice} onChange={setChoice} />}
      <div class="column column-tight">
        <Button kind="primary" wide disabled={!ready} onPress={() => { if (request !== null) go({ view: 'check', request }); }}>{words.say('compose.check')}</Button>
        <p class="second">{words.say('compose.checkWhat')} {view.allowanceText}</p>
      </div>
      {ready && request !== null && <ComposePreview key={JSON.stringify(request)} request={request} tell={tell} />}
    </>
  );
}

function HoldOutField({ choice, onChange }: { readonly choice: Choice; readonly onChange: (choice: Choice) => void }): JSX.Element {
  const { words } = usePage();
  return (
    <div class="column column-tight">
      <p class="field-label">{words.say('compose.holdOut')}</p>
      <Segmented label={words.say('compose.holdOut')} value={choice.holdOut} onChange={(holdOut) => onChange({ ...choice, holdOut })} options={[
        { value: 'none', label: words.say('compose.holdNone') },
        { value: 'tenth', label: words.say('compose.holdTenth') },
        { value: 'own', label: words.say('compose.holdOwn') },
      ]} />
      {choice.holdOut === 'own' && (
        <Input label={words.say('compose.holdPercent')} value={choice.ownPercent} onChange={(ownPercent) => onChange({ ...choice, ownPercent })}
          error={holdOutShare(choice) === null ? words.say('compose.holdRange') : null} />
      )}
      <p class="second">{words.say('compose.holdWhat')}</p>
    </div>
  );
}
