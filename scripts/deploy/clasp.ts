/** Runs Google's own command-line tool for Apps Script and reads its JSON answers. */
import { spawn } from 'node:child_process';
import path from 'node:path';

export interface ClaspAnswer {
  readonly ok: boolean;
  /** Standard output, parsed when it is JSON. */
  readonly value: unknown;
  /** What the tool wrote, for people. */
  readonly text: string;
}

/** One command of clasp, run in a folder with the given project file. */
export type Clasp = (args: readonly string[]) => Promise<ClaspAnswer>;

/** The clasp that stands among the installed packages, working on `projectFile`; `environment` is added to the process's own. */
export function installedClasp(root: string, folder: string, projectFile: string, environment: Readonly<Record<string, string>> = {}): Clasp {
  const program = path.join(root, 'node_modules', '@google', 'clasp', 'build', 'src', 'index.js');
  return (args) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [program, ...args, '--json', '--project', projectFile], {
        cwd: folder,
        env: { ...process.env, ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      let messages = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
      child.stderr.on('data', (chunk: Buffer) => (messages += chunk.toString('utf8')));
      child.on('error', reject);
      child.on('close', (code) => resolve({ ok: code === 0, value: jsonIn(output), text: `${output}${messages}`.trim() }));
    });
}

/** The JSON value an output ends with (clasp may print a line of words before it), or null. */
function jsonIn(output: string): unknown {
  const start = output.search(/[[{]/);
  if (start < 0) return null;
  try {
    return JSON.parse(output.slice(start)) as unknown;
  } catch {
    return null;
  }
}
