/** What is ignored for ever, with a way to see it again. */
import type { JSX } from 'preact';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { Row, Rows } from '../../shared/row';

export function Ignored({ onChange }: { readonly onChange: () => void }): JSX.Element {
  const { server, words } = usePage();
  const list = useLoaded('ignored', () => server.call('clean.ignored'));
  const acting = useActing();
  const takeBack = (key: string): void => acting.act(key, () => server.call('clean.unignore', [key]), () => {
    list.again();
    onChange();
  });
  return (
    <>
      <Issues issues={acting.issues} />
      <LoadedView loaded={list} lines={3}>
        {({ entries, total }) => (entries.length === 0 ? <p class="second">{words.say('cleaning.ignoredNone')}</p> : (
          <Rows label={words.say('cleaning.ignored', { count: total })}>
            {entries.map(({ key, title, details, time }) => (
              <Row key={key} title={details} meta={[title, time].filter((text) => text !== '').join(' · ')}
                side={<Button kind="link" busy={acting.running === key} label={words.say('cleaning.takeBackOf', { what: details })} onPress={() => takeBack(key)}>{words.say('cleaning.takeBack')}</Button>} />
            ))}
          </Rows>
        ))}
      </LoadedView>
    </>
  );
}
