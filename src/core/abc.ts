/** ABC classes by money, margin or number of purchases (METHODS §1). */
import type { Settings } from './settings';

export type AbcClass = 'A' | 'B' | 'C';

/** Class letters by the number that columns hold; 0 = no class. */
export const ABC_CLASSES: readonly (AbcClass | null)[] = [null, 'A', 'B', 'C'];

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

/** Classes in the order of the metrics, as numbers of ABC_CLASSES. */
export interface AbcColumns {
  readonly classes: Uint8Array;
  /** Sum of the positive metrics: what shares divide by. */
  readonly total: number;
  readonly lowestA: number | null;
  readonly lowestB: number | null;
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

/** `abcColumns` for a list; null stays null. Thresholds are in the unit of the metric. */
export function classifyAbc(metrics: readonly (number | null)[], options: AbcOptions): AbcResult {
  const { classes, total, lowestA, lowestB } = abcColumns(Float64Array.from(metrics, (metric) => metric ?? NaN), options);
  return {
    classes: Array.from(classes, (letter) => ABC_CLASSES[letter] ?? null),
    shares: metrics.map((metric) => (metric !== null && metric > 0 ? metric / total : 0)),
    lowestA,
    lowestB,
  };
}

/**
 * Sorts by metric and classes by the cumulative share before (or including) each item. Equal metrics get one class, the best of the tie;
 * metrics of zero or less are C; NaN gets no class. O(n log n).
 */
export function abcColumns(metrics: Float64Array, options: AbcOptions): AbcColumns {
  const { sorted, items } = positivesOf(metrics);
  let total = 0;
  for (let index = sorted.length - 1; index >= 0; index -= 1) total += sorted[index] as number;
  const isShare = options.by === 'share';
  const whole = isShare ? total : items;
  let lowestA: number | null = null;
  let lowestB: number | null = null;

  // Whole metrics are added and divided once, so that a limit of 80 % is met by exactly 80 %.
  let before = 0;
  for (let end = sorted.length; end > 0; ) {
    const value = sorted[end - 1] as number;
    let start = end - 1;
    while (start > 0 && sorted[start - 1] === value) start -= 1;
    const step = isShare ? value : 1;
    // The best of a tie is the class its first item gets.
    const letter = letterAt((options.boundary === 'before' ? before : before + step) / whole, options);
    if (letter === 'C') break;
    if (letter === 'A') lowestA = value;
    else lowestB = value;
    before += step * (end - start);
    end = start;
  }
  return { classes: classesOf(metrics, lowestA ?? Infinity, lowestB ?? Infinity), total, lowestA, lowestB };
}

/** Positive metrics ascending, and the number of items with any metric. */
function positivesOf(metrics: Float64Array): { sorted: Float64Array; items: number } {
  const positive = new Float64Array(metrics.length);
  let count = 0;
  let items = 0;
  for (let index = 0; index < metrics.length; index += 1) {
    const metric = metrics[index] as number;
    if (!Number.isNaN(metric)) items += 1;
    if (metric > 0) {
      positive[count] = metric;
      count += 1;
    }
  }
  return { sorted: positive.subarray(0, count).sort(), items };
}

/** Shares only grow down the list, so the letters are fixed by the smallest metric of each. */
function classesOf(metrics: Float64Array, lowestA: number, lowestB: number): Uint8Array {
  const classes = new Uint8Array(metrics.length);
  for (let index = 0; index < metrics.length; index += 1) {
    const metric = metrics[index] as number;
    if (metric >= lowestA) classes[index] = 1;
    else if (metric >= lowestB) classes[index] = 2;
    else if (!Number.isNaN(metric)) classes[index] = 3;
  }
  return classes;
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
