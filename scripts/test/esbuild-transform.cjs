// The jest transform: one esbuild call per file, cached by content and esbuild version.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { pathToFileURL } = require('node:url');
const esbuild = require('esbuild');

const self = readFileSync(__filename, 'utf8');
const loaders = { '.tsx': 'tsx', '.ts': 'ts' };

module.exports = {
  process(source, file) {
    const extension = file.slice(file.lastIndexOf('.'));
    return esbuild.transformSync(source, {
      loader: loaders[extension] ?? 'js',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'both',
      sourcefile: file,
      define: { 'import.meta.url': JSON.stringify(pathToFileURL(file).href) },
      jsx: 'automatic',
      jsxImportSource: 'preact',
    });
  },
  getCacheKey(source, file) {
    return createHash('sha1').update(`${self}\0${esbuild.version}\0${file}\0`).update(source).digest('hex');
  },
};
