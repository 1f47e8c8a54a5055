/** The bar at the top: name of the document, menus, what runs now. */
import { useRef, useState } from 'preact/hooks';
import type { Menu, MenuEntry } from '../runtime/window';
import { useSpeech } from './language';
import { openFile, saveXlsx } from './files';
import { MenuBar, type BarMenu, type MenuLine } from './menu';
import type { Session } from './session';
import { useSession } from './view';

export function TopBar({ session }: { readonly session: Session }) {
  useSession(session);
  const { texts } = useSpeech();
  const fileInput = useRef<HTMLInputElement>(null);
  const menus: BarMenu[] = [
    { caption: texts.file, lines: fileLines(session, () => fileInput.current?.click()) },
    ...session.barMenus.map((menu) => ({ caption: menu.caption, lines: scriptLines(session, menu) })),
    { caption: texts.extensions, lines: extensionLines(session) },
  ];
  return (
    <header class="top-bar">
      <img class="mark" src="icon.svg" alt={texts.workbench} width={28} height={28} />
      <DocumentName session={session} />
      <MenuBar label={texts.mainMenu} menus={menus} />
      <input
        ref={fileInput}
        type="file"
        class="unseen"
        tabIndex={-1}
        aria-label={texts.fileOpen}
        accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file !== undefined) void openFile(session, file);
        }}
      />
      <RunningNow session={session} />
      <Person session={session} />
    </header>
  );
}

function DocumentName({ session }: { readonly session: Session }) {
  const { texts } = useSpeech();
  const { book } = session;
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (): void => {
    const name = draft?.trim() ?? '';
    if (book !== null && name !== '') {
      book.name = name;
      session.changed();
    }
    setDraft(null);
  };
  return (
    <h1 class="document-name">
      <input
        aria-label={texts.documentName}
        value={draft ?? book?.name ?? ''}
        size={Math.max(8, Math.min(48, (draft ?? book?.name ?? '').length))}
        disabled={book === null}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          else if (event.key === 'Escape') setDraft(null);
        }}
      />
    </h1>
  );
}

/** Like Google's "running script" line, shown only for what takes longer than a blink. */
function RunningNow({ session }: { readonly session: Session }) {
  const { texts } = useSpeech();
  const record = session.running.at(-1);
  return (
    <div class="running" role="status">
      {record !== undefined && (
        <span class="running-line" key={record.id}>
          <span class="spinner" aria-hidden="true" />
          {texts.running(record.functionName)}
          <button type="button" class="link" onClick={() => session.workbench.kill(record.id)}>
            {texts.stop}
          </button>
        </span>
      )}
    </div>
  );
}

function Person({ session }: { readonly session: Session }) {
  const { texts } = useSpeech();
  const user = session.workbench.users.find((other) => other.email === session.settings.userEmail);
  if (user === undefined) return null;
  const initials = user.name.split(' ').map((word) => word[0] ?? '').join('').slice(0, 2);
  return (
    <button type="button" class="person" title={user.email} aria-label={`${initials}: ${user.name}, ${user.email}. ${texts.person}`} onClick={() => session.open('settings')}>
      {initials}
    </button>
  );
}

function fileLines(session: Session, chooseFile: () => void): readonly MenuLine[] {
  const { texts } = session.speech;
  const others = session.engine.books().filter((book) => book.id !== session.settings.bookId);
  return [
    { kind: 'action', caption: texts.fileNew, run: () => void session.newBook() },
    { kind: 'action', caption: texts.fileOpen, run: chooseFile },
    { kind: 'action', caption: texts.fileCopy, run: () => void session.copyBook() },
    { kind: 'separator' },
    { kind: 'action', caption: texts.fileSave, run: () => void saveXlsx(session) },
    ...(session.hasDemo || others.length > 0 ? [{ kind: 'separator' as const }] : []),
    ...(session.hasDemo ? [{ kind: 'action' as const, caption: texts.fileDemo, run: () => void session.demoBook() }] : []),
    ...(others.length === 0
      ? []
      : [
          {
            kind: 'submenu' as const,
            caption: texts.fileOthers,
            lines: others.map((book) => ({ kind: 'action' as const, caption: book.name, run: () => void session.show(book.id) })),
          },
        ]),
  ];
}

/** All menus of the script, those of the bar too: here they are found wherever the script put them. */
function extensionLines(session: Session): readonly MenuLine[] {
  const { texts } = session.speech;
  if (session.menus.length === 0) return [{ kind: 'note', caption: session.scripts.built ? texts.extensionsEmpty : texts.noProject }];
  return session.menus.map((menu) => ({ kind: 'submenu', caption: menu.caption, lines: scriptLines(session, menu) }));
}

function scriptLines(session: Session, menu: Menu): readonly MenuLine[] {
  const lines = (entries: readonly MenuEntry[], path: readonly string[]): readonly MenuLine[] =>
    entries.map((entry): MenuLine => {
      if (entry === 'separator') return { kind: 'separator' };
      const own = [...path, entry.caption];
      if (entry.functionName === null) return { kind: 'submenu', caption: entry.caption, lines: lines(entry.items, own) };
      return { kind: 'action', caption: entry.caption, run: () => void session.clickMenu(menu, own) };
    });
  return lines(menu.entries, [menu.caption]);
}
