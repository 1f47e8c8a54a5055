/** The main job by hand, in a real browser: import orders, recalculate, see who fell silent, use a formula, send a mailing, read it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { demoStage, ROOT } from './demo-stage';
import { setUpUnsubscribing } from './unsubscribe-page';
import { startServer, WorkbenchPage } from './workbench-page';

const invoices = path.join(ROOT, 'tests/fixtures/online_retail/invoices.csv');
const today = '2026-03-16';
/** The day the invoices are counted on: most of their clients have been silent for long. */
const invoicesDay = '2011-12-10';

jest.setTimeout(240_000);

const stage = demoStage(today);

const words = {
  en: {
    menu: 'Clientura', file: 'File', newBook: 'New spreadsheet', home: 'Start', importTitle: /Import/, start: 'Make it a client base', mailbox: 'Mailbox',
    blankBase: 'Make a blank base', importOrders: 'Import orders', chooseFile: 'Choose a file', checkRows: /^Check [\d,\s]+ rows$/, import: /^Import [\d,\s]+ new rows/, recalculate: 'Recalculate', ready: 'Figures are ready',
    clients: 'Clients', orders: 'Orders', dormant: 'Dormant clients', mailing: 'Mailings', segments: 'Segments', settings: 'Settings', help: 'Help',
    newMailing: 'New mailing',
    check: 'Check the letters', send: /^Send \d+ letters?$/,
    views: [['Segments', 'Segments'], ['Dormant clients', 'Not bought for long'], ['Mailings', 'Mailings'], ['Settings', 'Settings'], ['Help', 'Help']],
  },
  ru: {
    menu: 'Клиентура', file: 'Файл', newBook: 'Новая таблица', home: 'Начать', importTitle: /Импорт/, start: 'Сделать клиентской базой', mailbox: 'Почта',
    blankBase: 'Создать пустую базу', importOrders: 'Импортировать заказы', chooseFile: 'Выбрать файл', checkRows: /^Проверить [\d\s]+ строк/, import: /^Импортировать/, recalculate: 'Пересчитать', ready: 'Показатели готовы',
    clients: 'Клиенты', orders: 'Заказы', dormant: 'Давно не покупали', mailing: 'Рассылки', segments: 'Сегменты', settings: 'Настройки', help: 'Справка',
    newMailing: 'Новая рассылка',
    check: 'Проверить письма', send: /^Отправить/,
    views: [['Сегменты', 'Сегменты'], ['Давно не покупали', 'Давно не покупали'], ['Рассылки', 'Рассылки'], ['Настройки', 'Настройки'], ['Справка', 'Справка']],
  },
} as const;

async function withWorkbench(language: 'ru' | 'en', day: string, work: (page: WorkbenchPage) => Promise<void>): Promise<void> {
  const server = await startServer({ distFolder: path.join(ROOT, 'dist'), demoFolder: stage.demoFolder, title: 'Clientura', clock: `${day}T09:00:00Z` });
  try {
    const page = await WorkbenchPage.open(stage.browser, server.url, language);
    try {
      await work(page);
      expect(page.errors).toEqual([]);
    } catch (error) {
      await page.screenshot(`product-failed-${language}`);
      throw error;
    } finally {
      await page.close();
    }
  } finally {
    await server.stop();
  }
}

/** The frame of a view is shown at once, its data follow: only then is there something to look at. */
async function dataThere(page: WorkbenchPage): Promise<void> {
  await page.sidebar.locator('.placeholder').first().waitFor({ state: 'detached' });
  await page.idle();
}

const button = (frame: FrameLocator, name: string | RegExp): ReturnType<FrameLocator['getByRole']> => frame.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first();

/** From the composed mailing to the mailbox: check, confirm, send, list what arrived. */
async function sendAndRead(page: WorkbenchPage): Promise<readonly { readonly to: string; readonly subject: string }[]> {
  const say = words.en;
  await button(page.sidebar, say.check).click();
  const send = button(page.sidebar, say.send);
  await send.waitFor();
  await page.screenshot('product-check-en');
  await send.click();
  const confirm = page.sidebar.getByRole('dialog');
  const count = /\d+/.exec(await confirm.getByRole('heading').innerText())?.[0] ?? '';
  const typed = confirm.getByRole('textbox');
  if ((await typed.count()) > 0) await typed.fill(count);
  await confirm.getByRole('button', { name: say.send }).click();
  await button(page.sidebar, 'See the letters').waitFor({ timeout: 100_000 });
  await page.idle();
  await page.screenshot('product-sent-en');
  await page.openPanel(say.mailbox);
  const letters = await page.letters();
  expect(letters).toHaveLength(Number(count));
  expect(new Set(letters.map(({ to }) => to)).size).toBe(letters.length);
  return letters;
}

describe.each(['en', 'ru'] as const)('the demo base (%s)', (language) => {
  const say = words[language];

  test(`opens at once, every view answers and axe finds nothing (${language})`, async () => {
    await withWorkbench(language, today, async (page) => {
      await page.showSidebar(say.menu, say.home);
      await page.sidebar.getByRole('heading').first().waitFor();
      await dataThere(page);
      await page.openSheet(say.clients);
      await page.screenshot(`product-home-${language}`);
      expect(await page.axeAtStop()).toEqual([]);
      for (const [view, heading] of say.views) {
        await page.showSidebar(say.menu, view);
        await page.sidebar.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
        await dataThere(page);
        await page.screenshot(`product-${view}-${language}`);
        expect([view, await page.axeAtStop()]).toEqual([view, []]);
      }
    });
  });
});

test('orders imported by hand become figures, colours and a letter that can be read', async () => {
  const say = words.en;
  await withWorkbench('en', invoicesDay, async (page) => {
    expect(existsSync(invoices)).toBe(true);
    await page.clickMenu(say.file, say.newBook);
    await page.idle();

    // Import through the dialog, as the sidebar offers it.
    await page.showSidebar(say.menu, say.home);
    await button(page.sidebar, say.start).click();
    const dialog = page.page.getByRole('dialog').frameLocator('iframe');
    await button(dialog, say.blankBase).click();
    await button(dialog, say.importOrders).click({ timeout: 60_000 });
    await dialog.locator('input[type="file"]').setInputFiles(invoices);
    await button(dialog, say.checkRows).click({ timeout: 60_000 });
    await button(dialog, say.import).click({ timeout: 60_000 });
    await button(dialog, say.recalculate).click({ timeout: 120_000 });
    await dialog.getByText(say.ready).waitFor({ timeout: 60_000 });
    await page.screenshot('product-import-en');
    await page.page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
    await page.idle();

    // Dormant rows are coloured, on the grid and not only in the model.
    await page.openSheet(say.clients);
    const rows = await Promise.all(Array.from({ length: 30 }, (_unused, index) => page.cell(`B${index + 2}`, say.clients)));
    const colours = new Set(rows.map(({ background }) => background).filter((colour) => colour !== null && colour !== '#ffffff'));
    expect(colours.size).toBeGreaterThanOrEqual(2);
    for (const colour of colours) expect([colour, await page.colourPainted(colour ?? '')]).toEqual([colour, true]);
    await page.screenshot('product-clients-en');

    // A formula of the add-on, typed by hand, spills and follows an edit of its arguments.
    await page.openSheet('Sheet1');
    for (const [cell, text] of [['A1', 'Ann'], ['B1', '2011-11-01'], ['C1', '10'], ['A2', 'Bob'], ['B2', '2011-12-01'], ['C2', '20'], ['A3', 'Ann'], ['B3', '2011-12-05'], ['C3', '30']] as const) await page.typeCell(cell, text);
    await page.typeCell('E1', '=RFM(A1:A3,B1:B3,C1:C3,DATE(2011,12,10))');
    await page.expectCell('E2', 'Ann');
    await page.expectCell('E3', 'Bob');
    const before = (await page.cell('G2')).text;
    await page.typeCell('A2', 'Ann');
    await page.expectCell('E3', '');
    expect((await page.cell('G2')).text).not.toBe(before);
    await page.screenshot('product-formula-en');

    // Three of those who fell silent get an address and their consent; the mailing reaches exactly them.
    await page.openSheet(say.clients);
    const silent = rows.flatMap(({ background }, index) => (background === '#e3e0ea' || background === '#f9d4d0' ? [index + 2] : [])).slice(0, 3);
    for (const row of silent) {
      await page.typeCell(`C${row}`, `client${row}@example.com`);
      await page.typeCell(`E${row}`, 'yes');
    }
    await setUpUnsubscribing(page, 'en');
    await page.showSidebar(say.menu, say.mailing);
    await button(page.sidebar, say.newMailing).click();
    const letters = await sendAndRead(page);
    expect(letters.map(({ to }) => to).sort()).toEqual(silent.map((row) => `client${row}@example.com`).sort());
    await page.openLetter(letters[0]?.subject ?? '');
    expect(await page.letterView('Headers')).toContain('example.com');
  });
});
