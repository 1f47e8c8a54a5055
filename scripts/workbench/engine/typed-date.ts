/** Reads typed dates and times. Pure. */
import type { TypedLocale } from './typed-locale';
import { serialOf } from './serial';

export interface TypedMoment {
  readonly serial: number;
  readonly pattern: string;
}

/** Two digits: 00–29 are of this century, 30–99 of the last one. */
function fullYear(text: string): number | null {
  if (text.length === 4) return Number(text);
  if (text.length > 2) return null;
  const year = Number(text);
  return year < 30 ? 2000 + year : 1900 + year;
}

function daySerial(year: number | null, month: number, day: number): number | null {
  if (year === null || month < 1 || month > 12 || day < 1 || day > 31) return null;
  const serial = serialOf(year, month, day);
  return serialOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) > serial ? serial : null;
}

function moment(serial: number | null, pattern: string): TypedMoment | null {
  return serial === null ? null : { serial, pattern };
}

function numericDate(text: string, locale: TypedLocale, thisYear: number): TypedMoment | null {
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (iso && (iso[2] !== '.' || locale.dateSeparators.includes('.'))) return moment(daySerial(Number(iso[1]), Number(iso[3]), Number(iso[4])), 'yyyy-MM-dd');
  const parts = /^(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{2}|\d{4}))?\.?$/.exec(text);
  if (!parts || !locale.dateSeparators.includes(parts[2] ?? '')) return null;
  const [first, second] = [Number(parts[1]), Number(parts[3])];
  const [month, day] = locale.order === 'mdy' ? [first, second] : [second, first];
  return moment(daySerial(parts[4] === undefined ? thisYear : fullYear(parts[4]), month, day), locale.datePattern);
}

function monthOf(word: string, locale: TypedLocale): number {
  const bare = word.toLowerCase().replace(/\.$/, '');
  return locale.months.findIndex((names) => names.includes(bare)) + 1;
}

function namedDate(text: string, locale: TypedLocale, thisYear: number): TypedMoment | null {
  const dayFirst = /^(\d{1,2})\.?[ -]?(\p{L}+\.?)(?:[ ,-]+(\d{2}|\d{4})(?: ?г\.?)?)?$/u.exec(text);
  if (dayFirst) {
    const month = monthOf(dayFirst[2] ?? '', locale);
    const year = dayFirst[3] === undefined ? thisYear : fullYear(dayFirst[3]);
    return month ? moment(daySerial(year, month, Number(dayFirst[1])), dayFirst[3] === undefined ? 'd mmm' : 'd mmm yyyy') : null;
  }
  const monthFirst = /^(\p{L}+\.?) ?(\d{1,2})(?:st|nd|rd|th)?(?:,? +(\d{4}))?$/u.exec(text);
  if (monthFirst) {
    const month = monthOf(monthFirst[1] ?? '', locale);
    const year = monthFirst[3] === undefined ? thisYear : Number(monthFirst[3]);
    return month ? moment(daySerial(year, month, Number(monthFirst[2])), monthFirst[3] === undefined ? 'mmm d' : 'mmm d, yyyy') : null;
  }
  const monthYear = /^(\p{L}+\.?)[ -](\d{4})(?: ?г\.?)?$/u.exec(text);
  if (!monthYear) return null;
  const month = monthOf(monthYear[1] ?? '', locale);
  return month ? moment(daySerial(Number(monthYear[2]), month, 1), 'mmmm yyyy') : null;
}

function typedTime(text: string): TypedMoment | null {
  const match = /^(\d{1,4})(?::(\d{1,2}))?(?::(\d{1,2})(?:[.,](\d{1,3}))?)?(?: ?([ap])\.?m\.?)?$/i.exec(text);
  if (!match) return null;
  const [, hourText = '', minuteText, secondText, fraction, half] = match;
  if (minuteText === undefined && half === undefined) return null;
  const minutes = Number(minuteText ?? 0);
  const seconds = Number(secondText ?? 0) + Number(`0.${fraction ?? '0'}`);
  let hours = Number(hourText);
  if (minutes > 59 || seconds >= 60) return null;
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return null;
    hours = (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  const serial = (hours * 3600 + minutes * 60 + seconds) / 86_400;
  if (hours > 23) return { serial, pattern: '[h]:mm:ss' };
  const clock = secondText === undefined ? 'h:mm' : 'h:mm:ss';
  return { serial, pattern: half === undefined ? clock : `${clock} AM/PM` };
}

/** A date, a time or both; null when the text is neither. `thisYear` completes dates without a year. */
export function typedMoment(text: string, locale: TypedLocale, thisYear: number): TypedMoment | null {
  const alone = numericDate(text, locale, thisYear) ?? namedDate(text, locale, thisYear) ?? typedTime(text);
  if (alone) return alone;
  const split = /^(.*\S)(?:,? +|T)(\d{1,2}(?::\d{1,2}){0,2}(?: ?[ap]\.?m\.?)?)$/i.exec(text);
  if (!split) return null;
  const date = numericDate(split[1] ?? '', locale, thisYear) ?? namedDate(split[1] ?? '', locale, thisYear);
  const time = typedTime(split[2] ?? '');
  if (!date || !time || time.serial >= 1) return null;
  return { serial: date.serial + time.serial, pattern: `${date.pattern} ${time.pattern.includes('AM') ? time.pattern : locale.timePattern}` };
}
