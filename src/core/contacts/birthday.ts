/** Reads birthdays: dates in every form dates are read, days without a year, and a warning where the day cannot be a birthday. */
import type { Day } from '../calendar';
import { dayOf, daysInMonth, partsOf } from '../calendar';
import type { Cell } from '../table/cell';
import type { DateReading } from '../table/dates';
import { readDate } from '../table/dates';
import { monthOf } from '../table/month-names';

/** A cell read as a birthday. Month and day count from 1; `day` is the serial day of birth, null where the year is not known. */
export type BirthdayReading =
  | { readonly state: 'ok'; readonly year: number | null; readonly month: number; readonly dayOfMonth: number; readonly day: Day | null; readonly doubt: BirthdayDoubt | null }
  | { readonly state: 'empty' | 'unreadable' | 'impossible' };

/** Why a real date can hardly be a birthday: after today, the client would be over 120, or the day an empty date turns into (1900-01-01 and before). */
export type BirthdayDoubt = 'future' | 'tooOld' | 'emptyDate';

const OLDEST_YEARS = 120;
// Spreadsheets show an empty date or a lost one as the first days of their calendar.
const LAST_EMPTY_DAY = 2;
// A leap year, so that 29 February without a year is a day.
const LEAP_YEAR = 2000;

const DAY_MONTH_WORD = /^(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]*([\p{L}]+)\.?$/u;
const MONTH_WORD_DAY = /^([\p{L}]+)\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?$/u;
const FIGURES = /^(\d{1,2})([./-])(\d{1,2})\.?$/;
// vCard and phones write a birthday without a year as --03-05.
const NO_YEAR_ISO = /^--(\d{2})-?(\d{2})$/;

/**
 * Reads a birthday cell; a day before 1900, where the calendar begins, is `impossible`.
 * @param reading the order of day and month, decided over the column
 * @param todayDay birthdays after it are doubtful; null leaves that and the age unjudged
 */
export function readBirthday(cell: Cell, reading: Pick<DateReading, 'order'> = { order: 'dmy' }, todayDay: Day | null = null): BirthdayReading {
  const yearless = typeof cell === 'string' ? readWithoutYear(cell, reading.order) : null;
  if (yearless !== null) return yearless;
  const result = readDate(cell, reading);
  if (result.state !== 'ok') return { state: result.state };
  const { year, month, day: dayOfMonth } = partsOf(movedBack(cell, result.day, todayDay));
  const day = dayOf(year, month, dayOfMonth) ?? result.day;
  return { state: 'ok', year, month, dayOfMonth, day, doubt: doubtOf(day, todayDay) };
}

/** Two figures of a year mean the past: `12.03.31` is 1931 for somebody who is born. */
function movedBack(cell: Cell, day: Day, todayDay: Day | null): Day {
  const isShort = typeof cell === 'string' && !/\d{4}/.test(cell);
  if (!isShort || todayDay === null || day <= todayDay) return day;
  const { year, month, day: dayOfMonth } = partsOf(day);
  return dayOf(year - 100, month, dayOfMonth) ?? day;
}

function doubtOf(day: Day, todayDay: Day | null): BirthdayDoubt | null {
  if (day <= LAST_EMPTY_DAY) return 'emptyDate';
  if (todayDay === null) return null;
  if (day > todayDay) return 'future';
  const today = partsOf(todayDay);
  const oldest = dayOf(today.year - OLDEST_YEARS, today.month, Math.min(today.day, daysInMonth(today.year - OLDEST_YEARS, today.month)));
  return oldest !== undefined && day < oldest ? 'tooOld' : null;
}

function readWithoutYear(cell: string, order: 'dmy' | 'mdy'): BirthdayReading | null {
  const text = cell.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
  const iso = NO_YEAR_ISO.exec(text);
  if (iso !== null) return yearless(Number(iso[1]), Number(iso[2]));
  const figures = FIGURES.exec(text);
  if (figures !== null) {
    const [first, second] = [Number(figures[1]), Number(figures[3])];
    const isDayFirst = first > 12 || (second <= 12 && (figures[2] === '.' || order === 'dmy'));
    return isDayFirst ? yearless(second, first) : yearless(first, second);
  }
  const dayFirst = DAY_MONTH_WORD.exec(text);
  const monthFirst = dayFirst === null ? MONTH_WORD_DAY.exec(text) : null;
  const month = monthOf(dayFirst?.[2] ?? monthFirst?.[1] ?? '');
  return month === undefined ? null : yearless(month, Number(dayFirst?.[1] ?? monthFirst?.[2]));
}

function yearless(month: number, dayOfMonth: number): BirthdayReading {
  if (dayOf(LEAP_YEAR, month, dayOfMonth) === undefined) return { state: 'impossible' };
  return { state: 'ok', year: null, month, dayOfMonth, day: null, doubt: null };
}
