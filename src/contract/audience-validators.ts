/** Validators of what pages send about audiences. */
import type { SegmentDraft } from './audience-views';

/** A cell of the hidden tab holds no longer text; longer expressions stand in several rows. */
const LONGEST_EXPRESSION = 400_000;

/** An audience expression, or the name of a saved segment; clients picked by hand make long ones. */
export const isExpression = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST_EXPRESSION;

/** A segment to save. */
export const isSegmentDraft = (value: unknown): value is SegmentDraft => {
  if (typeof value !== 'object' || value === null) return false;
  const draft = value as Readonly<Record<string, unknown>>;
  return typeof draft['name'] === 'string' && draft['name'].length <= 1_000 && isExpression(draft['expression']) && typeof draft['replace'] === 'boolean';
};
