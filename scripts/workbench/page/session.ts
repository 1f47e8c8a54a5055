/** The page's working state: what the script shows, what ran, which book is open; components listen to it. */
import type { Book, Engine } from '../engine/book';
import type { Json } from '../runtime/state';
import type { Menu, OpenPage, Question } from '../runtime/window';
import type { ScriptProject } from '../runtime/execution';
import type { Letter } from '../runtime/mail-store';
import type { ExecutionRecord, ScriptFailure, SourceFile, Workbench } from '../runtime/workbench';
import { fetchDemo, loopbackFetch, putState } from './server-link';
import { speech, type Language, type Speech } from './language';
import { messageOf, Messages } from './messages';
import { Saver } from './saver';
import { ScriptProjects } from './script-projects';
import type { SavedState, ScriptForm, Settings } from './settings-state';
import type { BookSnapshot } from '../engine/values';
import { WebVisits } from './web-visits';
import type { Grid } from './grid';

/** Sections of the panel at the bottom. */
export type Section = 'mailbox' | 'executions' | 'clock' | 'settings';

/** How often the virtual clock follows the machine's. */
const TICK_MS = 20_000;
const DAY_MS = 86_400_000;
const FRAME_MS = 16;

/** One open workbench page. */
export class Session {
  readonly saver: Saver;
  readonly messages = new Messages(() => this.refresh());
  readonly scripts: ScriptProjects;
  readonly visits: WebVisits;
  settings: Settings;
  section: Section | null = null;
  connected = true;
  /** The workbench was opened in another tab, which now has the state. */
  superseded = false;
  movingClock = false;
  /** Letters that were looked at. */
  readonly readLetters = new Set<string>();
  private readonly seenExecutions = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private dirty = false;
  private notifyQueued = false;

  constructor(
    readonly workbench: Workbench,
    readonly engine: Engine,
    readonly grid: Grid,
    settings: Settings,
    /** Name of the script project, and of its submenu of Extensions. */
    title: string,
    /** Languages that have a demo book. */
    private readonly demos: readonly Language[],
  ) {
    this.settings = settings;
    this.scripts = new ScriptProjects({
      workbench, messages: this.messages, title, settings: () => this.settings, set: (change) => this.set(change), texts: () => this.speech.texts,
    });
    this.visits = new WebVisits({ workbench, userEmail: () => this.settings.userEmail, project: () => this.project, changed: () => this.changed() });
    this.saver = new Saver(() => this.save(), () => this.messages.tell(this.speech.texts.saveFailed, 'error'));
    Object.assign(workbench.events, {
      respond: (question: Question) => this.messages.ask(question),
      menusChanged: () => this.changed(),
      pageOpened: () => this.changed(),
      pageClosed: () => this.changed(),
      toast: (toast: { message: string; title: string; timeoutSeconds: number }) => this.messages.show('script', toast.title, toast.message, toast.timeoutSeconds),
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

  /** The script project of the open book. */
  get project(): ScriptProject | null {
    return this.settings.bookId === null ? null : this.scripts.serving(this.settings.bookId);
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
      this.redraw();
    }, FRAME_MS);
  }

  /** Shows at once what a person has just done. */
  private redraw(): void {
    for (const listener of this.listeners) listener();
  }

  /** Changes settings that need nothing but showing and saving. */
  set(change: Partial<Settings>): void {
    this.settings = { ...this.settings, ...change };
    this.changed();
    this.redraw();
  }

  open(section: Section | null): void {
    this.section = section;
    this.seeExecutions();
    this.redraw();
  }

  /** While the list of executions is open, everything in it counts as seen. */
  private seeExecutions(): void {
    if (this.section === 'executions') for (const record of this.workbench.history) this.seenExecutions.add(record.id);
  }

  // Script

  /** A new build arrived while the page is open. */
  async projectChanged(files: readonly SourceFile[]): Promise<void> {
    if (!this.scripts.use(files)) return;
    if (this.settings.bookId !== null) await this.show(this.settings.bookId);
    this.messages.tell(this.speech.texts.projectUpdated);
  }

  /** Runs a menu item; a failure is shown as Google shows it, over the sheet. */
  async clickMenu(menu: Menu, path: readonly string[]): Promise<void> {
    if (!(await this.scripts.mayRun(menu.projectId))) return;
    const record = await this.workbench.clickMenu(path, this.settings.userEmail);
    if (record.error !== null) this.messages.tell(failureText(record.error), 'error', this.speech.texts.failedToast(record.functionName));
    this.changed();
  }

  // Books

  /** Shows a book and runs what its script does on opening. */
  async show(bookId: string): Promise<void> {
    this.scripts.install(bookId);
    this.settings = { ...this.settings, bookId };
    this.messages.forgetScript();
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
    return this.workbench.createBook({ snapshot: renamed(demo as BookSnapshot, id), id });
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
    await this.show(this.workbench.copyBook(book.id, this.speech.texts.copyOf(book.name), this.settings.userEmail).book.id);
  }

  // People and places

  /** Another person sits down: the window shows what that person's window shows. */
  async switchUser(email: string): Promise<void> {
    this.set({ userEmail: email });
    if (this.settings.bookId !== null) await this.show(this.settings.bookId);
  }

  /** Installs the script another way and opens the book again. */
  async switchForm(scriptForm: ScriptForm): Promise<void> {
    if (!this.scripts.built) {
      this.messages.tell(this.speech.texts.noProject, 'error');
      this.refresh();
      return;
    }
    for (const page of this.workbench.pages) this.workbench.closePage(page.id);
    this.set({ scriptForm });
    this.scripts.reinstall();
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
      this.messages.tell(this.speech.texts.unsubscribeDone(answer.status));
    } catch (error) {
      this.messages.tell(messageOf(error), 'error');
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
      this.messages.tell(this.speech.texts.fired(records.length));
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

/** The snapshot as if its spreadsheet had always had this id: a script may have kept the old one in a cell to recognise copies. */
function renamed(snapshot: BookSnapshot, id: string): BookSnapshot {
  return JSON.parse(JSON.stringify(snapshot).split(snapshot.id).join(id)) as BookSnapshot;
}
