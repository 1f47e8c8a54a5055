/** Unsubscribe links: opaque tokens of letter id, language and HMAC; the address of the page and its check; requests written into the ledger. */
import type { WebappView } from '../../contract/mailing-views';
import type { Outcome } from '../../core/issue';
import { outcome } from '../../core/issue';
import type { Language } from '../../core/language/language';
import type { Base } from '../base';
import { openBase } from '../base';
import type { Keys, Ports, Store } from '../ports';
import { consentTextVersion } from './consent-texts';
import { afterLine } from './consent-lines';
import { appendLedger, ledgerEntry, soundLedger } from './consents';
import type { LedgerEntry, LedgerLine, LedgerPlace } from './consents';
import { asksForFewer, dropRequests, readRequests, waitingIn } from './requests';
import type { WaitingRequest } from './requests';
import { readSendLog } from './send-log';
import type { SendLog } from './send-log';

export { leaveRequest } from './requests';
export type { RequestKind } from './requests';

/** Letters that only the owner sees: their links open a page that says so. */
export const OWNERS_LETTERS: readonly string[] = ['test', 'preview'];
/** A client whose data were erased: nothing is left to apply, and he gets no letters anyhow. */
export const ERASED_HASH = 'erased';

const SECRET = 'unsubscribe.secret';
const URL = 'webapp.url';
const CHECK = 'webapp.check';
const CHECKED = 'webapp.checked';
const OPT_IN = 'webapp.optIn';
const TOKEN_LENGTH = 32;
/** "Pause for three months" pauses marketing for so many days. */
const PAUSE_DAYS = 90;
/** After so many lines of one address in a day its further wishes for letters wait. */
const MOST_LINES_A_DAY = 6;
const DATE_LENGTH = 10;

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

/** The link of one letter. @param language in which the page speaks: the recipient's; absent = the visitor's browser decides */
export function unsubscribeUrl(state: WebappState, keys: Keys, letterId: string, language?: Language): string {
  const signed = language === undefined ? letterId : `${letterId}.${language}`;
  return `${state.url}?u=${signed}.${keys.hmac(state.secret, signed).slice(0, TOKEN_LENGTH)}`;
}

/** What a genuine token tells. */
export interface OpenedToken {
  readonly letterId: string;
  readonly language: Language | null;
}

/** Opens a token, or null for a forged one. */
export function openToken(secret: string, keys: Keys, token: string): OpenedToken | null {
  const [, letterId, language, given] = /^([A-Za-z0-9_-]{1,80})(?:\.(ru|en))?\.([0-9a-f]{32})$/.exec(token) ?? [];
  if (secret === '' || letterId === undefined || given === undefined) return null;
  const signed = language === undefined ? letterId : `${letterId}.${language}`;
  if (!sameText(given, keys.hmac(secret, signed).slice(0, TOKEN_LENGTH))) return null;
  return { letterId, language: language === 'ru' || language === 'en' ? language : null };
}

/** The letter id of a genuine token, or null. */
export function letterOfToken(secret: string, keys: Keys, token: string): string | null {
  return openToken(secret, keys, token)?.letterId ?? null;
}

/** Compares in a time that does not depend on where the texts differ. */
export function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index += 1) difference |= a.charCodeAt(index) ^ b.charCodeAt(index % Math.max(1, b.length));
  return difference === 0;
}

/**
 * Writes every request that waits into the ledger and forgets it there; those of unknown letters stay, and those of an address that changed its mind too
 * often today. The value counts the lines written.
 * The caller holds the document lock. 1 counted call when nothing waits; else also the ledger (1), its lines (2), a flush and the store (see `dropRequests`).
 */
export function applyRequests(base: Base, log: SendLog): Outcome<number | null> {
  const { scriptStore, scriptLock, book } = base.ports;
  const waiting = readRequests(scriptStore);
  if (waiting.length === 0) return outcome(0);
  const place = soundLedger(base);
  if (place.value === null) return outcome(null, place.issues);
  const { lines, done } = linesOf(base, log, place.value, waiting);
  if (lines.length > 0) {
    appendLedger(base, place.value, lines);
    // The ledger must be safe before the request is forgotten.
    book.flush();
  }
  dropRequests(scriptStore, scriptLock, done);
  return outcome(lines.length, place.issues);
}

/** Letters that requests may refer to: those of the Send log, and those that asked to confirm a consent. */
function knownLetters(log: SendLog, { lines }: LedgerPlace): Map<string, { readonly addressHash: string; readonly client: string }> {
  const letters = new Map(log.planned.map(({ letterId, addressHash, clientKey }) => [letterId, { addressHash, client: clientKey }] as const));
  for (const { kind, letterId, addressHash, client } of lines) if (kind === 'confirmAsked') letters.set(letterId, { addressHash, client });
  return letters;
}

/** How many of the requests belong to letters that this base does not know (of an earlier copy, or of a log that was restored). */
export function unknownRequests(waiting: readonly WaitingRequest[], log: SendLog, place: LedgerPlace): number {
  const letters = knownLetters(log, place);
  return waiting.filter(({ letterId }) => !letters.has(letterId)).length;
}

/**
 * The lines of requests: none where nothing changes, and of one address a bounded number a day, so that the holder of a link cannot fill the ledger by
 * changing his mind. Beyond it what asks for letters waits until the day is over; what asks for fewer is written at once and takes the place of what waits.
 */
function linesOf(base: Base, log: SendLog, place: LedgerPlace, waiting: readonly WaitingRequest[]): { readonly lines: LedgerLine[]; readonly done: WaitingRequest[] } {
  const { clock } = base.ports;
  const letters = knownLetters(log, place);
  const today = clock.dayOf(clock.now());
  const entries = new Map<string, LedgerEntry>();
  const written = new Set(place.lines.map(({ addressHash, letterId, kind, time }) => `${addressHash}\n${letterId}\n${kind}\n${time}`));
  const lastOf = new Map<string, string>();
  for (const { addressHash, letterId, kind } of place.lines) if (kind !== 'confirmAsked') lastOf.set(addressHash, `${letterId}\n${kind}`);
  const ofToday = linesOfDay(place, clock.timestamp(clock.now()).slice(0, DATE_LENGTH));
  const later = new Map<string, WaitingRequest[]>();
  const lines: LedgerLine[] = [];
  const done: WaitingRequest[] = [];
  for (const request of waiting) {
    const letter = letters.get(request.letterId);
    if (letter === undefined) continue;
    const { addressHash } = letter;
    const timeMs = request.timeMs === 0 ? clock.now() : request.timeMs;
    const isToday = clock.dayOf(timeMs) === today;
    if (!asksForFewer(request.kind) && isToday && (ofToday.get(addressHash) ?? 0) >= MOST_LINES_A_DAY) {
      later.set(addressHash, [...(later.get(addressHash) ?? []), request]);
      continue;
    }
    done.push(request, ...(asksForFewer(request.kind) ? (later.get(addressHash) ?? []) : []));
    if (asksForFewer(request.kind)) later.delete(addressHash);
    if (addressHash === '' || addressHash === ERASED_HASH) continue;
    const line = { ...lineOf(request, clock.dayOf(timeMs)), addressHash, client: letter.client, timeMs };
    const entry = entries.get(addressHash) ?? ledgerEntry(place.ledger, addressHash);
    const after = afterLine(entry, line.kind, line.reason);
    const isSame = lastOf.get(addressHash) === `${line.letterId}\n${line.kind}` || written.has(`${addressHash}\n${line.letterId}\n${line.kind}\n${clock.timestamp(timeMs)}`);
    // A consent that was confirmed is written even where one stands: it proves more.
    if (isSame || (line.kind !== 'consented' && JSON.stringify(after) === JSON.stringify(entry))) continue;
    lines.push(line);
    lastOf.set(addressHash, `${line.letterId}\n${line.kind}`);
    entries.set(addressHash, after);
    if (isToday) ofToday.set(addressHash, (ofToday.get(addressHash) ?? 0) + 1);
  }
  return { lines, done };
}

/** How many lines of a day came from letters, by hash of the address. @param date as lines begin: `YYYY-MM-DD` */
function linesOfDay({ lines }: LedgerPlace, date: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { addressHash, kind, source, time } of lines) {
    if (source === 'letter' && kind !== 'confirmAsked' && time.startsWith(date)) counts.set(addressHash, (counts.get(addressHash) ?? 0) + 1);
  }
  return counts;
}

function lineOf({ kind, letterId, reason, oneClick, language }: WaitingRequest, day: number): Omit<LedgerLine, 'addressHash'> {
  const said = { letterId, source: 'letter', how: oneClick ? 'one-click' : 'page' } as const;
  switch (kind) {
    case 'unsubscribe': return { ...said, kind: 'unsubscribed', reason: reason === '' ? 'link' : reason };
    case 'pause': return { ...said, kind: 'paused', reason: String(day + PAUSE_DAYS) };
    case 'monthly': return { ...said, kind: 'monthly', reason: '' };
    case 'again': return { ...said, kind: 'resubscribed', reason: '', textVersion: consentTextVersion('again', language) };
    case 'confirm': return { ...said, kind: 'consented', reason: '', how: 'double opt-in', textVersion: consentTextVersion('confirm', language) };
  }
}

/**
 * Writes waiting requests into the ledger when the spreadsheet can be reached and nobody else writes; otherwise they go on waiting. The value
 * counts the lines written. 1 counted call when nothing waits.
 */
export function applyWaiting(ports: Ports): number {
  if (readRequests(ports.scriptStore).length === 0 || !ports.lock.acquire(0)) return 0;
  const base = openBase(ports).value;
  const log = base === null || base.copied ? null : readSendLog(base).value;
  const applied = base === null || log === null ? 0 : (applyRequests(base, log).value ?? 0);
  if (applied > 0) base?.saveState();
  ports.book.flush();
  ports.lock.release();
  return applied;
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
    waiting: waitingIn(all).length,
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
  [SECRET, URL, CHECK, CHECKED, OPT_IN].forEach((key) => store.remove(key));
}

/** When the owner switched on the pages that take consents, having read what the law asks; null while they are off. 1 counted call. */
export function optInSince(store: Store): number | null {
  const text = store.get(OPT_IN);
  return text === null ? null : Number(text);
}

/** Switches the pages that take consents on or off. 1 counted call. */
export function switchOptIn(store: Store, nowMs: number | null): void {
  if (nowMs === null) store.remove(OPT_IN);
  else store.set(OPT_IN, String(nowMs));
}
