/** ABC, XYZ, RFM and dormancy of a whole order book as columns: the fast path under recalculation, custom functions and `segment`. */
import { abcColumns, defaultAbcLimits } from './abc';
import type { AbcThresholds } from './abc';
import type { Day } from './calendar';
import { baseRhythmDaysOf, judgeDormancy, learnBaseRhythm } from './dormancy';
import type { DormancyColumns } from './dormancy';
import { issue } from './issue';
import type { Issue, Outcome } from './issue';
import { MINOR_PER_MAJOR, roundHalfAway } from './money';
import type { OrderBook } from './orders/order-book';
import { NO_PURCHASES, segmentOf, segmentRules } from './rfm/rules';
import type { SegmentRules } from './rfm/rules';
import { scoreRfm } from './rfm/scores';
import type { RfmColumns, RfmThresholds } from './rfm/scores';
import type { Settings } from './settings';
import { defaultXyzLimits, XYZ_CLASSES, xyzColumns } from './xyz';

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
    readonly riskDays: number;
    readonly baseRhythmDays: number;
    readonly baseRhythmGaps: number;
  };
}

/** Figures of every client of a book, in the order of `book.clientKeys`. */
export interface FigureColumns {
  /** Purchases. */
  readonly orders: Int32Array;
  /** Minor units rounded half away from zero; NaN where there is none. */
  readonly averageBillMinor: Float64Array;
  /** Positions in ABC_CLASSES. */
  readonly abc: Uint8Array;
  /** Share in the sum of the positive metrics, 0 for the others; NaN without a class. */
  readonly abcShare: Float64Array;
  /** Positions in XYZ_CLASSES. */
  readonly xyz: Uint8Array;
  readonly xyzValue: Float64Array;
  /** Scores; 0 where there is none. */
  readonly rfm: RfmColumns;
  /** Position in `segments`. */
  readonly segment: Uint16Array;
  readonly segments: readonly string[];
  readonly dormancy: DormancyColumns;
  readonly thresholds: UsedThresholds;
}

// A rank of classes so lopsided tells the owner nothing (METHODS §2).
const ONE_CLASS_SHARE = 0.9;
const ONE_CLASS_CLIENTS = 10;
const SMALL_BASE_CLIENTS = 300;

/** Counts the figures of METHODS §1, 2, 3 and 5 on a day. */
export function figureColumns(book: OrderBook, asOfDay: Day, settings: Settings): Outcome<FigureColumns> {
  const issues: Issue[] = [];
  const { purchaseStart, clientKeys } = book;
  const orders = new Int32Array(clientKeys.length);
  for (let client = 0; client < orders.length; client += 1) orders[client] = (purchaseStart[client + 1] as number) - (purchaseStart[client] as number);
  const averageBillMinor = averageBills(book, orders);
  const base = learnBaseRhythm(book);
  const baseRhythmDays = baseRhythmDaysOf(base, settings['dormancy.defaultRhythmDays']);
  const dormancy = judgeDormancy(book, averageBillMinor, asOfDay, base, settings);
  const abc = abcOf(book, orders, settings, issues);
  const xyz = xyzOf(book, asOfDay, baseRhythmDays, settings, issues);
  const rfm = rfmOf(book, orders, dormancy.daysSilent, settings, issues);
  return {
    value: {
      orders,
      averageBillMinor,
      abc: abc.classes,
      abcShare: abc.shares,
      xyz: xyz.classes,
      xyzValue: xyz.values,
      rfm: rfm.scores,
      segment: rfm.segment,
      segments: rfm.segments,
      dormancy,
      thresholds: {
        asOfDay,
        abc: abc.thresholds,
        xyz: { basis: settings['xyz.basis'], limits: xyz.limits },
        rfm: rfm.thresholds,
        dormancy: {
          mode: settings['dormancy.mode'],
          bands: settings['dormancy.bands'],
          days: settings['dormancy.days'],
          minSilenceDays: settings['dormancy.minSilenceDays'],
          riskDays: settings['dormancy.riskDays'],
          baseRhythmDays,
          baseRhythmGaps: base.gaps,
        },
      },
    },
    issues,
  };
}

function averageBills(book: OrderBook, orders: Int32Array): Float64Array {
  const bills = new Float64Array(orders.length).fill(NaN);
  for (let client = 0; client < orders.length; client += 1) {
    if ((orders[client] as number) > 0) bills[client] = roundHalfAway((book.moneyMinor[client] as number) / (orders[client] as number));
  }
  return bills;
}

function abcOf(book: OrderBook, orders: Int32Array, settings: Settings, issues: Issue[]): { classes: Uint8Array; shares: Float64Array; thresholds: AbcThresholds } {
  const metric = settings['abc.metric'];
  const by = settings['abc.by'];
  const limits = settings['abc.limits'] === 'auto' ? defaultAbcLimits(by) : settings['abc.limits'];
  const boundary = settings['abc.boundary'];
  const values = metric === 'count' ? orders : metric === 'margin' ? book.marginMinor : book.moneyMinor;
  const metrics = new Float64Array(orders.length);
  let buyers = 0;
  for (let client = 0; client < orders.length; client += 1) {
    const isBuyer = (orders[client] as number) > 0;
    if (isBuyer) buyers += 1;
    metrics[client] = isBuyer ? (values[client] as number) : NaN;
  }
  const { classes, total, lowestA, lowestB } = abcColumns(metrics, { by, limits, boundary });
  if (buyers > 0 && total === 0 && (book.hasAmounts || metric === 'count')) issues.push(issue('abc.nothingPositive', { metric }));
  for (let client = 0; client < metrics.length; client += 1) {
    const value = metrics[client] as number;
    metrics[client] = value > 0 ? value / total : value - value;
  }
  return { classes, shares: metrics, thresholds: { metric, by, boundary, limits, lowestA, lowestB } };
}

function xyzOf(
  book: OrderBook,
  asOfDay: Day,
  baseRhythmDays: number,
  settings: Settings,
  issues: Issue[],
): { classes: Uint8Array; values: Float64Array; limits: readonly [number, number] } {
  const basis = settings['xyz.basis'];
  const limits = settings['xyz.limits'] === 'auto' ? defaultXyzLimits(basis) : settings['xyz.limits'];
  const options = { basis, period: settings['xyz.period'], deviation: settings['xyz.deviation'], limits, returns: settings.returns };
  const { classes, values } = xyzColumns(book, asOfDay, baseRhythmDays, options);
  const counts = new Int32Array(XYZ_CLASSES.length);
  for (let client = 0; client < classes.length; client += 1) {
    const letter = classes[client] as number;
    counts[letter] = (counts[letter] as number) + 1;
  }
  const judged = classes.length - (counts[0] as number);
  XYZ_CLASSES.forEach((letter, at) => {
    const count = counts[at] as number;
    if (letter !== null && judged >= ONE_CLASS_CLIENTS && count / judged > ONE_CLASS_SHARE) issues.push(issue('xyz.oneClass', { letter, count, basis }));
  });
  return { classes, values, limits };
}

function rfmOf(
  book: OrderBook,
  orders: Int32Array,
  daysSilent: Int32Array,
  settings: Settings,
  issues: Issue[],
): { scores: RfmColumns; segment: Uint16Array; segments: readonly string[]; thresholds: RfmThresholds } {
  const scale = settings['rfm.scale'];
  const limits = (key: 'rfm.recencyDays' | 'rfm.purchases' | 'rfm.money'): readonly number[] | null => {
    const given = settings[key];
    if (given === 'auto' || given.length === scale - 1) return given === 'auto' ? null : given;
    // Settings that were read together fit each other; a function's options may give a scale or limits alone.
    issues.push(issue('setting.badValue', { key, value: given.join(' / '), allowed: `auto | ${scale - 1} × n (rfm.scale ${scale})` }));
    return null;
  };
  const money = limits('rfm.money');
  const scored = scoredClients(book, orders);
  const { scores, thresholds } = scoreRfm(
    {
      clientKeys: settings['rfm.mode'] === 'rank' ? Array.from(scored, (client) => book.clientKeys[client] as string) : [],
      recencyDays: picked(daysSilent, scored, new Int32Array(scored.length)),
      frequency: picked(orders, scored, new Int32Array(scored.length)),
      monetaryMinor: book.hasAmounts ? picked(book.moneyMinor, scored, new Float64Array(scored.length)) : null,
    },
    {
      mode: settings['rfm.mode'],
      scale,
      recencyDays: limits('rfm.recencyDays'),
      purchases: limits('rfm.purchases'),
      moneyMinor: money === null ? null : money.map((limit) => Math.round(limit * MINOR_PER_MAJOR)),
    },
  );
  const axes = { R: thresholds.recencyDays, F: thresholds.frequency, M: thresholds.monetaryMinor };
  const merged = (Object.keys(axes) as (keyof typeof axes)[]).filter((axis) => new Set(axes[axis]).size < axes[axis].length);
  if (scored.length > 0 && merged.length > 0) issues.push(issue('rfm.thresholdsCoincide', { axes: merged.join(', ') }));
  if (scored.length > 0 && scored.length < SMALL_BASE_CLIENTS && scale > 3) issues.push(issue('rfm.scaleSuggested', { count: scored.length, scale }));
  const rules = segmentRules(settings['rfm.rules'], scale);
  issues.push(...rules.issues);
  return { ...spread(scores, scored, orders, rules.value), thresholds };
}

/** The values of the scored clients. A plain loop: `from` and `map` of typed arrays take several times as long. */
function picked<Values extends Int32Array | Float64Array>(values: Values, scored: Int32Array, into: Values): Values {
  for (let index = 0; index < scored.length; index += 1) into[index] = values[scored[index] as number] as number;
  return into;
}

/** Clients who bought and whose money could be added. */
function scoredClients(book: OrderBook, orders: Int32Array): Int32Array {
  const scored = new Int32Array(orders.length);
  let count = 0;
  for (let client = 0; client < orders.length; client += 1) {
    if (orders[client] === 0 || (book.hasAmounts && Number.isNaN(book.moneyMinor[client]))) continue;
    scored[count] = client;
    count += 1;
  }
  return scored.subarray(0, count);
}

/** Scores and segments along all clients; the rules are asked once per cell of the cube and not once per client. */
function spread(scores: RfmColumns, scored: Int32Array, orders: Int32Array, rules: SegmentRules): { scores: RfmColumns; segment: Uint16Array; segments: readonly string[] } {
  const segments = Array.from(new Set([NO_PURCHASES, rules.rest, ...rules.rules.map((rule) => rule.segment)]));
  const side = rules.scale + 1;
  const cells = new Int16Array(side * side * side).fill(-1);
  const [r, f, m] = [new Uint8Array(orders.length), new Uint8Array(orders.length), new Uint8Array(orders.length)];
  const segment = new Uint16Array(orders.length);
  const rest = segments.indexOf(rules.rest);
  for (let client = 0; client < orders.length; client += 1) segment[client] = orders[client] === 0 ? 0 : rest;
  for (let index = 0; index < scored.length; index += 1) {
    const client = scored[index] as number;
    const [clientR, clientF, clientM] = [scores.r[index] as number, scores.f[index] as number, scores.m[index] as number];
    r[client] = clientR;
    f[client] = clientF;
    m[client] = clientM;
    const cell = (clientR * side + clientF) * side + clientM;
    if (cells[cell] === -1) cells[cell] = segments.indexOf(segmentOf({ r: clientR, f: clientF, m: clientM === 0 ? null : clientM }, rules).segment);
    segment[client] = cells[cell] as number;
  }
  return { scores: { r, f, m }, segment, segments };
}
