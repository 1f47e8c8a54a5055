// Audience expressions beyond single fields: saved segments, hand-picked clients, days since a letter; rules as data; hold-out and A/B.
import { compileAudience } from '../../src/core/mail/audience';
import type { AudienceColumn, SavedAudience } from '../../src/core/mail/audience';
import { expressionOf, rulesOf } from '../../src/core/mail/audience-rules';
import type { AudienceRules } from '../../src/core/mail/audience-rules';
import { heldOut, variantOf } from '../../src/core/mail/hold-out';
import { planMailing } from '../../src/core/mail/plan';
import type { PlanOptions, Recipient } from '../../src/core/mail/plan';
import { issueText } from '../../src/core/language/text';
import type { ClientFigures } from '../../src/core/segmentation';

const figures = (more: Partial<ClientFigures> = {}): ClientFigures => ({
  clientKey: 'ann', orders: 3, returns: 0, firstDay: 45000, lastDay: 45300, moneyMinor: 123450, marginMinor: null, averageBillMinor: 41150, abc: 'A', xyz: 'X',
  abcxyz: 'AX', r: 5, f: 3, m: 4, rfm: '534', segment: 'at_risk', daysSilent: 71, rhythmDays: 30, rhythmSource: 'own', lateness: 2.4, dormancy: 'dormant',
  moneyAtRiskMinor: 123450, abcShare: 0.2, rating: 'B', xyzValue: 0.4, lifecycle: 'periodic', temperature: 'cold', markerSuggested: 'platinum', ros: null, ltvMinor: null,
  pAlive: null, expectedPurchases: null, expectedBillMinor: null, clvMinor: null, ...more,
});
const COLUMNS: readonly AudienceColumn[] = [
  { name: 'client', isClient: true }, { name: 'last_letter', emptyWords: ['never', 'никогда'] }, { name: 'consent', isYes: (text) => text === 'ok' }, { name: 'city' }, { name: 'tags', isList: true },
];
const matches = (expression: string, columns: Record<string, string> = {}, saved: readonly SavedAudience[] = []): boolean => {
  const { value, issues } = compileAudience(expression, COLUMNS, [], saved);
  if (value === null) throw new Error(issues.map((entry) => issueText(entry, 'en')).join());
  return value.matches({ figures: figures(), columns });
};
const refused = (expression: string, saved: readonly SavedAudience[]): string => compileAudience(expression, COLUMNS, [], saved).issues.map((entry) => issueText(entry, 'en')).join(' | ');

describe('names within expressions', () => {
  const saved: readonly SavedAudience[] = [
    { name: 'Big ones', expression: 'revenue > 1000 or abc = A' }, { name: 'Silent big ones', expression: '"Big ones" and days_silent > 60' }, { name: 'сорока', expression: 'orders > 40' },
  ];

  it.each([
    ['Big ones', true], ['"big ONES" and not late', true], ['not "Big ones"', false], ['(сорока или "Silent big ones") и не city = Тула', true], ['dormant and at_risk', true],
    ['dormant and champions or сорока', false], ['not (сорока)', true],
  ])('%s is %s', (expression, expected) => {
    expect(matches(expression, { city: 'Казань' }, saved)).toBe(expected);
  });

  it('a saved segment keeps its own brackets', () => {
    expect(matches('abc = C and "Big ones"', {}, saved)).toBe(false);
  });

  it('a circle of segments is refused and named', () => {
    const circle = [{ name: 'one', expression: 'two or abc = A' }, { name: 'two', expression: 'not three' }, { name: 'three', expression: 'one' }];
    expect(refused('one', circle)).toContain('The saved audience "one" would contain itself');
  });

  it('a mistake in a saved segment is told with its name', () => {
    expect(refused('abc = A and broken', [{ name: 'broken', expression: 'colour = red' }])).toMatch(/The saved audience "broken" cannot be used.*There is no field colour/);
  });

  it('the columns of a saved segment are asked for too', () => {
    expect(compileAudience('"in town"', COLUMNS, [], [{ name: 'in town', expression: 'city = Tula' }]).value).toMatchObject({ columns: ['city'], saved: ['in town'] });
  });
});

describe('columns with traits', () => {
  it.each([
    ['client in ("007", "Ёж")', '7', false], ['client in ("007", "Ёж")', '007', true], ['client in (ёж)', 'ёж', true], ['client in (еж)', 'ёж', false], ['client not in (a, b)', 'b', false], ['client != "A  B"', 'a b', false],
  ])('%s for the client %s is %s: a key is compared exactly', (expression, client, expected) => {
    expect(matches(expression, { client })).toBe(expected);
  });

  it('thousands of clients picked by hand are looked up, not compared one by one', () => {
    const expression = `client in (${Array.from({ length: 10_000 }, (_unused, index) => `"Client ""${index}"""`).join(', ')})`;
    const audience = compileAudience(expression, COLUMNS).value;
    const begin = Date.now();
    let found = 0;
    for (let index = 0; index < 20_000; index += 1) if (audience?.matches({ figures: figures(), columns: { client: `client "${index}"` } }) === true) found += 1;
    expect(found).toBe(10_000);
    expect(Date.now() - begin).toBeLessThan(2_000);
  });

  it.each([
    ['last_letter > 30', '31', true], ['last_letter > 30', '30', false], ['last_letter > 30', '', false], ['last_letter = never', '', true], ['last_letter = никогда', '3', false],
    ['last_letter != never', '3', true], ['last_letter > 30 or last_letter = never', '', true],
  ])('%s after "%s" days is %s', (expression, days, expected) => {
    expect(matches(expression, { last_letter: days })).toBe(expected);
  });

  it.each([['consent = yes', 'ok', true], ['consent = нет', 'ok', false], ['consent != yes', '', true], ['consent = no', 'later', true], ['consent = later', 'later', true]])('%s of "%s" is %s', (expression, text, expected) => {
    expect(matches(expression, { consent: text })).toBe(expected);
  });
});

describe('rules as data', () => {
  const rules: readonly (readonly [string, AudienceRules])[] = [
    ['all', { all: [] }],
    ['abc = A', { all: [{ field: 'abc', is: '=', values: ['A'] }] }],
    ['segment in (champions, loyal) and city != Tula', { all: [{ field: 'segment', is: 'in', values: ['champions', 'loyal'] }, { field: 'city', is: '!=', values: ['Tula'] }] }],
    ['"Big ones" or not "the late" or revenue >= 100.5', { any: [{ field: '', is: 'member', values: ['Big ones'] }, { field: '', is: 'not member', values: ['the late'] }, { field: 'revenue', is: '>=', values: ['100.5'] }] }],
    ['tags not contains "два слова" and ("Мой цвет" = "or" or client in ("a ""b""", "c;d"))', {
      all: [{ field: 'tags', is: 'not contains', values: ['два слова'] }, { any: [{ field: 'Мой цвет', is: '=', values: ['or'] }, { field: 'client', is: 'in', values: ['a "b"', 'c;d'] }] }],
    }],
  ];

  it.each(rules)('%s goes both ways', (expression, data) => {
    expect(expressionOf(data)).toBe(expression);
    expect(rulesOf(expression)).toEqual(data);
  });

  it.each([
    ['не abc = A', 'abc != A'], ['not (not city contains Т)', 'city contains Т'], ['abc = A и (xyz = X и city = y)', 'abc = A and xyz = X and city = y'], ['  ', 'all'], ['city not in (a)', 'city != a'],
  ])('%s is shown as %s', (expression, shown) => {
    const data = rulesOf(expression);
    expect(data === null ? null : expressionOf(data)).toBe(shown);
  });

  it.each([['not (abc = A and xyz = X)'], ['not revenue > 5'], ['abc = A and (xyz = X or (city = a and city = b))'], ['abc = '], ['abc xyz']])('%s stays text', (expression) => {
    expect(rulesOf(expression)).toBeNull();
  });

  it('a condition without a value asks nothing', () => {
    expect(expressionOf({ all: [{ field: 'abc', is: 'in', values: [] }, { any: [{ field: 'city', is: '=', values: [' '] }] }, { field: '', is: '=', values: ['x'] }] })).toBe('all');
  });
});

describe('hold-out', () => {
  const keys = (count: number): string[] => Array.from({ length: count }, (_unused, index) => `client ${index + 1}`);

  it('takes the exact part, rounded, whatever the order', () => {
    for (const [count, share, taken] of [[0, 0.5, 0], [10, 0.1, 1], [14, 0.1, 1], [15, 0.1, 2], [1000, 0.2, 200], [7, 1, 7], [7, 2, 7], [7, -1, 0]] as const) expect(heldOut(keys(count), share, 's').size).toBe(taken);
    expect([...heldOut(keys(50).reverse(), 0.2, 's')].sort()).toEqual([...heldOut(keys(50), 0.2, 's')].sort());
  });

  it('a client who comes or goes changes at most one other', () => {
    const before = heldOut(keys(200), 0.1, 's');
    for (let gone = 1; gone <= 200; gone += 7) {
      const left = keys(200).filter((key) => key !== `client ${gone}`);
      const after = heldOut(left, 0.1, 's');
      expect(left.filter((key) => before.has(key) !== after.has(key)).length).toBeLessThanOrEqual(1);
    }
  });

  it('another salt holds out others, a larger share keeps the former ones, and neighbours are not drawn together', () => {
    const first = heldOut(keys(1000), 0.2, 'one');
    const both = [...heldOut(keys(1000), 0.2, 'two')].filter((key) => first.has(key)).length;
    expect(both).toBeGreaterThan(15);
    expect(both).toBeLessThan(65);
    for (const key of heldOut(keys(1000), 0.1, 'one')) expect(first.has(key)).toBe(true);
    const halves = [0, 500].map((start) => keys(1000).slice(start, start + 500).filter((key) => first.has(key)).length);
    halves.forEach((half) => { expect(Math.abs(half - 100)).toBeLessThan(30); });
  });

  it('the two subjects go to about half each, independent of the hold-out', () => {
    const held = heldOut(keys(2000), 0.5, 's');
    const share = (some: readonly string[]): number => some.filter((key) => variantOf('s', key) === 'A').length / some.length;
    expect(Math.abs(share(keys(2000)) - 0.5)).toBeLessThan(0.04);
    expect(Math.abs(share([...held]) - 0.5)).toBeLessThan(0.06);
    expect(keys(50).some((key) => variantOf('s', key) !== variantOf('t', key))).toBe(true);
  });
});

describe('a plan', () => {
  const today = 45356;
  const options: PlanOptions = { kind: 'marketing', today, requireConsent: true, capLetters: 2, capDays: 10, dailyLimit: 100, sentLast24Hours: 0 };
  const to = (clientKey: string, more: Partial<Recipient> = {}): Recipient => ({ clientKey, address: `${clientKey}@b.ru`, consent: true, unsubscribed: false, optedOut: false, lettersOnDays: [], ...more });
  const reasons = (recipients: Recipient[], more: Partial<PlanOptions> = {}): (string | undefined)[] => planMailing(recipients, { ...options, ...more }).value.map((line) => line.reason);

  it('letters planned for later days fill the cap of the days around them', () => {
    expect(reasons([
      to('a', { lettersOnDays: [today + 1, today + 9] }), to('b', { lettersOnDays: [today + 1, today + 10] }), to('c', { lettersOnDays: [today - 5, today + 5] }), to('d', { lettersOnDays: [today - 5, today + 4] }),
      to('e', { lettersOnDays: [today + 10, today + 11, today + 12] }),
    ])).toEqual(['cap_reached', undefined, undefined, 'cap_reached', undefined]);
  });

  it('who asked for one letter a month gets none within 30 days of another, before or after', () => {
    expect(reasons([29, 30, -29, -30].map((days) => to(`m${days}`, { monthly: true, lettersOnDays: [today + days] })))).toEqual(['monthly', undefined, 'monthly', undefined]);
    expect(reasons([to('m', { monthly: true, lettersOnDays: [today], order: '7' })], { kind: 'service' })).toEqual([undefined]);
  });

  it('holds out only those who would get a letter, and nobody takes the place of a held-out client at his address', () => {
    const recipients = [...Array.from({ length: 20 }, (_unused, index) => to(`c${index}`)), ...Array.from({ length: 20 }, (_unused, index) => to(`x${index}`, { unsubscribed: true })),
      ...Array.from({ length: 20 }, (_unused, index) => to(`twin${index}`, { address: `c${index}@b.ru` }))];
    const found = reasons(recipients, { holdOut: { share: 0.25, salt: 's' } });
    expect(found.slice(0, 20).filter((reason) => reason === 'held_out')).toHaveLength(5);
    expect(found.slice(20, 40)).toEqual(Array.from({ length: 20 }, () => 'unsubscribed'));
    expect(found.slice(40)).toEqual(Array.from({ length: 20 }, () => 'address_repeated'));
  });

  it('the others leave on the days they would without the held-out ones, and a service letter is withheld from nobody', () => {
    const recipients = Array.from({ length: 10 }, (_unused, index) => to(`c${index}`, { order: '7' }));
    const plan = planMailing(recipients, { ...options, dailyLimit: 4, holdOut: { share: 0.2, salt: 's' } }).value;
    expect(plan.filter(({ goes }) => goes).map(({ leavesOnDay = 0 }) => leavesOnDay - today)).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    expect(reasons(recipients, { kind: 'service', holdOut: { share: 0.5, salt: 's' } })).toEqual(recipients.map(() => undefined));
  });
});
