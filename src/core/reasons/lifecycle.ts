/** Why a client has a lifecycle stage and a temperature. */
import type { Day } from '../calendar';
import type { Language } from '../language/language';
import { lifecycleName, temperatureName } from '../language/names';
import { text } from '../language/text';
import { lifecycleWindow, REGULAR_PERIODS_NEEDED, temperatureOf } from '../lifecycle';
import type { ClientFigures } from '../segmentation';
import type { Settings } from '../settings';
import { missingReason } from './missing';
import { inSentence, roundTo } from './wording';

/** What the sentence about the stage needs. */
export type LifecycleFigures = Pick<ClientFigures, 'orders' | 'firstDay' | 'daysSilent' | 'lateness' | 'lifecycle'>;

/** "Bought in each of the last 6 full months: regular". */
export function lifecycleReason(figures: LifecycleFigures, settings: Pick<Settings, 'lifecycle.period' | 'lifecycle.window'>, asOfDay: Day, language: Language): string {
  const { lifecycle, firstDay, daysSilent, orders } = figures;
  if (lifecycle === null || firstDay === null || daysSilent === null) return missingReason('noPurchases', language);
  const stage = inSentence(lifecycleName(lifecycle, language));
  const period = settings['lifecycle.period'];
  const { periods } = lifecycleWindow(firstDay, asOfDay, settings);
  switch (lifecycle) {
    case 'regular':
      return text(language, `reason.lifecycle.regular.${period}`, { periods, stage });
    case 'periodic':
      return text(language, `reason.lifecycle.${periods < REGULAR_PERIODS_NEEDED ? 'young' : 'periodic'}.${period}`, { stage });
    case 'new':
      return text(language, 'reason.lifecycle.new', { silentDays: daysSilent, stage });
    case 'lost':
      return text(language, 'reason.lifecycle.lost', { silentDays: daysSilent, lateness: roundTo(figures.lateness ?? 0, 1), stage });
    case 'one_off':
    case 'returning':
      return text(language, `reason.lifecycle.${lifecycle}`, { orders, stage });
  }
}

/** "Late with the next purchase: warm". */
export function temperatureReason(figures: Pick<ClientFigures, 'dormancy'>, language: Language): string {
  const temperature = temperatureOf(figures.dormancy);
  if (figures.dormancy === null || temperature === null) return missingReason('noPurchases', language);
  return text(language, `reason.temperature.${figures.dormancy}`, { temperature: inSentence(temperatureName(temperature, language)) });
}
