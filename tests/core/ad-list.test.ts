/** Lists for advertising platforms against digests that the platforms themselves publish as examples. */
import { createHash } from 'node:crypto';
import type { AdDigest } from '../../src/core/ad-list';
import { adRows, adText } from '../../src/core/ad-list';

const digest = (algorithm: AdDigest, text: string): string => createHash(algorithm === 'MD5' ? 'md5' : 'sha256').update(text, 'utf8').digest('hex');

describe('lists for advertising platforms', () => {
  test('an address of Google loses its dots for Google and keeps them for the others', () => {
    expect(adText('google', 'email', ' Ivan.Petrov@Gmail.com ')).toBe('ivanpetrov@gmail.com');
    expect(adText('google', 'email', 'ivan.petrov@example.com')).toBe('ivan.petrov@example.com');
    expect(adText('meta', 'email', 'Ivan.Petrov@Gmail.com')).toBe('ivan.petrov@gmail.com');
  });

  test('Google takes a phone with its plus, the others digits with the country code alone', () => {
    expect(adText('google', 'phone', '+79995551111')).toBe('+79995551111');
    for (const platform of ['meta', 'yandex', 'vk'] as const) expect(adText(platform, 'phone', '+79995551111')).toBe('79995551111');
  });

  test('the digests of Yandex’s published example of a phone come out', () => {
    // Yandex Audience, "Data requirements": phone 79876543210 and address mail@yandex.ru with their MD5.
    expect(digest('MD5', adText('vk', 'phone', '+79876543210'))).toBe('5c5259938ed3e632bc5e3f94731090af');
    expect(adRows('vk', [{ emails: [], phones: ['+79876543210'] }], 'phone', digest)).toEqual([['5c5259938ed3e632bc5e3f94731090af']]);
  });

  test('a list with both kinds has a header, a row for each further value, and no digest twice', () => {
    const rows = adRows('meta', [{ emails: ['a@example.com'], phones: ['+79995551111', '+79995552222'] }, { emails: ['A@example.com'], phones: [] }], 'email', digest);
    expect(rows).toEqual([
      ['email', 'phone'],
      [digest('SHA-256', 'a@example.com'), digest('SHA-256', '79995551111')],
      ['', digest('SHA-256', '79995552222')],
    ]);
  });

  test('a platform that takes one kind a list gets only the kind asked for', () => {
    const contacts = [{ emails: ['a@example.com'], phones: ['+79995551111'] }];
    expect(adRows('vk', contacts, 'email', digest)).toEqual([[digest('MD5', 'a@example.com')]]);
    expect(adRows('vk', contacts, 'phone', digest)).toEqual([[digest('MD5', '79995551111')]]);
  });
});
