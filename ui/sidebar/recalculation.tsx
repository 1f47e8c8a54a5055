/** Recalculation from a view: the button's work, and what moved since the one before, by dimension, until it is put away. */
import type { JSX } from 'preact';
import type { RecalculateReport } from '../../src/contract/segment-views';
import { Button } from '../shared/button';
import { usePage } from '../shared/context';
import type { Acting } from '../shared/loading';
import { recalculatedText } from '../shared/recalculated';
import { Rows } from '../shared/row';
import { MoveRow } from './move-row';
import type { ViewProps } from './sidebar';

/** What views that recalculate are given beside the usual: the last report, until it is put away. */
export interface RecalculationProps extends ViewProps {
  readonly recalculated: RecalculateReport | null;
  readonly setRecalculated: (report: RecalculateReport | null) => void;
}

/** Whether a report holds more than its short message tells. */
export function worthShowing(report: RecalculateReport): boolean {
  return report.moves.length > 0 || report.settingsChanged.length > 0;
}

/** Recalculates; the result is a short message, or stays in the view when it holds more; then the view asks anew. */
export function useRecalculation(acting: Acting, { tell, setRecalculated }: Pick<RecalculationProps, 'tell' | 'setRecalculated'>, again: () => void): () => void {
  const { server, words } = usePage();
  return () => acting.act('recalculate', () => server.call('segments.recalculate'), (report) => {
    const worth = worthShowing(report);
    setRecalculated(worth ? report : null);
    if (!worth) tell({ text: recalculatedText(report, words) });
    again();
  });
}

/** What moved in the last recalculation and which settings had changed before it. */
export function Recalculated({ recalculated, setRecalculated, go }: RecalculationProps): JSX.Element | null {
  const { words } = usePage();
  if (recalculated === null) return null;
  const { moves, settingsChanged } = recalculated;
  return (
    <section class="section result" aria-labelledby="recalculated">
      <h2 id="recalculated">{words.say('moves.heading')}</h2>
      <p class="second" role="status">{recalculatedText(recalculated, words)}</p>
      {settingsChanged.length > 0 && (
        <details>
          <summary>{words.say('moves.settings', { count: settingsChanged.length })}</summary>
          <ul class="counts">
            {settingsChanged.map((one) => (
              <li key={one.key} class="difference"><span>{one.title}</span><span class="difference-values">{words.say('settings.fromTo', { from: one.from, to: one.to })}</span></li>
            ))}
          </ul>
        </details>
      )}
      {moves.map((dimension, index) => (
        <details key={dimension.dimension} open={index === 0}>
          <summary>{words.say('moves.dimension', { title: dimension.title, count: dimension.clients })}</summary>
          <Rows>
            {dimension.moves.map((move) => <MoveRow key={`${move.from} ${move.to}`} move={move} go={go} />)}
          </Rows>
          {dimension.others > 0 && <p class="second row-rest">{words.say('moves.others', { count: dimension.others })}</p>}
        </details>
      ))}
      <div class="line">
        <Button onPress={() => go({ view: 'movement', part: 'moves' })}>{words.say('movement.heading')}</Button>
        <Button onPress={() => setRecalculated(null)}>{words.say('moves.hide')}</Button>
      </div>
    </section>
  );
}
