/** The import dialog: a wizard of four steps over one flow. */
import type { JSX } from 'preact';
import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { ImportProgress } from '../../../src/contract/import-views';
import { issueView } from './issue-words';
import { usePage } from '../../shared/context';
import { issuesOf, troubleIssue } from '../../shared/rpc';
import { Steps } from '../../shared/steps';
import { chunkCountOf, chunkRows, planOf, type TableReading } from './columns';
import { ColumnsStep } from './columns-step';
import { FileStep } from './file-step';
import { firstStep, importFlow, type ImportFlow } from './flow';
import { ResultStep } from './result-step';
import { readSource } from './source';
import { uploadTable } from './upload';
import { CancelledStep, UploadStep } from './upload-step';

const stepIndexes: Readonly<Record<ImportFlow['step'], number>> = { file: 0, columns: 1, upload: 2, cancelled: 2, result: 3 };

export function ImportDialog(): JSX.Element {
  const { server, words } = usePage();
  const [flow, happen] = useReducer(importFlow, firstStep);
  const [unfinished, setUnfinished] = useState<ImportProgress | null>(null);
  const cancelled = useRef(false);

  useEffect(() => {
    server.call('import.status').then(
      (progress) => setUnfinished(progress),
      // An unreadable status only means that there is nothing to offer for going on; the start itself tells what is wrong.
      () => setUnfinished(null),
    );
  }, [server]);

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

  const upload = (table: TableReading, fileName: string, goOn: ImportProgress | null): void => {
    cancelled.current = false;
    happen({ event: 'uploadBegun' });
    uploadTable({
      begin: () => (goOn === null ? server.call('import.start', planOf(table, fileName), words.language) : Promise.resolve(goOn)),
      chunk: (chunk) => server.call('import.chunk', chunk),
      finish: (importId) => server.call('import.finish', importId),
      cancel: (importId) => server.call('import.cancel', importId),
      rowsOf: (chunkIndex) => chunkRows(table, chunkIndex),
      chunkCount: chunkCountOf(table),
      show: (progress) => {
        setUnfinished(progress);
        happen({ event: 'uploadMoved', progress });
      },
      cancelled: () => cancelled.current,
    }).then(
      (end) => {
        setUnfinished(null);
        if (end.end === 'done') happen({ event: 'uploadDone', report: end.report });
        else happen({ event: 'uploadCancelled', progress: end.progress });
      },
      (error: unknown) => happen({ event: 'uploadFailed', issues: issuesOf(error) }),
    );
  };

  /** After a failure the server is asked where it stands, because the answer to the last chunk may have been lost. */
  const goOn = (table: TableReading, fileName: string): void => {
    happen({ event: 'uploadBegun' });
    server.call('import.status').then(
      (progress) => upload(table, fileName, progress),
      (error: unknown) => happen({ event: 'uploadFailed', issues: issuesOf(error) }),
    );
  };

  return (
    <div class="dialog">
      <h1 class="unseen">{words.say('import.heading')}</h1>
      <Steps label={words.say('import.steps')} now={stepIndexes[flow.step]}
        titles={[words.say('import.stepFile'), words.say('import.stepColumns'), words.say('import.stepUpload'), words.say('import.stepResult')]} />
      {flow.step === 'file' && <FileStep reading={flow.reading} issues={flow.issues} unfinished={unfinished} onFile={choose}
        onForget={(importId) => { server.call('import.cancel', importId).then(() => setUnfinished(null), (error: unknown) => happen({ event: 'fileRefused', issues: issuesOf(error) })); }} />}
      {flow.step === 'columns' && <ColumnsStep source={flow.source} sheetIndex={flow.sheetIndex} reading={flow.reading} unfinished={unfinished} happen={happen}
        onUpload={(table, from) => upload(table, flow.source.name, from)} />}
      {flow.step === 'upload' && <UploadStep progress={flow.progress} fileName={flow.source.name} cancelling={flow.cancelling} issues={flow.issues}
        onCancel={() => { cancelled.current = true; happen({ event: 'cancelAsked' }); }} onAgain={() => goOn(flow.reading, flow.source.name)} onBack={() => happen({ event: 'back' })} />}
      {flow.step === 'cancelled' && <CancelledStep progress={flow.progress} onBack={() => happen({ event: 'back' })} onAgain={() => upload(flow.reading, flow.source.name, null)} />}
      {flow.step === 'result' && <ResultStep fileName={flow.fileName} report={flow.report} recalculated={flow.recalculated} happen={happen} />}
    </div>
  );
}
