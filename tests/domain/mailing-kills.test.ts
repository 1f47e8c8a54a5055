/** Faults of sending in memory: kills at every call, seeded kills of a larger mailing, executions side by side, the owner at work in the tabs. */
import { seededRandom } from '../../scripts/bench/measure';
import { decideUnknown, resumeMailing, stopMailing, viewMailing } from '../../src/domain/mailing/mailing-home';
import { planNewMailing } from '../../src/domain/mailing/plan-mailing';
import { sendChunk } from '../../src/domain/mailing/send-chunk';
import type { Ports } from '../../src/domain/ports';
import type { MemoryWorld } from './in-memory-ports';
import type { Kill } from './mailing-kill-runs';
import { expectSafe, killableMailing } from './mailing-kill-runs';
import { expectNobodyTwiceNobodyLost, lettersOf, plan, readyWorld, REQUEST, send, sendAll } from './mailing-world';

const MOMENTS = ['before', 'after'] as const;
/** Three letters a minute end a step, five a day end the allowance. */
const BORDERS = { 'mailing.dailyLimit': '5', 'mailing.perMinute': '3' };

describe('a mailing of 8 letters over a step border and an allowance border', () => {
  const mailing = killableMailing(8, BORDERS);

  test('crosses both borders', () => {
    const starts = mailing.chunks.map(({ world }) => world.nowMs);
    const gaps = starts.slice(1).map((startMs, index) => startMs - (starts[index] ?? 0));
    expect(gaps.filter((ms) => ms > 20_000 && ms <= 60_000).length).toBeGreaterThanOrEqual(1);
    expect((starts[starts.length - 1] ?? 0) - (starts[0] ?? 0)).toBeGreaterThan(23 * 3_600_000);
  });

  test('killed at every call, before and after it took effect, sends nobody twice and loses nobody; the owner\'s word settles the rest', () => {
    expect(mailing.calls).toBeGreaterThan(8 * 4 + mailing.chunks.length * 10);
    let unknown = 0;
    for (let at = 1; at <= mailing.calls; at += 1) {
      for (const moment of MOMENTS) {
        const ended = expectSafe(mailing, [{ at, moment }]);
        unknown += ended.unknown;
        for (const letter of lettersOf(ended.world, mailing.mailingId).filter(({ state }) => state === 'unknown')) {
          const outcome = ended.world.sent.some(({ to }) => to === letter.email) ? 'sent' : 'not-sent';
          ended.world.run((ports) => decideUnknown(ports, { mailingId: mailing.mailingId, letterId: letter.letterId, outcome }));
        }
        sendAll(ended.world, mailing.mailingId);
        expect([at, moment, ended.world.sent.map(({ to }) => to).sort()]).toEqual([at, moment, Array.from({ length: 8 }, (_unused, index) => `c${index + 1}@example.com`)]);
      }
    }
    // Between "sending" in the sheet and "sent" in the sheet every kill leaves an unknown letter: the test would be empty without them.
    expect(unknown).toBeGreaterThanOrEqual(8 * 3);
  });

  test('a plan killed at any call leaves no mailing or a whole one, and pressing again makes no second', () => {
    const begin = readyWorld(8, BORDERS);
    const whole = begin.clone().run((ports) => planNewMailing(ports, REQUEST, 8)).calls.length;
    for (let at = 1; at <= whole; at += 1) {
      for (const moment of MOMENTS) {
        const world = begin.clone();
        world.run((ports) => planNewMailing(ports, REQUEST, 8), at, moment);
        world.run((ports) => planNewMailing(ports, REQUEST, 8));
        const mailings = world.run(viewMailing).value?.value?.mailings ?? [];
        expect([at, moment, mailings.map(({ total }) => total)]).toEqual([at, moment, [8]]);
      }
    }
  });
});

describe('a mailing of 200 letters', () => {
  const mailing = killableMailing(200, { 'mailing.dailyLimit': '120', 'mailing.perMinute': '60' });
  const next = seededRandom(20_061_231);
  const kill = (calls: number): Kill => ({ at: 1 + Math.floor(next() * calls), moment: next() < 0.5 ? 'before' : 'after' });

  test('60 seeded kills', () => {
    for (let run = 0; run < 60; run += 1) expectSafe(mailing, [kill(mailing.calls)]);
  });

  test('40 seeded pairs of kills, the second while the mailing is continued', () => {
    for (let run = 0; run < 40; run += 1) {
      const first = kill(mailing.calls);
      expectSafe(mailing, [first, kill(Math.max(1, mailing.calls - first.at))]);
    }
  });
});

/** Runs one execution that holds the lock as Google's does, with something else happening just before one of its calls. */
function runWith(world: MemoryWorld, work: (ports: Ports) => unknown, at: number, meanwhile: () => void): { readonly calls: number; readonly value: unknown } {
  const ports = world.ports();
  const { lock } = ports;
  const acquire = lock.acquire.bind(lock);
  const release = lock.release.bind(lock);
  lock.acquire = (waitMs) => {
    const taken = acquire(waitMs);
    if (taken) world.locked = true;
    return taken;
  };
  lock.release = () => {
    release();
    world.locked = false;
  };
  const push = ports.calls.push.bind(ports.calls);
  ports.calls.push = (...names) => {
    const length = push(...names);
    if (length === at) meanwhile();
    return length;
  };
  const value = work(ports);
  return { calls: ports.calls.length, value };
}

const callsOfChunk = (begin: MemoryWorld, mailingId: string): number => runWith(begin.clone(), (ports) => sendChunk(ports, mailingId), 0, () => undefined).calls;

describe('something else at the same time', () => {
  test('a second execution at any call of the first sends nothing twice, and is told in plain words while the first is at work', () => {
    const begin = readyWorld(5);
    const mailingId = plan(begin, 5);
    const whole = callsOfChunk(begin, mailingId);
    let refused = 0;
    for (let at = 1; at <= whole; at += 1) {
      const world = begin.clone();
      runWith(world, (ports) => sendChunk(ports, mailingId), at, () => {
        const second = world.run((ports) => sendChunk(ports, mailingId)).value;
        if (second?.value !== null) return;
        expect(second.issues.map(({ code }) => code)).toEqual(['lock.busy']);
        refused += 1;
      });
      world.locked = false;
      sendAll(world, mailingId);
      expectNobodyTwiceNobodyLost(world, mailingId, 5, at);
      expect(world.sent).toHaveLength(5);
    }
    expect(refused).toBeGreaterThan(whole - 5);
  });

  test('two people who press "send" at once plan one mailing, and it leaves from one address', () => {
    const begin = readyWorld(4);
    const whole = runWith(begin.clone(), (ports) => planNewMailing(ports, REQUEST, 4), 0, () => undefined).calls;
    const preparedMs = begin.nowMs;
    for (let at = 1; at <= whole; at += 1) {
      const world = begin.clone();
      const asColleague = (work: (ports: Ports) => unknown): unknown => {
        const { email } = world;
        world.email = 'colleague@example.com';
        const { value } = world.run(work);
        world.email = email;
        return value;
      };
      runWith(world, (ports) => planNewMailing(ports, { ...REQUEST, preparedMs }, 4), at, () => { asColleague((ports) => planNewMailing(ports, { ...REQUEST, preparedMs }, 4)); });
      world.locked = false;
      asColleague((ports) => planNewMailing(ports, { ...REQUEST, preparedMs }, 4));
      const mailings = world.run(viewMailing).value?.value?.mailings ?? [];
      expect([at, mailings.length]).toEqual([at, 1]);
      const mailingId = mailings[0]?.mailingId ?? '';
      // Both press "send" on what they see; it goes to the person it is bound to.
      asColleague((ports) => sendChunk(ports, mailingId));
      world.run((ports) => sendChunk(ports, mailingId));
      expect([at, world.sent.length]).toEqual([at, 4]);
      expect(new Set(world.sent.map(({ raw }) => /^From: .*$/m.exec(raw)?.[0])).size).toBe(1);
      // Pressed once more after everything left: still the same mailing.
      asColleague((ports) => planNewMailing(ports, { ...REQUEST, preparedMs }, 4));
      expect(world.run(viewMailing).value?.value?.mailings).toHaveLength(1);
    }
  });

  test('a stop pressed by another person at any call lets at most one more letter go, and holds', () => {
    const begin = readyWorld(6);
    const mailingId = plan(begin, 6);
    const whole = callsOfChunk(begin, mailingId);
    for (let at = 1; at <= whole; at += 1) {
      const world = begin.clone();
      let before = 0;
      runWith(world, (ports) => sendChunk(ports, mailingId), at, () => {
        before = world.sent.length;
        world.run((ports) => stopMailing(ports, mailingId));
      });
      world.locked = false;
      expect({ at, more: Math.max(0, world.sent.length - before - 1) }).toEqual({ at, more: 0 });
      const held = world.sent.length;
      send(world, mailingId);
      expect([at, world.sent.length]).toEqual([at, held]);
      world.run((ports) => resumeMailing(ports, mailingId));
      sendAll(world, mailingId);
      expectNobodyTwiceNobodyLost(world, mailingId, 6, at);
    }
  });

  test.each([
    ['sorts', (world: MemoryWorld) => { const tab = world.tab('outbox'); tab.rows = [tab.rows[0] ?? [], ...tab.rows.slice(1).reverse()]; }],
    ['edits', (world: MemoryWorld) => { const tab = world.tab('outbox'); tab.rows.slice(1).forEach((row, index) => { row[tab.marks.indexOf('state')] = index % 2 === 0 ? 'planned' : 'sent'; row[tab.marks.indexOf('email')] = 'x@example.com'; }); }],
    ['deletes rows of', (world: MemoryWorld) => { world.tab('outbox').rows.splice(2, 2); }],
    ['sorts the clients beside', (world: MemoryWorld) => { const tab = world.tab('clients'); tab.rows = [tab.rows[0] ?? [], ...tab.rows.slice(1).reverse()]; }],
  ])('the owner %s the Outbox at any call: the letters are the same', (_what, meddle) => {
    const begin = readyWorld(6, { 'mailing.perMinute': '4' });
    const mailingId = plan(begin, 6);
    const whole = callsOfChunk(begin, mailingId);
    for (let at = 1; at <= whole; at += 1) {
      const world = begin.clone();
      runWith(world, (ports) => sendChunk(ports, mailingId), at, () => { meddle(world); });
      world.locked = false;
      sendAll(world, mailingId);
      expectNobodyTwiceNobodyLost(world, mailingId, 6, at);
      expect([at, world.sent.length]).toEqual([at, 6]);
    }
  });
});
