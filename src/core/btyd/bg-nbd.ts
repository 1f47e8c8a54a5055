/** BG/NBD: when clients buy and when they fall silent for good (Fader, Hardie, Lee 2005, "Counting Your Customers" the Easy Way). */
import { bgNbdLikelihood, groupHistories } from './bg-nbd-likelihood';
import type { GroupedHistories, PurchaseHistories } from './bg-nbd-likelihood';
import type { FitReport, RefusalReason, RefusedModel, TimeUnit } from './fit';
import { logGamma } from './gamma-function';
import { maximise } from './maximum';

/** r, alpha: gamma distribution of the purchase rate (alpha in time units); a, b: beta distribution of the chance to leave after a purchase. */
export interface BgNbdParameters {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** A fitted BG/NBD model. */
export interface BgNbdFit extends FitReport {
  /** Unit of alpha and of every time given to the functions below. */
  readonly unit: TimeUnit;
  readonly parameters: BgNbdParameters;
  /** Standard errors from the curvature at the maximum (delta method). */
  readonly standardErrors: BgNbdParameters;
}

/** What the fit needs: histories and the unit of their times. */
export interface TimedHistories extends PurchaseHistories {
  readonly unit: TimeUnit;
}

/** Ten repeat buyers for each of the four parameters: the rule of thumb of ten events a parameter (Peduzzi and others 1996, there for logistic regression). */
export const REPEAT_BUYERS_NEEDED = 40;

const NAMES = ['r', 'alpha', 'a', 'b'] as const;
// Beyond these limits a distribution is a single point to any practical purpose; a search that ends there has found no inner maximum.
const SMALLEST = 1e-4;
const LARGEST = 1e4;
// What is left of a sum is below this share of it.
const LAST_TERM = 1e-14;
// The end is looked for after so many terms; in between no term grows by more than the room LARGE leaves.
const TERMS_AT_ONCE = 8;
// Reached only when t is more than a hundred thousand times alpha + T; then there is no figure.
const MOST_TERMS = 5e6;
const LARGE = 1e200;

/**
 * Fits the model by maximum likelihood. x must be whole numbers ≥ 0, 0 ≤ t_x ≤ T.
 * @returns the fit, or why there is none: too few repeat buyers, no inner maximum, search not converged
 */
export function fitBgNbd(histories: TimedHistories): BgNbdFit | RefusedModel {
  const groups = groupHistories(histories);
  if (groups.repeatBuyers < REPEAT_BUYERS_NEEDED) return refusal('tooFewClients', groups, null);
  // alpha is a time: its limits and starts are multiples of the time clients were watched.
  const start = (r: number, a: number, b: number): number[] => [r, (r * groups.meanT) / groups.meanX, a, b];
  const limits = (factor: number): number[] => [factor, factor * groups.meanT, factor, factor];
  const found = maximise({
    evaluate: bgNbdLikelihood(groups),
    starts: [start(0.5, 0.8, 2.5), start(2, 0.5, 5), start(0.1, 2, 8), start(10, 0.1, 1), start(1, 5, 5)],
    lower: limits(SMALLEST),
    upper: limits(LARGEST),
  });
  if (found.kind === 'none') return refusal('notConverged', groups, null);
  if (found.kind === 'edge') return refusal('noInnerMaximum', groups, NAMES[found.edgeIndex] ?? null);
  return {
    refused: null,
    unit: histories.unit,
    parameters: named(found.parameters),
    standardErrors: named(found.standardErrors),
    logLikelihood: found.value,
    converged: true,
    iterations: found.iterations,
    clients: groups.clients,
    repeatBuyers: groups.repeatBuyers,
  };
}

/** P(alive | x, t_x, T), 0…1; 1 for x = 0, because the model lets clients leave after a repeat purchase only. */
export function pAlive({ r, alpha, a, b }: BgNbdParameters, x: number, tX: number, T: number): number {
  if (x === 0) return 1;
  return 1 / (1 + Math.exp(Math.log(a) - Math.log(b + x - 1) + (r + x) * (Math.log(alpha + T) - Math.log(alpha + tX))));
}

/** E[Y(t) | x, t_x, T]: expected purchases of a client in the next t time units (eq. 10). */
export function expectedPurchases(parameters: BgNbdParameters, x: number, tX: number, T: number, t: number): number {
  return pAlive(parameters, x, tX, T) * expectedWhileAlive(parameters, x, T, t);
}

/** E[X(t)]: expected repeat purchases of a new client within t time units of the first one (eq. 9). */
export function expectedNewPurchases(parameters: BgNbdParameters, t: number): number {
  return expectedWhileAlive(parameters, 0, 0, t);
}

/**
 * Expected purchases in the next t time units of a client who is alive now: the numerator of eq. 10,
 * (a+b+x−1)/(a−1) · [1 − ((α+T)/(α+T+t))^(r+x) · 2F1(r+x, b+x; a+b+x−1; t/(α+T+t))].
 * That form is 0/0 at a = 1 and loses every digit for large x. The same number is Σ_{n≥0} P(N > n) · (b+x)_n / (a+b+x)_n with N negative binomial of
 * size r+x and probability z = t/(α+T+t): purchase n+1 is made if the rate allows it and none of the n before was the last. All terms are positive.
 * NaN when t is so long against alpha + T that the sum cannot be finished.
 */
export function expectedWhileAlive({ r, alpha, a, b }: BgNbdParameters, x: number, T: number, t: number): number {
  if (t <= 0) return 0;
  const size = r + x;
  const z = t / (alpha + T + t);
  // P(N = 0) may underflow: the probabilities are kept as multiples of a scale that is brought up as they grow.
  let logScale = size * Math.log1p(-z);
  let scale = Math.exp(logScale);
  let multiple = 1;
  let above = -Math.expm1(logScale);
  let stays = 1;
  let sum = 0;
  for (let n = 0; n < MOST_TERMS; ) {
    for (const end = n + TERMS_AT_ONCE; n < end; n += 1) {
      sum += above * stays;
      stays *= (b + x + n) / (a + b + x + n);
      multiple *= (z * (size + n)) / (n + 1);
      above = Math.max(0, above - multiple * scale);
    }
    // Past the mode the probabilities fall at least as fast as a geometric series with this quotient; so does what is left of the sum.
    const quotient = (z * (size + n)) / (n + 1);
    if (quotient < 1 && stays * multiple * scale <= LAST_TERM * sum * (1 - quotient) * (1 - quotient)) return sum;
    if (multiple > LARGE) {
      multiple /= LARGE;
      logScale += Math.log(LARGE);
      scale = Math.exp(logScale);
    }
  }
  return NaN;
}

/** P(X(t) = n): a new client makes exactly n repeat purchases within t time units (eq. 8). */
export function purchaseProbability({ r, alpha, a, b }: BgNbdParameters, t: number, n: number): number {
  if (t <= 0) return n === 0 ? 1 : 0;
  const z = t / (alpha + t);
  const stays = (k: number): number => Math.exp(logGamma(b + k) - logGamma(b) - logGamma(a + b + k) + logGamma(a + b));
  if (n === 0) return exactly(r, z, 0);
  return stays(n) * exactly(r, z, n) + ((stays(n - 1) * a) / (a + b + n - 1)) * atLeast(r, z, n);
}

/** P(N = n) of the negative binomial distribution. */
function exactly(size: number, z: number, n: number): number {
  return Math.exp(logGamma(size + n) - logGamma(size) - logGamma(n + 1) + size * Math.log1p(-z) + n * Math.log(z));
}

/** P(N ≥ n), n ≥ 1: the sum of the tail past the mean, so that small tails keep their digits, else 1 less the sum below. */
function atLeast(size: number, z: number, n: number): number {
  let sum = 0;
  if (n > (size * z) / (1 - z)) {
    let probability = exactly(size, z, n);
    for (let k = n; k < n + MOST_TERMS; k += 1) {
      sum += probability;
      const quotient = (z * (size + k)) / (k + 1);
      probability *= quotient;
      // Past n the quotients keep to one side of z, so the larger of the two bounds what follows.
      const bound = Math.max(quotient, z);
      if (bound < 1 && probability <= LAST_TERM * sum * (1 - bound)) return sum;
    }
    return NaN;
  }
  let probability = exactly(size, z, n - 1);
  for (let k = n - 1; k >= 0 && probability > LAST_TERM * sum; k -= 1) {
    sum += probability;
    probability *= k / (z * (size + k - 1));
  }
  return Math.max(0, 1 - sum);
}

function named(values: readonly number[]): BgNbdParameters {
  const [r = NaN, alpha = NaN, a = NaN, b = NaN] = values;
  return { r, alpha, a, b };
}

function refusal(refused: RefusalReason, groups: GroupedHistories, parameter: string | null): RefusedModel {
  const { clients, repeatBuyers } = groups;
  return { refused, model: 'BG/NBD', clients, repeatBuyers, repeatBuyersNeeded: REPEAT_BUYERS_NEEDED, parameter };
}
