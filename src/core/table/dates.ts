/** Reads dates; the order of day and month is decided over a whole column and shown. */
import { dayOf } from '../calendar';
import type { Day } from '../calendar';
import { isDateCell, isEmptyCell } from './cell';
import type { Cell } from './cell';
import { monthOf } from './month-names';

/** How the dates of a column are read. */
export interface DateReading {
  /** The order of day and month where figures alone do not tell. */
  readonly order: 'dmy' | 'mdy';
  /** Why: cells with a day above 12 decided, cells of both kinds exist, nothing decided, there was nothing to decide, or the user chose. */
  readonly decidedBy: 'cells' | 'conflict' | 'assumed' | 'nothing' | 'user';
  /** Patterns met, most frequent first, such as `d.m.y`, `y-m-d`, `d month y`, `date`. */
  readonly formats: readonly { readonly format: string; readonly count: number; readonly sample: string }[];
}

/** A cell read as a date. */
export type DateResult =
  | { readonly state: 'ok'; readonly day: Day; readonly secondOfDay?: number }
  | { readonly state: 'empty' | 'unreadable' | 'impossible' };

/** A text taken apart, before the order of day and month is applied. */
interface DateText {
  readonly format: string;
  readonly year: number;
  /** Month and day when known; otherwise `first` and `second` in the order written. */
  readonly month?: number;
  readonly day?: number;
  readonly first?: number;
  readonly second?: number;
  /** Dots are written day first everywhere; only other separators are open. */
  readonly isOpen: boolean;
  readonly secondOfDay?: number;
}

const TIME = /(?:[T\s,]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AaPp])?\.?(?:[Mm]\.?)?\s*(?:Z|UTC|GMT|МСК|[+-]\d{2}:?\d{2})?$/;
// The form that databases and our own exports write; the general way below reads it too, but slower.
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[ T]([01]\d|2[0-3]):([0-5]\d):([0-5]\d))?$/;
const FIGURES = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/;
const DAY_MONTH_WORD = /^(\d{1,2})\.?[\s-]*([A-Za-zА-Яа-яЁёÄäÖöÜü]+)\.?[\s,-]*(\d{4}|\d{2})$/;
const MONTH_WORD_DAY = /^([A-Za-zА-Яа-яЁё]+)\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?[\s,-]+(\d{4}|\d{2})$/;
const WEEKDAY = /^[A-Za-zА-Яа-яЁёÄäÖöÜü]{2,12}\.?,\s*/;
const YEAR_WORD = /\s*(?:г\.?|года?)$/;
const EMPTY_MARK = /^[-–—]+$/;

// Two-digit years up to this one are of this century.
const LAST_SHORT_YEAR = 49;
const FIRST_SERIAL = 2;
const LAST_SERIAL = 109574;

/** Decides the reading of a column. @param preferred the order when nothing decides (dmy for every locale but en_US) */
export function decideDateReading(cells: readonly Cell[], preferred: 'dmy' | 'mdy' = 'dmy'): DateReading {
  const formats = new Map<string, { format: string; count: number; sample: string }>();
  let dayFirst = 0;
  let monthFirst = 0;
  let open = 0;
  for (const cell of cells) {
    if (isEmptyCell(cell)) continue;
    const parts = typeof cell === 'string' ? takeApart(cell) : undefined;
    const format = parts?.format ?? (isDateCell(cell) ? 'date' : typeof cell === 'number' ? 'number' : '?');
    const known = formats.get(format);
    if (known === undefined) formats.set(format, { format, count: 1, sample: isDateCell(cell) ? '' : String(cell).trim() });
    else known.count += 1;
    if (parts === undefined || !parts.isOpen) continue;
    const { first = 0, second = 0 } = parts;
    if (first > 12 && second <= 12) dayFirst += 1;
    else if (second > 12 && first <= 12) monthFirst += 1;
    else if (first !== second) open += 1;
  }
  const list = Array.from(formats.values()).sort((left, right) => right.count - left.count || (left.format < right.format ? -1 : 1));
  if (dayFirst > 0 && monthFirst > 0) {
    const majority = dayFirst === monthFirst ? preferred : dayFirst > monthFirst ? 'dmy' : 'mdy';
    return { order: majority, decidedBy: open > 0 ? 'conflict' : 'cells', formats: list };
  }
  if (dayFirst > 0) return { order: 'dmy', decidedBy: 'cells', formats: list };
  if (monthFirst > 0) return { order: 'mdy', decidedBy: 'cells', formats: list };
  return { order: preferred, decidedBy: open > 0 ? 'assumed' : 'nothing', formats: list };
}

/** Reads one cell. Plain numbers are read as serial days between 1900 and 2199, or as figures such as 20240305. */
export function readDate(cell: Cell, reading: Pick<DateReading, 'order'> = { order: 'dmy' }): DateResult {
  if (isEmptyCell(cell)) return { state: 'empty' };
  if (isDateCell(cell)) return cell.secondOfDay === undefined ? { state: 'ok', day: cell.day } : { state: 'ok', ...cell };
  if (typeof cell === 'number') return readSerial(cell);
  if (typeof cell !== 'string') return { state: 'unreadable' };
  if (EMPTY_MARK.test(cell.trim())) return { state: 'empty' };
  const parts = takeApart(cell);
  if (parts === undefined) return { state: 'unreadable' };
  const [month, day] = monthAndDay(parts, reading.order);
  const serial = dayOf(parts.year, month, day);
  if (serial === undefined) return { state: 'impossible' };
  return parts.secondOfDay === undefined ? { state: 'ok', day: serial } : { state: 'ok', day: serial, secondOfDay: parts.secondOfDay };
}

function monthAndDay(parts: DateText, order: 'dmy' | 'mdy'): [number, number] {
  if (parts.month !== undefined && parts.day !== undefined) return [parts.month, parts.day];
  const { first = 0, second = 0 } = parts;
  // A figure above 12 can only be the day, whatever the rest of the column does.
  const isDayFirst = first > 12 ? true : second > 12 ? false : !parts.isOpen || order === 'dmy';
  return isDayFirst ? [second, first] : [first, second];
}

function readSerial(value: number): DateResult {
  if (Number.isInteger(value) && value >= 19000101 && value <= 21991231) {
    const day = dayOf(Math.floor(value / 10000), Math.floor(value / 100) % 100, value % 100);
    return day === undefined ? { state: 'impossible' } : { state: 'ok', day };
  }
  if (!(value >= FIRST_SERIAL && value < LAST_SERIAL + 1)) return { state: 'unreadable' };
  const day = Math.floor(value);
  const secondOfDay = Math.round((value - day) * 86400);
  if (secondOfDay >= 86400) return { state: 'ok', day: day + 1 };
  return secondOfDay === 0 ? { state: 'ok', day } : { state: 'ok', day, secondOfDay };
}

function takeApart(text: string): DateText | undefined {
  const iso = ISO.exec(text);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second] = iso.map(Number);
    const date = { format: 'y-m-d', year: year ?? 0, month: month ?? 0, day: day ?? 0, isOpen: false };
    return iso[4] === undefined ? date : { ...date, secondOfDay: (hour ?? 0) * 3600 + (minute ?? 0) * 60 + (second ?? 0) };
  }
  let rest = text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
  const time = TIME.exec(rest);
  let clock: { secondOfDay?: number } = {};
  if (time !== null) {
    const secondOfDay = secondOf(time);
    if (secondOfDay === undefined) return undefined;
    clock = { secondOfDay };
    rest = rest.slice(0, time.index);
  }
  rest = rest.replace(WEEKDAY, '').replace(YEAR_WORD, '').replace(/,$/, '').trim();
  return fromFigures(rest, clock) ?? fromWords(rest, clock);
}

function fromFigures(text: string, clock: { secondOfDay?: number }): DateText | undefined {
  if (/^(19|20|21)\d{6}$/.test(text)) {
    const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6))];
    return { format: 'yyyymmdd', year, month, day, isOpen: false, ...clock };
  }
  const match = FIGURES.exec(text);
  if (match === null) return undefined;
  const [first = '', separator = '', second = '', third = ''] = match.slice(1);
  if (first.length === 4) {
    if (third.length > 2) return undefined;
    return { format: `y${separator}m${separator}d`, year: Number(first), month: Number(second), day: Number(third), isOpen: false, ...clock };
  }
  if (first.length > 2 || (third.length !== 4 && third.length !== 2)) return undefined;
  const isOpen = separator !== '.';
  const format = isOpen ? (Number(first) > 12 ? 'd/m/y' : Number(second) > 12 ? 'm/d/y' : '?/?/y').replace(/\//g, separator) : 'd.m.y';
  return { format, year: fullYear(third), first: Number(first), second: Number(second), isOpen, ...clock };
}

function fromWords(text: string, clock: { secondOfDay?: number }): DateText | undefined {
  const dayFirst = DAY_MONTH_WORD.exec(text);
  const monthFirst = dayFirst === null ? MONTH_WORD_DAY.exec(text) : null;
  const month = monthOf(dayFirst?.[2] ?? monthFirst?.[1] ?? '');
  const match = dayFirst ?? monthFirst;
  if (month === undefined || match === null) return undefined;
  const day = Number(dayFirst?.[1] ?? monthFirst?.[2]);
  return { format: dayFirst === null ? 'month d y' : 'd month y', year: fullYear(match[3] ?? ''), month, day, isOpen: false, ...clock };
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year <= LAST_SHORT_YEAR ? 2000 + year : 1900 + year;
}

function secondOf(time: RegExpExecArray): number | undefined {
  let hour = Number(time[1]);
  const half = time[4]?.toLowerCase();
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  const minute = Number(time[2]);
  const second = Number(time[3] ?? 0);
  return hour > 23 || minute > 59 || second > 59 ? undefined : hour * 3600 + minute * 60 + second;
}
