/** The event object of a clock trigger (PLATFORM-FACTS §4.4). */
import { formatInstant } from '../utilities/date-pattern';
import { wallTimeOf } from '../utilities/zone';

/** Fields of the event of a clock trigger that fires at an instant; all fields are of the trigger's time zone. `authMode` is added by the runtime. */
export interface ClockEventFields {
  readonly triggerUid: string;
  readonly year: number;
  readonly month: number;
  readonly 'day-of-month': number;
  /** 1 = Monday … 7 = Sunday. */
  readonly 'day-of-week': number;
  readonly 'week-of-year': number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly timezone: string;
}

/** The fields for a trigger. */
export function clockEventFields(triggerUid: string, instantMs: number, timeZone: string): ClockEventFields {
  const wall = wallTimeOf(timeZone, instantMs);
  return {
    triggerUid,
    year: wall.year,
    month: wall.month,
    'day-of-month': wall.day,
    'day-of-week': Number(formatInstant(instantMs, timeZone, 'u')),
    'week-of-year': Number(formatInstant(instantMs, timeZone, 'w')),
    hour: wall.hour,
    minute: wall.minute,
    second: wall.second,
    timezone: timeZone,
  };
}
