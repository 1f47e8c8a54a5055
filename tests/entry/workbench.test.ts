/** The built add-on on the workbench: menu, call budgets, crashes, formulas in cells. */
import type { ExecutionRecord, MemberKind, RunOptions, Sheet } from '../../scripts/workbench/node';
import { COUNTED_KINDS } from '../../scripts/workbench/node';
import type { MailingProgress } from '../../src/contract/mailing-views';
import type { RpcReply } from '../../src/contract/server-api';
import { AddOn, silentOrders } from './add-on';

// Whole executions of the built add-on: minutes on a busy machine.
jest.setTimeout(180_000);

let addOn: AddOn;
afterEach(() => addOn.end());

function sheetNamed(name: string): Sheet {
  const sheet = addOn.book.sheetByName(name);
  if (sheet === null) throw new Error(`no tab ${name}`);
  return sheet;
}

test('the menu appears in the user\'s language even before the add-on is allowed anything', async () => {
  addOn = await AddOn.start({ users: [{ email: 'owner@example.com', language: 'ru' }] });
  const [menu] = addOn.workbench.menus();
  expect(menu?.caption).toBe('Клиентура');
  const record = await addOn.workbench.run('onOpen', [], { kind: 'simpleTrigger', authMode: 'NONE' });
  expect(record.error).toBeNull();
});

test('every menu item opens its page', async () => {
  addOn = await AddOn.start();
  const pages = [['openHome', 'home', 'sidebar'], ['openSetUp', 'home', 'set-up'], ['openImport', 'home', 'import'], ['openSegments', 'segments', 'sidebar'], ['openDormant', 'dormant', 'sidebar'], ['openMailing', 'mailing', 'sidebar'], ['openAutomations', 'automations', 'sidebar'],
    ['openTemplate', 'home', 'template'], ['openCleaning', 'cleaning', 'sidebar'], ['openDuplicates', 'duplicates', 'sidebar'], ['openRepair', 'repair', 'sidebar'], ['openJournal', 'journal', 'sidebar'], ['openSettings', 'settings', 'sidebar'], ['openHelp', 'help', 'sidebar']];
  const items = addOn.workbench.menus().flatMap(({ entries }) => entries.flatMap((entry) => (entry === 'separator' ? [] : [entry.functionName])));
  expect(items.filter((name) => name !== 'recalculateFromMenu')).toEqual(pages.map(([name]) => name));
  for (const [name, view, page] of pages) {
    const record = await addOn.open(name);
    expect({ name, error: record.error }).toEqual({ name, error: null });
    expect(addOn.workbench.pages.at(-1)?.html).toContain(`"view":"${view}","page":"${page}"`);
  }
});

test('recalculation takes at most eight counted calls, two more when classes changed, one more for a parted grey block, the same for 10,000 and 100,000 orders', async () => {
  addOn = await AddOn.start();
  await addOn.open();
  await addOn.importRows(silentOrders(200, 50));
  const recalculated = async (): Promise<{ readonly counted: number; readonly orderRows: number }> => {
    const { orderRows } = await addOn.call('segments.recalculate');
    return { counted: addOn.last.counts.counted, orderRows };
  };
  // The first one keeps the classes of everyone in the segment history.
  expect((await recalculated()).counted).toBeLessThanOrEqual(10);
  expect((await recalculated()).counted).toBeLessThanOrEqual(8);
  const few = await recalculated();
  expect(few.orderRows).toBe(10_000);
  const orders = sheetNamed('Orders');
  const rect = { row: 1, column: 0, rowCount: 10_000, columnCount: orders.lastColumn() };
  const present = orders.read(rect).map((row) => row.map(({ value }) => value));
  orders.insertRows(10_000, 90_000);
  for (let copy = 1; copy < 10; copy += 1) {
    const rows = present.map((row) => row.map((value, column) => ({ value: column === 0 ? `${copy}-${String(value)}` : value })));
    orders.write({ ...rect, row: 1 + copy * 10_000 }, rows);
  }
  await addOn.workbench.engine.settle();
  const many = await recalculated();
  expect(many).toEqual({ counted: few.counted, orderRows: 100_000 });
  const clients = sheetNamed('Clients');
  const titles = addOn.texts('Clients')[0] ?? [];
  clients.insertColumns(titles.indexOf('Money'), 1);
  await addOn.workbench.engine.settle();
  await recalculated();
  expect((await recalculated()).counted).toBe(few.counted + 1);
});

test('extra grey columns are made with header and format, hidden when switched off, and the segment history grows by who changed', async () => {
  addOn = await AddOn.start();
  await addOn.open();
  await addOn.importRows(silentOrders(4));
  expect((await addOn.call('segments.recalculate')).snapshot).toBe('kept');
  const kept = addOn.texts('Segment history');
  expect(kept).toHaveLength(5);
  expect(sheetNamed('Segment history').hidden).toBe(true);
  await addOn.call('settings.save', { columns: 'lifecycle, ros, abc_share, dormancy_why' });
  const report = await addOn.call('segments.recalculate');
  expect(report.snapshot).toBe('unchanged');
  const [titles = [], ...rows] = addOn.texts('Clients');
  const shown = (title: string): string[] => rows.map((row) => row[titles.indexOf(title)] ?? '?');
  expect(shown('Share in ABC').map((text) => /^\d\d\.\d%$/.test(text))).toEqual([true, true, true, true]);
  expect(shown('Why this dormancy')[0]).toMatch(/^Silent for 430.days/);
  expect(shown('Temperature')).toEqual(['', '', '', '']);
  const clients = sheetNamed('Clients');
  expect(clients.isColumnHidden(titles.indexOf('Temperature'))).toBe(true);
  expect(clients.isColumnHidden(titles.indexOf('Share in ABC'))).toBe(false);
  await addOn.call('settings.save', { 'abc.limits': '30/60' });
  expect((await addOn.call('segments.recalculate')).settingsChanged.map(({ key }) => key)).toEqual(['abc.limits']);
  expect(addOn.last.counts.counted).toBeLessThanOrEqual(11);
  expect(addOn.texts('Segment history').length).toBeGreaterThan(kept.length);
  const view = await addOn.call('migration.view', null, 'abc');
  expect(view).toMatchObject({ fromDay: null, cells: [] });
  expect((await addOn.call('cohorts.view')).clients).toBe(4);
  expect((await addOn.call('movement.view')).months.length).toBeGreaterThan(12);
  expect((await addOn.call('models.view')).models.map(({ fitted }) => fitted)).toEqual([false, false]);
});

test('a letter takes at most five counted calls', async () => {
  addOn = await AddOn.start();
  await addOn.open();
  await addOn.importRows(silentOrders(12));
  await addOn.call('segments.recalculate');
  await addOn.publish();
  const totals: number[] = [];
  for (const audience of ['dormancy in (dormant, lost) and revenue > 540', 'dormant']) {
    const { go } = await addOn.call('mailing.preflight', { templateKey: 'come-back', audience });
    const { mailingId } = await addOn.call('mailing.plan', { templateKey: 'come-back', audience }, go);
    await addOn.call('mailing.sendChunk', mailingId);
    totals.push(addOn.last.counts.counted, go);
  }
  const [few = 0, fewLetters = 0, many = 0, manyLetters = 0] = totals;
  expect(manyLetters).toBe(12);
  expect(fewLetters).toBeLessThan(9);
  expect((many - few) / (manyLetters - fewLetters)).toBeLessThanOrEqual(5);
});

test('a mailing of 8 letters killed at every service call and run again sends nobody twice and loses nobody', async () => {
  addOn = await AddOn.start();
  await addOn.open();
  await addOn.importRows(silentOrders(8));
  await addOn.call('segments.recalculate');
  await addOn.publish();
  const { mailingId } = await addOn.call('mailing.plan', { templateKey: 'come-back', audience: 'dormant' }, 8);
  const begin = addOn.workbench.snapshot();
  const request = JSON.stringify({ token: addOn.token, method: 'mailing.sendChunk', args: [mailingId] });
  const run = (options: Omit<RunOptions, 'kind'> = {}): Promise<ExecutionRecord> => addOn.workbench.run('rpc', [request], { kind: 'menu', ...options });
  const kinds: MemberKind[] = [];
  await run({ onCall: ({ kind }) => { if (COUNTED_KINDS.includes(kind)) kinds.push(kind); } });
  expect(kinds.filter((kind) => kind === 'send')).toHaveLength(8);
  // A stop after a call is a stop before the next one, but for the letter that has just left: its line is not written yet.
  const stops = kinds.flatMap((kind, index): { readonly killAt: number; readonly moment: 'before' | 'after' }[] =>
    (kind === 'send' ? [{ killAt: index + 1, moment: 'before' }, { killAt: index + 1, moment: 'after' }] : [{ killAt: index + 1, moment: 'before' }]));
  for (const stop of stops) {
    addOn.workbench.restore(begin);
    const sentBefore = addOn.workbench.mail.sent.length;
    expect({ stop, state: (await run(stop)).state }).toEqual({ stop, state: 'killed' });
    const reply = JSON.parse((await run()).result as string) as RpcReply<MailingProgress>;
    if (!reply.ok) throw new Error(`${JSON.stringify(stop)}: ${reply.issues.map(({ text }) => text).join(' ')}`);
    const { value } = reply;
    const addresses = addOn.workbench.mail.sent.slice(sentBefore).map(({ to }) => to.join());
    expect(new Set(addresses).size).toBe(addresses.length);
    expect({ stop, found: value.sent + value.unknown, left: value.left }).toEqual({ stop, found: 8, left: 0 });
    expect(value.unknown).toBeLessThanOrEqual(1);
    expect(addresses.length).toBeGreaterThanOrEqual(8 - value.unknown);
  }
}, 400_000);

test('custom functions spill, recompute after an edit and explain a bad cell', async () => {
  addOn = await AddOn.start();
  const sheet = addOn.book.sheets()[0];
  if (sheet === undefined) throw new Error('no sheet');
  const rows = [['Ann', '1/1/2024', '100'], ['Bob', '1/5/2024', '20'], ['Ann', '2/1/2024', '100']];
  for (const [row, cells] of rows.entries()) for (const [column, text] of cells.entries()) await addOn.workbench.typeCell(sheet.id, row, column, text);
  await addOn.workbench.typeCell(sheet.id, 0, 5, '=RFM(A1:A,B1:B,C1:C,DATE(2024,3,31))');
  await addOn.workbench.engine.settle();
  const spilled = (): string[][] => sheet.display({ row: 0, column: 5, rowCount: 3, columnCount: 6 });
  expect(spilled()[1]?.[0]).toBe('Ann');
  const before = spilled()[2]?.join();
  await addOn.workbench.typeCell(sheet.id, 1, 1, '3/30/2023');
  await addOn.workbench.engine.settle();
  expect(spilled()[2]?.join()).not.toBe(before);
  await addOn.workbench.typeCell(sheet.id, 1, 2, 'many');
  await addOn.workbench.engine.settle();
  expect(sheet.errorMessage(0, 5)).toMatch(/row 2.*many/i);
});

test('a copy made by File → Make a copy sends nothing', async () => {
  addOn = await AddOn.start();
  await addOn.open();
  await addOn.importRows(silentOrders(2));
  await addOn.call('segments.recalculate');
  await addOn.publish();
  const { mailingId } = await addOn.call('mailing.plan', { templateKey: 'come-back', audience: 'dormant' }, 2);
  const copy = addOn.workbench.copyBook(addOn.book.id, 'Copy');
  // The person allows the copied script, as Google asks for it anew.
  addOn.workbench.grant(copy.projectId ?? '', 'owner@example.com', 'all');
  await addOn.workbench.openBook(copy.book.id);
  await addOn.workbench.run('openHome', [], { kind: 'menu', ...(copy.projectId === null ? {} : { projectId: copy.projectId }) });
  const page = addOn.workbench.pages.at(-1);
  const token = /"token":"([^"]+)"/.exec(page?.html ?? '')?.[1] ?? '';
  const call = async (method: string, ...args: string[]): Promise<unknown> => {
    const answer = await addOn.workbench.rpc(page?.id ?? '', 'rpc', [JSON.stringify({ token, method, args })]);
    return answer.ok ? JSON.parse(answer.value as string) : answer.error.message;
  };
  expect(await call('mailing.sendChunk', mailingId)).toMatchObject({ ok: false, issues: [{ code: 'base.copied' }] });
  expect(await call('home.view')).toMatchObject({ ok: true, value: { stage: 'copy', nextStep: 'unfreeze-copy' } });
  expect(await call('base.adoptCopy')).toMatchObject({ ok: true });
  expect(await call('mailing.progress', mailingId)).toMatchObject({ ok: true, value: { skipped: 2, left: 0 } });
  expect(addOn.workbench.mail.sent).toHaveLength(0);
});
