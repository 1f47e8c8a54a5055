/** A short message at the bottom, with an undo where there is one; it stays until dismissed, so nobody has to hurry. */
import type { JSX } from 'preact';
import { Button } from './button';

export interface ToastProps {
  readonly text: string;
  readonly undoText?: string;
  readonly onUndo?: () => void;
  readonly closeText: string;
  readonly onClose: () => void;
}

export function Toast({ text, undoText, onUndo, closeText, onClose }: ToastProps): JSX.Element {
  return (
    <div class="toast" role="status">
      <span class="grow">{text}</span>
      {onUndo !== undefined && undoText !== undefined && <Button kind="link" onPress={onUndo}>{undoText}</Button>}
      <Button kind="link" onPress={onClose}>{closeText}</Button>
    </div>
  );
}
