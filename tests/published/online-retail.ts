/** Online Retail (UCI): cohorts, revenue by month, RFM segments and single customers as others printed them. */
import { formatIsoDay, parseIsoDay } from '../../src/core/calendar';
import { buildCohorts } from '../../src/core/cohorts';
import { periodLabel } from '../../src/core/periods';
import { buildOrderBook, orderColumns } from '../../src/core/orders/order-book';
import { periodMovement } from '../../src/core/retention';
import { segmentClients } from '../../src/core/segmentation';
import type { ClientFigures } from '../../src/core/segmentation';
import { orderFile, settingsWith } from './order-file';
import { csvLines, once } from './published';
import type { PublishedCheck, PublishedSource, PublishedValue } from './published';

const SET = 'online_retail';
/** Recencies were printed from 2011-12-11 00:00 in whole days since the time of purchase: a calendar day less. */
const AS_OF = parseIsoDay('2011-12-10') ?? NaN;

const RULES =
  'hibernating: 1-2/1-2/*; at_Risk: 1-2/3-4/*; cant_loose: 1-2/5/*; about_to_sleep: 3/1-2/*; need_attention: 3/3/*; ' +
  'loyal_customers: 3-4/4-5/*; promising: 4/1/*; new_customers: 5/1/*; potential_loyalists: 4-5/2-3/*; champions: 5/4-5/*';

const orders = once(() => orderFile(SET, 'invoices.csv'));
const book = once(() => buildOrderBook(orderColumns(orders().rows), { returns: 'net' }).value);
const cohorts = once(() => buildCohorts(book(), { activity: 'any-row', asOfDay: AS_OF }).value);
const clients = once(() => {
  const settings = settingsWith({ 'rfm.mode': 'rank', 'rfm.rules': RULES, returns: 'ignore', 'cohorts.activity': 'any-row' });
  return segmentClients({ rows: orders().rows }, settings, AS_OF).value.clients;
});
const buyers = once(() => clients().filter((client) => client.orders > 0));
const byKey = once(() => new Map(clients().map((client) => [client.clientKey, client])));

/** What the published cohort page prints instead of 35: it had dropped rows whose description contains "nan". */
const DEVIATION = { cohort: '2011-02', since: 10, printed: 34 };

/** Recency, frequency and monetary printed for single customers. */
const EXAMPLES: readonly (readonly [string, number, number, number])[] = [
  ['12346', 326, 1, 77183.6], ['12347', 3, 7, 4310], ['12348', 76, 4, 1797.24], ['12349', 19, 1, 1757.55], ['12350', 311, 1, 334.4],
  ['18280', 278, 1, 180.6], ['18281', 181, 1, 80.82], ['18282', 8, 2, 178.05], ['18283', 4, 16, 2094.88], ['18287', 43, 3, 1837.28],
];

/** Online Retail II, from which the segment table was printed, has one line of 18.00 more for customer 12680. */
const CHAMPIONS_MONETARY = 6857.935482;

function segmentOf(name: string): readonly [string, number, number, number, number] {
  const ours = buyers().filter(({ segment }) => segment === name);
  const mean = (of: (client: ClientFigures) => number): number => ours.reduce((sum, client) => sum + of(client), 0) / ours.length;
  return [name, ours.length, mean(({ daysSilent }) => daysSilent ?? NaN), mean(({ orders: count }) => count), mean(({ moneyMinor }) => (moneyMinor ?? NaN) / 100)];
}

function cohortCounts(): readonly PublishedValue[] {
  return cohorts().cohorts.map(({ monthIndex, cells }) => [periodLabel(monthIndex, 'month'), ...cells.map((cell) => cell?.count ?? null)]);
}

const uci: PublishedSource = { author: 'D. Chen', work: 'Online Retail, UCI Machine Learning Repository (2015)', table: 'description, recounted in many notebooks' };
const course: PublishedSource = { author: 'public course solution', work: 'RFM on Online Retail II, sheet Year 2010-2011', table: 'segments, as of 2011-12-11 00:00' };
const blog: PublishedSource = { author: 'public blog repository', work: 'E-commerce Data Analysis Part Two', table: 'Customer Cohort Analysis' };

export const ONLINE_RETAIL: readonly PublishedCheck[] = [
  {
    set: SET, source: uci, figure: 'invoices; customers; customers who bought; revenue', tolerance: 0.01,
    expected: () => [25900, 4372, 4339, 9747747.93],
    ours: () => {
      const revenueMinor = periodMovement(book(), 'month', AS_OF).periods.reduce((sum, entry) => sum + (entry.revenueMinor ?? NaN), 0);
      return [orders().counts.used, book().clientKeys.length, buyers().length, revenueMinor / 100];
    },
  },
  {
    set: SET, source: uci, figure: 'last day with an order', tolerance: 0,
    expected: () => '2011-12-09',
    ours: () => formatIsoDay(book().lastPurchaseDay ?? NaN),
  },
  {
    set: SET, source: { author: 'B. Karaman', work: 'Know Your Metrics', table: 'monthly revenue, cancellations included' },
    figure: 'revenue of each of the 13 months', tolerance: 0.01,
    expected: () => csvLines(SET, 'expected_monthly_revenue_published.csv').map((line) => Number(line.revenue)),
    ours: () => periodMovement(book(), 'month', AS_OF).periods.map(({ revenueMinor }) => (revenueMinor ?? NaN) / 100),
  },
  {
    set: SET, source: blog, figure: 'all 91 cells of the monthly cohorts, and the empty ones (cohorts.activity any-row)', tolerance: 0,
    expected: () =>
      csvLines(SET, 'expected_cohorts_all_rows.csv').map(({ cohort = '', ...cells }) => [
        cohort, ...Object.keys(cells).sort((left, right) => Number(left) - Number(right)).map((key) => (cells[key] === '' ? null : Number(cells[key]))),
      ]),
    ours: cohortCounts,
  },
  {
    set: SET, source: blog, figure: `cohort ${DEVIATION.cohort} in month ${DEVIATION.since}`, tolerance: 0,
    expected: () => 35,
    ours: () => cohorts().cohorts.find(({ monthIndex }) => periodLabel(monthIndex, 'month') === DEVIATION.cohort)?.cells[DEVIATION.since]?.count ?? null,
    printed: DEVIATION.printed, note: 'the page had dropped rows with "nan" in the description',
  },
  {
    set: SET, source: course, figure: 'customers and mean recency, frequency and monetary of ten segments (rfm.mode rank, returns ignore)', tolerance: 0.001,
    expected: () =>
      csvLines(SET, 'expected_rfm_segments_published.csv').map(({ segment = '', ...line }) => [
        segment, Number(line.customers), Number(line.recency_mean), Number(line.frequency_mean),
        segment === 'champions' ? CHAMPIONS_MONETARY : Number(line.monetary_mean),
      ]),
    ours: () => csvLines(SET, 'expected_rfm_segments_published.csv').map(({ segment = '' }) => segmentOf(segment)),
  },
  {
    set: SET, source: course, figure: 'mean monetary of the champions', tolerance: 0.000001,
    expected: () => CHAMPIONS_MONETARY,
    ours: () => segmentOf('champions')[4],
    printed: 6857.963918, note: 'the table was printed from data with one line of 18.00 more, customer 12680',
  },
  {
    set: SET, source: course, figure: 'recency, frequency, monetary, R, F, M and segment of each of the 4,339 customers', tolerance: 0.005,
    expected: () =>
      csvLines(SET, 'expected_rfm_customers.csv').map((line) => [
        line.customer_id ?? '', Number(line.recency), Number(line.frequency), Number(line.monetary), Number(line.R), Number(line.F), Number(line.M), line.segment ?? '',
      ]),
    ours: () =>
      csvLines(SET, 'expected_rfm_customers.csv').map(({ customer_id: id = '' }) => {
        const client = byKey().get(id);
        return client === undefined ? [id] : [id, client.daysSilent, client.orders, (client.moneyMinor ?? NaN) / 100, client.r, client.f, client.m, client.segment];
      }),
  },
  ...EXAMPLES.map(([id, ...printed]): PublishedCheck => ({
    set: SET, source: course, figure: `customer ${id}: recency, frequency, monetary`, tolerance: 0.005,
    expected: () => printed,
    ours: () => {
      const client = byKey().get(id);
      return client === undefined ? null : [client.daysSilent, client.orders, (client.moneyMinor ?? NaN) / 100];
    },
  })),
];
