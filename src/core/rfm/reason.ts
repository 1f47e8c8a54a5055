/** One plain sentence that explains a client's segment (RFM_WHY). */
import type { Language } from '../language/language';
import { segmentName } from '../language/names';
import { text } from '../language/text';
import type { ClientFigures } from '../segmentation';

/** What the sentence needs of a client's figures. */
export type ReasonFigures = Pick<ClientFigures, 'orders' | 'daysSilent' | 'rhythmDays' | 'rhythmSource' | 'segment'>;

/** "Bought 9 times, usually every 34 days, silent for 71: at risk". */
export function segmentReason(figures: ReasonFigures, language: Language): string {
  const name = segmentName(figures.segment, language);
  const segment = name.charAt(0).toLowerCase() + name.slice(1);
  if (figures.orders === 0 || figures.daysSilent === null) return text(language, 'reason.none', { segment });
  const values = { orders: figures.orders, silentDays: figures.daysSilent, rhythmDays: Math.round(figures.rhythmDays ?? 0), segment };
  if (figures.orders === 1) return text(language, 'reason.once', values);
  return text(language, figures.rhythmSource === 'own' ? 'reason.rhythm' : 'reason.several', values);
}
