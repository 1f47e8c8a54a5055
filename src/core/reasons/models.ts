/** What the forecasts of a client say; every sentence says that it is an estimate. */
import type { ModelsResult } from '../btyd/models';
import type { Language } from '../language/language';
import { text } from '../language/text';
import type { ClientFigures } from '../segmentation';
import type { Currency } from '../settings';
import { missingReason, refusedModelReason } from './missing';
import { chance, estimatedMoney, exactPercent, roundTo } from './wording';

/** What the sentences need of a client's figures. */
export type ForecastFigures = Pick<ClientFigures, 'orders' | 'daysSilent' | 'pAlive' | 'expectedPurchases' | 'expectedBillMinor' | 'clvMinor'>;

/** What they need of the models; null = the models were not asked for. */
export type ForecastModels = Pick<ModelsResult, 'bgNbd' | 'gammaGamma' | 'horizonDays' | 'clvMonths' | 'monthlyDiscount'> | null;

const LEAST_SHOWN_PURCHASES = 0.05;

/** "Still a client with a chance of about 82% (an estimate): bought 9 times, silent for 71 days". */
export function pAliveReason(figures: ForecastFigures, models: ForecastModels, language: Language): string {
  const { pAlive, daysSilent, orders } = figures;
  if (models === null || pAlive === null || daysSilent === null) return missingForecast(figures, models, ['bgNbd'], language);
  return text(language, orders === 1 ? 'reason.alive.once' : 'reason.alive.several', { share: chance(pAlive, language), orders, silentDays: daysSilent });
}

/** "About 1.4 purchases expected over the next 90 days (an estimate)". */
export function expectedPurchasesReason(figures: ForecastFigures, models: ForecastModels, language: Language): string {
  if (models === null || figures.expectedPurchases === null) return missingForecast(figures, models, ['bgNbd'], language);
  const horizon = models.horizonDays;
  if (figures.expectedPurchases < LEAST_SHOWN_PURCHASES) return text(language, 'reason.expected.none', { horizon });
  return text(language, 'reason.expected.some', { purchases: roundTo(figures.expectedPurchases, 1), horizon });
}

/** "A purchase of this client is expected to be about £1,200, judging by the own bills and those of all clients (an estimate)". */
export function expectedBillReason(figures: ForecastFigures, models: ForecastModels, currency: Currency, language: Language): string {
  if (models === null || figures.expectedBillMinor === null) return missingForecast(figures, models, ['gammaGamma'], language);
  return text(language, 'reason.bill', { bill: estimatedMoney(figures.expectedBillMinor, currency, language) });
}

/** "About £15,000 over the next 12 months, later money counted 1% lower a month (an estimate)". */
export function clvReason(figures: ForecastFigures, models: ForecastModels, currency: Currency, language: Language): string {
  if (models === null || figures.clvMinor === null) return missingForecast(figures, models, ['bgNbd', 'gammaGamma'], language);
  return text(language, models.monthlyDiscount === 0 ? 'reason.clv.plain' : 'reason.clv.discounted', {
    money: estimatedMoney(figures.clvMinor, currency, language),
    months: models.clvMonths,
    discount: exactPercent(models.monthlyDiscount, language),
  });
}

/** @param needed the models the figure comes from: the first refused one says why there is none */
function missingForecast(figures: ForecastFigures, models: ForecastModels, needed: readonly ('bgNbd' | 'gammaGamma')[], language: Language): string {
  if (figures.orders === 0) return missingReason('noPurchases', language);
  if (models === null) return missingReason('modelOff', language);
  for (const name of needed) {
    const model = models[name];
    if (model.refused !== null) return refusedModelReason(model, language);
  }
  return missingReason('noForecast', language);
}
