/** Plans a mailing: who gets a letter, who does not and why, and on which day each letter leaves (METHODS §10). */
import type { Day } from '../calendar';
import { issue, outcome } from '../issue';
import type { Outcome } from '../issue';
import { isValidAddress, normaliseAddress, parseMailbox } from './address';
import { heldOut } from './hold-out';

export type MailingKind = 'marketing' | 'service';

/** Why a client gets no letter. */
export const SKIP_REASONS = [
  'address_missing', 'address_invalid', 'address_repeated', 'opted_out', 'unsubscribed', 'consent_missing', 'paused', 'cap_reached',
  'order_missing', 'already_sent', 'copy', 'cancelled', 'monthly', 'held_out',
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
  /** Asked for fewer letters: at most one marketing letter in 30 days. */
  readonly monthly?: boolean;
  /** Days on which marketing letters left to this address, may have left (outcome unknown), or are planned to leave in other mailings. */
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
  /** Letters that other mailings of the sender have planned, by day; none before today. */
  readonly plannedOnDays?: ReadonlyMap<Day, number>;
  /** Marketing only: the part of those who would get a letter that gets none, 0 … 1, drawn by the salt. */
  readonly holdOut?: { readonly share: number; readonly salt: string };
}

/** Who asked for fewer letters gets one in so many days. */
export const MONTHLY_DAYS = 30;

/**
 * Plans in the order of the recipients given. The first going letter to an address wins, later ones are repeats. Held out are only clients
 * who would get a letter; another client of the same address does not get it in their place.
 */
export function planMailing(recipients: readonly Recipient[], options: PlanOptions): Outcome<readonly PlannedLetter[]> {
  let letters = decide(recipients, options, new Set());
  if (options.holdOut !== undefined && options.kind === 'marketing') {
    const going = letters.filter(({ goes }) => goes).map(({ clientKey }) => clientKey);
    const held = heldOut(going, options.holdOut.share, options.holdOut.salt);
    // Without the held-out ones the others leave earlier: their days, and what hangs on the day, are decided anew.
    if (held.size > 0) letters = decide(recipients, options, held);
  }
  return outcome(letters, letters.some(({ goes }) => goes) ? [] : [issue('mail.nobody')]);
}

function decide(recipients: readonly Recipient[], options: PlanOptions, held: ReadonlySet<string>): PlannedLetter[] {
  const settled = new Set<string>();
  const days = new LeavingDays(options);
  return recipients.map((recipient): PlannedLetter => {
    const address = normaliseAddress(recipient.address);
    const leavesOnDay = days.day;
    const reason = reasonToSkip(recipient, address, settled, leavesOnDay, options);
    if (reason !== null) return { clientKey: recipient.clientKey, address, goes: false, reason };
    settled.add(address);
    if (held.has(recipient.clientKey)) return { clientKey: recipient.clientKey, address, goes: false, reason: 'held_out' };
    days.take();
    return { clientKey: recipient.clientKey, address, goes: true, leavesOnDay };
  });
}

/** Today while the allowance lasts, then the next days with room beside the letters planned before; what is planned beyond a day's limit moves on. */
class LeavingDays {
  /** The day of the next letter. */
  day: Day;
  private room: number;
  private over: number;

  constructor(private readonly options: PlanOptions) {
    this.day = options.today;
    const left = Math.max(0, options.dailyLimit - options.sentLast24Hours) - (options.plannedOnDays?.get(options.today) ?? 0);
    this.room = Math.max(0, left);
    this.over = Math.max(0, -left);
    this.findRoom();
  }

  /** Takes the place of one letter. */
  take(): void {
    this.room -= 1;
    this.findRoom();
  }

  private findRoom(): void {
    const { dailyLimit, plannedOnDays } = this.options;
    while (this.room === 0) {
      this.day += 1;
      const left = Math.max(1, dailyLimit) - this.over - (plannedOnDays?.get(this.day) ?? 0);
      this.room = Math.max(0, left);
      this.over = Math.max(0, -left);
    }
  }
}

function reasonToSkip(
  recipient: Recipient,
  address: string,
  settled: ReadonlySet<string>,
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
  return settled.has(address) ? 'address_repeated' : null;
}

function marketingReason(recipient: Recipient, leavesOnDay: Day, options: PlanOptions): SkipReason | null {
  if (recipient.unsubscribed) return 'unsubscribed';
  if (options.requireConsent && !recipient.consent) return 'consent_missing';
  if (recipient.pausedUntilDay !== undefined && recipient.pausedUntilDay >= leavesOnDay) return 'paused';
  if (recipient.monthly === true && recipient.lettersOnDays.some((day) => Math.abs(day - leavesOnDay) < MONTHLY_DAYS)) return 'monthly';
  return isCapReached(recipient.lettersOnDays, leavesOnDay, options) ? 'cap_reached' : null;
}

/** True when one more letter on this day would be too many in some run of days around it: before it, or up to a letter planned for later. */
function isCapReached(lettersOnDays: readonly Day[], leavesOnDay: Day, { capLetters, capDays }: PlanOptions): boolean {
  const near = lettersOnDays.filter((day) => Math.abs(day - leavesOnDay) < capDays);
  return [leavesOnDay, ...near.filter((day) => day < leavesOnDay)].some((first) => near.filter((day) => day >= first && day < first + capDays).length >= capLetters);
}
