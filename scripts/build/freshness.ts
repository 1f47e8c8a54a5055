/** Tells which build outputs are older than their sources, so that a headless verb rebuilds only what it must. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

type Part = 'dist' | 'workbench';

const parts: Record<Part, { readonly output: string; readonly sources: readonly string[] }> = {
  dist: { output: 'dist/Code.js', sources: ['src', 'ui', 'appsscript.json', 'scripts/build', 'package-lock.json'] },
  workbench: { output: '.cache/workbench/node.cjs', sources: ['scripts', 'src/core', 'src/contract', 'package-lock.json'] },
};

/** The parts among those asked whose output is missing or older than any source. */
export function staleParts(root: string, asked: readonly Part[]): Part[] {
  return asked.filter((part) => {
    const { output, sources } = parts[part];
    const file = path.join(root, output);
    if (!existsSync(file)) return true;
    const built = statSync(file).mtimeMs;
    return sources.some((source) => newestChange(path.join(root, source)) > built);
  });
}

function newestChange(place: string): number {
  if (!existsSync(place)) return 0;
  const state = statSync(place);
  if (!state.isDirectory()) return state.mtimeMs;
  return readdirSync(place).reduce((newest, name) => Math.max(newest, newestChange(path.join(place, name))), state.mtimeMs);
}
