/** Every view in a real browser, in both languages: nothing for axe to find, no sideways scrolling, no overlap, also with text twice as large. */
import type { Page } from 'playwright-core';
import type { Language, PageName, SidebarView } from '../../src/contract/base-views';
import type { IssueView } from '../../src/contract/issue-view';
import { wordsOf, type Words } from '../../ui/language/words';
import { audienceScenes } from './audience-scenes';
import { resultsScenes } from './results-scenes';
import { automationScenes } from './automations-scenes';
import { consentScenes } from './consents-scenes';
import { duplicateScenes } from './duplicates-scenes';
import { importScenes } from './import-scenes';
import { mailingScenes, preflightDialog } from './mailing-scenes';
import { called, callsOf, lookOver, release, rested, startStage, type Opening, type Stage } from './page-browser';
import { brokenMailing } from './sample-mailing';
import { sampleReplies } from './sample-replies';
import { answerSetUp, beginSetUp, blankSetUp, emptyHome, emptySetUp, setUpDialog, setUpScenes, stepHalfWay, unfinishedSetUp } from './set-up-scenes';
import { templateScenes } from './template-scenes';
import { undoingScenes } from './undoing-scenes';

let stage: Stage;
beforeAll(async () => { stage = await startStage(); }, 120_000);
afterAll(async () => { await stage.close(); });

const boot = (language: Language, page: PageName, view: SidebarView = 'home', argument = ''): Opening['boot'] => ({ token: 'secret', language, view, page, argument });
const sidebar = (language: Language, view: SidebarView): Opening => ({ boot: boot(language, 'sidebar', view), width: 300, height: 700 });
const failure = (text: string): Opening['failures'] => ({ 'home.view': [{ code: 'lock.busy', level: 'error', text, sheet: null, rowNumber: null, column: null, count: 1 }] });

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
}

interface Scene {
  readonly name: string;
  readonly opening: (language: Language) => Opening;
  /** Brings the page to what is looked at. */
  readonly play?: (page: Page, words: Words, language: Language) => Promise<void>;
  /** Words that must be seen at the end. */
  readonly sees: (words: Words, language: Language) => string;
}

const scenes: readonly Scene[] = [
  { name: 'home', opening: (language) => sidebar(language, 'home'), sees: (words) => words.say('step.mailDormant') },
  {
    name: 'home-new', sees: (words) => words.say('step.setUp'),
    opening: (language) => ({ ...sidebar(language, 'home'), replies: { 'home.view': { ...sampleReplies(language)['home.view'], stage: 'none', figures: [], attention: [], nextStep: 'set-up', asOf: null, recalculatedAt: null, empty: true } } }),
  },
  { name: 'home-demo', opening: (language) => ({ ...sidebar(language, 'home'), replies: { 'home.view': { ...sampleReplies(language)['home.view'], demo: true } } }), sees: (words) => words.say('demo.delete') },
  { name: 'home-demo-deleted', opening: (language) => ({ ...sidebar(language, 'home'), replies: { 'home.view': { ...sampleReplies(language)['home.view'], demo: true } } }), play: (page, words) => press(page, words.say('demo.delete')), sees: (_, language) => sampleReplies(language)['demo.delete'].text },
  {
    name: 'home-repair', sees: (words) => words.say('step.repair'),
    opening: (language) => ({ ...sidebar(language, 'home'), replies: { 'home.view': { ...sampleReplies(language)['home.view'], stage: 'stale', nextStep: 'set-up' } } }),
  },
  {
    name: 'home-copy', sees: (words) => words.say('copy.cannotUndo'), play: (page, words) => press(page, words.say('step.unfreezeCopy')),
    opening: (language) => ({ ...sidebar(language, 'home'), replies: { 'home.view': { ...sampleReplies(language)['home.view'], stage: 'copy', nextStep: 'unfreeze-copy' } } }),
  },
  { name: 'home-error', opening: (language) => ({ ...sidebar(language, 'home'), failures: failure(language === 'ru' ? 'Сейчас таблицу меняет другая операция. Данные целы. Повторите через минуту.' : 'Another operation is changing the spreadsheet. Your data are safe. Try again in a minute.') ?? {} }), sees: (words) => words.say('action.again') },
  { name: 'segments', opening: (language) => sidebar(language, 'segments'), sees: (_, language) => (language === 'ru' ? 'Потенциально лояльные' : 'Potential loyalists') },
  { name: 'segments-abc', opening: (language) => sidebar(language, 'segments'), play: (page) => page.getByText('ABC', { exact: true }).click(), sees: (words) => words.say('segments.abcWhat') },
  { name: 'segments-matrix', opening: (language) => sidebar(language, 'segments'), play: (page, words) => page.getByText(words.say('segments.matrix'), { exact: true }).click(), sees: (words) => words.say('segments.matrixCells') },
  { name: 'segments-why', opening: (language) => sidebar(language, 'segments'), play: async (page) => { await page.locator('.why > button').first().focus(); await page.locator('.why-text').waitFor(); }, sees: (_, language) => (language === 'ru' ? 'Покупают часто, много и недавно.' : 'Buy often, much and recently.') },
  { name: 'clients', opening: (language) => sidebar(language, 'segments'), play: async (page) => { await page.locator('.class .button-link').nth(1).click(); await page.locator('.row').first().waitFor(); }, sees: (words) => words.say('clients.show') },
  { name: 'download', opening: (language) => sidebar(language, 'segments'), play: openDownload, sees: (words) => words.say('export.listed', { listed: 12, total: 71 }) },
  { name: 'download-list', opening: (language) => sidebar(language, 'segments'), play: async (page, words) => { await openDownload(page, words); await page.locator('select').selectOption('vk'); }, sees: (words) => words.say('export.phones') },
  { name: 'clients-shown', opening: (language) => sidebar(language, 'segments'), play: async (page, words) => { await page.locator('.class .button-link').nth(1).click(); await press(page, words.say('clients.show')); }, sees: (words) => words.say('clients.showAll') },
  { name: 'dormant', opening: (language) => sidebar(language, 'dormant'), sees: (words) => words.say('dormant.mail') },
  { name: 'dormant-none', opening: (language) => ({ ...sidebar(language, 'dormant'), replies: { 'dormant.view': { ...sampleReplies(language)['dormant.view'], clients: 0, rows: [] } } }), sees: (words) => words.say('dormant.none') },
  { name: 'settings', opening: (language) => sidebar(language, 'settings'), sees: (words) => words.say('settings.what') },
  { name: 'settings-changed', opening: (language) => sidebar(language, 'settings'), play: async (page) => { await page.locator('summary').nth(3).click(); await page.locator('input[type=number]').first().fill('2'); }, sees: (words) => words.say('settings.effectDormancy', { count: 121, of: 1805 }) },
  { name: 'settings-preset', opening: (language) => sidebar(language, 'settings'), play: async (page, words) => { await page.locator('summary').nth(1).click(); await page.getByText(words.say('settings.presetTake'), { exact: true }).first().click(); }, sees: (words) => words.say('settings.effectDormancy', { count: 121, of: 1805 }) },
  { name: 'settings-columns', opening: (language) => sidebar(language, 'settings'), play: async (page) => { await page.locator('summary').last().click(); await page.locator('input[type=checkbox]').last().check(); }, sees: (words) => words.say('settings.columnsCount', { count: 3, of: 4 }) },
  {
    name: 'settings-refused', sees: (words) => words.say('settings.refused', { allowed: '0…3650', saved: '30' }),
    opening: (language) => ({ ...sidebar(language, 'settings'), failures: { 'settings.effect': refusedDays(language) } }),
    play: async (page) => { await page.locator('summary').nth(3).click(); await page.locator('input[type=number]').nth(1).fill('-1'); },
  },
  { name: 'movement-moves', opening: (language) => sidebar(language, 'home'), play: (page, words) => openMovement(page, words, null), sees: (words) => words.say('migration.movesWhat') },
  { name: 'movement-table', opening: (language) => sidebar(language, 'home'), play: async (page, words) => { await openMovement(page, words, null); await page.locator('summary').click(); }, sees: (words) => words.say('migration.corner') },
  {
    name: 'movement-none', opening: (language) => ({ ...sidebar(language, 'home'), replies: { 'migration.view': { ...sampleReplies(language)['migration.view'], fromDay: null, cells: [], text: language === 'ru' ? 'Первый день сохранён сегодня. Пересчитайте в другой день, и здесь будет видно, кто куда перешёл.' : 'The first day was kept today. Recalculate on another day to see who moved where.' } } }),
    play: (page, words) => openMovement(page, words, null), sees: (words) => words.say('migration.none'),
  },
  { name: 'movement-months', opening: (language) => sidebar(language, 'home'), play: (page, words) => openMovement(page, words, 'movement.months'), sees: (words) => words.say('months.crrWhat') },
  { name: 'movement-cohorts', opening: (language) => sidebar(language, 'home'), play: (page, words) => openMovement(page, words, 'movement.cohorts'), sees: (words) => words.say('cohorts.average') },
  { name: 'movement-cohorts-money', opening: (language) => sidebar(language, 'home'), play: async (page, words) => { await openMovement(page, words, 'movement.cohorts'); await page.getByText(words.say('cohorts.money'), { exact: true }).click(); }, sees: (words) => words.say('cohorts.first') },
  { name: 'forecast', opening: (language) => sidebar(language, 'home'), play: async (page, words) => { await page.getByText(words.say('forecast.heading'), { exact: true }).click(); await page.locator('summary').click(); }, sees: (words) => words.say('forecast.meansWhat') },
  { name: 'home-recalculated', opening: (language) => sidebar(language, 'home'), play: async (page, words) => { await press(page, words.say('step.recalculate')); await page.locator('.result summary').first().click(); }, sees: (words) => words.say('moves.heading') },
  { name: 'segments-lifecycle', opening: (language) => sidebar(language, 'segments'), play: (page, words) => page.getByText(words.say('segments.lifecycle'), { exact: true }).click(), sees: (words) => words.say('segments.lifecycleWhat') },
  { name: 'journal', opening: (language) => sidebar(language, 'home'), play: openJournal, sees: (words) => words.say('journal.undoLast') },
  { name: 'journal-ask', opening: (language) => sidebar(language, 'home'), play: async (page, words) => { await openJournal(page, words); await press(page, words.say('journal.undoLast')); }, sees: (words) => words.say('journal.askWhat') },
  { name: 'journal-undone', opening: (language) => sidebar(language, 'home'), play: async (page, words) => { await openJournal(page, words); await press(page, words.say('journal.undoLast')); await page.locator('dialog').getByRole('button', { name: words.say('journal.undo'), exact: true }).click(); }, sees: (words) => words.say('journal.done') },
  { name: 'journal-backup', opening: (language) => sidebar(language, 'home'), play: async (page, words) => { await openJournal(page, words); await press(page, words.say('backup.make')); }, sees: (words) => words.say('backup.done') },
  { name: 'help', opening: (language) => sidebar(language, 'help'), sees: (words) => words.say('help.version', { version: '0.1.0' }) },
  { name: 'repair', opening: (language) => sidebar(language, 'repair'), sees: (words) => words.say('repair.byHand') },
  { name: 'repair-done', opening: (language) => sidebar(language, 'repair'), play: (page, words) => press(page, words.say('repair.fix')), sees: (words) => words.say('toast.undo') },
  { name: 'repair-none', opening: (language) => ({ ...sidebar(language, 'repair'), replies: { 'repair.look': { ...sampleReplies(language)['repair.look'], findings: [] } } }), sees: (words) => words.say('repair.allWell') },
  { name: 'cleaning', opening: (language) => sidebar(language, 'cleaning'), sees: (words) => words.say('cleaning.again') },
  { name: 'cleaning-none', opening: (language) => ({ ...sidebar(language, 'cleaning'), replies: { 'clean.scan': { ...sampleReplies(language)['clean.scan'], kinds: [], findings: 0, proposals: 0 } } }), sees: (words) => words.say('cleaning.clean') },
  { name: 'cleaning-ask', opening: (language) => sidebar(language, 'cleaning'), play: (page) => page.locator('section .button').first().click(), sees: (words) => words.say('cleaning.askUndo') },
  { name: 'cleaning-working', opening: (language) => ({ ...sidebar(language, 'cleaning'), silent: ['clean.accept'] }), play: acceptKind, sees: (words) => words.say('cleaning.working') },
  { name: 'cleaning-ignored', opening: (language) => sidebar(language, 'cleaning'), play: (page, words) => press(page, words.say('cleaning.ignored', { count: 3 })), sees: (words) => words.say('cleaning.takeBack') },
  { name: 'cleaning-findings', opening: (language) => sidebar(language, 'cleaning'), play: openNames, sees: (words) => words.say('cleaning.ignoreCode') },
  { name: 'cleaning-accepted', opening: (language) => sidebar(language, 'cleaning'), play: async (page, words) => { await openNames(page); await page.getByText(words.say('cleaning.accept'), { exact: true }).first().click(); }, sees: (words) => words.say('toast.undo') },
  { name: 'archive', opening: (language) => sidebar(language, 'archive'), sees: (words) => words.say('archive.standing', { count: 2 }) },
  { name: 'archive-ask', opening: (language) => sidebar(language, 'archive'), play: async (page, words) => { await page.locator('.checkbox').first().click(); await press(page, words.say('archive.put', { count: 2 })); }, sees: (words) => words.say('archive.askWhat') },
  { name: 'archive-none', opening: (language) => ({ ...sidebar(language, 'archive'), replies: { 'archive.view': { ...sampleReplies(language)['archive.view'], candidates: [], candidatesTotal: 0, archived: [], archivedTotal: 0, due: 0 } } }), sees: (words) => words.say('archive.candidatesNone') },
  { name: 'set-up-sheets', opening: setUpDialog, sees: (words) => words.say('setUp.next') },
  { name: 'set-up-missing', opening: setUpDialog, play: async (page) => { for (const index of [1, 2]) await page.locator('.columns-frame select').nth(index).selectOption(''); }, sees: (words) => words.say('setUp.missingWhat') },
  { name: 'set-up-none', opening: setUpDialog, play: async (page) => { for (const index of [0, 1]) await page.locator('.table-frame select').nth(index).selectOption('other'); }, sees: (words) => words.say('setUp.noneTakenWhat') },
  { name: 'set-up-check', opening: setUpDialog, play: (page, words) => press(page, words.say('setUp.next')), sees: (words) => words.say('setUp.safe') },
  { name: 'set-up-working', opening: (language) => ({ ...setUpDialog(language), silent: ['setUp.begin'] }), play: beginSetUp, sees: (words) => words.say('setUp.closing') },
  { name: 'set-up-result', opening: setUpDialog, play: beginSetUp, sees: (words) => words.say('setUp.remarks') },
  { name: 'set-up-undoing', opening: (language) => ({ ...setUpDialog(language), silent: ['journal.undo'] }), play: async (page, words) => { await beginSetUp(page, words); await press(page, words.say('setUp.undo')); }, sees: (words) => words.say('setUp.takingBack') },
  { name: 'set-up-undone', opening: setUpDialog, play: async (page, words) => { await beginSetUp(page, words); await press(page, words.say('setUp.undo')); }, sees: (words) => words.say('setUp.undone') },
  { name: 'set-up-empty', opening: emptySetUp, sees: (words) => words.say('setUp.demo') },
  { name: 'set-up-demo-working', opening: (language) => ({ ...emptySetUp(language), silent: ['segments.recalculate'] }), play: (page, words) => press(page, words.say('setUp.beginDemo')), sees: (words) => words.say('setUp.workingFigures') },
  { name: 'set-up-demo', opening: emptySetUp, play: (page, words) => press(page, words.say('setUp.beginDemo')), sees: (words) => words.say('setUp.demoDone') },
  { name: 'set-up-base', opening: (language) => ({ ...setUpDialog(language), replies: { 'setUp.look': { ...sampleReplies(language)['setUp.look'], isBase: true } } }), sees: (words) => words.say('setUp.isBase') },
  ...importScenes,
  ...setUpScenes,
  ...audienceScenes,
  ...resultsScenes,
  ...automationScenes,
  ...duplicateScenes,
  ...undoingScenes,
  ...consentScenes,
  ...templateScenes,
  ...mailingScenes,
];

function refusedDays(language: Language): readonly IssueView[] {
  const text = language === 'ru' ? 'Настройки: «Не считать опоздавшим раньше (дней)» не может быть «-1». Допустимо: 0…3650.' : 'Settings: “Never late before (days)” cannot be “-1”. Allowed: 0…3650.';
  return [{ code: 'setting.badValue', level: 'error', text, sheet: null, rowNumber: null, column: null, count: 1 }];
}

async function openDownload(page: Page, words: Words): Promise<void> {
  await page.locator('.class .button-link').nth(1).click();
  await press(page, words.say('export.open'));
}

/** The findings in names, by their heading in the desk. */
async function openNames(page: Page): Promise<void> {
  await page.locator('section[aria-labelledby="kind-name"] .row-open').click();
  await page.locator('.change').first().waitFor();
}

async function acceptKind(page: Page, words: Words): Promise<void> {
  await page.locator('section .button').first().click();
  await page.locator('dialog').getByRole('button', { name: words.say('cleaning.accept'), exact: true }).click();
}

async function openJournal(page: Page, words: Words): Promise<void> {
  await page.getByText(words.say('journal.heading'), { exact: true }).click();
  await page.getByRole('heading', { level: 1, name: words.say('journal.heading') }).waitFor();
}

async function openMovement(page: Page, words: Words, part: 'movement.months' | 'movement.cohorts' | null): Promise<void> {
  await page.getByText(words.say('movement.heading'), { exact: true }).click();
  await page.getByRole('heading', { level: 1, name: words.say('movement.heading') }).waitFor();
  if (part !== null) await page.getByText(words.say(part), { exact: true }).click();
}

describe.each<Language>(['ru', 'en'])('pages in %s', (language) => {
  const words = wordsOf(language);
  test.each(scenes.map((scene) => [scene.name, scene] as const))('%s is clean at its width and with text twice as large', async (name, scene) => {
    const page = await stage.show(scene.opening(language));
    await scene.play?.(page, words, language);
    await page.getByText(scene.sees(words, language), { exact: true }).first().waitFor();
    expect(await lookOver(page, `${name}-${language}`)).toEqual({ language, accessibility: [], layout: [], doubled: [] });
  });
});

test('a page without its session says so and names the menu', async () => {
  const page = await stage.show({ boot: { ...boot('ru', 'sidebar'), token: '' }, width: 300, height: 400 });
  await page.getByText(wordsOf('ru').say('page.noSession')).waitFor();
  expect(await callsOf(page)).toEqual([]);
});

test('the home view is walked by keyboard in reading order and the focus is seen', async () => {
  const words = wordsOf('ru');
  const page = await stage.show(sidebar('ru', 'home'));
  await page.getByText(words.say('step.mailDormant')).waitFor();
  const order: string[] = [];
  const tops: number[] = [];
  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const style = getComputedStyle(element);
      return { text: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim(), top: element.getBoundingClientRect().top + window.scrollY, outline: `${style.outlineStyle} ${style.outlineWidth}` };
    });
    if (seen === null) break;
    expect(seen.outline).toBe('solid 2px');
    order.push(seen.text);
    tops.push(seen.top);
  }
  expect(order[0]).toBe(words.say('home.openFigure', { figure: '1 805', unit: 'клиентов' }));
  expect(order).toContain(words.say('step.mailDormant'));
  expect(order[order.length - 1]).toBe(words.say('help.heading'));
  expect(tops).toEqual([...tops].sort((left, right) => left - right));
});

test('home asks anew when one comes back to it from a dialog, but not at every press', async () => {
  const page = await stage.open(sidebar('en', 'home'));
  await page.getByText(wordsOf('en').say('step.mailDormant')).waitFor();
  const asked = async (): Promise<number> => (await callsOf(page)).filter((call) => call.method === 'home.view').length;
  const comeBackAfter = (milliseconds: number): Promise<void> => page.evaluate((later) => {
    const now = Date.now();
    Date.now = () => now + later;
    window.dispatchEvent(new Event('focus'));
  }, milliseconds);
  await comeBackAfter(1_000);
  await rested(page);
  expect(await asked()).toBe(1);
  await comeBackAfter(60_000);
  await rested(page);
  expect(await asked()).toBe(2);
  await page.close();
});

test('a mailing above 50 letters leaves only after its number is typed', async () => {
  const words = wordsOf('en');
  const page = await stage.show(preflightDialog('en'));
  await press(page, words.say('check.send', { count: 68 }));
  const yes = page.locator('dialog .button-primary');
  expect(await yes.isDisabled()).toBe(true);
  const typed = page.getByRole('textbox', { name: words.say('plan.type', { count: '68' }) });
  await typed.fill('67');
  await rested(page);
  expect(await yes.isDisabled()).toBe(true);
  await typed.fill('68');
  await yes.click();
  await page.getByText(words.say('sending.leftCount'), { exact: true }).waitFor();
  const calls = await callsOf(page);
  expect(calls.filter((call) => call.method === 'mailing.plan').map((call) => call.args)).toEqual([[sampleReplies('en')['mailing.preflight'].request, 68]]);
  expect(calls.filter((call) => call.method === 'mailing.sendChunk')).toHaveLength(1);
});

test('5,000 recipients are shown, sorted, searched and walked through without delay, and only a hundred are drawn', async () => {
  const words = wordsOf('en');
  const sample = sampleReplies('en')['mailing.preflight'];
  const rows = Array.from({ length: 5_000 }, (_, index) => ({ ...sample.rows[1]!, clientId: `c${index}`, name: `Client ${5_000 - index}`, email: `c${index}@example.com`, subject: `Client ${5_000 - index}, a bouquet is waiting for you` }));
  const page = await stage.show({ ...preflightDialog('en'), replies: { 'mailing.preflight': { ...sample, rows, go: 5_000, skip: 0, heldOut: 0 } } });
  await page.locator('.table tbody tr').nth(99).waitFor();
  expect(await page.locator('.table tbody tr').count()).toBe(100);
  const took = await page.evaluate(async () => {
    const settled = (): Promise<void> => new Promise((resolve) => { requestAnimationFrame(() => { setTimeout(resolve, 0); }); });
    const started = performance.now();
    document.querySelector<HTMLButtonElement>('.table thead button')?.click();
    await settled();
    return performance.now() - started;
  });
  expect(took).toBeLessThan(1_500);
  expect(await page.locator('.table tbody th').first().textContent()).toBe('Client 1');
  await page.getByLabel(words.say('preflight.find')).fill('client 4321');
  await page.locator('.table tbody tr').nth(1).waitFor({ state: 'detached' });
  await page.locator('.table tbody .button-link').click();
  await page.getByText(words.say('preflight.place', { index: 680, count: 5_000 })).waitFor();
  await page.getByRole('button', { name: words.say('preflight.after') }).click();
  await page.getByText(words.say('preflight.place', { index: 681, count: 5_000 })).waitFor();
  await called(page, 'mailing.preview', 2);
  expect((await callsOf(page)).filter((call) => call.method === 'mailing.preview').map((call) => call.args[1])).toEqual(['c679', 'c680']);
});

test('a mailing that the breaker stopped goes on only after a question, by its own method', async () => {
  const words = wordsOf('en');
  const page = await stage.show({ ...sidebar('en', 'mailing'), replies: { 'mailing.progress': brokenMailing('en') } });
  await page.locator('.row-open').nth(1).click();
  await press(page, words.say('sending.continue'));
  expect((await callsOf(page)).filter((call) => call.method === 'mailing.resume')).toEqual([]);
  await page.locator('dialog .button-primary').click();
  await page.getByText(sampleReplies('en')['mailing.resume'].waitText).waitFor();
  expect((await callsOf(page)).filter((call) => call.method === 'mailing.resume' || call.method === 'mailing.sendChunk').map(({ method, args }) => [method, args])).toEqual([['mailing.resume', ['m2']]]);
});

test('letters in question are decided one by one, or all at once after a question', async () => {
  const words = wordsOf('en');
  const page = await stage.show(sidebar('en', 'mailing'));
  await page.locator('.row-open').first().click();
  await page.getByRole('button', { name: words.say('letters.wasSentFor', { name: 'Ann White' }) }).click();
  await called(page, 'mailing.detail', 2);
  await press(page, words.say('letters.allNotSent'));
  await page.locator('dialog').getByRole('button', { name: words.say('letters.allNotSent') }).click();
  await called(page, 'mailing.decide', 2);
  expect((await callsOf(page)).filter((call) => call.method === 'mailing.decide').map((call) => call.args[0])).toEqual([
    { mailingId: 'm1', letterId: 'l5', outcome: 'sent' }, { mailingId: 'm1', letterId: '', outcome: 'not-sent' },
  ]);
});

test('the switch "go on by itself" tells the server, and is off where Google removed the trigger', async () => {
  const words = wordsOf('en');
  const page = await stage.show({ ...sidebar('en', 'mailing'), replies: { 'mailing.backgroundView': { on: true, gone: true } } });
  const box = page.getByRole('checkbox', { name: new RegExp(words.say('background.switch')) });
  await page.getByText(words.say('background.gone')).waitFor();
  expect(await box.isChecked()).toBe(false);
  await press(page, words.say('background.again'));
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('.checkbox input')?.checked === true);
  expect(await page.getByText(words.say('background.gone')).count()).toBe(0);
  expect((await callsOf(page)).filter((call) => call.method === 'mailing.background').map((call) => call.args)).toEqual([[true]]);
});

test('a client is found by typing and taken with the keyboard, and the letter is his', async () => {
  const words = wordsOf('en');
  const page = await stage.show(sidebar('en', 'mailing'));
  await press(page, words.say('mailing.new'));
  const field = page.getByRole('combobox', { name: words.say('compose.previewClient') });
  await field.fill('pet');
  await rested(page);
  expect(await field.getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('Enter');
  await rested(page);
  expect(await field.inputValue()).toBe('Peter Smith');
  await page.getByRole('button', { name: words.say('compose.test') }).waitFor();
  await called(page, 'mailing.preview', 2);
  const previews = (await callsOf(page)).filter((call) => call.method === 'mailing.preview').map((call) => call.args[1]);
  expect(previews).toEqual(['', 'c3']);
});

test('a move opens those who are in its class now, and another day or division is asked from the server', async () => {
  const words = wordsOf('en');
  const page = await stage.show(sidebar('en', 'home'));
  await openMovement(page, words, null);
  await page.getByLabel(words.say('migration.since')).selectOption('2026-09-01');
  await page.getByLabel(words.say('migration.by')).selectOption('abc');
  await page.getByRole('button', { name: /Loyal.*now.*At risk/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Loyal → At risk' }).waitFor();
  await page.getByText(words.say('clients.show')).waitFor();
  const asked = (await callsOf(page)).filter((call) => call.method === 'migration.view').map((call) => call.args);
  expect(asked).toEqual([[null, 'segment'], ['2026-09-01', 'segment'], ['2026-09-01', 'abc']]);
  expect((await callsOf(page)).filter((call) => call.method === 'clients.list').map((call) => (call.args[0] as { audience: string }).audience)).toEqual(['segment=at_risk']);
});

test('a wide table is reached by keyboard, has a name and scrolls in its own frame', async () => {
  const words = wordsOf('ru');
  const page = await stage.show(sidebar('ru', 'home'));
  await openMovement(page, words, 'movement.cohorts');
  const frame = page.getByRole('region', { name: words.say('cohorts.table') });
  await page.getByRole('radio', { name: words.say('cohorts.share'), exact: true }).focus();
  await page.keyboard.press('Tab');
  expect(await frame.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => { const element = document.querySelector('.table-held'); return element !== null && element.scrollLeft > 0 && element.scrollTop > 0; });
  // The names of the rows and the heads stay where they were.
  const places = await frame.evaluate((element) => {
    const [own, corner, first] = [element, element.querySelector('thead th'), element.querySelector('tbody th')].map((one) => one?.getBoundingClientRect());
    return { corner: [(corner?.left ?? 0) - (own?.left ?? 0), (corner?.top ?? 0) - (own?.top ?? 0)], first: (first?.left ?? 0) - (own?.left ?? 0), page: [window.scrollX, document.documentElement.scrollWidth] };
  });
  expect(places).toEqual({ corner: [1, 1], first: 1, page: [0, 300] });
});

test('a preset is counted before it is saved, and only what differs is saved', async () => {
  const words = wordsOf('en');
  const page = await stage.show(sidebar('en', 'settings'));
  await page.getByText('Services by appointment').click();
  await press(page, words.say('settings.presetTakeNamed', { name: 'Services by appointment' }));
  await page.getByText(words.say('settings.effectDormancy', { count: 121, of: 1805 })).waitFor();
  const values = { 'dormancy.late': '1.25', 'dormancy.minimumDays': '14' };
  expect((await callsOf(page)).map(({ method, args }) => [method, args[0]])).toEqual([['settings.view', undefined], ['settings.effect', values]]);
  await press(page, words.say('settings.save', { count: 2 }));
  await page.getByText(words.say('settings.saved')).waitFor();
  expect((await callsOf(page)).filter((call) => call.method === 'settings.save').map((call) => call.args)).toEqual([[values]]);
});

test('a refused value says its range in its own field and cannot be saved', async () => {
  const words = wordsOf('en');
  // Low enough for the foot to cover the field.
  const page = await stage.show({ ...sidebar('en', 'settings'), height: 420, failures: { 'settings.effect': refusedDays('en') } });
  await page.getByText('When a client is silent').click();
  const field = page.getByLabel('Never late before (days)');
  await field.fill('-1');
  const error = page.getByText(words.say('settings.refused', { allowed: '0…3650', saved: '30' }));
  await error.waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  await page.waitForFunction(() => {
    const [said, foot] = ['.field-error', '.bottom'].map((place) => document.querySelector(place)?.getBoundingClientRect());
    return said !== undefined && foot !== undefined && said.top >= 0 && said.bottom <= foot.top;
  });
  expect((await field.getAttribute('aria-describedby'))?.split(' ')).toContain(await error.getAttribute('id'));
  expect(await page.getByRole('button', { name: words.say('settings.save', { count: 1 }) }).isDisabled()).toBe(true);
  await field.fill('30');
  await error.waitFor({ state: 'detached' });
});

test('what a recalculation moved stays while one looks at the clients, until it is put away', async () => {
  const words = wordsOf('en');
  const page = await stage.show(sidebar('en', 'segments'));
  await press(page, words.say('step.recalculate'));
  await page.getByRole('button', { name: /Loyal.*now.*At risk/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Loyal → At risk' }).waitFor();
  await page.getByRole('button', { name: `‹ ${words.say('segments.heading')}` }).click();
  await page.getByRole('heading', { name: words.say('moves.heading') }).waitFor();
  await press(page, words.say('moves.hide'));
  await page.getByRole('heading', { name: words.say('moves.heading') }).waitFor({ state: 'detached' });
});

test('what the owner corrects in the set-up dialog goes to the server, and the next step counts the figures', async () => {
  const words = wordsOf('en');
  const page = await stage.show(setUpDialog('en'));
  await page.getByLabel(words.say('setUp.kindOf', { name: 'Contacts' })).selectOption('other');
  await page.getByLabel(words.say('setUp.useOf', { name: words.say('setUp.unnamed', { letter: 'E' }) })).selectOption('product');
  await page.getByLabel(words.say('setUp.headerRow')).selectOption('2');
  // The columns are proposed anew once the row is read; until then the old ones stand there.
  await rested(page);
  await page.getByLabel(words.say('setUp.useOf', { name: 'Taken by' })).selectOption('');
  await beginSetUp(page, words);
  await press(page, words.say('step.recalculate'));
  await page.getByText(words.say('setUp.recalculated')).waitFor();
  const calls = await callsOf(page);
  expect(calls.map(({ method }) => method)).toEqual(['setUp.look', 'setUp.read', 'setUp.begin', 'segments.recalculate']);
  expect(calls[1]?.args).toEqual([11, 2, 'orders', 'en']);
  // The header was read anew, so what was chosen before it is proposed anew; what was chosen after it stands.
  expect(calls[2]?.args).toEqual([{ language: 'en', sheets: [{ sheetId: 11, kind: 'orders', headerRowNumber: 3, headerRows: 1, columns: { order: 0, date: 1, client: 2, amount: 3 } }] }]);
});

test('a set-up says how far it is after each step; cancelled it is taken back by the next answer, and can be begun again', async () => {
  const words = wordsOf('ru');
  const page = await stage.show({ ...setUpDialog('ru'), held: ['setUp.begin', 'journal.undo'] });
  const bar = page.getByRole('progressbar');
  const whole = sampleReplies('ru')['setUp.begin'];
  await beginSetUp(page, words);
  expect(await bar.getAttribute('aria-valuenow')).toBe('0');
  await answerSetUp(page, stepHalfWay('ru'));
  await release(page);
  await page.getByText(words.say('setUp.sheetsDone', { done: 4, all: 10 }), { exact: true }).waitFor();
  expect([await bar.getAttribute('aria-valuenow'), await bar.getAttribute('aria-label')]).toEqual(['40', words.say('setUp.makingSheet', { name: 'Рассылки' })]);
  await answerSetUp(page, stepHalfWay('ru', true));
  await release(page);
  await page.getByText(words.say('setUp.takingSheet', { name: stepHalfWay('ru', true).next?.name ?? '' }), { exact: true }).waitFor();
  await press(page, words.say('action.cancel'));
  await page.getByText(words.say('setUp.cancellingWhole'), { exact: true }).waitFor();
  await release(page);
  await page.getByText(words.say('setUp.takingBack'), { exact: true }).first().waitFor();
  await release(page);
  await page.getByText(words.say('setUp.takenBack'), { exact: true }).waitFor();
  await page.getByText(sampleReplies('ru')['journal.undo'].text, { exact: true }).waitFor();
  const asked = (await callsOf(page)).filter(({ method }) => method === 'setUp.begin' || method === 'journal.undo');
  expect(asked.map(({ method, args }) => (method === 'journal.undo' ? args[0] : method))).toEqual(['setUp.begin', 'setUp.begin', 'setUp.begin', whole.actionId]);
  expect(new Set(asked.slice(0, 3).map(({ args }) => JSON.stringify(args))).size).toBe(1);
  await beginSetUp(page, words);
  await answerSetUp(page, whole);
  await release(page);
  await page.getByText(words.say('setUp.remarks'), { exact: true }).first().waitFor();
});

test('a set-up that was left is gone on with as it was asked for, or taken back', async () => {
  const words = wordsOf('en');
  const page = await stage.show(unfinishedSetUp('en'));
  await press(page, words.say('setUp.goOn'));
  await page.getByText(words.say('setUp.remarks'), { exact: true }).first().waitFor();
  expect((await callsOf(page)).map(({ method, args }) => [method, args[0]])).toEqual([['setUp.look', 'en'], ['setUp.begin', { language: 'en', sheets: [] }]]);
  const back = await stage.show(unfinishedSetUp('en', true));
  expect(await back.getByRole('button', { name: words.say('setUp.goOn') }).count()).toBe(0);
  await press(back, words.say('setUp.undo'));
  await back.getByText(words.say('setUp.takenBack'), { exact: true }).waitFor();
  await back.getByText(words.say('setUp.next'), { exact: true }).waitFor();
  expect((await callsOf(back)).map(({ method, args }) => [method, args[0]])).toEqual([['setUp.look', 'en'], ['journal.undo', 'A000001-abcdefghi'], ['setUp.look', 'en']]);
});

test('a step that fails says why, and what stands then can be gone on with', async () => {
  const words = wordsOf('en');
  const busy = { code: 'lock.busy', level: 'error' as const, text: 'Another operation is changing the spreadsheet.', sheet: null, rowNumber: null, column: null, count: 1 };
  const page = await stage.show({ ...setUpDialog('en'), failures: { 'setUp.begin': [busy] } });
  await page.getByText(words.say('setUp.next'), { exact: true }).waitFor();
  await page.evaluate((look) => { (globalThis as unknown as { replies: Record<string, unknown> }).replies['setUp.look'] = look; }, unfinishedSetUp('en').replies?.['setUp.look']);
  await beginSetUp(page, words);
  await page.getByText(busy.text, { exact: true }).waitFor();
  await page.getByText(words.say('setUp.goOn'), { exact: true }).waitFor();
});

test('an empty spreadsheet becomes a demo base in three steps that can be stopped after each, and its data go again with one press', async () => {
  const words = wordsOf('en');
  const page = await stage.show(emptySetUp('en'));
  await press(page, words.say('setUp.beginDemo'));
  await page.getByText(words.say('setUp.demoDone')).waitFor();
  await press(page, words.say('demo.delete'));
  await page.getByText(words.say('demo.deleted')).waitFor();
  expect((await callsOf(page)).map(({ method }) => method)).toEqual(['setUp.look', 'setUp.begin', 'demo.make', 'segments.recalculate', 'demo.delete']);
});

test('every view of the data section is reached from home, its heading is read out, and the way back leads home', async () => {
  const words = wordsOf('en');
  const page = await stage.show(sidebar('en', 'home'));
  const readOut = async (heading: string): Promise<void> => {
    await page.waitForFunction((wanted) => document.activeElement?.tagName === 'H1' && document.activeElement.textContent === wanted, heading);
  };
  for (const heading of ['cleaning.heading', 'duplicates.heading', 'archive.heading', 'journal.heading', 'repair.heading'] as const) {
    await page.getByRole('navigation', { name: words.say('home.data') }).getByRole('button', { name: words.say(heading) }).click();
    await readOut(words.say(heading));
    await press(page, `‹ ${words.say('home.heading')}`);
    await readOut(words.say('home.heading'));
  }
});

test('a blank base that the sidebar asks for is begun at once in the dialog, once; cancelled, it can be begun again', async () => {
  const words = wordsOf('en');
  const page = await stage.show({ ...blankSetUp('en'), held: ['setUp.begin'] });
  await answerSetUp(page, stepHalfWay('en'));
  await press(page, words.say('action.cancel'));
  await release(page);
  await page.getByText(words.say('setUp.takenBack'), { exact: true }).waitFor();
  await page.getByText(sampleReplies('en')['journal.undo'].text, { exact: true }).waitFor();
  await press(page, words.say('setUp.beginBlank'));
  await answerSetUp(page, sampleReplies('en')['setUp.begin']);
  await release(page);
  await page.getByText(words.say('setUp.done'), { exact: true }).waitFor();
  const blank = ['setUp.begin', { language: 'en', sheets: [] }];
  expect((await callsOf(page)).map(({ method, args }) => [method, args[0]])).toEqual([['setUp.look', 'en'], blank, ['journal.undo', 'A000001-abcdefghi'], blank]);
  const shown = await stage.show({ ...setUpDialog('en'), boot: { ...setUpDialog('en').boot, argument: 'blank' } });
  await shown.getByText(words.say('setUp.next'), { exact: true }).waitFor();
  expect((await callsOf(shown)).map(({ method }) => method)).toEqual(['setUp.look']);
});

test('a base that is none yet is set up in the dialog, an empty spreadsheet also with one press', async () => {
  const words = wordsOf('en');
  const page = await stage.show(emptyHome('en'));
  await press(page, words.say('step.blank'));
  await press(page, words.say('step.setUp'));
  const calls = await callsOf(page);
  expect(calls.filter(({ method }) => method !== 'home.view')).toMatchObject([{ method: 'page.open', args: ['set-up', 'blank'] }, { method: 'page.open', args: ['set-up', ''] }]);
  const none = emptyHome('en').replies?.['home.view'] ?? sampleReplies('en')['home.view'];
  const full = await stage.show({ ...sidebar('en', 'home'), replies: { 'home.view': { ...none, empty: false } } });
  await full.getByText(words.say('step.setUp'), { exact: true }).waitFor();
  expect(await full.getByText(words.say('step.blank'), { exact: true }).count()).toBe(0);
});
