/** The pictures of the README, taken from the workbench with the demo base; written into the tree only when asked for by `npm run docs`. */
import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { tabName } from '../../src/core/language/names';
import { say } from '../../src/domain/words';
import { wordsOf } from '../../ui/language/words';
import { en } from '../../scripts/workbench/page/language/en';
import { ru } from '../../scripts/workbench/page/language/ru';
import { demoStage, ROOT } from './demo-stage';
import { setUpUnsubscribing } from './unsubscribe-page';
import { startServer, WorkbenchPage } from './workbench-page';

const target = path.join(ROOT, 'ui/screenshots');
const today = '2026-03-16';

jest.setTimeout(120_000);

const stage = demoStage(today);

/** Copies a picture into the tree when asked for; one must be there at any time. */
function keepPicture(name: string): void {
  const committed = path.join(target, `${name}.png`);
  if (process.env['WRITE_SCREENSHOTS'] === 'yes') {
    mkdirSync(target, { recursive: true });
    copyFileSync(path.join(ROOT, '.cache/screenshots', `${name}.png`), committed);
  }
  expect([name, existsSync(committed) && statSync(committed).size > 20_000]).toEqual([name, true]);
}

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
    keepPicture(`base-${language}`);
  } finally {
    await server.stop();
  }
});

test.each(['en', 'ru'] as const)('the check of a mailing names its recipients, and the test letter stands in the mailbox (%s)', async (language) => {
  const words = wordsOf(language);
  const server = await startServer({ distFolder: path.join(ROOT, 'dist'), demoFolder: stage.demoFolder, title: 'Clientura', clock: `${today}T09:00:00Z` });
  try {
    const page = await WorkbenchPage.open(stage.browser, server.url, language, { width: 1280, height: 860 });
    await page.openSheet(tabName('clients', language));
    await setUpUnsubscribing(page, language);
    await page.clickMenu(say(language, 'menu.title'), say(language, 'menu.mailing'));
    await page.sidebar.getByRole('button', { name: words.say('mailing.new'), exact: true }).click();
    await page.sidebar.getByRole('button', { name: words.say('compose.wide'), exact: true }).click({ timeout: 60_000 });
    const dialog = page.page.getByRole('dialog').frameLocator('iframe');
    await dialog.getByRole('row').nth(5).waitFor({ timeout: 60_000 });
    await page.idle();
    await page.screenshot(`preflight-${language}`);
    await dialog.getByRole('radio', { name: words.say('preflight.letter'), exact: true }).check({ force: true });
    await dialog.getByRole('button', { name: words.say('compose.test'), exact: true }).click();
    await dialog.getByText(words.say('compose.testSent', { address: 'owner@example.com' }), { exact: true }).waitFor();
    await dialog.getByRole('button', { name: words.say('action.close'), exact: true }).click();
    await page.page.getByRole('dialog').first().waitFor({ state: 'detached' });
    await page.openPanel((language === 'ru' ? ru : en).mailbox);
    await page.page.locator('#letter-list .row').first().waitFor();
    const [letter] = await page.letters();
    await (await page.openLetter(letter?.subject ?? '')).getByRole('link').first().waitFor();
    await page.idle();
    await page.screenshot(`mailbox-${language}`);
    await page.close();
    keepPicture(`preflight-${language}`);
    keepPicture(`mailbox-${language}`);
  } finally {
    await server.stop();
  }
});
