/** The switch "go on by itself": what it does, what it needs, and what to do when Google has taken the trigger away. */
import type { JSX } from 'preact';
import { Button } from '../button';
import { Checkbox } from '../checkbox';
import { usePage } from '../context';
import { Issues } from '../issues';
import { useActing, useLoaded } from '../loading';
import { Notice } from '../notice';

export function Background(): JSX.Element | null {
  const { server, words } = usePage();
  const standing = useLoaded('background', () => server.call('mailing.backgroundView'));
  const acting = useActing();
  const view = standing.value;
  const put = (on: boolean): void => acting.act('put', () => server.call('mailing.background', on), (now) => standing.replace({ on: now, gone: false }));
  if (view === null) return standing.issues.length === 0 ? null : <Issues issues={standing.issues} action={<Button onPress={standing.again}>{words.say('action.again')}</Button>} />;
  const on = view.on && !view.gone;
  return (
    <div class="column column-tight">
      <Checkbox checked={on} disabled={acting.running !== null} onChange={put} hint={words.say(on ? 'background.onWhat' : 'background.offWhat')}>{words.say('background.switch')}</Checkbox>
      {view.gone && <Notice kind="warning" title={words.say('background.gone')} action={<Button busy={acting.running !== null} onPress={() => put(true)}>{words.say('background.again')}</Button>}><p>{words.say('background.goneWhat')}</p></Notice>}
      <Issues issues={acting.issues} />
    </div>
  );
}
