/** The builder of audiences step by step, for the browser. */
import type { Page } from 'playwright-core';
import type { Language } from '../../src/contract/base-views';
import type { Words } from '../../ui/language/words';
import type { Opening } from './page-browser';
import { audienceReplies } from './sample-audience';
import { sampleReplies } from './sample-replies';

const mailing = (language: Language): Opening => ({ boot: { token: 'secret', language, view: 'mailing', page: 'sidebar', argument: '' }, width: 300, height: 700 });

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
}

/** The builder opened from a new mailing to the audience of this expression. */
const openedWith = (expression: string) => (language: Language): Opening => ({
  ...mailing(language),
  replies: { 'mailing.home': { ...sampleReplies(language)['mailing.home'], audiences: [{ expression, label: expression, clients: 71, withEmail: 68 }] } },
});

/** From a new mailing into the builder. */
export async function openBuilder(page: Page, words: Words): Promise<void> {
  await press(page, words.say('mailing.new'));
  await press(page, words.say('compose.build'));
  await page.getByRole('button', { name: words.say('audience.write') }).waitFor();
  await page.locator('.stat').first().waitFor();
}

const conditions = (language: Language): string => (language === 'ru'
  ? 'segment in (champions, loyal) and (city = Москва or tags = опт) and last_letter = never and revenue >= 10000'
  : 'segment in (champions, loyal) and (city = London or tags = wholesale) and last_letter = never and revenue >= 10000');

/** Every step in both languages. */
export const audienceScenes: readonly {
  readonly name: string;
  readonly opening: (language: Language) => Opening;
  readonly play?: (page: Page, words: Words, language: Language) => Promise<void>;
  readonly sees: (words: Words, language: Language) => string;
}[] = [
  { name: 'audience-all', opening: openedWith('all'), play: openBuilder, sees: (words) => words.say('audience.noConditions') },
  { name: 'audience-rules', opening: (language) => openedWith(conditions(language))(language), play: openBuilder, sees: (words) => words.say('audience.group', { number: 2 }) },
  {
    name: 'audience-skipped', opening: openedWith('dormant'), sees: (_words, language) => (language === 'ru' ? 'недавно получил достаточно писем' : 'got enough letters lately'),
    play: async (page, words) => { await openBuilder(page, words); await page.locator('summary').first().click(); },
  },
  {
    name: 'audience-field', opening: openedWith('all'), sees: (_words, language) => (language === 'ru' ? 'Дней до дня рождения' : 'Days to birthday'),
    play: async (page, words, language) => {
      await openBuilder(page, words);
      await press(page, words.say('audience.addCondition'));
      await page.getByLabel(words.say('audience.field')).first().fill(language === 'ru' ? 'рожд' : 'birth');
    },
  },
  { name: 'audience-typed', opening: openedWith('not (abc = A and days_silent > 30)'), play: openBuilder, sees: (words) => words.say('audience.typedOnly') },
  { name: 'audience-picked', opening: openedWith('all'), play: async (page, words) => { await openBuilder(page, words); await press(page, words.say('audience.picked')); }, sees: (_words, language) => audienceReplies(language)['audience.selection'].text },
  {
    name: 'audience-removed', opening: openedWith('dormant'), sees: (words) => words.say('toast.undo'),
    play: async (page, words, language) => { await openBuilder(page, words); await press(page, words.say('audience.removeSaved', { name: audienceReplies(language)['audience.saved'].segments[0]?.name ?? '' })); },
  },
  {
    // A rule of conditions is told in words, a saved one by its name as well.
    name: 'mailing-compose-rule', play: async (page, words, language) => { await openBuilder(page, words); await press(page, words.say('audience.load', { name: audienceReplies(language)['audience.saved'].segments[1]?.name ?? '' })); await press(page, words.say('audience.write')); await page.getByText(words.say('compose.test'), { exact: true }).waitFor(); },
    opening: (language) => {
      const saved = audienceReplies(language)['audience.saved'].segments[1]?.expression ?? '';
      const opening = openedWith('all')(language);
      return { ...opening, replies: { ...opening.replies, 'mailing.audience': { expression: saved, label: saved, clients: 71, withEmail: 68 } } };
    },
    sees: (words, language) => `${language === 'ru' ? 'Клиенты: ABC – A или B и Город – Москва' : 'Clients: ABC is A or B and City is London'}. ${words.say('compose.people', { clients: 71, withEmail: 68 })}`,
  },
  {
    name: 'audience-wrong', play: async (page, words) => {
      await press(page, words.say('mailing.new'));
      await press(page, words.say('compose.build'));
    },
    opening: (language) => ({ ...openedWith('colour = red')(language), failures: { 'audience.count': [{ code: 'audience.fieldUnknown', level: 'error', text: language === 'ru' ? 'Поля colour нет (знак 1).' : 'There is no field colour (character 1).', sheet: null, rowNumber: null, column: null, count: 1 }] } }),
    sees: (_words, language) => (language === 'ru' ? 'Поля colour нет (знак 1).' : 'There is no field colour (character 1).'),
  },
];
