/** The log-likelihood of BG/NBD with its gradient and Hessian, on clients grouped by (x, t_x, T). */
import { inLogarithms } from './maximum';
import type { LogLikelihood } from './maximum';

/** One history per buying client, all times in one unit: x repeat purchases, t_x from the first purchase to the last, T from the first purchase to asOf. */
export interface PurchaseHistories {
  readonly x: ArrayLike<number>;
  readonly tX: ArrayLike<number>;
  readonly T: ArrayLike<number>;
}

/** Clients with equal (x, t_x, T) counted together; times stand once in a table, because their logarithms cost the most. */
export interface GroupedHistories {
  readonly clients: number;
  readonly repeatBuyers: number;
  readonly meanT: number;
  readonly meanX: number;
  /** All repeat purchases together. */
  readonly repeats: number;
  /** Distinct times (t_x and T). */
  readonly times: Float64Array;
  /** Groups with x > 0, as columns: x, positions of t_x and T in `times`, number of clients. */
  readonly x: Int32Array;
  readonly tXIndex: Int32Array;
  readonly TIndex: Int32Array;
  readonly count: Float64Array;
  /** Clients with x = 0 by position of T in `times`. */
  readonly onceCount: Float64Array;
  /** At j: number of clients with x > j. */
  readonly above: Float64Array;
}

/** Groups histories. O(clients). */
export function groupHistories(histories: PurchaseHistories): GroupedHistories {
  const clients = histories.x.length;
  const timeIndexes = new Map<number, number>();
  const indexOfTime = (time: number): number => {
    const known = timeIndexes.get(time);
    if (known !== undefined) return known;
    timeIndexes.set(time, timeIndexes.size);
    return timeIndexes.size - 1;
  };
  const groups = new Map<number, Map<number, number>>();
  const x: number[] = [];
  const tXIndex: number[] = [];
  const TIndex: number[] = [];
  const count: number[] = [];
  const onceCount: number[] = [];
  const equal: number[] = [];
  let sumT = 0;
  let sumX = 0;
  for (let index = 0; index < clients; index += 1) {
    const repeats = histories.x[index] ?? 0;
    const T = indexOfTime(histories.T[index] ?? 0);
    sumT += histories.T[index] ?? 0;
    sumX += repeats;
    if (repeats === 0) {
      onceCount[T] = (onceCount[T] ?? 0) + 1;
      continue;
    }
    equal[repeats - 1] = (equal[repeats - 1] ?? 0) + 1;
    const tX = indexOfTime(histories.tX[index] ?? 0);
    // Two indexes fit into one key: there are far fewer than 2^26 distinct times.
    const key = tX * 67108864 + T;
    const ofX = groups.get(repeats) ?? new Map<number, number>();
    if (ofX.size === 0) groups.set(repeats, ofX);
    const group = ofX.get(key);
    if (group !== undefined) count[group] = (count[group] ?? 0) + 1;
    else {
      ofX.set(key, count.length);
      x.push(repeats);
      tXIndex.push(tX);
      TIndex.push(T);
      count.push(1);
    }
  }
  const above = Float64Array.from({ length: equal.length }, (_, j) => equal[j] ?? 0);
  for (let j = above.length - 2; j >= 0; j -= 1) above[j] = (above[j] ?? 0) + (above[j + 1] ?? 0);
  return {
    clients,
    repeatBuyers: above[0] ?? 0,
    meanT: clients === 0 ? 0 : sumT / clients,
    meanX: clients === 0 ? 0 : sumX / clients,
    repeats: sumX,
    times: Float64Array.from(timeIndexes.keys()),
    x: Int32Array.from(x),
    tXIndex: Int32Array.from(tXIndex),
    TIndex: Int32Array.from(TIndex),
    count: Float64Array.from(count),
    onceCount: Float64Array.from({ length: timeIndexes.size }, (_, index) => onceCount[index] ?? 0),
    above,
  };
}

/**
 * Log-likelihood of all clients as a function of ln r, ln alpha, ln a, ln b (Fader, Hardie, Lee 2005, eq. 6):
 * L = Γ(r+x) α^r / Γ(r) · B(a, b+x) / B(a, b) · [(α+T)^−(r+x) + δ(x>0) a / (b+x−1) · (α+t_x)^−(r+x)], with the beta functions in the form
 * Γ(a+b) Γ(b+x) / (Γ(b) Γ(a+b+x)). Times are taken against alpha, α^r (α+t)^−(r+x) = α^−x (1+t/α)^−(r+x), which stays exact where alpha and r are large. The gamma functions differ by whole numbers only, so their logarithms and derivatives are finite sums.
 */
export function bgNbdLikelihood(groups: GroupedHistories): LogLikelihood {
  const { times, x, tXIndex, TIndex, count, onceCount, above, clients, repeats: allRepeats } = groups;
  const logs = new Float64Array(times.length);
  const inverses = new Float64Array(times.length);
  const fallen = new Float64Array(times.length);
  const aliveLogs = new Float64Array(above.length);
  return (logParameters) => {
    const [r = 1, alpha = 1, a = 1, b = 1] = Array.from(logParameters, Math.exp);
    for (let k = 0; k < times.length; k += 1) {
      const time = times[k] as number;
      logs[k] = Math.log1p(time / alpha);
      inverses[k] = 1 / (alpha + time);
      // 1/α − 1/(α+t) without cancellation.
      fallen[k] = time / (alpha * (alpha + time));
    }
    const logA = Math.log(a);
    let value = -allRepeats * Math.log(alpha);
    let gR = 0;
    let gAlpha = 0;
    let gA = 0;
    let gB = 0;
    let hRR = 0;
    let hRAlpha = 0;
    let hAlphaAlpha = (-clients * r) / (alpha * alpha);
    let hRA = 0;
    let hRB = 0;
    let hAlphaA = 0;
    let hAlphaB = 0;
    let hAA = 0;
    let hAB = 0;
    let hBB = 0;

    // ln Γ(r+x) − ln Γ(r) = Σ_{j<x} ln(r+j), and so for b and a+b; summed over clients each j counts for those with x > j.
    for (let j = 0; j < above.length; j += 1) {
      const weight = above[j] as number;
      const ofR = 1 / (r + j);
      const ofB = 1 / (b + j);
      const ofAB = 1 / (a + b + j);
      value += weight * Math.log(((r + j) * (b + j)) / (a + b + j));
      gR += weight * ofR;
      gA -= weight * ofAB;
      gB += weight * (ofB - ofAB);
      hRR -= weight * ofR * ofR;
      hAA += weight * ofAB * ofAB;
      hAB += weight * ofAB * ofAB;
      hBB += weight * (ofAB * ofAB - ofB * ofB);
      aliveLogs[j] = logA - Math.log(b + j);
    }

    for (let k = 0; k < times.length; k += 1) {
      const weight = onceCount[k] as number;
      if (weight === 0) continue;
      const inverse = inverses[k] as number;
      const drop = fallen[k] as number;
      value -= weight * r * (logs[k] as number);
      gR -= weight * (logs[k] as number);
      gAlpha += weight * r * drop;
      hRAlpha += weight * drop;
      hAlphaAlpha += weight * r * inverse * inverse;
    }

    for (let group = 0; group < count.length; group += 1) {
      const weight = count[group] as number;
      const repeats = x[group] as number;
      const shape = r + repeats;
      const logT = logs[TIndex[group] as number] as number;
      const logX = logs[tXIndex[group] as number] as number;
      const inverseT = inverses[TIndex[group] as number] as number;
      const inverseX = inverses[tXIndex[group] as number] as number;
      const ofB = 1 / (b + repeats - 1);
      // The two terms of the bracket: still alive at T, gone right after t_x. `gone` is the share of the second.
      const ratio = (aliveLogs[repeats - 1] as number) + shape * (logT - logX);
      const small = Math.exp(-Math.abs(ratio));
      const gone = ratio > 0 ? 1 / (1 + small) : small / (1 + small);
      const alive = 1 - gone;
      value += weight * (Math.max(ratio, 0) + Math.log1p(small) - shape * logT);
      const meanInverse = gone * inverseX + alive * inverseT;
      gR -= weight * (gone * logX + alive * logT);
      const meanFallen = gone * (fallen[tXIndex[group] as number] as number) + alive * (fallen[TIndex[group] as number] as number);
      gAlpha += weight * (r * meanFallen - repeats * meanInverse);
      gA += (weight * gone) / a;
      gB -= weight * gone * ofB;

      const mixed = weight * gone * alive;
      const dR = logT - logX;
      const dAlpha = shape * (inverseT - inverseX);
      hRR += mixed * dR * dR;
      hRAlpha += mixed * dR * dAlpha + weight * meanFallen;
      hAlphaAlpha += mixed * dAlpha * dAlpha + weight * shape * (gone * inverseX * inverseX + alive * inverseT * inverseT);
      hRA += (mixed * dR) / a;
      hRB -= mixed * dR * ofB;
      hAlphaA += (mixed * dAlpha) / a;
      hAlphaB -= mixed * dAlpha * ofB;
      hAA += (mixed - weight * gone) / (a * a);
      hAB -= (mixed * ofB) / a;
      hBB += (mixed + weight * gone) * ofB * ofB;
    }
    return inLogarithms([r, alpha, a, b], value, [gR, gAlpha, gA, gB], [
      [hRR, hRAlpha, hRA, hRB],
      [hRAlpha, hAlphaAlpha, hAlphaA, hAlphaB],
      [hRA, hAlphaA, hAA, hAB],
      [hRB, hAlphaB, hAB, hBB],
    ]);
  };
}
