/** What a mailing brought: orders of those who got the letter beside those who were held out, and one subject beside the other (METHODS §10). */
import type { Day } from '../calendar';
import type { Interval } from './proportions';
import { shareDifference } from './proportions';

/** One person of a mailing. */
export interface MailedPerson {
  readonly clientKey: string;
  /** `heldOut`: would have got the letter and was left out to compare with. */
  readonly group: 'letter' | 'heldOut';
  readonly variant: 'A' | 'B';
  /** The day his letter left; of those held out the day on which the first letter of the mailing left. */
  readonly day: Day;
  readonly unsubscribed: boolean;
  readonly replied: boolean;
}

/** An order as counted. A return lessens the money and is no order. */
export interface CountedOrder {
  readonly clientKey: string;
  readonly day: Day;
  readonly moneyMinor: number;
  readonly isReturn: boolean;
}

/** What one person did in the days after his letter. */
export interface PersonResult {
  readonly orders: number;
  readonly moneyMinor: number;
}

/** Sums of a group. `buyers` ordered at least once. */
export interface GroupResult {
  readonly people: number;
  readonly buyers: number;
  readonly orders: number;
  readonly moneyMinor: number;
  readonly unsubscribed: number;
  readonly replied: number;
}

/**
 * How two groups differ in the share of buyers. `tooFew`: the numbers allow no word at all; `none`: a difference may be chance;
 * `more`, `less`: the first group bought more, or less, often. The interval is 95 %.
 */
export interface Verdict {
  readonly kind: 'tooFew' | 'none' | 'more' | 'less';
  readonly difference: Interval | null;
}

/** Results of a mailing. */
export interface MailingResults {
  readonly letters: GroupResult;
  readonly heldOut: GroupResult;
  readonly a: GroupResult;
  readonly b: GroupResult;
  /** Letters against held out. */
  readonly effect: Verdict;
  /** Subject A against B. */
  readonly subjects: Verdict;
  /** Money that came on top, letters against held out, per all letters; null without a group to compare with or with too few people. */
  readonly extraMoneyMinor: number | null;
  /** True when the days of everyone are over. */
  readonly isOver: boolean;
  /** By client key, of those who got a letter. */
  readonly personOf: ReadonlyMap<string, PersonResult>;
}

/** Fewer people in a group, or fewer buyers expected in the smaller one, allow no comparison (the usual five of the chi-square test). */
const FEWEST_PEOPLE = 20;
const FEWEST_EXPECTED = 5;

/**
 * Counts orders from the day of the letter (dates of orders have no hours) to `windowDays` days later, today included at most.
 * An order may count for several mailings, for held-out people as well, so the comparison stays fair.
 */
export function mailingResults(mailed: readonly MailedPerson[], orders: readonly CountedOrder[], { windowDays, today }: { readonly windowDays: number; readonly today: Day }): MailingResults {
  const people = eachOnce(mailed);
  const dayOf = new Map(people.map(({ clientKey, day }) => [clientKey, day]));
  const sums = new Map<string, { orders: number; moneyMinor: number }>();
  for (const { clientKey, day, moneyMinor, isReturn } of orders) {
    const from = dayOf.get(clientKey);
    if (from === undefined || day < from || day > from + windowDays || day > today) continue;
    const sum = sums.get(clientKey) ?? { orders: 0, moneyMinor: 0 };
    if (!isReturn) sum.orders += 1;
    sum.moneyMinor += moneyMinor;
    sums.set(clientKey, sum);
  }
  const groupOf = (isIn: (person: MailedPerson) => boolean): GroupResult => {
    const group = { people: 0, buyers: 0, orders: 0, moneyMinor: 0, unsubscribed: 0, replied: 0 };
    for (const person of people) {
      if (!isIn(person)) continue;
      const sum = sums.get(person.clientKey);
      group.people += 1;
      group.orders += sum?.orders ?? 0;
      group.buyers += (sum?.orders ?? 0) > 0 ? 1 : 0;
      group.moneyMinor += sum?.moneyMinor ?? 0;
      group.unsubscribed += person.unsubscribed ? 1 : 0;
      group.replied += person.replied ? 1 : 0;
    }
    return group;
  };
  const letters = groupOf(({ group }) => group === 'letter');
  const heldOut = groupOf(({ group }) => group === 'heldOut');
  const a = groupOf(({ group, variant }) => group === 'letter' && variant === 'A');
  const b = groupOf(({ group, variant }) => group === 'letter' && variant === 'B');
  const effect = verdictOf(letters, heldOut);
  return {
    letters, heldOut, a, b, effect,
    subjects: verdictOf(a, b),
    extraMoneyMinor: effect.kind === 'tooFew' ? null : Math.round((letters.moneyMinor / letters.people - heldOut.moneyMinor / heldOut.people) * letters.people),
    isOver: people.every(({ day }) => day + windowDays < today),
    personOf: new Map(people.filter(({ group }) => group === 'letter').map(({ clientKey }) => [clientKey, sums.get(clientKey) ?? { orders: 0, moneyMinor: 0 }])),
  };
}

/** Two clients who were merged since are one person, with his first letter; his orders count once. Letters whose client is not known stay apart. */
function eachOnce(mailed: readonly MailedPerson[]): MailedPerson[] {
  const people = new Map<string, MailedPerson>();
  mailed.forEach((person, index) => {
    const key = person.clientKey === '' ? `\n${index}` : person.clientKey;
    const known = people.get(key);
    const isFirst = known === undefined || (known.group === person.group ? person.day < known.day : person.group === 'letter');
    const both = { unsubscribed: person.unsubscribed || known?.unsubscribed === true, replied: person.replied || known?.replied === true };
    people.set(key, { ...(isFirst ? person : known), ...both });
  });
  return [...people.values()];
}

/** The verdict on two groups; the first is the one that should be better. */
export function verdictOf(first: Pick<GroupResult, 'people' | 'buyers'>, second: Pick<GroupResult, 'people' | 'buyers'>): Verdict {
  if (first.people === 0 || second.people === 0) return { kind: 'tooFew', difference: null };
  const difference = shareDifference({ count: first.buyers, total: first.people }, { count: second.buyers, total: second.people });
  const smaller = Math.min(first.people, second.people);
  const expected = (smaller * (first.buyers + second.buyers)) / (first.people + second.people);
  if (smaller < FEWEST_PEOPLE || expected < FEWEST_EXPECTED) return { kind: 'tooFew', difference };
  return { kind: difference.low > 0 ? 'more' : difference.high < 0 ? 'less' : 'none', difference };
}
