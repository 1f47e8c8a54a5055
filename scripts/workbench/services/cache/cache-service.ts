/** CacheService and Cache: strings with a time to live on the virtual clock (PLATFORM-FACTS §1.2, §8.6). */
import type { Execution } from '../../runtime/execution';
import { members, ServiceError, ServiceObject, type MemberTable, type ServiceModule } from '../../runtime/service';
import type { Json, StateSlot } from '../../runtime/state';
import { looseText, requireArguments } from '../base/argument-check';
import { utf8Length } from '../utilities/bytes';

type GoogleCache = GoogleAppsScript.Cache.Cache;

interface Entry {
  readonly value: string;
  readonly expiresMs: number;
}

const CACHE_SLOT: StateSlot<Map<string, Map<string, Entry>>> = {
  key: 'cache',
  create: () => new Map(),
  save: (caches) => Object.fromEntries([...caches].map(([key, cache]) => [key, Object.fromEntries(cache)])) as unknown as Json,
  load: (saved) => new Map(
    Object.entries(saved as unknown as Record<string, Record<string, Entry>>).map(([key, cache]) => [key, new Map(Object.entries(cache))]),
  ),
};

const KEY_CHARACTERS = 250;
const VALUE_BYTES = 100 * 1024;
const DEFAULT_SECONDS = 600;
const MAXIMUM_SECONDS = 21_600;
const MAXIMUM_ITEMS = 1000;
/** What is left, those farthest from their end, when more than the maximum were written. */
const KEPT_ITEMS = 900;

export class Cache extends ServiceObject implements GoogleCache {
  static readonly interfaceName = 'Cache.Cache';
  static readonly service = 'CacheService';
  static readonly members: MemberTable = {
    ...members('read', { partial: 'nothing vanishes before its time; Google may drop any entry' }, ['get', 'getAll']),
    ...members('write', 'exact', ['remove', 'removeAll'], { customFunction: true }),
    ...members('write', { partial: 'a time to live above six hours is cut to six hours' }, ['putAll'], { customFunction: true }),
    ...members('write', { partial: 'a time to live above six hours is cut to six hours' }, ['put'], { customFunction: true, looseArguments: true }),
  };

  constructor(
    execution: Execution,
    private readonly cacheKey: string,
  ) {
    super(execution);
  }

  get(key: string): string | null {
    checkKey(key);
    return this.live(key);
  }

  getAll(keys: string[]): Record<string, string> {
    const found: Record<string, string> = {};
    for (const key of keys) {
      checkKey(key);
      const value = this.live(key);
      if (value !== null) found[key] = value;
    }
    return found;
  }

  put(key: string, value: string, expirationInSeconds = DEFAULT_SECONDS): void {
    const text = looseText(value);
    requireArguments(typeof key === 'string' && text !== null && typeof expirationInSeconds === 'number', [key, value, expirationInSeconds], 'CacheService.Cache.put');
    this.putAll({ [key]: text }, expirationInSeconds);
  }

  putAll(values: Record<string, unknown>, expirationInSeconds = DEFAULT_SECONDS): void {
    const entries = Object.entries(values).map(([key, value]) => [key, looseText(value) ?? String(value)] as const);
    for (const [key, value] of entries) {
      checkKey(key);
      if (utf8Length(value) > VALUE_BYTES) throw new ServiceError('Argument too large: value');
    }
    const now = this.execution.now();
    const expiresMs = now + Math.min(expirationInSeconds, MAXIMUM_SECONDS) * 1000;
    const cache = this.entries();
    for (const [key, value] of entries) cache.set(key, { value, expiresMs });
    for (const [key, entry] of cache) if (entry.expiresMs <= now) cache.delete(key);
    if (cache.size <= MAXIMUM_ITEMS) return;
    const byEnd = [...cache].sort((one, other) => other[1].expiresMs - one[1].expiresMs);
    for (const [key] of byEnd.slice(KEPT_ITEMS)) cache.delete(key);
  }

  remove(key: string): void {
    checkKey(key);
    this.entries().delete(key);
  }

  removeAll(keys: string[]): void {
    for (const key of keys) this.remove(key);
  }

  private entries(): Map<string, Entry> {
    const caches = this.execution.host.state(CACHE_SLOT);
    let cache = caches.get(this.cacheKey);
    if (cache === undefined) {
      cache = new Map();
      caches.set(this.cacheKey, cache);
    }
    return cache;
  }

  private live(key: string): string | null {
    const entry = this.entries().get(key);
    return entry === undefined || entry.expiresMs <= this.execution.now() ? null : entry.value;
  }
}

function checkKey(key: string): void {
  if (key.length > KEY_CHARACTERS) throw new ServiceError('Argument too large: key');
}

export class CacheService extends ServiceObject implements GoogleAppsScript.Cache.CacheService {
  static readonly interfaceName = 'Cache.CacheService';
  static readonly service = 'CacheService';
  static readonly members: MemberTable = members('navigate', 'exact', ['getDocumentCache', 'getScriptCache', 'getUserCache']);

  getDocumentCache(): GoogleCache | null {
    const { active, project } = this.execution;
    if (active === null || project.form === 'standalone') return null;
    return new Cache(this.execution, `${project.id}|document|${active.bookId}`);
  }

  getScriptCache(): GoogleCache {
    return new Cache(this.execution, `${this.execution.project.id}|script`);
  }

  getUserCache(): GoogleCache {
    return new Cache(this.execution, `${this.execution.project.id}|user|${this.execution.effectiveUser.email}`);
  }
}

export const cacheModule: ServiceModule = { globals: { CacheService }, classes: [CacheService, Cache] };
