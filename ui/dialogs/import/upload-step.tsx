/** The third step: rows on their way, with cancel; a broken-off upload goes on from where the server stands. */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ImportProgress } from '../../../src/contract/import-views';
import type { IssueView } from '../../../src/contract/issue-view';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { Notice } from '../../shared/notice';
import { Progress } from '../../shared/progress';
import { secondsLeft } from './upload';

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
  const start = useRef<{ at: number; rows: number } | null>(null);
  useEffect(() => {
    if (progress !== null && start.current === null) start.current = { at: Date.now(), rows: progress.rowsDone };
  }, [progress]);
  if (issues.length > 0) {
    return (
      <>
        <Issues issues={issues} action={<Button kind="primary" onPress={onAgain}>{words.say('import.continue')}</Button>} />
        {progress !== null && <p>{words.say('import.safe', { done: progress.rowsDone, total: progress.rowsTotal })}</p>}
        <div class="dialog-foot"><Button apart onPress={onBack}>{words.say('action.back')}</Button></div>
      </>
    );
  }
  const left = progress === null || start.current === null ? null : secondsLeft(progress, start.current.rows, Date.now() - start.current.at);
  const finishing = progress !== null && progress.rowsDone >= progress.rowsTotal;
  return (
    <>
      <Progress label={words.say('import.uploading', { name: fileName })} done={progress === null ? null : progress.rowsDone / Math.max(1, progress.rowsTotal)}
        text={progress === null ? words.say('import.starting') : words.say('import.done', { done: progress.rowsDone, total: progress.rowsTotal })}
        now={cancelling ? words.say('import.cancelling') : finishing ? words.say('import.finishing') : left === null ? '' : words.say('import.timeLeft', { seconds: Math.max(1, left) })}
        {...(finishing ? {} : { cancelText: words.say('action.cancel'), onCancel })} cancelBusy={cancelling} />
      <p class="second">{words.say('import.closing')}</p>
    </>
  );
}

export function CancelledStep({ progress, onBack, onAgain }: { readonly progress: ImportProgress; readonly onBack: () => void; readonly onAgain: () => void }): JSX.Element {
  const { words, close } = usePage();
  return (
    <>
      <Notice kind="info" title={words.say('import.cancelled')}>
        <p>{progress.rowsDone === 0 ? words.say('import.cancelledNone') : words.say('import.cancelledRows', { count: progress.rowsDone })}</p>
      </Notice>
      <div class="dialog-foot">
        <Button apart onPress={onBack}>{words.say('action.back')}</Button>
        <Button onPress={close}>{words.say('action.close')}</Button>
        <Button kind="primary" onPress={onAgain}>{words.say('import.fromStart')}</Button>
      </div>
    </>
  );
}
