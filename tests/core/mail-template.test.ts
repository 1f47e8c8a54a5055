// The grammar of templates: fields, formats, plurals, conditions, parts of a letter, mistakes with their places, and values that stay values.
import { issueText } from '../../src/core/language/text';
import { bodyMark, withLastLines } from '../../src/core/mail/template-body';
import { compileTemplate } from '../../src/core/mail/template';
import type { MergeFields, Template, TemplateSource } from '../../src/core/mail/template';
import { lookupOf } from '../../src/core/mail/template-values';
import type { LetterLocale } from '../../src/core/mail/template-values';
import { dayOf } from '../../src/core/calendar';

const RU: LetterLocale = { language: 'ru', currency: 'RUB' };
const EN: LetterLocale = { language: 'en', currency: 'USD' };
const plainSpaces = (text: string): string => text.replace(/\u00a0/g, ' ');
const day = (year: number, month: number, date: number) => ({ day: dayOf(year, month, date) ?? 0 });

const FIELDS: MergeFields = {
  Имя: 'Анна', 'Дата рождения': day(1990, 3, 5), 'Последняя покупка': day(2024, 3, 5), Выручка: { figure: 12500, as: 'money' }, Чек: { figure: 1250.5, as: 'money' },
  Заказов: 3, 'Дней молчит': { figure: 71, as: 'days' }, Доля: { figure: 0.125, as: 'share' }, Город: 'Тула', Скидка: '12,5', Дата: '05.03.2024', Пусто: '', Нет: null,
  Сегмент: { name: 'Чемпионы', alsoKnownAs: ['champions', 'Champions'] }, 'Тел.: моб': '+7 900', 'a > b': 'x', Мусор: 'вчера',
};

function compiled(source: Partial<TemplateSource>, known: readonly string[] = Object.keys(FIELDS)): Template {
  const { value, issues } = compileTemplate({ subject: 's', body: 'b', ...source }, known);
  if (value === null) throw new Error(issues.map((found) => issueText(found, 'en')).join('\n'));
  return value;
}

const body = (text: string, fields: MergeFields = FIELDS, locale: LetterLocale = RU): string => plainSpaces(compiled({ body: text }, Object.keys(fields)).render(lookupOf(fields, locale)).text);
const failure = (source: Partial<TemplateSource>, known: readonly string[] = ['Имя', 'Заказов']): { code: string; params: object }[] =>
  compileTemplate({ subject: 's', body: 'b', ...source }, known).issues.map(({ code, params }) => ({ code, params }));

describe('formats', () => {
  test.each([
    ['{{Дата рождения}}', '5 марта 1990'], ['{{Дата рождения:день}}', '5 марта'], ['{{Дата рождения:day}}', '5 марта'], ['{{Последняя покупка:дата}}', '5 марта 2024'],
    ['{{Дата:день}}', '5 марта'], ['{{Выручка}}', '12 500 ₽'], ['{{Выручка:число}}', '12 500'], ['{{Чек:деньги}}', '1 250,50 ₽'], ['{{Заказов:деньги}}', '3 ₽'],
    ['{{Скидка:деньги}}', '12,50 ₽'], ['{{Доля}}', '13 %'], ['{{Заказов:процент}}', '300 %'], ['{{Дней молчит}}', '71 день'], ['{{Дней молчит:число}}', '71'],
    ['{{Заказов:дни}}', '3 дня'], ['{{ Заказов : слово : заказ | заказа | заказов }}', '3 заказа'], ['{{Дней молчит:plural:день|дня|дней}}', '71 день'],
    ['{{Заказов:plural:order|orders}}', '3 orders'], ['{{Мусор:день}}', 'вчера'], ['{{Город:деньги}}', 'Тула'], ['{{Тел.: моб}}', '+7 900'], ['{{Тел.: моб:число|нет}}', '+7 900'],
  ])('%s gives %s', (template, expected) => {
    expect(body(template)).toBe(expected);
  });

  test('every format takes a fallback for an empty value, the plural after its forms', () => {
    for (const format of ['', ':день', ':дата', ':деньги', ':число', ':процент', ':дни']) expect(body(`{{Пусто${format}|нет}} {{Нет${format}|нет}}`)).toBe('нет нет');
    expect(body('{{Пусто:слово:заказ|заказа|заказов|ни одного}}')).toBe('ни одного');
    expect(body('{{Пусто:plural:order|orders|none yet}}')).toBe('none yet');
    expect(body('{{Пусто|или|так}}')).toBe('или|так');
  });

  test('the plural follows the language of its own words, whatever the base speaks', () => {
    const written = (count: number, locale: LetterLocale): string => body('{{n:plural:заказ|заказа|заказов}}, {{n:plural:order|orders}}', { n: count }, locale);
    expect([1, 2, 5, 11, 21, 0].map((count) => written(count, EN))).toEqual([
      '1 заказ, 1 order', '2 заказа, 2 orders', '5 заказов, 5 orders', '11 заказов, 11 orders', '21 заказ, 21 orders', '0 заказов, 0 orders',
    ]);
    expect(written(1.5, RU)).toBe('1,5 заказа, 1,5 orders');
  });

  test('a name that ends like a format stays a name where the base has it', () => {
    expect(body('{{Срок:день}} {{Срок:день:число}}', { Срок: day(2024, 3, 5), 'Срок:день': 1250 })).toBe('1 250 1 250');
  });

  test('money and dates follow the language and the currency of the base', () => {
    expect(body('{{Чек}} {{Дата рождения:day}} {{Дата рождения:date}}', FIELDS, EN)).toBe('$1,250.50 5 March 5 March 1990');
  });
});

describe('conditions', () => {
  const holds = (condition: string): boolean => body(`{{#if ${condition}}}да{{else}}нет{{/if}}`) === 'да';

  test.each([
    'Сегмент = Чемпионы', 'Сегмент = champions', 'Сегмент = "чемпионы"', 'Сегмент = «Чемпионы»', 'Сегмент != Потерянные', 'Город = тула', 'Город ≠ Москва', 'Заказов > 2',
    'Заказов >= 3', 'Заказов <= 3', 'Заказов < 4', 'Заказов = 3', 'Выручка > 12 000', 'Выручка >= 12 500 ₽', 'Дней молчит > 60', 'Последняя покупка < 2024-03-06',
    'Последняя покупка = 05.03.2024', 'Скидка > 12', 'Скидка = 12.5', 'Пусто != Тула', 'Пусто = ""', 'a > b', 'a > b = x', 'Заказов &gt; 2', 'Заказов &lt; 4', 'Имя',
  ])('%s holds', (condition) => {
    expect(holds(condition)).toBe(true);
  });

  test.each([
    'Сегмент = Потерянные', 'Сегмент != champions', 'Заказов > 3', 'Заказов < 3', 'Заказов != 3', 'Пусто > 3', 'Пусто = Тула', 'Нет < 3', 'Город > 3', 'Последняя покупка > 2024-03-05',
    'Пусто', 'Нет',
  ])('%s does not hold', (condition) => {
    expect(holds(condition)).toBe(false);
  });

  test('conditions nest, in Russian words as well', () => {
    const text = '{{#если Заказов > 1}}много{{#if Город = Тула}} в {{Город}}{{иначе}} где-то{{/if}}{{иначе}}мало{{/если}}.';
    expect([body(text), body(text, { ...FIELDS, Город: 'Москва' }), body(text, { ...FIELDS, Заказов: 1 })]).toEqual(['много в Тула.', 'много где-то.', 'мало.']);
  });
});

describe('mistakes', () => {
  test.each([
    ['{{Имя', 'braceOpen', 1], ['х {{}}', 'nameEmpty', 3], ['{{|друг}}', 'nameEmpty', 1], ['{{:день}}', 'nameEmpty', 1], ['{{#if}}x{{/if}}', 'nameEmpty', 1],
    ['{{#if Имя}}x', 'ifOpen', 1], ['x{{/if}}', 'ifMissing', 2], ['x{{else}}', 'ifMissing', 2], ['{{#if Имя}}{{else}}{{else}}{{/if}}', 'elseTwice', 20],
    ['{{#each Имя}}', 'commandUnknown', 1], ['{{Имя:рубли}}', 'formatUnknown', 1], ['{{Имя:день:месяц}}', 'formatUnknown', 1], ['{{Заказов:слово}}', 'pluralForms', 1],
    ['{{Заказов:слово:заказ|заказа}}', 'pluralForms', 1], ['{{Заказов:plural:order}}', 'pluralForms', 1], ['{{Заказов:plural:order||x}}', 'pluralForms', 1],
    ['{{#if Имя = }}x{{/if}}', 'compareEmpty', 1], ['{{#if Имя > много}}x{{/if}}', 'compareSize', 1], ['{{ {{Имя}} }}', 'braceOpen', 1],
  ])('%s is %s at character %d, in words of both languages', (text, detail, position) => {
    const { value, issues } = compileTemplate({ subject: 's', body: text }, ['Имя', 'Заказов']);
    expect(value).toBeNull();
    expect(issues.filter(({ code }) => code === 'template.syntax').map(({ params }) => params)).toEqual([{ part: 'body', position, detail }]);
    for (const found of issues) for (const language of ['ru', 'en'] as const) expect(issueText(found, language)).not.toContain(detail);
  });

  test('conditions one inside another have a limit, and a letter of nothing else is refused, not thrown at', () => {
    const nested = (depth: number): Partial<TemplateSource> => ({ body: `${'{{#if Имя}}'.repeat(depth)}x${'{{/if}}'.repeat(depth)}` });
    expect(compiled(nested(20)).render(FIELDS).text).toBe('x');
    expect(failure(nested(21))).toEqual([{ code: 'template.syntax', params: { part: 'body', position: 221, detail: 'ifDeep' } }]);
    expect(failure(nested(5000)).length).toBeGreaterThan(0);
  });

  test('each part of a letter is checked and named', () => {
    const bad = '{{#if Имя}}';
    expect(failure({ subject: bad, subjectB: bad, preheader: bad, text: bad, body: bad }).map(({ params }) => (params as { part: string }).part)).toEqual(['subject', 'subjectB', 'preheader', 'body', 'text']);
    expect(issueText(compileTemplate({ subject: 's', body: 'b', preheader: bad }, ['Имя']).issues[0]!, 'ru')).toContain('«строка после темы», знак 1');
  });

  test('a misspelt field names the nearest one, a strange one names the first fields of the base', () => {
    expect(failure({ body: 'ab {{Заказав}}' })).toEqual([{ code: 'template.fieldMisspelt', params: { field: 'Заказав', nearest: 'Заказов', part: 'body', position: 4 } }]);
    expect(failure({ body: '{{#if Имяя = Анна}}x{{/if}}' }).map(({ code }) => code)).toEqual(['template.fieldMisspelt']);
    expect(failure({ subject: '{{Размер обуви}}' })).toEqual([{ code: 'template.fieldUnknown', params: { field: 'Размер обуви', fields: 'Имя, Заказов', part: 'subject', position: 1 } }]);
    const many = Array.from({ length: 40 }, (_unused, index) => `Столбец номер ${index}`);
    expect((failure({ body: '{{Баланс}}' }, many)[0]?.params as { fields: string }).fields).toBe(`${many.slice(0, 12).join(', ')} …`);
    expect(issueText(compileTemplate({ subject: 's', body: '{{Заказав}}' }, ['Заказов']).issues[0]!, 'ru')).toBe(
      'Поля {{Заказав}} нет (текст письма, знак 1). Похоже на {{Заказов}}: исправьте имя поля.',
    );
  });
});

describe('the parts of a letter', () => {
  test('variant B has its own subject, and the first one where none is written', () => {
    const both = compiled({ subject: 'A {{Имя}}', subjectB: 'B {{Имя}}' });
    expect([both.hasB, both.render(FIELDS).subject, both.render(FIELDS, 'A').subject, both.render(FIELDS, 'B').subject]).toEqual([true, 'A Анна', 'A Анна', 'B Анна']);
    const one = compiled({ subject: 'A', subjectB: '  ' });
    expect([one.hasB, one.render(FIELDS, 'B').subject]).toEqual([false, 'A']);
  });

  test('the preheader stands hidden at the beginning of the letter and not in its plain text', () => {
    const letter = compiled({ body: '<p>Тело</p>', preheader: 'Для {{Имя}} <3' }).render(FIELDS);
    expect(letter.preheader).toBe('Для Анна <3');
    expect(letter.html).toMatch(/^<div style="display:none[^>]*>Для Анна &lt;3(?:&#847;&zwnj;&nbsp;)+<\/div>\n<p>Тело<\/p>$/);
    expect(letter.text).toBe('Тело');
    const page = compiled({ body: 'x', html: `${bodyMark('x')}<html><body class="a">x</body></html>`, preheader: 'P' }).render(FIELDS);
    expect(page.html).toMatch(/^<html><body class="a"><div style="display:none.*<\/div>x<\/body><\/html>$/);
  });

  test('the finished HTML is used only while it belongs to the body, and its fields are filled', () => {
    const html = (mark: string, inside = '<table><tr><td>{{Имя|друг}}</td></tr></table>'): string => compiled({ body: 'Привет, {{Имя|друг}}', html: mark + inside }).render({ ...FIELDS, Имя: '<b>' }).html;
    expect(html(bodyMark('Привет, {{Имя|друг}}'))).toBe('<table><tr><td>&lt;b&gt;</td></tr></table>');
    expect(html(bodyMark('Другое письмо'))).toBe('<p>Привет, &lt;b&gt;</p>');
    expect(html('')).toBe('<p>Привет, &lt;b&gt;</p>');
    // Finished HTML that cannot be read gives way to the body.
    expect(html(bodyMark('Привет, {{Имя|друг}}'), '{{#if Имя}}x')).toBe('<p>Привет, &lt;b&gt;</p>');
    expect(html(bodyMark('Привет, {{Имя|друг}}'), '{{Кто}}')).toBe('<p>Привет, &lt;b&gt;</p>');
  });

  test('the plain text is made of the body unless the template has its own', () => {
    const source = { body: '<p>Тело для {{Имя}}</p><p><a href="https://a.ru">Сюда</a></p>' };
    expect(compiled(source).render(FIELDS).text).toBe('Тело для Анна\n\nСюда (https://a.ru)');
    expect(compiled({ ...source, text: 'Свой текст\r\nдля {{Имя}}' }).render(FIELDS).text).toBe('Свой текст\nдля Анна');
  });

  test('fields of which nothing would be written are named; a fallback, even an empty one, is enough', () => {
    const template = compiled({ subject: '{{Пусто}}', body: '{{Нет:день}} {{Пусто|}} {{Имя}} {{#if Пусто}}{{Город}}{{else}}{{Мусор}}{{/if}}', preheader: '{{ пусто }}' });
    expect(template.emptyFields({ ...FIELDS, Город: '', Мусор: '' })).toEqual(['Пусто', 'Нет', 'Мусор']);
    expect(template.emptyFields({ ...FIELDS, Пусто: 'x', Нет: day(2024, 1, 1) })).toEqual([]);
  });

  test('lines at the end go before the end of a whole page', () => {
    expect(withLastLines('<p>a</p>', '<p>b</p>')).toBe('<p>a</p>\n<p>b</p>');
    expect(withLastLines('<html><body>a</body></html>', 'b')).toBe('<html><body>ab\n</body></html>');
  });
});

/** Deterministic "random" values of the worst kind. */
function hostileValues(count: number): string[] {
  let state = 20240615;
  const next = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % limit;
  };
  const pieces = [
    '{{Имя}}', '{{#if Имя}}', '{{/if}}', '{{', '}}', '<script>alert(1)</script>', '<img src=x onerror=a()>', '</td></table>', '"', "'", '`', '&', '&lt;', '\r\n', '\nBcc: x@y.ru\n', '\u2028',
    '\u0000', '\u0085', ' ', '=', '-->', '<!--', ']]>', 'javascript:alert(1)', 'Анна', 'naïve', '🙂', 'a'.repeat(40), '\\', '%0d%0a', ' onmouseover=x ', '<b', '>',
  ];
  return Array.from({ length: count }, () => Array.from({ length: 1 + next(8) }, () => pieces[next(pieces.length)] ?? '').join(''));
}

describe('values stay values', () => {
  const source: Partial<TemplateSource> = {
    subject: 'A {{Имя}} B', subjectB: 'B {{Имя}}', preheader: 'P {{Имя}}',
    body: '<p title="{{Имя}}" class=\'{{Имя}}\' data-x={{Имя}}>{{Имя}}</p><a href="{{Имя}}">x</a><a href="https://a.ru/?q={{Имя}}">y</a><span style="color:{{Имя}}">z</span>',
  };
  const known = ['Имя'];
  // What is left of the HTML when every value is taken out: no value may add a tag, an attribute or a comment.
  const shape = (html: string): string[] => (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""').replace(/'[^']*'/g, "''").replace(/data-x=[^\s>]*/g, 'data-x='));

  test('whatever a cell holds, it adds no tag, no attribute and no line to a header', () => {
    const html = compiled(source, known);
    const plain = compiled({ ...source, body: 'Привет, {{Имя}}.\nКонец' }, known);
    const honest = shape(html.render({ Имя: 'Anna' }).html);
    for (const value of [...hostileValues(500), 'x'.repeat(10_000), '<'.repeat(10_000), '{{Имя}}'.repeat(1500)]) {
      for (const variant of ['A', 'B'] as const) {
        const letter = html.render({ Имя: value }, variant);
        expect(shape(letter.html)).toEqual(honest);
        expect(letter.subject).toMatch(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]{1,200}$/u);
        expect(letter.preheader).toMatch(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]{1,200}$/u);
      }
      const letter = plain.render({ Имя: value });
      expect(shape(letter.html).filter((tag) => !/^<\/?(?:p|br|div[^>]*)>$/.test(tag))).toEqual([]);
      expect(letter.text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
    }
  });

  test('a value is not read as a tag: braces come out as they were typed', () => {
    const letter = compiled({ body: 'Привет, {{Имя}}', subject: '{{Имя}}' }, ['Имя', 'Пароль']).render({ Имя: '{{Пароль}}{{#if Имя}}', Пароль: 'тайна' });
    expect([letter.subject, letter.text]).toEqual(['{{Пароль}}{{#if Имя}}', 'Привет, {{Пароль}}{{#if Имя}}']);
  });

  test('a value inside a style is plain words', () => {
    const style = (value: string): string => compiled({ body: '<p style="color:{{Имя}};margin:0">x</p>' }, known).render({ Имя: value }).html;
    expect([style('#c00'), style('red;background:url(https://evil.ru/x)'), style('expression(alert(1))')]).toEqual([
      '<p style="color:#c00;margin:0">x</p>', '<p style="color:redbackgroundurlhttpsevil.rux;margin:0">x</p>', '<p style="color:expressionalert1;margin:0">x</p>',
    ]);
  });

  test('a link made of a value opens pages, letters and calls only; a bare domain gets its scheme', () => {
    const link = (value: string): string => compiled({ body: '<a href="{{Имя}}">x</a>' }, known).render({ Имя: value }).html;
    expect([link('https://a.ru/?a=1&b=2'), link('mailto:a@b.ru'), link('tel:+79001234567'), link('a.ru/x')]).toEqual([
      '<a href="https://a.ru/?a=1&amp;b=2">x</a>', '<a href="mailto:a@b.ru">x</a>', '<a href="tel:+79001234567">x</a>', '<a href="https://a.ru/x">x</a>',
    ]);
    for (const bad of ['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'not an address']) expect(link(bad)).toBe('<a href="">x</a>');
  });
});
