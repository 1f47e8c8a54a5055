/** LTV and CRR from typed numbers instead of orders. */
import { issue } from '../../core/issue';
import { retentionLtv, simpleLtv } from '../../core/ltv';
import { retentionFromCounts } from '../../core/retention';
import type { Cell } from '../../core/table/cell';
import { isEmptyCell } from '../../core/table/cell';
import { cellText } from '../cells';
import { errorIn, refuse, refuseFor } from './figure-error';

/** The three numbers of a typed form; undefined where the arguments are orders. */
export function typedNumbers(first: unknown, second: unknown, third: unknown): readonly [number, number, number] | undefined {
  return typeof first === 'number' && typeof second === 'number' && typeof third === 'number' ? [first, second, third] : undefined;
}

/** CRR = (end − new) / start, 0…1. @throws FigureError where the counts contradict each other */
export function typedRetention([atStart, newOnes, atEnd]: readonly [number, number, number]): number {
  const { value, issues } = retentionFromCounts(atStart, newOnes, atEnd);
  const [found] = issues;
  return value.crr ?? refuseFor(found ?? issue('ltv.noRetention'), null);
}

/**
 * With `retention` as the fourth argument margin × r / (1 + d − r), else average bill × purchases per period × lifetime × margin rate.
 * @param fourth margin rate (empty = 1) or the word `retention`
 * @throws FigureError for a number that cannot be
 */
export function typedLtv([first, second, third]: readonly [number, number, number], fourth: Cell): number {
  if (cellText(fourth).toLowerCase() === 'retention') {
    const value = retentionLtv(finite(first, 'margin'), between(second, 'r', 0, 1), between(third, 'd', 0, Infinity));
    return Number.isFinite(value) ? value : refuseFor(issue('ltv.notFinite'), null);
  }
  const rate = isEmptyCell(fourth) ? 1 : typeof fourth === 'number' ? finite(fourth, 'margin') : badValue('margin', fourth, '0…1 | retention');
  return simpleLtv(finite(first, 'averageBill'), between(second, 'purchasesPerPeriod', 0, Infinity), between(third, 'lifetimePeriods', 0, Infinity), rate);
}

function finite(value: number, name: string): number {
  return between(value, name, -Infinity, Infinity);
}

function between(value: number, name: string, low: number, high: number): number {
  if (errorIn(value) !== undefined) refuse('function.cellError', null, { value: String(value) }, undefined, name);
  return value >= low && value <= high ? value : badValue(name, value, high === Infinity ? `≥ ${low}` : `${low}…${high}`);
}

function badValue(name: string, cell: Cell, allowed: string): never {
  return refuse('function.argumentBad', null, { name, value: cellText(cell), allowed });
}
