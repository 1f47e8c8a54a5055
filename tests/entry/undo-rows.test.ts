/** Removed rows by the built add-on: they come back with values, formulas, formats, notes and colours, also after kills; an owner's protection refuses whole. */
import { COUNTED_KINDS, type RunOptions } from '../../scripts/workbench/node';
import type { MethodName, RpcReply, ServerApi } from '../../src/contract/server-api';
import { AddOn, silentOrders } from './add-on';
import { KILLS_TIMEOUT_MS, killPoints } from './kill-points';

jest.setTimeout(180_000);

const OWNER = 'owner@example.com';
const HELPER = 'helper@example.com';

/** What the owner does in the spreadsheet by a script of his own, and what he sees there. */
const OWN_SCRIPT = `
function decorate() {
  const clients = SpreadsheetApp.getActive().getSheetByName('Clients');
  clients.getRange('G3').setFormula('=B3&"!"').setNote('ask his wife').setBackground('#ffee00');
  clients.getRange('D3').setNumberFormat('@').setValue('00123');
  clients.getRange('D5').setNumberFormat('0.00').setValue(7.5);
  clients.getRange('G6').setValue("'=not a formula").setNote('the last one');
}
function protectClient() {
  SpreadsheetApp.getActive().getSheetByName('Clients').getRange('C5').protect().removeEditor('${HELPER}');
}
function look() {
  return JSON.stringify(SpreadsheetApp.getActive().getSheets().filter((sheet) => !['Journal', 'Settings'].includes(sheet.getName())).map((sheet) => {
    const range = sheet.getDataRange();
    const width = range.getWidth();
    const values = range.getDisplayValues();
    const formats = range.getNumberFormats();
    return [sheet.getName(), sheet.isSheetHidden(), values, range.getFormulas(), range.getNotes(), range.getBackgrounds(), formats, width];
  }));
}
function copyIsSound() {
  const book = SpreadsheetApp.getActive();
  const copies = book.getSheets().filter((sheet) => / 2024-06-15 /.test(sheet.getName()));
  return JSON.stringify(copies.map((sheet) => [
    sheet.getName(), sheet.isSheetHidden(), sheet.createDeveloperMetadataFinder().find().length, sheet.getProtections(SpreadsheetApp.ProtectionType.SHEET).map((one) => one.isWarningOnly()),
    JSON.stringify(sheet.getDataRange().getFormulas()) === JSON.stringify(book.getSheetByName(sheet.getName().split(' 2024')[0]).getDataRange().getFormulas()),
  ]));
}`;

let addOn: AddOn;
let script = '';
beforeEach(async () => {
  addOn = await AddOn.start({ users: [{ email: OWNER }, { email: HELPER }] });
  await addOn.open();
  await addOn.importRows(silentOrders(5, 2));
  const manifest = JSON.stringify({ timeZone: 'Etc/GMT', exceptionLogging: 'STACKDRIVER', runtimeVersion: 'V8', oauthScopes: ['https://www.googleapis.com/auth/spreadsheets'] });
  script = addOn.workbench.install([{ path: 'appsscript.json', source: manifest }, { path: 'Own.js', source: OWN_SCRIPT }], { bookId: addOn.book.id }).id;
  await own('decorate');
});
afterEach(() => addOn.end());

async function own(functionName: string): Promise<unknown> {
  const record = await addOn.workbench.run(functionName, [], { kind: 'menu', projectId: script });
  if (record.error !== null) throw new Error(record.error.message);
  return typeof record.result === 'string' ? JSON.parse(record.result) : null;
}

async function run<Name extends MethodName>(method: Name, args: Parameters<ServerApi[Name]>, options: Omit<RunOptions, 'kind'> = {}, token = addOn.token): Promise<RpcReply<ReturnType<ServerApi[Name]>> | null> {
  const record = await addOn.workbench.run('rpc', [JSON.stringify({ token, method, args })], { kind: 'menu', projectId: addOn.projectId, bookId: addOn.book.id, ...options });
  return record.state === 'killed' ? null : JSON.parse(record.result as string) as RpcReply<ReturnType<ServerApi[Name]>>;
}

async function lastAction(): Promise<string> {
  const list = await run('journal.list', []);
  return list?.ok === true ? (list.value.lastActionId ?? '') : '';
}

const GONE = ['Client 2', 'Client 3', 'Client 5'];

test('clients moved into the archive come back whole, after a kill of the move and after a kill of its undo', async () => {
  const before = await own('look');
  const start = addOn.workbench.snapshot();
  let calls = 0;
  const countCalls: RunOptions['onCall'] = ({ kind }) => { if (COUNTED_KINDS.includes(kind)) calls += 1; };
  expect((await run('archive.put', [GONE, 'closed'], { onCall: countCalls }))?.ok).toBe(true);
  const moveCalls = calls;
  const moved = addOn.workbench.snapshot();
  expect(addOn.texts('Clients')).toHaveLength(3);
  calls = 0;
  const actionId = await lastAction();
  const done = await run('journal.undo', [actionId], { onCall: countCalls });
  expect(done).toMatchObject({ ok: true, value: { finished: true, rowsRestored: 3, keptRows: 0, keptCells: 0 } });
  expect((await own('look') as readonly unknown[]).slice(0, (before as readonly unknown[]).length)).toEqual(before);
  const undoCalls = calls;
  expect([moveCalls, undoCalls].every((count) => count > 15)).toBe(true);
  const first = (sheets: unknown): unknown => (sheets as readonly (readonly unknown[])[]).filter(([name]) => name === 'Clients' || name === 'Orders');
  for (const kill of killPoints(moveCalls, 8, 7)) {
    addOn.workbench.restore(start);
    expect(await run('archive.put', [GONE, 'closed'], kill)).toBeNull();
    // Killed before its first line it did nothing, and the last action is the import.
    if (await lastAction() === actionId) expect(await run('journal.undo', [actionId])).toMatchObject({ ok: true, value: { finished: true, keptRows: 0 } });
    expect([kill, first(await own('look'))]).toEqual([kill, first(before)]);
  }
  for (const kill of killPoints(undoCalls, 6, 5)) {
    addOn.workbench.restore(moved);
    expect(await run('journal.undo', [actionId], kill)).toBeNull();
    expect(await run('journal.undo', [actionId])).toMatchObject({ ok: true, value: { finished: true, keptRows: 0, keptCells: 0 } });
    expect([kill, first(await own('look'))]).toEqual([kill, first(before)]);
  }
}, KILLS_TIMEOUT_MS);

test('where the owner protected one cell of it, nothing at all is written, and the tab is named', async () => {
  await own('protectClient');
  const before = await own('look');
  await addOn.workbench.openBook(addOn.book.id, HELPER);
  await addOn.workbench.run('openHome', [], { kind: 'menu', user: HELPER, projectId: addOn.projectId, bookId: addOn.book.id });
  const token = /"token":"([^"]+)"/.exec(addOn.workbench.pages.at(-1)?.html ?? '')?.[1] ?? '';
  const refused = await run('archive.put', [['Client 1', 'Client 4'], 'closed'], { user: HELPER }, token);
  expect(refused).toMatchObject({ ok: false, issues: [{ code: 'range.protected' }] });
  expect(JSON.stringify(refused)).toContain('Clients');
  expect((await own('look') as readonly (readonly unknown[])[]).filter(([name]) => name !== 'Archive')).toEqual(before);
  // Rows without that cell are his to move.
  expect((await run('archive.put', [['Client 1'], 'closed'], { user: HELPER }, token))?.ok).toBe(true);
});

test('a backup stands hidden at the end, without marks, and its owner is asked before it is changed', async () => {
  const made = await run('backup.make', []);
  expect(made).toMatchObject({ ok: true, value: { tabs: ['Clients 2024-06-15 09.00', 'Orders 2024-06-15 09.00', 'Templates 2024-06-15 09.00', 'Consents 2024-06-15 09.00'] } });
  expect(await own('copyIsSound')).toEqual(['Clients', 'Orders', 'Templates', 'Consents'].map((name) => [`${name} 2024-06-15 09.00`, true, 0, [true], true]));
  expect((await addOn.call('segments.recalculate')).clients).toBe(5);
});
