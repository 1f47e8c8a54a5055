// Settings as text: every key reads back what it writes, bad values are refused with what is allowed.
import { currencyOfLocale } from '../../src/core/language/currency';
import { issueText } from '../../src/core/language/text';
import { allowedValues, applySetting, applySettings, settingText } from '../../src/core/setting-text';
import { settingSentence } from '../../src/core/setting-words';
import { DEFAULT_SETTINGS, OPTIONAL_COLUMNS, SETTING_KEYS } from '../../src/core/settings';
import type { SettingKey, Settings } from '../../src/core/settings';

const set = (key: SettingKey, value: string): Settings[SettingKey] | string => {
  const result = applySetting(DEFAULT_SETTINGS, key, value);
  return result.issues.length > 0 ? 'refused' : result.value[key];
};

describe('settings', () => {
  it('read back the text of every default, and say in words what it does', () => {
    for (const key of SETTING_KEYS) {
      expect([key, applySetting(DEFAULT_SETTINGS, key, settingText(key, DEFAULT_SETTINGS[key]))]).toEqual([key, { value: DEFAULT_SETTINGS, issues: [] }]);
      expect([key, allowedValues(key)]).toEqual([key, expect.stringMatching(/.{3,}/)]);
      for (const language of ['ru', 'en'] as const) {
        expect([key, settingSentence(key, DEFAULT_SETTINGS, language)]).toEqual([key, expect.not.stringMatching(/[{}]|undefined|NaN/)]);
      }
      expect([key, settingSentence(key, DEFAULT_SETTINGS, 'ru')]).toEqual([key, expect.stringMatching(/[а-я]/)]);
    }
  });

  it('put the number into the words', () => {
    expect(settingSentence('dormancy.bands', DEFAULT_SETTINGS, 'ru')).toBe('В ритмах покупок: вовремя до 1, пора до 1,5, опаздывает до 2, давно не покупал до 3, дальше потерян');
    expect(settingSentence('abc.limits', DEFAULT_SETTINGS, 'en')).toBe('A up to 80%, B up to 95%, the rest C');
    expect(settingSentence('abc.limits', { ...DEFAULT_SETTINGS, 'abc.by': 'count' }, 'en')).toBe('A up to 20%, B up to 50%, the rest C');
    expect(settingSentence('rfm.recencyDays', DEFAULT_SETTINGS, 'en')).toContain('30 / 90 / 180 / 365');
    expect(settingSentence('asOf', { ...DEFAULT_SETTINGS, asOf: 45356 }, 'en')).toContain('5\u00a0March 2024');
  });

  it.each([
    ['abc.limits', '80/95', [0.8, 0.95]], ['abc.limits', '80 % / 95 %', [0.8, 0.95]], ['abc.limits', '0.7;0.9', [0.7, 0.9]], ['abc.limits', '70, 90', [0.7, 0.9]],
    ['abc.limits', '0,8/0,95', [0.8, 0.95]], ['abc.limits', 'auto', 'auto'], ['abc.limits', '95/80', 'refused'], ['abc.limits', '80', 'refused'], ['abc.limits', '80/120', 'refused'],
    ['xyz.limits', '10/25', [0.1, 0.25]], ['xyz.limits', '10%/25%', [0.1, 0.25]], ['xyz.limits', '0.5/1', [0.5, 1]], ['xyz.limits', '0,5;0,25', [0.5, 0.25]],
    ['dormancy.bands', '1/1,5/2/3', [1, 1.5, 2, 3]], ['dormancy.bands', '1/2/2/3', 'refused'], ['dormancy.days', '0', 'refused'], ['dormancy.days', '60', 60],
    ['dormancy.days', '1.5', 'refused'], ['dormancy.mode', 'Threshold', 'threshold'], ['dormancy.mode', 'x', 'refused'], ['asOf', '2024-02-30', 'refused'],
    ['asOf', '2024-02-29', 45351], ['asOf', 'сегодня', 'today'], ['mailing.requireConsent', 'нет', false], ['mailing.requireConsent', 'maybe', 'refused'],
    ['highlight.late', '#ABCDEF', '#abcdef'], ['highlight.late', 'red', 'refused'], ['currency', 'eur', 'EUR'], ['rfm.recencyDays', '10/20/30/40', [10, 20, 30, 40]],
    ['rfm.rules', 'rfm-a', 'rfm-a'], ['rfm.rules', 'nonsense', 'refused'], ['rfm.scale', '11', 'refused'], ['rfm.mode', 'rfm-r', 'rfm-r'],
    ['clv.monthlyDiscount', '1 %', 0.01], ['clv.monthlyDiscount', '0,01', 0.01], ['clv.monthlyDiscount', '1', 0.01], ['ltv.discount', '100 %', 1], ['ltv.discount', '-1 %', 'refused'],
    ['rating.weights', '2/1/0', [2, 1, 0]], ['rating.weights', '1/1', 'refused'], ['rating.weights', '1/1/-1', 'refused'], ['lifecycle.window', '24', 24], ['lifecycle.window', '25', 'refused'],
    ['columns', 'all', OPTIONAL_COLUMNS], ['columns', 'нет', []], ['columns', 'clv; Рейтинг, Stage', ['lifecycle', 'rating', 'clv']], ['columns', 'revenue', 'refused'], ['columns', ',', 'refused'],
  ] as [SettingKey, string, unknown][])('%s = %s gives %j', (key, text, expected) => {
    expect(set(key, text)).toEqual(expected);
  });

  it('refuse a bad value with the allowed range and an unknown key with similar ones', () => {
    const bad = applySetting(DEFAULT_SETTINGS, 'dormancy.days', 'soon');
    expect(bad.value).toBe(DEFAULT_SETTINGS);
    expect(bad.issues.map((entry) => issueText(entry, 'en'))).toEqual(['dormancy.days cannot be "soon". Allowed: 1…3650.']);
    const unknown = applySetting(DEFAULT_SETTINGS, 'abc.limit', '1');
    expect(unknown.issues[0]).toMatchObject({ code: 'setting.unknown', params: { key: 'abc.limit' } });
    expect(String(unknown.issues[0]?.params.similar)).toContain('abc.limits');
  });

  it('that depend on each other are judged together, whatever their order', () => {
    const entries: [string, string][] = [['rfm.rules', 'Best: 3/3/3; Rest: */*/*'], ['rfm.recencyDays', '30/60'], ['rfm.scale', '3']];
    for (const list of [entries, entries.slice().reverse()]) {
      expect(applySettings(DEFAULT_SETTINGS, list)).toMatchObject({ value: { 'rfm.scale': 3, 'rfm.recencyDays': [30, 60] }, issues: [] });
    }
    const misfit = applySettings(DEFAULT_SETTINGS, [['rfm.recencyDays', '30/60']]);
    expect([misfit.value['rfm.recencyDays'], misfit.issues.map((entry) => entry.code)]).toEqual(['auto', ['setting.badValue']]);
    const seven = applySettings(DEFAULT_SETTINGS, [['rfm.scale', '7']]);
    expect([seven.value['rfm.scale'], seven.issues.length]).toEqual([5, 1]);
  });
});

test.each([
  ['ru_RU', 'RUB'], ['en_US', 'USD'], ['en_GB', 'GBP'], ['de_DE', 'EUR'], ['fr_FR', 'EUR'], ['ru_KZ', 'KZT'], ['tr_TR', 'TRY'], ['ru', 'RUB'], ['en_AU', 'USD'], ['', 'USD'],
])('the first guess of the currency in %s is %s', (locale, currency) => {
  expect(currencyOfLocale(locale)).toBe(currency);
});
