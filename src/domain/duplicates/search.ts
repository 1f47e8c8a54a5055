/** The search for duplicates over the Clients tab as it stands. */
import { findDuplicates } from '../../core/duplicates/duplicates';
import { exactDuplicates } from '../../core/duplicates/exact';
import type { DuplicatePair, DuplicateReason, DuplicateRecord } from '../../core/duplicates/record';
import { duplicateReasonText } from '../../core/duplicates/wording';
import type { DuplicateGrade } from '../../contract/duplicates-views';
import type { Language } from '../../core/language/language';
import type { Base } from '../base';
import { say } from '../words';
import type { Apart } from './cleaned-records';
import { cleanedRecords, readApart } from './cleaned-records';
import type { ClientRows, MemberRow } from './client-rows';

/** Least probability of a pair that is shown. */
const THRESHOLD = 0.8;
const CERTAIN_FROM = 0.98;
const LIKELY_FROM = 0.9;
const REASONS_SHOWN = 3;

/** Two and more rows of one client; at least one has a client number. */
export interface FoundGroup {
  readonly members: readonly MemberRow[];
  /** Of the weakest link that holds the group together. */
  readonly score: number;
  readonly reasons: readonly DuplicateReason[];
}

/** Everything found. */
export interface Found {
  readonly groups: readonly FoundGroup[];
  readonly exact: readonly ExactGroup[];
  readonly apart: Apart;
}

/** Rows that may be merged without a look, with the key they share. */
export interface ExactGroup {
  readonly members: readonly MemberRow[];
  readonly reason: Pick<DuplicateReason, 'code' | 'params'>;
}

/** Searches Clients, the surest groups first. 0 to 2 counted calls (decisions, archive). */
export function searchDuplicates(base: Base, clients: ClientRows): Found {
  const records = cleanedRecords(base, clients);
  const apart = readApart(base, clients);
  const { pairs, groups, weakestLinks } = findDuplicates(records, { threshold: THRESHOLD, apart: apart.test });
  const pairAt = new Map(pairs.map((pair) => [pairName(pair), pair]));
  const found = groups.flatMap((positions, index): FoundGroup[] => {
    const members = membersAt(clients, positions);
    const weakest = weakestLinks[index];
    if (weakest === undefined || !isMergeable(members)) return [];
    return [{ members, score: weakest.score, reasons: pairAt.get(pairName(weakest))?.reasons ?? [] }];
  });
  found.sort((a, b) => b.score - a.score || (a.members[0]?.rowIndex ?? 0) - (b.members[0]?.rowIndex ?? 0));
  return { groups: found, exact: exactIn(clients, records, apart), apart };
}

/** Exact duplicates alone, in the order of the tab. 0 to 2 counted calls. */
export function searchExact(base: Base, clients: ClientRows): readonly ExactGroup[] {
  return exactIn(clients, cleanedRecords(base, clients), readApart(base, clients));
}

function exactIn(clients: ClientRows, records: readonly DuplicateRecord[], apart: Apart): readonly ExactGroup[] {
  const { pairs, groups } = exactDuplicates(records, apart.test);
  const firstPair = new Map<number, (typeof pairs)[number]>();
  for (const pair of pairs) if (!firstPair.has(pair.a)) firstPair.set(pair.a, pair);
  return groups.flatMap((positions): ExactGroup[] => {
    const members = membersAt(clients, positions);
    const pair = firstPair.get(positions[0] ?? -1);
    return isMergeable(members) && pair !== undefined ? [{ members, reason: { code: pair.code, params: { value: pair.value } } }] : [];
  });
}

function membersAt({ members }: ClientRows, positions: readonly number[]): readonly MemberRow[] {
  return positions.map((position) => members[position]).filter((member) => member !== undefined);
}

/** Orders hang on the client number: a group without any cannot become one client. */
function isMergeable(members: readonly MemberRow[]): boolean {
  return members.some(({ key }) => key !== '');
}

function pairName({ a, b }: Pick<DuplicatePair, 'a' | 'b'>): string {
  return `${Math.min(a, b)} ${Math.max(a, b)}`;
}

/** How sure a score is. */
export function gradeOf(score: number): DuplicateGrade {
  return score >= CERTAIN_FROM ? 'certain' : score >= LIKELY_FROM ? 'likely' : 'possible';
}

/** "Almost certainly, 99 %". */
export function gradeText(score: number, language: Language): string {
  return say(language, `merge.grade.${gradeOf(score)}`, { percent: Math.floor(score * 100) });
}

/** The strongest reasons that speak for one client, in words. */
export function reasonTexts(reasons: readonly DuplicateReason[], language: Language): string[] {
  return reasons.filter(({ bits, code }) => bits > 0 && code !== 'group.through').slice(0, REASONS_SHOWN).map((reason) => duplicateReasonText(reason, language));
}
