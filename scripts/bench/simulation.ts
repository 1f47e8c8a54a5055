/** Clients who behave as BG/NBD and Gamma-Gamma say, simulated with a seed: purchases, a chance to leave after each, spend of their own. */
import type { OrderColumns } from '../../src/core/orders/order-book';
import { seededRandom } from './measure';

/** True parameters of a simulated base; alpha in days, v in major units. */
export interface TrueParameters {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
  readonly p: number;
  readonly q: number;
  readonly v: number;
}

/** The published parameters of the CDNOW sample, alpha in days (Fader, Hardie, Lee 2005; Fader, Hardie 2013). */
export const CDNOW_PARAMETERS: TrueParameters = { r: 0.243, alpha: 4.414 * 7, a: 0.793, b: 2.426, p: 6.25, q: 3.74, v: 15.44 };

/** Orders of `clients` who first bought within `startDays` from `firstDay` and were watched up to `lastDay`; one order a purchase. */
export function simulatedOrders(clients: number, truth: TrueParameters, days: { readonly firstDay: number; readonly startDays: number; readonly lastDay: number }): OrderColumns {
  const next = seededRandom(20_050_501);
  const draw = gammaDraws(next);
  const client: number[] = [];
  const day: number[] = [];
  const amount: number[] = [];
  for (let index = 0; index < clients; index += 1) {
    const rate = draw(truth.r) / truth.alpha;
    const one = draw(truth.a);
    const leaving = one / (one + draw(truth.b));
    const spendRate = draw(truth.q) / truth.v;
    let now = days.firstDay + next() * days.startDays;
    for (let isAlive = true; isAlive && now < days.lastDay + 1; ) {
      client.push(index);
      day.push(Math.floor(now));
      amount.push(Math.max(1, Math.round((draw(truth.p) / spendRate) * 100)));
      // In BG/NBD nobody leaves after the first purchase, with which a client is found.
      isAlive = client[client.length - 2] !== index || next() >= leaving;
      now += -Math.log(1 - next()) / rate;
    }
  }
  return {
    clientKeys: Array.from({ length: clients }, (_unused, index) => `c${String(index).padStart(6, '0')}`),
    client: Int32Array.from(client), day: Int32Array.from(day), amountMinor: Float64Array.from(amount), costMinor: null, order: null, paid: null, rowIndex: null,
  };
}

/** Draws from the gamma distribution of a shape, scale 1 (Marsaglia, Tsang 2000). */
function gammaDraws(next: () => number): (shape: number) => number {
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const draw = (shape: number): number => {
    if (shape < 1) return draw(shape + 1) * (1 - next()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return draw;
}
