/** The smallest HTTP layer the workbench needs: a route table, bodies, answers, and the guard against foreign pages. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request with its address already taken apart. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly path: string;
  readonly query: string;
}

/** Handles the exchange and answers true, or answers false for "not mine". */
export type Route = (exchange: Exchange) => boolean | Promise<boolean>;

const BODY_LIMIT_BYTES = 256 * 1024 * 1024;

/** The whole body, at most 256 MB; rejects on a broken connection. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = part as Buffer;
    size += bytes.length;
    if (size > BODY_LIMIT_BYTES) throw new Error('The request is larger than 256 MB.');
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** Sends a body of the given type; nothing is ever cached, the files change under the page's feet. */
export function answer(response: ServerResponse, status: number, type: string, body: string | Uint8Array, headers: Record<string, string> = {}): true {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', ...headers });
  response.end(body);
  return true;
}

/** Sends data as JSON. */
export function answerJson(response: ServerResponse, status: number, data: unknown): true {
  return answer(response, status, 'application/json; charset=utf-8', JSON.stringify(data));
}

/**
 * True when the request names this machine as its host (so that no foreign name can be pointed at us)
 * and, for the workbench's own interface, comes from the workbench's own page or from a program.
 */
export function isOwnRequest(request: IncomingMessage, ownPagesOnly: boolean): boolean {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (!['localhost', '127.0.0.1', '[::1]'].includes(host)) return false;
  if (!ownPagesOnly) return true;
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== `http://${request.headers.host ?? ''}`) return false;
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
