// BG/NBD, Gamma-Gamma and CLV: derivatives, independent formulas, simulated bases, refusals. Published results are in tests/published.
import fc from 'fast-check';
import { expectedNewPurchases, expectedPurchases, expectedWhileAlive, fitBgNbd, pAlive, purchaseProbability, REPEAT_BUYERS_NEEDED } from '../../src/core/btyd/bg-nbd';
import type { BgNbdFit, BgNbdParameters } from '../../src/core/btyd/bg-nbd';
import { bgNbdLikelihood, groupHistories } from '../../src/core/btyd/bg-nbd-likelihood';
import { discountedWhileAlive, lifetimeMoney, unitsOfDays, unitsPerMonth } from '../../src/core/btyd/clv';
import { summariseCustomers } from '../../src/core/btyd/customer-summary';
import type { RefusedModel } from '../../src/core/btyd/fit';
import { digamma, logGamma, trigamma } from '../../src/core/btyd/gamma-function';
import { expectedSpend, fitGammaGamma, spendCorrelation } from '../../src/core/btyd/gamma-gamma';
import type { GammaGammaFit, GammaGammaParameters } from '../../src/core/btyd/gamma-gamma';
import { maximise } from '../../src/core/btyd/maximum';
import { fitModels } from '../../src/core/btyd/models';
import type { ModelSettings, ModelsResult } from '../../src/core/btyd/models';
import { ISSUE_SEVERITIES } from '../../src/core/issue';
import type { IssueCode, Outcome } from '../../src/core/issue';
import { issueText } from '../../src/core/language/text';
import { buildOrderBook } from '../../src/core/orders/order-book';
import type { OrderBook } from '../../src/core/orders/order-book';
import { randomFrom, simulateClients } from './btyd-simulation';
import type { SimulatedClients } from './btyd-simulation';

const PURCHASES: BgNbdParameters = { r: 0.6, alpha: 40, a: 0.9, b: 3 };
const SPEND: GammaGammaParameters = { p: 5, q: 4, v: 20 };
const SETTINGS: ModelSettings = { 'model.unit': 'day', 'model.horizonDays': 90, 'clv.months': 12, 'clv.monthlyDiscount': 0.01 };
const AS_OF = 45_000;

function fitted<T extends BgNbdFit | GammaGammaFit>(fit: T | RefusedModel): T {
  if (fit.refused !== null) throw new Error(`refused: ${fit.refused} ${fit.parameter ?? ''}`);
  return fit;
}

/** Eq. 6 client by client, as printed, from gamma functions. */
function naiveLikelihood({ r, alpha, a, b }: BgNbdParameters, { x, tX, T }: SimulatedClients): number {
  return Array.from(x).reduce((sum, n, i) => {
    const a1 = logGamma(r + n) + r * Math.log(alpha) - logGamma(r);
    const a2 = logGamma(a + b) + logGamma(b + n) - logGamma(b) - logGamma(a + b + n);
    const alive = (alpha + (T[i] ?? NaN)) ** -(r + n);
    const gone = n === 0 ? 0 : (a / (b + n - 1)) * (alpha + (tX[i] ?? NaN)) ** -(r + n);
    return sum + a1 + a2 + Math.log(alive + gone);
  }, 0);
}

/** 2F1 by its series, |z| < 1. */
function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < 20_000 && Math.abs(term) > 1e-17 * Math.abs(sum); n += 1) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
  }
  return sum;
}

/** Eq. 10 as printed. */
function printedExpectation(parameters: BgNbdParameters, x: number, tX: number, T: number, t: number): number {
  const { r, alpha, a, b } = parameters;
  const series = hypergeometric(r + x, b + x, a + b + x - 1, t / (alpha + T + t));
  const numerator = ((a + b + x - 1) / (a - 1)) * (1 - ((alpha + T) / (alpha + T + t)) ** (r + x) * series);
  const gone = x === 0 ? 0 : (a / (b + x - 1)) * ((alpha + T) / (alpha + tX)) ** (r + x);
  return numerator / (1 + gone);
}

/** A book from client → [day, minor units]; clients without purchases allowed. */
function bookOf(clients: Readonly<Record<string, readonly (readonly [number, number])[]>>, amounts = true): OrderBook {
  const keys = Object.keys(clients);
  const rows = keys.flatMap((key, client) => (clients[key] ?? []).map(([day, minor]) => [client, day, minor] as const));
  return buildOrderBook(
    {
      clientKeys: keys, client: Int32Array.from(rows, (row) => row[0]), day: Int32Array.from(rows, (row) => row[1]),
      amountMinor: amounts ? Float64Array.from(rows, (row) => row[2]) : null, costMinor: null, order: null, paid: null, rowIndex: null,
    },
    { returns: 'net', knownClientKeys: keys },
  ).value;
}

/** A base of simulated clients as whole days. */
function simulatedBook(clients: number, seed: number, amounts = true): OrderBook {
  const next = randomFrom(seed);
  const histories: Record<string, [number, number][]> = {};
  for (let client = 0; client < clients; client += 1) {
    const rate = -Math.log(1 - next()) / 30;
    const leaving = next() * 0.6;
    const usualMinor = 1000 + 20_000 * next() ** 3;
    const history: [number, number][] = [];
    let day = AS_OF - 20 - Math.floor(next() * 300);
    while (day <= AS_OF) {
      history.push([day, Math.round(usualMinor * (0.3 + 1.4 * next()))]);
      if (history.length > 1 && next() < leaving) break;
      day += 1 + Math.floor(-Math.log(1 - next()) / rate);
    }
    histories[`c${client}`] = history;
  }
  return bookOf(histories, amounts);
}

describe('the functions behind the models', () => {
  it('ln Γ, digamma and trigamma take their known values (Abramowitz & Stegun, 6.1.8, 6.3.2, 6.3.3, 6.4.2, 6.4.4)', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
    expect(logGamma(1)).toBeCloseTo(0, 14);
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 13);
    expect(logGamma(1e6) / 12_815_504.569147612).toBeCloseTo(1, 14);
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 14);
    expect(digamma(0.5)).toBeCloseTo(-1.9635100260214235, 14);
    expect(trigamma(1)).toBeCloseTo(Math.PI ** 2 / 6, 13);
    expect(trigamma(0.5)).toBeCloseTo(Math.PI ** 2 / 2, 13);
    for (const x of [1e-3, 0.3, 4.2, 9.99, 10.01, 250]) {
      const step = 1e-5 * x;
      expect((logGamma(x + step) - logGamma(x - step)) / (2 * step) / digamma(x)).toBeCloseTo(1, 6);
      expect((digamma(x + step) - digamma(x - step)) / (2 * step) / trigamma(x)).toBeCloseTo(1, 6);
    }
  });

  it('the grouped likelihood of BG/NBD is eq. 6 of Fader, Hardie, Lee (2005) summed client by client', () => {
    const clients = simulateClients(400, PURCHASES, SPEND, 300, 1);
    const rounded = { ...clients, tX: clients.tX.map(Math.floor), T: clients.T.map(Math.ceil) };
    for (const parameters of [PURCHASES, { r: 3, alpha: 7, a: 0.2, b: 11 }]) {
      const at = Float64Array.from([parameters.r, parameters.alpha, parameters.a, parameters.b], Math.log);
      const { value } = bgNbdLikelihood(groupHistories(rounded))(at);
      expect(value / naiveLikelihood(parameters, rounded)).toBeCloseTo(1, 12);
    }
  });

  it('its gradient and Hessian agree with finite differences', () => {
    const evaluate = bgNbdLikelihood(groupHistories(simulateClients(300, PURCHASES, SPEND, 300, 2)));
    for (const start of [[0.6, 40, 0.9, 3], [2, 5, 0.1, 8]]) {
      const at = Float64Array.from(start, Math.log);
      const { gradient, hessian } = evaluate(at);
      at.forEach((_, index) => {
        const moved = (by: number): Float64Array => at.map((value, other) => value + (other === index ? by : 0));
        const [up, down] = [evaluate(moved(1e-5)), evaluate(moved(-1e-5))];
        expect(Math.abs((up.value - down.value) / 2e-5 - (gradient[index] ?? NaN))).toBeLessThan(1e-4 * (1 + Math.abs(gradient[index] ?? 0)));
        up.gradient.forEach((value, row) => {
          const slope = (value - (down.gradient[row] ?? NaN)) / 2e-5;
          expect(Math.abs(slope - (hessian[row * 4 + index] ?? NaN))).toBeLessThan(1e-5 * (1 + Math.abs(slope)));
        });
      });
    }
  });

  it('the search finds an inner maximum, and says when there is only an edge, a flat direction or no curve at all', () => {
    // Two parameters u, v; the value is given in ln u and ln v.
    const search = (evaluate: (u: number, v: number) => readonly number[]): ReturnType<typeof maximise> =>
      maximise({
        starts: [[1, 1], [20, 0.1]], lower: [1e-3, 1e-3], upper: [1e3, 1e3],
        evaluate: ([u = 0, v = 0]) => {
          const [value = 0, gu = 0, gv = 0, huu = 0, huv = 0, hvv = 0] = evaluate(u, v);
          return { value, gradient: Float64Array.of(gu, gv), hessian: Float64Array.of(huu, huv, huv, hvv) };
        },
      });
    const hill = search((u, v) => [-50 * (u - 1) ** 2 - 8 * (v + 2) ** 2, -100 * (u - 1), -16 * (v + 2), -100, 0, -16]);
    expect(hill.kind).toBe('inner');
    expect(hill.parameters[0]).toBeCloseTo(Math.E, 9);
    expect(hill.standardErrors[1]).toBeCloseTo(Math.exp(-2) / 4, 9);
    const slope = search((u, v) => [-50 * (u - 1) ** 2 - Math.exp(-v), -100 * (u - 1), Math.exp(-v), -100, 0, -Math.exp(-v)]);
    expect([slope.kind, slope.edgeIndex]).toEqual(['edge', 1]);
    const outside = search((u, v) => [-50 * (u - 1) ** 2 - (v - 20) ** 2, -100 * (u - 1), -2 * (v - 20), -100, 0, -2]);
    expect([outside.kind, outside.edgeIndex, outside.parameters[1]?.toFixed(6)]).toEqual(['edge', 1, '1000.000000']);
    const flat = search((u, v) => [-50 * (u - 1) ** 2 - 1e-4 * v * v, -100 * (u - 1), -2e-4 * v, -100, 0, -2e-4]);
    expect([flat.kind, flat.edgeIndex]).toEqual(['edge', 1]);
    expect(search(() => [NaN, 1, 1, -1, 0, -1]).kind).toBe('none');
  });
});

describe('BG/NBD', () => {
  const clients = simulateClients(20_000, PURCHASES, SPEND, 400, 7);
  const fit = fitted(fitBgNbd(clients));

  it('recovers the parameters of 20,000 simulated clients within three standard errors', () => {
    for (const name of ['r', 'alpha', 'a', 'b'] as const) {
      expect(Math.abs(fit.parameters[name] - PURCHASES[name]) / fit.standardErrors[name]).toBeLessThan(3);
      expect(fit.standardErrors[name] / PURCHASES[name]).toBeLessThan(0.15);
    }
    expect(fit.logLikelihood / naiveLikelihood(fit.parameters, clients)).toBeCloseTo(1, 11);
    expect(fit.logLikelihood).toBeGreaterThan(naiveLikelihood(PURCHASES, clients));
    expect([fit.converged, fit.clients, fit.unit]).toEqual([true, 20_000, 'day']);
    expect(fit.iterations).toBeLessThan(30);
  });

  it('gives the same in days and in weeks of seven days, alpha seven times larger', () => {
    const inWeeks = fitted(fitBgNbd({ ...clients, unit: 'week', tX: clients.tX.map((t) => t / 7), T: clients.T.map((t) => t / 7) }));
    const [days, weeks] = [fit.parameters, inWeeks.parameters];
    expect([weeks.r / days.r, (7 * weeks.alpha) / days.alpha, weeks.a / days.a, weeks.b / days.b].every((ratio) => Math.abs(ratio - 1) < 1e-6)).toBe(true);
    // A density by day is a seventh of that by week, once for every purchase.
    const repeats = clients.x.reduce((sum, x) => sum + x, 0);
    expect(inWeeks.logLikelihood - repeats * Math.log(7)).toBeCloseTo(fit.logLikelihood, 4);
    expect(expectedPurchases(weeks, 4, 100 / 7, 120 / 7, 90 / 7)).toBeCloseTo(expectedPurchases(days, 4, 100, 120, 90), 6);
    expect(pAlive(weeks, 4, 100 / 7, 120 / 7)).toBeCloseTo(pAlive(days, 4, 100, 120), 6);
  });

  it('does not depend on the order of clients', () => {
    const turned = fitted(fitBgNbd({ unit: 'day', x: clients.x.slice().reverse(), tX: clients.tX.slice().reverse(), T: clients.T.slice().reverse() }));
    expect(turned.parameters.alpha / fit.parameters.alpha).toBeCloseTo(1, 8);
    expect(turned.logLikelihood / fit.logLikelihood).toBeCloseTo(1, 12);
  });

  it('expects what eq. 10 of Fader, Hardie, Lee (2005) says, computed by the series of 2F1', () => {
    for (const parameters of [PURCHASES, { r: 4, alpha: 90, a: 1.7, b: 6 }, { r: 0.1, alpha: 3, a: 0.3, b: 0.5 }]) {
      for (const [x, tX, T, t] of [[0, 0, 50, 30], [1, 3, 200, 10], [5, 90, 100, 60], [12, 300, 301, 365]] as const) {
        expect(expectedPurchases(parameters, x, tX, T, t) / printedExpectation(parameters, x, tX, T, t)).toBeCloseTo(1, 9);
      }
      expect(expectedNewPurchases(parameters, 40) / printedExpectation(parameters, 0, 0, 0, 40)).toBeCloseTo(1, 9);
    }
  });

  it('stays exact where that form breaks: a = 1, large x, tiny and long times', () => {
    const at = (a: number): number => expectedWhileAlive({ ...PURCHASES, a }, 6, 90, 60);
    expect(at(1)).toBeCloseTo((at(1 - 1e-6) + at(1 + 1e-6)) / 2, 10);
    // Someone who buys daily for years and never leaves: nearly the rate times the time.
    expect(expectedWhileAlive({ r: 1, alpha: 1, a: 1e-4, b: 1e4 }, 3000, 3000, 365)).toBeCloseTo((3001 / 3001) * 365, 2);
    // The probability of no purchase underflows here.
    expect(expectedWhileAlive({ r: 1, alpha: 1, a: 0.001, b: 1000 }, 900, 900, 3650)).toBeGreaterThan(3600);
    expect(expectedWhileAlive(PURCHASES, 5, 100, 1e-12) / ((5.6 / 140) * 1e-12)).toBeCloseTo(1, 9);
    expect(expectedWhileAlive(PURCHASES, 5, 100, 0)).toBe(0);
    expect(expectedNewPurchases(PURCHASES, 36_500)).toBeGreaterThan(expectedNewPurchases(PURCHASES, 3650));
    expect(pAlive(PURCHASES, 5000, 5000, 5100)).toBeLessThan(1e-6);
    expect(pAlive(PURCHASES, 100_000, 10, 100_000)).toBe(0);
  });

  it('probabilities lie in [0, 1], sum to 1 and have E[X(t)] as their mean; expectations grow with time and with P(alive)', () => {
    const parameter = fc.double({ min: 0.02, max: 30, noNaN: true });
    fc.assert(
      fc.property(parameter, fc.double({ min: 0.5, max: 500, noNaN: true }), parameter, parameter, fc.nat(60), fc.nat(400), fc.nat(400), fc.integer({ min: 1, max: 800 }), (r, alpha, a, b, x, tX, silent, t) => {
        const model = { r, alpha, a, b };
        const alive = pAlive(model, x, x === 0 ? 0 : tX, tX + silent);
        const soon = expectedPurchases(model, x, tX, tX + silent, t);
        const later = expectedPurchases(model, x, tX, tX + silent, t * 1.5);
        const chance = purchaseProbability(model, t, x);
        return alive >= 0 && alive <= 1 && chance >= 0 && chance <= 1 && soon >= 0 && later >= soon && Number.isFinite(later) && pAlive(model, x + 1, tX, tX + silent + 1) <= pAlive(model, x + 1, tX, tX + silent);
      }),
      { numRuns: 1000, seed: 5 },
    );
    const chances = Array.from({ length: 400 }, (_, n) => purchaseProbability(PURCHASES, 100, n));
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 10);
    expect(chances.reduce((sum, chance, n) => sum + n * chance, 0)).toBeCloseTo(expectedNewPurchases(PURCHASES, 100), 8);
    // Around a mean of hundreds both ways of adding up the distribution are met, and P(N = 0) is nothing.
    const often = { r: 50, alpha: 10, a: 0.02, b: 40 };
    const manyChances = Array.from({ length: 2000 }, (_, n) => purchaseProbability(often, 100, n));
    expect(manyChances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
    expect(manyChances.reduce((sum, chance, n) => sum + n * chance, 0)).toBeCloseTo(expectedNewPurchases(often, 100), 5);
    expect(purchaseProbability(PURCHASES, 0, 0)).toBe(1);
    expect(purchaseProbability(PURCHASES, 0, 3)).toBe(0);
  });
});

describe('Gamma-Gamma and CLV', () => {
  const clients = simulateClients(20_000, PURCHASES, SPEND, 400, 11);
  const fit = fitted(fitGammaGamma(clients));
  /** Eq. 1a client by client. */
  const likelihood = ({ p, q, v }: GammaGammaParameters): number =>
    Array.from(clients.x).reduce((sum, x, index) => {
      if (x === 0) return sum;
      const z = (clients.zMinor[index] ?? NaN) / 100;
      return sum + logGamma(p * x + q) - logGamma(p * x) - logGamma(q) + q * Math.log(v) + (p * x - 1) * Math.log(z) + p * x * Math.log(x) - (p * x + q) * Math.log(v + x * z);
    }, 0);

  it('recovers the parameters of simulated clients, at the maximum of eq. 1a of Fader, Hardie (2013)', () => {
    for (const name of ['p', 'q', 'v'] as const) {
      expect(Math.abs(fit.parameters[name] - SPEND[name]) / fit.standardErrors[name]).toBeLessThan(3);
      const moved = (factor: number): number => likelihood({ ...fit.parameters, [name]: fit.parameters[name] * factor });
      expect(likelihood(fit.parameters)).toBeGreaterThan(Math.max(moved(1.001), moved(0.999)));
    }
    expect(fit.logLikelihood / likelihood(fit.parameters)).toBeCloseTo(1, 11);
    expect(Math.abs(fit.correlation ?? NaN)).toBeLessThan(0.05);
  });

  it('expects the own bill of a frequent client, the mean of the base for one without repeat purchases, and scales with money', () => {
    const { p, q, v } = fit.parameters;
    expect(expectedSpend(fit.parameters, 0, 0)).toBeCloseTo((100 * p * v) / (q - 1), 8);
    expect(expectedSpend(fit.parameters, 1e6, 5000) / 5000).toBeCloseTo(1, 4);
    const dear = fitted(fitGammaGamma({ x: clients.x, zMinor: clients.zMinor.map((z) => 1000 * z) }));
    expect(dear.parameters.p / p).toBeCloseTo(1, 6);
    expect(dear.parameters.v / v).toBeCloseTo(1000, 2);
    expect(expectedSpend(dear.parameters, 3, 4_000_000) / expectedSpend(fit.parameters, 3, 4000)).toBeCloseTo(1000, 3);
  });

  it('CLV is the sum of monthly increments discounted at the end of each month; a month has 365.25 / 12 days', () => {
    const horizon = { months: 3, monthlyDiscount: 0.02, unitsPerMonth: unitsPerMonth('day') };
    const until = (months: number): number => expectedPurchases(PURCHASES, 4, 80, 100, months * 30.4375);
    const byHand = 5000 * (until(1) / 1.02 + (until(2) - until(1)) / 1.02 ** 2 + (until(3) - until(2)) / 1.02 ** 3);
    expect(lifetimeMoney(PURCHASES, { x: 4, tX: 80, T: 100 }, 5000, horizon)).toBeCloseTo(byHand, 8);
    expect(discountedWhileAlive(PURCHASES, 4, 100, { ...horizon, monthlyDiscount: 0 })).toBeCloseTo(expectedWhileAlive(PURCHASES, 4, 100, 91.3125), 10);
    expect(unitsPerMonth('week') * 7).toBeCloseTo(unitsPerMonth('day'), 12);
    expect([unitsOfDays(90, 'day'), unitsOfDays(91, 'week')]).toEqual([90, 13]);
  });

  it('correlation is that of Pearson over clients with repeat purchases and money; none where nothing varies', () => {
    expect(spendCorrelation({ x: [1, 2, 3, 0, 4], zMinor: [10, 20, 30, 500, 0] })).toBeCloseTo(1, 12);
    expect(spendCorrelation({ x: [2, 2], zMinor: [10, 20] })).toBeNull();
  });
});

describe('bases that no model may be read from', () => {
  const codes = ({ issues }: Outcome<ModelsResult>): IssueCode[] => issues.map(({ code }) => code);
  const expectNothing = ({ value }: Outcome<ModelsResult>): void => {
    for (const figures of [value.pAlive, value.expectedPurchases, value.clvMinor]) expect(figures.every((figure) => Number.isNaN(figure))).toBe(true);
  };
  const many = (count: number, history: (index: number) => [number, number][]): OrderBook =>
    bookOf(Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, history(index)])));

  it.each<[string, OrderBook]>([
    ['nobody', bookOf({})],
    ['contacts only', bookOf({ ann: [], bob: [] })],
    ['one client with one order', bookOf({ ann: [[AS_OF - 5, 1000]] })],
    ['one client with a hundred orders', bookOf({ ann: Array.from({ length: 100 }, (_, i): [number, number] => [AS_OF - i, 1000 + i]) })],
    ['everybody on one day', many(500, () => [[AS_OF - 5, 1000], [AS_OF - 5, 2000]])],
    ['all purchases today', many(500, () => [[AS_OF, 1000]])],
    [`${REPEAT_BUYERS_NEEDED - 1} repeat buyers`, many(500, (i) => (i < REPEAT_BUYERS_NEEDED - 1 ? [[AS_OF - 50 - i, 500], [AS_OF - i, 700]] : [[AS_OF - i, 900]]))],
  ])('%s: too few repeat buyers, no figures', (_, book) => {
    const result = fitModels(book, AS_OF, SETTINGS);
    expect(result.value.bgNbd).toMatchObject({ refused: 'tooFewClients', repeatBuyersNeeded: REPEAT_BUYERS_NEEDED });
    expect(codes(result)).toContain('model.tooFewClients');
    expectNothing(result);
  });

  it.each<[string, OrderBook]>([
    ['all clients equal', many(200, () => [[AS_OF - 100, 1000], [AS_OF - 50, 1000]])],
    ['every client bought exactly twice, after the same gap', many(300, (i) => [[AS_OF - 30 - i, 1000], [AS_OF - i, 1000]])],
    ['every client buys every tenth day to this day', many(300, (i) => Array.from({ length: 3 + (i % 20) }, (_, k): [number, number] => [AS_OF - 10 * k, 1000]))],
    ['every client bought on two days in a row, long ago', many(300, (i) => [[AS_OF - 400 - i, 1000], [AS_OF - 399 - i, 1000]])],
  ])('%s: no inner maximum, no figures', (_, book) => {
    const result = fitModels(book, AS_OF, SETTINGS);
    expect(result.value.bgNbd).toMatchObject({ refused: 'noInnerMaximum' });
    expect(result.value.gammaGamma).toMatchObject({ refused: 'noInnerMaximum' });
    expect(codes(result)).toEqual(['model.noInnerMaximum', 'model.noInnerMaximum']);
    expectNothing(result);
  });

  it('100,000 clients with one order each are refused at once', () => {
    const book = many(100_000, (i) => [[AS_OF - (i % 700), 1000]]);
    const started = Date.now();
    expect(fitModels(book, AS_OF, SETTINGS).value.bgNbd).toMatchObject({ refused: 'tooFewClients', clients: 100_000, repeatBuyers: 0 });
    expect(Date.now() - started).toBeLessThan(3000);
  });

  it('bills without any spread, of nothing, or without a finite mean give no expected bill', () => {
    const x = Float64Array.from({ length: 200 }, (_, i) => 1 + (i % 5));
    const bills = (bill: () => number): ReturnType<typeof fitGammaGamma> => fitGammaGamma({ x, zMinor: x.map(bill) });
    expect(bills(() => 5000)).toMatchObject({ refused: 'noInnerMaximum' });
    expect(bills(() => 0)).toMatchObject({ refused: 'tooFewClients', repeatBuyers: 0 });
    expect(bills(() => NaN)).toMatchObject({ refused: 'tooFewClients', repeatBuyers: 0 });
    // With q below 1 the bills of the base have no mean.
    expect(fitGammaGamma(simulateClients(3000, PURCHASES, { p: 5, q: 0.7, v: 20 }, 400, 3))).toMatchObject({ refused: 'meanSpendInfinite' });
  });

  it('every reason has a text with cause and next step in both languages', () => {
    const params = { model: 'BG/NBD', repeatBuyers: 3, needed: 40, parameter: 'a', correlation: 0.42, limit: 0.3 };
    for (const code of (Object.keys(ISSUE_SEVERITIES) as IssueCode[]).filter((name) => name.startsWith('model.'))) {
      for (const language of ['ru', 'en'] as const) {
        const shown = issueText({ code, severity: ISSUE_SEVERITIES[code], params }, language);
        expect(shown).not.toMatch(/[{}]|undefined/);
        expect(shown.split('. ').length).toBeGreaterThan(1);
      }
    }
  });
});

describe('models of a base', () => {
  const book = simulatedBook(3000, 21);
  const { value: models, issues } = fitModels(book, AS_OF, SETTINGS);

  it('gives every buying client the figures that the functions give', () => {
    const purchases = fitted(models.bgNbd).parameters;
    const spend = fitted(models.gammaGamma).parameters;
    const summary = summariseCustomers(book, { unit: 'day', calibrationEndDay: AS_OF });
    expect(models.clients).toBe(3000);
    for (const position of [0, 17, 999, 2999]) {
      const client = summary.clientIndex[position] ?? NaN;
      const [x, tX, T, zMinor] = [summary.x, summary.tX, summary.T, summary.zMinor].map((column) => column[position] ?? NaN) as [number, number, number, number];
      expect(models.pAlive[client]).toBe(pAlive(purchases, x, tX, T));
      expect(models.expectedPurchases[client]).toBeCloseTo(expectedPurchases(purchases, x, tX, T, 90), 12);
      expect(models.expectedBillMinor[client]).toBe(expectedSpend(spend, x, zMinor));
      const horizon = { months: 12, monthlyDiscount: 0.01, unitsPerMonth: 30.4375 };
      expect((models.clvMinor[client] ?? NaN) / lifetimeMoney(purchases, { x, tX, T }, expectedSpend(spend, x, zMinor), horizon)).toBeCloseTo(1, 12);
    }
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('in calendar weeks the unit is told and the figures stay near those in days', () => {
    const weeks = fitModels(book, AS_OF, { ...SETTINGS, 'model.unit': 'week' }).value;
    expect(fitted(weeks.bgNbd).unit).toBe('week');
    const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(weeks.pAlive)).toBeCloseTo(mean(models.pAlive), 1);
    expect(mean(weeks.expectedPurchases) / mean(models.expectedPurchases)).toBeGreaterThan(0.6);
    const summary = summariseCustomers(book, { unit: 'week', calibrationEndDay: AS_OF });
    const [x, tX, T] = [summary.x, summary.tX, summary.T].map((column) => column[9] ?? NaN) as [number, number, number];
    expect(weeks.expectedPurchases[9]).toBeCloseTo(expectedPurchases(fitted(weeks.bgNbd).parameters, x, tX, T, 90 / 7), 12);
    expect(weeks.horizonDays).toBe(90);
  });

  it('leaves out purchases after asOf, contacts without purchases, and clients who bought later only', () => {
    const known = bookOf({ ann: [[10, 500], [20, 700], [40, 900]], bob: [], cid: [[31, 100]] });
    const summary = summariseCustomers(known, { unit: 'day', calibrationEndDay: 30 });
    expect(Array.from(summary.clientIndex, (client) => known.clientKeys[client])).toEqual(['ann']);
    expect([summary.x[0], summary.tX[0], summary.T[0], summary.zMinor[0], summary.holdout]).toEqual([1, 10, 20, 700, null]);
    const held = summariseCustomers(known, { unit: 'day', calibrationEndDay: 15, holdoutEndDay: 30 });
    expect([held.x[0], held.holdout?.x[0], held.holdout?.zMinor[0]]).toEqual([0, 1, 700]);
  });

  it('without amounts BG/NBD alone is fitted, and the reason is given', () => {
    const plain = fitModels(simulatedBook(3000, 21, false), AS_OF, SETTINGS);
    expect(fitted(plain.value.bgNbd).parameters).toEqual(fitted(models.bgNbd).parameters);
    expect(plain.value.pAlive).toEqual(models.pAlive);
    expect(plain.value.gammaGamma).toMatchObject({ refused: 'amountsMissing' });
    expect(plain.value.clvMinor.every((figure) => Number.isNaN(figure))).toBe(true);
    expect(plain.issues.map(({ code }) => code)).toEqual(['model.amountsMissing']);
  });

  it('a client whose money was refused has no bill and no CLV, and does not move those of others', () => {
    const moneyMinor = book.moneyMinor.map((money, client) => (client === 5 ? NaN : money));
    const { value } = fitModels({ ...book, moneyMinor }, AS_OF, SETTINGS);
    expect([value.expectedBillMinor[5], value.clvMinor[5]]).toEqual([NaN, NaN]);
    expect(value.pAlive[5]).toBe(models.pAlive[5]);
    expect((value.expectedBillMinor[6] ?? NaN) / (models.expectedBillMinor[6] ?? NaN)).toBeCloseTo(1, 2);
  });

  it('warns when clients who buy more often spend more, and fits all the same', () => {
    const clients = simulateClients(3000, PURCHASES, SPEND, 400, 5);
    const histories = Array.from(clients.x, (x, index): [string, [number, number][]] => {
      const usualMinor = (clients.zMinor[index] ?? 0) * (1 + x);
      return [`c${index}`, Array.from({ length: x + 1 }, (_, k) => [AS_OF - 500 + 7 * k, Math.round(usualMinor)])];
    });
    const result = fitModels(bookOf(Object.fromEntries(histories)), AS_OF, SETTINGS);
    const { correlation } = fitted(result.value.gammaGamma);
    expect(correlation).toBeGreaterThan(0.3);
    expect(result.issues).toContainEqual(expect.objectContaining({ code: 'model.spendCorrelates', params: { correlation, limit: 0.3 } }));
  });
});
