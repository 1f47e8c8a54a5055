/** The server side of pages: google.script.run with its whitelist and its ten calls, and web apps. */
import { CallWindow } from './call-window';
import type { Executor, FinishedExecution } from './executor';
import type { WorkbenchHost } from './host';
import { pageResult, serverArguments } from './page-values';
import type { InstalledProject, ProjectStore } from './project-store';
import { isPublic } from './script-source';
import type { Json } from './state';
import type { UserWindow } from './user-window';
import { answerBeforeScript, answerOf, webEvent } from './web-app';
import { withClient } from './web-page';
import type { OpenPage } from './window';
import type { RpcOutcome, RunOptions, WebAnswer, WebRequest } from './workbench';

const SHUFFLE_TURNS = 5;

/** A page of a web app: its calls run with the rights of the web app. */
type ServedPage = OpenPage & { readonly visitor?: string | null };

export class PageServer {
  private readonly callWindows = new Map<string, CallWindow>();
  private readonly webPages = new Map<string, ServedPage>();

  constructor(
    private readonly host: WorkbenchHost, private readonly executor: Executor, private readonly store: ProjectStore,
    private readonly windows: ReadonlyMap<string, UserWindow>, private readonly shuffle: boolean, private readonly container: boolean,
  ) {}

  /** Pages open in windows. */
  get open(): readonly OpenPage[] {
    return [...this.windows.values()].flatMap((window) => window.pages);
  }

  close(pageId: string): void {
    for (const window of this.windows.values()) window.closePage(pageId);
    this.webPages.delete(pageId);
    this.callWindows.delete(pageId);
  }

  /** Forgets the pages of web apps. */
  clear(): void {
    this.webPages.clear();
    this.callWindows.clear();
  }

  /** One call of google.script.run. */
  async rpc(pageId: string, functionName: string, args: readonly Json[], options: RunOptions = {}): Promise<RpcOutcome> {
    const page = this.page(pageId);
    if (!page) return { ok: false, error: { name: 'Error', message: 'The page is closed.' } };
    let callWindow = this.callWindows.get(pageId);
    if (!callWindow) this.callWindows.set(pageId, (callWindow = new CallWindow()));
    return callWindow.run(() => this.rpcNow(page, functionName, args, options));
  }

  /** The page with the client in front; '' when it is closed. */
  pageHtml(pageId: string): string {
    const page = this.page(pageId);
    return page ? withClient(page.html, { pageId, origin: 'https://docs.google.com', callUrl: null }) : '';
  }

  /** One request to the web app. */
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

  private async rpcNow(page: ServedPage, functionName: string, args: readonly Json[], options: RunOptions): Promise<RpcOutcome> {
    const installed = this.store.get(page.projectId);
    const callable = installed.functions.map((declared) => declared.name).filter(isPublic);
    if (!callable.includes(functionName)) return { ok: false, error: { name: 'ScriptError', message: `Script function not found: ${functionName}` } };
    const finished = page.visitor === undefined
      ? await this.startPageExecution(installed, page, functionName, args, callable, options)
      : await this.startWebExecution(installed, functionName, serverArguments(args), page.visitor, options);
    if (this.shuffle) await this.randomTurns();
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
      active: this.container && project.boundBookId !== null ? { bookId: project.boundBookId, sheetId: null, selection: [] } : null, window: null, callable: null, options,
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

  /** Lets a random number of further turns pass, so that answers come in no fixed order. */
  private async randomTurns(): Promise<void> {
    const turns = Math.floor(this.host.random() * SHUFFLE_TURNS);
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
  }

  private page(pageId: string): ServedPage | undefined {
    return this.open.find((page) => page.id === pageId) ?? this.webPages.get(pageId);
  }
}
