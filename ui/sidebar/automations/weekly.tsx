/** The weekly letter to the owner: on which day it leaves, how it would read now, and a press to get it at once. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { WeeklyView } from '../../../src/contract/weekly-views';
import type { WordKey } from '../../language/ru';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { useActing, useLoaded } from '../../shared/loading';
import { firstLook, Letter } from '../../shared/mailing/letter';
import { LoadedView } from '../../shared/loaded-view';
import { Select } from '../../shared/select';
import type { ViewProps } from '../sidebar';

const weekdays: readonly WordKey[] = ['weekly.never', 'weekly.monday', 'weekly.tuesday', 'weekly.wednesday', 'weekly.thursday', 'weekly.friday', 'weekly.saturday', 'weekly.sunday'];

export function Weekly({ tell }: Pick<ViewProps, 'tell'>): JSX.Element {
  const { server, words } = usePage();
  const loaded = useLoaded('weekly', () => server.call('weekly.view'));
  return (
    <section class="section" aria-labelledby="weekly">
      <h2 id="weekly">{words.say('weekly.heading')}</h2>
      <LoadedView loaded={loaded} lines={4}>{(view) => <Found view={view} tell={tell} replace={loaded.replace} />}</LoadedView>
    </section>
  );
}

function Found({ view, tell, replace }: { readonly view: WeeklyView; readonly tell: ViewProps['tell']; readonly replace: (view: WeeklyView) => void }): JSX.Element {
  const { server, words } = usePage();
  const acting = useActing();
  const [look, setLook] = useState(firstLook);
  const [open, setOpen] = useState(false);
  const choose = (value: string): void => acting.act('switch', () => server.call('weekly.switch', Number(value)), replace);
  const send = (): void => acting.act('send', () => server.call('weekly.send'), (address) => tell({ text: words.say('weekly.sent', { address }) }));
  return (
    <>
      <p class="second">{words.say('weekly.what')}</p>
      <Issues issues={acting.issues} />
      <Select label={words.say('weekly.when')} value={String(view.isMine ? view.weekday : 0)} disabled={acting.running === 'switch'} onChange={choose}
        hint={view.owner !== '' && !view.isMine && view.weekday > 0 ? words.say('weekly.other', { owner: view.owner }) : view.lastSentOn === '' ? words.say('weekly.hour') : words.say('weekly.last', { day: words.day(view.lastSentOn) })}
        options={weekdays.map((key, index) => ({ value: String(index), label: words.say(key) }))} />
      <div class="line">
        <Button onPress={() => setOpen(!open)}>{words.say(open ? 'weekly.hide' : 'weekly.show')}</Button>
        <Button busy={acting.running === 'send'} onPress={send}>{words.say('weekly.now')}</Button>
      </div>
      {open && <Letter letter={{ clientId: '', to: view.email, subject: view.subject, html: view.html, text: view.text, issues: [] }} look={look} onLook={setLook} />}
    </>
  );
}
