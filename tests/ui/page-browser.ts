/** Opens a built page in a real browser with an imagined server, and looks at it: accessibility, width, overlapping texts, picture. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { browserLaunch } from '../../scripts/workbench/server/browser-node';
import type { PageBoot, PageName } from '../../src/contract/base-views';
import type { IssueView } from '../../src/contract/issue-view';
import type { MethodName } from '../../src/contract/server-api';
import { buildPages } from '../../ui/build';
import { sampleReplies, type Replies } from './sample-replies';

const pictureFolder = join(process.cwd(), '.cache', 'screenshots', 'ui');
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Whether pictures of what is looked at are asked for: by `WRITE_PICTURES=yes`, for they cost more than all the looking. */
export const isKeepingPictures = process.env['WRITE_PICTURES'] === 'yes';

/** Tabs that hold axe already: it stays when a page is written anew. */
const withAxe = new WeakSet<Page>();

/** What a page is opened with; replies given here replace the sample ones. */
export interface Opening {
  readonly boot: PageBoot;
  readonly width: number;
  readonly height: number;
  readonly replies?: Partial<Replies>;
  /** Methods that fail, with their issues. */
  readonly failures?: Partial<Record<MethodName, readonly IssueView[]>>;
  /** Methods that never answer, to see a page at work. */
  readonly silent?: readonly MethodName[];
  /** Methods that answer when the test calls `release`, for a press while they are at work. */
  readonly held?: readonly MethodName[];
}

/** A browser with the built pages. */
export interface Stage {
  /** A page of its own, for a test that changes its browser beyond what `show` puts back (the clock, its windows); the caller closes it. */
  open(opening: Opening): Promise<Page>;
  /** The page shown before in this language, written anew with empty storage; a fifth of the work of `open`. The caller does not close it. */
  show(opening: Opening): Promise<Page>;
  close(): Promise<void>;
}

/** Builds the pages, or only those named, and starts the browser. */
export async function startStage(names?: readonly PageName[]): Promise<Stage> {
  const built = await buildPages(join(process.cwd(), '.cache', 'ui-pages'), undefined, names);
  const launch = await browserLaunch();
  const browser: Browser = await chromium.launch({ executablePath: launch.executablePath, args: [...launch.args], env: launch.env });
  const shown = new Map<string, Promise<StagePage>>();
  const write = async (stagePage: StagePage, opening: Opening): Promise<Page> => {
    const { boot, width, height } = opening;
    const html = built.find(({ name }) => name === boot.page)?.html;
    if (html === undefined) throw new Error(`page ${boot.page} was not built`);
    await stagePage.write(html, opening);
    const size = stagePage.page.viewportSize();
    if (size?.width !== width || size.height !== height) await stagePage.page.setViewportSize({ width, height });
    return stagePage.page;
  };
  return {
    open: async (opening) => write(await StagePage.start(browser, opening), opening),
    show: async (opening) => {
      const stagePage = shown.get(opening.boot.language) ?? StagePage.start(browser, opening);
      shown.set(opening.boot.language, stagePage);
      return write(await stagePage, opening);
    },
    close: () => browser.close(),
  };
}

/**
 * One tab on an empty document into which pages are written. A navigation for each view would cost more than all that is looked at on it:
 * the scripts of the page and axe, half a megabyte, would be sent, read and warmed up each time.
 */
class StagePage {
  /** What the tab holds already, by name. */
  private readonly held = new Set<string>();

  private constructor(readonly page: Page) {}

  static async start(browser: Browser, { boot, width, height }: Opening): Promise<StagePage> {
    const page = await browser.newPage({ locale: boot.language === 'ru' ? 'ru-RU' : 'en-GB', timezoneId: 'Europe/Moscow', reducedMotion: 'reduce', viewport: { width, height } });
    page.setDefaultTimeout(8_000);
    await page.route('http://page.test/**', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<!DOCTYPE html><title>Stage</title>' }));
    await page.goto('http://page.test/');
    const hands = [imaginedServer, layoutFaults, settled].map((hand) => `${hand.name}: ${hand.toString()}`);
    await page.evaluate(`globalThis.stage = { held: {}, ${hands.join(', ')} }`);
    return new StagePage(page);
  }

  /** Writes a page as if it was just loaded. */
  async write(html: string, { boot, replies, failures, silent, held }: Opening): Promise<void> {
    await this.hold(boot.page, html);
    await this.hold(boot.language, JSON.stringify(sampleReplies(boot.language)));
    const imagined = JSON.stringify({ replies: replies ?? {}, failures: failures ?? {}, silent: silent ?? [], held: held ?? [] });
    await this.page.evaluate(writePage, { page: boot.page, language: boot.language, imagined, session: `<script>window.clientura=${JSON.stringify(boot)}</script>` });
  }

  private async hold(name: string, text: string): Promise<void> {
    if (this.held.has(name)) return;
    this.held.add(name);
    await this.page.evaluate(([key, held]) => { (globalThis as unknown as InPage).stage.held[key] = held; }, [name, text] as const);
  }
}

interface Imagined { readonly replies: Record<string, unknown>; readonly failures: Record<string, unknown>; readonly silent: readonly string[]; readonly held: readonly string[] }
interface AxeResult { readonly violations: readonly { readonly id: string; readonly help: string; readonly nodes: readonly { readonly html: string; readonly any: readonly { readonly message: string }[] }[] }[] }

/** What the tab offers to the functions that run inside it. */
interface InPage {
  readonly stage: {
    readonly held: Record<string, string>;
    readonly imaginedServer: typeof imaginedServer;
    readonly layoutFaults: typeof layoutFaults;
    readonly settled: typeof settled;
  };
  /** Answers that are on their way, those held back left out. */
  answersDue: number;
  /** Sends the answers that are held back, in the order they were asked for. */
  heldBack: (() => void)[];
  calls: { method: string; args: unknown[] }[];
  /** A test may put another answer in place while the page is open. */
  replies: Record<string, unknown>;
  failures: Record<string, unknown>;
  google: unknown;
  readonly axe: { run(where: Document, options: unknown): Promise<AxeResult> };
}

/** Runs inside the page: nothing of the page before is left but the tab, then the page is written and has come to its end. */
async function writePage({ page, language, imagined, session }: { readonly page: string; readonly language: string; readonly imagined: string; readonly session: string }): Promise<void> {
  const { stage } = globalThis as unknown as InPage;
  for (let id = window.setTimeout(() => undefined, 0); id > 0; id -= 1) window.clearTimeout(id);
  for (let id = requestAnimationFrame(() => undefined); id > 0; id -= 1) cancelAnimationFrame(id);
  sessionStorage.clear();
  localStorage.clear();
  const { replies, ...rest } = JSON.parse(imagined) as Imagined;
  stage.imaginedServer({ ...rest, replies: { ...(JSON.parse(stage.held[language] ?? '{}') as Record<string, unknown>), ...replies } });
  // Opening the document takes the listeners of the page before away, those of its window too.
  document.open();
  const loaded = new Promise((resolve) => { window.addEventListener('load', resolve, { once: true }); });
  // The server appends the session after the page, so it stands after the closing tag here too.
  document.write((stage.held[page] ?? '') + session);
  document.close();
  await loaded;
  window.scrollTo(0, 0);
}

/** Runs inside the page: google.script with answers from the table; the calls are kept for the tests to read. */
function imaginedServer({ replies, failures, silent, held }: Imagined): void {
  type Handler = (value: unknown) => void;
  const holder = globalThis as unknown as InPage;
  const calls: { method: string; args: unknown[] }[] = [];
  const runner = (success: Handler, failure: Handler): unknown => ({
    withSuccessHandler: (handler: Handler) => runner(handler, failure),
    withFailureHandler: (handler: Handler) => runner(success, handler),
    rpc: (request: string) => {
      const { method, args } = JSON.parse(request) as { method: string; args: unknown[] };
      calls.push({ method, args });
      if (silent.includes(method)) return;
      const send = (): void => {
        holder.answersDue += 1;
        const issues = failures[method];
        setTimeout(() => {
          holder.answersDue -= 1;
          success(JSON.stringify(issues === undefined ? { ok: true, value: replies[method] } : { ok: false, issues }));
        }, 0);
      };
      if (held.includes(method)) holder.heldBack.push(send);
      else send();
    },
  });
  holder.answersDue = 0;
  holder.heldBack = [];
  holder.calls = calls;
  holder.replies = replies;
  holder.failures = failures;
  holder.google = { script: { run: runner(() => undefined, () => undefined), host: { close: () => { calls.push({ method: 'close', args: [] }); } } } };
}

/** Runs inside the page: waits until the answers on their way have come and two frames after them are drawn. */
async function settled(): Promise<void> {
  const holder = globalThis as unknown as InPage;
  for (let quiet = 0; quiet < 2; quiet += 1) {
    await new Promise((resolve) => { requestAnimationFrame(() => { setTimeout(resolve, 0); }); });
    if (holder.answersDue > 0) quiet = -1;
  }
}

/** Calls the page has made so far. */
export function callsOf(page: Page): Promise<{ method: string; args: unknown[] }[]> {
  return page.evaluate(() => (globalThis as unknown as InPage).calls);
}

/** Waits until a page has come to rest: no answer on its way (those held back are not waited for), everything drawn. Needed before a question that is answered at once. */
export function rested(page: Page): Promise<void> {
  return page.evaluate(() => (globalThis as unknown as InPage).stage.settled());
}

/** Lets the oldest answer that is held back go, once it was asked for, and waits until the page has taken it. */
export async function release(page: Page): Promise<void> {
  await page.waitForFunction(() => (globalThis as unknown as InPage).heldBack.length > 0);
  await page.evaluate(() => { (globalThis as unknown as InPage).heldBack.shift()?.(); });
  await rested(page);
}

/** From now on the server answers a method with this; a failure takes the place of an answer. */
export function answer<Name extends MethodName>(page: Page, method: Name, value: Replies[Name] | { readonly failure: readonly IssueView[] }): Promise<void> {
  return page.evaluate(([name, next]) => {
    const { replies, failures } = globalThis as unknown as InPage;
    if (typeof next === 'object' && next !== null && 'failure' in next) failures[name] = next.failure;
    else replies[name] = next;
  }, [method, value] as const);
}

/** Waits until a method was called so often. */
export async function called(page: Page, method: MethodName, times: number): Promise<void> {
  await page.waitForFunction(([name, count]) => (globalThis as unknown as InPage).calls.filter((call) => call.method === name).length >= count, [method, times] as const);
}

/** What is found on a page; everything but its language should be empty. */
export interface Look {
  readonly language: string;
  /** Faults axe finds, one line each. */
  readonly accessibility: readonly string[];
  /** Faults of the layout. */
  readonly layout: readonly string[];
  /** Faults of the layout with text twice as large, as a browser set for weak eyes shows it. */
  readonly doubled: readonly string[];
}

/** Looks a page over once it has come to rest. With `WRITE_PICTURES=yes`, or where something is found, its picture is kept under this name. */
export async function lookOver(page: Page, name: string): Promise<Look> {
  if (isKeepingPictures) {
    await rested(page);
    await takePicture(page, name);
  }
  if (!withAxe.has(page)) await page.evaluate(axeSource);
  withAxe.add(page);
  const look = await page.evaluate(inspect);
  if (look.doubled.length > 0) await takePicture(page, `${name}-200`);
  if (look.accessibility.length === 0 && look.layout.length === 0) return look;
  await page.evaluate(() => { document.documentElement.style.fontSize = ''; });
  await takePicture(page, name);
  return look;
}

/** Runs inside the page, all in one go: each question of its own would be a way there and back. */
async function inspect(): Promise<Look> {
  const { stage, axe } = globalThis as unknown as InPage;
  await stage.settled();
  const language = document.documentElement.lang;
  // The letter's frame is sandboxed without scripts, so axe cannot look inside it.
  const { violations } = await axe.run(document, { iframes: false, resultTypes: ['violations'], selectors: false });
  const accessibility = violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${violation.help} ${node.any[0]?.message ?? ''} ${node.html.slice(0, 160)}`));
  const layout = stage.layoutFaults();
  document.documentElement.style.fontSize = '200%';
  // What watches the sizes of its elements answers to a frame.
  await stage.settled();
  return { language, accessibility, layout, doubled: stage.layoutFaults() };
}

/** Runs inside the page. Faults of the layout: sideways scrolling, text cut or texts over one another. */
function layoutFaults(): string[] {
  const faults: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`the page scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}`);
  const texts: { text: string; rect: DOMRect; element: Element; scrolled: boolean }[] = [];
  const layered = (element: Element): boolean => element.closest('.dialog-foot, .bottom, .tools, .toast, .confirm, .why-text, thead, .unseen, option, .combobox-list') !== null;
  const scrolls = (element: Element): boolean => element.closest('.table-frame, .matrix-frame, .letter-text, .field-list') !== null;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element === null || (node.textContent ?? '').trim() === '' || layered(element) || !element.checkVisibility() || (element.closest('details:not([open])') !== null && element.closest('summary') === null) || ['SCRIPT', 'STYLE', 'OPTION'].includes(element.tagName)) continue;
    const scrolled = scrolls(element);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width < 1) continue;
      texts.push({ text: (node.textContent ?? '').trim().slice(0, 40), rect, element, scrolled });
      if (!scrolled && (rect.right > root.clientWidth + 0.5 || rect.left < -0.5)) faults.push(`text leaves the page: ${node.textContent ?? ''}`);
    }
  }
  texts.forEach((left, index) => {
    for (const right of texts.slice(index + 1)) {
      if (left.element === right.element || left.scrolled !== right.scrolled) continue;
      const width = Math.min(left.rect.right, right.rect.right) - Math.max(left.rect.left, right.rect.left);
      const height = Math.min(left.rect.bottom, right.rect.bottom) - Math.max(left.rect.top, right.rect.top);
      // Line boxes of one paragraph touch by a few pixels; real overlap is more than half a line.
      if (width > 2 && height > Math.min(left.rect.height, right.rect.height) / 2) faults.push(`texts overlap: "${left.text}" and "${right.text}"`);
    }
  });
  for (const element of Array.from(document.querySelectorAll('button, .badge, .notice, .row-title, label'))) {
    if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflow !== 'visible' && element.clientWidth > 0) faults.push(`text is cut: ${(element.textContent ?? '').slice(0, 60)}`);
  }
  return faults;
}

/** Keeps a picture of the whole page in the ignored folder. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? { width: 300, height: 700 };
  // As tall as its content, so that feet that stick to the window stand at the end as they do when one scrolls down.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: before.width, height: Math.max(before.height, height) });
  mkdirSync(pictureFolder, { recursive: true });
  await page.screenshot({ path: join(pictureFolder, `${name}.png`) });
  await page.setViewportSize(before);
}
