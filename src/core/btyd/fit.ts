/** What every fitted model answers: its parameters with the evidence, or the reason why there is none. */

/** The time unit of x, t_x and T: days, or calendar weeks from Monday. */
export type TimeUnit = 'day' | 'week';

/** The two models of METHODS §6. */
export type ModelName = 'BG/NBD' | 'Gamma-Gamma';

/**
 * Why a model was not fitted.
 * `amountsMissing`: the orders have no amounts. `tooFewClients`: fewer repeat buyers than parameters can be told from. `noInnerMaximum`: the likelihood rises
 * until a parameter runs to a limit, or does not depend on one. `notConverged`: the search ended without an answer. `meanSpendInfinite`: q ≤ 1, so no average bill exists.
 */
export type RefusalReason = 'amountsMissing' | 'tooFewClients' | 'noInnerMaximum' | 'notConverged' | 'meanSpendInfinite';

/** A model that is not given. */
export interface RefusedModel {
  readonly refused: RefusalReason;
  readonly model: ModelName;
  /** Clients that the model looked at. */
  readonly clients: number;
  /** Clients with at least one repeat purchase (Gamma-Gamma: with a positive mean spend as well). */
  readonly repeatBuyers: number;
  /** Repeat buyers needed at least. */
  readonly repeatBuyersNeeded: number;
  /** The parameter that ran to a limit, where the reason is `noInnerMaximum` and one did. */
  readonly parameter: string | null;
}

/** The evidence of a fit, the same for both models. */
export interface FitReport {
  readonly refused: null;
  /** Of all clients together, at the maximum. */
  readonly logLikelihood: number;
  readonly converged: true;
  /** Newton steps of the start that won. */
  readonly iterations: number;
  readonly clients: number;
  readonly repeatBuyers: number;
}
