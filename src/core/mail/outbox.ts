/** The life of a letter as a pure state machine, rebuilt from the append-only Send log (DESIGN §6). */
import type { Day } from '../calendar';
import { issue, outcome } from '../issue';
import type { Issue, Outcome } from '../issue';
import { hashText } from './hash';
import type { PlannedLetter, SkipReason } from './plan';

export const LETTER_STATES = ['planned', 'sending', 'sent', 'failed', 'skipped', 'unknown'] as const;
export type LetterState = (typeof LETTER_STATES)[number];

/** What can happen to a letter. `lost` = a restart found it sending; `confirm…` = the owner answered; `deferred` = surely not taken, later again. */
export type LetterEvent = 'start' | 'accepted' | 'refused' | 'deferred' | 'skip' | 'lost' | 'confirmSent' | 'confirmNotSent';

const TRANSITIONS: Readonly<Record<LetterState, Readonly<Partial<Record<LetterEvent, LetterState>>>>> = {
  planned: { start: 'sending', skip: 'skipped' },
  sending: { accepted: 'sent', refused: 'failed', deferred: 'planned', lost: 'unknown' },
  unknown: { confirmSent: 'sent', confirmNotSent: 'planned' },
  sent: {},
  failed: {},
  skipped: {},
};

/** The state after an event, or null when the event is impossible in that state. Nothing leads out of sent, failed and skipped. */
export function nextState(state: LetterState, event: LetterEvent): LetterState | null {
  return TRANSITIONS[state][event] ?? null;
}

/** What a line of the Send log records. `notSent` = the owner said that an unknown letter did not leave. */
export const LOG_STATES = ['sending', 'sent', 'failed', 'unknown', 'skipped', 'deferred', 'notSent'] as const;
export type LogState = (typeof LOG_STATES)[number];

/** How late a line stands among those of one attempt. */
const PLACE_IN_ATTEMPT: Readonly<Record<LogState, number>> = { sending: 0, deferred: 1, failed: 1, unknown: 1, notSent: 2, skipped: 3, sent: 4 };

/** Lines as they were written, however somebody sorted the tab: each new attempt has a greater number, and within an attempt there is one order. */
export function inWrittenOrder(entries: readonly SendLogEntry[]): SendLogEntry[] {
  return entries.slice().sort((a, b) => a.attempt - b.attempt || PLACE_IN_ATTEMPT[a.state] - PLACE_IN_ATTEMPT[b.state]);
}

/** One line of the Send log. Lines are only appended, in time order. */
export interface SendLogEntry {
  readonly mailing: string;
  readonly letterId: string;
  /** HMAC of the normalised address. */
  readonly addressHash: string;
  readonly attempt: number;
  readonly state: LogState;
  /** Milliseconds since 1970, of the host's clock. */
  readonly timeMs: number;
  readonly messageId?: string;
  readonly reason?: string;
}

/** A letter of the Outbox. */
export interface OutboxLetter {
  readonly letterId: string;
  readonly mailing: string;
  readonly clientKey: string;
  readonly address: string;
  readonly addressHash: string;
  readonly state: LetterState;
  readonly attempt: number;
  /** A skip reason, or the words of a failure. */
  readonly reason?: string;
  readonly leavesOnDay?: Day;
  readonly messageId?: string;
  /** Service letters: the order they refer to. */
  readonly order?: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const FAILURE_SHARE = 0.05;
const FINISHED_NEEDED = 20;

/** Deterministic id of a letter; it shows neither the client nor the address. */
export function letterIdOf(mailing: string, clientKey: string): string {
  return hashText(`${mailing}\n${clientKey}`);
}

/** Letters of a new mailing from its plan; `hashOf` makes the HMAC of a normalised address. */
export function lettersOfPlan(mailing: string, plan: readonly PlannedLetter[], hashOf: (address: string) => string): OutboxLetter[] {
  return plan.map((line) => ({
    letterId: letterIdOf(mailing, line.clientKey),
    mailing,
    clientKey: line.clientKey,
    address: line.address,
    addressHash: line.address === '' ? '' : hashOf(line.address),
    state: line.goes ? 'planned' : 'skipped',
    attempt: 0,
    ...(line.reason === undefined ? {} : { reason: line.reason }),
    ...(line.leavesOnDay === undefined ? {} : { leavesOnDay: line.leavesOnDay }),
  }));
}

/**
 * Rebuilds the letters from the log after a restart: the log wins over whatever the Outbox shows. A letter last seen `sending`
 * becomes `unknown`; a planned letter whose address stands in the log of its mailing as sent, sending or unknown under another id is
 * skipped as already sent; letters of the log that the Outbox lost come back when their outcome is unknown (without address).
 * `toAppend` are the log lines the recovery itself adds. A damaged log line is an error and nothing may be sent.
 */
export function recoverOutbox(
  letters: readonly OutboxLetter[],
  log: readonly SendLogEntry[],
  nowMs: number,
): Outcome<{ readonly letters: readonly OutboxLetter[]; readonly toAppend: readonly SendLogEntry[] }> {
  const issues: Issue[] = [];
  log.forEach((entry, rowIndex) => {
    if (!isWhole(entry)) issues.push(issue('sendLog.rowBad', {}, { rowIndex }));
  });
  if (issues.length > 0) return outcome({ letters, toAppend: [] }, issues);

  const histories = historiesOf(log);
  const toAppend: SendLogEntry[] = [];
  const reachedIds = new Map<string, string>();
  histories.forEach((history, letterId) => {
    if (history.state === 'sending') toAppend.push({ ...history.last, state: 'unknown', timeMs: nowMs });
    const { mailing, addressHash } = history.last;
    if (mayHaveReached(history.state) && addressHash !== '') reachedIds.set(`${mailing}\n${addressHash}`, letterId);
  });

  const present = new Set(letters.map((letter) => letter.letterId));
  const recovered = letters.map((letter): OutboxLetter => {
    const history = histories.get(letter.letterId);
    if (history !== undefined && !isOpen(history)) return withHistory(letter, history);
    const reachedId = reachedIds.get(`${letter.mailing}\n${letter.addressHash}`);
    if (reachedId !== undefined && letter.state !== 'skipped') return { ...letter, state: 'skipped', reason: 'already_sent' satisfies SkipReason };
    if (history !== undefined) return withHistory(letter, history);
    // Without a line in the log nothing was ever tried, whatever the Outbox shows.
    return letter.state === 'skipped' || letter.state === 'planned' ? letter : { ...letter, state: 'planned', attempt: 0 };
  });
  histories.forEach((history, letterId) => {
    if (present.has(letterId) || (history.state !== 'sending' && history.state !== 'unknown')) return;
    const { mailing, addressHash, attempt } = history.last;
    recovered.push({ letterId, mailing, clientKey: '', address: '', addressHash, state: 'unknown', attempt });
  });
  return outcome({ letters: recovered, toAppend });
}

/** Letters that may be sent now, in order: planned, due by day, at most `allowance` of them. */
export function sendableLetters(letters: readonly OutboxLetter[], today: Day, allowance: number): OutboxLetter[] {
  return letters.filter((letter) => letter.state === 'planned' && (letter.leavesOnDay ?? today) <= today).slice(0, Math.max(0, allowance));
}

/** How many letters may still leave: the daily limit less what the log shows for the last 24 hours (unknown ones count as left). */
export function allowanceLeft(log: readonly SendLogEntry[], nowMs: number, dailyLimit: number): number {
  const left = new Set<string>();
  for (const entry of log) {
    if (entry.timeMs <= nowMs - DAY_MS) continue;
    const attempt = `${entry.letterId}\n${entry.attempt}`;
    if (mayHaveReached(entry.state)) left.add(attempt);
    else left.delete(attempt);
  }
  return Math.max(0, dailyLimit - left.size);
}

/** True when the share of failures among finished letters reaches 5 % and the run must stop (from 20 finished letters on). */
export function mustStop({ failed, sent }: { readonly failed: number; readonly sent: number }): boolean {
  const finished = failed + sent;
  return finished >= FINISHED_NEEDED && failed / finished >= FAILURE_SHARE;
}

/** What the log says of one letter. */
export interface LetterHistory {
  readonly state: LogState;
  /** The line that decides. */
  readonly last: SendLogEntry;
  /** When the last attempt began; null when there was none. */
  readonly sendingMs: number | null;
}

/** Histories by letter id. Sent is final: a later line of another execution cannot take it back. */
export function historiesOf(log: readonly SendLogEntry[]): Map<string, LetterHistory> {
  const histories = new Map<string, LetterHistory>();
  for (const entry of log) {
    const known = histories.get(entry.letterId);
    if (known?.state === 'sent') continue;
    histories.set(entry.letterId, { state: entry.state, last: entry, sendingMs: entry.state === 'sending' ? entry.timeMs : (known?.sendingMs ?? null) });
  }
  return histories;
}

/** True when a letter of this history waits to be sent. */
export function isOpen(history: LetterHistory | undefined): boolean {
  return history === undefined || history.state === 'deferred' || history.state === 'notSent';
}

/** True for a state in which the letter may be in the mailbox: these count for limits and caps. */
export function mayHaveReached(state: LogState): boolean {
  return state === 'sending' || state === 'sent' || state === 'unknown';
}

function withHistory(letter: OutboxLetter, { state, last }: LetterHistory): OutboxLetter {
  const { reason: _reason, messageId: _messageId, ...rest } = letter;
  const shown: Readonly<Record<LogState, LetterState>> = {
    sending: 'unknown',
    unknown: 'unknown',
    sent: 'sent',
    failed: 'failed',
    skipped: 'skipped',
    deferred: 'planned',
    notSent: 'planned',
  };
  return {
    ...rest,
    state: shown[state],
    attempt: last.attempt,
    ...(last.reason === undefined ? {} : { reason: last.reason }),
    ...(last.messageId === undefined ? {} : { messageId: last.messageId }),
  };
}

function isWhole(entry: SendLogEntry): boolean {
  const isKnownState = LOG_STATES.some((state) => state === entry.state);
  return isKnownState && entry.letterId !== '' && entry.mailing !== '' && Number.isFinite(entry.timeMs) && Number.isInteger(entry.attempt);
}
