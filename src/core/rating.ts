/** Rating A–E: one letter from money, purchase frequency and profit (METHODS §1). */
import { issue, outcome } from './issue';
import type { Issue, Outcome } from './issue';

/** Letters from best to worst; E brings no profit. */
export const RATING_LETTERS = ['A', 'B', 'C', 'D', 'E'] as const;
export type RatingLetter = (typeof RATING_LETTERS)[number];

/** The three parts of the composite, in the order of `rating.weights`. */
export const RATING_PARTS = ['money', 'frequency', 'profit'] as const;
export type RatingPart = (typeof RATING_PARTS)[number];

/** Figures of all clients as columns of one length; NaN = unknown. `profitMinor: null` = the orders have no cost at all. */
export interface RatingColumns {
  /** Number of purchases; clients without any get no rating. */
  readonly purchases: ArrayLike<number>;
  /** Minor units; its share of the total ranks exactly as the money itself. `null` = the orders have no amounts at all. */
  readonly moneyMinor: ArrayLike<number> | null;
  readonly profitMinor: ArrayLike<number> | null;
}

/** One client's figures; null = unknown. */
export interface RatedFigures {
  readonly purchases: number;
  readonly moneyMinor: number | null;
  readonly profitMinor: number | null;
}

/** The limits that were used. */
export interface RatingThresholds {
  /** Weights of money, frequency and profit as used, adding up to 1; profit is 0 where no order has a cost. */
  readonly weights: readonly [number, number, number];
  /** True when profit was left out because no order has a cost. */
  readonly isProfitLeftOut: boolean;
  /** Four rising limits a part: the score is 1 + the number of limits below the value. null = every client has this same figure. */
  readonly limits: Readonly<Record<RatingPart, readonly number[] | null>>;
  /** Composites (1…5) from which A, B and C begin; below the last one D. */
  readonly composite: readonly [number, number, number];
}

/** Letters in the order of the columns (null = no purchase, or money and profit unknown) with the composite behind each (NaN = none). */
export interface RatingResult {
  readonly letters: readonly (RatingLetter | null)[];
  readonly composites: Float64Array;
  readonly thresholds: RatingThresholds;
}

/** Scores of one client by part; null = the part does not count for this client. */
export type RatingScores = Readonly<Record<RatingPart, number | null>>;

const SCORES = 5;
/** The score of a part that tells nobody apart. */
const MIDDLE_SCORE = 3;
/** The range 1…5 in four equal steps; composites are means of scores, so a limit is reached by exactly it. */
const COMPOSITE_LIMITS: readonly [number, number, number] = [4, 3, 2];
const COMPOSITE_TOLERANCE = 1e-9;
const EQUAL_WEIGHTS: readonly [number, number, number] = [1, 1, 1];

/**
 * Rates every client who has bought.
 * Each part is scored 1–5 by value: score = 1 + the number of limits below the value, where the four limits are the values at the
 * positions ⌊(n − 1) · k / 5⌋ of the clients sorted by the part. For the values themselves this equals type 7 quintiles of
 * rfm/quantile (a value lies above an interpolated cut point exactly when it lies above the lower of its two neighbours), it needs no
 * arithmetic on money, so scaling money changes no letter, and equal values score alike. A part in which all clients are equal scores 3.
 * The composite is the weighted mean of the scores: A from 4, B from 3, C from 2, else D. E whatever the composite = brings no
 * profit: profit ≤ 0 where it is known, else money ≤ 0. A part unknown for a client (refused sum, no cost) is left out of that client's mean.
 * @param weights money, frequency, profit: zero or more, not all zero; bad weights are refused and equal ones used
 */
export function rateClients(columns: RatingColumns, weights: readonly number[]): Outcome<RatingResult> {
  const { purchases, moneyMinor, profitMinor } = columns;
  const issues: Issue[] = [];
  const count = purchases.length;
  const buyers: number[] = [];
  for (let index = 0; index < count; index += 1) if ((purchases[index] ?? 0) > 0) buyers.push(index);
  const known = (values: ArrayLike<number> | null): boolean => values !== null && buyers.some((index) => !Number.isNaN(values[index] ?? NaN));
  const hasProfit = known(profitMinor);
  const hasMoney = known(moneyMinor);
  if (buyers.length > 0 && !hasMoney) issues.push(issue('rating.amountsMissing'));
  else if (buyers.length > 0 && !hasProfit) issues.push(issue('rating.profitLeftOut'));

  const thresholds: RatingThresholds = {
    weights: usedWeights(weights, hasProfit, issues),
    isProfitLeftOut: !hasProfit,
    limits: {
      money: moneyMinor === null ? null : limitsOf(moneyMinor, buyers),
      frequency: limitsOf(purchases, buyers),
      profit: profitMinor === null ? null : limitsOf(profitMinor, buyers),
    },
    composite: COMPOSITE_LIMITS,
  };
  const letters = new Array<RatingLetter | null>(count).fill(null);
  const composites = new Float64Array(count).fill(NaN);
  for (const index of buyers) {
    const figures: RatedFigures = {
      purchases: purchases[index] ?? 0,
      moneyMinor: numberOrNull(moneyMinor, index),
      profitMinor: numberOrNull(profitMinor, index),
    };
    const composite = compositeOf(ratingScores(figures, thresholds), thresholds);
    composites[index] = composite ?? NaN;
    letters[index] = letterOf(figures, composite, thresholds);
  }
  const isUnrated = buyers.length > 0 && hasMoney && letters.every((letter) => letter === null || letter === 'E');
  if (isUnrated && thresholds.weights.every((weight) => weight === 0)) issues.push(issue('rating.nothingToWeigh'));
  return outcome({ letters, composites, thresholds }, issues);
}

/** The scores behind a client's letter, for the reason in words. */
export function ratingScores(figures: RatedFigures, thresholds: RatingThresholds): RatingScores {
  const { limits, weights } = thresholds;
  const score = (value: number | null, cuts: readonly number[] | null, weight: number): number | null =>
    value === null || weight === 0 ? null : cuts === null ? MIDDLE_SCORE : scoreOf(value, cuts);
  return {
    money: score(figures.moneyMinor, limits.money, weights[0]),
    frequency: score(figures.purchases, limits.frequency, weights[1]),
    profit: score(figures.profitMinor, limits.profit, weights[2]),
  };
}

/** The weighted mean of the scores that count; null when none does. */
export function compositeOf(scores: RatingScores, thresholds: RatingThresholds): number | null {
  let sum = 0;
  let weightSum = 0;
  RATING_PARTS.forEach((part, index) => {
    const score = scores[part];
    const weight = thresholds.weights[index] ?? 0;
    if (score === null) return;
    sum += score * weight;
    weightSum += weight;
  });
  return weightSum === 0 ? null : sum / weightSum;
}

function letterOf(figures: RatedFigures, composite: number | null, thresholds: RatingThresholds): RatingLetter | null {
  const gain = figures.profitMinor ?? figures.moneyMinor;
  // Without money nobody can tell whether this client brings any profit.
  if (gain === null) return null;
  if (gain <= 0) return 'E';
  if (composite === null) return null;
  const step = thresholds.composite.findIndex((limit) => composite >= limit - COMPOSITE_TOLERANCE);
  return RATING_LETTERS[step < 0 ? COMPOSITE_LIMITS.length : step] ?? 'D';
}

/** Weights adding up to 1; all zero when only profit weighs and there is none. */
function usedWeights(weights: readonly number[], hasProfit: boolean, issues: Issue[]): readonly [number, number, number] {
  const isGood = weights.length === RATING_PARTS.length && weights.every((weight) => Number.isFinite(weight) && weight >= 0) && weights.some((weight) => weight > 0);
  if (!isGood) issues.push(issue('setting.badValue', { key: 'rating.weights', value: weights.join(' / '), allowed: '0 / 0 / 1 … 1 / 1 / 1' }));
  const [money = 0, frequency = 0, profit = 0] = isGood ? weights : EQUAL_WEIGHTS;
  const counted = hasProfit ? profit : 0;
  const sum = money + frequency + counted;
  return sum === 0 ? [0, 0, 0] : [money / sum, frequency / sum, counted / sum];
}

function limitsOf(values: ArrayLike<number>, indexes: readonly number[]): readonly number[] | null {
  const found = new Float64Array(indexes.length);
  let count = 0;
  for (const index of indexes) {
    const value = values[index] ?? NaN;
    if (Number.isNaN(value)) continue;
    found[count] = value;
    count += 1;
  }
  const sorted = found.subarray(0, count).sort();
  const last = sorted.length - 1;
  if (last < 0 || sorted[0] === sorted[last]) return null;
  const limits: number[] = [];
  for (let step = 1; step < SCORES; step += 1) limits.push(sorted[Math.floor((last * step) / SCORES)] ?? 0);
  return limits;
}

function scoreOf(value: number, limits: readonly number[]): number {
  let score = 1;
  for (const limit of limits) if (limit < value) score += 1;
  return score;
}

function numberOrNull(values: ArrayLike<number> | null, index: number): number | null {
  const value = values === null ? NaN : (values[index] ?? NaN);
  return Number.isNaN(value) ? null : value;
}
