/** The ranges of a custom function as order columns: checked cell by cell, the first bad one is named. */
import type { OrderColumns } from '../../core/orders/order-book';
import type { Cell } from '../../core/table/cell';
import { isDateCell, isEmptyCell } from '../../core/table/cell';
import { clientKeyOf, clientText, isNumericKeyColumn } from '../../core/table/client-key';
import type { DateReading } from '../../core/table/dates';
import { decideDateReading, readDate } from '../../core/table/dates';
import type { NumberReading } from '../../core/table/numbers';
import { decideNumberReading, readMoney } from '../../core/table/numbers';
import { cellText } from '../cells';
import type { Reader } from './figure-error';
import { errorIn, isErrorText, readerOf, refuse } from './figure-error';

/** One row per order. Amounts null = the formula has none. Dates are calendar days already. */
export interface OrderRanges {
  readonly clients: readonly Cell[];
  readonly dates: readonly Cell[];
  readonly amounts: readonly Cell[] | null;
}

/** The orders, and how their clients are written. */
export interface RangeOrders {
  readonly columns: OrderColumns;
  /** The first writing of each client. */
  readonly nameOf: ReadonlyMap<string, string>;
  readonly numericKeys: boolean;
}

/** Whose language the ranges speak: clients first, then dates and amounts. */
export function readerOfRanges(ranges: OrderRanges, others: readonly Cell[]): Reader {
  return readerOf(ranges.clients) ?? readerOf(others) ?? readerOf(ranges.dates) ?? readerOf(ranges.amounts ?? []);
}

/**
 * Reads the ranges. Empty rows are skipped, and a header row that was taken along. Linear.
 * @throws FigureError for ranges of different length, for the first bad cell and where there is nothing to count
 */
export function readOrderRanges(ranges: OrderRanges, reader: Reader): RangeOrders {
  const { clients, dates } = ranges;
  const lengths = [clients.length, dates.length, ...(ranges.amounts === null ? [] : [ranges.amounts.length])];
  if (new Set(lengths).size > 1) refuse('function.lengthsDiffer', reader, { lengths: lengths.join(', ') });
  const first = hasHeaderRow(ranges) ? 1 : 0;
  const amounts = ranges.amounts === null || isEmptyFrom(ranges.amounts, first) ? null : ranges.amounts;
  const dateReading = decideDateReading(first === 0 ? dates : dates.slice(first));
  const numberReading = decideNumberReading(amounts ?? []);
  const keys = new ClientKeys(isNumericKeyColumn(first === 0 ? clients : clients.slice(first)), reader);
  const client = new Int32Array(clients.length);
  const day = new Int32Array(clients.length);
  const amountMinor = new Float64Array(amounts === null ? 0 : clients.length);
  let rows = 0;
  for (let rowIndex = first; rowIndex < clients.length; rowIndex += 1) {
    const [clientCell = null, dateCell = null, amountCell = null] = [clients[rowIndex], dates[rowIndex], amounts?.[rowIndex]];
    if (isEmptyCell(clientCell) && isEmptyCell(dateCell) && isEmptyCell(amountCell)) continue;
    client[rows] = keys.indexOf(clientCell, rowIndex);
    day[rows] = dayIn(dateCell, dateReading, reader, rowIndex);
    if (amounts !== null) amountMinor[rows] = minorIn(amountCell, numberReading, reader, rowIndex);
    rows += 1;
  }
  if (rows === 0 || keys.clientKeys.length === 0) refuse('function.rangeEmpty', reader, { name: 'clients' });
  return {
    columns: {
      clientKeys: keys.clientKeys,
      client: client.subarray(0, rows),
      day: day.subarray(0, rows),
      amountMinor: amounts === null ? null : amountMinor.subarray(0, rows),
      costMinor: null,
      order: null,
      paid: null,
      rowIndex: null,
    },
    nameOf: keys.nameOf,
    numericKeys: keys.numericKeys,
  };
}

/** Numbers for client cells; a cell seen before costs one look-up. */
class ClientKeys {
  readonly clientKeys: string[] = [];
  readonly nameOf = new Map<string, string>();
  private readonly indexOfKey = new Map<string, number>();
  private readonly indexOfCell = new Map<Cell, number>();

  constructor(readonly numericKeys: boolean, private readonly reader: Reader) {}

  /** −1 for a sale without a client. */
  indexOf(cell: Cell, rowIndex: number): number {
    const known = this.indexOfCell.get(cell);
    if (known !== undefined) return known;
    const error = errorIn(cell);
    if (error !== undefined) refuse('function.cellError', this.reader, { value: error }, rowIndex, 'clients');
    const key = clientKeyOf(cell, this.numericKeys);
    const index = key === null ? -1 : this.indexOfNew(key, cell);
    if (!isDateCell(cell)) this.indexOfCell.set(cell, index);
    return index;
  }

  private indexOfNew(key: string, cell: Cell): number {
    const known = this.indexOfKey.get(key);
    if (known !== undefined) return known;
    const index = this.clientKeys.length;
    this.clientKeys.push(key);
    this.indexOfKey.set(key, index);
    this.nameOf.set(key, clientText(cell, this.numericKeys));
    return index;
  }
}

function dayIn(cell: Cell, reading: DateReading, reader: Reader, rowIndex: number): number {
  if (isDateCell(cell)) return cell.day;
  const error = errorIn(cell);
  if (error !== undefined) refuse('function.cellError', reader, { value: error }, rowIndex, 'dates');
  const read = readDate(cell, reading);
  if (read.state === 'ok') return read.day;
  return read.state === 'empty'
    ? refuse('function.cellEmpty', reader, {}, rowIndex, 'dates')
    : refuse('function.dateBad', reader, { value: cellText(cell) }, rowIndex, 'dates');
}

function minorIn(cell: Cell, reading: NumberReading, reader: Reader, rowIndex: number): number {
  const error = errorIn(cell);
  if (error !== undefined) refuse('function.cellError', reader, { value: error }, rowIndex, 'amounts');
  const read = readMoney(cell, reading);
  switch (read.state) {
    case 'ok': return read.amountMinor;
    case 'empty': return refuse('function.cellEmpty', reader, {}, rowIndex, 'amounts');
    case 'tooLarge': return refuse('function.amountTooLarge', reader, { value: cellText(cell) }, rowIndex, 'amounts');
    case 'unreadable': return refuse('function.amountBad', reader, { value: cellText(cell) }, rowIndex, 'amounts');
  }
}

/** A first row with a word where the date should be and, where there are amounts, another where the amount should be. */
function hasHeaderRow({ clients, dates, amounts }: OrderRanges): boolean {
  if (clients.length < 2 || !isTitle(dates[0] ?? null) || readDate(dates[0] ?? null).state !== 'unreadable') return false;
  if (amounts === null || isEmptyFrom(amounts, 0)) return !/\d/.test(cellText(dates[0]));
  return isTitle(amounts[0] ?? null) && readMoney(amounts[0] ?? null).state === 'unreadable';
}

function isTitle(cell: Cell): boolean {
  return typeof cell === 'string' && !isEmptyCell(cell) && !isErrorText(cell);
}

function isEmptyFrom(cells: readonly Cell[], first: number): boolean {
  for (let index = first; index < cells.length; index += 1) if (!isEmptyCell(cells[index])) return false;
  return true;
}

/** A day given to a function, such as asOf; null = left out. @throws FigureError where it is no date */
export function readDayArgument(cell: Cell, name: string, reader: Reader): number | null {
  if (isEmptyCell(cell)) return null;
  const error = errorIn(cell);
  if (error !== undefined) refuse('function.cellError', reader, { value: error }, undefined, name);
  const read = readDate(cell);
  return read.state === 'ok' ? read.day : refuse('function.dateBad', reader, { value: cellText(cell) }, undefined, name);
}
