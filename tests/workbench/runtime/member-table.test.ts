/** The table of emulated members and the signature table behind the checks. */
import { absentMembers, members, memberTableMarkdown, ServiceObject, SERVICES, type MemberTable } from '../../../scripts/workbench/node';
import { buildSignatureTable } from '../../../scripts/workbench/runtime/signatures-generator-node';

class Lock extends ServiceObject {
  static readonly interfaceName = 'Lock.Lock';
  static readonly members: MemberTable = { ...members('lock', 'exact', ['tryLock', 'hasLock']), ...members('lock', { partial: 'waits | on the virtual clock' }, ['waitLock']) };
}

test('the table tells exact, partial with the difference, and absent members of a class', () => {
  expect(memberTableMarkdown([{ globals: {}, classes: [Lock] }])).toBe([
    '### LockService.Lock', '', '**Exact (2)**: `hasLock`, `tryLock`', '', '| Partial | How it differs |', '| --- | --- |', '| `waitLock` | waits \\| on the virtual clock |', '',
    '**Absent (1)**: `releaseLock`',
  ].join('\n'));
  expect(absentMembers([{ globals: {}, classes: [Lock] }])).toEqual({ 'LockService.Lock': ['releaseLock'] });
});

test('every emulated member exists on its class, and Google declares almost all of them', () => {
  const table = buildSignatureTable();
  const classes = SERVICES.flatMap((module) => [...Object.values(module.globals), ...Object.values(module.advanced ?? {}), ...module.classes]);
  expect(classes.length).toBeGreaterThan(20);
  const missing = classes.flatMap((one) => Object.keys(one.members).filter((name) => !(name in one.prototype)).map((name) => `${one.interfaceName}.${name}`));
  // Not on the prototype: constants of MimeType, collections of advanced services (set in constructors), and what HtmlTemplate does inside the script's realm.
  expect(missing.filter((name) => !/MimeType|Gmail|^HTML\.(?:HtmlTemplate\.evaluate|HtmlService\.initTemplate)$/.test(name))).toEqual([]);
  const unknown = classes.filter((one) => table.interfaces[one.interfaceName] === undefined).map((one) => one.interfaceName);
  expect(unknown).toEqual([]);
});

test('the signature table knows overloads, enums, parents and services of the declarations', () => {
  const table = buildSignatureTable();
  expect(table.globals['SpreadsheetApp']).toBe('Spreadsheet.SpreadsheetApp');
  expect(table.advanced['Gmail']).toBe('Gmail');
  expect(table.interfaces['Spreadsheet.Sheet']?.methods['getRange']?.overloads.map((overload) => overload.length).sort()).toEqual([1, 2, 3, 4]);
  expect(table.interfaces['Spreadsheet.SpreadsheetApp']?.enums['WrapStrategy']).toBe('Spreadsheet.WrapStrategy');
  expect(table.enums['Spreadsheet.WrapStrategy']).toEqual(['WRAP', 'OVERFLOW', 'CLIP']);
  for (const name of ['Base.Blob', 'Gmail.GmailAttachment', 'HTML.HtmlOutput', 'URL_Fetch.HTTPResponse', 'Spreadsheet.EmbeddedChart']) {
    expect(table.interfaces[name]?.parents).toContain('Base.BlobSource');
  }
  expect(table.interfaces['Spreadsheet.Range']?.parents).toEqual([]);
  expect(table.interfaces['Utilities.Utilities']?.methods['formatDate']?.overloads[0]?.map(({ type }) => type)).toEqual(['d', 's', 's']);
  expect(table.interfaces['Script.ClockTriggerBuilder']?.methods['at']?.overloads).toEqual([[{ name: 'date', type: 'd' }]]);
  expect(table.interfaces['Spreadsheet.Range']?.methods['setBackgroundColor']).toEqual(table.interfaces['Spreadsheet.Range']?.methods['setBackground']);
  expect(table.interfaces['Spreadsheet.Range']?.methods['setWrapStrategy']?.overloads).toEqual([[{ name: 'strategy', type: 'e:Spreadsheet.WrapStrategy' }]]);
});
