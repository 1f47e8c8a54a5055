/** From a letter's body to its finished HTML: each kind of block, merge tags unbroken, what Outlook, phones and dark screens need, nothing that runs. */
import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import { compileTemplate } from '../../src/core/mail/template';
import { finishedBody } from '../../src/core/mail/template-body';
import { addressOf } from '../../ui/dialogs/template/address';
import { blocksOf } from '../../ui/dialogs/template/body-blocks';
import { bodyAsHtml, differences, emptyDraft, fieldOfTag, forgetDraft, hasOwnLayout, keepDraft, keptDraft, mergeTag, shownLength } from '../../ui/dialogs/template/draft';
import { matchingFields } from '../../ui/dialogs/template/field-picker';
import { finishedHtml, longestCell, type MakeHtml } from '../../ui/dialogs/template/finished-html';
import { inLight } from '../../ui/dialogs/template/preview';
import { templateReplies } from './sample-template';

/** MJML as the page carries it: with an empty object for the package it never reaches. */
function loadMjml(): MakeHtml {
  const module: { exports: unknown } = { exports: {} };
  const source = readFileSync(require.resolve('mjml-browser'), 'utf8');
  const run = runInThisContext(`(function (module, exports, require) {${source}\n})`) as (own: typeof module, exports: unknown, require: () => object) => void;
  run(module, module.exports, () => ({}));
  return (module.exports as { default?: MakeHtml }).default ?? (module.exports as MakeHtml);
}

const makeHtml = loadMjml();
const finish = (body: string): Promise<string> => finishedHtml(body, body, 'ru', makeHtml);

test('a body becomes runs of text, buttons, pictures and dividers, in order', () => {
  expect(blocksOf('<h2>Привет</h2>\n<p>Один</p>\n<hr>\n<ul><li>два</li></ul>\n<p style="text-align:center"><a href="https://a.test/?x=1&amp;y=2" class="button">Купить</a></p>\n<p><a href="https://a.test"><img src="https://a.test/a.png" alt="Кот &quot;Том&quot;" width="300"></a></p>\n<p><img src="https://a.test/b.png" alt="Пёс"></p>')).toEqual([
    { kind: 'text', html: '<h2>Привет</h2>\n<p>Один</p>' },
    { kind: 'divider' },
    { kind: 'text', html: '<ul><li>два</li></ul>' },
    { kind: 'button', href: 'https://a.test/?x=1&amp;y=2', label: 'Купить', align: 'center' },
    { kind: 'image', src: 'https://a.test/a.png', alt: 'Кот &quot;Том&quot;', href: 'https://a.test', width: 300, align: 'left' },
    { kind: 'image', src: 'https://a.test/b.png', alt: 'Пёс', href: '', width: null, align: 'left' },
  ]);
});

test('a picture or a button among words stays in its sentence', () => {
  const body = '<p>Смотрите: <img src="https://a.test/a.png" alt="кот"> вот</p>';
  expect(blocksOf(body)).toEqual([{ kind: 'text', html: body }]);
});

test('a condition around paragraphs stands between blocks, one inside a sentence stays there', () => {
  const mark = (text: string): object => ({ kind: 'mark', text });
  const text = (html: string): object => ({ kind: 'text', html });
  expect(blocksOf('<p>{{#if Город}}</p><p>Город</p><p>{{else}}</p><hr><p>{{/if}}</p>')).toEqual([mark('{{#if Город}}'), text('<p>Город</p>'), mark('{{else}}'), { kind: 'divider' }, mark('{{/if}}')]);
  expect(blocksOf('<p>{{#если Город}}Весь абзац{{/если}}</p>')).toEqual([mark('{{#если Город}}'), text('<p>Весь абзац</p>'), mark('{{/если}}')]);
  expect(blocksOf('<p>{{#if А}}Первый</p><p>второй{{/if}}</p>')).toEqual([mark('{{#if А}}'), text('<p>Первый</p>\n<p>второй</p>'), mark('{{/if}}')]);
  for (const whole of ['<p>Дорог{{#if Пол}}ая{{else}}ой{{/if}} друг</p>', '<p>{{#if А}}да{{/if}} и нет</p>', '<p>{{#if А}}да{{else}}нет{{/if}}</p>']) expect(blocksOf(whole)).toEqual([text(whole)]);
});

const tags = ['{{Имя|друг & брат}}', '{{Выручка:деньги|0}}', '{{Заказов:слово:заказ|заказа|заказов}}', '{{#if Заказов &gt; 3}}', '{{else}}', '{{/if}}', '{{ Любимые цветы }}', '{{$&|$1}}'];

test('merge tags come through unbroken and in order, in texts, attributes and between blocks', async () => {
  const body = `<h2>${tags[0]}</h2><p>${tags[1]} <b>${tags[2]}</b> ${tags[7]}</p><p>${tags[3]}</p><p style="text-align:center"><a href="{{Ссылка|https://a.test/?x=1&amp;y=2}}" class="button">Купить ${tags[6]}</a></p><p>${tags[4]}</p><p><a href="https://a.test/?k={{Код}}"><img src="{{Фото|https://a.test/a.png}}" alt="{{Имя|Кот}}"></a></p><p>${tags[5]}</p><ul><li>{{#if А}}б{{/if}}</li></ul>`;
  const wanted = body.match(/\{\{[^{}]*\}\}/g) ?? [];
  const finished = (await finish(body)).match(/\{\{[^{}]*\}\}/g) ?? [];
  expect(wanted).toHaveLength(14);
  // An image's address, words and link are written in another order.
  expect([...finished].sort()).toEqual([...wanted].sort());
  const inOrder = (list: readonly string[]): string[] => list.filter((tag) => !/Фото|Код|\|Кот/.test(tag));
  expect(inOrder(finished)).toEqual(inOrder(wanted));
});

test('a condition that is not met leaves sound HTML behind: as many ends as beginnings of each element', async () => {
  const body = '<p>До</p><p>{{#if City}}</p><p>Внутри</p><hr><p style="text-align:center"><a href="https://a.test" class="button">Да</a></p><p>{{else}}</p><p>Иначе</p><p>{{/if}}</p><p>После</p>';
  const html = await finish(body);
  const template = compileTemplate({ subject: 'Тема', body, html }, ['City']).value;
  for (const [city, seen, unseen] of [['Пермь', 'Внутри', 'Иначе'], ['', 'Иначе', 'Внутри']] as const) {
    const made = template?.render({ City: city }).html ?? '';
    expect(made).toContain('max-width:600px');
    expect(made).toContain(seen);
    expect(made).not.toContain(unseen);
    // No empty lines where the marks stood.
    expect(made).not.toMatch(/<div[^>]*>\s*<\/div>/);
    for (const name of ['table', 'tbody', 'tr', 'td', 'div', 'a']) {
      const visible = made.replace(/<!--[\s\S]*?-->/g, '');
      expect([name, visible.match(new RegExp(`<${name}\\b`, 'g'))?.length ?? 0]).toEqual([name, visible.match(new RegExp(`</${name}>`, 'g'))?.length ?? 0]);
    }
  }
});

test('the HTML is made for Outlook, phones and dark screens, its styles stand in the elements', async () => {
  const html = await finish('<h2>Привет</h2><p>Текст <a href="https://a.test">тут</a></p><p style="text-align:center"><a href="https://a.test" class="button">Купить</a></p><table><tbody><tr><td>1</td></tr></tbody></table>');
  expect(html).toContain('<!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="card-outlook" role="presentation" style="width:600px;" width="600"');
  expect(html).toContain('max-width:600px');
  expect(html).toMatch(/@media only screen and \(min-width:480px\)[^}]*width:100% !important/);
  expect(html).toContain('<meta name="color-scheme" content="light dark">');
  expect(html).toMatch(/@media \(prefers-color-scheme: dark\)/);
  expect(html).toContain('<h2 style="margin:8px 0 12px;font-size:22px');
  expect(html).toContain('<a href="https://a.test" style="color:#0b6b72;text-decoration:underline">тут</a>');
  expect(html).toMatch(/<a\s[^>]*style="display:inline-block;background:#0b6b72;color:#ffffff/);
  expect(html).toMatch(/<td style="padding:6px 8px;border:1px solid/);
  expect(html).not.toMatch(/<script|\son[a-z]+=|class="button"/i);
  // Nothing from other servers: no fonts, no style sheets.
  expect(html).not.toMatch(/<link|@import|fonts\.googleapis/i);
});

test('what an element says of its own alignment wins over ours', async () => {
  expect(await finish('<p style="text-align:center">в середине</p>')).toContain('<p style="margin:0 0 16px;text-align:center">в середине</p>');
});

test('the HTML counts only while the body is the one it was made of', async () => {
  const body = '<p>Текст</p>';
  const html = await finish(body);
  expect(finishedBody(html, body)).toContain('Текст');
  expect(finishedBody(html, `${body} `)).toBeNull();
});

test('an empty body and one that would not fit into a cell have no finished HTML', async () => {
  expect(await finish('')).toBe('');
  const long = `<p>${'слово '.repeat(8_000)}</p>`;
  expect(long.length).toBeLessThan(longestCell);
  expect(await finish(long)).toBe('');
});

test('a letter of three screens weighs little: the frame adds less than 8 kB and no indentation', async () => {
  const body = '<p>Короткий абзац письма, каких бывает много.</p>'.repeat(30);
  const html = await finish(body);
  expect(html.length - body.length).toBeLessThan(8_000);
  expect(html).not.toMatch(/\n\s/);
});

test('what MJML refuses is said, not sent', async () => {
  await expect(finishedHtml('<p>a</p>', '<p>a</p>', 'en', () => ({ html: '', errors: [{ message: 'line 3: no such tag' }] }))).rejects.toThrow('no such tag');
});

test('a body typed as plain text is edited as paragraphs', () => {
  expect(bodyAsHtml('Здравствуйте, {{Имя}}\nи спасибо\n\nhttps://a.test')).toBe('<p>Здравствуйте, {{Имя}}<br>\nи спасибо</p>\n<p><a href="https://a.test">https://a.test</a></p>');
  expect(bodyAsHtml('<p>как есть</p>')).toBe('<p>как есть</p>');
});

test.each([
  ['<div style="color:red">a</div>', true], ['<p class="lead">a</p>', true], ['<html><body><p>a</p></body></html>', true], ['<table cellpadding="4"><tr><td>a</td></tr></table>', true],
  ['<p style="text-align:center"><a href="https://a.test" class="button">a</a></p>', false], ['просто текст style=', false], ['<p>a</p>', false],
])('a layout of its own: %s %s', (body, own) => {
  expect(hasOwnLayout(body)).toBe(own);
});

test('a merge tag takes a format and a fallback, and nothing in them ends it early', () => {
  expect(mergeTag('{{Имя|}}', '', 'друг')).toBe('{{Имя|друг}}');
  expect(mergeTag('{{Имя|}}', '', '')).toBe('{{Имя}}');
  expect(mergeTag('{{Выручка}}', 'деньги', '0')).toBe('{{Выручка:деньги|0}}');
  expect(mergeTag('{{Имя|}}', '', 'a}}<b>|{{')).toBe('{{Имя|a<b>}}');
  expect(mergeTag('{{Заказов|}}', 'слово:заказ|заказа|заказов', '')).toBe('{{Заказов:слово:заказ|заказа|заказов}}');
  expect(fieldOfTag('{{Любимые цветы|}}')).toBe('Любимые цветы');
});

test('the counter of a subject counts what will be seen', () => {
  expect(shownLength('{{Имя|друг}}, привет')).toBe('друг, привет'.length);
  expect(shownLength('{{#if Имя}}{{Имя}}, {{/if}}🎁')).toBe('Имя, '.length + 1);
});

test.each([
  ['shop.ru/catalog', 'https://shop.ru/catalog'], [' https://a.test/x ', 'https://a.test/x'], ['maria@example.com', 'mailto:maria@example.com'], ['tel:+79161234567', 'tel:+79161234567'],
  ['{{Ссылка|https://a.test}}', '{{Ссылка|https://a.test}}'], ['пион.рф', 'https://пион.рф'], ['javascript:alert(1)', ''], ['нет адреса', ''], ['data:text/html,x', ''], ['слово', ''],
])('the address %s becomes "%s"', (typed, address) => {
  expect(addressOf(typed)).toBe(address);
});

test('fields are found by title and key, whatever the case and ё; empty groups go', () => {
  const { fields } = templateReplies('ru')['templates.list'];
  expect(matchingFields(fields, '  ПОЛНОЕ').map((group) => group.fields.map((field) => field.key))).toEqual([['name']]);
  expect(matchingFields(fields, 'days_').flatMap((group) => group.fields.map((field) => field.title))).toEqual(['Дней без покупок']);
  expect(matchingFields(fields, '').flatMap((group) => group.fields)).toHaveLength(7);
});

test('dark styles can be shown always or never', () => {
  const html = '<style>@media (prefers-color-scheme: dark) { p { color: red } }</style>';
  expect(inLight(html, 'dark')).toContain('@media all {');
  expect(inLight(html, 'light')).toContain('@media not all {');
});

test('a letter not saved is kept under its key and offered whole or not at all', () => {
  const held = new Map<string, string>();
  const storage = { getItem: (key: string) => held.get(key) ?? null, setItem: (key: string, value: string) => void held.set(key, value), removeItem: (key: string) => void held.delete(key) };
  const draft = { ...emptyDraft, key: 'return', subject: 'Тема' };
  keepDraft(storage, { draft, fingerprint: 'print' });
  expect(keptDraft(storage, 'return')).toEqual({ draft, fingerprint: 'print' });
  expect(keptDraft(storage, '')).toBeNull();
  expect(differences(draft, { ...draft, html: 'other' })).toEqual([]);
  expect(differences(draft, { ...draft, body: 'b', replyTo: 'r' })).toEqual(['body', 'replyTo']);
  for (const broken of ['{', '{"draft":{"key":"return"},"fingerprint":"x"}', 'null']) {
    held.set([...held.keys()][0] ?? '', broken);
    expect(keptDraft(storage, 'return')).toBeNull();
  }
  forgetDraft(storage, 'return');
  expect(held.size).toBe(0);
  const refusing = { getItem: () => { throw new Error('forbidden'); }, setItem: () => { throw new Error('full'); }, removeItem: () => { throw new Error('forbidden'); } };
  keepDraft(refusing, { draft, fingerprint: '' });
  forgetDraft(refusing, 'return');
  expect(keptDraft(refusing, 'return')).toBeNull();
  expect(keptDraft(null, 'return')).toBeNull();
});
