/** Web apps of scripts over real HTTP: the request is relayed to the open page, which runs doGet or doPost, and answered as Google answers. */
import { randomUUID } from 'node:crypto';
import type { WebAnswer, WebRequest } from '../runtime/workbench';
import { answer, readBody, type Exchange, type Route } from './http-node';
import { NoPageError, type PageRelay } from './relay-node';
import { CALL_PATH, type ExecQuestion } from './web-app-protocol';
import { errorPage } from './web-app-page-node';
import type { ClientMessage, HostMessage } from '../runtime/client/protocol';

/**
 * A web app's page has no origin of its own, as Google keeps it away from its own: it cannot touch the workbench at the same address,
 * and its calls arrive from the origin `null`.
 */
const SANDBOX = 'sandbox allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads allow-top-navigation-by-user-activation';
const CALL_HEADERS = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'Content-Type', 'Access-Control-Allow-Methods': 'POST' };
const EXEC_PATH = /^(\/macros\/s\/[\w-]+)?\/(exec|dev)(?:\/(.*))?$/;
/** A script's six minutes pass on the virtual clock; this is the real time a visitor waits at most. */
const ANSWER_TIMEOUT_MS = 120_000;
const TEXT_LIFETIME_MS = 5 * 60_000;

/** Routes of the web app addresses, the one-time addresses of text answers, and the calls of web app pages. */
export function execRoute(relay: PageRelay): Route {
  const texts = new Map<string, { readonly body: string; readonly contentType: string }>();

  const run = async (exchange: Exchange, pathInfo: string | undefined): Promise<true> => {
    const { request, response, path, query } = exchange;
    const method = exchange.method;
    if (method !== 'GET' && method !== 'POST' && method !== 'HEAD') {
      return answer(response, 405, 'text/html; charset=utf-8', errorPage('Method Not Allowed'));
    }
    const webRequest: WebRequest = {
      method,
      queryString: query,
      ...(pathInfo === undefined || pathInfo === '' ? {} : { pathInfo: decodeURIComponent(pathInfo) }),
      ...(method === 'POST'
        ? { body: (await readBody(request)).toString('utf8'), contentType: request.headers['content-type'] ?? 'application/octet-stream' }
        : {}),
    };
    const question: ExecQuestion = { path, request: webRequest };
    const { status, contentType, body, redirect } = (await relay.ask('exec', question, ANSWER_TIMEOUT_MS)) as WebAnswer;
    if (redirect !== undefined) {
      const key = randomUUID();
      texts.set(key, { body, contentType });
      setTimeout(() => texts.delete(key), TEXT_LIFETIME_MS).unref();
      return answer(response, 302, 'text/html; charset=utf-8', '', { Location: `/macros/echo?user_content_key=${key}`, 'Access-Control-Allow-Origin': '*' });
    }
    return answer(response, status, contentType, status === 200 || method === 'HEAD' ? body : errorPage(body), { 'Content-Security-Policy': SANDBOX });
  };

  return async (exchange) => {
    const { request, response, method, path, query } = exchange;
    try {
      const match = EXEC_PATH.exec(path);
      if (match !== null) return await run(exchange, match[3]);
      if (path === CALL_PATH && method === 'OPTIONS') return answer(response, 204, 'text/plain', '', CALL_HEADERS);
      if (path === CALL_PATH && method === 'POST') {
        const message = JSON.parse((await readBody(request)).toString('utf8')) as ClientMessage;
        const outcome = (await relay.ask('exec-call', { message }, ANSWER_TIMEOUT_MS)) as HostMessage;
        return answer(response, 200, 'application/json; charset=utf-8', JSON.stringify(outcome), CALL_HEADERS);
      }
    } catch (error) {
      if (!(error instanceof NoPageError)) throw error;
      const address = `http://${request.headers.host ?? 'localhost'}/`;
      return answer(response, 503, 'text/html; charset=utf-8', errorPage(`${error.message} The script of a web app runs in it: open ${address} and load this address again.`));
    }
    if (path !== '/macros/echo') return false;
    const key = new URLSearchParams(query).get('user_content_key') ?? '';
    const text = texts.get(key);
    if (text === undefined) return answer(response, 404, 'text/html; charset=utf-8', errorPage('This address was used already or has expired.'));
    texts.delete(key);
    return answer(response, 200, text.contentType, text.body, { 'Access-Control-Allow-Origin': '*' });
  };
}
