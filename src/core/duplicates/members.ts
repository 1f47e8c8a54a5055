/** Compares the members of one group with each other, as the whole search would: for showing them side by side. */
import { groupsOf } from './groups';
import type { Link } from './groups';
import { evidenceOf, probabilityOf, reasonsOf } from './likelihood';
import { Frequencies, preparedRecord } from './prepared-record';
import type { DuplicatePair, DuplicateRecord } from './record';

/** The members compared. */
export interface ComparedMembers {
  /** Every pair of members, the likeliest first; positions are those of the whole list, `a` < `b`. */
  readonly pairs: readonly DuplicatePair[];
  /** Probability of the weakest link of the best chain through all members, 0 … 0.999: what holds the group together. */
  readonly score: number;
}

/**
 * Compares each member with each other; how common their values are is taken from all records, so the figures are those of `findDuplicates`.
 * Linear in the records, quadratic in the members.
 * @param members positions in `records`
 */
export function compareMembers(records: readonly DuplicateRecord[], members: readonly number[]): ComparedMembers {
  const prepared = records.map(preparedRecord);
  const frequencies = new Frequencies(prepared);
  const pairs: (DuplicatePair & { readonly bits: number })[] = [];
  const sorted = Array.from(new Set(members)).sort((one, other) => one - other);
  sorted.forEach((a, at) => {
    for (const b of sorted.slice(at + 1)) {
      const [left, right] = [prepared[a], prepared[b]];
      if (left === undefined || right === undefined) throw new RangeError('a member is missing');
      const evidence = evidenceOf(left, right, frequencies, records.length);
      pairs.push({ a, b, bits: evidence.bits, score: shownScore(evidence.bits), indirect: false, reasons: reasonsOf(left, right, evidence) });
    }
  });
  pairs.sort((one, other) => other.bits - one.bits || one.a - other.a || one.b - other.b);
  const links: Link[] = pairs.map(({ a, b, bits }) => ({ a, b, bits }));
  const [whole] = groupsOf(links, () => false).groups;
  return { pairs: pairs.map(({ bits: _, ...pair }) => pair), score: whole === undefined ? 0 : shownScore(whole.weakest.bits) };
}

/** Rounded down to thousandths, so that no score is shown above what it is and none as certain. */
export function shownScore(bits: number): number {
  return Math.min(0.999, Math.floor(probabilityOf(bits) * 1000) / 1000);
}
