/** The dock for the script's sidebar: 300 pixels, as Google gives it. */
import type { Session } from './session';
import { PageFrame } from './frames';
import { useSpeech } from './language';
import { CloseIcon } from './icons';
import { useSession } from './view';

export function Sidebar({ session }: { readonly session: Session }) {
  useSession(session);
  const { texts } = useSpeech();
  const page = session.sidebar;
  if (page === null) return null;
  const title = page.title === '' ? texts.sidebar : page.title;
  return (
    <aside class="sidebar" aria-label={title}>
      <div class="sidebar-head">
        <h2>{title}</h2>
        <button type="button" class="icon-button" aria-label={texts.closeNamed(title)} onClick={() => session.workbench.closePage(page.id)}>
          <CloseIcon />
        </button>
      </div>
      <PageFrame key={page.id} session={session} page={page} label={title} />
    </aside>
  );
}
