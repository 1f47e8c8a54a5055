/** The purchase models as the sidebar shows them: parameters and fit, or why there are none. */
import type { ModelsView, ModelView } from '../contract/movement-views';
import type { FitReport, RefusedModel } from '../core/btyd/fit';
import type { ModelsResult } from '../core/btyd/models';
import { fitModels } from '../core/btyd/models';
import { formatIsoDay } from '../core/calendar';
import type { Outcome } from '../core/issue';
import { outcome } from '../core/issue';
import { formatMoney, formatNumber } from '../core/language/format';
import type { Language } from '../core/language/language';
import { majorOf } from '../core/money';
import { refusedModelReason } from '../core/reasons/missing';
import { openOrders } from './dated-orders';
import { issueViews } from './issue-view';
import type { Ports } from './ports';
import { say } from './words';

const PARAMETER_DIGITS = 4;

/** Fits the models on the orders of the base. Writes nothing. 2 counted calls. */
export function viewModels(ports: Ports): Outcome<ModelsView | null> {
  const opened = openOrders(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const { base, dated, issues } = opened.value;
  const { settings, language } = base;
  const fitted = fitModels(dated.book, dated.asOfDay, settings);
  const models = fitted.value;
  const expectedPurchases = models.bgNbd.refused === null ? sumOf(models.expectedPurchases) : null;
  const clvMinor = models.bgNbd.refused === null && models.gammaGamma.refused === null ? Math.round(sumOf(models.clvMinor)) : null;
  return outcome({
    asOf: formatIsoDay(dated.asOfDay),
    unit: models.unit,
    unitLabel: say(language, `choice.${models.unit}`),
    models: modelViews(models, expectedPurchases, language),
    correlation: models.gammaGamma.refused === null ? models.gammaGamma.correlation : null,
    horizonDays: models.horizonDays,
    expectedPurchases,
    clvMonths: models.clvMonths,
    clvMoney: clvMinor === null ? null : majorOf(clvMinor),
    clvMoneyShown: clvMinor === null ? '' : formatMoney(clvMinor, settings.currency, language),
    text: say(language, 'models.text'),
    issues: issueViews([...issues, ...fitted.issues], language),
  });
}

function modelViews(models: ModelsResult, expectedPurchases: number | null, language: Language): ModelView[] {
  const { bgNbd, gammaGamma, horizonDays } = models;
  const purchases = formatNumber(expectedPurchases ?? 0, language, (expectedPurchases ?? 0) < 10 ? 1 : 0);
  return [
    modelView('purchases', bgNbd, language, (fit) => say(language, 'models.purchases', { alive: Math.round(sumOf(models.pAlive)), purchases, clients: fit.clients, days: horizonDays })),
    modelView('spend', gammaGamma, language, (fit) => say(language, 'models.spend', { clients: fit.repeatBuyers })),
  ];
}

function modelView<Fit extends FitReport & { readonly parameters: object }>(key: ModelView['key'], fit: Fit | RefusedModel, language: Language, words: (fit: Fit) => string): ModelView {
  const title = say(language, `models.title.${key}`);
  if (fit.refused !== null) {
    return { key, title, fitted: false, parameters: [], logLikelihood: null, converged: false, clients: fit.clients, text: refusedModelReason(fit, language) };
  }
  const parameters = Object.entries(fit.parameters as Readonly<Record<string, number>>).map(([name, value]) => ({ name, value, shown: formatNumber(value, language, PARAMETER_DIGITS) }));
  // The spend model is fitted on repeat buyers alone.
  const clients = key === 'spend' ? fit.repeatBuyers : fit.clients;
  return { key, title, fitted: true, parameters, logLikelihood: fit.logLikelihood, converged: fit.converged, clients, text: words(fit) };
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + value), 0);
}
