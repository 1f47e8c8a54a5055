/** One execution of a script and the host it runs on, as the service classes see them. */
import type { Engine } from '../engine/book';
import type { StateSlot } from './state';
import type { MailStore } from './mail-store';
import type { TriggerRegistry } from './triggers';
import type { UiWindow } from './window';

export type ExecutionKind = 'editor' | 'menu' | 'rpc' | 'trigger' | 'simpleTrigger' | 'customFunction' | 'webapp';

export type AuthModeName = 'NONE' | 'LIMITED' | 'CUSTOM_FUNCTION' | 'FULL';

/** A person with a Google account. */
export interface User {
  readonly email: string;
  readonly name: string;
  /** Language of the user's interface ('ru', 'en'). */
  readonly language: string;
  /** Consumer (gmail.com) or Workspace quotas. */
  readonly account: 'consumer' | 'workspace';
  /** Addresses `From` may carry besides the own one. */
  readonly aliases: readonly string[];
}

/** appsscript.json, the parts the host looks at. */
export interface Manifest {
  readonly timeZone: string;
  /** null: the manifest lists none, they are detected from the code. */
  readonly oauthScopes: readonly string[] | null;
  readonly advancedServices: readonly { readonly userSymbol: string; readonly serviceId: string; readonly version: string }[];
  readonly urlFetchWhitelist: readonly string[] | null;
  readonly webapp: { readonly access: string; readonly executeAs: string } | null;
  readonly exceptionLogging: string;
}

/** A script project as pushed. */
export interface ScriptProject {
  readonly id: string;
  readonly title: string;
  readonly manifest: Manifest;
  /** Script files in file order; names without extension. */
  readonly scripts: readonly { readonly name: string; readonly source: string }[];
  /** HTML files by name without extension ('sidebar', 'ui/page'). */
  readonly pages: Readonly<Record<string, string>>;
  /** 'bound': to one spreadsheet; 'addon': works in any document it is used in; 'standalone': no document. */
  readonly form: 'bound' | 'addon' | 'standalone';
  /** The spreadsheet of a bound script. */
  readonly boundBookId: string | null;
  /** Address of the web app's deployment (`…/exec`), null while none is deployed. */
  readonly webAppUrl: string | null;
  /** E-mail of the user who owns and deploys the project. */
  readonly ownerEmail: string;
}

/** One use of a quota: name of quotas.ts. */
export type QuotaName = 'email' | 'properties' | 'urlfetch' | 'triggerRuntimeMs' | 'spreadsheetsCreated' | 'gmailUnits';

export interface Clock {
  /** Virtual time of the world, epoch milliseconds. */
  now(): number;
}

/** The machine the scripts run on: shared by all executions. */
export interface Host {
  readonly clock: Clock;
  /** The spreadsheets. */
  readonly engine: Engine;
  readonly users: ReadonlyMap<string, User>;
  readonly triggers: TriggerRegistry;
  readonly mail: MailStore;
  /** Locale and zone new spreadsheets get ('ru_RU', 'Europe/Moscow'). */
  readonly locale: string;
  readonly timeZone: string;
  /** Seeded random number in [0, 1): ids, UUIDs and everything random on the host. */
  random(): number;
  /** A new unguessable-looking id of the given length from the seeded source. */
  newId(length?: number): string;
  /** State of a service shared by all executions and part of snapshots (properties, caches …). Made on first use. */
  state<T>(slot: StateSlot<T>): T;
  /** Script project by id. */
  project(projectId: string): ScriptProject | null;
  /** Scopes (full URLs) the user has granted to the project. */
  grantedScopes(projectId: string, email: string): readonly string[];
  /** Takes `amount` of a daily quota; throws the platform's text when it is used up. `peek` tells what is left. */
  chargeQuota(name: QuotaName, email: string, amount: number): void;
  remainingQuota(name: QuotaName, email: string): number;
  /** HTTP for UrlFetchApp and checks of /exec addresses; null = no network. */
  readonly fetch: ((url: string, init: RequestInit) => Promise<Response>) | null;
}

/** What is active in the window the execution was started from (or the document of its trigger). */
export interface ActiveDocument {
  readonly bookId: string;
  /** Engine id of the active sheet; null = the book's own active sheet. Mutable: activate() changes it for this user's window. */
  sheetId: number | null;
  /** A1 notations of the selected ranges on that sheet, the last one is the active range; [] = A1. */
  selection: string[];
}

/** One run of one function. */
export interface Execution {
  readonly id: string;
  readonly host: Host;
  readonly project: ScriptProject;
  readonly kind: ExecutionKind;
  readonly authMode: AuthModeName;
  /** Whose rights are used. */
  readonly effectiveUser: User;
  /** The person at the keyboard; null where Google does not tell (simple triggers, custom functions, strangers in a web app). */
  readonly activeUser: User | null;
  /** null in web apps and standalone scripts. */
  readonly active: ActiveDocument | null;
  /** The window to show menus, sidebars and alerts in; null: `Cannot call SpreadsheetApp.getUi() from this context.` */
  readonly window: UiWindow | null;
  /** Virtual time of this execution, epoch milliseconds. */
  now(): number;
  /** Moves this execution's virtual time (sleep, waiting for a lock until `untilMs - now()`); throws nothing, the limit is checked by the dispatcher. */
  elapse(milliseconds: number): void;
  /** Queues a document write; arguments must be checked before. Drained in order by reads, flush, sends and at the end; lost when the execution is killed. */
  buffer(write: () => void | Promise<void>): void;
  /** Runs the queued writes now and lets the engine recalculate (not inside custom functions). The dispatcher does it before every read and flush of the document. */
  drain(): Promise<void>;
  /** Registers what must happen when the execution ends in whatever way, also when killed (locks are freed). */
  onEnd(action: () => void): void;
  /** Registers what must happen each time the execution is suspended by alert or prompt (locks are lost). */
  onSuspend(action: () => void): void;
  /** True once the execution ended or was killed. */
  readonly ended: boolean;
  /** Writes a line to the execution's log (console, Logger). */
  log(severity: 'debug' | 'info' | 'warning' | 'error', text: string): void;
  /** Per-execution memory of a service (the text of Logger.getLog, lock ownership …), made on first use. */
  memory<T>(key: string, create: () => T): T;
  /** Name of the function of an add-on's menu and of the page's open calls; for services that need it. */
  readonly functionName: string;
}
