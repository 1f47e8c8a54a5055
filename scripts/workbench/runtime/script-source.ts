/** Reads the files of a script project: manifest, pages, scripts, and what the scripts declare at top level. */
import type { Comment } from 'acorn';
import type { Manifest, ScriptProject } from './execution';
import { parseScript, ProjectError } from './save-syntax';
import type { SourceFile } from './workbench';

export { ProjectError } from './save-syntax';

/** A function declared at top level. */
export interface DeclaredFunction {
  readonly name: string;
  readonly params: readonly string[];
  /** Text of the JSDoc comment before it without the stars; '' when there is none. */
  readonly doc: string;
}

export interface ParsedProject {
  readonly manifest: Manifest;
  readonly scripts: ScriptProject['scripts'];
  readonly pages: Readonly<Record<string, string>>;
  readonly functions: readonly DeclaredFunction[];
}

const DEFAULT_MANIFEST: Manifest = {
  timeZone: 'Etc/GMT', oauthScopes: null, advancedServices: [], urlFetchWhitelist: null, webapp: null, exceptionLogging: 'STACKDRIVER',
};

/** Sorts the files by kind and parses the scripts. Throws ProjectError naming the file. */
export function parseProject(files: readonly SourceFile[], defaultTimeZone: string): ParsedProject {
  let manifest: Manifest = { ...DEFAULT_MANIFEST, timeZone: defaultTimeZone };
  const scripts: { name: string; source: string }[] = [];
  const pages: Record<string, string> = {};
  const functions = new Map<string, DeclaredFunction>();
  for (const { path, source } of files) {
    const name = path.replace(/\.[^./]+$/, '');
    if (/(^|\/)appsscript\.json$/.test(path)) manifest = parseManifest(source, defaultTimeZone);
    else if (/\.html?$/i.test(path)) pages[name] = source;
    else if (/\.(js|gs)$/i.test(path)) {
      scripts.push({ name, source });
      // A later declaration of the same name wins, as in one global scope.
      for (const declared of declaredFunctions(source, path)) functions.set(declared.name, declared);
    }
  }
  return { manifest, scripts, pages, functions: [...functions.values()] };
}

function parseManifest(source: string, defaultTimeZone: string): Manifest {
  let data: Record<string, unknown>;
  try {
    data = JSON.parse(source) as Record<string, unknown>;
  } catch (error) {
    throw new ProjectError(`appsscript.json: ${error instanceof Error ? error.message : String(error)}`);
  }
  const dependencies = (data['dependencies'] ?? {}) as { enabledAdvancedServices?: { userSymbol: string; serviceId: string; version: string }[] };
  return {
    timeZone: typeof data['timeZone'] === 'string' ? data['timeZone'] : defaultTimeZone,
    oauthScopes: (data['oauthScopes'] as string[] | undefined) ?? null,
    advancedServices: dependencies.enabledAdvancedServices ?? [],
    urlFetchWhitelist: (data['urlFetchWhitelist'] as string[] | undefined) ?? null,
    webapp: (data['webapp'] as Manifest['webapp'] | undefined) ?? null,
    exceptionLogging: typeof data['exceptionLogging'] === 'string' ? data['exceptionLogging'] : 'NONE',
  };
}

/** What the last parsed files declare, by their text: a host is opened and put back many times with one and the same script, and parsing that takes a second. */
const parsedFiles = new Map<string, readonly DeclaredFunction[]>();
const PARSED_FILES_KEPT = 8;

/** Function declarations at top level of one file with their JSDoc. Throws ProjectError naming the file. */
export function declaredFunctions(source: string, path: string): readonly DeclaredFunction[] {
  const known = parsedFiles.get(source);
  if (known !== undefined) return known;
  const functions = parseFunctions(source, path);
  const [oldest] = parsedFiles.keys();
  if (oldest !== undefined && parsedFiles.size >= PARSED_FILES_KEPT) parsedFiles.delete(oldest);
  parsedFiles.set(source, functions);
  return functions;
}

function parseFunctions(source: string, path: string): DeclaredFunction[] {
  const { program, comments } = parseScript(source, path);
  const docs = comments.filter((comment) => comment.type === 'Block' && comment.value.startsWith('*'));
  const functions: DeclaredFunction[] = [];
  let nextDoc = 0;
  for (const statement of program.body) {
    let doc: Comment | null = null;
    for (; nextDoc < docs.length && (docs[nextDoc] as Comment).end <= statement.start; nextDoc += 1) doc = docs[nextDoc] as Comment;
    while (nextDoc < docs.length && (docs[nextDoc] as Comment).end <= statement.end) nextDoc += 1;
    if (statement.type !== 'FunctionDeclaration') continue;
    const near = doc !== null && source.slice(doc.end, statement.start).trim() === '';
    functions.push({
      name: statement.id.name,
      params: statement.params.map((parameter) => source.slice(parameter.start, parameter.end)),
      doc: near && doc ? cleanDoc(doc.value) : '',
    });
  }
  return functions;
}

function cleanDoc(comment: string): string {
  return comment.split('\n').map((line) => line.replace(/^\s*\*+ ?/, '')).join('\n').trim();
}

/** What autocomplete shows of a custom function: the summary and each @param with its description. */
export function describeFunction(declared: DeclaredFunction): { readonly name: string; readonly description: string; readonly params: { readonly name: string; readonly description: string }[] } {
  const [summary = '', ...tags] = declared.doc.split(/^(?=@)/m);
  const described = new Map<string, string>();
  for (const tag of tags) {
    const match = /^@param\s+(?:\{(?:[^{}]|\{[^{}]*\})*\}\s*)?\[?([\w$]+)(?:=[^\]]*)?\]?\s*(?:-\s*)?([\s\S]*)$/.exec(tag);
    if (match?.[1] !== undefined) described.set(match[1], oneLine(match[2] ?? ''));
  }
  return {
    name: declared.name,
    description: oneLine(summary),
    params: declared.params.map((name) => ({ name: name.replace(/\s*=[\s\S]*$/, '').replace(/^\.\.\./, ''), description: described.get(name.replace(/\s*=[\s\S]*$/, '')) ?? '' })),
  };
}

/** True for a function that a formula or a page may name: not private. */
export function isPublic(name: string): boolean {
  return !name.endsWith('_');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
