/** Dialogs: the script's own pages in the size it asked for, and its alerts and prompts. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { OpenPage } from '../runtime/window';
import { PageFrame } from './frames';
import { CloseIcon } from './icons';
import { useSpeech, type Catalogue } from './language';
import type { OpenQuestion } from './messages';
import type { Session } from './session';
import { useSession } from './view';

/** Google's sizes where the script names none. */
const DEFAULT_WIDTH_PX = 600;
const DEFAULT_HEIGHT_PX = 400;

/** All dialogs that are open, questions on top. */
export function Dialogs({ session }: { readonly session: Session }) {
  useSession(session);
  return (
    <>
      {session.dialogs.map((page) => (
        <PageDialog key={page.id} session={session} page={page} />
      ))}
      {session.messages.questions.slice(0, 1).map((open) => (
        <QuestionDialog key={open.id} open={open} />
      ))}
    </>
  );
}

interface WindowProps {
  readonly title: string;
  readonly modal: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** The native dialog element: it keeps the focus inside, closes with Escape and gives the focus back. */
function Window({ title, modal, onClose, children }: WindowProps) {
  const element = useRef<HTMLDialogElement>(null);
  const { texts } = useSpeech();
  useEffect(() => {
    const dialog = element.current;
    if (dialog === null) return undefined;
    const before = document.activeElement;
    if (modal) dialog.showModal();
    else dialog.show();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [modal]);
  return (
    <dialog
      ref={element}
      class={modal ? 'window' : 'window window-modeless'}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="window-head">
        <h2>{title}</h2>
        <button type="button" class="icon-button" aria-label={texts.closeNamed(title)} onClick={onClose}>
          <CloseIcon />
        </button>
      </div>
      {children}
    </dialog>
  );
}

function PageDialog({ session, page }: { readonly session: Session; readonly page: OpenPage }) {
  const { texts } = useSpeech();
  const [size, setSize] = useState({ widthPx: page.widthPx ?? DEFAULT_WIDTH_PX, heightPx: page.heightPx ?? DEFAULT_HEIGHT_PX });
  const title = page.title === '' ? texts.dialog : page.title;
  return (
    <Window title={title} modal={page.place === 'modal'} onClose={() => session.workbench.closePage(page.id)}>
      <div class="window-page" style={{ width: `${size.widthPx}px`, height: `${size.heightPx}px` }}>
        <PageFrame session={session} page={page} label={title} onResize={(asked) => setSize((before) => ({ ...before, ...asked }))} />
      </div>
    </Window>
  );
}

function QuestionDialog({ open }: { readonly open: OpenQuestion }) {
  const { texts } = useSpeech();
  const { question } = open;
  const [text, setText] = useState('');
  const title = question.title === '' ? texts.scriptMessage : question.title;
  const answer = (button: string): void => open.answer({ button, text });
  const buttons = buttonsOf(question.buttons, texts);
  return (
    <Window title={title} modal onClose={() => answer('CLOSE')}>
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault();
          answer(buttons[0]?.name ?? 'OK');
        }}
      >
        <p class="question-text" id="question-text">{question.prompt}</p>
        {question.kind === 'prompt' && (
          <input
            class="input"
            aria-label={texts.answer}
            aria-describedby="question-text"
            value={text}
            autoFocus
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
        <div class="question-buttons">
          {buttons.map(({ name, caption }, index) => (
            <button
              key={name}
              type={index === 0 ? 'submit' : 'button'}
              class={index === 0 ? 'button button-primary' : 'button'}
              autoFocus={index === 0 && question.kind === 'alert'}
              {...(index === 0 ? {} : { onClick: () => answer(name) })}
            >
              {caption}
            </button>
          ))}
        </div>
      </form>
    </Window>
  );
}

function buttonsOf(set: string, texts: Catalogue): readonly { readonly name: string; readonly caption: string }[] {
  const captions: Readonly<Record<string, string>> = { OK: texts.ok, CANCEL: texts.cancel, YES: texts.yes, NO: texts.no };
  return set.split('_').map((name) => ({ name, caption: captions[name] ?? name }));
}
