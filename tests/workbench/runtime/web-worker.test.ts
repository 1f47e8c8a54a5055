/** Executions in Web Workers of a real browser: the same realm, large answers, kill. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { workbenchSources } from '../../../scripts/workbench/runtime/bundle-sources-node';
import { browserLaunch } from '../../../scripts/workbench/server/browser-node';

/** Runs in the page: starts an execution and answers every service call with its own arguments and a long text. */
const PAGE = `
import { createBrowserTransport } from './scripts/workbench/runtime/transport-browser';
const transport = createBrowserTransport();
window.execute = (functionName, scripts, killAfterMs) => new Promise((resolve) => {
  const logs = [];
  const boot = JSON.stringify({
    functionName, args: [], timeZone: 'Asia/Vladivostok', nowMs: Date.UTC(2024, 0, 15), seed: 1, callable: null,
    globals: { Echo: 'Test.Echo' }, descriptions: { classes: { 'Test.Echo': { name: 'Echo', methods: ['say', 'long'], enums: {}, properties: [] } } },
  });
  const handle = transport.start({ boot, scripts }, {
    request: (text, answer) => {
      const message = JSON.parse(text);
      answer(JSON.stringify({ nowMs: Date.UTC(2024, 0, 15) + 5, value: message.member === 'long' ? 'ж😀'.repeat(700000) : message.args }));
    },
    log: (text) => logs.push(JSON.parse(text).text),
    done: (text) => resolve({ ...JSON.parse(text), logs }),
    failed: (reason) => resolve({ reason }),
  });
  if (killAfterMs !== undefined) setTimeout(() => { handle.kill(); resolve('killed'); }, killAfterMs);
});
`;

interface Outcome {
  readonly value?: unknown;
  readonly failure?: { readonly name: string; readonly message: string; readonly stack: string };
  readonly logs: readonly string[];
}

let browser: Browser;
let page: Page;
let server: Server;

beforeAll(async () => {
  const root = path.resolve(__dirname, '../../..');
  const bundle = await build({
    stdin: { contents: PAGE, resolveDir: root, loader: 'ts' }, bundle: true, write: false, format: 'iife', platform: 'browser', target: 'es2022', absWorkingDir: root,
    plugins: [workbenchSources({ root, signaturesFile: path.join(root, '.cache', 'workbench', 'signatures.json') })],
  });
  const html = `<!DOCTYPE html><title>t</title><script>${(bundle.outputFiles[0]?.text ?? '').replace(/<\/script/g, '<\\/script')}</script>`;
  server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' });
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { executablePath, args, env } = await browserLaunch(root);
  browser = await chromium.launch({ executablePath, args: [...args], env });
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => server.close(resolve));
});

const execute = (functionName: string, sources: Readonly<Record<string, string>>, killAfterMs?: number): Promise<Outcome> =>
  page.evaluate(([name, scripts, kill]) => (window as unknown as { execute(...args: unknown[]): Promise<Outcome> }).execute(name, scripts, kill), [
    functionName, Object.entries(sources).map(([name, source]) => ({ name, source })), killAfterMs,
  ] as const);

test('only the language and the services are there, files share their constants, dates have the zone of the script', async () => {
  const outcome = await execute('main', {
    One: 'const ONE = 1; class Two {}',
    Code: `function main() {
      console.log('here');
      var names = ['setTimeout', 'fetch', 'URL', 'Blob', 'postMessage', 'self', 'importScripts', 'indexedDB', 'crypto', 'navigator', 'location', 'XMLHttpRequest', 'onmessage', 'addEventListener', 'close'];
      return [ONE, typeof Two, names.filter(function (name) { return typeof globalThis[name] !== 'undefined'; }), String(new Date(0)), Echo.say(1, [new Date(7)]), Object.getOwnPropertyNames(globalThis).length < 110];
    }`,
  });
  expect(outcome.failure).toBeUndefined();
  expect(outcome.logs).toEqual(['here']);
  expect(outcome.value).toEqual([1, 'function', [], 'Thu Jan 01 1970 10:00:00 GMT+1000 (Vladivostok Standard Time)', [1, [{ $: 'd', v: 7 }]], true]);
});

test('an answer of several megabytes arrives whole, in chunks', async () => {
  const outcome = await execute('main', { Code: 'function main() { var text = Echo.long(); return [text.length, text === "ж😀".repeat(700000)]; }' });
  expect(outcome.value).toEqual([2_100_000, true]);
});

test('errors name the file and line of the script', async () => {
  const outcome = await execute('main', { Code: '\nfunction main() {\n  throw new TypeError("bad");\n}' });
  expect(outcome.failure).toMatchObject({ name: 'TypeError', message: 'bad' });
  expect(outcome.failure?.stack).toMatch(/Code:3:\d+/);
});

test('an endless script is killed and the page goes on', async () => {
  expect(await execute('main', { Code: 'function main() { for (;;); }' }, 200)).toBe('killed');
  expect((await execute('main', { Code: 'async function main() { await null; return 5; }' })).value).toBe(5);
});
