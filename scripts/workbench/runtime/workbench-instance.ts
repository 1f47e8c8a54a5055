/** The workbench itself: projects, windows, triggers and pages joined over one host and one executor. */
import signatures from 'workbench:signatures';
import type { Book, Engine, NewBook } from '../engine/book';
import { CellCalls } from './cell-calls';
import { changeEvent, editEvent, openEvent } from './event-objects';
import type { ActiveDocument, ScriptProject, User } from './execution';
import { Executor } from './executor';
import { WorkbenchHost } from './host';
import { Launcher } from './launcher';
import type { MailStore } from './mail-store';
import { PageServer } from './page-server';
import { declares, ProjectStore } from './project-store';
import { ServiceRegistry } from './registry';
import type { ServiceModule } from './service';
import type { Json } from './state';
import type { InstalledTrigger } from './triggers';
import { UserWindow } from './user-window';
import type { Menu, OpenPage } from './window';
import type {
  ExecutionRecord, InstallOptions, LogLine, RpcOutcome, RunOptions, SourceFile, WebAnswer, WebRequest, WindowEvents, Workbench, WorkbenchOptions,
} from './workbench';

const DEFAULT_START = '2024-01-15T09:00:00Z';
const DEFAULT_USER = 'owner@example.com';
const DEFAULT_WATCHDOG_MS = 60_000;
const HISTORY_LENGTH = 1000;

export class WorkbenchInstance implements Workbench {
  readonly engine: Engine;
  readonly events: WindowEvents = {};
  readonly history: ExecutionRecord[] = [];
  private readonly host: WorkbenchHost;
  private readonly executor: Executor;
  private readonly store: ProjectStore;
  private readonly windows = new Map<string, UserWindow>();
  private readonly launcher: Launcher;
  private readonly services: readonly ServiceModule[];
  private readonly pageServer: PageServer;
  private readonly cells: CellCalls;
  private unsubscribeMail: () => void = () => undefined;

  constructor(options: WorkbenchOptions) {
    this.engine = options.engine;
    const start = options.clock ?? DEFAULT_START;
    this.host = new WorkbenchHost({
      engine: options.engine,
      nowMs: typeof start === 'number' ? start : Date.parse(start),
      locale: options.locale ?? 'en_US',
      timeZone: options.timeZone ?? 'Etc/GMT',
      latencyMs: options.latencyMs ?? 0,
      seed: options.seed ?? 1,
      fetch: options.fetch ?? null,
      quotas: options.quotas ?? true,
    });
    this.host.clock.onMove = (nowMs) => this.events.clockMoved?.(nowMs);
    this.services = options.services;
    for (const module of options.services) module.started?.(options.engine);
    const registry = new ServiceRegistry(options.services, signatures);
    this.executor = new Executor(this.host, registry, options.transport, {
      started: (record) => {
        this.history.push(record);
        if (this.history.length > HISTORY_LENGTH) this.history.shift();
        this.events.executionStarted?.(record);
      },
      ended: (record) => this.events.executionEnded?.(record),
    }, options.watchdogMs ?? DEFAULT_WATCHDOG_MS);
    this.store = new ProjectStore(this.host, options.webAppBase ?? 'https://script.google.com/macros/s');
    this.launcher = new Launcher(this.host, this.executor, this.store, this.windows, () => this.firstUser(), options.quotas ?? true);
    this.cells = new CellCalls(this.host, this.executor, this.store, this.windows, () => this.firstUser());
    this.pageServer = new PageServer(this.host, this.executor, this.store, this.windows, options.shuffleRpc ?? false, options.webAppContainer ?? false);
    for (const user of options.users ?? [{ email: DEFAULT_USER }]) this.addUser(user);
    this.listenToMail();
  }

  readonly clock = {
    now: (): number => this.host.clock.now(),
    set: (timeMs: number): void => this.host.clock.set(timeMs),
    advance: (milliseconds: number): Promise<readonly ExecutionRecord[]> => this.launcher.advance(milliseconds),
  };

  get users(): readonly User[] {
    return [...this.host.users.values()];
  }

  get mail(): MailStore {
    return this.host.mail;
  }

  get triggers(): readonly InstalledTrigger[] {
    return this.host.triggers.all;
  }

  get projects(): readonly ScriptProject[] {
    return [...this.store.all.values()].map((installed) => installed.project);
  }

  get pages(): readonly OpenPage[] {
    return this.pageServer.open;
  }

  addUser(user: Partial<User> & { readonly email: string }): User {
    const { email } = user;
    const account = user.account ?? (/@gmail\.com$/.test(email) ? 'consumer' : 'workspace');
    const added: User = { email, name: user.name ?? email.split('@')[0] ?? email, language: user.language ?? 'en', account, aliases: user.aliases ?? [] };
    this.host.users.set(email, added);
    return added;
  }

  // Projects

  install(files: readonly SourceFile[], options: InstallOptions = {}): ScriptProject {
    const { project } = this.store.install(files, options, this.firstUser());
    this.registerCustomFunctions();
    return project;
  }

  deployWebApp(projectId?: string): string {
    return this.store.deploy(projectId);
  }

  grant(projectId: string, email: string, scopes: readonly string[] | 'all'): void {
    this.host.changeGrant(projectId, email, scopes, true);
  }

  deny(projectId: string, email: string, scopes: readonly string[] | 'all'): void {
    this.host.changeGrant(projectId, email, scopes, false);
  }

  async installAddOn(projectId: string, bookId: string, user: string = this.firstUser()): Promise<readonly ExecutionRecord[]> {
    const installed = this.store.get(projectId);
    installed.enabledBooks.add(bookId);
    if (!declares(installed, 'onInstall')) return [];
    return [await this.launcher.runIn(installed, 'onInstall', (execution) => openEvent(execution, null), { user, kind: 'menu', authMode: 'FULL', bookId })];
  }

  enable(projectId: string, bookId: string): void {
    this.store.get(projectId).enabledBooks.add(bookId);
  }

  // Books and windows

  createBook(options: NewBook = {}): Book {
    return this.engine.createBook('snapshot' in options ? options : { locale: this.host.locale, timeZone: this.host.timeZone, id: this.host.newId(), ...options });
  }

  copyBook(bookId: string, name?: string, user: string = this.firstUser()): { readonly book: Book; readonly projectId: string | null } {
    const source = this.book(bookId);
    const book = this.engine.copyBook(source, name ?? `Copy of ${source.name}`);
    for (const module of this.services) module.bookCopied?.(book, user);
    const bound = [...this.store.all.values()].find(({ project }) => project.boundBookId === bookId);
    if (!bound) return { book, projectId: null };
    const { project } = this.store.install(bound.files, { form: 'bound', bookId: book.id, title: bound.project.title, ownerEmail: user, grantAll: false }, user);
    this.registerCustomFunctions();
    return { book, projectId: project.id };
  }

  async openBook(bookId: string, user: string = this.firstUser()): Promise<readonly ExecutionRecord[]> {
    this.book(bookId);
    this.closeBook(user);
    this.windows.set(user, new UserWindow(user, { bookId, sheetId: null, selection: [] }, this.events, () => this.host.newId(20)));
    const records: ExecutionRecord[] = [];
    for (const installed of this.store.of(bookId)) {
      if (!declares(installed, 'onOpen')) continue;
      const { project, published, enabledBooks } = installed;
      const authMode = project.form === 'addon' && published && !enabledBooks.has(bookId) ? 'NONE' : 'LIMITED';
      records.push(await this.launcher.runIn(installed, 'onOpen', (execution) => openEvent(execution, null), { user, kind: 'simpleTrigger', authMode, bookId }));
    }
    return [...records, ...(await this.launcher.runTriggers(bookId, 'ON_OPEN', (trigger) => (execution) => openEvent(execution, trigger), user))];
  }

  closeBook(user: string = this.firstUser()): void {
    this.windows.get(user)?.closeAll();
    this.windows.delete(user);
  }

  openBookId(user: string = this.firstUser()): string | null {
    return this.windows.get(user)?.active.bookId ?? null;
  }

  menus(user: string = this.firstUser()): readonly Menu[] {
    return this.windows.get(user)?.menus ?? [];
  }

  select(sheetId: number, ranges: readonly string[], user: string = this.firstUser()): void {
    const { active } = this.window(user);
    active.sheetId = sheetId;
    active.selection = [...ranges];
    this.launcher.selected(active.bookId, user);
  }

  async typeCell(sheetId: number, row: number, column: number, text: string, user: string = this.firstUser()): Promise<readonly ExecutionRecord[]> {
    const { bookId } = this.window(user).active;
    const sheet = this.book(bookId).sheet(sheetId);
    if (!sheet) throw new Error(`There is no sheet ${sheetId} in the open book.`);
    const rect = { row, column, rowCount: 1, columnCount: 1 };
    const oldValues = sheet.read(rect).map((cells) => cells.map((cell) => cell.value));
    sheet.type(row, column, text);
    await this.engine.settle();
    const newValues = sheet.read(rect).map((cells) => cells.map((cell) => cell.value));
    return this.edited({ bookId, sheetId, rect, oldValues, newValues }, user);
  }

  async edited(event: Parameters<Workbench['edited']>[0], user: string = this.firstUser()): Promise<readonly ExecutionRecord[]> {
    const { bookId } = event;
    const records: ExecutionRecord[] = [];
    for (const installed of this.store.of(bookId)) {
      if (!declares(installed, 'onEdit')) continue;
      records.push(await this.launcher.runIn(installed, 'onEdit', (execution) => editEvent(execution, null, event), { user, kind: 'simpleTrigger', authMode: 'LIMITED', bookId }));
    }
    records.push(...(await this.launcher.runTriggers(bookId, 'ON_EDIT', (trigger) => (execution) => editEvent(execution, trigger, event), user)));
    records.push(...(await this.launcher.runTriggers(bookId, 'ON_CHANGE', (trigger) => (execution) => changeEvent(execution, trigger, 'EDIT'), user)));
    return records;
  }

  // Executions

  run(functionName: string, args: readonly unknown[] = [], options: RunOptions = {}): Promise<ExecutionRecord> {
    return this.launcher.runIn(this.store.get(options.projectId), functionName, args, options);
  }

  clickMenu(path: readonly string[], user: string = this.firstUser(), options: RunOptions = {}): Promise<ExecutionRecord> {
    const window = this.window(user);
    const found = window.menuItem(path);
    const functionName = found?.item.functionName ?? null;
    if (!found || functionName === null) throw new Error(`There is no menu item "${path.join(' › ')}".`);
    const installed = this.store.get(found.projectId);
    installed.enabledBooks.add(window.active.bookId);
    return this.launcher.runIn(installed, functionName, [], { ...options, user, kind: 'menu' });
  }

  fireTrigger(triggerId: string): Promise<ExecutionRecord> {
    return this.launcher.fireTrigger(triggerId);
  }

  kill(executionId: string): void {
    this.executor.kill(executionId);
  }

  // Pages

  closePage(pageId: string): void {
    this.pageServer.close(pageId);
  }

  rpc(pageId: string, functionName: string, args: readonly Json[], options: RunOptions = {}): Promise<RpcOutcome> {
    return this.pageServer.rpc(pageId, functionName, args, options);
  }

  pageHtml(pageId: string): string {
    return this.pageServer.pageHtml(pageId);
  }

  // Web apps

  webRequest(projectId: string, request: WebRequest): Promise<WebAnswer> {
    return this.pageServer.webRequest(projectId, request);
  }

  // State

  snapshot(): Json {
    return {
      version: 1,
      clock: this.host.clock.now(),
      random: this.host.randomSource.state,
      users: this.users as unknown as Json,
      books: this.engine.books().map((book) => book.snapshot()) as unknown as Json,
      states: this.host.saveStates(),
      grants: this.host.saveGrants(),
      projects: this.store.save(),
      history: this.history.filter((record) => record.state !== 'running').map((record) => ({ ...record, result: null, log: record.log.map((line: LogLine) => ({ ...line })) })) as unknown as Json,
      windows: [...this.windows.values()].map((window) => ({ user: window.userEmail, ...window.active })),
    };
  }

  restore(snapshot: Json): void {
    const saved = snapshot as unknown as SavedWorkbench;
    for (const user of [...this.windows.keys()]) this.closeBook(user);
    for (const book of this.engine.books()) this.engine.disposeBook(book);
    this.pageServer.clear();
    this.host.users.clear();
    for (const user of saved.users) this.addUser(user);
    this.host.loadStates(saved.states);
    this.host.loadGrants(saved.grants);
    this.host.randomSource.state = saved.random;
    for (const book of saved.books) this.engine.createBook({ snapshot: book });
    this.store.load(saved.projects);
    this.history.splice(0, this.history.length, ...saved.history);
    for (const { user, ...active } of saved.windows) this.windows.set(user, new UserWindow(user, active, this.events, () => this.host.newId(20)));
    this.host.clock.set(saved.clock);
    this.listenToMail();
    this.registerCustomFunctions();
  }

  dispose(): Promise<void> {
    this.unsubscribeMail();
    this.launcher.stop();
    return this.executor.dispose();
  }

  private registerCustomFunctions(): void {
    this.engine.registerCustomFunctions(this.store.customFunctions(), (name, args, place) => this.cells.call(name, args, place));
  }

  private listenToMail(): void {
    this.unsubscribeMail();
    this.unsubscribeMail = this.host.mail.onSent((letter) => this.events.letterSent?.(letter));
  }

  private book(bookId: string): Book {
    const book = this.engine.book(bookId);
    if (!book) throw new Error(`There is no spreadsheet ${bookId} on this host.`);
    return book;
  }

  private window(user: string): UserWindow {
    const window = this.windows.get(user);
    if (!window) throw new Error(`${user} has no spreadsheet open.`);
    return window;
  }

  private firstUser(): string {
    return this.host.users.keys().next().value ?? DEFAULT_USER;
  }
}

interface SavedWorkbench {
  readonly clock: number;
  readonly random: number;
  readonly users: readonly User[];
  readonly books: readonly ReturnType<Book['snapshot']>[];
  readonly states: Record<string, Json>;
  readonly grants: Json;
  readonly projects: Json;
  readonly history: readonly ExecutionRecord[];
  readonly windows: readonly (ActiveDocument & { readonly user: string })[];
}
