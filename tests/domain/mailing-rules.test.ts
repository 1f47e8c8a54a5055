/** What may have happened between planning and sending: the rules hold at the moment of sending, and whoever is left out is told why. */
import { cachedOffsets, dateCellOf, intlOffsets } from '../../src/adapters/zone-days';
import { formatIsoTime, parseIsoDay } from '../../src/core/calendar';
import { appendLedger, addressHash, readLedger } from '../../src/domain/mailing/consents';
import type { ConsentKind } from '../../src/domain/mailing/consents';
import { continueMailings } from '../../src/domain/mailing/continue-mailings';
import { decideUnknown, mailingProgress, resumeMailing, viewMailing } from '../../src/domain/mailing/mailing-home';
import { planNewMailing } from '../../src/domain/mailing/plan-mailing';
import { sendChunk } from '../../src/domain/mailing/send-chunk';
import { openBase } from '../../src/domain/base';
import { saveSettings } from '../../src/domain/settings-tab';
import type { MemoryWorld } from './in-memory-ports';
import { lettersOf, plan, readyWorld, REQUEST, send, sendAll, setCell } from './mailing-world';

const DAY_MS = 86_400_000;

function record(world: MemoryWorld, address: string, kind: ConsentKind, reason = ''): void {
  world.run((ports) => {
    const base = openBase(ports).value;
    const place = base === null ? null : readLedger(base).value;
    if (base === null || place === null) throw new Error('no ledger');
    appendLedger(base, place, [{ addressHash: addressHash(base, address), kind, reason, letterId: '' }]);
  });
}

const outcomes = (world: MemoryWorld, mailingId: string): [string, string, string][] => lettersOf(world, mailingId).map(({ clientId, state, reason }) => [clientId, state, reason]);

test('whatever happened since planning is obeyed when the letter leaves, and the Outbox says why', () => {
  const world = readyWorld(9, { 'mailing.dailyLimit': '1' });
  const mailingId = plan(world, 9);
  expect(send(world, mailingId)).toMatchObject({ sent: 1, left: 8 });
  setCell(world, 'clients', 'Client 2', 'consent', 'нет');
  setCell(world, 'clients', 'Client 3', 'unsubscribed', 'да');
  setCell(world, 'clients', 'Client 4', 'email', 'other@example.com');
  world.tab('clients').rows = world.tab('clients').rows.filter((row) => !row.includes('Client 5'));
  record(world, 'c6@example.com', 'optedOut');
  record(world, 'c7@example.com', 'paused', String(parseIsoDay('2030-01-01')));
  setCell(world, 'clients', 'Client 8', 'email', 'not an address');
  world.nowMs += 3 * DAY_MS;
  sendAll(world, mailingId);
  expect(world.sent.map(({ to }) => to)).toEqual(['c1@example.com', 'c9@example.com']);
  expect(outcomes(world, mailingId)).toEqual([
    ['Client 1', 'sent', ''], ['Client 2', 'skipped', 'no consent is recorded'], ['Client 3', 'skipped', 'unsubscribed'], ['Client 4', 'skipped', 'the address changed after planning'],
    ['Client 5'.toLowerCase(), 'skipped', 'the client is no longer in the Clients tab'], ['Client 6', 'skipped', 'asked for no letters at all'], ['Client 7', 'skipped', 'asked for a pause'],
    ['Client 8', 'skipped', 'the address changed after planning'], ['Client 9', 'sent', ''],
  ]);
  expect(world.column('outbox', 'reason').filter((reason) => reason !== '')).toHaveLength(7);
});

test('the cap counts letters of other mailings that left after this one was planned', () => {
  const world = readyWorld(2, { 'mailing.capLetters': '1', 'mailing.dailyLimit': '2' });
  const first = plan(world, 2);
  // A second mailing planned by an older version of the product, which did not look at letters that are still planned.
  world.run((ports) => saveSettings(ports, { 'mailing.capLetters': '5' }));
  setCell(world, 'templates', 'come-back', 'subject', 'Another letter');
  const second = world.run((ports) => planNewMailing(ports, REQUEST, 2)).value?.value?.mailingId ?? '';
  expect(second).not.toBe('');
  world.run((ports) => saveSettings(ports, { 'mailing.capLetters': '1' }));
  sendAll(world, first);
  world.nowMs += 2 * DAY_MS;
  expect(sendAll(world, second)).toMatchObject({ sent: 0, skipped: 2 });
  expect(world.sent).toHaveLength(2);
});

test('an unknown outcome counts for the cap and for the allowance', () => {
  const world = readyWorld(2, { 'mailing.capLetters': '1', 'mailing.dailyLimit': '1' });
  world.answers.set('c1@example.com', { kind: 'unknown', text: 'Timeout' });
  const first = plan(world, 2);
  expect(send(world, first)).toMatchObject({ unknown: 1, left: 1, canContinue: false });
  world.nowMs += 2 * DAY_MS;
  sendAll(world, first);
  setCell(world, 'templates', 'come-back', 'subject', 'Another letter');
  expect(world.run((ports) => planNewMailing(ports, REQUEST, 2)).value?.issues.map(({ code }) => code)).toEqual(['mail.nobody']);
});

test('all unknown letters are answered at once', () => {
  const world = readyWorld(3);
  for (const client of [1, 2]) world.answers.set(`c${client}@example.com`, { kind: 'unknown', text: 'Timeout' });
  const mailingId = plan(world, 3);
  expect(send(world, mailingId)).toMatchObject({ sent: 1, unknown: 2 });
  world.answers.clear();
  expect(world.run((ports) => decideUnknown(ports, { mailingId, letterId: '', outcome: 'not-sent' })).value?.value).toMatchObject({ unknown: 0, left: 2, canContinue: true });
  expect(sendAll(world, mailingId)).toMatchObject({ sent: 3, state: 'finished' });
  expect(world.run((ports) => decideUnknown(ports, { mailingId, letterId: '', outcome: 'sent' })).value?.issues.map(({ code }) => code)).toEqual(['request.bad']);
});

test.each([
  ['no-permission', 'permission', /gmail\.send/],
  ['service-off', 'service', /switched off/],
] as const)('"%s" in the middle stops the run and says what to do; nothing is sent twice after it', (kind, stopReason, text) => {
  const world = readyWorld(4);
  world.answers.set('c3@example.com', { kind, text: 'refused' });
  const mailingId = plan(world, 4);
  const stopped = send(world, mailingId);
  expect(stopped).toMatchObject({ sent: 2, left: 2, failed: 0, unknown: 0, state: 'stopped', stopReason, canContinue: false });
  expect(stopped?.stopText).toMatch(text);
  world.run((ports) => continueMailings(ports));
  expect(world.sent).toHaveLength(2);
  world.answers.clear();
  world.run((ports) => resumeMailing(ports, mailingId));
  expect(sendAll(world, mailingId)).toMatchObject({ sent: 4, state: 'finished', stopReason: '', stopText: '' });
  expect(world.sent.map(({ to }) => to)).toEqual(['c1@example.com', 'c2@example.com', 'c3@example.com', 'c4@example.com']);
});

test('each sender has an allowance and a pause of his own', () => {
  const world = readyWorld(2, { 'mailing.dailyLimit': '1' });
  world.answers.set('c1@example.com', { kind: 'daily-limit', text: 'limit' });
  const mine = plan(world, 2);
  send(world, mine);
  world.answers.clear();
  setCell(world, 'templates', 'come-back', 'subject', 'Another letter');
  world.email = 'colleague@example.com';
  const theirs = plan(world, 2);
  expect(send(world, theirs)).toMatchObject({ sent: 1, left: 1 });
  world.email = 'owner@example.com';
  expect(send(world, mine)).toMatchObject({ sent: 0, canContinue: false });
  expect([...world.documentStore.keys()].some((key) => key.includes('@'))).toBe(false);
});

test('a letter over 200 kB is refused at planning, and at sending when a client\'s own words make it so large', () => {
  const world = readyWorld(2);
  setCell(world, 'templates', 'come-back', 'body', 'ж'.repeat(60_000));
  expect(world.run((ports) => planNewMailing(ports, REQUEST, 2)).value?.issues.map(({ code }) => code)).toEqual(['mailing.letterTooLarge']);
  setCell(world, 'templates', 'come-back', 'body', '{{Note}} '.repeat(6));
  const mailingId = plan(world, 2);
  setCell(world, 'clients', 'Client 1', 'note', 'ж'.repeat(20_000));
  expect(send(world, mailingId)).toMatchObject({ sent: 1, failed: 1 });
  expect(lettersOf(world, mailingId)[0]?.reason).toMatch(/The letter has \d+ kB, and Google takes 200/);
});

/** The clock of the spreadsheet in a time zone. */
function inZone(world: MemoryWorld, zone: string): void {
  const offsets = cachedOffsets(intlOffsets(zone));
  const make = world.ports.bind(world);
  world.ports = (killAt, moment) => Object.assign(make(killAt, moment), {
    clock: {
      now: () => world.nowMs,
      dayOf: (epochMs: number) => dateCellOf(epochMs, offsets).day,
      timestamp: (epochMs: number) => {
        const { day, secondOfDay = 0 } = dateCellOf(Math.floor(epochMs / 1000) * 1000, offsets);
        return formatIsoTime(day, secondOfDay);
      },
    },
  });
}

test.each([
  ['the day of 23 hours', '2024-03-30T21:00:00Z', '2024-03-31', '2024-03-31T22:00:00Z', '2024-04-01'],
  ['the day of 25 hours', '2024-10-26T20:00:00Z', '2024-10-27', '2024-10-27T23:00:00Z', '2024-10-28'],
])('days are those of the spreadsheet, over %s too', (_name, startText, nextDay, afterNextText, afterNextDay) => {
  const world = readyWorld(6, { 'mailing.dailyLimit': '2' });
  inZone(world, 'Europe/Berlin');
  world.nowMs = Date.parse(startText);
  const mailingId = plan(world, 6);
  // The allowance would let all go: only the planned days hold them back.
  world.run((ports) => saveSettings(ports, { 'mailing.dailyLimit': '100' }));
  const first = send(world, mailingId);
  expect(first).toMatchObject({ sent: 2, left: 4, canContinue: false, state: 'waiting' });
  expect(first?.days.map(({ day, letters }) => [day, letters]).slice(1)).toEqual([[nextDay, 2], [afterNextDay, 2]]);
  expect(first?.waitText).toContain(`${nextDay} 00:00`);
  const midnight = Date.parse(afterNextText);
  world.nowMs = midnight - 5000;
  expect(send(world, mailingId)).toMatchObject({ sent: 4, left: 2 });
  expect(world.run((ports) => mailingProgress(ports, mailingId)).value?.value?.waitText).toContain(`${afterNextDay} 00:00`);
  world.nowMs = midnight;
  expect(send(world, mailingId)).toMatchObject({ sent: 6, state: 'finished' });
});

test('a run over midnight sends what became due and keeps the limit of 24 hours', () => {
  const world = readyWorld(30, { 'mailing.dailyLimit': '10', 'mailing.perMinute': '100' });
  world.nowMs = Date.UTC(2024, 5, 15, 23, 59, 58);
  const mailingId = plan(world, 30);
  expect(send(world, mailingId)).toMatchObject({ sent: 10, left: 20, canContinue: false });
  world.nowMs = Date.UTC(2024, 5, 16, 12);
  expect(send(world, mailingId)).toMatchObject({ sent: 10 });
  world.nowMs = Date.UTC(2024, 5, 17, 0, 1);
  expect(send(world, mailingId)).toMatchObject({ sent: 20 });
});

test('what pages ask for costs few calls, however many mailings there are', () => {
  const world = readyWorld(2);
  const first = plan(world, 2);
  send(world, first);
  const one = world.run(viewMailing).calls.length;
  for (let number = 2; number <= 6; number += 1) {
    setCell(world, 'templates', 'come-back', 'subject', `Letter ${number}`);
    world.run((ports) => saveSettings(ports, { 'mailing.capLetters': '50' }));
    plan(world, 2);
  }
  expect(world.run(viewMailing).calls.length).toBe(one);
  expect(world.run((ports) => mailingProgress(ports, first)).calls.length).toBeLessThanOrEqual(4);
});

test('a chunk costs at most five calls a letter and twenty-five of its own', () => {
  const world = readyWorld(30, { 'mailing.perMinute': '100' });
  const mailingId = plan(world, 30);
  const { calls } = world.run((ports) => sendChunk(ports, mailingId));
  expect(world.sent).toHaveLength(30);
  expect(calls.length).toBeLessThanOrEqual(30 * 4 + 25);
  // What the log says of a letter stands in the sheet before the letter leaves: a write, then a flush, then the letter.
  // Now and then the size of the log is kept in between, outside the spreadsheet.
  calls.filter((call) => call !== 'document.setAll').forEach((call, index, seen) => {
    if (call === 'send') expect(seen.slice(index - 2, index)).toEqual(['write', 'flush']);
  });
});
