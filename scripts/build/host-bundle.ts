/** The workbench host as the measurements load it: the bundle the build wrote. */
import { createRequire } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type * as NodeHost from '../workbench/node';

export type Host = typeof NodeHost;

export function loadHost(root: string): Host {
  return createRequire(path.join(root, 'package.json'))(path.join(root, '.cache', 'workbench', 'node.cjs')) as Host;
}

/** The files of `dist` as a project to install. */
export function distFiles(root: string): { path: string; source: string }[] {
  const folder = path.join(root, 'dist');
  return readdirSync(folder).map((name) => ({ path: name, source: readFileSync(path.join(folder, name), 'utf8') }));
}
