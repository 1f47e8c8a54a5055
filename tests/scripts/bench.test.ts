/** The measurements run and print their ratios. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { benchColdStart } from '../../scripts/bench/cold-start';
import { benchFormula } from '../../scripts/bench/formula-cost';
import { medianOf, syntheticOrders } from '../../scripts/bench/measure';
import { benchRecalculation } from '../../scripts/bench/recalculation';
import { distFiles } from '../../scripts/build/host-bundle';
import * as host from '../../scripts/workbench/node';

const root = path.resolve(__dirname, '../..');

jest.setTimeout(120_000);

test('the cold start of the pushed file is measured', () => {
  expect(benchColdStart(readFileSync(path.join(root, 'dist', 'Code.js'), 'utf8'))).toMatch(/compile +\d+\.\d ms/);
});

test('=RFM() gives the scores that the three template formulas lead to, and the ratio is printed', async () => {
  expect(await benchFormula(host, distFiles(root), { orders: 1_200, clients: 150 })).toMatch(/ratio template \/ =RFM\(\) +[\d.]+ ×/);
});

test('recalculation is measured through the add-on with the same number of counted calls at both sizes', async () => {
  const report = await benchRecalculation(host, root, [{ orders: 400, clients: 60 }, { orders: 1_600, clients: 240 }]);
  const calls = [...report.matchAll(/clients +(\d+) /g)].map(([, count]) => Number(count));
  expect(calls).toHaveLength(2);
  expect(calls[0]).toBe(calls[1]);
  expect(calls[0]).toBeLessThanOrEqual(8);
});

test('synthetic orders name exactly the clients asked for, the same each time', () => {
  const orders = syntheticOrders(500, 40, 44_562);
  expect(new Set(orders.map(({ client }) => client)).size).toBe(40);
  expect(syntheticOrders(500, 40, 44_562)).toEqual(orders);
  expect(medianOf([3, 1, 2])).toBe(2);
  expect(medianOf([4, 1, 2, 3])).toBe(2.5);
});
