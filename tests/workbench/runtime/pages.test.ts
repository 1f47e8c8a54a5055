/** Pages of scripts: google.script.run with its rules, and web apps over real HTTP. */
import { declaredFunctions, prepareArguments, serveWebApps, type Json, type WebAppServer } from '../../../scripts/workbench/node';
import { gates } from './fake-services';
import { Bench } from './fixture';

const CODE = `
function open() { SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput('<!DOCTYPE html><html><head></head><body>hi</body></html>').setTitle('Side')); }
function echo(value) { return value; }
function dated() { return { rows: [1, new Date(0)] }; }
function odd() { return { map: new Map([[1, 2]]), gone: undefined, list: [undefined, NaN], text: 'x' }; }
function nothing() {}
function hidden_() { return 'secret'; }
function fails() { throw new RangeError('too far'); }
function refused() { SpreadsheetApp.openById(); }
function wait() { SpreadsheetApp.wait(); return 1; }
function who() { return [Session.getActiveUser().getEmail(), Session.getEffectiveUser().getEmail(), SpreadsheetApp.getActive() !== null]; }
var arrow = function () { return 'not declared'; };
(function () { globalThis.hung = function () { return 'hung'; }; })();
`;

describe('google.script.run on the server side', () => {
  let bench: Bench;
  let pageId: string;

  beforeAll(async () => {
    bench = Bench.create();
    bench.install(CODE);
    await bench.workbench.openBook(bench.book.id);
    await bench.run('open', [], { kind: 'menu' });
    pageId = bench.workbench.pages[0]?.id ?? '';
  });
  afterAll(() => bench.dispose());

  const call = (name: string, ...args: Json[]): Promise<unknown> => bench.workbench.rpc(pageId, name, args);

  test('the sidebar is open with the client in front of its own scripts', () => {
    expect(bench.workbench.pages).toMatchObject([{ place: 'sidebar', title: 'Side' }]);
    const html = bench.workbench.pageHtml(pageId);
    expect(html.indexOf('google')).toBeGreaterThan(html.indexOf('<head>'));
    expect(html.indexOf('google')).toBeLessThan(html.indexOf('<body>'));
  });

  test('plain values go both ways; keys ending in two underscores never arrive', async () => {
    expect(await call('echo', { a: [1, 'x', null, true], secret__: 1 })).toEqual({ ok: true, value: { a: [1, 'x', null, true] } });
  });

  test('a Date anywhere makes the whole result null; Map, undefined and NaN follow the platform', async () => {
    expect(await call('dated')).toEqual({ ok: true, value: null });
    expect(await call('odd')).toEqual({ ok: true, value: { map: {}, list: [null, null], text: 'x' } });
    expect(await call('nothing')).toEqual({ ok: true, value: null });
  });

  test.each(['hidden_', 'arrow', 'hung', 'noSuch', 'toString', 'SpreadsheetApp.getActive', 'echo.call'])('%s cannot be called from a page', async (name) => {
    expect(await call(name)).toEqual({ ok: false, error: { name: 'ScriptError', message: `Script function not found: ${name}` } });
  });

  test('errors arrive as name and message', async () => {
    expect(await call('fails')).toEqual({ ok: false, error: { name: 'ScriptError', message: 'RangeError: too far' } });
    expect(await call('refused')).toMatchObject({ ok: false, error: { message: expect.stringContaining('Exception: The parameters ()') as unknown } });
  });

  test('ten calls run at once, the others wait for a place', async () => {
    const calls = Array.from({ length: 13 }, () => call('wait'));
    while (gates.open.length < 10) await new Promise((resolve) => setImmediate(resolve));
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(gates.waiting).toBe(10);
    let answered = 0;
    while (answered < 13) {
      const open = gates.open.shift();
      if (open) answered += 1;
      open?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await Promise.all(calls)).toHaveLength(13);
    expect(gates.most).toBe(10);
  });

  test('a closed page is answered with an error', async () => {
    await bench.run('open', [], { kind: 'menu' });
    expect(await bench.workbench.rpc(pageId, 'echo', [1])).toMatchObject({ ok: false });
    expect(bench.workbench.pages).toHaveLength(1);
  });
});

test('random completion order can be asked for', async () => {
  const bench = Bench.create({ shuffleRpc: true, seed: 3 });
  try {
    bench.install(CODE);
    await bench.workbench.openBook(bench.book.id);
    await bench.run('open', [], { kind: 'menu' });
    const pageId = bench.workbench.pages[0]?.id ?? '';
    const order: number[] = [];
    await Promise.all(Array.from({ length: 8 }, async (_call, index) => {
      await bench.workbench.rpc(pageId, 'echo', [index]);
      order.push(index);
    }));
    expect([...order].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(order).not.toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  } finally {
    await bench.dispose();
  }
});

describe('arguments in the page', () => {
  class Own {}

  test.each([
    ['a Date', [new Date()], '0'], ['a function', [{ click: () => 1 }], 'click'], ['a Map', [1, new Map()], '1'], ['an instance of a class', [{ deep: { own: new Own() } }], 'own'],
    ['a typed array', [[new Uint8Array(1)]], '0'],
  ])('%s is refused at the call', (_what, args, key) => {
    expect(() => prepareArguments(args)).toThrow(`Failed due to illegal value in property: ${key}`);
  });

  test('a cycle is refused, a shared object is not', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    expect(() => prepareArguments([cycle])).toThrow('Failed due to circular reference.');
    const shared = { a: 1 };
    expect(prepareArguments([[shared, shared]])).toEqual([[{ a: 1 }, { a: 1 }]]);
  });

  test('NaN and undefined become what JSON makes of them', () => {
    expect(prepareArguments([Number.NaN, [undefined], { gone: undefined, kept: 1, private__: 2 }])).toEqual([null, [null], { kept: 1 }]);
  });

  test('a form alone becomes its fields', () => {
    const form = { tagName: 'FORM', elements: [
      { name: 'who', type: 'text', value: 'Anna' }, { name: 'tag', type: 'checkbox', value: 'a', checked: true }, { name: 'tag', type: 'checkbox', value: 'b', checked: true },
      { name: 'off', type: 'radio', value: 'x', checked: false }, { name: 'go', type: 'submit', value: 'Go' },
    ] };
    expect(prepareArguments([form])).toEqual([{ who: 'Anna', tag: ['a', 'b'] }]);
    expect(() => prepareArguments([form, 1])).not.toThrow();
  });
});

describe('web apps over HTTP', () => {
  const WEB = `
  function doGet(e) {
    if (e.parameter.kind === 'json') return ContentService.createTextOutput(JSON.stringify(e)).setMimeType(ContentService.MimeType.JSON);
    if (e.parameter.kind === 'fail') throw new Error('broken <b>');
    if (e.parameter.kind === 'none') return;
    if (e.parameter.kind === 'data') return { a: 1 };
    return HtmlService.createHtmlOutput('<p>' + Session.getActiveUser().getEmail() + '|' + Session.getEffectiveUser().getEmail() + '</p>').setTitle('Page');
  }
  function doPost(e) { return HtmlService.createHtmlOutput(JSON.stringify(e)); }
  function ask(x) { return [x, Session.getActiveUser().getEmail(), Session.getEffectiveUser().getEmail()]; }
  function secret_() { return 1; }`;
  let bench: Bench;
  let server: WebAppServer;
  let address: string;

  beforeAll(async () => {
    server = await serveWebApps(() => bench.workbench, (request) => (request.headers['x-visitor'] as string | undefined) ?? null);
    bench = Bench.create({ webAppBase: server.webAppBase });
    bench.install(WEB, { webapp: { access: 'ANYONE_ANONYMOUS', executeAs: 'USER_DEPLOYING' } });
    address = bench.workbench.deployWebApp();
  });
  afterAll(async () => {
    await server.close();
    await bench.dispose();
  });

  test('HtmlOutput answers 200 at once, for a stranger with the rights of the owner', async () => {
    const response = await fetch(address, { redirect: 'manual' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await response.text()).toContain('<p>|anna@gmail.com</p>');
  });

  test('TextOutput answers 302 to an address that gives the text once', async () => {
    const first = await fetch(`${address}?kind=json&a=1&a=2`, { redirect: 'manual' });
    expect(first.status).toBe(302);
    const location = new URL(first.headers.get('location') ?? '', address);
    const second = await fetch(location);
    expect([second.status, second.headers.get('content-type'), second.headers.get('access-control-allow-origin')]).toEqual([200, 'application/json; charset=utf-8', '*']);
    expect(await second.json()).toMatchObject({ queryString: 'kind=json&a=1&a=2', parameter: { a: '1' }, parameters: { a: ['1', '2'] }, contentLength: -1 });
    expect((await fetch(location)).status).toBe(404);
  });

  test('POST carries its body, form fields and length; a one-click POST is not redirected', async () => {
    const response = await fetch(`${address}?t=1`, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }), redirect: 'manual' });
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toContain('"parameter":{"t":"1","List-Unsubscribe":"One-Click"}');
    expect(text).toContain('"postData":{"length":26,"type":"application/x-www-form-urlencoded;charset=UTF-8","contents":"List-Unsubscribe=One-Click","name":"postData"}');
  });

  test('exceptions and wrong results answer 200 with an error page', async () => {
    for (const [kind, text] of [['fail', 'Error: broken &lt;b>'], ['none', 'did not return anything'], ['data', 'not a supported return type']] as const) {
      const response = await fetch(`${address}?kind=${kind}`);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain(text);
    }
  });

  test('HEAD is forbidden, reserved names are refused, an unknown deployment is not found', async () => {
    expect((await fetch(address, { method: 'HEAD' })).status).toBe(403);
    expect((await fetch(`${address}?c=1`)).status).toBe(405);
    expect((await fetch(address.replace(/[^/]+\/exec$/, 'other/exec'))).status).toBe(404);
  });

  test('google.script.run works on the page, as the owner, and only for public functions', async () => {
    const html = await (await fetch(address)).text();
    const settings = JSON.parse(/googleScriptPage_=(\{.*?\});/.exec(html)?.[1] ?? '{}') as { pageId: string; callUrl: string };
    const call = async (functionName: string): Promise<unknown> => (await fetch(new URL(settings.callUrl, address), {
      method: 'POST', body: JSON.stringify({ type: 'google.script.run', pageId: settings.pageId, callId: 4, functionName, args: [5] }),
    })).json();
    expect(await call('ask')).toEqual({ type: 'google.script.outcome', pageId: settings.pageId, callId: 4, ok: true, value: [5, '', 'anna@gmail.com'] });
    expect(await call('secret_')).toMatchObject({ ok: false, error: { message: 'Script function not found: secret_' } });
  });

  test('access rules: a page for signed-in people refuses strangers, and runs as the visitor when asked', async () => {
    bench.install(WEB, { webapp: { access: 'ANYONE', executeAs: 'USER_ACCESSING' } }, { projectId: bench.workbench.projects[0]?.id ?? '' });
    expect((await fetch(address)).status).toBe(403);
    expect(await (await fetch(address, { headers: { 'x-visitor': 'boris@gmail.com' } })).text()).toContain('<p>boris@gmail.com|boris@gmail.com</p>');
  });
});

test('declared functions are those at top level, with their own JSDoc only', () => {
  const source = '/** Licence */\n\n/** One. */\nfunction one(a, b = 2) {}\nvar x = function two() {};\n/** stray */\nvar y;\nfunction three() { /** inner */ function four() {} }\nfunction five() {}';
  expect(declaredFunctions(source, 'Code.js')).toEqual([
    { name: 'one', params: ['a', 'b = 2'], doc: 'One.' }, { name: 'three', params: [], doc: '' }, { name: 'five', params: [], doc: '' },
  ]);
  expect(() => declaredFunctions('function (', 'Bad.js')).toThrow(/Syntax error: .* line: 1 file: Bad\.js/);
});
