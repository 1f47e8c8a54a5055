/** The built page's own files, with the two headers that give it SharedArrayBuffer. */
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { answer, type Route } from './http-node';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.map': 'application/json; charset=utf-8',
};

/** Cross-origin isolation: workers may then share memory with the page. */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Serves `/` and the plain file names of the page's folder. */
export function assetRoute(pageFolder: string): Route {
  return ({ response, method, path }) => {
    if (method !== 'GET' && method !== 'HEAD') return false;
    const name = path === '/' ? 'index.html' : path.slice(1);
    const type = TYPES[extname(name)];
    if (type === undefined || !/^[\w.-]+$/.test(name)) return false;
    const file = join(pageFolder, name);
    if (!existsSync(file)) return false;
    return answer(response, 200, type, readFileSync(file), ISOLATION);
  };
}
