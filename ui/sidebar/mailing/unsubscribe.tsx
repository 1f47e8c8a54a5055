/** The unsubscribe page: its address, its check, and why marketing letters wait for it. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Input } from '../../shared/input';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { Notice } from '../../shared/notice';
import type { ViewProps } from '../sidebar';

const howSteps = ['unsubscribe.how1', 'unsubscribe.how2', 'unsubscribe.how3', 'unsubscribe.how4'] as const;

export function Unsubscribe(_: ViewProps): JSX.Element {
  const { server, words } = usePage();
  const webapp = useLoaded('webapp', () => server.call('webapp.view'));
  const acting = useActing();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <LoadedView loaded={webapp}>
      {(view) => {
        const url = typed ?? view.url;
        // An address the server only proposes has no check yet: it must be saved first.
        const kept = view.checked || view.checkUrl !== '';
        const save = (): void => acting.act('save', () => server.call('webapp.save', url.trim()), (saved) => {
          setTyped(null);
          webapp.replace(saved);
        });
        return (
          <>
            <p>{words.say('unsubscribe.what')}</p>
            {view.checked
              ? <Notice kind="good" title={words.say('unsubscribe.works')}>{view.checkedAt !== null && <p>{words.say('unsubscribe.checkedAt', { moment: words.moment(view.checkedAt) })}</p>}</Notice>
              : <Notice kind="warning" title={words.say('unsubscribe.waits')}><p>{words.say('unsubscribe.waitsWhat')}</p></Notice>}
            <Input kind="url" label={words.say('unsubscribe.address')} hint={words.say('unsubscribe.addressWhat')} value={url} onChange={setTyped} />
            <details open={view.url === '' ? true : undefined}>
              <summary>{words.say('unsubscribe.how')}</summary>
              <div class="details-body column column-tight">
                <ol class="steps-list">{howSteps.map((step) => <li key={step}>{words.say(step)}</li>)}</ol>
                <p class="second">{words.say('unsubscribe.howSafe')}</p>
              </div>
            </details>
            <Issues issues={acting.issues} />
            <Button wide kind={view.checked ? 'plain' : 'primary'} busy={acting.running === 'save'} disabled={url.trim() === '' || (url === view.url && kept)} onPress={save}>{words.say('unsubscribe.save')}</Button>
            {!view.checked && view.checkUrl !== '' && (
              <>
                <p>{words.say('unsubscribe.open')}</p>
                <p><a href={view.checkUrl} target="_blank" rel="noopener">{words.say('unsubscribe.link')}</a></p>
                <Button wide busy={webapp.loading} onPress={webapp.again}>{words.say('unsubscribe.checkAgain')}</Button>
              </>
            )}
            {view.waiting > 0 && <Notice kind="info"><p>{words.say('unsubscribe.waiting', { count: view.waiting })}</p></Notice>}
          </>
        );
      }}
    </LoadedView>
  );
}
