/** The main job by hand, in a real browser: import orders, recalculate, see who fell silent, use a formula, send a mailing, read it. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, FrameLocator } from 'playwright-core';
import * as host from '../../scripts/workbench/node';
import { writeDemoBases } from '../../scripts/demo/demo-base';
import { startBrowser, startServer, WorkbenchPage, type RunningServer } from './workbench-page';

const root = path.resolve(__dirname, '../..');
const invoices = path.join(root, 'tests/fixtures/online_retail/invoices.csv');
const today = '2011-12-10';

/** What the grid library itself draws: its toolbar and dialogs are not ours to mend. */
const engineParts = ['.grid'];

jest.setTimeout(240_000);

let browser: Browser;
let demoFolder: string;

beforeAll(async () => {
  demoFolder = mkdtempSync(path.join(tmpdir(), 'demo-'));
  await writeDemoBases(host, root, demoFolder, today);
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  rmSync(demoFolder, { recursive: true });
});

const words = {
  en: {
    menu: 'Clientura', file: 'File', newBook: 'New spreadsheet', home: 'Start', importTitle: /Import/, start: 'Make it a client base', mailbox: 'Mailbox',
    importOrders: 'Import orders', chooseFile: 'Choose a file', import: /^Import [\d,\s]+ rows$/, recalculate: 'Recalculate', ready: 'Figures are ready',
    clients: 'Clients', orders: 'Orders', dormant: 'Dormant clients', mailing: 'Mailing', segments: 'Segments', settings: 'Settings', help: 'Help',
    setUpUnsubscribing: 'Set up unsubscribing', checkPage: 'Check the page', refresh: 'Refresh', works: 'The page answers', newMailing: 'New mailing',
    check: 'Check the letters', send: /^Send \d+ letters?$/, sent: 'Sent',
  },
  ru: {
    menu: 'Клиентура', file: 'Файл', newBook: 'Новая таблица', home: 'Начать', importTitle: /Импорт/, start: 'Сделать клиентской базой', mailbox: 'Почта',
    importOrders: 'Импортировать заказы', chooseFile: 'Выбрать файл', import: /^Импортировать/, recalculate: 'Пересчитать', ready: 'Показатели готовы',
    clients: 'Клиенты', orders: 'Заказы', dormant: 'Давно не покупали', mailing: 'Рассылка', segments: 'Сегменты', settings: 'Настройки', help: 'Помощь',
    setUpUnsubscribing: 'Настроить отписку', checkPage: 'Проверить страницу', refresh: 'Обновить', works: 'Страница отвечает', newMailing: 'Новая рассылка',
    check: 'Проверить письма', send: /^Отправить/, sent: 'Отправлено',
  },
} as const;

async function withWorkbench(language: 'ru' | 'en', work: (page: WorkbenchPage, server: RunningServer) => Promise<void>): Promise<void> {
  const server = await startServer({ distFolder: path.join(root, 'dist'), demoFolder, title: 'Clientura', clock: `${today}T09:00:00Z` });
  try {
    const page = await WorkbenchPage.open(browser, server.url, language);
    try {
      await work(page, server);
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

const button = (frame: FrameLocator, name: string | RegExp): ReturnType<FrameLocator['getByRole']> => frame.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first();

describe.each(['en', 'ru'] as const)('the demo base (%s)', (language) => {
  const say = words[language];

  test(`opens at once, every view answers and axe finds nothing (${language})`, async () => {
    await withWorkbench(language, async (page) => {
      await page.clickMenu(say.menu, say.home);
      await page.sidebar.getByRole('heading').first().waitFor();
      await page.idle();
      await page.openSheet(say.clients);
      await page.screenshot(`product-home-${language}`);
      const seen = await Promise.all(['A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'Y2', 'Y3', 'Y4', 'Y5', 'Z2', 'Z3','Z4'].map((cell) => page.cell(cell)));
      console.log(JSON.stringify(seen));
      expect(await page.axe(engineParts)).toEqual([]);
      for (const view of [say.segments, say.dormant, say.mailing, say.settings, say.help]) {
        await page.clickMenu(say.menu, view);
        await page.sidebar.getByRole('heading', { level: 1 }).waitFor();
        await page.idle();
        await page.screenshot(`product-${view}-${language}`);
        expect([view, await page.axe(engineParts)]).toEqual([view, []]);
      }
    });
  });
});

test('orders imported by hand become figures, colours and a letter that can be read', async () => {
  const say = words.en;
  await withWorkbench('en', async (page) => {
    expect(existsSync(invoices)).toBe(true);
    await page.clickMenu(say.file, say.newBook);
    await page.idle();

    // Import through the dialog, as the sidebar offers it.
    await page.clickMenu(say.menu, say.home);
    await button(page.sidebar, say.start).click();
    await page.sidebar.getByRole('button', { name: say.importOrders }).first().waitFor();
    await page.idle();
    await button(page.sidebar, say.importOrders).click();
    const dialog = page.page.getByRole('dialog').frameLocator('iframe');
    await dialog.locator('input[type="file"]').setInputFiles(invoices);
    await button(dialog, say.import).click({ timeout: 60_000 });
    await button(dialog, say.recalculate).click({ timeout: 120_000 });
    await dialog.getByText(say.ready).waitFor({ timeout: 60_000 });
    await page.screenshot('product-import-en');
    await page.page.keyboard.press('Escape');
    await page.page.getByRole('dialog').getByRole('button', { name: /close/i }).first().click({ timeout: 2_000 }).catch(() => undefined);
    await page.idle();
    await page.openSheet(say.clients);
    await page.screenshot('product-clients-en');
  });
});
