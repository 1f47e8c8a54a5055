// The starter set: every letter compiles, reads well for a client of whom nothing is known and for one of whom everything is.
import type { MergeValue } from '../../src/core/mail/template';
import { compileTemplate } from '../../src/core/mail/template';
import { foldFieldName, lookupOf } from '../../src/core/mail/template-values';
import { isRefused, letterHints } from '../../src/core/mail/hints';
import { COLUMN_KEYS, columnName } from '../../src/core/language/names';
import type { ColumnKey } from '../../src/core/language/names';
import { LANGUAGES } from '../../src/core/language/language';
import { starterRows, starterTemplates } from '../../src/domain/mailing/starters';
import { columnKeysOf } from '../../src/domain/tab-specs';

const KNOWN = COLUMN_KEYS.flatMap((key) => LANGUAGES.map((language) => columnName(key, language)));
const FILLED: Readonly<Partial<Record<ColumnKey, MergeValue>>> = {
  first_name: 'Анна', last_order: { day: 45356 }, last_product: 'Букет «Весна»', order: '1024', days_silent: { figure: 71, as: 'days' }, birthday: { day: 32937 },
};
const named = (values: typeof FILLED, language: (typeof LANGUAGES)[number]) =>
  lookupOf(Object.fromEntries(COLUMN_KEYS.map((key) => [columnName(key, language), values[key] ?? null])), { language, currency: 'RUB' });

const LETTERS = LANGUAGES.flatMap((language) => starterTemplates(language).map((starter) => ({ language, starter, name: `${language} ${starter.key}` })));

test('both languages have the same letters: the former three and every use of the set', () => {
  const keys = starterTemplates('ru').map(({ key }) => key);
  expect(starterTemplates('en').map(({ key, kind, content }) => [key, kind, content])).toEqual(starterTemplates('ru').map(({ key, kind, content }) => [key, kind, content]));
  expect(keys).toEqual([
    'come-back', 'thank-you', 'order-ready', 'win-back-1', 'win-back-2', 'birthday', 'welcome-1', 'welcome-2', 'welcome-3', 'welcome-4', 'welcome-5', 'welcome-6', 'after-purchase', 'news',
    'useful', 'survey', 'price-list', 'holiday',
  ]);
  expect(new Set(keys).size).toBe(keys.length);
});

test.each(LETTERS)('$name reads well with every field empty and with every field filled', ({ language, starter }) => {
  const { value: template, issues } = compileTemplate(starter, KNOWN);
  expect(issues).toEqual([]);
  if (template === null) return;
  for (const values of [{}, FILLED]) {
    const letter = template.render(named(values, language));
    const hasName = 'first_name' in values;
    for (const part of [letter.subject, letter.preheader, letter.text, letter.html.replace(/<[^>]*>/g, ' ').replace(/ +/g, ' ')]) {
      expect(part).not.toMatch(/\{\{|\}\}|undefined|null/);
      expect(part.trim()).not.toBe('');
    }
    for (const part of [letter.subject, letter.preheader, letter.text]) {
      // No gaps where a word is missing, and no shouting.
      expect(part).not.toMatch(/ {2,}| [,.;:!?](?:\s|$)|,\s*[,.;:!?]|,$|!|\(\)|«»/);
      expect(part).not.toMatch(/(?:^|[^\p{L}])(?:ты|тебе|тебя|твой|уважаемый|данный|осуществля|в связи с)(?=[^\p{L}]|$)/iu);
    }
    expect(Array.from(letter.subject).length).toBeLessThanOrEqual(50);
    expect(Array.from(letter.preheader).length).toBeLessThanOrEqual(60);
    expect(letter.text.includes('Анна') || letter.subject.includes('Анна')).toBe(hasName);
    // Sent as it stands it asks the owner for nothing and names no field without a word for those who left it empty.
    expect(template.emptyFields(named(values, language))).toEqual([]);
    const hints = letterHints({ source: starter, kind: starter.kind, content: starter.content, subjects: [letter.subject], letter });
    expect([hints.map(({ code }) => code), isRefused(hints)]).toEqual([[], false]);
  }
});

test('fields are those of the base in its own language, and only simple ones', () => {
  for (const { language, starter } of LETTERS) {
    const tags = [...`${starter.subject} ${starter.body} ${starter.preheader}`.matchAll(/\{\{([^}]*)\}\}/g)].map((match) => match[1] ?? '');
    for (const tag of tags) {
      expect(tag).toMatch(/^[^#/|]+\|[^|]+$/);
      const name = foldFieldName((tag.split('|')[0] ?? '').split(':')[0] ?? '');
      expect(COLUMN_KEYS.map((key) => foldFieldName(columnName(key, language)))).toContain(name);
    }
  }
});

test('rows of cells stand in the columns of a new tab', () => {
  const columns = columnKeysOf('templates');
  const row = starterRows('ru')[3] ?? [];
  expect(row).toHaveLength(columns.length);
  expect(Object.fromEntries(columns.map((key, index) => [key, row[index]]))).toMatchObject({ template: 'win-back-1', kind: 'marketing', content: 'useful', html: '', sender_address: '' });
  expect(row[columns.indexOf('preheader')]).toBe('Давно не виделись и решили спросить');
});
