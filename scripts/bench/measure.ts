/** Small tools of the measurements: a clock, medians, seeded orders, a table. */
import os from 'node:os';

/** Wall time of one run in milliseconds, with what it returned. */
export async function timed<T>(work: () => Promise<T> | T): Promise<{ readonly value: T; readonly ms: number }> {
  const started = performance.now();
  const value = await work();
  return { value, ms: performance.now() - started };
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** Numbers from 0 up to 1, the same each time (a linear congruential generator). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Seeded orders: `orders` rows over `clients` clients and two years; the amounts are whole cents. */
export function syntheticOrders(orders: number, clients: number, firstDay: number): { readonly client: string; readonly day: number; readonly amount: number }[] {
  const next = seededRandom(20_061_231);
  return Array.from({ length: orders }, (_unused, index) => ({
    // The first rows name every client once, so that the number of clients is exact.
    client: `C${String(index < clients ? index : Math.floor(next() * next() * clients)).padStart(6, '0')}`,
    day: firstDay + Math.floor(next() * 730),
    amount: Math.round(500 + next() * 500_000) / 100,
  }));
}

/** What the measurements ran on. */
export function machineLine(): string {
  const processors = os.cpus();
  return `Node ${process.versions.node}, ${os.platform()} ${os.arch()}, ${processors.length} × ${processors[0]?.model.trim() ?? 'processor'}, ${Math.round(os.totalmem() / 2 ** 30)} GB`;
}

/** Rows of a report, aligned for the terminal. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
