// Phones of a cell: spellings, extensions, several numbers, refusals. The set of libphonenumber's answers is in tests/published.
import { defaultCountryOf, normalisePhone } from '../../src/core/contacts/phone';
import type { PhoneCountry } from '../../src/core/contacts/phone';

const read = (text: string, country: PhoneCountry = 'RU'): string[] =>
  normalisePhone(text, country).map(({ e164, extension, valid, refusal }) => `${e164}${extension === '' ? '' : ` ext ${extension}`}${valid ? '' : ` ${refusal ?? '?'}`}`.trim());

const FIRST = '+79990001234';
const SECOND = '+74950000312';

test.each([
  ['+7 999 000-12-34, +7 495 000-03-12', [FIRST, SECOND]],
  ['89990001234;84950000312', [FIRST, SECOND]],
  ['8 (999) 000-12-34 / 8 (495) 000-03-12', [FIRST, SECOND]],
  ['89990001234/84950000312', [FIRST, SECOND]],
  ['8 999 000 12 34\n8 495 000 03 12', [FIRST, SECOND]],
  ['8 999 000 12 34\r\n8 495 000 03 12\r\n', [FIRST, SECOND]],
  ['89990001234 и 84950000312', [FIRST, SECOND]],
  ['89990001234 или 84950000312', [FIRST, SECOND]],
  ['+79990001234 or +74950000312', [FIRST, SECOND]],
  ['+79990001234 +74950000312', [FIRST, SECOND]],
  ['+79990001234+74950000312', [FIRST, SECOND]],
  ['8 999 000 12 34 8 495 000 03 12', [FIRST, SECOND]],
  ['моб. 8 999 000-12-34, раб. 8 495 000-03-12 доб. 5', [FIRST, `${SECOND} ext 5`]],
  ['+7 495 000-03-12, доб. 123; +7 999 000 12 34', [`${SECOND} ext 123`, FIRST]],
  ['+79990001234, +79990001234, +74950000312', [FIRST, FIRST, SECOND]],
])('several numbers of one cell stand apart: %j', (text, wanted) => {
  expect(read(text)).toEqual(wanted);
});

test.each(['8/999/000/12/34', '8 (999) 000/12/34', '8 999 000-12/34', '999/000-12-34', '8 (999) 000 / 12-34', '8,999,000,12,34', '7/999/0001234'])(
  'one number written with slashes or commas stays one: %s',
  (text) => {
    expect(normalisePhone(text, 'RU')).toEqual([{ raw: text, e164: FIRST, extension: '', valid: true, type: 'MOBILE', refusal: null }]);
  },
);

test('two short numbers are never merged into a good one, and an abbreviated second number is not completed', () => {
  // 343 is a real area code: the ten digits together would be a number of somebody else.
  expect(read('3-43-00 / 3-43-01')).toEqual(['+734300 tooShort', '+734301 tooShort']);
  expect(read('+7 343 003 43 01')).toEqual(['+73430034301']);
  expect(read('+7 495 000-03-12 / 13')).toEqual([SECOND, '+713 tooShort']);
  expect(read('8 495 000-03-12/000-03-13')).toEqual([SECOND, '+70000313 tooShort']);
});

test.each([
  ['+7 495 000-03-12 доб.5', '5'], ['+7 495 000-03-12 (доб. 5)', '5'], ['+7 495 000-03-12, доб 5', '5'], ['+7 495 000-03-12 добавочный 5', '5'], ['+7 495 000-03-12 вн. 5', '5'],
  ['+7 495 000-03-12 (внутренний 5)', '5'], ['+7 495 000-03-12 ext 0012345', '0012345'], ['+74950000312;ext=5', '5'], ['+7 495 000-03-12 x5', '5'], ['+7 495 000-03-12 #5', '5'],
  ['+7 495 000-03-12\nдоб. 5', '5'], ['8/495/000/03/12 доб. 5', '5'],
])('the extension is kept: %j', (text, extension) => {
  expect(read(text)).toEqual([`${SECOND} ext ${extension}`]);
});

test.each([
  ['tel:+79990001234'], ["'+79990001234"], ['\u202a+7\u00a0(999)\u00a0000\u201112\u201134\u202c'], ['тел.: 8 999 000 12 34'], ['8 (999) 000-12-34 (моб.)'], ['WhatsApp +79990001234'], ['8‑999‑000‑12‑34'],
  ['+７ ９９９ ０００ １２ ３４'], ['810 7 999 000 12 34'],
])('what address books put around a number does not hinder: %j', (text) => {
  expect(read(text)).toEqual([FIRST]);
});

test('eight is the trunk prefix of Russia and Kazakhstan only', () => {
  expect(read('8 999 000 12 34', 'RU')).toEqual([FIRST]);
  expect(read('8 701 000 11 22', 'KZ')).toEqual(['+77010001122']);
  expect(read('8 999 000 12 34', 'US')[0]).not.toBe(FIRST);
  expect(normalisePhone('8 999 000 12 34', 'US')[0]?.valid).toBe(false);
  expect(normalisePhone('+8 999 000 12 34', 'RU')[0]?.valid).toBe(false);
});

test.each([
  ['нет', 'letters'], ['+7 999 OOO 12 34', 'letters'], ['1-800-FLOWERS', 'letters'], ['+79990001234 Мария', 'letters'], ['ivan@mail.ru', 'letters'], ['---', 'noDigits'], ['()', 'noDigits'], ['доб. 5', 'noDigits'],
  ['7,9990001234E+10', 'rounded'], ['7.99E+10', 'rounded'], ['1', 'tooShort'], ['000-12-34', 'tooShort'], ['+7 999 000 12', 'tooShort'], ['+7 999 000 12 34 5', 'wrongLength'], ['+1 202 555 01 43 5', 'tooLong'], ['+7 100 000 00 00', 'notAssigned'],
  ['+999 12 345 67 89', 'countryUnknown'], [`+7${'9'.repeat(400)}`, 'tooLong'],
])('%j is refused: %s', (text, refusal) => {
  const readings = normalisePhone(text, 'RU');
  expect(readings.map((reading) => [reading.valid, reading.type, reading.refusal])).toEqual([[false, '', refusal]]);
});

test('an empty cell has no number, and a country without a numbering plan reads only numbers with a plus', () => {
  for (const empty of ['', ' \n ', '\u00a0', ';', '\u200b']) expect(normalisePhone(empty, 'RU')).toEqual([]);
  expect(read('8 999 000 12 34', 'AQ' as PhoneCountry)).toEqual(['countryUnknown']);
  expect(read('+7 999 000 12 34', 'AQ' as PhoneCountry)).toEqual([FIRST]);
});

test('the default country follows the locale of the spreadsheet', () => {
  const wanted = { ru_RU: 'RU', ru: 'RU', 'en-GB': 'GB', en_US: 'US', en: 'US', kk_KZ: 'KZ', be: 'BY', uk_UA: 'UA', de_AT: 'AT', 'sr-Latn-RS': 'RS', zh_Hant_TW: 'TW', hy: 'AM', xx_QQ: 'US', '': 'US' };
  expect(Object.fromEntries(Object.keys(wanted).map((locale) => [locale, defaultCountryOf(locale)]))).toEqual(wanted);
});

test('whatever a cell holds, no reading is both good and refused, and the digits of a good number stand in the cell', () => {
  const alphabet = ['8', '7', '9', '0', '4', '5', '+', ' ', '-', '(', ')', '/', ',', ';', '\n', '.', 'x', 'доб.', ' и '];
  let seed = 7;
  for (let round = 0; round < 3000; round += 1) {
    let text = '';
    for (let place = 0; place < 24; place += 1) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      text += alphabet[Math.floor((seed / 2147483648) * alphabet.length)] ?? '';
    }
    const digits = text.replace(/\D/g, '');
    for (const reading of normalisePhone(text, 'RU')) {
      expect(reading.valid).toBe(reading.refusal === null);
      if (reading.valid) expect(digits).toContain(reading.e164.slice(2));
    }
  }
});
