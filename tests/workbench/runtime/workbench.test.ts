/** The workbench as a whole: windows, menus, triggers on the virtual clock, custom functions, users, snapshots. */
import { timeZone, nextFiring, type Json, type MenuItem } from '../../../scripts/workbench/node';
import { cells } from './fake-services';
import { Bench } from './fixture';

const CODE = `
function onOpen(e) {
  SpreadsheetApp.getUi().createAddonMenu().addItem('Start', 'start').addItem('Ask', 'ask').addToUi();
  return [String(e.authMode), e.source ? e.source.getId() : null];
}
function onEdit(e) { return [e.value, e.oldValue, e.range.getA1Notation(), String(e.authMode)]; }
function start() { SpreadsheetApp.getActive().toast('started'); return Session.getActiveUser().getEmail(); }
function ask() { return SpreadsheetApp.getUi().alert('Sure?'); }
function install() {
  ScriptApp.newTrigger('tick').timeBased().everyHours(1).create();
  ScriptApp.newTrigger('edited').forSpreadsheet(SpreadsheetApp.getActive()).onEdit().create();
}
function tick(e) { PropertiesService.getScriptProperties().setProperty('last', new Date().toISOString()); return [e.hour, e.minute, e.timezone, Session.getEffectiveUser().getEmail()]; }
function edited(e) { return e.value; }
function last() { return PropertiesService.getScriptProperties().getProperty('last'); }
/**
 * Doubles a number,
 * or a column of them.
 * @param {number[][]} values  Numbers to double
 * @param {string=} mode how
 * @return {number[][]} doubled
 * @customfunction
 */
function DOUBLE(values, mode) { return Array.isArray(values) ? values.map(function (row) { return [row[0] * 2]; }) : values * 2; }
/** @customfunction */
function FAILS() {
  throw new Error('bad input');
}
/** @customfunction */
function NEXTDAY(date) { return new Date(date.getTime() + 86400000); }
/** @customfunction */
function WRITES() { SpreadsheetApp.getActiveSheet().getRange('A1').setValue(1); }
/** @customfunction */
function NOTNUMBER() { return 0 / 0; }
/** @customfunction */
function ENDLESS() { Utilities.sleep(30001); return 1; }
`;

const at = (row: number, column: number): { row: number; column: number; rowCount: number; columnCount: number } => ({ row, column, rowCount: 1, columnCount: 1 });

describe('windows, menus and questions', () => {
  let bench: Bench;
  beforeEach(() => {
    bench = Bench.create({ clock: '2024-01-15T09:10:00Z' });
  });
  afterEach(() => bench.dispose());

  test('opening a bound book runs onOpen in LIMITED mode and shows its menu; a click runs the function as the person', async () => {
    bench.install(CODE);
    const toasts: string[] = [];
    bench.workbench.events.toast = (toast) => toasts.push(`${toast.userEmail}: ${toast.message}`);
    const [opened] = await bench.workbench.openBook(bench.book.id, 'boris@gmail.com');
    expect(opened).toMatchObject({ state: 'finished', kind: 'simpleTrigger', authMode: 'LIMITED', result: ['LIMITED', bench.book.id] });
    const [menu] = bench.workbench.menus('boris@gmail.com');
    expect(menu?.entries.map((entry) => (entry as MenuItem).caption)).toEqual(['Start', 'Ask']);
    expect(bench.workbench.menus('anna@gmail.com')).toEqual([]);
    const clicked = await bench.workbench.clickMenu(['Test', 'Start'], 'boris@gmail.com');
    expect(clicked).toMatchObject({ state: 'finished', kind: 'menu', authMode: 'FULL', result: 'boris@gmail.com', userEmail: 'boris@gmail.com' });
    expect(toasts).toEqual(['boris@gmail.com: started']);
    expect(() => bench.workbench.clickMenu(['Test', 'Stop'], 'boris@gmail.com')).toThrow('There is no menu item "Test › Stop".');
  });

  test('an alert waits for the answer; without anyone to answer it is closed', async () => {
    bench.install(CODE);
    await bench.workbench.openBook(bench.book.id);
    expect((await bench.workbench.clickMenu(['Test', 'Ask'])).result).toBe('CLOSE');
    bench.workbench.events.respond = (question) => Promise.resolve({ button: question.prompt === 'Sure?' ? 'OK' : 'NO', text: '' });
    expect((await bench.workbench.clickMenu(['Test', 'Ask'])).result).toBe('OK');
  });

  test('a published add-on opens in NONE until someone used it in the document, an unpublished one in LIMITED', async () => {
    const project = bench.install(CODE, {}, { form: 'addon', published: true });
    const modes = async (): Promise<unknown[]> => (await bench.workbench.openBook(bench.book.id)).map((record) => record.result);
    expect(await modes()).toEqual([['NONE', null]]);
    await bench.workbench.clickMenu(['Test', 'Start']);
    expect(await modes()).toEqual([['LIMITED', bench.book.id]]);
    bench.install(CODE, {}, { form: 'addon', published: false, projectId: project.id });
    const other = bench.workbench.createBook({ name: 'Other' });
    expect((await bench.workbench.openBook(other.id)).map((record) => record.authMode)).toEqual(['LIMITED']);
  });

  test('an edit by hand runs onEdit and the installed trigger of its creator; a write by a script runs neither', async () => {
    bench.install(CODE);
    await bench.workbench.openBook(bench.book.id);
    await bench.run('install', [], { kind: 'menu' });
    const sheet = bench.book.sheets()[0];
    await bench.workbench.typeCell(sheet?.id ?? 0, 0, 0, '5');
    const records = await bench.workbench.typeCell(sheet?.id ?? 0, 0, 0, '7');
    expect(records.map((record) => [record.functionName, record.result])).toEqual([['onEdit', ['7', '5', 'R1C1', 'LIMITED']], ['edited', '7']]);
    const before = bench.workbench.history.length;
    await bench.run('start');
    expect(bench.workbench.history.length).toBe(before + 1);
  });
});

describe('the clock', () => {
  test('advancing it fires each due trigger at its own moment, as the one who installed it', async () => {
    const bench = Bench.create({ clock: '2024-01-15T09:10:00Z' });
    try {
      bench.install(CODE, { timeZone: 'Asia/Vladivostok' });
      await bench.run('install', [], { user: 'boris@gmail.com' });
      const records = await bench.workbench.clock.advance(3 * 3_600_000);
      expect(records.map((record) => [record.kind, record.authMode, record.result])).toEqual([
        ['trigger', 'FULL', [20, 10, 'Asia/Vladivostok', 'boris@gmail.com']],
        ['trigger', 'FULL', [21, 10, 'Asia/Vladivostok', 'boris@gmail.com']],
        ['trigger', 'FULL', [22, 10, 'Asia/Vladivostok', 'boris@gmail.com']],
      ]);
      expect(bench.workbench.clock.now()).toBe(Date.parse('2024-01-15T12:10:00Z'));
      expect((await bench.run('last')).result).toBe('2024-01-15T12:10:00.000Z');
    } finally {
      await bench.dispose();
    }
  });

  test('daily, weekly and monthly schedules hold local hours across DST', () => {
    const zone = timeZone('America/New_York');
    const now = Date.parse('2024-03-09T20:00:00Z');
    const iso = (ms: number): string => new Date(ms).toISOString();
    expect(iso(nextFiring({ every: 'days', count: 1, hour: 9, minute: 0 }, now, zone, 'x'))).toBe('2024-03-10T13:00:00.000Z');
    expect(iso(nextFiring({ every: 'days', count: 1, hour: 9, minute: 0 }, Date.parse('2024-03-08T20:00:00Z'), zone, 'x'))).toBe('2024-03-09T14:00:00.000Z');
    expect(iso(nextFiring({ every: 'weeks', count: 1, weekDay: 'MONDAY', hour: 9, minute: 30 }, now, zone, 'x'))).toBe('2024-03-11T13:30:00.000Z');
    expect(iso(nextFiring({ every: 'month', monthDay: 31, hour: 9, minute: 0 }, Date.parse('2024-03-31T20:00:00Z'), zone, 'x'))).toBe('2024-04-30T13:00:00.000Z');
    const free = nextFiring({ every: 'days', count: 1, hour: 9, minute: null }, now, zone, 'some id');
    expect(free).toBe(nextFiring({ every: 'days', count: 1, hour: 9, minute: null }, now, zone, 'some id'));
    expect(new Date(zone.toLocal(free)).getUTCHours()).toBe(9);
  });
});

describe('custom functions', () => {
  let bench: Bench;
  beforeAll(() => {
    bench = Bench.create({ timeZone: 'Europe/Moscow' });
    bench.install(CODE, { timeZone: 'America/New_York' });
  });
  afterAll(() => bench.dispose());

  async function formula(text: string): Promise<{ value: unknown; message: string | null }> {
    const sheet = bench.book.sheets()[0];
    if (!sheet) throw new Error('The book has no sheet.');
    sheet.type(0, 5, text);
    await bench.workbench.engine.settle();
    return { value: sheet.read(at(0, 5))[0]?.[0]?.value, message: sheet.errorMessage(0, 5) };
  }

  test('values, ranges and spills go through an execution of their own', async () => {
    const sheet = bench.book.sheets()[0];
    sheet?.type(0, 0, '1');
    sheet?.type(1, 0, '2');
    expect((await formula('=double(21)')).value).toBe(42);
    expect((await formula('=SUM(DOUBLE(A1:A2))')).value).toBe(6);
    expect(bench.workbench.history.at(-1)).toMatchObject({ kind: 'customFunction', authMode: 'CUSTOM_FUNCTION', functionName: 'DOUBLE' });
  });

  test('dates are days of the spreadsheet, whatever the zone of the script', async () => {
    const serial = (Date.UTC(2024, 2, 11) - Date.UTC(1899, 11, 30)) / 86_400_000;
    expect((await formula('=NEXTDAY(DATE(2024,3,10))')).value).toBe(serial);
  });

  test.each([
    ['=FAILS()', /^Error: bad input \(line \d+\)\.$/], ['=WRITES()', /^Exception: You do not have permission to call setValue \(line \d+\)\.$/],
    ['=NOTNUMBER()', /^Result was not a number\.$/], ['=ENDLESS()', /^Exceeded maximum execution time \(line 0\)\.$/],
  ])('%s shows its text', async (text, message) => {
    const shown = await formula(text);
    expect(String(shown.value)).toMatch(/^#/);
    expect(shown.message).toMatch(message);
  });
});

test('a snapshot restores books, properties, triggers, grants, projects, mail and the clock', async () => {
  const bench = Bench.create({ clock: '2024-01-15T09:10:00Z' });
  const other = Bench.create();
  try {
    const project = bench.install(CODE);
    bench.book.sheets()[0]?.type(0, 0, 'kept');
    await bench.run('install');
    await bench.workbench.clock.advance(3_600_000);
    bench.workbench.deny(project.id, 'boris@gmail.com', 'all');
    const saved = JSON.parse(JSON.stringify(bench.workbench.snapshot())) as Json;
    other.workbench.restore(saved);
    expect(other.workbench.clock.now()).toBe(bench.workbench.clock.now());
    expect(other.workbench.engine.books().map((book) => book.sheets()[0]?.read(at(0, 0))[0]?.[0]?.value)).toEqual(['kept']);
    expect(other.workbench.projects.map((each) => each.id)).toEqual([project.id]);
    expect(other.workbench.triggers).toEqual(bench.workbench.triggers);
    expect((await other.run('last')).result).toBe('2024-01-15T10:10:00.000Z');
    expect((await other.run('last', [], { user: 'boris@gmail.com' })).state).toBe('finished');
    expect((await other.run('start', [], { user: 'boris@gmail.com' })).error?.message).toContain('Specified permissions are not sufficient');
    expect(await other.workbench.clock.advance(3_600_000)).toHaveLength(1);
  } finally {
    await bench.dispose();
    await other.dispose();
  }
});

test('a copy of a book carries the script, but none of its properties, triggers, deployment or grants', async () => {
  const bench = Bench.create();
  try {
    const project = bench.install(CODE, { webapp: { access: 'ANYONE_ANONYMOUS', executeAs: 'USER_DEPLOYING' } });
    bench.workbench.deployWebApp();
    await bench.run('tick', [{}]);
    const { book, projectId } = bench.workbench.copyBook(bench.book.id);
    const copy = bench.workbench.projects.find((each) => each.id === projectId);
    expect(copy).toMatchObject({ boundBookId: book.id, webAppUrl: null, form: 'bound' });
    expect(projectId).not.toBe(project.id);
    expect((await bench.run('start', [], { projectId: projectId ?? '' })).error?.message).toContain('Specified permissions are not sufficient');
    bench.workbench.grant(projectId ?? '', '*', 'all');
    expect((await bench.run('last', [], { projectId: projectId ?? '' })).result).toBeNull();
    expect(typeof (await bench.run('last', [], { projectId: project.id })).result).toBe('string');
  } finally {
    await bench.dispose();
  }
});

test('pushing again keeps the project: its id, deployment, grants and properties', async () => {
  const bench = Bench.create();
  try {
    const first = bench.install(CODE);
    const url = bench.workbench.deployWebApp();
    await bench.run('tick', [{}]);
    const again = bench.install(`${CODE}\nfunction added() { return 'new'; }`, {}, { projectId: first.id });
    expect([again.id, again.webAppUrl]).toEqual([first.id, url]);
    expect((await bench.run('added')).result).toBe('new');
    expect(typeof (await bench.run('last')).result).toBe('string');
    expect(cells.size).toBe(0);
  } finally {
    await bench.dispose();
  }
});

test('only syntax that Google saves is installed: newer forms are refused with its text, line and file', () => {
  const bench = Bench.create();
  const install = (code: string): unknown => bench.install(`var first = 1;\n${code}`);
  const refusals: [string, string][] = [
    ['class A { size = 1; }', 'ParseError: Unexpected token ='],
    ['class A { size; }', 'ParseError: Unexpected token ;'],
    ['class A { static size = 1; }', 'ParseError: Unexpected token ='],
    ['class A { static { first = 2; } }', 'ParseError: Unexpected token {'],
    ['class A { #size; }', 'ParseError: Unexpected token ILLEGAL'],
    ['first ??= 1;', 'ParseError: Unexpected token ='],
    ['first ||= 1;', 'ParseError: Unexpected token ='],
    ['first &&= 1;', 'ParseError: Unexpected token ='],
    ['first = 10n;', 'ParseError: Unexpected token ILLEGAL'],
    ['first = 1_000;', 'ParseError: Unexpected token ILLEGAL'],
    ['if (first { }', 'ParseError: Unexpected token {'],
    ['function (', 'ParseError: Unexpected token ('],
    ['let twice; let twice;', "SyntaxError: Identifier 'twice' has already been declared"],
  ];
  for (const [code, text] of refusals) expect(() => install(code)).toThrow(`Syntax error: ${text} line: 2 file: Code.js`);
  expect(() => install('async function f(a, ...rest) { const { b, ...c } = a ?? {}; try { return [...rest, b?.c, 2 ** 3, /(?<y>x)\\p{L}/su]; } catch { return `${await c}`; } }')).not.toThrow();
  return bench.dispose();
});

describe('add-ons and functions of Sheets', () => {
  let bench: Bench;
  beforeAll(() => {
    bench = Bench.create();
  });
  afterAll(() => bench.dispose());

  test('installing an add-on in a document runs onInstall with FULL and enables it there', async () => {
    const project = bench.install('function onInstall(e) { return [String(e.authMode), Session.getActiveUser().getEmail()].concat(onOpen(e)); } function onOpen(e) { return [String(e.authMode)]; }',
      {}, { form: 'addon', published: true });
    const [installed] = await bench.workbench.installAddOn(project.id, bench.book.id, 'boris@gmail.com');
    expect(installed).toMatchObject({ functionName: 'onInstall', authMode: 'FULL', state: 'finished', result: ['FULL', 'boris@gmail.com', 'FULL'] });
    expect((await bench.workbench.openBook(bench.book.id)).map((record) => record.result)).toEqual([['LIMITED']]);
  });

  test('a custom function never takes the place of a function of Sheets, nor takes it away', async () => {
    const sum = async (): Promise<unknown> => {
      bench.book.sheets()[0]?.type(5, 5, '=SUM(1,2)');
      await bench.workbench.engine.settle();
      return bench.book.sheets()[0]?.read(at(5, 5))[0]?.[0]?.value;
    };
    bench.install('/** @customfunction */ function sum() { return -1; }');
    expect(await sum()).toBe(3);
    bench.install('function main() {}');
    expect(await sum()).toBe(3);
  });

  test('nor is one of that name called where the engine lacks the function, as in Sheets', async () => {
    bench.install('/** @customfunction */ function GOOGLETRANSLATE(text) { return "mine"; }');
    bench.book.sheets()[0]?.type(6, 6, '=GOOGLETRANSLATE("x")');
    await bench.workbench.engine.settle();
    expect(bench.book.sheets()[0]?.read(at(6, 6))[0]?.[0]?.value).not.toBe('mine');
  });
});
