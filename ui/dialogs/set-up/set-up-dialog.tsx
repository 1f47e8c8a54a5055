/** The set-up dialog: looks at the sheets, lets the owner correct what was found, makes the base, says what to do next. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DemoReport } from '../../../src/contract/demo-views';
import type { IssueView } from '../../../src/contract/issue-view';
import type { RecalculateReport } from '../../../src/contract/segment-views';
import type { SetUpDone, SetUpRequest, SheetKind } from '../../../src/contract/set-up-views';
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
import { SetUpProgress, useSetUpRun } from './set-up-run';
import { SheetsStep } from './sheets-step';
import { UnfinishedStep } from './unfinished-step';

/** What follows the base of a demo, each in one call of the server. */
const DEMO_STEPS = ['setUp.workingDemo', 'setUp.workingFigures'] as const satisfies readonly WordKey[];

/** Work after the base: which of them. */
interface Work { readonly step: number; readonly cancelling: boolean }

/** What was made. */
interface Made { readonly done: SetUpDone; readonly demo: DemoReport | null; readonly counted: RecalculateReport | null }

/** @param blank begin to make a blank base at once where nothing stands */
export function SetUpDialog({ blank }: { readonly blank: boolean }): JSX.Element {
  const { server, words } = usePage();
  const look = useLoaded('look', () => server.call('setUp.look', words.language));
  const reading = useActing();
  const [drafts, setDrafts] = useState<readonly SheetDraft[] | null>(null);
  const [checking, setChecking] = useState(false);
  const setUp = useSetUpRun();
  const [work, setWork] = useState<Work | null>(null);
  const [withDemo, setWithDemo] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const [issues, setIssues] = useState<readonly IssueView[]>([]);
  const [takenBack, setTakenBack] = useState<string | null>(null);
  const cancelled = useRef(false);
  const atOnce = useRef(blank);
  const back = useActing();

  const read = (draft: SheetDraft, rowNumber: number | null, kind: SheetKind | null): void => {
    const { sheetId } = draft.proposal;
    reading.act(String(sheetId), () => server.call('setUp.read', sheetId, rowNumber, kind, words.language), (proposal) => {
      setDrafts((now) => withProposal(now ?? draftsOf(look.value?.sheets ?? []), proposal, draft.byOwner || kind !== draft.kind));
    });
  };

  const begin = (request: SetUpRequest, isDemo: boolean): void => {
    cancelled.current = false;
    setIssues([]);
    setTakenBack(null);
    setWithDemo(isDemo);
    const run = async (): Promise<void> => {
      const end = await setUp.run(request);
      if ('takenBack' in end) {
        setTakenBack(end.takenBack);
        return;
      }
      if (!isDemo) {
        setMade({ done: end.done, demo: null, counted: null });
        return;
      }
      setWork({ step: 0, cancelling: false });
      const demo = await server.call('demo.make', words.language);
      if (!cancelled.current) setWork({ step: 1, cancelling: false });
      setMade({ done: end.done, demo, counted: cancelled.current ? null : await server.call('segments.recalculate') });
    };
    run().catch((error: unknown) => {
      setIssues(issuesOf(error));
      // What was made so far stands: it can be gone on with, or taken back.
      look.again();
    }).finally(() => setWork(null));
  };

  const cancel = (): void => {
    cancelled.current = true;
    setWork((now) => (now === null ? now : { ...now, cancelling: true }));
  };

  const takeBack = (actionId: string): void => back.act('back', () => undoWhole(actionId, (id) => server.call('journal.undo', id)), ({ text }) => {
    setTakenBack(text);
    setDrafts(null);
    look.again();
  });

  useEffect(() => {
    if (look.value === null || !atOnce.current) return;
    atOnce.current = false;
    if (look.value.empty && !look.value.isBase && look.value.unfinished === null) begin(requestOf([], words.language), false);
  }, [look.value]);

  const isRunning = setUp.work !== null || work !== null;
  const step = made !== null ? 2 : isRunning || (checking && takenBack === null) ? 1 : 0;
  return (
    <div class="dialog">
      <h1 class="unseen">{words.say('setUp.heading')}</h1>
      {look.value?.empty !== true && look.value?.isBase !== true && (look.value?.unfinished ?? null) === null && <Steps label={words.say('setUp.steps')} now={step} titles={[words.say('setUp.stepSheets'), words.say('setUp.stepCheck'), words.say('setUp.stepResult')]} />}
      <LoadedView loaded={look} lines={10}>
        {(view) => {
          const now = drafts ?? draftsOf(view.sheets);
          if (made !== null) return <ResultStep done={made.done} demo={made.demo} counted={made.counted} />;
          if (setUp.work !== null) return <SetUpProgress work={setUp.work} later={withDemo ? DEMO_STEPS.length : 0} onCancel={setUp.cancel} />;
          if (work !== null) {
            const steps = DEMO_STEPS.length + 1;
            return (
              <Progress label={words.say(DEMO_STEPS[work.step] ?? 'setUp.workingDemo')} done={(work.step + 1) / steps} text={words.say('setUp.workStep', { number: work.step + 2, of: steps })}
                now={work.cancelling ? words.say('setUp.cancelling') : ''} cancelText={words.say('action.cancel')} onCancel={cancel} cancelBusy={work.cancelling} />
            );
          }
          if (view.unfinished !== null && takenBack === null) {
            const { unfinished } = view;
            return <UnfinishedStep unfinished={unfinished} issues={[...issues, ...back.issues]} takingBack={back.running !== null} onGoOn={(request) => begin(request, false)} onBack={() => takeBack(unfinished.actionId)} />;
          }
          const cancelNotice = takenBack === null ? null : <Notice kind="info" title={words.say('setUp.takenBack')}><p>{takenBack}</p></Notice>;
          if (view.isBase) return <AlreadyBase />;
          if (view.empty) {
            return (
              <>
                {cancelNotice}
                <EmptyStep issues={issues} onBlank={() => begin(requestOf([], words.language), false)} onDemo={() => begin(requestOf([], words.language), true)} />
              </>
            );
          }
          if (checking && takenBack === null) return <CheckStep look={view} drafts={now} issues={issues} onBack={() => { setIssues([]); setChecking(false); }} onBegin={() => begin(requestOf(now, words.language), false)} />;
          return (
            <>
              {cancelNotice}
              <Issues issues={reading.issues} />
              <SheetsStep look={view} drafts={now} reading={reading.running === null ? null : Number(reading.running)} onNext={() => { setTakenBack(null); setChecking(true); }}
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
