/** Neighbouring columns written at once: fewer service calls. */

/** Neighbouring 0-based indexes joined into runs, ascending. */
export function runsOf(indexes: readonly number[]): { readonly first: number; readonly count: number }[] {
  const sorted = [...indexes].sort((a, b) => a - b);
  const runs: { first: number; count: number }[] = [];
  for (const index of sorted) {
    const last = runs[runs.length - 1];
    if (last !== undefined && last.first + last.count === index) last.count += 1;
    else runs.push({ first: index, count: 1 });
  }
  return runs;
}
