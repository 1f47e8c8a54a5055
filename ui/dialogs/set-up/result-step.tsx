/** The last step: what was made, the next step, and the way back. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DemoReport } from '../../../src/contract/demo-views';
import type { RecalculateReport } from '../../../src/contract/segment-views';
import type { SetUpDone } from '../../../src/contract/set-up-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { useActing } from '../../shared/loading';
import { Notice } from '../../shared/notice';
import { openImport } from '../../shared/opening';
import { Progress } from '../../shared/progress';
import { recalculatedText } from '../../shared/recalculated';
import { undoWhole } from '../../shared/undo';

export interface ResultStepProps {
  readonly done: SetUpDone;
  /** Present when the demo base was made. */
  readonly demo: DemoReport | null;
  readonly counted: RecalculateReport | null;
}

export function ResultStep({ done, demo, counted }: ResultStepProps): JSX.Element {
  const { server, words, close } = usePage();
  const acting = useActing();
  const [recalculated, setRecalculated] = useState(counted);
  const [undone, setUndone] = useState<string | null>(null);
  const result = useRef<HTMLDivElement>(null);
  useEffect(() => result.current?.focus(), [undone]);
  const undo = (): void => {
    if (demo !== null) acting.act('undo', () => server.call('demo.delete'), (report) => setUndone(report.text));
    else if (done.actionId !== null) {
      const { actionId } = done;
      acting.act('undo', () => undoWhole(actionId, (id) => server.call('journal.undo', id)), (report) => setUndone(report.text));
    }
  };
  const recalculate = (): void => acting.act('recalculate', () => server.call('segments.recalculate'), setRecalculated);
  const toImport = (): void => acting.act('import', () => openImport(server));
  const isBlank = done.taken.length === 0 && demo === null;
  const mayCount = done.recalculate && recalculated === null;
  if (undone !== null) {
    return (
      <>
        <div ref={result} tabIndex={-1}><Notice kind="good" title={words.say(demo === null ? 'setUp.undone' : 'demo.deleted')}><p>{undone}</p></Notice></div>
        <div class="dialog-foot"><Button kind="primary" onPress={close}>{words.say('action.close')}</Button></div>
      </>
    );
  }
  return (
    <>
      <Notice kind="good" title={words.say(demo === null ? 'setUp.done' : 'setUp.demoDone')}>
        {demo !== null && <p>{demo.text}</p>}
        {done.created.length > 0 && <p>{words.say('setUp.created', { names: done.created.join(', ') })}</p>}
      </Notice>
      {done.taken.map((sheet) => (
        <section key={sheet.name} class="result section">
          <h2>{words.say(sheet.kind === 'orders' ? 'setUp.tookOrders' : 'setUp.tookClients', { name: sheet.name })}</h2>
          <p>{words.say('setUp.takenRows', { count: sheet.rows, names: sheet.columnsKnown.map((name) => words.say('setUp.quoted', { name })).join(', ') })}</p>
          {sheet.columnsAdded.length > 0 && <p class="second">{words.say('setUp.columnsAdded', { count: sheet.columnsAdded.length })}</p>}
        </section>
      ))}
      {done.remarks.length > 0 && (
        <Notice kind="info" title={words.say('setUp.remarks')}>
          <ul class="notice-list">{done.remarks.map((remark) => <li key={remark}>{remark}</li>)}</ul>
        </Notice>
      )}
      <Issues issues={[...acting.issues, ...done.issues]} />
      {recalculated !== null && <Notice kind="good" title={words.say('setUp.recalculated')}><p>{recalculatedText(recalculated, words)}</p></Notice>}
      {mayCount && <p>{words.say('setUp.recalculateWhat')}</p>}
      {demo !== null && <p>{words.say('setUp.demoNext')}</p>}
      {/* The server takes a set-up back in one go: there is nothing to stop. */}
      {acting.running === 'undo' && demo === null && <Progress label={words.say('setUp.takingBack')} done={null} text="" />}
      <div class="dialog-foot">
        {(demo !== null || done.actionId !== null) && (
          <Button apart busy={acting.running === 'undo'} disabled={acting.running !== null && acting.running !== 'undo'} onPress={undo}>{words.say(demo === null ? 'setUp.undo' : 'demo.delete')}</Button>
        )}
        <Button kind={mayCount || isBlank ? 'plain' : 'primary'} disabled={acting.running !== null} onPress={close}>{words.say('action.close')}</Button>
        {mayCount && <Button kind="primary" busy={acting.running === 'recalculate'} disabled={acting.running === 'undo'} onPress={recalculate}>{words.say(acting.running === 'recalculate' ? 'step.recalculating' : 'step.recalculate')}</Button>}
        {isBlank && <Button kind="primary" busy={acting.running === 'import'} onPress={toImport}>{words.say('step.import')}</Button>}
      </div>
    </>
  );
}
