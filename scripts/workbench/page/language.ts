/** The language of the page: its texts, and dates and numbers written its way. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { en, type Catalogue } from './language/en';
import { ru } from './language/ru';

export type Language = 'ru' | 'en';
export type { Catalogue };

/** Texts of a language. */
export const CATALOGUES: Readonly<Record<Language, Catalogue>> = { ru, en };

/** The language the browser asks for; English unless it is Russian. */
export function browserLanguage(preferred: readonly string[]): Language {
  return preferred[0]?.toLowerCase().startsWith('ru') === true ? 'ru' : 'en';
}

/** A language with its texts and formats. */
export interface Speech {
  readonly language: Language;
  readonly texts: Catalogue;
  /** `5 March, 14:30` in the zone given. */
  moment(timeMs: number, timeZone: string): string;
  /** `Friday, 5 March 2027, 14:30`. */
  longMoment(timeMs: number, timeZone: string): string;
  /** `0.4 s`, `12 s`, `3 min`. */
  duration(milliseconds: number): string;
}

const SPEECHES: Readonly<Record<Language, Speech>> = { ru: makeSpeech('ru'), en: makeSpeech('en') };

/** Texts and formats of a language. */
export function speech(language: Language): Speech {
  return SPEECHES[language];
}

function makeSpeech(language: Language): Speech {
  const locale = language === 'ru' ? 'ru-RU' : 'en-GB';
  const moment = momentFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const longMoment = momentFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' });
  const number = (value: number, unit: 'millisecond' | 'second' | 'minute', digits: number): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits }).format(value);
  return {
    language,
    texts: CATALOGUES[language],
    moment,
    longMoment,
    duration: (milliseconds) => {
      if (milliseconds < 1000) return number(Math.round(milliseconds), 'millisecond', 0);
      if (milliseconds < 120_000) return number(milliseconds / 1000, 'second', 1);
      return number(milliseconds / 60_000, 'minute', 1);
    },
  };
}

/** Writes moments; a format is made once for a zone, for making one takes far longer than writing with it, and the page writes many each time it is drawn. */
function momentFormat(locale: string, options: Intl.DateTimeFormatOptions): (timeMs: number, timeZone: string) => string {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (timeMs, timeZone) => {
    let format = made.get(timeZone);
    if (format === undefined) made.set(timeZone, format = new Intl.DateTimeFormat(locale, { ...options, timeZone }));
    return format.format(timeMs);
  };
}

/** The language of the components below. */
export const SpeechContext = createContext<Speech>(speech('en'));

/** The language in use. */
export function useSpeech(): Speech {
  return useContext(SpeechContext);
}
