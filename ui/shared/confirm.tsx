/** A question before something that cannot be taken back: names the object and the number; above a limit the number is typed, or a text that tells the object. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Button } from './button';
import { Input } from './input';

/** Above this many recipients the number is typed before it happens. */
export const typedConfirmationAbove = 50;

/** Whether what was typed agrees to the number: spaces of thousands do not matter, anything else does. */
export function agreesToNumber(typed: string, count: number): boolean {
  return count <= typedConfirmationAbove || typed.replace(/[\s\u00a0\u202f]/g, '') === String(count);
}

export interface ConfirmProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly count: number;
  /** "Type 120 to confirm". */
  readonly typeLabel: string;
  readonly yesText: string;
  readonly noText: string;
  /** A text that must be typed as it is, in place of the number. */
  readonly answer?: string;
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

export function Confirm({ title, children, count, answer, typeLabel, yesText, noText, danger = false, busy = false, onYes, onNo }: ConfirmProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  const titleId = useId();
  const isAsked = answer !== undefined || count > typedConfirmationAbove;
  const agrees = answer === undefined ? agreesToNumber(typed, count) : typed.trim() === answer;
  useEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} class="confirm" aria-labelledby={titleId} onCancel={(event) => { event.preventDefault(); if (!busy) onNo(); }}>
      <div class="column">
        <h1 id={titleId}>{title}</h1>
        <div class="column column-tight">{children}</div>
        {isAsked && <Input label={typeLabel} value={typed} onChange={setTyped} disabled={busy} />}
        <div class="confirm-actions">
          <Button onPress={onNo} disabled={busy}>{noText}</Button>
          <Button kind={danger ? 'danger' : 'primary'} busy={busy} disabled={!agrees} onPress={onYes}>{yesText}</Button>
        </div>
      </div>
    </dialog>
  );
}
