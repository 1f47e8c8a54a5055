/** The figures of one client: what a row of the Clients tab, a custom function and `segment` show. */
import { ABC_CLASSES } from './abc';
import type { AbcClass } from './abc';
import type { ModelsResult } from './btyd/models';
import type { Day } from './calendar';
import { DORMANCY_BANDS, RHYTHM_SOURCES } from './dormancy';
import type { DormancyBand, RhythmSource } from './dormancy';
import type { FigureColumns } from './figure-columns';
import { lifecycleJudge, temperatureOf } from './lifecycle';
import type { LifecycleStage, Temperature } from './lifecycle';
import type { LtvResult } from './ltv';
import { suggestMarker } from './marker';
import type { Marker } from './marker';
import { roundHalfAway } from './money';
import type { OrderBook } from './orders/order-book';
import { returnOnSales } from './plan';
import type { RatingLetter, RatingResult } from './rating';
import type { Settings } from './settings';
import { XYZ_CLASSES } from './xyz';
import type { XyzClass } from './xyz';

/** The grey columns of one client. null = the figure does not exist for this client (never bought, refused, no amounts, or not asked for). */
export interface ClientFigures {
  readonly clientKey: string;
  readonly orders: number;
  readonly returns: number;
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
  readonly moneyMinor: number | null;
  readonly marginMinor: number | null;
  /** Profit / revenue as a fraction; null without cost or without positive revenue. */
  readonly ros: number | null;
  readonly averageBillMinor: number | null;
  readonly abc: AbcClass | null;
  /** Share in the sum of the positive metrics, 0…1. */
  readonly abcShare: number | null;
  readonly rating: RatingLetter | null;
  readonly xyz: XyzClass | null;
  /** Coefficient of variation, or the share of periods with a purchase (basis `frequency`). */
  readonly xyzValue: number | null;
  /** Two letters such as `AX`, or null. */
  readonly abcxyz: string | null;
  readonly r: number | null;
  readonly f: number | null;
  readonly m: number | null;
  /** `543`; with scales above 9 joined by dashes. */
  readonly rfm: string | null;
  /** Segment key: one of SEGMENT_KEYS of language/names, or a name from the owner's own rules. */
  readonly segment: string;
  readonly daysSilent: number | null;
  readonly rhythmDays: number | null;
  readonly rhythmSource: RhythmSource | null;
  readonly lateness: number | null;
  readonly dormancy: DormancyBand | null;
  readonly moneyAtRiskMinor: number | null;
  readonly lifecycle: LifecycleStage | null;
  readonly temperature: Temperature | null;
  /** What purchases alone suggest; a marker set by hand may make the suggestion needless (marker.ts). */
  readonly markerSuggested: Marker | null;
  readonly ltvMinor: number | null;
  /** Probability that the client still buys, 0…1. This and the next three are null unless the models were asked for and fitted. */
  readonly pAlive: number | null;
  readonly expectedPurchases: number | null;
  readonly expectedBillMinor: number | null;
  readonly clvMinor: number | null;
}

/** Everything that was counted of a base, in columns along `book.clientKeys`. */
export interface CountedBase {
  readonly book: OrderBook;
  readonly asOfDay: Day;
  readonly columns: FigureColumns;
  readonly rating: RatingResult;
  readonly ltv: LtvResult;
  readonly models: ModelsResult | null;
}

/** One row per client. Columns hold NaN and 0 where a client has no figure; the row says null. */
export function clientFigures({ book, asOfDay, columns, rating, ltv, models }: CountedBase, settings: Settings): ClientFigures[] {
  const { rfm, dormancy } = columns;
  const scale = columns.thresholds.rfm.scale;
  const stageOf = lifecycleJudge(asOfDay, settings);
  return book.clientKeys.map((clientKey, client): ClientFigures => {
    const orders = columns.orders[client] as number;
    const isBuyer = orders > 0;
    const days = book.days.subarray(book.dayStart[client], book.dayStart[client + 1]);
    const moneyMinor = known(book.moneyMinor[client]);
    const marginMinor = known(book.marginMinor[client]);
    const abc = ABC_CLASSES[columns.abc[client] as number] ?? null;
    const xyz = XYZ_CLASSES[columns.xyz[client] as number] ?? null;
    const [r, f, m] = [rfm.r[client] as number, rfm.f[client] as number, rfm.m[client] as number];
    const band = isBuyer ? (DORMANCY_BANDS[dormancy.band[client] as number] ?? null) : null;
    // Written out in one literal: spreading parts together takes longer than everything else for 20,000 clients.
    return {
      clientKey,
      orders,
      returns: (book.returnStart[client + 1] as number) - (book.returnStart[client] as number),
      firstDay: days[0] ?? null,
      lastDay: days[days.length - 1] ?? null,
      moneyMinor,
      marginMinor,
      ros: returnOnSales(moneyMinor, marginMinor),
      averageBillMinor: known(columns.averageBillMinor[client]),
      abc,
      abcShare: known(columns.abcShare[client]),
      rating: rating.letters[client] ?? null,
      xyz,
      xyzValue: known(columns.xyzValue[client]),
      abcxyz: abc === null || xyz === null ? null : abc + xyz,
      r: r === 0 ? null : r,
      f: f === 0 ? null : f,
      m: m === 0 ? null : m,
      rfm: m === 0 ? null : rfmCode(r, f, m, scale),
      segment: columns.segments[columns.segment[client] as number] as string,
      daysSilent: isBuyer ? (dormancy.daysSilent[client] as number) : null,
      rhythmDays: isBuyer ? (dormancy.rhythmDays[client] as number) : null,
      rhythmSource: isBuyer ? (RHYTHM_SOURCES[dormancy.rhythmSource[client] as number] ?? null) : null,
      lateness: isBuyer ? (dormancy.lateness[client] as number) : null,
      dormancy: band,
      moneyAtRiskMinor: known(dormancy.moneyAtRiskMinor[client]),
      lifecycle: stageOf({ purchases: orders, days, dormancy: band }),
      temperature: temperatureOf(band),
      markerSuggested: suggestMarker(orders, null),
      ltvMinor: known(ltv.ltvMinor[client]),
      pAlive: models === null ? null : known(models.pAlive[client]),
      expectedPurchases: models === null ? null : known(models.expectedPurchases[client]),
      expectedBillMinor: models === null ? null : wholeMinor(models.expectedBillMinor[client]),
      clvMinor: models === null ? null : wholeMinor(models.clvMinor[client]),
    };
  });
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** Whole minor units; null where whole numbers are no longer exact. */
function wholeMinor(value: number | undefined): number | null {
  return value !== undefined && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? roundHalfAway(value) : null;
}

function rfmCode(r: number, f: number, m: number, scale: number): string {
  return scale > 9 ? `${r}-${f}-${m}` : String(r * 100 + f * 10 + m);
}
