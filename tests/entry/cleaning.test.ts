/** The cleaning desk and the archive by the built add-on: cells as they look and are formatted, counted calls, kills at every service call, undo. */
import type { MemberKind, RunOptions, Sheet } from '../../scripts/workbench/node';
import { COUNTED_KINDS } from '../../scripts/workbench/node';
import type { CleaningAccept, CleaningKind } from '../../src/contract/cleaning-views';
import type { MethodName, RpcReply, ServerApi } from '../../src/contract/server-api';
import { AddOn, silentOrders } from './add-on';
import { KILLS_TIMEOUT_MS, killPoints } from './kill-points';

// Whole executions of the built add-on: minutes on a busy machine.
jest.setTimeout(180_000);

const CLIENTS = 30;

let addOn: AddOn;
beforeEach(async () => {
  addOn = await AddOn.start();
  await addOn.open();
  await addOn.importRows(silentOrders(CLIENTS, 2));
  await addOn.call('segments.recalculate');
});
afterEach(() => addOn.end());

/** The tab as it is now: a restored workbench has another object for it. */
function tab(name: string): Sheet {
  const sheet = addOn.workbench.engine.book(addOn.book.id)?.sheetByName(name);
  if (sheet === null || sheet === undefined) throw new Error(`no tab ${name}`);
  return sheet;
}

function titles(name: string): string[] {
  return tab(name).display({ row: 0, column: 0, rowCount: 1, columnCount: Math.max(1, tab(name).lastColumn()) })[0] ?? [];
}

/** Texts of a column by its title, without the header. */
function column(name: string, title: string): string[] {
  const at = titles(name).indexOf(title);
  return addOn.texts(name).slice(1).map((row) => row[at] ?? '');
}

/** Writes values below the header; a missing column is made. Texts stay texts. */
async function fill(name: string, title: string, values: readonly (string | number)[], firstRow = 1): Promise<void> {
  const sheet = tab(name);
  let at = titles(name).indexOf(title);
  if (at < 0) {
    at = titles(name).length;
    sheet.insertColumns(at, 1);
    sheet.write({ row: 0, column: at, rowCount: 1, columnCount: 1 }, [[{ value: title }]]);
  }
  sheet.write({ row: firstRow, column: at, rowCount: values.length, columnCount: 1 }, values.map((value) => [{ value }]));
  await addOn.workbench.engine.settle();
}

/** Every cell as it looks, with formulas and number formats, outside of what an undo leaves alone. */
function look(): Record<string, string[]> {
  const tabs: Record<string, string[]> = {};
  for (const sheet of addOn.workbench.engine.book(addOn.book.id)?.sheets() ?? []) {
    if (['Consents', 'Send log', 'Journal', 'Segment history'].includes(sheet.name)) continue;
    const rect = { row: 0, column: 0, rowCount: Math.max(1, sheet.lastRow()), columnCount: Math.max(1, sheet.lastColumn()) };
    const cells = sheet.read(rect);
    const rows = sheet.display(rect).map((row, index) => row.map((text, at) => `${text} ${cells[index]?.[at]?.formula ?? ''} ${cells[index]?.[at]?.pattern ?? ''}`));
    tabs[sheet.name] = rows.filter((row) => !row.some((text) => text.startsWith('state.'))).map((row) => row.join('|'));
  }
  return tabs;
}

async function everyProposal(kind: CleaningKind): Promise<CleaningAccept> {
  const { kinds } = await addOn.call('clean.scan');
  return { part: { kind, code: '' }, ids: kinds.find((found) => found.kind === kind)?.codes.flatMap(({ ids }) => ids) ?? [], actionId: '', last: true };
}

test('phones, e-mails and names are corrected as text, a cell edited meanwhile stays, and all of it is undone to the last format', async () => {
  await fill('Clients', 'Phone', Array.from({ length: CLIENTS }, (_unused, index) => (index % 2 === 0 ? '8 (916) 123-45-67 доб. 5; +7 495 000-03-12' : 89161234567)));
  const names = ['=SUM(A1:A3)', '+IVANOV', '-anna', '@ANNA', '<b>IVAN</b>', 'محمد  علي', '🌷 anna 🌷', 'john\nSMITH', 'ИВАНОВ иван', 'dr. john smith'];
  await fill('Clients', 'Name', Array.from({ length: CLIENTS }, (_unused, index) => names[index % names.length] ?? ''));
  await fill('Clients', 'E-mail', ['anna@gmial.com', 'Anna@GMAIL.com ', 'anna@', 'info@example.com']);
  addOn.book.locale = 'ru_RU';
  const before = look();
  const requests = [await everyProposal('phone'), await everyProposal('email'), await everyProposal('name')];
  await fill('Clients', 'E-mail', ['anna@gnail.com']);
  const reports = [];
  for (const request of requests) reports.push(await addOn.call('clean.accept', request));
  expect(reports.map(({ finished, kept }) => [finished, kept.length])).toEqual([[true, 0], [true, 1], [true, 0]]);
  expect(column('Clients', 'E-mail').slice(0, 4)).toEqual(['anna@gnail.com', 'Anna@gmail.com', 'anna@', 'info@example.com']);
  expect(column('Clients', 'Name').slice(0, 10)).toEqual(expect.arrayContaining(['=SUM(A1:A3)', 'John Smith', 'Иванов Иван']));
  const rect = { row: 1, column: 0, rowCount: CLIENTS, columnCount: 7 };
  expect(tab('Clients').read(rect).flat().some(({ formula }) => formula !== null)).toBe(false);
  const after = await addOn.call('clean.scan');
  expect(after.kinds.filter(({ kind }) => kind === 'phone' || kind === 'name').map(({ proposals }) => proposals)).toEqual([]);
  for (const { actionId } of [...reports].reverse()) expect(await addOn.call('journal.undo', actionId)).toMatchObject({ finished: true, keptCells: 0 });
  await fill('Clients', 'E-mail', ['anna@gmial.com']);
  expect(look()).toEqual(before);
});

test('dates and sums of orders typed as text become dates and numbers; what is only suspicious stays', async () => {
  await fill('Orders', 'Date', ['17.02.2023', '18 февраля 2023', '2099-01-01']);
  await fill('Orders', 'Amount', ['1 130,50 ₽', '99', -5]);
  addOn.book.locale = 'ru_RU';
  const before = look();
  const view = await addOn.call('clean.scan');
  expect(view.kinds.map(({ kind, findings, proposals }) => [kind, findings, proposals])).toEqual([['date', 3, 2], ['amount', 3, 1]]);
  const dates = await addOn.call('clean.accept', await everyProposal('date'));
  const sums = await addOn.call('clean.accept', await everyProposal('amount'));
  const sheet = tab('Orders');
  const at = (title: string): number => titles('Orders').indexOf(title);
  expect([1, 2].map((row) => sheet.read({ row, column: at('Date'), rowCount: 1, columnCount: 1 })[0]?.[0]?.value)).toEqual([44_974, 44_975]);
  expect([1, 2, 3].map((row) => sheet.read({ row, column: at('Amount'), rowCount: 1, columnCount: 1 })[0]?.[0]?.value)).toEqual([1130.5, '99', -5]);
  expect((await addOn.call('home.view')).stage).toBe('stale');
  expect((await addOn.call('clean.scan')).proposals).toBe(0);
  for (const { actionId } of [sums, dates]) await addOn.call('journal.undo', actionId);
  expect(look()).toEqual(before);
});

test('findings shown before the owner renamed, moved and sorted are accepted where they stand now', async () => {
  await fill('Clients', 'Phone', Array.from({ length: CLIENTS }, (_unused, index) => `8 (916) 123-45-${10 + index}`));
  addOn.book.locale = 'ru_RU';
  const request = await everyProposal('phone');
  const sheet = tab('Clients');
  sheet.type(0, titles('Clients').indexOf('Phone'), 'Куда звонить');
  sheet.moveColumns(titles('Clients').indexOf('Куда звонить'), 1, 0);
  sheet.sort({ row: 1, column: 0, rowCount: CLIENTS, columnCount: sheet.lastColumn() }, [{ column: 0, ascending: false }]);
  await addOn.workbench.engine.settle();
  expect(await addOn.call('clean.accept', request)).toMatchObject({ accepted: CLIENTS, kept: [] });
  expect(column('Clients', 'Куда звонить')).toEqual(Array.from({ length: CLIENTS }, (_unused, index) => `+791612345${39 - index}`));
});

test('what the desk and the archive cost in counted calls does not grow with the rows', async () => {
  await fill('Clients', 'Name', Array.from({ length: CLIENTS }, () => 'JOHN SMITH'));
  const counted: number[] = [];
  const cost = async <Name extends MethodName>(method: Name, ...args: Parameters<ServerApi[Name]>): Promise<ReturnType<ServerApi[Name]>> => {
    const value = await addOn.call(method, ...args);
    counted.push(addOn.last.counts.counted);
    return value;
  };
  const request = await everyProposal('name');
  await cost('clean.scan');
  await cost('clean.page', { kind: 'name', code: '' }, 0);
  // Token, lock, Settings, Clients; formulas and formats twice; Journal's header and lines; text format, cells; done, state, flush, unlock.
  await cost('clean.accept', request);
  await cost('archive.view');
  await addOn.call('segments.recalculate');
  await cost('segments.recalculate');
  // Making the tab is not limited; the second move has it.
  await addOn.call('archive.put', ['Client 1'], 'gone');
  await cost('archive.put', ['Client 2', 'Client 3'], 'gone');
  await addOn.call('segments.recalculate');
  await cost('segments.recalculate');
  await cost('archive.back', ['Client 2']);
  expect(counted).toEqual([6, 5, 16, 3, 8, expect.any(Number), 9, expect.any(Number)]);
  expect(counted[5]).toBeLessThanOrEqual(23);
  expect(counted[7]).toBeLessThanOrEqual(23);
});

async function run<Name extends MethodName>(method: Name, args: Parameters<ServerApi[Name]>, options: Omit<RunOptions, 'kind'> = {}): Promise<RpcReply<ReturnType<ServerApi[Name]>> | 'killed'> {
  const record = await addOn.workbench.run('rpc', [JSON.stringify({ token: addOn.token, method, args })], { kind: 'menu', ...options });
  return record.state === 'killed' ? 'killed' : (JSON.parse(record.result as string) as RpcReply<ReturnType<ServerApi[Name]>>);
}

test('thirty cells accepted, killed before every counted call: continued it is whole, undone every cell is back', async () => {
  await fill('Clients', 'Name', Array.from({ length: CLIENTS }, (_unused, index) => (index % 3 === 0 ? 'John Smith' : 'JOHN  smith')));
  const before = look();
  const request = await everyProposal('name');
  const former = (await addOn.call('journal.list')).lastActionId;
  const begin = addOn.workbench.snapshot();
  const kinds: MemberKind[] = [];
  await run('clean.accept', [request], { onCall: ({ kind }) => { if (COUNTED_KINDS.includes(kind)) kinds.push(kind); } });
  const after = look();
  expect(after).not.toEqual(before);
  for (const kill of killPoints(kinds.length)) {
    addOn.workbench.restore(begin);
    expect([kill, await run('clean.accept', [request], kill)]).toEqual([kill, 'killed']);
    // Undone at once every other time, and after it was continued the other times; in memory both are done for every call.
    let actionId: string | null = null;
    if ((kill.killAt + (kill.moment === 'after' ? 1 : 0)) % 2 === 0) {
      const list = await run('journal.list', []);
      actionId = list !== 'killed' && list.ok && list.value.lastActionId !== former ? list.value.lastActionId : null;
    } else {
      const again = await run('clean.accept', [request]);
      expect([kill, again !== 'killed' && again.ok && again.value.kept.length === 0 && again.value.accepted === 20, look()]).toEqual([kill, true, after]);
      actionId = again !== 'killed' && again.ok ? again.value.actionId : null;
    }
    if (actionId !== null) await run('journal.undo', [actionId]);
    expect([kill, look()]).toEqual([kill, before]);
  }
  expect(kinds.length).toBeGreaterThan(12);
}, KILLS_TIMEOUT_MS);
