/** An execution that runs: the objects it holds, its time, its queue of writes, its counts, and the answer to each service call. */
import { checkAllowed, memberName } from './call-gate';
import { pack, unpack, type CodecSide } from './codec';
import type { ActiveDocument, AuthModeName, Execution, ExecutionKind, ScriptProject, User } from './execution';
import type { WorkbenchHost } from './host';
import type { AnswerMessage, CallMessage, Descriptions, FailureMessage } from './protocol';
import { runtimeLimitMs } from './quotas';
import { memberEntry, type ServiceRegistry } from './registry';
import { COUNTED_KINDS, DRAINING_KINDS, EnumValue, ServiceError, ServiceObject, type MemberEntry, type ServiceClass } from './service';
import { checkArguments, displayName, findMember } from './signature';
import type { UiWindow } from './window';
import type { CallInfo, LogLine, ServiceCounts } from './workbench';

export const TIME_EXCEEDED = 'Exceeded maximum execution time';

/** Ends the execution from inside a service call; the script sees nothing of it. */
export class ExecutionStopped extends Error {
  override readonly name = 'ExecutionStopped';

  constructor(readonly reason: 'killed' | 'time') {
    super(reason === 'time' ? TIME_EXCEEDED : 'The execution was killed.');
  }
}

export interface ExecutionSetup {
  readonly id: string;
  readonly project: ScriptProject;
  readonly functionName: string;
  readonly kind: ExecutionKind;
  readonly authMode: AuthModeName;
  readonly effectiveUser: User;
  readonly activeUser: User | null;
  readonly active: ActiveDocument | null;
  readonly window: UiWindow | null;
  readonly killAt: number | null;
  readonly moment: 'before' | 'after';
  readonly killCounts: 'counted' | 'all';
  readonly onCall: ((call: CallInfo) => void) | null;
}

export class RunningExecution implements Execution {
  readonly id: string;
  readonly project: ScriptProject;
  readonly functionName: string;
  readonly kind: ExecutionKind;
  readonly authMode: AuthModeName;
  readonly effectiveUser: User;
  readonly activeUser: User | null;
  readonly active: ActiveDocument | null;
  readonly window: UiWindow | null;
  readonly startMs: number;
  readonly lines: LogLine[] = [];
  ended = false;
  private elapsedMs = 0;
  private queue: (() => void | Promise<void>)[] = [];
  /** The buffered write that is being carried out. */
  private writing: Promise<void> = Promise.resolve();
  private readonly endActions: (() => void)[] = [];
  private readonly suspendActions: (() => void)[] = [];
  private readonly memories = new Map<string, unknown>();
  private readonly memberCounts = new Map<string, number>();
  private readonly serviceCounts = new Map<string, number>();
  private readonly totals = { counted: 0, navigation: 0, other: 0 };
  private killCounter = 0;
  private callIndex = 0;
  private readonly objects = new Map<number, ServiceObject>();
  private readonly ids = new Map<ServiceObject, number>();
  private readonly roots = new Map<string, ServiceObject>();
  private readonly describedClasses = new Set<string>();
  private readonly describedEnums = new Set<string>();
  private fresh: { classes: Set<string>; enums: Set<string> } = { classes: new Set(), enums: new Set() };

  constructor(readonly host: WorkbenchHost, private readonly registry: ServiceRegistry, private readonly setup: ExecutionSetup) {
    this.id = setup.id;
    this.project = setup.project;
    this.functionName = setup.functionName;
    this.kind = setup.kind;
    this.authMode = setup.authMode;
    this.effectiveUser = setup.effectiveUser;
    this.activeUser = setup.activeUser;
    this.active = setup.active;
    this.window = setup.window;
    this.startMs = host.clock.now();
  }

  /** How values cross the border of this execution. */
  readonly side: CodecSide = {
    handleOf: (value) => (value instanceof ServiceObject ? this.handleOf(value) : undefined),
    enumOf: (value) => {
      if (!(value instanceof EnumValue)) return undefined;
      if (!this.describedEnums.has(value.enumName)) this.fresh.enums.add(value.enumName);
      return value;
    },
    object: (id) => (typeof id === 'string' ? this.root(id) : this.objects.get(id)),
    enumValue: (enumName, name) => EnumValue.of(enumName, name),
    date: (epochMs) => new Date(epochMs),
    dateOf: (value) => (value instanceof Date ? value.getTime() : undefined),
  };

  // What service classes use

  now(): number {
    return this.startMs + this.elapsedMs;
  }

  elapse(milliseconds: number): void {
    this.elapsedMs = Math.min(this.elapsedMs + Math.max(0, milliseconds), runtimeLimitMs(this.kind) + 1);
    this.host.clock.raise(Math.floor(this.now()));
  }

  get durationMs(): number {
    return this.elapsedMs;
  }

  buffer(write: () => void | Promise<void>): void {
    this.queue.push(write);
  }

  async drain(): Promise<void> {
    while (this.queue.length > 0) {
      const queue = this.queue;
      this.queue = [];
      for (const write of queue) {
        // Stopped meanwhile: what was not yet carried out is lost.
        if (this.ended) return;
        this.writing = Promise.resolve(write());
        await this.writing;
      }
    }
    // A custom function runs inside a calculation: waiting for the calculation would wait for itself.
    if (this.kind !== 'customFunction') await this.host.engine.settle();
  }

  onEnd(action: () => void): void {
    if (this.ended) action();
    else this.endActions.push(action);
  }

  onSuspend(action: () => void): void {
    this.suspendActions.push(action);
  }

  log(severity: LogLine['severity'], text: string): void {
    this.lines.push({ timeMs: Math.floor(this.now()), severity, text });
  }

  memory<T>(key: string, create: () => T): T {
    if (!this.memories.has(key)) this.memories.set(key, create());
    return this.memories.get(key) as T;
  }

  // What the executor uses

  /** The root object of a global symbol; undefined when its service is not emulated. */
  root(symbol: string): ServiceObject | undefined {
    let root = this.roots.get(symbol);
    const rootClass = this.rootClass(symbol);
    if (!root && rootClass) {
      root = new rootClass(this);
      this.roots.set(symbol, root);
    }
    return root;
  }

  /** Global symbols of this execution's realm → qualified class. Advanced services only where the manifest enables them. */
  globals(): Record<string, string> {
    const { signatures, roots, advanced } = this.registry;
    const globals: Record<string, string> = { ...signatures.globals };
    delete globals['Date2'];
    for (const [symbol, root] of roots) globals[symbol] = root.interfaceName;
    for (const { userSymbol, serviceId } of this.project.manifest.advancedServices) {
      const id = serviceId.toLowerCase();
      const declared = Object.entries(signatures.advanced).find(([symbol]) => symbol.toLowerCase() === id)?.[1];
      const className = advanced.get(id)?.interfaceName ?? declared;
      if (className !== undefined) globals[userSymbol] = className;
    }
    return globals;
  }

  /** Packs values for the guest. */
  pack(value: unknown): unknown {
    return pack(value, this.side);
  }

  unpack(value: unknown): unknown {
    return unpack(value, this.side);
  }

  /** Descriptions of everything packed since the last call that the guest has not seen, and of the classes named. */
  takeDescriptions(classNames: Iterable<string> = []): Descriptions {
    const wanted = [...this.fresh.classes, ...classNames].filter((name) => !this.describedClasses.has(name));
    const descriptions = this.registry.descriptions(wanted);
    const enums: Record<string, readonly string[]> = { ...descriptions.enums };
    for (const name of this.fresh.enums) enums[name] = this.registry.signatures.enums[name] ?? [];
    for (const name of wanted) this.describedClasses.add(name);
    for (const name of Object.keys(enums)) this.describedEnums.add(name);
    this.fresh = { classes: new Set(), enums: new Set() };
    return { ...descriptions, enums };
  }

  counts(): ServiceCounts {
    return {
      members: Object.fromEntries(this.memberCounts),
      services: Object.fromEntries(this.serviceCounts),
      counted: this.totals.counted,
      navigation: this.totals.navigation,
      other: this.totals.other,
    };
  }

  /** Ends the execution: writes still buffered are dropped, then, when nothing of it can change the document any more, its locks are freed. */
  async end(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    this.queue = [];
    await this.writing.catch(() => undefined);
    for (const action of this.endActions.reverse()) action();
  }

  /** Adds time the script spent by itself; throws when its limit is over. */
  spend(milliseconds: number): void {
    this.elapse(milliseconds);
    if (this.elapsedMs > runtimeLimitMs(this.kind)) throw new ExecutionStopped('time');
  }

  /** Answers one call. Rejects with ExecutionStopped only; every other fault is the script's to see. */
  async answer(message: CallMessage): Promise<AnswerMessage> {
    this.spend(message.spentMs);
    let outcome: { value?: unknown; failure?: FailureMessage };
    try {
      outcome = { value: this.pack(await this.perform(message)) };
    } catch (error) {
      if (error instanceof ExecutionStopped) throw error;
      outcome = { failure: this.failureOf(error) };
    }
    this.spend(0);
    const descriptions = this.fresh.classes.size + this.fresh.enums.size > 0 ? { descriptions: this.takeDescriptions() } : {};
    return { ...outcome, ...descriptions, nowMs: this.now() };
  }

  private async perform(message: CallMessage): Promise<unknown> {
    this.requireAlive();
    const target = typeof message.target === 'string' ? this.root(message.target) : this.objects.get(message.target);
    if (!target) throw notEmulated(`${String(message.target)}.${message.member}`);
    const serviceClass = target.constructor as unknown as ServiceClass;
    const entry = memberEntry(serviceClass, message.member);
    const isProperty = message.args === undefined;
    if (!entry && !(isProperty && findMember(this.registry.signatures, serviceClass.interfaceName, message.member) === null)) {
      throw notEmulated(`${displayName(serviceClass).split('.').pop() ?? ''}.${message.member}`);
    }
    const rule: MemberEntry = entry ?? { kind: 'navigate', fidelity: 'exact' };
    const args = (message.args ?? []).map((arg) => this.unpack(arg));
    const kills = this.count(serviceClass, message.member, rule, args);
    checkAllowed(this, serviceClass, message.member, rule);
    if (!isProperty && rule.looseArguments !== true) checkArguments(this.registry.signatures, serviceClass, message.member, args);
    this.spend(rule.latencyMs ?? this.host.latencyMs(rule.kind));
    if (rule.drains ?? (DRAINING_KINDS.includes(rule.kind) && isDocumentCall(serviceClass))) await this.drain();
    // Stopped while the call waited: an ended execution takes no lock and writes nothing.
    this.requireAlive();
    if (rule.kind === 'suspend') for (const action of this.suspendActions) action();
    const value: unknown = isProperty
      ? (target as unknown as Record<string, unknown>)[message.member]
      : Reflect.apply((target as unknown as Record<string, (...values: unknown[]) => unknown>)[message.member] as (...values: unknown[]) => unknown, target, args);
    const settled = isThenable(value) ? await value : value;
    if (kills && this.setup.moment === 'after') throw new ExecutionStopped('killed');
    return settled;
  }

  private requireAlive(): void {
    if (this.ended) throw new ExecutionStopped('killed');
  }

  /** Counts the call and tells listeners; true when it is the one the kill switch waits for. Killing before throws at once. */
  private count(serviceClass: ServiceClass, member: string, entry: MemberEntry, args: readonly unknown[]): boolean {
    const { service, display } = memberName(serviceClass, member);
    const counted = COUNTED_KINDS.includes(entry.kind);
    this.callIndex += 1;
    this.setup.onCall?.({ index: this.callIndex, member: display, service, kind: entry.kind, args });
    if (counted || this.setup.killCounts === 'all') this.killCounter += 1;
    const kills = this.killCounter === this.setup.killAt && (counted || this.setup.killCounts === 'all');
    if (kills && this.setup.moment === 'before') throw new ExecutionStopped('killed');
    this.memberCounts.set(display, (this.memberCounts.get(display) ?? 0) + 1);
    if (counted) {
      this.totals.counted += 1;
      this.serviceCounts.set(service || display, (this.serviceCounts.get(service || display) ?? 0) + 1);
    } else if (entry.kind === 'navigate') this.totals.navigation += 1;
    else this.totals.other += 1;
    return kills;
  }

  private failureOf(error: unknown): FailureMessage {
    if (error instanceof ServiceError) {
      const details = Object.fromEntries(Object.entries(error.details).map(([key, value]) => [key, this.pack(value)]));
      return { name: error.scriptName, message: error.message, details };
    }
    if (error instanceof NotEmulated) return { name: 'Error', message: error.message };
    const text = error instanceof Error ? error.message : String(error);
    this.log('error', `Fault of the workbench: ${error instanceof Error ? (error.stack ?? text) : text}`);
    return { name: 'Exception', message: `Fault of the workbench: ${text}` };
  }

  private handleOf(object: ServiceObject): { readonly id: number | string; readonly className: string } {
    const className = (object.constructor as unknown as ServiceClass).interfaceName;
    for (const [symbol, root] of this.roots) if (root === object) return { id: symbol, className };
    let id = this.ids.get(object);
    if (id === undefined) {
      id = this.ids.size + 1;
      this.ids.set(object, id);
      this.objects.set(id, object);
    }
    if (!this.describedClasses.has(className)) this.fresh.classes.add(className);
    return { id, className };
  }

  private rootClass(symbol: string): ServiceClass | undefined {
    const advanced = this.project.manifest.advancedServices.find((service) => service.userSymbol === symbol);
    return advanced ? this.registry.advanced.get(advanced.serviceId.toLowerCase()) : this.registry.roots.get(symbol);
  }
}

class NotEmulated extends Error {
  override readonly name = 'NotEmulated';
}

function notEmulated(member: string): NotEmulated {
  return new NotEmulated(`not emulated: ${member}`);
}

function isDocumentCall(serviceClass: ServiceClass): boolean {
  return serviceClass.interfaceName.startsWith('Spreadsheet.') || serviceClass.interfaceName === 'Base.Ui';
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
