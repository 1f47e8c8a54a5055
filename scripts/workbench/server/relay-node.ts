/** Questions from the server to the open page: events go out over one long answer (SSE), replies come back as POSTs. */
import type { ServerResponse } from 'node:http';
import { answer, readBody, type Route } from './http-node';

/** A link to the workbench pages that are open now. */
export interface PageRelay {
  /** Routes of `/api/events` and `/api/reply/<id>`. */
  readonly route: Route;
  /** Sends an event to every open page. */
  broadcast(name: string, data: unknown): void;
  /** Asks the page that was used last; rejects with NoPageError when none is open or it does not reply in time. */
  ask(name: string, data: unknown, timeoutMs: number): Promise<unknown>;
  close(): void;
}

/** No workbench page is open, or it did not answer. */
export class NoPageError extends Error {
  override readonly name = 'NoPageError';
}

interface Waiting {
  readonly resolve: (reply: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
  readonly page: ServerResponse;
}

/** Makes a relay with no page connected yet. */
export function createPageRelay(): PageRelay {
  const pages: ServerResponse[] = [];
  const waiting = new Map<string, Waiting>();
  let lastId = 0;

  const settle = (id: string): Waiting | undefined => {
    const entry = waiting.get(id);
    if (entry !== undefined) clearTimeout(entry.timer);
    waiting.delete(id);
    return entry;
  };

  const send = (page: ServerResponse, name: string, data: unknown): void => {
    page.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  };

  const route: Route = async ({ request, response, method, path }) => {
    if (path === '/api/events' && method === 'GET') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', Connection: 'keep-alive' });
      response.write('event: hello\ndata: {}\n\n');
      // One page at a time works on the state: the one opened last.
      for (const older of pages) send(older, 'superseded', {});
      pages.push(response);
      request.on('close', () => {
        pages.splice(pages.indexOf(response), 1);
        for (const [id, entry] of waiting) if (entry.page === response) settle(id)?.reject(new NoPageError('The workbench page was closed.'));
      });
      return true;
    }
    if (path.startsWith('/api/reply/') && method === 'POST') {
      const body = (await readBody(request)).toString('utf8');
      settle(path.slice('/api/reply/'.length))?.resolve(JSON.parse(body));
      return answer(response, 204, 'text/plain', '');
    }
    return false;
  };

  return {
    route,
    broadcast(name, data) {
      for (const page of pages) send(page, name, data);
    },
    ask(name, data, timeoutMs) {
      const page = pages.at(-1);
      if (page === undefined) return Promise.reject(new NoPageError('No workbench page is open.'));
      lastId += 1;
      const id = String(lastId);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => settle(id)?.reject(new NoPageError('The workbench page did not answer.')), timeoutMs);
        waiting.set(id, { resolve, reject, timer, page });
        send(page, name, { id, ...(data as Record<string, unknown>) });
      });
    },
    close() {
      for (const id of waiting.keys()) settle(id)?.reject(new NoPageError('The workbench stops.'));
      for (const page of pages) page.end();
    },
  };
}
