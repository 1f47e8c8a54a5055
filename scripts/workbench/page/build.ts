/** Bundles the workbench: the page with its lazy parts, and the server that serves it. */
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { workbenchSources } from '../runtime/bundle-sources-node';

/** Univer's renderer carries hyphenation patterns of 70 languages (5 MB) that a spreadsheet grid never uses. */
export const withoutHyphenation: Plugin = {
  name: 'without-hyphenation',
  setup(bundle) {
    bundle.onResolve({ filter: /^\.\/[\w-]+\.js$/ }, ({ importer }) =>
      /[\\/]@univerjs[\\/]engine-render[\\/]lib[\\/]es[\\/]index\.js$/.test(importer) ? { path: 'empty', namespace: 'hyphenation' } : undefined,
    );
    bundle.onLoad({ filter: /^empty$/, namespace: 'hyphenation' }, () => ({ contents: 'export default {};', loader: 'js' }));
  },
};

const COMMON: BuildOptions = {
  bundle: true,
  logLevel: 'warning',
  mainFields: ['module', 'main'],
  legalComments: 'none',
};

/**
 * Writes the page (`index.html`, `page.js`, `style.css`, lazy chunks) and `server.cjs` into `outFolder`, replacing what was there.
 * `projectFolder` is the root of the repository; the working directory by default.
 */
export async function buildPage(outFolder: string, projectFolder = process.cwd()): Promise<void> {
  const source = resolve(projectFolder, 'scripts/workbench/page');
  const target = resolve(projectFolder, outFolder);
  // A page that is open goes on being served from the old files until the new ones are complete.
  const out = `${target}.part`;
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await build({
    ...COMMON,
    entryPoints: { page: join(source, 'main.tsx'), style: join(source, 'page.css') },
    outdir: out,
    format: 'esm',
    splitting: true,
    chunkNames: 'part-[hash]',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    // Its main file is for Node; this is its own build for browsers, loaded when a file is first opened or saved.
    alias: { exceljs: resolve(projectFolder, 'node_modules/exceljs/dist/exceljs.min.js') },
    keepNames: false,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [withoutHyphenation, workbenchSources({ signaturesFile: resolve(projectFolder, '.cache/workbench/signatures.json'), root: projectFolder })],
  });
  for (const file of ['index.html', 'icon.svg']) copyFileSync(join(source, file), join(out, file));
  await buildServer(out, projectFolder);
  rmSync(target, { recursive: true, force: true });
  renameSync(out, target);
}

/** The server with its command line (server/main-node.ts) as one file that `node` runs; the browser tests start it as a person would. */
async function buildServer(out: string, projectFolder: string): Promise<void> {
  await build({
    ...COMMON,
    entryPoints: [resolve(projectFolder, 'scripts/workbench/server/main-node.ts')],
    outfile: join(out, 'server.cjs'),
    format: 'cjs',
    platform: 'node',
    target: 'node20',
  });
}
