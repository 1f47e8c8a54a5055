/** A mailing by hand, in a real browser: letter, audience, check, test letter, sending stopped and gone on with, an opt-out from the mailbox, results. */
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { columnName, tabName } from '../../src/core/language/names';
import { starterTemplates } from '../../src/domain/mailing/starters';
import { say } from '../../src/domain/words';
import { wordsOf, type Words } from '../../ui/language/words';
import { en } from '../../scripts/workbench/page/language/en';
import { ru } from '../../scripts/workbench/page/language/ru';
import { demoStage, ROOT } from './demo-stage';
import { setUpUnsubscribing } from './unsubscribe-page';
import { axeFaults, startServer, WorkbenchPage } from './workbench-page';

const today = '2026-03-16';

jest.setTimeout(240_000);

const stage = demoStage(today);

/** What is typed in each language. */
const typed = {
  ru: { subject: 'Пионы уже в лавке', line: 'Ждём вас. Ваш город: ', segment: 'Наши покупатели' },
  en: { subject: 'Peonies are in', line: 'Do come by. Your city: ', segment: 'Our buyers' },
} as const;

const button = (frame: FrameLocator | Locator, name: string | RegExp): Locator => frame.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first();

/** So many letters are out before the sending is stopped: what is left then fits into one minute of Gmail. */
const FIRST_SENT = 11;

/** The first number of a text. */
const numberIn = (text: string): number => Number(/\d+/.exec(text)?.[0]);

/** One person at work in one language. */
class Walk {
  readonly words: Words;

  constructor(readonly page: WorkbenchPage, readonly language: 'ru' | 'en') {
    this.words = wordsOf(language);
  }

  get sidebar(): FrameLocator {
    return this.page.sidebar;
  }

  get dialog(): FrameLocator {
    return this.page.page.getByRole('dialog').frameLocator('iframe');
  }

  async openMailbox(): Promise<void> {
    await this.page.openPanel((this.language === 'ru' ? ru : en).mailbox);
  }

  /** Moves the virtual clock on; leaves the mailbox open. */
  async hourLater(): Promise<void> {
    const texts = this.language === 'ru' ? ru : en;
    const clock = await this.page.openPanel(texts.clock);
    const shown = await clock.locator('output').innerText();
    await clock.getByRole('button', { name: texts.plusHour, exact: true }).click();
    await clock.locator('output').filter({ hasNotText: shown }).waitFor();
    await this.page.idle();
    await this.openMailbox();
  }

  async menu(key: 'menu.home' | 'menu.mailing' | 'menu.template'): Promise<void> {
    const captions = [say(this.language, 'menu.title'), say(this.language, key)];
    if (key === 'menu.template') await this.page.clickMenu(...captions);
    else await this.page.showSidebar(...captions);
  }

  async heading(key: Parameters<Words['say']>[0]): Promise<void> {
    await this.sidebar.getByRole('heading', { level: 1, name: this.words.say(key), exact: true }).waitFor();
    await this.sidebar.locator('.placeholder').first().waitFor({ state: 'detached' });
  }

  /** A picture for people, and nothing for axe to find. */
  async look(name: string, whole = false): Promise<void> {
    await this.page.idle();
    await this.page.screenshot(`mailing-${name}-${this.language}`);
    expect([name, await (whole ? this.page.axe() : this.page.axeAtStop())]).toEqual([name, []]);
  }

  async closeDialog(): Promise<void> {
    await button(this.dialog, this.words.say('action.close')).click();
    await this.page.page.getByRole('dialog').first().waitFor({ state: 'detached' });
    await this.page.idle();
  }

  /** Types a setting into the Settings tab, as an owner may. */
  async set(key: 'setting.mailing.perMinute', value: string): Promise<void> {
    const sheet = tabName('settings', this.language);
    await this.page.openSheet(sheet);
    const titles = await this.page.cells(Array.from({ length: 60 }, (_unused, row) => `A${row + 1}`), sheet);
    const row = titles.findIndex(({ text }) => text === say(this.language, key)) + 1;
    await this.page.typeCell(`B${row}`, value);
    await this.page.expectCell(`B${row}`, value, sheet);
  }

  /** Chooses one of a row of alternatives. */
  async choose(frame: FrameLocator, name: string): Promise<void> {
    const choice = frame.getByRole('radio', { name, exact: true });
    await choice.waitFor({ state: 'attached' });
    // It is pressed where it stands: what is on its way must not move it.
    await this.page.idle();
    await choice.check({ force: true });
  }

  /** How many clients the live count shows; waits for another number than the former one. */
  async counted(former: string): Promise<string> {
    const figure = this.sidebar.locator('[aria-busy="false"] .stat-figure').first();
    await figure.filter({ hasNotText: new RegExp(`^${former}$`) }).waitFor();
    return figure.innerText();
  }

  /** A figure of the list of counts, by its word. */
  async count(key: Parameters<Words['say']>[0]): Promise<number> {
    return Number(await this.sidebar.locator('.count').filter({ hasText: new RegExp(`^${this.words.say(key)}\\s*\\d`) }).locator('dd').innerText());
  }
}

async function walk(language: 'ru' | 'en', work: (walk: Walk) => Promise<void>): Promise<void> {
  const server = await startServer({ distFolder: path.join(ROOT, 'dist'), demoFolder: stage.demoFolder, title: 'Clientura', clock: `${today}T09:00:00Z` });
  const page = await WorkbenchPage.open(stage.browser, server.url, language, { width: 1360, height: 960 });
  try {
    await work(new Walk(page, language));
    expect(page.errors).toEqual([]);
  } catch (error) {
    await page.screenshot(`mailing-failed-${language}`);
    throw error;
  } finally {
    await page.close();
    await server.stop();
  }
}

/** What the confirm page in a tab of its own looks like to axe, and to people. */
async function lookAtTab(tab: Page, name: string): Promise<void> {
  await tab.screenshot({ path: path.join(ROOT, '.cache/screenshots', `mailing-${name}.png`) });
  expect([name, await axeFaults(tab)]).toEqual([name, []]);
}

test.each(['ru', 'en'] as const)('a letter is written, checked, sent with a stop on the way, and its opt-out and results are seen (%s)', async (language) => {
  await walk(language, async (person) => {
    const { page, words, sidebar, dialog } = person;
    const own = typed[language];
    const letter = starterTemplates(language).find(({ key }) => key === 'come-back');
    if (letter === undefined) throw new Error('The starter set has no come-back letter.');
    await setUpUnsubscribing(page, language);
    // So many leave without a pause.
    await person.set('setting.mailing.perMinute', '100');

    // The letter: another subject, a line more, a merge field picked where the cursor stands.
    await person.menu('menu.template');
    await button(dialog, new RegExp(`^${letter.title}`)).click({ timeout: 60_000 });
    await dialog.getByLabel(words.say('template.subject'), { exact: true }).fill(own.subject);
    const body = dialog.getByRole('textbox', { name: words.say('template.body'), exact: true });
    await body.click();
    await page.page.keyboard.press('Control+End');
    await page.page.keyboard.press('Enter');
    await page.page.keyboard.type(own.line);
    await button(dialog, words.say('template.tool.field')).click();
    const picker = dialog.getByLabel(words.say('template.fieldFind'), { exact: true });
    await picker.fill(columnName('city', language));
    await picker.press('Enter');
    await dialog.getByRole('button', { name: words.say('template.insertInto', { place: words.say('template.body') }), exact: true }).click();
    await body.getByText(`${own.line}{{${columnName('city', language)}}}`).waitFor();
    const preview = dialog.getByRole('region', { name: words.say('template.preview') });
    await preview.locator('.letter-head', { hasText: own.subject }).waitFor();
    await preview.frameLocator('iframe').getByText(own.line.trim()).waitFor();
    await person.look('letter');
    await button(dialog, words.say('template.save')).click();
    await dialog.getByText(words.say('template.saved'), { exact: true }).waitFor();
    await person.closeDialog();

    // The audience: one condition, counted as it is made, kept under a name.
    await person.menu('menu.mailing');
    await button(sidebar, words.say('mailing.new')).click();
    await sidebar.getByLabel(words.say('compose.template'), { exact: true }).selectOption(letter.key);
    await button(sidebar, words.say('compose.build')).click();
    await button(sidebar, words.say('audience.anew')).click();
    const all = await person.counted('');
    await button(sidebar, words.say('audience.addCondition')).click();
    await sidebar.getByRole('combobox', { name: words.say('audience.field'), exact: true }).fill(columnName('abc', language));
    await sidebar.getByRole('option', { name: columnName('abc', language), exact: true }).click();
    await sidebar.getByRole('checkbox', { name: 'A', exact: true }).check();
    const best = await person.counted(all);
    await sidebar.getByRole('checkbox', { name: 'B', exact: true }).check();
    const chosen = await person.counted(best);
    expect([Number(best) < Number(chosen), Number(chosen) < Number(all)]).toEqual([true, true]);
    await sidebar.getByLabel(words.say('audience.name'), { exact: true }).fill(own.segment);
    await button(sidebar, words.say('audience.save')).click();
    await button(sidebar, words.say('audience.load', { name: own.segment })).waitFor();
    await person.look('audience');
    await button(sidebar, words.say('audience.write')).click();

    // A tenth is held out; everyone else is in the check, with the letter as it will be read on a phone.
    await person.heading('compose.heading');
    await person.choose(sidebar, words.say('compose.holdTenth'));
    await sidebar.locator('iframe').first().waitFor();
    await person.look('compose');
    await button(sidebar, words.say('compose.wide')).click();
    const summary = dialog.locator('.preflight-summary');
    await summary.locator('.row-title').nth(1).waitFor({ timeout: 60_000 });
    const [go, leftOut] = (await summary.locator('.row-title').allInnerTexts()).map(numberIn) as [number, number];
    const held = numberIn(await summary.locator('p.second').innerText());
    expect([go + held + leftOut, go > 50, held > 0, leftOut > 0]).toEqual([Number(chosen), true, true, true]);
    await dialog.getByRole('row').nth(go).waitFor();
    await person.look('check');
    await person.choose(dialog, words.say('preflight.letter'));
    await person.choose(dialog, words.say('letter.phone', { width: 360 }));
    await dialog.frameLocator('iframe').getByText(own.line.trim()).waitFor();
    expect(await dialog.locator('iframe').evaluate((frame) => frame.getBoundingClientRect().width)).toBe(360);
    await person.look('check-phone');
    await button(dialog, words.say('compose.test')).click();
    await dialog.getByText(words.say('compose.testSent', { address: 'owner@example.com' }), { exact: true }).waitFor();
    await person.closeDialog();

    // The test letter goes to the owner alone.
    await person.openMailbox();
    expect(await page.letters()).toEqual([{ to: 'owner@example.com', subject: expect.stringContaining(own.subject) as string }]);
    const test = await page.openLetter(own.subject);
    await test.getByText(own.line.trim()).waitFor();
    await person.look('test-letter', true);
    const segment = { label: words.say('compose.audienceOption', { label: own.segment, count: Number(chosen) }) };

    // The segment is offered by its name; sending begins when the number is typed, stops when told so, and goes on where it stopped.
    await person.menu('menu.mailing');
    await button(sidebar, words.say('mailing.new')).click();
    await sidebar.getByLabel(words.say('compose.template'), { exact: true }).selectOption(letter.key);
    await sidebar.getByLabel(words.say('compose.audience'), { exact: true }).selectOption(segment);
    await person.choose(sidebar, words.say('compose.holdTenth'));
    await button(sidebar, words.say('compose.check')).click();
    const send = words.say('check.send', { count: go });
    await button(sidebar, send).click();
    const question = sidebar.getByRole('dialog');
    expect(await button(question, send).isDisabled()).toBe(true);
    await question.getByRole('textbox').fill(String(go));
    await person.look('question');
    await button(question, send).click();
    const letters = page.page.locator('#letter-list .row');
    await letters.nth(FIRST_SENT).waitFor({ timeout: 60_000 });
    await button(sidebar, words.say('action.stop')).click();
    await button(sidebar, words.say('sending.continue')).waitFor({ timeout: 60_000 });
    await page.idle();
    const sentFirst = (await page.letters()).length - 1;
    expect([sentFirst >= FIRST_SENT, sentFirst < go]).toEqual([true, true]);
    expect([await person.count('sending.sent'), await person.count('sending.leftCount')]).toEqual([sentFirst, go - sentFirst]);
    await person.look('stopped');
    // Gmail takes sixty letters of one person in a minute; the rest goes out an hour later, by the clock of the workbench.
    await person.hourLater();
    await button(sidebar, words.say('sending.continue')).click();
    await letters.nth(go).waitFor({ timeout: 100_000 });
    await button(sidebar, words.say('sending.letters')).waitFor({ timeout: 60_000 });
    const mail = (await page.letters()).slice(0, -1);
    expect([mail.length, new Set(mail.map(({ to }) => to)).size, await person.count('sending.sent')]).toEqual([go, go, go]);
    await person.look('sent');

    // The link of a letter opens a page; only its button unsubscribes.
    const leaver = mail.at(-1)?.to ?? '';
    const received = await page.openLetterAt(letters.filter({ hasText: leaver }));
    const [tab] = await Promise.all([page.context.waitForEvent('page'), received.getByRole('link', { name: say(language, 'mail.unsubscribe') }).click()]);
    await tab.getByRole('heading', { level: 1, name: say(language, 'web.heading') }).waitFor();
    await lookAtTab(tab, `unsubscribe-${language}`);
    await tab.getByRole('button', { name: say(language, 'web.unsubscribe'), exact: true }).click();
    await tab.getByText(say(language, 'web.done'), { exact: true }).waitFor();
    await lookAtTab(tab, `unsubscribed-${language}`);
    await tab.close();
    await page.closePanel();

    // The base knows it at the next look; results count it, with the groups side by side.
    await person.menu('menu.home');
    await person.heading('home.heading');
    await person.menu('menu.mailing');
    await button(sidebar, words.say('results.heading')).click();
    await sidebar.getByRole('list', { name: words.say('results.heading') }).getByRole('button').first().click();
    await person.heading('results.resultHeading');
    expect(await person.count('sending.sent')).toBe(go);
    await sidebar.getByText(words.say('results.groupMore', { replied: 0, unsubscribed: 1 }), { exact: true }).waitFor();
    await sidebar.getByText(words.say('results.group', { people: held, buyers: 0, orders: 0 }), { exact: true }).waitFor();
    await sidebar.getByRole('listitem').filter({ hasText: words.say('results.unsubscribed') }).first().waitFor();
    await person.look('results');

    // No further mailing writes to that client.
    await person.menu('menu.mailing');
    await button(sidebar, words.say('mailing.new')).click();
    await sidebar.getByLabel(words.say('compose.audience'), { exact: true }).selectOption(segment);
    await button(sidebar, words.say('compose.build')).click();
    await sidebar.getByText(words.say('audience.skipped'), { exact: true }).click();
    await sidebar.locator('.count', { hasText: say(language, 'skip.unsubscribed') }).getByText('1', { exact: true }).waitFor();
    await person.look('left-out');
  });
});
