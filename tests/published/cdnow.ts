/** CDNOW, the sample of 2,357 customers: BG/NBD, Gamma-Gamma and CLV against papers, spreadsheets and other programs. */
import { expectedNewPurchases, expectedPurchases, fitBgNbd, pAlive, purchaseProbability } from '../../src/core/btyd/bg-nbd';
import type { BgNbdFit, BgNbdParameters } from '../../src/core/btyd/bg-nbd';
import { lifetimeMoney } from '../../src/core/btyd/clv';
import { summariseCustomers } from '../../src/core/btyd/customer-summary';
import { expectedSpend, fitGammaGamma } from '../../src/core/btyd/gamma-gamma';
import type { GammaGammaFit } from '../../src/core/btyd/gamma-gamma';
import type { RefusedModel } from '../../src/core/btyd/fit';
import { formatIsoDay, parseIsoDay } from '../../src/core/calendar';
import { MINOR_PER_MAJOR } from '../../src/core/money';
import { buildOrderBook, orderColumns } from '../../src/core/orders/order-book';
import { orderFile } from './order-file';
import type { PublishedCheck, PublishedSource, PublishedValue } from './published';
import { csvLines, jsonFile, once } from './published';

const SET = 'cdnow_sample';
const DAYS_PER_WEEK = 7;
const CALIBRATION_END = parseIsoDay('1997-09-30') ?? NaN;
const HOLDOUT_END = parseIsoDay('1998-06-30') ?? NaN;
const FIRST_DAY = parseIsoDay('1997-01-01') ?? NaN;

const PAPER: PublishedSource = { author: 'P. Fader, B. Hardie, K. Lee', work: '“Counting Your Customers” the Easy Way (2005), Marketing Science 24(2)', table: 'Table 2' };
const RFM_PAPER: PublishedSource = { author: 'P. Fader, B. Hardie, K. Lee', work: 'RFM and CLV (2005), JMR 42', table: 'Table 1' };
const SPEND_PAPER: PublishedSource = { author: 'P. Fader, B. Hardie', work: 'The Gamma-Gamma Model of Monetary Value (2013)', table: 'estimates' };
const SPREADSHEET: PublishedSource = { author: 'B. Hardie', work: 'BG/NBD spreadsheet (in lifetimes, tests/test_estimation.py)', table: 'expected sales' };
const WALKTHROUGH: PublishedSource = { author: 'L. Dziurzynski and others', work: 'BTYD, R package: walkthrough', table: 'section 4' };
const CLVTOOLS: PublishedSource = { author: 'P. Bachmann and others', work: 'CLVTools, R package: tests', table: 'CDNOW' };
const LIFETIMES: PublishedSource = { author: 'C. Davidson-Pilon', work: 'lifetimes: Quickstart', table: 'CDNOW' };

const expectations = once(() => {
  const { values } = jsonFile(SET, 'expected.json') as { readonly values: readonly { readonly id: string; readonly expected: unknown }[] };
  return new Map(values.map(({ id, expected }) => [id, expected]));
});

/** Published figures as they stand in the file: a number, a list, or named numbers. */
function listed(id: string): PublishedValue {
  return expectations().get(id) as PublishedValue;
}

function named(id: string): Readonly<Record<string, number>> {
  return expectations().get(id) as Readonly<Record<string, number>>;
}

function picked(id: string, names: readonly string[]): number[] {
  return names.map((name) => named(id)[name] ?? NaN);
}

const transactions = once(() => csvLines(SET, 'transactions.csv'));
const book = once(() => buildOrderBook(orderColumns(orderFile(SET, 'transactions.csv').rows), { returns: 'net' }).value);
const summary = once(() => summariseCustomers(book(), { unit: 'day', calibrationEndDay: CALIBRATION_END, holdoutEndDay: HOLDOUT_END }));
const inWeeks = once(() => ({
  unit: 'week' as const,
  x: summary().x,
  tX: summary().tX.map((days) => days / DAYS_PER_WEEK),
  T: summary().T.map((days) => days / DAYS_PER_WEEK),
}));
const weekly = once(() => fitted(fitBgNbd(inWeeks())));
const spend = once(() => fitted(fitGammaGamma(summary())));

/** The customers as lifetimes ships them, rounded to two decimals: what its own results were computed from. */
const shipped = once(() => {
  const lines = csvLines(SET, 'customers_published.csv');
  const column = (name: string, factor = 1): Float64Array => Float64Array.from(lines, (line) => Number(line[name]) * factor);
  const customers = { unit: 'week' as const, x: column('x'), tX: column('t_x'), T: column('T'), zMinor: column('z', MINOR_PER_MAJOR) };
  return { ...customers, ids: lines.map((line) => line['customer_id'] ?? ''), bgNbd: fitted(fitBgNbd(customers)), gammaGamma: fitted(fitGammaGamma(customers)) };
});

function fitted<T extends BgNbdFit | GammaGammaFit>(fit: T | RefusedModel): T {
  if (fit.refused !== null) throw new Error(`refused: ${fit.refused}`);
  return fit;
}

const valuesOf = ({ r, alpha, a, b }: BgNbdParameters): number[] => [r, alpha, a, b];
const withLikelihood = (fit: BgNbdFit): number[] => [...valuesOf(fit.parameters), fit.logLikelihood];
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function spendSummary(): number[] {
  const { x, zMinor } = summary();
  const spends = Array.from(zMinor, (z) => z / MINOR_PER_MAJOR).filter((_, index) => (x[index] ?? 0) > 0).sort((left, right) => left - right);
  const average = mean(spends);
  const deviation = Math.sqrt(spends.reduce((sum, z) => sum + (z - average) ** 2, 0) / (spends.length - 1));
  const middle = spends.length / 2;
  const median = ((spends[Math.ceil(middle) - 1] ?? NaN) + (spends[Math.floor(middle)] ?? NaN)) / 2;
  return [spends.length, average, deviation, spends[0] ?? NaN, median, spends[spends.length - 1] ?? NaN];
}

function counted(): PublishedValue {
  const { purchaseDay, purchaseMinor, clientKeys } = book();
  const lines = transactions();
  return [
    purchaseDay.length, clientKeys.length, purchaseMinor.reduce((sum, minor) => sum + minor, 0) / MINOR_PER_MAJOR,
    lines.reduce((sum, line) => sum + Number(line['cds']), 0), purchaseMinor.filter((minor) => minor === 0).length,
    formatIsoDay(purchaseDay.reduce((least, day) => Math.min(least, day), Infinity)), formatIsoDay(purchaseDay.reduce((most, day) => Math.max(most, day), 0)),
  ];
}

/** Expected purchases of the next week, of the five clients with most of them. */
function nextWeek(): PublishedValue {
  const { ids, x, tX, T, bgNbd } = shipped();
  return ids
    .map((id, index) => [id, expectedPurchases(bgNbd.parameters, x[index] ?? 0, tX[index] ?? 0, T[index] ?? 0, 1)] as const)
    .sort((left, right) => right[1] - left[1])
    .slice(0, 5);
}

/** By x in calibration (7 and more together): purchases in the hold-out, expected ones, customers. */
function holdoutByX(): readonly (readonly number[])[] {
  const { x, tX, T } = inWeeks();
  const weeks = (HOLDOUT_END - CALIBRATION_END) / DAYS_PER_WEEK;
  const groups = Array.from({ length: 8 }, (_, group) => Array.from(x.keys()).filter((index) => Math.min(x[index] ?? 0, 7) === group));
  return [
    groups.map((members) => mean(members.map((index) => summary().holdout?.x[index] ?? NaN))),
    groups.map((members) => mean(members.map((index) => expectedPurchases(weekly().parameters, x[index] ?? 0, tX[index] ?? 0, T[index] ?? 0, weeks)))),
    groups.map((members) => members.length),
  ];
}

/** CLV of the first ten clients over 12 months at 1 % a month, in major units. */
function lifetimeValues(unitsPerMonth: number): number[] {
  const { x, tX, T, zMinor, bgNbd, gammaGamma } = shipped();
  const horizon = { months: 12, monthlyDiscount: 0.01, unitsPerMonth };
  return Array.from({ length: 10 }, (_, index) => {
    const history = { x: x[index] ?? 0, tX: tX[index] ?? 0, T: T[index] ?? 0 };
    const billMinor = expectedSpend(gammaGamma.parameters, history.x, zMinor[index] ?? 0);
    return lifetimeMoney(bgNbd.parameters, history, billMinor, horizon) / MINOR_PER_MAJOR;
  });
}

/** Repeat purchase days of weeks 20 … 25 from 1997-01-01 (by week, cumulative), then what BG/NBD expects (cumulative, by week). */
function tracking(): readonly (readonly number[])[] {
  const { days, dayStart, clientKeys } = book();
  const birthDays = clientKeys.map((_, client) => days[dayStart[client] ?? 0] ?? NaN);
  const actual = (week: number): number =>
    clientKeys.reduce((sum, _, client) => {
      const repeats = days.subarray((dayStart[client] ?? 0) + 1, dayStart[client + 1]);
      return sum + repeats.filter((day) => day - FIRST_DAY < week * DAYS_PER_WEEK).length;
    }, 0);
  const model = (week: number): number =>
    birthDays.reduce((sum, birth) => sum + expectedNewPurchases(weekly().parameters, week - (birth - FIRST_DAY) / DAYS_PER_WEEK), 0);
  const weeks = [20, 21, 22, 23, 24, 25];
  return [
    weeks.map((week) => actual(week) - actual(week - 1)), weeks.map(actual),
    weeks.map(model), weeks.map((week) => model(week) - model(week - 1)),
  ];
}

/** The parameters as the paper prints them. */
const printed = (): BgNbdParameters => {
  const [r = NaN, alpha = NaN, a = NaN, b = NaN] = picked('bgnbd.paper', ['r', 'alpha', 'a', 'b']);
  return { r, alpha, a, b };
};

const check = (source: PublishedSource, figure: string, tolerance: number, expected: () => PublishedValue, ours: () => PublishedValue): PublishedCheck => ({
  set: SET, source, figure, tolerance, expected, ours,
});

const FIT = ['r', 'alpha', 'a', 'b', 'LL'];
const HORIZONS = ['0.1429', '1', '3', '31.8571', '32', '78'];

export const CDNOW_SAMPLE: readonly PublishedCheck[] = [
  check(
    { ...PAPER, table: 'section 4, counted from the file' }, 'rows, customers, value, CDs, rows of value 0, first and last day', 1e-6,
    () => ['rows', 'customers', 'value', 'cds', 'zero_value_rows', 'first', 'last'].map((name) => (expectations().get('counts') as Record<string, PublishedValue>)[name] ?? null), counted,
  ),
  check(RFM_PAPER, 'repeat buyers: number, mean spend, deviation, least, median, most', 0.01, () => picked('summary', ['customers', 'mean', 'sd', 'min', 'median', 'max']), spendSummary),
  // Three decimals are printed of the parameters and one of the likelihood.
  check(PAPER, 'r, alpha, a, b of BG/NBD, weeks', 0.001, () => picked('bgnbd.paper', FIT.slice(0, 4)), () => valuesOf(weekly().parameters)),
  { ...check(PAPER, 'log-likelihood of BG/NBD', 0.05, () => picked('bgnbd.paper', ['LL']), () => [weekly().logLikelihood]), note: 'printed with one decimal' },
  check(WALKTHROUGH, 'r, alpha, a, b and log-likelihood', 0.0005, () => picked('bgnbd.btyd', FIT), () => withLikelihood(weekly())),
  check(CLVTOOLS, 'r, alpha, a, b and log-likelihood', 0.0005, () => picked('bgnbd.clvtools', FIT), () => withLikelihood(weekly())),
  check(LIFETIMES, 'r, alpha, a, b of the rounded file', 0.001, () => picked('bgnbd.lifetimes', FIT.slice(0, 4)), () => valuesOf(shipped().bgNbd.parameters)),
  check(
    LIFETIMES, 'standard errors of r, alpha, a, b', 0.001,
    () => FIT.slice(0, 4).map((name) => (expectations().get('bgnbd.lifetimes') as { readonly se: Record<string, number> }).se[name] ?? NaN),
    () => valuesOf(shipped().bgNbd.standardErrors),
  ),
  check(SPREADSHEET, `E[X(t)] of a new client for t = ${HORIZONS.join(', ')} weeks`, 0.001, () => picked('expectation', HORIZONS), () => [1 / 7, 1, 3, 223 / 7, 32, 78].map((t) => expectedNewPurchases(weekly().parameters, t))),
  check(WALKTHROUGH, 'E[X(52)]', 0.0005, () => listed('expectation52'), () => expectedNewPurchases(weekly().parameters, 52)),
  check(SPREADSHEET, 'expected purchases in 39 weeks, x 2, t_x 30.43, T 38.86', 0.001, () => listed('cond_exp.hardie'), () => expectedPurchases(weekly().parameters, 2, 30.43, 38.86, 39)),
  check(
    WALKTHROUGH, 'customer 1516: expected purchases in 52 weeks, P(alive)', 0.002, () => picked('cust1516', ['expected_52', 'p_alive']),
    () => [expectedPurchases(weekly().parameters, 26, 30.857143, 31, 52), pAlive(weekly().parameters, 26, 30.857143, 31)],
  ),
  check(
    WALKTHROUGH, 'increasing-frequency paradox: x 10, 15, 20, 25, t_x 20, T 39', 0.0005, () => picked('paradox', ['10', '15', '20', '25']),
    () => [10, 15, 20, 25].map((x) => expectedPurchases(weekly().parameters, x, 20, 39, 52)),
  ),
  check({ ...LIFETIMES, work: 'lifetimes: tests', table: 'property' }, 'P(alive) without a repeat purchase', 0, () => listed('palive_x0'), () => pAlive(weekly().parameters, 0, 0, 39)),
  check(
    { ...WALKTHROUGH, work: 'BTYD manual (in lifetimes, tests)', table: 'bgnbd.pmf' }, 'P(X(2)=10), P(X(39)=0), P(X(30)=11…20)', 1e-7,
    () => [...picked('pmf', ['t2_n10', 't39_n0']), ...(expectations().get('pmf') as { readonly t30_n11_20: readonly number[] }).t30_n11_20],
    () => [purchaseProbability(printed(), 2, 10), purchaseProbability(printed(), 39, 0), ...Array.from({ length: 10 }, (_, n) => purchaseProbability(printed(), 30, 11 + n))],
  ),
  check(LIFETIMES, 'the five customers with most expected purchases next week', 1e-5, () => Object.entries(named('top5')).sort((left, right) => right[1] - left[1]), nextWeek),
  check(
    WALKTHROUGH, 'hold-out by x 0 … 7+: purchases, expected, customers', 0.001,
    () => ['actual', 'expected', 'customers'].map((name) => (expectations().get('holdout_by_freq') as Record<string, readonly number[]>)[name] ?? []), holdoutByX,
  ),
  check(SPEND_PAPER, 'p, q, v of Gamma-Gamma', 0.01, () => picked('gg.paper', ['p', 'q', 'v']), () => Object.values(spend().parameters) as number[]),
  check(CLVTOOLS, 'log-likelihood of Gamma-Gamma', 0.01, () => listed('gg.LL'), () => spend().logLikelihood),
  check(LIFETIMES, 'correlation of frequency and spend', 1e-5, () => listed('gg.corr'), () => shipped().gammaGamma.correlation),
  check(
    LIFETIMES, 'expected bill of customers 1 … 10', 0.001, () => listed('gg.spend10'),
    () => Array.from({ length: 10 }, (_, index) => expectedSpend(shipped().gammaGamma.parameters, shipped().x[index] ?? 0, shipped().zMinor[index] ?? 0) / MINOR_PER_MAJOR),
  ),
  check(
    LIFETIMES, 'mean expected bill of all customers, mean observed of repeat buyers', 0.0001, () => picked('gg.spend_mean', ['model', 'observed']),
    () => {
      const { x, zMinor, gammaGamma } = shipped();
      const bills = Array.from(x, (repeats, index) => expectedSpend(gammaGamma.parameters, repeats, zMinor[index] ?? 0) / MINOR_PER_MAJOR);
      return [mean(bills), mean(Array.from(zMinor).filter((z) => z > 0)) / MINOR_PER_MAJOR];
    },
  ),
  { ...check(LIFETIMES, 'CLV of customers 1 … 10 as printed', 0.001, () => listed('clv10.asprinted'), () => lifetimeValues(30)), note: 'a month of 30 weeks, as printed' },
  { ...check({ ...LIFETIMES, author: 'own recomputation (scipy)' }, 'CLV of customers 1 … 10, a month of 4.345 weeks', 0.01, () => listed('clv10.weekly'), () => lifetimeValues(4.345)), note: 'not published' },
  check(
    WALKTHROUGH, 'tracking, weeks 20 … 25: repeat purchases, cumulative, expected cumulative, expected', 0.01,
    () => ['actual', 'cum_actual', 'cum_model', 'model'].map((name) => (expectations().get('tracking') as Record<string, readonly number[]>)[name] ?? []), tracking,
  ),
];
