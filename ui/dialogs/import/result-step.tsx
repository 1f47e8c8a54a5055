/** The last step: what was taken in, what was left out and why, and the figures to compute next. */
import type { JSX } from 'preact';
import type { ImportReport, RejectedRows } from '../../../src/contract/import-views';
import type { RecalculateReport } from '../../../src/contract/segment-views';
import type { Words } from '../../language/words';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { useActing } from '../../shared/loading';
import { Notice } from '../../shared/notice';
import { Stat, Stats } from '../../shared/stat';
import { recalculatedText } from '../../shared/recalculated';
import type { ImportEvent } from './flow';

export interface ResultStepProps {
  readonly fileName: string;
  readonly report: ImportReport;
  readonly recalculated: RecalculateReport | null;
  readonly happen: (event: ImportEvent) => void;
}

/** "rows 5, 17, 204 and 12 more" – the first row numbers and how many further. */
export function rowNumbersText(rejected: RejectedRows, words: Words): string {
  const numbers = rejected.rowNumbers.slice(0, 8).map(String).join(', ');
  const more = rejected.count - Math.min(8, rejected.rowNumbers.length);
  if (numbers === '') return words.say('count.rows', { count: rejected.count });
  return more > 0 ? words.say('import.rowNumbersMore', { numbers, more }) : words.say('import.rowNumbers', { numbers });
}

export function ResultStep({ fileName, report, recalculated, happen }: ResultStepProps): JSX.Element {
  const { server, words, close } = usePage();
  const acting = useActing();
  const recalculate = (): void => acting.act('recalculate', () => server.call('segments.recalculate'), (done) => happen({ event: 'recalculated', report: done }));
  return (
    <>
      <Notice kind={report.rowsUsed > 0 || report.rowsSkipped > 0 ? 'good' : 'warning'} title={words.say('import.finished', { name: fileName })}>
        <p>{words.say('import.summary', { used: report.rowsUsed, read: report.rowsRead })}</p>
        {report.rowsSkipped > 0 && <p>{words.say('import.skipped', { count: report.rowsSkipped })}</p>}
      </Notice>
      <Stats wide>
        <Stat figure={words.number(report.clientsTotal)} unit={words.say('count.clientsOnly', { count: report.clientsTotal })} change={report.clientsNew > 0 ? words.say('import.clientsNew', { count: report.clientsNew }) : ''} />
        <Stat figure={words.number(report.ordersTotal)} unit={words.say('count.ordersOnly', { count: report.ordersTotal })} />
        <Stat figure={words.number(report.rowsRejected)} unit={words.say('import.rowsLeftOut', { count: report.rowsRejected })} />
      </Stats>
      {report.rejected.length > 0 && (
        <section class="section" aria-labelledby="rejected">
          <h2 id="rejected">{words.say('import.rejected')}</h2>
          <ul class="rows">
            {report.rejected.map((group) => (
              <li key={group.code} class="check">
                <p>{group.text}</p>
                <p class="second figure">{rowNumbersText(group, words)}</p>
              </li>
            ))}
          </ul>
          <p class="second">{words.say('import.rejectedWhat')}</p>
        </section>
      )}
      <Issues issues={[...acting.issues, ...report.issues]} />
      {recalculated !== null && <Notice kind="good" title={words.say('import.recalculated')}><p>{recalculatedText(recalculated, words)}</p></Notice>}
      {recalculated === null && <p>{words.say('import.recalculateWhat')}</p>}
      <div class="dialog-foot">
        <Button apart disabled={acting.running !== null} onPress={() => happen({ event: 'back' })}>{words.say('import.another')}</Button>
        <Button kind={recalculated === null ? 'plain' : 'primary'} disabled={acting.running !== null} onPress={close}>{words.say('action.close')}</Button>
        {recalculated === null && <Button kind="primary" busy={acting.running === 'recalculate'} onPress={recalculate}>{words.say(acting.running === 'recalculate' ? 'step.recalculating' : 'step.recalculate')}</Button>}
      </div>
    </>
  );
}
