/** Undo under way and stopped, for the browser. */
import type { Page } from 'playwright-core';
import type { Language, SidebarView } from '../../src/contract/base-views';
import type { Words } from '../../ui/language/words';
import { importDialog, importOrders } from './import-scenes';
import { release, type Opening } from './page-browser';
import { sampleReplies } from './sample-replies';

/** The sidebar where every step of an undo is held back and leaves more to do. */
export function longUndo(language: Language, view: SidebarView): Opening {
  return { boot: { token: 'secret', language, view, page: 'sidebar', argument: '' }, width: 300, height: 700, held: ['journal.undo'], replies: { 'journal.undo': unfinished(language, 1200) } };
}

/** The report of an undo that is not finished. */
export function unfinished(language: Language, done: number): ReturnType<typeof sampleReplies>['journal.undo'] {
  return { ...sampleReplies(language)['journal.undo'], finished: false, progress: { done, total: 4906 } };
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
}

/** From home into the journal and through the question. */
export async function undoLast(page: Page, words: Words): Promise<void> {
  await page.getByText(words.say('journal.heading'), { exact: true }).click();
  await press(page, words.say('journal.undoLast'));
  await page.locator('dialog').getByRole('button', { name: words.say('journal.undo'), exact: true }).click();
}

/** Presses "Stop" and lets the step that is under way end. */
export async function stop(page: Page, words: Words): Promise<void> {
  await press(page, words.say('action.stop'));
  await release(page);
}

/** Every state in both languages. */
export const undoingScenes: readonly {
  readonly name: string;
  readonly opening: (language: Language) => Opening;
  readonly play?: (page: Page, words: Words, language: Language) => Promise<void>;
  readonly sees: (words: Words, language: Language) => string;
}[] = [
  { name: 'undo-begun', opening: (language) => longUndo(language, 'home'), play: undoLast, sees: (words) => words.say('undo.running') },
  { name: 'undo-running', opening: (language) => longUndo(language, 'home'), play: async (page, words) => { await undoLast(page, words); await release(page); }, sees: (words) => words.say('action.progress', { done: 1200, total: 4906 }) },
  { name: 'undo-stopping', opening: (language) => longUndo(language, 'home'), play: async (page, words) => { await undoLast(page, words); await release(page); await press(page, words.say('action.stop')); }, sees: (words) => words.say('action.stopping') },
  { name: 'undo-stopped', opening: (language) => longUndo(language, 'home'), play: async (page, words) => { await undoLast(page, words); await stop(page, words); }, sees: (words) => words.say('undo.stoppedWhat', { done: 1200, total: 4906 }) },
  {
    name: 'undo-failed', sees: (words) => words.say('issue.error'), play: undoLast,
    opening: (language) => ({ ...longUndo(language, 'home'), held: [], failures: { 'journal.undo': [{ code: 'lock.busy', level: 'error', text: language === 'ru' ? 'Сейчас таблицу меняет другая операция. Данные целы. Повторите через минуту.' : 'Another operation is changing the spreadsheet. Your data are safe. Try again in a minute.', sheet: null, rowNumber: null, column: null, count: 1 }] } }),
  },
  {
    name: 'import-undo-stopped', sees: (words) => words.say('undo.stoppedWhat', { done: 1200, total: 4906 }),
    opening: (language) => ({ ...importDialog(language), held: ['journal.undo'], replies: { 'journal.undo': unfinished(language, 1200) } }),
    play: async (page, words, language) => { await importOrders(page, words, language); await press(page, words.say('import.undo')); await stop(page, words); },
  },
];
