/** The host behind a workbench: clock, users, projects, grants, quotas and the state of the services. */
import type { Engine } from '../engine/book';
import type { Clock, Host, QuotaName, ScriptProject, User } from './execution';
import { MAIL_SLOT, type MailStore } from './mail-store';
import { detectScopes, scopeUrl } from './policy';
import { QUOTA_SLOT } from './quotas';
import { SeededRandom } from './random';
import type { MemberKind } from './service';
import type { Json, StateSlot } from './state';
import { TRIGGER_SLOT } from './trigger-registry';
import type { TriggerRegistry } from './triggers';

/** The world's virtual clock: only forward by itself, anywhere by hand. */
export class WorldClock implements Clock {
  onMove: ((nowMs: number) => void) | null = null;

  constructor(private timeMs: number) {}

  now(): number {
    return this.timeMs;
  }

  /** Called by executions: their time never turns the world's back. */
  raise(timeMs: number): void {
    if (timeMs > this.timeMs) this.set(timeMs);
  }

  set(timeMs: number): void {
    this.timeMs = timeMs;
    this.onMove?.(timeMs);
  }
}

export interface HostOptions {
  readonly engine: Engine;
  readonly nowMs: number;
  readonly locale: string;
  readonly timeZone: string;
  readonly latencyMs: number | Partial<Record<MemberKind, number>>;
  readonly seed: number;
  readonly fetch: Host['fetch'];
  readonly quotas: boolean;
}

/** What a user granted to a project. */
interface Grant {
  all: boolean;
  readonly granted: Set<string>;
  readonly denied: Set<string>;
}

export class WorkbenchHost implements Host {
  readonly engine: Engine;
  readonly clock: WorldClock;
  readonly locale: string;
  readonly timeZone: string;
  readonly fetch: Host['fetch'];
  readonly users = new Map<string, User>();
  readonly projects = new Map<string, ScriptProject>();
  readonly randomSource: SeededRandom;
  private readonly grants = new Map<string, Grant>();
  private readonly states = new Map<string, { readonly slot: StateSlot<unknown>; value: unknown }>();
  private saved: Record<string, Json> = {};
  private readonly detected = new WeakMap<ScriptProject, readonly string[]>();

  constructor(private readonly options: HostOptions) {
    this.engine = options.engine;
    this.clock = new WorldClock(options.nowMs);
    this.locale = options.locale;
    this.timeZone = options.timeZone;
    this.fetch = options.fetch;
    this.randomSource = new SeededRandom(options.seed);
  }

  get triggers(): TriggerRegistry {
    return this.state(TRIGGER_SLOT);
  }

  get mail(): MailStore {
    return this.state(MAIL_SLOT);
  }

  random(): number {
    return this.randomSource.next();
  }

  newId(length = 44): string {
    return this.randomSource.id(length);
  }

  state<T>(slot: StateSlot<T>): T {
    let entry = this.states.get(slot.key);
    if (!entry) {
      const saved = this.saved[slot.key];
      entry = { slot: slot, value: saved === undefined ? slot.create() : slot.load(saved) };
      this.states.set(slot.key, entry);
    }
    return entry.value as T;
  }

  /** All states as JSON, those not used since a restore included. */
  saveStates(): Record<string, Json> {
    return { ...this.saved, ...Object.fromEntries([...this.states].map(([key, { slot, value }]) => [key, slot.save(value)])) };
  }

  /** Replaces all states; each is loaded when it is used. */
  loadStates(saved: Record<string, Json>): void {
    this.states.clear();
    this.saved = saved;
  }

  project(projectId: string): ScriptProject | null {
    return this.projects.get(projectId) ?? null;
  }

  /** A known user; unknown addresses throw. */
  user(email: string): User {
    const user = this.users.get(email);
    if (!user) throw new Error(`There is no user ${email} on this host.`);
    return user;
  }

  grantedScopes(projectId: string, email: string): readonly string[] {
    const project = this.projects.get(projectId);
    const grant = this.grants.get(`${projectId} ${email}`) ?? this.grants.get(`${projectId} *`);
    if (!project || !grant) return [];
    return this.wantedScopes(project).filter((scope) => (grant.all || grant.granted.has(scope)) && !grant.denied.has(scope));
  }

  /** Scopes of the manifest, or those detected in the code. */
  wantedScopes(project: ScriptProject): readonly string[] {
    const listed = project.manifest.oauthScopes;
    if (listed) return listed.map(scopeUrl);
    let scopes = this.detected.get(project);
    if (!scopes) {
      scopes = detectScopes(project.scripts.map((script) => script.source).join('\n'));
      this.detected.set(project, scopes);
    }
    return scopes;
  }

  /** email '*' = every user without an entry of his own. */
  changeGrant(projectId: string, email: string, scopes: readonly string[] | 'all', granted: boolean): void {
    const key = `${projectId} ${email}`;
    const inherited = this.grants.get(`${projectId} *`);
    const grant = this.grants.get(key) ?? { all: inherited?.all ?? false, granted: new Set<string>(), denied: new Set<string>() };
    this.grants.set(key, grant);
    if (scopes === 'all') {
      grant.all = granted;
      grant.granted.clear();
      grant.denied.clear();
      return;
    }
    for (const scope of scopes.map(scopeUrl)) {
      (granted ? grant.granted : grant.denied).add(scope);
      (granted ? grant.denied : grant.granted).delete(scope);
    }
  }

  saveGrants(): Json {
    return [...this.grants].map(([key, grant]) => [key, grant.all, [...grant.granted], [...grant.denied]]);
  }

  loadGrants(saved: Json): void {
    this.grants.clear();
    for (const [key, all, granted, denied] of saved as [string, boolean, string[], string[]][]) {
      this.grants.set(key, { all, granted: new Set(granted), denied: new Set(denied) });
    }
  }

  chargeQuota(name: QuotaName, email: string, amount: number): void {
    if (this.options.quotas) this.state(QUOTA_SLOT).charge(name, this.user(email), amount, this.clock.now());
  }

  remainingQuota(name: QuotaName, email: string): number {
    return this.state(QUOTA_SLOT).remaining(name, this.user(email), this.clock.now());
  }

  /** Virtual duration of one call. */
  latencyMs(kind: MemberKind): number {
    const { latencyMs } = this.options;
    return typeof latencyMs === 'number' ? latencyMs : (latencyMs[kind] ?? 0);
  }
}
