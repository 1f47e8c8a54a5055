/** The view of consents step by step, for the browser. */
import type { Page } from 'playwright-core';
import type { Language } from '../../src/contract/base-views';
import type { ErasurePlace } from '../../src/contract/consent-views';
import type { Words } from '../../ui/language/words';
import type { Opening } from './page-browser';
import { consentReplies } from './sample-consents';

const home = (language: Language): Opening => ({ boot: { token: 'secret', language, view: 'home', page: 'sidebar', argument: '' }, width: 300, height: 700 });

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
}

async function open(page: Page, words: Words): Promise<void> {
  await page.getByRole('button', { name: words.say('consents.heading') }).first().click();
  await page.locator('#consent-rules').waitFor();
}

async function openClient(page: Page, words: Words): Promise<void> {
  await open(page, words);
  await page.getByLabel(words.say('consents.findWhat')).fill('anna');
  await press(page, words.say('consents.findPress'));
  await page.locator('.row-open').first().click();
  await page.locator('#consent-proof').waitFor();
}

async function askErasure(page: Page, words: Words): Promise<void> {
  await openClient(page, words);
  await press(page, words.say('consents.erase'));
  await page.getByLabel(words.say('consents.eraseType', { client: 'K-1' })).fill('K-1');
}

/** Cells of two tabs, as many as are told one by one. */
function doubtful(language: Language): ErasurePlace[] {
  const tabs = language === 'ru' ? ['Клиенты', 'Заметки о прошлогодней ярмарке'] : ['Clients', 'Notes on the fair of last year'];
  return tabs.flatMap((tab) => Array.from({ length: 15 }, (_unused, index) => ({ tab, cell: `AB${index * 137 + 2}` })));
}

/** Every step in both languages. */
export const consentScenes: readonly {
  readonly name: string;
  readonly opening: (language: Language) => Opening;
  readonly play?: (page: Page, words: Words, language: Language) => Promise<void>;
  readonly sees: (words: Words, language: Language) => string;
}[] = [
  { name: 'consents', opening: home, play: open, sees: (words) => words.say('consents.pageWorks') },
  {
    name: 'consents-page-off', play: open, sees: (words) => words.say('consents.erasing'),
    opening: (language) => ({ ...home(language), replies: { 'consents.view': { ...consentReplies(language)['consents.view'], pageChecked: false, erasing: 'K-9', waiting: 0, unknown: 0, due: 0, requireConsent: false } } }),
  },
  { name: 'consents-column', opening: home, play: async (page, words) => { await open(page, words); await page.locator('summary').first().click(); }, sees: (words) => words.say('consents.columnRecord', { count: 985 }) },
  { name: 'consents-require', opening: home, play: async (page, words) => { await open(page, words); await page.getByLabel(words.say('consents.require')).click(); }, sees: (words) => words.say('consents.requireAsk') },
  {
    name: 'consents-opt-in', opening: home, sees: (words) => words.say('consents.optInStop'),
    play: async (page, words) => { await open(page, words); await page.getByLabel(words.say('consents.optInRead')).click(); await press(page, words.say('consents.optInOn')); },
  },
  { name: 'consents-law', opening: home, play: async (page, words) => { await open(page, words); await press(page, words.say('consents.law')); }, sees: (words) => words.say('consents.lawAbroad') },
  { name: 'consents-due', opening: home, play: async (page, words) => { await open(page, words); await press(page, words.say('consents.dueOpen')); await page.locator('.row-open').first().waitFor(); }, sees: (words) => words.say('consents.due', { count: 14 }) },
  { name: 'consents-client', opening: home, play: openClient, sees: (words) => words.say('consents.proofOf') },
  { name: 'consents-record', opening: home, play: async (page, words) => { await openClient(page, words); await page.locator('summary').first().click(); }, sees: (words) => words.say('consents.recordForever') },
  { name: 'consents-erase', opening: home, play: askErasure, sees: (words) => words.say('consents.eraseForever') },
  { name: 'consents-erasing', opening: (language) => ({ ...home(language), silent: ['personal.erase'] }), play: async (page, words) => { await askErasure(page, words); await press(page, words.say('consents.eraseYes')); }, sees: (words) => words.say('consents.eraseSafe') },
  {
    name: 'consents-erased', play: async (page, words) => { await askErasure(page, words); await press(page, words.say('consents.eraseYes')); },
    opening: (language) => ({ ...home(language), replies: { 'personal.erase': { ...consentReplies(language)['personal.erase'], left: doubtful(language), moreLeft: 12 } } }),
    sees: (words, language) => {
      const left = [...new Set(doubtful(language).map(({ tab }) => tab))].map((tab) => `${tab}: ${doubtful(language).flatMap((place) => (place.tab === tab ? [place.cell] : [])).join(', ')}`).join('; ');
      return `${words.say('consents.erased', { count: 42 })} ${words.say('consents.eraseLeft', { left })} ${words.say('consents.eraseMore', { count: 12 })}`;
    },
  },
];
