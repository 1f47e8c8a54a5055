/** Finished letters as a mail program shows them: on a desk and on a phone, light and dark; and the workbench's mailbox with one of them. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import type { Browser, Page } from 'playwright-core';
import { buildMime } from '../../src/core/mail/mime';
import { encodeUtf8 } from '../../src/core/file/encoding';
import { CLIENTS, HARD_LETTERS } from '../core/mime-letters';
import { sampleFields, starterLetters, templateLetter, templateLetters } from '../core/mime-template-letters';
import { finishedHtml, type MakeHtml } from '../../ui/dialogs/template/finished-html';
import { startBrowser, startServer, WorkbenchPage } from './workbench-page';

/** Pictures of the letters are kept there when asked for by `WRITE_PICTURES=yes`, and of a letter that is found faulty. */
const PICTURES = join(__dirname, '../../.cache/screenshots/letters');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [600, 360] as const;
const SCHEMES = ['light', 'dark'] as const;

/** What the editor makes of this body is a letter with everything it knows. */
const RICH_BODY = [
  '<h2>Здравствуйте, {{Имя|друг}}!</h2>',
  '<p>Мы собрали <b>весенние букеты</b> и <a href="https://example.ru/spring">показываем их первыми вам</a>. {{#if Город}}Доставим: {{Город}}.{{/if}}</p>',
  '<ul><li>Розы от 150 ₽</li><li>Тюльпаны от 90 ₽</li></ul>',
  '<p><a class="button" href="https://example.ru/order">Выбрать букет</a></p>',
  '<blockquote>Самый честный цветочный в городе.</blockquote>',
  '<table><tr><th>Букет</th><th>Цена</th></tr><tr><td>Весна</td><td>2 500 ₽</td></tr></table>',
  '<p>До встречи,<br>«Ромашка»</p>',
].join('\n');

jest.setTimeout(120_000);

let browser: Browser;
/** Finished pages by name. */
const letters = new Map<string, string>();

beforeAll(async () => {
  browser = await startBrowser();
  const chosen = ['starter-ru-come-back-anna', 'starter-en-come-back-john', 'html-ru-anna', 'html-ru-endless', 'plain-en-hebrew', 'html-en-attack'];
  for (const { id, letter } of [...starterLetters('ru'), ...starterLetters('en'), ...templateLetters()]) if (chosen.includes(id)) letters.set(id, letter.html ?? '');
  expect([...letters.keys()].sort()).toEqual([...chosen].sort());
  for (const [id, html] of await editorLetters()) letters.set(id, html);
});

afterAll(async () => {
  await browser.close();
});

/** Letters whose HTML the editor's library made. */
async function editorLetters(): Promise<[string, string][]> {
  const html = await finishedHtml(RICH_BODY, RICH_BODY, 'ru', loadMjml());
  const template = { subject: 'Весна, {{Имя|друг}}', preheader: 'Первым показываем вам', body: RICH_BODY, html };
  return CLIENTS.filter(({ id }) => id === 'anna' || id === 'endless').map((client) => {
    const { id, letter } = templateLetter('editor', template, 'ru', client, sampleFields(client));
    expect(letter.html).toContain('role="presentation"');
    return [id, letter.html ?? ''];
  });
}

/** MJML as the page carries it: with an empty object for the package it never reaches. */
function loadMjml(): MakeHtml {
  const module: { exports: unknown } = { exports: {} };
  const source = readFileSync(require.resolve('mjml-browser'), 'utf8');
  const run = runInThisContext(`(function (module, exports, require) {${source}\n})`) as (own: typeof module, exports: unknown, require: () => object) => void;
  run(module, module.exports, () => ({}));
  return (module.exports as { default?: MakeHtml }).default ?? (module.exports as MakeHtml);
}

interface Shown {
  readonly overflow: number;
  readonly faults: readonly string[];
  readonly requests: readonly string[];
}

async function show(page: Page, requests: string[], html: string, picture: string): Promise<Shown> {
  requests.length = 0;
  await page.setContent(html);
  const [overflow, faults] = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: unknown): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> } };
    const wider = (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth;
    // What is drawn may ask for a picture.
    for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => { requestAnimationFrame(resolve); });
    const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'], resultTypes: ['violations'] });
    return [wider, violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary.slice(0, 300)}`))] as const;
  });
  if (process.env['WRITE_PICTURES'] === 'yes' || overflow > 0 || faults.length > 0) {
    mkdirSync(PICTURES, { recursive: true });
    // Of a letter of ten thousand characters the beginning is enough.
    await page.screenshot({ path: join(PICTURES, `${picture}.png`), fullPage: !picture.includes('endless') });
  }
  return { overflow, faults, requests: [...requests] };
}

describe.each(SCHEMES)('in %s', (scheme) => {
  test.each(WIDTHS)('letters fit %i px, can be read and load nothing', async (width) => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme, locale: 'ru-RU' });
    const requests: string[] = [];
    await context.route('**/*', async (route) => {
      requests.push(`${route.request().resourceType()} ${route.request().url().slice(0, 40)}`);
      await route.abort();
    });
    const page = await context.newPage();
    // Letters are written into the same tab, so axe is read once.
    await page.evaluate(AXE);
    const seen: Record<string, Shown> = {};
    for (const [id, html] of letters) seen[id] = await show(page, requests, html, `${id}-${width}-${scheme}`);
    await context.close();
    const faulty = Object.entries(seen).filter(([, { overflow, faults, requests: asked }]) => overflow > 0 || faults.length > 0 || asked.length > 0);
    expect(faulty).toEqual([]);
  });
});

test('the dark letter is dark and its words are light', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, colorScheme: 'dark' });
  const page = await context.newPage();
  for (const id of ['starter-ru-come-back-anna', 'editor-anna']) {
    await page.setContent(letters.get(id) ?? '');
    const [ground, words] = await page.evaluate(() => {
      const sum = (colour: string): number => (colour.match(/\d+/g) ?? []).slice(0, 3).reduce((total, part) => total + Number(part), 0);
      const text = [...document.querySelectorAll('p')].find((paragraph) => paragraph.textContent !== '') ?? document.body;
      return [sum(getComputedStyle(document.body).backgroundColor), sum(getComputedStyle(text).color)];
    });
    expect([id, (ground ?? 765) < 200, (words ?? 0) > 450]).toEqual([id, true, true]);
  }
  await context.close();
});

describe.each(['en', 'ru'] as const)('the mailbox of the workbench in %s', (language) => {
  const words = language === 'en'
    ? { panel: 'Mailbox', phone: 'Phone, 360 px', desktop: 'Desktop', post: 'Unsubscribe in one click', open: 'Open the page', answered: 'The unsubscribe address answered 200.', text: 'Plain text', headers: 'Headers', source: 'Source' }
    : { panel: 'Почта', phone: 'Телефон, 360 px', desktop: 'Компьютер', post: 'Отписаться одним нажатием', open: 'Открыть страницу', answered: 'Адрес отписки ответил: 200.', text: 'Простой текст', headers: 'Заголовки', source: 'Исходник' };

  test('shows a letter at both widths, its parts, its file, and both ways out', async () => {
    const folder = scriptFolder();
    const server = await startServer({ distFolder: folder, title: 'Trial', clock: '2026-03-02T06:00:00Z' });
    try {
      const workbench = await WorkbenchPage.open(browser, server.url, language);
      await workbench.clickMenu('Trial', 'Send');
      await workbench.openPanel(words.panel);
      const { page } = workbench;
      const letter = await workbench.openLetter('Весна, Анна Йолкина');
      await letter.getByText('Розы от 150 ₽').waitFor();
      const frame = page.locator('.letter-frame');
      const widthOf = async (): Promise<number> => Math.round((await frame.boundingBox())?.width ?? 0);
      expect(await widthOf()).toBeGreaterThan(600);
      await workbench.screenshot(`workbench-letter-${language}`);
      await page.getByRole('button', { name: words.phone }).click();
      await page.getByRole('button', { name: words.phone, pressed: true }).waitFor();
      // Where motion is reduced every change of size still takes a millisecond, which ends at the next frame.
      await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)); }));
      expect(await widthOf()).toBe(360);
      await workbench.screenshot(`workbench-letter-phone-${language}`);
      await page.getByRole('button', { name: words.desktop }).click();
      const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Прайс.csv' }).click()]);
      expect([saved.suggestedFilename(), readFileSync(await saved.path(), 'utf8')]).toEqual(['Прайс.csv', 'Товар;Цена\r\nРоза;150\r\n']);
      expect(await page.locator('.letter-head').innerText()).toContain('Забота <care@example.ru>');
      await page.getByRole('button', { name: words.post }).click();
      await page.getByText(words.answered).waitFor();
      const [tab] = await Promise.all([workbench.context.waitForEvent('page'), page.getByRole('link', { name: words.open }).click()]);
      await tab.waitForLoadState();
      expect(tab.url()).toMatch(/\/exec\?u=/);
      // The page tells how it was asked before: once by POST, with the body that RFC 8058 names.
      expect(await tab.locator('p').innerText()).toBe('posted: List-Unsubscribe=One-Click');
      await tab.close();
      expect(await workbench.letterView(words.text)).toContain('Файлы для вас:\nПрайс-лист, март: https://example.ru/price.pdf?a=1&b=2');
      expect(await workbench.letterView(words.headers)).toContain('List-Unsubscribe=One-Click');
      expect(await workbench.letterView(words.source)).toContain('Content-Type: multipart/mixed;');
      expect(await workbench.axe(['.grid'])).toEqual([]);
      expect(workbench.errors).toEqual([]);
      await workbench.close();
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** A script project that sends one finished letter as it is, its own web app in place of the letter's. */
function scriptFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'letters-'));
  cpSync(join(__dirname, 'fixtures/project/appsscript.json'), join(folder, 'appsscript.json'));
  const manifest = JSON.parse(readFileSync(join(folder, 'appsscript.json'), 'utf8')) as { oauthScopes: string[]; dependencies: object };
  manifest.oauthScopes.push('https://www.googleapis.com/auth/gmail.send');
  manifest.dependencies = { enabledAdvancedServices: [{ userSymbol: 'Gmail', serviceId: 'gmail', version: 'v1' }] };
  writeFileSync(join(folder, 'appsscript.json'), JSON.stringify(manifest));
  const template = HARD_LETTERS.find(({ id }) => id === 'marketing-headers');
  const anna = CLIENTS.find(({ id }) => id === 'anna');
  if (template === undefined || anna === undefined) throw new Error('The corpus has changed.');
  const plain = templateLetter('mailbox', { subject: 'Весна, {{Имя}}', body: RICH_BODY }, 'ru', anna, sampleFields(anna)).letter;
  const unsubscribeUrl = 'https://page.example/exec?u=L7.0123';
  const file = { fileName: 'Прайс.csv', mimeType: 'text/csv', bytes: encodeUtf8('Товар;Цена\r\nРоза;150\r\n') };
  const raw = buildMime({ ...template.letter, subject: plain.subject, text: plain.text, html: letters.get('editor-anna') ?? '', to: plain.to, unsubscribeUrl, replyTo: { name: 'Забота', address: 'care@example.ru' }, attachments: [file] }).value;
  writeFileSync(join(folder, 'Code.js'), `
function onOpen() { SpreadsheetApp.getUi().createMenu('Trial').addItem('Send', 'send').addToUi(); }
function send() {
  var raw = ${JSON.stringify(raw)}.replace('https://page.example/exec', ScriptApp.getService().getUrl());
  Gmail.Users.Messages.send({ raw: Utilities.base64EncodeWebSafe(raw) }, 'me');
}
function doPost(e) {
  PropertiesService.getScriptProperties().setProperty('posted', e.postData.contents);
  return HtmlService.createHtmlOutput('ok');
}
function doGet() {
  return HtmlService.createHtmlOutput('<p>posted: ' + PropertiesService.getScriptProperties().getProperty('posted') + '</p>');
}
`);
  return folder;
}
