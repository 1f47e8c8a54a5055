/**
 * How executions run and end: service calls and their checks, buffered writes, the kill switch, limits, rights.
 *
 * @jest-environment node
 */
import { createNodeTransport } from '../../../scripts/workbench/node';
import { cells, gates, resetFakes } from './fake-services';
import { Bench } from './fixture';

const SCOPE = 'https://www.googleapis.com/auth/';

let bench: Bench;
beforeAll(() => {
  bench = Bench.create();
});
afterAll(() => bench.dispose());

/** Runs the body of a function and returns `name: message` of what it throws. */
async function failure(body: string): Promise<string> {
  bench.install(`function main() { ${body} }`);
  const { error } = await bench.run('main');
  return error ? `${error.name}: ${error.message}` : 'no error';
}

describe('arguments', () => {
  const cell = "SpreadsheetApp.getActiveSheet().getRange('A1')";

  test.each([
    [`${cell}.setValue();`, "The parameters () don't match the method signature for SpreadsheetApp.Range.setValue."],
    [`${cell}.setValues('x');`, "The parameters (String) don't match the method signature for SpreadsheetApp.Range.setValues."],
    [`${cell}.setValues([1, 2]);`, "The parameters (number[]) don't match the method signature for SpreadsheetApp.Range.setValues."],
    [`${cell}.setBackground({});`, "The parameters ((class)) don't match the method signature for SpreadsheetApp.Range.setBackground."],
    ["SpreadsheetApp.getActiveSheet().getRange('A1', 'x');", "The parameters (String,String) don't match the method signature for SpreadsheetApp.Sheet.getRange."],
    ['SpreadsheetApp.getActiveSheet().getRange(1, NaN);', "The parameters (number,null) don't match the method signature for SpreadsheetApp.Sheet.getRange."],
    ['SpreadsheetApp.openById(5);', "The parameters (number) don't match the method signature for SpreadsheetApp.openById."],
    ['Utilities.formatDate("2024", "GMT", "yyyy");', "The parameters (String,String,String) don't match the method signature for Utilities.formatDate."],
    ['SpreadsheetApp.openById(null);', 'Argument cannot be null: id'],
  ])('%s fails with the platform text', async (body, text) => {
    expect(await failure(body)).toBe(`Exception: ${text}`);
  });

  test('the service of an error is told by a service error thrown by the method itself', async () => {
    expect(await failure(`${cell}.setValues([]);`)).toBe('Exception: The number of rows in the range must be at least 1.');
  });

  test('a fault of the host is called one and is not taken for the script', async () => {
    expect(await failure('SpreadsheetApp.fault();')).toBe('Exception: Fault of the workbench: a fault inside');
  });
});

describe('counting', () => {
  test('calls are counted by member, and navigation apart from counted ones', async () => {
    bench.install(`function main() {
      var sheet = SpreadsheetApp.getActiveSheet();
      sheet.getRange('A1').setValue(1); sheet.getRange('A2').setValue(2); SpreadsheetApp.flush(); sheet.getRange('A1').getValue(); Utilities.base64Encode('x');
    }`);
    const { counts } = await bench.run('main');
    expect(counts.counted).toBe(4);
    expect(counts.navigation).toBe(4);
    expect(counts.other).toBe(1);
    expect(counts.services).toEqual({ SpreadsheetApp: 4 });
    expect(counts.members['SpreadsheetApp.Range.setValue']).toBe(2);
  });

  test('latency moves the virtual clock by the kind of call', async () => {
    const slow = Bench.create({ latencyMs: { read: 200, write: 30 } });
    try {
      slow.install("function main() { var cell = SpreadsheetApp.getActiveSheet().getRange('A1'); cell.setValue(1); cell.getValue(); }");
      expect((await slow.run('main')).durationMs).toBe(230);
    } finally {
      await slow.dispose();
    }
  });
});

describe('buffered writes and the kill switch', () => {
  const CODE = `function main() {
    var sheet = SpreadsheetApp.getActiveSheet();
    try {
      sheet.getRange('A1').setValue('first');   // counted call 1
      SpreadsheetApp.flush();                    // 2
      sheet.getRange('A2').setValue('second');  // 3
      sheet.getRange('A1').getValue();          // 4 drains
      sheet.getRange('A3').setValue('third');   // 5
    } catch (error) { sheet.getRange('B1').setValue('caught'); }
    finally { sheet.getRange('B2').setValue('finally'); SpreadsheetApp.flush(); }
  }`;

  async function killed(killAt: number, moment: 'before' | 'after'): Promise<{ state: string; cells: string[] }> {
    cells.clear();
    bench.install(CODE);
    const record = await bench.run('main', [], { killAt, moment });
    return { state: record.state, cells: [...(cells.get(bench.book.id) ?? new Map<string, unknown>()).keys()] };
  }

  test('a finished execution has written everything', async () => {
    expect(await killed(99, 'before')).toEqual({ state: 'finished', cells: ['A1', 'A2', 'A3', 'B2'] });
  });

  test.each([
    [1, 'before', []], [1, 'after', []], [2, 'before', []], [2, 'after', ['A1']], [3, 'after', ['A1']], [4, 'before', ['A1']], [4, 'after', ['A1', 'A2']], [5, 'after', ['A1', 'A2']],
  ] as const)('killed %s %s: what was not flushed is lost, neither catch nor finally runs', async (killAt, moment, written) => {
    expect(await killed(killAt, moment)).toEqual({ state: 'killed', cells: written });
  });

  test('kill stops an execution that waits in a service call', async () => {
    bench.install("function main() { try { SpreadsheetApp.wait(); } finally { SpreadsheetApp.getActiveSheet().getRange('Z1').setValue('finally'); SpreadsheetApp.flush(); } }");
    const done = bench.run('main', [], { onCall: () => setImmediate(() => bench.workbench.kill(bench.workbench.history.at(-1)?.id ?? '')) });
    expect((await done).state).toBe('killed');
    expect(cells.get(bench.book.id)?.has('Z1') ?? false).toBe(false);
  });
});

test('a large script, which threads keep, begins anew in each execution, and a file that fails before it takes it from none of them', async () => {
  const narrow = Bench.create({ transport: createNodeTransport({ warm: 1 }) });
  const large = { path: 'Large.js', source: `var runs = 0; function main() { runs += 1; return runs; } // ${'x'.repeat(60_000)}` };
  try {
    narrow.install('throw new Error("first");', {}, {}, [large]);
    expect((await narrow.run('main')).error?.message).toBe('first');
    narrow.install('', {}, {}, [large]);
    expect([(await narrow.run('main')).result, (await narrow.run('main')).result]).toEqual([1, 1]);
  } finally {
    await narrow.dispose();
  }
});

describe('limits', () => {
  test('an endless loop is ended in real time with the platform text, and the host stays alive', async () => {
    const strict = Bench.create({ watchdogMs: 300 });
    try {
      strict.install('function main() { try { for (;;) {} } finally { SpreadsheetApp.flush(); } } function next() { return 1; }');
      const record = await strict.run('main');
      expect([record.state, record.error?.message, record.counts.counted]).toEqual(['failed', 'Exceeded maximum execution time', 0]);
      expect((await strict.run('next')).result).toBe(1);
    } finally {
      await strict.dispose();
    }
  });

  test.each([['menu', 360_000], ['trigger', 360_000], ['simpleTrigger', 30_000], ['customFunction', 30_000]] as const)('%s may last %s virtual milliseconds; catch does not see the end', async (kind, limitMs) => {
    bench.install('function main(ms) { try { for (; ms > 0; ms -= 300000) Utilities.sleep(Math.min(ms, 300000)); } catch (error) { return "caught"; } finally { SpreadsheetApp.flush(); } return "done"; }');
    expect((await bench.run('main', [limitMs], { kind })).result).toBe('done');
    const over = await bench.run('main', [limitMs + 1], { kind });
    expect([over.state, over.result, over.error?.message, over.counts.counted]).toEqual(['failed', undefined, 'Exceeded maximum execution time', 0]);
    expect(over.durationMs).toBe(limitMs + 1);
  });

  test('two executions run at once and neither blocks the other', async () => {
    resetFakes();
    bench.install('function main(name) { SpreadsheetApp.wait(); return name; }');
    const [first, second] = [bench.run('main', ['one']), bench.run('main', ['two'])];
    while (gates.open.length < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(gates.waiting).toBe(2);
    gates.open.pop()?.();
    expect((await second).result).toBe('two');
    gates.open.pop()?.();
    expect((await first).result).toBe('one');
  });
});

describe('scopes', () => {
  const CODE = "function mail() { MailApp.sendEmail('a@example.com', 's', 'b'); } function quota() { return MailApp.getRemainingDailyQuota(); } function gmail() { return typeof Gmail; } function open() { SpreadsheetApp.openById('x'); }";

  test('a scope the manifest lacks fails with the platform text, each user can refuse one', async () => {
    const project = bench.install(CODE, { oauthScopes: [`${SCOPE}spreadsheets.currentonly`, `${SCOPE}script.send_mail`] });
    expect((await bench.run('open')).error?.message).toBe(
      `Specified permissions are not sufficient to call SpreadsheetApp.openById. Required permissions: ${SCOPE}spreadsheets`,
    );
    expect((await bench.run('quota')).state).toBe('finished');
    bench.workbench.deny(project.id, 'boris@gmail.com', ['script.send_mail']);
    expect((await bench.run('quota', [], { user: 'boris@gmail.com' })).error?.message).toBe(
      `Specified permissions are not sufficient to call MailApp.getRemainingDailyQuota. Required permissions: ${SCOPE}script.send_mail`,
    );
    expect((await bench.run('quota', [], { user: 'anna@gmail.com' })).state).toBe('finished');
    bench.workbench.grant(project.id, 'boris@gmail.com', ['script.send_mail']);
    expect((await bench.run('quota', [], { user: 'boris@gmail.com' })).state).toBe('finished');
  });

  test('an advanced service exists only when the manifest enables it', async () => {
    bench.install(CODE, {});
    expect((await bench.run('gmail')).result).toBe('undefined');
    bench.install(CODE, { dependencies: { enabledAdvancedServices: [{ userSymbol: 'Gmail', serviceId: 'gmail', version: 'v1' }] } });
    expect((await bench.run('gmail')).result).toBe('object');
  });
});

describe('authorisation modes', () => {
  const CODE = `function main() {
    return [
      function () { return SpreadsheetApp.getActive().getId(); }, function () { return PropertiesService.getDocumentProperties(); }, function () { return UrlFetchApp.fetch('http://127.0.0.1:1/'); },
      function () { return MailApp.getRemainingDailyQuota(); }, function () { return SpreadsheetApp.getUi().createAddonMenu(); }, function () { return Session.getActiveUserLocale(); }, function () { return Utilities.getUuid(); },
    ].map(function (call) { try { call(); return 'ok'; } catch (error) { return /permission/.test(error.message) ? 'refused' : 'ok'; } });
  }`;

  test.each([
    ['NONE', ['refused', 'refused', 'refused', 'refused', 'ok', 'ok', 'ok']],
    ['LIMITED', ['ok', 'ok', 'refused', 'refused', 'ok', 'ok', 'ok']],
    ['CUSTOM_FUNCTION', ['ok', 'ok', 'ok', 'refused', 'refused', 'ok', 'ok']],
    ['FULL', ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok']],
  ] as const)('%s allows what the table of the platform says', async (authMode, expected) => {
    bench.install(CODE);
    expect((await bench.run('main', [], { authMode })).result).toEqual(expected);
  });

  test('the sandbox of custom functions names the call or the service it refuses', async () => {
    bench.install(`function main() {
      return [function () { SpreadsheetApp.getActiveSheet().getRange('A1').setValue(1); }, function () { MailApp.sendEmail('a@b.c', 's', 'b'); }, function () { SpreadsheetApp.getUi().alert('x'); }]
        .map(function (call) { try { call(); return 'ok'; } catch (error) { return error.message; } });
    }`);
    expect((await bench.run('main', [], { kind: 'customFunction' })).result).toEqual([
      'You do not have permission to call setValue', 'You do not have permission to call MailApp service.', 'You do not have permission to call SpreadsheetApp service.',
    ]);
  });
});

test('an execution that fails while its writes are sent fails as a whole', async () => {
  bench.install("function main() { SpreadsheetApp.getActiveSheet().getRange('A1').setValue(1); throw new TypeError('late'); }");
  cells.clear();
  const record = await bench.run('main');
  expect([record.state, record.error?.name, record.error?.message]).toEqual(['failed', 'TypeError', 'late']);
  expect(record.error?.stack).toContain('Code:1');
});
