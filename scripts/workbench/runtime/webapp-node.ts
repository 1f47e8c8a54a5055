/** Web apps over real HTTP on this machine: `/macros/s/<deployment>/exec`, one-time addresses of text answers, and google.script.run of the pages. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientMessage, HostMessage } from './client/protocol';
import type { WebRequest, Workbench } from './workbench';
import { withClient } from './web-page';

export interface WebAppServer {
  /** 'http://127.0.0.1:41234' */
  readonly origin: string;
  /** Value for WorkbenchOptions.webAppBase. */
  readonly webAppBase: string;
  close(): Promise<void>;
}

const EXEC = /^\/macros\/s\/([\w-]+)\/exec(?:\/(.*))?$/;
const CALL = /^\/macros\/s\/([\w-]+)\/call$/;
const HTML = 'text/html; charset=utf-8';

/**
 * Serves the web apps of the workbench that `workbench()` gives (asked at each request, so the server may start before it).
 * @param visitor who visits: an address of a user of the host, or null for a stranger
 */
export async function serveWebApps(workbench: () => Workbench, visitor: (request: IncomingMessage) => string | null = () => null): Promise<WebAppServer> {
  const texts = new Map<string, { readonly body: string; readonly contentType: string }>();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const exec = EXEC.exec(url.pathname);
    if (exec) return execute(request, response, url, exec[1] ?? '', exec[2]);
    if (CALL.test(url.pathname) && request.method === 'POST') return call(request, response);
    if (url.pathname === '/macros/echo') {
      const key = url.searchParams.get('user_content_key') ?? '';
      const text = texts.get(key);
      texts.delete(key);
      return text ? send(response, 200, text.contentType, text.body, { 'Access-Control-Allow-Origin': '*' }) : send(response, 404, HTML, 'Not Found');
    }
    return send(response, 404, HTML, 'Not Found');
  };

  const execute = async (request: IncomingMessage, response: ServerResponse, url: URL, deploymentId: string, pathInfo: string | undefined): Promise<void> => {
    const project = workbench().projects.find((candidate) => candidate.webAppUrl?.endsWith(`/${deploymentId}/exec`));
    if (!project) return send(response, 404, HTML, 'Sorry, unable to open the file at this time.');
    const method = request.method === 'POST' || request.method === 'HEAD' ? request.method : 'GET';
    const webRequest: WebRequest = {
      method,
      queryString: url.search.slice(1),
      user: visitor(request),
      ...(pathInfo ? { pathInfo: decodeURIComponent(pathInfo) } : {}),
      ...(method === 'POST' ? { body: await bodyOf(request), contentType: request.headers['content-type'] ?? 'application/octet-stream' } : {}),
    };
    const answer = await workbench().webRequest(project.id, webRequest);
    if (answer.redirect !== undefined) {
      texts.set(new URL(answer.redirect, 'http://127.0.0.1').searchParams.get('user_content_key') ?? '', answer);
      return send(response, 302, HTML, '', { Location: answer.redirect, 'Access-Control-Allow-Origin': '*' });
    }
    const { pageId } = answer;
    const body = pageId === undefined ? answer.body : withClient(answer.body, { pageId, origin: 'https://script.google.com', callUrl: `/macros/s/${deploymentId}/call` });
    return send(response, answer.status, answer.contentType, body);
  };

  const call = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const message = JSON.parse(await bodyOf(request)) as Extract<ClientMessage, { type: 'google.script.run' }>;
    const outcome = await workbench().rpc(message.pageId, message.functionName, message.args);
    const reply: HostMessage = { type: 'google.script.outcome', pageId: message.pageId, callId: message.callId, ...outcome };
    return send(response, 200, 'application/json; charset=utf-8', JSON.stringify(reply));
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => send(response, 500, HTML, error instanceof Error ? error.message : String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    webAppBase: `${origin}/macros/s`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

function send(response: ServerResponse, status: number, contentType: string, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': contentType, 'Cache-Control': 'no-store', ...headers });
  response.end(body);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
