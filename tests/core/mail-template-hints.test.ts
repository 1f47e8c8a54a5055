// Hints on a letter: each is raised by its own fault and by nothing else, with its numbers, in words of both languages.
import { EN_WORDS } from '../../src/core/language/en-words';
import type { HintCode, HintInput, LetterHint } from '../../src/core/mail/hints';
import { contentKind, HINT_BLOCKS, hintText, hintTodo, isRefused, letterHints, utf8Bytes } from '../../src/core/mail/hints';

const TEXT = '<p>Здравствуйте, Анна. Мы получили ваш заказ и соберём его сегодня вечером.</p>';
const clean: HintInput = {
  source: { subject: 'Ваш заказ собран', body: TEXT, preheader: 'Можно забирать' },
  kind: 'marketing',
  content: 'useful',
};
const hints = (change: Partial<HintInput>): LetterHint[] => letterHints({ ...clean, ...change });
const codes = (change: Partial<HintInput>): HintCode[] => hints(change).map(({ code }) => code);
const withBody = (body: string): Partial<HintInput> => ({ source: { ...clean.source, body } });
const withSubject = (subject: string, subjectB = ''): Partial<HintInput> => ({ source: { ...clean.source, subject, subjectB } });
const past = (...contents: readonly ('useful' | 'promo')[]) => contents.map((content) => ({ subject: 'Тема', content }));

test('a plain letter gets no hint', () => {
  expect(hints({})).toEqual([]);
});

describe('subject', () => {
  test('longer than 50 signs as finished, counted by people: the longest and how many', () => {
    expect(codes(withSubject('я'.repeat(50)))).toEqual([]);
    expect(codes(withSubject('🙂'.repeat(50)))).toEqual([]);
    expect(hints({ subjects: ['я'.repeat(51), 'я'.repeat(60), 'я'] })).toEqual([{ code: 'subjectLong', blocks: false, params: { length: 60, count: 2, limit: 50 } }]);
  });

  test('a number in it at most every third mailing; numbers of fields do not count', () => {
    const two = [{ subject: 'Скидка 10', content: 'useful' as const }, { subject: 'Тема', content: 'useful' as const }];
    expect(codes({ ...withSubject('5 советов'), past: two })).toEqual(['subjectNumbers']);
    expect(codes({ ...withSubject('5 советов'), past: [...two, ...past('useful')] })).toEqual([]);
    expect(codes({ ...withSubject('Совет', '5 советов'), past: two })).toEqual(['subjectNumbers']);
    expect(codes({ ...withSubject('Заказ {{Поле 1}}'), past: two })).toEqual([]);
    expect(codes({ ...withSubject('5 советов'), past: two, kind: 'service' })).toEqual([]);
  });

  test('capitals and exclamation marks', () => {
    expect(codes(withSubject('СКИДКА для вас'))).toEqual(['subjectCapitals']);
    expect(codes(withSubject('ООО и VIP'))).toEqual([]);
    expect(codes(withSubject('Ура!'))).toEqual([]);
    expect(codes(withSubject('Ура!!'))).toEqual(['subjectMarks']);
  });
});

describe('body', () => {
  test('capitals, exclamation marks and spam words are told when there are several', () => {
    expect(hints(withBody('ВАЖНО прочесть и СРОЧНО ответить'))).toEqual([{ code: 'bodyCapitals', blocks: false, params: { count: 2, example: 'ВАЖНО' } }]);
    expect(codes(withBody('Ура! Ура! Ура!'))).toEqual(['bodyMarks']);
    expect(codes(withBody('Бесплатная доставка'))).toEqual([]);
    expect(hints(withBody('Бесплатно и срочно: успейте'))[0]).toMatchObject({ code: 'spamWords', params: { count: 3, words: 'бесплатно, срочно, успейте' } });
    expect(codes(withBody('Click here, act now'))).toEqual(['spamWords']);
    expect(codes(withBody('Шоколад, шокер, гарантия, свободно, freedom'))).toEqual([]);
  });

  test('a letter without a preheader', () => {
    expect(codes({ source: { ...clean.source, preheader: ' ' } })).toEqual(['preheaderMissing']);
  });

  test('fields that are empty for some, by name and number', () => {
    expect(hints({ emptyFields: new Map([['Имя', 3], ['Город', 0]]) })).toEqual([{ code: 'fieldsEmpty', blocks: false, params: { name: 'Имя', count: 3 } }]);
  });
});

describe('balance of useful letters and offers', () => {
  test('is told for an offer when more than a fifth of the last ten are offers', () => {
    expect(codes({ content: 'promo', past: past('useful', 'useful', 'useful', 'useful') })).toEqual([]);
    expect(hints({ content: 'promo', past: past('useful', 'promo', 'useful', 'useful') })).toEqual([{ code: 'balance', blocks: false, params: { promo: 2, letters: 5 } }]);
    expect(codes({ content: 'useful', past: past('promo', 'promo', 'promo', 'promo') })).toEqual([]);
    expect(codes({ content: 'promo', past: past('promo', 'promo', 'promo') })).toEqual([]);
    // Older ones do not count.
    expect(codes({ content: 'promo', past: past('promo', ...Array.from({ length: 9 }, () => 'useful' as const)) })).toEqual([]);
  });

  test('a letter that is not marked is an offer when it is marketing and useful when it is service', () => {
    expect([contentKind('', 'marketing'), contentKind('', 'service'), contentKind('useful', 'marketing'), contentKind('promo', 'service')]).toEqual(['promo', 'useful', 'useful', 'promo']);
  });
});

describe('links', () => {
  const link = (attributes: string): HintCode[] => codes(withBody(`${TEXT}<a ${attributes}>сюда</a>`));

  test.each([
    'href="https://shop.ru/"', 'href="http://shop.ru/a?b=c&amp;d=e#f"', 'href="mailto:a@b.ru"', 'href="tel:+7 (900) 123-45-67"', 'href="#top"', 'name="top"', 'href="{{Ссылка}}"',
    'href="https://shop.ru/?id={{Номер}}"', 'href="https://{{Домен}}/x"', "href='https://магазин.рф/'",
  ])('%s is sound', (attributes) => {
    expect(link(attributes)).toEqual([]);
  });

  test.each<[string, HintCode]>([
    ['href=""', 'linkEmpty'], ['href="#"', 'linkEmpty'], ['', 'linkEmpty'], ['href="shop.ru"', 'linkBroken'], ['href="www.shop.ru/x"', 'linkBroken'], ['href="https://sh op.ru/"', 'linkBroken'],
    ['href="https://shop.ru/my page"', 'linkBroken'], ['href="https://shop"', 'linkBroken'], ['href="https:/shop.ru"', 'linkBroken'], ['href="mailto:a"', 'linkBroken'], ['href="/x"', 'linkBroken'],
    ['href="http://"', 'linkPlaceholder'], ['href="https://example.com/x"', 'linkPlaceholder'], ['href="http://site.ru"', 'linkPlaceholder'], ['href="https://..."', 'linkPlaceholder'],
    ['href="http://localhost:8080/"', 'linkPlaceholder'], ['href="javascript:alert(1)"', 'linkUnsafe'], ['href="data:text/html,x"', 'linkUnsafe'],
  ])('%s is %s', (attributes, code) => {
    expect(link(attributes)).toEqual([code]);
  });

  test('addresses in plain text are looked at as well, comments are not', () => {
    expect(codes(withBody('Заходите: http://example.com'))).toEqual(['linkPlaceholder']);
    expect(codes(withBody('Заходите: https://shop.ru.'))).toEqual([]);
    expect(codes(withBody(`${TEXT}<!-- <a href="">x</a> <img src="x"> -->`))).toEqual([]);
  });

  test('says how many and which', () => {
    expect(hints(withBody(`${TEXT}<a href="a.ru">1</a><a href="b.ru">2</a>`))).toEqual([{ code: 'linkBroken', blocks: false, params: { count: 2, address: 'a.ru' } }]);
  });
});

describe('pictures and weight', () => {
  test('a picture without words, without an address for everybody, and a letter of pictures alone', () => {
    const image = (attributes: string): HintCode[] => codes(withBody(`${TEXT}<img ${attributes}>`));
    expect(image('src="https://a.ru/x.png" alt="Букет"')).toEqual([]);
    expect(image('src="https://a.ru/x.png"')).toEqual(['imageAlt']);
    expect(image('src="https://a.ru/x.png" alt=" "')).toEqual(['imageAlt']);
    expect(image('src="https://a.ru/x.png" alt="" width="1" height="1"')).toEqual([]);
    expect(image('src="x.png" alt="Букет"')).toEqual(['imageAddress']);
    expect(codes(withBody('<img src="https://a.ru/x.png" alt="Букет">'))).toEqual(['imagesOnly']);
  });

  test('over 100 kB it is a hint, over 200 kB the letter is refused', () => {
    const weight = (bytes: number): LetterHint[] => hints({ letter: { html: `<p>${'я'.repeat((bytes - 7) / 2)}</p>`, text: 'x'.repeat(50) } });
    expect(weight(100 * 1024 - 1)).toEqual([]);
    expect([weight(102 * 1024 + 1), isRefused(weight(102 * 1024 + 1))]).toEqual([[{ code: 'weight', blocks: false, params: { kilobytes: 102, limit: 100 } }], false]);
    expect([weight(210 * 1024 + 1), isRefused(weight(210 * 1024 + 1))]).toEqual([[{ code: 'weightRefused', blocks: true, params: { kilobytes: 210, limit: 200 } }], true]);
    expect(codes({ attachedBytes: 11 * 1024 * 1024 })).toEqual(['weight']);
  });

  test('bytes are counted as UTF-8', () => {
    for (const text of ['abc', 'привет', '€', '🙂', 'a\u00a0b']) expect(utf8Bytes(text)).toBe(Buffer.byteLength(text, 'utf8'));
  });
});

test('a marketing letter without its unsubscribe link in both parts is refused', () => {
  const url = 'https://script.google.com/x/exec?a=1&t=2';
  const letter = { html: `${TEXT}<a href="https://script.google.com/x/exec?a=1&amp;t=2">Отписаться</a>`, text: `Текст ${url}` };
  expect(codes({ letter, unsubscribeUrl: url })).toEqual([]);
  // The link is ours: that the base is tried out on one computer is not the letter's fault.
  const local = 'http://localhost:8080/exec?t=1';
  expect(codes({ letter: { html: `${TEXT}<a href="${local}">x</a>`, text: `Текст ${local}` }, unsubscribeUrl: local })).toEqual([]);
  for (const lost of [{ ...letter, html: TEXT }, { ...letter, text: 'Текст' }]) {
    expect(codes({ letter: lost, unsubscribeUrl: url })).toEqual(['unsubscribeMissing']);
    expect(isRefused(hints({ letter: lost, unsubscribeUrl: url }))).toBe(true);
    expect(codes({ letter: lost, unsubscribeUrl: url, kind: 'service' })).toEqual([]);
    expect(codes({ letter: lost, unsubscribeUrl: '' })).toEqual([]);
  }
});

test('every hint has its words, and every word its hint', () => {
  const known = Object.keys(HINT_BLOCKS).sort();
  const words = Object.keys(EN_WORDS).filter((key) => /^hint(?:Todo)?\./.test(key));
  for (const prefix of ['hint.', 'hintTodo.']) expect(words.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)).sort()).toEqual(known);
  const params = { length: 60, limit: 50, count: 2, kilobytes: 101, example: 'ВАЖНО', address: 'a.ru', name: 'Имя', words: 'a, b', promo: 3, letters: 10, every: 3 };
  for (const code of known as HintCode[]) {
    for (const language of ['ru', 'en'] as const) {
      for (const sentence of [hintText({ code, blocks: false, params }, language), hintTodo({ code, blocks: false, params }, language)]) expect(sentence).toMatch(/^[A-ZА-Я\d].*(?:[.…]|a\.ru)$/);
    }
  }
  expect(hintText({ code: 'fieldsEmpty', blocks: false, params: { name: 'Имя', count: 1 } }, 'ru').replace(/\u00a0/g, ' ')).toBe('В 1 письме пусто на месте поля Имя.');
  expect(hintTodo({ code: 'fieldsEmpty', blocks: false, params: { name: 'Имя', count: 1 } }, 'ru')).toBe('Дайте ему замену: {{Имя|…}}.');
});
