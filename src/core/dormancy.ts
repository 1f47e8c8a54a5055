/** Dormancy: own rhythm, lateness, bands and money at risk (METHODS §5). */
import type { Day } from './calendar';
import type { Settings } from './settings';

/** Bands from good to bad; threshold mode uses on_time and dormant only. */
export const DORMANCY_BANDS = ['on_time', 'due', 'late', 'dormant', 'lost'] as const;
export type DormancyBand = (typeof DORMANCY_BANDS)[number];

/** Where a rhythm comes from: own median gap, the base's gap after that purchase, the base's gap, or Settings. */
export const RHYTHM_SOURCES = ['own', 'base_by_number', 'base', 'default'] as const;
export type RhythmSource = (typeof RHYTHM_SOURCES)[number];

/** The rhythm of the whole base, learnt once. */
export interface BaseRhythm {
  /** Median of all gaps, or null when the base has none. */
  readonly medianDays: number | null;
  readonly gaps: number;
  /** Median gap after the n-th purchase day (index n − 1); null where fewer than 20 gaps were seen. */
  readonly afterPurchaseDays: readonly (number | null)[];
}

/** Dormancy of one client. */
export interface Dormancy {
  readonly daysSilent: number;
  readonly rhythmDays: number;
  readonly rhythmSource: RhythmSource;
  readonly lateness: number;
  readonly band: DormancyBand;
  /** Money expected in 90 days at the usual pace; null when the average bill is unknown. */
  readonly moneyAtRiskMinor: number | null;
}

export type DormancyOptions = Pick<
  Settings,
  'dormancy.mode' | 'dormancy.days' | 'dormancy.bands' | 'dormancy.minSilenceDays' | 'dormancy.defaultRhythmDays'
>;

const OWN_GAPS_NEEDED = 3;
const BASE_GAPS_NEEDED = 20;
const RISK_HORIZON_DAYS = 90;
const TYPED_SORT_FROM = 100;

/** Learns the base's rhythm from the purchase days of all clients. */
export function learnBaseRhythm(purchaseDaysOfClients: readonly (readonly Day[])[]): BaseRhythm {
  const all: number[] = [];
  const byNumber: number[][] = [];
  for (const days of purchaseDaysOfClients) {
    for (let index = 1; index < days.length; index += 1) {
      const gap = (days[index] ?? 0) - (days[index - 1] ?? 0);
      all.push(gap);
      const gaps = byNumber[index - 1];
      if (gaps === undefined) byNumber[index - 1] = [gap];
      else gaps.push(gap);
    }
  }
  return {
    medianDays: medianOf(all),
    gaps: all.length,
    afterPurchaseDays: byNumber.map((gaps) => (gaps.length >= BASE_GAPS_NEEDED ? medianOf(gaps) : null)),
  };
}

/** The base's own rhythm in days, or the default where the base has no gaps; at least 1 day. */
export function baseRhythmDaysOf(base: BaseRhythm, defaultRhythmDays: number): number {
  return Math.max(1, base.medianDays ?? defaultRhythmDays);
}

/** Judges one client; purchaseDays ascend and are not empty. */
export function judgeDormancy(
  purchaseDays: readonly Day[],
  averageBillMinor: number | null,
  asOfDay: Day,
  base: BaseRhythm,
  options: DormancyOptions,
): Dormancy {
  const { days: rhythm, source: rhythmSource } = rhythmOf(purchaseDays, base, options['dormancy.defaultRhythmDays']);
  const rhythmDays = Math.max(1, rhythm);
  const daysSilent = asOfDay - (purchaseDays[purchaseDays.length - 1] ?? asOfDay);
  const lateness = daysSilent / rhythmDays;
  return {
    daysSilent,
    rhythmDays,
    rhythmSource,
    lateness,
    band: options['dormancy.mode'] === 'threshold' ? thresholdBand(daysSilent, options) : rhythmBand(daysSilent, lateness, options),
    moneyAtRiskMinor: averageBillMinor === null ? null : Math.max(0, Math.round((RISK_HORIZON_DAYS / rhythmDays) * averageBillMinor)),
  };
}

function thresholdBand(daysSilent: number, options: DormancyOptions): DormancyBand {
  return daysSilent > options['dormancy.days'] ? 'dormant' : 'on_time';
}

function rhythmBand(daysSilent: number, lateness: number, options: DormancyOptions): DormancyBand {
  const position = options['dormancy.bands'].findIndex((limit) => lateness <= limit);
  const band = DORMANCY_BANDS[position < 0 ? DORMANCY_BANDS.length - 1 : position] ?? 'lost';
  // Someone who buys daily is not late after four days: below the minimum silence the worst band is due.
  const isWorseThanDue = band !== 'on_time' && band !== 'due';
  return isWorseThanDue && daysSilent < options['dormancy.minSilenceDays'] ? 'due' : band;
}

function rhythmOf(purchaseDays: readonly Day[], base: BaseRhythm, defaultDays: number): { days: number; source: RhythmSource } {
  if (purchaseDays.length - 1 >= OWN_GAPS_NEEDED) {
    const gaps: number[] = [];
    for (let index = 1; index < purchaseDays.length; index += 1) gaps.push((purchaseDays[index] ?? 0) - (purchaseDays[index - 1] ?? 0));
    return { days: medianOf(gaps) ?? defaultDays, source: 'own' };
  }
  const byNumber = base.afterPurchaseDays[purchaseDays.length - 1];
  if (byNumber !== null && byNumber !== undefined) return { days: byNumber, source: 'base_by_number' };
  if (base.medianDays !== null) return { days: base.medianDays, source: 'base' };
  return { days: defaultDays, source: 'default' };
}

function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  // A typed array sorts long lists faster, but making one costs more than sorting a short list.
  const sorted = values.length < TYPED_SORT_FROM ? values.slice().sort((left, right) => left - right) : new Float64Array(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
