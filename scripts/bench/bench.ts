/** `npm run bench`: prints ratios measured within one run; every compared pair is checked to give equal values first. */
import { distFiles, loadHost } from '../build/host-bundle';
import { benchColdStart } from './cold-start';
import { benchDesks } from './desks';
import { installDuckDb } from './duckdb';
import { benchFormula } from './formula-cost';
import { benchMailing } from './mailing';
import { machineLine } from './measure';
import { MEASUREMENTS, type Measurement } from './measurements';
import { benchModels } from './model-fits';
import { benchRecalculation } from './recalculation';
import { benchSegments } from './segments-cost';

/** Runs the named measurements, or all; returns the exit code. */
export async function runBench(root: string, names: readonly string[]): Promise<number> {
  const unknown = names.find((name) => !(MEASUREMENTS as readonly string[]).includes(name));
  if (unknown !== undefined) {
    process.stderr.write(`There is no measurement "${unknown}". Measurements: ${MEASUREMENTS.join(', ')}.\n`);
    return 1;
  }
  const host = loadHost(root);
  const files = distFiles(root);
  const measure: Readonly<Record<Measurement, () => Promise<string> | string>> = {
    start: () => benchColdStart(files.find(({ path }) => path === 'Code.js')?.source ?? ''),
    recalculate: () => benchRecalculation(host, root),
    formula: () => benchFormula(host, files),
    desks: () => benchDesks(host, root),
    mailing: () => benchMailing(host, root),
    duckdb: () => benchSegments(root, installDuckDb(root)),
    models: () => benchModels(root),
  };
  process.stdout.write(`${machineLine()}\n\n`);
  for (const name of MEASUREMENTS) {
    if (names.length === 0 || names.includes(name)) process.stdout.write(`${await measure[name]()}\n\n`);
  }
  return 0;
}
