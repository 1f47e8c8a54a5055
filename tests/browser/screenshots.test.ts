/** The pictures of the README, taken from the workbench with the demo base; written into the tree only when asked for by `npm run docs`. */
import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { demoStage, ROOT } from './demo-stage';
import { startServer, WorkbenchPage } from './workbench-page';

const target = path.join(ROOT, 'ui/screenshots');
const today = '2026-03-16';

jest.setTimeout(120_000);

const stage = demoStage(today);

test.each([
  ['en', 'Clientura', 'Dormant clients', 'Clients', 'Not bought for long'],
  ['ru', 'Клиентура', 'Давно не покупали', 'Клиенты', 'Давно не покупали'],
] as const)('the sidebar stands beside the coloured client base (%s)', async (language, menu, view, sheet, heading) => {
  const server = await startServer({ distFolder: path.join(ROOT, 'dist'), demoFolder: stage.demoFolder, title: 'Clientura', clock: `${today}T09:00:00Z` });
  try {
    const page = await WorkbenchPage.open(stage.browser, server.url, language, { width: 1280, height: 760 });
    await page.openSheet(sheet);
    await page.clickMenu(menu, view);
    await page.sidebar.getByRole('heading', { level: 1, name: heading }).waitFor();
    await page.sidebar.locator('.placeholder').first().waitFor({ state: 'detached' });
    await page.idle();
    await page.page.mouse.move(600, 500);
    await page.screenshot(`base-${language}`);
    const coloured = await Promise.all(Array.from({ length: 25 }, (_unused, index) => page.cell(`B${index + 2}`, sheet)));
    expect(coloured.filter(({ background }) => background !== null && background !== '#ffffff').length).toBeGreaterThan(5);
    await page.close();
    if (process.env['WRITE_SCREENSHOTS'] === 'yes') {
      mkdirSync(target, { recursive: true });
      copyFileSync(path.join(ROOT, '.cache/screenshots', `base-${language}.png`), path.join(target, `base-${language}.png`));
    }
    const committed = path.join(target, `base-${language}.png`);
    expect(existsSync(committed)).toBe(true);
    expect(statSync(committed).size).toBeGreaterThan(20_000);
  } finally {
    await server.stop();
  }
});
