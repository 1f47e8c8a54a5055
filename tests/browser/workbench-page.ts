/** Drives the workbench page in a real browser: starts the server as its own process, opens menus, reads cells, letters and sidebars. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Frame, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { browserLaunch } from '../../scripts/workbench/server/browser-node';

const ROOT = resolve(__dirname, '../..');
const SERVER = join(ROOT, '.cache/workbench/page/server.cjs');
const AXE = join(ROOT, 'node_modules/axe-core/axe.min.js');

/** Where the server takes its files from. */
export interface ServerOptions {
  /** The built script project. */
  readonly distFolder: string;
  /** Kept by the caller over restarts; a new temporary folder by default. */
  readonly stateFolder?: string;
  /** Folder with `demo.ru.json` and `demo.en.json`. */
  readonly demoFolder?: string;
  /** Name of the script project. */
  readonly title?: string;
  /** First moment of the virtual clock (ISO). */
  readonly clock?: string;
}

/** A running server process. */
export interface RunningServer {
  readonly url: string;
  readonly stateFolder: string;
  /** Ends the process and waits for its end. */
  stop(): Promise<void>;
}

/** Starts the built server on a free port; rejects with what it printed when it does not come up. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  if (!existsSync(SERVER)) throw new Error('The workbench page is not built: run "node scripts/run.mjs build page".');
  const stateFolder = options.stateFolder ?? mkdtempSync(join(tmpdir(), 'workbench-state-'));
  const args = [SERVER, '--port', '0', '--dist', options.distFolder, '--state', stateFolder];
  if (options.demoFolder !== undefined) args.push('--demo', options.demoFolder);
  if (options.title !== undefined) args.push('--title', options.title);
  if (options.clock !== undefined) args.push('--clock', options.clock);
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const url = await announcedAddress(child);
  return {
    url,
    stateFolder,
    stop: async () => {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      if (options.stateFolder === undefined) rmSync(stateFolder, { recursive: true, force: true });
    },
  };
}

function announcedAddress(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let printed = '';
    const listen = (chunk: Buffer): void => {
      printed += chunk.toString('utf8');
      const address = /http:\/\/localhost:\d+/.exec(printed)?.[0];
      if (address !== undefined) found(address);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => failed(new Error(`The server ended with code ${code ?? 'none'}: ${printed}`)));
  });
}

/** Starts the browser the project carries. */
export async function startBrowser(): Promise<Browser> {
  const launch = await browserLaunch(ROOT);
  return chromium.launch({ executablePath: launch.executablePath, args: [...launch.args], env: launch.env });
}

/** What is seen of a cell. */
export interface SeenCell {
  readonly text: string;
  readonly formula: string | null;
  /** `#rrggbb` with conditional formats and bandings applied, null for none. */
  readonly background: string | null;
}

/** One fault that axe found. */
export interface AxeFault {
  readonly rule: string;
  readonly help: string;
  readonly elements: readonly string[];
}

/** The page of the workbench, opened in a context (cookies, tabs) of its own. */
export class WorkbenchPage {
  private stoppedBefore = false;

  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    readonly url: string,
    /** Errors the page has thrown or logged so far; tests expect none. */
    readonly errors: readonly string[],
  ) {}

  /** Opens the page and waits until its spreadsheet and its menus are there. */
  static async open(browser: Browser, url: string, language: 'ru' | 'en' = 'en', size = { width: 1360, height: 820 }): Promise<WorkbenchPage> {
    const context = await browser.newContext({ locale: language === 'ru' ? 'ru-RU' : 'en-GB', timezoneId: 'Europe/Moscow', viewport: size, acceptDownloads: true, reducedMotion: 'reduce' });
    await context.addInitScript(answerWhenDrawn);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    const workbench = new WorkbenchPage(page, context, url, errors);
    await page.goto(url);
    await workbench.ready();
    return workbench;
  }

  /** Waits until the page stands (also after it loaded itself again). */
  async ready(): Promise<void> {
    await this.page.locator('main[aria-busy="false"] canvas').first().waitFor({ timeout: 30_000 });
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  // Menus

  /** Chooses a menu item by its captions: `clickMenu('File', 'Make a copy')`, `clickMenu('Extensions', 'Clientura', 'Start')`. */
  async clickMenu(...path: readonly string[]): Promise<void> {
    const [top = '', ...rest] = path;
    await this.page.getByRole('menubar').getByRole('menuitem', { name: top, exact: true }).first().click();
    let menu = this.page.getByRole('menu', { name: top, exact: true });
    for (const [index, caption] of rest.entries()) {
      const item = menu.getByRole('menuitem', { name: caption, exact: true }).first();
      const branch = index < rest.length - 1;
      if (branch) {
        // The pointer over the item opens it already; a click would close it again.
        await item.hover();
        menu = this.page.getByRole('menu', { name: caption, exact: true });
        await menu.waitFor();
      } else {
        await item.click();
      }
    }
  }

  /** Chooses a menu item that shows a sidebar; resolves when the new one stands: what the former one shows must not be taken for it, nor pressed. */
  async showSidebar(...path: readonly string[]): Promise<void> {
    const frame = this.page.locator('.sidebar iframe');
    const former = (await frame.count()) === 0 ? '' : await frame.getAttribute('data-page');
    await this.clickMenu(...path);
    await this.page.locator(`.sidebar iframe:not([data-page="${former ?? ''}"])`).waitFor();
  }

  /** Waits until no execution runs and none follows: the script's pages have taken every answer, drawn it, and asked for nothing more. */
  async idle(): Promise<void> {
    const busy = (): Promise<boolean> => this.page.evaluate(() => window.workbench?.busy() !== false);
    do {
      await this.page.waitForFunction(() => window.workbench?.busy() === false);
      await this.page.evaluate(pagesDrawn);
    } while (await busy());
  }

  // Script windows

  /** The sidebar's own page. */
  get sidebar(): FrameLocator {
    return this.page.frameLocator('.sidebar iframe');
  }

  /** The dialog with the title. */
  dialog(title: string): Locator {
    return this.page.getByRole('dialog', { name: title, exact: true });
  }

  /** The page inside a dialog. */
  dialogPage(title: string): FrameLocator {
    return this.dialog(title).frameLocator('iframe');
  }

  /** Presses a button of an alert or prompt, after typing the text when one is given. */
  async answer(title: string, button: string, text?: string): Promise<void> {
    const dialog = this.dialog(title);
    if (text !== undefined) await dialog.getByRole('textbox').fill(text);
    await dialog.getByRole('button', { name: button, exact: true }).click();
  }

  // Cells

  /** What a cell of the sheet shown (or of the named one) displays, all calculations done. */
  async cell(a1: string, sheetName?: string): Promise<SeenCell> {
    return this.page.evaluate(([cell, sheet]) => {
      if (window.workbench === undefined) throw new Error('The workbench is not ready.');
      return window.workbench.cell(cell ?? 'A1', sheet ?? null);
    }, [a1, sheetName ?? null]);
  }

  /** What many cells of a sheet display, asked in one go. */
  async cells(a1: readonly string[], sheetName: string): Promise<readonly SeenCell[]> {
    return this.page.evaluate(async ([cells, sheet]) => {
      const seen: SeenCell[] = [];
      for (const cell of cells) seen.push(await (window.workbench?.cell(cell, sheet) ?? Promise.reject(new Error('The workbench is not ready.'))));
      return seen;
    }, [a1, sheetName] as const);
  }

  /** Waits until the cell shows the text. */
  async expectCell(a1: string, text: string, sheetName?: string): Promise<void> {
    const deadline = Date.now() + 10_000;
    let seen = '';
    while (Date.now() < deadline) {
      seen = (await this.cell(a1, sheetName)).text;
      if (seen === text) return;
      await this.page.waitForFunction(() => new Promise((later) => requestAnimationFrame(() => later(true))));
    }
    throw new Error(`${a1} shows "${seen}" and not "${text}".`);
  }

  /** Puts the cursor on a cell through the name box, as a person would. */
  async goTo(a1: string): Promise<void> {
    const box = this.page.locator('.grid [data-u-comp="defined-name"] input');
    await box.click();
    await box.fill(a1);
    await box.press('Enter');
    // The grid takes the keyboard back a moment later, and listens to it from the next frames on.
    await this.page.waitForFunction((cell) => window.workbench?.selected() === cell && document.activeElement?.closest('[data-u-comp="defined-name"]') === null, a1);
    await this.frames();
  }

  private async frames(): Promise<void> {
    await this.page.waitForFunction(() => new Promise((later) => requestAnimationFrame(() => requestAnimationFrame(() => later(true)))));
  }

  /** Types into a cell by keyboard. A formula needs a second Enter when the first one only closed the list of functions. */
  async typeCell(a1: string, text: string): Promise<void> {
    await this.goTo(a1);
    // The first key opens the editor; what is typed before it stands would be lost.
    await this.page.keyboard.type(text.slice(0, 1));
    await this.page.waitForFunction(() => window.workbench?.editing() === true);
    await this.page.keyboard.type(text.slice(1));
    await this.page.keyboard.press('Enter');
    await this.frames();
    if (await this.page.evaluate(() => window.workbench?.editing() === true)) await this.page.keyboard.press('Enter');
  }

  /** Shows a sheet by its tab. */
  async openSheet(name: string): Promise<void> {
    await this.page.locator('.grid').getByText(name, { exact: true }).first().click();
    await this.page.waitForFunction((wanted) => window.workbench?.session.book?.activeSheet().name === wanted, name);
  }

  /** True when a colour (`#rrggbb`) is painted anywhere on the grid's canvas. */
  async colourPainted(colour: string): Promise<boolean> {
    return this.page.evaluate((wanted) => {
      const rgb = [1, 3, 5].map((start) => parseInt(wanted.slice(start, start + 2), 16));
      return [...document.querySelectorAll<HTMLCanvasElement>('.grid canvas')].some((canvas) => {
        const context = canvas.getContext('2d');
        if (context === null || canvas.width === 0) return false;
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        let hits = 0;
        for (let index = 0; index < data.length; index += 4) {
          if (data[index] === rgb[0] && data[index + 1] === rgb[1] && data[index + 2] === rgb[2]) hits += 1;
        }
        // A line of the same colour is not a filled cell.
        return hits > 400;
      });
    }, colour);
  }

  // Panels

  /** Opens a section of the panel by its caption. */
  async openPanel(caption: string): Promise<Locator> {
    const tab = this.page.locator('.panel-strip').getByRole('button', { name: new RegExp(`^${caption}`) });
    if ((await tab.getAttribute('aria-expanded')) !== 'true') await tab.click();
    await this.page.locator('.panel-tab[aria-expanded="true"]', { hasText: caption }).waitFor();
    return this.page.locator('#panel-content');
  }

  /** Closes the panel, whatever section it shows. */
  async closePanel(): Promise<void> {
    const open = this.page.locator('.panel-tab[aria-expanded="true"]');
    await open.click();
    await this.page.locator('#panel-content').waitFor({ state: 'detached' });
  }

  /** The letters listed in the mailbox panel (it must be open): addressee and subject of each, newest first. */
  async letters(): Promise<readonly { readonly to: string; readonly subject: string }[]> {
    return this.page.locator('#letter-list .row').evaluateAll((rows) =>
      rows.map((row) => ({
        to: row.querySelector('.row-title')?.textContent ?? '',
        subject: row.querySelector('.row-second')?.textContent ?? '',
      })),
    );
  }

  /** Opens a letter by its subject; resolves with the frame of its HTML. */
  async openLetter(subject: string): Promise<FrameLocator> {
    return this.openLetterAt(this.page.locator('#letter-list .row', { hasText: subject }).first());
  }

  /** Opens the letter of a row of the list; resolves with the frame of its HTML when this letter, and no former one, is shown. */
  async openLetterAt(row: Locator): Promise<FrameLocator> {
    await row.click();
    await row.and(this.page.locator('[aria-current="true"]')).waitFor();
    await this.page.locator('.letter-head h2').waitFor();
    await this.page.locator('#letter-body > *').first().waitFor();
    const frame = this.page.frameLocator('.letter-frame');
    if ((await this.page.locator('.letter-frame').count()) > 0) await frame.locator('body > *').first().waitFor({ state: 'attached' });
    return frame;
  }

  /** Text of another view of the open letter: its plain text, headers or source, by the caption of its tab. */
  async letterView(caption: string): Promise<string> {
    await this.page.locator('.letter-head').getByRole('tab', { name: caption }).click();
    await this.page.locator('.letter-head').getByRole('tab', { name: caption, selected: true }).waitFor();
    return this.page.locator('#letter-body').innerText();
  }

  /** Waits until everything done is saved on the server. */
  async saved(): Promise<void> {
    await this.page.waitForFunction(() => window.workbench?.saved() === true, undefined, { timeout: 30_000 });
  }

  // Proof

  /** Writes `.cache/screenshots/<name>.png`. */
  async screenshot(name: string): Promise<void> {
    const folder = join(ROOT, '.cache/screenshots');
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }

  /** Faults axe finds in the page and in the script pages shown; `exclude` leaves out elements of others, each with a reason in the test. */
  async axe(exclude: readonly string[] = []): Promise<readonly AxeFault[]> {
    // Hints of the tool under the pointer come and go with it.
    await this.page.mouse.move(2, 2);
    return axeFaults(this.page, exclude);
  }

  /** Faults axe finds at a stop of a walk: in the script pages shown, and at the first stop in the workbench around them, which then stays as it is. */
  async axeAtStop(): Promise<readonly AxeFault[]> {
    if (!this.stoppedBefore) {
      this.stoppedBefore = true;
      return this.axe();
    }
    await this.page.mouse.move(2, 2);
    return axeFaults(this.page, [], this.page.frames().filter((frame) => frame !== this.page.mainFrame()));
  }
}

/** Faults axe finds in any page and its frames, or in some of its frames. */
export async function axeFaults(page: Page, exclude: readonly string[] = [], frames: readonly Frame[] = page.frames()): Promise<readonly AxeFault[]> {
  const faults: AxeFault[] = [];
  for (const frame of frames) {
    if (frame.isDetached() || !(await runsScripts(frame))) continue;
    if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axeSource());
    const found = await frame.evaluate(async (left) => {
      const { axe } = window as unknown as { axe: { run(context: unknown, options: unknown): Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }> } };
      const { violations } = await axe.run({ include: [['html']], exclude: left.map((selector) => [selector]) }, { iframes: false, resultTypes: ['violations'] });
      return violations.map(({ id, help, nodes }) => ({ rule: id, help, elements: nodes.map(({ html }) => html.slice(0, 200)) }));
    }, frame === page.mainFrame() ? exclude : []);
    faults.push(...found);
  }
  return faults;
}

let readAxe: string | null = null;

function axeSource(): string {
  return (readAxe ??= readFileSync(AXE, 'utf8'));
}

/** Runs in every frame: a script's page tells the workbench around it, when asked, that what came before the question is drawn and its effects have run. */
function answerWhenDrawn(): void {
  if (window.parent === window) return;
  // A frame out of sight draws nothing.
  const drawn = (then: () => void): void => {
    let waiting = true;
    const once = (): void => {
      if (waiting) then();
      waiting = false;
    };
    requestAnimationFrame(() => setTimeout(once));
    setTimeout(once, 200);
  };
  window.addEventListener('message', ({ source, data }: MessageEvent<{ readonly drawnQuestion?: number } | null>) => {
    if (source !== window.parent || data?.drawnQuestion === undefined || document.URL === 'about:blank' || document.readyState !== 'complete') return;
    const { drawnQuestion } = data;
    drawn(() => drawn(() => window.parent.postMessage({ drawnAnswer: drawnQuestion }, '*')));
  });
}

/** Runs in the workbench: resolves when every script page has answered. Messages keep their order, so a page has its answers before the question, and its calls are here before its answer. */
async function pagesDrawn(): Promise<void> {
  const answered = (frame: HTMLIFrameElement): Promise<void> => new Promise((done, failed) => {
    const drawnQuestion = Math.random();
    const started = performance.now();
    const end = (then: () => void): void => {
      clearInterval(asking);
      window.removeEventListener('message', listen);
      then();
    };
    const listen = ({ source, data }: MessageEvent<{ readonly drawnAnswer?: number } | null>): void => {
      if (source === frame.contentWindow && data?.drawnAnswer === drawnQuestion) end(done);
    };
    const ask = (): void => {
      if (!frame.isConnected) end(done);
      else if (performance.now() - started > 60_000) end(() => failed(new Error('A page of the script does not answer.')));
      else frame.contentWindow?.postMessage({ drawnQuestion }, '*');
    };
    // A page that is still being loaded hears nothing.
    const asking = setInterval(ask, 100);
    window.addEventListener('message', listen);
    ask();
  });
  await Promise.all([...document.querySelectorAll<HTMLIFrameElement>('.page-frame')].map(answered));
}

/** Letters are shown without scripts, and what a letter contains is its writer's business. */
async function runsScripts(frame: Frame): Promise<boolean> {
  if (frame.parentFrame() === null) return true;
  const sandbox = await (await frame.frameElement()).getAttribute('sandbox');
  return sandbox === null || sandbox.includes('allow-scripts');
}

/** What the page offers to its console (page/console.ts); the tests read through it what a canvas does not tell. */
declare global {
  interface Window {
    readonly workbench?: {
      cell(a1: string, sheetName: string | null): Promise<SeenCell>;
      busy(): boolean;
      saved(): boolean;
      editing(): boolean;
      selected(): string | null;
      readonly session: { readonly book: { activeSheet(): { readonly name: string } } | null };
    };
  }
}
