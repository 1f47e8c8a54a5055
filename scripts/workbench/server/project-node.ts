/** The script project on disk (what would be pushed to Google): reading its files and noticing changes. */
import { existsSync, readdirSync, readFileSync, statSync, watch, type FSWatcher } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { answer, answerJson, type Route } from './http-node';

/** One file of a script project, named as Apps Script names it (no extension, `/` between folders). */
export interface ProjectFile {
  readonly name: string;
  readonly type: 'SERVER_JS' | 'HTML' | 'JSON';
  readonly source: string;
}

/** All files of the project; `version` changes with the content. */
export interface ProjectFiles {
  readonly version: string;
  readonly files: readonly ProjectFile[];
}

const TYPES: Readonly<Record<string, ProjectFile['type']>> = { '.js': 'SERVER_JS', '.gs': 'SERVER_JS', '.html': 'HTML', '.json': 'JSON' };

/** Reads the project folder; only `appsscript.json` counts among JSON files. An absent folder is an empty project. */
export function readProject(folder: string): ProjectFiles {
  const stamps: string[] = [];
  const files: ProjectFile[] = [];
  for (const path of projectPaths(folder)) {
    const extension = extname(path);
    const type = TYPES[extension];
    const name = relative(folder, path).slice(0, -extension.length).split(sep).join('/');
    if (type === undefined || (type === 'JSON' && name !== 'appsscript')) continue;
    const { mtimeMs, size } = statSync(path);
    stamps.push(`${name}${extension}:${mtimeMs}:${size}`);
    files.push({ name, type, source: readFileSync(path, 'utf8') });
  }
  return { version: stamps.join('|'), files };
}

/** Calls `changed` once after each burst of changes that really altered the project. Returns the function that stops watching. */
export function watchProject(folder: string, changed: () => void): () => void {
  if (!existsSync(folder)) return () => undefined;
  let version = readProject(folder).version;
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const next = existsSync(folder) ? readProject(folder) : undefined;
    // A build that is just replacing the folder leaves it empty for a moment.
    if (next === undefined || next.files.length === 0 || next.version === version) return;
    version = next.version;
    changed();
  };
  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(folder, { recursive: process.platform !== 'linux' }, () => {
      clearTimeout(timer);
      timer = setTimeout(look, 150);
    });
    watcher.on('error', () => watcher?.close());
  } catch {
    return () => undefined;
  }
  return () => {
    clearTimeout(timer);
    watcher?.close();
  };
}

function projectPaths(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .sort();
}

/**
 * Routes of GET `/api/project` (the files) and GET `/api/demo/<language>` (the book snapshot shown at the first start,
 * 204 when there is none).
 */
export function projectRoute(distFolder: string, demoFolder: string | undefined): Route {
  return ({ response, method, path }) => {
    if (method !== 'GET') return false;
    if (path === '/api/project') return answerJson(response, 200, readProject(distFolder));
    const language = /^\/api\/demo\/([a-z]{2})$/.exec(path)?.[1];
    if (language === undefined) return false;
    const file = demoFolder === undefined ? undefined : join(demoFolder, `demo.${language}.json`);
    if (file === undefined || !existsSync(file)) return answer(response, 204, 'text/plain', '');
    return answer(response, 200, 'application/json; charset=utf-8', readFileSync(file));
  };
}
