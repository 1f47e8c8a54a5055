/** Segments: the base by RFM segment, ABC, XYZ, their matrix and stage of life, with counts, money and what changed; each number opens its clients. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClassView, SegmentsView } from '../../src/contract/segment-views';
import { Badge } from '../shared/badge';
import { Bar } from '../shared/bar';
import { Button } from '../shared/button';
import { clientsChange } from '../shared/change';
import { usePage } from '../shared/context';
import { Empty } from '../shared/empty';
import { Issues } from '../shared/issues';
import { LoadedView } from '../shared/loaded-view';
import { useActing, useLoaded } from '../shared/loading';
import { openImport } from '../shared/opening';
import { Row, Rows } from '../shared/row';
import { Segmented } from '../shared/segmented';
import { Why } from '../shared/why';
import { Matrix } from './matrix';
import { Recalculated, useRecalculation, type RecalculationProps } from './recalculation';

type Dimension = 'segments' | 'abc' | 'xyz' | 'matrix' | 'lifecycle';

export function Segments(props: RecalculationProps): JSX.Element {
  const { go } = props;
  const { server, words } = usePage();
  const [dimension, setDimension] = useState<Dimension>('segments');
  const segments = useLoaded('segments', () => server.call('segments.view'));
  const acting = useActing();
  const recalculate = useRecalculation(acting, props, segments.again);
  const open = (one: ClassView): void => go({ view: 'clients', audience: one.audience, title: one.label });

  return (
    <LoadedView loaded={segments} lines={10}>
      {(view) => (
        <>
          <Issues issues={[...acting.issues, ...view.issues]} />
          {view.clients === 0 ? (
            <Empty title={words.say('segments.none')} text={words.say('segments.noneWhat')}
              action={<Button kind="primary" busy={acting.running === 'import'} onPress={() => acting.act('import', () => openImport(server))}>{words.say('step.import')}</Button>} />
          ) : (
            <>
              <p class="second">
                {words.say('segments.total', { count: view.clients, money: view.moneyShown })}
                {view.asOf !== null && ` ${words.say('home.asOf', { day: words.day(view.asOf) })}`}
                {view.changeSince !== null && ` ${words.say('segments.changeSince', { day: view.changeSinceShown })}`}
              </p>
              <Recalculated {...props} />
              <Segmented label={words.say('segments.dimension')} value={dimension} onChange={setDimension} options={[
                { value: 'segments', label: words.say('segments.rfm') },
                { value: 'abc', label: 'ABC' },
                { value: 'xyz', label: 'XYZ' },
                { value: 'matrix', label: words.say('segments.matrix') },
                ...(view.lifecycle.length === 0 ? [] : [{ value: 'lifecycle' as const, label: words.say('segments.lifecycle') }]),
              ]} />
              <p class="second">{words.say(`segments.${dimension}What`)}</p>
              {dimension === 'matrix' ? <Matrix view={view} onOpen={open} /> : <Classes classes={view[dimension]} letters={dimension === 'abc' || dimension === 'xyz'} onOpen={open} />}
              <Limits view={view} />
              <nav aria-label={words.say('home.places')}>
                <Rows>
                  <Row title={words.say('movement.heading')} meta={words.say('home.movementWhat')} onOpen={() => go({ view: 'movement', part: 'moves' })} />
                  <Row title={words.say('forecast.heading')} meta={words.say('home.forecastWhat')} onOpen={() => go({ view: 'forecast' })} />
                </Rows>
              </nav>
              <Button wide busy={acting.running === 'recalculate'} onPress={recalculate}>{words.say(acting.running === 'recalculate' ? 'step.recalculating' : 'step.recalculate')}</Button>
            </>
          )}
        </>
      )}
    </LoadedView>
  );
}

interface ClassesProps { readonly classes: readonly ClassView[]; readonly letters: boolean; readonly onOpen: (one: ClassView) => void }

function Classes({ classes, letters, onOpen }: ClassesProps): JSX.Element {
  const { words } = usePage();
  return (
    <Rows>
      {classes.map((one) => {
        const change = clientsChange(one.change, words);
        return (
          <li key={one.key} class="class">
            <div class="line line-apart class-line">
              <span class="class-name"><Why text={one.why}><Badge word={letters ? withoutLetter(one) : one.label} {...(letters ? { letter: one.key } : {})} /></Why></span>
              <Button kind="link" onPress={() => onOpen(one)} label={words.say('segments.open', { name: one.label, count: one.clients })} disabled={one.clients === 0}>
                {words.say('count.clients', { count: one.clients })}
              </Button>
            </div>
            <Bar share={one.share} />
            <div class="line line-apart second figure">
              <span>{one.moneyShown}</span>
              <span>{words.say('segments.share', { share: words.percent(one.share) })}</span>
            </div>
            {change !== '' && <span class="second figure">{change}</span>}
          </li>
        );
      })}
    </Rows>
  );
}

/** "A · 80 % of money" without its letter, which the badge shows in bold. */
function withoutLetter(one: ClassView): string {
  const rest = one.label.startsWith(one.key) ? one.label.slice(one.key.length).replace(/^[\s:·—–-]+/, '') : one.label;
  return rest;
}

function Limits({ view }: { readonly view: SegmentsView }): JSX.Element | null {
  const { words } = usePage();
  if (view.thresholds.length === 0) return null;
  return (
    <details>
      <summary>{words.say('segments.limits')}</summary>
      <ul class="column column-tight second details-body">
        {view.thresholds.map((threshold) => <li key={threshold.key}>{threshold.text}</li>)}
      </ul>
    </details>
  );
}
