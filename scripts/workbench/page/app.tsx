/** The frame of the page: bar, grid, dock, panel; and what is seen before and instead of them. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Dialogs } from './dialog';
import { SpeechContext, useSpeech, type Speech } from './language';
import { Panel } from './panel';
import type { Session } from './session';
import { Sidebar } from './sidebar';
import { Toasts } from './toasts';
import { TopBar } from './top-bar';
import { useSession } from './view';

export interface AppProps {
  readonly speech: Speech;
  /** The element Univer fills; made once, kept through all redraws. */
  readonly gridElement: HTMLElement;
  /** Null while the spreadsheet is being opened. */
  readonly session: Session | null;
}

export function App({ speech, gridElement, session }: AppProps) {
  return (
    <SpeechContext.Provider value={speech}>
      <a class="skip" href="#grid" onClick={(event) => {
        event.preventDefault();
        if (session === null) gridElement.focus();
        else session.grid.focus();
      }}>
        {speech.texts.skipToGrid}
      </a>
      {session === null ? <TopBarPlaceholder /> : <TopBar session={session} />}
      <div class="workspace">
        <GridPlace element={gridElement} ready={session !== null}>
          {session !== null && <Toasts session={session} />}
        </GridPlace>
        {session !== null && <Dock session={session} />}
      </div>
      {session !== null && <Panel session={session} />}
      {session !== null && <Dialogs session={session} />}
    </SpeechContext.Provider>
  );
}

function TopBarPlaceholder() {
  const { texts } = useSpeech();
  return (
    <header class="top-bar">
      <img class="mark" src="icon.svg" alt={texts.workbench} width={28} height={28} />
      <p role="status" class="second">{texts.loading}</p>
    </header>
  );
}

interface GridPlaceProps {
  readonly element: HTMLElement;
  readonly ready: boolean;
  readonly children: ComponentChildren;
}

function GridPlace({ element, ready, children }: GridPlaceProps) {
  const { texts } = useSpeech();
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    // First of all, so that messages are drawn over it.
    place.current?.prepend(element);
  }, [element]);
  return (
    <main class="grid-place" ref={place} aria-label={texts.grid} aria-describedby="grid-hint" aria-busy={!ready}>
      <p id="grid-hint" class="unseen">{texts.gridHint}</p>
      {children}
    </main>
  );
}

/** The sidebar, and the grid's notice of the room it takes. */
function Dock({ session }: { readonly session: Session }) {
  useSession(session);
  const open = session.sidebar !== null;
  useEffect(() => session.grid.resized(), [open]);
  return <Sidebar session={session} />;
}

/** Shown when the workbench cannot start: what happened, what is safe, what to press. */
export function StartFailed({ speech, message, onAfresh }: { readonly speech: Speech; readonly message: string; readonly onAfresh: () => void }) {
  const { texts } = speech;
  return (
    <main class="start-failed">
      <h1>{texts.startFailed}</h1>
      <p class="failure">{message}</p>
      <p>{texts.startFailedHint}</p>
      <div class="line">
        <button type="button" class="button button-primary" onClick={() => location.reload()}>{texts.reload}</button>
        <button type="button" class="button" onClick={onAfresh}>{texts.startAfresh}</button>
      </div>
    </main>
  );
}
