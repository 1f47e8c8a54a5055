/** Results of mailings step by step, for the browser. */
import type { Page } from 'playwright-core';
import type { Language } from '../../src/contract/base-views';
import type { Words } from '../../ui/language/words';
import type { Opening } from './page-browser';
import { resultReplies } from './sample-results';

interface Scene {
  readonly name: string;
  readonly opening: (language: Language) => Opening;
  readonly play: (page: Page, words: Words, language: Language) => Promise<void>;
  readonly sees: (words: Words, language: Language) => string;
}

const mailing = (language: Language): Opening => ({ boot: { token: 'secret', language, view: 'mailing', page: 'sidebar', argument: '' }, width: 300, height: 700 });

async function openResults(page: Page, words: Words): Promise<void> {
  await page.getByRole('button', { name: words.say('results.heading'), exact: true }).click();
  await page.getByRole('heading', { level: 1, name: words.say('results.heading') }).waitFor();
}

async function openResult(page: Page, words: Words, language: Language): Promise<void> {
  await openResults(page, words);
  await page.getByText(resultReplies(language)['results.view'].title, { exact: true }).click();
  await page.getByRole('heading', { level: 1, name: words.say('results.resultHeading') }).waitFor();
  await page.locator('.stat').first().waitFor();
}

/** The list, none yet, one mailing, and a reply marked in it. */
export const resultsScenes: readonly Scene[] = [
  { name: 'results', opening: mailing, play: openResults, sees: (words) => words.say('results.counting') },
  { name: 'results-none', opening: (language) => ({ ...mailing(language), replies: { 'results.list': { mailings: [], windowDays: 14, issues: [] } } }), play: openResults, sees: (words) => words.say('results.none') },
  { name: 'result', opening: mailing, play: openResult, sees: (_words, language) => resultReplies(language)['results.view'].effect },
  {
    name: 'result-replied', opening: mailing,
    play: async (page, words, language) => {
      await openResult(page, words, language);
      await page.getByRole('button', { name: words.say('results.repliedOf', { client: 'K-3' }) }).click();
    },
    sees: (words) => words.say('results.groupMore', { replied: 6, unsubscribed: 2 }),
  },
];
