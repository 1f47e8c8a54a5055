/** RFM scores from figures, always by value and never by position (METHODS §3). */
import { MINOR_PER_MAJOR } from '../money';
import type { RfmMode } from '../settings';
import { cutPointsOf } from './quantile';

/** Figures of buyers as columns of one length. */
export interface RfmFigures {
  readonly clientKeys: readonly string[];
  readonly recencyDays: Int32Array;
  readonly frequency: Int32Array;
  /** Minor units; null = the orders have no amounts, then there is no m. */
  readonly monetaryMinor: Float64Array | null;
}

/** Scores, the highest is best; m is null where the orders have no amounts. */
export interface RfmScore {
  readonly r: number;
  readonly f: number;
  readonly m: number | null;
}

/** Scores in the order of the figures; m is 0 where there are no amounts. */
export interface RfmColumns {
  readonly r: Uint8Array;
  readonly f: Uint8Array;
  readonly m: Uint8Array;
}

/**
 * The cut points used, rising. Days for recency, purchases for frequency, minor units for money (ranks for frequency in rank mode).
 * `closed: 'left'` = the bin [lower, upper), `'right'` = (lower, upper].
 */
export interface RfmThresholds {
  readonly mode: RfmMode;
  readonly scale: number;
  readonly recencyDays: readonly number[];
  readonly frequency: readonly number[];
  readonly monetaryMinor: readonly number[];
  /** Recency in thresholds mode is always right-closed (up to 30 days), whatever stands here. */
  readonly closed: 'left' | 'right';
}

/** How scores are made; null limits mean the defaults of the scale. */
export interface RfmOptions {
  readonly mode: RfmMode;
  readonly scale: number;
  readonly recencyDays: readonly number[] | null;
  readonly purchases: readonly number[] | null;
  readonly moneyMinor: readonly number[] | null;
}

const RECENCY_LIMITS: Readonly<Record<number, readonly number[]>> = { 3: [90, 365], 5: [30, 90, 180, 365] };
const PURCHASE_LIMITS: Readonly<Record<number, readonly number[]>> = { 3: [2, 5], 5: [2, 3, 5, 10] };

/** Default day limits of a scale; scales without house limits have none. */
export function defaultRecencyDays(scale: number): readonly number[] | undefined {
  return RECENCY_LIMITS[scale];
}

/** Default purchase counts from which the next score starts. */
export function defaultPurchases(scale: number): readonly number[] | undefined {
  return PURCHASE_LIMITS[scale];
}

/** Scores in the order of the figures, with the cut points they were made from. O(n log n). */
export function scoreRfm(figures: RfmFigures, options: RfmOptions): { scores: RfmColumns; thresholds: RfmThresholds } {
  const { mode, scale } = options;
  const frequency = mode === 'rank' ? ranksOf(figures) : figures.frequency;
  const monetary = figures.monetaryMinor;

  const quantiles = (values: Int32Array | Float64Array, shift: number): number[] => cutPointsOf(values.slice().sort(), scale).map((point) => point + shift);
  // The published package adds one unit to each edge and closes bins on the left (data/rfm_orders/README).
  const isShifted = mode === 'rfm-r';
  const shift = (unit: number): number => (isShifted ? unit : 0);
  const isThresholds = mode === 'thresholds';
  const fixedRecency = isThresholds ? (options.recencyDays ?? defaultRecencyDays(scale)) : undefined;
  const fixedPurchases = isThresholds ? (options.purchases ?? defaultPurchases(scale)) : undefined;

  const recencyDays = fixedRecency ?? quantiles(figures.recencyDays, shift(1));
  const purchases = fixedPurchases ?? quantiles(frequency, shift(1));
  const monetaryMinor = monetary === null ? [] : ((isThresholds ? options.moneyMinor : null) ?? quantiles(monetary, shift(MINOR_PER_MAJOR)));

  const count = figures.recencyDays.length;
  const r = new Uint8Array(count);
  for (let index = 0; index < count; index += 1) r[index] = scale - countBelow(figures.recencyDays[index] as number, recencyDays, isShifted);
  const scores: RfmColumns = {
    r,
    f: risingScores(frequency, purchases, isShifted || fixedPurchases !== undefined),
    m: monetary === null ? new Uint8Array(count) : risingScores(monetary, monetaryMinor, isShifted),
  };
  const closed = isShifted ? 'left' : 'right';
  return { scores, thresholds: { mode, scale, recencyDays, frequency: purchases, monetaryMinor, closed } };
}

function risingScores(values: Int32Array | Float64Array, cuts: readonly number[], isLeftClosed: boolean): Uint8Array {
  const scores = new Uint8Array(values.length);
  for (let index = 0; index < values.length; index += 1) scores[index] = 1 + countBelow(values[index] as number, cuts, isLeftClosed);
  return scores;
}

/** How many cut points lie below a value; a left-closed bin also counts a cut point equal to it. */
function countBelow(value: number, cuts: readonly number[], isLeftClosed: boolean): number {
  let count = 0;
  for (let index = 0; index < cuts.length; index += 1) {
    const cut = cuts[index] as number;
    if (cut < value || (isLeftClosed && cut === value)) count += 1;
  }
  return count;
}

/** Ranks of frequency from 1, ties in order of client key: only for comparison with published tables. */
function ranksOf({ clientKeys, frequency }: RfmFigures): Int32Array {
  const order = clientKeys.map((_, index) => index);
  order.sort((left, right) => (frequency[left] as number) - (frequency[right] as number) || compareKeys(clientKeys[left] as string, clientKeys[right] as string));
  const ranks = new Int32Array(order.length);
  order.forEach((index, position) => {
    ranks[index] = position + 1;
  });
  return ranks;
}

/** Numbers by value, texts by code units, numbers first: independent of the machine's language. */
function compareKeys(left: string, right: string): number {
  const leftIsNumber = /^\d{1,15}$/.test(left);
  const rightIsNumber = /^\d{1,15}$/.test(right);
  if (leftIsNumber && rightIsNumber && Number(left) !== Number(right)) return Number(left) - Number(right);
  if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1;
  return left < right ? -1 : left > right ? 1 : 0;
}
