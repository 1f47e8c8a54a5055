/** An earlier version of the spreadsheet brought back after an execution was cut off: what left does not leave again, and nothing hides that lines are gone. */
import { dispatch } from '../../src/domain/automations/dispatch';
import { switchAutomation } from '../../src/domain/automations/automations-edit';
import { continueMailings } from '../../src/domain/mailing/continue-mailings';
import { decideUnknown, resumeMailing } from '../../src/domain/mailing/mailing-home';
import { sendChunk } from '../../src/domain/mailing/send-chunk';
import type { Cell } from '../../src/core/table/cell';
import { HOUR_MS, ran, shop, switchedOn } from './automations-world';
import { importRows } from './sample-base';
import type { MemoryWorld } from './in-memory-ports';
import { plan, readyWorld, send } from './mailing-world';

const logOf = (world: MemoryWorld): Cell[][] => world.tab('send_log').rows.map((row) => [...row]);
const bringBack = (world: MemoryWorld, rows: readonly Cell[][]): void => { world.tab('send_log').rows = rows.map((row) => [...row]); };
const reached = (world: MemoryWorld): string[] => world.sent.map(({ to }) => to).sort();

test('a chunk cut off at any call, and the spreadsheet brought back to where it began: nobody gets a second letter', () => {
  const begin = readyWorld(6);
  const mailingId = plan(begin, 6);
  const earlier = logOf(begin);
  const calls = begin.clone().run((ports) => sendChunk(ports, mailingId)).calls.length;
  let noticed = 0;
  for (let at = 1; at <= calls; at += 1) {
    for (const moment of ['before', 'after'] as const) {
      const world = begin.clone();
      world.run((ports) => sendChunk(ports, mailingId), at, moment);
      const left = reached(world);
      bringBack(world, earlier);
      world.nowMs += HOUR_MS;
      world.run((ports) => continueMailings(ports));
      const got = reached(world);
      expect({ at, moment, twice: got.filter((to, index) => got.indexOf(to) !== index) }).toEqual({ at, moment, twice: [] });
      // Where nothing had left, it simply goes on.
      if (left.length > 0 && got.length === left.length) noticed += 1;
    }
  }
  expect(noticed).toBeGreaterThan(6 * 4);
});

test('a long chunk cut off and brought back to its middle is noticed by what was kept at every tenth letter', () => {
  const world = readyWorld(30, { 'mailing.perMinute': '100' });
  const mailingId = plan(world, 30);
  const chunk = world.clone().run((ports) => sendChunk(ports, mailingId)).calls;
  const upTo = (letters: number): number => chunk.flatMap((call, index) => (call === 'send' ? [index + 1] : []))[letters - 1] ?? 0;
  const half = world.clone();
  half.run((ports) => sendChunk(ports, mailingId), upTo(20), 'after');
  const middle = logOf(half);
  world.run((ports) => sendChunk(ports, mailingId), upTo(28), 'after');
  expect(world.sent).toHaveLength(28);
  bringBack(world, middle);
  world.nowMs += HOUR_MS;
  expect([send(world, mailingId)?.stopReason, world.sent.length]).toEqual(['log', 28]);
});

test('a chunk that came to its end and is brought back to its middle is noticed, however few letters it had', () => {
  const world = readyWorld(6, { 'mailing.dailyLimit': '5' });
  const mailingId = plan(world, 6);
  const half = world.clone();
  const third = half.clone().run((ports) => sendChunk(ports, mailingId)).calls.flatMap((call, index) => (call === 'send' ? [index + 1] : []))[2];
  half.run((ports) => sendChunk(ports, mailingId), third, 'after');
  send(world, mailingId);
  expect(world.sent).toHaveLength(5);
  bringBack(world, logOf(half));
  world.nowMs += 25 * HOUR_MS;
  expect([send(world, mailingId)?.stopReason, world.sent.length]).toEqual(['log', 5]);
});

test('the owner\'s word on letters that are not certain does not hide that lines are gone', () => {
  const world = readyWorld(4, { 'mailing.dailyLimit': '2' });
  for (const client of [1, 2]) world.answers.set(`c${client}@example.com`, { kind: 'unknown', text: 'Timeout' });
  const mailingId = plan(world, 4);
  send(world, mailingId);
  const earlier = logOf(world);
  world.nowMs += 25 * HOUR_MS;
  send(world, mailingId);
  expect(world.sent).toHaveLength(2);
  bringBack(world, earlier);
  const decided = world.run((ports) => decideUnknown(ports, { mailingId, letterId: '', outcome: 'sent' })).value;
  expect(decided?.issues.map(({ code }) => code)).toEqual(['sendLog.short']);
  world.nowMs += 25 * HOUR_MS;
  expect([send(world, mailingId)?.stopReason, world.sent.length]).toEqual(['log', 2]);
  world.run((ports) => resumeMailing(ports, mailingId));
  expect(world.run((ports) => decideUnknown(ports, { mailingId, letterId: '', outcome: 'sent' })).value?.issues).toEqual([]);
});

test('letters that automations plan do not hide it either, also when the first one was switched on after the lines were gone', () => {
  const world = shop([[1, '1', '15.06.2024'], [2, '2', '14.06.2024']]);
  const mailingId = plan(world, 2, { templateKey: 'come-back', audience: 'all' });
  const earlier = logOf(world);
  send(world, mailingId);
  expect(world.sent).toHaveLength(2);
  bringBack(world, earlier);
  const key = switchedOn(world, { steps: [{ templateKey: 'thank-you', days: 0 }] });
  world.nowMs += HOUR_MS;
  expect(ran(world).issues.map(({ code }) => code)).toEqual(['sendLog.short']);
  world.run((ports) => continueMailings(ports));
  expect(world.sent).toHaveLength(2);
  // The owner has looked and switches on again: from then on it plans.
  world.nowMs += 24 * HOUR_MS;
  importRows(world, [['9', '16.06.2024', 'Client 1', '50,00', 'c1@example.com', 'yes', '']]);
  expect(world.run((ports) => switchAutomation(ports, key, true)).value?.issues).toEqual([]);
  expect(world.run((ports) => dispatch(ports)).value?.refused).toBeNull();
});
