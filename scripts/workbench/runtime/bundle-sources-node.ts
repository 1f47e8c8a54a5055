/**
 * The esbuild plugin every bundle with the workbench in it needs (Node bundle and page): it makes the modules `workbench:…`.
 * Usage: `build({ …, plugins: [workbenchSources({ signaturesFile: '.cache/workbench/signatures.json' })] })`; the file is made by generateSignatures.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { generateSignatures } from './signatures-generator-node';

export interface SourcesOptions {
  /** Where the signature table is (made when missing). */
  readonly signaturesFile: string;
  /** The repository; default the current folder. */
  readonly root?: string;
}

/** The plugin. */
export function workbenchSources(options: SourcesOptions): Plugin {
  const runtimeFolder = path.join(options.root ?? process.cwd(), 'scripts', 'workbench', 'runtime');
  return {
    name: 'workbench-sources',
    setup(plugged) {
      plugged.onResolve({ filter: /^workbench:/ }, (request) => ({ path: request.path, namespace: 'workbench' }));
      plugged.onLoad({ filter: /.*/, namespace: 'workbench' }, async (request) => {
        switch (request.path) {
          case 'workbench:signatures':
            if (!existsSync(options.signaturesFile)) generateSignatures(options.signaturesFile);
            return { contents: readFileSync(options.signaturesFile, 'utf8'), loader: 'json' };
          case 'workbench:worker-node':
            return { contents: await workerSource(runtimeFolder, 'worker-node.ts'), loader: 'text' };
          case 'workbench:worker-browser':
            return { contents: await workerSource(runtimeFolder, 'worker-browser.ts'), loader: 'text' };
          case 'workbench:client':
            return { contents: await bundle(path.join(runtimeFolder, 'client', 'client.ts'), 'browser', {}), loader: 'text' };
          default:
            return { errors: [{ text: `There is no module ${request.path}` }] };
        }
      });
    },
  };
}

/** Bundles the guest, then the worker that carries it as a string. */
async function workerSource(runtimeFolder: string, worker: string): Promise<string> {
  const guest = await bundle(path.join(runtimeFolder, 'guest', 'guest.ts'), 'neutral', { globalName: 'guest_' });
  const wrapped = `(function () {\n${guest}\nreturn guest_.startGuest;\n})()`;
  return bundle(path.join(runtimeFolder, worker), worker.includes('node') ? 'node' : 'browser', { define: { GUEST_SOURCE: JSON.stringify(wrapped) } });
}

async function bundle(entry: string, platform: 'node' | 'browser' | 'neutral', extra: { globalName?: string; define?: Record<string, string> }): Promise<string> {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform,
    format: platform === 'node' ? 'cjs' : 'iife',
    target: 'es2022',
    charset: 'utf8',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    ...extra,
  });
  return result.outputFiles[0]?.text ?? '';
}
