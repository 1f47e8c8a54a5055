/** Why a client has a rating letter. */
import type { Language } from '../language/language';
import { text } from '../language/text';
import { compositeOf, RATING_PARTS, ratingScores } from '../rating';
import type { RatingThresholds } from '../rating';
import type { ClientFigures } from '../segmentation';
import { missingMoney } from './missing';
import { decimalsOf, roundedBeside } from './wording';

/** What the sentence needs of a client's figures. */
export type RatingFigures = Pick<ClientFigures, 'orders' | 'moneyMinor' | 'marginMinor' | 'rating'>;

/** "Points from 1 to 5: money 4, frequency 3, profit 5; on average 4: A". */
export function ratingReason(figures: RatingFigures, thresholds: RatingThresholds, hasAmounts: boolean, language: Language): string {
  const { rating, marginMinor, moneyMinor } = figures;
  if (rating === 'E') return text(language, marginMinor === null ? 'reason.rating.noMoney' : 'reason.rating.noProfit');
  const scores = ratingScores({ purchases: figures.orders, moneyMinor, profitMinor: marginMinor }, thresholds);
  const composite = compositeOf(scores, thresholds);
  if (rating === null || composite === null) {
    return figures.orders > 0 && moneyMinor !== null ? text(language, 'reason.rating.noWeight') : missingMoney(figures, hasAmounts, language);
  }
  const parts: string[] = [];
  for (const part of RATING_PARTS) {
    const score = scores[part];
    if (score !== null) parts.push(text(language, `reason.rating.${part}`, { score }));
  }
  const weighted = RATING_PARTS.map((part, index) => (scores[part] === null ? null : (thresholds.weights[index] ?? 0))).filter((weight) => weight !== null);
  const isEven = weighted.every((weight) => Math.abs(weight - (weighted[0] ?? 0)) < 1e-9);
  // A profit that weighs nothing by Settings is no news; one that is missing is.
  const isProfitMissed = marginMinor === null && (thresholds.isProfitLeftOut || thresholds.weights[2] > 0);
  const key = isProfitMissed ? 'noCost' : isEven ? 'mean' : 'weighted';
  return text(language, `reason.rating.${key}`, {
    parts: parts.join(', '),
    mean: decimalsOf(roundedBeside(composite, thresholds.composite, 1), language),
    letter: rating,
  });
}
