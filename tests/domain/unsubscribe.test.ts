/** Requests of the unsubscribe page: kept without an address, many a property, applied once and in their order. */
import { openBase } from '../../src/domain/base';
import { readLedger, ledgerEntry, addressHash } from '../../src/domain/mailing/consents';
import { keepRequest, leaveRequest, readRequests, waitingIn } from '../../src/domain/mailing/requests';
import type { RequestKind } from '../../src/domain/mailing/requests';
import { viewConsents } from '../../src/domain/mailing/consent-desk';
import { applyWaiting, openToken, readWebapp, unsubscribeUrl } from '../../src/domain/mailing/unsubscribe';
import type { MemoryWorld } from './in-memory-ports';
import { plan, readyWorld, send, setCell } from './mailing-world';

/** A world in which every client has got a letter, with the letter id of each address. */
function mailedWorld(clients: number): { readonly world: MemoryWorld; readonly letters: readonly string[] } {
  const world = readyWorld(clients);
  send(world, plan(world, clients));
  return { world, letters: world.column('outbox', 'letter').map(String) };
}

const ask = (world: MemoryWorld, letterId: string, kind: RequestKind): void => {
  world.run((ports) => keepRequest(ports.scriptStore, ports.scriptLock, ports.keys, { letterId, kind, reason: '', oneClick: false, language: 'en', timeMs: world.nowMs }));
};
const apply = (world: MemoryWorld): number | null => world.run((ports) => applyWaiting(ports)).value;
const requests = (world: MemoryWorld): string[] => [...world.scriptStore.keys()].filter((key) => key.startsWith('request'));

describe('keeping requests', () => {
  test('5,000 requests fit, in properties of less than 9 KB and a store of less than 500 KB, and none names an address', () => {
    const world = readyWorld(1);
    world.run((ports) => {
      for (let number = 0; number < 5000; number += 1) {
        expect(leaveRequest(ports.scriptStore, `L${'x'.repeat(40)}${number}`, 'unsubscribe', { timeMs: world.nowMs })).toBe(true);
      }
    });
    const values = requests(world).map((key) => world.scriptStore.get(key) ?? '');
    expect(values.length).toBeLessThan(50);
    expect(Math.max(...values.map((value) => Buffer.byteLength(value)))).toBeLessThan(9 * 1024);
    expect(values.join('').length + requests(world).join('').length).toBeLessThan(500 * 1024);
    expect(values.join('')).not.toContain('@');
    expect(new Set(world.run((ports) => readRequests(ports.scriptStore)).value?.map(({ letterId }) => letterId)).size).toBe(5000);
  }, 60_000);

  test('a full store says so and loses nothing', () => {
    const world = readyWorld(1);
    world.scriptStore.set('requests.000001', 'x'.repeat(445_000));
    expect(world.run((ports) => leaveRequest(ports.scriptStore, 'L1', 'unsubscribe')).value).toBe(false);
    expect(world.scriptStore.get('requests.000001')).toHaveLength(445_000);
  });

  test('asking twice in a row is kept once, another wish is kept after it', () => {
    const world = readyWorld(1);
    (['unsubscribe', 'unsubscribe', 'again', 'again', 'unsubscribe'] as const).forEach((kind) => {
      world.nowMs += 1000;
      ask(world, 'L1', kind);
    });
    expect(world.run((ports) => readRequests(ports.scriptStore)).value?.map(({ kind }) => kind)).toEqual(['unsubscribe', 'again', 'unsubscribe']);
  });

  test('a store that is locked for too long gets the request all the same, under a name of its own', () => {
    const { world, letters } = mailedWorld(1);
    world.scriptLocked = true;
    ask(world, letters[0] ?? '', 'unsubscribe');
    expect(requests(world)).toHaveLength(1);
    // Applied, but not forgotten while the store is locked; applied once more it changes nothing.
    expect(apply(world)).toBe(1);
    expect(requests(world)).toHaveLength(1);
    world.scriptLocked = false;
    expect(apply(world)).toBe(0);
    expect(requests(world)).toEqual([]);
    expect(world.column('consents', 'state')).toEqual(['unsubscribed']);
  });

  test('damaged text in the store is passed over', () => {
    expect(waitingIn({ 'requests.000001': 'nonsense;L1,u-0e,abc;;L2,zz,abc', 'other': 'x' }).map(({ letterId }) => letterId)).toEqual(['L1']);
  });
});

describe('applying requests', () => {
  test('the wishes of one reader are applied in their order', () => {
    const { world, letters } = mailedWorld(3);
    const entryOf = (number: number): ReturnType<typeof ledgerEntry> | undefined => world.run((ports) => {
      const base = openBase(ports).value;
      const place = base === null ? null : readLedger(base).value;
      return base === null || place === null ? undefined : ledgerEntry(place.ledger, addressHash(base, `c${number}@example.com`));
    }).value ?? undefined;
    ask(world, letters[0] ?? '', 'unsubscribe');
    world.nowMs += 1000;
    ask(world, letters[0] ?? '', 'again');
    ask(world, letters[1] ?? '', 'monthly');
    ask(world, letters[2] ?? '', 'pause');
    expect(apply(world)).toBe(4);
    expect(entryOf(1)).toMatchObject({ unsubscribed: false, consented: true });
    expect(entryOf(2)).toMatchObject({ unsubscribed: false, monthly: true });
    expect(entryOf(3)?.pausedUntilDay).toBe(Math.floor(world.nowMs / 86_400_000) + 25_569 + 90);
    expect(requests(world)).toEqual([]);
  });

  test('the same request twice is one line, before and after it was applied', () => {
    const { world, letters } = mailedWorld(1);
    ask(world, letters[0] ?? '', 'unsubscribe');
    ask(world, letters[0] ?? '', 'unsubscribe');
    expect(apply(world)).toBe(1);
    world.nowMs += 60_000;
    ask(world, letters[0] ?? '', 'unsubscribe');
    expect(apply(world)).toBe(0);
    expect(requests(world)).toEqual([]);
    expect(world.column('consents', 'state')).toEqual(['unsubscribed']);
  });

  test('killed at any call, the next run ends with each line once and nothing waiting', () => {
    const { world: begin, letters } = mailedWorld(2);
    ask(begin, letters[0] ?? '', 'unsubscribe');
    begin.nowMs += 1000;
    ask(begin, letters[0] ?? '', 'again');
    ask(begin, letters[1] ?? '', 'monthly');
    const whole = begin.clone().run((ports) => applyWaiting(ports)).calls.length;
    expect(whole).toBeGreaterThan(8);
    for (let killAt = 1; killAt <= whole; killAt += 1) {
      for (const moment of ['before', 'after'] as const) {
        const world = begin.clone();
        world.run((ports) => applyWaiting(ports), killAt, moment);
        apply(world);
        expect({ killAt, moment, lines: world.column('consents', 'state'), left: requests(world) }).toEqual({ killAt, moment, lines: ['unsubscribed', 'resubscribed', 'monthly'], left: [] });
      }
    }
  });

  test('the holder of a link who changes his mind without end adds a bounded number of lines a day; no withdrawal waits, and his last wish wins', () => {
    const { world, letters: [letter = '', other = ''] } = mailedWorld(2);
    const lines = (): number => world.column('consents', 'state').length;
    const entry = (): ReturnType<typeof ledgerEntry> | null => world.run((ports) => {
      const base = openBase(ports).value;
      const place = base === null ? null : readLedger(base).value;
      return base === null || place === null ? null : ledgerEntry(place.ledger, addressHash(base, 'c1@example.com'));
    }).value;
    const day = 86_400_000;
    world.nowMs = Math.floor(world.nowMs / day) * day + 1000;
    const start = world.nowMs;
    for (let wish = 0; wish < 40; wish += 1) {
      world.nowMs += 1000;
      const kind = wish % 2 === 0 ? 'unsubscribe' : 'again';
      ask(world, letter, kind);
      apply(world);
      // At no moment is somebody who asked for no more letters left on the list.
      if (kind === 'unsubscribe') expect([wish, entry()?.unsubscribed]).toEqual([wish, true]);
    }
    const bounded = lines();
    expect(bounded).toBeLessThanOrEqual(7);
    // The store is not filled either, nor are the wishes of another reader held up.
    expect(world.run((ports) => readRequests(ports.scriptStore)).value?.length).toBeLessThanOrEqual(2);
    ask(world, other, 'monthly');
    expect([apply(world), lines()]).toEqual([1, bounded + 1]);
    // He asked for letters last: the next day he gets them again.
    expect(entry()?.unsubscribed).toBe(true);
    world.nowMs = start + day;
    apply(world);
    expect([entry()?.unsubscribed, lines(), requests(world)]).toEqual([false, bounded + 2, []]);
  });

  test('a wish that waits for tomorrow falls away when the reader withdraws after it', () => {
    const { world, letters: [letter = ''] } = mailedWorld(1);
    for (let wish = 0; wish < 12; wish += 1) {
      world.nowMs += 1000;
      ask(world, letter, wish % 2 === 0 ? 'unsubscribe' : 'again');
      apply(world);
    }
    world.nowMs += 1000;
    ask(world, letter, 'unsubscribe');
    apply(world);
    expect(requests(world)).toEqual([]);
    world.nowMs += 2 * 86_400_000;
    apply(world);
    expect(world.column('consents', 'state').slice(-1)).toEqual(['unsubscribed']);
  });

  test('what asks for fewer letters never waits, and is not turned round by an earlier wish for more', () => {
    const { world, letters: [letter = ''] } = mailedWorld(1);
    const wishes: readonly RequestKind[] = ['pause', 'again', 'pause', 'again', 'pause', 'again', 'pause', 'again', 'monthly', 'pause'];
    for (const kind of wishes) {
      world.nowMs += 1000;
      ask(world, letter, kind);
      apply(world);
    }
    const states = ['paused', 'resubscribed', 'paused', 'resubscribed', 'paused', 'resubscribed', 'paused', 'monthly'];
    expect([world.column('consents', 'state'), requests(world)]).toEqual([states, []]);
    world.nowMs += 2 * 86_400_000;
    apply(world);
    expect(world.column('consents', 'state')).toEqual(states);
  });

  test('a wish that waits for tomorrow does not break the chunks of a mailing off', () => {
    const { world, letters: [letter = ''] } = mailedWorld(16);
    for (let wish = 0; wish < 8; wish += 1) {
      world.nowMs += 1000;
      ask(world, letter, wish % 2 === 0 ? 'unsubscribe' : 'again');
      apply(world);
    }
    expect(requests(world)).toHaveLength(1);
    world.nowMs += 3_600_000;
    setCell(world, 'templates', 'come-back', 'subject', 'Another letter');
    expect(send(world, plan(world, 15))).toMatchObject({ sent: 15, left: 0 });
  });

  test('the same wish by two letters is one line', () => {
    const world = readyWorld(1);
    const first = plan(world, 1);
    send(world, first);
    setCell(world, 'templates', 'come-back', 'subject', 'Another letter');
    send(world, plan(world, 1));
    const [one = '', two = ''] = world.column('outbox', 'letter').map(String);
    for (const [letter, kind] of [[one, 'monthly'], [two, 'monthly'], [one, 'pause'], [two, 'pause'], [one, 'monthly'], [two, 'again'], [one, 'again']] as const) {
      world.nowMs += 1000;
      ask(world, letter, kind);
      apply(world);
    }
    expect(world.column('consents', 'state')).toEqual(['monthly', 'paused', 'resubscribed']);
  });

  test('wishes that cannot be applied for long do not fill the store: of one letter at most six wait, and the last ones win', () => {
    const { world, letters: [letter = ''] } = mailedWorld(1);
    world.locked = true;
    for (let wish = 0; wish < 50; wish += 1) {
      world.nowMs += 1000;
      ask(world, letter, wish % 2 === 0 ? 'again' : 'unsubscribe');
    }
    expect(world.run((ports) => readRequests(ports.scriptStore)).value?.length).toBeLessThanOrEqual(6);
    world.locked = false;
    apply(world);
    expect(world.column('consents', 'state').slice(-1)).toEqual(['unsubscribed']);
  });

  test('a request of a letter that this base does not know stays and is shown as a number', () => {
    const { world, letters } = mailedWorld(1);
    ask(world, 'elsewhere', 'unsubscribe');
    ask(world, letters[0] ?? '', 'unsubscribe');
    expect(apply(world)).toBe(1);
    expect(world.run((ports) => readRequests(ports.scriptStore)).value?.map(({ letterId }) => letterId)).toEqual(['elsewhere']);
    expect(world.run((ports) => viewConsents(ports)).value?.value).toMatchObject({ waiting: 1, unknown: 1 });
  });

  test('requests that an earlier version kept are applied too', () => {
    const { world, letters } = mailedWorld(2);
    world.scriptStore.set(`request.unsubscribe.${letters[0] ?? ''}`, '1');
    world.scriptStore.set(`request.pause.${letters[1] ?? ''}`, '1');
    expect(apply(world)).toBe(2);
    expect(world.column('consents', 'state').sort()).toEqual(['paused', 'unsubscribed']);
    expect(requests(world)).toEqual([]);
  });

  test('nothing happens while somebody else writes, in a copy, and without requests: one call', () => {
    const { world, letters } = mailedWorld(1);
    expect(world.run((ports) => applyWaiting(ports)).calls).toEqual(['script.all']);
    ask(world, letters[0] ?? '', 'unsubscribe');
    world.locked = true;
    expect(apply(world)).toBe(0);
    world.locked = false;
    world.spreadsheetId = 'book-2';
    expect(apply(world)).toBe(0);
    expect(requests(world)).toHaveLength(1);
  });

  test('an unsubscription is in force before the next chunk sends, and a new subscription lets letters go again', () => {
    const { world, letters } = mailedWorld(2);
    ask(world, letters[0] ?? '', 'unsubscribe');
    world.nowMs += 86_400_000;
    const second = plan(world, 2);
    expect(send(world, second)).toMatchObject({ sent: 1, skipped: 1 });
    ask(world, letters[0] ?? '', 'again');
    expect(apply(world)).toBe(1);
    world.nowMs += 86_400_000;
    expect(send(world, plan(world, 2))).toMatchObject({ sent: 2, skipped: 0 });
  });

  test('a base made earlier gets the columns its ledger lacks', () => {
    const { world, letters } = mailedWorld(1);
    const ledger = world.tab('consents');
    ledger.rows.forEach((row) => row.splice(5));
    ledger.marks.splice(5);
    ask(world, letters[0] ?? '', 'unsubscribe');
    expect(apply(world)).toBe(1);
    expect(world.column('consents', 'source')).toEqual(['letter']);
    expect(world.column('consents', 'line')).toEqual([1]);
  });
});

describe('links', () => {
  test('the language is part of what is signed, and links without one go on working', () => {
    const world = readyWorld(1);
    world.run((ports) => {
      const state = readWebapp(ports.scriptStore);
      const open = (url: string): ReturnType<typeof openToken> => openToken(state.secret, ports.keys, url.split('?u=')[1] ?? '');
      const russian = unsubscribeUrl(state, ports.keys, 'L1', 'ru');
      expect(open(russian)).toEqual({ letterId: 'L1', language: 'ru' });
      expect(open(unsubscribeUrl(state, ports.keys, 'L1'))).toEqual({ letterId: 'L1', language: null });
      expect(open(russian.replace('.ru.', '.en.'))).toBeNull();
      expect(open(russian.replace('.ru.', '.'))).toBeNull();
      expect(open(russian.replace('L1', 'L2'))).toBeNull();
      expect(openToken('', ports.keys, russian.split('?u=')[1] ?? '')).toBeNull();
    });
  });
});
