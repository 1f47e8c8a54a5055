/** Automations step by step, for the browser. */
import type { Page } from 'playwright-core';
import type { Language } from '../../src/contract/base-views';
import { issue } from '../../src/core/issue';
import { issueViews } from '../../src/domain/issue-view';
import { say } from '../../src/domain/words';
import type { Words } from '../../ui/language/words';
import type { Opening } from './page-browser';
import { automationsSample, previewSample } from './sample-automations';

const list = (language: Language): Opening => ({ boot: { token: 'secret', language, view: 'automations', page: 'sidebar', argument: '' }, width: 300, height: 700 });

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
}

const titleOf = (language: Language, key: string): string => automationsSample(language).rows.find((row) => row.key === key)?.title ?? '';

async function openEdit(page: Page, words: Words, language: Language, key: string): Promise<void> {
  await press(page, words.say('automations.editNamed', { title: titleOf(language, key) }));
  await page.getByRole('button', { name: words.say('automations.save') }).waitFor();
}

/** Every step in both languages. */
export const automationScenes: readonly {
  readonly name: string;
  readonly opening: (language: Language) => Opening;
  readonly play?: (page: Page, words: Words, language: Language) => Promise<void>;
  readonly sees: (words: Words, language: Language) => string;
}[] = [
  { name: 'weekly', opening: list, play: (page, words) => press(page, words.say('weekly.show')), sees: (words) => words.say('weekly.hide') },
  { name: 'automations', opening: list, sees: (words) => words.say('automations.runNow') },
  { name: 'automations-none', opening: (language) => ({ ...list(language), replies: { 'automations.view': { ...automationsSample(language), rows: [], today: 0, owner: '', isMine: false } } }), sees: (words) => words.say('automations.none') },
  {
    name: 'automations-stand', sees: (words) => words.say('automations.takeOver'),
    opening: (language) => ({
      ...list(language),
      replies: {
        'automations.view': {
          ...automationsSample(language), isMine: false,
          standstill: [
            { code: 'page-unchecked', doable: 'check-page', text: say(language, 'automation.stand.page-unchecked') },
            { code: 'other-owner', doable: 'take-over', text: say(language, 'automation.stand.other-owner', { owner: 'natalia@example.com' }) },
          ],
        },
      },
    }),
  },
  { name: 'automations-ran', opening: list, play: (page, words) => press(page, words.say('automations.runNow')), sees: (words) => words.say('automations.toSending') },
  { name: 'automations-ask', opening: list, play: (page, words, language) => press(page, words.say('automations.turnOnNamed', { title: titleOf(language, 'birthday') })), sees: (words) => words.say('automations.askCount', { count: 12 }) },
  {
    name: 'automations-ask-many', sees: (words) => words.say('automations.type', { count: '1204' }),
    opening: (language) => ({ ...list(language), replies: { 'automations.preview': { ...previewSample(language), go: 1204 } } }),
    play: (page, words, language) => press(page, words.say('automations.turnOnNamed', { title: titleOf(language, 'birthday') })),
  },
  {
    name: 'automations-ask-refused', sees: (_words, language) => issueViews([issue('mailing.unsubscribeAddressMissing')], language)[0]?.text ?? '',
    opening: (language) => ({ ...list(language), replies: { 'automations.preview': { ...previewSample(language), go: 0, skip: 0, rows: [], issues: issueViews([issue('mailing.unsubscribeAddressMissing')], language) } } }),
    play: (page, words, language) => press(page, words.say('automations.turnOnNamed', { title: titleOf(language, 'birthday') })),
  },
  {
    name: 'automations-switched', opening: list, sees: (words) => words.say('automations.turnedOn'),
    play: async (page, words, language) => { await press(page, words.say('automations.turnOnNamed', { title: titleOf(language, 'birthday') })); await page.locator('dialog .button-primary').click(); },
  },
  { name: 'automation-today', opening: list, play: (page, words, language) => press(page, words.say('automations.whoTodayNamed', { title: titleOf(language, 'win-back') })), sees: (words) => words.say('automations.todaySkip', { count: 2 }) },
  {
    name: 'automation-today-nobody', opening: (language) => ({ ...list(language), replies: { 'automations.preview': { ...previewSample(language), go: 0, skip: 0, rows: [] } } }),
    play: (page, words, language) => press(page, words.say('automations.whoTodayNamed', { title: titleOf(language, 'win-back') })), sees: (words) => words.say('automations.todayNobody'),
  },
  { name: 'automation-edit', opening: list, play: (page, words, language) => openEdit(page, words, language, 'win-back'), sees: (words) => words.say('automations.sunsetHint') },
  { name: 'automation-edit-audience', opening: list, play: async (page, words, language) => { await openEdit(page, words, language, 'win-back'); await press(page, words.say('compose.build')); await page.locator('.stat').first().waitFor(); }, sees: (words) => words.say('audience.take') },
  { name: 'automation-edit-class', opening: list, play: (page, words, language) => openEdit(page, words, language, 'at-risk'), sees: (words) => words.say('automations.by') },
  { name: 'automation-edit-early', opening: list, play: (page, words, language) => openEdit(page, words, language, 'birthday'), sees: (words) => words.say('automations.daysEarlyHint') },
  {
    name: 'automation-new', opening: list, sees: (words) => words.say('automations.badNumber', { least: 0, most: words.number(3650) }),
    play: async (page, words) => { await press(page, words.say('automations.new')); await page.locator('input[type=number]').first().fill('-1'); },
  },
];
