/** Calendar days as whole numbers (1899-12-30 is 0, as in spreadsheets), without clock and time zone. */

/** A serial day: days since 1899-12-30, the number Sheets and Excel store for a date. */
export type Day = number;

/** A calendar date; month and day count from 1. */
export interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The periods that steadiness and cohorts are counted in. */
export type Period = 'week' | 'month' | 'quarter';

const DAYS_BEFORE_1970 = 25569;
const LONGEST_PERIOD_TABLE = 100000;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True for leap years of the Gregorian calendar. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Number of days in a month (month from 1). */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** The serial day of a real date between the years 1900 and 9999, otherwise undefined (31.02 is not moved to March). */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return undefined;
  if (year < 1900 || year > 9999 || month < 1 || month > 12) return undefined;
  if (day < 1 || day > daysInMonth(year, month)) return undefined;
  return daysFromCivil(year, month, day) + DAYS_BEFORE_1970;
}

/** Year, month and day of a serial day. */
export function partsOf(day: Day): DayParts {
  // Counting years from 1 March puts the leap day last, so month lengths follow one formula.
  const shifted = Math.floor(day) - DAYS_BEFORE_1970 + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  // From here on nothing is negative, and | 0 drops a fraction several times faster than Math.floor: every figure comes through here.
  const yearOfEra = ((dayOfEra - ((dayOfEra / 1460) | 0) + ((dayOfEra / 36524) | 0) - ((dayOfEra / 146096) | 0)) / 365) | 0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0));
  const shiftedMonth = ((5 * dayOfYear + 2) / 153) | 0;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - (((153 * shiftedMonth + 2) / 5) | 0) + 1,
  };
}

/** Reads `2024-03-05`; undefined for any other text and for days that do not exist. */
export function parseIsoDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (match === null) return undefined;
  return dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Writes a day as `2024-03-05`. */
export function formatIsoDay(day: Day): string {
  const parts = partsOf(day);
  return `${padded(parts.year, 4)}-${padded(parts.month, 2)}-${padded(parts.day, 2)}`;
}

/** Writes a moment of a day as `2024-03-05 14:30:00`. */
export function formatIsoTime(day: Day, secondOfDay: number): string {
  const parts = [Math.floor(secondOfDay / 3600), Math.floor(secondOfDay / 60) % 60, secondOfDay % 60];
  return `${formatIsoDay(day)} ${parts.map((part) => padded(part, 2)).join(':')}`;
}

/** Day of the week, 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: Day): number {
  return ((((day - 2) % 7) + 7) % 7) + 1;
}

/** Number of the period a day lies in; neighbouring periods differ by 1. Weeks start on Monday. */
export function periodIndexOf(day: Day, period: Period): number {
  if (period === 'week') return Math.floor((day - 2) / 7);
  const { year, month } = partsOf(day);
  return period === 'month' ? year * 12 + month - 1 : year * 4 + Math.floor((month - 1) / 3);
}

/** `periodIndexOf` for many days of [firstDay, lastDay]: from a table where the stretch is not absurdly long. */
export function periodIndexer(firstDay: Day, lastDay: Day, period: Period): (day: Day) => number {
  if (period === 'week' || lastDay - firstDay > LONGEST_PERIOD_TABLE) return (day) => periodIndexOf(day, period);
  const table = new Int32Array(Math.max(0, lastDay - firstDay + 1));
  // Month by month: only the first day is taken apart.
  let { year, month, day } = partsOf(firstDay);
  for (let at = 0; at < table.length; ) {
    const end = at + daysInMonth(year, month) - day + 1;
    table.fill(period === 'month' ? year * 12 + month - 1 : year * 4 + Math.floor((month - 1) / 3), at, end);
    at = end;
    day = 1;
    month += 1;
    if (month > 12) {
      month = 1;
      year += 1;
    }
  }
  return (day) => table[day - firstDay] as number;
}

/** First day of a period, by the number `periodIndexOf` gives. */
export function firstDayOf(periodIndex: number, period: Period): Day {
  if (period === 'week') return periodIndex * 7 + 2;
  const monthIndex = period === 'month' ? periodIndex : periodIndex * 3;
  return daysFromCivil(Math.floor(monthIndex / 12), (monthIndex % 12) + 1, 1) + DAYS_BEFORE_1970;
}

/** True when the day is the last one of its period. */
export function isPeriodEnd(day: Day, period: Period): boolean {
  return periodIndexOf(day, period) !== periodIndexOf(day + 1, period);
}

function daysFromCivil(year: number, month: number, day: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
