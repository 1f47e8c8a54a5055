/** Serial day numbers (from 1899-12-30) and instants. Pure. */

export const MS_PER_DAY = 86_400_000;
const EPOCH_SERIAL = 25_569;

/** Serial of a calendar day; months are 1-based. */
export function serialOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / MS_PER_DAY + EPOCH_SERIAL;
}

/** Calendar parts of a serial (UTC arithmetic, no zone involved). */
export function partsOf(serial: number): { year: number; month: number; day: number; hours: number; minutes: number; seconds: number; milliseconds: number } {
  const date = new Date(Math.round((serial - EPOCH_SERIAL) * MS_PER_DAY));
  return {
    year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(),
    hours: date.getUTCHours(), minutes: date.getUTCMinutes(), seconds: date.getUTCSeconds(), milliseconds: date.getUTCMilliseconds(),
  };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Serial that a wall clock in `timeZone` shows at an instant (milliseconds since 1970, UTC). */
export function zonedSerial(instant: number, timeZone: string): number {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatters.set(timeZone, formatter = new Intl.DateTimeFormat('en-US', {
      timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', era: 'short',
    }));
  }
  const parts = new Map(formatter.formatToParts(instant).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year');
  const milliseconds = ((instant % 1000) + 1000) % 1000;
  return serialOf(year, part('month'), part('day')) + (part('hour') * 3_600_000 + part('minute') * 60_000 + part('second') * 1000 + milliseconds) / MS_PER_DAY;
}
