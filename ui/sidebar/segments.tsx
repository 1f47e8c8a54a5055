/** Segments: the base by RFM segment, ABC, XYZ and their matrix, with counts, money and the limits used; each number opens its clients. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClassView, SegmentsView } from '../../src/contract/segment-views';
import { Badge } from '../shared/badge';
import { Bar } from '../shared/bar';
import { Button } from '../shared/button';
import { usePage } from '../shared/context';
import { Empty } from '../shared/empty';
import { Issues } from '../shared/issues';
import { LoadedView } from '../shared/loaded-view';
import { useActing, useLoaded } from '../shared/loading';
import { openImport } from '../shared/opening';
import { Rows } from '../shared/row';
import { Segmented } from '../shared/segmented';
import { Why } from '../shared/why';
import { recalculatedText } from '../shared/recalculated';
import type { ViewProps } from './sidebar';

type Dimension = 'segments' | 'abc' | 'xyz' | 'matrix';

export function Segments({ go, tell }: ViewProps): JSX.Element {
  const { server, words } = usePage();
  const [dimension, setDimension] = useState<Dimension>('segments');
  const segments = useLoaded('segments', () => server.call('segments.view'));
  const acting = useActing();
  const recalculate = (): void => acting.act('recalculate', () => server.call('segments.recalculate'), (report) => {
    tell({ text: recalculatedText(report, words) });
    segments.again();
  });
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
              </p>
              <Segmented label={words.say('segments.dimension')} value={dimension} onChange={setDimension} options={[
                { value: 'segments', label: words.say('segments.rfm') },
                { value: 'abc', label: 'ABC' },
                { value: 'xyz', label: 'XYZ' },
                { value: 'matrix', label: words.say('segments.matrix') },
              ]} />
              <p class="second">{words.say(`segments.${dimension}What`)}</p>
              {dimension === 'matrix' ? <Matrix cells={view.matrix} onOpen={open} /> : <Classes classes={view[dimension]} letters={dimension !== 'segments'} onOpen={open} />}
              <Limits view={view} />
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
      {classes.map((one) => (
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
        </li>
      ))}
    </Rows>
  );
}

/** "A · 80 % of money" without its letter, which the badge shows in bold. */
function withoutLetter(one: ClassView): string {
  const rest = one.label.startsWith(one.key) ? one.label.slice(one.key.length).replace(/^[\s:·—–-]+/, '') : one.label;
  return rest;
}

/** The matrix of money against steadiness: rows A–C, columns X, Y, Z and N. */
function Matrix({ cells, onOpen }: { readonly cells: readonly ClassView[]; readonly onOpen: (one: ClassView) => void }): JSX.Element {
  const { words } = usePage();
  const byKey = new Map(cells.map((cell) => [cell.key, cell]));
  const columns = ['X', 'Y', 'Z', 'N'];
  return (
    <div class="matrix-frame">
      <table class="matrix">
        <caption class="unseen">{words.say('segments.matrixWhat')}</caption>
        <thead>
          <tr>
            <td />
            {columns.map((column) => <th key={column} scope="col">{column}</th>)}
          </tr>
        </thead>
        <tbody>
          {['A', 'B', 'C'].map((row) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {columns.map((column) => {
                const cell = byKey.get(row + column);
                return (
                  <td key={column} style={{ background: shade(cell?.share ?? 0) }}>
                    {cell === undefined || cell.clients === 0 ? <span class="second">0</span> : (
                      <>
                        <Button kind="link" onPress={() => onOpen(cell)} label={words.say('segments.open', { name: row + column, count: cell.clients })}>{words.number(cell.clients)}</Button>
                        <span class="matrix-share">{words.percent(cell.share)}</span>
                      </>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Light accent by share of money; the share itself stands in the cell. */
function shade(share: number): string {
  return `rgba(11, 107, 114, ${(Math.min(1, Math.max(0, share)) * 0.3).toFixed(3)})`;
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
