/** The way through the sidebar in a real browser: what ends late takes nobody away from where one has gone meanwhile. */
import { wordsOf } from '../../ui/language/words';
import { release, startStage, type Stage } from './page-browser';
import { automationsSample } from './sample-automations';

let stage: Stage;
beforeAll(async () => { stage = await startStage(['sidebar']); }, 120_000);
afterAll(async () => { await stage.close(); });

test('a save that ends after one has gone back tells so and leaves the view as it is', async () => {
  const words = wordsOf('en');
  const page = await stage.show({ boot: { token: 'secret', language: 'en', view: 'automations', page: 'sidebar', argument: '' }, width: 300, height: 700, held: ['automations.save'] });
  const title = automationsSample('en').rows.find(({ key }) => key === 'birthday')?.title ?? '';
  await page.getByRole('button', { name: words.say('automations.editNamed', { title }), exact: true }).click();
  await page.getByRole('button', { name: words.say('automations.save'), exact: true }).click();
  await page.getByRole('button', { name: `‹ ${words.say('automations.heading')}` }).click();
  await page.getByRole('heading', { level: 1, name: words.say('automations.heading') }).waitFor();
  await release(page);
  await page.locator('.toast').waitFor();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(words.say('automations.heading'));
});
