/** RFM scores from figures, always by value and never by position (METHODS §3). */
import { MINOR_PER_MAJOR } from '../money';
import type { RfmMode } from '../settings';
import { cutPointsOf } from './quantile';

/** Figures of one buyer. */
export interface RfmFigures {
  readonly clientKey: string;
  readonly recencyDays: number;
  readonly frequency: number;
  readonly monetaryMinor: number;
}

/** Scores, the highest is best. */
export interface RfmScore {
  readonly r: number;
  readonly f: number;
  readonly m: number;
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

/** Scores in the order of the figures, with the cut points they were made from. */
export function scoreRfm(figures: readonly RfmFigures[], options: RfmOptions): { scores: RfmScore[]; thresholds: RfmThresholds } {
  const { mode, scale } = options;
  const recency = figures.map((entry) => entry.recencyDays);
  const monetary = figures.map((entry) => entry.monetaryMinor);
  const counts = figures.map((entry) => entry.frequency);
  const frequency = mode === 'rank' ? ranksOf(figures) : counts;

  const quantiles = (values: readonly number[], shift: number): number[] =>
    cutPointsOf(new Float64Array(values).sort(), scale).map((point) => point + shift);
  // The published package adds one unit to each edge and closes bins on the left (data/rfm_orders/README).
  const isShifted = mode === 'rfm-r';
  const shift = (unit: number): number => (isShifted ? unit : 0);
  const isThresholds = mode === 'thresholds';

  const recencyDays = (isThresholds ? (options.recencyDays ?? defaultRecencyDays(scale)) : undefined) ?? quantiles(recency, shift(1));
  const purchases = (isThresholds ? (options.purchases ?? defaultPurchases(scale)) : undefined) ?? quantiles(frequency, shift(1));
  const monetaryMinor = (isThresholds ? options.moneyMinor : null) ?? quantiles(monetary, shift(MINOR_PER_MAJOR));
  const isPurchaseStart = isThresholds && (options.purchases ?? defaultPurchases(scale)) !== undefined;

  const score = (value: number, cuts: readonly number[], isLeftClosed: boolean): number => 1 + countBelow(value, cuts, isLeftClosed);
  const scores = figures.map((entry, index) => ({
    r: scale + 1 - score(entry.recencyDays, recencyDays, isShifted),
    f: score(frequency[index] ?? 0, purchases, isShifted || isPurchaseStart),
    m: score(entry.monetaryMinor, monetaryMinor, isShifted),
  }));
  const closed = isShifted ? 'left' : 'right';
  return { scores, thresholds: { mode, scale, recencyDays, frequency: purchases, monetaryMinor, closed } };
}

/** How many cut points lie below a value; a left-closed bin also counts a cut point equal to it. */
function countBelow(value: number, cuts: readonly number[], isLeftClosed: boolean): number {
  let count = 0;
  for (const cut of cuts) if (cut < value || (isLeftClosed && cut === value)) count += 1;
  return count;
}

/** Ranks of frequency from 1, ties in order of client key: only for comparison with published tables. */
function ranksOf(figures: readonly RfmFigures[]): number[] {
  const order = figures.map((_, index) => index);
  order.sort((left, right) => {
    const one = figures[left];
    const other = figures[right];
    if (one === undefined || other === undefined) return 0;
    return one.frequency - other.frequency || compareKeys(one.clientKey, other.clientKey);
  });
  const ranks = new Array<number>(figures.length).fill(0);
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
