/** Checks of what the cleaning desk and the archive send. */
import type { CleaningAccept, CleaningIgnore, CleaningPart } from './cleaning-views';
import { ACCEPT_AT_ONCE, ARCHIVE_AT_ONCE, CLEANING_KINDS, IGNORE_AT_ONCE } from './cleaning-views';

/** Longest name of a client, of a reason and of an id. */
const LONGEST_NAME = 2_000;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isName = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST_NAME;
const areNames = (value: unknown, most: number): value is readonly string[] => Array.isArray(value) && value.length <= most && value.every(isName);

/** A kind with a code of it, or with ''. */
export function isCleaningPart(value: unknown): value is CleaningPart {
  return isRecord(value) && CLEANING_KINDS.some((kind) => kind === value['kind']) && isName(value['code']) && (value['code'] === '' || value['code'].startsWith(`${String(value['kind'])}.`));
}

/** A step of accepting. */
export function isAccept(value: unknown): value is CleaningAccept {
  return isRecord(value) && isCleaningPart(value['part']) && areNames(value['ids'], ACCEPT_AT_ONCE) && isName(value['actionId']) && typeof value['last'] === 'boolean';
}

/** Findings to ignore; without ids a code must be named. */
export function isIgnore(value: unknown): value is CleaningIgnore {
  return isRecord(value) && isCleaningPart(value['part']) && areNames(value['ids'], IGNORE_AT_ONCE) && (value['ids'].length > 0 || value['part'].code !== '');
}

/** Keys of what is ignored. */
export function areIgnoredKeys(value: unknown): value is readonly string[] {
  return areNames(value, IGNORE_AT_ONCE);
}

/** Clients to move. */
export function areClientIds(value: unknown): value is readonly string[] {
  return areNames(value, ARCHIVE_AT_ONCE);
}

/** The reason written beside an archived client. */
export function isReason(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 500;
}
