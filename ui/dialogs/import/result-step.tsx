/** The last step: what became of the rows, what was left out and why, the figures to compute next, and the way to take the import back. */
import type { JSX } from 'preact';
import type { ImportReport } from '../../../src/contract/import-views';
import type { UndoReport } from '../../../src/contract/journal-views';
import type { RecalculateReport } from '../../../src/contract/segment-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { useActing } from '../../shared/loading';
import { Notice } from '../../shared/notice';
import { recalculatedText } from '../../shared/recalculated';
import type { ImportEvent } from './flow';
import { clientsText, OutcomeCounts, RefusedRows } from './outcome';
import { Undone } from './undone';

export interface ResultStepProps {
  readonly fileName: string;
  readonly report: ImportReport;
  readonly recalculated: RecalculateReport | null;
  readonly undone: UndoReport | null;
  readonly onUndo: () => void;
  readonly happen: (event: ImportEvent) => void;
}

export function ResultStep({ fileName, report, recalculated, undone, onUndo, happen }: ResultStepProps): JSX.Element {
  const { server, words, close } = usePage();
  const acting = useActing();
  const written = report.rowsNew + report.rowsChanged + report.clientsNew + report.clientsChanged > 0;
  const busy = acting.running !== null;
  const recalculate = (): void => acting.act('recalculate', () => server.call('segments.recalculate'), (done) => happen({ event: 'recalculated', report: done }));
  // Of a list of clients the rows tell it already.
  const clients = report.kind === 'orders' ? clientsText(report.clientsNew, report.clientsChanged, words) : '';
  const mayRecalculate = recalculated === null && undone === null;
  return (
    <>
      {undone !== null ? <Undone report={undone} /> : (
        <Notice kind={written || report.rowsUnchanged > 0 ? 'good' : 'warning'} title={words.say(written ? 'import.finished' : 'import.finishedNone', { name: fileName })}>
          {clients !== '' && <p>{clients}</p>}
          <p>{words.say('import.baseNow', { clients: report.clientsTotal, orders: report.ordersTotal })}</p>
        </Notice>
      )}
      {recalculated !== null && undone === null && <Notice kind="good" title={words.say('import.recalculated')}><p>{recalculatedText(recalculated, words)}</p></Notice>}
      {undone === null && <OutcomeCounts counts={{ fresh: report.rowsNew, changed: report.rowsChanged, unchanged: report.rowsUnchanged, refused: report.rowsRejected }} />}
      <Issues issues={undone === null ? [...acting.issues, ...report.issues] : acting.issues} />
      {undone === null && <RefusedRows refused={report.rejected} hint={words.say('import.rejectedWhat')} />}
      {mayRecalculate && <p>{words.say('import.recalculateWhat')}</p>}
      <div class="dialog-foot">
        <Button apart disabled={busy} onPress={() => happen({ event: 'back' })}>{words.say('import.another')}</Button>
        {written && undone === null && <Button disabled={busy} onPress={onUndo}>{words.say('import.undo')}</Button>}
        <Button kind={mayRecalculate ? 'plain' : 'primary'} disabled={busy} onPress={close}>{words.say('action.close')}</Button>
        {mayRecalculate && <Button kind="primary" busy={acting.running === 'recalculate'} onPress={recalculate}>{words.say(acting.running === 'recalculate' ? 'step.recalculating' : 'step.recalculate')}</Button>}
      </div>
    </>
  );
}
