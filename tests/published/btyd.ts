/** The customer summary of thirteen purchases, worked by hand in the tests of the Python library lifetimes. */
import { parseIsoDay } from '../../src/core/calendar';
import { summariseCustomers } from '../../src/core/btyd/customer-summary';
import type { CustomerSummary, SummaryOptions } from '../../src/core/btyd/customer-summary';
import { MINOR_PER_MAJOR } from '../../src/core/money';
import { buildOrderBook, orderColumns } from '../../src/core/orders/order-book';
import type { OrderBook } from '../../src/core/orders/order-book';
import { orderFile } from './order-file';
import type { PublishedCheck } from './published';
import { csvLines, once } from './published';

const SET = 'btyd_small';
const SOURCE = { author: 'C. Davidson-Pilon', work: 'lifetimes, tests/test_utils.py' };

const book = once(() => buildOrderBook(orderColumns(orderFile(SET, 'transactions.csv').rows), { returns: 'net' }).value);

const day = (iso: string): number => parseIsoDay(iso) ?? NaN;

type Row = readonly (string | number)[];

function rowsOf(options: SummaryOptions, columns: (summary: CustomerSummary, position: number) => readonly (number | undefined)[]): readonly Row[] {
  const purchases: OrderBook = book();
  const summary = summariseCustomers(purchases, options);
  return Array.from(summary.clientIndex, (client, position) => [
    purchases.clientKeys[client] ?? '',
    ...columns(summary, position).map((value) => value ?? NaN),
  ]);
}

function expectedRows(file: string, columns: readonly string[]): readonly Row[] {
  return csvLines(SET, file).map((line) => [line['customer_id'] ?? '', ...columns.map((column) => Number(line[column]))]);
}

const major = (minor: number | undefined): number => (minor ?? NaN) / MINOR_PER_MAJOR;

export const BTYD_SMALL: readonly PublishedCheck[] = [
  {
    set: SET, source: { ...SOURCE, table: 'summary by day' }, figure: 'x, t_x, T in days and mean spend of six clients', tolerance: 0,
    expected: () => expectedRows('expected_days.csv', ['x', 't_x', 'T', 'z']),
    ours: () =>
      rowsOf({ unit: 'day', calibrationEndDay: day('2015-02-07') }, ({ x, tX, T, zMinor }, at) => [x[at], tX[at], T[at], major(zMinor[at])]),
  },
  {
    set: SET, source: { ...SOURCE, table: 'summary by week' }, figure: 'x, t_x, T in calendar weeks of six clients', tolerance: 0,
    expected: () => expectedRows('expected_weeks.csv', ['x', 't_x', 'T']),
    ours: () => rowsOf({ unit: 'week', calibrationEndDay: day('2015-02-07') }, ({ x, tX, T }, at) => [x[at], tX[at], T[at]]),
  },
  {
    set: SET, source: { ...SOURCE, table: 'calibration and hold-out' }, figure: 'calibration to 2015-02-01, hold-out to 2015-02-07, five clients', tolerance: 0,
    expected: () => expectedRows('expected_calibration_2015-02-01.csv', ['x_cal', 't_x_cal', 'T_cal', 'x_holdout', 'z_cal', 'z_holdout']),
    ours: () =>
      rowsOf({ unit: 'day', calibrationEndDay: day('2015-02-01'), holdoutEndDay: day('2015-02-07') }, ({ x, tX, T, zMinor, holdout }, at) => [
        x[at], tX[at], T[at], holdout?.x[at], major(zMinor[at]), major(holdout?.zMinor[at]),
      ]),
  },
];
