/** Puts the pages' words together: values into sentences, nouns agreeing with numbers, dates and numbers as people write them. */
import type { Language } from '../../src/contract/base-views';
import { pluralOf } from '../../src/core/language/plural';
import { en } from './en';
import { ru, type WordKey } from './ru';

/** Values of a sentence: `{name}` shows one, `{name#клиент|клиента|клиентов}` the number with its noun, `{name|клиент|клиента|клиентов}` the noun alone. */
export type WordValues = Readonly<Record<string, string | number>>;

/** The words of one language. */
export interface Words {
  readonly language: Language;
  /** A sentence of the catalogue with its values. */
  say(key: WordKey, values?: WordValues): string;
  /** A number with thousands spaces (ru) or commas (en). */
  number(value: number): string;
  /** A share 0–1 as a percentage; below one per cent with a decimal. */
  percent(share: number): string;
  /** A large number in few letters: "1,2 млн", "1.2M"; for narrow cells whose full number stands elsewhere. */
  short(value: number): string;
  /** `YYYY-MM-DD` as "5 марта 2011" / "5 March 2011"; the year is left out when it is the present one. */
  day(isoDay: string): string;
  /** ISO time as day and clock of this machine. */
  moment(isoTime: string): string;
}

const catalogues = { ru, en } as const;
const locales = { ru: 'ru-RU', en: 'en-GB' } as const;

/** The words of a language. @param presentYear the year that dates need not name */
export function wordsOf(language: Language, presentYear: number = new Date().getFullYear()): Words {
  const locale = locales[language];
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const finePercents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const shorts = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const number = (value: number): string => numbers.format(value);
  return {
    language,
    number,
    say: (key, values = {}) => fill(language, catalogues[language][key], values, number),
    percent: (share) => (share !== 0 && Math.abs(share) < 0.01 ? finePercents : percents).format(share),
    short: (value) => shorts.format(value),
    day: (isoDay) => {
      const [year, month, day] = isoDay.split('-').map(Number);
      if (year === undefined || month === undefined || day === undefined || Number.isNaN(day)) return isoDay;
      const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC', ...(year === presentYear ? {} : { year: 'numeric' }) });
      return format.format(new Date(Date.UTC(year, month - 1, day))).replace(/\s*г\.$/, '');
    },
    moment: (isoTime) => {
      const time = new Date(isoTime);
      if (Number.isNaN(time.getTime())) return isoTime;
      return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }).format(time);
    },
  };
}

function fill(language: Language, text: string, values: WordValues, number: (value: number) => string): string {
  return text.replace(/\{([a-zA-Z]+)(?:([#|])([^{}]*))?\}/g, (mark, name: string, kind: string | undefined, forms: string | undefined) => {
    const value = values[name];
    if (value === undefined) return mark;
    const shown = typeof value === 'number' ? number(value) : value;
    if (kind === undefined || forms === undefined) return shown;
    const noun = pluralOf(Number(value), forms.split('|'), language);
    return kind === '#' ? `${shown}\u00a0${noun}` : noun;
  });
}
