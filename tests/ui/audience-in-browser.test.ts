// The builder of audiences in a real browser: it asks while one types, but not for each key, and hands its rule on.
import type { Language } from '../../src/contract/base-views';
import { wordsOf } from '../../ui/language/words';
import { audienceScenes, openBuilder } from './audience-scenes';
import { callsOf, startStage, type Stage } from './page-browser';

let stage: Stage;
beforeAll(async () => { stage = await startStage(); }, 120_000);
afterAll(async () => { await stage.close(); });

test('typing a sum asks the server once it rests, and the letter goes to the rule that is shown', async () => {
  const language: Language = 'en';
  const words = wordsOf(language);
  const scene = audienceScenes.find(({ name }) => name === 'audience-all');
  if (scene === undefined) throw new Error('no scene');
  const page = await stage.open(scene.opening(language));
  await openBuilder(page, words);
  const asked = async (): Promise<unknown[]> => (await callsOf(page)).filter(({ method }) => method === 'audience.count').map(({ args }) => args[0]);
  await page.getByRole('button', { name: words.say('audience.addCondition') }).click();
  await page.getByRole('combobox', { name: words.say('audience.field') }).fill('Revenue');
  await page.keyboard.press('Enter');
  await page.getByRole('spinbutton', { name: words.say('audience.amount') }).pressSequentially('12500', { delay: 20 });
  await page.waitForTimeout(600);
  expect(await asked()).toEqual(['all', 'revenue >= 12500']);
  await page.getByRole('button', { name: words.say('audience.write') }).click();
  await page.waitForTimeout(200);
  expect((await callsOf(page)).filter(({ method }) => method === 'mailing.audience').map(({ args }) => args[0])).toEqual(['revenue >= 12500']);
});

test('an answer that was overtaken is dropped', async () => {
  const language: Language = 'en';
  const words = wordsOf(language);
  const scene = audienceScenes.find(({ name }) => name === 'audience-all');
  if (scene === undefined) throw new Error('no scene');
  const page = await stage.open({ ...scene.opening(language), slow: ['audience.count'] });
  await page.getByRole('button', { name: words.say('mailing.new') }).click();
  await page.getByRole('button', { name: words.say('compose.build') }).click();
  await page.getByRole('button', { name: words.say('audience.addCondition') }).click();
  await page.getByRole('checkbox', { name: 'Champions' }).check();
  const busy = page.locator('section[aria-busy=true]');
  await busy.waitFor();
  // The first answer comes after 1.2 s; the second was asked 250 ms after the change and is still on its way then.
  expect(await busy.count()).toBe(1);
  await page.locator('.stat').first().waitFor();
  await busy.waitFor({ state: 'detached' });
  expect((await callsOf(page)).filter(({ method }) => method === 'audience.count').map(({ args }) => args[0])).toEqual(['all', 'segment = champions']);
});
