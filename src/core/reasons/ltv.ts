/** What a lifetime value is made of, the cap of the lifetime included. */
import { periodIndexOf } from '../calendar';
import type { Day } from '../calendar';
import { formatMoney } from '../language/format';
import type { Language } from '../language/language';
import { text } from '../language/text';
import type { LtvResult } from '../ltv';
import type { ClientFigures } from '../segmentation';
import type { Currency } from '../settings';
import { missingMoney, missingReason } from './missing';
import { estimatedMoney, exactPercent, percent, roundTo } from './wording';

/** What the sentence needs of a client's figures. */
export type LtvFigures = Pick<ClientFigures, 'orders' | 'firstDay' | 'averageBillMinor' | 'ros' | 'ltvMinor'>;

/** What it needs of the base's result. */
export type LtvBase = Pick<LtvResult, 'options' | 'crr' | 'lifetime' | 'refusal'>;

/** "About £9,600 (an estimate): a bill of £800, 1.2 purchases a month, a lifetime of 10 months, of this 30% is profit". */
export function ltvReason(figures: LtvFigures, base: LtvBase, asOfDay: Day, currency: Currency, language: Language): string {
  const { ltvMinor, averageBillMinor, firstDay, orders } = figures;
  const { options, lifetime, crr } = base;
  if (orders === 0 || firstDay === null) return missingReason('noPurchases', language);
  if (base.refusal !== null || crr === null) return missingReason(base.refusal ?? 'noRetention', language);
  if (averageBillMinor === null) return missingMoney(figures, true, language);
  if (ltvMinor === null) return missingReason('tooLarge', language);

  const { period } = options;
  const periods = Math.max(1, periodIndexOf(asOfDay, period) - periodIndexOf(firstDay, period) + 1);
  const parts = [text(language, `reason.ltv.rate.${period}`, { rate: shownRate(orders / periods) })];
  if (lifetime !== null) {
    parts.push(text(language, `reason.ltv.${lifetime.isCapped ? 'cap' : 'life'}.${period}`, { periods: roundTo(lifetime.periods, 1) }));
  }
  if (figures.ros !== null) parts.push(text(language, 'reason.ltv.profitRate', { rate: percent(figures.ros, language, [0]) }));
  const values = {
    money: estimatedMoney(ltvMinor, currency, language),
    bill: formatMoney(averageBillMinor, currency, language),
    parts: parts.join(', '),
    crr: percent(crr, language, [0, 1]),
    discount: exactPercent(options.discount, language),
  };
  if (options.formula === 'simple') return text(language, 'reason.ltv.simple', values);
  return text(language, options.discount === 0 ? 'reason.ltv.retention' : 'reason.ltv.retentionDiscounted', values);
}

/** One decimal as a rule; a rate that would be written as zero keeps up to three. */
function shownRate(rate: number): number {
  return roundTo(rate, rate >= 0.1 ? 1 : 3);
}
