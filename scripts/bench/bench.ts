/** `npm run bench`: prints ratios measured within one run; every compared pair is checked to give equal values first. */
import { benchColdStart } from './cold-start';
import { benchFormula } from './formula-cost';
import { distFiles, loadHost } from '../build/host-bundle';
import { benchRecalculation } from './recalculation';

/** Runs the named measurements, or all; returns the exit code. */
export async function runBench(root: string, names: readonly string[]): Promise<number> {
  const host = loadHost(root);
  const files = distFiles(root);
  const measurements: Readonly<Record<string, () => Promise<string> | string>> = {
    start: () => benchColdStart(files.find(({ path }) => path === 'Code.js')?.source ?? ''),
    recalculate: () => benchRecalculation(host, root),
    formula: () => benchFormula(host, files),
  };
  for (const name of names) {
    if (!(name in measurements)) {
      process.stderr.write(`There is no measurement "${name}". Measurements: ${Object.keys(measurements).join(', ')}.\n`);
      return 1;
    }
  }
  for (const [name, measure] of Object.entries(measurements)) {
    if (names.length === 0 || names.includes(name)) process.stdout.write(`${await measure()}\n\n`);
  }
  return 0;
}
