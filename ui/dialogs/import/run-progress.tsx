/** Rows on their way, looked at or written: how many of all, the time left at the pace so far, and a way to stop. */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { usePage } from '../../shared/context';
import { Progress } from '../../shared/progress';
import type { Words } from '../../language/words';
import type { RowsDone } from './flow';
import { secondsLeft } from './upload';

export interface RunProgressProps {
  readonly label: string;
  /** Null until the first answer. */
  readonly progress: RowsDone | null;
  /** Said until the first answer. */
  readonly starting: string;
  /** Said instead of the time left. */
  readonly now?: string;
  readonly cancelText: string;
  /** Absent when there is nothing to stop any more. */
  readonly onCancel?: () => void;
  readonly cancelBusy?: boolean;
}

/** "About 40 seconds left", from a minute and a half on in minutes. */
export function timeLeftText(seconds: number, words: Words): string {
  return seconds < 90 ? words.say('import.timeLeft', { seconds: Math.max(1, seconds) }) : words.say('import.minutesLeft', { minutes: Math.round(seconds / 60) });
}

export function RunProgress({ label, progress, starting, now = '', cancelText, onCancel, cancelBusy = false }: RunProgressProps): JSX.Element {
  const { words } = usePage();
  const start = useRef<{ at: number; rows: number } | null>(null);
  useEffect(() => {
    if (progress !== null && start.current === null) start.current = { at: Date.now(), rows: progress.rowsDone };
  }, [progress]);
  const left = progress === null || start.current === null ? null : secondsLeft(progress, start.current.rows, Date.now() - start.current.at);
  return (
    <Progress label={label} done={progress === null ? null : progress.rowsDone / Math.max(1, progress.rowsTotal)}
      text={progress === null ? starting : words.say('import.done', { done: progress.rowsDone, total: progress.rowsTotal })}
      now={now !== '' ? now : left === null ? '' : timeLeftText(left, words)}
      {...(onCancel === undefined ? {} : { cancelText, onCancel })} cancelBusy={cancelBusy} />
  );
}
