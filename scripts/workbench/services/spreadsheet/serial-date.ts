/** Serial day numbers of a spreadsheet's zone ↔ instants, fast enough for whole columns. */
import { instantOf, offsetMs, wallTimeOf } from '../utilities/zone';

const MS_PER_DAY = 86_400_000;
/** 1899-12-30, day 0 of a spreadsheet, as if in UTC. */
const DAY_ZERO_MS = Date.UTC(1899, 11, 30);

/** Converts for one time zone; offsets of days on which the zone's clock does not change are remembered. */
export class SerialDates {
  private static readonly byZone = new Map<string, SerialDates>();
  private readonly offsetOfUtcDay = new Map<number, number | null>();
  private readonly offsetOfWallDay = new Map<number, number | null>();

  private constructor(private readonly zone: string) {}

  static in(zone: string): SerialDates {
    let dates = SerialDates.byZone.get(zone);
    if (dates === undefined) {
      dates = new SerialDates(zone);
      SerialDates.byZone.set(zone, dates);
    }
    return dates;
  }

  /** Serial of an instant (epoch milliseconds): the wall clock of the zone. */
  toSerial(instantMs: number): number {
    const day = Math.floor(instantMs / MS_PER_DAY);
    let offset = this.offsetOfUtcDay.get(day);
    if (offset === undefined) {
      const first = offsetMs(this.zone, day * MS_PER_DAY);
      offset = first === offsetMs(this.zone, (day + 1) * MS_PER_DAY) ? first : null;
      this.offsetOfUtcDay.set(day, offset);
    }
    return (instantMs + (offset ?? offsetMs(this.zone, instantMs)) - DAY_ZERO_MS) / MS_PER_DAY;
  }

  /** Instant of a serial, to the millisecond; a time skipped by the clock moves forward, a doubled one is the first. */
  toInstant(serial: number): number {
    const wallMs = Math.round(serial * MS_PER_DAY) + DAY_ZERO_MS;
    const day = Math.floor(wallMs / MS_PER_DAY);
    let offset = this.offsetOfWallDay.get(day);
    if (offset === undefined) {
      const before = offsetMs(this.zone, (day - 1) * MS_PER_DAY);
      offset = before === offsetMs(this.zone, (day + 2) * MS_PER_DAY) ? before : null;
      this.offsetOfWallDay.set(day, offset);
    }
    return offset === null ? instantOf(this.zone, wallTimeOf('UTC', wallMs)) : wallMs - offset;
  }
}
