// The one door: checks Node, installs what the lockfile names, compiles the task runner and starts the asked task. Plain JavaScript, for it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

const task = process.argv[2] ?? 'start';
const taskArguments = process.argv.slice(3);
/** Verbs print machine-readable output, so progress goes to the error stream. */
const say = (text) => process.stderr.write(`${text}\n`);

requireNode();
installWhenStale();
const { runTask } = await compileTasks();
process.exitCode = await runTask(task, taskArguments);

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major > 22;
  if (fits) return;
  say(`Clientura needs Node.js 20.19 or newer in the 20 line, or 22.13 or newer. This is ${process.versions.node}.`);
  say('Install a current version from nodejs.org and run the command again.');
  process.exit(1);
}

/** `npm ci` when node_modules is missing or was made for another lockfile; a half-finished install leaves no stamp and is repeated. */
function installWhenStale() {
  const stampFile = path.join(root, 'node_modules', '.clientura-lock');
  const stamp = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  say('Installing packages (the first time takes about a minute)…');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--progress=false'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    say('The packages could not be installed. Check the connection to the package registry and run the command again.');
    process.exit(1);
  }
  writeFileSync(stampFile, stamp);
}

async function compileTasks() {
  const { build } = await import('esbuild');
  const outfile = path.join(root, '.cache', 'scripts', 'tasks.mjs');
  mkdirSync(path.dirname(outfile), { recursive: true });
  await build({
    entryPoints: [path.join(root, 'scripts', 'tasks.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}
