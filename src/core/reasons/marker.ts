/** Why a funnel marker is suggested, or why none is. */
import type { Language } from '../language/language';
import { markerName } from '../language/names';
import { text } from '../language/text';
import { isRefusal } from '../marker';
import type { Marker } from '../marker';
import type { ClientFigures } from '../segmentation';
import { missingReason } from './missing';
import { inSentence } from './wording';

/** "Bought 5 times: the marker platinum fits". @param typed the marker the manager set; null = none */
export function markerReason(figures: Pick<ClientFigures, 'orders' | 'markerSuggested'>, typed: Marker | null, language: Language): string {
  const named = (marker: Marker): string => inSentence(markerName(marker, language));
  if (figures.markerSuggested !== null) return text(language, 'reason.marker.suggested', { orders: figures.orders, marker: named(figures.markerSuggested) });
  if (typed !== null && isRefusal(typed)) return text(language, 'reason.marker.refusal', { marker: named(typed) });
  if (figures.orders === 0 || typed === null) return missingReason('noPurchases', language);
  return text(language, 'reason.marker.enough', { marker: named(typed) });
}
