/** The long run of the property tests: what it is told, and what it says of a failure. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { fuzzMinutes, KILL_TESTS, KILL_TITLES, seedsOf } from '../../scripts/fuzz/fuzz';

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
  expect(task('fuzz', '--help').output).toMatch(/built add-on at every call, .*property tests with new cases .*default 10/);
  expect(task('--help').output).toMatch(/^ {2}bench +.*start, recalculate, formula, desks, mailing, duckdb, models/m);
});

test('every test of the built add-on that kills at some calls is run at every call, under a title that finds it', () => {
  const files = readdirSync(path.join(root, 'tests/entry')).map((name) => `tests/entry/${name}`);
  const killing = files.map((file) => ({ file, titles: readFileSync(path.join(root, file), 'utf8').split(/^(?=test\()/m).filter((text) => text.startsWith('test(') && text.includes('killPoints(')).map((text) => /^test\('([^']+)'/.exec(text)?.[1]) }));
  const found = killing.filter(({ titles }) => titles.length > 0);
  expect(found.map(({ file }) => file)).toEqual([...KILL_TESTS].sort());
  for (const title of found.flatMap(({ titles }) => titles)) expect(title).toContain(KILL_TITLES);
});
