/** The maximum of a likelihood of a few positive parameters: Newton steps on their logarithms inside limits, from several fixed starts. */
import { cholesky, solve } from './cholesky';

/** Value, gradient and Hessian (row by row) with respect to the logarithms of the parameters. */
export interface Curvature {
  readonly value: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

/** A log-likelihood as a function of the logarithms of its parameters. */
export type LogLikelihood = (logParameters: Float64Array) => Curvature;

/** What is searched: natural parameters, not logarithms. */
export interface Search {
  readonly evaluate: LogLikelihood;
  readonly starts: readonly (readonly number[])[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** `edge`: no inner maximum, parameter `edgeIndex` ran to a limit or is not determined; `none`: the search did not end. */
export interface Maximum {
  readonly kind: 'inner' | 'edge' | 'none';
  readonly edgeIndex: number;
  readonly parameters: readonly number[];
  /** Of the parameters, from the curvature (delta method); NaN without an inner maximum. */
  readonly standardErrors: readonly number[];
  readonly value: number;
  readonly iterations: number;
}

const MOST_ITERATIONS = 120;
// Newton converges quadratically: after a step this small the error is about its square, below what the likelihood can show.
const LAST_STEP = 1e-6;
// One step changes a parameter by a factor of at most e².
const LONGEST_STEP = 2;
// Sums of many logarithms are exact to about this share of their size; smaller gains are noise.
const NOISE = 1e-12;
// A logarithm known to ±5 only (a factor of 150 either way) reaches the limits of the search within two standard errors: not determined.
const LARGEST_LOG_ERROR = 5;
// A step is taken when it brings at least this share of what the curvature promised.
const LEAST_GAIN = 1e-4;
const MOST_DAMPING = 1e12;
// Two starts have found one maximum when their likelihoods differ by less than this share.
const SAME_MAXIMUM = 1e-9;

/** Searches from each start until two of them agree; the highest point wins. Deterministic. */
export function maximise(search: Search): Maximum {
  let best: Maximum | null = null;
  for (const start of search.starts) {
    const found = climb(search, start);
    const previous: Maximum | null = best;
    if (previous === null) {
      best = found;
      continue;
    }
    const gain = found.value - previous.value;
    const isSame = Math.abs(gain) <= SAME_MAXIMUM * (1 + Math.abs(previous.value));
    if (isSame ? previous.kind !== 'inner' && found.kind === 'inner' : gain > 0) best = found;
    if (isSame && previous.kind === found.kind && found.kind !== 'none') break;
  }
  if (best === null) throw new Error('a search needs a start');
  return best;
}

/** Derivatives by the logarithms of the parameters from those by the parameters themselves. */
export function inLogarithms(
  parameters: readonly number[],
  value: number,
  slopes: readonly number[],
  curvatures: readonly (readonly number[])[],
): Curvature {
  const size = parameters.length;
  const gradient = Float64Array.from(parameters, (parameter, index) => parameter * (slopes[index] ?? 0));
  const hessian = new Float64Array(size * size);
  parameters.forEach((left, row) => {
    parameters.forEach((right, column) => {
      hessian[row * size + column] = left * right * (curvatures[row]?.[column] ?? 0) + (row === column ? (gradient[row] ?? 0) : 0);
    });
  });
  return { value, gradient, hessian };
}

/** Limits of the logarithms. */
interface Box {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** Newton's method with damping where the likelihood bends the wrong way or a step does not pay (Levenberg, Marquardt). */
function climb({ evaluate, lower, upper }: Search, start: readonly number[]): Maximum {
  const box = { low: lower.map(Math.log), high: upper.map(Math.log) };
  let at = Float64Array.from(start, (value, index) => clamp(Math.log(value), index, box));
  let here = evaluate(at);
  let damping = 0;
  let iterations = 0;
  while (iterations < MOST_ITERATIONS && Number.isFinite(here.value)) {
    iterations += 1;
    const step = stepInside(here, at, damping, box);
    if (step === null) {
      damping = Math.max(damping * 10, 1e-3);
      continue;
    }
    const longest = step.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
    const scale = Math.min(LONGEST_STEP / longest, roomFor(step, at, box));
    const next = at.map((value, index) => clamp(value + scale * (step[index] ?? 0), index, box));
    const predicted = predictedGain(here, at, next);
    const noise = NOISE * Math.abs(here.value);
    // Near a limit rounding can keep the steps above the smallest one for ever, though they promise nothing.
    const isLast = longest < LAST_STEP || (longest < 1e-3 && predicted < noise / 1000);
    if (damping === 0 && isLast) return finish(next, here, box, iterations);
    const there = evaluate(next);
    const gain = there.value - here.value;
    if (gain > LEAST_GAIN * predicted || (predicted <= noise && gain >= -noise)) {
      at = next;
      here = there;
      damping = damping < 1e-4 ? 0 : damping / 10;
    } else {
      damping = Math.max(damping * 10, 1e-3);
      if (damping > MOST_DAMPING) break;
    }
  }
  return { kind: 'none', edgeIndex: -1, parameters: Array.from(at, Math.exp), standardErrors: [], value: here.value, iterations };
}

/** The Newton step over the parameters that are not held at a limit; a parameter whose step would leave the limits is held too. Null = not positive definite. */
function stepInside(here: Curvature, at: Float64Array, damping: number, box: Box): number[] | null {
  let free = Array.from(at.keys()).filter((index) => !leaves(here.gradient[index] ?? 0, index, at, box));
  for (;;) {
    const step = newtonStep(here, free, damping, at.length);
    if (step === null) return null;
    const kept = free.filter((index) => !leaves(step[index] ?? 0, index, at, box));
    if (kept.length === free.length) return step;
    free = kept;
  }
}

/** Whether a parameter stands at a limit and the direction points outwards. */
function leaves(direction: number, index: number, at: Float64Array, { low, high }: Box): boolean {
  const value = at[index] ?? 0;
  return (value <= (low[index] ?? 0) && direction < 0) || (value >= (high[index] ?? 0) && direction > 0);
}

/** The share of the step, at most 1, that stays inside. The step is shortened as a whole: cutting one part alone would leave a ridge. */
function roomFor(step: readonly number[], at: Float64Array, { low, high }: Box): number {
  return step.reduce((room, part, index) => {
    const limit = part > 0 ? (high[index] ?? 0) : (low[index] ?? 0);
    return part === 0 ? room : Math.min(room, (limit - (at[index] ?? 0)) / part);
  }, 1);
}

/** Solves (−H + damping·D)·step = gradient over the free parameters; null when the matrix is not positive definite. */
function newtonStep(here: Curvature, free: readonly number[], damping: number, size: number): number[] | null {
  const matrix = free.map((row) =>
    free.map((column) => {
      const entry = -(here.hessian[row * size + column] ?? 0);
      return row === column ? entry + damping * (Math.abs(entry) + 1e-8 * (1 + Math.abs(here.value))) : entry;
    }),
  );
  const factor = cholesky(matrix);
  if (factor === null) return null;
  const solved = solve(factor, free.map((index) => here.gradient[index] ?? 0));
  const step = new Array<number>(size).fill(0);
  free.forEach((index, position) => (step[index] = solved[position] ?? 0));
  return step;
}

function predictedGain(here: Curvature, at: Float64Array, next: Float64Array): number {
  const step = next.map((value, index) => value - (at[index] ?? 0));
  let gain = 0;
  step.forEach((part, row) => {
    gain += part * (here.gradient[row] ?? 0);
    step.forEach((other, column) => (gain += 0.5 * part * other * (here.hessian[row * step.length + column] ?? 0)));
  });
  return gain;
}

/** Judges the point where the steps ended. */
function finish(at: Float64Array, here: Curvature, { low, high }: Box, iterations: number): Maximum {
  const size = at.length;
  const parameters = Array.from(at, Math.exp);
  const edge = { kind: 'edge' as const, edgeIndex: 0, parameters, standardErrors: [], value: here.value, iterations };
  const atLimit = at.findIndex((value, index) => value <= (low[index] ?? 0) || value >= (high[index] ?? 0));
  if (atLimit >= 0) return { ...edge, edgeIndex: atLimit };
  const factor = cholesky(parameters.map((_, row) => parameters.map((__, column) => -(here.hessian[row * size + column] ?? 0))));
  if (factor === null) return edge;
  const logErrors = parameters.map((_, index) => {
    const unit = parameters.map((__, other) => (other === index ? 1 : 0));
    return Math.sqrt(solve(factor, unit)[index] ?? NaN);
  });
  const undetermined = logErrors.findIndex((error) => !(error <= LARGEST_LOG_ERROR));
  if (undetermined >= 0) return { ...edge, edgeIndex: undetermined };
  return { ...edge, kind: 'inner', edgeIndex: -1, standardErrors: parameters.map((value, index) => value * (logErrors[index] ?? NaN)) };
}

/** A value moved inside; one within rounding of its limit stands at it. */
function clamp(value: number, index: number, { low, high }: Box): number {
  const [least, most] = [low[index] ?? 0, high[index] ?? 0];
  if (value <= least + 1e-12) return least;
  return value >= most - 1e-12 ? most : value;
}
