/** Validators of what the results view sends. */
import type { ReplyMark } from './result-views';

const LONGEST_ID = 200;

/** An id of a mailing, a letter or a client. */
export function isResultId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_ID;
}

/** Where a page of letters begins. */
export function isResultOffset(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10_000_000;
}

/** A word on a reply. */
export function isReplyMark(value: unknown): value is ReplyMark {
  if (typeof value !== 'object' || value === null) return false;
  const mark = value as Readonly<Record<string, unknown>>;
  return isResultId(mark['mailingId']) && isResultId(mark['letterId']) && typeof mark['replied'] === 'boolean';
}
