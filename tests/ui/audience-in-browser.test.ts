// The builder of audiences in a real browser: it asks while one types, but not for each key, and hands its rule on.
import type { Language } from '../../src/contract/base-views';
import { wordsOf } from '../../ui/language/words';
import { automationScenes } from './automations-scenes';
import { audienceScenes, openBuilder } from './audience-scenes';
import { called, callsOf, release, rested, startStage, type Stage } from './page-browser';

let stage: Stage;
beforeAll(async () => { stage = await startStage(['sidebar']); }, 120_000);
afterAll(async () => { await stage.close(); });

test('typing a sum asks the server once it rests, and the letter goes to the rule that is shown', async () => {
  const language: Language = 'en';
  const words = wordsOf(language);
  const scene = audienceScenes.find(({ name }) => name === 'audience-all');
  if (scene === undefined) throw new Error('no scene');
  const page = await stage.show(scene.opening(language));
  await openBuilder(page, words);
  const asked = async (): Promise<unknown[]> => (await callsOf(page)).filter(({ method }) => method === 'audience.count').map(({ args }) => args[0]);
  await page.getByRole('button', { name: words.say('audience.addCondition') }).click();
  await page.getByRole('combobox', { name: words.say('audience.field') }).fill('Revenue');
  await page.keyboard.press('Enter');
  // Key by key inside the page: on a machine at work, presses from outside may come further apart than the rest that is waited for.
  await page.getByRole('spinbutton', { name: words.say('audience.amount') }).evaluate(async (field: HTMLInputElement, amount) => {
    for (let length = 1; length <= amount.length; length += 1) {
      field.value = amount.slice(0, length);
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
  }, '12500');
  await called(page, 'audience.count', 2);
  await page.getByRole('button', { name: words.say('audience.write') }).click();
  await called(page, 'mailing.audience', 1);
  await rested(page);
  expect(await asked()).toEqual(['all', 'revenue >= 12500']);
  expect((await callsOf(page)).filter(({ method }) => method === 'mailing.audience').map(({ args }) => args[0])).toEqual(['revenue >= 12500']);
});

test('an answer that was overtaken is dropped', async () => {
  const language: Language = 'en';
  const words = wordsOf(language);
  const scene = audienceScenes.find(({ name }) => name === 'audience-all');
  if (scene === undefined) throw new Error('no scene');
  const page = await stage.show({ ...scene.opening(language), held: ['audience.count'] });
  await page.getByRole('button', { name: words.say('mailing.new') }).click();
  await page.getByRole('button', { name: words.say('compose.build') }).click();
  await page.getByRole('button', { name: words.say('audience.addCondition') }).click();
  await page.getByRole('checkbox', { name: 'Champions' }).check();
  await called(page, 'audience.count', 2);
  const busy = page.locator('section[aria-busy=true]');
  // The first answer comes while the second is still on its way.
  await release(page);
  expect([await page.locator('.stat').count(), await busy.count()]).toEqual([0, 1]);
  await release(page);
  await page.locator('.stat').first().waitFor();
  await busy.waitFor({ state: 'detached' });
  expect((await callsOf(page)).filter(({ method }) => method === 'audience.count').map(({ args }) => args[0])).toEqual(['all', 'segment = champions']);
});

test('the rule made for an automation is taken back to it, and nothing typed there is lost', async () => {
  const language: Language = 'en';
  const words = wordsOf(language);
  const scene = automationScenes.find(({ name }) => name === 'automation-edit');
  if (scene === undefined) throw new Error('no scene');
  const page = await stage.open(scene.opening(language));
  await scene.play?.(page, words, language);
  const title = page.getByRole('textbox', { name: words.say('automations.title') });
  await title.fill('Typed and not saved');
  await page.getByRole('button', { name: words.say('compose.build') }).click();
  await page.getByRole('checkbox').first().waitFor({ state: 'detached' });
  await page.getByRole('spinbutton').fill('100');
  await page.getByRole('button', { name: words.say('audience.take') }).click();
  await title.waitFor();
  expect(await title.inputValue()).toBe('Typed and not saved');
  expect(await page.getByRole('textbox', { name: words.say('automations.audience') }).inputValue()).toBe('days_silent <= 100');
  await page.getByText('Clients: Days silent at most 100', { exact: true }).waitFor();
  await page.getByRole('button', { name: words.say('automations.save') }).click();
  await page.getByText(words.say('automations.saved', { title: 'Typed and not saved' }), { exact: true }).waitFor();
  expect((await callsOf(page)).filter(({ method }) => method === 'automations.save').map(({ args }) => args[0])).toMatchObject([{ key: 'win-back', title: 'Typed and not saved', audience: 'days_silent <= 100' }]);
});
