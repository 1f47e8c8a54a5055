/** Lifecycle stages and temperature of a client (METHODS §4). */
import { isPeriodEnd, periodIndexOf } from './calendar';
import type { Day } from './calendar';
import type { DormancyBand } from './dormancy';
import { firstDayOf } from './periods';
import type { Settings } from './settings';
import { defaultXyzLimits } from './xyz';

/** Stages of both methods; the short one uses new and returning only, the extended one all but returning. */
export const LIFECYCLE_STAGES = ['regular', 'periodic', 'one_off', 'new', 'returning', 'lost'] as const;
export type LifecycleStage = (typeof LIFECYCLE_STAGES)[number];

/** Hot = on time, warm = due or late, cold = dormant or lost. */
export const TEMPERATURES = ['hot', 'warm', 'cold'] as const;
export type Temperature = (typeof TEMPERATURES)[number];

/** What the stage of one client depends on. */
export interface LifecycleClient {
  /** Number of purchases (several on one day count each). */
  readonly purchases: number;
  /** Distinct purchase days, ascending. */
  readonly days: ArrayLike<Day>;
  /** The band of METHODS §5; null for someone who never bought. */
  readonly dormancy: DormancyBand | null;
}

export type LifecycleOptions = Pick<Settings, 'lifecycle.method' | 'lifecycle.period' | 'lifecycle.window' | 'xyz.deviation'>;

/** The complete periods a regular client is looked for in; `periods` may be zero or less when none is complete. */
export interface LifecycleWindow {
  readonly firstPeriod: number;
  readonly lastPeriod: number;
  readonly periods: number;
  /** True when the client's first purchase is younger than the whole window. */
  readonly isClipped: boolean;
}

/** Fewer complete periods say nothing about being regular. */
export const REGULAR_PERIODS_NEEDED = 3;

const GAPS_NEEDED = 3;
const STEADY_UP_TO = defaultXyzLimits('rhythm')[1];
// As in XYZ: a coefficient of exactly 1 is a quotient of roots and must still be inside.
const LIMIT_TOLERANCE = 1e-12;

/** First days of the complete periods of the window, the latest first; a purchase from `endDay` on lies in no complete period. */
interface WindowBorders {
  readonly endDay: Day;
  readonly startDays: readonly Day[];
}

/**
 * Judges clients on one day: gives the stage of each; null before the first payment. The borders of the periods are worked out once.
 * Short method: exactly one purchase is new, more are returning.
 * Extended method, the first rule that fits: **lost** (band lost; in threshold mode of dormancy there is no such band, so nobody is
 * lost) · **new** (exactly one purchase) · **regular** (a purchase in every complete period of the window, at least 3 periods) ·
 * **periodic** (at least 3 gaps whose coefficient of variation is at most 1, whatever basis XYZ has) · **one_off** (the rest).
 * So a lost client with one purchase is lost, a regular client is regular however uneven the gaps are, and two purchases on one
 * day are no longer new.
 */
export function lifecycleJudge(asOfDay: Day, options: LifecycleOptions): (client: LifecycleClient) => LifecycleStage | null {
  const isShort = options['lifecycle.method'] === 'short';
  const borders = bordersOf(asOfDay, options);
  return (client) => {
    const firstDay = client.days[0];
    if (client.purchases === 0 || firstDay === undefined) return null;
    if (isShort) return client.purchases === 1 ? 'new' : 'returning';
    if (client.dormancy === 'lost') return 'lost';
    if (client.purchases === 1) return 'new';
    if (boughtInEveryPeriod(client.days, firstDay, borders)) return 'regular';
    return isSteady(client.days, options['xyz.deviation']) ? 'periodic' : 'one_off';
  };
}

/** Temperature by the band of METHODS §5: a hot client that falls silent moves by itself. null before the first payment. */
export function temperatureOf(band: DormancyBand | null): Temperature | null {
  if (band === null) return null;
  if (band === 'on_time') return 'hot';
  return band === 'due' || band === 'late' ? 'warm' : 'cold';
}

/**
 * The last `lifecycle.window` complete periods, beginning no earlier than the period of the first purchase, which counts whole.
 * The period of asOf is complete only when asOf is its last day.
 */
export function lifecycleWindow(firstDay: Day, asOfDay: Day, options: Pick<Settings, 'lifecycle.period' | 'lifecycle.window'>): LifecycleWindow {
  const period = options['lifecycle.period'];
  const lastPeriod = lastCompletePeriod(asOfDay, period);
  const wanted = lastPeriod - options['lifecycle.window'] + 1;
  const clientsFirst = periodIndexOf(firstDay, period);
  const firstPeriod = Math.max(wanted, clientsFirst);
  return { firstPeriod, lastPeriod, periods: lastPeriod - firstPeriod + 1, isClipped: clientsFirst > wanted };
}

function bordersOf(asOfDay: Day, options: LifecycleOptions): WindowBorders {
  const period = options['lifecycle.period'];
  const lastPeriod = lastCompletePeriod(asOfDay, period);
  const startDays: Day[] = [];
  for (let back = 0; back < options['lifecycle.window']; back += 1) startDays.push(firstDayOf(lastPeriod - back, period));
  return { endDay: firstDayOf(lastPeriod + 1, period), startDays };
}

/** From the latest period back to the one of the first purchase: a period without a purchase ends the search. */
function boughtInEveryPeriod(days: ArrayLike<Day>, firstDay: Day, { startDays, endDay }: WindowBorders): boolean {
  let at = days.length - 1;
  while (at >= 0 && (days[at] ?? 0) >= endDay) at -= 1;
  let periods = 0;
  for (const startDay of startDays) {
    if (at < 0 || (days[at] ?? 0) < startDay) return false;
    periods += 1;
    if (firstDay >= startDay) break;
    while (at >= 0 && (days[at] ?? 0) >= startDay) at -= 1;
  }
  return periods >= REGULAR_PERIODS_NEEDED;
}

/** Coefficient of variation of the gaps at most 1, from at least 3 gaps: X or Y of XYZ by rhythm. */
function isSteady(days: ArrayLike<Day>, deviation: Settings['xyz.deviation']): boolean {
  const gaps = days.length - 1;
  if (gaps < GAPS_NEEDED) return false;
  const mean = ((days[gaps] ?? 0) - (days[0] ?? 0)) / gaps;
  let squares = 0;
  for (let at = 0; at < gaps; at += 1) {
    const difference = (days[at + 1] ?? 0) - (days[at] ?? 0) - mean;
    squares += difference * difference;
  }
  return Math.sqrt(squares / (deviation === 'population' ? gaps : gaps - 1)) / mean <= STEADY_UP_TO + LIMIT_TOLERANCE;
}

function lastCompletePeriod(asOfDay: Day, period: Settings['lifecycle.period']): number {
  return isPeriodEnd(asOfDay, period) ? periodIndexOf(asOfDay, period) : periodIndexOf(asOfDay, period) - 1;
}
