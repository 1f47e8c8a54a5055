/** Findings in a column of money: the decimal mark is decided over the whole column, suspicious sums are flagged. */
import { MINOR_PER_MAJOR } from '../money';
import type { Cell } from '../table/cell';
import { cellText } from '../table/client-key';
import type { MoneyResult, NumberReading } from '../table/numbers';
import { decideNumberReading, readMoney } from '../table/numbers';
import type { CellFinding } from './finding';
import { proposal, remark } from './finding';
import type { Spread } from './spread';
import { spreadOf } from './spread';

/** Sums are compared by their size, so by logarithms; a column of nearly equal sums is taken to vary by half. */
const SMALLEST_SPREAD = Math.log(1.5);

/** A column of money as cleaned: minor units a cell (null where there is none) and what is to be said. */
export interface AmountColumn {
  readonly reading: NumberReading;
  readonly amountsMinor: readonly (number | null)[];
  readonly findings: readonly (readonly CellFinding[])[];
}

/** Reads a column of money. @param preferred the decimal mark where nothing in the column decides */
export function cleanAmounts(cells: readonly Cell[], preferred: ',' | '.'): AmountColumn {
  const reading = decideNumberReading(cells, preferred);
  const results = cells.map((cell) => readMoney(cell, reading));
  const amountsMinor = results.map((result) => (result.state === 'ok' ? result.amountMinor : null));
  const sizes = amountsMinor.filter((amountMinor): amountMinor is number => amountMinor !== null && amountMinor > 0).map(Math.log);
  const spread = spreadOf(sizes, SMALLEST_SPREAD);
  const findings = cells.map((cell, index) => findingsOf(cell, results[index] ?? { state: 'empty' }, reading, spread));
  return { reading, amountsMinor, findings };
}

/** Money as a plain decimal with a point and two digits: `-1234.50`. */
export function plainMoney(amountMinor: number): string {
  const size = Math.abs(amountMinor);
  const cents = String(size % MINOR_PER_MAJOR).padStart(2, '0');
  return `${amountMinor < 0 ? '-' : ''}${Math.floor(size / MINOR_PER_MAJOR)}.${cents}`;
}

function findingsOf(cell: Cell, result: MoneyResult, reading: NumberReading, spread: Spread | null): CellFinding[] {
  const value = cellText(cell);
  if (result.state === 'unreadable') return [remark('amount.unreadable', { value })];
  if (result.state === 'tooLarge') return [remark('amount.tooLarge', { value })];
  if (result.state !== 'ok') return [];
  const { amountMinor } = result;
  const findings: CellFinding[] = [];
  // A plain decimal is a number already, however many zeros follow its point.
  if (typeof cell === 'string' && !/^-?\d+(?:\.\d{1,2})?$/.test(cell)) {
    const proposed = plainMoney(amountMinor);
    const isAssumed = reading.decidedBy === 'assumed' && readsOtherwise(cell, amountMinor, reading);
    findings.push(proposal(proposed, [result.rounded ? 'amount.rounded' : isAssumed ? 'amount.assumed' : 'amount.written'], { mark: reading.decimal }));
  }
  const sum = plainMoney(amountMinor);
  if (amountMinor < 0) findings.push(remark('amount.negative', { sum }));
  else if (amountMinor === 0) findings.push(remark('amount.zero'));
  else if (spread !== null && Math.log(amountMinor) > spread.high) findings.push(remark('amount.far', { sum }));
  return findings;
}

/** True where the other decimal mark gives another sum. */
function readsOtherwise(cell: Cell, amountMinor: number, reading: NumberReading): boolean {
  const other = readMoney(cell, { decimal: reading.decimal === ',' ? '.' : ',' });
  return other.state === 'ok' && other.amountMinor !== amountMinor;
}
