/** Undo in a real browser: how far it is, the stop, what is said after it, and where the keyboard stands meanwhile. */
import type { Page } from 'playwright-core';
import { wordsOf } from '../../ui/language/words';
import { answer, called, callsOf, release, rested, startStage, type Stage } from './page-browser';
import { sampleReplies } from './sample-replies';
import { longUndo, stop, undoLast, unfinished } from './undoing-scenes';

let stage: Stage;
beforeAll(async () => { stage = await startStage(['sidebar']); }, 120_000);
afterAll(async () => { await stage.close(); });

const words = wordsOf('en');

/** What has the focus: "Stop" and the like by their text, the panel and the heading by their names. */
const focused = (page: Page): Promise<string> => page.evaluate(() => {
  const element = document.activeElement;
  return element?.tagName === 'BUTTON' || element?.tagName === 'H1' ? element.textContent ?? '' : `${element?.className ?? ''}`;
});
const undone = async (page: Page): Promise<number> => (await callsOf(page)).filter(({ method }) => method === 'journal.undo').length;
const bar = (page: Page): Promise<string | null> => page.getByRole('progressbar').getAttribute('aria-valuenow');

test('an undo shows how far it is, can be stopped by keyboard, says what stands, and goes on from there to its end', async () => {
  const page = await stage.show(longUndo('en', 'home'));
  await undoLast(page, words);
  await page.getByRole('progressbar').waitFor();
  expect(await bar(page)).toBeNull();
  // The list that was pressed in is out of sight; the keyboard stands at the progress, and "Stop" is the next one.
  expect(await focused(page)).toBe('column');
  expect(await page.getByRole('button', { name: words.say('journal.undoLast') }).count()).toBe(0);
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe(words.say('action.stop'));
  await release(page);
  await page.getByText(words.say('action.progress', { done: 1200, total: 4906 })).waitFor();
  expect(await bar(page)).toBe('24');
  expect(await focused(page)).toBe(words.say('action.stop'));
  await page.keyboard.press('Enter');
  await page.getByText(words.say('action.stopping')).waitFor();
  await answer(page, 'journal.undo', unfinished('en', 2400));
  await release(page);
  await page.getByText('2,400 of 4,906 cells and rows taken back, the rest stands as it is.').waitFor();
  expect(await undone(page)).toBe(2);
  expect(await focused(page)).toBe('column');
  // The list is asked anew: it tells that this action is half taken back.
  expect((await callsOf(page)).filter(({ method }) => method === 'journal.list')).toHaveLength(2);
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe(words.say('journal.undo'));
  await page.keyboard.press('Enter');
  // What was done counts from the first moment.
  await page.getByText(words.say('action.progress', { done: 2400, total: 4906 })).waitFor();
  await answer(page, 'journal.undo', sampleReplies('en')['journal.undo']);
  await release(page);
  await page.getByText(words.say('journal.done'), { exact: true }).waitFor();
  expect(await page.getByRole('progressbar').count()).toBe(0);
  expect(await focused(page)).toBe(words.say('journal.heading'));
  expect((await callsOf(page)).filter(({ method }) => method === 'journal.undo').map(({ args }) => args)).toEqual([['j3'], ['j3'], ['j3']]);
});

test('an undo from a short message shows its progress in whichever view one is by then, and what it did is told', async () => {
  const page = await stage.show(longUndo('en', 'cleaning'));
  await page.locator('section[aria-labelledby="kind-name"] .row-open').click();
  await page.getByText(words.say('cleaning.accept'), { exact: true }).first().click();
  await page.getByRole('button', { name: `‹ ${words.say('cleaning.heading')}` }).click();
  await page.getByRole('button', { name: `‹ ${words.say('home.heading')}` }).click();
  await page.getByRole('heading', { level: 1, name: words.say('home.heading') }).waitFor();
  await page.locator('.toast').getByRole('button', { name: words.say('toast.undo') }).click();
  await release(page);
  await page.getByText(words.say('action.progress', { done: 1200, total: 4906 })).waitFor();
  expect(await focused(page)).toBe('column');
  await answer(page, 'journal.undo', sampleReplies('en')['journal.undo']);
  await release(page);
  await page.locator('.toast').getByText(sampleReplies('en')['journal.undo'].text).waitFor();
  expect(await focused(page)).toBe(words.say('home.heading'));
  expect(await page.getByText(words.say('step.mailDormant')).isVisible()).toBe(true);
});

test('an undo that breaks off keeps its numbers, says why and offers to go on; put away, it leaves the view as it was', async () => {
  const page = await stage.show(longUndo('en', 'home'));
  await undoLast(page, words);
  await release(page);
  await called(page, 'journal.undo', 2);
  await answer(page, 'journal.undo', { failure: [{ code: 'lock.busy', level: 'error', text: 'Busy.', sheet: null, rowNumber: null, column: null, count: 1 }] });
  await release(page);
  await page.getByText('Busy.').waitFor();
  expect(await page.getByText('1,200 of 4,906 cells and rows taken back', { exact: false }).isVisible()).toBe(true);
  await page.getByRole('button', { name: words.say('action.close'), exact: true }).click();
  await rested(page);
  expect(await page.getByText('Busy.').count()).toBe(0);
  expect(await focused(page)).toBe(words.say('journal.heading'));
  expect(await page.getByRole('button', { name: words.say('journal.undoLast') }).isVisible()).toBe(true);
});

test('clients put away for several reasons come back action by action, the last one first', async () => {
  const page = await stage.show({ ...longUndo('en', 'archive'), held: [], replies: {} });
  await page.locator('.checkbox').first().click();
  await page.getByRole('button', { name: words.say('archive.put', { count: 2 }), exact: true }).click();
  await page.locator('dialog').getByRole('button', { name: words.say('archive.putOne'), exact: true }).click();
  await page.locator('.toast').getByRole('button', { name: words.say('toast.undo') }).click();
  await page.locator('.toast').getByText(sampleReplies('en')['journal.undo'].text).waitFor();
  const calls = await callsOf(page);
  expect(await undone(page)).toBe(calls.filter(({ method }) => method === 'archive.put').length);
});

test('a stop asked for in the last step changes nothing: it was taken back', async () => {
  const page = await stage.show(longUndo('en', 'home'));
  await undoLast(page, words);
  await answer(page, 'journal.undo', sampleReplies('en')['journal.undo']);
  await stop(page, words);
  await page.getByText(words.say('journal.done'), { exact: true }).waitFor();
  expect(await page.getByText(words.say('undo.stopped')).count()).toBe(0);
});
