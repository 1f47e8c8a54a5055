/** Checks of what the duplicates desk sends. */
import type { DuplicateMerge, ExactMergeStep } from './duplicates-views';
import { MEMBERS_AT_ONCE } from './duplicates-views';

/** Longest name of a member: a client number and a fingerprint. */
const LONGEST_MEMBER = 2_000;
/** Columns of a clients tab whose value may be chosen. */
const MOST_CHOICES = 500;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isName = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST_MEMBER;
const isSeveral = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.length >= 2 && value.length <= MEMBERS_AT_ONCE;

/** Two and more members by name. */
export function isMembers(value: unknown): value is readonly string[] {
  return isSeveral(value) && value.every(isName);
}

/** A merge as the page asks for it. */
export function isMerge(value: unknown): value is DuplicateMerge {
  return isRecord(value) && isSeveral(value['members'])
    && value['members'].every((member) => isRecord(member) && isName(member['member']) && isName(member['fingerprint']))
    && isName(value['survivor']) && isRecord(value['choices'])
    && Object.keys(value['choices']).length <= MOST_CHOICES && Object.values(value['choices']).every(isName);
}

/** A step of merging exact duplicates. */
export function isExactStep(value: unknown): value is ExactMergeStep {
  return isRecord(value) && typeof value['rows'] === 'number' && Number.isInteger(value['rows']) && value['rows'] >= 1 && value['rows'] <= 10_000_000 && isName(value['actionId']);
}
