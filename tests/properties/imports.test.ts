// Imports of any rows in any cut: killed anywhere they go on to the same base, undone they leave nothing, and a second time they change nothing.
import fc from 'fast-check';
import { finishImport, importChunk, startImport } from '../../src/domain/import-orders';
import { undoAction } from '../../src/domain/journal/undo';
import { viewJournal } from '../../src/domain/journal/journal-view';
import type { SentFile } from '../domain/import-shop';
import { fileOf, gridOf, picture, preview, send, valueOf } from '../domain/import-shop';
import { MemoryWorld } from '../domain/in-memory-ports';
import { RUNS } from './runs';

/** A run imports several files: some dozens are as long as a thousand of the others. */
const IMPORT_RUNS = RUNS.seed === undefined ? RUNS : { ...RUNS, numRuns: 30 };

/** One address for each client. Anna is known with hers before, so that a row may name her by it alone; a file that brings one new person under two names makes two clients. */
const EMAILS: Readonly<Record<string, string>> = { Anna: 'anna@example.com', 'anna@example.com': 'anna@example.com', Boris: 'b@example.com' };

const line = fc.record({
  order: fc.constantFrom('', '', '1', '2', '3'), day: fc.integer({ min: 1, max: 3 }), client: fc.constantFrom('Anna', 'Boris', 'anna@example.com', ''), amount: fc.integer({ min: 1, max: 3 }),
  product: fc.constantFrom('', 'Tea', 'Cup'), withEmail: fc.boolean(), shop: fc.constantFrom('', 'North'),
}).map(({ order, day, client, amount, product, withEmail, shop }) => [order, `0${day}.03.2024`, client, String(amount), product, withEmail ? EMAILS[client] ?? '' : '', shop].join(';'));
const lines = fc.array(line, { minLength: 1, maxLength: 30 });

/** A chunk is as long as the longest order at least: a longer one is refused before anything is sent. */
function file(rows: readonly string[], chunkRows: number): SentFile {
  const longest = Math.max(...['1', '2', '3'].map((order) => rows.filter((text) => text.startsWith(`${order};`)).length));
  return fileOf(gridOf(['Order;Date;Client;Amount;Product;Email;Shop', ...rows]), 'orders', {}, Math.max(chunkRows, longest));
}

/** Imports with one kill, each step run again after it. */
function sendKilled(world: MemoryWorld, { plan, chunks }: SentFile, killAt: number, moment: 'before' | 'after'): void {
  const counted = { left: killAt };
  const step = <T>(work: (ports: Parameters<Parameters<MemoryWorld['run']>[0]>[0]) => { readonly value: T | null; readonly issues: readonly { readonly code: string }[] }): T => {
    const first = world.run(work, counted.left > 0 ? counted.left : undefined, moment);
    counted.left -= first.calls.length;
    return valueOf(first.killed ? world.run(work) : first);
  };
  const { importId } = step((ports) => startImport(ports, plan, 'en'));
  chunks.forEach((rows, chunkIndex) => step((ports) => importChunk(ports, { importId, chunkIndex, ...rows })));
  step((ports) => finishImport(ports, importId));
}

describe('imports of orders', () => {
  it('go on after a kill, come back when undone, and change nothing the second time', () => {
    fc.assert(
      fc.property(lines, lines, fc.integer({ min: 3, max: 40 }), fc.integer({ min: 1, max: 60 }), fc.constantFrom('before' as const, 'after' as const), (former, rows, chunkRows, killAt, moment) => {
        const world = new MemoryWorld();
        send(world, file(['9;01.02.2024;Anna;1;;anna@example.com;', ...former], 40));
        const before = picture(world);
        const next = file(rows, chunkRows);
        const seen = preview(world, next);
        const whole = world.clone();
        const { rowsNew, rowsChanged, rowsUnchanged, rowsRejected } = send(whole, next);
        expect([seen.rowsNew, seen.rowsChanged, seen.rowsUnchanged, seen.rowsRefused]).toEqual([rowsNew, rowsChanged, rowsUnchanged, rowsRejected]);
        const after = picture(whole);
        sendKilled(world, next, killAt, moment);
        expect(picture(world)).toEqual(after);
        expect(send(whole, next)).toMatchObject({ rowsNew: 0, rowsChanged: 0 });
        expect(picture(whole)).toEqual(after);
        const { lastActionId } = valueOf(world.run((ports) => viewJournal(ports)));
        const entries = valueOf(world.run((ports) => viewJournal(ports))).entries.length;
        if (entries > 1) {
          valueOf(world.run((ports) => undoAction(ports, lastActionId ?? '')));
          expect(picture(world)).toEqual(before);
        }
      }),
      IMPORT_RUNS,
    );
  });
});
