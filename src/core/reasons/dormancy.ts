/** Why a client has a dormancy band, and what the money at risk is made of. */
import { DORMANCY_BANDS } from '../dormancy';
import { formatMoney } from '../language/format';
import type { Language } from '../language/language';
import { dormancyName } from '../language/names';
import { text } from '../language/text';
import type { ClientFigures } from '../segmentation';
import type { Currency } from '../settings';
import { missingMoney, missingReason } from './missing';
import { decimalsOf, estimatedMoney, inSentence, roundedBeside, roundTo } from './wording';

/** What the sentence about the band needs. */
export type DormancyFigures = Pick<ClientFigures, 'orders' | 'daysSilent' | 'rhythmDays' | 'rhythmSource' | 'lateness' | 'dormancy'>;

/** What the sentence about the money at risk needs. */
export type RiskFigures = Pick<ClientFigures, 'orders' | 'rhythmDays' | 'averageBillMinor' | 'moneyAtRiskMinor'>;

/** The limits that decided. */
export interface DormancyRules {
  readonly mode: 'rhythm' | 'threshold';
  /** Rising lateness limits of on time, due, late and dormant. */
  readonly bands: readonly number[];
  /** Threshold mode: silent for longer is dormant. */
  readonly days: number;
  readonly minSilenceDays: number;
}

/** "Silent for 71 days; usually buys every 34 days, so this is 2.1 rhythms (above 2, up to 3): dormant". */
export function dormancyReason(figures: DormancyFigures, rules: DormancyRules, language: Language): string {
  const { daysSilent, rhythmDays, rhythmSource, lateness, dormancy } = figures;
  if (dormancy === null || daysSilent === null || rhythmDays === null || rhythmSource === null || lateness === null) return missingReason('noPurchases', language);
  const band = inSentence(dormancyName(dormancy, language));
  if (rules.mode === 'threshold') {
    const side = daysSilent > rules.days ? 'dormant' : 'on_time';
    return text(language, `reason.dormancy.threshold.${side}`, { silentDays: daysSilent, limitDays: rules.days, band });
  }
  return text(language, `reason.dormancy.${rhythmSource}`, {
    silentDays: daysSilent,
    rhythmDays: roundTo(rhythmDays, 1),
    lateness: roundedBeside(lateness, rules.bands, 1),
    limit: limitText(figures, rules, language),
    band,
  });
}

/** "At the usual pace about £120 in 90 days: a bill of £40 every 30 days". */
export function moneyAtRiskReason(figures: RiskFigures, riskDays: number, currency: Currency, hasAmounts: boolean, language: Language): string {
  const { moneyAtRiskMinor, averageBillMinor, rhythmDays } = figures;
  if (moneyAtRiskMinor === null || averageBillMinor === null || rhythmDays === null) return missingMoney(figures, hasAmounts, language);
  return text(language, 'reason.moneyAtRisk', {
    atRisk: estimatedMoney(moneyAtRiskMinor, currency, language),
    bill: formatMoney(averageBillMinor, currency, language),
    riskDays,
    rhythmDays: roundTo(rhythmDays, 1),
  });
}

/** The span of lateness of the band, or the minimum silence where that keeps the client from being late. */
function limitText(figures: DormancyFigures, { bands, minSilenceDays }: DormancyRules, language: Language): string {
  const lateness = figures.lateness ?? 0;
  const place = bands.findIndex((limit) => lateness <= limit);
  const byLateness = DORMANCY_BANDS[place < 0 ? DORMANCY_BANDS.length - 1 : place];
  if (byLateness !== figures.dormancy) return text(language, 'reason.dormancy.minSilence', { minSilenceDays });
  const upper = place < 0 ? null : decimalsOf(bands[place] ?? 0, language);
  const lower = place === 0 ? null : decimalsOf(bands[place < 0 ? bands.length - 1 : place - 1] ?? 0, language);
  if (lower === null) return text(language, 'reason.dormancy.upTo', { upper: upper ?? '' });
  return upper === null ? text(language, 'reason.dormancy.over', { lower }) : text(language, 'reason.dormancy.between', { lower, upper });
}
