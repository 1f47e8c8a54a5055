/** Findings in a column of dates: the order of day and month is decided over the whole column, suspicious days are flagged. */
import type { Day } from '../calendar';
import { formatIsoDay, formatIsoTime } from '../calendar';
import type { Cell } from '../table/cell';
import { cellText } from '../table/client-key';
import type { DateReading, DateResult } from '../table/dates';
import { decideDateReading, readDate } from '../table/dates';
import type { CellFinding } from './finding';
import { proposal, remark } from './finding';
import type { Spread } from './spread';
import { spreadOf } from './spread';

const DAYS_OF_A_YEAR = 365;

/** A column of dates as cleaned: one day a cell (null where there is none) and what is to be said. */
export interface DateColumn {
  readonly reading: DateReading;
  readonly days: readonly (Day | null)[];
  readonly findings: readonly (readonly CellFinding[])[];
}

/**
 * Reads a column of dates.
 * @param preferred the order where nothing in the column decides
 * @param todayDay days after it are suspicious
 */
export function cleanDates(cells: readonly Cell[], preferred: 'dmy' | 'mdy', todayDay: Day): DateColumn {
  const reading = decideDateReading(cells, preferred);
  const results = cells.map((cell) => readDate(cell, reading));
  const days = results.map((result) => (result.state === 'ok' ? result.day : null));
  const spread = spreadOf(days.filter((day): day is Day => day !== null), DAYS_OF_A_YEAR);
  const findings = cells.map((cell, index) => findingsOf(cell, results[index] ?? { state: 'empty' }, reading, spread, todayDay));
  return { reading, days, findings };
}

function findingsOf(cell: Cell, result: DateResult, reading: DateReading, spread: Spread | null, todayDay: Day): CellFinding[] {
  const value = cellText(cell);
  if (result.state === 'unreadable') return [remark('date.unreadable', { value })];
  if (result.state === 'impossible') return [remark('date.impossible', { value })];
  if (result.state !== 'ok') return [];
  const findings: CellFinding[] = [];
  const proposed = isoText(result.day, result.secondOfDay);
  if (typeof cell === 'string' && cell.trim() !== proposed) {
    const isAssumed = reading.decidedBy !== 'cells' && readsOtherwise(cell, reading.order);
    findings.push(proposal(proposed, [isAssumed ? 'date.assumed' : 'date.written'], { order: reading.order }));
  }
  if (result.day > todayDay) findings.push(remark('date.future', { dateDay: result.day, todayDay }));
  else if (spread !== null && (result.day < spread.low || result.day > spread.high)) findings.push(remark('date.far', { dateDay: result.day }));
  return findings;
}

/** True where the other order of day and month gives another day. */
export function readsOtherwise(cell: Cell, order: 'dmy' | 'mdy'): boolean {
  const one = readDate(cell, { order });
  const other = readDate(cell, { order: order === 'dmy' ? 'mdy' : 'dmy' });
  return one.state === 'ok' && other.state === 'ok' && one.day !== other.day;
}

/** `2024-03-05`, with the time of day where there is one: `2024-03-05 14:30:00`. */
function isoText(day: Day, secondOfDay: number | undefined): string {
  return secondOfDay === undefined ? formatIsoDay(day) : formatIsoTime(day, secondOfDay);
}
