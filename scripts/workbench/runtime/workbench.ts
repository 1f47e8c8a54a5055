/** The workbench: a host with its projects, books, users, windows, triggers and web apps, as tests, the command line and the page use it. */
import type { Book, Engine, NewBook } from '../engine/book';
import type { Rect } from '../engine/values';
import type { AuthModeName, ExecutionKind, ScriptProject, User } from './execution';
import type { Letter, MailStore } from './mail-store';
import type { InstalledTrigger } from './triggers';
import type { Json } from './state';
import type { Answer, Menu, OpenPage, Question } from './window';
import type { MemberKind, ServiceModule } from './service';
import type { WorkerTransport } from './transport';
import { WorkbenchInstance } from './workbench-instance';

export interface WorkbenchOptions {
  readonly engine: Engine;
  readonly transport: WorkerTransport;
  readonly services: readonly ServiceModule[];
  /** Virtual time at the start, epoch milliseconds or ISO text. Default 2024-01-15T09:00:00Z. */
  readonly clock?: number | string;
  /** Locale of new spreadsheets ('en_US' default). */
  readonly locale?: string;
  /** Zone of new spreadsheets ('Etc/GMT' default). */
  readonly timeZone?: string;
  /** The first one owns what is created. Default: one owner@example.com. */
  readonly users?: readonly (Partial<User> & { readonly email: string })[];
  /** Virtual milliseconds of one call by kind, or of all kinds. Default 0. */
  readonly latencyMs?: number | Partial<Record<MemberKind, number>>;
  readonly seed?: number;
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | null;
  /** Real milliseconds without a service call after which an execution counts as endless. Default 60,000 (30,000 for custom functions). */
  readonly watchdogMs?: number;
  /** Base of web-app addresses: 'http://127.0.0.1:8080/macros/s'. */
  readonly webAppBase?: string;
  /**
   * Web apps of bound scripts see their container. Google's guide says they do not, many published scripts rely on it: both have to work. Default false.
   */
  readonly webAppContainer?: boolean;
  /** Answers of google.script.run come in random order. Default false. */
  readonly shuffleRpc?: boolean;
  /** Daily quotas can be switched off for long runs. Default true. */
  readonly quotas?: boolean;
}

/** A file of a project as on disk: name with extension ('Code.js', 'sidebar.html', 'appsscript.json'). */
export interface SourceFile {
  readonly path: string;
  readonly source: string;
}

export interface InstallOptions {
  /** Default 'bound' when bookId is given, else 'standalone'. */
  readonly form?: ScriptProject['form'];
  readonly bookId?: string;
  readonly title?: string;
  /** Installs under this id (a further push to the same project). */
  readonly projectId?: string;
  readonly ownerEmail?: string;
  /** Published add-ons open in AuthMode.NONE where they are not enabled. Default false. */
  readonly published?: boolean;
  /** Grant all scopes of the manifest to all users at once. Default true. */
  readonly grantAll?: boolean;
}

export interface RunOptions {
  readonly projectId?: string;
  readonly user?: string;
  readonly kind?: ExecutionKind;
  readonly authMode?: AuthModeName;
  /** Document that is active; default: the open book of the user's window. null = none. */
  readonly bookId?: string | null;
  /** Stops the execution at its n-th service call (1-based, all kinds counted, `pure` and `navigate` included when `killCounts` is 'all'). */
  readonly killAt?: number;
  readonly moment?: 'before' | 'after';
  /** Which calls `killAt` counts; default 'counted'. */
  readonly killCounts?: 'counted' | 'all';
  /** Hears each service call before it is answered (`SpreadsheetApp.Range.setValues`). */
  readonly onCall?: (call: CallInfo) => void;
}

export interface CallInfo {
  readonly index: number;
  /** 'SpreadsheetApp.Range.setValues' */
  readonly member: string;
  readonly service: string;
  readonly kind: MemberKind;
  readonly args: readonly unknown[];
}

export interface LogLine {
  readonly timeMs: number;
  readonly severity: 'debug' | 'info' | 'warning' | 'error';
  readonly text: string;
}

export interface ScriptFailure {
  /** 'Exception', 'TypeError', 'Error' … */
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

export interface ServiceCounts {
  /** Calls by member: 'SpreadsheetApp.Range.setValues' → 3. */
  readonly members: Readonly<Record<string, number>>;
  /** Counted calls by service: 'SpreadsheetApp' → 12. */
  readonly services: Readonly<Record<string, number>>;
  /** Total of counted calls (read, write, flush, lock, send). */
  readonly counted: number;
  /** Totals of the other kinds. */
  readonly navigation: number;
  readonly other: number;
}

export interface ExecutionRecord {
  readonly id: string;
  readonly projectId: string;
  readonly functionName: string;
  readonly kind: ExecutionKind;
  readonly authMode: AuthModeName;
  readonly userEmail: string;
  readonly state: 'running' | 'finished' | 'failed' | 'killed';
  /** Returned value as host data; undefined while running, after failures and for void. */
  readonly result: unknown;
  readonly error: ScriptFailure | null;
  readonly log: readonly LogLine[];
  readonly counts: ServiceCounts;
  readonly startMs: number;
  /** Virtual duration. */
  readonly durationMs: number;
}

/** Answer of a web app. */
export interface WebAnswer {
  /** 200, 302 (TextOutput), 403 (HEAD), 405 (reserved names). */
  readonly status: number;
  /** One-time address of a TextOutput answer. */
  readonly redirect?: string;
  readonly contentType: string;
  readonly body: string;
  /** Page id for google.script.run of an HTML answer. */
  readonly pageId?: string;
}

export interface WebRequest {
  readonly method: 'GET' | 'POST' | 'HEAD';
  /** Without '?'. */
  readonly queryString: string;
  readonly pathInfo?: string;
  readonly body?: string;
  readonly contentType?: string;
  /** null = stranger without an account. */
  readonly user?: string | null;
}

/** Outcome of one google.script.run call, as the page's shim gets it. */
export type RpcOutcome =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly error: { readonly name: string; readonly message: string } };

/** Hooks of what shows windows: the page; tests set `respond`. All optional. */
export interface WindowEvents {
  /** Answers alert and prompt; without it each question is answered with CLOSE. */
  respond?: (question: Question, userEmail: string) => Promise<Answer> | Answer;
  menusChanged?: (menus: readonly Menu[], userEmail: string, bookId: string) => void;
  pageOpened?: (page: OpenPage) => void;
  pageClosed?: (page: OpenPage) => void;
  toast?: (toast: { readonly message: string; readonly title: string; readonly timeoutSeconds: number; readonly userEmail: string; readonly bookId: string }) => void;
  executionStarted?: (record: ExecutionRecord) => void;
  executionEnded?: (record: ExecutionRecord) => void;
  letterSent?: (letter: Letter) => void;
  clockMoved?: (nowMs: number) => void;
}

export interface Workbench {
  readonly engine: Engine;
  readonly users: readonly User[];
  /** May be assigned at any time. */
  readonly events: WindowEvents;
  readonly history: readonly ExecutionRecord[];
  readonly mail: MailStore;
  readonly triggers: readonly InstalledTrigger[];
  readonly projects: readonly ScriptProject[];
  readonly clock: {
    now(): number;
    /** Moves the virtual clock and runs every clock trigger that becomes due, each at its moment; resolves with their records. */
    advance(milliseconds: number): Promise<readonly ExecutionRecord[]>;
    set(timeMs: number): void;
  };

  addUser(user: Partial<User> & { readonly email: string }): User;

  // Projects
  /** Installs (or pushes again) a project; registers its custom functions. Throws on a file that does not parse. */
  install(files: readonly SourceFile[], options?: InstallOptions): ScriptProject;
  /** Makes a deployment of the web app and returns its /exec address; further calls return the same. */
  deployWebApp(projectId?: string): string;
  grant(projectId: string, email: string, scopes: readonly string[] | 'all'): void;
  deny(projectId: string, email: string, scopes: readonly string[] | 'all'): void;
  /** The user installs a published add-on from the open document: it is enabled there, and its onInstall runs with AuthMode.FULL. */
  installAddOn(projectId: string, bookId: string, user?: string): Promise<readonly ExecutionRecord[]>;
  /** Marks an add-on as enabled in a document (someone used it there). */
  enable(projectId: string, bookId: string): void;

  // Books and windows
  createBook(options?: NewBook): Book;
  /**
   * File → Make a copy: cells, metadata, protections, and a copy of the bound script as a new project without deployment, triggers, properties and grants.
   * Both belong to the user who copies; the spreadsheet is shared with nobody.
   */
  copyBook(bookId: string, name?: string, user?: string): { readonly book: Book; readonly projectId: string | null };
  /** The user opens the book in his window: runs the simple onOpen with the right AuthMode and installable open triggers. */
  openBook(bookId: string, user?: string): Promise<readonly ExecutionRecord[]>;
  closeBook(user?: string): void;
  openBookId(user?: string): string | null;
  menus(user?: string): readonly Menu[];
  /** Sets what is selected in the user's window ('A1:B2', 'D4'); the last is active. Scripts that declare onSelectionChange run it afterwards, two at most wait. */
  select(sheetId: number, ranges: readonly string[], user?: string): void;
  /** An edit by the user's hands: typed into the cell, then onEdit and installable edit triggers. */
  typeCell(sheetId: number, row: number, column: number, text: string, user?: string): Promise<readonly ExecutionRecord[]>;
  /** For the page, whose grid makes the edits: runs the triggers of an engine edit event. */
  edited(event: { readonly bookId: string; readonly sheetId: number; readonly rect: Rect; readonly oldValues?: readonly (readonly unknown[])[]; readonly newValues?: readonly (readonly unknown[])[] }, user?: string): Promise<readonly ExecutionRecord[]>;

  // Executions
  run(functionName: string, args?: readonly unknown[], options?: RunOptions): Promise<ExecutionRecord>;
  /** Clicks the menu item with this path of captions (['My menu', 'Start']). */
  clickMenu(path: readonly string[], user?: string, options?: RunOptions): Promise<ExecutionRecord>;
  /** Runs one installed trigger now. */
  fireTrigger(triggerId: string): Promise<ExecutionRecord>;
  kill(executionId: string): void;

  // Pages
  readonly pages: readonly OpenPage[];
  closePage(pageId: string): void;
  /**
   * google.script.run from an open page (sidebar, dialog or web page): whitelist, type rules both ways, ten calls at once.
   * `args` are the page's values as JSON; rejects never.
   */
  rpc(pageId: string, functionName: string, args: readonly Json[], options?: RunOptions): Promise<RpcOutcome>;
  /** HTML to put into the page's iframe: the page's own HTML with the google.script client in front. */
  pageHtml(pageId: string): string;

  // Web apps
  webRequest(projectId: string, request: WebRequest): Promise<WebAnswer>;

  // State
  /** Everything but running executions: books, properties, mail, triggers, projects, clock, history. */
  snapshot(): Json;
  /** Ends with all books of the snapshot in the engine (earlier ones are disposed). */
  restore(snapshot: Json): void;
  /** Kills running executions and ends the workers; the engine stays. */
  dispose(): Promise<void>;
}

/** Makes a workbench over an engine, a transport and the services. */
export function createWorkbench(options: WorkbenchOptions): Workbench {
  return new WorkbenchInstance(options);
}
