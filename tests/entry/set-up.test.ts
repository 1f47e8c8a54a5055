/** Set-up in place by the built add-on: an owner's orders sheet with merged title rows, a hidden row and a filter becomes a base, and is given back. */
import type { CellStyle, Sheet } from '../../scripts/workbench/node';
import { documentOf } from '../../scripts/workbench/services/spreadsheet/document-model';
import type { SetUpRequest } from '../../src/contract/set-up-views';
import { AddOn } from './add-on';

// Whole executions of the built add-on: minutes on a busy machine.
jest.setTimeout(180_000);

const ROWS = [
  ['Flowers on the corner', '', '', '', ''],
  ['Sales of 2024', '', '', '', ''],
  ['Order No', 'Order date', 'Customer', 'Total', 'Bouquet'],
  ['101', '2024-01-10', 'Anna', '1200', 'peonies'],
  ['102', '2024-02-11', 'Boris', '800', '=1+1'],
  ['103', '2024-03-12', 'Anna', '700', ''],
  ['104', '2024-04-13', 'Vera', '300', 'tulips'],
  ['Total', '', '', '=SUM(D4:D7)', ''],
];

let addOn: AddOn;
beforeEach(() => open());
afterEach(() => addOn.end());

async function open(options: Parameters<typeof AddOn.start>[0] = {}): Promise<void> {
  addOn = await AddOn.start(options);
  const sheet = ordersSheet();
  ROWS.forEach((row, rowIndex) => row.forEach((text, column) => { if (text !== '') sheet.type(rowIndex, column, text); }));
  sheet.merge({ row: 0, column: 0, rowCount: 1, columnCount: 5 });
  sheet.setRowsHidden(4, 1, true);
  sheet.writeStyles({ row: 5, column: 2, rowCount: 1, columnCount: 1 }, { background: '#ffff00' });
  sheet.createFilter({ row: 2, column: 0, rowCount: 5, columnCount: 5 });
  await addOn.workbench.engine.settle();
  await addOn.open();
}

/** A sheet of clients beside the orders. */
async function addPeople(): Promise<string[][]> {
  const people = addOn.book.insertSheet({ name: 'People' });
  const rows = [['', 'Our people', '', ''], ['Full name', 'Phone', 'E-mail', 'Likes'], ['Anna', '+1 202 555 0101', 'anna@example.com', 'peonies'], ['Boris', '+1 202 555 0102', '', '']];
  rows.forEach((row, rowIndex) => row.forEach((text, column) => { if (text !== '') people.type(rowIndex, column, text); }));
  people.merge({ row: 0, column: 1, rowCount: 1, columnCount: 3 });
  await addOn.workbench.engine.settle();
  return rows;
}

function ordersSheet(): Sheet {
  const [sheet] = addOn.book.sheets();
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
}

/** Everything of the workbook that a person or a program can see. */
function picture(): unknown {
  const { metadata, protections } = addOn.book.snapshot().parts['spreadsheet'] as { readonly metadata: readonly unknown[]; readonly protections: readonly unknown[] };
  return {
    metadata,
    protections,
    sheets: addOn.book.sheets().map((sheet) => {
      const rect = { row: 0, column: 0, rowCount: sheet.rowCount, columnCount: sheet.columnCount };
      const styled = sheet.styles(rect).flatMap((row, r) => row.flatMap((style: CellStyle, c) => (Object.keys(style).length === 0 ? [] : [[r, c, style]])));
      return {
        name: sheet.name, hidden: sheet.hidden, rows: sheet.rowCount, columns: sheet.columnCount, texts: sheet.display(rect), formulas: sheet.read(rect).map((row) => row.map(({ formula }) => formula ?? '')), styled,
        merges: sheet.merges(), rules: sheet.conditionalRules(), filter: sheet.filter()?.rect, hiddenRow: sheet.isRowHidden(4), heights: [0, 1, 2, 3].map((row) => sheet.rowHeight(row)),
      };
    }),
  };
}

async function proposed(): Promise<SetUpRequest> {
  const look = await addOn.call('setUp.look', 'en');
  return {
    language: 'en',
    sheets: look.sheets.filter(({ suggested }) => suggested).map(({ sheetId, kind, headerRowNumber, headerRows, columns }) => ({
      sheetId, kind: kind === 'other' ? 'orders' : kind, headerRowNumber: headerRowNumber ?? 1, headerRows,
      columns: Object.fromEntries(columns.flatMap(({ field, columnIndex }) => (field === null ? [] : [[field, columnIndex]]))),
    })),
  };
}

test('the sheet is proposed as orders with its header row, samples as people read them, and reading it changes nothing', async () => {
  const before = picture();
  const { isBase, empty, sheets } = await addOn.call('setUp.look', 'en');
  expect([isBase, empty]).toEqual([false, false]);
  expect(sheets).toMatchObject([{ kind: 'orders', headerRowNumber: 3, headerRows: 1, rowCount: 4, totalRows: 1, missing: [], suggested: true }]);
  expect(sheets[0]?.columns.map(({ letter, title, field }) => [letter, title, field])).toEqual([
    ['A', 'Order No', 'order'], ['B', 'Order date', 'date'], ['C', 'Customer', 'client'], ['D', 'Total', 'amount'], ['E', 'Bouquet', null],
  ]);
  expect(sheets[0]?.columns[1]?.samples[0]).toMatch(/^10\sJanuary\s2024$/);
  // Token; is there a base (marks); unfinished work; the sheet.
  expect(addOn.last.counts.counted).toBeLessThanOrEqual(4);
  const again = await addOn.call('setUp.read', sheets[0]?.sheetId ?? 0, 4, 'clients', 'en');
  expect(again).toMatchObject({ kind: 'clients', headerRowNumber: 4 });
  expect(picture()).toEqual(before);
});

test('set up, recalculated, checked and undone: the sheet is as it was to the last format, mark and protection', async () => {
  const before = picture();
  const done = await addOn.setUp(await proposed());
  expect(done.taken).toMatchObject([{ kind: 'orders', rows: 4, columnsKnown: ['Order No', 'Order date', 'Customer', 'Total'], columnsAdded: [] }]);
  expect(done.remarks.join()).toContain('1 row of totals');
  expect((await addOn.call('home.view')).stage).toBe('stale');
  const report = await addOn.call('segments.recalculate');
  expect(report).toMatchObject({ orderRowsUsed: 4, clients: 3, clientsNew: 3 });
  expect(addOn.texts('Clients').slice(1).map(([client]) => client)).toEqual(['Anna', 'Boris', 'Vera']);
  // Long sentences of Settings are read whole.
  const settings = addOn.book.sheetByName('Settings');
  const longest = addOn.texts('Settings').map((row) => Math.max((row[0] ?? '').length / 300, (row[2] ?? '').length / 380));
  const heights = longest.map((_length, row) => settings?.rowHeight(row) ?? 0);
  const at = longest.indexOf(Math.max(...longest.slice(3)));
  expect([heights[at] ?? 0, Math.min(...heights.slice(1))]).toEqual([expect.any(Number), 21]);
  expect(heights[at]).toBeGreaterThanOrEqual(39);
  expect(addOn.texts(ordersSheet().name).map((row) => row[0])).toEqual(ROWS.map((row) => row[0]));
  expect((await addOn.call('repair.look')).findings).toEqual([]);
  const { lastActionId } = await addOn.call('journal.list');
  expect(lastActionId).toBe(done.actionId);
  const undone = await addOn.call('journal.undo', done.actionId ?? '');
  expect(undone).toMatchObject({ finished: true, keptColumns: 0, keptRows: 0 });
  expect(picture()).toEqual(before);
  expect((await addOn.call('home.view')).stage).toBe('none');
});

test('a clients sheet beside it gets its columns to the right and loses them again; clients that only orders know are added and taken away', async () => {
  const rows = await addPeople();
  const people = addOn.book.sheetByName('People');
  const before = picture();
  const done = await addOn.setUp(await proposed());
  // 16.5 s at 50 ms a call; a third of them mark the columns, each by a call of its own.
  expect(addOn.last.counts.counted).toBeLessThanOrEqual(330);
  expect(done.taken.map(({ name, kind, columnsAdded }) => [name, kind, columnsAdded.length > 20])).toEqual([[ordersSheet().name, 'orders', false], ['People', 'clients', true]]);
  expect(picture()).not.toEqual(before);
  expect(addOn.texts('People').map((row) => row.slice(0, 4))).toEqual([...rows, ['Vera', '', '', '']].map((row, index) => (index === 2 || index === 3 ? [row[0], people?.display({ row: index, column: 1, rowCount: 1, columnCount: 1 })[0]?.[0], ...row.slice(2)] : row)));
  expect(await addOn.call('segments.recalculate')).toMatchObject({ clients: 3, clientsNew: 0 });
  expect((await addOn.call('repair.look')).findings).toEqual([]);
  expect(await addOn.call('journal.undo', done.actionId ?? '')).toMatchObject({ finished: true, rowsRemoved: 1, keptColumns: 0, keptRows: 0 });
  expect(addOn.last.counts.counted).toBeLessThanOrEqual(45);
  expect(picture()).toEqual(before);
});

test('at 50 ms a call it takes steps of less than 10 s, and cancelled after any of them the workbook is as it was', async () => {
  await addOn.end();
  await open({ latencyMs: { read: 50, write: 50, flush: 50, lock: 50, send: 50 } });
  await addPeople();
  const before = picture();
  const request = await proposed();
  const counts: number[] = [];
  for (let steps = 1, isDone = false; !isDone; steps += 1) {
    let actionId: string | null = null;
    counts.length = 0;
    for (let step = 0; step < steps; step += 1) {
      const answer = await addOn.call('setUp.begin', request);
      counts.push(addOn.last.counts.counted);
      expect(addOn.last.durationMs).toBeLessThan(10_000);
      ({ actionId } = answer);
      isDone = answer.report !== null;
    }
    expect(await addOn.call('journal.undo', actionId ?? '')).toMatchObject({ finished: true, keptColumns: 0, keptRows: 0 });
    expect([steps, picture()]).toEqual([steps, before]);
  }
  // More than in one go: each step asks for the token, the lock, the record and the marks anew, and the last ones read the sheets.
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(335);
  expect(counts.length).toBeGreaterThanOrEqual(3);
});

test('rows inserted above, a renamed column, one inserted: the next recalculation finds everything', async () => {
  await addOn.setUp(await proposed());
  const first = await addOn.call('segments.recalculate');
  const figures = addOn.texts('Clients');
  const sheet = ordersSheet();
  sheet.insertRows(0, 2);
  sheet.write({ row: 4, column: 2, rowCount: 1, columnCount: 1 }, [[{ value: 'Who' }]]);
  sheet.insertColumns(1, 1);
  await addOn.workbench.engine.settle();
  expect(await addOn.call('segments.recalculate')).toMatchObject({ orderRowsUsed: first.orderRowsUsed, clients: 3, clientsNew: 0 });
  expect(addOn.texts('Clients')).toEqual(figures);
});

test('repair puts back a grey column, a format and colours of the real sheet, and then finds nothing', async () => {
  await addOn.setUp(await proposed());
  await addOn.call('segments.recalculate');
  const clients = addOn.book.sheetByName('Clients');
  if (clients === null) throw new Error('no Clients');
  const titles = addOn.texts('Clients')[0] ?? [];
  clients.setConditionalRules([]);
  clients.writeStyles({ row: 1, column: titles.indexOf('Last purchase'), rowCount: 3, columnCount: 1 }, { pattern: '0' });
  clients.deleteColumns(titles.indexOf('Segment'), 1);
  const document = documentOf(addOn.book);
  document.protections = document.protections.filter(({ sheetId }) => sheetId !== clients.id);
  await addOn.workbench.engine.settle();
  const kinds = (await addOn.call('repair.look')).findings.map(({ kind }) => kind);
  expect([...kinds].sort()).toEqual(['column', 'format', 'rules']);
  const report = await addOn.call('repair.run');
  expect(report.repaired).toHaveLength(3);
  await addOn.call('segments.recalculate');
  expect((await addOn.call('repair.look')).findings).toEqual([]);
  expect(addOn.texts('Clients').slice(1).map((row) => row[titles.indexOf('Last purchase')])).toEqual(['3/12/2024', '2/11/2024', '4/13/2024']);
});
