/** The network that scripts see through UrlFetchApp: this machine only. */
import { answerJson, readBody, type Route } from './http-node';

/** One request of a script, its body in base64. */
export interface LoopbackRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyBase64?: string;
  readonly followRedirects: boolean;
}

/** The answer, its body in base64; header values that came several times are lists. */
export interface LoopbackResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly bodyBase64: string;
}

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** True for http and https addresses of this machine. */
export function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (url.protocol === 'http:' || url.protocol === 'https:') && LOOPBACK_HOSTS.has(url.hostname);
}

/** Performs a request; throws for an address outside this machine and when nothing answers. A redirect that leaves this machine is refused too. */
export async function fetchLoopback(request: LoopbackRequest): Promise<LoopbackResponse> {
  let address = request.url;
  let method = request.method.toUpperCase();
  let body = request.bodyBase64 === undefined ? undefined : Buffer.from(request.bodyBase64, 'base64');
  for (let hop = 0; hop < 20; hop += 1) {
    if (!isLoopback(address)) throw new Error(`Only addresses of this machine can be fetched on the workbench: ${address}`);
    const init: RequestInit = { method, headers: { ...request.headers }, redirect: 'manual' };
    if (body !== undefined && method !== 'GET' && method !== 'HEAD') init.body = new Uint8Array(body);
    const response = await fetch(address, init);
    const location = response.headers.get('location');
    if (request.followRedirects && location !== null && response.status >= 300 && response.status < 400) {
      address = new URL(location, address).href;
      if (response.status === 303 || ((response.status === 301 || response.status === 302) && method === 'POST')) {
        method = 'GET';
        body = undefined;
      }
      continue;
    }
    const headers: Record<string, string | string[]> = {};
    response.headers.forEach((value, name) => (headers[name] = value));
    const cookies = response.headers.getSetCookie();
    if (cookies.length > 1) headers['set-cookie'] = cookies;
    return { status: response.status, headers, bodyBase64: Buffer.from(await response.arrayBuffer()).toString('base64') };
  }
  throw new Error(`Too many redirects: ${request.url}`);
}

/** Route of POST `/api/fetch`: a LoopbackRequest in, `{ response }` or `{ error }` out. */
export const fetchRoute: Route = async ({ request, response, method, path }) => {
  if (path !== '/api/fetch' || method !== 'POST') return false;
  try {
    return answerJson(response, 200, { response: await fetchLoopback(JSON.parse((await readBody(request)).toString('utf8')) as LoopbackRequest) });
  } catch (error) {
    return answerJson(response, 200, { error: error instanceof Error ? error.message : String(error) });
  }
};
