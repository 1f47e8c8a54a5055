/** P(alive), expected purchases, expected bill and CLV of every client: BG/NBD and Gamma-Gamma on an order book (METHODS §6). */
import type { Day } from '../calendar';
import { issue } from '../issue';
import type { Issue, Outcome } from '../issue';
import type { OrderBook } from '../orders/order-book';
import { expectedWhileAlive, fitBgNbd, pAlive } from './bg-nbd';
import type { BgNbdFit, BgNbdParameters } from './bg-nbd';
import { discountedWhileAlive, unitsOfDays, unitsPerMonth } from './clv';
import type { LifetimeHorizon } from './clv';
import { summariseCustomers } from './customer-summary';
import type { CustomerSummary, PurchaseBook } from './customer-summary';
import type { RefusedModel, TimeUnit } from './fit';
import { expectedSpend, fitGammaGamma, SPENDERS_NEEDED } from './gamma-gamma';
import type { GammaGammaFit } from './gamma-gamma';

/** The settings the models look at; the product's Settings have them under the same keys. */
export interface ModelSettings {
  readonly 'model.unit': TimeUnit;
  /** Length of the future that expected purchases are counted in. */
  readonly 'model.horizonDays': number;
  readonly 'clv.months': number;
  /** Discount of one month as a fraction. */
  readonly 'clv.monthlyDiscount': number;
}

/** The part of an order book that the models look at. */
export type ModelBook = PurchaseBook & Pick<OrderBook, 'moneyMinor' | 'hasAmounts'>;

/** Everything the models say of a base. The arrays run along `book.clientKeys`; NaN = the figure does not exist for this client. */
export interface ModelsResult {
  /** Unit of T, t_x and alpha. */
  readonly unit: TimeUnit;
  readonly horizonDays: number;
  readonly clvMonths: number;
  readonly monthlyDiscount: number;
  /** Clients with at least one purchase. */
  readonly clients: number;
  readonly bgNbd: BgNbdFit | RefusedModel;
  readonly gammaGamma: GammaGammaFit | RefusedModel;
  /** Probability that the client still buys, 0…1. */
  readonly pAlive: Float64Array;
  /** Expected purchase days (weeks) within `horizonDays` after asOf. */
  readonly expectedPurchases: Float64Array;
  /** Expected average bill of a purchase day (week), in minor units, not rounded. */
  readonly expectedBillMinor: Float64Array;
  /** Discounted money of the next `clvMonths` months, in minor units, not rounded. */
  readonly clvMinor: Float64Array;
}

/** The model assumes that spend does not depend on frequency; above this size of the correlation the base contradicts it plainly. */
export const STRONG_CORRELATION = 0.3;

/**
 * Fits both models and gives every client its figures. A model that is refused leaves its figures NaN and says why as an issue; CLV needs both.
 * Bills of a client whose money was refused are NaN and take no part in the fit.
 */
export function fitModels(book: ModelBook, asOfDay: Day, settings: ModelSettings): Outcome<ModelsResult> {
  const unit = settings['model.unit'];
  const summary = summariseCustomers(book, { unit, calibrationEndDay: asOfDay });
  const clients = summary.x.length;
  const zMinor = summary.zMinor.map((z, position) => (Number.isNaN(book.moneyMinor[summary.clientIndex[position] ?? 0]) ? NaN : z));
  const bgNbd = fitBgNbd(summary);
  const gammaGamma = book.hasAmounts ? fitGammaGamma({ x: summary.x, zMinor }) : withoutAmounts(summary);
  const column = (): Float64Array => new Float64Array(book.clientKeys.length).fill(NaN);
  const result: ModelsResult = {
    unit,
    horizonDays: settings['model.horizonDays'],
    clvMonths: settings['clv.months'],
    monthlyDiscount: settings['clv.monthlyDiscount'],
    clients,
    bgNbd,
    gammaGamma,
    pAlive: column(),
    expectedPurchases: column(),
    expectedBillMinor: column(),
    clvMinor: column(),
  };
  const future = bgNbd.refused === null ? futures(bgNbd.parameters, result) : null;
  for (let position = 0; position < clients; position += 1) {
    const client = summary.clientIndex[position] ?? 0;
    const x = summary.x[position] ?? 0;
    const T = summary.T[position] ?? 0;
    if (gammaGamma.refused === null) result.expectedBillMinor[client] = expectedSpend(gammaGamma.parameters, x, zMinor[position] ?? NaN);
    if (bgNbd.refused !== null || future === null) continue;
    const alive = pAlive(bgNbd.parameters, x, summary.tX[position] ?? 0, T);
    const { purchases, discounted } = future(x, T);
    result.pAlive[client] = alive;
    result.expectedPurchases[client] = alive * purchases;
    result.clvMinor[client] = alive * discounted * (result.expectedBillMinor[client] ?? NaN);
  }
  return { value: result, issues: issuesOf(bgNbd, gammaGamma) };
}

interface Future {
  /** Expected purchases within the horizon, if alive. */
  readonly purchases: number;
  /** Discounted expected purchases of the months of CLV, if alive. */
  readonly discounted: number;
}

/** What lies before a client who is alive depends on x and T only: each pair is computed once. */
function futures(parameters: BgNbdParameters, result: ModelsResult): (x: number, T: number) => Future {
  const known = new Map<number, Map<number, Future>>();
  const time = unitsOfDays(result.horizonDays, result.unit);
  const horizon: LifetimeHorizon = { months: result.clvMonths, monthlyDiscount: result.monthlyDiscount, unitsPerMonth: unitsPerMonth(result.unit) };
  return (x, T) => {
    const ofX = known.get(x) ?? new Map<number, Future>();
    if (ofX.size === 0) known.set(x, ofX);
    const found = ofX.get(T);
    if (found !== undefined) return found;
    const made = {
      purchases: expectedWhileAlive(parameters, x, T, time),
      discounted: result.gammaGamma.refused === null ? discountedWhileAlive(parameters, x, T, horizon) : NaN,
    };
    ofX.set(T, made);
    return made;
  };
}

function withoutAmounts({ x }: CustomerSummary): RefusedModel {
  return {
    refused: 'amountsMissing',
    model: 'Gamma-Gamma',
    clients: x.length,
    repeatBuyers: x.reduce((count, repeats) => count + (repeats > 0 ? 1 : 0), 0),
    repeatBuyersNeeded: SPENDERS_NEEDED,
    parameter: null,
  };
}

function issuesOf(bgNbd: ModelsResult['bgNbd'], gammaGamma: ModelsResult['gammaGamma']): Issue[] {
  const issues: Issue[] = [];
  if (bgNbd.refused !== null) issues.push(issueOfRefusal(bgNbd));
  if (gammaGamma.refused !== null) issues.push(issueOfRefusal(gammaGamma));
  else if (gammaGamma.correlation !== null && Math.abs(gammaGamma.correlation) > STRONG_CORRELATION) {
    issues.push(issue('model.spendCorrelates', { correlation: gammaGamma.correlation, limit: STRONG_CORRELATION }));
  }
  return issues;
}

/** The reason of a refusal as an issue, for those who fit a model by themselves. */
export function issueOfRefusal({ refused, model, repeatBuyers, repeatBuyersNeeded, parameter }: RefusedModel): Issue {
  switch (refused) {
    case 'amountsMissing':
      return issue('model.amountsMissing', { model });
    case 'tooFewClients':
      return issue('model.tooFewClients', { model, repeatBuyers, needed: repeatBuyersNeeded });
    case 'noInnerMaximum':
      return issue('model.noInnerMaximum', { model, parameter: parameter ?? '' });
    case 'notConverged':
      return issue('model.notConverged', { model });
    case 'meanSpendInfinite':
      return issue('model.meanSpendInfinite', { model });
  }
}
