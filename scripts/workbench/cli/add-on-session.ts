/** A person at work with the add-on, without a window: opens the spreadsheet, takes pages from the menu, calls the server with their token. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { PageBoot } from '../../../src/contract/base-views';
import type { MethodName, RpcReply, ServerApi } from '../../../src/contract/server-api';
import type { Book } from '../engine/book';
import { createEngine } from '../engine/engine';
import { COUNTED_KINDS } from '../runtime/service';
import { createNodeTransport } from '../runtime/transport-node';
import type { Json } from '../runtime/state';
import { createWorkbench, type ExecutionRecord, type RunOptions, type Workbench } from '../runtime/workbench';
import { SERVICES } from '../services/services';
import { scriptFiles } from './files-node';
import { InputError } from './verb';

/** Google's names of the locales the verbs offer. */
export const LOCALES: Readonly<Record<string, string>> = { ru: 'ru_RU', en: 'en_US' };

const OWNER = 'owner@example.com';
/** Web-app addresses of the host look like Google's: mail programs accept the unsubscribe header only for https. */
const WEB_APP_BASE = 'https://script.google.com/macros/s';

export interface SessionOptions {
  readonly cwd: string;
  readonly locale: 'ru' | 'en';
  /** Folder of the built script; default dist of the folder the caller stands in. */
  readonly project?: string | undefined;
  /** Virtual time at the start, epoch milliseconds; default the machine's. */
  readonly clock?: number;
  /** Virtual milliseconds one counted call takes; default none. */
  readonly latencyMs?: number;
}

/** Hears of each call of the server: its record and the real milliseconds it took. */
export type CallListener = (record: ExecutionRecord, wallMs: number) => void;

/** What the verbs add up for summary.json. */
export interface ServiceTotals {
  readonly counted: number;
  readonly services: Readonly<Record<string, number>>;
}

/** One session; `close` ends the host. */
export class AddOnSession {
  /** How the next calls of the server run: where they are cut off, for example. */
  runOptions: RunOptions = {};
  private page: { readonly id: string; readonly boot: PageBoot } | null = null;
  private readonly secondsOf = new Map<string, number>();
  private readonly listeners = new Set<CallListener>();

  private constructor(
    readonly workbench: Workbench,
    readonly book: Book,
    readonly projectId: string,
    readonly locale: 'ru' | 'en',
  ) {}

  /** Starts the host with the built add-on bound to a book. @param makeBook makes the book; default an empty one */
  static async open(options: SessionOptions, makeBook?: (workbench: Workbench, locale: string) => Promise<Book>): Promise<AddOnSession> {
    const project = options.project ?? 'dist';
    if (!existsSync(path.resolve(options.cwd, project, 'Code.js'))) throw new InputError(`${project} holds no built add-on: run "npm run build" first.`);
    const locale = LOCALES[options.locale] ?? 'en_US';
    const workbench = createWorkbench({
      engine: createEngine(), transport: createNodeTransport({ warm: 1 }), services: SERVICES, users: [{ email: OWNER, language: options.locale }],
      locale, clock: options.clock ?? Date.now(), webAppBase: WEB_APP_BASE,
      latencyMs: Object.fromEntries(COUNTED_KINDS.map((kind) => [kind, options.latencyMs ?? 0])),
    });
    const book = makeBook === undefined ? workbench.createBook({ name: 'Clientura', locale }) : await makeBook(workbench, locale);
    const installed = workbench.install(scriptFiles(options.cwd, project), { bookId: book.id });
    const session = new AddOnSession(workbench, book, installed.id, options.locale);
    await workbench.openBook(book.id, OWNER);
    return session;
  }

  /** A session on the host as it was kept: base, properties, letters, clock and script, with the ids of then. */
  static async restored(options: SessionOptions, kept: { readonly host: Json; readonly bookId: string; readonly projectId: string }): Promise<AddOnSession> {
    const empty = await AddOnSession.open(options);
    empty.workbench.restore(kept.host);
    const book = empty.workbench.engine.book(kept.bookId);
    if (book === null) throw new InputError('The kept host holds no base.');
    return new AddOnSession(empty.workbench, book, kept.projectId, options.locale);
  }

  /** Calls a method as the page does; issues of the reply become one line of InputError. */
  async call<Name extends MethodName>(method: Name, ...args: Parameters<ServerApi[Name]>): Promise<ReturnType<ServerApi[Name]>> {
    const reply = await this.tryCall(method, ...args);
    if (reply.ok) return reply.value;
    throw new InputError(reply.issues.map(({ text }) => text).join(' '));
  }

  /** The reply as it came. A page that was closed meanwhile is opened again. */
  async tryCall<Name extends MethodName>(method: Name, ...args: Parameters<ServerApi[Name]>): Promise<RpcReply<ReturnType<ServerApi[Name]>>> {
    const reply = await this.ask(method, args);
    // A page's token lasts some hours; a mailing over several days opens the sidebar anew, as its owner would.
    if (reply.ok || !reply.issues.some(({ code }) => code === 'access.expired')) return reply;
    this.page = null;
    return this.ask(method, args);
  }

  private async ask<Name extends MethodName>(method: Name, args: Parameters<ServerApi[Name]>): Promise<RpcReply<ReturnType<ServerApi[Name]>>> {
    const open = this.page !== null && this.workbench.pages.some(({ id }) => id === this.page?.id) ? this.page : await this.openHome();
    this.page = open;
    const startMs = performance.now();
    const answer = await this.workbench.rpc(open.id, 'rpc', [JSON.stringify({ token: open.boot.token, method, args })], this.runOptions);
    const record = this.workbench.history.at(-1);
    if (record !== undefined) this.listeners.forEach((listener) => listener(record, performance.now() - startMs));
    if (!answer.ok) throw new Error(`${method}: ${answer.error.message}`);
    return JSON.parse(answer.value as string) as RpcReply<ReturnType<ServerApi[Name]>>;
  }

  /** Tells the listener of each call from now on; the function returned ends that. */
  watch(listener: CallListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Opens an address of the web app as a stranger does. */
  async visit(queryString: string, method: 'GET' | 'POST' = 'GET', body = ''): Promise<string> {
    const answer = await this.workbench.webRequest(this.projectId, {
      method, queryString, user: null, ...(method === 'POST' ? { body, contentType: 'application/x-www-form-urlencoded' } : {}),
    });
    return answer.body;
  }

  /** Measures a phase in real seconds. */
  async phase<T>(name: string, work: () => Promise<T>): Promise<T> {
    const startMs = performance.now();
    try {
      return await work();
    } finally {
      this.secondsOf.set(name, (this.secondsOf.get(name) ?? 0) + (performance.now() - startMs) / 1000);
    }
  }

  /** Seconds by phase, rounded to milliseconds. */
  get seconds(): Record<string, number> {
    return Object.fromEntries([...this.secondsOf].map(([name, seconds]) => [name, Math.round(seconds * 1000) / 1000]));
  }

  /** Counted service calls of everything that ran, by service. */
  get serviceCalls(): ServiceTotals {
    const services: Record<string, number> = {};
    let counted = 0;
    for (const record of this.workbench.history) {
      counted += record.counts.counted;
      for (const [service, count] of Object.entries(record.counts.services)) services[service] = (services[service] ?? 0) + count;
    }
    return { counted, services };
  }

  async close(): Promise<void> {
    await this.workbench.dispose();
    this.workbench.engine.dispose();
  }

  private async openHome(): Promise<{ id: string; boot: PageBoot }> {
    const record = await this.workbench.run('openHome', [], { user: OWNER, kind: 'menu' });
    if (record.error !== null) throw new Error(`openHome: ${record.error.message}`);
    const page = this.workbench.pages.at(-1);
    const boot = /window\.clientura = (\{.*?\});<\/script>/.exec(page?.html ?? '')?.[1];
    if (page === undefined || boot === undefined) throw new Error('The menu opened no page.');
    return { id: page.id, boot: JSON.parse(boot) as PageBoot };
  }
}
