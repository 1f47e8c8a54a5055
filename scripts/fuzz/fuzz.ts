/** `npm run fuzz`: the built add-on killed at every call, then the property tests for as long as asked; the seed of a failure is said again at the end. */
import { spawn } from 'node:child_process';

/** Minutes when none are given. */
export const FUZZ_MINUTES = 10;

/** Tests of the built add-on that kill at every call when CLIENTURA_FUZZ_MINUTES is set, and at some calls otherwise. */
export const KILL_TESTS: readonly string[] = ['undo', 'undo-rows', 'cleaning', 'duplicates', 'backup', 'mailing-kills'].map((name) => `tests/entry/${name}.test.ts`);
/** What the titles of those tests have in common. */
export const KILL_TITLES = 'kill';

const MOST_MINUTES = 24 * 60;
/** As much of the output as a failure report may take. */
const KEPT_CHARACTERS = 200_000;

/** Minutes from the first argument; null when it is no number above 0 and up to a day. */
export function fuzzMinutes(argument: string | undefined): number | null {
  if (argument === undefined) return FUZZ_MINUTES;
  const minutes = Number(argument.replace(',', '.'));
  return minutes > 0 && minutes <= MOST_MINUTES ? minutes : null;
}

/** The seeds (and paths of the shrunk cases) that fast-check named in a report of failures. */
export function seedsOf(report: string): string[] {
  return [...new Set([...report.matchAll(/\{ seed: -?\d+(?:, path: "[\d:]+")?[^}\n]*\}/g)].map(([found]) => found))];
}

/** What a run of jest said. */
interface Ran {
  readonly exitCode: number;
  readonly report: string;
}

/**
 * The built add-on killed at every call, then the property tests for so many minutes in all; returns the exit code. With more arguments, which are
 * handed to jest, only the property tests run. @param build builds what the tests run on and returns an exit code
 */
export async function runFuzz(root: string, args: readonly string[], build: () => Promise<number>): Promise<number> {
  const minutes = fuzzMinutes(args[0]);
  if (minutes === null) {
    process.stderr.write(`"${args[0] ?? ''}" is no number of minutes. Write npm run fuzz -- 10, from a part of a minute up to ${MOST_MINUTES}.\n`);
    return 1;
  }
  const jestArgs = args.slice(1);
  let killsExitCode = 0;
  if (jestArgs.length === 0) {
    if ((await build()) !== 0) return 1;
    process.stderr.write('The built add-on killed at every call, which takes some minutes of its own…\n');
    ({ exitCode: killsExitCode } = await runJest(root, minutes, [...KILL_TESTS, '-t', KILL_TITLES]));
  }
  process.stderr.write(`Property tests for about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}…\n`);
  const { exitCode, report } = await runJest(root, minutes, ['tests/properties', ...jestArgs]);
  const seeds = seedsOf(report);
  if (exitCode !== 0) process.stderr.write(`\nA property failed. ${seeds.length === 0 ? 'The report above names the case.' : `Give the test these parameters to see it again: ${seeds.join(' ')}`}\n`);
  if (killsExitCode !== 0) process.stderr.write('\nThe built add-on did not come through a kill: the first report above names the call.\n');
  return exitCode === 0 ? killsExitCode : exitCode;
}

/** Jest with its own output visible. */
function runJest(root: string, minutes: number, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['node_modules/jest/bin/jest.js', '-c', 'scripts/jest.config.cjs', '--maxWorkers=2', ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'pipe'],
      env: { ...process.env, CLIENTURA_FUZZ_MINUTES: String(minutes) },
    });
    let report = '';
    child.stderr.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk);
      report = (report + chunk.toString('utf8')).slice(-KEPT_CHARACTERS);
    });
    child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, report }));
  });
}
