/** ABC classes by money (METHODS §1). */
import type { Settings } from './settings';

export type AbcClass = 'A' | 'B' | 'C';

/** Cumulative limits and the smallest metric that still got A and B (null when nobody did). */
export interface AbcThresholds {
  readonly metric: Settings['abc.metric'];
  readonly by: Settings['abc.by'];
  readonly boundary: Settings['abc.boundary'];
  readonly limits: readonly [number, number];
  readonly lowestA: number | null;
  readonly lowestB: number | null;
}

/** How ABC is counted. */
export interface AbcOptions {
  readonly by: Settings['abc.by'];
  readonly limits: readonly [number, number];
  readonly boundary: Settings['abc.boundary'];
}

/** Classes and shares in the order of the metrics given. */
export interface AbcResult {
  readonly classes: readonly (AbcClass | null)[];
  /** Share of each metric in the sum of the positive ones; 0 for the others. */
  readonly shares: readonly number[];
  readonly lowestA: number | null;
  readonly lowestB: number | null;
}

// A metric that is no whole number (margin of a given list) may bring 80 % out as 0.7999999999999999.
const SHARE_TOLERANCE = 1e-12;

/** The default limits: 80/95 % of money, or the top 20 % and the next 30 % of the items. */
export function defaultAbcLimits(by: Settings['abc.by']): readonly [number, number] {
  return by === 'share' ? [0.8, 0.95] : [0.2, 0.5];
}

/**
 * Sorts by metric and classes by the cumulative share before (or including) each item. Equal metrics get one class, the best of the tie;
 * metrics of zero or less are C; null stays null. Thresholds are in the unit of the metric.
 */
export function classifyAbc(metrics: readonly (number | null)[], options: AbcOptions): AbcResult {
  const positive: number[] = [];
  metrics.forEach((metric, index) => {
    if (metric !== null && metric > 0) positive.push(index);
  });
  const metricAt = (index: number): number => metrics[index] ?? 0;
  positive.sort((left, right) => metricAt(right) - metricAt(left));
  const total = positive.reduce((sum, index) => sum + metricAt(index), 0);

  const classes: (AbcClass | null)[] = metrics.map((metric) => (metric === null ? null : 'C'));
  const shares = metrics.map((metric) => (metric !== null && metric > 0 ? metric / total : 0));
  const lowest: Record<AbcClass, number | null> = { A: null, B: null, C: null };
  const whole = options.by === 'share' ? total : metrics.reduce<number>((count, metric) => count + (metric === null ? 0 : 1), 0);

  // Whole metrics are added and divided once, so that a limit of 80 % is met by exactly 80 %.
  let before = 0;
  for (let start = 0; start < positive.length; ) {
    const value = metricAt(positive[start] ?? 0);
    let end = start;
    while (end < positive.length && metricAt(positive[end] ?? 0) === value) end += 1;
    // The best of a tie is the class its first item gets.
    const reached = (options.boundary === 'before' ? before : before + (options.by === 'share' ? value : 1)) / whole;
    const letter = letterAt(reached, options);
    lowest[letter] = value;
    for (let position = start; position < end; position += 1) classes[positive[position] ?? 0] = letter;
    before += (options.by === 'share' ? value : 1) * (end - start);
    start = end;
  }
  return { classes, shares, lowestA: lowest.A, lowestB: lowest.B };
}

function letterAt(reached: number, options: AbcOptions): AbcClass {
  const [endOfA, endOfB] = options.limits;
  if (options.boundary === 'before') {
    if (reached < endOfA - SHARE_TOLERANCE) return 'A';
    return reached < endOfB - SHARE_TOLERANCE ? 'B' : 'C';
  }
  if (reached <= endOfA + SHARE_TOLERANCE) return 'A';
  return reached <= endOfB + SHARE_TOLERANCE ? 'B' : 'C';
}
