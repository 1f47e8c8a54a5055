/** Dormancy: own rhythm, lateness, bands and money at risk (METHODS §5). */
import type { Day } from './calendar';
import { medianOf } from './median';
import { roundHalfAway } from './money';
import type { OrderBook } from './orders/order-book';
import type { Settings } from './settings';

/** Bands from good to bad; threshold mode uses on_time and dormant only. Columns hold the position. */
export const DORMANCY_BANDS = ['on_time', 'due', 'late', 'dormant', 'lost'] as const;
export type DormancyBand = (typeof DORMANCY_BANDS)[number];
const [ON_TIME, DUE, , DORMANT, LOST] = [0, 1, 2, 3, 4] as const;

/** Where a rhythm comes from: own median gap, the base's gap after that purchase, the base's gap, or Settings. Columns hold the position. */
export const RHYTHM_SOURCES = ['own', 'base_by_number', 'base', 'default'] as const;
export type RhythmSource = (typeof RHYTHM_SOURCES)[number];
const [OWN, BASE_BY_NUMBER, BASE, DEFAULT] = [0, 1, 2, 3] as const;

/** The rhythm of the whole base, learnt once. */
export interface BaseRhythm {
  /** Median of all gaps, or null when the base has none. */
  readonly medianDays: number | null;
  readonly gaps: number;
  /** Median gap after the n-th purchase day (index n − 1), as far as clients without an own rhythm need it; null where fewer than 20 gaps were seen. */
  readonly afterPurchaseDays: readonly (number | null)[];
}

/** Dormancy of all clients of a book; rows of clients who never bought mean nothing. */
export interface DormancyColumns {
  readonly daysSilent: Int32Array;
  /** At least 1. */
  readonly rhythmDays: Float64Array;
  /** Position in RHYTHM_SOURCES. */
  readonly rhythmSource: Uint8Array;
  /** Days silent / rhythm. */
  readonly lateness: Float64Array;
  /** Position in DORMANCY_BANDS. */
  readonly band: Uint8Array;
  /** Money expected in `dormancy.riskDays` at the usual pace; NaN when the average bill is unknown. */
  readonly moneyAtRiskMinor: Float64Array;
}

export type DormancyOptions = Pick<
  Settings,
  'dormancy.mode' | 'dormancy.days' | 'dormancy.bands' | 'dormancy.minSilenceDays' | 'dormancy.defaultRhythmDays' | 'dormancy.riskDays'
>;

const OWN_GAPS_NEEDED = 3;
const BASE_GAPS_NEEDED = 20;

/** Learns the base's rhythm from the gaps between purchase days of all clients. Linear on average. */
export function learnBaseRhythm(book: OrderBook): BaseRhythm {
  const { dayStart, days, clientKeys } = book;
  const clients = clientKeys.length;
  const all = new Int32Array(days.length);
  const byNumber = Array.from({ length: OWN_GAPS_NEEDED }, () => new Int32Array(clients));
  const seen = byNumber.map(() => 0);
  let gaps = 0;
  for (let client = 0; client < clients; client += 1) {
    const start = dayStart[client] as number;
    const end = dayStart[client + 1] as number;
    for (let at = start + 1; at < end; at += 1) {
      const gap = (days[at] as number) - (days[at - 1] as number);
      all[gaps] = gap;
      gaps += 1;
      const number = at - start - 1;
      if (number >= OWN_GAPS_NEEDED) continue;
      const place = seen[number] as number;
      (byNumber[number] as Int32Array)[place] = gap;
      seen[number] = place + 1;
    }
  }
  return {
    medianDays: medianOf(all, 0, gaps),
    gaps,
    afterPurchaseDays: byNumber.map((values, number) => ((seen[number] as number) >= BASE_GAPS_NEEDED ? medianOf(values, 0, seen[number] as number) : null)),
  };
}

/** The base's own rhythm in days, or the default where the base has no gaps; at least 1 day. */
export function baseRhythmDaysOf(base: BaseRhythm, defaultRhythmDays: number): number {
  return Math.max(1, base.medianDays ?? defaultRhythmDays);
}

/** Judges all clients of a book. @param averageBillMinor NaN where it is unknown */
export function judgeDormancy(book: OrderBook, averageBillMinor: Float64Array, asOfDay: Day, base: BaseRhythm, options: DormancyOptions): DormancyColumns {
  const { dayStart, days } = book;
  const clients = book.clientKeys.length;
  const columns: DormancyColumns = {
    daysSilent: new Int32Array(clients),
    rhythmDays: new Float64Array(clients),
    rhythmSource: new Uint8Array(clients),
    lateness: new Float64Array(clients),
    band: new Uint8Array(clients),
    moneyAtRiskMinor: new Float64Array(clients).fill(NaN),
  };
  const bands = Float64Array.from(options['dormancy.bands']);
  const isThreshold = options['dormancy.mode'] === 'threshold';
  const { 'dormancy.days': thresholdDays, 'dormancy.minSilenceDays': minSilenceDays, 'dormancy.riskDays': riskDays } = options;
  const rhythms = baseRhythms(base, options['dormancy.defaultRhythmDays']);
  const gaps = new Int32Array(longestHistory(book));
  for (let client = 0; client < clients; client += 1) {
    const start = dayStart[client] as number;
    const end = dayStart[client + 1] as number;
    if (start === end) continue;
    const gapCount = end - start - 1;
    let rhythm: number;
    if (gapCount >= OWN_GAPS_NEEDED) {
      for (let at = 0; at < gapCount; at += 1) gaps[at] = (days[start + at + 1] as number) - (days[start + at] as number);
      rhythm = medianOf(gaps, 0, gapCount) as number;
      columns.rhythmSource[client] = OWN;
    } else {
      rhythm = rhythms.days[gapCount] as number;
      columns.rhythmSource[client] = rhythms.sources[gapCount] as number;
    }
    // Clients of one day have no gaps below 1, but the default in Settings may be typed as less.
    const rhythmDays = Math.max(1, rhythm);
    const daysSilent = asOfDay - (days[end - 1] as number);
    const lateness = daysSilent / rhythmDays;
    columns.daysSilent[client] = daysSilent;
    columns.rhythmDays[client] = rhythmDays;
    columns.lateness[client] = lateness;
    if (isThreshold) columns.band[client] = daysSilent > thresholdDays ? DORMANT : ON_TIME;
    else columns.band[client] = rhythmBand(daysSilent, lateness, bands, minSilenceDays);
    columns.moneyAtRiskMinor[client] = Math.max(0, roundHalfAway((riskDays / rhythmDays) * (averageBillMinor[client] as number)));
  }
  return columns;
}

function rhythmBand(daysSilent: number, lateness: number, bands: Float64Array, minSilenceDays: number): number {
  let band: number = ON_TIME;
  while (band < LOST && lateness > (bands[band] as number)) band += 1;
  // Someone who buys daily is not late after four days: below the minimum silence the worst band is due.
  return band > DUE && daysSilent < minSilenceDays ? DUE : band;
}

/** Rhythm and its source for clients with 0, 1, 2 gaps. */
function baseRhythms(base: BaseRhythm, defaultDays: number): { days: number[]; sources: number[] } {
  const days: number[] = [];
  const sources: number[] = [];
  for (const byNumber of base.afterPurchaseDays) {
    days.push(byNumber ?? base.medianDays ?? defaultDays);
    sources.push(byNumber !== null ? BASE_BY_NUMBER : base.medianDays !== null ? BASE : DEFAULT);
  }
  return { days, sources };
}

function longestHistory(book: OrderBook): number {
  let longest = 0;
  for (let client = 0; client < book.clientKeys.length; client += 1) {
    longest = Math.max(longest, (book.dayStart[client + 1] as number) - (book.dayStart[client] as number));
  }
  return longest;
}
