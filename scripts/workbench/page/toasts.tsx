/** Messages at the lower right: the script's toasts and the workbench's own. */
import { CloseIcon } from './icons';
import { useSpeech } from './language';
import type { Session } from './session';
import { useSession } from './view';

export function Toasts({ session }: { readonly session: Session }) {
  useSession(session);
  const { texts } = useSpeech();
  return (
    <div class="toasts" role="status" aria-live="polite">
      {session.messages.toasts.map((toast) => (
        <div key={toast.id} class={`toast toast-${toast.kind}`}>
          <div class="toast-body">
            {toast.title !== '' && <strong>{toast.title}</strong>}
            <p>{toast.message}</p>
          </div>
          <button type="button" class="icon-button" aria-label={texts.close} onClick={() => session.messages.dismiss(toast.id)}>
            <CloseIcon />
          </button>
        </div>
      ))}
    </div>
  );
}
