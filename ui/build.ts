/** Builds the pages: one HTML file each with its script and style inline, safe for HtmlService. Runs in Node; no page imports it. */
/// <reference types="node" />
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { pages, type PageDefinition } from './pages';

/** A built page and what went into it. */
export interface BuiltPage {
  readonly name: string;
  /** Absolute or caller-relative path of the written HTML file. */
  readonly file: string;
  readonly html: string;
  readonly bytes: number;
  /** esbuild's account of the inputs; the architecture test reads its import edges. */
  readonly metafile: Metafile;
}

/** Where the sources of the pages stand when the caller does not say: the folder `ui` of the working directory. */
const defaultSourceFolder = 'ui';

/**
 * Builds every page, or only those named, into `outFolder` (created when missing), one `<name>.html` each.
 * Throws when a page breaks a rule of HtmlService or passes its byte ceiling.
 */
export async function buildPages(outFolder: string, sourceFolder: string = defaultSourceFolder, names: readonly string[] = pages.map(({ name }) => name)): Promise<BuiltPage[]> {
  mkdirSync(outFolder, { recursive: true });
  const built: BuiltPage[] = [];
  for (const page of pages.filter(({ name }) => names.includes(name))) {
    const { html, metafile } = await buildPage(page, sourceFolder);
    const faults = pageFaults(page, html);
    if (faults.length > 0) throw new Error(`Page ${page.name}: ${faults.join('; ')}`);
    const file = join(outFolder, `${page.name}.html`);
    writeFileSync(file, html);
    built.push({ name: page.name, file, html, bytes: byteLength(html), metafile });
  }
  return built;
}

/** What HtmlService or our own ceilings would refuse in a finished page; empty when the page is good. */
export function pageFaults(page: PageDefinition, html: string): string[] {
  const faults: string[] = [];
  if (html.includes('`')) faults.push('holds a backtick, whose // HtmlService may take for a comment');
  if (html.includes('<?')) faults.push('holds <?, which a template would run');
  if (html.includes('<!--')) faults.push('holds <!--, which may swallow the script that follows');
  if (/(?:src|href)\s*=\s*["']?(?:https?:)?\/\//i.test(html)) faults.push('asks another server for a resource');
  const scriptEnds = html.match(/<\/script/gi) ?? [];
  if (scriptEnds.length !== 1) faults.push(`holds ${scriptEnds.length} script ends instead of one`);
  const bytes = byteLength(html);
  if (bytes > page.ceilingBytes) faults.push(`has ${bytes} bytes, more than its ceiling of ${page.ceilingBytes}`);
  return faults;
}

/**
 * Escapes a script so that the HTML parser and HtmlService leave it whole. The three texts and the backtick occur only inside string and
 * regular-expression literals (esbuild writes no template literals and separates `<` from `!--` in code); the escapes mean the same in both.
 */
export function inlineScript(code: string): string {
  return code.replace(/<(?=\/script|!--|\?)/gi, () => '\\x3c').replace(/`/g, () => '\\x60');
}

/** Puts the parts into the frame; a replacer function keeps `$&` in code from being expanded. */
export function assemblePage(template: string, parts: { title: string; style: string; script: string }): string {
  return template
    .replace('[[TITLE]]', () => parts.title)
    .replace('[[STYLE]]', () => parts.style.trim())
    .replace('[[SCRIPT]]', () => inlineScript(parts.script.trim()));
}

async function buildPage(page: PageDefinition, sourceFolder: string): Promise<{ html: string; metafile: Metafile }> {
  const result = await build({
    entryPoints: [join(sourceFolder, page.entry)],
    outdir: 'out',
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2019',
    charset: 'utf8',
    minify: true,
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    supported: { 'template-literal': false },
    logOverride: { 'import-is-undefined': 'error' },
    logLevel: 'silent',
    plugins: [withoutWords(page.wordsLeftOut, page.sharedWordsLeftOut ?? []), withoutModules(page.modulesLeftOut ?? [])],
  });
  const output = (ending: string): string => result.outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
  const template = readFileSync(join(sourceFolder, page.template), 'utf8');
  const html = assemblePage(template, { title: page.title, style: output('.css'), script: output('.js') });
  return { html, metafile: result.metafile };
}

/** Empties the parts of the catalogues that a page never says: `ui/language/ru-import.ts` and its English twin for `import`, of core's for `shared`. */
function withoutWords(parts: readonly string[], shared: readonly string[]): Plugin {
  return {
    name: 'without-words',
    setup: (builder) => {
      builder.onLoad({ filter: /[\\/]core[\\/]language[\\/](?:ru|en)-[a-z-]+\.ts$/ }, ({ path }) => {
        const [, language = '', part = ''] = /(ru|en)-([a-z-]+)\.ts$/.exec(path) ?? [];
        const name = `${language}_${part.replace(/-/g, '_')}`.toUpperCase();
        return shared.includes(part) ? { contents: `export const ${name} = {};`, loader: 'js' } : undefined;
      });
      builder.onLoad({ filter: /[\\/]ui[\\/]language[\\/](?:ru|en)-[a-z-]+\.ts$/ }, ({ path }) => {
        const [, language = '', part = ''] = /(ru|en)-([a-z-]+)\.ts$/.exec(path) ?? [];
        const name = language + part.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
        return parts.includes(part) ? { contents: `export const ${name} = {};`, loader: 'js' } : undefined;
      });
    },
  };
}

/** Puts an empty object in the place of packages that a library asks for but that nothing of this page reaches. */
function withoutModules(names: readonly string[]): Plugin {
  return {
    name: 'without-modules',
    setup: (builder) => {
      for (const name of names) {
        builder.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: 'left-out' }));
      }
      builder.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
    },
  };
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
