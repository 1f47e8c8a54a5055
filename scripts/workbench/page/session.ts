/** The page's working state: what the script shows, what ran, which book is open; components listen to it. */
import type { Book, Engine } from '../engine/book';
import type { Json } from '../runtime/state';
import type { Answer, Menu, OpenPage, Question } from '../runtime/window';
import type { ScriptProject } from '../runtime/execution';
import type { Letter } from '../runtime/mail-store';
import type { ExecutionRecord, ScriptFailure, SourceFile, WebAnswer, Workbench } from '../runtime/workbench';
import type { ClientMessage, HostMessage } from '../runtime/client/protocol';
import { CALL_PATH, type ExecQuestion } from '../server/web-app-protocol';
import { withClient } from '../runtime/web-page';
import { fetchDemo, loopbackFetch, putState } from './server-link';
import { speech, type Language, type Speech } from './language';
import { Saver } from './saver';
import type { SavedState, ScriptForm, Settings } from './settings-state';
import type { BookSnapshot } from '../engine/values';
import type { Grid } from './grid';

/** A message at the edge of the window. */
export interface ToastView {
  readonly id: number;
  readonly title: string;
  readonly message: string;
  readonly kind: 'script' | 'workbench' | 'error';
}

/** An alert or prompt that waits for its answer. */
export interface OpenQuestion {
  readonly id: number;
  readonly question: Question;
  readonly answer: (answer: Answer) => void;
}

/** Sections of the panel at the bottom. */
export type Section = 'mailbox' | 'executions' | 'clock' | 'settings';

const TOAST_SECONDS = 5;
/** How often the virtual clock follows the machine's. */
const TICK_MS = 20_000;
const DAY_MS = 86_400_000;
const FRAME_MS = 16;
/** A project without any code. */
const NO_FILES: readonly SourceFile[] = [{ path: 'appsscript.json', source: '{}' }];

/** One open workbench page. */
export class Session {
  readonly saver: Saver;
  settings: Settings;
  section: Section | null = null;
  toasts: readonly ToastView[] = [];
  questions: readonly OpenQuestion[] = [];
  connected = true;
  /** The workbench was opened in another tab, which now has the state. */
  superseded = false;
  movingClock = false;
  /** Letters that were looked at. */
  readonly readLetters = new Set<string>();
  private sources: readonly SourceFile[] = [];
  private readonly seenExecutions = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private dirty = false;
  private lastId = 0;
  private notifyQueued = false;

  constructor(
    readonly workbench: Workbench,
    readonly engine: Engine,
    readonly grid: Grid,
    settings: Settings,
    /** Name of the script project, and of its submenu of Extensions. */
    private readonly title: string,
    /** Languages that have a demo book. */
    private readonly demos: readonly Language[],
  ) {
    this.settings = settings;
    this.saver = new Saver(() => this.save(), () => this.tell(this.speech.texts.saveFailed, 'error'));
    Object.assign(workbench.events, {
      respond: (question: Question) => this.ask(question),
      menusChanged: () => this.changed(),
      pageOpened: () => this.changed(),
      pageClosed: () => this.changed(),
      toast: (toast: { message: string; title: string; timeoutSeconds: number }) => this.toast('script', toast.title, toast.message, toast.timeoutSeconds),
      executionStarted: () => this.changed(),
      executionEnded: () => {
        this.seeExecutions();
        this.changed();
      },
      letterSent: () => this.changed(),
      clockMoved: () => this.refresh(),
    });
    engine.onEvent((event) => {
      if (event.kind === 'edit') void workbench.edited(event, this.settings.userEmail);
      this.changed();
    });
    grid.onSelection((bookId, sheetId, ranges) => {
      if (bookId === workbench.openBookId(this.settings.userEmail)) workbench.select(sheetId, ranges, this.settings.userEmail);
    });
    grid.onChange(() => this.changed());
    for (const record of workbench.history) this.seenExecutions.add(record.id);
    setInterval(() => void this.tick(), TICK_MS);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden' && this.unsaved) void this.saver.flush();
    });
  }

  get speech(): Speech {
    return speech(this.settings.language);
  }

  /** The book shown; null only before the first one is opened. */
  get book(): Book | null {
    return this.settings.bookId === null ? null : this.engine.book(this.settings.bookId);
  }

  /** Menus of the scripts in the current window. */
  get menus(): readonly Menu[] {
    return this.workbench.menus(this.settings.userEmail);
  }

  /** Those of them that stand in the bar; the menus of a published add-on are all moved below Extensions. */
  get barMenus(): readonly Menu[] {
    return this.settings.scriptForm === 'published' ? [] : this.menus.filter((menu) => !menu.addon);
  }

  /** The sidebar of the person at the keyboard. */
  get sidebar(): OpenPage | null {
    return this.ownPages.filter((page) => page.place === 'sidebar').at(-1) ?? null;
  }

  /** Dialogs of the person at the keyboard. */
  get dialogs(): readonly OpenPage[] {
    return this.ownPages.filter((page) => page.place !== 'sidebar');
  }

  /** Executions a person started or noticed that run now, evaluations in cells left out. */
  get running(): readonly ExecutionRecord[] {
    return this.workbench.history.filter((record) => record.state === 'running' && record.kind !== 'customFunction');
  }

  /** False when nothing is built. */
  get hasProject(): boolean {
    return this.sources.length > 0;
  }

  /** The script project of the open book. */
  get project(): ScriptProject | null {
    return this.settings.bookId === null ? null : this.serving(this.settings.bookId);
  }

  /** Letters of the person at the keyboard, newest first. */
  get sentLetters(): readonly Letter[] {
    return this.workbench.mail.sent.filter((letter) => letter.ownerEmail === this.settings.userEmail).reverse();
  }

  get draftLetters(): readonly Letter[] {
    return this.workbench.mail.drafts.map((draft) => draft.letter).filter((letter) => letter.ownerEmail === this.settings.userEmail).reverse();
  }

  get unreadCount(): number {
    return this.sentLetters.filter((letter) => !this.readLetters.has(letter.id)).length;
  }

  /** Executions that failed since the list was last looked at. */
  get failedCount(): number {
    return this.workbench.history.filter((record) => record.state === 'failed' && record.kind !== 'customFunction' && !this.seenExecutions.has(record.id)).length;
  }

  /** Use of daily quotas by the person at the keyboard in the last 24 virtual hours. */
  get quotaUsed(): readonly { readonly name: string; readonly amount: number }[] {
    const since = this.workbench.clock.now() - DAY_MS;
    const recipients = this.sentLetters
      .filter((letter) => letter.timeMs > since)
      .reduce((sum, letter) => sum + letter.to.length + letter.cc.length + letter.bcc.length, 0);
    const requests = this.workbench.history
      .filter((record) => record.startMs > since && record.userEmail === this.settings.userEmail)
      .reduce((sum, record) => sum + (record.counts.services['UrlFetchApp'] ?? 0), 0);
    return [{ name: 'email', amount: recipients }, { name: 'urlfetch', amount: requests }].filter(({ amount }) => amount > 0);
  }

  private get ownPages(): readonly OpenPage[] {
    return this.workbench.pages.filter((page) => page.userEmail === this.settings.userEmail && page.bookId === this.settings.bookId);
  }

  /** Calls the listener after each change, at most once in a frame. Returns the function that removes it. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** True while something is not on disk yet. */
  get unsaved(): boolean {
    return this.dirty || this.saver.pending;
  }

  /** Something that is shown or saved has changed. */
  changed(): void {
    this.dirty = true;
    // While a script runs its end will ask for the save: a large book is not written out after each of its calls.
    if (this.running.length === 0) this.saver.request();
    this.refresh();
  }

  /** Shows again without saving. */
  refresh(): void {
    if (this.notifyQueued) return;
    this.notifyQueued = true;
    setTimeout(() => {
      this.notifyQueued = false;
      for (const listener of this.listeners) listener();
    }, FRAME_MS);
  }

  /** Changes settings that need nothing but showing and saving. */
  set(change: Partial<Settings>): void {
    this.settings = { ...this.settings, ...change };
    this.changed();
  }

  open(section: Section | null): void {
    this.section = section;
    this.seeExecutions();
    this.refresh();
  }

  /** While the list of executions is open, everything in it counts as seen. */
  private seeExecutions(): void {
    if (this.section === 'executions') for (const record of this.workbench.history) this.seenExecutions.add(record.id);
  }

  // Messages

  /** A message of the workbench itself. */
  tell(message: string, kind: 'workbench' | 'error' = 'workbench', title = ''): void {
    this.toast(kind, title, message, kind === 'error' ? 12 : TOAST_SECONDS);
  }

  dismissToast(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
    this.refresh();
  }

  private toast(kind: ToastView['kind'], title: string, message: string, timeoutSeconds: number): void {
    const id = (this.lastId += 1);
    // A script shows one toast at a time: a new one takes the place of the old.
    const kept = kind === 'script' ? this.toasts.filter((toast) => toast.kind !== 'script') : this.toasts;
    this.toasts = [...kept, { id, title, message, kind }];
    if (timeoutSeconds >= 0) setTimeout(() => this.dismissToast(id), timeoutSeconds * 1000);
    this.refresh();
  }

  private ask(question: Question): Promise<Answer> {
    return new Promise((resolve) => {
      const id = (this.lastId += 1);
      const answer = (given: Answer): void => {
        this.questions = this.questions.filter((open) => open.id !== id);
        this.refresh();
        resolve(given);
      };
      this.questions = [...this.questions, { id, question, answer }];
      this.refresh();
    });
  }

  // Script

  /** Takes a build of the script into use in every book that carries it; a broken build is told, and the one before stays. */
  useProject(files: readonly SourceFile[]): boolean {
    const { scriptForm } = this.settings;
    try {
      for (const [index, { id }] of this.workbench.projects.entries()) {
        // As an add-on one project works in every book: the first one does, the others are empty meanwhile.
        if (scriptForm === 'bound') this.workbench.install(files, { projectId: id, form: 'bound', published: false });
        else if (index === 0) this.workbench.install(files, { projectId: id, form: 'addon', published: scriptForm === 'published' });
        else this.workbench.install(NO_FILES, { projectId: id, form: 'bound', published: false });
      }
    } catch (error) {
      this.tell(this.speech.texts.projectBroken(messageOf(error)), 'error');
      return false;
    }
    this.sources = files;
    return true;
  }

  /** The project that works in the book, null when none was installed for it. */
  private serving(bookId: string): ScriptProject | null {
    const { projects } = this.workbench;
    return (this.settings.scriptForm === 'bound' ? projects.find((project) => project.boundBookId === bookId) : projects[0]) ?? null;
  }

  /** A new build arrived while the page is open. */
  async projectChanged(files: readonly SourceFile[]): Promise<void> {
    if (!this.useProject(files)) return;
    if (this.settings.bookId !== null) await this.show(this.settings.bookId);
    this.tell(this.speech.texts.projectUpdated);
  }

  /** The project that serves the book, installed if it is not yet; null when there is no script. */
  projectOf(bookId: string): string | null {
    const found = this.serving(bookId);
    if (found !== null) return found.id;
    if (this.sources.length === 0) return null;
    const { scriptForm } = this.settings;
    const place = scriptForm === 'bound' ? { form: 'bound' as const, bookId } : { form: 'addon' as const, published: scriptForm === 'published' };
    try {
      const project = this.workbench.install(this.sources, { ...place, title: this.title });
      this.workbench.deployWebApp(project.id);
      this.authorise(project.id);
      return project.id;
    } catch (error) {
      this.tell(this.speech.texts.projectBroken(messageOf(error)), 'error');
      return null;
    }
  }

  /** Remembers that the project may run and grants it everything but what was refused. */
  private authorise(projectId: string): void {
    this.set({ authorisedProjects: [...this.settings.authorisedProjects, projectId] });
    this.applyScopes(projectId);
  }

  /** A project that came with a copy of a spreadsheet starts without permissions: asks for them as Google does. */
  private async mayRun(projectId: string): Promise<boolean> {
    if (this.settings.authorisedProjects.includes(projectId)) return true;
    const project = this.workbench.projects.find((other) => other.id === projectId);
    if (project === undefined) return true;
    const { texts } = this.speech;
    const scopes = (project.manifest.oauthScopes ?? []).map((scope) => scope.replace('https://www.googleapis.com/auth/', ''));
    const { button } = await this.ask({ kind: 'alert', title: texts.permissionTitle, prompt: texts.permissionText(project.title, scopes.join('\n')), buttons: 'YES_NO' });
    if (button === 'YES') this.authorise(projectId);
    return button === 'YES';
  }

  /** Grants everything but what was refused. */
  private applyScopes(projectId: string): void {
    for (const user of this.workbench.users) {
      this.workbench.grant(projectId, user.email, 'all');
      const denied = this.settings.deniedScopes[user.email] ?? [];
      if (denied.length > 0) this.workbench.deny(projectId, user.email, denied);
    }
  }

  /** Allows or refuses one scope to the script for the person at the keyboard. */
  allowScope(scope: string, allowed: boolean): void {
    const email = this.settings.userEmail;
    const before = this.settings.deniedScopes[email] ?? [];
    const denied = allowed ? before.filter((other) => other !== scope) : [...before, scope];
    this.set({ deniedScopes: { ...this.settings.deniedScopes, [email]: denied } });
    for (const project of this.workbench.projects) this.applyScopes(project.id);
  }

  /** Runs a menu item; a failure is shown as Google shows it, over the sheet. */
  async clickMenu(menu: Menu, path: readonly string[]): Promise<void> {
    if (!(await this.mayRun(menu.projectId))) return;
    const record = await this.workbench.clickMenu(path, this.settings.userEmail);
    if (record.error !== null) this.tell(failureText(record.error), 'error', this.speech.texts.failedToast(record.functionName));
    this.changed();
  }

  // Books

  /** Shows a book and runs what its script does on opening. */
  async show(bookId: string): Promise<void> {
    this.projectOf(bookId);
    this.settings = { ...this.settings, bookId };
    this.toasts = this.toasts.filter((toast) => toast.kind !== 'script');
    this.grid.show(bookId);
    this.changed();
    await this.workbench.openBook(bookId, this.settings.userEmail);
    this.changed();
  }

  async newBook(): Promise<void> {
    await this.show(this.blankBook().id);
  }

  /** True when the language has a demo book. */
  get hasDemo(): boolean {
    return this.demos.includes(this.settings.language);
  }

  /** Opens the demo book of the language afresh. */
  async demoBook(): Promise<void> {
    await this.show((await this.firstBook()).id);
  }

  /** What a first start shows: the demo book of the language, a blank one when there is none. */
  async firstBook(): Promise<Book> {
    const demo = this.hasDemo ? await fetchDemo(this.settings.language) : null;
    if (demo === null) return this.blankBook();
    const id = `demo-${this.settings.language}-${this.workbench.clock.now().toString(36)}-${this.engine.books().length}`;
    return this.workbench.createBook({ snapshot: demo as BookSnapshot, id });
  }

  private blankBook(): Book {
    const { language } = this.settings;
    return this.workbench.createBook({
      name: this.speech.texts.untitled,
      locale: language === 'ru' ? 'ru_RU' : 'en_US',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      sheetName: language === 'ru' ? 'Лист1' : 'Sheet1',
    });
  }

  async copyBook(): Promise<void> {
    const { book } = this;
    if (book === null) return;
    await this.show(this.workbench.copyBook(book.id, this.speech.texts.copyOf(book.name)).book.id);
  }

  // People and places

  /** Another person sits down: the window shows what that person's window shows. */
  async switchUser(email: string): Promise<void> {
    this.set({ userEmail: email });
    if (this.settings.bookId !== null) await this.show(this.settings.bookId);
  }

  /** Installs the script another way and opens the book again. */
  async switchForm(scriptForm: ScriptForm): Promise<void> {
    if (!this.hasProject) {
      this.tell(this.speech.texts.noProject, 'error');
      this.refresh();
      return;
    }
    for (const page of this.workbench.pages) this.workbench.closePage(page.id);
    this.set({ scriptForm });
    this.useProject(this.sources);
    if (this.settings.bookId !== null) await this.show(this.settings.bookId);
  }

  /** Changes the spreadsheet's own settings, as File → Settings of Google Sheets does. */
  setBook(change: { readonly locale?: string; readonly timeZone?: string }): void {
    if (this.book !== null) Object.assign(this.book, change);
    this.changed();
  }

  /** The latency is part of how the host starts: the page is loaded again. */
  async switchLatency(latencyMs: number): Promise<void> {
    this.set({ latencyMs });
    await this.saver.flush();
    location.reload();
  }

  /** The whole page is loaded again in the other language. */
  async switchLanguage(language: Language): Promise<void> {
    this.set({ language });
    await this.saver.flush();
    location.reload();
  }

  // Mail

  /** What a mail program does for one-click unsubscribing: a POST to the address, without opening it. */
  async unsubscribe(address: string): Promise<void> {
    try {
      const answer = await loopbackFetch(address, {
        method: 'POST',
        body: 'List-Unsubscribe=One-Click',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      });
      this.tell(this.speech.texts.unsubscribeDone(answer.status));
    } catch (error) {
      this.tell(messageOf(error), 'error');
    }
    this.changed();
  }

  // Clock

  /** Moves the virtual clock; resolves with the number of triggers that ran. */
  async advance(milliseconds: number): Promise<void> {
    this.movingClock = true;
    this.refresh();
    try {
      const records = await this.workbench.clock.advance(milliseconds);
      this.tell(this.speech.texts.fired(records.length));
    } finally {
      this.movingClock = false;
      this.changed();
    }
  }

  /** The virtual clock goes on with the machine's while the page is open. */
  private async tick(): Promise<void> {
    if (this.movingClock) return;
    const records = await this.workbench.clock.advance(TICK_MS);
    if (records.length > 0) this.changed();
    else this.refresh();
  }

  // Web app

  /** Runs doGet or doPost for a visitor. */
  async exec(question: ExecQuestion): Promise<WebAnswer> {
    const deployed = this.workbench.projects.filter((project) => project.webAppUrl !== null);
    const own = this.settings.bookId === null ? null : this.projectOf(this.settings.bookId);
    const project = question.path.startsWith('/macros/')
      ? deployed.find((other) => question.path.startsWith(new URL(other.webAppUrl ?? '').pathname.replace(/exec$/, '')))
      : (deployed.find((other) => other.id === own) ?? deployed[0]);
    if (project === undefined) {
      return { status: 404, contentType: 'text/html; charset=utf-8', body: 'There is no web app at this address.' };
    }
    // `/dev` is for editors, and only they open it: it is visited by the person at the keyboard, `/exec` by a stranger.
    const user = /\/dev(?:\/|$)/.test(question.path) ? this.settings.userEmail : null;
    const answer = await this.workbench.webRequest(project.id, { ...question.request, user });
    this.changed();
    if (answer.pageId === undefined) return answer;
    const client = { pageId: answer.pageId, origin: location.origin, callUrl: `${location.origin}${CALL_PATH}` };
    return { ...answer, body: withClient(answer.body, client) };
  }

  /** A call of google.script.run from a web app page. */
  async execCall(message: ClientMessage): Promise<HostMessage | null> {
    if (message.type !== 'google.script.run') return null;
    const { pageId, callId, functionName, args } = message;
    const outcome = await this.workbench.rpc(pageId, functionName, args);
    this.changed();
    return { type: 'google.script.outcome', pageId, callId, ...outcome };
  }

  private async save(): Promise<void> {
    this.dirty = false;
    if (this.superseded) return;
    const state: SavedState = { version: 1, settings: this.settings, host: this.workbench.snapshot() };
    await putState(state as unknown as Json);
  }
}

/** The line Google shows for a failure: the name only where it is not a plain error of a service. */
export function failureText(failure: ScriptFailure): string {
  return failure.name === '' || failure.name === 'Error' || failure.name === 'Exception' ? failure.message : `${failure.name}: ${failure.message}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
