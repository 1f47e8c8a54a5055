/** A browser for the tests of a file, and the demo bases of a day: made once for a build, kept for every file that asks for the same day. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { writeDemoBases } from '../../scripts/demo/demo-base';
import * as host from '../../scripts/workbench/node';
import { startBrowser } from './workbench-page';

/** The repository. */
export const ROOT = path.resolve(__dirname, '../..');

const KEPT = path.join(ROOT, '.cache/demo-bases');

/** What a file of browser tests stands on; filled in before its first test. */
export interface BrowserStage {
  browser: Browser;
}

/** The same with demo bases. */
export interface DemoStage extends BrowserStage {
  demoFolder: string;
}

/** Registers starting the browser and closing it. */
export function browserStage(): BrowserStage {
  const stage = {} as BrowserStage;
  beforeAll(async () => {
    stage.browser = await startBrowser();
  });
  afterAll(async () => {
    await stage.browser.close();
  });
  return stage;
}

/** Registers the browser, and the demo bases made or found. @param today the day of the demo bases, `YYYY-MM-DD` */
export function demoStage(today: string): DemoStage {
  const stage = browserStage() as DemoStage;
  beforeAll(async () => {
    stage.demoFolder = await demoBases(today);
  });
  return stage;
}

/** Folder with the demo bases of a day, as this build of the add-on and of the host makes them. */
async function demoBases(today: string): Promise<string> {
  const folder = path.join(KEPT, `${today}-${buildPrint()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(KEPT, { recursive: true });
  const part = mkdtempSync(path.join(KEPT, 'part-'));
  await writeDemoBases(host, ROOT, part, today);
  for (const name of readdirSync(KEPT)) if (name.startsWith(today) && name !== path.basename(folder)) rmSync(path.join(KEPT, name), { recursive: true, force: true });
  try {
    renameSync(part, folder);
  } catch (error) {
    // Another test file made them at the same time.
    if (!existsSync(folder)) throw error;
    rmSync(part, { recursive: true });
  }
  return folder;
}

/** Short hash of all that the demo bases are made by. */
function buildPrint(): string {
  const shop = path.join(ROOT, 'scripts/demo');
  const files = [path.join(ROOT, 'dist/Code.js'), path.join(ROOT, '.cache/workbench/node.cjs'), ...readdirSync(shop).sort().map((name) => path.join(shop, name))];
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}
