/** Results of mailings: intervals as published, who and what counts, and no verdict on too few. */
import { shareDifference, wilsonInterval } from '../../src/core/mail/proportions';
import type { CountedOrder, MailedPerson } from '../../src/core/mail/results';
import { mailingResults, verdictOf } from '../../src/core/mail/results';

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

describe('shares', () => {
  // Newcombe (1998, Statistics in Medicine 17, 873–890), table II, method 10.
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%d/%d less %d/%d has the published interval', (count, total, otherCount, otherTotal, low, high) => {
    const found = shareDifference({ count, total }, { count: otherCount, total: otherTotal });
    expect([rounded(found.low), rounded(found.high)]).toEqual([low, high]);
    expect(found.value).toBeCloseTo(count / total - otherCount / otherTotal, 12);
  });

  // Newcombe (1998, Statistics in Medicine 17, 857–872), table I, method 3.
  test.each([[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718]])('%d of %d has the published score interval', (count, total, low, high) => {
    const found = wilsonInterval(count, total);
    expect([rounded(found.low), rounded(found.high)]).toEqual([low, high]);
  });
});

describe('a mailing', () => {
  const person = (clientKey: string, day: number, more: Partial<MailedPerson> = {}): MailedPerson => ({ clientKey, day, group: 'letter', variant: 'A', unsubscribed: false, replied: false, ...more });
  const order = (clientKey: string, day: number, moneyMinor: number): CountedOrder => ({ clientKey, day, moneyMinor, isReturn: moneyMinor < 0 });

  test('counts from the day of the letter to the last day of the window, to nobody else and not after today', () => {
    const people = [person('a', 100), person('b', 103, { variant: 'B', unsubscribed: true, replied: true }), person('h', 100, { group: 'heldOut' })];
    const orders = [order('a', 99, 1), order('a', 100, 10_00), order('a', 114, 20_00), order('a', 115, 4_00), order('b', 117, 5_00), order('b', 118, 7_00), order('h', 101, 3_00), order('z', 101, 9_00)];
    const found = mailingResults(people, orders, { windowDays: 14, today: 116 });
    expect(found.letters).toEqual({ people: 2, buyers: 1, orders: 2, moneyMinor: 30_00, unsubscribed: 1, replied: 1 });
    expect(found.heldOut).toMatchObject({ people: 1, buyers: 1, orders: 1, moneyMinor: 3_00 });
    expect([found.a.people, found.b.people, found.isOver]).toEqual([1, 1, false]);
    expect(found.personOf.get('a')).toEqual({ orders: 2, moneyMinor: 30_00 });
    expect(mailingResults(people, orders, { windowDays: 14, today: 118 })).toMatchObject({ isOver: true, letters: { buyers: 2, orders: 3, moneyMinor: 35_00 } });
  });

  test('clients merged since are one person with the first letter, whose orders count once; held out and written to is written to', () => {
    const people = [person('a', 100), person('a', 98, { replied: true }), person('h', 100, { group: 'heldOut' }), person('h', 100), person('', 100), person('', 100)];
    const found = mailingResults(people, [order('a', 99, 10_00), order('h', 101, 3_00)], { windowDays: 14, today: 140 });
    expect(found.letters).toEqual({ people: 4, buyers: 2, orders: 2, moneyMinor: 13_00, unsubscribed: 0, replied: 1 });
    expect(found.heldOut.people).toBe(0);
  });

  test('a return lessens the money and is no order', () => {
    const found = mailingResults([person('a', 1)], [order('a', 2, 50_00), order('a', 3, -20_00)], { windowDays: 14, today: 40 });
    expect(found.letters).toMatchObject({ buyers: 1, orders: 1, moneyMinor: 30_00 });
  });

  test('says what came on top only with enough people on both sides', () => {
    const group = (count: number, buyers: number, kind: MailedPerson['group']): [MailedPerson[], CountedOrder[]] => {
      const people = Array.from({ length: count }, (_unused, index) => person(`${kind}${index}`, 10, { group: kind }));
      return [people, people.slice(0, buyers).map(({ clientKey }) => order(clientKey, 12, 100_00))];
    };
    const [letters, bought] = group(200, 60, 'letter');
    const [heldOut, boughtToo] = group(100, 10, 'heldOut');
    const found = mailingResults([...letters, ...heldOut], [...bought, ...boughtToo], { windowDays: 14, today: 40 });
    expect(found.effect.kind).toBe('more');
    // 30 % less 10 % of 200 people with 100 each.
    expect(found.extraMoneyMinor).toBe(4_000_00);
    const [few, fewBought] = group(10, 5, 'heldOut');
    const unsure = mailingResults([...letters, ...few], [...bought, ...fewBought], { windowDays: 14, today: 40 });
    expect([unsure.effect.kind, unsure.extraMoneyMinor]).toEqual(['tooFew', null]);
  });

  test('a difference that may be chance is called none, and a worse letter less', () => {
    expect(verdictOf({ people: 100, buyers: 22 }, { people: 100, buyers: 18 }).kind).toBe('none');
    expect(verdictOf({ people: 100, buyers: 10 }, { people: 100, buyers: 30 }).kind).toBe('less');
    expect(verdictOf({ people: 0, buyers: 0 }, { people: 100, buyers: 30 })).toEqual({ kind: 'tooFew', difference: null });
    expect(verdictOf({ people: 400, buyers: 4 }, { people: 400, buyers: 3 }).kind).toBe('tooFew');
  });
});
