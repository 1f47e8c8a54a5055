/** The fourth step: rows being written, with a stop between chunks; what was stopped or broke off goes on from where the server stands, or is taken back. */
import type { JSX } from 'preact';
import type { ImportProgress } from '../../../src/contract/import-views';
import type { IssueView } from '../../../src/contract/issue-view';
import type { UndoReport } from '../../../src/contract/journal-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { Notice } from '../../shared/notice';
import type { ImportEvent } from './flow';
import { RunProgress } from './run-progress';
import { Undone } from './undone';

export interface UploadStepProps {
  readonly progress: ImportProgress | null;
  readonly fileName: string;
  readonly cancelling: boolean;
  readonly issues: readonly IssueView[];
  readonly onCancel: () => void;
  readonly onAgain: () => void;
  readonly onBack: () => void;
}

export function UploadStep({ progress, fileName, cancelling, issues, onCancel, onAgain, onBack }: UploadStepProps): JSX.Element {
  const { words } = usePage();
  if (issues.length > 0) {
    return (
      <>
        <Issues issues={issues} />
        {progress !== null && <p>{words.say('import.safe', { done: progress.rowsDone, total: progress.rowsTotal })}</p>}
        <div class="dialog-foot">
          <Button apart onPress={onBack}>{words.say('action.back')}</Button>
          <Button kind="primary" onPress={onAgain}>{words.say('import.continue')}</Button>
        </div>
      </>
    );
  }
  const finishing = progress !== null && progress.rowsDone >= progress.rowsTotal;
  return (
    <>
      <RunProgress label={words.say('import.uploading', { name: fileName })} progress={progress} starting={words.say('import.starting')}
        now={cancelling ? words.say('import.cancelling') : finishing ? words.say('import.finishing') : ''}
        cancelText={words.say('action.stop')} {...(finishing ? {} : { onCancel })} cancelBusy={cancelling} />
      <p class="second">{words.say('import.closing')}</p>
    </>
  );
}

export interface StoppedStepProps {
  readonly progress: ImportProgress;
  readonly undone: UndoReport | null;
  readonly onUndo: () => void;
  readonly onGoOn: () => void;
  readonly happen: (event: ImportEvent) => void;
}

export function StoppedStep({ progress, undone, onUndo, onGoOn, happen }: StoppedStepProps): JSX.Element {
  const { words, close } = usePage();
  const written = progress.rowsDone > 0;
  if (undone !== null) {
    return (
      <>
        <Undone report={undone} />
        <div class="dialog-foot">
          <Button apart onPress={() => happen({ event: 'back' })}>{words.say('action.back')}</Button>
          <Button kind="primary" onPress={close}>{words.say('action.close')}</Button>
        </div>
      </>
    );
  }
  return (
    <>
      <Notice kind="info" title={words.say('import.stopped')}>
        <p>{written ? words.say('import.stoppedRows', { done: progress.rowsDone, total: progress.rowsTotal }) : words.say('import.nothingWritten')}</p>
      </Notice>
      <div class="dialog-foot">
        <Button apart onPress={close}>{words.say('action.close')}</Button>
        {written && <Button onPress={onUndo}>{words.say('import.undo')}</Button>}
        <Button kind="primary" onPress={onGoOn}>{words.say('import.continue')}</Button>
      </div>
    </>
  );
}
