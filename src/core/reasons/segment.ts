/** Why a client is in a segment (RFM_WHY) and what each score comes from. */
import type { Currency } from '../settings';
import { formatMoney } from '../language/format';
import type { Language } from '../language/language';
import { segmentName } from '../language/names';
import { text } from '../language/text';
import type { ClientFigures } from '../segmentation';
import { missingReason } from './missing';
import { inSentence } from './wording';

/** What the sentence about a segment needs. */
export type SegmentFigures = Pick<ClientFigures, 'orders' | 'daysSilent' | 'rhythmDays' | 'rhythmSource' | 'segment'> & Partial<Pick<ClientFigures, 'r'>>;

/** What the sentence about the scores needs. */
export type ScoreFigures = Pick<ClientFigures, 'orders' | 'daysSilent' | 'moneyMinor' | 'r' | 'f' | 'm'>;

/** "Bought 9 times, usually every 34 days, silent for 71: at risk". */
export function segmentReason(figures: SegmentFigures, language: Language): string {
  const segment = inSentence(segmentName(figures.segment, language));
  if (figures.orders === 0 || figures.daysSilent === null) return text(language, 'reason.none', { segment });
  if (figures.r === null) return text(language, 'reason.noScore', { orders: figures.orders, segment });
  const values = { orders: figures.orders, silentDays: figures.daysSilent, rhythmDays: Math.round(figures.rhythmDays ?? 0), segment };
  if (figures.orders === 1) return text(language, 'reason.once', values);
  return text(language, figures.rhythmSource === 'own' ? 'reason.rhythm' : 'reason.several', values);
}

/** "Silent for 71 days: 2 of 5; bought 9 times: 4 of 5; brought £1,200: 4 of 5", or one of the three. @param scale the highest score */
export function scoreReason(figures: ScoreFigures, scale: number, currency: Currency, language: Language, only?: 'r' | 'f' | 'm'): string {
  const { orders, daysSilent, moneyMinor, r, f, m } = figures;
  if (orders === 0 || daysSilent === null) return missingReason('noPurchases', language);
  if (r === null || f === null) return missingReason('sumRefused', language);
  const parts = {
    r: text(language, 'reason.score.r', { silentDays: daysSilent, score: r, scale }),
    f: text(language, 'reason.score.f', { orders, score: f, scale }),
    m:
      m === null || moneyMinor === null
        ? text(language, 'reason.score.noMoney')
        : text(language, 'reason.score.m', { money: formatMoney(moneyMinor, currency, language), score: m, scale }),
  };
  const sentence = only === undefined ? [parts.r, parts.f, parts.m].join('; ') : parts[only];
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
