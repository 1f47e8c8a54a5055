// The jest transform: one esbuild call per file, cached by content and esbuild version.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { pathToFileURL } = require('node:url');
const esbuild = require('esbuild');

const self = readFileSync(__filename, 'utf8');
const loaders = { '.tsx': 'tsx', '.ts': 'ts' };

/**
 * Names that a module looks up once and keeps: the sandbox of a test file answers each look-up of a global through an interceptor, which
 * makes loops over rows about twice as slow. Not among them is what fake timers replace.
 */
const NAMES = [
  'Array', 'Boolean', 'Error', 'Infinity', 'JSON', 'Map', 'Math', 'NaN', 'Number', 'Object', 'Promise', 'RangeError', 'RegExp', 'Set', 'String', 'Symbol',
  'TypeError', 'Uint8Array', 'WeakMap', 'WeakSet', 'isFinite', 'isNaN', 'parseFloat', 'parseInt',
];
// On the first line, so that the lines of the source map stay; a function of its own, so that a module may declare such a name itself.
const HEAD = `const { ${NAMES.join(', ')} } = globalThis; (function () {`;
const FOOT = '\n}).call(this);';

module.exports = {
  process(source, file) {
    const extension = file.slice(file.lastIndexOf('.'));
    const { code, map } = esbuild.transformSync(source, {
      loader: loaders[extension] ?? 'js',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'external',
      sourcefile: file,
      define: { 'import.meta.url': JSON.stringify(pathToFileURL(file).href) },
      jsx: 'automatic',
      jsxImportSource: 'preact',
    });
    return { code: `${HEAD}${code}${FOOT}`, map };
  },
  getCacheKey(source, file) {
    return createHash('sha1').update(`${self}\0${esbuild.version}\0${file}\0`).update(source).digest('hex');
  },
};
