/** The builds: the add-on that is pushed (`dist`), the workbench host for Node, the workbench page. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildPages } from '../../ui/build';
import { checkManifest } from './manifest';
import { bundleServer } from './server-bundle';
import { buildHost } from './workbench-host';
import { buildPage } from '../workbench/page/build';

/** Writes `dist`: Code.js, one html per page, appsscript.json. Nothing else is ever pushed. */
export async function buildDist(root: string): Promise<void> {
  const outFolder = path.join(root, 'dist');
  const manifest = readFileSync(path.join(root, 'appsscript.json'), 'utf8');
  checkManifest(manifest);
  const server = await bundleServer(root, 'src/entry');
  rmSync(outFolder, { recursive: true, force: true });
  mkdirSync(outFolder, { recursive: true });
  writeFileSync(path.join(outFolder, 'Code.js'), server.code);
  writeFileSync(path.join(outFolder, 'appsscript.json'), manifest);
  await buildPages(outFolder);
}

/** Writes the Node bundles of the workbench into `.cache/workbench`. */
export async function buildWorkbench(root: string): Promise<void> {
  await buildHost(root, path.join(root, '.cache', 'workbench'));
}

/** Writes the workbench page with its worker into `.cache/workbench/page`, and the server beside it. */
export async function buildBrowserParts(root: string): Promise<void> {
  await buildPage(path.join(root, '.cache', 'workbench', 'page'), root);
}
