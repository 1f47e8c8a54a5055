/** Segment rules: one ordered table, the first match wins (METHODS §3). */
import { issue, outcome } from '../issue';
import type { Outcome } from '../issue';
import type { RfmScore } from './scores';
import { HOUSE_RULES, PRESET_RULES } from './rule-tables';

type Range = readonly [number, number];

/** One row of a rules table; ranges are inclusive. */
export interface SegmentRule {
  /** A stable segment key, or the owner's own name. */
  readonly segment: string;
  readonly r: Range;
  readonly f: Range;
  readonly m: Range;
}

/** A rules table for one scale. `rest` catches what no row names. */
export interface SegmentRules {
  readonly name: string;
  readonly scale: number;
  readonly rules: readonly SegmentRule[];
  readonly rest: string;
}

/** Segment of someone who has not bought yet; outside the cube. */
export const NO_PURCHASES = 'no_purchases';

/** Segment of what no rule names. */
export const OTHERS = 'others';

/**
 * Rules by the value of `rfm.rules` for a scale: `house` (scales 3 and 5), `rfm-a`, `rfm-b` (scale 5), or own text such as
 * `VIP: 5/5/4-5; Sleeping: 1-2/1-5/1-5` (R, F, M; a star = any). Bad text is refused and the house rules are returned.
 */
export function segmentRules(text: string, scale: number): Outcome<SegmentRules> {
  const name = text.trim();
  const house = HOUSE_RULES[scale];
  const fallback: SegmentRules = { name: 'house', scale, rules: parseRules(house ?? '', scale) ?? [], rest: OTHERS };
  if (name === 'house' && house !== undefined) return outcome(fallback);
  const preset = PRESET_RULES[name];
  const rules = preset !== undefined && scale !== 5 ? null : parseRules(preset ?? name, scale);
  if (rules === null || rules.length === 0) {
    return outcome(fallback, [issue('setting.badValue', { key: 'rfm.rules', value: name, allowed: rulesHint(scale) })]);
  }
  return outcome({ name: preset === undefined ? 'own' : name, scale, rules, rest: OTHERS });
}

/** The segment of a score, and the rule (its index, or null for the rest) that decided. An m of null (no amounts) fits every rule. */
export function segmentOf(score: RfmScore, rules: SegmentRules): { segment: string; ruleIndex: number | null } {
  const { r, f, m } = score;
  for (let index = 0; index < rules.rules.length; index += 1) {
    const rule = rules.rules[index];
    if (rule !== undefined && within(r, rule.r) && within(f, rule.f) && (m === null || within(m, rule.m))) return { segment: rule.segment, ruleIndex: index };
  }
  return { segment: rules.rest, ruleIndex: null };
}

/** The rules as text that `segmentRules` reads back. */
export function rulesText(rules: SegmentRules): string {
  const range = ([low, high]: Range): string => (low === 1 && high === rules.scale ? '*' : low === high ? String(low) : `${low}-${high}`);
  return rules.rules.map((rule) => `${rule.segment}: ${range(rule.r)}/${range(rule.f)}/${range(rule.m)}`).join('; ');
}

/** What `rfm.rules` may be on a scale. */
function rulesHint(scale: number): string {
  const names = scale === 5 ? 'house | rfm-a | rfm-b | ' : scale === 3 ? 'house | ' : '';
  return `${names}VIP: ${scale}/*/${scale - 1}-${scale}; …`;
}

function within(value: number, [low, high]: Range): boolean {
  return value >= low && value <= high;
}

/** Reads `Name: R/F/M; …`; null when any part is wrong. */
function parseRules(text: string, scale: number): SegmentRule[] | null {
  const rules: SegmentRule[] = [];
  for (const part of text.split(/[;\n]/)) {
    if (part.trim() === '') continue;
    const colon = part.lastIndexOf(':');
    const segment = part.slice(0, colon).trim();
    const ranges = part.slice(colon + 1).split('/').map((range) => parseRange(range, scale));
    const [r, f, m] = ranges;
    if (colon < 1 || segment === '' || ranges.length !== 3 || !r || !f || !m) return null;
    rules.push({ segment, r, f, m });
  }
  return rules;
}

function parseRange(text: string, scale: number): Range | null {
  const trimmed = text.replace(/\s/g, '');
  if (trimmed === '*') return [1, scale];
  const match = /^(\d{1,2})(?:[-–](\d{1,2}))?$/.exec(trimmed);
  if (match === null) return null;
  const low = Number(match[1]);
  const high = Number(match[2] ?? match[1]);
  return low >= 1 && low <= high && high <= scale ? [low, high] : null;
}
