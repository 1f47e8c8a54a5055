/** The measurements run and print their ratios, at sizes that take a moment. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { benchColdStart } from '../../scripts/bench/cold-start';
import { benchDesks } from '../../scripts/bench/desks';
import { findDuckDb } from '../../scripts/bench/duckdb';
import { benchFormula } from '../../scripts/bench/formula-cost';
import { benchMailing } from '../../scripts/bench/mailing';
import { medianOf, syntheticOrders } from '../../scripts/bench/measure';
import { benchModels } from '../../scripts/bench/model-fits';
import { benchRecalculation } from '../../scripts/bench/recalculation';
import { benchSegments } from '../../scripts/bench/segments-cost';
import { distFiles } from '../../scripts/build/host-bundle';
import * as host from '../../scripts/workbench/node';

const root = path.resolve(__dirname, '../..');

jest.setTimeout(120_000);

test('the cold start of the pushed file is measured', () => {
  expect(benchColdStart(readFileSync(path.join(root, 'dist', 'Code.js'), 'utf8'))).toMatch(/compile +\d+\.\d ms/);
});

test('=RFM() gives the scores that the three template formulas lead to at both sizes; ratios and growth are printed', async () => {
  const report = await benchFormula(host, distFiles(root), [{ orders: 200, clients: 30 }, { orders: 600, clients: 90 }]);
  expect(report).toMatch(/ratio template \/ =RFM\(\) +[\d.]+ × +[\d.]+ ×/);
  expect(report.match(/s +[\d.]+ ×$/gm)).toHaveLength(2);
});

test('recalculation is measured through the add-on with the same number of counted calls at both sizes', async () => {
  const report = await benchRecalculation(host, root, [{ orders: 400, clients: 60 }, { orders: 1_600, clients: 240 }]);
  const calls = [...report.matchAll(/clients +(\d+) /g)].map(([, count]) => Number(count));
  expect(calls).toHaveLength(2);
  expect(calls[0]).toBe(calls[1]);
  expect(calls[0]).toBeLessThanOrEqual(8);
});

test('a mailing is measured step by step: calls of the pre-flight, calls a letter', async () => {
  const report = await benchMailing(host, root, { recipients: 30, letters: 30 });
  const [, preflight, letter] = /pre-flight +(\d+) [\s\S]*sending +([\d.]+) a letter/.exec(report) ?? [];
  expect(Number(preflight)).toBeLessThanOrEqual(10);
  expect(Number(letter)).toBeLessThanOrEqual(5);
});

test('import, cleaning and duplicates are measured step by step at a latency', async () => {
  const report = await benchDesks(host, root, { clients: 150, orders: 250 });
  const steps = [...report.matchAll(/ {2}(\d+) +(\d+) +([\d.]+) +([\d.]+) s$/gm)].map(([, ...figures]) => figures.map(Number));
  expect(steps).toHaveLength(8);
  // The latency of the counted calls is in the seconds.
  for (const [count = 0, calls = 0, whole = 0, longest = 0] of steps) {
    expect(whole).toBeGreaterThanOrEqual(calls * 0.05 - 0.06);
    expect(longest).toBeLessThanOrEqual(whole + 0.06);
    expect(count).toBeGreaterThan(0);
  }
});

test('the SQL of METHODS gives every client the classes of the engine, where DuckDB is installed; elsewhere a line says that it is not', async () => {
  const size = { orders: 6_000, clients: 900, runs: 2 };
  const alone = await benchSegments(root, null, size);
  expect(alone).toMatch(/client keys as numbers +[\d.]+ s/);
  expect(alone).toMatch(/client keys as texts +[\d.]+ s/);
  expect(alone).toMatch(/DuckDB is not installed in scripts\/bench/);
  expect(alone).toMatch(/every figure as objects \d+ MB more right after the call, \d+ MB kept/);
  const duckDb = findDuckDb(root);
  if (duckDb === null) process.stderr.write('DuckDB is not installed in scripts/bench: its SQL was not run. npm run bench -- duckdb installs it.\n');
  else expect(await benchSegments(root, duckDb, size)).toMatch(/All \d+ clients equal in r, f, m, segment, abc and xyz/);
});

test('the models are fitted on simulated clients and find the parameters they were simulated with', async () => {
  const report = await benchModels(root, { clients: 4_000, runs: 1 });
  const fitted = /simulated clients: r ([\d.]+), alpha ([\d.]+), a ([\d.]+), b ([\d.]+), log-likelihood -[\d.]+; p ([\d.]+), q ([\d.]+), v ([\d.]+)/.exec(report)?.slice(1).map(Number) ?? [];
  const truth = /true: r ([\d.]+), alpha ([\d.]+), a ([\d.]+), b ([\d.]+); p ([\d.]+), q ([\d.]+), v ([\d.]+)/.exec(report)?.slice(1).map(Number) ?? [];
  expect(truth).toEqual([0.243, 30.898, 0.793, 2.426, 6.25, 3.74, 15.44]);
  expect(fitted).toHaveLength(7);
  // Four thousand clients leave some doubt; a wrong unit or a swapped parameter is off by more.
  fitted.forEach((value, index) => expect(Math.abs(Math.log(value / (truth[index] ?? NaN)))).toBeLessThan(0.5));
  expect(report).toMatch(/ratio simulated \/ CDNOW +[\d.]+ ×|CDNOW sample is not at hand/);
});

test('synthetic orders name exactly the clients asked for, the same each time', () => {
  const orders = syntheticOrders(500, 40, 44_562);
  expect(new Set(orders.map(({ client }) => client)).size).toBe(40);
  expect(syntheticOrders(500, 40, 44_562)).toEqual(orders);
  expect(medianOf([3, 1, 2])).toBe(2);
  expect(medianOf([4, 1, 2, 3])).toBe(2.5);
});
