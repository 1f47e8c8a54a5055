/** Starts the workbench's server: the page, the script project, the web app address, and the few things a page cannot do itself. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { answer, isOwnRequest, type Route } from './http-node';
import { assetRoute } from './asset-node';
import { createPageRelay } from './relay-node';
import { execRoute } from './exec-node';
import { fetchRoute } from './fetch-node';
import { projectRoute, watchProject } from './project-node';
import { stateRoute } from './state-node';

/** What `start` needs to know; folders may be relative to the working directory. */
export interface StartOptions {
  /** Port to listen on; 0 takes a free one. */
  readonly port: number;
  /** The built script project: `*.js`, `*.html`, `appsscript.json`. */
  readonly distFolder: string;
  /** Where the workbench keeps what survives a restart. */
  readonly stateFolder: string;
  /** The built page (see page/build.ts). Default `.cache/workbench/page`. */
  readonly pageFolder?: string;
  /** Folder of `demo.ru.json`, `demo.en.json` (book snapshots shown at the first start). Default: a blank book. */
  readonly demoFolder?: string;
  /** Name of the script project, as its submenu of Extensions is called. Default 'Untitled project', as Google's. */
  readonly title?: string;
  /** Virtual time of the first start (ISO); default: the machine's clock. */
  readonly clock?: string;
  /** False prints nothing. */
  readonly announce?: boolean;
}

/** A running workbench. */
export interface RunningWorkbench {
  /** Address of the page, without a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** Paths that anybody on this machine may open, as anybody on the net may open a published web app. */
const PUBLIC_PATH = /^\/(?:exec|dev|macros\/echo|macros\/call|macros\/s\/[\w-]+\/(?:exec|dev))(?:\/|$)/;

/** Serves the workbench on 127.0.0.1 and prints its address; rejects when the port is taken. */
export async function start(options: StartOptions): Promise<RunningWorkbench> {
  const distFolder = resolve(options.distFolder);
  const relay = createPageRelay();
  const routes: readonly Route[] = [
    relay.route,
    projectRoute({ distFolder, demoFolder: options.demoFolder === undefined ? null : resolve(options.demoFolder), clock: options.clock ?? null, title: options.title ?? 'Untitled project' }),
    stateRoute(resolve(options.stateFolder)),
    fetchRoute,
    execRoute(relay),
    assetRoute(resolve(options.pageFolder ?? '.cache/workbench/page')),
  ];

  const server = createServer((request, response) => {
    const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
    const exchange = { request, response, method: request.method ?? 'GET', path, query };
    const handle = async (): Promise<void> => {
      if (!isOwnRequest(request, !PUBLIC_PATH.test(path) && path !== '/')) {
        answer(response, 403, 'text/plain; charset=utf-8', 'Only the workbench page itself may ask this.');
        return;
      }
      for (const route of routes) if (await route(exchange)) return;
      answer(response, 404, 'text/plain; charset=utf-8', `Nothing lives at ${path}.`);
    };
    handle().catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      if (response.headersSent) response.destroy();
      else answer(response, 500, 'text/plain; charset=utf-8', message);
    });
  });

  await new Promise<void>((listening, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      failed(error.code === 'EADDRINUSE' ? new Error(`Port ${options.port} is taken. Set another one: PORT=${options.port + 1} npm start`) : error);
    });
    server.listen(options.port, '127.0.0.1', listening);
  });
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const stopWatching = watchProject(distFolder, () => relay.broadcast('project', {}));
  if (options.announce !== false) process.stdout.write(`Workbench: ${url}\n`);

  return {
    url,
    close: () =>
      new Promise((closed) => {
        stopWatching();
        relay.close();
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
