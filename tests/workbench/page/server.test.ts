/** The server behind the workbench page, asked over real HTTP without a page. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchLoopback, isLoopback } from '../../../scripts/workbench/server/fetch-node';
import { readProject, watchProject } from '../../../scripts/workbench/server/project-node';
import { createPageRelay, NoPageError } from '../../../scripts/workbench/server/relay-node';
import { start, type RunningWorkbench } from '../../../scripts/workbench/server/start-node';

let folder: string;
let server: RunningWorkbench;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'workbench-server-'));
  for (const name of ['dist/ui', 'page', 'demo']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'dist/Code.js'), 'function doGet() {}');
  writeFileSync(join(folder, 'dist/ui/page.html'), '<p>');
  writeFileSync(join(folder, 'dist/appsscript.json'), '{}');
  writeFileSync(join(folder, 'dist/notes.txt'), 'not pushed');
  writeFileSync(join(folder, 'dist/package.json'), 'not pushed');
  writeFileSync(join(folder, 'page/index.html'), '<title>Workbench</title>');
  writeFileSync(join(folder, 'page/server.cjs'), 'secret');
  writeFileSync(join(folder, 'demo/demo.ru.json'), '{"name":"Демо"}');
  server = await start({
    port: 0, distFolder: join(folder, 'dist'), stateFolder: join(folder, 'state'), pageFolder: join(folder, 'page'), demoFolder: join(folder, 'demo'),
    clock: '2026-03-01T00:00:00Z', announce: false,
  });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A request with headers that fetch does not let a program set. */
function statusWith(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest(`${server.url}${path}`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', reject).end();
  });
}

describe('the server of the workbench', () => {
  it('serves the page with the headers that give it shared memory, and nothing beside the page', async () => {
    const page = await fetch(`${server.url}/`);
    expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(page.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(await page.text()).toContain('Workbench');
    for (const path of ['/server.cjs', '/..%2fdist%2fCode.js', '/../demo/demo.ru.json', '/absent.js']) {
      expect((await fetch(`${server.url}${path}`)).status).toBe(404);
    }
  });

  it('hands out the files that a push would carry, and the first moment of the clock', async () => {
    const project = (await (await fetch(`${server.url}/api/project`)).json()) as { files: { path: string }[]; clock: string };
    expect(project.files.map((file) => file.path).sort()).toEqual(['Code.js', 'appsscript.json', 'ui/page.html']);
    expect(project.clock).toBe('2026-03-01T00:00:00Z');
  });

  it('gives the demo book of a language, and 204 for a language without one', async () => {
    expect(await (await fetch(`${server.url}/api/demo/ru`)).json()).toEqual({ name: 'Демо' });
    expect((await fetch(`${server.url}/api/demo/en`)).status).toBe(204);
  });

  it('keeps the state as it was put, and forgets it when told to', async () => {
    expect((await fetch(`${server.url}/api/state`)).status).toBe(204);
    await fetch(`${server.url}/api/state`, { method: 'PUT', body: '{"version":1,"имя":"я"}' });
    expect(await (await fetch(`${server.url}/api/state`)).json()).toEqual({ version: 1, имя: 'я' });
    await fetch(`${server.url}/api/state`, { method: 'DELETE' });
    expect((await fetch(`${server.url}/api/state`)).status).toBe(204);
  });

  it('refuses foreign pages and foreign host names its own interface', async () => {
    expect(await statusWith('/api/state', { Origin: 'http://evil.example' })).toBe(403);
    expect(await statusWith('/api/state', { Origin: 'null' })).toBe(403);
    expect(await statusWith('/api/state', { 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
    expect(await statusWith('/api/state', { Host: 'evil.example' })).toBe(403);
    expect(await statusWith('/exec', { Host: 'evil.example' })).toBe(403);
    expect(await statusWith('/api/state', { Origin: server.url })).toBe(204);
  });

  it('tells a visitor of the web app that the page with the script is not open', async () => {
    const answer = await fetch(`${server.url}/macros/s/AKfy-1/exec?a=1`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('No workbench page is open.');
  });

  it('says which port is taken', async () => {
    const port = Number(new URL(server.url).port);
    await expect(start({ port, distFolder: folder, stateFolder: folder, announce: false })).rejects.toThrow(`Port ${port} is taken.`);
  });
});

describe('the network of scripts', () => {
  let target: Server;
  let address: string;

  beforeAll(async () => {
    target = createServer((request, response) => {
      if (request.url === '/away') return void response.writeHead(302, { Location: 'https://example.com/' }).end();
      if (request.url === '/again') return void response.writeHead(302, { Location: '/end' }).end();
      response.setHeader('Set-Cookie', ['a=1', 'b=2']);
      response.end(`${request.method ?? ''} ${request.url ?? ''}`);
    }).listen(0, '127.0.0.1');
    await new Promise((listening) => target.once('listening', listening));
    address = `http://127.0.0.1:${(target.address() as AddressInfo).port}`;
  });

  afterAll(() => target.close());

  const ask = (path: string, method = 'GET', followRedirects = true): ReturnType<typeof fetchLoopback> =>
    fetchLoopback({ url: `${address}${path}`, method, headers: {}, followRedirects, bodyBase64: 'eA==' });

  it('reaches this machine only', async () => {
    expect(isLoopback('http://localhost:80/x')).toBe(true);
    expect(isLoopback('http://localhost.example/x')).toBe(false);
    expect(isLoopback('file:///etc/passwd')).toBe(false);
    expect(isLoopback('nonsense')).toBe(false);
    await expect(ask('/away')).rejects.toThrow('Only addresses of this machine can be fetched on the workbench: https://example.com/');
  });

  it('follows a redirect of a POST with a GET, and hands it over when told not to follow', async () => {
    const end = await ask('/again', 'POST');
    expect(Buffer.from(end.bodyBase64, 'base64').toString()).toBe('GET /end');
    expect(end.headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect((await ask('/again', 'POST', false)).status).toBe(302);
  });
});

describe('the script project on disk', () => {
  it('is an empty project where there is no folder', () => {
    expect(readProject(join(folder, 'absent'))).toEqual({ version: '', files: [] });
  });

  it('is noticed when a build has replaced it, once the build has finished', () => {
    jest.useFakeTimers();
    try {
      const dist = join(folder, 'built');
      mkdirSync(dist);
      writeFileSync(join(dist, 'Code.js'), '1');
      let changes = 0;
      const stop = watchProject(dist, () => (changes += 1));
      jest.advanceTimersByTime(1100);
      expect(changes).toBe(0);
      rmSync(dist, { recursive: true });
      jest.advanceTimersByTime(1100);
      expect(changes).toBe(0);
      mkdirSync(dist);
      writeFileSync(join(dist, 'Code.js'), 'twenty two');
      jest.advanceTimersByTime(500);
      expect(changes).toBe(0);
      jest.advanceTimersByTime(1100);
      expect(changes).toBe(1);
      stop();
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('the relay to the page', () => {
  it('rejects a question when no page is open', async () => {
    await expect(createPageRelay().ask('exec', {}, 10)).rejects.toThrow(NoPageError);
  });

  it('asks the open page and hands over its reply; a page that closes rejects the question', async () => {
    const link = await fetch(`${server.url}/api/events`);
    const reader = link.body?.getReader();
    if (reader === undefined) throw new Error('The link has no body.');
    const visit = fetch(`${server.url}/exec?a=1`, { redirect: 'manual' });
    const question = await readEvent(reader, 'exec');
    expect(question).toMatchObject({ path: '/exec', request: { method: 'GET', queryString: 'a=1' } });
    const reply = { status: 302, redirect: '/x', contentType: 'application/json; charset=utf-8', body: '{"ok":true}' };
    await fetch(`${server.url}/api/reply/${question.id}`, { method: 'POST', body: JSON.stringify(reply) });
    const visited = await visit;
    expect(visited.status).toBe(302);
    const once = new URL(visited.headers.get('location') ?? '', server.url);
    expect(await (await fetch(once)).text()).toBe('{"ok":true}');
    expect((await fetch(once)).status).toBe(404);

    const lost = fetch(`${server.url}/exec?b=2`);
    await readEvent(reader, 'exec');
    await reader.cancel();
    expect((await lost).status).toBe(503);
  });

  async function readEvent(reader: ReadableStreamDefaultReader<Uint8Array>, name: string): Promise<{ id: string; path: string; request: unknown }> {
    let text = '';
    for (;;) {
      const data = new RegExp(`event: ${name}\\ndata: (.*)\\n`).exec(text)?.[1];
      if (data !== undefined) return JSON.parse(data) as { id: string; path: string; request: unknown };
      const { value } = await reader.read();
      text += Buffer.from(value ?? new Uint8Array()).toString('utf8');
    }
  }
});
