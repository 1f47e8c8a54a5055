/** Progress of long work: done of all, what is happening now, time left in words, cancel. Read out by screen readers as it goes. */
import type { JSX } from 'preact';
import { Button } from './button';

export interface ProgressProps {
  readonly label: string;
  /** 0–1; null when the amount of work is not known. */
  readonly done: number | null;
  /** "1 200 of 4 906 rows". */
  readonly text: string;
  /** What happens now, or how long it will take. */
  readonly now?: string;
  readonly cancelText?: string;
  readonly onCancel?: () => void;
  readonly cancelBusy?: boolean;
}

export function Progress({ label, done, text, now, cancelText, onCancel, cancelBusy = false }: ProgressProps): JSX.Element {
  const percent = done === null ? null : Math.round(Math.max(0, Math.min(1, done)) * 100);
  return (
    <div class="progress">
      <h2>{label}</h2>
      <div class="progress-track" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent ?? undefined}>
        <div class="progress-part" style={{ width: `${percent ?? 12}%` }} />
      </div>
      <div role="status" aria-live="polite">
        <div class="figure">{text}</div>
        {now !== undefined && now !== '' && <div class="second">{now}</div>}
      </div>
      {onCancel !== undefined && cancelText !== undefined && <div><Button onPress={onCancel} busy={cancelBusy}>{cancelText}</Button></div>}
    </div>
  );
}
