/** What PropertiesService keeps: one map of strings per script, per user and per document, within Google's sizes (PLATFORM-FACTS §1.2, §8.6). */
import { ServiceError } from '../../runtime/service';
import type { Json, StateSlot } from '../../runtime/state';
import { utf8Length } from '../utilities/bytes';

/** 9 KB a value, 500 KB a store (key and value bytes together). */
export const PROPERTY_VALUE_BYTES = 9 * 1024;
export const PROPERTY_STORE_BYTES = 500 * 1024;

/** All stores by their key; see storeKey functions in properties-service.ts. */
export type PropertyStores = Map<string, Map<string, string>>;

export const PROPERTIES_SLOT: StateSlot<PropertyStores> = {
  key: 'properties',
  create: () => new Map(),
  save: (stores) => Object.fromEntries([...stores].map(([key, store]) => [key, Object.fromEntries(store)])),
  load: (saved: Json) => new Map(
    Object.entries(saved as Record<string, Record<string, string>>).map(([key, store]) => [key, new Map(Object.entries(store))]),
  ),
};

/** Bytes the store uses. */
export function storeBytes(store: ReadonlyMap<string, string>): number {
  let bytes = 0;
  for (const [key, value] of store) bytes += utf8Length(key) + utf8Length(value);
  return bytes;
}

/** Replaces or adds the entries, all or none; throws the platform's texts when a value or the store gets too large. */
export function writeProperties(store: Map<string, string>, entries: Iterable<readonly [string, string]>, deleteOthers: boolean): void {
  const next = new Map(deleteOthers ? [] : store);
  for (const [key, value] of entries) {
    if (utf8Length(value) > PROPERTY_VALUE_BYTES) throw new ServiceError('Argument too large: value');
    next.set(key, value);
  }
  if (storeBytes(next) > PROPERTY_STORE_BYTES) {
    throw new ServiceError('You have exceeded the property storage quota. Please remove some properties and try again.');
  }
  store.clear();
  for (const [key, value] of next) store.set(key, value);
}
