/** All figures of the client base in one pass: the engine behind recalculation and the custom functions. */
import { classifyAbc, defaultAbcLimits } from './abc';
import type { AbcClass, AbcResult, AbcThresholds } from './abc';
import type { Day } from './calendar';
import { baseRhythmDaysOf, judgeDormancy, learnBaseRhythm } from './dormancy';
import type { DormancyBand, RhythmSource } from './dormancy';
import { issue } from './issue';
import type { Issue, Outcome } from './issue';
import { addTo, emptySum, MINOR_PER_MAJOR, totalOf } from './money';
import { buildOrderBook } from './orders';
import type { ClientHistory, OrderBook, OrderRow } from './orders';
import { NO_PURCHASES, segmentOf, segmentRules } from './rfm/rules';
import { scoreRfm } from './rfm/scores';
import type { RfmScore, RfmThresholds } from './rfm/scores';
import type { Settings } from './settings';
import { classifyXyz, defaultXyzLimits } from './xyz';
import type { XyzClass, XyzOptions } from './xyz';

/** What to segment. */
export interface SegmentationInput {
  readonly rows: readonly OrderRow[];
  /** Keys of the clients sheet; clients without orders get a row too. */
  readonly knownClientKeys?: readonly string[];
}

/** The grey columns of one client. null = the figure does not exist for this client (never bought, or refused). */
export interface ClientFigures {
  readonly clientKey: string;
  readonly orders: number;
  readonly returns: number;
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
  readonly moneyMinor: number | null;
  readonly marginMinor: number | null;
  readonly averageBillMinor: number | null;
  readonly abc: AbcClass | null;
  readonly xyz: XyzClass | null;
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
}

/** The limits that were really used, to be shown in words and written to summary.json. */
export interface UsedThresholds {
  readonly asOfDay: Day;
  readonly abc: AbcThresholds;
  readonly xyz: { readonly basis: Settings['xyz.basis']; readonly limits: readonly [number, number] };
  readonly rfm: RfmThresholds;
  readonly dormancy: {
    readonly mode: Settings['dormancy.mode'];
    readonly bands: readonly number[];
    readonly days: number;
    readonly minSilenceDays: number;
    readonly baseRhythmDays: number;
    readonly baseRhythmGaps: number;
  };
}

/** The result: one row per client, sorted by client key. */
export interface Segmentation {
  readonly clients: readonly ClientFigures[];
  readonly thresholds: UsedThresholds;
  readonly totals: {
    readonly clients: number;
    readonly buyers: number;
    readonly orders: number;
    readonly moneyMinor: number | null;
    readonly anonymousMinor: number | null;
    readonly rowsUsed: number;
    readonly rowsAfterAsOf: number;
  };
}

// A rank of classes so lopsided tells the owner nothing (METHODS §2).
const ONE_CLASS_SHARE = 0.9;
const ONE_CLASS_CLIENTS = 10;
const SMALL_BASE_CLIENTS = 300;

/**
 * Counts every figure of METHODS §1, 2, 3 and 5. Nothing depends on the order of the rows.
 * @param asOfDay the day figures are counted on; null = the latest purchase day in the rows
 */
export function segmentClients(input: SegmentationInput, settings: Settings, asOfDay: Day | null): Outcome<Segmentation> {
  const { book, day, issues } = openBook(input, settings, asOfDay);
  const buyers = book.clients.filter((client) => client.purchases > 0);
  const base = learnBaseRhythm(buyers.map((client) => client.purchaseDays));
  const abc = abcOf(book.clients, settings, issues);
  const xyzOptions: XyzOptions = {
    basis: settings['xyz.basis'],
    period: settings['xyz.period'],
    deviation: settings['xyz.deviation'],
    limits: settings['xyz.limits'] === 'auto' ? defaultXyzLimits(settings['xyz.basis']) : settings['xyz.limits'],
  };
  const baseRhythmDays = baseRhythmDaysOf(base, settings['dormancy.defaultRhythmDays']);
  const rfm = rfmOf(buyers, day, settings, issues);
  const rules = segmentRules(settings['rfm.rules'], settings['rfm.scale']);
  issues.push(...rules.issues);

  const figures = book.clients.map((client, index): ClientFigures => {
    const { purchases, purchaseDays } = client;
    const abcClass = purchases > 0 ? (abc.result.classes[index] ?? null) : null;
    const xyzClass = classifyXyz(client, day, baseRhythmDays, xyzOptions);
    const score = rfm.scores.get(client.clientKey) ?? null;
    const averageBillMinor = averageBillOf(client);
    const dormancy = purchases > 0 ? judgeDormancy(purchaseDays, averageBillMinor, day, base, settings) : null;
    // Written out in one literal: spreading parts together takes longer than everything else for 20,000 clients.
    return {
      clientKey: client.clientKey,
      orders: purchases,
      returns: client.returns,
      firstDay: purchaseDays[0] ?? null,
      lastDay: purchaseDays[purchaseDays.length - 1] ?? null,
      moneyMinor: client.moneyMinor,
      marginMinor: client.marginMinor,
      averageBillMinor,
      abc: abcClass,
      xyz: xyzClass,
      abcxyz: abcClass === null || xyzClass === null ? null : abcClass + xyzClass,
      r: score?.r ?? null,
      f: score?.f ?? null,
      m: score?.m ?? null,
      rfm: score === null ? null : rfmCode(score, settings['rfm.scale']),
      segment: purchases === 0 ? NO_PURCHASES : score === null ? rules.value.rest : segmentOf(score, rules.value).segment,
      daysSilent: dormancy?.daysSilent ?? null,
      rhythmDays: dormancy?.rhythmDays ?? null,
      rhythmSource: dormancy?.rhythmSource ?? null,
      lateness: dormancy?.lateness ?? null,
      dormancy: dormancy?.band ?? null,
      moneyAtRiskMinor: dormancy?.moneyAtRiskMinor ?? null,
    };
  });
  reportOneClass(figures, settings, issues);
  return {
    value: {
      clients: figures,
      thresholds: {
        asOfDay: day,
        abc: abc.thresholds,
        xyz: { basis: xyzOptions.basis, limits: xyzOptions.limits },
        rfm: rfm.thresholds,
        dormancy: {
          mode: settings['dormancy.mode'],
          bands: settings['dormancy.bands'],
          days: settings['dormancy.days'],
          minSilenceDays: settings['dormancy.minSilenceDays'],
          baseRhythmDays,
          baseRhythmGaps: base.gaps,
        },
      },
      totals: totalsOf(book, buyers),
    },
    issues,
  };
}

function openBook(input: SegmentationInput, settings: Settings, asOfDay: Day | null): { book: OrderBook; day: Day; issues: Issue[] } {
  const known = input.knownClientKeys ?? [];
  const read = (day: Day | null): Outcome<OrderBook> =>
    buildOrderBook(input.rows, { returns: settings.returns, knownClientKeys: known, ...(day === null ? {} : { asOfDay: day }) });
  let book = read(asOfDay);
  const day = asOfDay ?? book.value.lastPurchaseDay ?? 0;
  // Without a given day the latest purchase is asOf; a return after it then lies after asOf like any other row.
  const hasLaterRows = asOfDay === null && book.value.lastPurchaseDay !== null && input.rows.some((row) => row.day > day);
  if (hasLaterRows) book = read(day);
  const issues = book.issues.slice();
  if (book.value.clients.every((client) => client.purchases === 0)) issues.push(issue('orders.noneUsable', { rows: input.rows.length }));
  return { book: book.value, day, issues };
}

function abcOf(clients: readonly ClientHistory[], settings: Settings, issues: Issue[]): { result: AbcResult; thresholds: AbcThresholds } {
  const metric = settings['abc.metric'];
  const by = settings['abc.by'];
  const limits = settings['abc.limits'] === 'auto' ? defaultAbcLimits(by) : settings['abc.limits'];
  const boundary = settings['abc.boundary'];
  const metrics = clients.map((client) => {
    if (client.purchases === 0) return null;
    if (metric === 'count') return client.purchases;
    return metric === 'margin' ? client.marginMinor : client.moneyMinor;
  });
  const result = classifyAbc(metrics, { by, limits, boundary });
  const hasBuyers = clients.some((client) => client.purchases > 0);
  if (hasBuyers && !metrics.some((value) => value !== null && value > 0)) issues.push(issue('abc.nothingPositive', { metric }));
  return { result, thresholds: { metric, by, boundary, limits, lowestA: result.lowestA, lowestB: result.lowestB } };
}

function rfmOf(
  buyers: readonly ClientHistory[],
  asOfDay: Day,
  settings: Settings,
  issues: Issue[],
): { scores: Map<string, RfmScore>; thresholds: RfmThresholds } {
  const limits = (value: readonly number[] | 'auto'): readonly number[] | null => (value === 'auto' ? null : value);
  const money = limits(settings['rfm.money']);
  const scored = buyers.filter((client) => client.moneyMinor !== null);
  const { scores, thresholds } = scoreRfm(
    scored.map((client) => ({
      clientKey: client.clientKey,
      recencyDays: asOfDay - (client.purchaseDays[client.purchaseDays.length - 1] ?? asOfDay),
      frequency: client.purchases,
      monetaryMinor: client.moneyMinor ?? 0,
    })),
    {
      mode: settings['rfm.mode'],
      scale: settings['rfm.scale'],
      recencyDays: limits(settings['rfm.recencyDays']),
      purchases: limits(settings['rfm.purchases']),
      moneyMinor: money === null ? null : money.map((limit) => Math.round(limit * MINOR_PER_MAJOR)),
    },
  );
  const axes = { R: thresholds.recencyDays, F: thresholds.frequency, M: thresholds.monetaryMinor };
  const merged = (Object.keys(axes) as (keyof typeof axes)[]).filter((axis) => new Set(axes[axis]).size < axes[axis].length);
  if (scored.length > 0 && merged.length > 0) issues.push(issue('rfm.thresholdsCoincide', { axes: merged.join(', ') }));
  if (scored.length > 0 && scored.length < SMALL_BASE_CLIENTS && settings['rfm.scale'] > 3) {
    issues.push(issue('rfm.scaleSuggested', { count: scored.length, scale: settings['rfm.scale'] }));
  }
  return { scores: new Map(scored.map((client, index) => [client.clientKey, scores[index] ?? { r: 1, f: 1, m: 1 }])), thresholds };
}

function rfmCode(score: RfmScore, scale: number): string {
  return [score.r, score.f, score.m].join(scale > 9 ? '-' : '');
}

function averageBillOf(client: ClientHistory): number | null {
  if (client.purchases === 0 || client.moneyMinor === null) return null;
  const bill = client.moneyMinor / client.purchases;
  const size = Math.round(Math.abs(bill));
  return bill < 0 && size > 0 ? -size : size;
}

function reportOneClass(figures: readonly ClientFigures[], settings: Settings, issues: Issue[]): void {
  const counts = new Map<XyzClass, number>();
  let buyers = 0;
  for (const { xyz } of figures) {
    if (xyz === null) continue;
    buyers += 1;
    counts.set(xyz, (counts.get(xyz) ?? 0) + 1);
  }
  if (buyers < ONE_CLASS_CLIENTS) return;
  counts.forEach((count, letter) => {
    if (count / buyers > ONE_CLASS_SHARE) issues.push(issue('xyz.oneClass', { letter, count, basis: settings['xyz.basis'] }));
  });
}

function totalsOf(book: OrderBook, buyers: readonly ClientHistory[]): Segmentation['totals'] {
  const money = emptySum();
  let isRefused = false;
  let orders = 0;
  for (const client of book.clients) {
    orders += client.purchases;
    if (client.moneyMinor === null) isRefused = true;
    else addTo(money, client.moneyMinor);
  }
  return {
    clients: book.clients.length,
    buyers: buyers.length,
    orders,
    moneyMinor: isRefused ? null : totalOf(money),
    anonymousMinor: book.anonymousMinor,
    rowsUsed: book.rowsUsed,
    rowsAfterAsOf: book.rowsAfterAsOf,
  };
}
