/** Proxies of the host's service objects and enums inside the script's realm, and the globals that hold them. */
import { pack, unpack, type CodecSide } from '../codec';
import type { AnswerMessage, BootData, CallMessage, ClassDescription, Descriptions, FailureMessage, GuestBridge, HandleId } from '../protocol';
import type { GuestExtension, GuestTools } from './extension';
import type { GuestTime } from './time';

export interface GuestServices {
  readonly side: CodecSide;
  unpack(value: unknown): unknown;
}

/** Defines the global service symbols and returns the codec of this realm. */
export function installServices(
  realm: Record<string, unknown>, boot: BootData, bridge: GuestBridge, time: GuestTime, extensions: readonly GuestExtension[], evaluate: (code: string) => unknown,
): GuestServices {
  const objects = new Services(boot, bridge, time, extensions, evaluate, realm);
  for (const [symbol, className] of Object.entries(boot.globals)) {
    let root: object | undefined;
    Object.defineProperty(realm, symbol, {
      get: () => (root ??= objects.proxyOf(symbol, className)),
      set: (value: unknown) => {
        Object.defineProperty(realm, symbol, { value, writable: true, configurable: true, enumerable: true });
      },
      configurable: true,
      enumerable: true,
    });
  }
  return { side: objects.side, unpack: (value) => unpack(value, objects.side) };
}

class Services {
  readonly side: CodecSide;
  private readonly classes = new Map<string, ClassDescription>();
  private readonly enumNames = new Map<string, readonly string[]>();
  private readonly prototypes = new Map<string, object>();
  private readonly proxies = new Map<HandleId, object>();
  private readonly handles = new WeakMap<object, HandleId>();
  private readonly enumTables = new Map<string, Readonly<Record<string, object>>>();
  private readonly enumMembers = new WeakMap<object, { readonly enumName: string; readonly name: string }>();
  private readonly tools: GuestTools;
  private readonly stringify = JSON.stringify;
  private readonly parse = JSON.parse;

  constructor(
    boot: BootData, private readonly bridge: GuestBridge, private readonly time: GuestTime,
    private readonly extensions: readonly GuestExtension[], evaluate: (code: string) => unknown, realm: object,
  ) {
    this.learn(boot.descriptions);
    const getTime = Date.prototype.getTime;
    this.side = {
      handleOf: (value) => {
        const id = this.handles.get(value);
        return id === undefined ? undefined : { id };
      },
      enumOf: (value) => this.enumMembers.get(value),
      object: (id, className) => this.proxyOf(id, className ?? ''),
      enumValue: (enumName, name) => this.enumTable(enumName)[name],
      date: (epochMs) => new Date(epochMs),
      dateOf: (value) => (value instanceof Date ? getTime.call(value) : undefined),
    };
    this.tools = {
      call: (target, member, args) => this.send(target, member, args),
      fail: (message) => {
        throw this.errorOf({ name: 'Exception', message });
      },
      global: realm,
      evaluate,
    };
  }

  /** The one proxy of a handle. */
  proxyOf(id: HandleId, className: string): object {
    const known = this.proxies.get(id);
    if (known) return known;
    const extension = this.extensions.find((candidate) => candidate.interfaceName === className);
    const proxy = Object.create(this.prototypeOf(className, extension)) as object;
    this.handles.set(proxy, id);
    if (extension?.open !== true) Object.freeze(proxy);
    this.proxies.set(id, proxy);
    return proxy;
  }

  private learn(descriptions: Descriptions | undefined): void {
    for (const [name, description] of Object.entries(descriptions?.classes ?? {})) this.classes.set(name, description);
    for (const [name, members] of Object.entries(descriptions?.enums ?? {})) this.enumNames.set(name, members);
  }

  private prototypeOf(className: string, extension: GuestExtension | undefined): object {
    const known = this.prototypes.get(className);
    if (known) return known;
    const description = this.classes.get(className) ?? { name: className.split('.').pop() ?? className, methods: [], enums: {}, properties: [] };
    const prototype = Object.create(extension?.open === true ? Object.prototype : missingMembers(description.name)) as object;
    for (const member of description.methods) {
      const own = extension && Object.hasOwn(extension.methods, member) ? extension.methods[member] : undefined;
      constant(prototype, member, own ? this.extensionMethod(own) : this.serviceMethod(member));
    }
    for (const [property, enumName] of Object.entries(description.enums)) {
      Object.defineProperty(prototype, property, { get: () => this.enumTable(enumName), enumerable: true });
    }
    for (const property of description.properties) {
      const read = (self: object): unknown => this.send(self, property);
      Object.defineProperty(prototype, property, {
        get(this: object) {
          return read(this);
        },
        enumerable: true,
      });
    }
    if (!description.methods.includes('toString')) Object.defineProperty(prototype, 'toString', { value: () => description.name });
    this.prototypes.set(className, prototype);
    return prototype;
  }

  private serviceMethod(member: string): (...args: unknown[]) => unknown {
    const call = (self: object, args: readonly unknown[]): unknown => this.send(self, member, args);
    return function (this: object, ...args: unknown[]): unknown {
      return call(this, args);
    };
  }

  private extensionMethod(own: GuestExtension['methods'][string]): (...args: unknown[]) => unknown {
    const tools = this.tools;
    return function (this: object, ...args: unknown[]): unknown {
      return own(tools, this, args);
    };
  }

  private send(target: object, member: string, args?: readonly unknown[]): unknown {
    const id = this.handles.get(target);
    if (id === undefined) throw new TypeError('Illegal invocation');
    const message: CallMessage = {
      target: id, member, spentMs: this.time.takeSpent(), ...(args === undefined ? {} : { args: args.map((arg) => pack(arg, this.side)) }),
    };
    const answer = this.parse(this.bridge.call(this.stringify(message))) as AnswerMessage;
    this.time.set(answer.nowMs);
    this.learn(answer.descriptions);
    if (answer.failure) throw this.errorOf(answer.failure);
    return unpack(answer.value, this.side);
  }

  private errorOf(failure: FailureMessage): Error {
    const error = new Error(failure.message);
    Object.defineProperty(error, 'name', { value: failure.name, writable: true, configurable: true, enumerable: true });
    for (const [key, value] of Object.entries(failure.details ?? {})) (error as unknown as Record<string, unknown>)[key] = unpack(value, this.side);
    return error;
  }

  private enumTable(enumName: string): Readonly<Record<string, object>> {
    const known = this.enumTables.get(enumName);
    if (known) return known;
    const table: Record<string, object> = {};
    (this.enumNames.get(enumName) ?? []).forEach((name, ordinal) => {
      const member = Object.create(null) as object;
      constant(member, 'toString', () => name);
      constant(member, 'toJSON', () => name);
      constant(member, 'name', () => name);
      constant(member, 'ordinal', () => ordinal);
      constant(member, 'compareTo', (other: { ordinal?: () => number } | null) => ordinal - (other?.ordinal?.() ?? 0));
      this.enumMembers.set(Object.freeze(member), { enumName, name });
      table[name] = member;
    });
    this.enumTables.set(enumName, Object.freeze(table));
    return table;
  }
}

/** Stands behind the members of a class: any other name throws instead of being undefined. */
function missingMembers(className: string): object {
  return new Proxy(Object.prototype, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key in target || key === 'then' || key === 'toJSON') return Reflect.get(target, key, receiver) as unknown;
      throw new Error(`not emulated: ${className}.${key}`);
    },
  });
}

function constant(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: false, configurable: false, enumerable: true });
}
