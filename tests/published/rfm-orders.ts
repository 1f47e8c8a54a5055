/** RFM of 995 customers printed by the R package rfm (data rfm_data_orders, MIT), with both of its segment schemes. */
import { parseIsoDay } from '../../src/core/calendar';
import { segmentClients } from '../../src/core/segmentation';
import type { ClientFigures } from '../../src/core/segmentation';
import { orderFile, settingsWith } from './order-file';
import { csvLines, once } from './published';
import type { PublishedCheck, PublishedSource } from './published';

const SET = 'rfm_orders';
const AS_OF = parseIsoDay('2006-12-31') ?? NaN;
const orders = once(() => orderFile(SET, 'orders.csv'));
const figures = (rules: string): (() => readonly ClientFigures[]) =>
  once(() => segmentClients({ rows: orders().rows }, settingsWith({ 'rfm.mode': 'rfm-r', 'rfm.scale': '5', 'rfm.rules': rules }), AS_OF).value.clients);
const schemeA = figures('rfm-a');
const schemeB = figures('rfm-b');

const NAMES: Readonly<Record<string, string>> = {
  Champions: 'champions', 'Potential Loyalist': 'potential_loyalists', 'Loyal Customers': 'loyal', Promising: 'promising',
  'New Customers': 'new', "Can't Lose Them": 'cant_lose', 'At Risk': 'at_risk', 'Need Attention': 'need_attention',
  'About To Sleep': 'about_to_sleep', Lost: 'lost', Others: 'others',
};

/** Printed by the package in its articles: segment, customers, orders, revenue. */
const TOTALS_A: readonly (readonly [string, number, number, number])[] = [
  ['Potential Loyalist', 342, 2211, 204856], ['Loyal Customers', 170, 799, 76562], ['Lost', 148, 393, 35324], ['New Customers', 104, 329, 28837],
  ['About To Sleep', 102, 283, 23449], ["Can't Lose Them", 47, 274, 32446], ['Champions', 35, 316, 31646], ['At Risk', 28, 216, 22227],
  ['Need Attention', 10, 57, 4562], ['Promising', 9, 28, 4249],
];
const SIZES_B: readonly (readonly [string, number])[] = [
  ['Loyal Customers', 278], ['Potential Loyalist', 229], ['Champions', 158], ['Lost', 111], ['At Risk', 86], ['About To Sleep', 50], ['Others', 48], ['Need Attention', 35],
];
/** Mean amount, rows by frequency score 1…5, columns by recency score 1…5. */
const MEAN_AMOUNTS = [
  [208.40, 246.98, 246.30, 213.42, 262.17],
  [380.50, 407.54, 355.08, 375.17, 370.03],
  [530.24, 516.65, 446.61, 451.88, 467.00],
  [575.41, 599.47, 603.79, 617.07, 564.51],
  [746.67, 873.11, 846.90, 866.43, 862.40],
];

function totalsOf(clients: readonly ClientFigures[], printedName: string): readonly [string, number, number, number] {
  const ours = clients.filter(({ segment }) => segment === NAMES[printedName]);
  const sum = (of: (client: ClientFigures) => number): number => ours.reduce((total, client) => total + of(client), 0);
  return [printedName, ours.length, sum(({ orders: count }) => count), sum(({ moneyMinor }) => (moneyMinor ?? NaN) / 100)];
}

function meanAmount(f: number, r: number): number {
  const cell = schemeA().filter((client) => client.f === f && client.r === r);
  return cell.reduce((sum, { moneyMinor }) => sum + (moneyMinor ?? NaN), 0) / 100 / cell.length;
}

const work = 'R package rfm 0.3.0';
const author = 'A. Hebbali';
const transactions: PublishedSource = { author, work, table: 'article "RFM - Transaction Level Data"' };
const introduction: PublishedSource = { author, work, table: 'article "RFM - Introduction"' };
const tests: PublishedSource = { author, work, table: 'tests of the package' };

export const RFM_ORDERS: readonly PublishedCheck[] = [
  {
    set: SET, source: transactions, figure: 'orders and customers read', tolerance: 0,
    expected: () => [4906, 995],
    ours: () => [orders().counts.used, orders().profiles.length],
  },
  {
    set: SET, source: transactions, figure: 'customers whose names are taken for a truth value or a missing one', tolerance: 0,
    expected: () => ['TRUE Conroy', "Nan O'Connell"],
    ours: () => ['true conroy', "nan o'connell"].map((key) => orders().profiles.find(({ clientKey }) => clientKey === key)?.fields.name ?? null),
  },
  {
    set: SET, source: transactions, figure: 'recency, orders, amount, R, F, M code and segment (scheme A) of each of the 995 customers', tolerance: 0,
    expected: () =>
      csvLines(SET, 'expected_customers.csv').map((line) => [
        line.customer_id ?? '', Number(line.recency_days), Number(line.orders), Number(line.amount),
        Number(line.recency_score), Number(line.frequency_score), Number(line.monetary_score), line.rfm_score ?? '', NAMES[line.segment_a ?? ''] ?? '',
      ]),
    ours: () => {
      const byKey = new Map(schemeA().map((client) => [client.clientKey, client]));
      return csvLines(SET, 'expected_customers.csv').map(({ customer_id: id = '' }) => {
        const client = byKey.get(id.toLowerCase());
        if (client === undefined) return [id];
        return [id, client.daysSilent, client.orders, (client.moneyMinor ?? NaN) / 100, client.r, client.f, client.m, client.rfm, client.segment];
      });
    },
  },
  {
    set: SET, source: transactions, figure: 'customers, orders and revenue of the ten segments of scheme A', tolerance: 0,
    expected: () => TOTALS_A,
    ours: () => TOTALS_A.map(([name]) => totalsOf(schemeA(), name)),
  },
  {
    set: SET, source: tests, figure: 'customers of the eight segments of scheme B', tolerance: 0,
    expected: () => SIZES_B,
    ours: () => SIZES_B.map(([name]) => [name, totalsOf(schemeB(), name)[1]]),
  },
  {
    set: SET, source: tests, figure: 'Champions of scheme B: customers, orders, revenue', tolerance: 0,
    expected: () => [158, 1234, 120178],
    ours: () => totalsOf(schemeB(), 'Champions').slice(1),
  },
  {
    set: SET, source: introduction, figure: 'customers by number of orders, 1 to 14', tolerance: 0,
    expected: () => [42, 83, 143, 187, 176, 150, 94, 51, 38, 20, 3, 5, 2, 1],
    ours: () => Array.from({ length: 14 }, (_, index) => schemeA().filter((client) => client.orders === index + 1).length),
  },
  {
    set: SET, source: introduction, figure: 'mean amount by frequency score and recency score', tolerance: 0.005,
    expected: () => MEAN_AMOUNTS,
    ours: () => MEAN_AMOUNTS.map((row, f) => row.map((_, r) => meanAmount(f + 1, r + 1))),
  },
  {
    set: SET, source: introduction, figure: 'sum of the 25 mean amounts, rounded', tolerance: 0,
    expected: () => 12634,
    ours: () => Math.round(MEAN_AMOUNTS.reduce((sum, row, f) => row.reduce((part, _, r) => part + meanAmount(f + 1, r + 1), sum), 0)),
  },
];
