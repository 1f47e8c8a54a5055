/** The script's web app over real HTTP: `/exec` is relayed to the open page, which runs doGet or doPost, and answered as Google answers. */
import { randomUUID } from 'node:crypto';
import { answer, answerJson, readBody, type Exchange, type Route } from './http-node';
import { NoPageError, type PageRelay } from './relay-node';
import { errorPage, webAppPage } from './web-app-page-node';

/** The event object of doGet and doPost, as it crosses to the page. */
export interface WebAppEvent {
  readonly method: 'GET' | 'POST';
  readonly queryString: string;
  readonly parameter: Record<string, string>;
  readonly parameters: Record<string, string[]>;
  readonly pathInfo?: string;
  readonly contentLength: number;
  readonly postData?: { readonly length: number; readonly type: string; readonly contents: string; readonly name: 'postData' };
}

/** What the page sends back after running the function. */
export type WebAppReply =
  | { readonly kind: 'html'; readonly html: string; readonly title: string; readonly metaTags: readonly { readonly name: string; readonly content: string }[] }
  | { readonly kind: 'text'; readonly content: string; readonly mimeType: string; readonly fileName?: string }
  | { readonly kind: 'error'; readonly message: string };

/** A call of google.script.run on a web app page. */
export interface WebAppCall {
  readonly functionName: string;
  readonly args: readonly unknown[];
}

/** Longest run of a web request: six minutes of the script's own time pass quickly on the virtual clock, so this is real time. */
const ANSWER_TIMEOUT_MS = 120_000;
const ECHO_LIFETIME_MS = 5 * 60_000;

/** Routes of `/exec`, `/dev`, the one-time text addresses and the calls of web app pages. */
export function execRoute(relay: PageRelay): Route {
  const texts = new Map<string, { content: string; type: string; fileName?: string }>();

  const run = async (exchange: Exchange): Promise<true> => {
    const { request, response, method, query } = exchange;
    if (method === 'HEAD') return answer(response, 403, 'text/html; charset=utf-8', '');
    if (method !== 'GET' && method !== 'POST') return answer(response, 405, 'text/html; charset=utf-8', errorPage('Method Not Allowed'));
    const parameters = new URLSearchParams(query);
    if (parameters.has('c') || parameters.has('sid')) {
      return answer(response, 405, 'text/html; charset=utf-8', errorPage('The query names c and sid are reserved.'));
    }
    const event = webAppEvent(exchange, method === 'POST' ? await readBody(request) : undefined);
    const reply = (await relay.ask('exec', { event }, ANSWER_TIMEOUT_MS)) as WebAppReply;
    switch (reply.kind) {
      case 'html':
        return answer(response, 200, 'text/html; charset=utf-8', webAppPage(reply));
      case 'error':
        return answer(response, 200, 'text/html; charset=utf-8', errorPage(reply.message));
      case 'text': {
        const key = randomUUID();
        const type = `${reply.mimeType}; charset=utf-8`;
        texts.set(key, { content: reply.content, type, ...(reply.fileName === undefined ? {} : { fileName: reply.fileName }) });
        setTimeout(() => texts.delete(key), ECHO_LIFETIME_MS).unref();
        return answer(response, 302, 'text/html; charset=utf-8', '', { Location: `/macros/echo?user_content_key=${key}`, 'Access-Control-Allow-Origin': '*' });
      }
    }
  };

  return async (exchange) => {
    const { request, response, method, path, query } = exchange;
    try {
      if (/^\/(?:exec|dev)(?:\/|$)/.test(path)) return await run(exchange);
      if (path === '/macros/call' && method === 'POST') {
        const call = JSON.parse((await readBody(request)).toString('utf8')) as WebAppCall;
        return answerJson(response, 200, await relay.ask('exec-call', { call }, ANSWER_TIMEOUT_MS));
      }
    } catch (error) {
      if (!(error instanceof NoPageError)) throw error;
      return answer(response, 503, 'text/html; charset=utf-8', errorPage(`${error.message} Open http://${request.headers.host ?? 'localhost'}/ and load this address again.`));
    }
    if (path !== '/macros/echo') return false;
    const key = new URLSearchParams(query).get('user_content_key') ?? '';
    const text = texts.get(key);
    if (text === undefined) return answer(response, 404, 'text/html; charset=utf-8', errorPage('This address has been used or has expired.'));
    texts.delete(key);
    const disposition: Record<string, string> =
      text.fileName === undefined ? {} : { 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(text.fileName)}` };
    return answer(response, 200, text.type, text.content, { 'Access-Control-Allow-Origin': '*', ...disposition });
  };
}

function webAppEvent({ request, method, path, query }: Exchange, body: Buffer | undefined): WebAppEvent {
  const parameter: Record<string, string> = {};
  const parameters: Record<string, string[]> = {};
  const add = (pairs: URLSearchParams): void => {
    for (const [name, value] of pairs) {
      parameter[name] ??= value;
      (parameters[name] ??= []).push(value);
    }
  };
  add(new URLSearchParams(query));
  const type = (request.headers['content-type'] ?? 'application/octet-stream').split(';')[0]?.trim() ?? '';
  const contents = body?.toString('utf8') ?? '';
  if (body !== undefined && type === 'application/x-www-form-urlencoded') add(new URLSearchParams(contents));
  const pathInfo = decodeURIComponent(path.replace(/^\/(?:exec|dev)\/?/, ''));
  return {
    method: method as 'GET' | 'POST',
    queryString: query,
    parameter,
    parameters,
    ...(pathInfo === '' ? {} : { pathInfo }),
    contentLength: body === undefined ? -1 : body.length,
    ...(body === undefined ? {} : { postData: { length: body.length, type, contents, name: 'postData' as const } }),
  };
}
