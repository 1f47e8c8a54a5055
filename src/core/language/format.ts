/** Numbers, money, dates and durations as people write them; own code, because Intl differs between the places we run in. */
import { partsOf } from '../calendar';
import type { Day } from '../calendar';
import { MINOR_PER_MAJOR } from '../money';
import type { Currency } from '../settings';
import type { Language } from './language';
import { pluralOf } from './plural';

const NO_BREAK_SPACE = '\u00a0';
const MOST_DECIMALS = 3;

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  ru: ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
};

/** Signs that are widely read; other currencies are written by code. */
const CURRENCY_SIGNS: Readonly<Record<Currency, string>> = {
  RUB: '₽', USD: '$', EUR: '€', GBP: '£', KZT: '₸', BYN: 'Br', UAH: '₴', AMD: '֏', GEL: '₾', KGS: 'KGS', UZS: 'UZS', AZN: '₼', TRY: '₺', CNY: '¥',
};

/** `1 234,5` (no-break space) or `1,234.5`. @param decimals fixed number of decimals; absent = as needed, at most 3 */
export function formatNumber(value: number, language: Language, decimals?: number): string {
  const fixed = Math.abs(value).toFixed(decimals ?? MOST_DECIMALS);
  const shortened = decimals === undefined ? fixed.replace(/\.?0+$/, '') : fixed;
  const [whole = '0', fraction] = shortened.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'ru' ? NO_BREAK_SPACE : ',');
  const isZero = /^[0.]*$/.test(shortened);
  const sign = value < 0 && !isZero ? '−' : '';
  return sign + grouped + (fraction === undefined ? '' : (language === 'ru' ? ',' : '.') + fraction);
}

/** `1 234,50 ₽`, `£1,234.50`; whole amounts without decimals. */
export function formatMoney(amountMinor: number, currency: Currency, language: Language): string {
  const size = Math.abs(amountMinor);
  const number = formatNumber(size / MINOR_PER_MAJOR, language, size % MINOR_PER_MAJOR === 0 ? 0 : 2);
  const sign = CURRENCY_SIGNS[currency];
  const minus = amountMinor < 0 ? '−' : '';
  if (language === 'ru') return `${minus}${number}${NO_BREAK_SPACE}${sign}`;
  return /^[A-Za-z]/.test(sign) ? `${minus}${sign}${NO_BREAK_SPACE}${number}` : `${minus}${sign}${number}`;
}

/** `5 марта 2024` / `5 March 2024`; without the year when it equals that of `nearDay`. */
export function formatDay(day: Day, language: Language, nearDay?: Day): string {
  const parts = partsOf(day);
  const month = MONTHS[language][parts.month - 1] ?? '';
  const isSameYear = nearDay !== undefined && partsOf(nearDay).year === parts.year;
  return `${parts.day}${NO_BREAK_SPACE}${month}${isSameYear ? '' : ` ${parts.year}`}`;
}

/** `05.03.2024` / `2024-03-05`. */
export function formatShortDay(day: Day, language: Language): string {
  const { year, month, day: dayOfMonth } = partsOf(day);
  const two = (value: number): string => String(value).padStart(2, '0');
  return language === 'ru' ? `${two(dayOfMonth)}.${two(month)}.${year}` : `${year}-${two(month)}-${two(dayOfMonth)}`;
}

/** `71 день` / `71 days`. */
export function formatDays(days: number, language: Language): string {
  const shown = Math.round(days * 10) / 10;
  return `${formatNumber(shown, language)}${NO_BREAK_SPACE}${pluralOf(shown, language === 'ru' ? ['день', 'дня', 'дней'] : ['day', 'days'], language)}`;
}

/** A rough length of time as people say it: days up to 60, then months, from two years on years. */
export function formatDuration(days: number, language: Language): string {
  if (days <= 60) return formatDays(days, language);
  const months = Math.round(days / 30.44);
  const [count, forms] =
    months < 24
      ? [months, language === 'ru' ? ['месяц', 'месяца', 'месяцев'] : ['month', 'months']]
      : [Math.round(days / 365.25), language === 'ru' ? ['год', 'года', 'лет'] : ['year', 'years']];
  return `${formatNumber(count, language)}${NO_BREAK_SPACE}${pluralOf(count, forms, language)}`;
}

/** `12,5 %` / `12.5%` from a fraction. */
export function formatShare(share: number, language: Language, decimals = 0): string {
  const number = formatNumber(share * 100, language, decimals);
  return language === 'ru' ? `${number}${NO_BREAK_SPACE}%` : `${number}%`;
}

const SHORT_MONTHS: Readonly<Record<Language, readonly string[]>> = {
  ru: ['янв', 'фев', 'мар', 'апр', 'май', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};

/** `мар 2024` / `Mar 2024`: the month of a day, short enough for a table. */
export function formatMonth(day: Day, language: Language): string {
  const { year, month } = partsOf(day);
  return `${SHORT_MONTHS[language][month - 1] ?? ''}${NO_BREAK_SPACE}${year}`;
}
