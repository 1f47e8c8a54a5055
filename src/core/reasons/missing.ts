/** Why a figure does not exist, as a sentence. */
import type { RefusedModel } from '../btyd/fit';
import type { Language } from '../language/language';
import { text } from '../language/text';

/** Causes of a missing figure besides a refused model. */
export const MISSING_CAUSES = [
  'noPurchases', 'noAmounts', 'sumRefused', 'noCost', 'noRevenue', 'modelOff', 'noForecast', 'noRetention', 'notFinite', 'tooLarge', 'noPlan',
  'noElsewhere', 'noSales',
] as const;
export type MissingCause = (typeof MISSING_CAUSES)[number];

/** The sentence of a cause. */
export function missingReason(cause: MissingCause, language: Language): string {
  return text(language, `reason.missing.${cause}`);
}

/** Why a model gives no figures. */
export function refusedModelReason(model: Pick<RefusedModel, 'refused' | 'repeatBuyers' | 'repeatBuyersNeeded'>, language: Language): string {
  return text(language, `reason.missing.${model.refused}`, { repeatBuyers: model.repeatBuyers, needed: model.repeatBuyersNeeded });
}

/** Why a client's money does not exist. */
export function missingMoney(figures: { readonly orders: number }, hasAmounts: boolean, language: Language): string {
  return missingReason(figures.orders === 0 ? 'noPurchases' : hasAmounts ? 'sumRefused' : 'noAmounts', language);
}
