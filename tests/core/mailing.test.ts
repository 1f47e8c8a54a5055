// Who gets a mailing, on which day, and what is known of each letter after a crash.
import { letterIdOf, allowanceLeft, lettersOfPlan, LETTER_STATES, mustStop, nextState, recoverOutbox, sendableLetters } from '../../src/core/mail/outbox';
import type { LetterEvent, LetterState, OutboxLetter, SendLogEntry } from '../../src/core/mail/outbox';
import { compileAudience } from '../../src/core/mail/audience';
import { planMailing } from '../../src/core/mail/plan';
import type { PlanOptions, Recipient } from '../../src/core/mail/plan';
import type { ClientFigures } from '../../src/core/segmentation';
import { issueText } from '../../src/core/language/text';

const figures = (more: Partial<ClientFigures>): ClientFigures => ({
  clientKey: 'ann', orders: 3, returns: 0, firstDay: 45000, lastDay: 45300, moneyMinor: 123450, marginMinor: null, averageBillMinor: 41150, abc: 'A', xyz: 'X',
  abcxyz: 'AX', r: 5, f: 3, m: 4, rfm: '534', segment: 'at_risk', daysSilent: 71, rhythmDays: 30, rhythmSource: 'own', lateness: 2.4, dormancy: 'dormant',
  moneyAtRiskMinor: 123450, abcShare: 0.2, rating: 'B', xyzValue: 0.4, lifecycle: 'periodic', temperature: 'cold', markerSuggested: 'platinum', ros: null, ltvMinor: null,
  pAlive: null, expectedPurchases: null, expectedBillMinor: null, clvMinor: null, ...more,
});

describe('audience expressions', () => {
  const matches = (expression: string, more: Partial<ClientFigures> = {}, columns: Record<string, string> = {}): boolean => {
    const { value, issues } = compileAudience(expression, ['city', 'Любимый цвет'], ['VIP клуб']);
    if (value === null) throw new Error(issues.map((entry) => issueText(entry, 'en')).join());
    return value.matches({ figures: figures(more), columns });
  };

  it.each([
    ['dormancy in (dormant, lost) and revenue > 100', true], ['dormancy in (dormant, lost) and revenue > 1234.50', false], ['revenue >= 1234,50'.replace(',', '.'), true],
    ['segment=at_risk', true], ['segment = "В зоне риска"', true], ['Сегмент = «At risk» и Покупок >= 3', true], ['не abc = C', true], ['not (abc = A or xyz = Y)', false],
    ['abc = C or xyz = X and r = 5', true], ['(abc = C or xyz = X) and r < 5', false], ['dormancy not in (on_time, due)', true], ['dormancy != dormant', false],
    ['first_order >= 2023-03-15', true], ['"Первая покупка" < 15.03.2023', false], ['abcxyz in (AX; AY)', true], ['rfm = 534', true], ['days_silent <> 71', false],
    ['segment = "VIP клуб"', false], ['all', true], ['ВСЕ', true], ['buyers', true], ['dormant', true], ['late', false], ['at_risk', true], ['champions', false],
    ['margin > 0', false], ['not margin > 0', true],
    ['lifecycle = periodic and temperature = Холодный', true], ['rating in (A, B)', true], ['xyz_value <= 0.4', true], ['marker_suggested = gold', false], ['p_alive < 0.5', false],
  ])('%s is %s', (expression, expected) => {
    expect(matches(expression)).toBe(expected);
  });

  it('asks own columns by text and by number, and names those it needs', () => {
    expect(matches('city = "ТУЛА "', {}, { city: 'Тула' })).toBe(true);
    expect(matches('Город = Тула', {}, { city: 'Тула' })).toBe(true);
    expect(matches('"любимый цвет" > 9', {}, { 'Любимый цвет': '10' })).toBe(true);
    expect(compileAudience('city = x and city = y', ['city']).value?.columns).toEqual(['city']);
  });

  it('gives a client without purchases no dormancy and no class', () => {
    const contact: Partial<ClientFigures> = { orders: 0, abc: null, dormancy: null, segment: 'no_purchases', moneyMinor: null };
    expect(matches('dormant', contact)).toBe(false);
    expect(matches('revenue < 1000000', contact)).toBe(false);
    expect(matches('buyers', contact)).toBe(false);
    expect(matches('no_purchases', contact)).toBe(true);
  });

  it.each([
    ['dormancy in dormant', 'Отбор не понят, знак 13: dormant.'], ['dormancy = ', 'Отбор не понят, знак 12: ….'.replace('….', '….')], ['dormancy = asleep', 'dormancy не может быть asleep (знак 12).'],
    ['colour = red', 'Поля colour нет (знак 1).'], ['segment > lost', 'Отбор не понят, знак 9: >.'], ['(abc = A', 'Отбор не понят, знак 9: ….'], ['abc = A xyz = X', 'Отбор не понят, знак 9: xyz.'],
    ['revenue > много', 'revenue не может быть много (знак 11).'], ['segment = at_rsik', 'segment не может быть at_rsik (знак 11).'], ['', 'Отбор не понят, знак 1: ….'], ['abc ! A', 'Отбор не понят, знак 5: ! A.'],
  ])('%s is refused with its position', (expression, cause) => {
    const result = compileAudience(expression);
    expect(result.value).toBeNull();
    expect(result.issues.map((entry) => issueText(entry, 'ru'))).toEqual([expect.stringContaining(cause)]);
  });
});

describe('plan', () => {
  const today = 45356;
  const options: PlanOptions = { kind: 'marketing', today, requireConsent: true, capLetters: 2, capDays: 30, dailyLimit: 2, sentLast24Hours: 1 };
  const to = (clientKey: string, more: Partial<Recipient> = {}): Recipient => ({
    clientKey, address: `${clientKey}@b.ru`, consent: true, unsubscribed: false, optedOut: false, lettersOnDays: [], ...more,
  });
  const reasons = (recipients: Recipient[], more: Partial<PlanOptions> = {}): (string | undefined)[] =>
    planMailing(recipients, { ...options, ...more }).value.map((line) => line.reason);

  it('names the reason of everybody who gets nothing', () => {
    expect(reasons([
      to('a', { address: ' ' }), to('b', { address: 'b@' }), to('c', { optedOut: true }), to('d', { unsubscribed: true }), to('e', { consent: false }),
      to('f', { pausedUntilDay: today }), to('g', { lettersOnDays: [today - 29, today] }), to('h', { lettersOnDays: [today - 30, today] }), to('i'), to('i2', { address: ' I@B.ru' }),
    ])).toEqual(['address_missing', 'address_invalid', 'opted_out', 'unsubscribed', 'consent_missing', 'paused', 'cap_reached', undefined, undefined, 'address_repeated']);
  });

  it('lets a service letter go to an unsubscribed client about an order, never to one who opted out of everything', () => {
    const service = { kind: 'service' as const };
    expect(reasons([to('a', { unsubscribed: true, consent: false, order: '7' }), to('b'), to('c', { optedOut: true, order: '7' })], service)).toEqual([undefined, 'order_missing', 'opted_out']);
  });

  it('asks no consent when the owner switched it off', () => {
    expect(reasons([to('a', { consent: false })], { requireConsent: false })).toEqual([undefined]);
  });

  it('a skipped first address does not take the place of a second client who may get it', () => {
    expect(reasons([to('a', { consent: false }), to('b', { address: 'a@b.ru' })])).toEqual(['consent_missing', undefined]);
  });

  it('spreads letters over days by what is left today and the daily limit after that', () => {
    const plan = planMailing([to('a'), to('b'), to('c'), to('d'), to('skip', { optedOut: true }), to('e')], options).value;
    expect(plan.map((line) => (line.leavesOnDay ?? NaN) - today)).toEqual([0, 1, 1, 2, NaN, 2]);
    expect(planMailing([to('a')], { ...options, sentLast24Hours: 5 }).value[0]?.leavesOnDay).toBe(today + 1);
  });

  it('says when nobody would get the letter', () => {
    expect(planMailing([to('a', { optedOut: true })], options).issues.map((entry) => entry.code)).toEqual(['mail.nobody']);
  });
});

describe('outbox', () => {
  const plan = ['ann', 'bob', 'eva'].map((clientKey) => ({ clientKey, address: `${clientKey}@b.ru`, goes: true, leavesOnDay: 45356 }));
  const letters = lettersOfPlan('m1', [...plan, { clientKey: 'zoe', address: '', goes: false, reason: 'address_missing' as const }], (address) => `h:${address}`);
  const entry = (clientKey: string, state: SendLogEntry['state'], more: Partial<SendLogEntry> = {}): SendLogEntry => ({
    mailing: 'm1', letterId: letterIdOf('m1', clientKey), addressHash: `h:${clientKey}@b.ru`, attempt: 1, state, timeMs: 1000, ...more,
  });
  const states = (list: readonly OutboxLetter[]): string[] => list.map((letter) => letter.state);

  it('knows every possible event of every state, and nothing leads out of sent, failed and skipped', () => {
    const events: LetterEvent[] = ['start', 'accepted', 'refused', 'deferred', 'skip', 'lost', 'confirmSent', 'confirmNotSent'];
    const table = LETTER_STATES.map((state): [LetterState, string] => [state, events.map((event) => nextState(state, event) ?? '-').join(' ')]);
    expect(Object.fromEntries(table)).toEqual({
      planned: 'sending - - - skipped - - -', sending: '- sent failed planned - unknown - -', unknown: '- - - - - - sent planned',
      sent: '- - - - - - - -', failed: '- - - - - - - -', skipped: '- - - - - - - -',
    });
  });

  it('makes letters of a plan with ids that show neither client nor address', () => {
    expect(states(letters)).toEqual(['planned', 'planned', 'planned', 'skipped']);
    expect(new Set(letters.map((letter) => letter.letterId)).size).toBe(4);
    expect(letters[0]?.letterId).toMatch(/^[0-9a-f]{16}$/);
    expect(letterIdOf('m1', 'ann')).not.toBe(letterIdOf('m2', 'ann'));
  });

  it('after a crash a letter that was being sent is unknown and is not sent again by itself', () => {
    const { value } = recoverOutbox(letters, [entry('ann', 'sending'), entry('ann', 'sent', { messageId: 'g1' }), entry('bob', 'sending')], 5000);
    expect(states(value.letters)).toEqual(['sent', 'unknown', 'planned', 'skipped']);
    expect(value.letters[0]).toMatchObject({ messageId: 'g1', attempt: 1 });
    expect(value.toAppend).toEqual([entry('bob', 'unknown', { timeMs: 5000 })]);
    expect(sendableLetters(value.letters, 45356, 10).map((letter) => letter.clientKey)).toEqual(['eva']);
    const again = recoverOutbox(value.letters, [entry('ann', 'sending'), entry('ann', 'sent'), entry('bob', 'sending'), ...value.toAppend], 6000);
    expect(again.value.toAppend).toEqual([]);
    expect(states(again.value.letters)).toEqual(['sent', 'unknown', 'planned', 'skipped']);
  });

  it('believes the log and not what somebody wrote into the Outbox', () => {
    const edited = letters.map((letter): OutboxLetter => ({ ...letter, state: letter.clientKey === 'ann' ? 'planned' : 'sent' }));
    const { value } = recoverOutbox(edited.slice().reverse(), [entry('ann', 'sent')], 5000);
    expect(value.letters.map((letter) => [letter.clientKey, letter.state])).toEqual([['zoe', 'planned'], ['eva', 'planned'], ['bob', 'planned'], ['ann', 'sent']]);
  });

  it('does not send to an address of this mailing that the log shows under another letter', () => {
    const renamed = letters.map((letter) => (letter.clientKey === 'ann' ? { ...letter, letterId: letterIdOf('m1', 'anna'), clientKey: 'anna' } : letter));
    const { value } = recoverOutbox(renamed, [entry('ann', 'sent')], 5000);
    expect(value.letters[0]).toMatchObject({ clientKey: 'anna', state: 'skipped', reason: 'already_sent' });
    const other = recoverOutbox(renamed, [entry('ann', 'sent', { mailing: 'm0', letterId: letterIdOf('m0', 'ann') })], 5000);
    expect(other.value.letters[0]).toMatchObject({ state: 'planned' });
  });

  it('brings back an unknown letter whose Outbox row was deleted', () => {
    const { value } = recoverOutbox(letters.slice(1), [entry('ann', 'sending')], 5000);
    expect(value.letters[3]).toMatchObject({ letterId: letterIdOf('m1', 'ann'), state: 'unknown', address: '' });
  });

  it('follows the answers of the owner and keeps sent final', () => {
    const log = [entry('ann', 'sending'), entry('ann', 'unknown'), entry('ann', 'notSent'), entry('bob', 'sent'), entry('bob', 'failed'), entry('eva', 'sending'), entry('eva', 'deferred')];
    expect(states(recoverOutbox(letters, log, 5000).value.letters)).toEqual(['planned', 'sent', 'planned', 'skipped']);
  });

  it('a damaged line of the log stops everything and is named', () => {
    const damaged = recoverOutbox(letters, [entry('ann', 'sent'), { ...entry('bob', 'sent'), letterId: '' }, { ...entry('bob', 'sent'), state: 'x' as 'sent' }], 5000);
    expect(damaged.issues.map((found) => [found.code, found.place?.rowIndex])).toEqual([['sendLog.rowBad', 1], ['sendLog.rowBad', 2]]);
  });

  it('counts what left in the last 24 hours, unknown ones included, over all mailings', () => {
    const day = 86400000;
    const now = 10 * day;
    const log = [
      entry('ann', 'sent', { timeMs: now - day }), entry('bob', 'sending', { timeMs: now - 5 }), entry('bob', 'sent', { timeMs: now - 4 }),
      entry('eva', 'sending', { timeMs: now - 3 }), entry('x', 'sending', { timeMs: now - 2 }), entry('x', 'failed', { timeMs: now - 1 }), entry('y', 'unknown', { mailing: 'm2', timeMs: now - 1 }),
    ];
    expect(allowanceLeft(log, now, 300)).toBe(297);
    expect(allowanceLeft(log, now, 2)).toBe(0);
    expect(sendableLetters(letters, 45356, 2)).toHaveLength(2);
    expect(sendableLetters(letters, 45355, 2)).toHaveLength(0);
  });

  it('stops at five percent of failures, once twenty letters are finished', () => {
    const at = (sent: number, failed: number): boolean => mustStop({ sent, failed });
    expect([at(10, 9), at(19, 1), at(39, 1), at(38, 2)]).toEqual([false, true, false, true]);
  });
});
