/** A browser and the demo bases of a day, made before the tests of a file and removed after them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { writeDemoBases } from '../../scripts/demo/demo-base';
import * as host from '../../scripts/workbench/node';
import { startBrowser } from './workbench-page';

/** The repository. */
export const ROOT = path.resolve(__dirname, '../..');

/** What a file of browser tests stands on; filled in before its first test. */
export interface DemoStage {
  browser: Browser;
  demoFolder: string;
}

/** Registers making and removing. @param today the day of the demo bases, `YYYY-MM-DD` */
export function demoStage(today: string): DemoStage {
  const stage = {} as DemoStage;
  beforeAll(async () => {
    stage.demoFolder = mkdtempSync(path.join(tmpdir(), 'demo-'));
    await writeDemoBases(host, ROOT, stage.demoFolder, today);
    stage.browser = await startBrowser();
  });
  afterAll(async () => {
    await stage.browser.close();
    rmSync(stage.demoFolder, { recursive: true });
  });
  return stage;
}
