// Clients who behave exactly as BG/NBD and Gamma-Gamma say, in continuous time, from a seed.
import type { BgNbdParameters } from '../../src/core/btyd/bg-nbd';
import type { GammaGammaParameters } from '../../src/core/btyd/gamma-gamma';

export interface SimulatedClients {
  readonly unit: 'day';
  readonly x: Float64Array;
  readonly tX: Float64Array;
  readonly T: Float64Array;
  readonly zMinor: Float64Array;
}

/** Numbers in [0, 1) from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Gamma distributed with scale 1 (Marsaglia, Tsang 2000). */
function gammaDraw(next: () => number, shape: number): number {
  if (shape < 1) return gammaDraw(next, shape + 1) * (1 - next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(1 - next()) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Histories of clients watched for up to `longest` time units each. */
export function simulateClients(clients: number, purchases: BgNbdParameters, spend: GammaGammaParameters, longest: number, seed: number): SimulatedClients {
  const next = randomFrom(seed);
  const column = (): Float64Array => new Float64Array(clients);
  const result = { unit: 'day' as const, x: column(), tX: column(), T: column(), zMinor: column() };
  for (let client = 0; client < clients; client += 1) {
    const T = longest * (0.25 + 0.75 * next());
    const rate = gammaDraw(next, purchases.r) / purchases.alpha;
    const stays = gammaDraw(next, purchases.b);
    const leaving = 1 - stays / (stays + gammaDraw(next, purchases.a));
    const spendRate = gammaDraw(next, spend.q) / spend.v;
    let time = -Math.log(1 - next()) / rate;
    let x = 0;
    let tX = 0;
    let money = 0;
    while (time <= T) {
      x += 1;
      tX = time;
      money += gammaDraw(next, spend.p) / spendRate;
      if (next() < leaving) break;
      time -= Math.log(1 - next()) / rate;
    }
    result.x[client] = x;
    result.tX[client] = tX;
    result.T[client] = T;
    result.zMinor[client] = x === 0 ? 0 : (money / x) * 100;
  }
  return result;
}
