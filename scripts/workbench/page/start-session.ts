/** Puts the parts together: grid, host, saved state, script, the link to the server. */
import { createBrowserTransport } from '../runtime/transport-browser';
import { createWorkbench } from '../runtime/workbench';
import { SERVICES } from '../services/services';
import { offerConsole } from './console';
import { createGrid } from './grid';
import type { Speech } from './language';
import { messageOf } from './messages';
import { fetchProject, linkToServer, loopbackFetch, type BuiltProject } from './server-link';
import { Session } from './session';
import { PEOPLE, type SavedState, type Settings } from './settings-state';

export interface SessionStart {
  readonly gridElement: HTMLElement;
  readonly words: Speech;
  readonly settings: Settings;
  /** What the last session left, null at the first start. */
  readonly saved: SavedState | null;
  readonly built: BuiltProject;
}

/** Resolves when a book is on the screen; its script's onOpen may still run. */
export async function startSession({ gridElement, words, settings, saved, built }: SessionStart): Promise<Session> {
  let now = (): number => Date.now();
  const grid = createGrid(gridElement, words, () => new Date(now()));
  const workbench = createWorkbench({
    engine: grid.engine,
    transport: createBrowserTransport(),
    services: SERVICES,
    clock: built.clock ?? Date.now(),
    locale: words.language === 'ru' ? 'ru_RU' : 'en_US',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    users: PEOPLE.map(({ email }) => ({ email })),
    latencyMs: settings.latencyMs,
    seed: crypto.getRandomValues(new Uint32Array(1))[0] ?? 1,
    fetch: loopbackFetch,
    webAppBase: `${location.origin}/macros/s`,
  });
  now = () => workbench.clock.now();
  if (saved !== null) workbench.restore(saved.host);
  for (const { email, names } of PEOPLE) workbench.addUser({ email, name: names[words.language], language: words.language, account: 'consumer' });
  // The server may have another port than last time: the addresses of web apps follow it.
  for (const project of workbench.projects) if (project.webAppUrl !== null) workbench.deployWebApp(project.id);
  const session = new Session(workbench, grid.engine, grid, settings, built.title, built.demos);
  linkToServer({
    projectChanged: () => void fetchProject().then(({ files }) => session.projectChanged(files)),
    superseded: () => {
      session.superseded = true;
      session.refresh();
    },
    exec: (question) => session.visits.exec(question),
    execCall: (message) => session.visits.execCall(message),
    connection: (connected) => {
      if (session.connected === connected) return;
      session.connected = connected;
      session.refresh();
    },
  });
  if (built.files.length > 0) session.scripts.use(built.files);
  const book = session.book ?? (await session.firstBook());
  // The grid is on the screen now; the menus follow when the script's onOpen has run.
  session.show(book.id).catch((error: unknown) => session.messages.tell(messageOf(error), 'error'));
  offerConsole(session);
  return session;
}
