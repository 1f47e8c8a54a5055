/** Borders and names of periods, and the stretch of days that a book holds. */
import { firstDayOf, formatIsoDay, partsOf } from './calendar';
import type { Day, Period } from './calendar';

export { firstDayOf } from './calendar';

/** Last day of a period. */
export function lastDayOf(periodIndex: number, period: Period): Day {
  return firstDayOf(periodIndex + 1, period) - 1;
}

/** The same text in every language: `2024-03` for a month, `2024-Q1` for a quarter, the Monday (`2024-03-04`) for a week. */
export function periodLabel(periodIndex: number, period: Period): string {
  const iso = formatIsoDay(firstDayOf(periodIndex, period));
  if (period === 'week') return iso;
  return period === 'month' ? iso.slice(0, 7) : `${iso.slice(0, 4)}-Q${Math.floor((partsOf(firstDayOf(periodIndex, period)).month - 1) / 3) + 1}`;
}

/** Smallest and largest of several lists of days, days after `asOfDay` left out; null when none is left. */
export function spanOf(lists: readonly Int32Array[], asOfDay: Day): { readonly firstDay: Day; readonly lastDay: Day } | null {
  let firstDay = Infinity;
  let lastDay = -Infinity;
  for (const days of lists) {
    for (let index = 0; index < days.length; index += 1) {
      const day = days[index] ?? 0;
      if (day > asOfDay) continue;
      if (day < firstDay) firstDay = day;
      if (day > lastDay) lastDay = day;
    }
  }
  return firstDay > lastDay ? null : { firstDay, lastDay };
}
