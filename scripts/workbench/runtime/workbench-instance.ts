/** The workbench itself: projects, windows, triggers and pages joined over one host and one executor. */
import signatures from 'workbench:signatures';
import type { Book, Engine, NewBook } from '../engine/book';
import type { CustomFunctionArgument, CustomFunctionPlace, CustomFunctionResult } from '../engine/values';
import { CallWindow } from './call-window';
import { argumentsOf, resultOf } from './custom-function-call';
import { changeEvent, clockEvent, editEvent, openEvent } from './event-objects';
import type { ActiveDocument, ExecutionKind, ScriptProject, User } from './execution';
import { Executor, type FinishedExecution } from './executor';
import { WorkbenchHost } from './host';
import type { MailStore } from './mail-store';
import { pageResult, serverArguments } from './page-values';
import { ProjectStore, type InstalledProject } from './project-store';
import { ServiceRegistry } from './registry';
import type { RunningExecution } from './running-execution';
import { isPublic } from './script-source';
import type { Json } from './state';
import type { InstalledTrigger } from './triggers';
import { UserWindow } from './user-window';
import { answerBeforeScript, answerOf, webEvent } from './web-app';
import { withClient } from './web-page';
import type { Menu, OpenPage } from './window';
import type {
  ExecutionRecord, InstallOptions, LogLine, RpcOutcome, RunOptions, SourceFile, WebAnswer, WebRequest, WindowEvents, Workbench, WorkbenchOptions,
} from './workbench';

const DEFAULT_START = '2024-01-15T09:00:00Z';
const DEFAULT_USER = 'owner@example.com';
const DEFAULT_WATCHDOG_MS = 60_000;
const HISTORY_LENGTH = 1000;
const SHUFFLE_TURNS = 5;
/** A visitor without an account. */
const STRANGER: User = { email: '', name: '', language: 'en', account: 'consumer', aliases: [] };

type ArgumentMaker = (execution: RunningExecution) => Promise<readonly unknown[]>;

export class WorkbenchInstance implements Workbench {
  readonly engine: Engine;
  readonly events: WindowEvents = {};
  readonly history: ExecutionRecord[] = [];
  private readonly host: WorkbenchHost;
  private readonly executor: Executor;
  private readonly store: ProjectStore;
  private readonly windows = new Map<string, UserWindow>();
  private readonly callWindows = new Map<string, CallWindow>();
  /** Pages served by web apps, by id; a rpc from them runs with the rights of the web app. */
  private readonly webPages = new Map<string, OpenPage & { readonly visitor: string | null }>();
  private unsubscribeMail: () => void = () => undefined;

  constructor(private readonly options: WorkbenchOptions) {
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
    for (const user of options.users ?? [{ email: DEFAULT_USER }]) this.addUser(user);
    this.listenToMail();
  }

  readonly clock = {
    now: (): number => this.host.clock.now(),
    set: (timeMs: number): void => this.host.clock.set(timeMs),
    advance: (milliseconds: number): Promise<readonly ExecutionRecord[]> => this.advance(milliseconds),
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
    return [...this.windows.values()].flatMap((window) => window.pages);
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

  enable(projectId: string, bookId: string): void {
    this.store.get(projectId).enabledBooks.add(bookId);
  }

  // Books and windows

  createBook(options: NewBook = {}): Book {
    return this.engine.createBook('snapshot' in options ? options : { locale: this.host.locale, timeZone: this.host.timeZone, id: this.host.newId(), ...options });
  }

  copyBook(bookId: string, name?: string): { readonly book: Book; readonly projectId: string | null } {
    const source = this.book(bookId);
    const book = this.engine.copyBook(source, name ?? `Copy of ${source.name}`);
    const bound = [...this.store.all.values()].find(({ project }) => project.boundBookId === bookId);
    if (!bound) return { book, projectId: null };
    const { project } = this.store.install(bound.files, { form: 'bound', bookId: book.id, title: bound.project.title, ownerEmail: bound.project.ownerEmail, grantAll: false }, this.firstUser());
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
      records.push(await this.runIn(installed, 'onOpen', (execution) => openEvent(execution, null), { user, kind: 'simpleTrigger', authMode, bookId }));
    }
    return [...records, ...(await this.runTriggers(bookId, 'ON_OPEN', (trigger) => (execution) => openEvent(execution, trigger), user))];
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
      records.push(await this.runIn(installed, 'onEdit', (execution) => editEvent(execution, null, event), { user, kind: 'simpleTrigger', authMode: 'LIMITED', bookId }));
    }
    records.push(...(await this.runTriggers(bookId, 'ON_EDIT', (trigger) => (execution) => editEvent(execution, trigger, event), user)));
    records.push(...(await this.runTriggers(bookId, 'ON_CHANGE', (trigger) => (execution) => changeEvent(execution, trigger, 'EDIT'), user)));
    return records;
  }

  // Executions

  run(functionName: string, args: readonly unknown[] = [], options: RunOptions = {}): Promise<ExecutionRecord> {
    return this.runIn(this.store.get(options.projectId), functionName, args, options);
  }

  clickMenu(path: readonly string[], user: string = this.firstUser(), options: RunOptions = {}): Promise<ExecutionRecord> {
    const window = this.window(user);
    const found = window.menuItem(path);
    const functionName = found?.item.functionName ?? null;
    if (!found || functionName === null) throw new Error(`There is no menu item "${path.join(' › ')}".`);
    const installed = this.store.get(found.projectId);
    installed.enabledBooks.add(window.active.bookId);
    return this.runIn(installed, functionName, [], { ...options, user, kind: 'menu' });
  }

  async fireTrigger(triggerId: string): Promise<ExecutionRecord> {
    const trigger = this.host.triggers.all.find((candidate) => candidate.id === triggerId);
    if (!trigger) throw new Error(`There is no trigger ${triggerId}.`);
    const make: ArgumentMaker = trigger.eventType === 'CLOCK' ? (execution) => clockEvent(execution, trigger) : (execution) => openEvent(execution, trigger);
    return this.runTrigger(trigger, make);
  }

  kill(executionId: string): void {
    this.executor.kill(executionId);
  }

  // Pages

  closePage(pageId: string): void {
    for (const window of this.windows.values()) window.closePage(pageId);
    this.webPages.delete(pageId);
    this.callWindows.delete(pageId);
  }

  async rpc(pageId: string, functionName: string, args: readonly Json[], options: RunOptions = {}): Promise<RpcOutcome> {
    const page = this.page(pageId);
    if (!page) return { ok: false, error: { name: 'Error', message: 'The page is closed.' } };
    let callWindow = this.callWindows.get(pageId);
    if (!callWindow) this.callWindows.set(pageId, (callWindow = new CallWindow()));
    return callWindow.run(() => this.rpcNow(page, functionName, args, options));
  }

  pageHtml(pageId: string): string {
    const page = this.page(pageId);
    return page ? withClient(page.html, { pageId, origin: 'https://docs.google.com', callUrl: null }) : '';
  }

  // Web apps

  async webRequest(projectId: string, request: WebRequest): Promise<WebAnswer> {
    const early = answerBeforeScript(request);
    if (early) return early;
    const installed = this.store.get(projectId);
    const visitor = request.user ?? null;
    if (!this.mayVisit(installed, visitor)) return { status: 403, contentType: 'text/html; charset=utf-8', body: 'You need access.' };
    const { record } = await this.startWebExecution(installed, request.method === 'POST' ? 'doPost' : 'doGet', [webEvent(request)], visitor, {});
    const { answer, html, title } = answerOf(record);
    if (html === null) return answer;
    const id = this.host.newId(20);
    this.webPages.set(id, { id, projectId, bookId: '', userEmail: '', visitor, place: 'web', title, html, widthPx: null, heightPx: null });
    return { ...answer, pageId: id };
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
    this.webPages.clear();
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
    return this.executor.dispose();
  }

  // How executions are started

  private async runIn(installed: InstalledProject, functionName: string, args: readonly unknown[] | ArgumentMaker, options: RunOptions): Promise<ExecutionRecord> {
    const user = this.host.user(options.user ?? this.firstUser());
    const window = this.windows.get(user.email);
    const kind = options.kind ?? 'editor';
    const active = this.activeFor(installed, options, window);
    const { done } = this.executor.start({
      project: installed.project,
      functionName,
      args,
      kind,
      authMode: options.authMode ?? (kind === 'simpleTrigger' ? 'LIMITED' : kind === 'customFunction' ? 'CUSTOM_FUNCTION' : 'FULL'),
      effectiveUser: user,
      activeUser: kind === 'simpleTrigger' ? null : user,
      active,
      window: window && active && kind !== 'trigger' ? window.forProject(installed.project) : null,
      callable: null,
      options,
    });
    return (await done).record;
  }

  private activeFor(installed: InstalledProject, options: RunOptions, window: UserWindow | undefined): ActiveDocument | null {
    if (options.bookId === null) return null;
    const { project } = installed;
    const bookId = options.bookId ?? (project.form === 'bound' ? project.boundBookId : project.form === 'addon' ? (window?.active.bookId ?? null) : null);
    if (bookId === null) return null;
    return window?.active.bookId === bookId ? window.active : { bookId, sheetId: null, selection: [] };
  }

  private async runTriggers(bookId: string, eventType: string, make: (trigger: InstalledTrigger) => ArgumentMaker, user: string): Promise<ExecutionRecord[]> {
    const records: ExecutionRecord[] = [];
    for (const trigger of this.host.triggers.all.filter((candidate) => candidate.bookId === bookId && candidate.eventType === eventType)) {
      records.push(await this.runTrigger(trigger, make(trigger), user));
    }
    return records;
  }

  /** Installed triggers run as who installed them; only in his own window they may show something. */
  private async runTrigger(trigger: InstalledTrigger, make: ArgumentMaker, atKeyboard?: string): Promise<ExecutionRecord> {
    const installed = this.store.get(trigger.projectId);
    const bookId = installed.project.form === 'addon' && trigger.eventType === 'CLOCK' ? null : (trigger.bookId ?? installed.project.boundBookId);
    if (this.options.quotas !== false && this.host.remainingQuota('triggerRuntimeMs', trigger.userEmail) <= 0) {
      throw new Error('Service using too much computer time for one day.');
    }
    const kind: ExecutionKind = atKeyboard === trigger.userEmail && trigger.eventType !== 'CLOCK' ? 'menu' : 'trigger';
    const record = await this.runIn(installed, trigger.functionName, make, { user: trigger.userEmail, kind, authMode: 'FULL', bookId });
    const left = this.host.remainingQuota('triggerRuntimeMs', trigger.userEmail);
    this.host.chargeQuota('triggerRuntimeMs', trigger.userEmail, Math.min(record.durationMs, Math.max(left, 0)));
    return record;
  }

  private async advance(milliseconds: number): Promise<readonly ExecutionRecord[]> {
    const target = this.host.clock.now() + milliseconds;
    const records: ExecutionRecord[] = [];
    for (let trigger = this.host.triggers.due(target)[0]; trigger; trigger = this.host.triggers.due(target)[0]) {
      this.host.clock.raise(trigger.nextMs ?? target);
      this.host.triggers.fired(trigger.id, Math.max(trigger.nextMs ?? target, this.host.clock.now()));
      records.push(await this.fireTrigger(trigger.id));
    }
    this.host.clock.raise(target);
    return records;
  }

  private async rpcNow(page: OpenPage & { readonly visitor?: string | null }, functionName: string, args: readonly Json[], options: RunOptions): Promise<RpcOutcome> {
    const installed = this.store.get(page.projectId);
    const callable = installed.functions.map((declared) => declared.name).filter(isPublic);
    if (!callable.includes(functionName)) return { ok: false, error: { name: 'ScriptError', message: `Script function not found: ${functionName}` } };
    const finished = page.visitor === undefined
      ? await this.startPageExecution(installed, page, functionName, args, callable, options)
      : await this.startWebExecution(installed, functionName, serverArguments(args), page.visitor, options);
    if (this.options.shuffleRpc === true) await this.randomTurns();
    const { record } = finished;
    if (record.state === 'finished') return { ok: true, value: pageResult(record.result) };
    const { name, message } = record.error ?? { name: '', message: 'The execution was stopped.' };
    return { ok: false, error: { name: 'ScriptError', message: name === '' ? message : `${name}: ${message}` } };
  }

  private startPageExecution(installed: InstalledProject, page: OpenPage, functionName: string, args: readonly Json[], callable: readonly string[], options: RunOptions): Promise<FinishedExecution> {
    const user = this.host.user(page.userEmail);
    const window = this.windows.get(user.email);
    const active = window?.active.bookId === page.bookId ? window.active : { bookId: page.bookId, sheetId: null, selection: [] };
    return this.executor.start({
      project: installed.project, functionName, args: serverArguments(args), kind: 'rpc', authMode: 'FULL', effectiveUser: user, activeUser: user, active,
      window: window?.forProject(installed.project) ?? null, callable, options,
    }).done;
  }

  private startWebExecution(installed: InstalledProject, functionName: string, args: readonly unknown[], visitor: string | null, options: RunOptions): Promise<FinishedExecution> {
    const { project } = installed;
    const owner = this.host.user(project.ownerEmail);
    const known = visitor === null ? null : this.host.user(visitor);
    const asVisitor = project.manifest.webapp?.executeAs === 'USER_ACCESSING' && known !== null;
    // Google tells who a visitor is only when he runs the script himself or belongs to the owner's domain.
    const sameDomain = known !== null && owner.account === 'workspace' && known.email.split('@')[1] === owner.email.split('@')[1];
    return this.executor.start({
      project, functionName, args, kind: 'webapp', authMode: 'FULL', effectiveUser: asVisitor ? known : owner,
      activeUser: known !== null && (asVisitor || sameDomain) ? known : known?.email === owner.email ? owner : null,
      active: null, window: null, callable: null, options,
    }).done;
  }

  private mayVisit({ project }: InstalledProject, visitor: string | null): boolean {
    switch (project.manifest.webapp?.access) {
      case 'ANYONE_ANONYMOUS':
        return true;
      case 'ANYONE':
        return visitor !== null;
      case 'DOMAIN':
        return visitor?.split('@')[1] === project.ownerEmail.split('@')[1];
      default:
        return visitor === project.ownerEmail;
    }
  }

  private async callCustomFunction(name: string, args: readonly CustomFunctionArgument[], place: CustomFunctionPlace): Promise<CustomFunctionResult> {
    const wanted = name.toUpperCase();
    const installed = this.store.of(place.bookId).find(({ functions }) => functions.some((declared) => declared.name.toUpperCase() === wanted))
      ?? [...this.store.all.values()].find(({ project, functions }) => project.form === 'standalone' && functions.some((declared) => declared.name.toUpperCase() === wanted));
    const declared = installed?.functions.find((candidate) => candidate.name.toUpperCase() === wanted);
    if (!installed || !declared) return { error: `Unknown function: '${name}'.` };
    const zone = this.book(place.bookId).timeZone;
    const user = [...this.windows.values()].find((window) => window.active.bookId === place.bookId)?.userEmail ?? this.firstUser();
    const { record } = await this.executor.start({
      project: installed.project, functionName: declared.name, args: argumentsOf(args, zone), kind: 'customFunction', authMode: 'CUSTOM_FUNCTION',
      effectiveUser: this.host.users.get(user) ?? STRANGER, activeUser: null, active: { bookId: place.bookId, sheetId: place.sheetId, selection: [] }, window: null, callable: null, options: {},
    }).done;
    return resultOf(record, zone, installed.project.scripts.map((script) => script.name));
  }

  private registerCustomFunctions(): void {
    this.engine.registerCustomFunctions(this.store.customFunctions(), (name, args, place) => this.callCustomFunction(name, args, place));
  }

  private listenToMail(): void {
    this.unsubscribeMail();
    this.unsubscribeMail = this.host.mail.onSent((letter) => this.events.letterSent?.(letter));
  }

  /** Lets a random number of further turns pass, so that answers come in no fixed order. */
  private async randomTurns(): Promise<void> {
    const turns = Math.floor(this.host.random() * SHUFFLE_TURNS);
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
  }

  private page(pageId: string): (OpenPage & { readonly visitor?: string | null }) | undefined {
    return this.pages.find((page) => page.id === pageId) ?? this.webPages.get(pageId);
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

function declares(installed: InstalledProject, functionName: string): boolean {
  return installed.functions.some((declared) => declared.name === functionName);
}
