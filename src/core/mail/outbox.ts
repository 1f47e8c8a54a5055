/** The life of a letter as a pure state machine, rebuilt from the append-only Send log (DESIGN §6). */
import type { Outcome } from '../issue';
import type { PlannedLetter, SkipReason } from './plan';

export const LETTER_STATES = ['planned', 'sending', 'sent', 'failed', 'skipped', 'unknown'] as const;
export type LetterState = (typeof LETTER_STATES)[number];

/** What can happen to a letter. `lost` = a restart found it sending; `confirm…` = the owner answered. */
export type LetterEvent = 'start' | 'accepted' | 'refused' | 'deferred' | 'skip' | 'lost' | 'confirmSent' | 'confirmNotSent';

/** The state after an event, or null when the event is impossible in that state. */
export declare function nextState(state: LetterState, event: LetterEvent): LetterState | null;

/** One line of the Send log. Lines are only appended, in time order. */
export interface SendLogEntry {
  readonly mailing: string;
  readonly letterId: string;
  /** HMAC of the normalised address. */
  readonly addressHash: string;
  readonly attempt: number;
  readonly state: 'sending' | 'sent' | 'failed' | 'unknown' | 'skipped' | 'deferred' | 'notSent';
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
  readonly reason?: SkipReason | string;
  readonly leavesOnDay?: number;
  readonly messageId?: string;
}

/** Deterministic id of a letter. */
export declare function letterIdOf(mailing: string, clientKey: string): string;

/** Letters of a new mailing from its plan; `hashOf` makes the HMAC of a normalised address. */
export declare function lettersOfPlan(mailing: string, plan: readonly PlannedLetter[], hashOf: (address: string) => string): OutboxLetter[];

/**
 * Rebuilds the letters from the log after a restart: the log wins over whatever the Outbox shows. A letter last seen `sending`
 * becomes `unknown`; a planned letter whose id or address stands in the log of its mailing as sent, sending or unknown is not sent again.
 * `toAppend` are the log lines the recovery itself adds (unknown).
 */
export declare function recoverOutbox(
  letters: readonly OutboxLetter[],
  log: readonly SendLogEntry[],
  nowMs: number,
): Outcome<{ letters: OutboxLetter[]; toAppend: SendLogEntry[] }>;

/** Letters that may be sent now, in order: planned, due by day, within the allowance. */
export declare function sendableLetters(letters: readonly OutboxLetter[], today: number, allowance: number): OutboxLetter[];

/** How many letters may still leave: the daily limit less what the log shows for the last 24 hours. */
export declare function allowanceLeft(log: readonly SendLogEntry[], nowMs: number, dailyLimit: number): number;

/** True when the share of failures among finished letters is past 5 % and the run must stop (from 20 finished letters on). */
export declare function mustStop(letters: readonly OutboxLetter[]): boolean;
