/** Why a client has an ABC class. */
import type { AbcThresholds } from '../abc';
import type { Language } from '../language/language';
import { text } from '../language/text';
import type { ClientFigures } from '../segmentation';
import { missingMoney, missingReason } from './missing';
import { exactPercent, smallShare } from './wording';

/** What the sentence needs of a client's figures. */
export type AbcFigures = Pick<ClientFigures, 'orders' | 'abc' | 'abcShare' | 'moneyMinor'>;

/**
 * "Accounts for 3.2% of the money; those ahead account for less than 80%: A". It names the rule that really decided: shares or number
 * of clients, with or without the client itself. "Those ahead" are the clients with a larger figure, so equal clients read alike.
 */
export function abcReason(
  figures: AbcFigures,
  thresholds: Pick<AbcThresholds, 'metric' | 'by' | 'boundary' | 'limits'>,
  hasAmounts: boolean,
  language: Language,
): string {
  const { metric, by, boundary, limits } = thresholds;
  if (figures.abc === null) {
    if (figures.orders === 0) return missingReason('noPurchases', language);
    return metric === 'margin' && figures.moneyMinor !== null ? missingReason('noCost', language) : missingMoney(figures, hasAmounts, language);
  }
  // Only a positive figure has a share: the others are C whatever the rule says.
  if (figures.abcShare === null || figures.abcShare <= 0) return text(language, `reason.abc.nothing.${metric}`);
  return text(language, `reason.abc.${by}.${boundary}.${figures.abc}`, {
    share: smallShare(figures.abcShare, language),
    what: text(language, `reason.abc.of.${metric}`),
    a: exactPercent(limits[0], language),
    b: exactPercent(limits[1], language),
  });
}
