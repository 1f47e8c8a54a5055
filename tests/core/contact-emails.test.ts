// E-mail addresses of a client list. The sets of isemail and mailcheck are in tests/published.
import { readEmail } from '../../src/core/contacts/email';
import { DISPOSABLE_DOMAINS, EXISTING_ENDINGS, LOOK_LIKE_PROVIDERS, PROVIDERS } from '../../src/core/contacts/email-domains';
import { frequentDomains, suggestDomain, typingDistance } from '../../src/core/contacts/email-typo';
import { isValidAddress, normaliseAddress } from '../../src/core/mail/address';

describe('normalising', () => {
  test.each([
    ['  ivan@mail.ru  ', 'ivan@mail.ru'], ['\u00a0ivan@mail.ru\u200b', 'ivan@mail.ru'], ['mailto:ivan@mail.ru', 'ivan@mail.ru'], ['MAILTO:ivan@mail.ru?subject=Hi', 'ivan@mail.ru'], ['<ivan@mail.ru>', 'ivan@mail.ru'],
    ['Иван Петров <ivan@mail.ru>', 'ivan@mail.ru'], ['"Петров, Иван" <mailto:ivan@mail.ru>;', 'ivan@mail.ru'], ['ivan @ mail.ru', 'ivan@mail.ru'], ['ivan@mail . ru', 'ivan@mail.ru'], ['ivan@mail.ru;', 'ivan@mail.ru'],
    ['"ivan@mail.ru"', 'ivan@mail.ru'], ['ivan@mail.ru <Ivan@mail.ru>', 'Ivan@mail.ru'], ['I@MAIL.RU', 'i@mail.ru'], ['I@mail.ru', 'I@mail.ru'], ['Ivan.Petrov@MAIL.RU', 'Ivan.Petrov@mail.ru'], ['IVAN.PETROV7@MAIL.RU', 'ivan.petrov7@mail.ru'], ['ivan@Почта.РФ', 'ivan@почта.рф'], ['ivan+shop@gmail.com', 'ivan+shop@gmail.com'],
  ])('%j is written %s', (text, email) => {
    expect(readEmail(text)).toEqual({ raw: text, email, key: normaliseAddress(email), status: 'valid', suggestion: null, reasons: [], reason: null, mailable: true });
  });

  test('the case of a local part is kept and two cases compare as equal, an international domain in either form too', () => {
    expect(readEmail('Ivan@mail.ru').email).not.toBe(readEmail('ivan@mail.ru').email);
    expect(readEmail('Ivan@mail.ru').key).toBe(readEmail('ivan@mail.ru').key);
    expect(readEmail('a@почта.рф').key).toBe(readEmail('a@xn--80a1acny.xn--p1ai').key);
  });
});

describe('refusals', () => {
  test.each([
    ['', 'empty'], [' \u00a0 ', 'empty'], ['ivan', 'atSignMissing'], ['нет', 'atSignMissing'], ['@mail.ru', 'localPart'], ['.ivan@mail.ru', 'localPart'], ['ivan..petrov@mail.ru', 'localPart'], ['иван@mail.ru', 'localPart'],
    ['ivan@', 'domain'], ['ivan@-firma.ru', 'domain'], ['ivan@1.2.3.4', 'domain'], ['ivan@gma', 'domain'], [`${'a'.repeat(65)}@mail.ru`, 'tooLong'], ['ivan petrov@mail.ru', 'spaces'], ['ivan@mail.ru, petr@mail.ru', 'several'],
    ['ivan@mail.ru\npetr@mail.ru', 'several'], ['ivan@mail.ru petr@mail.ru', 'several'], ['Иван <ivan@mail.ru>, Пётр <petr@mail.ru>', 'several'], ['petr@mail.ru <ivan@mail.ru>', 'several'], ['ivan@mail.ru/petr@mail.ru', 'several'], ['ivan@firma.ru?x=1', 'domain'], ['ivan@mail.ru\nBcc: всем', 'controlCharacter'],
  ])('%j is refused: %s', (text, reason) => {
    expect(readEmail(text)).toMatchObject({ status: 'invalid', reason, mailable: false });
  });

  test('a line break or a final dot is refused with what the address is without it', () => {
    expect(readEmail('ivan@mail.ru\n')).toMatchObject({ status: 'invalid', reason: 'controlCharacter', suggestion: 'ivan@mail.ru' });
    expect(readEmail('ivan@mial.ru\r\n')).toMatchObject({ status: 'invalid', reason: 'controlCharacter', suggestion: 'ivan@mail.ru' });
    expect(readEmail('ivan@mail.ru.')).toMatchObject({ status: 'invalid', reason: 'domain', suggestion: 'ivan@mail.ru' });
    expect(readEmail('ivan@mail.ru\npetr@mail.ru').suggestion).toBeNull();
  });

  test('a bare country code is an address to the letter, marked, and the mailing does not mail it', () => {
    expect(readEmail('ivan@io')).toMatchObject({ status: 'valid', reasons: ['bareTopLevel'], mailable: false });
  });
});

describe('suggestions', () => {
  test.each([
    ['ivаn@mail.ru', 'ivan@mail.ru', 'lookAlike'], ['ivan@mаil.ru', 'ivan@mail.ru', 'lookAlike'], ['ОЛЕС@mail.ru', null, null], ['СОСА@mail.ru', 'coca@mail.ru', 'lookAlike'], ['ivan@gmail.сом', 'ivan@gmail.com', 'lookAlike'],
    ['ivan@пoчта.рф', 'ivan@почта.рф', 'lookAlike'], ['ivan@mail,ru', 'ivan@mail.ru', 'strayMarks'], ['ivan@#gmail.com', 'ivan@gmail.com', 'strayMarks'], ['ivan@mail..ru', 'ivan@mail.ru', 'strayMarks'],
    ['почта: ivan@mail.ru', 'ivan@mail.ru', 'strayMarks'], ['ivan@mial.ru', 'ivan@mail.ru', 'domainTypo'], ['ivan@maill.ru', 'ivan@mail.ru', 'domainTypo'], ['ivan@mail.ri', 'ivan@mail.ru', 'domainTypo'],
    ['ivan@yandex.ry', 'ivan@yandex.ru', 'domainTypo'], ['ivan@yadnex.ru', 'ivan@yandex.ru', 'domainTypo'], ['ivan@yndex.ru', 'ivan@yandex.ru', 'domainTypo'], ['ivan@gmial.com', 'ivan@gmail.com', 'domainTypo'],
    ['ivan@gmai.com', 'ivan@gmail.com', 'domainTypo'], ['ivan@gmail.cm', 'ivan@gmail.com', 'domainTypo'], ['ivan@gmailcom', 'ivan@gmail.com', 'domainTypo'], ['ivan@ramber.ru', 'ivan@rambler.ru', 'domainTypo'],
    ['ivan@hotmial.co.uk', 'ivan@hotmail.co.uk', 'domainTypo'], ['ivan@yajoo.com', 'ivan@yahoo.com', 'domainTypo'], ['ivan@firma.con', 'ivan@firma.com', 'domainTypo'], ['ivan@mail.firma.ocm', 'ivan@mail.firma.com', 'domainTypo'],
  ])('%s: %s (%s)', (text, suggestion, mark) => {
    const reading = readEmail(text);
    expect([reading.status, reading.suggestion, reading.reasons[0] ?? null]).toEqual(suggestion === null ? ['invalid', null, null] : ['suggested', suggestion, mark]);
  });

  test('two faults of one address are mended together', () => {
    expect(readEmail('ivаn@gmial,com')).toMatchObject({ status: 'suggested', suggestion: 'ivan@gmail.com', reasons: ['lookAlike', 'strayMarks', 'domainTypo'] });
  });

  test('no provider, throw-away service or known neighbour is ever suggested away, nor a whole Cyrillic domain', () => {
    const known = [...PROVIDERS.domains, ...PROVIDERS.names.flatMap((name) => PROVIDERS.endings.map((ending) => `${name}.${ending}`)), ...Array.from(DISPOSABLE_DOMAINS), ...Array.from(LOOK_LIKE_PROVIDERS)];
    expect(known.length).toBeGreaterThan(250);
    expect(known.filter((domain) => readEmail(`ivan@${domain}`, ['gmial.com', 'maail.ru']).suggestion !== null)).toEqual([]);
    for (const domain of ['оса.рф', 'почта.рф', 'москва.рус', 'пример.онлайн']) expect([domain, readEmail(`ivan@${domain}`).status]).toEqual([domain, 'valid']);
  });

  test.each(['firma.ru', 'firma.rs', 'kicksend.com', 'mai.ru', 'mil.ru', 'love.com', 'life.ru', 'yahoo.com.ar', 'hotmail.com.mx', 'gmx.biz', 'nail.ru', 'kb.ru', 'vk.ru', 'index.ru', 'penza.ru', 'sber.ru', 'tinkoff.ru', 'company.co', 'startup.io', 'shop.moscow', 'firma.agency', 'iana.a', 'iana.co-uk', 'msu.edu.ru'])(
    'a domain that may well be real is left alone: %s',
    (domain) => {
      expect(suggestDomain(domain)).toBeNull();
    },
  );

  test('the frequent domains of the base are learnt, its repeated typos are not, and both decide suggestions', () => {
    const many = (count: number, domain: string): string[] => Array.from({ length: count }, (_cell, index) => ` User${index}@${domain}`);
    const own = frequentDomains([...many(40, 'Romashka.ru'), ...many(5, 'romahska.ru'), ...many(30, 'romashkin.ru'), ...many(4, 'gmial.com'), ...many(2, 'rare.ru'), ...many(9, 'romashka.com'), 'нет', '', 'x@y']);
    expect(own).toEqual(['romashka.ru', 'romashkin.ru', 'romashka.com']);
    expect(suggestDomain('romahska.ru', own)).toBe('romashka.ru');
    expect(suggestDomain('romashka.cm', own)).toBe('romashka.com');
    expect(suggestDomain('romashka.ry', own)).toBe('romashka.ru');
    expect(suggestDomain('romashkin.ru', own)).toBeNull();
    expect(suggestDomain('romahska.ru')).toBeNull();
    // Another real ending is another firm.
    expect(suggestDomain('romashka.rs', own)).toBeNull();
  });

  test('a name equally near to two known domains gets no suggestion', () => {
    expect(suggestDomain('romashkt.ru', ['romashka.ru', 'romashko.ru'])).toBeNull();
    expect(suggestDomain('firma.fe')).toBeNull();
  });

  test('slips of the finger are nearer than other errors', () => {
    expect([typingDistance('gmail', 'gmail'), typingDistance('gnail', 'gmail'), typingDistance('gmial', 'gmail'), typingDistance('gmmail', 'gmail'), typingDistance('gail', 'gmail'), typingDistance('gxail', 'gmail')]).toEqual([0, 0.7, 0.7, 0.7, 1, 1]);
    expect(typingDistance('yahooo', 'yahoo')).toBe(0.7);
    expect(typingDistance('', 'abc')).toBe(3);
  });

  test('every ending that typos are corrected to exists itself', () => {
    expect(PROVIDERS.endings.filter((ending) => !EXISTING_ENDINGS.has(ending.slice(ending.lastIndexOf('.') + 1)))).toEqual([]);
    expect(PROVIDERS.domains.filter((domain) => !EXISTING_ENDINGS.has(domain.slice(domain.lastIndexOf('.') + 1)))).toEqual([]);
  });
});

test.each([
  ['info@firma.ru', ['role']], ['SALES@firma.ru', ['role']], ['zakaz@mail.ru', ['role']], ['x1@mailinator.com', ['disposable']], ['x1@eu.mailinator.com', ['disposable']], ['info@yopmail.com', ['role', 'disposable']],
  ['informatik@firma.ru', []], ['x1@notmailinator.com', []],
])('%s is valid and marked %j', (text, reasons) => {
  expect(readEmail(text)).toMatchObject({ status: 'valid', reasons });
});

test('whatever a cell holds, mailable and valid follow the mailing, and a suggestion can be mailed and stands by itself', () => {
  const alphabet = ['a', 'Z', '7', '@', '.', ',', ' ', '-', '_', '+', '<', '>', '"', '\\', '(', ')', '[', ']', ':', ';', '\n', 'а', 'о', 'Я', 'mail.ru', 'gmail.con', '@yandex.ry', 'mailto:', '\u200b', '𝒂', '#'];
  let seed = 11;
  for (let round = 0; round < 5000; round += 1) {
    let text = '';
    for (let place = 0; place < 9; place += 1) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      text += alphabet[Math.floor((seed / 2147483648) * alphabet.length)] ?? '';
    }
    const reading = readEmail(text);
    expect([text, reading.mailable]).toEqual([text, reading.status !== 'invalid' && isValidAddress(reading.email)]);
    if (reading.status === 'valid') expect([text, reading.mailable || reading.reasons.includes('bareTopLevel'), reading.suggestion]).toEqual([text, true, null]);
    if (reading.status === 'suggested') expect(reading.suggestion).not.toBeNull();
    expect((reading.status === 'invalid') === (reading.reason !== null)).toBe(true);
    if (reading.suggestion !== null) expect([text, readEmail(reading.suggestion).status]).toEqual([text, 'valid']);
  }
});
