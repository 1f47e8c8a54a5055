/** Duplicates by the built add-on: a merge with orders, own columns, formulas and colours, its calls, kills and undo; steps of exact merges. */
import type { MemberKind, RunOptions, Sheet } from '../../scripts/workbench/node';
import { COUNTED_KINDS } from '../../scripts/workbench/node';
import type { MethodName, RpcReply, ServerApi } from '../../src/contract/server-api';
import { AddOn } from './add-on';
import { KILLS_TIMEOUT_MS, killPoints } from './kill-points';

// Whole executions of the built add-on: minutes on a busy machine.
jest.setTimeout(180_000);

let addOn: AddOn;
beforeEach(async () => {
  addOn = await AddOn.start();
  await addOn.open();
  await addOn.call('base.setUp', 'en');
});
afterEach(() => addOn.end());

/** The tab as it is now: a restored workbench has another object for it. */
function tab(name: string): Sheet {
  const sheet = addOn.workbench.engine.book(addOn.book.id)?.sheetByName(name);
  if (sheet === null || sheet === undefined) throw new Error(`no tab ${name}`);
  return sheet;
}

/** Types rows below the header; a text with = is a formula, as typed. */
async function type(name: string, columns: readonly string[], rows: readonly (readonly (string | number)[])[]): Promise<void> {
  const sheet = tab(name);
  const titles = sheet.display({ row: 0, column: 0, rowCount: 1, columnCount: Math.max(1, sheet.lastColumn()) })[0] ?? [];
  const missing = columns.filter((title) => !titles.includes(title));
  if (missing.length > 0) {
    sheet.insertColumns(titles.length, missing.length);
    sheet.write({ row: 0, column: titles.length, rowCount: 1, columnCount: missing.length }, [missing.map((value) => ({ value }))]);
  }
  const all = [...titles, ...missing];
  columns.forEach((title, index) => {
    sheet.write({ row: 1, column: all.indexOf(title), rowCount: rows.length, columnCount: 1 }, rows.map((row) => {
      const value = row[index] ?? '';
      return [typeof value === 'string' && value.startsWith('=') ? { formula: value } : { value }];
    }));
  });
  await addOn.workbench.engine.settle();
}

/** Every value and formula outside of grey columns, state and what an undo leaves alone. */
function look(): Record<string, string[]> {
  const tabs: Record<string, string[]> = {};
  for (const sheet of addOn.workbench.engine.book(addOn.book.id)?.sheets() ?? []) {
    if (['Consents', 'Send log', 'Journal', 'Segment history'].includes(sheet.name)) continue;
    const rect = { row: 0, column: 0, rowCount: Math.max(1, sheet.lastRow()), columnCount: Math.max(1, sheet.lastColumn()) };
    const rows = sheet.read(rect).map((row) => row.map(({ value, formula }) => `${String(value ?? '')}${formula ?? ''}`));
    tabs[sheet.name] = rows.filter((row) => !row.includes('state.base') && !row.includes('state.today')).map((row) => row.join('|').replace(/\|+$/, ''));
  }
  return tabs;
}

const CLIENT_COLUMNS = ['Client', 'Name', 'E-mail', 'Phone', 'Note', 'Street', 'Twice'];
const CLIENTS = [
  ['K-1', 'ANNA BELL', 'anna@example.com', '+79165550101', 'likes peonies', '', '=1+1'],
  ['K-2', 'Anna Bell', 'bell@example.org', '+7 916 555 01 01', 'call in the evening', '=2+2', '=2+3'],
  ['K-3', 'Tom Hart', 'tom@example.com', '+79165550202', '', 'Mill Lane 5', ''],
];
const ORDERS = [['1', '2024-01-05', 'K-1', 100], ['2', '2024-02-05', 'K-2', 200], ['3', '2024-03-05', 'K-3', 300], ['', '2024-03-06', 'K-2', 5], ['', '2024-03-06', 'K-2', 5]];

async function shop(): Promise<void> {
  await type('Clients', CLIENT_COLUMNS, CLIENTS);
  await type('Orders', ['Order', 'Date', 'Buyer', 'Amount'], ORDERS);
  await addOn.call('segments.recalculate');
}

/** The merge of the pair as the page asks for it: the survivor is K-2 (most orders), with the e-mail and street of K-1. */
async function pairRequest(): Promise<Parameters<ServerApi['duplicates.merge']>[0]> {
  const { groups } = await addOn.call('duplicates.scan');
  const view = await addOn.call('duplicates.group', groups[0]?.id ?? '');
  expect(view.members.map(({ client }) => client)).toEqual(['K-1', 'K-2']);
  return { members: view.members.map(({ member, fingerprint }) => ({ member, fingerprint })), survivor: 'k-2', choices: { email: 'k-1', '=Street': 'k-1' } };
}

/** A call that may be killed on its way. */
async function run<Name extends MethodName>(method: Name, args: Parameters<ServerApi[Name]>, options: Omit<RunOptions, 'kind'> = {}): Promise<RpcReply<ReturnType<ServerApi[Name]>> | 'killed'> {
  const record = await addOn.workbench.run('rpc', [JSON.stringify({ token: addOn.token, method, args })], { kind: 'menu', ...options });
  return record.state === 'killed' ? 'killed' : (JSON.parse(record.result as string) as RpcReply<ReturnType<ServerApi[Name]>>);
}

/** Takes the last action back. */
async function undoLast(): Promise<void> {
  const list = await run('journal.list', []);
  const actionId = list === 'killed' || !list.ok ? null : list.value.lastActionId;
  expect(await run('journal.undo', [actionId ?? ''])).toMatchObject({ ok: true, value: { finished: true } });
}

test('a pair becomes one client: formulas stay formulas where nothing was chosen, figures are those of both; the undo gives back every cell', async () => {
  await shop();
  const before = look();
  const request = await pairRequest();
  expect(addOn.last.counts.counted).toBeLessThanOrEqual(4);
  const report = await addOn.call('duplicates.merge', request);
  expect(report).toMatchObject({ finished: true, client: 'K-2', rowsRemoved: 1, ordersMoved: 1 });
  await addOn.call('segments.recalculate');
  const row = (client: string): string[] => addOn.texts('Clients').find(([first]) => first === client) ?? [];
  const titles = addOn.texts('Clients')[0] ?? [];
  const at = (title: string): string => row('K-2')[titles.indexOf(title)] ?? '';
  expect([at('Name'), at('E-mail'), at('Street'), at('Twice'), at('Purchases')]).toEqual(['Anna Bell', 'anna@example.com', '', '5', '4']);
  expect(at('Note')).toBe('call in the evening\nlikes peonies\nE-mail: bell@example.org\nStreet: 4');
  expect(row('K-1')).toEqual([]);
  expect(addOn.texts('Archive')[1]?.join(' ')).toContain('Merged into Anna Bell');
  expect((await addOn.call('duplicates.scan')).total).toBe(0);
  expect(await addOn.call('journal.undo', report.actionId)).toMatchObject({ finished: true, keptCells: 0, keptRows: 0 });
  await addOn.call('segments.recalculate');
  expect(look()).toEqual(before);
});

// Every call is killed in tests/domain/duplicates; here the real add-on is killed at every fifth (in the long run at every one), where the Archive stands already.
test('a merge killed on the way: asked again it ends, taken back the workbook is as before', async () => {
  await shop();
  const first = await addOn.call('duplicates.group', 'k-2\nk-3');
  await addOn.call('duplicates.merge', { members: first.members, survivor: 'k-2', choices: {} });
  await type('Clients', CLIENT_COLUMNS, CLIENTS);
  const before = look();
  const request = await pairRequest();
  const begin = addOn.workbench.snapshot();
  const kinds: MemberKind[] = [];
  expect(await run('duplicates.merge', [request], { onCall: ({ kind }) => { if (COUNTED_KINDS.includes(kind)) kinds.push(kind); } })).toMatchObject({ ok: true });
  const after = look();
  expect(kinds.length).toBeGreaterThan(25);
  for (const kill of killPoints(kinds.length, 3, 9)) {
    addOn.workbench.restore(begin);
    expect([kill, await run('duplicates.merge', [request], kill)]).toEqual([kill, 'killed']);
    expect([kill, await run('duplicates.merge', [request])]).toMatchObject([kill, { ok: true, value: { finished: true } }]);
    expect([kill, look()]).toEqual([kill, after]);
    await undoLast();
    expect([kill, look()]).toEqual([kill, before]);
  }
}, KILLS_TIMEOUT_MS);

test('the first merge killed while the Archive is made: asked again it ends with one whole Archive, and the undo takes that away', async () => {
  await shop();
  const before = look();
  const request = await pairRequest();
  const begin = addOn.workbench.snapshot();
  const calls: string[] = [];
  expect(await run('duplicates.merge', [request], { onCall: ({ member }) => { calls.push(member); } })).toMatchObject({ ok: true });
  const after = look();
  const first = calls.findIndex((member) => member.endsWith('.insertSheet'));
  const making = calls.slice(first, calls.findIndex((member, index) => index > first && member.endsWith('.getValues')));
  expect(making.length).toBeGreaterThan(15);
  // Right after the insertion, then here and there.
  for (const { killAt, moment } of [...killPoints(4, 1, 3), ...killPoints(making.length - 1, 9, 45)]) {
    addOn.workbench.restore(begin);
    expect([killAt, await run('duplicates.merge', [request], { killAt: first + 1 + killAt, moment, killCounts: 'all' })]).toEqual([killAt, 'killed']);
    const killed = addOn.workbench.snapshot();
    expect([killAt, await run('duplicates.merge', [request])]).toMatchObject([killAt, { ok: true, value: { finished: true } }]);
    expect([killAt, look()]).toEqual([killAt, after]);
    await undoLast();
    expect([killAt, look()]).toEqual([killAt, before]);
    addOn.workbench.restore(killed);
    await undoLast();
    expect([killAt, look()]).toEqual([killAt, before]);
  }
}, KILLS_TIMEOUT_MS);

test('a merge costs about the same counted calls whatever the number of clients', async () => {
  const pair = (index: number): (readonly (string | number)[])[] => [1, 2].map((row) => [`P-${index}-${row}`, `Person${'abc'.charAt(index)} Stone`, '', `+791655502${index}0`, `note ${row}`, '', '']);
  const pairs = [0, 1, 2].flatMap(pair);
  const many = Array.from({ length: 400 }, (_unused, index) => [`M-${index}`, '', `m${index}@example.com`, '', '', '', '']);
  const ordersOf = (clients: readonly (readonly (string | number)[])[]): (readonly (string | number)[])[] => clients.map(([client = ''], index) => [`o${index}`, '2024-04-01', client, 10]);
  const mergeFirst = async (): Promise<number> => {
    const [found] = (await addOn.call('duplicates.scan')).groups;
    const { members, survivor } = await addOn.call('duplicates.group', found?.id ?? '');
    await addOn.call('duplicates.merge', { members, survivor: members[survivor]?.member ?? '', choices: {} });
    return addOn.last.counts.counted;
  };
  await type('Clients', CLIENT_COLUMNS, pairs);
  await type('Orders', ['Order', 'Date', 'Buyer', 'Amount'], ordersOf(pairs));
  const first = await mergeFirst();
  const few = await mergeFirst();
  tab('Clients').insertRows(10, 400);
  tab('Orders').insertRows(10, 400);
  await type('Clients', CLIENT_COLUMNS, [...['P-0-1', 'P-1-1'].map((client) => pairs.find(([name]) => name === client) ?? []), ...pair(2), ...many]);
  await type('Orders', ['Order', 'Date', 'Buyer', 'Amount'], ordersOf([...pairs, ...many]));
  const afterwards = await mergeFirst();
  // The first one makes the Archive.
  expect([first, few, afterwards].map((calls, index) => [calls, calls <= ([100, 55, 57][index] ?? 0)])).toEqual([[first, true], [few, true], [afterwards, true]]);
});
