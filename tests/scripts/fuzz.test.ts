/** The long run of the property tests: what it is told, and what it says of a failure. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { fuzzMinutes, seedsOf } from '../../scripts/fuzz/fuzz';

const root = path.resolve(__dirname, '../..');

function task(...args: string[]): { code: number | null; output: string; errors: string } {
  const result = spawnSync(process.execPath, ['scripts/run.mjs', ...args], { cwd: root, encoding: 'utf8' });
  return { code: result.status, output: result.stdout, errors: result.stderr };
}

test('minutes are ten unless a number from a part of a minute to a day is given', () => {
  expect([undefined, '30', '0.5', '1,5'].map(fuzzMinutes)).toEqual([10, 30, 0.5, 1.5]);
  expect(['0', '-1', 'long', '', '1441', 'Infinity'].map(fuzzMinutes)).toEqual([null, null, null, null, null, null]);
});

test('the seed and path of a failed property are found in its report', () => {
  const failed = fc.check(fc.property(fc.integer(), (value) => value < 1000), { seed: -42 });
  const report = fc.defaultReportMessage(failed) ?? '';
  expect(seedsOf(`${report}\n${report}`)).toEqual([expect.stringMatching(/^\{ seed: -42, path: "[\d:]+"/)]);
  expect(seedsOf('Tests: 3 passed')).toEqual([]);
});

test('a wrong number of minutes is told in one line, and --help tells what the tasks do', () => {
  expect(task('fuzz', 'long')).toEqual({ code: 1, output: '', errors: expect.stringMatching(/^"long" is no number of minutes\. .*\n$/) as string });
  expect(task('fuzz', '--help').output).toMatch(/property tests with new cases .*default 10/);
  expect(task('--help').output).toMatch(/^ {2}bench +.*start, recalculate, formula, duckdb, models/m);
});
