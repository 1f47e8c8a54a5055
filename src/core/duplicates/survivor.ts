/** Which value of a field stays when records of one client are merged, and why. */

/** Rule of a field: names and addresses fullest, what changes in life newest, what should never differ most frequent. */
export type SurvivorRule = 'fullest' | 'newest' | 'mostFrequent';

/** Why a value was chosen; `first` = nothing else decided. */
export type SurvivorReason = 'only' | 'same' | SurvivorRule | 'first';

/** A value of one record of the group. */
export interface SurvivorCandidate {
  /** '' = missing. */
  readonly value: string;
  /** The day the record was last changed or bought, as a serial number of days; null = unknown. */
  readonly day: number | null;
}

/** The proposal for one field. */
export interface SurvivorProposal {
  readonly value: string;
  /** Position of the record it comes from; null where all are empty. */
  readonly from: number | null;
  readonly reason: SurvivorReason;
  /** Other values that were found, each once: the owner may take one instead. */
  readonly others: readonly string[];
}

/** A value that is there, with the record it comes from and its form for comparison. */
interface HeldValue extends SurvivorCandidate {
  readonly from: number;
  readonly key: string;
}

/**
 * Proposes the value of one field; never one that is missing while another record has one. After the field's own rule the others break ties
 * (frequent, newest, fullest, then the first record).
 * @param candidates the values in the order of the group
 * @param sameValue the form in which two values count as equal, such as a key without case; the text itself unless told
 */
export function proposedSurvivor(candidates: readonly SurvivorCandidate[], rule: SurvivorRule, sameValue: (value: string) => string = (value) => value): SurvivorProposal {
  const held: HeldValue[] = candidates.map(({ value, day }, from) => ({ value, day, from, key: sameValue(value) })).filter(({ value }) => value.trim() !== '');
  const [first] = held;
  if (first === undefined) return { value: '', from: null, reason: 'only', others: [] };
  const counts = new Map<string, number>();
  for (const { key } of held) counts.set(key, (counts.get(key) ?? 0) + 1);
  const measures: Readonly<Record<SurvivorRule, (candidate: HeldValue) => number>> = {
    fullest: ({ value }) => fullness(value),
    newest: ({ day }) => day ?? -Infinity,
    mostFrequent: ({ key }) => counts.get(key) ?? 0,
  };
  const order: SurvivorRule[] = [rule, ...(['mostFrequent', 'newest', 'fullest'] as const).filter((other) => other !== rule)];
  let best = held;
  let reason: SurvivorReason = held.length === 1 ? 'only' : counts.size === 1 ? 'same' : 'first';
  for (const measure of order) {
    const largest = Math.max(...best.map(measures[measure]));
    const kept = best.filter((candidate) => measures[measure](candidate) === largest);
    const keys = new Set(kept.map(({ key }) => key)).size;
    // The rule that left one value is the reason.
    if (reason === 'first' && keys === 1) reason = measure;
    best = kept;
  }
  const chosen = best[0] ?? first;
  const others = Array.from(new Map(held.filter(({ key }) => key !== chosen.key).map(({ key, value }) => [key, value])).values());
  return { value: chosen.value, from: chosen.from, reason, others };
}

/** Letters and figures of a value; an initial counts less than any whole word. */
function fullness(value: string): number {
  return value.replace(/[^\p{L}\p{N}]/gu, '').length;
}
