/** The workbench page in a real browser, worked by hand with a small script project that uses all it shows. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startBrowser, startServer, WorkbenchPage, type RunningServer } from './workbench-page';

const FIXTURE = join(__dirname, 'fixtures/project');
const CLOCK = '2026-03-02T06:00:00Z';

jest.setTimeout(90_000);

let browser: Browser;
let stateFolder: string;
/** A copy of the project, so that a test can build it anew. */
let distFolder: string;
let server: RunningServer;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
});

async function freshServer(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'workbench-browser-'));
  stateFolder = join(folder, 'state');
  distFolder = join(folder, 'dist');
  cpSync(FIXTURE, distFolder, { recursive: true });
  server = await startServer({ distFolder, stateFolder, clock: CLOCK, title: 'Trial add-on' });
}

async function stopServer(): Promise<void> {
  await server.stop();
  rmSync(join(stateFolder, '..'), { recursive: true, force: true });
}

describe('a script in the page', () => {
  let workbench: WorkbenchPage;
  let openedMs = 0;
  let slowdown = 1;

  beforeAll(async () => {
    await freshServer();
    const before = machineSlowdown();
    const started = Date.now();
    workbench = await WorkbenchPage.open(browser, server.url);
    openedMs = Date.now() - started;
    slowdown = Math.max(before, machineSlowdown());
  });

  afterAll(async () => {
    await workbench.close();
    await stopServer();
  });

  afterEach(() => {
    expect(workbench.errors).toEqual([]);
  });

  it('shows the first grid within two seconds of an idle machine', async () => {
    // Promised for an idle machine (1.2–1.7 s measured); doubled for the browser's own start, stretched by what else the machine does.
    expect(openedMs).toBeLessThan(2000 * 2 * slowdown);
  });

  it('opens a sidebar from its menu and answers google.script.run with the value and the user object', async () => {
    await workbench.clickMenu('Trial', 'Show sidebar');
    await workbench.sidebar.getByRole('heading', { name: 'Sidebar text' }).waitFor();
    await workbench.sidebar.getByRole('button', { name: 'Add 2 and 3' }).click();
    await workbench.sidebar.getByText('sum 5 for owner@example.com').waitFor();
    await workbench.expectCell('E1', '5');
    const frame = workbench.page.locator('.sidebar iframe');
    expect((await frame.boundingBox())?.width).toBe(300);
  });

  it('tells a page that calls a private function that there is none', async () => {
    await workbench.sidebar.getByRole('button', { name: 'Call what is not there' }).click();
    await workbench.sidebar.getByText('Script function not found: sendLetter_').waitFor();
  });

  it('keeps the script page away from the workbench around it', async () => {
    const reached = await workbench.sidebar.locator('body').evaluate(() => {
      try {
        return window.parent.document.title;
      } catch (error) {
        return error instanceof Error ? error.name : 'refused';
      }
    });
    expect(reached).toBe('SecurityError');
  });

  it('closes the sidebar when its page asks for it', async () => {
    await workbench.sidebar.getByRole('button', { name: 'Leave' }).click();
    await workbench.page.locator('.sidebar').waitFor({ state: 'detached' });
  });

  it('suspends a script at a prompt and an alert and goes on with the answers', async () => {
    await workbench.clickMenu('Trial', 'Ask');
    await workbench.answer('Your name', 'OK', 'Maria');
    await workbench.answer('Sure?', 'Yes');
    await workbench.expectCell('D1', 'Maria');
  });

  it('gives CLOSE to a script whose prompt was dismissed with Escape', async () => {
    await workbench.clickMenu('Trial', 'Ask');
    await workbench.dialog('Your name').waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.dialog('Your name').waitFor({ state: 'detached' });
    await workbench.idle();
    await workbench.expectCell('D1', 'Maria');
  });

  it('shows a dialog in the size the script asked for', async () => {
    await workbench.clickMenu('Trial', 'Show dialog');
    await workbench.dialogPage('Trial dialog').getByText('Dialog text').waitFor();
    const box = await workbench.dialog('Trial dialog').locator('iframe').boundingBox();
    expect([box?.width, box?.height]).toEqual([480, 200]);
    await workbench.dialogPage('Trial dialog').getByRole('button', { name: 'Done' }).click();
    await workbench.dialog('Trial dialog').waitFor({ state: 'detached' });
  });

  it('shows toasts, and failures in words with the function that failed', async () => {
    await workbench.clickMenu('Trial', 'More', 'Toast');
    await workbench.page.getByText('All is well').waitFor();
    await workbench.page.locator('.toast').getByRole('button').click();
    await workbench.clickMenu('Extensions', 'Trial add-on', 'Start');
    await workbench.page.getByText('All is well').waitFor();
    await workbench.clickMenu('Trial', 'More', 'Fail');
    await workbench.page.locator('.toast-error', { hasText: 'Row 7: no address' }).waitFor();
    const panel = await workbench.openPanel('Executions');
    await panel.getByRole('button', { name: 'fail', exact: true }).click();
    await panel.locator('.details', { hasText: 'Row 7: no address' }).waitFor();
  });

  it('spills a custom function typed by keyboard and recomputes it after an edit', async () => {
    for (const [cell, text] of [['A1', '1'], ['A2', '2'], ['A3', '3']] as const) await workbench.typeCell(cell, text);
    await workbench.typeCell('B1', '=DOUBLED(A1:A3)');
    await workbench.expectCell('B4', '12');
    await workbench.typeCell('A2', '20');
    await workbench.expectCell('B2', '40');
    await workbench.expectCell('B4', '48');
  });

  it('runs onEdit after an edit by hand, and hands the selected cell to a script', async () => {
    await workbench.typeCell('I1', 'one');
    await workbench.expectCell('J1', 'was blank, is one');
    await workbench.typeCell('I1', 'two');
    await workbench.expectCell('J1', 'was one, is two');
    await workbench.goTo('K5');
    await workbench.clickMenu('Trial', 'Write here');
    await workbench.expectCell('K5', 'here');
  });

  it('offers custom functions with their description while a formula is typed', async () => {
    await workbench.goTo('C8');
    await workbench.page.keyboard.type('=DOUB', { delay: 25 });
    await workbench.page.getByText('Doubles every number of a range').first().waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Escape');
  });

  it('paints the colour of a conditional format the script made', async () => {
    expect(await workbench.colourPainted('#ff8800')).toBe(false);
    await workbench.clickMenu('Trial', 'More', 'Colour');
    await workbench.expectCell('F2', '20');
    expect((await workbench.cell('F1')).background).toBeNull();
    expect((await workbench.cell('F2')).background).toBe('#ff8800');
    await workbench.idle();
    expect(await workbench.colourPainted('#ff8800')).toBe(true);
  });

  it('shows a letter in the mailbox as HTML, as text, with headers and source, and opens its link at /exec', async () => {
    await workbench.clickMenu('Trial', 'Send letter');
    await workbench.openPanel('Mailbox');
    await workbench.page.locator('#letter-list .row').first().waitFor();
    expect(await workbench.letters()).toEqual([{ to: 'maria@example.org', subject: 'Привет, Мария' }]);
    const letter = await workbench.openLetter('Привет, Мария');
    await letter.getByText('Здравствуйте').waitFor();
    const [tab] = await Promise.all([workbench.context.waitForEvent('page'), letter.getByRole('link', { name: 'Отписаться' }).click()]);
    await tab.getByRole('heading', { name: 'Letter 7' }).waitFor();
    expect(tab.url()).toMatch(/^http:\/\/localhost:\d+\/macros\/s\/[\w-]+\/exec\?letter=7$/);
    await tab.locator('#sum', { hasText: '5' }).waitFor();
    await tab.close();
    expect(await workbench.letterView('Plain text')).toContain('Plain words.');
    expect(await workbench.letterView('Headers')).toContain('maria@example.org');
    expect(await workbench.letterView('Source')).toContain('MIME-Version: 1.0');
    await workbench.screenshot('workbench-mailbox-en');
  });

  it('answers programs at /exec as Google does: text by a redirect, HTML at once, HEAD with 403', async () => {
    const address = `${server.url}/exec`;
    const text = await fetch(`${address}?format=json&letter=9`, { redirect: 'manual' });
    expect(text.status).toBe(302);
    const location = new URL(text.headers.get('location') ?? '', address);
    const echoed = await fetch(location);
    expect(echoed.headers.get('content-type')).toContain('application/json');
    expect(await echoed.json()).toEqual({ letter: '9' });
    const posted = await fetch(address, { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
    expect([posted.status, await posted.text()]).toEqual([200, expect.stringContaining('posted List-Unsubscribe=One-Click')]);
    expect((await fetch(address, { method: 'HEAD' })).status).toBe(403);
    expect((await fetch(`${address}?c=1`)).status).toBe(405);
  });

  it('fires a clock trigger when the clock is moved a day forward', async () => {
    await workbench.clickMenu('Trial', 'Start hourly work');
    await workbench.idle();
    const panel = await workbench.openPanel('Clock');
    await panel.getByText('hourlyWork').waitFor();
    expect(await panel.locator('output').innerText()).toContain('2 March 2026');
    await panel.getByRole('button', { name: '+1 hour' }).click();
    await workbench.expectCell('G1', '1');
    await panel.getByRole('button', { name: '+1 day' }).click();
    await workbench.expectCell('G1', '25');
    expect(await panel.locator('output').innerText()).toContain('3 March 2026');
  });

  it('throws the text of the platform when a scope was refused, and works again when it is allowed', async () => {
    const panel = await workbench.openPanel('Settings');
    const scope = panel.getByLabel('script.send_mail');
    await scope.uncheck();
    await workbench.clickMenu('Trial', 'Send letter');
    await workbench.page.locator('.toast-error', { hasText: 'script.send_mail' }).waitFor();
    await scope.check();
    await workbench.clickMenu('Trial', 'Send letter');
    await workbench.openPanel('Mailbox');
    await workbench.page.locator('#letter-list .row').nth(1).waitFor();
  });

  it('keeps sheets, letters, triggers, the clock and the menus over a restart of the server', async () => {
    await workbench.saved();
    await workbench.close();
    await server.stop();
    server = await startServer({ distFolder, stateFolder, clock: CLOCK, title: 'Trial add-on' });
    workbench = await WorkbenchPage.open(browser, server.url);
    await workbench.expectCell('G1', '25');
    await workbench.expectCell('B4', '48');
    await workbench.openPanel('Mailbox');
    expect((await workbench.letters()).length).toBe(2);
    const panel = await workbench.openPanel('Clock');
    await panel.getByText('hourlyWork').waitFor();
    expect(await panel.locator('output').innerText()).toContain('3 March 2026');
    await workbench.clickMenu('Trial', 'More', 'Toast');
    await workbench.page.getByText('All is well').waitFor();
  });

  it('makes a copy of the spreadsheet whose script asks for permission first, opens a CSV file, saves XLSX and opens it again', async () => {
    await workbench.clickMenu('File', 'Make a copy');
    await expectName('Copy of Untitled spreadsheet');
    await workbench.expectCell('G1', '25');
    await workbench.clickMenu('Trial', 'More', 'Toast');
    await workbench.screenshot('workbench-permission-en');
    await workbench.answer('The script asks for permission', 'Yes');
    await workbench.page.getByText('All is well').waitFor();

    const cyrillic = Buffer.from([0xc8, 0xec, 0xff, 0x3b, 0xd1, 0xf3, 0xec, 0xec, 0xe0, 0x0a, 0xce, 0xeb, 0xff, 0x3b, 0x37, 0x0a]);
    await openFile('clients.csv', cyrillic);
    await expectName('clients');
    expect([(await workbench.cell('A1')).text, (await workbench.cell('A2')).text, (await workbench.cell('B2')).text]).toEqual(['Имя', 'Оля', '7']);

    const [download] = await Promise.all([workbench.page.waitForEvent('download'), workbench.clickMenu('File', 'Save as XLSX')]);
    expect(download.suggestedFilename()).toBe('clients.xlsx');
    const path = await download.path();
    await workbench.page.locator('input[type=file]').setInputFiles({
      name: 'again.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: readFileSync(path),
    });
    await expectName('again');
    await workbench.expectCell('A2', 'Оля');

    await openFile('broken.xlsx', Buffer.from('not a workbook'));
    await workbench.page.locator('.toast-error', { hasText: 'broken.xlsx' }).waitFor();
    await expectName('again');
  });

  it('takes a new build of the script into use while the page is open, and goes on with the old one when the new one is broken, also after loading the page again', async () => {
    const code = join(distFolder, 'Code.js');
    const source = readFileSync(code, 'utf8');
    writeFileSync(code, source.replace("'All is well'", "'All is new'"));
    await workbench.page.getByText('The script was built again').waitFor();
    await workbench.clickMenu('Trial', 'More', 'Toast');
    await workbench.page.getByText('All is new').waitFor();
    writeFileSync(code, 'function (');
    await workbench.page.locator('.toast-error', { hasText: 'The new build of the script cannot be used' }).waitFor();
    await workbench.clickMenu('Trial', 'More', 'Toast');
    await workbench.page.getByText('All is new').waitFor();
    await workbench.saved();
    await workbench.page.reload();
    await workbench.ready();
    await workbench.page.locator('.toast-error', { hasText: 'The new build of the script cannot be used' }).waitFor();
    await workbench.clickMenu('Trial', 'More', 'Toast');
    await workbench.page.getByText('All is new').waitFor();
    writeFileSync(code, source);
    await workbench.page.getByText('The script was built again').waitFor();
  });

  it('works as a published add-on: the menu moves below Extensions, and back', async () => {
    const panel = await workbench.openPanel('Settings');
    const form = panel.getByLabel('The script is');
    await form.selectOption('published');
    await workbench.page.getByRole('menubar').getByRole('menuitem', { name: 'Trial', exact: true }).waitFor({ state: 'detached' });
    await workbench.clickMenu('Extensions', 'Trial add-on', 'Start');
    await workbench.page.getByText('All is well').waitFor();
    await form.selectOption('bound');
    await workbench.page.getByRole('menubar').getByRole('menuitem', { name: 'Trial', exact: true }).waitFor();
  });

  it('stops saving in a tab when the workbench is opened in another one', async () => {
    const other = await WorkbenchPage.open(browser, server.url);
    await workbench.page.getByText('The workbench was opened in another tab.').waitFor();
    await other.typeCell('L1', 'kept');
    await other.expectCell('L1', 'kept');
    await other.saved();
    await workbench.typeCell('L2', 'not kept');
    await workbench.expectCell('L2', 'not kept');
    await workbench.saved();
    await workbench.page.getByRole('button', { name: 'Go on here' }).click();
    await workbench.page.waitForFunction(() => document.querySelector('.panel-warning') === null);
    await workbench.ready();
    await workbench.expectCell('L1', 'kept');
    expect((await workbench.cell('L2')).text).toBe('');
    await other.close();
  });

  async function openFile(name: string, buffer: Buffer): Promise<void> {
    await workbench.page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  }

  async function expectName(name: string): Promise<void> {
    await workbench.page.waitForFunction((wanted) => document.querySelector<HTMLInputElement>('.document-name input')?.value === wanted, name);
  }
});

describe.each(['ru', 'en'] as const)('the page in %s', (language) => {
  const words = language === 'ru'
    ? { sections: ['Почта', 'Запуски', 'Часы', 'Настройки'], file: 'Файл', extensions: 'Расширения', other: 'English' }
    : { sections: ['Mailbox', 'Executions', 'Clock', 'Settings'], file: 'File', extensions: 'Extensions', other: 'Русский' };
  let workbench: WorkbenchPage;

  beforeAll(async () => {
    await freshServer();
    workbench = await WorkbenchPage.open(browser, server.url, language);
    await workbench.clickMenu('Trial', 'Send letter');
    await workbench.clickMenu('Trial', 'Start hourly work');
    await workbench.clickMenu('Trial', 'Show sidebar');
    await workbench.sidebar.getByRole('heading', { name: 'Sidebar text' }).waitFor();
    await workbench.idle();
  });

  afterAll(async () => {
    await workbench.close();
    await stopServer();
  });

  it('takes the language of the browser at the first start', async () => {
    expect(await workbench.page.locator('html').getAttribute('lang')).toBe(language);
    await workbench.screenshot(`workbench-${language}`);
    expect(await workbench.axe()).toEqual([]);
  });

  it.each([0, 1, 2, 3])('has nothing for axe to find in section %i of the panel', async (index) => {
    const panel = await workbench.openPanel(words.sections[index] ?? '');
    if (index === 0) await workbench.openLetter('Привет, Мария');
    if (index === 1) await panel.getByRole('button', { name: 'sendLetter', exact: true }).first().click();
    await workbench.screenshot(`workbench-panel-${index}-${language}`);
    expect(await workbench.axe()).toEqual([]);
  });

  it('has nothing for axe to find in open menus, questions and dialogs', async () => {
    await workbench.page.getByRole('menuitem', { name: words.file, exact: true }).click();
    await workbench.screenshot(`workbench-menu-${language}`);
    expect(await workbench.axe()).toEqual([]);
    await workbench.page.keyboard.press('Escape');
    await workbench.clickMenu('Trial', 'Ask');
    await workbench.dialog('Your name').waitFor();
    await workbench.screenshot(`workbench-question-${language}`);
    expect(await workbench.axe()).toEqual([]);
    await workbench.page.keyboard.press('Escape');
    await workbench.idle();
    await workbench.clickMenu('Trial', 'Show dialog');
    await workbench.dialogPage('Trial dialog').getByText('Dialog text').waitFor();
    expect(await workbench.axe()).toEqual([]);
    await workbench.page.keyboard.press('Escape');
    await workbench.dialog('Trial dialog').waitFor({ state: 'detached' });
  });

  it('is worked by keyboard alone: bar, menu, submenu, panel', async () => {
    const { page } = workbench;
    await page.getByRole('menuitem', { name: words.file, exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await focusedText()).toContain('More');
    await page.keyboard.press('ArrowRight');
    expect(await focusedText()).toBe('Colour');
    await page.keyboard.press('Escape');
    expect(await focusedText()).toBe('Trial');
    await page.locator('.panel-tab').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.panel-tab[aria-expanded="true"]').first().waitFor();
    await page.keyboard.press('Enter');
  });

  it('neither overlaps nor scrolls sideways when the text is twice as large', async () => {
    await workbench.page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    await workbench.openPanel(words.sections[3] ?? '');
    const wide = await workbench.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.panel-content, .sidebar, #app')].filter((element) => element.scrollWidth > element.clientWidth + 1).map((element) => element.className));
    await workbench.screenshot(`workbench-large-${language}`);
    await workbench.page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
    expect(wide).toEqual([]);
  });

  it('changes to the other person and the other language', async () => {
    const panel = await workbench.openPanel(words.sections[3] ?? '');
    await panel.locator('select').nth(0).selectOption('colleague@example.com');
    await workbench.openPanel(words.sections[0] ?? '');
    expect(await workbench.letters()).toEqual([]);
    await workbench.openPanel(words.sections[3] ?? '');
    await workbench.page.locator('#panel-content select').nth(1).selectOption({ label: words.other });
    await workbench.page.locator(`html[lang="${language === 'ru' ? 'en' : 'ru'}"]`).waitFor({ state: 'attached' });
    await workbench.ready();
    await workbench.page.getByRole('menuitem', { name: language === 'ru' ? 'File' : 'Файл', exact: true }).waitFor();
    await workbench.clickMenu('Trial', 'More', 'Toast');
    await workbench.page.getByText('All is well').waitFor();
    expect(workbench.errors).toEqual([]);
  });

  const focusedText = (): Promise<string> => workbench.page.evaluate(() => document.activeElement?.textContent ?? '');
});

/** How many times longer work takes by the clock than by the processor: 1 on an idle machine, more where others work too. */
function machineSlowdown(): number {
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  let sum = 0;
  while (process.cpuUsage(cpuBefore).user < 150_000) for (let step = 0; step < 100_000; step += 1) sum += step % 7;
  const { user, system } = process.cpuUsage(cpuBefore);
  return sum > 0 ? Math.max(1, (performance.now() - started) / ((user + system) / 1000)) : 1;
}
