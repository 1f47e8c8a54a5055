// Imports of any rows in any cut: killed anywhere they go on to the same base, undone they leave nothing, and a second time they change nothing.
import fc from 'fast-check';
import type { ImportPlan } from '../../src/contract/import-views';
import { acceptFindings } from '../../src/domain/cleaning/accept';
import { finishImport, importChunk, startImport } from '../../src/domain/import-orders';
import { undoAction } from '../../src/domain/journal/undo';
import { viewJournal } from '../../src/domain/journal/journal-view';
import { recalculate } from '../../src/domain/recalculate';
import { acceptAll, scan } from '../domain/cleaning-base';
import { group, merge, requestOf, scan as found } from '../domain/duplicates-shop';
import type { SentFile } from '../domain/import-shop';
import { fileOf, gridOf, picture, preview, send, valueOf } from '../domain/import-shop';
import { MemoryWorld } from '../domain/in-memory-ports';
import { RUNS } from './runs';

/** A run imports several files: some dozens are as long as a thousand of the others. */
const IMPORT_RUNS = RUNS.seed === undefined ? RUNS : { ...RUNS, numRuns: 30 };

/** The same for each of several tests that share one place in the list of properties. */
const mixedRuns = (tests: number): typeof RUNS => ({
  ...IMPORT_RUNS, ...(RUNS.interruptAfterTimeLimit === undefined ? {} : { interruptAfterTimeLimit: RUNS.interruptAfterTimeLimit / tests }),
});

/** One address for each client. Anna is known with hers before, so that a row may name her by it alone. */
const EMAILS: Readonly<Record<string, string>> = { Anna: 'anna@example.com', 'anna@example.com': 'anna@example.com', Boris: 'b@example.com' };

const line = fc.record({
  order: fc.constantFrom('', '', '1', '2', '3'), day: fc.integer({ min: 1, max: 3 }), client: fc.constantFrom('Anna', 'Boris', 'anna@example.com', ''), amount: fc.integer({ min: 1, max: 3 }),
  product: fc.constantFrom('', 'Tea', 'Cup'), withEmail: fc.boolean(), shop: fc.constantFrom('', 'North'),
}).map(({ order, day, client, amount, product, withEmail, shop }) => [order, `0${day}.03.2024`, client, String(amount), product, withEmail ? EMAILS[client] ?? '' : '', shop].join(';'));
const lines = fc.array(line, { minLength: 1, maxLength: 30 });

function file(rows: readonly string[], chunkRows: number): SentFile {
  return fileOf(gridOf(['Order;Date;Client;Amount;Product;Email;Shop', ...rows]), 'orders', {}, chunkRows);
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

/** People as files know them: some of several under each other's contacts, by e-mail alone, by phone alone, with a mistyped address, under two names. */
const WHO = ['Anna Kotova', 'Boris Rogov', '17', '18', 'Dora', 'd@example.com', 'anna.k@gmail.com', 'b@example.com', '+79161234567', '8 916 123-45-68', 'Kotova Anna', ''];
const MAILS = ['', '', '', 'anna.k@gmail.com', 'ANNA.K@gmial.com', 'b@example.com', 'd@example.com', 'info@example.com', 'no address'];
const PHONES = ['', '', '', '+7 916 123-45-67', '89161234568', '+79161234567, +79161234568', '12'];
const NAMES = ['', '', 'Anna Kotova', 'Boris Rogov', 'Rogova Dora', 'KOTOVA anna'];
const CITIES = ['', '', 'Kazan', 'Omsk'];

const orderOf = fc.record({
  order: fc.constantFrom('', '', '', '1', '2', '3'), day: fc.integer({ min: 1, max: 3 }), client: fc.constantFrom(...WHO), amount: fc.integer({ min: 1, max: 2 }), product: fc.constantFrom('', 'Tea'),
  email: fc.constantFrom(...MAILS), phone: fc.constantFrom(...PHONES), name: fc.constantFrom(...NAMES), city: fc.constantFrom(...CITIES),
}).map(({ order, day, client, amount, product, email, phone, name, city }) => [order, `0${day}.03.2024`, client, String(amount), product, email, phone, name, city].join(';'));
const mixedRows = fc.array(orderOf, { minLength: 1, maxLength: 25, size: 'max' });

/** Read as it is meant: what stands in the columns would otherwise decide anew for each random file which of them is which. */
const MIXED: Partial<ImportPlan> = { mapping: { order: 0, date: 1, client: 2, amount: 3, product: 4, email: 5, phone: 6, name: 7, city: 8 } };

function mixed(rows: readonly string[], chunkRows: number): SentFile {
  return fileOf(gridOf(['Order;Date;Client;Amount;Product;Email;Phone;Name;City', ...rows]), 'orders', MIXED, chunkRows);
}

/** What an owner does between two imports of a file. */
const LATER: Readonly<Record<string, (world: MemoryWorld) => void>> = {
  nothing: () => undefined,
  recalculated: (world) => { world.run((ports) => recalculate(ports)); },
  sorted: (world) => {
    for (const key of ['orders', 'clients']) {
      const { rows } = world.tab(key);
      const [header = [], ...body] = rows.splice(0);
      rows.push(header, ...body.reverse());
    }
  },
  cleaned: (world) => {
    for (const { kind } of scan(world).kinds) valueOf(world.run((ports) => acceptFindings(ports, acceptAll(scan(world), kind))));
  },
  merged: (world) => {
    world.run((ports) => recalculate(ports));
    for (const { id } of found(world).groups) {
      merge(world, requestOf(group(world, ...id.split('\n'))));
    }
  },
};

describe('whoever the orders of a file are', () => {
  test.each(Object.keys(LATER))('a second import of it changes nothing, in any order of its rows and cut: %s between them', (what) => {
    fc.assert(
      fc.property(mixedRows, mixedRows.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))), fc.integer({ min: 3, max: 40 }), fc.integer({ min: 3, max: 40 }), (former, [rows, shuffled], chunkRows, cutAgain) => {
        const world = new MemoryWorld();
        world.localeName = 'ru_RU';
        send(world, mixed(former, 40));
        send(world, mixed(rows, chunkRows));
        LATER[what]?.(world);
        const before = picture(world);
        expect(send(world, mixed(rows, chunkRows))).toMatchObject({ rowsNew: 0, rowsChanged: 0, clientsNew: 0, clientsChanged: 0 });
        expect(picture(world)).toEqual(before);
        expect(send(world, mixed(shuffled, cutAgain))).toMatchObject({ rowsNew: 0, rowsChanged: 0 });
        expect(picture(world)).toEqual(before);
      }),
      mixedRuns(Object.keys(LATER).length),
    );
  });
});

/** A day's list of visits: one sum for everybody, each person under one name. */
const visit = fc.record({ day: fc.integer({ min: 1, max: 2 }), client: fc.constantFrom('Anna', 'Boris', 'Clara', 'Dora'), place: fc.constantFrom('', 'Hall') })
  .map(({ day, client, place }) => `0${day}.03.2024;${client};990;${client.toLowerCase()}@example.com;${place}`);
const visits = fc.array(visit, { minLength: 1, maxLength: 30, size: 'max' });

describe('rows of one day and sum, more than any chunk may hold', () => {
  const filed = (rows: readonly string[], chunkRows: number): SentFile => fileOf(gridOf(['Date;Client;Amount;Email;Place', ...rows]), 'orders', {}, chunkRows, chunkRows);

  it('are taken once each, and not again in any cut', () => {
    fc.assert(
      fc.property(visits, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }), (rows, chunkRows, cutAgain) => {
        const world = new MemoryWorld();
        expect(send(world, filed(rows, chunkRows))).toMatchObject({ rowsNew: rows.length, rowsUnchanged: 0 });
        const before = picture(world);
        expect(send(world, filed(rows, cutAgain))).toMatchObject({ rowsNew: 0, rowsChanged: 0 });
        expect(picture(world)).toEqual(before);
      }),
      IMPORT_RUNS,
    );
  });
});
