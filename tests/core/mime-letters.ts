/** The corpus of letters: templates × clients, and letters made to break a builder or a parser; each with what it means to say. */
import type { Mailbox } from '../../src/core/mail/address';
import { encodeUtf8 } from '../../src/core/file/encoding';
import type { Attachment, MimeLetter } from '../../src/core/mail/mime';
import type { TemplateSource } from '../../src/core/mail/template';

/** What both parsers must read; a field that is absent is the same as in the letter. */
export interface Meant {
  readonly subject?: string;
  readonly from?: Mailbox;
  readonly to?: Mailbox;
  readonly replyTo?: Mailbox;
  readonly text?: string;
  readonly html?: string;
  readonly fileNames?: readonly string[];
  /** Value of List-Unsubscribe. */
  readonly listUnsubscribe?: string;
}

/** One letter with its name, which is also the name of its golden file. */
export interface CorpusLetter {
  readonly id: string;
  readonly letter: MimeLetter;
  readonly meant: Meant;
}

const SHOP: Mailbox = { name: 'Ромашка', address: 'shop@example.ru' };
const ANNA: Mailbox = { name: 'Анна', address: 'anna@example.ru' };
const PAGE = 'https://script.google.com/macros/s/AKfycbx/exec?u=L7-000001.0123456789abcdef0123456789abcdef';
const bytesOf = (length: number, step = 7): Uint8Array => Uint8Array.from({ length }, (_value, index) => (index * step) & 255);
const file = (fileName: string, bytes: Uint8Array = bytesOf(100), mimeType = 'application/pdf'): Attachment => ({ fileName, mimeType, bytes });
const PIXEL = Uint8Array.from(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'));

function own(id: string, letter: Partial<MimeLetter>, meant: Meant = {}): CorpusLetter {
  return { id, letter: { from: SHOP, to: ANNA, subject: 'Привет', text: 'Здравствуйте!', seed: id, ...letter }, meant };
}

/** Letters that are hard by themselves. */
export const HARD_LETTERS: readonly CorpusLetter[] = [
  own('plain-ascii', { from: { name: 'Shop', address: 'shop@example.com' }, to: { name: 'Ann Lee', address: 'ann@example.com' }, subject: 'Hello', text: 'Hello, Ann!' }),
  own('no-names', { from: { name: '', address: 'shop@example.com' }, to: { name: '', address: 'ann@example.com' }, subject: 'Hello' }),
  own('subject-empty', { subject: '', text: 'Text' }),
  own('text-empty', { text: '' }),
  own('html-empty', { text: 'Text', html: '' }),
  own('subject-long-latin', { subject: 'A quite long subject in plain English words that has to be folded over several lines of the header, as nobody reads it to its end anyway' }),
  own('subject-long-cyrillic', { subject: 'Очень длинная тема письма, которую придётся разбить на много закодированных слов, и каждое слово должно кончаться на границе буквы, а не посреди неё' }),
  own('subject-one-word-300', { subject: 'y'.repeat(300) }),
  own('subject-first-word-70', { subject: `${'w'.repeat(70)} and more` }),
  own('subject-emoji-only', { subject: '😀🎉👍🏽👩‍👩‍👧‍👦🇷🇺🏴󠁧󠁢󠁥󠁮󠁧󠁿😀🎉👍🏽👩‍👩‍👧‍👦🇷🇺🏴󠁧󠁢󠁥󠁮󠁧󠁿😀🎉👍🏽👩‍👩‍👧‍👦🇷🇺' }),
  own('subject-combining', { subject: 'й ё é ñ '.repeat(20).trim().normalize('NFD') }),
  own('subject-heap-of-marks', { subject: `Z${'\u0301'.repeat(200)} done` }),
  own('subject-looks-encoded', { subject: '=?UTF-8?B?0J/RgNC40LLQtdGC?= as typed' }),
  own('subject-question-marks', { subject: 'Why?=?= How=?' }),
  own('subject-hebrew', { subject: 'שלום אנה, יש לנו מתנה בשבילך 20%' }),
  own('subject-arabic', { subject: 'مرحبا آنا، لدينا هدية لك' }),
  own('subject-chinese', { subject: '您好，安娜，我们为您准备了礼物，请在三月五日之前来店里领取，谢谢您的支持与信任' }),
  own('subject-money', { subject: 'Скидка 20 % — 1 500 ₽ до 5 марта' }),
  own('subject-lone-surrogate', { subject: 'Half \ud83d of it' }, { subject: 'Half \ufffd of it' }),
  own('subject-spaces', { subject: '  two  spaces\tand a tab  ' }, { subject: 'two spaces and a tab' }),
  own('name-comma-quote', { to: { name: 'Иванов, Иван "Ваня" <vip>', address: 'ivan@example.ru' } }),
  own('name-latin-quote', { to: { name: 'O\'Brien, John "Jack" \\ Sons', address: 'john@example.com' }, from: { name: 'Smith; Sons: Ltd. (UK) @ home', address: 'shop@example.com' } }),
  own('name-sixty-quotes', { to: { name: '"'.repeat(60), address: 'ivan@example.ru' } }),
  own('name-long', { from: { name: 'Общество с ограниченной ответственностью «Магазин цветов Ромашка на Садовой»', address: 'shop@example.ru' } }),
  own('name-long-latin', { to: { name: 'The Right Honourable Sir Bartholomew Featherstonehaugh-Cholmondeley the Third', address: 'sir@example.com' } }),
  own('name-emoji', { to: { name: '👩‍👩‍👧 Анна ❤️', address: 'anna@example.ru' } }),
  own('name-hebrew', { to: { name: 'דוד כהן', address: 'david@example.com' } }),
  own('name-10000', { to: { name: 'Ж'.repeat(10_000), address: 'long@example.ru' }, subject: 'Имя длиной с роман' }),
  own('address-punycode', { from: { name: 'Магазин', address: 'shop@ромашка.рф' }, to: { name: 'Почта', address: 'ivan@пример.испытание' }, replyTo: { name: '', address: 'a@bücher.example' } }, {
    from: { name: 'Магазин', address: 'shop@xn--80aa3agjl3d.xn--p1ai' }, to: { name: 'Почта', address: 'ivan@xn--e1afmkfd.xn--80akhbyknj4f' }, replyTo: { name: '', address: 'a@xn--bcher-kva.example' },
  }),
  own('address-254', { to: { name: 'Долгий', address: `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.ru` } }),
  own('address-marks', { to: { name: 'Marks', address: "o'brien+shop_{a}=!#$%&*/?^`|~-@example.com" } }),
  own('text-line-10000', { text: `Начало ${'x'.repeat(10_000)} конец` }),
  own('text-cyrillic-10000', { text: 'ж'.repeat(10_000) }),
  own('html-line-10000', { text: 'See HTML', html: `<p>${'x'.repeat(10_000)}</p>` }),
  own('text-dots', { text: `.\n..\n.leading\n${'z'.repeat(73)}.after a soft break\n${'z'.repeat(72)}.again\nFrom me\n${'z'.repeat(73)}From here` }),
  own('text-trailing-blanks', { text: 'blank \ntab\t\nmany   \n = equals = \nend' }),
  own('text-equals', { text: '='.repeat(400) }),
  own('text-crlf-mixed', { text: 'one\r\ntwo\rthree\nfour' }, { text: 'one\ntwo\nthree\nfour' }),
  own('text-control', { text: 'nul \u0000 bell \u0007 escape \u001b vertical \u000b del \u007f' }, { text: 'nul  bell  escape  vertical  del ' }),
  own('text-boundary', { text: '--=_alternative_0000000000000000\n--=_mixed--\nContent-Type: text/html\n\n<b>x</b>', html: '<p>--=_alternative_</p>' }),
  own('text-nbsp-separators', { text: 'a\u00a0b\u2028c\u2029d\u202fe\ufefff' }),
  own('text-rtl', { text: 'שלום אנה!\nمرحبا\nHello', html: '<p dir="rtl">שלום אנה!</p>' }),
  own('text-emoji', { text: '😀 👍🏽 👩‍👩‍👧‍👦 🇷🇺\n'.repeat(50) }),
  own('html-and-text', { text: 'Здравствуйте, Анна!', html: '<p>Здравствуйте, <b>Анна</b>!</p>' }),
  own('html-quotes', { text: 'x', html: '<a href="https://x.ru/?a=1&amp;b=2" style="color:#123456" title=\'"=3D"\'>x</a>' }),
  own('one-attachment', { attachments: [file('price.pdf')] }),
  own('attachment-cyrillic', { attachments: [file('Прайс.pdf'), file('Прайс-лист на март 2026.xlsx', bytesOf(57), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')] }),
  own('attachment-long-cyrillic', { html: '<p>x</p>', attachments: [file('Очень длинное имя файла с картинками и ценами для постоянных клиентов нашего магазина цветов и подарков, март, часть первая, окончательная версия.pdf')] }),
  own('attachment-long-latin', { attachments: [file(`${'a very long file name '.repeat(6).trim()}.pdf`)] }),
  own('attachment-emoji', { attachments: [file('🎁 подарок 👩‍👩‍👧.png', bytesOf(10), 'image/png')] }),
  own('attachment-quotes', { attachments: [file('Счёт "март" 100% \'a\';b=c.pdf'), file('a"b.pdf'), file('50%.pdf')] }),
  own('attachment-path', { attachments: [file('../../etc/passwd'), file('C:\\Windows\\a.exe')] }, { fileNames: ['.._.._etc_passwd', 'C:_Windows_a.exe'] }),
  own('attachment-empty-file', { attachments: [file('пусто.csv', new Uint8Array(), 'text/csv')] }),
  own('attachment-every-byte', { attachments: [file('all.bin', bytesOf(256, 1), 'application/octet-stream'), file('big.bin', bytesOf(20_000, 31), 'application/octet-stream')] }),
  own('attachment-table', { attachments: [file('Цены.csv', encodeUtf8('\ufeffТовар;Цена\r\n"Роза; красная";150\r\n'), 'text/csv')] }),
  own('inline-picture', { html: '<p><img src="cid:logo@shop" alt="Ромашка"></p>', attachments: [{ fileName: 'logo.png', mimeType: 'image/png', bytes: PIXEL, contentId: 'logo@shop' }] }),
  own('inline-and-attached', {
    html: '<img src="cid:p1@x" alt="1"><img src="cid:p2@x" alt="2">',
    attachments: [
      { fileName: 'один.png', mimeType: 'image/png', bytes: PIXEL, contentId: 'p1@x' }, file('Прайс.pdf'), { fileName: 'two.gif', mimeType: 'image/gif', bytes: bytesOf(40), contentId: 'p2@x' },
    ],
  }),
  own('marketing-headers', {
    html: '<p>x</p>', replyTo: { name: 'Отдел заботы, Ромашка', address: 'care@example.ru' }, unsubscribeUrl: PAGE, oneClick: true, headers: { 'Feedback-ID': 'M202603020900-ab12:1f2e3d4c:marketing:clientura' },
  }),
  own('unsubscribe-mailto', { unsubscribeUrl: PAGE, oneClick: true, unsubscribeMailto: { address: 'leave+me@ромашка.рф', subject: 'unsubscribe L7-000001' } }, {
    listUnsubscribe: `<${PAGE}>, <mailto:leave+me@xn--80aa3agjl3d.xn--p1ai?subject=unsubscribe%20L7-000001>`,
  }),
  own('unsubscribe-long-address', { unsubscribeUrl: `https://script.google.com/macros/s/${'A'.repeat(700)}/exec?u=1`, oneClick: true }),
  own('own-header-long', { headers: { 'X-Campaign': 'word '.repeat(40).trim(), 'X-A-Header-With-A-Name-So-Long-That-Hardly-Anything-Fits': 'Ромашка' } }),
  own('date-given', { date: 'Mon, 02 Mar 2026 09:00:00 +0300' }),
  own('attack-subject', { subject: 'Hi\r\nBcc: evil@example.com\r\n\r\n<script>alert(1)</script>' }, { subject: 'Hi Bcc: evil@example.com <script>alert(1)</script>' }),
  own('attack-names', {
    from: { name: 'Shop\r\nX-Evil: 1', address: 'shop@example.ru' }, to: { name: 'A"\r\nBcc: evil@example.com, "B', address: 'anna@example.ru' }, replyTo: { name: 'x\u2028Bcc: evil@example.com\u0000', address: 'care@example.ru' },
  }, {
    from: { name: 'Shop X-Evil: 1', address: 'shop@example.ru' }, to: { name: 'A" Bcc: evil@example.com, "B', address: 'anna@example.ru' }, replyTo: { name: 'x Bcc: evil@example.com', address: 'care@example.ru' },
  }),
  own('attack-direction', { subject: 'Счёт \u202egpj.exe\u202c и \u2066скрытое\u2069', to: { name: '\u202emoc.live@\u202c Anna', address: 'anna@example.ru' }, attachments: [file('invoice\u202efdp.exe')] }, {
    subject: 'Счёт gpj.exe и скрытое', to: { name: 'moc.live@ Anna', address: 'anna@example.ru' }, fileNames: ['invoicefdp.exe'],
  }),
  own('attack-second-address', { to: { name: 'Anna <evil@example.com>, Bob <bob@example.com>', address: 'anna@example.ru' } }),
  own('attack-body', { text: '.\r\nMAIL FROM:<evil@example.com>\r\n.\r\n--=_mixed_x--\r\nBcc: evil@example.com' }, { text: '.\nMAIL FROM:<evil@example.com>\n.\n--=_mixed_x--\nBcc: evil@example.com' }),
];

/** A client as the cells of the base hold him. */
export interface CorpusClient {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly city: string;
  readonly total: number | null;
  readonly link: string;
}

export const CLIENTS: readonly CorpusClient[] = [
  { id: 'anna', name: 'Анна Йолкина', address: 'anna@example.ru', city: 'Тула', total: 12_500, link: 'https://example.ru/anna' },
  { id: 'john', name: 'John O\'Brien, "Jack"', address: 'john@example.com', city: 'Cork & Dublin', total: 99.5, link: 'https://example.com/?a=1&b=2' },
  { id: 'empty', name: '', address: 'nobody@example.ru', city: '', total: null, link: '' },
  { id: 'emoji', name: 'Зоя 👩‍👩‍👧 ❤️', address: 'zoya@пример.рф', city: '🏙️', total: 0, link: 'https://example.ru/😀' },
  { id: 'hebrew', name: 'דוד כהן', address: 'david@example.com', city: 'תל אביב', total: 1, link: 'example.com/david' },
  { id: 'attack', name: '</p><script>alert("x")</script>"\r\nBcc: evil@example.com\r\n\r\n', address: 'evil@example.com', city: '" onmouseover="alert(1)', total: -1, link: 'javascript:alert(1)' },
  { id: 'endless', name: 'Ж'.repeat(10_000), address: 'endless@example.ru', city: 'x'.repeat(10_000), total: 1e15, link: `https://example.ru/${'x'.repeat(1000)}` },
  { id: 'unseen', name: 'Оля\u202e\u0000\u2028\u0007 =?UTF-8?B?0J8=?=', address: 'olya@example.ru', city: 'NUL\u0000', total: 7, link: ' \u0000java\tscript:alert(1)' },
];

/** Letters as an owner types them: Russian and English, plain and HTML, short and long. */
export const TYPED_TEMPLATES: readonly (TemplateSource & { readonly id: string; readonly language: 'ru' | 'en' })[] = [
  {
    id: 'plain-ru', language: 'ru', subject: '{{Имя|Здравствуйте}}, скидка 20 % до 5 марта 😀', preheader: 'Для вас и {{Город|вашего города}}',
    body: 'Здравствуйте, {{Имя|друг}}!\n\nВы с нами на {{Сумма:деньги|0 ₽}}.\nСтраница: {{Ссылка|https://example.ru}}\n\nС уважением,\n«Ромашка»',
  },
  { id: 'plain-en', language: 'en', subject: 'Dear {{Имя|friend}}', subjectB: '{{Имя|Friend}}, one more thing', body: 'Dear {{Имя|friend}},\n\n{{#if Город}}how is {{Город}}?{{else}}where do you live?{{/if}}\n\nSee {{Ссылка}}' },
  {
    id: 'html-ru', language: 'ru', subject: 'Мы скучаем, {{Имя|друг}}', preheader: 'Подарок ждёт',
    body: '<table width="100%"><tr><td style="color:#123456" title="{{Город}}"><h1>Здравствуйте, {{Имя|друг}}!</h1><p>Город: <b>{{Город}}</b></p><p><a href="{{Ссылка}}">Выбрать подарок</a></p></td></tr></table>',
  },
  {
    id: 'html-en', language: 'en', subject: 'A short note for {{Имя|you}} that nevertheless has quite a long subject line with many words in it', text: 'Hello, {{Имя|friend}}. Typed by hand: {{Город}}',
    body: '<p>Hello, <i>{{Имя|friend}}</i>!</p><p><img src="{{Ссылка}}" alt="{{Имя}}" width="200"></p>',
  },
];
