/** Finds the records of a base that are one client, with a probability and the reasons of every pair. */
import { forEachCandidate } from './blocking';
import { groupsOf } from './groups';
import type { Link } from './groups';
import { bitsOf, evidenceOf, reasonsOf } from './likelihood';
import type { PairEvidence } from './likelihood';
import { shownScore } from './members';
import { CONTRADICTION_BITS, DEFAULT_THRESHOLD } from './model';
import { Frequencies, preparedRecord } from './prepared-record';
import type { DuplicateLink, DuplicateOptions, DuplicatePair, DuplicateReason, DuplicateRecord, DuplicateResult } from './record';

/**
 * Compares records that share a phone, an e-mail, a name, a birthday or a place, and accepts pairs whose probability of being one client
 * reaches the threshold. The order of the records changes nothing but the positions. The frequencies of the base's own values enter the
 * probability, so another record moves it a little: one that shares no value with a pair moves its log odds by less than 0.2 bits (in a base
 * of 10,000 by less than 0.002), a word of an address at the very limit of similarity apart.
 * 100,000 records take well under a minute.
 */
export function findDuplicates(records: readonly DuplicateRecord[], options: DuplicateOptions = {}): DuplicateResult {
  const given = records.map((record, position) => ({ position, record: preparedRecord(record) }));
  // The work is done in the order of the contents, so that neither blocks nor ties depend on the order of the list.
  given.sort((one, other) => (one.record.sortText < other.record.sortText ? -1 : one.record.sortText > other.record.sortText ? 1 : one.position - other.position));
  const prepared = given.map(({ record }) => record);
  const frequencies = new Frequencies(prepared);
  const evidence = (a: number, b: number): PairEvidence => {
    const [left, right] = [prepared[a], prepared[b]];
    if (left === undefined || right === undefined) throw new RangeError('a record of a pair is missing');
    return evidenceOf(left, right, frequencies, records.length);
  };
  const least = bitsOf(options.threshold ?? DEFAULT_THRESHOLD);
  const positionOf = (index: number): number => given[index]?.position ?? index;
  const areApart = (a: number, b: number): boolean => options.apart?.(positionOf(a), positionOf(b)) ?? false;
  const links: Link[] = [];
  forEachCandidate(prepared, (a, b) => {
    const { bits } = evidence(a, b);
    if (bits >= least && !areApart(a, b)) links.push({ a, b, bits });
  });
  links.sort((one, other) => other.bits - one.bits || one.a - other.a || one.b - other.b);
  const grouping = groupsOf(links, (a, b) => evidence(a, b).personalBits <= -CONTRADICTION_BITS || areApart(a, b));

  const ordered = (a: number, b: number): { a: number; b: number } => {
    const [one, other] = [positionOf(a), positionOf(b)];
    return one < other ? { a: one, b: other } : { a: other, b: one };
  };
  const reasonsFor = (a: number, b: number): DuplicateReason[] => {
    // Reasons name the values of the lower position first.
    const [low, high] = positionOf(a) < positionOf(b) ? [a, b] : [b, a];
    const [left, right] = [prepared[low], prepared[high]];
    return left === undefined || right === undefined ? [] : reasonsOf(left, right, evidence(a, b));
  };
  const direct = new Set(links.map(({ a, b }) => keyOf(a, b)));
  const pairs: DuplicatePair[] = links.map(({ a, b, bits }) => ({ ...ordered(a, b), score: shownScore(bits), indirect: false, reasons: reasonsFor(a, b) }));
  for (const { a, b, by } of grouping.pairs) {
    if (direct.has(keyOf(a, b))) continue;
    const rowIndex = positionOf(by.a === a || by.a === b ? by.b : by.a);
    const through: DuplicateReason = { code: 'group.through', params: { rowIndex }, bits: Math.round(by.bits * 100) / 100 };
    pairs.push({ ...ordered(a, b), score: shownScore(by.bits), indirect: true, reasons: [through, ...reasonsFor(a, b)] });
  }
  pairs.sort((one, other) => one.a - other.a || one.b - other.b);
  const groups = grouping.groups
    .map(({ members, weakest }): { members: number[]; weakest: DuplicateLink } => ({
      members: members.map(positionOf).sort((one, other) => one - other),
      weakest: { ...ordered(weakest.a, weakest.b), score: shownScore(weakest.bits) },
    }))
    .sort((one, other) => (one.members[0] ?? 0) - (other.members[0] ?? 0));
  return { pairs, groups: groups.map(({ members }) => members), weakestLinks: groups.map(({ weakest }) => weakest) };
}

/** One number for a pair of positions, the lower first. */
function keyOf(a: number, b: number): number {
  return Math.min(a, b) * 0x4000000 + Math.max(a, b);
}
