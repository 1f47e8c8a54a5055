/** What a set-up, or its undo, is about to do, kept outside the cells while it runs: an execution that is cut off can be finished. */
import type { SetUpRequest } from '../contract/set-up-views';
import type { Language } from '../core/language/language';
import type { SheetTaken } from './base-state';
import type { Ports } from './ports';

const KEY = 'setUp.record';

/** A set-up that has begun. */
export interface SetUpRecord {
  readonly actionId: string;
  readonly language: Language;
  /** What was asked for: another request first takes this one back. Null in the undo of a base that stood. */
  readonly request: SetUpRequest | null;
  /** Ids of the tabs that were there before. */
  readonly before: readonly number[];
  readonly sheets: readonly SheetTaken[];
  /** True while it is taken back. */
  readonly undoing: boolean;
  /** Tabs that stay then, because the owner wrote something into them. */
  readonly keep: readonly number[];
}

/** The set-up or undo that was cut off, or null. 1 counted call. */
export function unfinishedSetUp(ports: Ports): SetUpRecord | null {
  const text = ports.documentStore.get(KEY);
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<SetUpRecord> | null;
    if (value === null || typeof value.actionId !== 'string' || !Array.isArray(value.before) || !Array.isArray(value.sheets)) return null;
    return { actionId: value.actionId, language: value.language ?? 'en', request: value.request ?? null, before: value.before, sheets: value.sheets, undoing: value.undoing === true, keep: value.keep ?? [] };
  } catch {
    return null;
  }
}

/** 1 counted call. */
export function keepSetUp(ports: Ports, record: SetUpRecord): void {
  ports.documentStore.set(KEY, JSON.stringify(record));
}

/** 1 counted call. */
export function forgetSetUp(ports: Ports): void {
  ports.documentStore.remove(KEY);
}
