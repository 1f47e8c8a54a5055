/** Plans a mailing: who gets a letter, who does not and why, and on which day each letter leaves (METHODS §10). */
import type { Day } from '../calendar';
import type { Outcome } from '../issue';

export type MailingKind = 'marketing' | 'service';

/** Why a client gets no letter. */
export const SKIP_REASONS = [
  'address_missing', 'address_invalid', 'address_repeated', 'opted_out', 'unsubscribed', 'consent_missing', 'paused', 'cap_reached',
  'order_missing', 'already_sent', 'copy', 'cancelled',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** One client of the audience as the plan sees it. */
export interface Recipient {
  readonly clientKey: string;
  readonly address: string;
  readonly consent: boolean;
  /** Unsubscribed from marketing. */
  readonly unsubscribed: boolean;
  /** Full opt-out: no letters of any kind. */
  readonly optedOut: boolean;
  /** Marketing paused up to and including this day. */
  readonly pausedUntilDay?: Day;
  /** Days on which marketing letters left to this address, for the cap. */
  readonly lettersOnDays: readonly Day[];
  /** Service letters only: the order of this client they refer to. */
  readonly order?: string;
}

/** One line of the pre-flight list. */
export interface PlannedLetter {
  readonly clientKey: string;
  /** Normalised address. */
  readonly address: string;
  readonly goes: boolean;
  readonly reason?: SkipReason;
  /** The day the letter leaves; only when it goes. */
  readonly leavesOnDay?: Day;
}

/** How a mailing is planned. */
export interface PlanOptions {
  readonly kind: MailingKind;
  readonly today: Day;
  readonly requireConsent: boolean;
  readonly capLetters: number;
  readonly capDays: number;
  readonly dailyLimit: number;
  /** Letters that already left in the last 24 hours, over all mailings. */
  readonly sentLast24Hours: number;
}

/** Plans in the order of the recipients given. */
export declare function planMailing(recipients: readonly Recipient[], options: PlanOptions): Outcome<readonly PlannedLetter[]>;
