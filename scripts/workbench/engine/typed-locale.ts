/** What the reading of typed text needs to know of each locale. Pure data. */

export interface TypedLocale {
  readonly decimal: '.' | ',';
  /** Characters that may stand between groups of thousands. */
  readonly group: string;
  /** Order of a date written in numbers. */
  readonly order: 'mdy' | 'dmy' | 'ymd';
  /** Characters that may stand between the parts of a date. */
  readonly dateSeparators: string;
  readonly datePattern: string;
  readonly timePattern: string;
  readonly trueWords: readonly string[];
  readonly falseWords: readonly string[];
  /** Beginnings of the month names (January first), lower case; a longer name must begin so too. */
  readonly months: readonly (readonly string[])[];
}

const ENGLISH_MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const RUSSIAN_MONTHS: readonly (readonly string[])[] = [
  ['январь', 'января', 'янв'], ['февраль', 'февраля', 'фев', 'февр'], ['март', 'марта', 'мар'], ['апрель', 'апреля', 'апр'], ['май', 'мая'],
  ['июнь', 'июня', 'июн'], ['июль', 'июля', 'июл'], ['август', 'августа', 'авг'], ['сентябрь', 'сентября', 'сен', 'сент'],
  ['октябрь', 'октября', 'окт'], ['ноябрь', 'ноября', 'ноя', 'нояб'], ['декабрь', 'декабря', 'дек'],
];
const GERMAN_MONTHS = ['januar', 'februar', 'märz', 'april', 'mai', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'dezember'];

const withShort = (names: readonly string[]): string[][] => names.map((name) => [name, name.slice(0, 3), ...(name === 'september' ? ['sept'] : [])]);
const ENGLISH = withShort(ENGLISH_MONTHS);
const plusEnglish = (months: readonly (readonly string[])[]): string[][] => months.map((names, index) => [...names, ...(ENGLISH[index] ?? [])]);

const EN_US: TypedLocale = {
  decimal: '.', group: ',', order: 'mdy', dateSeparators: '/-', datePattern: 'M/d/yyyy', timePattern: 'h:mm:ss',
  trueWords: ['true'], falseWords: ['false'], months: ENGLISH,
};

const LOCALES: Readonly<Record<string, TypedLocale>> = {
  en_US: EN_US,
  en_GB: { ...EN_US, order: 'dmy', dateSeparators: '/-', datePattern: 'dd/MM/yyyy', timePattern: 'HH:mm:ss' },
  ru_RU: {
    decimal: ',', group: ' \u00a0\u202f', order: 'dmy', dateSeparators: './-', datePattern: 'dd.MM.yyyy', timePattern: 'H:mm:ss',
    trueWords: ['true', 'истина'], falseWords: ['false', 'ложь'], months: plusEnglish(RUSSIAN_MONTHS),
  },
  de_DE: {
    decimal: ',', group: '.', order: 'dmy', dateSeparators: './-', datePattern: 'dd.MM.yyyy', timePattern: 'HH:mm:ss',
    trueWords: ['true', 'wahr'], falseWords: ['false', 'falsch'], months: plusEnglish(withShort(GERMAN_MONTHS)),
  },
};

/** The rules of a locale; an unknown one is read as its language, or as en_US. */
export function typedLocale(locale: string): TypedLocale {
  const exact = LOCALES[locale];
  if (exact) return exact;
  const sameLanguage = Object.keys(LOCALES).find((name) => name.slice(0, 2) === locale.slice(0, 2));
  if (locale.startsWith('en')) return LOCALES['en_GB'] ?? EN_US;
  return (sameLanguage ? LOCALES[sameLanguage] : undefined) ?? EN_US;
}
