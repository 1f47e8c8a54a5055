/** The host's MIME writer and reader, each checked by the independent postal-mime. */
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { isMailAddress, parseAddressList, splitAddressList } from '../../../scripts/workbench/services/mail/address';
import { composeMime, encodeHeaderText, mailDate, type LetterParts } from '../../../scripts/workbench/services/mail/mime-compose';
import { decodeHeaderText, htmlToText, readLetter } from '../../../scripts/workbench/services/mail/mime-read';
import { encodeText, fromBinaryString, toBinaryString } from '../../../scripts/workbench/services/utilities/bytes';

const SEEDED = { seed: 20240115, numRuns: 300 };
const PIXEL = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 255, 13, 10);

function letter(change: Partial<LetterParts> = {}): LetterParts {
  return {
    from: { name: 'Анна "Лавка" Ким', address: 'anna@example.com' },
    to: [{ name: '', address: 'ivan@example.com' }, { name: 'Пётр Семёнович Длиннофамильный-Заречный, директор', address: 'petr@example.com' }],
    cc: [{ name: 'O\'Neil, Ann', address: 'ann@example.com' }],
    bcc: [{ name: '', address: 'secret@example.com' }],
    replyTo: [{ name: '', address: 'reply@example.com' }],
    subject: 'Скидка 20 % на всё до конца недели — только для постоянных покупателей 🎁 и их друзей',
    text: 'Здравствуйте!\nСтрока 2',
    html: '<p>Здравствуйте, <b>Иван</b>! <img src="cid:logo"></p>',
    inlineImages: [{ contentId: 'logo', file: { name: 'лого.png', contentType: 'image/png', bytes: PIXEL } }],
    attachments: [{ name: 'прайс "лето".csv', contentType: 'text/csv', bytes: encodeText('a;b\n1;2') }],
    messageId: 'CAabc123@mail.gmail.com',
    dateMs: Date.parse('2024-01-15T09:00:00Z'),
    ...change,
  };
}

describe('the MIME source of a letter (§6.2)', () => {
  test('an independent parser reads back every header, body and file', async () => {
    const parsed = await PostalMime.parse(fromBinaryString(composeMime(letter())).slice());
    expect(parsed.subject).toBe(letter().subject);
    expect(parsed.from).toEqual(letter().from);
    expect(parsed.to).toEqual(letter().to);
    expect(parsed.cc).toEqual(letter().cc);
    expect(parsed.replyTo).toEqual(letter().replyTo);
    expect(parsed.text?.replace(/\r\n/g, '\n').trim()).toBe(letter().text);
    expect(parsed.html?.trim()).toBe(letter().html);
    expect(parsed.date).toBe('2024-01-15T09:00:00.000Z');
    expect(parsed.attachments.map((file) => [file.filename, file.mimeType, file.disposition, file.contentId ?? null])).toEqual([
      ['лого.png', 'image/png', 'inline', '<logo>'], ['прайс "лето".csv', 'text/csv', 'attachment', null],
    ]);
    expect(new Uint8Array(parsed.attachments[0]?.content as ArrayBuffer)).toEqual(PIXEL);
  });

  test('lines are ASCII, end with CRLF and stay below 79 characters (file names too)', () => {
    const raw = composeMime(letter());
    expect(raw).toMatch(/^[\x20-\x7e\r\n]+$/);
    expect(raw.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThan(79);
  });

  test('encoded words are at most 75 characters and split at character borders', () => {
    // A replacement character of the text itself would look like a split one.
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }).filter((text) => !text.includes('\ufffd')), (text) => {
      const clean = text.replace(/[\r\n]+/g, ' ');
      const encoded = encodeHeaderText(text);
      for (const word of encoded.match(/=\?UTF-8\?B\?[^?]*\?=/g) ?? []) {
        expect(word.length).toBeLessThanOrEqual(75);
        expect(decodeHeaderText(word)).not.toContain('\ufffd');
      }
      expect(decodeHeaderText(encoded.replace(/\r\n /g, ' '))).toBe(clean);
    }), SEEDED);
  });

  test('a line break in a name or subject cannot add a header', () => {
    const raw = composeMime(letter({ subject: 'Hi\r\nBcc: evil@example.com', from: { name: 'A\nX-Evil: 1', address: 'a@example.com' } }));
    expect(raw).not.toMatch(/^(?:X-Evil|Bcc: evil)/m);
  });

  test('a letter without HTML and files is one part', async () => {
    const raw = composeMime(letter({ html: null, inlineImages: [], attachments: [] }));
    expect(raw).toContain('Content-Type: text/plain; charset="UTF-8"');
    expect(raw).not.toContain('multipart');
    expect((await PostalMime.parse(raw)).html).toBeUndefined();
  });

  test('dates are RFC 5322', () => {
    expect(mailDate(Date.parse('2024-02-29T23:05:07Z'))).toBe('Thu, 29 Feb 2024 23:05:07 +0000');
  });
});

describe('reading MIME', () => {
  test('the host reads its own letters as postal-mime does', () => {
    const read = readLetter(composeMime(letter()));
    expect(read.subject).toBe(letter().subject);
    expect([read.from, read.to, read.cc, read.bcc, read.replyTo]).toEqual([[letter().from], letter().to, letter().cc, letter().bcc, letter().replyTo]);
    expect(read.text?.replace(/\r\n/g, '\n')).toBe(letter().text);
    expect(read.html).toBe(letter().html);
    expect(read.files.map((file) => [file.name, file.contentType, file.inline, file.contentId])).toEqual([
      ['лого.png', 'image/png', true, 'logo'], ['прайс "лето".csv', 'text/csv', false, ''],
    ]);
    expect(read.files[0]?.bytes).toEqual(PIXEL);
  });

  test('quoted-printable, windows-1251, folded headers, RFC 2231 continuations and LF line ends', async () => {
    const raw = [
      'From: =?windows-1251?Q?=C8=E2=E0=ED?= <ivan@example.com>', 'To: a@example.com,', ' "B, C" <b@example.com>', 'Subject: =?UTF-8?Q?=D0=9F=D1=80=D0?= =?UTF-8?Q?=B8=D0=B2=D0=B5=D1=82?=',
      'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=x', '', 'preamble', '--x',
      'Content-Type: text/plain; charset=windows-1251', 'Content-Transfer-Encoding: quoted-printable', '', '=CF=F0=E8=E2=E5=F2=', ', =3D', '--x',
      "Content-Disposition: attachment; filename*0*=UTF-8''%D0%BF%D1%80; filename*1=ays.txt", 'Content-Type: application/octet-stream', '', 'data', '--x--', 'epilogue',
    ].join('\n');
    const read = readLetter(raw);
    const other = await PostalMime.parse(raw);
    expect([read.from[0]?.name, read.subject, read.text]).toEqual(['Иван', 'Привет', 'Привет, =']);
    expect(read.to).toEqual([{ name: '', address: 'a@example.com' }, { name: 'B, C', address: 'b@example.com' }]);
    expect(read.files.map((file) => [file.name, toBinaryString(file.bytes)])).toEqual([['прays.txt', 'data']]);
    expect([read.from[0]?.name, read.subject, read.text?.trim(), read.files[0]?.name]).toEqual([
      other.from?.name, other.subject, other.text?.trim(), other.attachments[0]?.filename,
    ]);
  });

  test('an image beside the HTML of a related part is inline though it has no disposition', () => {
    const raw = ['Content-Type: multipart/related; boundary=x', '', '--x', 'Content-Type: text/html', '', '<img src="cid:a">', '--x', 'Content-Type: image/png; name=a.png', 'Content-ID: <a>', '', 'data', '--x--'].join('\r\n');
    expect(readLetter(raw).files).toMatchObject([{ name: 'a.png', inline: true, contentId: 'a' }]);
  });

  test('a letter of 8-bit UTF-8 is read', () => {
    const raw = toBinaryString(encodeText('Subject: Привет\r\nTo: a@example.com\r\n\r\nТекст\r\n'));
    expect([readLetter(raw).subject, readLetter(raw).text]).toEqual(['Привет', 'Текст\r\n']);
  });

  test('HTML turns into readable text', () => {
    expect(htmlToText('<style>p{}</style><p>Привет, <b>Иван</b>&nbsp;&amp; Ко!</p>\n<p>Вот <a href="https://example.com/">ссылка</a><br>конец</p>'))
      .toBe('Привет, Иван & Ко!\r\nВот ссылка <https://example.com/>\r\nконец');
  });
});

describe('addresses', () => {
  test('lists are split outside quotes and brackets', () => {
    expect(splitAddressList('a@x.ru, "B, \\"C\\"" <b@y.com>,, d@z.com (note, here)')).toEqual(['a@x.ru', '"B, \\"C\\"" <b@y.com>', 'd@z.com (note, here)']);
    expect(parseAddressList('"B, \\"C\\"" <b@y.com>, d@z.com (note)')).toEqual([{ name: 'B, "C"', address: 'b@y.com' }, { name: '', address: 'd@z.com' }]);
  });

  test.each<[string, boolean]>([
    ['a@b.ru', true], ['a.b+c@sub.example.com', true], ['имя@почта.рф', true], ['"a b"@example.com', true], ['a@b', false], ['a b@c.ru', false], ['@b.ru', false],
    ['a@', false], ['a..b@c.ru', false], ['.a@c.ru', false], ['a@-b.ru', false], ['a@b..ru', false], ['', false], [`${'a'.repeat(65)}@b.ru`, false],
  ])('%j is an address: %s', (address, valid) => {
    expect(isMailAddress(address)).toBe(valid);
  });
});
