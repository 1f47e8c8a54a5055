/** Check and repair: what is missing or broken in the base in words, one button that puts it back, and what it did. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RepairFinding, RepairReport } from '../../src/contract/set-up-views';
import { Button } from '../shared/button';
import { usePage } from '../shared/context';
import { Empty } from '../shared/empty';
import { Issues } from '../shared/issues';
import { LoadedView } from '../shared/loaded-view';
import { useActing, useLoaded } from '../shared/loading';
import { Notice } from '../shared/notice';
import { Row, Rows } from '../shared/row';
import type { ViewProps } from './sidebar';

export function Repair({ tell, takeBack }: ViewProps): JSX.Element {
  const { server, words } = usePage();
  const look = useLoaded('repair', () => server.call('repair.look'));
  const acting = useActing();
  const [report, setReport] = useState<RepairReport | null>(null);

  const undo = (actionId: string): void => takeBack([actionId], look.again, ({ text }) => {
    setReport(null);
    tell({ text });
  });
  const repair = (): void => acting.act('repair', () => server.call('repair.run'), (done) => {
    setReport(done);
    look.again();
  });

  return (
    <>
      <p class="second">{words.say('repair.what')}</p>
      <Issues issues={acting.issues} />
      {report !== null && (
        <Notice kind="good" title={words.say('repair.done')} action={<TakeBack actionId={report.actionId} onUndo={undo} />}>
          <p>{report.text}</p>
          <ul class="notice-list">{report.repaired.map((one) => <li key={one.text}>{one.text}</li>)}</ul>
        </Notice>
      )}
      {report !== null && <Issues issues={report.issues} />}
      <LoadedView loaded={look} lines={7}>
        {(view) => {
          const ours = view.findings.filter(({ canRepair }) => canRepair);
          const others = view.findings.filter(({ canRepair }) => !canRepair);
          return (
            <>
              <Issues issues={view.issues} />
              {view.findings.length === 0 && <Empty title={words.say('repair.allWell')} text={words.say('repair.allWellWhat')} />}
              {ours.length > 0 && (
                <section class="section" aria-labelledby="found">
                  <h2 id="found">{words.say('repair.found', { count: ours.length })}</h2>
                  <Findings findings={ours} />
                  <Button kind="primary" wide busy={acting.running === 'repair'} onPress={repair}>{words.say(acting.running === 'repair' ? 'repair.fixing' : 'repair.fix')}</Button>
                </section>
              )}
              {others.length > 0 && (
                <section class="section" aria-labelledby="by-hand">
                  <h2 id="by-hand">{words.say('repair.byHand')}</h2>
                  <Findings findings={others} />
                </section>
              )}
              {view.checked.length > 0 && (
                <div class="folds">
                  <details>
                    <summary>{words.say('repair.checked')}</summary>
                    <ul class="points details-body">{view.checked.map((one) => <li key={one}>{one}</li>)}</ul>
                  </details>
                </div>
              )}
              <div><Button busy={look.loading} disabled={acting.running !== null} onPress={look.again}>{words.say('repair.again')}</Button></div>
            </>
          );
        }}
      </LoadedView>
    </>
  );
}

function TakeBack({ actionId, onUndo }: { readonly actionId: string | null; readonly onUndo: (actionId: string) => void }): JSX.Element | null {
  const { words } = usePage();
  return actionId === null ? null : <Button onPress={() => onUndo(actionId)}>{words.say('toast.undo')}</Button>;
}

function Findings({ findings }: { readonly findings: readonly RepairFinding[] }): JSX.Element {
  const { words } = usePage();
  return (
    <Rows>
      {findings.map(({ text, sheet }) => <Row key={`${sheet ?? ''} ${text}`} title={text} meta={sheet === null ? '' : words.say('repair.place', { sheet })} />)}
    </Rows>
  );
}
