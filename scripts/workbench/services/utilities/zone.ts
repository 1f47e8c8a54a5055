/** Time zones by Intl: the offset of an instant, wall clock ↔ instant, Java-style names. Old offsets keep their seconds (Moscow 1899: +2:30:17). */

/** A wall-clock time: month 1–12. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

const MS_PER_MINUTE = 60_000;
const formatters = new Map<string, Intl.DateTimeFormat | null>();

/** Java's three-letter ids that Intl does not know or understands differently. */
const JAVA_IDS: Readonly<Record<string, string>> = {
  PST: 'America/Los_Angeles', MST: 'America/Denver', CST: 'America/Chicago', EST: 'Etc/GMT+5', PRT: 'America/Puerto_Rico',
  BST: 'Asia/Dhaka', IST: 'Asia/Kolkata', JST: 'Asia/Tokyo', ECT: 'Europe/Paris', ART: 'Africa/Cairo', AET: 'Australia/Sydney',
  Z: 'UTC', UT: 'UTC',
};

/** Zone abbreviations as Java writes them where Intl answers with an offset: [standard, daylight]. */
const ABBREVIATIONS: Readonly<Record<string, readonly [string, string]>> = {
  'Europe/Moscow': ['MSK', 'MSD'], 'Europe/London': ['GMT', 'BST'], 'Europe/Paris': ['CET', 'CEST'], 'Europe/Berlin': ['CET', 'CEST'],
  'Europe/Madrid': ['CET', 'CEST'], 'Europe/Rome': ['CET', 'CEST'], 'Europe/Vienna': ['CET', 'CEST'], 'Europe/Prague': ['CET', 'CEST'],
  'Europe/Warsaw': ['CET', 'CEST'], 'Europe/Kiev': ['EET', 'EEST'], 'Europe/Kyiv': ['EET', 'EEST'], 'Europe/Helsinki': ['EET', 'EEST'],
  'Europe/Athens': ['EET', 'EEST'], 'Asia/Tokyo': ['JST', 'JDT'], 'Asia/Kolkata': ['IST', 'IST'], 'Asia/Shanghai': ['CST', 'CDT'],
  'Australia/Sydney': ['AEST', 'AEDT'],
};

/** A fixed offset such as GMT+3, GMT+03:00, +0300 in minutes, or null when the name is not one. */
export function fixedOffsetMinutes(zone: string): number | null {
  const match = /^(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(zone);
  if (match === null) return null;
  const hours = Number(match[2]);
  const minutes = Number(match[3] ?? '0');
  if (hours > 23 || minutes > 59) return null;
  return (match[1] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

function formatterOf(zone: string): Intl.DateTimeFormat | null {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  let formatter: Intl.DateTimeFormat | null;
  try {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: JAVA_IDS[zone] ?? zone, calendar: 'iso8601', hourCycle: 'h23', era: 'short', year: 'numeric', month: '2-digit',
      day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    });
  } catch {
    formatter = null;
  }
  formatters.set(zone, formatter);
  return formatter;
}

/** Whether the name is a known zone id or a fixed offset. */
export function isKnownZone(zone: string): boolean {
  return zone === 'GMT' || fixedOffsetMinutes(zone) !== null || formatterOf(zone) !== null;
}

/** UTC milliseconds of a wall time read as UTC; years below 100 are meant literally. */
export function utcOf(wall: WallTime): number {
  const date = new Date(0);
  date.setUTCFullYear(wall.year, wall.month - 1, wall.day);
  date.setUTCHours(wall.hour, wall.minute, wall.second, wall.millisecond);
  return date.getTime();
}

/** Offset of the zone from UTC at an instant, in milliseconds (local = UTC + offset). An unknown zone is GMT, as in Java. */
export function offsetMs(zone: string, instantMs: number): number {
  if (zone === 'GMT' || zone === 'UTC') return 0;
  const fixed = fixedOffsetMinutes(zone);
  if (fixed !== null) return fixed * MS_PER_MINUTE;
  const formatter = formatterOf(zone);
  if (formatter === null) return 0;
  const fields: Record<string, string> = {};
  for (const part of formatter.formatToParts(instantMs)) fields[part.type] = part.value;
  const year = Number(fields['year']);
  const local = utcOf({
    year: fields['era']?.startsWith('B') === true ? 1 - year : year, month: Number(fields['month']), day: Number(fields['day']),
    hour: Number(fields['hour']) % 24, minute: Number(fields['minute']), second: Number(fields['second']), millisecond: 0,
  });
  return local - Math.floor(instantMs / 1000) * 1000;
}

/** The wall clock of a zone at an instant. */
export function wallTimeOf(zone: string, instantMs: number): WallTime {
  const local = new Date(instantMs + offsetMs(zone, instantMs));
  return {
    year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate(), hour: local.getUTCHours(),
    minute: local.getUTCMinutes(), second: local.getUTCSeconds(), millisecond: local.getUTCMilliseconds(),
  };
}

/** The instant of a wall time; a time skipped by the clock moves forward, a doubled one is the first. */
export function instantOf(zone: string, wall: WallTime): number {
  const asUtc = utcOf(wall);
  const before = offsetMs(zone, asUtc - 86_400_000);
  const after = offsetMs(zone, asUtc + 86_400_000);
  const candidates = [asUtc - before, asUtc - after].filter((instant) => instant + offsetMs(zone, instant) === asUtc);
  return candidates.length === 0 ? asUtc - before : Math.min(...candidates);
}

/** Offset as ±hh{separator}mm. */
export function offsetText(zone: string, instantMs: number, separator: string): string {
  const minutes = Math.trunc(offsetMs(zone, instantMs) / MS_PER_MINUTE);
  const absolute = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${String(Math.floor(absolute / 60)).padStart(2, '0')}${separator}${String(absolute % 60).padStart(2, '0')}`;
}

/** The zone's name as Java's letter `z` writes it: abbreviation, or the long English name. */
export function zoneName(zone: string, instantMs: number, long: boolean): string {
  if (zone === 'GMT' || formatterOf(zone) === null) {
    if (fixedOffsetMinutes(zone) !== null) return `GMT${offsetText(zone, instantMs, ':')}`;
    return long ? 'Greenwich Mean Time' : 'GMT';
  }
  const pair = ABBREVIATIONS[zone];
  if (!long && pair !== undefined) {
    const year = new Date(instantMs).getUTCFullYear();
    const standard = Math.min(offsetMs(zone, Date.UTC(year, 0, 1)), offsetMs(zone, Date.UTC(year, 6, 1)));
    return offsetMs(zone, instantMs) > standard ? pair[1] : pair[0];
  }
  const formatter = new Intl.DateTimeFormat('en-US', { timeZone: JAVA_IDS[zone] ?? zone, timeZoneName: long ? 'long' : 'short' });
  const name = formatter.formatToParts(instantMs).find((part) => part.type === 'timeZoneName')?.value ?? zone;
  return /^GMT[+-]/.test(name) ? `GMT${offsetText(zone, instantMs, ':')}` : name;
}
