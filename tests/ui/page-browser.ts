/** Opens a built page in a real browser with an imagined server, and looks at it: accessibility, width, overlapping texts, picture. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { browserLaunch } from '../../scripts/workbench/server/browser-node';
import type { PageBoot } from '../../src/contract/base-views';
import type { IssueView } from '../../src/contract/issue-view';
import type { MethodName } from '../../src/contract/server-api';
import { buildPages, type BuiltPage } from '../../ui/build';
import { sampleReplies, type Replies } from './sample-replies';

const pictureFolder = join(process.cwd(), '.cache', 'screenshots', 'ui');
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

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
  /** Methods that answer after more than a second, for a press while they are at work. */
  readonly slow?: readonly MethodName[];
}

/** A browser with the built pages. */
export interface Stage {
  /** A page of its own, with its own storage. */
  open(opening: Opening): Promise<Page>;
  /** The page shown before in this language, loaded anew with empty storage; quicker, because its process stays. The caller does not close it. */
  show(opening: Opening): Promise<Page>;
  close(): Promise<void>;
}

/** Builds the pages and starts the browser. */
export async function startStage(): Promise<Stage> {
  const built = await buildPages(join(process.cwd(), '.cache', 'ui-pages'));
  const launch = await browserLaunch();
  const browser: Browser = await chromium.launch({ executablePath: launch.executablePath, args: [...launch.args], env: launch.env });
  mkdirSync(pictureFolder, { recursive: true });
  const shown = new Map<string, Promise<Page>>();
  return {
    open: async (opening) => load(await newPage(browser, opening), built, opening),
    show: async (opening) => {
      const page = shown.get(opening.boot.language) ?? newPage(browser, opening);
      shown.set(opening.boot.language, page);
      return load(await page, built, opening);
    },
    close: () => browser.close(),
  };
}

async function newPage(browser: Browser, { boot }: Opening): Promise<Page> {
  const page = await browser.newPage({ locale: boot.language === 'ru' ? 'ru-RU' : 'en-GB', timezoneId: 'Europe/Moscow', reducedMotion: 'reduce' });
  page.setDefaultTimeout(8_000);
  return page;
}

async function load(page: Page, built: readonly BuiltPage[], opening: Opening): Promise<Page> {
  const { boot, width, height } = opening;
  const html = built.find(({ name }) => name === boot.page)?.html;
  if (html === undefined) throw new Error(`page ${boot.page} was not built`);
  const replies = { ...sampleReplies(boot.language), ...opening.replies };
  const imagined = JSON.stringify({ replies, failures: opening.failures ?? {}, silent: opening.silent ?? [], slow: opening.slow ?? [] }).replace(/</g, '\\u003c');
  // The server appends the session after the page, so it stands after the closing tag here too.
  const served = html.replace('<head>', () => `<head><script>sessionStorage.clear();(${imaginedServer.toString()})(${imagined})</script>`) + `<script>window.clientura=${JSON.stringify(boot)}</script>`;
  await page.setViewportSize({ width, height });
  await page.unrouteAll();
  await page.route('http://page.test/**', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: served }));
  await page.goto('http://page.test/');
  return page;
}

interface Imagined { readonly replies: Record<string, unknown>; readonly failures: Record<string, unknown>; readonly silent: readonly string[]; readonly slow: readonly string[] }

/** Runs inside the page: google.script with answers from the table; the calls are kept for the tests to read. */
function imaginedServer({ replies, failures, silent, slow }: Imagined): void {
  type Handler = (value: unknown) => void;
  const calls: { method: string; args: unknown[] }[] = [];
  const runner = (success: Handler, failure: Handler): unknown => ({
    withSuccessHandler: (handler: Handler) => runner(handler, failure),
    withFailureHandler: (handler: Handler) => runner(success, handler),
    rpc: (request: string) => {
      const { method, args } = JSON.parse(request) as { method: string; args: unknown[] };
      calls.push({ method, args });
      if (silent.includes(method)) return;
      const issues = failures[method];
      const reply = issues === undefined ? { ok: true, value: replies[method] } : { ok: false, issues };
      setTimeout(() => success(JSON.stringify(reply)), slow.includes(method) ? 1_200 : 0);
    },
  });
  const holder = globalThis as unknown as { google: unknown; calls: unknown; replies: unknown };
  holder.calls = calls;
  // A test may put another answer in place while the page is open.
  holder.replies = replies;
  holder.google = { script: { run: runner(() => undefined, () => undefined), host: { close: () => { calls.push({ method: 'close', args: [] }); } } } };
}

/** Calls the page has made so far. */
export function callsOf(page: Page): Promise<{ method: string; args: unknown[] }[]> {
  return page.evaluate(() => (globalThis as unknown as { calls: { method: string; args: unknown[] }[] }).calls);
}

/** Faults axe finds, one line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    interface Found { violations: { id: string; help: string; nodes: { html: string; any: { message: string }[] }[] }[] }
    const axe = (globalThis as unknown as { axe: { run(where: Document, options: unknown): Promise<Found> } }).axe;
    // The letter's frame is sandboxed without scripts, so axe cannot look inside it.
    const { violations } = await axe.run(document, { iframes: false });
    return violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${violation.help} ${node.any[0]?.message ?? ''} ${node.html.slice(0, 160)}`));
  });
}

/** Faults of the layout: sideways scrolling, text cut or texts over one another. */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) faults.push(`the page scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}`);
    const texts: { text: string; rect: DOMRect; element: Element }[] = [];
    const layered = (element: Element): boolean => element.closest('.dialog-foot, .bottom, .tools, .toast, .confirm, .why-text, thead, .unseen, option, .combobox-list') !== null;
    const scrolls = (element: Element): boolean => element.closest('.table-frame, .matrix-frame, .letter-text, .field-list') !== null;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (element === null || (node.textContent ?? '').trim() === '' || layered(element) || !element.checkVisibility() || (element.closest('details:not([open])') !== null && element.closest('summary') === null) || ['SCRIPT', 'STYLE', 'OPTION'].includes(element.tagName)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        if (rect.width < 1) continue;
        texts.push({ text: (node.textContent ?? '').trim().slice(0, 40), rect, element });
        if (!scrolls(element) && (rect.right > root.clientWidth + 0.5 || rect.left < -0.5)) faults.push(`text leaves the page: ${node.textContent ?? ''}`);
      }
    }
    texts.forEach((left, index) => {
      for (const right of texts.slice(index + 1)) {
        if (left.element === right.element || scrolls(left.element) !== scrolls(right.element)) continue;
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
  });
}

/** Keeps a picture of the whole page in the ignored folder. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? { width: 300, height: 700 };
  // As tall as its content, so that feet that stick to the window stand at the end as they do when one scrolls down.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: before.width, height: Math.max(before.height, height) });
  await page.screenshot({ path: join(pictureFolder, `${name}.png`) });
  await page.setViewportSize(before);
}

/** Text twice as large, as a browser set for weak eyes shows it. */
export async function doubleText(page: Page): Promise<void> {
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
}
