/** Bytes, base64, digests, CSV and printf of Utilities against published vectors. */
import fc from 'fast-check';
import { decodeBase64, encodeBase64 } from '../../../scripts/workbench/services/utilities/base64';
import { canonicalCharset, decodeText, encodeText, fromSignedBytes, toSignedBytes, utf8Length } from '../../../scripts/workbench/services/utilities/bytes';
import { parseCsvRows } from '../../../scripts/workbench/services/utilities/csv';
import { digest, hmacDigest, type DigestName } from '../../../scripts/workbench/services/utilities/digest';
import { DirectiveError, formatTemplate } from '../../../scripts/workbench/services/utilities/format-string';

const SEEDED = { seed: 20240115, numRuns: 300 };
const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const ascii = (text: string): Uint8Array => encodeText(text, 'us-ascii');

describe('bytes and charsets (§8.7)', () => {
  test('bytes come back signed, −128 to 127', () => {
    expect(toSignedBytes(Uint8Array.of(0, 127, 128, 255))).toEqual([0, 127, -128, -1]);
    expect(fromSignedBytes([0, 127, -128, -1])).toEqual(Uint8Array.of(0, 127, 128, 255));
    expect(fromSignedBytes([1.5])).toBeNull();
    expect(fromSignedBytes([-129])).toBeNull();
  });

  test('a character outside US-ASCII becomes a question mark', () => {
    expect(decodeText(encodeText('Привет!', 'us-ascii'))).toBe('??????!');
  });

  test('windows-1251 and KOI8-R are written and read', () => {
    expect(hex(encodeText('Ёж', 'windows-1251'))).toBe('a8e6');
    for (const charset of ['windows-1251', 'koi8-r', 'utf-16le', 'utf-16be', 'utf-8']) expect(decodeText(encodeText('Ёж №5', charset), charset)).toBe(charset === 'koi8-r' ? 'Ёж ?5' : 'Ёж №5');
  });

  test('charsets are known by their Java and web names', () => {
    expect(['UTF_8', 'utf8', 'US_ASCII', 'cp1251', 'Windows-1251', 'ISO-8859-1', 'nonsense'].map(canonicalCharset))
      .toEqual(['utf-8', 'utf-8', 'us-ascii', 'windows-1251', 'windows-1251', 'iso-8859-1', null]);
  });

  test('the UTF-8 length is the length of the encoded text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => utf8Length(text) === encodeText(text).length), SEEDED);
  });
});

describe('base64 (RFC 4648 §10)', () => {
  test.each([['', ''], ['f', 'Zg=='], ['fo', 'Zm8='], ['foo', 'Zm9v'], ['foob', 'Zm9vYg=='], ['fooba', 'Zm9vYmE='], ['foobar', 'Zm9vYmFy']])('%j is %j', (text, encoded) => {
    expect(encodeBase64(ascii(text))).toBe(encoded);
    expect(decodeBase64(encoded)).toEqual(ascii(text));
  });

  test('the web-safe alphabet keeps its padding (§8.7)', () => {
    expect(encodeBase64(Uint8Array.of(0xfb, 0xff), true)).toBe('-_8=');
    expect(decodeBase64('-_8=', true)).toEqual(Uint8Array.of(0xfb, 0xff));
    expect(decodeBase64('-_8=')).toBeNull();
  });

  test('what is not base64 is refused', () => {
    expect(decodeBase64('a')).toBeNull();
    expect(decodeBase64('Zg=*')).toBeNull();
  });

  test('decoding gives back any bytes', () => {
    fc.assert(fc.property(fc.uint8Array(), fc.boolean(), (bytes, webSafe) => hex(decodeBase64(encodeBase64(bytes, webSafe), webSafe) as Uint8Array) === hex(bytes)), SEEDED);
  });
});

describe('digests and HMACs', () => {
  test.each<[DigestName, string, string]>([
    ['MD5', '', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['MD5', 'message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
    ['SHA_1', 'abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['SHA_256', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['SHA_384', 'abc', 'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7'],
    ['SHA_512', 'abc', 'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f'],
  ])('%s of %j (RFC 1321, FIPS 180)', (name, text, expected) => {
    expect(hex(digest(name, ascii(text)))).toBe(expected);
  });

  test.each<[DigestName, string]>([
    ['MD5', '750c783e6ab0b503eaa86e310a5db738'],
    ['SHA_1', 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'],
    ['SHA_256', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
    ['SHA_384', 'af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649'],
    ['SHA_512', '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737'],
  ])('HMAC %s with key "Jefe" (RFC 2202 case 2, RFC 4231 case 2)', (name, expected) => {
    expect(hex(hmacDigest(name, ascii('Jefe'), ascii('what do ya want for nothing?')))).toBe(expected);
  });

  test('an HMAC with an empty key is computed', () => {
    expect(hex(hmacDigest('SHA_256', new Uint8Array(), new Uint8Array()))).toBe('b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad');
  });
});

describe('parseCsv', () => {
  test('quotes, doubled quotes, line breaks inside quotes and another delimiter', () => {
    expect(parseCsvRows('a,"b ""c""",d\r\n"x\ny",,z')).toEqual([['a', 'b "c"', 'd'], ['x\ny', '', 'z']]);
    expect(parseCsvRows('а;"б;в"\nг;д\n', ';')).toEqual([['а', 'б;в'], ['г', 'д']]);
  });

  test('a last line end starts no row, an empty line in the middle is a row', () => {
    expect(parseCsvRows('a\n\nb\n')).toEqual([['a'], [''], ['b']]);
    expect(parseCsvRows('')).toEqual([['']]);
    expect(parseCsvRows('a,')).toEqual([['a', '']]);
  });

  test.each(['"open', 'a"b', '"a"b,c'])('broken quoting %j is refused', (text) => {
    expect(parseCsvRows(text)).toBeNull();
  });

  test('rows written with quotes come back', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', 'я', ' ') });
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 1 }), { minLength: 1 }), (rows) => {
      const text = rows.map((row) => row.map((value) => `"${value.replace(/"/g, '""')}"`).join(',')).join('\r\n');
      expect(parseCsvRows(text)).toEqual(rows);
    }), SEEDED);
  });
});

describe('formatString', () => {
  test.each<[string, unknown[], string]>([
    ['%11.6f', [123.456], ' 123.456000'],
    ['%6s|%-6s|', ['ab', 'cd'], '    ab|cd    |'],
    ['%05d %+d %d', [42, 7, -3.9], '00042 +7 -3'],
    ['%,.2f', [1234567.891], '1,234,567.89'],
    ['%x %X %o %c %%', [255, 255, 8, 65], 'ff FF 10 A %'],
    ['%e %g', [12345.678, 0.00001234], '1.234568e+04 1.234e-05'],
    ['%2$s %1$s', ['a', 'b'], 'b a'],
    ['%.2s', ['abc'], 'ab'],
    ['%s', [null], 'null'],
  ])('%s', (template, values, expected) => {
    expect(formatTemplate(template, values)).toBe(expected);
  });

  test('an unknown conversion is refused', () => {
    expect(() => formatTemplate('%y', [1])).toThrow(DirectiveError);
  });
});
