/** The tasks behind the npm scripts, each a small list of steps that print what they do. */
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadHost } from './build/host-bundle';
import { writeReadme } from './build/readme';
import { buildBrowserParts, buildDist, buildWorkbench } from './build/build';
import { MEASUREMENTS } from './bench/measurements';
import { writeDemoBases } from './demo/demo-base';
import { FUZZ_MINUTES, runFuzz } from './fuzz/fuzz';

const root = process.cwd();

/** Three on two cores: the tests with a browser or a server wait for a third of their time. */
const JEST_WORKERS = 3;

/** What each task does and takes, for --help; in the order of a working day. */
const TASK_HELP: Readonly<Record<string, string>> = {
  start: 'Builds everything and serves the workbench with a demo base. PORT is the port (default 8080).',
  test: 'Types, lint, build, then every test. A path runs that part of the tests only: npm test -- tests/core',
  build: 'Builds the add-on into dist and the workbench. Parts: dist, workbench, page (default all).',
  types: 'Checks the types of every layer.',
  lint: 'Checks the code with the lint rules; no warning is allowed.',
  workbench: 'The command line on files: segment, clean, mail, formula, exec. More: npm run -s workbench -- --help',
  bench: `Prints ratios of speed measured in one run. Measurements: ${MEASUREMENTS.join(', ')} (default all): npm run bench -- models
           The first run of duckdb installs DuckDB into scripts/bench.`,
  fuzz: `Kills the built add-on at every call, then runs the property tests with new cases for so many minutes (default ${FUZZ_MINUTES}): npm run fuzz -- 30
           The kills take some minutes of their own; with more words after the minutes (a path, -t and a title) only those properties run.
           A failure names the seed that brings it back.`,
  docs: 'Writes the generated parts of the documents anew.',
  deploy: 'Pushes the built add-on to Apps Script.',
};

/** Runs one task by name; returns the exit code. */
export async function runTask(task: string, args: readonly string[]): Promise<number> {
  const help = TASK_HELP[task];
  // The workbench answers --help itself, for each of its verbs.
  if (help !== undefined && task !== 'workbench' && task !== 'deploy' && (args[0] === '--help' || args[0] === '-h')) {
    process.stdout.write(`npm run ${task}: ${help}\n`);
    return 0;
  }
  switch (task) {
    case 'help':
    case '--help':
      process.stdout.write(`Tasks, each run as npm run TASK:\n\n${Object.entries(TASK_HELP).map(([name, text]) => `  ${name.padEnd(9)}${text}`).join('\n')}\n`);
      return 0;
    case 'build':
      return build(args);
    case 'types':
      return types();
    case 'lint':
      return lint();
    case 'test':
      return test(args);
    case 'start':
      return start();
    case 'workbench':
      return workbench(args);
    case 'bench':
      return bench(args);
    case 'fuzz':
      return runFuzz(root, args, () => build(['dist', 'workbench']));
    case 'docs':
      return docs();
    case 'deploy':
      return deploy(args);
    default:
      say(`Unknown task "${task}". Tasks: ${Object.keys(TASK_HELP).join(', ')}.`);
      return 1;
  }
}

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

async function step<T>(title: string, work: () => Promise<T> | T): Promise<T> {
  const started = Date.now();
  const result = await work();
  say(`${title}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

async function build(parts: readonly string[]): Promise<number> {
  const all = parts.length === 0;
  try {
    if (all || parts.includes('dist')) await step('Add-on built into dist', () => buildDist(root));
    if (all || parts.includes('workbench')) await step('Workbench host built', () => buildWorkbench(root));
    if (all || parts.includes('page')) await step('Workbench page built', () => buildBrowserParts(root));
    return 0;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function types(): number {
  return runNode(['node_modules/typescript7/bin/tsc', '-b']);
}

/** Room for objects that live short: with what Node gives by itself the collector takes every seventh second of lint and every twelfth of the tests. */
const ROOM = '--max-semi-space-size=64';

const LINT = [ROOM, 'node_modules/eslint/bin/eslint.js', '-c', 'scripts/eslint.config.mjs', '--max-warnings', '0', 'src', 'ui', 'scripts', 'tests'];

function lint(): number {
  return runNode(LINT);
}

/** Lint as a process of its own; what it finds is printed when it ends, so that it does not stand between the lines of the tests. */
function lintBeside(): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, LINT, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
    child.on('close', (exitCode) => {
      process.stderr.write(printed);
      resolve(exitCode === 0 ? 0 : 1);
    });
  });
}

/** Types, lint, build, then every test; arguments are passed on to jest (a path runs that part only). */
async function test(args: readonly string[]): Promise<number> {
  let failedChecks = args.length === 0 ? await step('Types checked', types) : 0;
  if ((await build([])) !== 0) failedChecks += 1;
  // Lint takes one core for a minute; beside the tests it costs half of that.
  const linted = args.length === 0 && failedChecks === 0 ? step('Lint checked', lintBeside) : Promise.resolve(0);
  const counts = failedChecks > 0 ? { passed: 0, failed: 0, exitCode: 1 } : await runJest(args);
  failedChecks += await linted;
  say('');
  process.stdout.write(`${counts.passed} passed, ${counts.failed + failedChecks} failed\n`);
  return failedChecks > 0 ? 1 : counts.exitCode;
}

/** Runs jest with its own output visible and reads the totals from its closing line. */
function runJest(args: readonly string[]): Promise<{ passed: number; failed: number; exitCode: number }> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      // The workers of jest take over what Node is started with.
      [ROOM, 'node_modules/jest/bin/jest.js', '-c', 'scripts/jest.config.cjs', `--maxWorkers=${JEST_WORKERS}`, ...args],
      { cwd: root, stdio: ['ignore', 'inherit', 'pipe'] },
    );
    let tail = '';
    child.stderr.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk);
      tail = (tail + chunk.toString('utf8')).slice(-4000);
    });
    child.on('close', (exitCode) => {
      const line = /^Tests:.*$/m.exec(tail)?.[0] ?? '';
      const count = (word: string): number => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
      resolve({ passed: count('passed'), failed: Math.max(count('failed'), exitCode === 0 ? 0 : 1), exitCode: exitCode ?? 1 });
    });
  });
}

/** Serves the workbench with the demo base; the port is PORT or 8080. */
async function start(): Promise<number> {
  if ((await build([])) !== 0) return 1;
  const demo = path.join(root, '.cache', 'workbench', 'demo');
  await step('Demo base made', () => writeDemoBases(loadHost(root), root, demo, new Date().toISOString().slice(0, 10)));
  const port = process.env['PORT'] ?? '8080';
  const server = spawn(process.execPath, [path.join('.cache', 'workbench', 'page', 'server.cjs'), '--port', port, '--demo', demo, '--title', 'Clientura'], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
  return new Promise((resolve) => server.on('close', (code) => resolve(code ?? 0)));
}

async function workbench(args: readonly string[]): Promise<number> {
  const stale = await import('./build/freshness').then((m) => m.staleParts(root, ['dist', 'workbench']));
  if (stale.length > 0 && (await build(stale)) !== 0) return 1;
  return loadHost(root).main(args);
}

async function bench(args: readonly string[]): Promise<number> {
  if ((await build(['dist', 'workbench'])) !== 0) return 1;
  const { runBench } = await import('./bench/bench');
  return runBench(root, args);
}

/** Writes the generated parts of the documents anew; tests compare them with what is committed. */
async function docs(): Promise<number> {
  if ((await build([])) !== 0) return 1;
  writeReadme(root);
  writeFileSync(path.join(root, 'scripts', 'workbench', 'README.md'), loadHost(root).renderWorkbenchReadme());
  Object.assign(process.env, { WRITE_SCREENSHOTS: 'yes', WRITE_TABLE: 'yes' });
  return step('Table of requirements written, screenshots taken', () =>
    runNode(['node_modules/jest/bin/jest.js', '-c', 'scripts/jest.config.cjs', 'tests/requirements', 'tests/browser/screenshots', '--maxWorkers=1']),
  );
}

async function deploy(args: readonly string[]): Promise<number> {
  const { runDeploy } = await import('./deploy/deploy');
  return runDeploy(root, args);
}

function runNode(args: readonly string[]): number {
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  return result.status === 0 ? 0 : 1;
}
