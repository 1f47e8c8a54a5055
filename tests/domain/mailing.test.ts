/** Mailings on ports in memory: planning, sending, crashes, limits, opt-outs, copies. */
import { cellText } from '../../src/domain/cells';
import { setUpBase } from '../../src/domain/set-up';
import { saveSettings } from '../../src/domain/settings-tab';
import { continueMailings } from '../../src/domain/mailing/continue-mailings';
import { openMailing } from '../../src/domain/mailing/mailing-data';
import { decideUnknown, freeCopy, mailingProgress, resumeMailing, stopMailing, viewDetail, viewMailing } from '../../src/domain/mailing/mailing-home';
import { planNewMailing, preflightMailing, previewLetter, sendTest } from '../../src/domain/mailing/plan-mailing';
import { sendChunk } from '../../src/domain/mailing/send-chunk';
import { answerCheck, leaveRequest, letterOfToken, readWebapp, saveWebapp, unsubscribeUrl } from '../../src/domain/mailing/unsubscribe';
import { lettersOf, plan, readyWorld, REQUEST, send, sendAll, setCell } from './mailing-world';
import { dormantBase } from './sample-base';

const codes = (found: { readonly issues: readonly { readonly code: string }[] } | null | undefined): string[] => (found?.issues ?? []).map(({ code }) => code);
describe('planning', () => {
  test('lists everyone with subject, go or skip and why, and writes nothing', () => {
    const world = readyWorld(5);
    setCell(world, 'clients', 'Client 1', 'email', 'not an address');
    setCell(world, 'clients', 'Client 2', 'consent', 'no');
    setCell(world, 'clients', 'Client 3', 'unsubscribed', 'yes');
    setCell(world, 'clients', 'Client 5', 'email', 'c4@example.com');
    const { value, calls } = world.run((ports) => preflightMailing(ports, REQUEST));
    expect(value?.value?.rows.map(({ clientId, go, reasonCode }) => [clientId, go, reasonCode])).toEqual([
      ['Client 1', false, 'address_invalid'], ['Client 2', false, 'consent_missing'], ['Client 3', false, 'unsubscribed'], ['Client 4', true, ''],
      ['Client 5', false, 'address_repeated'],
    ]);
    expect(value?.value?.rows[3]?.subject).toContain('Client 4');
    expect(calls.filter((call) => /write|set|send/.test(call))).toEqual([]);
  });

  test('a marketing letter needs a checked unsubscribe page, a service letter does not', () => {
    const world = dormantBase(2);
    expect(codes(world.run((ports) => planNewMailing(ports, REQUEST, 2)).value)).toEqual(['mailing.unsubscribeAddressMissing']);
    const service = world.run((ports) => planNewMailing(ports, { ...REQUEST, templateKey: 'order-ready' }, 2)).value;
    expect(service?.value?.left).toBe(2);
    send(world, service?.value?.mailingId ?? '');
    expect(world.sent.map(({ subject }) => subject)).toEqual(['Your order 1-5 is ready', 'Your order 2-5 is ready']);
  });

  test('an unknown field blocks and is named', () => {
    const world = readyWorld(1);
    setCell(world, 'templates', 'come-back', 'body', 'Hello {{Shoe size}}');
    expect(codes(world.run((ports) => planNewMailing(ports, REQUEST, 1)).value)).toEqual(['template.fieldUnknown']);
    expect(world.run((ports) => viewMailing(ports)).value?.value?.templates.find(({ key }) => key === 'come-back')?.ok).toBe(false);
  });

  test('another number of letters than the person saw is refused', () => {
    const world = readyWorld(2);
    expect(codes(world.run((ports) => planNewMailing(ports, REQUEST, 3)).value)).toEqual(['mailing.numberChanged']);
    expect(world.column('mailings', 'mailing')).toEqual([]);
  });

  test('the letter of a client escapes his name in HTML', () => {
    const world = readyWorld(1);
    setCell(world, 'clients', 'Client 1', 'name', '<b>Bob</b>');
    const letter = world.run((ports) => previewLetter(ports, REQUEST, 'Client 1')).value?.value;
    expect(letter?.html).toContain('&lt;b&gt;Bob&lt;/b&gt;');
    expect(letter?.html).not.toContain('<b>Bob');
  });
});

describe('sending', () => {
  test('sends each letter once with at most five counted calls per letter, and nothing when run again', () => {
    const callsFor = (letters: number): number => {
      const world = readyWorld(letters);
      const mailingId = plan(world, letters);
      const { calls, value } = world.run((ports) => sendChunk(ports, mailingId));
      expect(value?.value).toMatchObject({ state: 'finished', sent: letters, left: 0 });
      expect(world.sent.map(({ to }) => to).sort()).toEqual(Array.from({ length: letters }, (_unused, index) => `c${index + 1}@example.com`));
      send(world, mailingId);
      expect(world.sent).toHaveLength(letters);
      return calls.length;
    };
    expect((callsFor(9) - callsFor(4)) / 5).toBeLessThanOrEqual(5);
  });

  test('a mailing killed at any call and run again sends nobody twice and loses nobody', () => {
    const begin = readyWorld(8);
    const mailingId = plan(begin, 8);
    const whole = begin.clone().run((ports) => sendChunk(ports, mailingId)).calls.length;
    expect(whole).toBeGreaterThan(8 * 4);
    for (let killAt = 1; killAt <= whole; killAt += 1) {
      for (const moment of ['before', 'after'] as const) {
        const world = begin.clone();
        expect(world.run((ports) => sendChunk(ports, mailingId), killAt, moment).killed).toBe(true);
        const end = send(world, mailingId);
        const addresses = world.sent.map(({ to }) => to);
        expect(new Set(addresses).size).toBe(addresses.length);
        // Whoever got no letter is shown as unknown, and at most one outcome can be unknown after one crash.
        expect(end?.unknown).toBeLessThanOrEqual(1);
        expect({ killAt, moment, found: (end?.sent ?? 0) + (end?.unknown ?? 0), left: end?.left }).toEqual({ killAt, moment, found: 8, left: 0 });
        expect(addresses.length).toBeGreaterThanOrEqual(8 - (end?.unknown ?? 0));
      }
    }
  });

  test('a plan killed at any call leaves no mailing or a whole one', () => {
    const begin = readyWorld(3);
    const whole = begin.clone().run((ports) => planNewMailing(ports, REQUEST, 3)).calls.length;
    for (let killAt = 1; killAt <= whole; killAt += 1) {
      const world = begin.clone();
      world.run((ports) => planNewMailing(ports, REQUEST, 3), killAt);
      const mailings = world.run((ports) => viewMailing(ports)).value?.value?.mailings ?? [];
      expect([0, 1]).toContain(mailings.length);
      if (mailings.length === 1) expect(mailings[0]?.total).toBe(3);
    }
  });

  test('an unknown letter is asked about: "not sent" sends it, "sent" closes it', () => {
    for (const outcome of ['sent', 'not-sent'] as const) {
      const world = readyWorld(2);
      world.answers.set('c1@example.com', { kind: 'unknown', text: 'server error' });
      const mailingId = plan(world, 2);
      expect(send(world, mailingId)).toMatchObject({ sent: 1, unknown: 1 });
      world.answers.clear();
      send(world, mailingId);
      expect(world.sent.map(({ to }) => to)).toEqual(['c2@example.com']);
      const letter = world.run((ports) => viewDetail(ports, mailingId)).value?.value?.letters.find(({ state }) => state === 'unknown');
      world.run((ports) => decideUnknown(ports, { mailingId, letterId: letter?.letterId ?? '', outcome }));
      expect(send(world, mailingId)).toMatchObject({ sent: 2, unknown: 0, left: 0 });
      expect(world.sent.map(({ to }) => to)).toEqual(outcome === 'sent' ? ['c2@example.com'] : ['c2@example.com', 'c1@example.com']);
    }
  });

  test('the daily limit spreads letters over days', () => {
    const world = readyWorld(5);
    world.run((ports) => saveSettings(ports, { 'mailing.dailyLimit': '2' }));
    const mailingId = plan(world, 5);
    expect(send(world, mailingId)).toMatchObject({ sent: 2, left: 3, canContinue: false, state: 'waiting' });
    expect(send(world, mailingId)).toMatchObject({ sent: 2 });
    world.nowMs += 25 * 3_600_000;
    expect(send(world, mailingId)).toMatchObject({ sent: 4 });
    world.nowMs += 25 * 3_600_000;
    expect(send(world, mailingId)).toMatchObject({ sent: 5, state: 'finished' });
  });

  test('at most forty letters leave in a minute and the page is told how long to wait', () => {
    const world = readyWorld(45);
    const mailingId = plan(world, 45);
    let first = send(world, mailingId);
    while (first?.canContinue === true && first.waitMs === 0) first = send(world, mailingId);
    expect(first?.sent).toBe(40);
    expect(first?.waitMs).toBeGreaterThan(30_000);
    world.nowMs += first?.waitMs ?? 0;
    expect(send(world, mailingId)?.sent).toBeGreaterThan(40);
  });

  test('"too fast" waits, longer each time, and sends nothing meanwhile', () => {
    const world = readyWorld(2);
    world.answers.set('c1@example.com', { kind: 'wait', text: 'rate' });
    const mailingId = plan(world, 2);
    const pauses: number[] = [];
    for (let time = 0; time < 7; time += 1) {
      const progress = send(world, mailingId);
      expect(progress).toMatchObject({ sent: 0, left: 2, canContinue: true });
      pauses.push(progress?.waitMs ?? 0);
      // Nothing is tried before the pause is over, whoever asks.
      const calls = world.run((ports) => sendChunk(ports, mailingId)).calls;
      expect(calls).not.toContain('send');
      world.nowMs += progress?.waitMs ?? 0;
    }
    expect(pauses.map((ms) => ms / 60_000)).toEqual([1, 2, 4, 8, 16, 16, 16]);
    world.answers.clear();
    expect(send(world, mailingId)).toMatchObject({ sent: 2, state: 'finished', waitMs: 0 });
  });

  test('"daily limit" of the service pauses every mailing of the sender for 24 hours', () => {
    const world = readyWorld(2);
    const mailingId = plan(world, 2);
    world.answers.set('c1@example.com', { kind: 'daily-limit', text: 'limit' });
    expect(send(world, mailingId)).toMatchObject({ sent: 0, canContinue: false });
    world.answers.clear();
    expect(send(world, mailingId)).toMatchObject({ sent: 0 });
    world.nowMs += 25 * 3_600_000;
    expect(send(world, mailingId)).toMatchObject({ sent: 2, state: 'finished' });
  });

  test('too many failures stop the run and say how many', () => {
    const world = readyWorld(30);
    for (let client = 1; client <= 30; client += 3) world.answers.set(`c${client}@example.com`, { kind: 'failed', text: 'bad' });
    const mailingId = plan(world, 30);
    const progress = send(world, mailingId);
    expect(progress).toMatchObject({ state: 'stopped', stopReason: 'failures', canContinue: false });
    expect(progress?.stopText).toMatch(/^7 of 20\sletters failed.*most often: bad\./);
    expect(progress?.left).toBe(10);
    // After the person says "go on" the failures until now are forgiven.
    world.answers.clear();
    world.run((ports) => resumeMailing(ports, mailingId));
    expect(send(world, mailingId)).toMatchObject({ state: 'finished', sent: 23, failed: 7 });
  });

  test('stopping holds until a person continues; the trigger never does', () => {
    const world = readyWorld(3);
    const mailingId = plan(world, 3);
    world.run((ports) => stopMailing(ports, mailingId));
    world.run((ports) => continueMailings(ports));
    expect(world.sent).toHaveLength(0);
    expect(world.run((ports) => mailingProgress(ports, mailingId)).value?.value?.state).toBe('stopped');
    expect(send(world, mailingId)).toMatchObject({ sent: 0, state: 'stopped', stopReason: 'owner', canContinue: false });
    expect(world.run((ports) => resumeMailing(ports, mailingId)).value?.value).toMatchObject({ stopReason: '', canContinue: true });
    expect(send(world, mailingId)).toMatchObject({ sent: 3 });
  });

  test('the trigger continues the mailings of its own person only', () => {
    const world = readyWorld(3);
    plan(world, 3);
    world.email = 'colleague@example.com';
    world.run((ports) => continueMailings(ports));
    expect(world.sent).toHaveLength(0);
    world.email = 'owner@example.com';
    world.run((ports) => continueMailings(ports));
    expect(world.sent).toHaveLength(3);
  });

  test('the trigger waits for the pace of a minute, lets nobody wait for the lock meanwhile, and ends in time', () => {
    const world = readyWorld(300, { 'mailing.dailyLimit': '1000', 'mailing.perMinute': '40' });
    plan(world, 300);
    const startedMs = world.nowMs;
    const { calls } = world.run((ports) => continueMailings(ports));
    expect(world.nowMs - startedMs).toBeLessThanOrEqual(240_000);
    // The letters of each begun minute, and no more.
    expect(world.sent.length).toBe(160);
    expect(calls.filter((call) => call === 'lock')).toHaveLength(calls.filter((call) => call === 'unlock').length);
    const minutes = new Map<number, number>();
    world.tab('send_log').rows.forEach((row) => {
      const time = row[world.tab('send_log').marks.indexOf('time')];
      if (row.includes('sending') && typeof time === 'number') minutes.set(time, (minutes.get(time) ?? 0) + 1);
    });
    expect(Math.max(...minutes.values())).toBeLessThanOrEqual(40);
  });

  test('another person is told who must continue', () => {
    const world = readyWorld(1);
    const mailingId = plan(world, 1);
    world.email = 'colleague@example.com';
    expect(codes(world.run((ports) => sendChunk(ports, mailingId)).value)).toEqual(['mailing.otherSender']);
  });

  test('an address changed or an opt-out after planning skips the letter', () => {
    const world = readyWorld(3);
    const mailingId = plan(world, 3);
    setCell(world, 'clients', 'Client 1', 'email', 'new@example.com');
    setCell(world, 'clients', 'Client 2', 'unsubscribed', 'да');
    expect(send(world, mailingId)).toMatchObject({ sent: 1, skipped: 2 });
    expect(world.sent.map(({ to }) => to)).toEqual(['c3@example.com']);
  });

  test('sorting, editing or deleting the Outbox changes nothing', () => {
    const world = readyWorld(3);
    const mailingId = plan(world, 3);
    send(world, mailingId);
    const outbox = world.tab('outbox');
    const state = outbox.marks.indexOf('state');
    outbox.rows = [outbox.rows[0] ?? [], ...outbox.rows.slice(1).reverse()];
    outbox.rows.slice(1).forEach((row) => { row[state] = 'planned'; });
    expect(send(world, mailingId)).toMatchObject({ sent: 3 });
    expect(world.sent).toHaveLength(3);
    expect(world.column('outbox', 'state')).toEqual(['sent', 'sent', 'sent']);
    world.tabs.splice(world.tabs.indexOf(outbox), 1);
    send(world, mailingId);
    expect(world.sent).toHaveLength(3);
  });

  test('without the Send log nothing leaves', () => {
    const world = readyWorld(2);
    const mailingId = plan(world, 2);
    world.tabs.splice(world.tabs.indexOf(world.tab('send_log')), 1);
    expect(codes(world.run((ports) => sendChunk(ports, mailingId)).value)).toEqual(['sendLog.missing']);
    expect(world.sent).toHaveLength(0);
  });

  test('a changed line of the Send log blocks sending and is located', () => {
    const world = readyWorld(2);
    const mailingId = plan(world, 2);
    send(world, mailingId);
    const log = world.tab('send_log');
    const last = log.rows[log.rows.length - 1] ?? [];
    last[log.marks.indexOf('state')] = 'maybe';
    const { issues } = world.run((ports) => sendChunk(ports, mailingId)).value ?? { issues: [] };
    expect(issues[0]).toMatchObject({ code: 'sendLog.rowBad', place: { rowIndex: log.rows.length - 1 } });
  });

  test('an earlier version of the spreadsheet brought back sends nothing again by itself, and no new mailing hides it', () => {
    const world = readyWorld(6, { 'mailing.dailyLimit': '3' });
    const mailingId = plan(world, 6);
    const earlier = world.tab('send_log').rows.map((row) => [...row]);
    expect(send(world, mailingId)?.sent).toBe(3);
    world.tab('send_log').rows.splice(0, Infinity, ...earlier);
    world.nowMs += 25 * 3_600_000;
    const other = world.clone();
    expect(codes(other.run((ports) => planNewMailing(ports, { templateKey: 'come-back', audience: 'all' }, 6)).value)).toEqual(['sendLog.short']);
    for (const each of [world, other]) {
      each.run((ports) => continueMailings(ports));
      const progress = send(each, mailingId);
      expect([progress?.stopReason, progress?.state, each.sent.length]).toEqual(['log', 'stopped', 3]);
      expect(progress?.stopText).toContain('fewer lines');
    }
    world.run((ports) => resumeMailing(ports, mailingId));
    expect(send(world, mailingId)?.stopReason).toBe('');
  });

  test('a sorted Send log says the same: a letter put off and then lost in flight is not sent again, and a long letter is read whole', () => {
    const world = readyWorld(1);
    const body = `Start ${'many words '.repeat(6_000)}end`;
    setCell(world, 'templates', 'come-back', 'body', body);
    const mailingId = plan(world, 1);
    world.answers.set('c1@example.com', { kind: 'wait', text: 'rate' });
    send(world, mailingId);
    world.answers.clear();
    world.nowMs += 3_600_000;
    const untilSent = world.clone().run((ports) => sendChunk(ports, mailingId)).calls.indexOf('send') + 1;
    world.run((ports) => sendChunk(ports, mailingId), untilSent, 'after');
    expect(world.sent.length).toBe(1);
    const { rows, marks } = world.tab('send_log');
    const state = marks.indexOf('state');
    const sorted = rows.splice(1).reverse().sort((one, other) => cellText(other[state]).localeCompare(cellText(one[state])));
    rows.push(...sorted);
    world.nowMs += 3_600_000;
    const progress = send(world, mailingId);
    expect([progress?.unknown, world.sent.length]).toEqual([1, 1]);
    expect(world.run((ports) => openMailing(ports, false)).value?.value?.log.plans.get(mailingId)?.body).toBe(body);
  });

  test('a later edit of the template does not change letters that are planned', () => {
    const world = readyWorld(1);
    const mailingId = plan(world, 1);
    setCell(world, 'templates', 'come-back', 'subject', 'Something else');
    send(world, mailingId);
    expect(world.sent[0]?.subject).toContain('we miss you');
  });

  test('a test letter goes to the person at the keyboard and stands in no log', () => {
    const world = readyWorld(1);
    expect(world.run((ports) => sendTest(ports, REQUEST, 'Client 1')).value?.value).toBe('owner@example.com');
    expect(world.sent[0]).toMatchObject({ to: 'owner@example.com' });
    expect(world.sent[0]?.subject).toMatch(/^\[Test\] /);
    expect(world.column('send_log', 'letter')).toEqual([]);
  });
});

describe('opting out', () => {
  test('an unsubscribe link works once it is confirmed and is applied before anything is sent', () => {
    const world = readyWorld(2);
    const first = plan(world, 2);
    send(world, first);
    const url = /https:\/\/example\.com\/exec\?u=([\w.-]+)/.exec(world.sent[0]?.text ?? '')?.[1] ?? '';
    const letterId = world.run((ports) => letterOfToken(readWebapp(ports.scriptStore).secret, ports.keys, url)).value;
    expect(letterId).not.toBeNull();
    world.run((ports) => leaveRequest(ports.scriptStore, letterId ?? '', 'unsubscribe'));
    world.run((ports) => leaveRequest(ports.scriptStore, letterId ?? '', 'unsubscribe'));
    const second = world.run((ports) => planNewMailing(ports, REQUEST, 2)).value?.value;
    expect(send(world, second?.mailingId ?? '')).toMatchObject({ sent: 1, skipped: 1 });
    expect(world.sent.map(({ to }) => to)).toEqual(['c1@example.com', 'c2@example.com', 'c2@example.com']);
    expect(world.column('consents', 'state')).toEqual(['unsubscribed']);
    expect(JSON.stringify(world.tab('consents').rows)).not.toContain('@');
    expect([...world.scriptStore.keys()].filter((key) => key.startsWith('request.'))).toEqual([]);
  });

  test('whoever unsubscribes while a chunk runs gets no letter of it any more', () => {
    const world = readyWorld(20);
    const mailingId = plan(world, 20);
    const letterId = lettersOf(world, mailingId).find(({ email }) => email === 'c20@example.com')?.letterId ?? '';
    sendAll(world, mailingId, (work) => world.run((ports) => work({
      ...ports,
      mailer: {
        ...ports.mailer,
        send: (letter) => {
          if (world.sent.length === 3) leaveRequest(ports.scriptStore, letterId, 'unsubscribe', { timeMs: world.nowMs });
          return ports.mailer.send(letter);
        },
      },
    })).value?.value ?? null);
    expect(world.sent).toHaveLength(19);
    expect(world.sent.map(({ to }) => to)).not.toContain('c20@example.com');
  });

  test('a forged token is worth nothing', () => {
    const world = readyWorld(1);
    world.run((ports) => {
      const state = readWebapp(ports.scriptStore);
      const token = unsubscribeUrl(state, ports.keys, 'abc').split('?u=')[1] ?? '';
      expect(letterOfToken(state.secret, ports.keys, token)).toBe('abc');
      expect(letterOfToken(state.secret, ports.keys, token.replace(/.$/, (last) => (last === '0' ? '1' : '0')))).toBeNull();
      expect(letterOfToken(state.secret, ports.keys, token.replace('abc', 'abd'))).toBeNull();
      expect(letterOfToken('', ports.keys, token)).toBeNull();
      expect(letterOfToken(state.secret, ports.keys, '')).toBeNull();
    });
  });

  test('a new address has to answer its own check', () => {
    const world = readyWorld(1);
    world.run((ports) => saveWebapp(ports, 'https://example.com/other'));
    expect(codes(world.run((ports) => planNewMailing(ports, REQUEST, 1)).value)).toEqual(['mailing.unsubscribeAddressMissing']);
    expect(world.run((ports) => answerCheck(ports.scriptStore, 'guess', 1)).value).toBe(false);
  });
});

describe('copies', () => {
  test('a copy sends nothing until it is made a base of its own, and then nothing that was planned in the original', () => {
    const world = readyWorld(3);
    const mailingId = plan(world, 3);
    const copy = world.clone();
    copy.spreadsheetId = 'book-2';
    copy.documentStore.clear();
    copy.scriptStore.clear();
    expect(codes(copy.run((ports) => sendChunk(ports, mailingId)).value)).toEqual(['base.copied']);
    expect(codes(copy.run((ports) => planNewMailing(ports, REQUEST, 3)).value)).toEqual(['base.copied']);
    expect(copy.run((ports) => freeCopy(ports)).value?.value).toEqual({ skipped: 3 });
    expect(codes(copy.run((ports) => sendChunk(ports, mailingId)).value)).toEqual(['mailing.unsubscribeAddressMissing']);
    expect(copy.run((ports) => mailingProgress(ports, mailingId)).value?.value).toMatchObject({ skipped: 3, left: 0 });
    copy.run((ports) => setUpBase(ports, 'en'));
    expect(copy.sent).toHaveLength(0);
    send(world, mailingId);
    expect(world.sent).toHaveLength(3);
  });
});
