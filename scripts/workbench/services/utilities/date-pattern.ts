/** The pattern language of Utilities.formatDate and parseDate: Java's SimpleDateFormat with English and Russian names. */
import { fixedOffsetMinutes, instantOf, isKnownZone, offsetText, wallTimeOf, zoneName, type WallTime } from './zone';

export type NameLanguage = 'en' | 'ru';

/** A run of one letter, or literal text. */
export type PatternToken = { readonly letter: string; readonly count: number } | { readonly text: string };

interface Names {
  readonly eras: readonly [string, string];
  readonly months: readonly string[];
  readonly shortMonths: readonly string[];
  readonly standaloneMonths: readonly string[];
  readonly weekdays: readonly string[];
  readonly shortWeekdays: readonly string[];
  readonly halves: readonly [string, string];
  /** 0 = Sunday, 1 = Monday. */
  readonly firstWeekday: number;
  readonly minimalDaysInFirstWeek: number;
}

const ENGLISH_MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const ENGLISH_WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const NAMES: Readonly<Record<NameLanguage, Names>> = {
  en: {
    eras: ['BC', 'AD'],
    months: ENGLISH_MONTHS,
    shortMonths: ENGLISH_MONTHS.map((name) => name.slice(0, 3)),
    standaloneMonths: ENGLISH_MONTHS,
    weekdays: ENGLISH_WEEKDAYS,
    shortWeekdays: ENGLISH_WEEKDAYS.map((name) => name.slice(0, 3)),
    halves: ['AM', 'PM'],
    firstWeekday: 0,
    minimalDaysInFirstWeek: 1,
  },
  ru: {
    eras: ['до н. э.', 'н. э.'],
    months: ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'],
    shortMonths: ['янв.', 'февр.', 'мар.', 'апр.', 'мая', 'июн.', 'июл.', 'авг.', 'сент.', 'окт.', 'нояб.', 'дек.'],
    standaloneMonths: ['январь', 'февраль', 'март', 'апрель', 'май', 'июнь', 'июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь'],
    weekdays: ['воскресенье', 'понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота'],
    shortWeekdays: ['вс', 'пн', 'вт', 'ср', 'чт', 'пт', 'сб'],
    halves: ['AM', 'PM'],
    firstWeekday: 1,
    minimalDaysInFirstWeek: 4,
  },
};

const LETTERS = 'GyYMLwWDdFEuaHkKhmsSzZX';
const DAY_MS = 86_400_000;

/** A pattern that SimpleDateFormat refuses: an unknown letter or an open quote. */
export class PatternError extends Error {}

/** Tokens of a pattern. Throws PatternError with Java's text. */
export function tokenizePattern(pattern: string): PatternToken[] {
  const tokens: PatternToken[] = [];
  const addText = (text: string): void => {
    const last = tokens[tokens.length - 1];
    if (last !== undefined && 'text' in last) tokens[tokens.length - 1] = { text: last.text + text };
    else tokens.push({ text });
  };
  let position = 0;
  while (position < pattern.length) {
    const character = pattern.charAt(position);
    if (character === "'") {
      if (pattern[position + 1] === "'") {
        addText("'");
        position += 2;
        continue;
      }
      let text = '';
      position += 1;
      for (;;) {
        const closing = pattern.indexOf("'", position);
        if (closing < 0) throw new PatternError('Unterminated quote');
        text += pattern.slice(position, closing);
        position = closing + 1;
        if (pattern[position] !== "'") break;
        text += "'";
        position += 1;
      }
      addText(text);
    } else if (/[A-Za-z]/.test(character)) {
      if (!LETTERS.includes(character)) throw new PatternError(`Illegal pattern character '${character}'`);
      let count = 1;
      while (pattern[position + count] === character) count += 1;
      tokens.push({ letter: character, count });
      position += count;
    } else {
      addText(character);
      position += 1;
    }
  }
  return tokens;
}

function dayOfYear(wall: WallTime): number {
  return Math.round((Date.UTC(2000 + mod(wall.year, 400), wall.month - 1, wall.day) - Date.UTC(2000 + mod(wall.year, 400), 0, 1)) / DAY_MS) + 1;
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}

function weekdayOf(wall: WallTime): number {
  return new Date(Date.UTC(2000 + mod(wall.year, 400), wall.month - 1, wall.day)).getUTCDay();
}

/** Week number within a period, given the 1-based day of that period and that day's weekday (Java's rule); 0 = belongs to the period before. */
function weekNumber(dayOfPeriod: number, weekday: number, names: Names): number {
  const periodStart = mod(weekday - names.firstWeekday - (dayOfPeriod - 1), 7);
  const week = Math.floor((dayOfPeriod - 1 + periodStart) / 7);
  return 7 - periodStart >= names.minimalDaysInFirstWeek ? week + 1 : week;
}

function yearLength(year: number): number {
  return mod(year, 4) === 0 && (mod(year, 100) !== 0 || mod(year, 400) === 0) ? 366 : 365;
}

function weekAndWeekYear(wall: WallTime, names: Names): { week: number; weekYear: number } {
  const day = dayOfYear(wall);
  const weekday = weekdayOf(wall);
  const week = weekNumber(day, weekday, names);
  if (week === 0) {
    return { week: weekNumber(day + yearLength(wall.year - 1), weekday, names), weekYear: wall.year - 1 };
  }
  const length = yearLength(wall.year);
  // The last days of a year belong to week 1 of the next when that week has enough days in the next year.
  const daysIntoNext = weekNumber(1, mod(weekday + (length - day) + 1, 7), names);
  const lastWeekStart = day - mod(weekday - names.firstWeekday, 7);
  if (daysIntoNext === 1 && lastWeekStart + 6 > length) return { week: 1, weekYear: wall.year + 1 };
  return { week, weekYear: wall.year };
}

/** The instant written by the pattern in a zone. Throws PatternError for a bad pattern. */
export function formatInstant(instantMs: number, zone: string, pattern: string, language: NameLanguage = 'en'): string {
  const names = NAMES[language];
  const wall = wallTimeOf(zone, instantMs);
  const tokens = tokenizePattern(pattern);
  const standalone = !tokens.some((token) => 'letter' in token && token.letter === 'd');
  return tokens.map((token) => ('text' in token ? token.text : fieldText(token.letter, token.count, wall, instantMs, zone, names, standalone))).join('');
}

function fieldText(letter: string, count: number, wall: WallTime, instantMs: number, zone: string, names: Names, standalone: boolean): string {
  const pad = (value: number): string => String(value).padStart(count, '0');
  const yearText = (year: number): string => (count === 2 ? String(mod(year, 100)).padStart(2, '0') : pad(year > 0 ? year : 1 - year));
  switch (letter) {
    case 'G': return names.eras[wall.year > 0 ? 1 : 0];
    case 'y': return yearText(wall.year);
    case 'Y': return yearText(weekAndWeekYear(wall, names).weekYear);
    case 'M':
    case 'L':
      if (count < 3) return pad(wall.month);
      if (count === 3) return names.shortMonths[wall.month - 1] as string;
      return (letter === 'L' || standalone ? names.standaloneMonths : names.months)[wall.month - 1] as string;
    case 'w': return pad(weekAndWeekYear(wall, names).week);
    case 'W': return pad(weekNumber(wall.day, weekdayOf(wall), names));
    case 'D': return pad(dayOfYear(wall));
    case 'd': return pad(wall.day);
    case 'F': return pad(Math.floor((wall.day - 1) / 7) + 1);
    case 'E': return (count < 4 ? names.shortWeekdays : names.weekdays)[weekdayOf(wall)] as string;
    case 'u': return pad(weekdayOf(wall) === 0 ? 7 : weekdayOf(wall));
    case 'a': return names.halves[wall.hour < 12 ? 0 : 1];
    case 'H': return pad(wall.hour);
    case 'k': return pad(wall.hour === 0 ? 24 : wall.hour);
    case 'K': return pad(wall.hour % 12);
    case 'h': return pad(wall.hour % 12 === 0 ? 12 : wall.hour % 12);
    case 'm': return pad(wall.minute);
    case 's': return pad(wall.second);
    case 'S': return pad(wall.millisecond);
    case 'z': return zoneName(zone, instantMs, count >= 4);
    case 'Z': return offsetText(zone, instantMs, '');
    default: return isoOffset(zone, instantMs, count);
  }
}

function isoOffset(zone: string, instantMs: number, count: number): string {
  const text = offsetText(zone, instantMs, count === 3 ? ':' : '');
  if (/^[+-]00:?00$/.test(text)) return 'Z';
  if (count > 3) throw new PatternError('invalid ISO 8601 format: length=4');
  return count === 1 ? text.slice(0, 3) : text;
}

/**
 * The instant of a text read by the pattern, lenient as Java is (month 13 is January of the next year, text after the last
 * field is ignored); null when the text does not match. `nowMs` decides the century of two-digit years. Throws PatternError.
 */
export function parseInstant(text: string, zone: string, pattern: string, nowMs: number): number | null {
  const tokens = tokenizePattern(pattern);
  const fields = new Map<string, number>();
  let explicitZone: string | null = null;
  let position = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as PatternToken;
    if ('text' in token) {
      if (!text.startsWith(token.text, position)) return null;
      position += token.text.length;
      continue;
    }
    while (text[position] === ' ' || text[position] === '\t') position += 1;
    const rest = text.slice(position);
    const next = tokens[index + 1];
    const abutting = next !== undefined && 'letter' in next && isNumericField(next);
    const read = readField(token, rest, abutting);
    if (read === null) return null;
    position += read.length;
    if (read.zone !== undefined) explicitZone = read.zone;
    if (read.value === undefined) continue;
    const value = token.letter === 'y' && token.count <= 2 && read.length === 2 ? fullYear(read.value, nowMs) : read.value;
    fields.set(token.letter === 'L' ? 'M' : token.letter, value);
  }
  return instantFrom(fields, explicitZone ?? zone);
}

function isNumericField(token: { readonly letter: string; readonly count: number }): boolean {
  return !'GEazZX'.includes(token.letter) && !('ML'.includes(token.letter) && token.count >= 3);
}

interface FieldRead {
  readonly length: number;
  readonly value?: number;
  readonly zone?: string;
}

function readField(token: { readonly letter: string; readonly count: number }, rest: string, abutting: boolean): FieldRead | null {
  const { letter, count } = token;
  if (isNumericField(token)) {
    const digits = (abutting ? new RegExp(`^\\d{1,${count}}`) : /^-?\d+/).exec(rest)?.[0];
    return digits === undefined ? null : { length: digits.length, value: Number(digits) };
  }
  switch (letter) {
    case 'M':
    case 'L': return readName(rest, [['months', 1], ['standaloneMonths', 1], ['shortMonths', 1]]);
    case 'E': return readName(rest, [['weekdays', 0], ['shortWeekdays', 0]]);
    case 'a': return readName(rest, [['halves', 0]]);
    case 'G': return readName(rest, [['eras', 0]]);
    default: return readZone(rest);
  }
}

function readName(rest: string, lists: readonly (readonly [keyof Names, number])[]): FieldRead | null {
  const lower = rest.toLowerCase();
  let best: { length: number; value: number } | null = null;
  for (const names of Object.values(NAMES)) {
    for (const [list, base] of lists) {
      (names[list] as readonly string[]).forEach((name, index) => {
        if (lower.startsWith(name.toLowerCase()) && name.length > (best?.length ?? 0)) best = { length: name.length, value: index + base };
      });
    }
  }
  return best;
}

function readZone(rest: string): FieldRead | null {
  const offset = /^(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?/.exec(rest)?.[0];
  if (offset !== undefined && fixedOffsetMinutes(offset) !== null) return { length: offset.length, zone: offset };
  const name = /^[A-Za-z]+(?:\/[A-Za-z_/+-]+)?/.exec(rest)?.[0];
  if (name === undefined || !isKnownZone(name)) return null;
  return { length: name.length, zone: name };
}

/** Java's window for two digits: from 80 years before now to 20 years after. */
function fullYear(twoDigits: number, nowMs: number): number {
  const start = new Date(nowMs).getUTCFullYear() - 80;
  const year = start - (start % 100) + twoDigits;
  return year < start ? year + 100 : year;
}

function instantFrom(fields: ReadonlyMap<string, number>, zone: string): number {
  let year = fields.get('y') ?? fields.get('Y') ?? 1970;
  if (fields.get('G') === 0) year = 1 - year;
  let hour = fields.get('H') ?? (fields.has('k') ? (fields.get('k') as number) % 24 : undefined);
  if (hour === undefined) {
    const half = fields.get('K') ?? (fields.has('h') ? (fields.get('h') as number) % 12 : 0);
    hour = half + (fields.get('a') === 1 ? 12 : 0);
  }
  const ordinal = fields.get('D');
  const wall: WallTime = {
    year,
    month: ordinal !== undefined && !fields.has('M') ? 1 : fields.get('M') ?? 1,
    day: ordinal !== undefined && !fields.has('d') ? ordinal : fields.get('d') ?? 1,
    hour,
    minute: fields.get('m') ?? 0,
    second: fields.get('s') ?? 0,
    millisecond: fields.get('S') ?? 0,
  };
  return instantOf(zone, wall);
}
