/** Bundles the server side into the one script file that is pushed to Apps Script. */
import { parse, type Comment } from 'acorn';
import { build, formatMessages, type Metafile, type Plugin } from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { builtInFunctions } from './built-in-functions';
import { readPublicFunctions, type PublicFunction } from './public-function';
import { wrapperBanner, wrapperFooter } from './wrapper';

const globalName = 'clienturaExports_';

export interface ServerBundle {
  readonly code: string;
  readonly functions: readonly PublicFunction[];
  readonly metafile: Metafile;
}

/**
 * Builds `Code.js` from an entry folder holding `index.ts` (the export list).
 *
 * @throws EntryError on a fault of the entry sources; Error with file and line on a bundling fault
 */
export async function bundleServer(root: string, entryFolder: string): Promise<ServerBundle> {
  const functions = publicFunctionsOf(root, entryFolder);
  const banner = wrapperBanner(functions);
  const result = await build({
    entryPoints: [path.join(root, entryFolder, 'index.ts')],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    globalName,
    platform: 'neutral',
    mainFields: ['browser', 'module', 'main'],
    // Class fields, private names and static blocks are refused when Apps Script saves a file; es2019 lowers them all.
    target: 'es2019',
    charset: 'utf8',
    legalComments: 'inline',
    plugins: [modernPhones],
    logLevel: 'silent',
    logOverride: { 'import-is-undefined': 'error' },
    banner: { js: banner },
    footer: { js: wrapperFooter(globalName) },
  }).catch(async (failure: unknown) => {
    const { errors } = failure as { errors?: Parameters<typeof formatMessages>[0] };
    if (!errors) throw failure;
    throw new Error((await formatMessages(errors, { kind: 'error' })).join('\n'));
  });
  const output = result.outputFiles[0];
  if (!output) throw new Error('esbuild gave no output for the server bundle');
  return { code: withoutComments(output.text, banner.length), functions, metafile: result.metafile };
}

/**
 * A script without the comment blocks that stand on lines of their own behind a place: esbuild keeps those of class members, and every execution
 * parses the file. Licences stay.
 */
export function withoutComments(code: string, from: number): string {
  const comments: Comment[] = [];
  parse(code, { ecmaVersion: 2019, sourceType: 'script', onComment: comments });
  const parts: string[] = [];
  let end = 0;
  for (const comment of comments) {
    const lineStart = code.lastIndexOf('\n', comment.start) + 1;
    const lineEnd = code.indexOf('\n', comment.end);
    const isAlone = lineEnd > 0 && code.slice(lineStart, comment.start).trim() === '' && code.slice(comment.end, lineEnd).trim() === '';
    if (comment.type !== 'Block' || lineStart < from || !isAlone || /^!|@license|@preserve/.test(comment.value)) continue;
    parts.push(code.slice(end, lineStart));
    end = lineEnd + 1;
  }
  return [...parts, code.slice(end)].join('');
}

/** libphonenumber-js as its authors wrote it: the form that it offers by default is lowered to ES5, with a copy of each helper in every file. */
const modernPhones: Plugin = {
  name: 'modern-phones',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/es6\// }, ({ path: imported, importer, resolveDir }) =>
      (importer.includes(`${path.sep}libphonenumber-js${path.sep}`) ? { path: path.join(resolveDir, imported.replace('/es6/', '/es6-modern/')), sideEffects: false } : null));
  },
};

/** The public functions of an entry folder, read from its sources. */
export function publicFunctionsOf(root: string, entryFolder: string): PublicFunction[] {
  const read = (modulePath: string): { file: string; source: string } => {
    const file = path.posix.join(entryFolder, `${modulePath}.ts`);
    const absolute = path.join(root, file);
    if (!existsSync(absolute)) throw new Error(`${path.posix.join(entryFolder, 'index.ts')}: there is no file ${file}`);
    return { file, source: readFileSync(absolute, 'utf8') };
  };
  return readPublicFunctions(path.posix.join(entryFolder, 'index.ts'), read, builtInFunctions);
}
