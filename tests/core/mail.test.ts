// Letters: addresses, templates, MIME. The raw letters are read back by an independent parser.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import { readCsv } from '../../src/core/file/csv-reader';
import { asciiAddress, isValidAddress, normaliseAddress, parseMailbox } from '../../src/core/mail/address';
import { buildMime } from '../../src/core/mail/mime';
import type { MimeLetter } from '../../src/core/mail/mime';
import { compileTemplate, htmlToText, textToHtml } from '../../src/core/mail/template';
import type { MergeFields } from '../../src/core/mail/template';
import { issueText } from '../../src/core/language/text';

const codes = (outcome: { issues: readonly { code: string }[] }): string[] => outcome.issues.map((entry) => entry.code);

describe('addresses', () => {
  it('accepts and rejects what the isemail collection asks of a client list', () => {
    const [head = [], ...rows] = readCsv(readFileSync(path.resolve(__dirname, '../fixtures/isemail/cases.csv'), 'utf8'), ',').value;
    const decided = rows
      .map((row) => ({ address: row[head.indexOf('address')] ?? '', practical: row[head.indexOf('practical')] ?? '', id: row[head.indexOf('id')] }))
      .filter((entry) => entry.practical === 'accept' || entry.practical === 'reject');
    expect(decided.length).toBeGreaterThan(40);
    const answers = decided.map(({ id, address, practical }) => {
      const real = address.replace(/[\u2400-\u243f]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0x2400));
      return [id, address, practical, isValidAddress(real) ? 'accept' : 'reject'];
    });
    // An address at a bare top-level domain is valid to the letter, but in a client list it is a slip of the pen.
    expect(answers.filter(([, , wanted, got]) => wanted !== got)).toEqual([['5', 'test@io', 'accept', 'reject']]);
  });

  it('reads display names, mailto and international domains', () => {
    expect(parseMailbox(' Анна Й. <anna@b.ru> ')).toEqual({ name: 'Анна Й.', address: 'anna@b.ru' });
    expect(parseMailbox('"Shop, \\"Best\\"" <a@b.ru>')).toEqual({ name: 'Shop, "Best"', address: 'a@b.ru' });
    expect(parseMailbox('mailto:a@b.ru')).toEqual({ name: '', address: 'a@b.ru' });
    expect(parseMailbox('a@почта.рф')).toEqual({ name: '', address: 'a@почта.рф' });
    expect(asciiAddress('a@почта.рф')).toBe(`a@${new URL('http://почта.рф').hostname}`);
    expect(asciiAddress('a@bücher.example')).toBe('a@xn--bcher-kva.example');
    expect(normaliseAddress(' MAILTO:Anna@Почта.РФ ')).toBe(`anna@${new URL('http://почта.рф').hostname}`);
    for (const bad of ['', 'a', 'a@b', 'a@b.', 'a b@c.ru', 'a@b.ru, c@d.ru', 'a@b.ru\r\nBcc: x@y.ru', 'имя@b.ru', 'a@1.2.3.4', 'a..b@c.ru', `${'a'.repeat(65)}@b.ru`]) {
      expect([bad, parseMailbox(bad)]).toEqual([bad, null]);
    }
  });
});

describe('templates', () => {
  const render = (subject: string, body: string, fields: MergeFields = {}, known: string[] = Object.keys(fields)) => {
    const { value, issues } = compileTemplate({ subject, body }, known);
    if (value === null) throw new Error(issues.map((entry) => entry.code).join());
    return value.render(fields);
  };
  const failed = (subject: string, body: string, known: string[] = ['Имя']): string[] => {
    const result = compileTemplate({ subject, body }, known);
    expect(result.value).toBeNull();
    return result.issues.map((entry) => issueText(entry, 'ru'));
  };

  it('fills fields by name in any spelling and falls back where a cell is empty', () => {
    expect(render('Привет, {{ имя | друг }}', '{{ИМЯ}} {{last_order}}', { Имя: 'Анна', 'Last order': '5 марта' })).toMatchObject({ subject: 'Привет, Анна', text: 'Анна 5 марта' });
    expect(render('Привет, {{Имя|друг}}', 'x', { Имя: '  ' }).subject).toBe('Привет, друг');
    expect(render('Счёт {{Сумма|0}}', '{{Сумма}}', { Сумма: '0' })).toMatchObject({ subject: 'Счёт 0', text: '0' });
  });

  it('chooses by if and else, also nested, and takes an unticked box for empty', () => {
    const body = '{{#if Имя}}Да{{#if Город}} из {{Город}}{{else}} издалека{{/if}}{{else}}Нет{{/if}}.';
    const text = (fields: MergeFields): string => render('s', body, { Имя: '', Город: '', ...fields }).text;
    expect([text({ Имя: 'А', Город: 'Тулы' }), text({ Имя: 'А' }), text({}), text({ Имя: 'FALSE' })]).toEqual(['Да из Тулы.', 'Да издалека.', 'Нет.', 'Нет.']);
  });

  it('escapes values in HTML but not in subject and plain text', () => {
    const evil = '<img src=x onerror="a()">&';
    const html = render('О {{Имя}}', '<p>Привет, {{Имя}}</p>', { Имя: evil });
    expect(html).toEqual({
      subject: `О ${evil}`,
      preheader: '',
      html: '<p>Привет, &lt;img src=x onerror=&quot;a()&quot;&gt;&amp;</p>',
      text: `Привет, ${evil}`,
    });
    const plain = render('s', 'Привет, {{Имя}}', { Имя: evil });
    expect(plain).toMatchObject({ text: `Привет, ${evil}`, html: '<p>Привет, &lt;img src=x onerror=&quot;a()&quot;&gt;&amp;</p>' });
  });

  it('keeps the subject one line whatever a cell holds', () => {
    expect(render('Hi {{Имя}}', 'x', { Имя: 'A\r\nBcc: evil@b.ru\u2028x' }).subject).toBe('Hi A Bcc: evil@b.ru x');
  });

  it('an unknown field blocks and is named', () => {
    expect(failed('{{Имя}}', 'Ваш {{Баланс}} и {{Баланс}}')).toEqual(['Поля {{Баланс}} нет. Возьмите столбец вкладки «Клиенты»: Имя.']);
    expect(codes(compileTemplate({ subject: 's', body: '{{#if Нет}}x{{/if}}' }, ['Имя']))).toEqual(['template.fieldUnknown']);
  });

  it.each([
    ['Привет {{Имя', 'скобки открыты и не закрыты', 8], ['{{}}', 'между скобками нет имени поля', 1], ['{{#if Имя}}x', 'у {{#if}} нет {{/if}}', 1],
    ['x{{/if}}', '{{/if}} или {{else}} стоит без {{#if}}', 2], ['{{else}}', '{{/if}} или {{else}} стоит без {{#if}}', 1],
    ['{{#if Имя}}{{else}}{{else}}{{/if}}', '{{else}} стоит дважды в одном {{#if}}', 20], ['{{#each Имя}}{{/each}}', 'такой команды нет, есть только #if, else и /if', 1],
  ])('a mistake in the braces of %s is explained with its position', (body, detail, position) => {
    expect(failed('s', body)[0]).toBe(`Ошибка в части «текст письма», знак ${position}: ${detail}. Исправьте скобки; пример: {{Имя|друг}}.`);
  });

  it('an empty subject or body blocks, a long subject is only a hint', () => {
    expect(codes(compileTemplate({ subject: ' ', body: '' }, []))).toEqual(['template.subjectEmpty', 'template.bodyEmpty']);
    const long = compileTemplate({ subject: 'x'.repeat(51), body: 'y' }, []);
    expect([long.value === null, codes(long)]).toEqual([false, ['template.subjectLong']]);
  });

  it('makes plain text of HTML: paragraphs, lists, links, tables, entities, nothing hidden', () => {
    const html =
      '<style>p{}</style><h1>Привет&nbsp;&amp;&#33;</h1><p>Одна<br>две <a href="https://x.ru/?a=1&amp;b=2">сюда</a></p><ul><li>раз</li><li>два</li></ul>' +
      '<table><tr><td>a</td><td>b</td></tr></table><!-- no --><script>alert(1)</script><a href="https://y.ru">https://y.ru</a>';
    expect(htmlToText(html)).toBe('Привет\u00a0&!\n\nОдна\nдве сюда (https://x.ru/?a=1&b=2)\n\n• раз\n• два\n\na b\n\nhttps://y.ru');
  });

  it('makes HTML of plain text: paragraphs, breaks, links, everything escaped', () => {
    expect(textToHtml('Раз\nдва <b>\n\nСюда: https://x.ru/?a=1&b=2.')).toBe(
      '<p>Раз<br>\nдва &lt;b&gt;</p>\n<p>Сюда: <a href="https://x.ru/?a=1&amp;b=2">https://x.ru/?a=1&amp;b=2</a>.</p>',
    );
  });
});

describe('MIME', () => {
  const base: MimeLetter = { to: { name: '', address: 'anna@b.ru' }, subject: 'Hi', text: 'Text', seed: 'letter-1' };
  const raw = (letter: Partial<MimeLetter>): string => {
    const { value, issues } = buildMime({ ...base, ...letter });
    if (value === null) throw new Error(issues.map((entry) => entry.code).join());
    return value;
  };
  const parsed = (letter: Partial<MimeLetter>): Promise<Email> => PostalMime.parse(raw(letter));
  const headerOf = (email: Email, name: string): string | undefined => email.headers.find((entry) => entry.key === name)?.value;

  const full: Partial<MimeLetter> = {
    from: { name: 'Магазин «Ромашка», отдел продаж и доставки по всему городу и области', address: 'shop@ромашка.рф' },
    to: { name: 'Анна Й. "Нюра" <x>', address: 'anna@b.ru' },
    replyTo: { name: 'Shop, Best', address: 'reply@b.ru' },
    subject: 'Скидка 20 % — только до 5 марта 😀 для постоянных клиентов нашего магазина, приходите скорее',
    text: `Здравствуйте, Анна!\n\n${'Очень длинная строка. '.repeat(100)}\n.\nFrom here \n`,
    html: `<p>Здравствуйте, <b>Анна</b>! ${'x'.repeat(3000)}</p>`,
    unsubscribeUrl: 'https://script.google.com/macros/s/AKfycb/exec?u=abc.DEF-123&m=7',
    oneClick: true,
    headers: { 'X-Clientura-Letter': 'abc123' },
    attachments: [
      { fileName: 'Прайс-лист на март, с картинками и очень длинным именем для проверки переноса.pdf', mimeType: 'application/pdf', bytes: Uint8Array.from({ length: 200 }, (_, index) => index) },
      { fileName: 'logo.png', mimeType: 'image/png', bytes: Uint8Array.of(1, 2, 3), contentId: 'logo@shop' },
    ],
  };

  it('reads back whole: names, subject, both bodies, attachment, inline picture', async () => {
    const email = await parsed(full);
    expect(email.from).toEqual({ name: full.from?.name, address: `shop@${new URL('http://ромашка.рф').hostname}` });
    expect(email.to).toEqual([{ name: 'Анна Й. "Нюра" <x>', address: 'anna@b.ru' }]);
    expect(email.replyTo).toEqual([{ name: 'Shop, Best', address: 'reply@b.ru' }]);
    expect(email.subject).toBe(full.subject);
    expect(email.text?.replace(/\r\n/g, '\n').trimEnd()).toBe(full.text?.trimEnd());
    expect(email.html?.trimEnd()).toBe(full.html);
    expect(email.attachments.map((file) => [file.filename, file.mimeType, file.disposition, new Uint8Array(file.content as ArrayBuffer).length])).toEqual([
      ['logo.png', 'image/png', 'inline', 3], [full.attachments?.[0]?.fileName, 'application/pdf', 'attachment', 200],
    ]);
    expect(headerOf(email, 'list-unsubscribe')).toBe(`<${full.unsubscribeUrl}>`);
    expect(headerOf(email, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(headerOf(email, 'x-clientura-letter')).toBe('abc123');
  });

  it('is plain ASCII with CRLF ends, lines within 76 characters, encoded words within 75', () => {
    const text = raw(full);
    expect(/^[\x20-\x7e\r\n]*$/.test(text)).toBe(true);
    expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    const long = text.split('\r\n').filter((line) => line.length > 76);
    expect(long).toEqual([]);
    const words = text.match(/=\?UTF-8\?B\?[^?]*\?=/g) ?? [];
    expect(words.length).toBeGreaterThan(3);
    expect(words.filter((word) => word.length > 75)).toEqual([]);
    // Each encoded word is whole characters on its own.
    for (const word of words) expect(Buffer.from(word.slice(10, -2), 'base64').toString('utf8')).not.toContain('\ufffd');
  });

  it('is the same bytes for the same seed and other boundaries for another', () => {
    expect(raw(full)).toBe(raw(full));
    expect(raw({ ...full, seed: 'letter-2' })).not.toBe(raw(full));
  });

  it('uses quoted-printable for mostly Latin text and survives dots, From and trailing blanks', async () => {
    const text = 'Caf\u00e9 = 5 \n.\nFrom me\t\nend '.concat('long '.repeat(40));
    const built = raw({ text });
    expect(built).toContain('quoted-printable');
    expect(built).not.toMatch(/^\.|^From /m);
    expect(built).not.toMatch(/[ \t]\r\n/);
    expect((await PostalMime.parse(built)).text?.replace(/\r\n/g, '\n').trimEnd()).toBe(text.trimEnd());
  });

  it('folds a long plain subject and keeps its words', async () => {
    const subject = 'word '.repeat(40).trim();
    expect((await parsed({ subject })).subject).toBe(subject);
    expect((await parsed({ subject: 'tricky =?UTF-8?B?0?= text  two' })).subject).toBe('tricky =?UTF-8?B?0?= text two');
    expect((await parsed({ subject: 'y'.repeat(300) })).subject).toBe('y'.repeat(300));
  });

  it('lets no cell add a header: subject and names are flattened, everything else is refused', async () => {
    const attack = 'Hi\r\nBcc: evil@b.ru\nX-A: 1';
    for (const letter of [{ subject: attack }, { to: { name: attack, address: 'anna@b.ru' } }, { from: { name: attack, address: 'a@b.ru' } }]) {
      const email = await parsed(letter);
      expect(email.bcc).toBeUndefined();
      expect(headerOf(email, 'x-a')).toBeUndefined();
    }
    const refused = (letter: Partial<MimeLetter>): string[] => codes(buildMime({ ...base, ...letter }));
    expect(refused({ to: { name: '', address: attack } })).toEqual(['address.invalid']);
    expect(refused({ headers: { 'X-A': attack } })).toEqual(['mail.headerRefused']);
    expect(refused({ headers: { 'X-A\r\nBcc': 'x' } })).toEqual(['mail.headerRefused']);
    expect(refused({ headers: { Bcc: 'evil@b.ru' } })).toEqual(['mail.headerRefused']);
    expect(refused({ unsubscribeUrl: 'https://x.ru/>\r\nBcc: a@b.ru' })).toEqual(['mail.headerRefused']);
    expect(refused({ unsubscribeUrl: 'http://x.ru/' })).toEqual(['mail.headerRefused']);
    expect(refused({ date: attack })).toEqual(['mail.headerRefused']);
    expect(refused({ attachments: [{ fileName: attack, mimeType: 'a/b', bytes: new Uint8Array() }] })).toEqual(['mail.attachmentRefused']);
    expect(refused({ attachments: [{ fileName: 'a', mimeType: 'a/b\r\nX: y', bytes: new Uint8Array() }] })).toEqual(['mail.attachmentRefused']);
  });

  it('writes a date when it is given one', async () => {
    expect((await parsed({ date: 'Tue, 05 Mar 2024 14:05:00 +0300' })).date).toBe('2024-03-05T11:05:00.000Z');
  });
});
