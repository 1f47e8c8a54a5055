/**
 * The realm a script runs in: the language only, Google's globals, dates of the script's zone on the virtual clock.
 *
 * @jest-environment node
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { Bench } from './fixture';

let bench: Bench;
beforeAll(() => {
  bench = Bench.create({ clock: '2024-03-30T22:30:00Z' });
});
afterAll(() => bench.dispose());

const ABSENT = [
  'setTimeout', 'setInterval', 'clearTimeout', 'setImmediate', 'queueMicrotask', 'fetch', 'Headers', 'Request', 'Response', 'FormData', 'File', 'Blob', 'URL', 'URLSearchParams',
  'TextEncoder', 'TextDecoder', 'ReadableStream', 'DOMException', 'atob', 'btoa', 'crypto', 'performance', 'window', 'self', 'navigator', 'process', 'Buffer', 'require', 'module',
  'global', 'structuredClone', 'importScripts', 'postMessage', 'Worker', 'AbortController', 'Event', 'EventTarget', 'guest_', 'GUEST_SOURCE',
];

test('nothing of the machine or the browser is there', async () => {
  const found = await bench.evaluate(`function main(names) { return names.filter(function (name) { return typeof globalThis[name] !== 'undefined'; }); }`, [ABSENT]);
  expect(found).toEqual([]);
});

test('the global object holds the language, the services, console and the script, and nothing else', async () => {
  const names = (await bench.evaluate('var own = 1; function main() { return Object.getOwnPropertyNames(globalThis); }')) as string[];
  const language = new Set(Object.getOwnPropertyNames(globalThis));
  const foreign = names.filter((name) => !language.has(name) && !/(App|Service|Properties)$/.test(name));
  expect(foreign.sort()).toEqual(['Browser', 'Charts', 'Jdbc', 'Logger', 'Maps', 'MimeType', 'Session', 'Utilities', 'main', 'own'].filter((name) => foreign.includes(name)));
  expect(names).toEqual(expect.arrayContaining(['SpreadsheetApp', 'console', 'main', 'own', 'Intl', 'WebAssembly']));
});

test('the host is not reachable through functions and errors of services', async () => {
  const result = await bench.evaluate(`function main() {
    var ways = [SpreadsheetApp.getActive, SpreadsheetApp, console.log, Date];
    try { SpreadsheetApp.openById(); } catch (error) { ways.push(error); }
    return ways.map(function (way) { return way.constructor.constructor('return typeof process + typeof require + typeof setTimeout')(); });
  }`);
  expect(new Set(result as string[])).toEqual(new Set(['undefinedundefinedundefined']));
});

test('values made by services are of the script realm', async () => {
  const result = await bench.evaluate(`function main(given) {
    var rows = SpreadsheetApp.big(1);
    var error; try { SpreadsheetApp.getActiveSheet().getRange(); } catch (thrown) { error = thrown; }
    return [rows instanceof Array, rows[0] instanceof Array, rows[0][2] instanceof Date, given instanceof Date, error instanceof Error, error.name, String(error)];
  }`, [new Date(0)]);
  expect(result).toEqual([true, true, true, true, true, 'Exception', "Exception: The parameters () don't match the method signature for SpreadsheetApp.Sheet.getRange."]);
});

test('the same service object is the same object in the script, and its methods cannot be replaced', async () => {
  const result = await bench.evaluate(`function main() {
    var range = SpreadsheetApp.getActiveSheet().getRange('A1');
    range.getValue = function () { return 'mine'; };
    return [range.setValue('x') === range, range.getValue(), SpreadsheetApp === SpreadsheetApp, String(range), JSON.stringify({ range: range })];
  }`);
  expect(result).toEqual([true, 'x', true, 'Range', '{"range":{}}']);
});

test('enums behave as on Google: names as text and JSON, ordinals, identity', async () => {
  const result = await bench.evaluate(`function main() {
    var clip = SpreadsheetApp.WrapStrategy.CLIP;
    return [String(clip), JSON.stringify([clip]), clip.ordinal(), clip === SpreadsheetApp.WrapStrategy.CLIP, SpreadsheetApp.echo(clip) === clip, '' + SpreadsheetApp.BorderStyle.SOLID];
  }`);
  expect(result).toEqual(['CLIP', '["CLIP"]', 2, true, true, 'SOLID']);
});

test('a member the host lacks throws "not emulated"', async () => {
  const result = await bench.evaluate(`function main() {
    function text(call) { try { return String(call()); } catch (error) { return error.message; } }
    var range = SpreadsheetApp.getActiveSheet().getRange('A1');
    return [text(function () { return range.randomize(); }), text(function () { return range.noSuchThing; }), text(function () { return DriveApp.getFiles(); }), typeof range.then];
  }`);
  expect(result).toEqual(['not emulated: Range.randomize', 'not emulated: Range.noSuchThing', 'not emulated: DriveApp.getFiles', 'undefined']);
});

test('const, class and function of one file are seen in another, and promises settle', async () => {
  bench.install('const ONE = 1; class Two { value() { return 2; } } function three() { return 3; }', {}, {}, [
    { path: 'Second.js', source: 'async function main() { await null; return [ONE, new Two().value(), three()]; }' },
  ]);
  expect((await bench.run('main')).result).toEqual([1, 2, 3]);
});

test('Math.random repeats with the seed of the workbench', async () => {
  const draw = async (seed: number): Promise<unknown> => {
    const other = Bench.create({ seed });
    try {
      return await other.evaluate('function main() { return [Math.random(), Math.random()]; }');
    } finally {
      await other.dispose();
    }
  };
  const [first, again, different] = [await draw(5), await draw(5), await draw(6)];
  expect(again).toEqual(first);
  expect(different).not.toEqual(first);
});

const DATES = `function main() {
  var moment = new Date(2024, 2, 10, 2, 30, 15, 7);
  var later = new Date(2024, 10, 3, 1, 30);
  var set = new Date(Date.UTC(2024, 0, 31, 12)); set.setMonth(1); set.setHours(0, 0, 0, 0);
  return [
    moment.toISOString(), later.toISOString(), String(new Date(0)), new Date(0).getHours(), new Date(0).getTimezoneOffset(), set.toISOString(), new Date('2024-07-01T10:00:00').toISOString(),
    new Date('2024-07-01').toISOString(), new Date('Jul 1, 2024 10:00').toISOString(), new Date('2024-07-01 10:00 GMT+0300').toISOString(), new Date(99, 0).getFullYear(), new Date(NaN).getDate(),
    new Date(1e12).toLocaleString(), new Date(1e12).toLocaleDateString('ru-RU'), new Intl.DateTimeFormat('en-US', { hour: 'numeric' }).format(new Date(1e12)), Intl.DateTimeFormat().resolvedOptions().timeZone,
    new Date(-2208988800000).getMinutes(), new Date() instanceof Date, Object.prototype.toString.call(new Date()), (1234.5).toLocaleString(), Date.length, typeof Date(), new Date(new Date(5)).getTime(),
  ];
}`;

test.each([
  ['Asia/Vladivostok', ['2024-03-09T16:30:15.007Z', '2024-11-02T15:30:00.000Z', 'Thu Jan 01 1970 10:00:00 GMT+1000 (Vladivostok Standard Time)', 10, -600]],
  // 02:30 does not exist on 10 March: moved on by the gap; 01:30 on 3 November occurs twice: the first one.
  ['America/New_York', ['2024-03-10T07:30:15.007Z', '2024-11-03T05:30:00.000Z', 'Wed Dec 31 1969 19:00:00 GMT-0500 (Eastern Standard Time)', 19, 300]],
  ['Europe/Moscow', ['2024-03-09T23:30:15.007Z', '2024-11-02T22:30:00.000Z', 'Thu Jan 01 1970 03:00:00 GMT+0300 (Moscow Standard Time)', 3, -180]],
])('local times of Date are those of the script zone %s', async (zone, expected) => {
  const result = (await bench.evaluate(DATES, [], { timeZone: zone })) as unknown[];
  expect(result.slice(0, 5)).toEqual(expected);
  expect(result[7]).toBe('2024-07-01T00:00:00.000Z');
  expect(result[9]).toBe('2024-07-01T07:00:00.000Z');
  expect(result.slice(10, 12)).toEqual([1999, Number.NaN]);
  expect(result[15]).toBe(zone);
  expect(result.slice(17)).toEqual([true, '[object Date]', '1,234.5', 7, 'string', 5]);
});

test('the zone of the machine changes nothing', async () => {
  const script = `
    const w = require(${JSON.stringify(path.resolve('.cache/workbench/node.cjs'))});
    (async () => {
      const bench = w.createWorkbench({ engine: w.createEngine(), transport: w.createNodeTransport({ warm: 1 }), services: w.SERVICES, clock: '2024-03-30T22:30:00Z' });
      bench.install([{ path: 'appsscript.json', source: '{"timeZone":"America/New_York"}' }, { path: 'Code.js', source: process.env.CODE }]);
      process.stdout.write(JSON.stringify((await bench.run('main')).result));
      await bench.dispose(); bench.engine.dispose();
    })();`;
  const bundle = require.resolve('../../../scripts/workbench/node');
  const inZone = (zone: string): string => spawnSync(process.execPath, ['-e', script.replace(path.resolve('.cache/workbench/node.cjs'), bundle)], {
    env: { ...process.env, TZ: zone, CODE: DATES }, encoding: 'utf8',
  }).stdout;
  const [kiritimati, stJohns] = [inZone('Pacific/Kiritimati'), inZone('America/St_Johns')];
  expect(kiritimati).toContain('2024-03-10T07:30:15.007Z');
  expect(stJohns).toBe(kiritimati);
});

test('threads kept for the next workbench let the process end', () => {
  const script = `void require(${JSON.stringify(path.resolve('.cache/workbench/node.cjs'))}).createNodeTransport().dispose();`;
  expect(spawnSync(process.execPath, ['-e', script], { timeout: 20_000 }).status).toBe(0);
});

test('every hour of a year with DST agrees with Intl', async () => {
  const wrong = await bench.evaluate(`function main() {
    var format = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric' });
    var wrong = [];
    for (var time = Date.UTC(2024, 0, 1); time < Date.UTC(2025, 0, 1); time += 3600000) {
      var date = new Date(time);
      var text = (date.getMonth() + 1) + '/' + date.getDate() + '/' + date.getFullYear() + ', ' + ('0' + date.getHours()).slice(-2);
      if (text !== format.format(date)) wrong.push(text);
      var back = new Date(date.getFullYear(), date.getMonth(), date.getDate(), date.getHours()).getTime();
      if (back !== time && back !== time - 3600000) wrong.push(time);
    }
    return wrong;
  }`, [], { timeZone: 'America/New_York' });
  expect(wrong).toEqual([]);
});

test('the clock is the virtual one, sleep moves it, and a loop that waits for it ends', async () => {
  const other = Bench.create({ clock: '2024-01-15T09:00:00Z' });
  try {
    const result = await other.evaluate(`function main() {
      var first = new Date().toISOString(); Utilities.sleep(61000); var second = new Date().toISOString();
      var start = Date.now(); var looks = 0; while (Date.now() - start < 50) looks += 1;
      return [first, second, looks > 1000];
    }`);
    expect(result).toEqual(['2024-01-15T09:00:00.000Z', '2024-01-15T09:01:01.000Z', true]);
    expect(other.workbench.clock.now()).toBeGreaterThanOrEqual(Date.parse('2024-01-15T09:01:01Z'));
  } finally {
    await other.dispose();
  }
});

test('console lines come with their severity, objects are shown readably', async () => {
  bench.install(`function main() { console.log('%s is %d', 'it', 4, { a: [1, 'x'] }); console.warn(null); console.error(new Error('bad').message); console.time('t'); console.timeEnd('t'); }`);
  const { log } = await bench.run('main');
  expect(log.map((line) => [line.severity, line.text.replace(/\d+ms$/, 'ms')])).toEqual([
    ['debug', "it is 4 { a: [ 1, 'x' ] }"], ['warning', 'null'], ['error', 'bad'], ['debug', 't: ms'],
  ]);
});
