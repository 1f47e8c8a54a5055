/** Movement and forecast on the demo base, in a real browser: a bad value is refused, a preset is tried and saved, the recalculation tells what moved, later the months, cohorts and moves since that day are read. */
import path from 'node:path';
import { wordsOf } from '../../ui/language/words';
import { demoStage, ROOT } from './demo-stage';
import { startServer, WorkbenchPage } from './workbench-page';

const today = '2026-03-16';

jest.setTimeout(240_000);

const stage = demoStage(today);

test.each([
  ['en', 'Clientura', 'Settings', 'Start', 'Clock', '+1 day'],
  ['ru', 'Клиентура', 'Настройки', 'Начать', 'Часы', '+1 день'],
] as const)('a bad value, a preset, what it moved, and the history after it (%s)', async (language, menu, settings, home, clock, day) => {
  const words = wordsOf(language);
  const server = await startServer({ distFolder: path.join(ROOT, 'dist'), demoFolder: stage.demoFolder, title: 'Clientura', clock: `${today}T09:00:00Z` });
  try {
    const page = await WorkbenchPage.open(stage.browser, server.url, language, { width: 1280, height: 1000 });
    const { sidebar } = page;
    const button = (name: string | RegExp): ReturnType<typeof sidebar.getByRole> => sidebar.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first();
    const look = async (name: string): Promise<void> => {
      await sidebar.locator('.placeholder').first().waitFor({ state: 'detached' });
      await page.idle();
      await page.screenshot(`${name}-${language}`);
      expect([name, await page.axeAtStop()]).toEqual([name, []]);
    };

    // A value out of its range is told in its own field and is not saved.
    await page.showSidebar(menu, settings);
    const group = sidebar.locator('details:has(input[type="number"])').first();
    await group.locator('summary').click();
    await group.locator('input[type="number"]').first().fill('99');
    await group.locator('.field-error', { hasText: '2…10' }).waitFor();
    expect(await sidebar.locator('.bottom .button-primary').isDisabled()).toBe(true);
    await look('movement-refused');
    await button(words.say('action.discard')).click();

    // The second preset differs from the defaults; its effect is counted before it is saved.
    await sidebar.locator('summary').nth(1).click();
    await sidebar.locator('details[open] .button').first().click();
    await sidebar.getByText(words.say('settings.effect'), { exact: true }).waitFor();
    await look('movement-preset');
    await sidebar.locator('.bottom .button-primary').click();
    await sidebar.getByText(words.say('settings.saved')).waitFor();

    await page.showSidebar(menu, home);
    await button(words.say('step.recalculate')).click();
    await sidebar.getByRole('heading', { name: words.say('moves.heading') }).waitFor({ timeout: 60_000 });
    await look('movement-recalculated');
    expect(await sidebar.locator('.result .row').count()).toBeGreaterThan(0);

    // The day is kept; the next one can be compared with it.
    const panel = await page.openPanel(clock);
    await panel.getByRole('button', { name: day }).click();
    await panel.locator('output', { hasText: '17' }).waitFor();
    await page.idle();
    await page.page.locator('.panel-tab[aria-expanded="true"]').click();
    await page.showSidebar(menu, home);
    await button(words.say('step.recalculate')).click();
    await sidebar.locator('.toast, .result').first().waitFor({ timeout: 60_000 });
    await page.idle();
    await sidebar.getByText(words.say('movement.heading'), { exact: true }).first().click();
    await sidebar.getByLabel(words.say('migration.since')).waitFor();
    await look('movement-moves');
    await sidebar.getByText(words.say('movement.months'), { exact: true }).click();
    await sidebar.locator('.table-held tbody tr').first().waitFor();
    await look('movement-months');
    await sidebar.getByText(words.say('movement.cohorts'), { exact: true }).click();
    await sidebar.locator('.heat tbody tr').first().waitFor();
    await look('movement-cohorts');
    await page.showSidebar(menu, home);
    await sidebar.getByText(words.say('forecast.heading'), { exact: true }).first().click();
    await sidebar.getByText(words.say('forecast.means'), { exact: true }).waitFor({ timeout: 60_000 });
    await look('forecast');
    expect(page.errors).toEqual([]);
    await page.close();
  } finally {
    await server.stop();
  }
});
