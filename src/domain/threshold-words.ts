/** The limits that were really used, in words. */
import type { ThresholdView } from '../contract/segment-views';
import { formatMoney, formatNumber, formatShare } from '../core/language/format';
import type { Language } from '../core/language/language';
import type { UsedThresholds } from '../core/segmentation';
import type { Settings } from '../core/settings';
import { say } from './words';

/** One sentence per dimension. */
export function thresholdTexts(used: UsedThresholds, settings: Settings, language: Language): ThresholdView[] {
  const list = (values: readonly number[]): string => values.map((value) => formatNumber(value, language)).join(' / ');
  const money = (values: readonly number[]): string => values.map((value) => formatMoney(Math.round(value), settings.currency, language)).join(' / ');
  const { abc, xyz, rfm, dormancy } = used;
  const xyzLimits = xyz.basis === 'rhythm' || xyz.basis === 'frequency' ? list(xyz.limits) : xyz.limits.map((limit) => formatShare(limit, language)).join(' / ');
  return [
    { key: 'abc', text: say(language, 'threshold.abc', { a: formatShare(abc.limits[0], language), b: formatShare(abc.limits[1], language), metric: say(language, `choice.${abc.metric}`) }) },
    { key: 'xyz', text: say(language, 'threshold.xyz', { basis: say(language, `choice.${xyz.basis}`), limits: xyzLimits }) },
    { key: 'rfm.recency', text: say(language, 'threshold.recency', { limits: list(rfm.recencyDays) }) },
    { key: 'rfm.frequency', text: say(language, 'threshold.frequency', { limits: list(rfm.frequency) }) },
    { key: 'rfm.monetary', text: say(language, 'threshold.monetary', { limits: money(rfm.monetaryMinor) }) },
    {
      key: 'dormancy',
      text: dormancy.mode === 'threshold'
        ? say(language, 'threshold.dormancyDays', { days: dormancy.days })
        : say(language, 'threshold.dormancyRhythm', { bands: list(dormancy.bands), days: dormancy.minSilenceDays, rhythm: dormancy.baseRhythmDays }),
    },
  ];
}
