/** Bundles the server side into the one script file that is pushed to Apps Script. */
import { build, formatMessages, type Metafile } from 'esbuild';
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
    logLevel: 'silent',
    logOverride: { 'import-is-undefined': 'error' },
    banner: { js: wrapperBanner(functions) },
    footer: { js: wrapperFooter(globalName) },
  }).catch(async (failure: unknown) => {
    const { errors } = failure as { errors?: Parameters<typeof formatMessages>[0] };
    if (!errors) throw failure;
    throw new Error((await formatMessages(errors, { kind: 'error' })).join('\n'));
  });
  const output = result.outputFiles[0];
  if (!output) throw new Error('esbuild gave no output for the server bundle');
  return { code: output.text, functions, metafile: result.metafile };
}

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
