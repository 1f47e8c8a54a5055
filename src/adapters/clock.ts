/** The moment by the runtime's clock, days and times by the spreadsheet's zone. */
import { formatIsoTime } from '../core/calendar';
import type { Clock } from '../domain/ports';
import type { OffsetAt } from './zone-days';
import { dateCellOf } from './zone-days';

/** No counted calls. */
export class SheetClock implements Clock {
  /** @param offsetAt offsets of the spreadsheet's time zone */
  constructor(private readonly offsetAt: () => OffsetAt) {}

  now(): number {
    return Date.now();
  }

  dayOf(epochMs: number): number {
    return dateCellOf(epochMs, this.offsetAt()).day;
  }

  timestamp(epochMs: number): string {
    const { day, secondOfDay = 0 } = dateCellOf(Math.floor(epochMs / 1000) * 1000, this.offsetAt());
    return formatIsoTime(day, secondOfDay);
  }

  wait(milliseconds: number): void {
    Utilities.sleep(milliseconds);
  }
}
