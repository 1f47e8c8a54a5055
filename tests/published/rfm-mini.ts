/** Quartiles of eight customers printed in a course (numbers only), made by pandas qcut. */
import { scoreRfm } from '../../src/core/rfm/scores';
import type { PublishedCheck, PublishedSource } from './published';
import { csvLines, once } from './published';

const SET = 'rfm_mini';
const source: PublishedSource = { author: 'iris9112', work: 'Customer-Segmentation (course "Customer Segmentation in Python")', table: 'notebook Chapter2' };

const lines = once(() => csvLines(SET, 'quartiles.csv'));
const scores = once(
  () =>
    scoreRfm(
      {
        clientKeys: lines().map((line) => line.customer_id ?? ''),
        recencyDays: Int32Array.from(lines(), (line) => Number(line.recency_days)),
        frequency: new Int32Array(lines().length).fill(1),
        monetaryMinor: Float64Array.from(lines(), (line) => Number(line.spend) * 100),
      },
      { mode: 'quantile', scale: 4, recencyDays: null, purchases: null, moneyMinor: null },
    ).scores,
);

export const RFM_MINI: readonly PublishedCheck[] = [
  {
    set: SET, source, figure: 'quartile of spend, 1 = lowest (type 7, right-closed)', tolerance: 0,
    expected: () => lines().map((line) => Number(line.spend_quartile_published)),
    ours: () => Array.from(scores().m),
  },
  {
    set: SET, source, figure: 'quartile of recency, 4 = most recent', tolerance: 0,
    expected: () => lines().map((line) => Number(line.recency_quartile_published)),
    ours: () => Array.from(scores().r),
  },
];
