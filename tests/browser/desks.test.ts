/** From a messy sheet to a clean base by hand, in a real browser: set-up in place, import, cleaning, a merge, and every step taken back. */
import path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { say } from '../../src/domain/words';
import { wordsOf, type Words } from '../../ui/language/words';
import { browserStage, ROOT } from './demo-stage';
import { messyShop, type MessyShop } from './messy-shop';
import { startServer, WorkbenchPage } from './workbench-page';

const today = '2025-12-20';

jest.setTimeout(240_000);

const stage = browserStage();

const button = (frame: FrameLocator | Locator, name: string | RegExp): Locator => frame.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first();

/** One person at work in one language. */
class Walk {
  readonly words: Words;
  readonly shop: MessyShop;

  constructor(readonly page: WorkbenchPage, readonly language: 'ru' | 'en') {
    this.words = wordsOf(language);
    this.shop = messyShop(language);
  }

  get sidebar(): FrameLocator {
    return this.page.sidebar;
  }

  get dialog(): FrameLocator {
    return this.page.page.getByRole('dialog').frameLocator('iframe');
  }

  async menu(key: 'menu.setUp' | 'menu.import' | 'menu.cleaning' | 'menu.duplicates' | 'menu.journal'): Promise<void> {
    const captions = [say(this.language, 'menu.title'), say(this.language, key)];
    if (key === 'menu.setUp' || key === 'menu.import') await this.page.clickMenu(...captions);
    else await this.page.showSidebar(...captions);
  }

  /** A picture for people, and nothing for axe to find. */
  async look(name: string): Promise<void> {
    await this.page.idle();
    await this.page.screenshot(`desks-${name}-${this.language}`);
    expect([name, await this.page.axeAtStop()]).toEqual([name, []]);
  }

  async text(a1: string, sheet: string): Promise<string> {
    return (await this.page.cell(a1, sheet)).text.replace(/[\s\u00a0\u202f]/g, '');
  }

  /** What the owner's two sheets show, to be compared with later. */
  async ownSheets(): Promise<readonly string[]> {
    const cells: string[] = [];
    for (const [sheet, rows, columns] of [[this.shop.ordersSheet, 22, 'ABCDEFG'], [this.shop.clientsSheet, 8, 'ABCDEFGHIJ']] as const) {
      const places = Array.from({ length: rows }, (_unused, row) => Array.from(columns, (column) => `${column}${row + 1}`)).flat();
      (await this.page.cells(places, sheet)).forEach(({ text, formula }, index) => {
        if (text !== '' || formula !== null) cells.push(`${sheet}!${places[index] ?? ''} ${formula ?? text}`);
      });
    }
    return cells;
  }

  /** Names of all sheets, the hidden ones too. */
  async sheetNames(): Promise<readonly string[]> {
    return this.page.page.evaluate(() => {
      const book = window.workbench?.session.book as { readonly sheets: () => readonly { readonly name: string }[] } | null | undefined;
      return (book?.sheets() ?? []).map(({ name }) => name);
    });
  }

  /** Begins to make the base of the sheets as proposed; resolves when the first of its steps is done and the next one runs. */
  async beginSetUp(): Promise<void> {
    await button(this.dialog, this.words.say('setUp.next')).click();
    await button(this.dialog, this.words.say('setUp.begin')).click();
    const half = this.words.say('setUp.sheetsDone', { done: '\\d', all: 10 });
    await this.dialog.getByText(new RegExp(`^${half}$`)).waitFor({ timeout: 60_000 });
  }

  async closeDialog(): Promise<void> {
    await button(this.dialog, this.words.say('action.close')).click();
    await this.page.page.getByRole('dialog').first().waitFor({ state: 'detached' });
    await this.page.idle();
  }

  /** Takes the last action back through the view of actions; returns what it was called. */
  async undoLast(): Promise<string> {
    await this.menu('menu.journal');
    const last = button(this.sidebar, this.words.say('journal.undoLast'));
    await last.waitFor({ timeout: 30_000 });
    const title = await this.sidebar.locator('.row', { has: last }).locator('.row-title').innerText();
    await last.click();
    await button(this.sidebar.getByRole('dialog'), this.words.say('journal.undo')).click();
    await this.sidebar.getByText(this.words.say('journal.done'), { exact: true }).waitFor({ timeout: 60_000 });
    await this.page.idle();
    return title;
  }
}

async function walk(language: 'ru' | 'en', work: (walk: Walk) => Promise<void>): Promise<void> {
  const server = await startServer({ distFolder: path.join(ROOT, 'dist'), title: 'Clientura', clock: `${today}T09:00:00Z` });
  const page = await WorkbenchPage.open(stage.browser, server.url, language);
  try {
    await work(new Walk(page, language));
    expect(page.errors).toEqual([]);
  } catch (error) {
    await page.screenshot(`desks-failed-${language}`);
    throw error;
  } finally {
    await page.close();
    await server.stop();
  }
}

test.each(['ru', 'en'] as const)('a messy sheet becomes a base, takes an import, is cleaned and merged, and comes back as it was (%s)', async (language) => {
  await walk(language, async (person) => {
    const { page, words, shop, sidebar, dialog } = person;
    await page.page.locator('input[type=file]').setInputFiles({ name: 'shop.xlsx', mimeType: 'application/octet-stream', buffer: shop.workbook });
    await page.page.locator('.grid').getByText(shop.clientsSheet, { exact: true }).first().waitFor();
    await page.expectCell('A4', language === 'ru' ? 'Номер заказа' : 'Order number', shop.ordersSheet);
    const before = await person.ownSheets();

    // The sheets are found for what they are; nothing has to be corrected.
    await person.menu('menu.setUp');
    await button(dialog, words.say('setUp.next')).waitFor({ timeout: 60_000 });
    expect(await dialog.getByLabel(words.say('setUp.kindOf', { name: shop.ordersSheet })).inputValue()).toBe('orders');
    expect(await dialog.getByLabel(words.say('setUp.kindOf', { name: shop.clientsSheet })).inputValue()).toBe('clients');
    await person.look('set-up');
    await button(dialog, words.say('setUp.next')).click();
    await person.look('set-up-check');
    await button(dialog, words.say('action.back')).click();

    // Cancelled half-way: the spreadsheet is as it was. Left half-way: it is gone on with when the dialog is opened again.
    const names = await person.sheetNames();
    await person.beginSetUp();
    await button(dialog, words.say('action.cancel')).click();
    await dialog.getByText(words.say('setUp.takenBack'), { exact: true }).waitFor({ timeout: 60_000 });
    expect([await person.sheetNames(), await person.ownSheets()]).toEqual([names, before]);
    await person.look('set-up-cancelled');
    await person.beginSetUp();
    await page.screenshot(`desks-set-up-step-${language}`);
    await page.page.locator('dialog .window-head button').click();
    await page.idle();
    await person.menu('menu.setUp');
    await button(dialog, words.say('setUp.goOn')).waitFor({ timeout: 60_000 });
    expect((await person.sheetNames()).length).toBeGreaterThan(names.length);
    await person.look('set-up-unfinished');
    await button(dialog, words.say('setUp.goOn')).click();
    await dialog.getByText(words.say('setUp.done'), { exact: true }).waitFor({ timeout: 60_000 });
    await button(dialog, words.say('step.recalculate')).click();
    await dialog.getByText(words.say('setUp.recalculated'), { exact: true }).waitFor({ timeout: 60_000 });
    await person.look('set-up-done');
    await person.closeDialog();
    expect((await person.ownSheets()).slice(0, 8)).toEqual(before.slice(0, 8));
    const based = await person.ownSheets();

    // One order of the file is known, one has another sum, two are new.
    await person.menu('menu.import');
    await dialog.locator('input[type="file"]').setInputFiles({ name: 'december.csv', mimeType: 'text/csv', buffer: shop.orders });
    await button(dialog, words.say('import.check', { count: 4 })).click({ timeout: 60_000 });
    const take = button(dialog, words.say('import.takeRowsChange', { fresh: 2, changed: 1 }));
    await take.waitFor({ timeout: 60_000 });
    await person.look('import-preview');
    expect(await person.text(shop.amount.cell, shop.ordersSheet)).toBe(shop.amount.before);
    await take.click();
    await dialog.getByText(words.say('import.finished', { name: 'december.csv' }), { exact: true }).waitFor({ timeout: 60_000 });
    await person.look('import-done');
    await person.closeDialog();
    expect(await person.text(shop.amount.cell, shop.ordersSheet)).toBe(shop.amount.after);

    // Every phone gets its international form at once, after a question that names the number.
    await person.menu('menu.cleaning');
    const acceptKind = new RegExp(`^${words.say('cleaning.acceptKindOf', { kind: '.*', count: '\\d+' })}$`);
    const phones = sidebar.getByRole('region').filter({ has: sidebar.getByRole('heading', { level: 2 }) }).first();
    await button(phones, acceptKind).waitFor({ timeout: 60_000 });
    await person.look('cleaning');
    await button(phones, acceptKind).click();
    await person.look('cleaning-ask');
    await button(sidebar.getByRole('dialog'), words.say('cleaning.accept')).click();
    await page.idle();
    await page.expectCell(shop.phone.cell, shop.phone.after, shop.clientsSheet);
    await person.look('cleaned');

    // Two rows are one client: the merge says so before, and the orders go with it.
    await person.menu('menu.duplicates');
    await sidebar.locator('.rows .row').first().click({ timeout: 60_000 });
    const merge = button(sidebar, words.say('duplicates.merge', { count: 2 }));
    await merge.waitFor({ timeout: 60_000 });
    await person.look('merge');
    await merge.click();
    await sidebar.locator('.toast').getByText(/./).first().waitFor({ timeout: 60_000 });
    await person.look('merged');
    expect((await person.ownSheets()).filter((cell) => cell.startsWith(`${shop.clientsSheet}!A`))).toHaveLength(based.filter((cell) => cell.startsWith(`${shop.clientsSheet}!A`)).length - 1);

    // Back again, the last step first, to the sheet as it was.
    const undone = [await person.undoLast(), await person.undoLast(), await person.undoLast()];
    expect(undone).toEqual([say(language, 'journal.kind.merge'), say(language, 'journal.kind.clean'), say(language, 'journal.kind.import-orders')]);
    await person.look('undone');
    expect(await person.ownSheets()).toEqual(based);
    expect(await person.undoLast()).toBe(say(language, 'journal.kind.set-up'));
    expect(await person.ownSheets()).toEqual(before);
  });
});
