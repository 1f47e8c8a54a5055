/** Offsets of IANA time zones by Intl, cached by day; never the zone of the machine. Runs on the host and inside the guest. */

const DAY_MS = 86_400_000;

/** Converts between instants and local times of one zone. Local times are epoch milliseconds as if the zone were UTC. */
export class TimeZone {
  private readonly format: Intl.DateTimeFormat;
  /** Offset for days without a change; NaN for days with one. */
  private readonly offsetOfDay = new Map<number, number>();

  /** Throws RangeError for an unknown zone. */
  constructor(readonly name: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** Milliseconds to add to the instant to get local time. */
  offsetAt(epochMs: number): number {
    const day = Math.floor(epochMs / DAY_MS);
    let offset = this.offsetOfDay.get(day);
    if (offset === undefined) {
      const start = this.measure(day * DAY_MS);
      offset = start === this.measure((day + 1) * DAY_MS) ? start : Number.NaN;
      this.offsetOfDay.set(day, offset);
    }
    return Number.isNaN(offset) ? this.measure(epochMs) : offset;
  }

  toLocal(epochMs: number): number {
    return epochMs + this.offsetAt(epochMs);
  }

  /** Instant of a local time: the earlier one when it occurs twice, moved forward by the gap when it does not occur. */
  toInstant(localMs: number): number {
    const before = this.offsetAt(localMs - DAY_MS);
    const after = this.offsetAt(localMs + DAY_MS);
    const early = localMs - before;
    if (before === after || this.offsetAt(early) === before) return early;
    const late = localMs - after;
    return this.offsetAt(late) === after ? late : early;
  }

  private measure(epochMs: number): number {
    const fields: Record<string, number> = {};
    let beforeChrist = false;
    for (const { type, value } of this.format.formatToParts(epochMs)) {
      if (type === 'era') beforeChrist = value.startsWith('B');
      else fields[type] = Number(value);
    }
    const year = beforeChrist ? 1 - (fields['year'] ?? 0) : (fields['year'] ?? 0);
    const local = utcTime(year, (fields['month'] ?? 1) - 1, fields['day'] ?? 1, fields['hour'] ?? 0, fields['minute'] ?? 0, fields['second'] ?? 0);
    return local - Math.floor(epochMs / 1000) * 1000;
  }
}

/** Date.UTC that takes years 0 to 99 as they are. */
export function utcTime(year: number, month: number, day: number, hour = 0, minute = 0, second = 0, millisecond = 0): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  date.setUTCHours(hour, minute, second, millisecond);
  return date.getTime();
}

const zones = new Map<string, TimeZone>();

/** The shared, cached zone of that name. */
export function timeZone(name: string): TimeZone {
  let zone = zones.get(name);
  if (!zone) {
    zone = new TimeZone(name);
    zones.set(name, zone);
  }
  return zone;
}
