/** `npm run fuzz`: the property tests for as long as asked, with the seed of a failure said again at the end. */
import { spawn } from 'node:child_process';

/** Minutes when none are given. */
export const FUZZ_MINUTES = 10;

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

/** Runs the property tests for so many minutes in all; returns the exit code. */
export function runFuzz(root: string, args: readonly string[]): Promise<number> {
  const minutes = fuzzMinutes(args[0]);
  if (minutes === null) {
    process.stderr.write(`"${args[0] ?? ''}" is no number of minutes. Write npm run fuzz -- 10, from a part of a minute up to ${MOST_MINUTES}.\n`);
    return Promise.resolve(1);
  }
  process.stderr.write(`Property tests for about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}…\n`);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['node_modules/jest/bin/jest.js', '-c', 'scripts/jest.config.cjs', '--maxWorkers=2', 'tests/properties', ...args.slice(1)], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'pipe'],
      env: { ...process.env, CLIENTURA_FUZZ_MINUTES: String(minutes) },
    });
    let report = '';
    child.stderr.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk);
      report = (report + chunk.toString('utf8')).slice(-KEPT_CHARACTERS);
    });
    child.on('close', (exitCode) => {
      const seeds = seedsOf(report);
      if (exitCode !== 0) process.stderr.write(`\nA property failed. ${seeds.length === 0 ? 'The report above names the case.' : `Give the test these parameters to see it again: ${seeds.join(' ')}`}\n`);
      resolve(exitCode ?? 1);
    });
  });
}
