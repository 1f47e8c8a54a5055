/** A base being made, step by step, cancelled and left half-way, for the browser. */
import type { Page } from 'playwright-core';
import type { Language } from '../../src/contract/base-views';
import type { SetUpStep } from '../../src/contract/set-up-views';
import type { Words } from '../../ui/language/words';
import { called, release, type Opening } from './page-browser';
import { sampleReplies } from './sample-replies';
import { setUpReplies } from './sample-set-up';

/** The set-up dialog in a messy spreadsheet. */
export const setUpDialog = (language: Language): Opening => ({ boot: { token: 'secret', language, view: 'home', page: 'set-up', argument: '' }, width: 860, height: 640 });

/** The dialog in a spreadsheet in which nothing stands. */
export function emptySetUp(language: Language): Opening {
  const whole = setUpReplies(language)['setUp.begin'];
  const blank: SetUpStep = { ...whole, report: whole.report === null ? null : { ...whole.report, taken: [], remarks: [], recalculate: false } };
  return { ...setUpDialog(language), replies: { 'setUp.look': { ...setUpReplies(language)['setUp.look'], empty: true, sheets: [] }, 'setUp.begin': blank } };
}

/** The dialog after a set-up was left. @param isBack while it was taken back */
export function unfinishedSetUp(language: Language, isBack = false): Opening {
  const request = isBack ? null : { language, sheets: [] };
  return { ...setUpDialog(language), replies: { 'setUp.look': { ...setUpReplies(language)['setUp.look'], unfinished: { actionId: 'A000001-abcdefghi', request } } } };
}

/** The sidebar in a spreadsheet in which nothing stands. */
export const emptyHome = (language: Language): Opening => ({
  boot: { token: 'secret', language, view: 'home', page: 'sidebar', argument: '' }, width: 300, height: 700,
  replies: { 'home.view': { ...sampleReplies(language)['home.view'], stage: 'none', figures: [], attention: [], nextStep: 'set-up', asOf: null, recalculatedAt: null, empty: true } },
});

/** How far it is in the middle of the work. */
export function stepHalfWay(language: Language, own = false): SetUpStep {
  const { sheets } = setUpReplies(language)['setUp.look'];
  const next = own ? { name: sheets[0]?.name ?? '', isOwn: true } : { name: language === 'ru' ? 'Рассылки' : 'Mailings', isOwn: false };
  return { actionId: 'A000001-abcdefghi', done: own ? 7 : 4, all: 10, next, report: null };
}

/** Puts another answer in place for what is asked, or held back, from now on. */
export async function answerSetUp(page: Page, step: SetUpStep): Promise<void> {
  await page.evaluate((value) => { (globalThis as unknown as { replies: Record<string, unknown> }).replies['setUp.begin'] = value; }, step);
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
}

/** Goes through the steps of the dialog up to the making. */
export async function beginSetUp(page: Page, words: Words): Promise<void> {
  await press(page, words.say('setUp.next'));
  await press(page, words.say('setUp.begin'));
}

/** The dialog as the sidebar opens it for a blank base. */
export const blankSetUp = (language: Language): Opening => ({ ...emptySetUp(language), boot: { ...setUpDialog(language).boot, argument: 'blank' } });

/** Lets the first step come to its end; the second one is held back then. */
async function comeHalfWay(page: Page, step: SetUpStep): Promise<void> {
  await answerSetUp(page, step);
  await release(page);
  await called(page, 'setUp.begin', 2);
}

const held = (opening: Opening): Opening => ({ ...opening, held: ['setUp.begin', 'journal.undo'] });
const making = (words: Words, language: Language): string => words.say('setUp.makingSheet', { name: stepHalfWay(language).next?.name ?? '' });

/** Every step in both languages. */
export const setUpScenes: readonly {
  readonly name: string;
  readonly opening: (language: Language) => Opening;
  readonly play?: (page: Page, words: Words, language: Language) => Promise<void>;
  readonly sees: (words: Words, language: Language) => string;
}[] = [
  { name: 'set-up-step', opening: (language) => held(setUpDialog(language)), play: async (page, words, language) => { await beginSetUp(page, words); await comeHalfWay(page, stepHalfWay(language)); }, sees: making },
  {
    name: 'set-up-cancelling', sees: (words) => words.say('setUp.cancellingWhole'), opening: (language) => held(setUpDialog(language)),
    play: async (page, words, language) => { await beginSetUp(page, words); await comeHalfWay(page, stepHalfWay(language, true)); await press(page, words.say('action.cancel')); },
  },
  {
    name: 'set-up-cancelled', sees: (words) => words.say('setUp.takenBack'), opening: (language) => ({ ...setUpDialog(language), held: ['setUp.begin'] }),
    play: async (page, words, language) => { await beginSetUp(page, words); await comeHalfWay(page, stepHalfWay(language)); await press(page, words.say('action.cancel')); await release(page); },
  },
  { name: 'set-up-blank-step', opening: (language) => held(blankSetUp(language)), play: (page, _words, language) => comeHalfWay(page, stepHalfWay(language)), sees: making },
  { name: 'set-up-unfinished', opening: (language) => unfinishedSetUp(language), sees: (words) => words.say('setUp.goOn') },
  { name: 'set-up-back-unfinished', opening: (language) => unfinishedSetUp(language, true), sees: (words) => words.say('setUp.backUnfinished') },
];
