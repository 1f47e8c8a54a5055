/** Where executions of the built add-on are killed: at some of their calls in `npm test`, at every one and on both sides of it in `npm run fuzz`. */

const isLong = Number(process.env['CLIENTURA_FUZZ_MINUTES'] ?? 0) > 0;

/** A kill at a counted call (1-based), before or after it took effect. */
export interface KillPoint {
  readonly killAt: number;
  readonly moment: 'before' | 'after';
}

/** Kills of an execution of so many calls: from `first` on at each `usualStep`-th call before it, or in the long run at all of them, before and after. */
export function killPoints(calls: number, first = 1, usualStep = 1): KillPoint[] {
  const points: KillPoint[] = [];
  for (let killAt = isLong ? 1 : first; killAt <= calls; killAt += isLong ? 1 : usualStep) {
    points.push({ killAt, moment: 'before' });
    if (isLong) points.push({ killAt, moment: 'after' });
  }
  return points;
}

/** How long a test that kills at these points may take. */
export const KILLS_TIMEOUT_MS = isLong ? 3_600_000 : 400_000;
