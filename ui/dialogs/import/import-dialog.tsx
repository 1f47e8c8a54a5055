/** The import dialog: a wizard of five steps over one flow. A file may be dropped anywhere on it. */
import type { JSX } from 'preact';
import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { ImportAnswers, ImportPlan, ImportStanding } from '../../../src/contract/import-views';
import { usePage } from '../../shared/context';
import { issuesOf, RpcError, troubleIssue } from '../../shared/rpc';
import { Steps } from '../../shared/steps';
import { useUndoing } from '../../shared/undoing';
import { checkTable } from './check';
import { CheckStep, PreviewStep } from './check-step';
import { isTable, withPlan, type TableReading } from './columns';
import { ColumnsStep } from './columns-step';
import { FileStep } from './file-step';
import { firstStep, importFlow, type ColumnsFlow, type ImportFlow } from './flow';
import { issueView, issueViews } from './issue-words';
import { ResultStep } from './result-step';
import { chunkRows, fileRows, planOf } from './rows';
import { readSource } from './source';
import { continuesImport, uploadTable } from './upload';
import { StoppedStep, UploadStep } from './upload-step';

const stepIndexes: Readonly<Record<ImportFlow['step'], number>> = { file: 0, columns: 1, check: 2, preview: 2, upload: 3, stopped: 3, result: 4 };

/** A check or an upload under way; it is asked to stop through its own mark, so that a later one is not stopped by it. */
interface Run { cancelled: boolean }

/** Lets the page show what was pressed before a large file takes the browser's time. */
const painted = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 30); });

export function ImportDialog(): JSX.Element {
  const { server, words } = usePage();
  const [flow, happen] = useReducer(importFlow, firstStep);
  const [unfinished, setUnfinished] = useState<ImportStanding | null>(null);
  const [over, setOver] = useState(false);
  const run = useRef<Run>({ cancelled: false });
  const begin = (): Run => (run.current = { cancelled: false });

  useEffect(() => {
    server.call('import.status').then(
      (standing) => setUnfinished(standing),
      // An unreadable status only means that there is nothing to offer for going on; the start itself tells what is wrong.
      () => setUnfinished(null),
    );
  }, [server]);

  // The pressed button is gone with its step: who works by keyboard or by ear begins the next one at its top.
  const top = useRef<HTMLDivElement>(null);
  const undoing = useUndoing(top);
  const stepShown = useRef<ImportFlow['step']>(flow.step);
  useEffect(() => {
    if (stepShown.current === flow.step) return;
    stepShown.current = flow.step;
    top.current?.focus();
    window.scrollTo(0, 0);
  }, [flow.step]);

  const header = flow.step === 'columns' && isTable(flow.reading) ? flow.reading.header.names : null;
  useEffect(() => {
    if (header === null) return;
    server.call('import.profile', header).then(
      (profile) => { if (profile !== null) happen({ event: 'profileFound', header, profile }); },
      // Without what was chosen last time the proposal stands, as for a file seen for the first time.
      () => undefined,
    );
  }, [server, header]);

  const choose = (file: File): void => {
    happen({ event: 'fileChosen' });
    file.arrayBuffer().then(
      (buffer) => {
        const { value, issues } = readSource(new Uint8Array(buffer), file.name);
        if (value === null) happen({ event: 'fileRefused', issues: issues.map((one) => issueView(one, words.language)) });
        else happen({ event: 'fileRead', source: value });
      },
    ).catch((error: unknown) => {
      const detail = error instanceof Error ? error.message : String(error);
      happen({ event: 'fileRefused', issues: [troubleIssue('file.unreadable', words.say('import.unreadable', { name: file.name, detail }))] });
    });
  };

  const check = (columns: ColumnsFlow, table: TableReading, answers: ImportAnswers): void => {
    const mine = begin();
    happen({ event: 'checkBegun' });
    painted().then(() => {
      const { value: rows, issues } = fileRows(table, columns.source.name);
      const errors = issues.filter((one) => one.severity === 'error');
      if (errors.length > 0) throw new RpcError(issueViews(errors, words.language));
      const plan = planOf(table, rows, columns.source.name, answers);
      return checkTable({
        preview: (chunk) => server.call('import.preview', { plan, ...chunk }),
        rowsOf: (chunkIndex) => chunkRows(table, rows, chunkIndex),
        chunkCount: rows.chunks.length,
        rowsTotal: rows.rowCount,
        show: (progress) => { if (!mine.cancelled) happen({ event: 'checkMoved', progress }); },
        cancelled: () => mine.cancelled,
      });
    }).then(
      (preview) => { if (preview !== null) happen({ event: 'checkDone', preview }); },
      (error: unknown) => { if (!mine.cancelled) happen({ event: 'checkFailed', issues: issuesOf(error) }); },
    );
  };

  /** @param standing the import to go on with, null to begin a new one */
  const upload = (columns: ColumnsFlow, table: TableReading, answers: ImportAnswers, standing: ImportStanding | null): void => {
    const mine = begin();
    happen({ event: 'uploadBegun', ...(standing === null ? {} : { plan: standing.plan }) });
    painted().then(() => {
      const rows = fileRows(table, columns.source.name).value;
      const plan: ImportPlan = standing?.plan ?? planOf(table, rows, columns.source.name, answers);
      return uploadTable({
        begin: () => (standing === null ? server.call('import.start', plan, words.language) : Promise.resolve(standing)),
        chunk: (chunk) => server.call('import.chunk', chunk),
        finish: (importId) => server.call('import.finish', importId),
        rowsOf: (chunkIndex) => chunkRows(table, rows, chunkIndex),
        chunkCount: rows.chunks.length,
        show: (progress) => {
          setUnfinished({ ...progress, plan });
          happen({ event: 'uploadMoved', progress });
        },
        cancelled: () => mine.cancelled,
      });
    }).then(
      (end) => {
        if (end.end === 'stopped') happen({ event: 'uploadStopped', progress: end.progress });
        else {
          setUnfinished(null);
          happen({ event: 'uploadDone', report: end.report });
        }
      },
      (error: unknown) => happen({ event: 'uploadFailed', issues: issuesOf(error) }),
    );
  };

  /** After a failure or a stop the server is asked where it stands, because the answer to the last chunk may have been lost. */
  const goOn = (columns: ColumnsFlow, table: TableReading, answers: ImportAnswers): void => {
    happen({ event: 'uploadBegun' });
    server.call('import.status').then(
      (standing) => upload(columns, table, answers, continuesImport(standing, columns.source.name, table.header.names, fileRows(table, columns.source.name).value.rowCount) ? standing : null),
      (error: unknown) => happen({ event: 'uploadFailed', issues: issuesOf(error) }),
    );
  };

  /** What is taken back is no longer offered to go on. */
  const undo = (actionId: string): void => undoing.begin({
    actionIds: [actionId],
    first: async () => { if (unfinished !== null) await forget(unfinished.importId); },
    then: (report) => { if (report.finished) happen({ event: 'undone', report }); },
  });

  const forget = async (importId: string): Promise<void> => {
    await server.call('import.cancel', importId);
    setUnfinished(null);
  };

  const mayTake = flow.step === 'file' || flow.step === 'columns';
  return (
    <div ref={top} class="dialog" tabIndex={-1} onDragOver={(event) => { event.preventDefault(); setOver(mayTake); }} onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer?.files[0];
        if (mayTake && file !== undefined) choose(file);
      }}>
      <h1 class="unseen">{words.say('import.heading')}</h1>
      <Steps label={words.say('import.steps')} now={stepIndexes[flow.step]}
        titles={[words.say('import.stepFile'), words.say('import.stepColumns'), words.say('import.stepCheck'), words.say('import.stepUpload'), words.say('import.stepResult')]} />
      {undoing.panel}
      <div class="contents" hidden={undoing.running}>
        {flow.step === 'file' && <FileStep reading={flow.reading} over={over} issues={flow.issues} unfinished={unfinished} onFile={choose}
          onForget={(importId) => { forget(importId).catch((error: unknown) => happen({ event: 'fileRefused', issues: issuesOf(error) })); }} />}
        {flow.step === 'columns' && <ColumnsStep flow={flow} unfinished={unfinished} happen={happen} onCheck={(table) => check(flow, table, {})}
          onGoOn={(table, standing) => upload(flow, withPlan(table, standing.plan), {}, standing)} />}
        {flow.step === 'check' && <CheckStep fileName={flow.columns.source.name} progress={flow.progress} issues={flow.issues}
          onCancel={() => { run.current.cancelled = true; happen({ event: 'back' }); }} onAgain={() => check(flow.columns, flow.table, flow.answers)} />}
        {flow.step === 'preview' && <PreviewStep flow={flow} happen={happen} onCheck={() => check(flow.columns, flow.table, flow.answers)}
          onImport={() => upload(flow.columns, flow.table, flow.answers, null)} />}
        {flow.step === 'upload' && <UploadStep progress={flow.progress} fileName={flow.columns.source.name} cancelling={flow.cancelling} issues={flow.issues}
          onCancel={() => { run.current.cancelled = true; happen({ event: 'cancelAsked' }); }} onAgain={() => goOn(flow.columns, flow.table, flow.answers)} onBack={() => happen({ event: 'back' })} />}
        {flow.step === 'stopped' && <StoppedStep progress={flow.progress} undone={flow.undone} happen={happen}
          onUndo={() => undo(flow.progress.actionId)} onGoOn={() => goOn(flow.columns, flow.table, flow.answers)} />}
        {flow.step === 'result' && <ResultStep fileName={flow.fileName} report={flow.report} recalculated={flow.recalculated} undone={flow.undone} happen={happen} onUndo={() => undo(flow.report.actionId)} />}
      </div>
    </div>
  );
}
