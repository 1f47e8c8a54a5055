/** Undo by the built add-on: the whole workbook as it looks, what the Journal costs in service calls, and kills of a chunk and of its undo. */
import type { Book, MemberKind, RunOptions, Sheet } from '../../scripts/workbench/node';
import { COUNTED_KINDS } from '../../scripts/workbench/node';
import type { MethodName, RpcReply, ServerApi } from '../../src/contract/server-api';
import { AddOn, silentOrders } from './add-on';
import { KILLS_TIMEOUT_MS, killPoints } from './kill-points';

// Whole executions of the built add-on: minutes on a busy machine.
jest.setTimeout(180_000);

let addOn: AddOn;
beforeEach(async () => {
  addOn = await AddOn.start();
  await addOn.open();
  await addOn.importRows(silentOrders(3));
  await addOn.call('segments.recalculate');
});
afterEach(() => addOn.end());

const PLAN = {
  fileName: 'more.csv', header: ['Order', 'Date', 'Client', 'Amount', 'Email', 'Consent', 'Goods', 'Shop'],
  mapping: { order: 0, date: 1, client: 2, amount: 3, email: 4, consent: 5, product: 6 },
  extraColumns: [7], dateOrder: 'dmy', decimalMark: ',', rowCount: 12, firstRowNumber: 2,
} as const;
const ROWS = silentOrders(4, 3).map((row, index) => [`M-${index}`, ...row.slice(1), index % 2 === 0 ? '=1+1' : '+7 900', 'North']);

/** The spreadsheet as it is now: a restored workbench has another object for it. */
function book(): Book {
  const found = addOn.workbench.engine.book(addOn.book.id);
  if (found === null) throw new Error('the book is gone');
  return found;
}

function textsOf(sheet: Sheet): string[][] {
  return sheet.display({ row: 0, column: 0, rowCount: Math.max(1, sheet.lastRow()), columnCount: Math.max(1, sheet.lastColumn()) });
}

/** Tabs as they look, without Consents, Send log, Journal and history, the state cell and the grey columns of Clients. */
function look(): Record<string, string[]> {
  const tabs: Record<string, string[]> = {};
  for (const sheet of book().sheets()) {
    if (['Consents', 'Send log', 'Journal', 'Segment history'].includes(sheet.name)) continue;
    const rows = textsOf(sheet).filter((row) => !row.includes('state.base'));
    const owned = sheet.name === 'Clients' ? rows.map((row) => row.slice(0, 7)) : rows;
    tabs[sheet.name] = owned.map((row) => row.join('|').replace(/\|+$/, ''));
  }
  return tabs;
}

test('an import, a clients file and settings are undone to the last cell, and a row sorted away is found', async () => {
  const before = look();
  await addOn.importRows(ROWS, PLAN);
  await addOn.importRows([['Client 1', '+79001234567', '', ''], ['Zoe', '', 'Riga', '1990-05-01']], {
    kind: 'clients', fileName: 'clients.csv', header: ['Client', 'Phone', 'City', 'Birthday'], mapping: { client: 0, phone: 1, city: 2, birthday: 3 },
  });
  await addOn.call('settings.save', { 'abc.by': 'count', 'dormancy.minSilenceDays': '45' });
  await addOn.call('segments.recalculate');
  const orders = addOn.book.sheetByName('Orders');
  orders?.sort({ row: 1, column: 0, rowCount: orders.lastRow() - 1, columnCount: orders.lastColumn() }, [{ column: 3, ascending: false }]);
  await addOn.workbench.engine.settle();
  const { entries } = await addOn.call('journal.list');
  expect(entries.map(({ title, state }) => [title, state])).toEqual([['Settings saved', 'done'], ['Import of clients', 'done'], ['Import of orders', 'done'], ['Import of orders', 'done']]);
  for (const { actionId } of entries.slice(0, 3)) expect(await addOn.call('journal.undo', actionId)).toMatchObject({ finished: true, keptRows: 0, keptCells: 0, keptColumns: 0 });
  const after = look();
  expect({ ...after, Orders: [...(after['Orders'] ?? [])].sort() }).toEqual({ ...before, Orders: [...(before['Orders'] ?? [])].sort() });
  expect((await addOn.call('home.view')).stage).toBe('stale');
  const first = entries[3]?.actionId ?? '';
  expect((await addOn.call('journal.undo', first)).rowsRemoved).toBe(18);
  expect(addOn.texts('Orders')).toHaveLength(1);
  expect(addOn.texts('Clients')).toHaveLength(1);
  await addOn.importRows(silentOrders(3));
  expect((await addOn.call('segments.recalculate')).clients).toBe(3);
});

test('the Journal costs a chunk two counted calls, whatever its length', async () => {
  const counted: number[] = [];
  const lines: number[] = [];
  for (const clients of [4, 400]) {
    const rows = silentOrders(clients, 10).map((row, index) => [`L${clients}-${index}`, row[1] ?? null, `Buyer ${clients}-${JSON.stringify(row[2])}`, row[3] ?? null]);
    const { importId } = await addOn.call('import.start', { ...PLAN, header: PLAN.header.slice(0, 4), mapping: { order: 0, date: 1, client: 2, amount: 3 }, extraColumns: [], rowCount: rows.length }, 'en');
    const journal = addOn.texts('Journal').length;
    await addOn.call('import.chunk', { importId, chunkIndex: 0, rows });
    counted.push(addOn.last.counts.counted);
    lines.push(addOn.texts('Journal').length - journal);
    await addOn.call('import.finish', importId);
  }
  // Token, lock, import, Settings, Orders, Clients; what is attempted; header and lines of the Journal; two formats and rows of Orders, one and rows of
  // Clients; state, flush, import, lock; grids that grow.
  expect(counted[0]).toBeLessThanOrEqual(18);
  expect(counted[1]).toBeLessThanOrEqual(20);
  expect(lines).toEqual([2, 2]);
});

test('a chunk and its undo killed at every third counted call, in the long run at each: run again each comes to its end', async () => {
  const before = look();
  const { importId } = await addOn.call('import.start', PLAN, 'en');
  const { lastActionId } = await addOn.call('journal.list');
  const run = async <Name extends MethodName>(method: Name, args: Parameters<ServerApi[Name]>, options: Omit<RunOptions, 'kind'> = {}): Promise<string> => {
    const record = await addOn.workbench.run('rpc', [JSON.stringify({ token: addOn.token, method, args })], { kind: 'menu', ...options });
    return record.state === 'killed' ? 'killed' : (JSON.parse(record.result as string) as RpcReply<unknown>).ok ? 'done' : String(record.result);
  };
  const sweep = async <Name extends MethodName>(method: Name, args: Parameters<ServerApi[Name]>, proof: () => Promise<void>): Promise<number> => {
    const begin = addOn.workbench.snapshot();
    const kinds: MemberKind[] = [];
    expect(await run(method, args, { onCall: ({ kind }) => { if (COUNTED_KINDS.includes(kind)) kinds.push(kind); } })).toBe('done');
    for (const kill of killPoints(kinds.length, 1, 3)) {
      addOn.workbench.restore(begin);
      expect([kill, await run(method, args, kill)]).toEqual([kill, 'killed']);
      await proof();
    }
    return kinds.length;
  };
  const chunk = { importId, chunkIndex: 0, rows: ROWS };
  const actionId = lastActionId ?? '';
  const undone = async (): Promise<void> => {
    expect(await run('journal.undo', [actionId])).toBe('done');
    expect(look()).toEqual(before);
  };
  const mark = addOn.workbench.snapshot();
  expect(await sweep('import.chunk', [chunk], undone)).toBeGreaterThan(10);
  addOn.workbench.restore(mark);
  expect(await sweep('import.chunk', [chunk], async () => {
    expect(await run('import.chunk', [chunk])).toBe('done');
    expect(look()['Orders']?.map((row) => row.slice(0, row.indexOf('|'))).filter((order) => order.startsWith('M-'))).toEqual(ROWS.map(([order]) => order));
    await undone();
  })).toBeGreaterThan(10);
  addOn.workbench.restore(mark);
  expect(await run('import.chunk', [chunk])).toBe('done');
  expect(await sweep('journal.undo', [actionId], undone)).toBeGreaterThan(10);
}, KILLS_TIMEOUT_MS);
