// How often a property is tried: 1,000 times with a fixed seed, or with new seeds for as long as `npm run fuzz` asks.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Runs {
  readonly numRuns: number;
  /** Absent = a new one each time, named by fast-check when a property fails. */
  readonly seed?: number;
  readonly interruptAfterTimeLimit?: number;
}

const SEED = 20240305;
const USUAL_RUNS = 1000;
// `npm run fuzz` lets two files run at a time.
const WORKERS = 2;
const SPARE_MS = 60_000;

const minutes = Number(process.env.CLIENTURA_FUZZ_MINUTES ?? 0);

/** Every property gets the same share of the time. */
function shareMs(): number {
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.test.ts'));
  const properties = files.reduce((count, name) => count + (readFileSync(path.join(__dirname, name), 'utf8').match(/\bfc\.assert\(/g) ?? []).length, 0);
  return (minutes * 60_000 * WORKERS) / properties;
}

/** What each property of this folder hands to fast-check. */
export const RUNS: Runs = minutes > 0 ? { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: shareMs() } : { numRuns: USUAL_RUNS, seed: SEED };

if (minutes > 0) jest.setTimeout(shareMs() + SPARE_MS);
