/** The pages' catalogues and how sentences are put together. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from '../../ui/language/en';
import { ru, type WordKey } from '../../ui/language/ru';
import { wordsOf } from '../../ui/language/words';

const keys = Object.keys(ru) as WordKey[];

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'language' ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

test('both languages have the same keys, and no text is empty', () => {
  expect(Object.keys(en).sort()).toEqual([...keys].sort());
  for (const key of keys) {
    expect([key, ru[key].trim()]).not.toEqual([key, '']);
    expect([key, en[key].trim()]).not.toEqual([key, '']);
  }
});

test('no key stands in two parts of a catalogue', () => {
  for (const [language, catalogue] of [['ru', ru], ['en', en]] as const) {
    const parts = readdirSync(join('ui', 'language')).filter((name) => name.startsWith(language));
    const found = parts.flatMap((name) => [...readFileSync(join('ui', 'language', name), 'utf8').matchAll(/^ {2}'([^']+)':/gm)].map((match) => match[1] ?? ''));
    expect(found.filter((key, index) => found.indexOf(key) !== index)).toEqual([]);
    expect(found.sort()).toEqual(Object.keys(catalogue).sort());
  }
});

test('both languages use the same values in each sentence', () => {
  const values = (text: string): string[] => [...new Set([...text.matchAll(/\{([a-zA-Z]+)/g)].map((match) => match[1] ?? ''))].sort();
  for (const key of keys) expect([key, values(ru[key])]).toEqual([key, values(en[key])]);
});

test('every key is used by a page, so no dead text is translated', () => {
  const text = sources('ui').join('\n');
  // Keys made of a fixed beginning and a closed list of ends.
  const composed = [/^issue\.(error|warning|info)$/, /^segments\.(segments|abc|xyz|matrix|lifecycle)What$/, /^export\.platform\.(google|meta|yandex|vk)$/,
    /^template\.(kind|kindHint)\.(marketing|service)$/, /^template\.content\.(useful|promo)$/, /^template\.form\.(phone|desk|text)$/, /^template\.light\.(light|dark)$/, /^templates\.(marketing|service)$/,
    /^template\.tool\.(bold|italic|underline|heading|bullets|numbers|centred|link|picture|button|field|condition)$/, /^template\.(title|kind|content|subject|subjectB|preheader|body|text|senderName|senderAddress|replyTo|attachments)$/];
  const unused = keys.filter((key) => !text.includes(`'${key}'`) && !composed.some((pattern) => pattern.test(key)));
  expect(keys.length).toBeGreaterThan(200);
  expect(unused).toEqual([]);
});

test('a counted noun has three forms in Russian and two in English', () => {
  for (const key of keys) {
    for (const [, forms] of ru[key].matchAll(/[#|]([^{}]*)\}/g)) expect([key, forms?.split('|').length]).toEqual([key, 3]);
    for (const [, forms] of en[key].matchAll(/[#|]([^{}]*)\}/g)) expect([key, forms?.split('|').length]).toEqual([key, 2]);
  }
});

test('nouns agree with their numbers', () => {
  const russian = wordsOf('ru', 2026);
  expect([1, 2, 5, 11, 21, 104, 1805].map((count) => russian.say('count.clients', { count }).replace(/[\u00a0\u202f]/g, ' '))).toEqual([
    '1 клиент', '2 клиента', '5 клиентов', '11 клиентов', '21 клиент', '104 клиента', '1 805 клиентов',
  ]);
  expect(russian.say('clients.shown', { count: 2 }).replace(/\u00a0/g, ' ')).toBe('В таблице показаны 2 клиента.');
  const english = wordsOf('en', 2026);
  expect([1, 2].map((count) => english.say('count.clients', { count }).replace(/\u00a0/g, ' '))).toEqual(['1 client', '2 clients']);
});

test('a value never given stays visible as its mark instead of vanishing', () => {
  expect(wordsOf('en').say('sending.bound')).toBe('{sender} can continue it.');
});

test('a value that looks like a mark is shown as it is', () => {
  expect(wordsOf('en').say('sending.bound', { sender: '{row} $& {count#a|b}' })).toBe('{row} $& {count#a|b} can continue it.');
});

test('days are written as people say them, the present year is left out', () => {
  expect(wordsOf('ru', 2026).day('2026-03-05')).toBe('5 марта');
  expect(wordsOf('ru', 2026).day('2011-12-09')).toBe('9 декабря 2011');
  expect(wordsOf('en', 2026).day('2026-03-05')).toBe('5 March');
  expect(wordsOf('en', 2026).day('no day')).toBe('no day');
});

test('shares below one per cent keep a decimal', () => {
  expect(wordsOf('en').percent(0.006)).toBe('0.6%');
  expect(wordsOf('en').percent(0.424)).toBe('42%');
  expect(wordsOf('en').percent(0)).toBe('0%');
});
