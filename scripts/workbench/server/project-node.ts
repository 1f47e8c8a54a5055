/** The script project on disk (what would be pushed to Google): reading its files and noticing changes. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { SourceFile } from '../runtime/workbench';
import { answer, answerJson, type Route } from './http-node';

/** All files of the project; `version` changes with the content. */
export interface ProjectFiles {
  readonly version: string;
  readonly files: readonly SourceFile[];
}

const EXTENSIONS = new Set(['.js', '.gs', '.html']);

/** Reads the project folder: scripts, HTML files and `appsscript.json`. An absent folder is an empty project. */
export function readProject(folder: string): ProjectFiles {
  const files = projectPaths(folder).map((path) => ({ path: relative(folder, path).split(sep).join('/'), source: readFileSync(path, 'utf8') }));
  return { version: projectStamp(folder), files };
}

/**
 * Calls `changed` after each build that altered the project. Looks twice a second, because a build replaces the folder itself
 * and a file system watcher would go on watching the old one. Returns the function that stops looking.
 */
export function watchProject(folder: string, changed: () => void): () => void {
  let known = projectStamp(folder);
  let settling = known;
  const timer = setInterval(() => {
    const stamp = projectStamp(folder);
    // Two equal looks in a row: the build has finished writing. An empty folder is one that is being replaced.
    const finished = stamp === settling;
    settling = stamp;
    if (!finished || stamp === '' || stamp === known) return;
    known = stamp;
    changed();
  }, 500);
  timer.unref();
  return () => clearInterval(timer);
}

function projectStamp(folder: string): string {
  return projectPaths(folder)
    .map((path) => {
      const { mtimeMs, size } = statSync(path);
      return `${relative(folder, path)}:${mtimeMs}:${size}`;
    })
    .join('|');
}

function projectPaths(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => EXTENSIONS.has(extname(path)) || relative(folder, path) === 'appsscript.json')
    .filter((path) => existsSync(path) && statSync(path).isFile())
    .sort();
}

/** What the page is told at its start. */
export interface ProjectRouteOptions {
  readonly distFolder: string;
  /** Folder of `demo.<language>.json`, null for none. */
  readonly demoFolder: string | null;
  /** ISO time the virtual clock starts at, null for the machine's. */
  readonly clock: string | null;
  /** Name of the script project. */
  readonly title: string;
}

/**
 * Routes of GET `/api/project` (the files, the project's name, the first moment of the virtual clock, the languages with a demo) and GET `/api/demo/<language>`
 * (the book snapshot shown at the first start, 204 when there is none).
 */
export function projectRoute({ distFolder, demoFolder, clock, title }: ProjectRouteOptions): Route {
  const demoFile = (language: string): string | null => {
    const file = demoFolder === null ? null : join(demoFolder, `demo.${language}.json`);
    return file !== null && existsSync(file) ? file : null;
  };
  return ({ response, method, path }) => {
    if (method !== 'GET') return false;
    if (path === '/api/project') {
      return answerJson(response, 200, { ...readProject(distFolder), clock, title, demos: ['ru', 'en'].filter((name) => demoFile(name) !== null) });
    }
    const language = /^\/api\/demo\/([a-z]{2})$/.exec(path)?.[1];
    if (language === undefined) return false;
    const file = demoFile(language);
    if (file === null) return answer(response, 204, 'text/plain', '');
    return answer(response, 200, 'application/json; charset=utf-8', readFileSync(file));
  };
}
