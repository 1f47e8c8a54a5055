/** The guest runtime: evaluated first in every execution's fresh realm, it makes Google's globals and calls the asked function. */
import { guestExtensions } from '../../services/guest-extensions';
import type { BootData, DoneMessage, Guest, GuestBridge } from '../protocol';
import { TimeZone } from '../time-zone';
import { pack } from '../codec';
import { installConsole } from './console';
import { installDate } from './date';
import { installSeededRandom, removeForeignGlobals } from './globals';
import { installDefaultLocale } from './intl';
import { installServices } from './proxies';
import { GuestTime } from './time';

/** Prepares the realm; the worker then evaluates the script files and calls `run`. */
export function startGuest(bridge: GuestBridge, bootText: string): Guest {
  const boot = JSON.parse(bootText) as BootData;
  const realm = globalThis as unknown as Record<string, unknown>;
  const evaluate = eval as (code: string) => unknown;
  const stringify = JSON.stringify;
  const time = new GuestTime(boot.nowMs);

  removeForeignGlobals(realm);
  const zone = new TimeZone(boot.timeZone);
  installDefaultLocale(boot.timeZone);
  installDate(realm, zone, time);
  installSeededRandom(boot.seed);
  installConsole(realm, (message) => bridge.log(stringify(message)), time);
  const services = installServices(realm, boot, bridge, time, guestExtensions, evaluate);

  const done = (message: Omit<DoneMessage, 'spentMs'>): void => bridge.done(stringify({ ...message, spentMs: time.takeSpent() }));
  const finish = (value: unknown): void => {
    let packed: unknown;
    try {
      packed = pack(value, services.side);
    } catch {
      packed = { $: 'u' };
    }
    done({ value: packed });
  };
  const fail = (error: unknown): void => done({ failure: failureOf(error) });

  return {
    run() {
      try {
        if (boot.functionName === null) return finish(undefined);
        const target = findFunction(boot.functionName, boot.callable, realm, evaluate);
        const args = services.unpack(boot.args) as unknown[];
        const result = Reflect.apply(target.call, target.self, args);
        if (isThenable(result)) result.then(finish, fail);
        else finish(result);
      } catch (error) {
        fail(error);
      }
      return undefined;
    },
    fail,
  };
}

type Callable = (...args: unknown[]) => unknown;

/** Finds `name` or `object.method` among the script's globals, lexical ones included. */
function findFunction(name: string, callable: readonly string[] | null, realm: object, evaluate: (code: string) => unknown): { readonly call: Callable; readonly self: unknown } {
  const missing = (): Error => new Error(`Script function not found: ${name}`);
  if (!/^[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\p{L}\p{N}_$]*)*$/u.test(name) || (callable !== null && !callable.includes(name))) throw missing();
  const [first = '', ...path] = name.split('.');
  let self: unknown = realm;
  let value: unknown;
  try {
    value = evaluate(first);
  } catch {
    throw missing();
  }
  for (const key of path) {
    self = value;
    value = typeof self === 'object' || typeof self === 'function' ? (self as Record<string, unknown> | null)?.[key] : undefined;
  }
  if (typeof value !== 'function') throw missing();
  return { call: value as Callable, self };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return value instanceof Promise;
}

function failureOf(error: unknown): { name: string; message: string; stack: string } {
  if (error instanceof Error) return { name: String(error.name), message: String(error.message), stack: String(error.stack ?? '') };
  if (typeof error === 'object' && error !== null && 'message' in error) {
    const { name, message } = error as { name?: unknown; message: unknown };
    return { name: typeof name === 'string' ? name : 'Error', message: String(message), stack: '' };
  }
  return { name: '', message: String(error), stack: '' };
}
