/** What visitors of the web app asked for, kept in script properties until the ledger has it: many requests a property, never an address. */
import type { Language } from '../../core/language/language';
import type { DocumentLock, Keys, Store } from '../ports';

/** What a visitor asked for: no more letters, a pause, one letter a month, letters again, or the confirmation of a consent. */
export const REQUEST_KINDS = ['unsubscribe', 'pause', 'monthly', 'again', 'confirm'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** True for what asks for fewer letters or none: it never waits. */
export function asksForFewer(kind: RequestKind): boolean {
  return kind !== 'again' && kind !== 'confirm';
}

/** Why, from the short list of the page; '' where nothing was chosen. */
export const REQUEST_REASONS = ['often', 'useless', 'never', 'other'] as const;
export type RequestReason = (typeof REQUEST_REASONS)[number] | '';

/** What is kept of a request. */
export interface PageRequest {
  readonly letterId: string;
  readonly kind: RequestKind;
  readonly reason: RequestReason;
  /** True for the button of a mail program (RFC 8058), false for our page. */
  readonly oneClick: boolean;
  /** Language of the page, null for one-click and old links. */
  readonly language: Language | null;
  /** Epoch milliseconds, whole seconds. */
  readonly timeMs: number;
}

/** A request as it waits in the store. */
export interface WaitingRequest extends PageRequest {
  readonly key: string;
  readonly text: string;
}

/** Prefix of every property that holds requests; the first product kept each in a property `request.<kind>.<letter>` of its own. */
const PREFIX = 'request';
const CHUNK = 'requests.';
const SINGLE = /^request\.(unsubscribe|pause)\.([A-Za-z0-9_-]+)$/;
/** A property holds 9 KB; the whole store 500 KB. Requests are ASCII, so characters are bytes. */
const CHUNK_LENGTH = 8_500;
const MOST_CHARACTERS = 440_000;
/** A visitor waits no longer for the store; then his request goes into a property of its own, which needs no lock. */
const LOCK_MS = 10_000;
/** So many requests of one letter wait at most, whoever holds its link and however often he changes his mind. */
const MOST_OF_LETTER = 6;

/**
 * Keeps a request; asking for the same twice in a row is the same as once. False when the store is full.
 * 2 counted calls, and 2 for the lock; 1 more for each property from which earlier wishes of a letter with many of them fall away.
 */
export function keepRequest(store: Store, lock: DocumentLock, keys: Keys, request: PageRequest): boolean {
  const text = textOf(request);
  if (!lock.acquire(LOCK_MS)) {
    store.set(`${CHUNK}${keys.randomText()}`, text);
    return true;
  }
  const kept = appendRequest(store, request, text);
  lock.release();
  return kept;
}

/** Keeps a request; the caller holds the script lock. 2 counted calls, 1 when the same request waits already. */
export function leaveRequest(store: Store, letterId: string, kind: RequestKind, more: Partial<PageRequest> = {}): boolean {
  const request = { letterId, kind, reason: '', oneClick: false, language: null, timeMs: 0, ...more } as const;
  return appendRequest(store, request, textOf(request));
}

function appendRequest(store: Store, request: PageRequest, text: string): boolean {
  const all: Record<string, string> = { ...store.all(PREFIX) };
  // Thousands of requests may wait: only the properties that name this letter are taken apart.
  const naming = Object.fromEntries(Object.entries(all).filter(([, value]) => value.includes(`${request.letterId},`)));
  const mine = waitingIn(naming).filter(({ letterId }) => letterId === request.letterId);
  const last = mine[mine.length - 1];
  if (last !== undefined && last.kind === request.kind && last.reason === request.reason) return true;
  if (Object.keys(all).reduce((sum, key) => sum + key.length + (all[key] ?? '').length, 0) + text.length > MOST_CHARACTERS) return false;
  if (mine.length >= MOST_OF_LETTER) forgetEarlier(store, all, mine);
  const numbers = Object.keys(all).filter((key) => /^requests\.\d{6}$/.test(key)).sort();
  const newest = numbers[numbers.length - 1];
  const held = newest === undefined ? '' : (all[newest] ?? '');
  if (newest !== undefined && held.length + text.length + 1 <= CHUNK_LENGTH) store.set(newest, `${held};${text}`);
  else store.set(CHUNK + String(newest === undefined ? 1 : Number(newest.slice(CHUNK.length)) + 1).padStart(6, '0'), text);
  return true;
}

/** Of the wishes of one letter the last of each kind decide: the earlier ones fall away. 1 counted call for each property changed. */
function forgetEarlier(store: Store, all: Record<string, string>, mine: readonly WaitingRequest[]): void {
  const lastOf = new Map(mine.map((request) => [request.kind, request]));
  const earlier = mine.filter((request) => lastOf.get(request.kind) !== request);
  for (const key of new Set(earlier.map((request) => request.key))) {
    const gone = earlier.filter((request) => request.key === key).map((request) => request.text);
    const left = SINGLE.test(key) ? [] : (all[key] ?? '').split(';').filter((text) => text !== '' && !gone.includes(text));
    if (left.length === 0) store.remove(key);
    else store.set(key, left.join(';'));
    if (left.length === 0) delete all[key];
    else all[key] = left.join(';');
  }
}

/** Every request that waits, in the order in which they came. 1 counted call. */
export function readRequests(store: Store): WaitingRequest[] {
  return waitingIn(store.all(PREFIX));
}

/** The requests among properties that were read already. */
export function waitingIn(properties: Readonly<Record<string, string>>): WaitingRequest[] {
  const waiting: WaitingRequest[] = [];
  for (const key of Object.keys(properties).sort()) {
    const single = SINGLE.exec(key);
    if (single !== null) {
      waiting.push({ key, text: '', letterId: single[2] ?? '', kind: single[1] === 'pause' ? 'pause' : 'unsubscribe', reason: '', oneClick: false, language: null, timeMs: 0 });
    } else if (key.startsWith(CHUNK)) {
      for (const text of (properties[key] ?? '').split(';')) {
        const request = requestOf(text);
        if (request !== null) waiting.push({ ...request, key, text });
      }
    }
  }
  // Requests that found the store locked stand under keys without order; a stable sort keeps the order of the others.
  return waiting.sort((a, b) => a.timeMs - b.timeMs);
}

/** Forgets requests that the ledger has. Without the lock they stay and are applied once more, which changes nothing. 2 counted calls, 1 for each property changed, 1 for the lock. */
export function dropRequests(store: Store, lock: DocumentLock, done: readonly WaitingRequest[]): void {
  if (done.length === 0 || !lock.acquire(LOCK_MS)) return;
  const all = store.all(PREFIX);
  const gone = new Map<string, Set<string>>();
  for (const { key, text } of done) gone.set(key, (gone.get(key) ?? new Set()).add(text));
  gone.forEach((texts, key) => {
    const left = SINGLE.test(key) ? [] : (all[key] ?? '').split(';').filter((text) => text !== '' && !texts.has(text));
    if (left.length === 0) store.remove(key);
    else store.set(key, left.join(';'));
  });
  lock.release();
}

const KIND_LETTERS: Readonly<Record<RequestKind, string>> = { unsubscribe: 'u', pause: 'p', monthly: 'm', again: 'a', confirm: 'c' };
const REASON_LETTERS: Readonly<Record<RequestReason, string>> = { '': '-', often: 'o', useless: 'u', never: 'n', other: 'x' };

function textOf({ letterId, kind, reason, oneClick, language, timeMs }: PageRequest): string {
  const marks = `${KIND_LETTERS[kind]}${REASON_LETTERS[reason]}${oneClick ? '1' : '0'}${language === null ? '-' : language.charAt(0)}`;
  return `${letterId},${marks},${Math.floor(timeMs / 1000).toString(36)}`;
}

function requestOf(text: string): PageRequest | null {
  const [, letterId, kindLetter, reasonLetter, oneClick, language, time] = /^([A-Za-z0-9_-]{1,80}),(\w)([\w-])([01])([re-]),([0-9a-z]{1,8})$/.exec(text) ?? [];
  const kind = REQUEST_KINDS.find((known) => KIND_LETTERS[known] === kindLetter);
  const reason = ([...REQUEST_REASONS, ''] as const).find((known) => REASON_LETTERS[known] === reasonLetter);
  if (letterId === undefined || kind === undefined || reason === undefined || time === undefined) return null;
  return { letterId, kind, reason, oneClick: oneClick === '1', language: language === 'r' ? 'ru' : language === 'e' ? 'en' : null, timeMs: parseInt(time, 36) * 1000 };
}
