/** Calendar days of moments in a time zone, from a small table of offsets: no call per cell. */
import type { DateCell } from '../core/table/cell';

const DAY_MS = 86_400_000;
const DAYS_BEFORE_1970 = 25_569;
/** Zones change their offset at most once in such a window. */
const WINDOW_MS = 8 * DAY_MS;
/** Changes of offset fall on quarter hours. */
const STEP_MS = 900_000;

/** Offset of a zone from UTC in milliseconds at a moment. */
export type OffsetAt = (epochMs: number) => number;

/** Remembers offsets by windows; asks the slow source only at window borders and, in a window with a change, by quarter hours. */
export function cachedOffsets(source: OffsetAt): OffsetAt {
  const known = new Map<number, number>();
  const ask = (epochMs: number): number => {
    const found = known.get(epochMs);
    if (found !== undefined) return found;
    const offset = source(epochMs);
    known.set(epochMs, offset);
    return offset;
  };
  return (epochMs) => {
    const start = Math.floor(epochMs / WINDOW_MS) * WINDOW_MS;
    const atStart = ask(start);
    if (atStart === ask(start + WINDOW_MS)) return atStart;
    return ask(Math.floor(epochMs / STEP_MS) * STEP_MS);
  };
}

/** Offsets by the language's own zone tables; throws where the runtime does not know the zone. */
export function intlOffsets(timeZone: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  return (epochMs) => {
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(new Date(epochMs))) parts[type] = Number(value);
    const local = Date.UTC(parts['year'] ?? 0, (parts['month'] ?? 1) - 1, parts['day'] ?? 1, parts['hour'] ?? 0, parts['minute'] ?? 0, parts['second'] ?? 0);
    return local - Math.floor(epochMs / 1000) * 1000;
  };
}

/** The date cell of a moment: serial day and, when it is not midnight, the second of the day. */
export function dateCellOf(epochMs: number, offsetAt: OffsetAt): DateCell {
  const localMs = epochMs + offsetAt(epochMs);
  const day = Math.floor(localMs / DAY_MS);
  const secondOfDay = Math.floor((localMs - day * DAY_MS) / 1000);
  return secondOfDay === 0 ? { day: day + DAYS_BEFORE_1970 } : { day: day + DAYS_BEFORE_1970, secondOfDay };
}
