/** Why a client has an XYZ class, N (too early) included. */
import type { Day } from '../calendar';
import type { Language } from '../language/language';
import { text } from '../language/text';
import type { ClientFigures } from '../segmentation';
import type { Settings } from '../settings';
import { missingMoney, missingReason } from './missing';
import { exactPercent, percent } from './wording';

/** What the sentence needs of a client's figures. */
export type XyzFigures = Pick<ClientFigures, 'orders' | 'firstDay' | 'moneyMinor' | 'xyz' | 'xyzValue'>;

/** How XYZ was counted. */
export interface XyzRules {
  readonly basis: Settings['xyz.basis'];
  readonly limits: readonly [number, number];
  readonly period: Settings['xyz.period'];
  readonly baseRhythmDays: number;
  readonly asOfDay: Day;
}

/** A client younger than this many base rhythms could not have shown a rhythm yet (METHODS §2). */
const EARLY_AGE_RHYTHMS = 3;

/** "Gaps between purchases vary by 32% of their mean (at most 50%): X". */
export function xyzReason(figures: XyzFigures, rules: XyzRules, hasAmounts: boolean, language: Language): string {
  const { xyz, xyzValue, firstDay } = figures;
  const { basis, limits, period } = rules;
  if (figures.orders === 0 || firstDay === null) return missingReason('noPurchases', language);
  if (xyz === null) return missingMoney(figures, hasAmounts, language);
  const age = rules.asOfDay - firstDay;
  if (xyz === 'N') {
    if (basis !== 'rhythm') return text(language, `reason.xyz.early.${period}`);
    return text(language, 'reason.xyz.early.rhythm', { age, needed: Math.ceil(EARLY_AGE_RHYTHMS * rules.baseRhythmDays) });
  }
  if (xyzValue === null) return basis === 'rhythm' ? text(language, 'reason.xyz.rare', { age }) : text(language, 'reason.xyz.noMean', { letter: xyz });
  const limit = text(language, `reason.xyz.${basis === 'frequency' ? 'falling' : 'rising'}.${xyz}`, {
    x: exactPercent(limits[0], language),
    y: exactPercent(limits[1], language),
  });
  const values = { value: percent(xyzValue, language, limits), limit, letter: xyz };
  return basis === 'rhythm' ? text(language, 'reason.xyz.rhythm', values) : text(language, `reason.xyz.${basis}.${period}`, values);
}
