/** Bundles the workbench for Node: the host with its command line, and the server of the page. */
import { build, type Plugin } from 'esbuild';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { withoutHyphenation } from '../workbench/page/build';
import { workbenchSources } from '../workbench/runtime/bundle-sources-node';
import { generateSignatures } from '../workbench/runtime/signatures-generator-node';

/** Packages left outside: they carry native parts, or are not needed by every command. */
const external = ['esbuild', 'oxc-parser', 'playwright-core', '@sparticuz/chromium', 'typescript'];

/** What is used of packages that stay outside and are loaded when a file of theirs is first read or written: most commands and tests never do, and loading takes a second. */
const USED_OF: Readonly<Record<string, readonly string[]>> = { exceljs: ['Workbook'], '@e965/xlsx': ['read', 'utils'] };

const loadedWhenUsed: Plugin = {
  name: 'loaded-when-used',
  setup(bundle) {
    bundle.onResolve({ filter: /^(?:exceljs|@e965\/xlsx)$/ }, ({ path: name, namespace }) => (namespace === 'loaded-when-used' ? { path: name, external: true } : { path: name, namespace: 'loaded-when-used' }));
    // Named imports are copied name by name, so that each name must be there before the package is.
    bundle.onLoad({ filter: /.*/, namespace: 'loaded-when-used' }, ({ path: name }) => ({
      contents: `module.exports = { ${(USED_OF[name] ?? []).map((used) => `get ${used}() { return require('${name}').${used}; }`).join(', ')} };`,
    }));
  },
};

/**
 * Looked up once and kept: a test runner's sandbox answers each look-up of a global through an interceptor, which makes the
 * engine's inner loops about four times slower.
 */
const globalsInUse = [
  'Array', 'ArrayBuffer', 'Boolean', 'Date', 'Error', 'Float64Array', 'Int32Array', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'Proxy',
  'RangeError', 'Reflect', 'RegExp', 'Set', 'String', 'Symbol', 'TypeError', 'Uint8Array', 'Uint32Array', 'WeakMap', 'WeakSet',
  'isFinite', 'isNaN', 'parseFloat', 'parseInt',
];

/** Writes `node.cjs` (everything tests and the command line use) into the folder, with the signature table beside it. */
export async function buildHost(root: string, outFolder: string): Promise<void> {
  mkdirSync(outFolder, { recursive: true });
  const signaturesFile = path.join(outFolder, 'signatures.json');
  generateSignatures(signaturesFile);
  await build({
    entryPoints: [path.join(root, 'scripts', 'workbench', 'node.ts')],
    outfile: path.join(outFolder, 'node.cjs'),
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // The engine's renderer imports a name from a CommonJS main that only the ESM build offers.
    mainFields: ['module', 'main'],
    external,
    plugins: [withoutHyphenation, loadedWhenUsed, workbenchSources({ signaturesFile, root })],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    banner: { js: `const { ${globalsInUse.join(', ')} } = globalThis;` },
    sourcemap: 'linked',
    legalComments: 'none',
    logLevel: 'error',
  });
}
