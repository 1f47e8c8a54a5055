/** The workbench's state on disk: one JSON text, replaced as a whole so that a crash leaves the old one. */
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answer, readBody, type Route } from './http-node';

/** Route of GET, PUT and DELETE `/api/state`; GET answers 204 before anything was saved. */
export function stateRoute(stateFolder: string): Route {
  const file = join(stateFolder, 'state.json');
  return async ({ request, response, method, path }) => {
    if (path !== '/api/state') return false;
    if (method === 'PUT' || method === 'POST') {
      const body = await readBody(request);
      mkdirSync(stateFolder, { recursive: true });
      const part = `${file}.${process.pid}.part`;
      writeFileSync(part, body);
      renameSync(part, file);
      return answer(response, 204, 'text/plain', '');
    }
    if (method === 'DELETE') {
      rmSync(file, { force: true });
      return answer(response, 204, 'text/plain', '');
    }
    if (!existsSync(file)) return answer(response, 204, 'text/plain', '');
    response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
    createReadStream(file).pipe(response);
    return true;
  };
}
