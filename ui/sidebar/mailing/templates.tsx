/** Letters of the base: what stands on the Templates tab, and ready ones to begin from; each opens in the wide editor. */
import type { JSX } from 'preact';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Empty } from '../../shared/empty';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { openTemplate } from '../../shared/opening';
import { useReturn } from '../../shared/return';
import { Row, Rows } from '../../shared/row';
import type { ViewProps } from '../sidebar';

export function Templates({ tell }: ViewProps): JSX.Element {
  const { server, words } = usePage();
  const list = useLoaded('templates', () => server.call('templates.list'));
  const acting = useActing();
  // The editor is a window of its own: what it saved is seen when the sidebar has the focus again.
  useReturn(list.again);
  const edit = (key: string): void => acting.act('open', () => openTemplate(server, key));
  const take = (key: string, title: string): void => acting.act(key, () => server.call('templates.addStarters', [key]), (next) => {
    list.replace(next);
    tell({ text: words.say('templates.taken', { title }) });
  });
  return (
    <LoadedView loaded={list} lines={8}>
      {(view) => (
        <>
          <Issues issues={[...acting.issues, ...view.issues]} />
          <Button kind="primary" wide busy={acting.running === 'open'} onPress={() => edit('')}>{words.say('templates.new')}</Button>
          {view.templates.length === 0 ? <Empty title={words.say('templates.none')} text={words.say('templates.noneWhat')} /> : (
            <Rows label={words.say('templates.heading')}>
              {view.templates.map((one) => (
                <Row key={one.key} title={one.title} onOpen={() => edit(one.key)}
                  meta={[words.say(`templates.${one.kind}`), one.hasB ? words.say('templates.two') : '', one.ok ? '' : words.say('templates.faulty')].filter(Boolean).join(' · ')} />
              ))}
            </Rows>
          )}
          {view.starters.length > 0 && (
            <details>
              <summary>{words.say('templates.starters', { count: view.starters.length })}</summary>
              <div class="details-body column column-tight">
                <p class="second">{words.say('templates.startersWhat')}</p>
                <Rows>
                  {view.starters.map((starter) => (
                    <Row key={starter.key} title={starter.title} meta={starter.subject}
                      side={<Button kind="link" busy={acting.running === starter.key} label={words.say('templates.takeNamed', { title: starter.title })} onPress={() => take(starter.key, starter.title)}>{words.say('templates.take')}</Button>} />
                  ))}
                </Rows>
              </div>
            </details>
          )}
        </>
      )}
    </LoadedView>
  );
}
