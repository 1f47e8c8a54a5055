/** Import of orders and clients: found again, changed in place, shown before it is written, right after any cut. */
import type { Cell } from '../../src/core/table/cell';
import { importChunk, importStatus, startImport } from '../../src/domain/import-orders';
import { MOST_RECTANGLES } from '../../src/domain/import-parts';
import { importProfile, MOST_PROFILES } from '../../src/domain/import-profile';
import { undoAction } from '../../src/domain/journal/undo';
import { viewJournal } from '../../src/domain/journal/journal-view';
import { recalculate } from '../../src/domain/recalculate';
import { openBase } from '../../src/domain/base';
import { archiveBlock } from '../../src/domain/archive';
import { writeBlock } from '../../src/domain/row-block';
import { soundTab } from '../../src/domain/sound-tab';
import { fileOf, gridOf, picture, preview, rowsOf, send, valueOf } from './import-shop';
import { MemoryWorld } from './in-memory-ports';

const ORDERS = [
  'Order;Date;Client;Amount;Product;Email;Shop',
  '1;05.03.2024;Anna;100,50;Tea;anna@example.com;North',
  '1;05.03.2024;Anna;20;Cup;anna@example.com;North',
  '2;06.03.2024;Boris;70;Tea;;South',
  ';07.03.2024;Clara;5;Bun;;',
  ';07.03.2024;Clara;5;Bun;;',
  '3;08.03.2024;=SUM(1);9;+7;;@x',
];

function shop(lines: readonly string[] = ORDERS): MemoryWorld {
  const world = new MemoryWorld();
  send(world, fileOf(gridOf(lines)));
  world.run((ports) => recalculate(ports));
  return world;
}

/** Columns renamed and moved, rows sorted, a column of the owner put in front. */
function rearranged(world: MemoryWorld): MemoryWorld {
  for (const key of ['orders', 'clients']) {
    const tab = world.tab(key);
    tab.rows.forEach((row, rowIndex) => { while (row.length < tab.marks.length) row.push(''); if (rowIndex === 0) tab.marks.forEach((_mark, index) => { row[index] = `My ${JSON.stringify(row[index])}`; }); });
    tab.rows = [tab.rows[0] ?? [], ...tab.rows.slice(1).reverse()].map((row, rowIndex) => [rowIndex === 0 ? 'Mood' : '', ...[...row].reverse()]);
    tab.marks = [null, ...[...tab.marks].reverse()];
  }
  return world;
}

describe('orders that stand in the base', () => {
  test('are all found by the same file: nothing changes, also after everything was renamed, moved and sorted', () => {
    for (const world of [shop(), rearranged(shop())]) {
      const before = picture(world);
      const file = fileOf(gridOf(ORDERS));
      expect(preview(world, file)).toMatchObject({ rowsRead: 6, rowsNew: 0, rowsChanged: 0, rowsUnchanged: 6, rowsRefused: 0, clientsNew: [], clientsChanged: [] });
      const report = send(world, file);
      expect(report).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsUnchanged: 6, rowsSkipped: 6, rowsUsed: 0, clientsNew: 0, clientsChanged: 0 });
      expect(report.calls.flat().filter((name) => name === 'write' || name === 'format')).toEqual([]);
      expect(picture(world)).toEqual(before);
      expect(world.run((ports) => viewJournal(ports)).value?.value?.entries).toHaveLength(1);
    }
  });

  test('are changed in place, new ones appended, vanished ones and what the owner typed stay', () => {
    const world = shop();
    const orders = world.tab('orders');
    const note = orders.rows[0]?.push('My note') ?? 0;
    orders.rows.slice(1).forEach((row, index) => { row[note - 1] = `note ${index}`; });
    const file = fileOf(gridOf(['Order;Date;Client;Amount;Product;Email;Shop', '1;05.03.2024;Anna;25;Cup;;North', '2;06.03.2024;Boris;;Tea;;West', '2;06.03.2024;Boris;80;Tea;;', '4;09.03.2024;Boris;1;Bun;;']));
    const seen = preview(world, file);
    expect(seen).toMatchObject({ rowsNew: 1, rowsChanged: 2, rowsUnchanged: 0, rowsRefused: 1 });
    expect(seen.examples.map(({ outcome, rowNumber, title, changes, reason }) => [outcome, rowNumber, title.replace(/\u00a0/g, ' '), changes, reason])).toEqual([
      ['new', 5, 'Order 4 · Boris · 9 March 2024 · Bun · 1.00', [], ''],
      ['changed', 2, 'Order 1 · Anna · 5 March 2024 · Cup · 25.00', [{ column: 'Amount', from: '20.00', to: '25.00' }], ''],
      ['changed', 4, 'Order 2 · Boris · 6 March 2024 · Tea · 80.00', [{ column: 'Amount', from: '70.00', to: '80.00' }], ''],
      ['refused', 3, '', [], expect.stringContaining('amount')],
    ]);
    expect(send(world, file)).toMatchObject({ rowsNew: 1, rowsChanged: 2, rowsUnchanged: 0, rowsRejected: 1, ordersTotal: 7 });
    expect(rowsOf(world, 'orders', 'order', 'amount', 'product')).toEqual(['1 | 100.5 | Tea', '1 | 25 | Cup', '2 | 80 | Tea', ' | 5 | Bun', ' | 5 | Bun', '3 | 9 | +7', '4 | 1 | Bun']);
    expect(orders.rows.slice(1, 7).map((row) => row[note - 1])).toEqual(['note 0', 'note 1', 'note 2', 'note 3', 'note 4', 'note 5']);
    expect(orders.rows[3]?.[orders.rows[0]?.indexOf('Shop') ?? -1]).toBe('South');
  });

  test('come back to the last cell when the import is undone', () => {
    const world = shop();
    const before = picture(world);
    send(world, fileOf(gridOf(['Order;Date;Client;Amount;Product;Paid', '1;05.03.2024;Anna;25;Cup;yes', '2;07.03.2024;Boris;80;Tea;no', '5;09.03.2024;Dora;1;Bun;yes'])));
    expect(picture(world)).not.toEqual(before);
    undoLast(world);
    expect(picture(world)).toEqual(before);
  });

  test('without a number are taken as often as they stand there, whatever the chunks', () => {
    const rows = ['Date;Client;Amount', ...Array.from({ length: 30 }, (_unused, index) => `0${1 + (index % 3)}.03.2024;Anna;${10 * (1 + (index % 2))}`)];
    for (const chunkRows of [1, 2, 7, 100]) {
      const world = new MemoryWorld();
      expect(send(world, fileOf(gridOf(rows), 'orders', {}, chunkRows, chunkRows))).toMatchObject({ rowsNew: 30, rowsUnchanged: 0 });
      const more = fileOf(gridOf([...rows, '01.03.2024;Anna;10', '04.03.2024;Anna;10']), 'orders', {}, chunkRows, chunkRows);
      expect(preview(world, more)).toMatchObject({ rowsNew: 2, rowsUnchanged: 30 });
      expect(send(world, more)).toMatchObject({ rowsNew: 2, rowsUnchanged: 30, ordersTotal: 32 });
    }
  });

  test('lines of one order are taken by equality, then by product, then by place', () => {
    const world = shop(['Order;Date;Client;Amount;Product', '1;05.03.2024;Anna;1;Tea', '1;05.03.2024;Anna;2;Tea', '1;05.03.2024;Anna;3;Cup', '1;05.03.2024;Anna;4;Bun']);
    send(world, fileOf(gridOf(['Order;Date;Client;Amount;Product', '1;05.03.2024;Anna;7;Bread', '1;05.03.2024;Anna;6;Cup', '1;05.03.2024;Anna;2;Tea', '1;05.03.2024;Anna;5;Tea'])));
    expect(rowsOf(world, 'orders', 'amount', 'product')).toEqual(['5 | Tea', '2 | Tea', '6 | Cup', '7 | Bread']);
  });

  test('a number used again for another client on another day is another order', () => {
    const world = shop(['Order;Date;Client;Amount', '1;05.03.2023;Anna;1']);
    expect(send(world, fileOf(gridOf(['Order;Date;Client;Amount', '1;05.03.2024;Boris;1'])))).toMatchObject({ rowsNew: 1, rowsChanged: 0 });
    expect(send(world, fileOf(gridOf(['Order;Date;Client;Amount', '1;06.03.2024;Boris;1'])))).toMatchObject({ rowsNew: 0, rowsChanged: 1 });
    expect(rowsOf(world, 'orders', 'order', 'client', 'date')).toEqual(['1 | Anna | 44990', '1 | Boris | 45357']);
  });

  test('go to the client whose e-mail stands in the client column', () => {
    const world = shop();
    expect(send(world, fileOf(gridOf(['Order;Date;Client;Amount', '1;05.03.2024;ANNA@example.com;100,50', '9;05.03.2024;anna@example.com;3']), 'orders', { mapping: { order: 0, date: 1, client: 2, amount: 3 } })))
      .toMatchObject({ rowsNew: 1, rowsUnchanged: 1, clientsNew: 0 });
    expect(rowsOf(world, 'orders', 'order', 'client').slice(-1)).toEqual(['9 | Anna']);
  });

  test('of a new person under two names, by e-mail in one row and by name in others, stay where the first import put them', () => {
    const rows = ['01.03.2024;anna@example.com;10;', '02.03.2024;Anna;20;anna@example.com', '03.03.2024;Anna;30;', '04.03.2024;A. Kotova;40;ANNA@example.com', '04.03.2024;Boris;40;anna@example.com'];
    for (const chunkRows of [2, 3, 100]) {
      for (const order of [rows, [...rows].reverse()]) {
        const world = new MemoryWorld();
        send(world, fileOf(gridOf(['Date;Client;Amount;Email', ...order]), 'orders', {}, chunkRows));
        const before = picture(world);
        for (const again of [2, 3, 100]) {
          expect(send(world, fileOf(gridOf(['Date;Client;Amount;Email', ...rows]), 'orders', {}, again))).toMatchObject({ rowsNew: 0, rowsChanged: 0, clientsNew: 0, clientsChanged: 0 });
          expect(picture(world)).toEqual(before);
        }
      }
    }
  });

  test('of one day, sum and product are taken once each, where they are more than any chunk holds and of several clients', () => {
    const rows = Array.from({ length: 24 }, (_unused, index) => `01.03.2024;${['Anna', 'Boris', 'Clara'][index % 3] ?? ''};990`);
    const world = new MemoryWorld();
    expect(send(world, fileOf(gridOf(['Date;Client;Amount', ...rows]), 'orders', {}, 5, 5))).toMatchObject({ rowsNew: 24 });
    expect(send(world, fileOf(gridOf(['Date;Client;Amount', ...rows]), 'orders', {}, 5, 5))).toMatchObject({ rowsNew: 0, rowsUnchanged: 24 });
  });

  test('of a client who was merged count for the survivor', () => {
    const world = shop();
    world.run((ports) => {
      const base = openBase(ports).value;
      if (base === null) throw new Error('no base');
      const archive = soundTab(base, 'archive');
      writeBlock(base, archive.tab.sheetId, archiveBlock(base, archive, [{ archivedDay: 45000, reason: '', recheckDay: null, mergedInto: 'Anna', client: 'Anja', name: '', email: '', phone: '', details: '' }]));
      base.saveState();
    });
    const file = fileOf(gridOf(['Order;Date;Client;Amount', '1;05.03.2024;Anja;100,50', '9;05.03.2024;Anja;3']));
    expect(preview(world, file)).toMatchObject({ rowsNew: 1, rowsUnchanged: 1, clientsNew: [] });
    expect(send(world, file)).toMatchObject({ rowsNew: 1, rowsUnchanged: 1, clientsNew: 0 });
    expect(rowsOf(world, 'orders', 'order', 'client').slice(-1)).toEqual(['9 | Anna']);
    expect(send(world, file)).toMatchObject({ rowsNew: 0, rowsUnchanged: 2 });
  });

  test('texts that look like formulas and numbers are stored as text; a time of day stays with its date', () => {
    const world = shop(['Order;Date;Client;Amount;Shop', '007;05.03.2024 8:26;=SUM(1);1;@x']);
    expect(rowsOf(world, 'orders', 'order', 'date', 'client')).toEqual(['007 | 45356+30360 | =SUM(1)']);
    const { rows, extras, marks } = world.tab('orders');
    const formats = extras?.get(rows[1] ?? [])?.formats;
    expect(['order', 'client'].map((key) => formats?.get(marks.indexOf(key)))).toEqual(['@', '@']);
  });
});

describe('clients of a file', () => {
  const CLIENTS = ['Client;Name;Email;Phone;City;Hobby', 'Anna;Anna Berg;anna@example.com;+79001234567;Riga;chess', ';Boris;boris@example.com;;;', ';;;;;'];

  test('are added, completed and changed; own columns too; the second time nothing changes', () => {
    const world = shop();
    const file = fileOf(gridOf(CLIENTS), 'clients');
    const seen = preview(world, file);
    expect(seen).toMatchObject({ rowsRead: 2, rowsChanged: 1, rowsNew: 1, rowsRefused: 0 });
    expect(seen.examples.find(({ outcome }) => outcome === 'changed')?.changes.map(({ column, from, to }) => [column, from, to])).toEqual(
      expect.arrayContaining([['Phone', '', '+79001234567'], ['City', '', 'Riga'], ['Hobby', '', 'chess']]));
    expect(send(world, file)).toMatchObject({ kind: 'clients', rowsNew: 1, rowsChanged: 1, clientsNew: 1, clientsChanged: 1 });
    const tab = world.tab('clients');
    const hobby = tab.rows[0]?.indexOf('Hobby') ?? -1;
    expect(tab.rows.slice(1).map((row) => row[hobby] ?? '').filter((cell) => cell !== '')).toEqual(['chess']);
    const before = picture(rearranged(world));
    const again = send(world, fileOf(gridOf(CLIENTS), 'clients'));
    expect(again).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsUnchanged: 2 });
    expect(picture(world)).toEqual(before);
  });

  test('who may be somebody of the base is asked about; the answer decides', () => {
    const lines = ['Name;City;Phone', 'Anna Berg;Riga;+79001112233'];
    const before = shop();
    send(before, fileOf(gridOf(CLIENTS), 'clients'));
    const [question] = preview(before, fileOf(gridOf(lines), 'clients')).questions;
    expect(question).toMatchObject({ title: 'Anna Berg', candidates: [{ clientId: 'Anna', title: 'Anna Berg' }] });
    const asNew = before.clone();
    expect(send(asNew, fileOf(gridOf(lines), 'clients'))).toMatchObject({ clientsNew: 1, clientsChanged: 0 });
    const same = before.clone();
    expect(send(same, fileOf(gridOf(lines), 'clients', { answers: { [question?.client ?? '']: 'Anna' } }))).toMatchObject({ clientsNew: 0, clientsChanged: 1 });
    expect(rowsOf(same, 'clients', 'client_id', 'phone')).toContain('Anna | +79001112233');
  });
});

describe('before anything is written', () => {
  test('a preview without a base counts every usable row as new', () => {
    const world = new MemoryWorld();
    expect(preview(world, fileOf(gridOf([...ORDERS, 'Total;;;304,50;;;'])))).toMatchObject({ rowsRead: 7, rowsNew: 6, rowsRefused: 1, clientsNew: ['anna', 'boris', '=sum(1)', 'clara'] });
    expect(world.tabs).toHaveLength(1);
  });

  test('an import is refused whole where a range is protected or the spreadsheet is full', () => {
    const more = fileOf(gridOf(['Order;Date;Client;Amount', '1;05.03.2024;Anna;777', '77;05.03.2024;Zoe;1']));
    const guarded = shop();
    const before = picture(guarded);
    guarded.protectedSheet = guarded.tab('clients').sheetId;
    expect(() => send(guarded, more)).toThrow('range.protected');
    expect(picture(guarded)).toEqual(before);
    guarded.protectedSheet = null;
    expect(send(guarded, more)).toMatchObject({ rowsNew: 1, rowsChanged: 1 });
    const full = shop();
    full.moreGridCells = 10_000_000;
    const many = fileOf(gridOf(['Order;Date;Client;Amount', ...Array.from({ length: 1200 }, (_unused, index) => `N${index};05.03.2024;Anna;1`)]), 'orders', {}, 5000);
    const whole = picture(full);
    expect(() => send(full, many)).toThrow('import.noRoom');
    expect(picture(full)).toEqual(whole);
  });

  test('the choice for a kind of file is remembered by its titles, whatever their order; the oldest of many kinds is forgotten', () => {
    const world = shop();
    const profile = valueOf(world.run((ports) => importProfile(ports, ['shop', 'ORDER', 'Client', 'Date', ' Amount', 'Email', 'Product'])));
    expect(profile).toEqual({ kind: 'orders', mapping: { order: 1, date: 3, client: 2, amount: 4, product: 6, email: 5 }, extraColumns: [0], dateOrder: 'dmy', decimalMark: ',' });
    for (let index = 0; index < MOST_PROFILES; index += 1) {
      world.nowMs += 1000;
      send(world, fileOf(gridOf([`Date;Client;Amount;Column ${index}`, '05.03.2024;Anna;1;x'])));
    }
    expect(world.run((ports) => importProfile(ports, ['Order', 'Date', 'Client', 'Amount', 'Product', 'Email', 'Shop'])).value?.value).toBeNull();
    expect([...world.documentStore.keys()].filter((key) => key.startsWith('importKind.'))).toHaveLength(MOST_PROFILES);
  });
});

describe('an import that is cut off', () => {
  const MORE: readonly string[] = ['Order;Date;Client;Amount;Product;Email;Shop', ...Array.from({ length: 30 }, (_unused, index) =>
    `${index % 5 === 4 ? '' : 1 + (index % 12)};${5 + (index % 4)}.03.2024;${['Anna', 'Boris', 'Emil', 'Fay'][index % 4] ?? ''};${index},50;${index % 2 === 0 ? 'Tea' : ''};${index > 20 ? `p${index % 4}@example.com` : ''};East`)];

  test('killed before every service call of a chunk it goes on to the same base and the same counts, and its undo restores every cell', () => {
    const begin = shop();
    const before = picture(begin);
    const former = lastAction(begin);
    const file = fileOf(gridOf(MORE), 'orders', {}, 100);
    expect(file.chunks).toHaveLength(1);
    const end = begin.clone();
    const whole = send(end, file);
    const after = picture(end);
    const { importId } = valueOf(begin.run((ports) => startImport(ports, file.plan, 'en')));
    const chunk = { importId, chunkIndex: 0, ...(file.chunks[0] ?? { rows: [] }) };
    let kills = 0;
    for (const moment of ['before', 'after'] as const) {
      for (let killAt = 1; ; killAt += 1) {
        const world = begin.clone();
        if (!world.run((ports) => importChunk(ports, chunk), killAt, moment).killed) break;
        kills += 1;
        const abandoned = world.clone();
        if (lastAction(abandoned) !== former) undoLast(abandoned);
        expect(picture(abandoned)).toEqual(before);
        valueOf(world.run((ports) => importChunk(ports, chunk)));
        expect(picture(world)).toEqual(after);
        const state = valueOf(world.run((ports) => importStatus(ports)));
        expect(state).toMatchObject({ nextChunk: 1, rowsDone: 30 });
        const { rowsNew, rowsChanged, rowsUnchanged, clientsNew } = countsOf(world);
        expect([rowsNew, rowsChanged, rowsUnchanged, clientsNew]).toEqual([whole.rowsNew, whole.rowsChanged, whole.rowsUnchanged, whole.clientsNew]);
        undoLast(world);
        expect(picture(world)).toEqual(before);
      }
    }
    expect(kills).toBeGreaterThan(30);
  });

  test('goes on from another page that knows nothing but the file, and a chunk sent twice is taken once', () => {
    const world = shop();
    const file = fileOf(gridOf(MORE), 'orders', {}, 7);
    const { importId } = valueOf(world.run((ports) => startImport(ports, file.plan, 'en')));
    valueOf(world.run((ports) => importChunk(ports, { importId, chunkIndex: 0, ...(file.chunks[0] ?? { rows: [] }) })));
    const standing = valueOf(world.run((ports) => importStatus(ports)));
    expect(standing).toMatchObject({ importId, nextChunk: 1, plan: file.plan });
    const rows = world.tab('orders').rows.length;
    expect(valueOf(world.run((ports) => importChunk(ports, { importId, chunkIndex: 0, ...(file.chunks[0] ?? { rows: [] }) }))).nextChunk).toBe(1);
    expect(world.tab('orders').rows).toHaveLength(rows);
    expect(world.run((ports) => importChunk(ports, { importId, chunkIndex: 2, rows: [] })).value?.issues.map(({ code }) => code)).toEqual(['request.bad']);
  });

  test('rows typed by somebody else between two attempts stay and are compared', () => {
    const world = shop();
    const file = fileOf(gridOf(MORE), 'orders', {}, 100);
    const { importId } = valueOf(world.run((ports) => startImport(ports, file.plan, 'en')));
    const chunk = { importId, chunkIndex: 0, ...(file.chunks[0] ?? { rows: [] }) };
    const writes = world.clone().run((ports) => importChunk(ports, chunk)).calls;
    world.run((ports) => importChunk(ports, chunk), writes.lastIndexOf('flush') + 1, 'after');
    const orders = world.tab('orders');
    const typed: Cell[] = [];
    typed[orders.marks.indexOf('order')] = 'own';
    orders.rows.push(typed);
    const rows = orders.rows.length;
    valueOf(world.run((ports) => importChunk(ports, chunk)));
    expect(orders.rows).toHaveLength(rows);
    expect(orders.rows[rows - 1]).toContain('own');
  });
});

describe('service calls', () => {
  const rows = (count: number, amount: (index: number) => number): readonly string[] =>
    ['Order;Date;Client;Amount;Product', ...Array.from({ length: count }, (_unused, index) => `${index};05.03.2024;Client ${index % 50};${amount(index)};Tea`)];

  test('a chunk takes the same few, however long it is', () => {
    const counted = [20, 2000].map((count) => {
      const world = shop(['Date;Client;Amount', '05.03.2024;Anna;1']);
      return send(world, fileOf(gridOf(rows(count, () => 1)), 'orders', {}, 5000)).calls;
    });
    expect(counted.map((chunks) => chunks.length)).toEqual([1, 1]);
    expect(counted[1]).toEqual(counted[0]);
    // Lock, import, Settings, Orders, Clients; what is about to be written; header and lines of the Journal; formats and rows of Orders and of
    // Clients in runs of columns; memory of the base, flush, import, lock.
    expect(counted[0]?.[0]?.length).toBeLessThanOrEqual(18);
    // The header of Orders grew by a column at the start: 1 more to find its columns.
    expect(counted[0]?.[0]?.slice(0, 7)).toEqual(['lock', 'document.all', 'read', 'read', 'marks', 'read', 'document.setAll']);
    expect(counted[0]?.[0]?.slice(-4)).toEqual(['write', 'flush', 'document.setAll', 'unlock']);
  });

  test('a chunk that changes nothing takes seven and writes nothing into the spreadsheet', () => {
    const world = shop(rows(500, () => 1));
    expect(send(world, fileOf(gridOf(rows(500, () => 1)), 'orders', {}, 5000)).calls).toEqual([['lock', 'document.all', 'read', 'read', 'read', 'document.setAll', 'unlock']]);
  });

  test('very many scattered changes are written in parts, and counted once', () => {
    const world = shop(rows(1500, () => 1));
    const before = picture(world);
    const report = send(world, fileOf(gridOf(rows(1500, (index) => 1 + (index % 2))), 'orders', {}, 5000));
    expect(report).toMatchObject({ rowsNew: 0, rowsChanged: 750, rowsUnchanged: 750 });
    expect(report.calls.length).toBeGreaterThan(2);
    for (const calls of report.calls) expect(calls.length).toBeLessThan(MOST_RECTANGLES + 20);
    expect(world.column('orders', 'amount').filter((cell) => cell === 2)).toHaveLength(750);
    undoLast(world);
    expect(picture(world)).toEqual(before);
  });
});

function lastAction(world: MemoryWorld): string {
  return valueOf(world.run((ports) => viewJournal(ports))).lastActionId ?? '';
}

function undoLast(world: MemoryWorld): void {
  expect(valueOf(world.run((ports) => undoAction(ports, lastAction(world))))).toMatchObject({ finished: true, keptRows: 0, keptCells: 0, keptColumns: 0 });
}

function countsOf(world: MemoryWorld): Record<string, number> {
  const parts = [...world.documentStore].filter(([key]) => /^import\.\d+$/.test(key)).sort(([left], [right]) => (left < right ? -1 : 1)).map(([, text]) => text);
  return JSON.parse(parts.join('')) as Record<string, number>;
}
