// The builder's parts: addresses, punycode, headers, encodings and what is refused, each against a measure that is not ours.
import fc from 'fast-check';
import { domainToASCII } from 'node:url';
import PostalMime from 'postal-mime';
import { readEmail } from '../../src/core/contacts/email';
import { asciiAddress, isValidAddress, parseMailbox } from '../../src/core/mail/address';
import { base64Lines, base64Of, bytesOfBase64, quotedPrintable } from '../../src/core/mail/base64';
import { encodeUtf8 } from '../../src/core/file/encoding';
import { buildMime, isHeaderUrl } from '../../src/core/mail/mime';
import type { MimeLetter } from '../../src/core/mail/mime';
import { asciiDomain } from '../../src/core/mail/punycode';

const LETTER: MimeLetter = { to: { name: '', address: 'anna@example.ru' }, subject: 'Hi', text: 'Text', seed: 's' };
const rawOf = (letter: Partial<MimeLetter>): string => {
  const { value, issues } = buildMime({ ...LETTER, ...letter });
  if (value === null) throw new Error(issues.map(({ code }) => code).join());
  return value;
};
const refused = (letter: Partial<MimeLetter>): string[] => buildMime({ ...LETTER, ...letter }).issues.map(({ code }) => code);

describe('addresses of cells', () => {
  it.each([
    ['имя@example.ru', 'localPart'], ['an na@example.ru', 'spaces'], ['a@example.ru, b@example.ru', 'several'], ['a@example.ru; b@example.ru', 'several'], ['anna.example.ru', 'atSignMissing'],
    [`${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.ru`, 'tooLong'], [`${'a'.repeat(65)}@example.ru`, 'tooLong'], ['a@-example.ru', 'domain'],
    ['a@exa\u202emple.ru', null], ['', 'empty'],
  ] as const)('%j gets no letter, and cleaning says why: %s', (address, reason) => {
    expect(parseMailbox(address)).toBeNull();
    expect(refused({ to: { name: '', address } })).toEqual(['address.invalid']);
    // What cannot be seen is taken off by cleaning, so it has a suggestion and no fault.
    expect(readEmail(address).reason).toBe(reason);
  });

  it('of exactly 254 characters is the longest', () => {
    const longest = `${'a'.repeat(64)}@${'b'.repeat(61)}.${'c'.repeat(61)}.${'d'.repeat(62)}.ru`;
    expect(longest.length).toBe(254);
    expect([isValidAddress(longest), isValidAddress(longest.replace('.ru', '.com'))]).toEqual([true, false]);
    // The length that counts is the one on the wire.
    const cyrillic = `a@${'ж'.repeat(50)}.рф`;
    expect(isValidAddress(cyrillic)).toBe(asciiDomain(cyrillic.slice(2)).split('.').every((label) => label.length <= 63));
  });

  it.each(['ромашка.рф', 'ЁЛКА.РФ', 'й-и\u0306.рф', 'bücher.example', 'münchen-ost.de', '例え.テスト', 'παράδειγμα.gr', 'مثال.إختبار', 'उदाहरण.परीक्षा', 'xn--80a1acny.xn--p1ai', 'Example.COM', '한국.kr'])(
    'of %s leave in the ASCII form that Node gives the domain', (domain) => {
      expect(asciiDomain(domain)).toBe(domainToASCII(domain));
      expect(isValidAddress(`a@${domain}`)).toBe(true);
      expect(asciiAddress(`A.b@${domain}`)).toBe(`A.b@${domainToASCII(domain)}`);
    },
  );

  it('of random Cyrillic, Greek, Hebrew and Chinese domains agree with Node', () => {
    const letters = [...'абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґαβγδεζηθικλμνξοπρτυφχψωאבגדהוזחטיכלמנסעפצקרשת花店商网站中文', ...'abcxyz0123456789'];
    const label = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 12 }).map((list) => list.join(''));
    fc.assert(fc.property(label, (text) => {
      const expected = domainToASCII(`${text}.ru`);
      // Node refuses a label that mixes directions; nobody could register one.
      if (expected !== '') expect(asciiDomain(`${text}.ru`)).toBe(expected);
    }), { seed: 7, numRuns: 300 });
  });

  it.each(['a@exam\u200bple.ru', 'a@\u202eexample.ru', 'a@exa mple.ru', 'a@пример\u00ad.рф', 'a@😀.ru', 'a@пример。рф', 'a@b\u0000.ru'])('%j has signs no domain may have', (address) => {
    expect(isValidAddress(address)).toBe(false);
  });
});

describe('encodings', () => {
  it('base64 is that of Node, in lines of 76, and reads back', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = base64Of(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64'));
      expect(base64Lines(bytes).split('\r\n').every((line) => line.length <= 76)).toBe(true);
      expect(bytesOfBase64(text)).toEqual(bytes);
    }), { seed: 7, numRuns: 200 });
    expect([bytesOfBase64('A'), bytesOfBase64('A*=='), bytesOfBase64('')]).toEqual([null, null, new Uint8Array()]);
  });

  it('quoted-printable reads back, never breaks an escape, ends no line with a blank and begins none with a dot', () => {
    const piece = fc.constantFrom('.', '=', ' ', '\t', '\r\n', 'F', 'From ', 'é', 'ж', '😀', 'x', 'word ', '~');
    fc.assert(fc.property(fc.array(piece, { maxLength: 400 }), (pieces) => {
      const text = pieces.join('');
      const lines = quotedPrintable(encodeUtf8(text)).split('\r\n');
      for (const line of lines) {
        expect(line.length).toBeLessThanOrEqual(76);
        expect(line).not.toMatch(/^\.|^From |[ \t]$/);
        // What remains without whole escapes and the soft break has no equals sign.
        expect(line.replace(/=[0-9A-F]{2}/g, '').replace(/=$/, '')).not.toContain('=');
      }
      const joined = lines.join('\r\n').replace(/=\r\n/g, '');
      const bytes = joined.replace(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)));
      expect(Buffer.from(bytes, 'latin1').toString('utf8')).toBe(text);
    }), { seed: 7, numRuns: 300 });
  });

  it('any subject and name comes back, whatever its letters', async () => {
    const sign = fc.constantFrom('ж', 'Ё', 'e\u0301', '😀', '👍🏽', '👩‍👩‍👧', '🇷🇺', '"', '\\', ',', '<', '>', '=?', '?=', '_', 'word', ' a ', '%', 'ש', '中', '@', ';', ':', '(', ')');
    await fc.assert(fc.asyncProperty(fc.array(sign, { minLength: 1, maxLength: 60 }), async (signs) => {
      const text = signs.join('').replace(/ {2,}/g, ' ').trim();
      const raw = rawOf({ subject: text, to: { name: text, address: 'anna@example.ru' } });
      const email = await PostalMime.parse(raw);
      expect([email.subject, email.to]).toEqual([text, [{ name: text, address: 'anna@example.ru' }]]);
      expect(raw.split('\r\n').every((line) => line.length <= 76)).toBe(true);
    }), { seed: 7, numRuns: 200 });
  });
});

describe('what a letter may not carry', () => {
  it.each([
    ['https://example.ru/exec?u=1', true], ['http://localhost:8080/macros/s/1/exec?u=1', true], ['http://127.0.0.1/exec', true], ['http://example.ru/', false], ['http://localhost.evil.ru/', false],
    ['https://пример.рф/', false], ['https://x.ru/>,<mailto:evil@x.ru', false], ['https://x.ru/ y', false], ['https://x.ru/"', false], ['javascript:alert(1)', false], ['', false], [`https://x.ru/${'a'.repeat(900)}`, false],
  ])('the unsubscribe address %s: %s', (url, allowed) => {
    expect(isHeaderUrl(url)).toBe(allowed);
    expect(refused({ unsubscribeUrl: url })).toEqual(allowed ? [] : ['mail.headerRefused']);
  });

  it('an unsubscribe mailto of a bad address or with a subject that could begin a header', () => {
    const unsubscribeUrl = 'https://example.ru/exec';
    expect(refused({ unsubscribeUrl, unsubscribeMailto: { address: 'a b@example.ru', subject: 'x' } })).toEqual(['address.invalid']);
    expect(refused({ unsubscribeUrl, unsubscribeMailto: { address: 'a@example.ru', subject: 'x\r\nBcc: evil@example.ru' } })).toEqual(['mail.headerRefused']);
    expect(refused({ unsubscribeUrl, unsubscribeMailto: { address: 'a@example.ru', subject: '' } })).toEqual(['mail.headerRefused']);
  });

  it('is only as deep as needed', () => {
    const kinds = (letter: Partial<MimeLetter>): string[] => [...rawOf(letter).matchAll(/multipart\/(\w+)/g)].map(([, kind]) => kind ?? '');
    const file = { fileName: 'a.pdf', mimeType: 'application/pdf', bytes: new Uint8Array(1) };
    const picture = { fileName: 'a.png', mimeType: 'image/png', bytes: new Uint8Array(1), contentId: 'a' };
    expect(kinds({})).toEqual([]);
    expect(kinds({ html: '<p>x</p>' })).toEqual(['alternative']);
    expect(kinds({ attachments: [file] })).toEqual(['mixed']);
    expect(kinds({ html: '<p>x</p>', attachments: [picture] })).toEqual(['related', 'alternative']);
    expect(kinds({ html: '<p>x</p>', attachments: [file, picture] })).toEqual(['mixed', 'related', 'alternative']);
  });

  it('a name that RFC 2231 must carry has a plain one beside it for older programs', () => {
    const parts = (fileName: string): string => rawOf({ attachments: [{ fileName, mimeType: 'application/pdf', bytes: new Uint8Array(1) }] });
    expect(parts('Прайс 2026.pdf')).toMatch(/Content-Type: application\/pdf;\r\n name="2026\.pdf"[\s\S]*filename\*0\*=UTF-8''%D0%9F|filename\*=UTF-8''%D0%9F/);
    expect(parts('Прайс.pdf')).toContain(' name="file.pdf"');
    expect(parts('Очень длинное имя файла с ценами.pdf')).toMatch(/ filename\*0\*=UTF-8''%D0%9E[\s\S]*;\r\n filename\*1\*=%/);
    expect(parts('list.pdf')).toMatch(/ name="list\.pdf"[\s\S]*;\r\n filename="list\.pdf"\r\n/);
  });
});
