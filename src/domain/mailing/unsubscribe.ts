/** Unsubscribe links: opaque tokens of letter id and HMAC, requests left by the web app, and their application. */
import type { WebappView } from '../../contract/mailing-views';
import type { Outcome } from '../../core/issue';
import { outcome } from '../../core/issue';
import type { Base } from '../base';
import type { Keys, Ports, Store } from '../ports';
import { appendLedger, readLedger } from './consents';
import type { LedgerLine } from './consents';
import type { SendLog } from './send-log';

/** What a visitor of the page asked for. */
export type RequestKind = 'unsubscribe' | 'pause';

const SECRET = 'unsubscribe.secret';
const URL = 'webapp.url';
const CHECK = 'webapp.check';
const CHECKED = 'webapp.checked';
const REQUEST = 'request.';
const TOKEN_LENGTH = 32;
/** "Less often" pauses marketing for so many days. */
const PAUSE_DAYS = 90;

/** Settings of the web app as the script store holds them. */
export interface WebappState {
  readonly secret: string;
  readonly url: string;
  readonly checkedUrl: string;
  readonly checkedMs: number;
}

/** Reads the web app's state. 1 counted call. */
export function readWebapp(store: Store): WebappState {
  const all = store.all('');
  const checked = /^(\d+) (.*)$/.exec(all[CHECKED] ?? '');
  return { secret: all[SECRET] ?? '', url: all[URL] ?? '', checkedUrl: checked?.[2] ?? '', checkedMs: Number(checked?.[1] ?? 0) };
}

/** True when the present address has answered its check. */
export function isChecked(state: WebappState): boolean {
  return state.url !== '' && state.checkedUrl === state.url && state.secret !== '';
}

/** The link of one letter. */
export function unsubscribeUrl(state: WebappState, keys: Keys, letterId: string): string {
  return `${state.url}?u=${letterId}.${keys.hmac(state.secret, letterId).slice(0, TOKEN_LENGTH)}`;
}

/** The letter id of a genuine token, or null. */
export function letterOfToken(secret: string, keys: Keys, token: string): string | null {
  const match = /^([A-Za-z0-9_-]{1,80})\.([0-9a-f]{32})$/.exec(token);
  const letterId = match?.[1];
  const given = match?.[2];
  if (secret === '' || letterId === undefined || given === undefined) return null;
  return sameText(given, keys.hmac(secret, letterId).slice(0, TOKEN_LENGTH)) ? letterId : null;
}

/** Compares in a time that does not depend on where the texts differ. */
export function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index += 1) difference |= a.charCodeAt(index) ^ b.charCodeAt(index % Math.max(1, b.length));
  return difference === 0;
}

/** Leaves a request for the base; asking twice is the same as once. The caller holds the script lock. 1 counted call. */
export function leaveRequest(store: Store, letterId: string, kind: RequestKind): void {
  store.set(`${REQUEST}${kind}.${letterId}`, '1');
}

/** Applies every request that waits: a line in the ledger, then the request is forgotten. The value counts them. */
export function applyRequests(base: Base, log: SendLog): Outcome<number | null> {
  const { scriptStore, clock, book } = base.ports;
  const requests = Object.keys(scriptStore.all(REQUEST));
  if (requests.length === 0) return outcome(0);
  const place = readLedger(base);
  if (place.value === null) return outcome(null, place.issues);
  const hashOf = new Map(log.planned.map((letter) => [letter.letterId, letter.addressHash]));
  const lines: LedgerLine[] = [];
  for (const request of requests) {
    const [kind, letterId] = request.slice(REQUEST.length).split('.');
    const addressHash = hashOf.get(letterId ?? '');
    if (addressHash === undefined || letterId === undefined) continue;
    lines.push(kind === 'pause'
      ? { addressHash, kind: 'paused', reason: String(clock.dayOf(clock.now()) + PAUSE_DAYS), letterId }
      : { addressHash, kind: 'unsubscribed', reason: 'link', letterId });
  }
  if (lines.length > 0) {
    appendLedger(base, place.value, lines);
    // The ledger must be safe before the request is forgotten.
    book.flush();
  }
  const applied = new Set(lines.map(({ letterId }) => letterId));
  for (const request of requests) if (applied.has(request.slice(request.indexOf('.', REQUEST.length) + 1))) scriptStore.remove(request);
  return outcome(lines.length);
}

/** The web app as the pages see it. @param proposedUrl the address the platform tells, offered when none is kept */
export function webappView(ports: Ports, proposedUrl: string): WebappView {
  const all = ports.scriptStore.all('');
  const state = readWebapp(ports.scriptStore);
  const check = all[CHECK] ?? '';
  return {
    url: state.url === '' ? proposedUrl : state.url,
    checked: isChecked(state),
    checkedAt: state.checkedMs === 0 ? null : ports.clock.timestamp(state.checkedMs),
    checkUrl: state.url === '' || check === '' ? '' : `${state.url}?check=${check}`,
    waiting: Object.keys(all).filter((key) => key.startsWith(REQUEST)).length,
  };
}

/** Keeps the typed address, makes the secret when there is none, and a fresh check. */
export function saveWebapp(ports: Ports, url: string): void {
  const { scriptStore, keys } = ports;
  const entries: Record<string, string> = { [URL]: url, [CHECK]: keys.randomText() };
  if (readWebapp(scriptStore).secret === '') entries[SECRET] = `${keys.randomText()}${keys.randomText()}`;
  scriptStore.setAll(entries);
}

/** Answers an opened check link: true when it is the one that was given out; then the address counts as checked. */
export function answerCheck(store: Store, token: string, nowMs: number): boolean {
  const all = store.all('webapp.');
  const expected = all[CHECK] ?? '';
  if (expected === '' || !sameText(token, expected)) return false;
  store.set(CHECKED, `${nowMs} ${all[URL] ?? ''}`);
  return true;
}

/** A copy has to earn its own secret and address. */
export function forgetWebapp(store: Store): void {
  [SECRET, URL, CHECK, CHECKED].forEach((key) => store.remove(key));
}
