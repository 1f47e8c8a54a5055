/** The duplicates desk step by step, for the browser. */
import type { Page } from 'playwright-core';
import type { Language } from '../../src/contract/base-views';
import type { Words } from '../../ui/language/words';
import type { Opening } from './page-browser';
import { duplicatesReplies } from './sample-duplicates';

const desk = (language: Language): Opening => ({ boot: { token: 'secret', language, view: 'duplicates', page: 'sidebar', argument: '' }, width: 300, height: 700 });

/** From the list into its first group. */
export async function openGroup(page: Page): Promise<void> {
  await page.locator('.row-open').first().click();
  await page.locator('input[name=survivor]').first().waitFor();
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
}

async function mergeExact(page: Page, words: Words): Promise<void> {
  await press(page, words.say('duplicates.exactMerge', { count: 34 }));
  await press(page, words.say('duplicates.exactYes'));
}

/** Every step in both languages. */
export const duplicateScenes: readonly {
  readonly name: string;
  readonly opening: (language: Language) => Opening;
  readonly play?: (page: Page, words: Words, language: Language) => Promise<void>;
  readonly sees: (words: Words, language: Language) => string;
}[] = [
  { name: 'duplicates', opening: desk, sees: (words) => words.say('duplicates.exact') },
  {
    name: 'duplicates-none', sees: (words) => words.say('duplicates.none'),
    opening: (language) => ({ ...desk(language), replies: { 'duplicates.scan': { ...duplicatesReplies(language)['duplicates.scan'], groups: [], total: 0, surplus: 0, exactGroups: 0, exactRows: 0, exactSamples: [] } } }),
  },
  { name: 'duplicates-exact-ask', opening: desk, play: (page, words) => press(page, words.say('duplicates.exactMerge', { count: 34 })), sees: (words) => words.say('duplicates.exactAsk', { count: 34 }) },
  { name: 'duplicates-exact-running', opening: (language) => ({ ...desk(language), silent: ['duplicates.mergeExact'] }), play: mergeExact, sees: (words) => words.say('duplicates.exactSafe') },
  { name: 'duplicates-exact-done', opening: desk, play: mergeExact, sees: (words) => words.say('toast.undo') },
  { name: 'duplicate-group', opening: desk, play: openGroup, sees: (words) => words.say('duplicates.stays') },
  { name: 'duplicate-group-settled', opening: desk, play: async (page) => { await openGroup(page); await page.locator('summary').click(); }, sees: (words) => words.say('duplicates.decide') },
  { name: 'duplicate-group-merging', opening: (language) => ({ ...desk(language), silent: ['duplicates.merge'] }), play: async (page, words) => { await openGroup(page); await press(page, words.say('duplicates.merge', { count: 3 })); }, sees: (words) => words.say('duplicates.mergingWhat') },
  { name: 'duplicate-group-merged', opening: desk, play: async (page, words) => { await openGroup(page); await press(page, words.say('duplicates.merge', { count: 3 })); }, sees: (words) => words.say('toast.undo') },
];
