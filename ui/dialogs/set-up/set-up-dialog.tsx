/** The set-up dialog: looks at the sheets, lets the owner correct what was found, makes the base, says what to do next. */
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { DemoReport } from '../../../src/contract/demo-views';
import type { IssueView } from '../../../src/contract/issue-view';
import type { RecalculateReport } from '../../../src/contract/segment-views';
import type { SetUpDone, SheetKind } from '../../../src/contract/set-up-views';
import type { WordKey } from '../../language/ru';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { Notice } from '../../shared/notice';
import { Progress } from '../../shared/progress';
import { issuesOf } from '../../shared/rpc';
import { Steps } from '../../shared/steps';
import { undoWhole } from '../../shared/undo';
import { CheckStep } from './check-step';
import { draftsOf, leftAlone, requestOf, withField, withProposal, type SheetDraft } from './draft';
import { EmptyStep } from './empty-step';
import { ResultStep } from './result-step';
import { SheetsStep } from './sheets-step';

/** What is being made now: its place among the steps of the work and its words. */
interface Work { readonly done: number; readonly steps: number; readonly now: WordKey; readonly cancelling: boolean }

/** What was made. */
interface Made { readonly done: SetUpDone; readonly demo: DemoReport | null; readonly counted: RecalculateReport | null }

export function SetUpDialog(): JSX.Element {
  const { server, words } = usePage();
  const look = useLoaded('look', () => server.call('setUp.look', words.language));
  const reading = useActing();
  const [drafts, setDrafts] = useState<readonly SheetDraft[] | null>(null);
  const [checking, setChecking] = useState(false);
  const [work, setWork] = useState<Work | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const [issues, setIssues] = useState<readonly IssueView[]>([]);
  const [takenBack, setTakenBack] = useState(false);
  const cancelled = useRef(false);

  const read = (draft: SheetDraft, rowNumber: number | null, kind: SheetKind | null): void => {
    const { sheetId } = draft.proposal;
    reading.act(String(sheetId), () => server.call('setUp.read', sheetId, rowNumber, kind, words.language), (proposal) => {
      setDrafts((now) => withProposal(now ?? draftsOf(look.value?.sheets ?? []), proposal, draft.byOwner || kind !== draft.kind));
    });
  };

  const begin = (now: readonly SheetDraft[], withDemo: boolean): void => {
    const steps = withDemo ? 3 : 1;
    cancelled.current = false;
    setIssues([]);
    setTakenBack(false);
    setWork({ done: 0, steps, now: 'setUp.working', cancelling: false });
    const next = (done: number, nowKey: WordKey): void => setWork((old) => ({ done, steps, now: nowKey, cancelling: old?.cancelling ?? false }));
    const run = async (): Promise<Made | null> => {
      const done = await server.call('setUp.begin', requestOf(now, words.language));
      // The server makes the base in one go: who cancelled meanwhile gets his sheets back as they were.
      if (cancelled.current && !withDemo && done.actionId !== null) {
        next(0, 'setUp.takingBack');
        await undoWhole(done.actionId, (actionId) => server.call('journal.undo', actionId));
        return null;
      }
      if (!withDemo || cancelled.current) return { done, demo: null, counted: null };
      next(1, 'setUp.workingDemo');
      const demo = await server.call('demo.make', words.language);
      if (cancelled.current) return { done, demo, counted: null };
      next(2, 'setUp.workingFigures');
      return { done, demo, counted: await server.call('segments.recalculate') };
    };
    run().then(
      (result) => { setWork(null); setMade(result); setTakenBack(result === null); },
      (error: unknown) => { setWork(null); setIssues(issuesOf(error)); },
    );
  };

  const cancel = (): void => {
    cancelled.current = true;
    setWork((now) => (now === null ? now : { ...now, cancelling: true }));
  };

  const step = made !== null ? 2 : checking && !takenBack ? 1 : 0;
  return (
    <div class="dialog">
      <h1 class="unseen">{words.say('setUp.heading')}</h1>
      {look.value?.empty !== true && look.value?.isBase !== true && <Steps label={words.say('setUp.steps')} now={step} titles={[words.say('setUp.stepSheets'), words.say('setUp.stepCheck'), words.say('setUp.stepResult')]} />}
      <LoadedView loaded={look} lines={10}>
        {(view) => {
          const now = drafts ?? draftsOf(view.sheets);
          if (made !== null) return <ResultStep done={made.done} demo={made.demo} counted={made.counted} />;
          if (work !== null) {
            return (
              <Progress label={words.say(work.now)} done={work.steps === 1 ? null : work.done / work.steps} text={work.steps === 1 ? '' : words.say('setUp.workStep', { number: work.done + 1, of: work.steps })}
                now={words.say(work.cancelling ? (work.steps === 1 ? 'setUp.cancellingWhole' : 'setUp.cancelling') : 'setUp.closing')} cancelText={words.say('action.cancel')} onCancel={cancel} cancelBusy={work.cancelling} />
            );
          }
          if (view.isBase) return <AlreadyBase />;
          if (view.empty) return <EmptyStep issues={issues} onBlank={() => begin([], false)} onDemo={() => begin([], true)} />;
          if (checking && !takenBack) return <CheckStep look={view} drafts={now} issues={issues} onBack={() => { setIssues([]); setChecking(false); }} onBegin={() => begin(now, false)} />;
          return (
            <>
              {takenBack && <Notice kind="info" title={words.say('setUp.takenBack')}><p>{words.say('setUp.takenBackWhat')}</p></Notice>}
              <Issues issues={reading.issues} />
              <SheetsStep look={view} drafts={now} reading={reading.running === null ? null : Number(reading.running)} onNext={() => { setTakenBack(false); setChecking(true); }}
                onKind={(draft, kind) => {
                  if (kind === 'other') setDrafts(leftAlone(now, draft.proposal.sheetId));
                  else read(draft, draft.proposal.headerRowNumber, kind);
                }}
                onHeader={(draft, rowNumber) => read(draft, rowNumber, draft.kind)}
                onField={(draft, columnIndex, field) => setDrafts(withField(now, draft.proposal.sheetId, columnIndex, field))} />
            </>
          );
        }}
      </LoadedView>
    </div>
  );
}

function AlreadyBase(): JSX.Element {
  const { words, close } = usePage();
  return (
    <>
      <Notice kind="info" title={words.say('setUp.isBase')}><p>{words.say('setUp.isBaseWhat')}</p></Notice>
      <div class="dialog-foot"><Button kind="primary" onPress={close}>{words.say('action.close')}</Button></div>
    </>
  );
}
