/** Settings in words with the number in them ("Late after 1.5 rhythms"). */
import { defaultAbcLimits } from './abc';
import { formatDay, formatNumber, formatShare } from './language/format';
import { columnName } from './language/names';
import type { Language } from './language/language';
import { text } from './language/text';
import { defaultPurchases, defaultRecencyDays } from './rfm/scores';
import { settingText } from './setting-text';
import type { SettingKey, Settings } from './settings';
import { defaultXyzLimits } from './xyz';

/** A sentence that says what the present value does. */
export function settingSentence(key: SettingKey, settings: Settings, language: Language): string {
  const list = (numbers: readonly number[]): string => numbers.map((number) => formatNumber(number, language)).join(' / ');
  const limitsOf = (limits: readonly number[] | 'auto', defaults: readonly number[] | undefined): string => {
    const used = limits === 'auto' ? defaults : limits;
    return used === undefined ? text(language, 'setting.byQuantiles') : list(used);
  };
  switch (key) {
    case 'asOf':
      return settings.asOf === 'today' ? text(language, 'setting.asOf.today') : text(language, 'setting.asOf', { asOf: formatDay(settings.asOf, language) });
    case 'returns':
      return text(language, `setting.returns.${settings.returns}`);
    case 'abc.metric':
      return text(language, `setting.abc.metric.${settings['abc.metric']}`);
    case 'abc.by':
      return text(language, `setting.abc.by.${settings['abc.by']}`);
    case 'abc.limits': {
      const [a, b] = settings['abc.limits'] === 'auto' ? defaultAbcLimits(settings['abc.by']) : settings['abc.limits'];
      return text(language, 'setting.abc.limits', { a: formatShare(a, language), b: formatShare(b, language) });
    }
    case 'abc.boundary':
      return text(language, `setting.abc.boundary.${settings['abc.boundary']}`);
    case 'xyz.basis':
      return text(language, `setting.xyz.basis.${settings['xyz.basis']}`);
    case 'xyz.period':
      return text(language, `setting.xyz.period.${settings['xyz.period']}`);
    case 'xyz.deviation':
      return text(language, `setting.xyz.deviation.${settings['xyz.deviation']}`);
    case 'xyz.limits': {
      const [x, y] = settings['xyz.limits'] === 'auto' ? defaultXyzLimits(settings['xyz.basis']) : settings['xyz.limits'];
      const name = settings['xyz.basis'] === 'frequency' ? 'setting.xyz.limits.falling' : 'setting.xyz.limits';
      return text(language, name, { x: formatNumber(x, language), y: formatNumber(y, language) });
    }
    case 'rfm.mode':
      return text(language, `setting.rfm.mode.${settings['rfm.mode']}`);
    case 'rfm.recencyDays':
      return text(language, 'setting.rfm.recencyDays', { limits: limitsOf(settings[key], defaultRecencyDays(settings['rfm.scale'])) });
    case 'rfm.purchases':
      return text(language, 'setting.rfm.purchases', { limits: limitsOf(settings[key], defaultPurchases(settings['rfm.scale'])) });
    case 'rfm.money':
      return text(language, 'setting.rfm.money', { limits: limitsOf(settings[key], undefined) });
    case 'dormancy.mode':
      return text(language, `setting.dormancy.mode.${settings['dormancy.mode']}`);
    case 'dormancy.bands': {
      const [onTime, due, late, dormant] = settings['dormancy.bands'];
      return text(language, 'setting.dormancy.bands', { onTime, due, late, dormant });
    }
    case 'mailing.requireConsent':
      return text(language, settings['mailing.requireConsent'] ? 'setting.mailing.requireConsent.true' : 'setting.mailing.requireConsent.false');
    case 'mailing.capLetters':
    case 'mailing.capDays':
      return text(language, 'setting.mailing.cap', { letters: settings['mailing.capLetters'], days: settings['mailing.capDays'] });
    case 'mailing.unsubscribeMailto': {
      const address = settings['mailing.unsubscribeMailto'];
      return text(language, address === 'off' ? 'setting.mailing.unsubscribeMailto.off' : 'setting.mailing.unsubscribeMailto.on', { value: address });
    }
    case 'mailing.retentionMonths':
      return text(language, settings[key] === 0 ? 'setting.mailing.retentionMonths.off' : 'setting.mailing.retentionMonths.on', { value: settings[key] });
    case 'rating.weights': {
      const [money, frequency, profit] = settings['rating.weights'];
      return text(language, 'setting.rating.weights', { money, frequency, profit });
    }
    case 'lifecycle.method':
      return text(language, `setting.lifecycle.method.${settings['lifecycle.method']}`);
    case 'lifecycle.period':
      return text(language, `setting.lifecycle.period.${settings['lifecycle.period']}`);
    case 'lifecycle.window':
      return text(language, `setting.lifecycle.window.${settings['lifecycle.period']}`, { value: settings['lifecycle.window'] });
    case 'model.unit':
      return text(language, `setting.model.unit.${settings['model.unit']}`);
    case 'clv.monthlyDiscount':
      return text(language, 'setting.clv.monthlyDiscount', { share: percent(settings['clv.monthlyDiscount'], language) });
    case 'ltv.formula':
      return text(language, `setting.ltv.formula.${settings['ltv.formula']}`);
    case 'ltv.period':
      return text(language, `setting.ltv.period.${settings['ltv.period']}`);
    case 'ltv.discount':
      return text(language, 'setting.ltv.discount', { share: percent(settings['ltv.discount'], language) });
    case 'cohorts.activity':
      return text(language, `setting.cohorts.activity.${settings['cohorts.activity']}`);
    case 'cohorts.value':
      return text(language, `setting.cohorts.value.${settings['cohorts.value']}`);
    case 'migration.by':
      return text(language, `setting.migration.by.${settings['migration.by']}`);
    case 'plan.period':
      return text(language, `setting.plan.period.${settings['plan.period']}`);
    case 'columns':
      return settings.columns.length === 0
        ? text(language, 'setting.columns.none')
        : text(language, 'setting.columns', { names: settings.columns.map((column) => columnName(column, language)).join(', ') });
    case 'dormancy.riskDays':
    case 'model.horizonDays':
    case 'clv.months':
    case 'currency':
    case 'rfm.scale':
    case 'rfm.rules':
    case 'dormancy.days':
    case 'dormancy.minSilenceDays':
    case 'dormancy.defaultRhythmDays':
    case 'mailing.dailyLimit':
    case 'mailing.perMinute':
    case 'mailing.resultDays':
    case 'highlight.due':
    case 'highlight.late':
    case 'highlight.dormant':
    case 'highlight.lost':
      return text(language, `setting.${key}`, { value: typeof settings[key] === 'number' ? settings[key] : settingText(key, settings[key]) });
  }
}

/** Percent with at most two decimals. */
function percent(share: number, language: Language): string {
  return formatShare(share, language, Number.isInteger(Math.round(share * 1e6) / 1e4) ? 0 : 2);
}
