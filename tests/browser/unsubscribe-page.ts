/** Sets up the unsubscribe page as an owner does: saves the address of the script's web app and opens its check link once. */
import { say } from '../../src/domain/words';
import { wordsOf } from '../../ui/language/words';
import { en } from '../../scripts/workbench/page/language/en';
import { ru } from '../../scripts/workbench/page/language/ru';
import type { WorkbenchPage } from './workbench-page';

/** Leaves the sidebar on the view of the unsubscribe page, which says that the page answers. */
export async function setUpUnsubscribing(page: WorkbenchPage, language: 'ru' | 'en'): Promise<void> {
  const words = wordsOf(language);
  const { sidebar } = page;
  const panel = await page.openPanel((language === 'ru' ? ru : en).settings);
  const address = await panel.getByRole('link', { name: /exec$/ }).first().innerText();
  await page.closePanel();
  await page.showSidebar(say(language, 'menu.title'), say(language, 'menu.mailing'));
  await sidebar.getByRole('button', { name: words.say('mailing.webappDo'), exact: true }).click();
  // The address the script knows of itself stands there already.
  expect(await sidebar.getByLabel(words.say('unsubscribe.address')).inputValue()).toBe(address);
  await sidebar.getByRole('button', { name: words.say('unsubscribe.save'), exact: true }).click();
  const [checkTab] = await Promise.all([page.context.waitForEvent('page'), sidebar.getByRole('link', { name: words.say('unsubscribe.link') }).click()]);
  await checkTab.getByText(say(language, 'web.checked')).waitFor();
  await checkTab.close();
  await sidebar.getByRole('button', { name: words.say('unsubscribe.checkAgain'), exact: true }).click();
  await sidebar.getByText(words.say('unsubscribe.works')).waitFor();
}
