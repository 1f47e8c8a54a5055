/** The letter editor step by step, for the browser. */
import type { Page } from 'playwright-core';
import type { Language } from '../../src/contract/base-views';
import { issue } from '../../src/core/issue';
import { issueText } from '../../src/core/language/text';
import type { Words } from '../../ui/language/words';
import type { Opening } from './page-browser';
import { letterSample, templateReplies } from './sample-template';

/** One look at the editor or at the list of letters. */
export interface TemplateScene {
  readonly name: string;
  readonly opening: (language: Language) => Opening;
  readonly play?: (page: Page, words: Words, language: Language) => Promise<void>;
  readonly sees: (words: Words, language: Language) => string;
}

/** The editor as the server opens it, with a letter or ('') on what to begin with. */
export const editor = (language: Language, argument = 'return'): Opening => ({ boot: { token: 'secret', language, view: 'home', page: 'template', argument }, width: 900, height: 690 });

const sidebar = (language: Language): Opening => ({ boot: { token: 'secret', language, view: 'mailing', page: 'sidebar', argument: '' }, width: 300, height: 700 });

/** Presses a tool of the toolbar. */
export async function tool(page: Page, name: string): Promise<void> {
  await page.locator(`[data-tool="${name}"]`).click();
}

/** Waits for the editor and its first preview. */
export async function editorReady(page: Page): Promise<void> {
  await page.locator('.writing-body h2').waitFor();
  await page.locator('.letter iframe').waitFor();
}

/** Deletes the letter that is open. */
export async function removeLetter(page: Page, words: Words): Promise<void> {
  await page.getByRole('button', { name: words.say('template.remove'), exact: true }).click();
  await page.locator('dialog .button-danger').click();
}

/** The refusal of a letter that was changed in the sheet. */
export const changedInSheet = (language: Language): NonNullable<Opening['failures']> => ({
  'templates.save': [{ code: 'template.changed', level: 'error', text: issueText(issue('template.changed', { template: 'return' }), language), sheet: null, rowNumber: null, column: null, count: 1 }],
});

const withForm = (name: string) => async (page: Page): Promise<void> => {
  await editorReady(page);
  await tool(page, name);
};

export const templateScenes: readonly TemplateScene[] = [
  {
    name: 'template-list', opening: sidebar, sees: (words) => words.say('templates.startersWhat'),
    play: async (page, words) => {
      await page.getByRole('button', { name: words.say('templates.heading'), exact: true }).click();
      await page.getByText(words.say('templates.starters', { count: 3 }), { exact: true }).click();
    },
  },
  { name: 'template-begin', opening: (language) => editor(language, ''), sees: (words) => words.say('template.startersWhat') },
  { name: 'template-empty', opening: (language) => editor(language, ''), play: (page, words) => page.getByRole('button', { name: words.say('template.empty') }).click(), sees: (words) => words.say('template.previewEmpty') },
  { name: 'template-letter', opening: (language) => editor(language), play: editorReady, sees: (words) => words.say('template.hints') },
  { name: 'template-field', opening: (language) => editor(language), play: withForm('field'), sees: (words) => words.say('template.fieldFind') },
  {
    name: 'template-fallback', opening: (language) => editor(language), sees: (words) => words.say('template.fallbackHint'),
    play: async (page) => { await editorReady(page); await tool(page, 'field'); for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown'); await page.keyboard.press('Enter'); },
  },
  { name: 'template-condition', opening: (language) => editor(language), play: withForm('condition'), sees: (words) => words.say('template.conditionHint') },
  {
    name: 'template-desk-dark', opening: (language) => editor(language), sees: (_, language) => templateReplies(language)['templates.preview'].subject,
    play: async (page, words) => { await editorReady(page); await page.getByText(words.say('template.form.desk'), { exact: true }).click(); await page.getByText(words.say('template.light.dark'), { exact: true }).click(); await page.getByRole('radio', { name: words.say('template.light.dark'), exact: true, checked: true }).waitFor(); },
  },
  {
    name: 'template-plain', opening: (language) => editor(language), sees: (words) => words.say('template.textOwn'),
    play: async (page, words) => {
      await editorReady(page);
      await page.getByText(words.say('template.form.text'), { exact: true }).click();
      for (const fold of ['template.text', 'template.sender'] as const) await page.locator('summary', { hasText: words.say(fold) }).click();
      await page.getByRole('button', { name: words.say('template.textEdit') }).click();
    },
  },
  {
    name: 'template-conflict', sees: (words) => words.say('template.conflictWhat'),
    opening: (language) => ({ ...editor(language), failures: changedInSheet(language) }),
    play: async (page, words) => {
      await editorReady(page);
      await page.getByLabel(words.say('template.title'), { exact: true }).fill(words.language === 'ru' ? 'Возвращаем: осень' : 'Winning back: autumn');
      await page.getByRole('button', { name: words.say('template.save'), exact: true }).click();
    },
  },
  {
    name: 'template-layout', sees: (words) => words.say('template.layoutKept'), play: (page) => page.locator('.letter iframe').waitFor(),
    opening: (language) => ({ ...editor(language), replies: { 'templates.get': { ...templateReplies(language)['templates.get'], draft: { ...letterSample(language), body: '<div style="background:#eee"><p class="lead">{{Имя}}</p></div>' } } } }),
  },
  {
    name: 'template-removed', opening: (language) => editor(language), sees: (words) => words.say('toast.undo'),
    play: async (page, words) => { await editorReady(page); await removeLetter(page, words); },
  },
];
