/** Gamma-Gamma: how much clients spend on a purchase day (Fader, Hardie 2013, The Gamma-Gamma Model of Monetary Value). */
import { MINOR_PER_MAJOR } from '../money';
import type { FitReport, RefusalReason, RefusedModel } from './fit';
import { digamma, logGamma, trigamma } from './gamma-function';
import { inLogarithms, maximise } from './maximum';
import type { LogLikelihood } from './maximum';

/** p, q without unit; v in major units of the currency. */
export interface GammaGammaParameters {
  readonly p: number;
  readonly q: number;
  readonly v: number;
}

/** A fitted Gamma-Gamma model. The log-likelihood is that of mean spends in major units. */
export interface GammaGammaFit extends FitReport {
  readonly parameters: GammaGammaParameters;
  /** Standard errors from the curvature at the maximum (delta method). */
  readonly standardErrors: GammaGammaParameters;
  /** Pearson correlation of x and mean spend of the fitted clients; null when one of them does not vary. The model assumes none. */
  readonly correlation: number | null;
}

/** What the fit needs: repeat purchases and mean spend of each client; those with x = 0 or without spend are left out. */
export interface SpendHistories {
  readonly x: ArrayLike<number>;
  /** Mean money of the repeat days in minor units. */
  readonly zMinor: ArrayLike<number>;
}

/** Ten clients for each of the three parameters, as for BG/NBD. */
export const SPENDERS_NEEDED = 30;

const NAMES = ['p', 'q', 'v'] as const;
// Beyond these limits a distribution is a single point to any practical purpose; a search that ends there has found no inner maximum.
const SMALLEST = 1e-4;
const LARGEST = 1e4;

/** Spending clients by x, with the sums that do not depend on the parameters. */
interface GroupedSpends {
  readonly clients: number;
  readonly spenders: number;
  /** x·z in major units, grouped: group g has entries start[g] … start[g + 1] − 1. */
  readonly totals: Float64Array;
  readonly start: Int32Array;
  readonly x: Float64Array;
  readonly sumLogZ: Float64Array;
  readonly meanZ: number;
}

/**
 * Fits the model by maximum likelihood on clients with x > 0 and positive mean spend.
 * @returns the fit, or why there is none: too few clients, no inner maximum (bills alike), search not converged, no finite mean
 */
export function fitGammaGamma(spends: SpendHistories): GammaGammaFit | RefusedModel {
  const groups = groupSpends(spends);
  if (groups.spenders < SPENDERS_NEEDED) return refusal('tooFewClients', groups, null);
  // v is money: p·v / (q − 1) is the mean bill.
  const start = (p: number, q: number): number[] => [p, q, (groups.meanZ * (q - 1)) / p];
  const limits = (factor: number): number[] => [factor, factor, factor * groups.meanZ];
  const found = maximise({
    evaluate: gammaGammaLikelihood(groups),
    starts: [start(4, 4), start(1, 2), start(20, 3), start(2, 20)],
    lower: limits(SMALLEST),
    upper: limits(LARGEST),
  });
  if (found.kind === 'none') return refusal('notConverged', groups, null);
  if (found.kind === 'edge') return refusal('noInnerMaximum', groups, NAMES[found.edgeIndex] ?? null);
  const parameters = named(found.parameters);
  if (parameters.q <= 1) return refusal('meanSpendInfinite', groups, null);
  return {
    refused: null,
    parameters,
    standardErrors: named(found.standardErrors),
    logLikelihood: found.value,
    converged: true,
    iterations: found.iterations,
    clients: groups.clients,
    repeatBuyers: groups.spenders,
    correlation: spendCorrelation(spends),
  };
}

/** E(M | z, x): expected average bill of a client in minor units (eq. 5), a weighted mean of the own mean spend and that of the base; the latter alone for x = 0. */
export function expectedSpend({ p, q, v }: GammaGammaParameters, x: number, zMinor: number): number {
  return (p * (v * MINOR_PER_MAJOR + x * zMinor)) / (p * x + q - 1);
}

/** Pearson correlation of x and mean spend among clients with x > 0 and positive mean spend; null when one of them does not vary. */
export function spendCorrelation({ x, zMinor }: SpendHistories): number | null {
  let spenders = 0;
  let meanX = 0;
  let meanZ = 0;
  let varX = 0;
  let varZ = 0;
  let shared = 0;
  for (let index = 0; index < x.length; index += 1) {
    const repeats = x[index] ?? 0;
    const mean = zMinor[index] ?? 0;
    if (!isSpender(repeats, mean)) continue;
    // Running means (Welford): no cancellation for large money with little spread.
    spenders += 1;
    const offX = repeats - meanX;
    const offZ = mean - meanZ;
    meanX += offX / spenders;
    meanZ += offZ / spenders;
    varX += offX * (repeats - meanX);
    varZ += offZ * (mean - meanZ);
    shared += offX * (mean - meanZ);
  }
  return varX > 0 && varZ > 0 ? shared / Math.sqrt(varX * varZ) : null;
}

/**
 * Log-likelihood as a function of ln p, ln q, ln v (eq. 1a, the density of the mean spend z):
 * f(z | p, q, v; x) = Γ(px+q) / (Γ(px) Γ(q)) · v^q z^(px−1) x^(px) / (v + xz)^(px+q). Gamma functions are computed once for each x.
 */
function gammaGammaLikelihood({ totals, start, x, sumLogZ, spenders }: GroupedSpends): LogLikelihood {
  return (logParameters) => {
    const [p = 1, q = 1, v = 1] = Array.from(logParameters, Math.exp);
    const logV = Math.log(v);
    const digammaQ = digamma(q);
    let value = spenders * (q * logV - logGamma(q));
    let gP = 0;
    let gQ = spenders * (logV - digammaQ);
    let gV = (spenders * q) / v;
    let hPP = 0;
    let hPQ = 0;
    let hPV = 0;
    let hQQ = -spenders * trigamma(q);
    let hQV = spenders / v;
    let hVV = (-spenders * q) / (v * v);
    for (let group = 0; group < x.length; group += 1) {
      const repeats = x[group] as number;
      const shape = p * repeats;
      const from = start[group] as number;
      const to = start[group + 1] as number;
      let sumLog = 0;
      let sumInverse = 0;
      let sumSquare = 0;
      for (let index = from; index < to; index += 1) {
        const sum = v + (totals[index] as number);
        const inverse = 1 / sum;
        sumLog += Math.log(sum);
        sumInverse += inverse;
        sumSquare += inverse * inverse;
      }
      const count = to - from;
      const logX = Math.log(repeats);
      const digammaAll = digamma(shape + q);
      const trigammaAll = trigamma(shape + q);
      value += count * (logGamma(shape + q) - logGamma(shape) + shape * logX) + (shape - 1) * (sumLogZ[group] as number) - (shape + q) * sumLog;
      gP += repeats * (count * (digammaAll - digamma(shape) + logX) + (sumLogZ[group] as number) - sumLog);
      gQ += count * digammaAll - sumLog;
      gV -= (shape + q) * sumInverse;
      hPP += repeats * repeats * count * (trigammaAll - trigamma(shape));
      hPQ += repeats * count * trigammaAll;
      hPV -= repeats * sumInverse;
      hQQ += count * trigammaAll;
      hQV -= sumInverse;
      hVV += (shape + q) * sumSquare;
    }
    return inLogarithms([p, q, v], value, [gP, gQ, gV], [
      [hPP, hPQ, hPV],
      [hPQ, hQQ, hQV],
      [hPV, hQV, hVV],
    ]);
  };
}

function groupSpends({ x, zMinor }: SpendHistories): GroupedSpends {
  const groupOf = new Map<number, number>();
  const sizes: number[] = [];
  let spenders = 0;
  let sumZ = 0;
  for (let index = 0; index < x.length; index += 1) {
    const repeats = x[index] ?? 0;
    if (!isSpender(repeats, zMinor[index] ?? 0)) continue;
    const group = groupOf.get(repeats) ?? groupOf.size;
    groupOf.set(repeats, group);
    sizes[group] = (sizes[group] ?? 0) + 1;
    spenders += 1;
    sumZ += zMinor[index] ?? 0;
  }
  const start = new Int32Array(sizes.length + 1);
  sizes.forEach((size, group) => (start[group + 1] = (start[group] ?? 0) + size));
  const next = Int32Array.from(start);
  const totals = new Float64Array(spenders);
  const sumLogZ = new Float64Array(sizes.length);
  for (let index = 0; index < x.length; index += 1) {
    const repeats = x[index] ?? 0;
    const z = (zMinor[index] ?? 0) / MINOR_PER_MAJOR;
    const group = groupOf.get(repeats);
    if (group === undefined || !isSpender(repeats, z)) continue;
    const place = next[group] ?? 0;
    next[group] = place + 1;
    totals[place] = repeats * z;
    sumLogZ[group] = (sumLogZ[group] ?? 0) + Math.log(z);
  }
  const meanZ = spenders === 0 ? 0 : sumZ / spenders / MINOR_PER_MAJOR;
  return { clients: x.length, spenders, totals, start, x: Float64Array.from(groupOf.keys()), sumLogZ, meanZ };
}

function isSpender(x: number, z: number): boolean {
  return x > 0 && z > 0;
}

function named(values: readonly number[]): GammaGammaParameters {
  const [p = NaN, q = NaN, v = NaN] = values;
  return { p, q, v };
}

function refusal(refused: RefusalReason, groups: GroupedSpends, parameter: string | null): RefusedModel {
  return { refused, model: 'Gamma-Gamma', clients: groups.clients, repeatBuyers: groups.spenders, repeatBuyersNeeded: SPENDERS_NEEDED, parameter };
}
