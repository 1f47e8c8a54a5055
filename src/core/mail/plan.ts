/** Plans a mailing: who gets a letter, who does not and why, and on which day each letter leaves (METHODS §10). */
import type { Day } from '../calendar';
import { issue, outcome } from '../issue';
import type { Outcome } from '../issue';
import { isValidAddress, normaliseAddress, parseMailbox } from './address';

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
  /** Normalised address; as written where it is no valid address. */
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

/** Plans in the order of the recipients given. The first going letter to an address wins, later ones are repeats. */
export function planMailing(recipients: readonly Recipient[], options: PlanOptions): Outcome<readonly PlannedLetter[]> {
  const going = new Set<string>();
  const letters = recipients.map((recipient): PlannedLetter => {
    const address = normaliseAddress(recipient.address);
    const leavesOnDay = leavingDay(going.size, options);
    const reason = reasonToSkip(recipient, address, going, leavesOnDay, options);
    if (reason !== null) return { clientKey: recipient.clientKey, address, goes: false, reason };
    going.add(address);
    return { clientKey: recipient.clientKey, address, goes: true, leavesOnDay };
  });
  return outcome(letters, going.size === 0 ? [issue('mail.nobody')] : []);
}

/** Today while the allowance lasts, then a day for each further daily limit. */
function leavingDay(position: number, options: PlanOptions): Day {
  const leftToday = Math.max(0, options.dailyLimit - options.sentLast24Hours);
  if (position < leftToday) return options.today;
  return options.today + 1 + Math.floor((position - leftToday) / Math.max(1, options.dailyLimit));
}

function reasonToSkip(
  recipient: Recipient,
  address: string,
  going: ReadonlySet<string>,
  leavesOnDay: Day,
  options: PlanOptions,
): SkipReason | null {
  if (recipient.address.trim() === '') return 'address_missing';
  if (parseMailbox(recipient.address) === null || !isValidAddress(address)) return 'address_invalid';
  if (recipient.optedOut) return 'opted_out';
  if (options.kind === 'service') {
    if (recipient.order === undefined || recipient.order.trim() === '') return 'order_missing';
  } else {
    const marketing = marketingReason(recipient, leavesOnDay, options);
    if (marketing !== null) return marketing;
  }
  return going.has(address) ? 'address_repeated' : null;
}

function marketingReason(recipient: Recipient, leavesOnDay: Day, options: PlanOptions): SkipReason | null {
  if (recipient.unsubscribed) return 'unsubscribed';
  if (options.requireConsent && !recipient.consent) return 'consent_missing';
  if (recipient.pausedUntilDay !== undefined && recipient.pausedUntilDay >= leavesOnDay) return 'paused';
  const recent = recipient.lettersOnDays.filter((day) => day > leavesOnDay - options.capDays && day <= leavesOnDay);
  return recent.length >= options.capLetters ? 'cap_reached' : null;
}
