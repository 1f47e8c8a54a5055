/** One plain sentence for every class and figure of a client: the answer to "why?" on a cell. */
import type { Language } from '../language/language';
import type { ColumnKey } from '../language/names';
import type { Marker } from '../marker';
import type { ClientFigures, Segmentation } from '../segmentation';
import type { Settings } from '../settings';
import { abcReason } from './abc';
import { dormancyReason, moneyAtRiskReason } from './dormancy';
import { lifecycleReason, temperatureReason } from './lifecycle';
import { ltvReason } from './ltv';
import { markerReason } from './marker';
import { clvReason, expectedBillReason, expectedPurchasesReason, pAliveReason } from './models';
import { averageBillReason, marginReason, rosReason } from './money';
import { ratingReason } from './rating';
import { scoreReason, segmentReason } from './segment';
import { xyzReason } from './xyz';

/** Columns of the base whose figures explain themselves. Plain facts (first purchase, number of orders) need no reason; plan and share of wallet have theirs in reasons/money. */
export const REASONED_COLUMNS = [
  'segment', 'segment_why', 'r', 'f', 'm', 'rfm', 'abc', 'abc_share', 'abc_why', 'xyz', 'xyz_value', 'xyz_why', 'abcxyz', 'days_silent', 'rhythm_days',
  'rhythm_source', 'lateness', 'dormancy', 'dormancy_why', 'money_at_risk', 'lifecycle', 'lifecycle_why', 'temperature', 'rating', 'marker_suggested',
  'average_bill', 'margin', 'ros', 'p_alive', 'expected_purchases', 'expected_bill', 'clv', 'ltv',
] as const satisfies readonly ColumnKey[];
export type ReasonedColumn = (typeof REASONED_COLUMNS)[number];

/** What reasons need beside the client's own figures. */
export interface ReasonContext {
  readonly settings: Settings;
  readonly segmentation: Pick<Segmentation, 'thresholds' | 'rating' | 'ltv' | 'models'>;
  /** The marker the manager typed for this client; null = none. */
  readonly marker: Marker | null;
}

/** Why a client's figure is what it is, or why it does not exist. No full stop at the end; ABC-XYZ gives two sentences with one between. */
export function figureReason(column: ReasonedColumn, figures: ClientFigures, context: ReasonContext, language: Language): string {
  const { settings, segmentation } = context;
  const { thresholds, models } = segmentation;
  const { currency } = settings;
  // Lifetime values are counted for every base and are refused so whenever the orders have no amounts.
  const hasAmounts = segmentation.ltv.refusal !== 'noAmounts';
  const abc = (): string => abcReason(figures, thresholds.abc, hasAmounts, language);
  const xyz = (): string => {
    const rules = { ...thresholds.xyz, period: settings['xyz.period'], baseRhythmDays: thresholds.dormancy.baseRhythmDays, asOfDay: thresholds.asOfDay };
    return xyzReason(figures, rules, hasAmounts, language);
  };
  switch (column) {
    case 'segment':
    case 'segment_why':
      return segmentReason(figures, language);
    case 'rfm':
      return scoreReason(figures, thresholds.rfm.scale, currency, language);
    case 'r':
    case 'f':
    case 'm':
      return scoreReason(figures, thresholds.rfm.scale, currency, language, column);
    case 'abc':
    case 'abc_share':
    case 'abc_why':
      return abc();
    case 'xyz':
    case 'xyz_value':
    case 'xyz_why':
      return xyz();
    case 'abcxyz':
      return figures.orders === 0 ? abc() : `${abc()}. ${xyz()}`;
    case 'days_silent':
    case 'rhythm_days':
    case 'rhythm_source':
    case 'lateness':
    case 'dormancy':
    case 'dormancy_why':
      return dormancyReason(figures, thresholds.dormancy, language);
    case 'money_at_risk':
      return moneyAtRiskReason(figures, thresholds.dormancy.riskDays, currency, hasAmounts, language);
    case 'lifecycle':
    case 'lifecycle_why':
      return lifecycleReason(figures, settings, thresholds.asOfDay, language);
    case 'temperature':
      return temperatureReason(figures, language);
    case 'rating':
      return ratingReason(figures, segmentation.rating, hasAmounts, language);
    case 'marker_suggested':
      return markerReason(figures, context.marker, language);
    case 'average_bill':
      return averageBillReason(figures, currency, hasAmounts, language);
    case 'margin':
      return marginReason(figures, currency, hasAmounts, language);
    case 'ros':
      return rosReason(figures, currency, hasAmounts, language);
    case 'p_alive':
      return pAliveReason(figures, models, language);
    case 'expected_purchases':
      return expectedPurchasesReason(figures, models, language);
    case 'expected_bill':
      return expectedBillReason(figures, models, currency, language);
    case 'clv':
      return clvReason(figures, models, currency, language);
    case 'ltv':
      return ltvReason(figures, segmentation.ltv, thresholds.asOfDay, currency, language);
  }
}
