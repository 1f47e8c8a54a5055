/** The way of a mailing step by step, for the browser: choosing, checking, sending, stopping, deciding, unsubscribing. */
import type { Page } from 'playwright-core';
import type { Language } from '../../src/contract/base-views';
import type { Words } from '../../ui/language/words';
import type { Opening } from './page-browser';
import { audienceSample, brokenMailing, mailingReplies } from './sample-mailing';
import { longName } from './sample-movement';

/** What the dialog is opened with. */
export const preflightRequest = JSON.stringify({ templateKey: 'return', audience: audienceSample('en').expression, holdOutShare: 0.1 });

const desk = (language: Language): Opening => ({ boot: { token: 'secret', language, view: 'mailing', page: 'sidebar', argument: '' }, width: 300, height: 700 });

/** The dialog of the check. */
export const preflightDialog = (language: Language): Opening => ({ boot: { token: 'secret', language, view: 'home', page: 'preflight', argument: preflightRequest }, width: 860, height: 680 });

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
}

async function choose(page: Page, label: string): Promise<void> {
  await page.getByText(label, { exact: true }).first().click();
}

async function compose(page: Page, words: Words): Promise<void> {
  await press(page, words.say('mailing.new'));
  await page.getByRole('button', { name: words.say('compose.check') }).waitFor();
}

async function check(page: Page, words: Words): Promise<void> {
  await compose(page, words);
  await press(page, words.say('compose.check'));
}

async function sendAll(page: Page, words: Words): Promise<void> {
  await check(page, words);
  await press(page, words.say('check.send', { count: 68 }));
  await page.getByRole('textbox', { name: words.say('plan.type', { count: '68' }) }).fill('68');
  await page.locator('dialog .button-primary').click();
}

async function openBroken(page: Page, words: Words): Promise<void> {
  await page.locator('.row-open').nth(1).click();
  await page.getByRole('button', { name: words.say('sending.continue') }).waitFor();
}

async function showLetter(page: Page): Promise<void> {
  await page.locator('.table tbody .button-link').nth(1).click();
  await page.locator('iframe').waitFor();
}

/** Every step in both languages. */
export const mailingScenes: readonly {
  readonly name: string;
  readonly opening: (language: Language) => Opening;
  readonly play?: (page: Page, words: Words, language: Language) => Promise<void>;
  readonly sees: (words: Words, language: Language) => string;
}[] = [
  { name: 'mailing', opening: desk, sees: (words) => words.say('mailing.new') },
  {
    name: 'mailing-copy', sees: (words) => words.say('mailing.copyTitle'),
    opening: (language) => ({ ...desk(language), replies: { 'mailing.home': { ...mailingReplies(language)['mailing.home'], issues: [{ code: 'base.copied', level: 'error', text: 'copy', sheet: null, rowNumber: null, column: null, count: 1 }] } } }),
  },
  {
    name: 'mailing-trigger-gone', opening: (language) => ({ ...desk(language), replies: { 'mailing.backgroundView': { on: true, gone: true } } }), sees: (words) => words.say('background.gone'),
  },
  { name: 'mailing-compose', opening: desk, play: compose, sees: (words) => words.say('compose.test') },
  { name: 'mailing-hold-out', opening: desk, play: async (page, words) => { await compose(page, words); await choose(page, words.say('compose.holdOwn')); await page.getByLabel(words.say('compose.holdPercent')).fill('80'); }, sees: (words) => words.say('compose.holdRange') },
  { name: 'mailing-client', opening: desk, play: async (page, words) => { await compose(page, words); await page.getByRole('combobox', { name: words.say('compose.previewClient') }).press('ArrowDown'); await page.locator('.combobox-option').first().waitFor(); }, sees: (_, language) => longName[language] },
  { name: 'mailing-check', opening: desk, play: check, sees: (words) => words.say('compose.wide') },
  { name: 'mailing-check-hints', opening: desk, play: async (page, words) => { await check(page, words); await page.locator('summary').first().click(); }, sees: (words) => words.say('hints.what') },
  { name: 'mailing-check-held', opening: desk, play: async (page, words) => { await check(page, words); await choose(page, words.say('check.heldTab', { count: 7 })); }, sees: (_, language) => (language === 'ru' ? 'Анна Белова 1' : 'Ann White 1') },
  { name: 'mailing-tab', opening: desk, play: async (page, words) => { await check(page, words); await press(page, words.say('check.tab')); }, sees: (_, language) => mailingReplies(language)['mailing.preflightTab'].text },
  { name: 'mailing-confirm', opening: desk, play: async (page, words) => { await check(page, words); await press(page, words.say('check.send', { count: 68 })); }, sees: (words) => words.say('plan.cannotUndo') },
  { name: 'mailing-sending', opening: (language) => ({ ...desk(language), silent: ['mailing.sendChunk'] }), play: sendAll, sees: (words) => words.say('sending.stopWhat') },
  { name: 'mailing-stopped', opening: (language) => ({ ...desk(language), silent: ['mailing.sendChunk'] }), play: async (page, words) => { await sendAll(page, words); await press(page, words.say('action.stop')); }, sees: (_, language) => mailingReplies(language)['mailing.stop'].stopText },
  { name: 'mailing-sent', opening: desk, play: sendAll, sees: (words) => words.say('step.decideUnknown') },
  { name: 'mailing-broken', opening: (language) => ({ ...desk(language), replies: { 'mailing.progress': brokenMailing(language) } }), play: openBroken, sees: (_, language) => brokenMailing(language).stopText },
  { name: 'mailing-broken-ask', opening: (language) => ({ ...desk(language), replies: { 'mailing.progress': brokenMailing(language) } }), play: async (page, words) => { await openBroken(page, words); await press(page, words.say('sending.continue')); }, sees: (words) => words.say('resume.title') },
  {
    name: 'mailing-others', sees: (words) => words.say('sending.other', { sender: 'shop@example.com' }), play: (page) => page.locator('.row-open').nth(1).click(),
    opening: (language) => ({ ...desk(language), replies: { 'mailing.progress': { ...mailingReplies(language)['mailing.progress'], state: 'planned', canContinue: false, allowanceText: '' } } }),
  },
  {
    // What it brought is one press away from a mailing that has just finished.
    name: 'mailing-finished', sees: (words) => words.say('results.effectTitle'), play: async (page, words) => { await page.locator('.row-open').nth(1).click(); await press(page, words.say('results.resultHeading')); },
    opening: (language) => ({ ...desk(language), replies: { 'mailing.progress': { ...mailingReplies(language)['mailing.progress'], state: 'finished', left: 0, unknown: 0, canContinue: false, allowanceText: '' } } }),
  },
  { name: 'mailing-letters', opening: desk, play: (page) => page.locator('.row-open').first().click(), sees: (words) => words.say('letters.allNotSent') },
  { name: 'mailing-letters-all', opening: desk, play: async (page, words) => { await page.locator('.row-open').first().click(); await press(page, words.say('letters.allNotSent')); }, sees: (words) => words.say('letters.askNotSentWhat') },
  { name: 'unsubscribe', opening: desk, play: (page, words) => press(page, words.say('mailing.webappDo')), sees: (words) => words.say('unsubscribe.link') },
  { name: 'preflight', opening: preflightDialog, sees: (words) => words.say('check.goTab', { count: 68 }) },
  { name: 'preflight-skipped', opening: preflightDialog, play: (page, words) => choose(page, words.say('check.skipTab', { count: 3 })), sees: (_, language) => (language === 'ru' ? 'Отписался 3 марта' : 'Unsubscribed on 3 March') },
  { name: 'preflight-held', opening: preflightDialog, play: (page, words) => choose(page, words.say('check.heldTab', { count: 7 })), sees: (words) => words.say('preflight.heldWhat') },
  { name: 'preflight-letter', opening: preflightDialog, play: showLetter, sees: (words) => words.say('letter.dark') },
  { name: 'preflight-letter-phone', opening: preflightDialog, play: async (page, words) => { await showLetter(page); await choose(page, words.say('letter.phone', { width: 360 })); await choose(page, words.say('letter.dark')); }, sees: (words) => words.say('letter.darkWhat') },
  { name: 'preflight-hints', opening: preflightDialog, play: (page, words) => choose(page, words.say('check.hints', { count: 3 })), sees: (words) => words.say('hints.what') },
  { name: 'preflight-days', opening: preflightDialog, play: (page, words) => choose(page, words.say('preflight.days')), sees: (words) => words.say('days.plan') },
  { name: 'preflight-confirm', opening: preflightDialog, play: (page, words) => press(page, words.say('check.send', { count: 68 })), sees: (words) => words.say('plan.type', { count: '68' }) },
];
